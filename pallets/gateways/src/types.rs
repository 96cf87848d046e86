//! Gateways and receipts as they are on record.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Channel, Currency, GatewayId, Moment, Text, MAX_GATEWAY_KEYS};
use sp_core::H256;
use sp_runtime::{
	traits::{AtLeast32BitUnsigned, Zero},
	FixedU128,
};

/// The most bytes of a gateway's name.
pub const MAX_NAME: u32 = 32;

/// The most currencies a gateway can serve. More than any does, and few enough to be searched.
pub const MAX_CURRENCIES: u32 = 16;

/// The most receipts that one call can remove: a small part of a block even if each is of another
/// gateway.
pub const MAX_PRUNED: u32 = 32;

/// What people call a gateway.
pub type Name = Text<MAX_NAME>;

/// The accounts of the keys that sign a gateway's receipts.
pub type Keys<AccountId> = BoundedVec<AccountId, ConstU32<MAX_GATEWAY_KEYS>>;

/// The currencies that a gateway serves.
pub type Rates = BoundedVec<Rate, ConstU32<MAX_CURRENCIES>>;

/// What makes a receipt unique: the payment provider, the hash of its transaction, and the number of
/// the receipt's kind.
pub type ReceiptKey = (Channel, H256, u8);

/// What of a gateway's bond answers for an amount of a currency.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Rate {
	/// The currency.
	pub currency: Currency,
	/// How many minor units of the native token answer for one minor unit of the currency.
	pub bond_per_unit: FixedU128,
}

impl Rate {
	/// Whether the currency is three capital letters, as in ISO 4217.
	pub fn is_well_formed(&self) -> bool {
		let code = self.currency.as_str().as_bytes();
		code.len() == 3 && code.iter().all(u8::is_ascii_uppercase)
	}
}

/// Whether a gateway vouches for payments.
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
pub enum GatewayStatus {
	/// Not yet.
	#[codec(index = 0)]
	Proposed,
	/// It does.
	#[codec(index = 1)]
	Active,
	/// Not any more.
	#[codec(index = 2)]
	Suspended,
}

/// What a gateway's receipts keep on record, here and in other pallets.
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
	Default,
)]
pub struct Records<Balance> {
	/// How many there are.
	pub count: u64,
	/// What is held for them. A deposit that could not be returned stays in here until the gateway
	/// leaves.
	pub deposits: Balance,
}

/// A gateway on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Gateway<AccountId, Balance> {
	/// Whose bond and deposits these are.
	pub operator: AccountId,
	/// What people call it.
	pub name: Name,
	/// The accounts of the keys that sign its receipts, no two alike.
	pub keys: Keys<AccountId>,
	/// How many of them have to sign a receipt.
	pub threshold: u8,
	/// The currencies it serves, no two alike.
	pub rates: Rates,
	/// What is held to make good what false receipts do.
	pub bond: Balance,
	/// What of the bond open orders take. More than the bond only after a compensation.
	pub exposure: Balance,
	/// Whether it vouches for payments.
	pub status: GatewayStatus,
	/// What is held for this record.
	pub deposit: Balance,
	/// What its receipts keep on record.
	pub records: Records<Balance>,
}

impl<AccountId, Balance: AtLeast32BitUnsigned + Copy> Gateway<AccountId, Balance> {
	/// A gateway that was just put on record.
	pub fn new(
		operator: AccountId,
		name: Name,
		keys: Keys<AccountId>,
		threshold: u8,
		deposit: Balance,
	) -> Self {
		Self {
			operator,
			name,
			keys,
			threshold,
			rates: Rates::default(),
			bond: Zero::zero(),
			exposure: Zero::zero(),
			status: GatewayStatus::Proposed,
			deposit,
			records: Records { count: 0, deposits: Zero::zero() },
		}
	}

	/// The rate of a currency, `None` if the gateway does not serve it.
	pub fn rate(&self, currency: &Currency) -> Option<FixedU128> {
		self.rates.iter().find(|rate| rate.currency == *currency).map(|rate| rate.bond_per_unit)
	}
}

/// A receipt that was accepted.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct SeenReceipt<Balance> {
	/// Whose it was.
	pub gateway: GatewayId,
	/// When it may leave the record, in milliseconds since the Unix epoch.
	pub until: Moment,
	/// What the operator has in it.
	pub deposit: Balance,
}
