//! Programs come, change and go.

use crate::{
	work::Work, BalanceOf, Book, Config, Error, Event, Halted, HoldReason, LedgerOf, Ledgers, Name,
	NextProgramId, Pallet, Program, Programs, Records, Redemption, Rules, Scheduled, Status, Terms,
	Tiers, WeightInfo, MAX_AWARD, MAX_PRUNED,
};
use codec::Encode;
use frame_support::{dispatch::DispatchClass, ensure, traits::Get, weights::Weight};
use frame_system::limits::BlockWeights;
use souk_primitives::{
	Assurance, Context, Moment, PointsObserver, ProgramId, ProgramInspect, RuleId,
};
use sp_core::H256;
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_create_program(
		operator: T::AccountId,
		name: Name,
		terms: Terms,
		redemption: Redemption<T::AssetKind>,
		record_budget: BalanceOf<T>,
	) -> DispatchResult {
		Self::check_terms(&terms)?;
		Self::check_redemption(&redemption)?;
		let id = NextProgramId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;

		let deposit = Self::program_price();
		Self::hold(HoldReason::Program, &operator, deposit, Error::<T>::OperatorLacksDeposit)?;
		NextProgramId::<T>::put(next);
		let ledger = LedgerOf::<T> {
			book: Book::new(terms.lifetime.width(), 0),
			captured: 0,
			backing: Zero::zero(),
			owed: Zero::zero(),
			records: Records { count: 0, deposits: Zero::zero() },
			awarded: Default::default(),
		};
		Ledgers::<T>::insert(id, ledger);
		let program = Program {
			operator: operator.clone(),
			name,
			terms,
			status: Status::Active,
			start: Self::now(),
			halted: Halted::<T>::get().total,
			redemption: Scheduled::new(redemption),
			tiers: Tiers::default(),
			merchants: 0,
			rules: 0,
			next_rule: 0,
			record_budget,
			float: Zero::zero(),
			deposit,
		};
		Programs::<T>::insert(id, program);
		Self::deposit_event(Event::ProgramCreated { program: id, operator });
		Ok(())
	}

	pub(crate) fn do_pause(operator: T::AccountId, id: ProgramId) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.ensure_earning()?;
		work.program.status = Status::Paused;
		work.save_all()?;
		Self::deposit_event(Event::ProgramPaused { program: id });
		Ok(())
	}

	pub(crate) fn do_resume(operator: T::AccountId, id: ProgramId) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		ensure!(work.program.status == Status::Paused, Error::<T>::ProgramNotPaused);
		work.program.status = Status::Active;
		work.save_all()?;
		Self::deposit_event(Event::ProgramResumed { program: id });
		Ok(())
	}

	/// What points buy stays as it is until the end: a change that waits is dropped.
	pub(crate) fn do_wind_down(operator: T::AccountId, id: ProgramId) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		ensure!(!work.is_ending(), Error::<T>::AlreadyEnding);
		let closes_at = work.now.saturating_add(work.program.terms.notice);
		work.program.status = Status::WindingDown { closes_at };
		work.program.redemption.promote(work.epoch);
		work.program.redemption.next = None;
		work.save_all()?;
		Self::deposit_event(Event::ProgramEnding { program: id, closes_at });
		Ok(())
	}

	pub(crate) fn do_close_program(id: ProgramId) -> DispatchResult {
		let mut work = Work::<T>::load(id)?;
		let due = match work.program.status {
			Status::WindingDown { closes_at } => closes_at <= work.now,
			Status::Active | Status::Paused | Status::Closed => false,
		};
		ensure!(due, Error::<T>::ProgramNotOver);
		let open = work.ledger.outstanding().saturating_sub(work.ledger.book.ring.total());
		ensure!(open == 0, Error::<T>::OrdersRemain);
		work.program.status = Status::Closed;
		let voided = work.ledger.book.ring.total();
		work.save_all()?;
		Self::deposit_event(Event::ProgramClosed { program: id, voided });
		Ok(())
	}

	pub(crate) fn do_remove_program(operator: T::AccountId, id: ProgramId) -> DispatchResult {
		let Work { program, ledger, .. } = Work::<T>::load_own(&operator, id)?;
		ensure!(program.status == Status::Closed, Error::<T>::ProgramNotOver);
		let remain = ledger.records.count > 0 || program.rules > 0 || program.merchants > 0;
		ensure!(!remain, Error::<T>::RecordsRemain);

		// The backing first: if there is any left, it may bring the account up to the minimum balance
		// that the others need.
		Self::unhold(HoldReason::Backing, &operator, ledger.backing)?;
		Self::unhold(HoldReason::Program, &operator, program.deposit)?;
		Self::unhold(HoldReason::Records, &operator, ledger.records.deposits)?;
		Programs::<T>::remove(id);
		Ledgers::<T>::remove(id);
		Self::deposit_event(Event::ProgramRemoved { program: id });
		Ok(())
	}

	/// May be less than what is held already: then there are no new records until it is enough.
	pub(crate) fn do_set_record_budget(
		operator: T::AccountId,
		id: ProgramId,
		budget: BalanceOf<T>,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.program.record_budget = budget;
		work.save_all()?;
		Self::deposit_event(Event::RecordBudgetSet { program: id, budget });
		Ok(())
	}

	pub(crate) fn do_set_redemption(
		operator: T::AccountId,
		id: ProgramId,
		redemption: Redemption<T::AssetKind>,
	) -> DispatchResult {
		Self::check_redemption(&redemption)?;
		let mut work = Work::<T>::load_own(&operator, id)?;
		work.ensure_not_ending()?;
		work.program.redemption.promote(work.epoch);
		let from = work.program.redemption.schedule(work.epoch, redemption);
		work.save_all()?;
		Self::deposit_event(Event::RedemptionScheduled { program: id, from });
		Ok(())
	}

	pub(crate) fn check_terms(terms: &Terms) -> Result<(), Error<T>> {
		ensure!(terms.epoch >= T::MinEpoch::get().max(1), Error::<T>::EpochTooShort);
		ensure!(terms.has_sound_lifetime(), Error::<T>::LifetimeOutOfRange);
		ensure!(terms.notice >= T::MinNotice::get(), Error::<T>::NoticeTooShort);
		let most = terms.backing_for(MAX_AWARD);
		let fits = most.is_some_and(|most| BalanceOf::<T>::try_from(most).is_ok());
		ensure!(fits, Error::<T>::ValueTooLarge);
		Ok(())
	}

	pub(crate) fn check_redemption(redemption: &Redemption<T::AssetKind>) -> Result<(), Error<T>> {
		let rates = &redemption.rates;
		for (i, rate) in rates.iter().enumerate() {
			ensure!(!rate.per_point.is_zero(), Error::<T>::ZeroRate);
			let seen = rates.iter().take(i).any(|other| other.unit == rate.unit);
			ensure!(!seen, Error::<T>::DuplicateUnit);
		}
		Ok(())
	}

	/// Stops a runtime from being built in which this pallet could not work.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		let claim = T::WeightInfo::claim_task()
			.max(T::WeightInfo::claim_referral())
			.saturating_add(T::Observer::weight());
		fits("a claim", claim);
		fits("removing a full list of records", T::WeightInfo::prune(MAX_PRUNED));
		assert!(!Self::tally_price().is_zero(), "records would fill the state for nothing");
		assert!(!T::MinNotice::get().is_zero(), "points could become void without notice");
	}
}

impl<T: Config> ProgramInspect<T::AccountId> for Pallet<T> {
	fn operator(program: ProgramId) -> Option<T::AccountId> {
		let program = Programs::<T>::get(program)?;
		(program.status != Status::Closed).then_some(program.operator)
	}

	fn identity(program: ProgramId) -> Option<(Context, Assurance)> {
		let terms = Programs::<T>::get(program)?.terms;
		Some((terms.context, terms.assurance))
	}

	fn program_of(merchant: &T::AccountId) -> Option<ProgramId> {
		crate::ServedBy::<T>::get(merchant)
	}

	fn rule_digest(program: ProgramId, rule: RuleId, at: Moment) -> Option<H256> {
		let program_record = Programs::<T>::get(program)?;
		let shift = Halted::<T>::get().total.saturating_sub(program_record.halted);
		let epoch = program_record.epoch_at(at.saturating_sub(shift));
		let record = Rules::<T>::get(program, rule)?;
		let rule = record.rule.at(epoch).as_ref().filter(|rule| rule.ranked)?;
		Some(H256(rule.using_encoded(sp_io::hashing::blake2_256)))
	}

	/// A rule is read and hashed: of a few hundred bytes.
	fn weight() -> Weight {
		T::DbWeight::get().reads(3).saturating_add(Weight::from_parts(5_000_000, 0))
	}
}
