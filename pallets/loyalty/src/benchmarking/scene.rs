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
/// As many as a scene has at most: one for referrals comes later.
pub(super) const RULES: RuleId = 4;

/// What [`Scene::operation`] can do.
pub(super) const OPERATIONS: [&str; 15] = [
	"check_in",
	"check_in_again",
	"claim_task",
	"gift",
	"spend",
	"contribute",
	"draw",
	"reserve",
	"capture",
	"release",
	"note_funded",
	"note_settled",
	"note_refunded",
	"note_closed",
	"prune",
];

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
		scene.fill_awarded();
		scene.wait(1);
		scene
	}

	/// Has as many rules as there can be have awarded something, those of the scene later than any other.
	fn fill_awarded(&self) {
		Ledgers::<T>::mutate(self.id, |slot| {
			if let Some(ledger) = slot {
				(RULES..MAX_RULES).for_each(|id| {
					let _ = ledger.awarded_mut(id);
				});
			}
		});
	}

	/// The same, and everybody has points of every end. The epoch is 37, so that a bucket is about to
	/// be emptied.
	pub(super) fn full() -> Self {
		let scene = Self::new();
		scene.fill();
		scene.wait(u64::from(MAX_WIDTH).saturating_add(1));
		scene
	}

	/// The same, and there are tiers.
	pub(super) fn tiered() -> Self {
		let scene = Self::new();
		assert_ok!(Pallet::<T>::set_tiers(signed::<T>(&scene.operator), scene.id, Some(ladder())));
		scene.fill();
		scene.wait(u64::from(MAX_WIDTH).saturating_add(1));
		scene
	}

	/// So many other members have as much as the one.
	pub(super) fn crowd(&self, members: u64) {
		let Some(account) = Accounts::<T>::get(self.id, self.member) else { return };
		for other in 1..members {
			let member = MemberId(u64::MAX.saturating_sub(other));
			Accounts::<T>::insert(self.id, member, account.clone());
		}
	}

	/// Somebody who is a member and has nothing.
	pub(super) fn newcomer(&self) -> T::AccountId {
		let who = rich::<T>("other", 0);
		T::BenchmarkHelper::enrol(&who, &CONTEXT);
		who
	}

	/// A claim of the member for a review, signed.
	pub(super) fn review(&self) -> (Claim, T::AccountId, T::Signature) {
		T::BenchmarkHelper::order(ORDER, Some(self.parties()));
		let claim = Claim {
			program: self.id,
			rule: REVIEW,
			subject: self.subject,
			nonce: 1,
			deadline: Moment::MAX,
			evidence: Evidence::Review(ORDER),
		};
		let signature = T::BenchmarkHelper::sign(&Pallet::<T>::claim_payload(&claim));
		(claim, T::BenchmarkHelper::signer(), signature)
	}

	/// Has an order's points wait for it to settle.
	pub(super) fn buy_unsettled(&self) {
		self.buy();
		Earnings::<T>::mutate(ORDER, |slot| {
			if let Some(earning) = slot {
				earning.stage = EarningStage::Pending;
			}
		});
	}

	/// What a member, an order or anybody does to points, ready to be done: by the numbers of [`OPERATIONS`].
	pub(super) fn operation(&self, number: u32) -> Box<dyn FnOnce() -> DispatchResult + '_> {
		let (id, by) = (self.id, signed::<T>(&self.buyer));
		let tell = |notice: NoticeOf<T>| Box::new(move || Pallet::<T>::notify(ORDER, &notice));
		let earned = |done: DispatchResultWithPostInfo| done.map(|_| ()).map_err(|e| e.error);
		match OPERATIONS.get(number as usize).copied().unwrap_or_default() {
			"check_in" => {
				let by = signed::<T>(&self.newcomer());
				Box::new(move || earned(Pallet::<T>::check_in(by, id, CHECK_IN)))
			},
			"check_in_again" => Box::new(move || earned(Pallet::<T>::check_in(by, id, CHECK_IN))),
			"claim_task" => {
				let (claim, attestor, signature) = self.review();
				Box::new(move || Pallet::<T>::claim_task(by, claim, attestor, signature))
			},
			"gift" => {
				let (to, points) = (self.newcomer(), self.most());
				Box::new(move || Pallet::<T>::gift(by, id, to, points))
			},
			"spend" => {
				let points = self.most();
				let spend = move || <Pallet<T> as PointsSpend<_>>::spend(id, &self.buyer, points);
				Box::new(move || spend().map(|_| ()))
			},
			"contribute" => {
				self.open_pool();
				let points = self.most();
				Box::new(move || Pallet::<T>::contribute(by, id, 0, points))
			},
			"draw" => {
				let (who, points) = self.fill_pool();
				let by = signed::<T>(&who);
				Box::new(move || Pallet::<T>::draw(by, id, 0, points))
			},
			"reserve" => {
				let request = self.request(self.most());
				Box::new(move || Pallet::<T>::reserve(ORDER, &request).map(|_| ()))
			},
			"capture" => {
				self.reserve();
				Box::new(|| {
					Pallet::<T>::capture(ORDER);
					Ok(())
				})
			},
			"release" => {
				self.reserve();
				Box::new(|| {
					Pallet::<T>::release(ORDER, Undone::All);
					Ok(())
				})
			},
			"note_funded" => {
				T::BenchmarkHelper::order(ORDER, Some(self.parties()));
				tell(self.funded())
			},
			"note_settled" => {
				self.buy_unsettled();
				tell(OrderNotice::Settled { paid_out: AMOUNT.into() })
			},
			"note_refunded" => {
				self.buy();
				tell(OrderNotice::Refunded { cumulative: AMOUNT.into() })
			},
			"note_closed" => {
				self.reserve();
				self.buy();
				Pallet::<T>::capture(ORDER);
				tell(OrderNotice::Closed)
			},
			"prune" => {
				let who = self.newcomer();
				assert_ok!(Pallet::<T>::check_in(signed::<T>(&who), id, CHECK_IN));
				self.wait(u64::from(MAX_WIDTH).saturating_mul(3));
				let member = T::Members::member(&who).unwrap_or_default();
				let list = vec![Stale::Account(member)].try_into().unwrap_or_default();
				Box::new(move || earned(Pallet::<T>::prune(by, id, list)))
			},
			_ => Box::new(|| Err(DispatchError::Other("there is no such operation"))),
		}
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
