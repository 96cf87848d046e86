//! Why a call is refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no such grant, or none for this account.
		#[codec(index = 0)]
		UnknownGrant,
		/// The grant was revoked. Ask for a new one.
		#[codec(index = 1)]
		GrantRevoked,
		/// A grant that this one was made of is no longer valid.
		#[codec(index = 2)]
		AncestorInvalid,
		/// The time that was agreed has not begun.
		#[codec(index = 3)]
		TooEarly,
		/// The time that was granted or agreed is over.
		#[codec(index = 4)]
		GrantExpired,
		/// The grant is for other purposes.
		#[codec(index = 5)]
		OtherPurpose,
		/// So many accesses are not left.
		#[codec(index = 6)]
		NoAccessLeft,
		/// The parties have not both agreed, or one has suspended or ended it.
		#[codec(index = 7)]
		AgreementNotInForce,
		/// The person has not consented to these terms.
		#[codec(index = 8)]
		NoConsent,
		/// The person has withdrawn the consent.
		#[codec(index = 9)]
		ConsentWithdrawn,
		/// The consent's time is over.
		#[codec(index = 10)]
		ConsentExpired,
		/// The dataset is being erased, or was: it never comes back.
		#[codec(index = 11)]
		DatasetErased,
		/// The dataset is past the time that it may be kept.
		#[codec(index = 12)]
		RetentionOver,
		/// The order is over, or there is no such order, or nobody has paid it.
		#[codec(index = 13)]
		OrderOver,
		/// The account is neither the order's merchant nor a carrier that has its goods.
		#[codec(index = 14)]
		NotOfOrder,
		/// The consumer's funds do not pay for these accesses.
		#[codec(index = 15)]
		NotPaid,
		/// There is no data key for the grant.
		#[codec(index = 16)]
		NoEnvelope,
		/// The data key is of another version of the dataset.
		#[codec(index = 17)]
		StaleEnvelope,
		/// The public key was revoked, or there is none of this epoch.
		#[codec(index = 18)]
		KeyRevoked,
		/// A public key of this suite has another length.
		#[codec(index = 19)]
		KeyLength,
		/// Everybody could read what is encrypted to this public key.
		#[codec(index = 20)]
		LowOrderKey,
		/// The public key is malformed: a coefficient is not below the modulus.
		#[codec(index = 21)]
		MalformedKey,
		/// The account has 8 live public keys. Revoke one.
		#[codec(index = 22)]
		TooManyKeys,
		/// The key was not compromised before it was there, or after now.
		#[codec(index = 23)]
		ImpossibleMoment,
		/// The owner has a dataset of this id. Choose another salt.
		#[codec(index = 24)]
		DatasetExists,
		/// There is no dataset of this id.
		#[codec(index = 25)]
		UnknownDataset,
		/// Only the dataset's owner may do this.
		#[codec(index = 26)]
		NotOwner,
		/// Personal data is about one person, and other data about none.
		#[codec(index = 27)]
		WrongSubject,
		/// Only the person that the data is about may do this.
		#[codec(index = 28)]
		NotSubject,
		/// A sealed file is not empty, and its hashes are not zero.
		#[codec(index = 29)]
		NoContent,
		/// The next version has another number: somebody published one meanwhile.
		#[codec(index = 30)]
		VersionMoved,
		/// An access ended since the data key was made. Seal the version with a new one.
		#[codec(index = 31)]
		KeyEpochMoved,
		/// This data key, or this file, is of an earlier version.
		#[codec(index = 32)]
		ContentReused,
		/// There is no agreement of this id.
		#[codec(index = 33)]
		UnknownAgreement,
		/// Only a party may do this.
		#[codec(index = 34)]
		NotParty,
		/// An agreement is between two.
		#[codec(index = 35)]
		SameParty,
		/// It is not this side's turn, or too late for that.
		#[codec(index = 36)]
		NotNow,
		/// Other terms were proposed meanwhile. Look at them again.
		#[codec(index = 37)]
		TermsMoved,
		/// A purpose or an action has no meaning, or there is none.
		#[codec(index = 38)]
		UnknownPurposeOrAction,
		/// A grant would be for no field or no access.
		#[codec(index = 39)]
		NothingGranted,
		/// The terms would end before they begin, or have ended already.
		#[codec(index = 40)]
		NeverInForce,
		/// Data is passed on four steps at most, and only if the terms let the consumer distribute it.
		#[codec(index = 41)]
		OnwardDepth,
		/// Two capital letters name a country, and the list is in order, each once.
		#[codec(index = 42)]
		MalformedRegion,
		/// Nothing is asked for an access. Leave the price away, or ask for something.
		#[codec(index = 43)]
		PriceOfZero,
		/// An agreement without a price takes no funds.
		#[codec(index = 44)]
		NothingToPay,
		/// Only the provider's own datasets are shared by an agreement.
		#[codec(index = 45)]
		NotProviders,
		/// Only personal data needs a consent.
		#[codec(index = 46)]
		NotPersonal,
		/// The signature is not the account's, or of something else.
		#[codec(index = 47)]
		BadSignature,
		/// The signature was good until a moment that is over, or so is the time to say that something
		/// is erased.
		#[codec(index = 48)]
		DeadlineOver,
		/// The consent is given already, or withdrawn.
		#[codec(index = 49)]
		NothingToWithdraw,
		/// More would be granted than was agreed, or passed on than was granted.
		#[codec(index = 50)]
		TooWide,
		/// Data that the law protects above other data is not passed on.
		#[codec(index = 51)]
		SensitiveStaysPut,
		/// Who has the data needs no grant.
		#[codec(index = 52)]
		GrantToSelf,
		/// The account has 16 grants of the dataset, or 8 and another is passed on to it. Remove those that
		/// are over.
		#[codec(index = 53)]
		TooManyGrants,
		/// Neither the owner nor who passed it on, nor the person, nor the grantee.
		#[codec(index = 54)]
		MayNotRevoke,
		/// The data key has another length, or is not the one of the commitment.
		#[codec(index = 55)]
		WrongEnvelope,
		/// Only the dataset's owner, or who passed the grant on, may hand in its data key.
		#[codec(index = 56)]
		MayNotPost,
		/// Receipts were anchored meanwhile, or some are missing before these.
		#[codec(index = 57)]
		ReceiptsMoved,
		/// Something else of this is to be erased, or was.
		#[codec(index = 58)]
		ErasureRequested,
		/// Nobody asked for it to be erased, or that is over.
		#[codec(index = 59)]
		NoErasureRequested,
		/// There is time left to say that it is erased.
		#[codec(index = 60)]
		DeadlineNotOver,
		/// The order shares another dataset already. Revoke that grant first.
		#[codec(index = 61)]
		OrderSharesAlready,
		/// Only the order's buyer may do this.
		#[codec(index = 62)]
		NotBuyer,
		/// The order shares nothing.
		#[codec(index = 63)]
		OrderSharesNothing,
		/// The record is needed still.
		#[codec(index = 64)]
		StillNeeded,
		/// There is no such record.
		#[codec(index = 65)]
		UnknownRecord,
		/// All ids are used up.
		#[codec(index = 66)]
		IdsExhausted,
	}
}
