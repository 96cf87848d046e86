//! What the calls, and the acceptance of a receipt, cost at most.
//!
//! Every gateway has as many keys and rates as it can, and the longest name.

use crate::*;
use alloc::{vec, vec::Vec};
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
	Currency, GatewayId, Gateways as _, Moment, OrderId, Receipt, ReceiptKind, Vouch, Vouches,
	MAX_GATEWAY_KEYS,
};
use sp_core::H256;
use sp_runtime::{
	traits::{Saturating, Zero},
	FixedU128,
};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the benchmarks begin.
const START: Moment = 1_700_000_000_000;

type ReceiptOf<T> = Receipt<BalanceOf<T>>;
type VouchesOf<T> = Vouches<AccountIdOf<T>, <T as Config>::Signature>;

fn unit<T: Config>() -> BalanceOf<T> {
	T::Currency::minimum_balance()
}

fn signed<T: Config>(who: &T::AccountId) -> T::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

fn govern<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// Somebody with enough for any bond and deposit here.
fn operator<T: Config>(index: u32) -> T::AccountId {
	let operator = account("operator", index, 0);
	let amount = Pallet::<T>::registration_price()
		.saturating_add(Pallet::<T>::receipt_price())
		.saturating_add(unit::<T>())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(&operator, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	operator
}

fn name() -> Name {
	vec![b'x'; MAX_NAME as usize].try_into().unwrap_or_default()
}

/// As many keys as there can be.
fn keys<T: Config>() -> Keys<T::AccountId> {
	let keys = (0..MAX_GATEWAY_KEYS).map(T::BenchmarkHelper::signer);
	keys.collect::<Vec<_>>().try_into().unwrap_or_default()
}

fn currency(index: u32) -> Currency {
	let last = b'A'.saturating_add(index as u8);
	vec![b'X', b'X', last].try_into().unwrap_or_default()
}

/// As many rates as there can be.
fn rates() -> Rates {
	let rates = (0..MAX_CURRENCIES)
		.map(|index| Rate { currency: currency(index), bond_per_unit: FixedU128::from_u32(1) });
	rates.collect::<Vec<_>>().try_into().unwrap_or_default()
}

/// A gateway that waits to be approved.
fn registered<T: Config>(index: u32, threshold: u8) -> (GatewayId, T::AccountId) {
	let (id, operator) = (NextGatewayId::<T>::get(), operator::<T>(index));
	let origin = signed::<T>(&operator);
	assert_ok!(Pallet::<T>::register(origin, name(), keys::<T>(), threshold));
	(id, operator)
}

/// A gateway that vouches, with a bond of a hundred times the minimum balance.
fn active<T: Config>(index: u32, threshold: u8) -> (GatewayId, T::AccountId) {
	let (id, operator) = registered::<T>(index, threshold);
	assert_ok!(Pallet::<T>::do_approve(id, rates()));
	assert_ok!(Pallet::<T>::add_bond(signed::<T>(&operator), id, bond::<T>()));
	(id, operator)
}

fn bond<T: Config>() -> BalanceOf<T> {
	unit::<T>().saturating_mul(100u32.into())
}

fn receipt<T: Config>(gateway: GatewayId, transaction: u8) -> ReceiptOf<T> {
	Receipt {
		gateway,
		order: OrderId(1),
		terms: H256::repeat_byte(1),
		channel: vec![b'x'; 16].try_into().unwrap_or_default(),
		transaction: H256::repeat_byte(transaction),
		kind: ReceiptKind::Refunded { payment: H256::repeat_byte(2) },
		amount: unit::<T>(),
		currency: currency(0),
		paid_at: START,
		expires_at: START.saturating_add(1),
	}
}

fn vouches<T: Config>(receipt: &ReceiptOf<T>, count: u32) -> VouchesOf<T> {
	let payload = Pallet::<T>::receipt_payload(receipt);
	let vouch = |index| Vouch {
		signer: T::BenchmarkHelper::signer(index),
		signature: T::BenchmarkHelper::sign(index, &payload),
	};
	(0..count).map(vouch).collect::<Vec<_>>().try_into().unwrap_or_default()
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		let caller = operator::<T>(0);
		let id = NextGatewayId::<T>::get();
		let keys = keys::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), name(), keys, 1);

		assert!(Gateways::<T>::contains_key(id));
	}

	#[benchmark]
	fn approve() -> Result<(), BenchmarkError> {
		let (id, _) = registered::<T>(0, 1);
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, rates());

		let status = Gateways::<T>::get(id).map(|gateway| gateway.status);
		assert_eq!(status, Some(GatewayStatus::Active));
		Ok(())
	}

	#[benchmark]
	fn suspend() -> Result<(), BenchmarkError> {
		let (id, _) = active::<T>(0, 1);
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id);

		let status = Gateways::<T>::get(id).map(|gateway| gateway.status);
		assert_eq!(status, Some(GatewayStatus::Suspended));
		Ok(())
	}

	#[benchmark]
	fn set_keys() -> Result<(), BenchmarkError> {
		let (id, _) = active::<T>(0, 1);
		let origin = govern::<T>()?;
		let keys = keys::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, keys, 2);

		assert_eq!(Gateways::<T>::get(id).map(|gateway| gateway.threshold), Some(2));
		Ok(())
	}

	#[benchmark]
	fn add_bond() {
		let (id, caller) = active::<T>(0, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, unit::<T>());

		let bond = bond::<T>().saturating_add(unit::<T>());
		assert_eq!(Gateways::<T>::get(id).map(|gateway| gateway.bond), Some(bond));
	}

	#[benchmark]
	fn withdraw_bond() {
		let (id, caller) = active::<T>(0, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, bond::<T>());

		assert_eq!(Gateways::<T>::get(id).map(|gateway| gateway.bond), Some(Zero::zero()));
	}

	/// Makes the beneficiary's account.
	#[benchmark]
	fn compensate() -> Result<(), BenchmarkError> {
		let (id, _) = active::<T>(0, 1);
		let origin = govern::<T>()?;
		let beneficiary: T::AccountId = account("beneficiary", 0, 0);

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, beneficiary.clone(), bond::<T>());

		assert_eq!(T::Currency::balance(&beneficiary), bond::<T>());
		Ok(())
	}

	#[benchmark]
	fn deregister() {
		let (id, caller) = active::<T>(0, 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert!(!Gateways::<T>::contains_key(id));
		assert_eq!(T::Currency::total_balance_on_hold(&caller), Zero::zero());
	}

	/// Receipts of as many gateways, each of another operator.
	#[benchmark]
	fn prune(n: Linear<1, MAX_PRUNED>) {
		T::BenchmarkHelper::set_time(START);
		let mut list = Vec::new();
		for index in 0..n {
			let (id, _) = active::<T>(index, 1);
			let receipt = receipt::<T>(id, index as u8);
			assert_ok!(Pallet::<T>::accept(&receipt, &vouches::<T>(&receipt, 1)));
			list.push((receipt.channel, receipt.transaction, receipt.kind.index()));
		}
		let after = START.saturating_add(T::Retention::get());
		T::BenchmarkHelper::set_time(after.saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), list.try_into().unwrap_or_default());

		assert!(Receipts::<T>::iter_keys().next().is_none());
	}

	/// What another pallet's call costs more for the receipt that it takes.
	#[benchmark]
	fn accept(n: Linear<1, MAX_GATEWAY_KEYS>) {
		T::BenchmarkHelper::set_time(START);
		let (id, _) = active::<T>(0, n as u8);
		let receipt = receipt::<T>(id, 0);
		let vouches = vouches::<T>(&receipt, n);
		let accepted;

		#[block]
		{
			accepted = Pallet::<T>::accept(&receipt, &vouches);
		}

		assert_ok!(accepted);
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::World::default().build(), crate::mock::Test);
}

/// The mock's helper: its keys are numbered.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{set_time, AccountId, ReceiptSigner, Test};
	use sp_core::{sr25519, Pair};
	use sp_runtime::MultiSignature;

	fn key(index: u32) -> sr25519::Pair {
		sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(&index.to_le_bytes()))
	}

	impl BenchmarkHelper<Test> for ReceiptSigner {
		fn signer(index: u32) -> AccountId {
			key(index).public().0.into()
		}

		fn sign(index: u32, message: &[u8]) -> MultiSignature {
			key(index).sign(message).into()
		}

		fn set_time(now: Moment) {
			set_time(now);
		}
	}
}
