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
		/// A program would have points exchanged with another.
		#[codec(index = 0)]
		PartnerProposed {
			program: ProgramId,
			partner: ProgramId,
			there: Offer<BalanceOf<T>>,
			back: Offer<BalanceOf<T>>,
		},
		/// Points are exchanged between two programs.
		#[codec(index = 1)]
		PartnerAccepted { program: ProgramId, partner: ProgramId },
		/// No points are exchanged between two programs any more; `program`'s operator ended it, or took
		/// the proposal back, or declined it.
		#[codec(index = 2)]
		PartnerEnded { program: ProgramId, partner: ProgramId },
		/// Points of a member became points of another program. So much of what these are worth was on
		/// hold for the first and is for the second now; so much more the first owes the second. In minor
		/// units of the native token.
		#[codec(index = 3)]
		Exchanged {
			from: ProgramId,
			to: ProgramId,
			member: MemberId,
			points: Points,
			arrived: Points,
			netted: Points,
			passed: BalanceOf<T>,
			owed: BalanceOf<T>,
		},
		/// The difference between what two programs owed each other was paid by `debtor`'s operator.
		#[codec(index = 4)]
		Settled { debtor: ProgramId, creditor: ProgramId, amount: BalanceOf<T> },
		/// The difference between what two programs owed each other was waived by `creditor`'s operator.
		#[codec(index = 5)]
		Waived { debtor: ProgramId, creditor: ProgramId, amount: BalanceOf<T> },
		/// Nothing is left between two programs; the deposit was returned.
		#[codec(index = 6)]
		PartnershipRemoved { lower: ProgramId, higher: ProgramId },
	}
}
