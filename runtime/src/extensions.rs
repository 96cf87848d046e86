//! The checks that a transaction passes, in this order.

use crate::{Runtime, RuntimeCall};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode};
use frame_support::{dispatch::DispatchResult, pallet_prelude::TransactionSource, weights::Weight};
use pallet_skip_feeless_payment::SkipCheckIfFeeless;
use pallet_transaction_payment::ChargeTransactionPayment;
use scale_info::{StaticTypeInfo, Type, TypeInfo};
use sp_runtime::{
	traits::{
		DispatchInfoOf, DispatchOriginOf, Implication, PostDispatchInfoOf, TransactionExtension,
		TransactionExtensionMetadata, ValidateResult,
	},
	transaction_validity::{TransactionValidity, TransactionValidityError},
};

/// The checks that a transaction passes, in this order.
///
/// Clients build a transaction from the list in the metadata, and can only do so with extensions
/// they know. So there is none here but the SDK's; one that clients do not know must have no bytes
/// (see [`Unlisted`]).
pub type TxExtension = (
	Unlisted<frame_system::AuthorizeCall<Runtime>>,
	frame_system::CheckNonZeroSender<Runtime>,
	frame_system::CheckSpecVersion<Runtime>,
	frame_system::CheckTxVersion<Runtime>,
	frame_system::CheckGenesis<Runtime>,
	frame_system::CheckEra<Runtime>,
	frame_system::CheckNonce<Runtime>,
	frame_system::CheckWeight<Runtime>,
	SkipCheckIfFeeless<Runtime, ChargeTransactionPayment<Runtime>>,
	frame_metadata_hash_extension::CheckMetadataHash<Runtime>,
	// Last, to give back the weight that the ones before did not need.
	frame_system::WeightReclaim<Runtime>,
);

/// Keeps an extension out of the metadata.
///
/// `AuthorizeCall` is new enough that polkadot.js does not know it, and says so in every console
/// with a warning that looks like a fault of the chain. It adds no byte to a transaction and none to
/// what is signed, so a client that never hears of it builds the same bytes.
///
/// Only for extensions without bytes; a test holds the whole pipeline to that.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, Encode, Decode, DecodeWithMemTracking)]
pub struct Unlisted<E>(pub E);

impl<E: StaticTypeInfo> TypeInfo for Unlisted<E> {
	type Identity = E;

	fn type_info() -> Type {
		E::type_info()
	}
}

impl<E: TransactionExtension<RuntimeCall>> TransactionExtension<RuntimeCall> for Unlisted<E> {
	const IDENTIFIER: &'static str = E::IDENTIFIER;
	type Implicit = E::Implicit;
	type Val = E::Val;
	type Pre = E::Pre;

	fn implicit(&self) -> Result<Self::Implicit, TransactionValidityError> {
		self.0.implicit()
	}

	fn metadata() -> Vec<TransactionExtensionMetadata> {
		Vec::new()
	}

	fn weight(&self, call: &RuntimeCall) -> Weight {
		self.0.weight(call)
	}

	fn validate(
		&self,
		origin: DispatchOriginOf<RuntimeCall>,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
		self_implicit: Self::Implicit,
		inherited_implication: &impl Implication,
		source: TransactionSource,
	) -> ValidateResult<Self::Val, RuntimeCall> {
		self.0.validate(origin, call, info, len, self_implicit, inherited_implication, source)
	}

	fn prepare(
		self,
		val: Self::Val,
		origin: &DispatchOriginOf<RuntimeCall>,
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> Result<Self::Pre, TransactionValidityError> {
		self.0.prepare(val, origin, call, info, len)
	}

	fn post_dispatch_details(
		pre: Self::Pre,
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<Weight, TransactionValidityError> {
		E::post_dispatch_details(pre, info, post_info, len, result)
	}

	fn bare_validate(
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> TransactionValidity {
		E::bare_validate(call, info, len)
	}

	fn bare_validate_and_prepare(
		call: &RuntimeCall,
		info: &DispatchInfoOf<RuntimeCall>,
		len: usize,
	) -> Result<(), TransactionValidityError> {
		E::bare_validate_and_prepare(call, info, len)
	}

	fn bare_post_dispatch(
		info: &DispatchInfoOf<RuntimeCall>,
		post_info: &mut PostDispatchInfoOf<RuntimeCall>,
		len: usize,
		result: &DispatchResult,
	) -> Result<(), TransactionValidityError> {
		E::bare_post_dispatch(info, post_info, len, result)
	}
}
