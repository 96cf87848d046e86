//! Carriers as the pallet that tracks shipments sees them.

use super::Sscc;
use crate::Moment;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// What a carrier lets a key do.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	PartialOrd,
	Ord,
	Debug,
)]
pub enum Scope {
	/// Scan, pack and unpack, tell when something should arrive and what went wrong, attach
	/// documents, correct.
	#[codec(index = 0)]
	Scan,
	/// Report what sensors measured.
	#[codec(index = 1)]
	Sense,
	/// Offer and take over custody, and put units on record.
	#[codec(index = 2)]
	Handover,
	/// Say that something was delivered, start returns, answer contests, write off.
	#[codec(index = 3)]
	Deliver,
}

/// Who carries: a registry of bonded companies, the keys that act for them, and the GS1 prefixes
/// that are theirs.
pub trait Carriers<AccountId, Balance> {
	/// `Ok` if `carrier` may take on and report shipments, and `key` is its own account or a key that
	/// it lets do `scope` now.
	fn ensure_may(
		carrier: &AccountId,
		key: &AccountId,
		scope: Scope,
		now: Moment,
	) -> DispatchResult;

	/// The same, for a key's report that somebody else hands in. Takes note of its counter, which has
	/// to be higher than the one before.
	fn use_counter(
		carrier: &AccountId,
		key: &AccountId,
		scope: Scope,
		counter: u64,
		now: Moment,
	) -> DispatchResult;

	/// Whether `key` had been in the wrong hands when it acted for `carrier` at `at`, as far as the
	/// carrier had told before `before`.
	fn was_compromised(carrier: &AccountId, key: &AccountId, at: Moment, before: Moment) -> bool;

	/// Binds so much of the carrier's bond, for goods that it takes into custody.
	fn expose(carrier: &AccountId, amount: Balance) -> DispatchResult;

	/// Frees what was bound. Cannot fail its caller.
	fn free(carrier: &AccountId, amount: Balance);

	/// Frees what was bound, and pays it to `beneficiary`. Returns what was paid: less if the bond has
	/// become smaller, nothing if the beneficiary cannot receive it.
	fn pay_out(
		carrier: &AccountId,
		beneficiary: &AccountId,
		amount: Balance,
	) -> Result<Balance, DispatchError>;

	/// `Ok` if the GS1 company prefix of the key is registered as `owner`'s.
	fn ensure_owns(owner: &AccountId, sscc: Sscc) -> DispatchResult;
}

impl<AccountId: PartialEq, Balance: Default> Carriers<AccountId, Balance> for () {
	fn ensure_may(_: &AccountId, _: &AccountId, _: Scope, _: Moment) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn use_counter(_: &AccountId, _: &AccountId, _: Scope, _: u64, _: Moment) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn was_compromised(_: &AccountId, _: &AccountId, _: Moment, _: Moment) -> bool {
		false
	}

	fn expose(_: &AccountId, _: Balance) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn free(_: &AccountId, _: Balance) {}

	fn pay_out(_: &AccountId, _: &AccountId, _: Balance) -> Result<Balance, DispatchError> {
		Ok(Balance::default())
	}

	fn ensure_owns(_: &AccountId, _: Sscc) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}
