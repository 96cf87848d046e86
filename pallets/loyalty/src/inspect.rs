//! Points as wallets and other pallets see assets: to look at.

use crate::{AccountIdOf, Accounts, Config, LedgerOf, Ledgers, Pallet, Programs, Status};
use frame_support::traits::{
	fungibles,
	tokens::{DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence},
};
use souk_primitives::{Identify, Points, ProgramId};

impl<T: Config> Pallet<T> {
	/// What a program owes now, if it owes anything.
	pub(crate) fn ledger_now(program: ProgramId) -> Option<LedgerOf<T>> {
		let mut ledger = Ledgers::<T>::get(program)?;
		let record = Programs::<T>::get(program)?;
		ledger.book.ring.sync(record.epoch_at(Self::now()));
		(record.status != Status::Closed).then_some(ledger)
	}

	/// What the member of an account can spend now.
	fn spendable(program: ProgramId, who: &AccountIdOf<T>) -> Points {
		let points = || {
			let record = Programs::<T>::get(program)?;
			let now = Self::now();
			let member = T::Members::member(who).filter(|_| record.status.redeems(now))?;
			let mut account = Accounts::<T>::get(program, member)?;
			account.book.ring.sync(record.epoch_at(now));
			Some(account.book.ring.total())
		};
		points().unwrap_or_default()
	}
}

/// The accounts of one member show the same points, so they add up to more than there are.
impl<T: Config> fungibles::Inspect<AccountIdOf<T>> for Pallet<T> {
	type AssetId = ProgramId;
	type Balance = Points;

	/// What members can spend.
	fn total_issuance(program: ProgramId) -> Points {
		Self::ledger_now(program).map_or(0, |ledger| ledger.book.ring.total())
	}

	fn minimum_balance(_: ProgramId) -> Points {
		1
	}

	fn total_balance(program: ProgramId, who: &AccountIdOf<T>) -> Points {
		Self::spendable(program, who)
	}

	fn balance(program: ProgramId, who: &AccountIdOf<T>) -> Points {
		Self::spendable(program, who)
	}

	fn reducible_balance(
		program: ProgramId,
		who: &AccountIdOf<T>,
		_: Preservation,
		_: Fortitude,
	) -> Points {
		Self::spendable(program, who)
	}

	/// Points come from rules alone.
	fn can_deposit(
		program: ProgramId,
		_: &AccountIdOf<T>,
		_: Points,
		_: Provenance,
	) -> DepositConsequence {
		match Self::asset_exists(program) {
			true => DepositConsequence::Blocked,
			false => DepositConsequence::UnknownAsset,
		}
	}

	fn can_withdraw(
		program: ProgramId,
		who: &AccountIdOf<T>,
		points: Points,
	) -> WithdrawConsequence<Points> {
		match Self::spendable(program, who) {
			_ if !Self::asset_exists(program) => WithdrawConsequence::UnknownAsset,
			has if has < points => WithdrawConsequence::BalanceLow,
			_ => WithdrawConsequence::Success,
		}
	}

	fn asset_exists(program: ProgramId) -> bool {
		Programs::<T>::contains_key(program)
	}
}
