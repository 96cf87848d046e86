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
		/// Data keys can be encrypted to a new public key of an account.
		#[codec(index = 0)]
		KeySet { who: T::AccountId, epoch: u32, suite: Suite },
		/// A public key is over. What was read with it before `compromised_since` may be trusted.
		#[codec(index = 1)]
		KeyRevoked { who: T::AccountId, epoch: u32, compromised_since: Option<Moment> },
		/// A dataset is on record.
		#[codec(index = 2)]
		DatasetRegistered {
			dataset: DatasetId,
			owner: T::AccountId,
			subject: Option<T::AccountId>,
			class: DataClass,
		},
		/// A dataset has a new version.
		#[codec(index = 3)]
		VersionPublished { dataset: DatasetId, version: u32, dek_epoch: u32, cipher_hash: H256 },
		/// An access to a dataset ended: its next version needs a new data key.
		#[codec(index = 4)]
		KeyEpochRaised { dataset: DatasetId, key_epoch: u32 },
		/// Terms were proposed.
		#[codec(index = 5)]
		TermsProposed {
			agreement: AgreementId,
			provider: T::AccountId,
			consumer: T::AccountId,
			by: Side,
			round: u32,
			terms_hash: H256,
		},
		/// An agreement came further.
		#[codec(index = 6)]
		AgreementMoved { agreement: AgreementId, by: Side, state: AgreementState },
		/// The consumer's funds for accesses are so much more.
		#[codec(index = 7)]
		AccessFunded { agreement: AgreementId, amount: BalanceOf<T>, funds: BalanceOf<T> },
		/// A person consents.
		#[codec(index = 8)]
		ConsentGiven {
			subject: T::AccountId,
			dataset: DatasetId,
			agreement: AgreementId,
			terms_hash: H256,
			not_after: Moment,
		},
		/// A person consents no longer.
		#[codec(index = 9)]
		ConsentWithdrawn { subject: T::AccountId, dataset: DatasetId, agreement: AgreementId },
		/// Somebody may read a dataset.
		#[codec(index = 10)]
		Granted {
			grant: GrantId,
			dataset: DatasetId,
			grantee: T::AccountId,
			basis: Basis,
			parent: Option<GrantId>,
		},
		/// Somebody may read a dataset no longer, and nobody they passed it on to.
		#[codec(index = 11)]
		GrantRevoked { grant: GrantId, dataset: DatasetId, by: T::AccountId },
		/// A grantee has the data key of a version.
		#[codec(index = 12)]
		EnvelopePosted { grant: GrantId, version: u32, key_epoch: u32, commitment: H256 },
		/// Both parties vouch for accesses.
		#[codec(index = 13)]
		ReceiptsAnchored { grant: GrantId, from: u64, to: u64, head: H256, paid: BalanceOf<T> },
		/// Something is to be erased.
		#[codec(index = 14)]
		ErasureRequested { target: ErasureTarget, by: T::AccountId, deadline: Moment },
		/// Something was erased, or should have been.
		#[codec(index = 15)]
		ErasureEnded { target: ErasureTarget, how: Ending, forfeited: BalanceOf<T> },
		/// A record is gone; the deposit went back.
		#[codec(index = 16)]
		RecordRemoved { record: Record },
		/// What the consumer had held for accesses is its own again: the agreement is over.
		#[codec(index = 17)]
		FundsReturned { agreement: AgreementId, amount: BalanceOf<T> },
	}
}
