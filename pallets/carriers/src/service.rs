//! What other pallets use.

use crate::{AccountIdOf, BalanceOf, Config, Pallet};
use souk_primitives::{
	logistics::{Scope, Sscc},
	Moment,
};
use sp_runtime::{DispatchError, DispatchResult};

impl<T: Config> souk_primitives::logistics::Carriers<AccountIdOf<T>, BalanceOf<T>> for Pallet<T> {
	fn ensure_may(
		carrier: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		scope: Scope,
		now: Moment,
	) -> DispatchResult {
		Self::do_ensure_may(carrier, key, scope, now)
	}

	fn use_counter(
		carrier: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		scope: Scope,
		counter: u64,
		now: Moment,
	) -> DispatchResult {
		Self::do_use_counter(carrier, key, scope, counter, now)
	}

	fn was_compromised(
		carrier: &AccountIdOf<T>,
		key: &AccountIdOf<T>,
		at: Moment,
		before: Moment,
	) -> bool {
		Self::do_was_compromised(carrier, key, at, before)
	}

	fn expose(carrier: &AccountIdOf<T>, amount: BalanceOf<T>) -> DispatchResult {
		Self::do_expose(carrier, amount)
	}

	fn free(carrier: &AccountIdOf<T>, amount: BalanceOf<T>) {
		Self::do_free(carrier, amount);
	}

	fn pay_out(
		carrier: &AccountIdOf<T>,
		beneficiary: &AccountIdOf<T>,
		amount: BalanceOf<T>,
	) -> Result<BalanceOf<T>, DispatchError> {
		Ok(Self::do_pay_out(carrier, beneficiary, amount))
	}

	fn ensure_owns(owner: &AccountIdOf<T>, sscc: Sscc) -> DispatchResult {
		Self::do_ensure_owns(owner, sscc)
	}
}
