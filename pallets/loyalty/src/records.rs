//! Deposits, and records that are of no use any more.

use crate::{
	book::Book, work::Work, AccountOf, Accounts, BalanceOf, Capped, Claims, Config, DepositOf,
	EarningOf, EnrolmentOf, Error, Event, HoldReason, Keep, LedgerOf, Pallet, PoolId, PoolOf,
	ProgramOf, RuleRecordOf, RuleTally, Rules, SeenClaimOf, SpendingOf, Stale, Status,
	SubjectTallyOf, Tallies, Unit, LOG_TARGET, MAX_PRUNED, MAX_RULES,
};
use codec::MaxEncodedLen;
use frame_support::{ensure, pallet_prelude::ConstU32, traits::Footprint, BoundedVec};
use souk_primitives::{MemberId, Nullifier, OrderId, OrderInspect, ProgramId, RuleId};
use sp_core::H256;
use sp_runtime::{
	traits::{CheckedAdd, Convert, Saturating},
	ArithmeticError, DispatchError, DispatchResult,
};

impl<T: Config> Work<T> {
	/// Makes somebody pay for one more record about a member: the operator, as far as the program's
	/// budget goes, if `payer` is nobody.
	pub(crate) fn charge(
		&mut self,
		amount: BalanceOf<T>,
		payer: Option<&T::AccountId>,
	) -> Result<DepositOf<T>, DispatchError> {
		self.routine = false;
		let records = &mut self.ledger.records;
		let count = records.count.checked_add(1).ok_or(ArithmeticError::Overflow)?;
		match payer {
			Some(payer) => {
				let lacking = Error::<T>::GiverLacksDeposit;
				Pallet::<T>::hold(HoldReason::Records, payer, amount, lacking)?;
			},
			None => {
				let deposits = records.deposits.checked_add(&amount);
				let deposits = deposits.filter(|sum| *sum <= self.program.record_budget);
				let deposits = deposits.ok_or(Error::<T>::RecordBudgetSpent)?;
				let (operator, lacking) =
					(&self.program.operator, Error::<T>::OperatorLacksDeposit);
				Pallet::<T>::hold(HoldReason::Records, operator, amount, lacking)?;
				records.deposits = deposits;
			},
		}
		records.count = count;
		Ok(DepositOf::<T> { payer: payer.cloned(), amount })
	}

	/// Returns the deposit of a record that is gone.
	///
	/// What the operator cannot receive, because too little would be free in an account that something
	/// else keeps alive, stays counted, and comes back when the program is removed.
	pub(crate) fn discharge(&mut self, deposit: &DepositOf<T>) {
		self.routine = false;
		let records = &mut self.ledger.records;
		records.count = records.count.saturating_sub(1);
		let who = deposit.payer.as_ref().unwrap_or(&self.program.operator);
		match Pallet::<T>::unhold(HoldReason::Records, who, deposit.amount) {
			Ok(()) if deposit.payer.is_none() => {
				records.deposits = records.deposits.saturating_sub(deposit.amount);
			},
			Ok(()) => {},
			Err(error) => {
				log::warn!(target: LOG_TARGET, "a deposit of {who:?} stays held: {error:?}");
			},
		}
	}

	fn prune_account(&mut self, member: MemberId) -> bool {
		let Some(mut account) = Accounts::<T>::get(self.id, member) else { return false };
		account.book.ring.sync(self.epoch);
		account.standing.sync(self.period());
		let over = self.program.status == Status::Closed || account.is_void();
		if account.orders > 0 || !over {
			return false;
		}
		self.pair(&mut account).void();
		Accounts::<T>::remove(self.id, member);
		self.discharge(&account.deposit);
		true
	}

	fn prune_tally(&mut self, capped: Capped, subject: Nullifier) -> bool {
		let Some(own) = Tallies::<T>::get((self.id, capped, subject)) else { return false };
		let over = match capped {
			Capped::Gifts => self.is_given_long_ago(&own.tally),
			Capped::Rule(id) => self.is_ending() || self.is_over(id, &own),
		};
		if over {
			Tallies::<T>::remove((self.id, capped, subject));
			self.discharge(&own.deposit);
		}
		over
	}

	/// Whether what a person got by a rule makes no difference to what it can get.
	fn is_over(&self, id: RuleId, own: &SubjectTallyOf<T>) -> bool {
		let Some(record) = Rules::<T>::get(self.id, id) else { return true };
		let counts = |rule: &crate::RuleOf<T>| {
			let limits = &rule.limits;
			let window = limits.window_at(self.program.start, self.now);
			let waits = own.tally.last.saturating_add(limits.cooldown) > self.now;
			waits || own.tally.used(window) > 0
		};
		// An edit that waits may have longer windows.
		let next = record.rule.next.as_ref().and_then(|(_, rule)| rule.as_ref());
		!record.rule.current.iter().chain(next).any(counts)
	}

	fn prune_claim(&mut self, key: H256) -> bool {
		let Some(seen) = Claims::<T>::get(self.id, key) else { return false };
		let over = match seen.keep {
			Keep::Until(deadline) => deadline <= self.now,
			Keep::WithOrder(order) => T::Orders::parties(order).is_none(),
			Keep::WithProgram => self.is_ending(),
		};
		if over {
			Claims::<T>::remove(self.id, key);
			self.discharge(&seen.deposit);
		}
		over
	}
}

impl<T: Config> Pallet<T> {
	fn price(size: usize) -> BalanceOf<T> {
		T::StoragePrice::convert(Footprint::from_parts(1, size))
	}

	/// The price of a program's record, and of its ledger but for what rules have awarded.
	pub(crate) fn program_price() -> BalanceOf<T> {
		let awarded = (MAX_RULES as usize).saturating_mul(<(RuleId, RuleTally)>::max_encoded_len());
		let size = ProgramOf::<T>::max_encoded_len()
			.saturating_add(LedgerOf::<T>::max_encoded_len())
			.saturating_sub(awarded);
		T::StoragePrice::convert(Footprint::from_parts(2, size))
	}

	/// The price of a rule's record, of the one that finds it, and of what it has awarded.
	pub(crate) fn rule_price() -> BalanceOf<T> {
		let index =
			Unit::<T::AssetKind>::max_encoded_len().saturating_add(RuleId::max_encoded_len());
		let size = RuleRecordOf::<T>::max_encoded_len()
			.saturating_add(index)
			.saturating_add(<(RuleId, RuleTally)>::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(2, size))
	}

	/// The price of a merchant's records.
	pub(crate) fn merchant_price() -> BalanceOf<T> {
		let size = EnrolmentOf::<T>::max_encoded_len()
			.saturating_add(T::AccountId::max_encoded_len().saturating_mul(2))
			.saturating_add(ProgramId::max_encoded_len());
		T::StoragePrice::convert(Footprint::from_parts(2, size))
	}

	/// The price of what a member has, in a program whose points live for so many epochs.
	pub(crate) fn account_price(width: u8) -> BalanceOf<T> {
		let full = AccountOf::<T>::max_encoded_len().saturating_sub(Book::max_encoded_len());
		Self::price(full.saturating_add(Book::encoded_len(width)))
	}

	/// The price of a pool, in a program whose points live for so many epochs.
	pub(crate) fn pool_price(width: u8) -> BalanceOf<T> {
		let full = PoolOf::<T>::max_encoded_len().saturating_sub(Book::max_encoded_len());
		let size = full.saturating_add(PoolId::max_encoded_len());
		Self::price(size.saturating_add(Book::encoded_len(width)))
	}

	/// The price of how far a person's limit is used.
	pub(crate) fn tally_price() -> BalanceOf<T> {
		let key = <(Capped, Nullifier)>::max_encoded_len();
		Self::price(SubjectTallyOf::<T>::max_encoded_len().saturating_add(key))
	}

	/// The price of a claim that was accepted.
	pub(crate) fn claim_price() -> BalanceOf<T> {
		Self::price(SeenClaimOf::<T>::max_encoded_len().saturating_add(H256::max_encoded_len()))
	}

	/// The price of the points of a purchase.
	pub(crate) fn earning_price() -> BalanceOf<T> {
		Self::price(EarningOf::<T>::max_encoded_len().saturating_add(OrderId::max_encoded_len()))
	}

	/// The price of points that pay for a part of an order.
	pub(crate) fn spending_price() -> BalanceOf<T> {
		Self::price(SpendingOf::<T>::max_encoded_len().saturating_add(OrderId::max_encoded_len()))
	}

	pub(crate) fn do_prune(
		program: ProgramId,
		records: BoundedVec<Stale, ConstU32<MAX_PRUNED>>,
	) -> DispatchResult {
		let mut work = Work::<T>::load(program)?;
		let mut count = 0u32;
		for record in records {
			let removed = match record {
				Stale::Account(member) => work.prune_account(member),
				Stale::Tally(capped, subject) => work.prune_tally(capped, subject),
				Stale::Claim(key) => work.prune_claim(key),
				Stale::Pool(id) => work.prune_pool(id),
			};
			count = count.saturating_add(removed.into());
		}
		ensure!(count > 0 || work.expired > 0, Error::<T>::NothingToPrune);
		work.save()?;
		if count > 0 {
			Self::deposit_event(Event::RecordsPruned { program, count });
		}
		Ok(())
	}
}
