//! Payments made off chain, and the receipts by which a gateway vouches for them.

use crate::{GatewayId, Moment, OrderId, Text};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, weights::Weight, BoundedVec};
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult};

/// An ISO 4217 code of three capital letters, `CNY` for example.
pub type Currency = Text<3>;

/// A payment provider's short name, `alipay` for example.
pub type Channel = Text<16>;

/// What a gateway's signature of a receipt is for, and no other signature can be mistaken for.
pub const RECEIPT_DOMAIN: &[u8] = b"souk/orders/receipt/v1";

/// The most keys a gateway can have, and the most signatures a receipt can bear.
pub const MAX_GATEWAY_KEYS: u32 = 16;

/// What an order is paid in.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Tender<Asset> {
	/// An asset of this chain, into escrow.
	#[codec(index = 0)]
	Asset(Asset),
	/// Money that moves elsewhere; a gateway vouches for it.
	#[codec(index = 1)]
	Fiat {
		/// Who vouches.
		gateway: GatewayId,
		/// In which currency.
		currency: Currency,
	},
}

/// What a receipt says happened.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum ReceiptKind {
	/// The buyer paid.
	#[codec(index = 0)]
	Paid,
	/// The merchant gave money back.
	#[codec(index = 1)]
	Refunded {
		/// The payment it was given back of: the hash of its transaction.
		payment: H256,
	},
	/// The payment provider took money back from the merchant.
	#[codec(index = 2)]
	Chargeback {
		/// The payment it was taken back of: the hash of its transaction.
		payment: H256,
	},
}

impl ReceiptKind {
	/// Its number, which is part of what makes a receipt unique.
	pub fn index(&self) -> u8 {
		match self {
			Self::Paid => 0,
			Self::Refunded { .. } => 1,
			Self::Chargeback { .. } => 2,
		}
	}
}

/// A gateway's word that money moved off chain.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Receipt<Balance> {
	/// Whose word it is.
	pub gateway: GatewayId,
	/// The order it is about.
	pub order: OrderId,
	/// `blake2_256` of the order's encoded terms.
	pub terms: H256,
	/// The payment provider.
	pub channel: Channel,
	/// `blake2_256` of the provider's id of the transaction, as UTF-8.
	pub transaction: H256,
	/// What happened.
	pub kind: ReceiptKind,
	/// How much, in minor units of the currency.
	pub amount: Balance,
	/// Of what.
	pub currency: Currency,
	/// When, in milliseconds since the Unix epoch, by the provider's clock.
	pub paid_at: Moment,
	/// When the receipt ends, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
}

impl<Balance: Encode> Receipt<Balance> {
	/// What is hashed with `blake2_256` and then signed, on the chain of that genesis block.
	pub fn message(&self, genesis: H256) -> Vec<u8> {
		(RECEIPT_DOMAIN, genesis, self).encode()
	}
}

/// A key's signature of a receipt.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Vouch<AccountId, Signature> {
	/// The account of the key.
	pub signer: AccountId,
	/// Its signature of `blake2_256` of the receipt's message.
	pub signature: Signature,
}

/// The signatures of a receipt.
pub type Vouches<AccountId, Signature> =
	BoundedVec<Vouch<AccountId, Signature>, ConstU32<MAX_GATEWAY_KEYS>>;

/// The registry of those who may vouch for payments off chain.
pub trait Gateways<AccountId, Balance, Signature> {
	/// Refuses a gateway that takes no new orders in this currency.
	fn ensure_serves(gateway: GatewayId, currency: &Currency) -> DispatchResult;

	/// Checks that a receipt is in time and signed by enough keys of its gateway, and takes note of
	/// it, so that it is never accepted again.
	fn accept(
		receipt: &Receipt<Balance>,
		signatures: &Vouches<AccountId, Signature>,
	) -> DispatchResult;

	/// Makes a gateway answer for an amount with its bond. Returns how much of the bond that takes.
	fn expose(
		gateway: GatewayId,
		currency: &Currency,
		amount: Balance,
	) -> Result<Balance, DispatchError>;

	/// Frees what [`Gateways::expose`] returned. Cannot fail.
	fn free(gateway: GatewayId, exposed: Balance);

	/// Makes a gateway pay for a record of so many bytes that a receipt of its makes necessary.
	/// Returns its deposit.
	fn keep_record(gateway: GatewayId, bytes: u32) -> Result<Balance, DispatchError>;

	/// Returns what [`Gateways::keep_record`] took. Cannot fail.
	fn drop_record(gateway: GatewayId, deposit: Balance);

	/// For how long a receipt is accepted after its money moved, in milliseconds.
	fn retention() -> Moment;

	/// What checking a receipt with so many signatures costs at most.
	fn accept_weight(signatures: u32) -> Weight;
}

/// Nobody vouches for anything.
impl<AccountId, Balance, Signature> Gateways<AccountId, Balance, Signature> for () {
	fn ensure_serves(_: GatewayId, _: &Currency) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn accept(_: &Receipt<Balance>, _: &Vouches<AccountId, Signature>) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}

	fn expose(_: GatewayId, _: &Currency, _: Balance) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn free(_: GatewayId, _: Balance) {}

	fn keep_record(_: GatewayId, _: u32) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn drop_record(_: GatewayId, _: Balance) {}

	fn retention() -> Moment {
		0
	}

	fn accept_weight(_: u32) -> Weight {
		Weight::zero()
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	/// The bytes that other implementations have to arrive at.
	#[test]
	fn message_should_be_the_documented_bytes_when_encoded() {
		let receipt = Receipt {
			gateway: GatewayId(3),
			order: OrderId(258),
			terms: H256::repeat_byte(0x11),
			channel: "alipay".try_into().unwrap(),
			transaction: H256::repeat_byte(0x22),
			kind: ReceiptKind::Refunded { payment: H256::repeat_byte(0x33) },
			amount: 10_019u128,
			currency: "CNY".try_into().unwrap(),
			paid_at: 1,
			expires_at: 2,
		};
		let mut expected = alloc::vec![22 << 2];
		expected.extend(b"souk/orders/receipt/v1");
		expected.extend([0x44; 32]);
		expected.extend(3u64.to_le_bytes());
		expected.extend(258u64.to_le_bytes());
		expected.extend([0x11; 32]);
		expected.push(6 << 2);
		expected.extend(b"alipay");
		expected.extend([0x22; 32]);
		expected.push(1);
		expected.extend([0x33; 32]);
		expected.extend(10_019u128.to_le_bytes());
		expected.push(3 << 2);
		expected.extend(b"CNY");
		expected.extend(1u64.to_le_bytes());
		expected.extend(2u64.to_le_bytes());
		assert_eq!(receipt.message(H256::repeat_byte(0x44)), expected);
	}
}
