//! What the pallet tells everyone.

use frame_support::pallet_macros::pallet_section;

/// The events.
#[pallet_section]
mod events {
	// The fields are named for what they are.
	#[allow(missing_docs)]
	#[pallet::event]
	#[pallet::generate_deposit(pub(super) fn deposit_event)]
	pub enum Event<T: Config> {
		/// A season is on record, and as much is held for its prizes.
		#[codec(index = 0)]
		SeasonOpened {
			season: SeasonId,
			program: ProgramId,
			operator: T::AccountId,
			prizes: BalanceOf<T>,
		},
		/// A season was called off before it began.
		#[codec(index = 1)]
		SeasonCancelled { season: SeasonId },
		/// A season's records can cost as much.
		#[codec(index = 2)]
		BudgetRaised { season: SeasonId, budget: BalanceOf<T> },
		/// A person has as many points in a season.
		#[codec(index = 3)]
		ScoreChanged { season: SeasonId, subject: Nullifier, points: Points },
		/// So many points do not count in a season.
		#[codec(index = 4)]
		PointsNotCounted {
			season: SeasonId,
			subject: Nullifier,
			points: Points,
			reason: NotCounted,
		},
		/// A person's score is ranked again, or not any more, or stands for another member.
		#[codec(index = 5)]
		StandingChanged { season: SeasonId, subject: Nullifier, standing: Standing },
		/// Somebody disputes a person's score.
		#[codec(index = 6)]
		DisputeRaised {
			season: SeasonId,
			subject: Nullifier,
			by: T::AccountId,
			reason: Reason,
			evidence: H256,
		},
		/// A dispute is over.
		#[codec(index = 7)]
		DisputeDecided { season: SeasonId, subject: Nullifier, verdict: Verdict },
		/// A dispute is over, undecided; the bond went back.
		#[codec(index = 8)]
		DisputeDropped { season: SeasonId, subject: Nullifier },
		/// It is certain who won. Prizes can be claimed until then, in milliseconds since the Unix epoch.
		#[codec(index = 9)]
		SeasonFinalised { season: SeasonId, winners: u32, claim_until: Moment },
		/// A person was paid its prize.
		#[codec(index = 10)]
		PrizePaid { season: SeasonId, subject: Nullifier, who: T::AccountId, amount: BalanceOf<T> },
		/// A season is over. As much of its prizes went back to the operator.
		#[codec(index = 11)]
		SeasonClosed { season: SeasonId, returned: BalanceOf<T> },
		/// So many records left the record.
		#[codec(index = 12)]
		RecordsPruned { season: SeasonId, count: u32 },
		/// A season left the record.
		#[codec(index = 13)]
		SeasonRemoved { season: SeasonId },
	}
}
