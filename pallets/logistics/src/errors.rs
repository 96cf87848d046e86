//! Why a call was refused.

use frame_support::pallet_macros::pallet_section;

/// The errors.
#[pallet_section]
mod errors {
	#[pallet::error]
	pub enum Error<T> {
		/// There is no shipment of this id.
		#[codec(index = 0)]
		UnknownShipment,
		/// Only the order's merchant may send its goods.
		#[codec(index = 1)]
		NotMerchant,
		/// Only buyer and merchant may put a return on record.
		#[codec(index = 2)]
		NotParty,
		/// The order is not paid, or its goods have left already.
		#[codec(index = 3)]
		OrderNotShippable,
		/// The order's goods are not being returned.
		#[codec(index = 4)]
		OrderNotReturning,
		/// The order has as many parcels as it can have.
		#[codec(index = 5)]
		TooManyParcels,
		/// The SSCC has too many digits, or its check digit is wrong.
		#[codec(index = 6)]
		BadSscc,
		/// Another shipment on record has this SSCC.
		#[codec(index = 7)]
		SsccInUse,
		/// A place is a GLN with a right check digit, or a geohash.
		#[codec(index = 8)]
		BadPlace,
		/// A shipment keeps at most 31 pages of its history besides the newest.
		#[codec(index = 9)]
		TooManyPages,
		/// A limit's least is above its most, or a quantity has two limits.
		#[codec(index = 10)]
		BadLimits,
		/// The free balance does not cover the deposit.
		#[codec(index = 11)]
		LacksDeposit,
		/// Only the shipper may do this, or whoever put it on record.
		#[codec(index = 12)]
		NotShipper,
		/// Only the consignee may do this.
		#[codec(index = 13)]
		NotConsignee,
		/// The carrier does not have the shipment.
		#[codec(index = 14)]
		NotCustodian,
		/// A carrier has the shipment already.
		#[codec(index = 15)]
		AlreadyPickedUp,
		/// No carrier has the shipment: it was not picked up yet, is said to be delivered, or has ended.
		#[codec(index = 16)]
		NotUnderWay,
		/// The shipment is in a unit. What happens to it happens to the unit; or unpack it first.
		#[codec(index = 17)]
		InsideUnit,
		/// The shipment is not offered to anyone.
		#[codec(index = 18)]
		NotOffered,
		/// The offer has ended.
		#[codec(index = 19)]
		OfferExpired,
		/// The offer would end before it began.
		#[codec(index = 20)]
		ExpiryInThePast,
		/// The shipment is offered in another condition than the one that is accepted.
		#[codec(index = 21)]
		ConditionMismatch,
		/// The carrier has it.
		#[codec(index = 22)]
		AlreadyCustodian,
		/// Another shipment of this carrier that has not ended has this code.
		#[codec(index = 23)]
		CodeInUse,
		/// It cannot have happened later than now.
		#[codec(index = 24)]
		EventFromTheFuture,
		/// It cannot have happened before the carrier took the shipment over.
		#[codec(index = 25)]
		BeforeCustody,
		/// It happened so long ago that no delivery can be claimed for it. Ask the consignee to confirm.
		#[codec(index = 26)]
		TooLateToClaim,
		/// The history is full. The shipment can only end.
		#[codec(index = 27)]
		HistoryFull,
		/// A signature is not its signer's, or not of this on this chain.
		#[codec(index = 28)]
		BadSignature,
		/// The report is about a shipment with another history: of another chain, or another fork.
		#[codec(index = 29)]
		OriginMismatch,
		/// The measurements contradict each other, or there are none.
		#[codec(index = 30)]
		ImplausibleReport,
		/// This is not a unit.
		#[codec(index = 31)]
		NotAUnit,
		/// Shipments are packed into a unit that is in no unit itself.
		#[codec(index = 32)]
		UnitIsPacked,
		/// Units within units go four deep at most.
		#[codec(index = 33)]
		TooDeep,
		/// The unit is full.
		#[codec(index = 34)]
		UnitFull,
		/// The unit is not empty.
		#[codec(index = 35)]
		UnitNotEmpty,
		/// This is not in the unit.
		#[codec(index = 36)]
		NotInUnit,
		/// A unit cannot be in itself.
		#[codec(index = 37)]
		SelfPacked,
		/// Units are not delivered, returned or contested. What is in them is.
		#[codec(index = 38)]
		UnitHasNoConsignee,
		/// The consignee named no key, so nothing can prove the delivery. Claim it.
		#[codec(index = 39)]
		NoPodKey,
		/// There is no claim of delivery that can be contested.
		#[codec(index = 40)]
		NothingToContest,
		/// The claim was not contested, or it was answered.
		#[codec(index = 41)]
		NotContested,
		/// The consignee named a key: only its signature answers.
		#[codec(index = 42)]
		NeedsProof,
		/// The time for this has passed. `advance_due` carries out what follows, if the chain has not yet.
		#[codec(index = 43)]
		WindowPassed,
		/// The shipment is not on its way back.
		#[codec(index = 44)]
		NotReturning,
		/// The shipment has ended.
		#[codec(index = 45)]
		HasEnded,
		/// There is no such entry that the present custodian made, or it is folded.
		#[codec(index = 46)]
		NotCorrectable,
		/// A document has a media type, like `application/pdf`.
		#[codec(index = 47)]
		BadMediaType,
		/// The order knows all there is to know.
		#[codec(index = 48)]
		NothingToTell,
		/// Nothing is due of any of these.
		#[codec(index = 49)]
		NothingDue,
		/// The shipment has not ended, or not long enough ago.
		#[codec(index = 50)]
		RecordStillNeeded,
		/// Other parcels of the order have left already: it waits for this one too.
		#[codec(index = 51)]
		OrderHasLeft,
		/// The depositor's account would still be below the minimum balance. Send it some first.
		#[codec(index = 52)]
		DepositorCannotReceive,
		/// The list is empty.
		#[codec(index = 53)]
		EmptyList,
		/// The ids are used up.
		#[codec(index = 54)]
		IdsExhausted,
		/// The values of what is in the unit do not fit into a balance.
		#[codec(index = 55)]
		ValueTooLarge,
		/// Since the head that was named, something became known that whoever takes it over has to
		/// answer for: look again.
		#[codec(index = 56)]
		OfferChanged,
	}
}
