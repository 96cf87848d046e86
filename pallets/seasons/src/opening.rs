//! Seasons are opened, and called off before they begin.

use crate::{
	work::Work, AccountIdOf, Amounts, BalanceOf, Boards, Config, Error, Event, HoldReason, Live,
	NextSeasonId, Pallet, Prize, Prizes, PrizesOf, Progresses, Season, Seasons, Slot, Status,
	TermsOf, WeightInfo, MAX_CAP, MAX_PLACES, MAX_PRUNED,
};
use frame_support::{
	dispatch::DispatchClass, ensure, traits::fungible::Inspect, traits::Get, weights::Weight,
	BoundedVec,
};
use frame_system::limits::BlockWeights;
use souk_primitives::{Identify, Moment, ProgramId, ProgramInspect, SeasonId};
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_open_season(
		operator: AccountIdOf<T>,
		program: ProgramId,
		terms: TermsOf<T>,
		amounts: Amounts<BalanceOf<T>>,
		budget: BalanceOf<T>,
	) -> DispatchResult {
		let runs = T::Programs::operator(program).ok_or(Error::<T>::UnknownProgram)?;
		ensure!(runs == operator, Error::<T>::NotOperator);
		let (context, least) = T::Programs::identity(program).ok_or(Error::<T>::UnknownProgram)?;
		let now = Self::now();
		ensure!(terms.start > now, Error::<T>::StartInPast);
		Self::check_terms(&terms)?;
		let latest = now.saturating_add(T::MaxPeriod::get());
		ensure!(terms.start <= latest, Error::<T>::PeriodOutOfRange);
		let judge = terms.resolver.as_ref();
		let own = judge.is_some_and(|judge| T::Members::same_person(judge, &operator));
		ensure!(!own, Error::<T>::ResolverIsOperator);
		let total = Self::check_prizes(&terms, &amounts)?;
		let mut digests = BoundedVec::new();
		for rule in &terms.rules {
			let digest = T::Programs::rule_digest(program, *rule, terms.start)
				.ok_or(Error::<T>::RuleNotRanked)?;
			digests.try_push(digest).map_err(|_| Error::<T>::RuleNotRanked)?;
		}

		let id = NextSeasonId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let slot = Slot { season: id, start: terms.start, end: terms.end };
		let mut live = Live::<T>::get(program);
		let meets = |other: &Slot| other.start < slot.end && slot.start < other.end;
		ensure!(!live.iter().any(meets), Error::<T>::SeasonsOverlap);
		live.try_push(slot).map_err(|_| Error::<T>::TooManySeasons)?;

		// The prizes first: whatever is announced is there.
		Self::hold(HoldReason::Prizes, &operator, total, Error::<T>::PrizesNotCovered)?;
		let (deposit, lacking) = (Self::season_price(), || Error::<T>::OperatorLacksDeposit);
		Self::hold(HoldReason::Season, &operator, deposit, lacking())?;
		Self::hold(HoldReason::Records, &operator, budget, lacking())?;
		NextSeasonId::<T>::put(next);
		Live::<T>::insert(program, live);
		let prizes =
			amounts.iter().map(|amount| Prize { amount: *amount, winner: None, paid: false });
		Prizes::<T>::insert(id, PrizesOf::<T>::truncate_from(prizes.collect()));
		Progresses::<T>::insert(id, Self::fresh(budget));
		let assurance = terms.assurance.max(least);
		let season = Season {
			program,
			operator: operator.clone(),
			terms,
			context,
			assurance,
			digests,
			prices: Self::prices(),
			status: Status::Open,
			deposit,
		};
		Seasons::<T>::insert(id, season);
		Self::deposit_event(Event::SeasonOpened { season: id, program, operator, prizes: total });
		Ok(())
	}

	/// Nothing counts before the start, so there is nobody to disappoint but those who read of it.
	pub(crate) fn do_cancel_season(operator: AccountIdOf<T>, id: SeasonId) -> DispatchResult {
		let work = Work::<T>::load_own(&operator, id)?;
		ensure!(work.season.status == Status::Open, Error::<T>::SeasonFinal);
		ensure!(work.now < work.season.terms.start, Error::<T>::SeasonStarted);
		let total = Self::unpaid(id);
		Self::unhold(HoldReason::Prizes, &operator, total)?;
		Self::unhold(HoldReason::Records, &operator, work.progress.budget)?;
		Self::leave_live(work.season.program, id);
		Self::remove_season(&work)?;
		Self::deposit_event(Event::SeasonCancelled { season: id });
		Ok(())
	}

	/// Held at once, like all of it: so no operator can stop the counting by having nothing free.
	pub(crate) fn do_raise_budget(
		operator: AccountIdOf<T>,
		id: SeasonId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let mut work = Work::<T>::load_own(&operator, id)?;
		ensure!(work.season.status == Status::Open, Error::<T>::SeasonFinal);
		ensure!(!amount.is_zero(), Error::<T>::NothingToDo);
		let lacking = Error::<T>::OperatorLacksDeposit;
		let budget =
			work.progress.budget.checked_add(&amount).ok_or(Error::<T>::OperatorLacksDeposit)?;
		Self::hold(HoldReason::Records, &operator, amount, lacking)?;
		work.progress.budget = budget;
		work.save();
		Self::deposit_event(Event::BudgetRaised { season: id, budget });
		Ok(())
	}

	/// Takes a season off the record, and returns what is held for that.
	pub(crate) fn remove_season(work: &Work<T>) -> DispatchResult {
		let id = work.id;
		Self::unhold(HoldReason::Season, &work.season.operator, work.season.deposit)?;
		Seasons::<T>::remove(id);
		Progresses::<T>::remove(id);
		Prizes::<T>::remove(id);
		Boards::<T>::remove(id);
		Ok(())
	}

	/// What is held for prizes of a season.
	pub(crate) fn unpaid(id: SeasonId) -> BalanceOf<T> {
		let open = Prizes::<T>::get(id).into_iter().filter(|prize| !prize.paid);
		open.fold(Zero::zero(), |sum: BalanceOf<T>, prize| sum.saturating_add(prize.amount))
	}

	/// It is not told of points any more.
	pub(crate) fn leave_live(program: ProgramId, id: SeasonId) {
		Live::<T>::mutate_exists(program, |slot| {
			let Some(live) = slot else { return };
			live.retain(|slot| slot.season != id);
			if live.is_empty() {
				*slot = None;
			}
		});
	}

	/// What is true of terms whenever one looks.
	pub(crate) fn check_terms(terms: &TermsOf<T>) -> Result<(), Error<T>> {
		let most = T::MaxPeriod::get();
		let runs = terms.end.checked_sub(terms.start).filter(|time| *time > 0);
		ensure!(runs.is_some_and(|time| time <= most), Error::<T>::PeriodOutOfRange);
		let within = |time: Moment, least: Moment| least <= time && time <= most;
		let least = T::MinChallenge::get();
		let sound = within(terms.challenge, least)
			&& within(terms.decide, least)
			&& within(terms.claim, T::MinClaim::get());
		ensure!(sound, Error::<T>::PeriodOutOfRange);
		ensure!((1..=MAX_PLACES).contains(&terms.places), Error::<T>::PlacesOutOfRange);
		let caps = &terms.caps;
		let sound = (1..=MAX_CAP).contains(&caps.per_subject)
			&& (1..=caps.per_subject).contains(&caps.per_merchant)
			&& caps.tasks <= caps.per_subject
			&& terms.in_full > 0;
		ensure!(sound, Error::<T>::CapsOutOfRange);
		// As much as an account can always receive.
		let least = Self::dispute_price().max(T::Currency::minimum_balance());
		ensure!(terms.bond >= least, Error::<T>::BondTooSmall);
		ensure!(!terms.rules.is_empty(), Error::<T>::RulesMissing);
		for (i, rule) in terms.rules.iter().enumerate() {
			let seen = terms.rules.iter().take(i).any(|other| other == rule);
			ensure!(!seen, Error::<T>::DuplicateRule);
		}
		Ok(())
	}

	/// Who is further ahead never gets less: nobody does better by asking for a refund.
	fn check_prizes(
		terms: &TermsOf<T>,
		amounts: &Amounts<BalanceOf<T>>,
	) -> Result<BalanceOf<T>, Error<T>> {
		ensure!(!amounts.is_empty(), Error::<T>::PrizesOutOfRange);
		ensure!(amounts.len() <= terms.places as usize, Error::<T>::PrizesOutOfRange);
		let least = T::Currency::minimum_balance();
		let mut total = BalanceOf::<T>::zero();
		let mut last = None;
		for amount in amounts {
			let sound = *amount >= least && last.is_none_or(|last| *amount <= last);
			ensure!(sound, Error::<T>::PrizesOutOfRange);
			last = Some(*amount);
			total = total.checked_add(amount).ok_or(Error::<T>::PrizesOutOfRange)?;
		}
		Ok(total)
	}

	/// Stops a runtime from being built in which this pallet could not work.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		fits("opening a season", T::WeightInfo::open_season());
		fits("removing as many records as can be", T::WeightInfo::prune(MAX_PRUNED));
		let prices = Self::prices();
		let free = [prices.score, prices.dealing, prices.purchase, Self::dispute_price()]
			.iter()
			.any(Zero::is_zero);
		assert!(!free, "records would fill the state for nothing");
		assert!(!T::MinChallenge::get().is_zero(), "scores could not be challenged");
		assert!(!T::MinClaim::get().is_zero(), "prizes could not be claimed");
	}
}
