//! Rules come, change and go, always when an epoch begins.

use crate::{
	work::Work, Config, Error, Event, Exceeded, Formula, HoldReason, Pallet, PurchaseRules, RuleOf,
	RuleRecordOf, Rules, Scheduled, Trigger, MAX_AWARD, MAX_RULES,
};
use frame_support::ensure;
use souk_primitives::{ProgramId, RuleId};
use sp_runtime::{traits::Zero, DispatchResult};

/// A rule that is in force.
pub(crate) struct InForce<T: Config> {
	pub(crate) id: RuleId,
	pub(crate) version: u32,
	pub(crate) rule: RuleOf<T>,
}

impl<T: Config> Pallet<T> {
	pub(crate) fn do_add_rule(
		operator: T::AccountId,
		program: ProgramId,
		rule: RuleOf<T>,
	) -> DispatchResult {
		Self::check_rule(&rule)?;
		let mut work = Work::<T>::load_own(&operator, program)?;
		work.ensure_not_ending()?;
		ensure!(work.program.rules < MAX_RULES, Error::<T>::TooManyRules);
		if let Trigger::Purchase(unit) = &rule.trigger {
			let taken = PurchaseRules::<T>::contains_key(program, unit);
			ensure!(!taken, Error::<T>::UnitHasRule);
		}
		let id = work.program.next_rule;
		work.program.next_rule = id.checked_add(1).ok_or(Error::<T>::IdsExhausted)?;

		let deposit = Self::rule_price();
		Self::hold(HoldReason::Program, &operator, deposit, Error::<T>::OperatorLacksDeposit)?;
		work.program.rules = work.program.rules.saturating_add(1);
		let trigger = rule.trigger.clone();
		if let Trigger::Purchase(unit) = &trigger {
			PurchaseRules::<T>::insert(program, unit, id);
		}
		let mut scheduled = Scheduled::new(None);
		let from = scheduled.schedule(work.epoch, Some(rule));
		let record = RuleRecordOf::<T> { rule: scheduled, trigger, version: 0, deposit };
		Rules::<T>::insert(program, id, record);
		work.save_all()?;
		Self::deposit_event(Event::RuleScheduled { program, rule: id, from });
		Ok(())
	}

	/// Takes the place of an edit or a retirement that waits.
	pub(crate) fn do_edit_rule(
		operator: T::AccountId,
		program: ProgramId,
		id: RuleId,
		rule: RuleOf<T>,
	) -> DispatchResult {
		Self::check_rule(&rule)?;
		let work = Work::<T>::load_own(&operator, program)?;
		work.ensure_not_ending()?;
		let mut record = Self::rule_on_record(&work, id)?;
		ensure!(!Self::is_retired(&record), Error::<T>::UnknownRule);
		ensure!(record.trigger == rule.trigger, Error::<T>::TriggerIsFixed);
		let from = record.rule.schedule(work.epoch, Some(rule));
		Rules::<T>::insert(program, id, record);
		Self::deposit_event(Event::RuleScheduled { program, rule: id, from });
		Ok(())
	}

	/// One that is not in force yet never will be.
	pub(crate) fn do_retire_rule(
		operator: T::AccountId,
		program: ProgramId,
		id: RuleId,
	) -> DispatchResult {
		let work = Work::<T>::load_own(&operator, program)?;
		let mut record = Self::rule_on_record(&work, id)?;
		ensure!(!Self::is_retired(&record), Error::<T>::UnknownRule);
		let from = if record.rule.current.is_some() {
			record.rule.schedule(work.epoch, None)
		} else {
			record.rule.next = None;
			work.epoch
		};
		Rules::<T>::insert(program, id, record);
		Self::deposit_event(Event::RuleRetired { program, rule: id, from });
		Ok(())
	}

	pub(crate) fn do_remove_rule(
		operator: T::AccountId,
		program: ProgramId,
		id: RuleId,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, program)?;
		let record = Self::rule_on_record(&work, id)?;
		let idle = work.is_ending() || Self::is_retired(&record);
		ensure!(idle, Error::<T>::RuleInForce);

		Self::unhold(HoldReason::Program, &operator, record.deposit)?;
		Rules::<T>::remove(program, id);
		if let Trigger::Purchase(unit) = &record.trigger {
			PurchaseRules::<T>::remove(program, unit);
		}
		work.program.rules = work.program.rules.saturating_sub(1);
		work.ledger.forget(id);
		work.save_all()?;
		Self::deposit_event(Event::RuleRemoved { program, rule: id });
		Ok(())
	}

	/// A rule as it is now.
	pub(crate) fn rule_on_record(work: &Work<T>, id: RuleId) -> Result<RuleRecordOf<T>, Error<T>> {
		let mut record = Rules::<T>::get(work.id, id).ok_or(Error::<T>::UnknownRule)?;
		record.promote(work.epoch);
		Ok(record)
	}

	/// A rule as it is now, if it is in force, with its version.
	pub(crate) fn rule_in_force(work: &Work<T>, id: RuleId) -> Result<InForce<T>, Error<T>> {
		let record = Self::rule_on_record(work, id)?;
		let rule = record.rule.current.ok_or(Error::<T>::UnknownRule)?;
		Ok(InForce { id, version: record.version, rule })
	}

	fn is_retired(record: &RuleRecordOf<T>) -> bool {
		record.rule.current.is_none() && record.rule.next.is_none()
	}

	pub(crate) fn check_rule(rule: &RuleOf<T>) -> Result<(), Error<T>> {
		let sound = match rule.formula {
			Formula::Flat(points) => (1..=MAX_AWARD).contains(&points),
			Formula::PerUnit(rate) => {
				let counted = matches!(rule.trigger, Trigger::Purchase(_));
				ensure!(counted, Error::<T>::FormulaNeedsPurchase);
				!rate.is_zero()
			},
		};
		ensure!(sound, Error::<T>::AwardOutOfRange);
		let limits = &rule.limits;
		ensure!(limits.window > 0, Error::<T>::ZeroWindow);
		let unlimited = rule.trigger == Trigger::CheckIn && !limits.counts_subjects();
		ensure!(!unlimited, Error::<T>::CheckInNeedsLimit);
		let attestors = &rule.attestors;
		if rule.trigger.is_attested() {
			ensure!(!attestors.is_empty(), Error::<T>::AttestorsMissing);
		} else {
			ensure!(attestors.is_empty(), Error::<T>::AttestorsNotUsed);
		}
		for (i, attestor) in attestors.iter().enumerate() {
			let seen = attestors.iter().take(i).any(|other| other == attestor);
			ensure!(!seen, Error::<T>::DuplicateAttestor);
		}
		Ok(())
	}
}

impl<T> From<Exceeded> for Error<T> {
	fn from(exceeded: Exceeded) -> Self {
		match exceeded {
			Exceeded::PerSubject => Self::SubjectCapReached,
			Exceeded::Overall => Self::OverallCapReached,
			Exceeded::Budget => Self::BudgetSpent,
			Exceeded::Cooldown => Self::CoolingDown,
		}
	}
}
