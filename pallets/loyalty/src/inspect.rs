//! Points as wallets and other pallets see assets: to look at.

use crate::{work::Work, AccountIdOf, Config, Pallet, Programs, Status};
use frame_support::traits::{
	fungibles,
	tokens::{DepositConsequence, Fortitude, Preservation, Provenance, WithdrawConsequence},
};
use souk_primitives::{Identify, Points, ProgramId};

impl<T: Config> Pallet<T> {
	/// What members can spend now of a program that has not closed.
	fn issued(program: ProgramId) -> Points {
		let work = Work::<T>::load(program).ok();
		work.filter(|work| work.program.status != Status::Closed)
			.map_or(0, |work| work.ledger.book.ring.total())
	}

	/// What the member that an account acts for can spend now.
	fn spendable(program: ProgramId, who: &AccountIdOf<T>) -> Points {
		let member = T::Members::member(who);
		member.map_or(0, |member| Self::view_balance(program, member).spendable)
	}
}

/// The account that acts for a member shows its points. One that it had before shows none, and while the
/// member is frozen, none does.
impl<T: Config> fungibles::Inspect<AccountIdOf<T>> for Pallet<T> {
	type AssetId = ProgramId;
	type Balance = Points;

	/// What members can spend.
	fn total_issuance(program: ProgramId) -> Points {
		Self::issued(program)
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
