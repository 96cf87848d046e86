//! What the calls, the notices and the parts of a checkout cost at most.
//!
//! Rings are as wide as can be and every bucket of them holds something, the program's and the
//! members'. Rules have as many attestors as they can and count people apart; whatever an operation
//! needs a record for, it has to make; and money moves whenever it can.

use crate::*;
use alloc::{boxed::Box, vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	dispatch::DispatchResultWithPostInfo,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::Precision,
		EnsureOrigin, Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{
	Assurance, CheckoutDiscount as _, Context, DiscountRequest, Identify as _, Means, MemberId,
	Moment, Nullifier, OrderId, OrderNotice, OrderObserver as _, Parties, Points, PointsSpend,
	ProgramId, RuleId, Tender, Undone,
};
use sp_core::H256;
use sp_runtime::{traits::Saturating, DispatchError, DispatchResult, FixedU128, Permill};

mod scene;
use scene::*;

/// Two programs of different operators with the same terms, the lower id first: a member has points of every
/// end in the first, and no record in the second. With the member's account, and how many of the points can
/// be exchanged. For the benchmarks of what moves points between programs.
#[allow(clippy::type_complexity)]
pub fn two_programs<T: Config>(
) -> (ProgramId, ProgramId, (T::AccountId, T::AccountId), T::AccountId, Points) {
	let scene = Scene::<T>::new();
	let other = rich::<T>("partner", 0);
	let to = NextProgramId::<T>::get();
	let budget = T::Currency::total_issuance();
	let (terms, redemption) = (terms::<T>(), redemption::<T>());
	assert_ok!(Pallet::<T>::create_program(signed::<T>(&other), name(), terms, redemption, budget));
	scene.fill();
	(scene.id, to, (scene.operator.clone(), other), scene.buyer.clone(), scene.most())
}

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// An asset that orders can be paid in.
	fn asset() -> T::AssetKind;

	/// Makes an account a member's of whom a person is known in a context.
	fn enrol(who: &T::AccountId, context: &Context);

	/// Puts an order on record that is settled; or takes it off.
	fn order(order: OrderId, parties: Option<Parties<T::AccountId>>);

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer() -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create_program() {
		let caller = rich::<T>("operator", 0);
		let id = NextProgramId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), name(), terms::<T>(), redemption::<T>(), 0u32.into());

		assert!(Programs::<T>::contains_key(id));
	}

	#[benchmark]
	fn add_rule() {
		let scene = Scene::<T>::full();
		let unit = Unit::Currency(vec![b'X'; 3].try_into().unwrap_or_default());

		#[extrinsic_call]
		_(scene.origin(), scene.id, rule::<T>(Trigger::Purchase(unit)));

		assert!(Rules::<T>::contains_key(scene.id, 3));
	}

	#[benchmark]
	fn edit_rule() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, REVIEW, rule::<T>(Trigger::Review));

		let record = Rules::<T>::get(scene.id, REVIEW);
		assert!(record.is_some_and(|record| record.rule.next.is_some()));
	}

	#[benchmark]
	fn retire_rule() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, REVIEW);

		let record = Rules::<T>::get(scene.id, REVIEW);
		assert!(record.is_some_and(|record| record.rule.next.is_some()));
	}

	#[benchmark]
	fn remove_rule() {
		let scene = Scene::<T>::full();
		scene.retire(PURCHASE);

		#[extrinsic_call]
		_(scene.origin(), scene.id, PURCHASE);

		assert!(!Rules::<T>::contains_key(scene.id, PURCHASE));
	}

	#[benchmark]
	fn pause() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id);

		let status = Programs::<T>::get(scene.id).map(|program| program.status);
		assert_eq!(status, Some(Status::Paused));
	}

	#[benchmark]
	fn resume() {
		let scene = Scene::<T>::full();
		assert_ok!(Pallet::<T>::pause(signed::<T>(&scene.operator), scene.id));
		scene.wait(u64::from(MAX_WIDTH).saturating_add(2));

		#[extrinsic_call]
		_(scene.origin(), scene.id);

		let status = Programs::<T>::get(scene.id).map(|program| program.status);
		assert_eq!(status, Some(Status::Active));
	}

	#[benchmark]
	fn wind_down() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id);

		let program = Programs::<T>::get(scene.id);
		assert!(program.is_some_and(|program| program.status != Status::Active));
	}

	#[benchmark]
	fn close_program() {
		let scene = Scene::<T>::full();
		scene.end();

		#[extrinsic_call]
		_(scene.origin(), scene.id);

		let status = Programs::<T>::get(scene.id).map(|program| program.status);
		assert_eq!(status, Some(Status::Closed));
	}

	#[benchmark]
	fn remove_program() {
		let scene = Scene::<T>::new();
		scene.end();
		let by = || signed::<T>(&scene.operator);
		assert_ok!(Pallet::<T>::close_program(by(), scene.id));
		for rule in [PURCHASE, CHECK_IN, REVIEW] {
			assert_ok!(Pallet::<T>::remove_rule(by(), scene.id, rule));
		}
		assert_ok!(Pallet::<T>::remove_merchant(by(), scene.id, scene.merchant.clone()));

		#[extrinsic_call]
		_(scene.origin(), scene.id);

		assert!(!Programs::<T>::contains_key(scene.id));
	}

	#[benchmark]
	fn set_record_budget() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, 7u32.into());

		let budget = Programs::<T>::get(scene.id).map(|program| program.record_budget);
		assert_eq!(budget, Some(7u32.into()));
	}

	#[benchmark]
	fn set_float() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, 7u32.into());

		let float = Programs::<T>::get(scene.id).map(|program| program.float);
		assert_eq!(float, Some(7u32.into()));
	}

	#[benchmark]
	fn set_redemption() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, redemption::<T>());

		let program = Programs::<T>::get(scene.id);
		assert!(program.is_some_and(|program| program.redemption.next.is_some()));
	}

	#[benchmark]
	fn invite_merchant() {
		let scene = Scene::<T>::full();
		let merchant: T::AccountId = account("other", 0, 0);

		#[extrinsic_call]
		_(scene.origin(), scene.id, merchant.clone());

		assert!(Merchants::<T>::contains_key(scene.id, merchant));
	}

	#[benchmark]
	fn join() {
		let scene = Scene::<T>::full();
		assert_ok!(Pallet::<T>::leave(signed::<T>(&scene.merchant)));

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.merchant.clone()), scene.id);

		assert_eq!(ServedBy::<T>::get(&scene.merchant), Some(scene.id));
	}

	#[benchmark]
	fn leave() {
		let scene = Scene::<T>::new();

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.merchant.clone()));

		assert_eq!(ServedBy::<T>::get(&scene.merchant), None);
	}

	#[benchmark]
	fn remove_merchant() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, scene.merchant.clone());

		assert_eq!(ServedBy::<T>::get(&scene.merchant), None);
	}

	/// The member's first, while the program's ring is full of others' points.
	#[benchmark]
	fn check_in() {
		let scene = Scene::<T>::tiered();
		let other = scene.newcomer();
		let member = T::Members::member(&other).unwrap_or_default();

		#[extrinsic_call]
		_(RawOrigin::Signed(other), scene.id, CHECK_IN);

		assert!(Accounts::<T>::contains_key(scene.id, member));
	}

	/// The member was there before, and what is on hold is enough: no money moves. Both rings are full. The
	/// rule is not ranked: who listens to one that is has a weight of its own.
	#[benchmark]
	fn check_in_again() {
		let scene = Scene::<T>::tiered();
		Rules::<T>::mutate(scene.id, CHECK_IN, |slot| {
			if let Some(record) = slot {
				record.promote(Epoch::MAX);
				record.rule.current.iter_mut().for_each(|rule| rule.ranked = false);
			}
		});
		let float = Pallet::<T>::program_price();
		assert_ok!(Pallet::<T>::set_float(signed::<T>(&scene.operator), scene.id, float));
		let backing = || Ledgers::<T>::get(scene.id).map(|ledger| ledger.backing);
		let before = backing();

		#[extrinsic_call]
		check_in(RawOrigin::Signed(scene.buyer.clone()), scene.id, CHECK_IN);

		assert_eq!(backing(), before);
	}

	/// What number `o` of the scene's `OPERATIONS` costs among so many members, 10 to the power of `k`. No
	/// weight: only to be looked at (`docs/weights.md`).
	#[benchmark(extra)]
	fn among(k: Linear<3, 5>, o: Linear<0, 14>) {
		let scene = Scene::<T>::full();
		let act = scene.operation(o);
		scene.crowd(10u64.saturating_pow(k));
		let done;

		#[block]
		{
			done = act();
		}

		assert_ok!(done);
	}

	/// A review: it reads the order.
	#[benchmark]
	fn claim_task() {
		let scene = Scene::<T>::tiered();
		let (claim, attestor, signature) = scene.review();
		let key = claim.key();

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), claim, attestor, signature);

		assert!(Claims::<T>::contains_key(scene.id, key));
	}

	/// A referral by somebody who has referred nobody before: two records more than a task.
	#[benchmark]
	fn claim_referral() {
		let scene = Scene::<T>::full();
		let rule = rule::<T>(Trigger::Referral);
		assert_ok!(Pallet::<T>::add_rule(signed::<T>(&scene.operator), scene.id, rule));
		scene.wait(u64::from(MAX_WIDTH).saturating_add(2));
		let referred = H256::repeat_byte(0xee);
		let claim = Claim {
			program: scene.id,
			rule: 3,
			subject: scene.subject,
			nonce: 1,
			deadline: Moment::MAX,
			evidence: Evidence::Referral(referred),
		};
		let signature = T::BenchmarkHelper::sign(&Pallet::<T>::claim_payload(&claim));
		let (caller, attestor) = (scene.buyer.clone(), T::BenchmarkHelper::signer());

		#[extrinsic_call]
		claim_task(RawOrigin::Signed(caller), claim, attestor, signature);

		assert!(Claims::<T>::contains_key(scene.id, Claim::arrival(&scene.subject)));
	}

	/// Points of every bucket, to somebody new.
	#[benchmark]
	fn gift() {
		let scene = Scene::<T>::full();
		let other = scene.newcomer();
		let member = T::Members::member(&other).unwrap_or_default();
		let points = scene.most();

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), scene.id, other, points);

		assert_eq!(Pallet::<T>::view_balance(scene.id, member).spendable, points);
	}

	/// Points of every bucket.
	#[benchmark]
	fn spend() {
		let scene = Scene::<T>::full();
		let points = scene.most();

		#[block]
		{
			assert_ok!(<Pallet<T> as PointsSpend<_>>::spend(scene.id, &scene.buyer, points));
		}

		assert_eq!(Pallet::<T>::view_balance(scene.id, scene.member).spendable, 1);
	}

	/// Records of members whose points have expired, each with a ring to be gone through.
	#[benchmark]
	fn prune(n: Linear<1, MAX_PRUNED>) {
		let scene = Scene::<T>::new();
		let mut list = Vec::new();
		for index in 0..n {
			let who = rich::<T>("member", index);
			T::BenchmarkHelper::enrol(&who, &CONTEXT);
			assert_ok!(Pallet::<T>::check_in(signed::<T>(&who), scene.id, CHECK_IN));
			list.push(Stale::Account(T::Members::member(&who).unwrap_or_default()));
		}
		scene.wait(u64::from(MAX_WIDTH).saturating_mul(2));
		let caller = account("caller", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), scene.id, list.try_into().unwrap_or_default());

		assert!(Accounts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn collect() {
		let scene = Scene::<T>::full();
		scene.reserve();
		Pallet::<T>::capture(ORDER);
		// As if the merchant could not have been paid when the order was closed.
		let amount: BalanceOf<T> = 1u32.into();
		Ledgers::<T>::mutate(scene.id, |slot| {
			if let Some(ledger) = slot {
				ledger.captured = 0;
				ledger.owed = amount;
			}
		});
		Spendings::<T>::mutate(ORDER, |slot| {
			if let Some(spending) = slot {
				spending.stage = SpendingStage::Owed(amount);
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), ORDER);

		assert!(!Spendings::<T>::contains_key(ORDER));
	}

	#[benchmark]
	fn set_tiers() {
		let scene = Scene::<T>::full();

		#[extrinsic_call]
		_(scene.origin(), scene.id, Some(ladder()));

		let tiers = Programs::<T>::get(scene.id).map(|program| program.tiers);
		assert!(tiers.is_some_and(|tiers| tiers.next.is_some()));
	}

	#[benchmark]
	fn extend_expiry() -> Result<(), BenchmarkError> {
		T::BenchmarkHelper::set_time(START);
		let origin =
			T::HaltOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, START.saturating_sub(MAX_HALT), START);

		assert_eq!(Halted::<T>::get().total, MAX_HALT);
		Ok(())
	}

	#[benchmark]
	fn open_pool(n: Linear<0, MAX_INVITED>) {
		let scene = Scene::<T>::full();
		let invited = scene.others(n);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), scene.id, invited.try_into().unwrap_or_default());

		let seats = Pools::<T>::get(scene.id, 0).map(|pool| pool.seats.len());
		assert_eq!(seats, Some((n as usize).saturating_add(1)));
	}

	/// The last on the list of a pool that is as large as can be.
	#[benchmark]
	fn join_pool() {
		let scene = Scene::<T>::full();
		let who = scene.open_pool().pop().unwrap_or_else(|| scene.buyer.clone());

		#[extrinsic_call]
		_(RawOrigin::Signed(who), scene.id, 0);

		let joined = Pools::<T>::get(scene.id, 0)
			.map(|pool| pool.seats.iter().filter(|seat| seat.joined).count());
		assert_eq!(joined, Some(2));
	}

	/// Points of every bucket.
	#[benchmark]
	fn contribute() {
		let scene = Scene::<T>::full();
		scene.open_pool();
		let points = scene.most();

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.buyer.clone()), scene.id, 0, points);

		assert_eq!(Pools::<T>::get(scene.id, 0).map(|pool| pool.book.ring.total()), Some(points));
	}

	/// Points of every bucket, by somebody who has no record.
	#[benchmark]
	fn draw() {
		let scene = Scene::<T>::full();
		let (who, points) = scene.fill_pool();

		#[extrinsic_call]
		_(RawOrigin::Signed(who), scene.id, 0, points);

		assert_eq!(Pools::<T>::get(scene.id, 0).map(|pool| pool.book.ring.total()), Some(0));
	}

	/// By the last one, who takes points of every bucket and has no record.
	#[benchmark]
	fn leave_pool() {
		let scene = Scene::<T>::full();
		let (who, _) = scene.fill_pool();
		let founder = signed::<T>(&scene.buyer);
		assert_ok!(Pallet::<T>::leave_pool(founder, scene.id, 0));

		#[extrinsic_call]
		_(RawOrigin::Signed(who), scene.id, 0);

		assert!(!Pools::<T>::contains_key(scene.id, 0));
	}

	/// Told late: the order is settled by then.
	#[benchmark]
	fn note_funded() {
		let scene = Scene::<T>::tiered();
		T::BenchmarkHelper::order(ORDER, Some(scene.parties()));
		let notice = scene.funded();
		let noted;

		#[block]
		{
			noted = Pallet::<T>::notify(ORDER, &notice);
		}

		assert_ok!(noted);
		assert!(Earnings::<T>::contains_key(ORDER));
	}

	#[benchmark]
	fn note_settled() {
		let scene = Scene::<T>::tiered();
		scene.buy_unsettled();
		let notice = OrderNotice::Settled { paid_out: AMOUNT.into() };
		let noted;

		#[block]
		{
			noted = Pallet::<T>::notify(ORDER, &notice);
		}

		assert_ok!(noted);
		let stage = Earnings::<T>::get(ORDER).map(|earning| earning.stage);
		assert!(stage.is_some_and(|stage| stage != EarningStage::Pending));
	}

	/// All of a settled order whose points were spent: every other lot is taken, and a debt remains.
	#[benchmark]
	fn note_refunded() {
		let scene = Scene::<T>::new();
		scene.buy();
		scene.fill();
		assert_ok!(Pallet::<T>::reserve(OTHER_ORDER, &scene.request(AMOUNT.into())));
		let notice = OrderNotice::Refunded { cumulative: AMOUNT.into() };
		let noted;

		#[block]
		{
			noted = Pallet::<T>::notify(ORDER, &notice);
		}

		assert_ok!(noted);
		assert_eq!(Earnings::<T>::get(ORDER).map(|earning| earning.left()), Some(0));
		assert!(Pallet::<T>::view_balance(scene.id, scene.member).debt > 0);
	}

	/// Of an order that earned points and was paid with points, at a merchant that is not the operator.
	#[benchmark]
	fn note_closed() {
		let scene = Scene::<T>::full();
		scene.reserve();
		scene.buy();
		Pallet::<T>::capture(ORDER);
		let noted;

		#[block]
		{
			noted = Pallet::<T>::notify(ORDER, &OrderNotice::Closed);
		}

		assert_ok!(noted);
		assert!(!Earnings::<T>::contains_key(ORDER) && !Spendings::<T>::contains_key(ORDER));
	}

	#[benchmark]
	fn reserve() {
		let scene = Scene::<T>::full();
		let request = scene.request(scene.most());
		let reserved;

		#[block]
		{
			reserved = Pallet::<T>::reserve(ORDER, &request);
		}

		assert!(reserved.is_ok());
	}

	#[benchmark]
	fn capture() {
		let scene = Scene::<T>::full();
		scene.reserve();

		#[block]
		{
			Pallet::<T>::capture(ORDER);
		}

		let stage = Spendings::<T>::get(ORDER).map(|spending| spending.stage);
		assert_eq!(stage, Some(SpendingStage::Captured));
	}

	#[benchmark]
	fn release() {
		let scene = Scene::<T>::full();
		scene.reserve();

		#[block]
		{
			Pallet::<T>::release(ORDER, Undone::All);
		}

		assert!(!Spendings::<T>::contains_key(ORDER));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::World::default().build(), crate::mock::Test);
}

/// The mock's helper.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{self, AccountId, Asset, Helper, Orders, People, Person, Test, TestOrder};
	use codec::Encode;
	use souk_primitives::OrderStage;
	use sp_core::Pair;
	use sp_runtime::MultiSignature;

	impl BenchmarkHelper<Test> for Helper {
		fn asset() -> Asset {
			mock::USD
		}

		/// The mock knows one context.
		fn enrol(who: &AccountId, context: &Context) {
			assert_eq!(*context, mock::CONTEXT);
			// The same whenever the account is enrolled.
			let id = who.using_encoded(sp_io::hashing::twox_64);
			let id = u64::from_le_bytes(id);
			let subject = Some(H256::from_low_u64_be(id));
			let (member, assurance) = (MemberId(id), Assurance::Person);
			let person = Person { member, subject, assurance };
			People::mutate(|people| people.insert(who.clone(), person));
		}

		fn order(order: OrderId, parties: Option<Parties<AccountId>>) {
			Orders::mutate(|orders| match parties {
				Some(parties) => {
					let stage = OrderStage::Settled;
					orders.insert(order, TestOrder { parties, stage, refunded: 0 })
				},
				None => orders.remove(&order),
			});
		}

		fn signer() -> AccountId {
			mock::attestor_account()
		}

		fn sign(message: &[u8]) -> MultiSignature {
			mock::attestor().sign(message).into()
		}

		fn set_time(now: Moment) {
			mock::set_time(now);
		}
	}
}
