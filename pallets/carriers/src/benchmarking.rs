//! What the calls, and the parts that other pallets use, cost at most.
//!
//! Names are the longest, prefixes have twelve digits, and keys are not the carrier's own.

use crate::*;
use alloc::vec;
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, InspectHold as _, Unbalanced as _},
		tokens::Precision,
		EnsureOrigin, Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{
	logistics::{CompanyPrefix, MAX_PREFIX_DIGITS},
	Moment,
};
use sp_runtime::traits::{Saturating, Zero};

fn govern<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// What every carrier here puts up: the minimum balance can be taken out of it, and paid.
fn bond<T: Config>() -> BalanceOf<T> {
	let unit = T::Currency::minimum_balance().saturating_mul(100u32.into());
	T::MinBond::get().saturating_add(unit)
}

fn unit<T: Config>() -> BalanceOf<T> {
	T::Currency::minimum_balance()
}

/// Somebody with enough for any bond and deposit here.
fn rich<T: Config>(index: u32) -> T::AccountId {
	let who = account("rich", index, 0);
	let amount = Pallet::<T>::registration_price()
		.saturating_add(Pallet::<T>::key_price())
		.saturating_add(Pallet::<T>::prefix_price(prefix(0)))
		.saturating_add(bond::<T>())
		.saturating_add(unit::<T>())
		.saturating_mul(10u32.into());
	assert_ok!(T::Currency::increase_balance(&who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	who
}

fn name() -> Name {
	vec![b'x'; MAX_NAME as usize].try_into().unwrap_or_default()
}

fn registered<T: Config>() -> T::AccountId {
	let who = rich::<T>(0);
	assert_ok!(Pallet::<T>::do_register(who.clone(), name(), bond::<T>()));
	who
}

/// A carrier and an agent of it.
fn with_key<T: Config>() -> (T::AccountId, T::AccountId) {
	let (who, key): (T::AccountId, T::AccountId) = (registered::<T>(), account("key", 0, 0));
	let (role, until) = (Role::Agent, Moment::MAX);
	assert_ok!(Pallet::<T>::do_authorize_key(who.clone(), key.clone(), role, Scopes::ALL, until));
	(who, key)
}

/// Prefixes of twelve digits, alike up to the last one.
fn prefix(last: u64) -> CompanyPrefix {
	CompanyPrefix { number: 400_000_000_000u64.saturating_add(last), digits: MAX_PREFIX_DIGITS }
}

/// Somebody who has asked for a prefix. A neighbour has another one, so that all nodes above it are
/// there.
fn requested<T: Config>() -> T::AccountId {
	let (who, neighbour) = (rich::<T>(0), rich::<T>(1));
	assert_ok!(Pallet::<T>::do_request_prefix(neighbour.clone(), prefix(1)));
	assert_ok!(Pallet::<T>::do_approve_prefix(neighbour, prefix(1)));
	assert_ok!(Pallet::<T>::do_request_prefix(who.clone(), prefix(0)));
	who
}

fn approved<T: Config>() -> T::AccountId {
	let who = requested::<T>();
	assert_ok!(Pallet::<T>::do_approve_prefix(who.clone(), prefix(0)));
	who
}

fn status_of<T: Config>(who: &T::AccountId) -> Option<CarrierStatus> {
	Carriers::<T>::get(who).map(|carrier| carrier.status)
}

fn bond_of<T: Config>(who: &T::AccountId) -> Option<BalanceOf<T>> {
	Carriers::<T>::get(who).map(|carrier| carrier.bond)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let caller = rich::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), name(), bond::<T>());

		assert_eq!(bond_of::<T>(&caller), Some(bond::<T>()));
	}

	#[benchmark]
	fn add_bond() {
		let caller = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), unit::<T>());

		assert_eq!(bond_of::<T>(&caller), Some(bond::<T>().saturating_add(unit::<T>())));
	}

	#[benchmark]
	fn withdraw_bond() {
		let caller = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), unit::<T>());

		assert_eq!(bond_of::<T>(&caller), Some(bond::<T>().saturating_sub(unit::<T>())));
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let who = registered::<T>();
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());

		assert_eq!(status_of::<T>(&who), Some(CarrierStatus::Suspended));
		Ok(())
	}

	#[benchmark]
	fn reinstate() -> Result<(), BenchmarkError> {
		let who = registered::<T>();
		assert_ok!(Pallet::<T>::do_suspend(who.clone()));
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone());

		assert_eq!(status_of::<T>(&who), Some(CarrierStatus::Active));
		Ok(())
	}

	/// Makes the beneficiary's account.
	#[benchmark]
	fn compensate() -> Result<(), BenchmarkError> {
		let who = registered::<T>();
		let origin = govern::<T>()?;
		let beneficiary: T::AccountId = account("beneficiary", 0, 0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, who.clone(), beneficiary.clone(), bond::<T>());

		assert_eq!(T::Currency::balance(&beneficiary), bond::<T>());
		Ok(())
	}

	#[benchmark]
	fn deregister() {
		let caller = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()));

		assert!(!Carriers::<T>::contains_key(&caller));
		assert_eq!(T::Currency::total_balance_on_hold(&caller), Zero::zero());
	}

	/// A new key, for which a deposit is held.
	#[benchmark]
	fn authorize_key() {
		let (caller, key): (T::AccountId, T::AccountId) = (registered::<T>(), account("key", 0, 0));
		let origin = RawOrigin::Signed(caller.clone());

		#[extrinsic_call]
		_(origin, key.clone(), Role::Agent, Scopes::ALL, Moment::MAX);

		assert!(Keys::<T>::contains_key(&caller, &key));
	}

	#[benchmark]
	fn revoke_key() {
		let (caller, key) = with_key::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), key.clone(), Some(0));

		let revoked = Keys::<T>::get(&caller, &key).and_then(|key| key.revoked);
		assert_eq!(revoked.and_then(|revocation| revocation.compromised_since), Some(0));
	}

	#[benchmark]
	fn remove_key() {
		let (caller, key) = with_key::<T>();
		// At the beginning of time, so that it is over whatever the clock says.
		let revoked = Some(Revocation { at: 0, compromised_since: Some(0), told_at: 0 });
		Keys::<T>::mutate(&caller, &key, |slot| {
			*slot = slot.take().map(|key| Key { revoked, ..key });
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), key.clone());

		assert!(!Keys::<T>::contains_key(&caller, &key));
	}

	#[benchmark]
	fn request_prefix() {
		let caller = rich::<T>(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), prefix(0));

		assert!(Prefixes::<T>::contains_key(&caller, prefix(0)));
	}

	#[benchmark]
	fn approve_prefix() -> Result<(), BenchmarkError> {
		let owner = requested::<T>();
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, owner.clone(), prefix(0));

		assert_eq!(Nodes::<T>::get(prefix(0)), Some(Node::Owned(owner)));
		Ok(())
	}

	/// A registered one, whose nodes go or change.
	#[benchmark]
	fn release_prefix() {
		let caller = approved::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), prefix(0));

		assert!(!Prefixes::<T>::contains_key(&caller, prefix(0)));
		assert_eq!(Nodes::<T>::get(prefix(0)), None);
	}

	#[benchmark]
	fn revoke_prefix() -> Result<(), BenchmarkError> {
		let owner = approved::<T>();
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, prefix(0));

		assert!(!Prefixes::<T>::contains_key(&owner, prefix(0)));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::World::default().build(), crate::mock::Test);
}
