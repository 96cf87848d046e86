//! What the calls cost at most.
//!
//! An exchange moves points of every end that a program can have, to a program where the member has no
//! record, and money goes along.

use crate::*;
use frame_benchmarking::v2::*;
use frame_support::assert_ok;
use frame_system::RawOrigin;
use souk_primitives::{Points, ProgramId};
use sp_runtime::{FixedU128, Permill};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<AccountId> {
	/// Two programs of the same worth, the lower id first; a member with points of every end in the first
	/// and no record in the second, and as many of the points as can be exchanged. Both operators have
	/// enough for any deposit and debt.
	fn programs() -> BenchmarkPrograms<AccountId>;
}

/// Two programs.
pub struct BenchmarkPrograms<AccountId> {
	/// The one that the points leave.
	pub from: ProgramId,
	/// The one that they go to.
	pub to: ProgramId,
	/// Who runs them.
	pub operators: (AccountId, AccountId),
	/// Whose points they are.
	pub member: AccountId,
	/// How many.
	pub points: Points,
}

type ProgramsOf<T> = BenchmarkPrograms<AccountIdOf<T>>;

fn offer<T: Config>() -> OfferOf<T> {
	Offer {
		rate: FixedU128::from_u32(1),
		haircut: Permill::from_percent(1),
		daily_cap: Points::MAX,
		credit: u32::MAX.into(),
	}
}

fn propose<T: Config>() -> ProgramsOf<T> {
	let programs = T::BenchmarkHelper::programs();
	let by = RawOrigin::Signed(programs.operators.0.clone()).into();
	let (from, to) = (programs.from, programs.to);
	assert_ok!(Pallet::<T>::propose_partner(by, from, to, offer::<T>(), offer::<T>()));
	programs
}

fn agree<T: Config>() -> ProgramsOf<T> {
	let programs = propose::<T>();
	let by = RawOrigin::Signed(programs.operators.1.clone()).into();
	let (from, to) = (programs.from, programs.to);
	assert_ok!(Pallet::<T>::accept_partner(by, to, from, offer::<T>(), offer::<T>()));
	programs
}

/// Something is owed, and the partnership is over: what clears it removes the record as well.
fn indebted<T: Config>() -> ProgramsOf<T> {
	let programs = agree::<T>();
	Partnerships::<T>::mutate(programs.from, programs.to, |slot| {
		if let Some(partnership) = slot {
			partnership.ways.lower.owed = 100_000u32.into();
			partnership.stage = Stage::Ended;
		}
	});
	programs
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn propose_partner() {
		let BenchmarkPrograms { from, to, operators, .. } = T::BenchmarkHelper::programs();

		#[extrinsic_call]
		_(RawOrigin::Signed(operators.0), from, to, offer::<T>(), offer::<T>());

		assert!(Partnerships::<T>::contains_key(from, to));
	}

	#[benchmark]
	fn accept_partner() {
		let BenchmarkPrograms { from, to, operators, .. } = propose::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operators.1), to, from, offer::<T>(), offer::<T>());

		let stage = Partnerships::<T>::get(from, to).map(|partnership| partnership.stage);
		assert_eq!(stage, Some(Stage::Agreed));
	}

	#[benchmark]
	fn end_partner() {
		let BenchmarkPrograms { from, to, operators, .. } = agree::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operators.1), to, from);

		assert!(!Partnerships::<T>::contains_key(from, to));
	}

	#[benchmark]
	fn exchange() {
		let BenchmarkPrograms { from, to, member, points, .. } = agree::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(member), from, to, points);

		let used = Partnerships::<T>::get(from, to).map(|partnership| partnership.ways.lower.used);
		assert_eq!(used, Some(points));
	}

	#[benchmark]
	fn settle_net() {
		let BenchmarkPrograms { from, to, operators, .. } = indebted::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operators.1), to, from);

		assert!(!Partnerships::<T>::contains_key(from, to));
	}

	#[benchmark]
	fn waive_net() {
		let BenchmarkPrograms { from, to, operators, .. } = indebted::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(operators.1), to, from);

		assert!(!Partnerships::<T>::contains_key(from, to));
	}

	impl_benchmark_test_suite!(
		Pallet,
		crate::mock::world(crate::mock::air_terms(), crate::mock::bean_terms()),
		crate::mock::Test
	);
}

/// The mock's helper: the scene is the loyalty pallet's.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{self, AccountId, Helper, People, Test};
	use codec::Encode;
	use souk_primitives::{Context, MemberId, Moment, OrderId, Parties};
	use sp_runtime::MultiSignature;

	impl BenchmarkHelper<AccountId> for Helper {
		fn programs() -> BenchmarkPrograms<AccountId> {
			let scene = pallet_loyalty::benchmarking::two_programs::<Test>();
			let (from, to, operators, member, points) = scene;
			BenchmarkPrograms { from, to, operators, member, points }
		}
	}

	impl pallet_loyalty::BenchmarkHelper<Test> for Helper {
		fn asset() -> u32 {
			7
		}

		fn enrol(who: &AccountId, context: &Context) {
			assert_eq!(*context, mock::CONTEXT);
			// The same whenever the account is enrolled.
			let id = who.using_encoded(sp_io::hashing::twox_64);
			let id = MemberId(u64::from_le_bytes(id));
			People::mutate(|people| people.insert(who.clone(), id));
		}

		fn order(_: OrderId, _: Option<Parties<AccountId>>) {}

		fn signer() -> AccountId {
			mock::stranger()
		}

		fn sign(_: &[u8]) -> MultiSignature {
			sp_core::sr25519::Signature::default().into()
		}

		fn set_time(now: Moment) {
			mock::set_time(now);
		}
	}
}
