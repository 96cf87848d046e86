//! What the calls cost at most.
//!
//! Whatever a call needs a record for, it has to make; people are counted, and addresses are as long as
//! they can be.

use crate::*;
use alloc::vec;
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::{nonfungibles_v2::Inspect as _, Precision},
		Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{Context, Identify, Moment, Points, ProgramId, RewardId, Text};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash, Saturating};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// A program, its operator, and where its members count once.
	fn program() -> (ProgramId, T::AccountId, Context);

	/// Makes an account a member's of whom a person is known in a context.
	fn enrol(who: &T::AccountId, context: &Context);

	/// Gives a member so many points of a program, of as many ends as there can be.
	fn award(program: ProgramId, who: &T::AccountId, points: Points);

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer() -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the benchmarks begin, and when rewards end.
const START: Moment = 1_700_000_000_000;
const END: Moment = START + 1_000_000_000_000;

const PRICE: Points = 10;
const STOCK: u32 = 100;

fn endow<T: Config>(who: &T::AccountId) {
	let prices = Pallet::<T>::prices();
	let each = prices.tally.saturating_add(T::ItemDeposit::get());
	let amount = prices
		.reward
		.saturating_add(T::CollectionDeposit::get())
		.saturating_add(each.saturating_mul(STOCK.into()))
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
}

fn uri() -> Text<MAX_URI> {
	vec![b'u'; MAX_URI as usize].try_into().unwrap_or_default()
}

fn gift<T: Config>() -> TermsOf<T> {
	let kind = Kind::Gift { price: PRICE, transferable: false, per_person: Some(u32::MAX) };
	let (starts, ends) = (Some(START), Some(END));
	Terms { kind, starts, ends, digest: H256::repeat_byte(1), uri: uri() }
}

fn badge<T: Config>() -> TermsOf<T> {
	Terms { kind: Kind::Badge { attestor: T::BenchmarkHelper::signer() }, ..gift::<T>() }
}

struct Scene<T: Config> {
	program: ProgramId,
	operator: T::AccountId,
	context: Context,
	member: T::AccountId,
}

impl<T: Config> Scene<T> {
	fn new() -> Self {
		T::BenchmarkHelper::set_time(START);
		let (program, operator, context) = T::BenchmarkHelper::program();
		endow::<T>(&operator);
		let member = account("member", 0, 0);
		T::BenchmarkHelper::enrol(&member, &context);
		T::BenchmarkHelper::award(program, &member, PRICE.saturating_mul(10));
		Self { program, operator, context, member }
	}

	fn by(&self) -> RawOrigin<T::AccountId> {
		RawOrigin::Signed(self.operator.clone())
	}

	fn offer(&self, terms: TermsOf<T>) -> RewardId {
		let id = NextRewardId::<T>::get();
		assert_ok!(Pallet::<T>::offer_reward(self.by().into(), self.program, terms, STOCK));
		id
	}

	fn buy(&self, id: RewardId) {
		assert_ok!(Pallet::<T>::buy(RawOrigin::Signed(self.member.clone()).into(), id));
	}

	fn end(&self, id: RewardId) {
		assert_ok!(Pallet::<T>::end_reward(self.by().into(), id));
	}
}

fn reward<T: Config>(id: RewardId) -> Option<RewardOf<T>> {
	Rewards::<T>::get(id)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn offer_reward() {
		let scene = Scene::<T>::new();
		let id = NextRewardId::<T>::get();

		#[extrinsic_call]
		_(scene.by(), scene.program, badge::<T>(), STOCK);

		assert!(Rewards::<T>::contains_key(id));
	}

	#[benchmark]
	fn restock() {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());

		#[extrinsic_call]
		_(scene.by(), id, STOCK);

		assert_eq!(reward::<T>(id).map(|reward| reward.stock), Some(STOCK.saturating_mul(2)));
	}

	#[benchmark]
	fn end_reward() {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());

		#[extrinsic_call]
		_(scene.by(), id);

		assert_eq!(reward::<T>(id).map(|reward| reward.status), Some(Status::Ended));
	}

	/// The first that the person buys.
	#[benchmark]
	fn buy() {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.member.clone()), id);

		assert_eq!(reward::<T>(id).map(|reward| reward.tallies), Some(1));
	}

	#[benchmark]
	fn claim_badge() {
		let scene = Scene::<T>::new();
		let id = scene.offer(badge::<T>());
		let member = T::Members::member(&scene.member).unwrap_or_default();
		let subject = T::Members::subject(member, &scene.context).unwrap_or_default();
		let payload = Pallet::<T>::claim_payload(id, subject, END);
		let signature = T::BenchmarkHelper::sign(&payload);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.member.clone()), id, END, signature);

		assert_eq!(reward::<T>(id).map(|reward| reward.tallies), Some(1));
	}

	#[benchmark]
	fn redeem() {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());
		scene.buy(id);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.member.clone()), id, 0);

		assert_eq!(reward::<T>(id).map(|reward| reward.redeemed), Some(1));
	}

	/// With the collection.
	#[benchmark]
	fn close_reward() {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());
		let collection = reward::<T>(id).map(|reward| reward.collection).unwrap_or_default();
		scene.end(id);

		#[extrinsic_call]
		_(scene.by(), id);

		assert!(T::Nfts::collection_owner(&collection).is_none());
	}

	#[benchmark]
	fn sweep_tallies(n: Linear<1, MAX_SWEPT>) {
		let scene = Scene::<T>::new();
		let id = scene.offer(gift::<T>());
		for index in 0..n {
			Tallies::<T>::insert(id, BlakeTwo256::hash_of(&index), 1);
		}
		Rewards::<T>::mutate(id, |slot| {
			if let Some(reward) = slot {
				(reward.tallies, reward.minted) = (n, n);
			}
		});
		scene.end(id);

		#[extrinsic_call]
		_(RawOrigin::Signed(scene.member.clone()), id, n);

		assert_eq!(reward::<T>(id).map(|reward| reward.tallies), Some(0));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::world(), crate::mock::Test);
}

/// The mock's helper.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{self, AccountId, Helper, People, Purses, Registry, Test};
	use souk_primitives::MemberId;
	use sp_core::Pair;
	use sp_runtime::MultiSignature;

	impl BenchmarkHelper<Test> for Helper {
		fn program() -> (ProgramId, AccountId, Context) {
			(mock::PROGRAM, mock::operator(), mock::CONTEXT)
		}

		/// The mock knows one context.
		fn enrol(who: &AccountId, context: &Context) {
			assert_eq!(*context, mock::CONTEXT);
			let id = 1_000u64.saturating_add(People::get().len() as u64);
			mock::enrol(who.clone(), MemberId(id), id);
		}

		fn award(_: ProgramId, who: &AccountId, points: Points) {
			Purses::put(Registry::member(who).unwrap_or_default(), points);
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
