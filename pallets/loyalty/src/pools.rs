//! Points that several members have together: a household's, a team's.
//!
//! Everybody in a pool can take out all that is in it. What a member puts in counts as given away, so
//! that a pool moves no more from one person to another than gifts do; and it is drawn by members for
//! themselves alone. Whatever passes through keeps its end.

use crate::{
	work::Work, Accounts, Book, Config, Error, Event, NextPoolId, Pair, Pallet, PoolId, PoolOf,
	Pools, Seat, Status, MAX_INVITED,
};
use frame_support::{ensure, pallet_prelude::ConstU32, BoundedVec};
use souk_primitives::{Identify, MemberId, Points, ProgramId};
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	/// The founder pays for the record until the pool is dissolved.
	pub(crate) fn do_open_pool(
		founder: T::AccountId,
		program: ProgramId,
		invited: BoundedVec<T::AccountId, ConstU32<MAX_INVITED>>,
	) -> DispatchResult {
		let mut work = Work::<T>::load(program)?;
		work.ensure_not_ending()?;
		let (member, _) = work.identify(&founder)?;
		let mut seats = BoundedVec::truncate_from(alloc::vec![Seat { member, joined: true }]);
		for who in invited {
			let member = T::Members::member(&who).ok_or(Error::<T>::NotMember)?;
			let seen = seats.iter().any(|seat: &Seat| seat.member == member);
			ensure!(!seen, Error::<T>::DuplicateMember);
			seats
				.try_push(Seat { member, joined: false })
				.map_err(|_| Error::<T>::DuplicateMember)?;
		}
		let id = NextPoolId::<T>::get();
		NextPoolId::<T>::put(id.checked_add(1).ok_or(Error::<T>::IdsExhausted)?);

		let width = work.program.terms.lifetime.width();
		let deposit = work.charge(Self::pool_price(width), Some(&founder))?;
		let (book, used) = (Book::new(width, work.epoch), work.epoch);
		Pools::<T>::insert(program, id, PoolOf::<T> { seats, book, used, deposit });
		work.save()?;
		Self::deposit_event(Event::PoolOpened { program, pool: id, founder: member });
		Ok(())
	}

	pub(crate) fn do_join_pool(
		who: T::AccountId,
		program: ProgramId,
		id: PoolId,
	) -> DispatchResult {
		let work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		let (member, _) = work.identify(&who)?;
		let mut pool = Self::pool_on_record(program, id)?;
		let seat = pool.seats.iter_mut().find(|seat| seat.member == member && !seat.joined);
		seat.ok_or(Error::<T>::NotInvited)?.joined = true;
		pool.used = work.epoch;
		Pools::<T>::insert(program, id, pool);
		Self::deposit_event(Event::PoolJoined { program, pool: id, member });
		Ok(())
	}

	pub(crate) fn do_contribute(
		who: T::AccountId,
		program: ProgramId,
		id: PoolId,
		points: Points,
	) -> DispatchResult {
		ensure!(points > 0, Error::<T>::ZeroPoints);
		let mut work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		let (member, subject) = work.identify(&who)?;
		let mut pool = Self::pool_on_record(program, id)?;
		ensure!(pool.has(member), Error::<T>::NotInPool);
		work.ensure_may_give(subject, points)?;
		let mut own = Accounts::<T>::get(program, member).ok_or(Error::<T>::TooFewPoints)?;
		let lots = work.pair(&mut own).spend(points).map_err(Error::<T>::from)?;

		work.count_given(subject, &who, points)?;
		work.pool_pair(&mut pool).restore(&lots).map_err(Error::<T>::from)?;
		work.put_account(member, own);
		pool.used = work.epoch;
		Pools::<T>::insert(program, id, pool);
		work.save()?;
		Self::deposit_event(Event::PointsPooled { program, pool: id, member, points });
		Ok(())
	}

	pub(crate) fn do_draw(
		who: T::AccountId,
		program: ProgramId,
		id: PoolId,
		points: Points,
	) -> DispatchResult {
		ensure!(points > 0, Error::<T>::ZeroPoints);
		let mut work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		let member = T::Members::member(&who).ok_or(Error::<T>::NotMember)?;
		let mut pool = Self::pool_on_record(program, id)?;
		ensure!(pool.has(member), Error::<T>::NotInPool);
		work.draw(id, &mut pool, &who, member, points)?;
		pool.used = work.epoch;
		Pools::<T>::insert(program, id, pool);
		work.save().map(|_| ())
	}

	/// With the last of its members the pool is dissolved: that one takes what is left.
	pub(crate) fn do_leave_pool(
		who: T::AccountId,
		program: ProgramId,
		id: PoolId,
	) -> DispatchResult {
		let mut work = Work::<T>::load(program)?;
		let member = T::Members::member(&who).ok_or(Error::<T>::NotMember)?;
		let mut pool = Self::pool_on_record(program, id)?;
		ensure!(pool.seats.iter().any(|seat| seat.member == member), Error::<T>::NotInPool);
		let joined = pool.has(member);
		pool.seats.retain(|seat| seat.member != member);
		Self::deposit_event(Event::PoolLeft { program, pool: id, member });
		if pool.seats.iter().any(|seat| seat.joined) {
			Pools::<T>::insert(program, id, pool);
			return Ok(());
		}
		work.pool_pair(&mut pool);
		let left = pool.book.ring.total();
		if joined && left > 0 && work.program.status != Status::Closed {
			work.draw(id, &mut pool, &who, member, left)?;
		}
		work.dissolve(id, pool);
		work.save()?;
		Self::deposit_event(Event::PoolDissolved { program, pool: id });
		Ok(())
	}

	fn pool_on_record(program: ProgramId, id: PoolId) -> Result<PoolOf<T>, Error<T>> {
		Pools::<T>::get(program, id).ok_or(Error::<T>::UnknownPool)
	}
}

impl<T: Config> Work<T> {
	/// A pool's book and the program's.
	fn pool_pair<'a>(&'a mut self, pool: &'a mut PoolOf<T>) -> Pair<'a> {
		Pair::sync(&mut pool.book, &mut self.ledger.book, self.epoch)
	}

	/// A member takes points out of a pool. What it owes they pay.
	fn draw(
		&mut self,
		id: PoolId,
		pool: &mut PoolOf<T>,
		who: &T::AccountId,
		member: MemberId,
		points: Points,
	) -> DispatchResult {
		let lots = self.pool_pair(pool).spend(points).map_err(Error::<T>::from)?;
		let mut own = self.open_account(member, Some(who))?;
		let credit = self.pair(&mut own).restore(&lots).map_err(Error::<T>::from)?;
		self.put_account(member, own);
		let (program, netted) = (self.id, credit.netted);
		Pallet::<T>::deposit_event(Event::PointsDrawn {
			program,
			pool: id,
			member,
			points,
			netted,
		});
		Ok(())
	}

	fn dissolve(&mut self, id: PoolId, mut pool: PoolOf<T>) {
		self.pool_pair(&mut pool).void();
		Pools::<T>::remove(self.id, id);
		self.discharge(&pool.deposit);
	}

	/// A pool goes when the program has closed, or when nothing was in it for a whole epoch.
	pub(crate) fn prune_pool(&mut self, id: PoolId) -> bool {
		let Some(mut pool) = Pools::<T>::get(self.id, id) else { return false };
		pool.book.ring.sync(self.epoch);
		let idle = pool.used.saturating_add(1) < self.epoch && pool.book.is_empty();
		let over = self.program.status == Status::Closed || idle;
		if over {
			self.dissolve(id, pool);
		}
		over
	}
}
