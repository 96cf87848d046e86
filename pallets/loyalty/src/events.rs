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
		/// A program is on record. It awards nothing before it has rules.
		#[codec(index = 0)]
		ProgramCreated { program: ProgramId, operator: T::AccountId },
		/// Nothing can be earned in a program until it is resumed.
		#[codec(index = 1)]
		ProgramPaused { program: ProgramId },
		/// Points can be earned again.
		#[codec(index = 2)]
		ProgramResumed { program: ProgramId },
		/// A program ends then, in milliseconds since the Unix epoch. Until then points can be spent.
		#[codec(index = 3)]
		ProgramEnding { program: ProgramId, closes_at: Moment },
		/// A program is over; so many points are void.
		#[codec(index = 4)]
		ProgramClosed { program: ProgramId, voided: Points },
		/// A program left the record.
		#[codec(index = 5)]
		ProgramRemoved { program: ProgramId },
		/// So much is held at most for records about a program's members.
		#[codec(index = 6)]
		RecordBudgetSet { program: ProgramId, budget: BalanceOf<T> },
		/// From this epoch on, points buy something else.
		#[codec(index = 7)]
		RedemptionScheduled { program: ProgramId, from: Epoch },
		/// From this epoch on, a rule is new or different.
		#[codec(index = 8)]
		RuleScheduled { program: ProgramId, rule: RuleId, from: Epoch },
		/// From this epoch on, a rule is out of force.
		#[codec(index = 9)]
		RuleRetired { program: ProgramId, rule: RuleId, from: Epoch },
		/// A rule left the record; its deposit was returned.
		#[codec(index = 10)]
		RuleRemoved { program: ProgramId, rule: RuleId },
		/// A merchant may join a program.
		#[codec(index = 11)]
		MerchantInvited { program: ProgramId, merchant: T::AccountId },
		/// A program serves a merchant.
		#[codec(index = 12)]
		MerchantJoined { program: ProgramId, merchant: T::AccountId },
		/// A program does not serve a merchant any more.
		#[codec(index = 13)]
		MerchantLeft { program: ProgramId, merchant: T::AccountId },
		/// A merchant left a program's record.
		#[codec(index = 14)]
		MerchantRemoved { program: ProgramId, merchant: T::AccountId },
		/// A member earned points; so many of them paid off what it owed.
		#[codec(index = 15)]
		PointsEarned {
			program: ProgramId,
			rule: RuleId,
			member: MemberId,
			points: Points,
			netted: Points,
		},
		/// A member will get points when the order settles.
		#[codec(index = 16)]
		PointsPending {
			program: ProgramId,
			rule: RuleId,
			member: MemberId,
			order: OrderId,
			points: Points,
		},
		/// A member's purchase earns no points.
		#[codec(index = 17)]
		PurchaseNotRewarded { program: ProgramId, order: OrderId, error: DispatchError },
		/// The points of a purchase came in; so many of them paid off what the member owed.
		#[codec(index = 18)]
		PointsReleased {
			program: ProgramId,
			member: MemberId,
			order: OrderId,
			points: Points,
			netted: Points,
		},
		/// Points of a purchase were taken back, because it was refunded. The member owes so many of
		/// them.
		#[codec(index = 19)]
		PointsTakenBack {
			program: ProgramId,
			member: MemberId,
			order: OrderId,
			points: Points,
			debt: Points,
		},
		/// Points were set aside for an order, which is so much cheaper, in minor units of its tender.
		#[codec(index = 20)]
		PointsReserved {
			program: ProgramId,
			member: MemberId,
			order: OrderId,
			points: Points,
			discount: BalanceOf<T>,
		},
		/// The points that were set aside for an order are spent.
		#[codec(index = 21)]
		PointsSpent { program: ProgramId, member: MemberId, order: OrderId, points: Points },
		/// Points went back from an order to where they came from. So many had expired by then, and so
		/// many paid off what the member owed.
		#[codec(index = 22)]
		PointsReturned {
			program: ProgramId,
			member: MemberId,
			order: OrderId,
			points: Points,
			expired: Points,
			netted: Points,
		},
		/// A member gave points to another; so many paid off what that one owed.
		#[codec(index = 23)]
		PointsGiven {
			program: ProgramId,
			from: MemberId,
			to: MemberId,
			points: Points,
			netted: Points,
		},
		/// Points of a program expired.
		#[codec(index = 24)]
		PointsExpired { program: ProgramId, points: Points },
		/// A merchant was paid out of the backing for points that were spent with it.
		#[codec(index = 25)]
		MerchantReimbursed {
			program: ProgramId,
			merchant: T::AccountId,
			order: OrderId,
			amount: BalanceOf<T>,
		},
		/// A merchant could not be paid; anyone can have it tried again.
		#[codec(index = 26)]
		ReimbursementDeferred {
			program: ProgramId,
			merchant: T::AccountId,
			order: OrderId,
			amount: BalanceOf<T>,
		},
		/// So many records that were of no use left the record; their deposits were returned.
		#[codec(index = 27)]
		RecordsPruned { program: ProgramId, count: u32 },
		/// The listener to ranked points failed.
		#[codec(index = 28)]
		ObserverFailed { points: RankedPoints<T::AccountId>, revoked: bool, error: DispatchError },
		/// From this epoch on, a program has other tiers.
		#[codec(index = 40)]
		TiersScheduled { program: ProgramId, from: Epoch },
		/// The chain stood still for so long, in milliseconds since the Unix epoch; points live for as
		/// much longer.
		#[codec(index = 41)]
		ExpiryExtended { from: Moment, until: Moment },
		/// Members can have points together.
		#[codec(index = 42)]
		PoolOpened { program: ProgramId, pool: PoolId, founder: MemberId },
		/// A member is in a pool.
		#[codec(index = 43)]
		PoolJoined { program: ProgramId, pool: PoolId, member: MemberId },
		/// A member is not in a pool, or not invited to it, any more.
		#[codec(index = 44)]
		PoolLeft { program: ProgramId, pool: PoolId, member: MemberId },
		/// A pool left the record with its last member.
		#[codec(index = 45)]
		PoolDissolved { program: ProgramId, pool: PoolId },
		/// A member put points into a pool.
		#[codec(index = 46)]
		PointsPooled { program: ProgramId, pool: PoolId, member: MemberId, points: Points },
		/// A member took points out of a pool; so many paid off what it owed.
		#[codec(index = 47)]
		PointsDrawn {
			program: ProgramId,
			pool: PoolId,
			member: MemberId,
			points: Points,
			netted: Points,
		},
		/// A member spent points on something that is no order: they are gone.
		#[codec(index = 48)]
		PointsBurned { program: ProgramId, member: MemberId, points: Points },
		/// So much more than points need is put on hold for them, in minor units of the native token.
		#[codec(index = 49)]
		FloatSet { program: ProgramId, float: BalanceOf<T> },
		/// What an order spent could not be captured or go back, which only wrong books can cause. The order
		/// goes on; what is still set aside when it leaves the record goes back then.
		#[codec(index = 50)]
		PointsStuck { order: OrderId, error: DispatchError },
	}
}
