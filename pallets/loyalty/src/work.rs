//! A program that something is done with: loaded and brought up to now, changed, and saved.

use crate::{
	AccountOf, Accounts, Book, Config, Epoch, Error, Event, Halted, LedgerOf, Ledgers, Lot, Pair,
	Pallet, ProgramOf, Programs, RingError, Standing, Status,
};
use frame_support::{ensure, traits::UnixTime};
use souk_primitives::{MemberId, Moment, Points, ProgramId};
use sp_runtime::{DispatchError, DispatchResult};

pub(crate) struct Work<T: Config> {
	pub(crate) id: ProgramId,
	pub(crate) program: ProgramOf<T>,
	pub(crate) ledger: LedgerOf<T>,
	pub(crate) now: Moment,
	/// How much later epochs begin than they would if the chain had never stood still.
	pub(crate) shift: Moment,
	pub(crate) epoch: Epoch,
	/// What of the ledger had expired.
	pub(crate) expired: Points,
	/// Whether it is no more than what is done most of the time: no record came or went, no money moved
	/// and nothing had expired.
	pub(crate) routine: bool,
}

impl<T: Config> Work<T> {
	pub(crate) fn load(id: ProgramId) -> Result<Self, Error<T>> {
		let program = Programs::<T>::get(id).ok_or(Error::<T>::UnknownProgram)?;
		let mut ledger = Ledgers::<T>::get(id).ok_or(Error::<T>::UnknownProgram)?;
		let now = Pallet::<T>::now();
		let shift = Halted::<T>::get().total.saturating_sub(program.halted);
		// What was taken off the books because its epoch had begun stays off when a halt is made up for.
		let epoch = program.epoch_at(now.saturating_sub(shift)).max(ledger.book.ring.epoch());
		let expired = ledger.book.ring.sync(epoch);
		let routine = expired == 0;
		Ok(Self { id, program, ledger, now, shift, epoch, expired, routine })
	}

	/// The program, if it is this operator's.
	pub(crate) fn load_own(operator: &T::AccountId, id: ProgramId) -> Result<Self, Error<T>> {
		let work = Self::load(id)?;
		ensure!(work.program.operator == *operator, Error::<T>::NotOperator);
		Ok(work)
	}

	/// Saves the ledger, with as much behind it as it needs. Returns whether it was routine.
	pub(crate) fn save(mut self) -> Result<bool, DispatchError> {
		self.adjust_backing()?;
		if self.expired > 0 {
			let (program, points) = (self.id, self.expired);
			Pallet::<T>::deposit_event(Event::PointsExpired { program, points });
		}
		Ledgers::<T>::insert(self.id, self.ledger);
		Ok(self.routine)
	}

	/// Saves the ledger, and the program as well.
	pub(crate) fn save_all(self) -> DispatchResult {
		let (id, program) = (self.id, self.program.clone());
		self.save()?;
		Programs::<T>::insert(id, program);
		Ok(())
	}

	/// Refuses a program that awards nothing.
	pub(crate) fn ensure_earning(&self) -> Result<(), Error<T>> {
		match self.program.status {
			Status::Active => Ok(()),
			Status::Paused => Err(Error::<T>::ProgramPaused),
			Status::WindingDown { .. } => Err(Error::<T>::ProgramEnding),
			Status::Closed => Err(Error::<T>::ProgramOver),
		}
	}

	/// Refuses a program whose points are void.
	pub(crate) fn ensure_redeeming(&self) -> Result<(), Error<T>> {
		ensure!(self.program.status.redeems(self.now), Error::<T>::ProgramOver);
		Ok(())
	}

	/// Whether nothing will ever be earned again.
	pub(crate) fn is_ending(&self) -> bool {
		matches!(self.program.status, Status::WindingDown { .. } | Status::Closed)
	}

	/// Refuses a program that has announced its end.
	pub(crate) fn ensure_not_ending(&self) -> Result<(), Error<T>> {
		ensure!(!self.is_ending(), Error::<T>::NotWhileEnding);
		Ok(())
	}

	/// When an epoch begins.
	pub(crate) fn begin_of(&self, epoch: Epoch) -> Moment {
		self.program.begin_of(epoch).saturating_add(self.shift)
	}

	/// What is earned now, with its end.
	pub(crate) fn lot(&self, points: Points) -> Lot {
		Lot { expiry: self.program.terms.lifetime.expiry(self.epoch), points }
	}

	/// What a member has, in a record that is made and paid for by `payer` if there is none: by the
	/// operator if that is nobody.
	pub(crate) fn open_account(
		&mut self,
		member: MemberId,
		payer: Option<&T::AccountId>,
	) -> Result<AccountOf<T>, DispatchError> {
		self.open(Accounts::<T>::get(self.id, member), payer)
	}

	/// The same, of what was found.
	pub(crate) fn open(
		&mut self,
		found: Option<AccountOf<T>>,
		payer: Option<&T::AccountId>,
	) -> Result<AccountOf<T>, DispatchError> {
		if let Some(account) = found {
			return Ok(account);
		}
		let width = self.program.terms.lifetime.width();
		let deposit = self.charge(Pallet::<T>::account_price(width), payer)?;
		let (book, standing) = (Book::new(width, self.epoch), Standing::default());
		Ok(AccountOf::<T> { book, standing, orders: 0, deposit })
	}

	/// Saves what a member has. A record that nothing is in is removed.
	pub(crate) fn put_account(&mut self, member: MemberId, mut account: AccountOf<T>) {
		account.book.ring.sync(self.epoch);
		account.standing.sync(self.period());
		if account.orders == 0 && account.is_void() {
			Accounts::<T>::remove(self.id, member);
			self.discharge(&account.deposit);
		} else {
			Accounts::<T>::insert(self.id, member, account);
		}
	}

	/// A member's book and the program's.
	pub(crate) fn pair<'a>(&'a mut self, account: &'a mut AccountOf<T>) -> Pair<'a> {
		Pair::sync(&mut account.book, &mut self.ledger.book, self.epoch)
	}
}

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}
}

impl<T> From<RingError> for Error<T> {
	fn from(error: RingError) -> Self {
		match error {
			RingError::Insufficient => Self::TooFewPoints,
			// Expiries come from the program itself, so only sums can be at fault.
			RingError::Expired | RingError::TooFar | RingError::Overflow => Self::PointsOverflow,
		}
	}
}
