//! Points come in and are taken back.

use crate::{
	work::Work, Config, Dealing, Dealings, Event, Live, NotCounted, Pallet, Purchase, Purchases,
	Score, Scores, Slot, Standing, WeightInfo,
};
use frame_support::weights::Weight;
use souk_primitives::{
	Identify, Moment, OrderId, Points, PointsObserver, ProgramId, ProgramInspect, RankedPoints,
	SeasonId,
};
use sp_runtime::{traits::CheckedAdd, DispatchResult};

type PointsOf<T> = RankedPoints<<T as frame_system::Config>::AccountId>;

impl<T: Config> Work<T> {
	/// Whether a rule is still what it was when the season was opened.
	///
	/// `None` if the season does not count it.
	fn is_unchanged(&self, rule: souk_primitives::RuleId) -> Option<bool> {
		let at = self.season.terms.rules.iter().position(|id| *id == rule)?;
		let digest = T::Programs::rule_digest(self.season.program, rule, self.now);
		Some(digest.is_some() && digest.as_ref() == self.season.digests.get(at))
	}

	/// Makes the operator pay for more records, if there is enough left for all of them.
	fn charge(&mut self, score: bool, dealing: bool, purchase: bool) -> Result<(), NotCounted> {
		let prices = &self.season.prices;
		let (mut used, mut records) = (self.progress.used, self.progress.records);
		for (wanted, price) in
			[(score, &prices.score), (dealing, &prices.dealing), (purchase, &prices.purchase)]
		{
			if wanted {
				used = used.checked_add(price).ok_or(NotCounted::BudgetSpent)?;
				records = records.saturating_add(1);
			}
		}
		if used > self.progress.budget {
			return Err(NotCounted::BudgetSpent);
		}
		self.progress.used = used;
		self.progress.records = records;
		Ok(())
	}

	/// Counts points. What is refused has changed nothing.
	fn count(&mut self, points: &PointsOf<T>) -> Result<(), NotCounted> {
		let sure = self.vouched(points.member, points.subject);
		frame_support::ensure!(sure, NotCounted::AssuranceTooLow);
		let (subject, caps) = (points.subject, self.season.terms.caps);
		let old = Scores::<T>::get(self.id, subject);
		let mut score = old.clone().unwrap_or_default();
		let disqualified = score.standing == Standing::Disqualified;
		frame_support::ensure!(!disqualified, NotCounted::Disqualified);
		// Somebody vouches again, maybe for another member of the same person.
		score.member = points.member;
		score.standing = Standing::Good;

		let room = caps.per_subject.saturating_sub(score.points);
		let counted = match &points.purchase {
			Some((order, merchant)) => {
				let key = (self.id, subject, merchant);
				let had = Dealings::<T>::get(&key);
				let is_first = had.is_none();
				let mut dealing: Dealing = had.unwrap_or_default();
				let worth = self.season.terms.worth(points.points, dealing.purchases);
				let counted = worth.min(room).min(caps.per_merchant.saturating_sub(dealing.points));
				let told = Purchases::<T>::contains_key(self.id, order);
				frame_support::ensure!(counted > 0 && !told, NotCounted::Capped);
				self.charge(old.is_none(), is_first, true)?;
				if dealing.points == 0 {
					score.merchants = score.merchants.saturating_add(1);
				}
				dealing.purchases = dealing.purchases.saturating_add(1);
				dealing.points = dealing.points.saturating_add(counted);
				Dealings::<T>::insert(&key, dealing);
				let purchase = Purchase { points: points.points, counted, revoked: 0 };
				Purchases::<T>::insert(self.id, order, purchase);
				counted
			},
			None => {
				let counted = points.points.min(room).min(caps.tasks.saturating_sub(score.tasks));
				frame_support::ensure!(counted > 0, NotCounted::Capped);
				self.charge(old.is_none(), false, false)?;
				score.tasks = score.tasks.saturating_add(counted);
				counted
			},
		};
		if old.is_none() {
			self.progress.people = self.progress.people.saturating_add(1);
		}
		score.points = score.points.saturating_add(counted);
		score.since = self.next_change();
		let (season, total) = (self.id, score.points);
		self.put_score(subject, old.as_ref(), score);
		Pallet::<T>::deposit_event(Event::ScoreChanged { season, subject, points: total });
		Ok(())
	}

	/// Takes points of a purchase back.
	fn uncount(&mut self, points: &PointsOf<T>, order: OrderId, mut purchase: Purchase) {
		let before = purchase.left();
		purchase.revoked = purchase.revoked.saturating_add(points.points).min(purchase.points);
		let lost = before.saturating_sub(purchase.left());
		Purchases::<T>::insert(self.id, order, purchase);
		if lost > 0 {
			self.lower(points, lost);
		}
	}

	fn lower(&mut self, points: &PointsOf<T>, lost: Points) {
		let (season, subject) = (self.id, points.subject);
		let Some(old) = Scores::<T>::get(season, subject) else { return };
		let mut score: Score = old.clone();
		if let Some((_, merchant)) = &points.purchase {
			Dealings::<T>::mutate((season, subject, merchant), |slot| {
				let Some(dealing) = slot else { return };
				dealing.points = dealing.points.saturating_sub(lost);
				if dealing.points == 0 {
					score.merchants = score.merchants.saturating_sub(1);
				}
			});
		}
		score.points = score.points.saturating_sub(lost);
		score.since = self.next_change();
		let total = score.points;
		self.put_score(subject, Some(&old), score);
		Pallet::<T>::deposit_event(Event::ScoreChanged { season, subject, points: total });
	}
}

impl<T: Config> Pallet<T> {
	/// The season of a program that runs at a time. Two never do.
	pub(crate) fn running(program: ProgramId, now: Moment) -> Option<SeasonId> {
		let runs = |slot: &Slot| slot.start <= now && now < slot.end;
		Live::<T>::get(program).into_iter().find(runs).map(|slot| slot.season)
	}
}

impl<T: Config> PointsObserver<T::AccountId> for Pallet<T> {
	fn settled(points: &PointsOf<T>) -> DispatchResult {
		let Some(season) = Self::running(points.program, Self::now()) else { return Ok(()) };
		let mut work = Work::<T>::load(season)?;
		let counted = match work.is_unchanged(points.rule) {
			None => return Ok(()),
			Some(false) => Err(NotCounted::RuleChanged),
			Some(true) => work.count(points),
		};
		match counted {
			Ok(()) => work.save(),
			Err(reason) => {
				let (subject, points) = (points.subject, points.points);
				Self::deposit_event(Event::PointsNotCounted { season, subject, points, reason });
			},
		}
		Ok(())
	}

	/// Points that came in during a season lower its score until it is certain who won.
	fn revoked(points: &PointsOf<T>) -> DispatchResult {
		let Some((order, _)) = points.purchase else { return Ok(()) };
		for slot in Live::<T>::get(points.program) {
			if let Some(purchase) = Purchases::<T>::get(slot.season, order) {
				let mut work = Work::<T>::load(slot.season)?;
				work.uncount(points, order, purchase);
				work.save();
			}
		}
		Ok(())
	}

	fn weight() -> Weight {
		T::WeightInfo::note_settled()
			.max(T::WeightInfo::note_settled_below())
			.max(T::WeightInfo::note_revoked())
			.saturating_add(T::Members::weight().saturating_mul(2))
			.saturating_add(T::Programs::weight())
	}
}
