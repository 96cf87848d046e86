//! The scene of the benchmarks: a program, a merchant that it serves, and a member.

use super::*;

/// When the benchmarks begin.
pub(super) const START: Moment = 1_700_000_000_000;

pub(super) const CONTEXT: Context = H256::repeat_byte(0xcc);
pub(super) const ORDER: OrderId = OrderId(7);
pub(super) const OTHER_ORDER: OrderId = OrderId(8);

pub(super) const PURCHASE: RuleId = 0;
pub(super) const CHECK_IN: RuleId = 1;
pub(super) const REVIEW: RuleId = 2;

/// What an order costs, and how many points that makes.
pub(super) const AMOUNT: u32 = 1_000_000;

pub(super) fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

/// Somebody with enough for any deposit here.
pub(super) fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	let amount = Pallet::<T>::program_price()
		.saturating_add(Pallet::<T>::rule_price())
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000_000u32.into());
	assert_ok!(T::Currency::increase_balance(&who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	who
}

pub(super) fn name() -> Name {
	vec![b'x'; MAX_NAME as usize].try_into().unwrap_or_default()
}

pub(super) fn terms<T: Config>() -> Terms {
	Terms {
		context: CONTEXT,
		assurance: Assurance::Attested,
		epoch: T::MinEpoch::get(),
		lifetime: Lifetime::Epochs(MAX_WIDTH as u8),
		notice: T::MinNotice::get(),
		value: FixedU128::from_rational(1, 1_000),
		backing: Permill::from_percent(50),
		gifts: MAX_AWARD,
	}
}

/// As many rates as there can be, the asset's last.
pub(super) fn redemption<T: Config>() -> Redemption<T::AssetKind> {
	let currency = |n: u32| vec![b'X', b'X', b'A'.saturating_add(n as u8)];
	let unit = |n: u32| match n.saturating_add(1) {
		MAX_RATES => Unit::Asset(T::BenchmarkHelper::asset()),
		_ => Unit::Currency(currency(n).try_into().unwrap_or_default()),
	};
	let rate = |n| Rate { unit: unit(n), per_point: FixedU128::from_u32(1) };
	let rates = (0..MAX_RATES).map(rate).collect::<Vec<_>>();
	Redemption { rates: rates.try_into().unwrap_or_default(), max_share: Permill::from_percent(90) }
}

pub(super) fn rule<T: Config>(trigger: Trigger<T::AssetKind>) -> RuleOf<T> {
	let formula = match &trigger {
		Trigger::Purchase(_) => Formula::PerUnit(FixedU128::from_u32(1)),
		_ => Formula::Flat(1_000),
	};
	let mut attestors = Vec::new();
	if trigger.is_attested() {
		attestors = (1..MAX_ATTESTORS).map(|n| account("attestor", n, 0)).collect();
		attestors.push(T::BenchmarkHelper::signer());
	}
	let limits = Limits {
		window: T::MinEpoch::get(),
		per_subject: Some(MAX_AWARD),
		overall: Some(MAX_AWARD),
		cooldown: 1,
		budget: MAX_AWARD,
	};
	let attestors = attestors.try_into().unwrap_or_default();
	RuleOf::<T> { trigger, formula, limits, ranked: true, attestors }
}

/// As many tiers as there can be.
pub(super) fn ladder() -> Ladder {
	let level = |n: u32| Level { threshold: n.saturating_add(1).into(), bonus: Permill::one() };
	let levels = (0..MAX_LEVELS).map(level).collect::<Vec<_>>();
	Ladder { period: MAX_PERIOD as u8, levels: levels.try_into().unwrap_or_default() }
}

pub(super) struct Scene<T: Config> {
	pub(super) id: ProgramId,
	pub(super) operator: T::AccountId,
	pub(super) merchant: T::AccountId,
	pub(super) buyer: T::AccountId,
	pub(super) member: MemberId,
	pub(super) subject: Nullifier,
}

impl<T: Config> Scene<T> {
	/// A program with rules in force, in its epoch 1, a merchant that it serves, and a member.
	pub(super) fn new() -> Self {
		T::BenchmarkHelper::set_time(START);
		let (operator, merchant) = (rich::<T>("operator", 0), rich::<T>("merchant", 0));
		let buyer = rich::<T>("buyer", 0);
		let id = NextProgramId::<T>::get();
		let by = || signed::<T>(&operator);
		let budget = T::Currency::total_issuance();
		let (terms, redemption) = (terms::<T>(), redemption::<T>());
		assert_ok!(Pallet::<T>::create_program(by(), name(), terms, redemption, budget));
		let unit = Unit::Asset(T::BenchmarkHelper::asset());
		for trigger in [Trigger::Purchase(unit), Trigger::CheckIn, Trigger::Review] {
			assert_ok!(Pallet::<T>::add_rule(by(), id, rule::<T>(trigger)));
		}
		assert_ok!(Pallet::<T>::invite_merchant(by(), id, merchant.clone()));
		assert_ok!(Pallet::<T>::join(signed::<T>(&merchant), id));
		T::BenchmarkHelper::enrol(&buyer, &CONTEXT);
		let member = T::Members::member(&buyer).unwrap_or_default();
		let subject = T::Members::subject(member, &CONTEXT).unwrap_or_default();
		let scene = Self { id, operator, merchant, buyer, member, subject };
		scene.wait(1);
		scene
	}

	/// The same, and everybody has points of every end. The epoch is 37, so that a bucket is about to
	/// be emptied.
	pub(super) fn full() -> Self {
		let scene = Self::new();
		scene.fill();
		scene.wait(u64::from(MAX_WIDTH).saturating_add(1));
		scene
	}

	/// Has the member check in in each of as many epochs as there are buckets.
	pub(super) fn fill(&self) {
		for epoch in 1..=u64::from(MAX_WIDTH) {
			self.wait(epoch);
			assert_ok!(Pallet::<T>::check_in(signed::<T>(&self.buyer), self.id, CHECK_IN));
		}
	}

	pub(super) fn wait(&self, epochs: u64) {
		T::BenchmarkHelper::set_time(
			START.saturating_add(epochs.saturating_mul(T::MinEpoch::get())),
		);
	}

	pub(super) fn origin(&self) -> RawOrigin<T::AccountId> {
		RawOrigin::Signed(self.operator.clone())
	}

	pub(super) fn parties(&self) -> Parties<T::AccountId> {
		let (merchant, buyer) = (self.merchant.clone(), self.buyer.clone());
		Parties { merchant, payer: buyer.clone(), buyer }
	}

	pub(super) fn funded(&self) -> NoticeOf<T> {
		let tender = Tender::Asset(T::BenchmarkHelper::asset());
		OrderNotice::Funded { parties: self.parties(), tender, amount: AMOUNT.into() }
	}

	/// Pays for an order.
	pub(super) fn buy(&self) {
		T::BenchmarkHelper::order(ORDER, Some(self.parties()));
		assert_ok!(Pallet::<T>::notify(ORDER, &self.funded()));
	}

	pub(super) fn request(
		&self,
		points: u128,
	) -> DiscountRequest<T::AccountId, T::AssetKind, BalanceOf<T>> {
		let (merchant, buyer) = (self.merchant.clone(), self.buyer.clone());
		let tender = Tender::Asset(T::BenchmarkHelper::asset());
		let amount = AMOUNT.saturating_mul(100).into();
		let means = Means::Points(points);
		DiscountRequest { merchant, buyer, tender, amount, means }
	}

	/// So many other members.
	pub(super) fn others(&self, count: u32) -> Vec<T::AccountId> {
		let other = |n| {
			let who = rich::<T>("other", n);
			T::BenchmarkHelper::enrol(&who, &CONTEXT);
			who
		};
		(0..count).map(other).collect()
	}

	/// A pool that is as large as can be; with those who are invited.
	pub(super) fn open_pool(&self) -> Vec<T::AccountId> {
		let others = self.others(MAX_INVITED);
		let invited = others.clone().try_into().unwrap_or_default();
		assert_ok!(Pallet::<T>::open_pool(signed::<T>(&self.buyer), self.id, invited));
		others
	}

	/// The same with points of every bucket in it, and the last of those who are invited has joined.
	pub(super) fn fill_pool(&self) -> (T::AccountId, u128) {
		let who = self.open_pool().pop().unwrap_or_else(|| self.buyer.clone());
		let points = self.most();
		assert_ok!(Pallet::<T>::contribute(signed::<T>(&self.buyer), self.id, 0, points));
		assert_ok!(Pallet::<T>::join_pool(signed::<T>(&who), self.id, 0));
		(who, points)
	}

	/// All that the member can spend but one: of every bucket.
	pub(super) fn most(&self) -> u128 {
		Pallet::<T>::view_balance(self.id, self.member).spendable.saturating_sub(1)
	}

	/// Sets points of every bucket aside.
	pub(super) fn reserve(&self) {
		assert_ok!(Pallet::<T>::reserve(ORDER, &self.request(self.most())));
	}

	pub(super) fn retire(&self, id: RuleId) {
		assert_ok!(Pallet::<T>::retire_rule(signed::<T>(&self.operator), self.id, id));
		self.wait(u64::from(MAX_WIDTH).saturating_add(2));
	}

	/// Ends the program.
	pub(super) fn end(&self) {
		assert_ok!(Pallet::<T>::wind_down(signed::<T>(&self.operator), self.id));
		let notice = T::MinNotice::get();
		let now = Pallet::<T>::now();
		T::BenchmarkHelper::set_time(now.saturating_add(notice));
	}
}
