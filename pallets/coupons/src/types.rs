//! Batches, vouchers and what they are worth.

use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{pallet_prelude::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use souk_primitives::{Assurance, BatchId, Context, Currency, Moment, Tender};
use sp_core::H256;
use sp_runtime::{
	traits::{AtLeast32BitUnsigned, Zero},
	Permill,
};

/// How many coupons one entry of the bitmap is for.
pub const CHUNK_BITS: u32 = 2_048;

/// The bytes of one entry of the bitmap.
pub const CHUNK_BYTES: usize = 256;

/// The most vouchers of a merchant that an account can have, those on orders included: a checkout looks
/// at all of them.
pub const MAX_VOUCHERS: u32 = 8;

/// The most records that one call can remove: a small part of a block.
pub const MAX_SWEPT: u32 = 32;

/// Which coupons are spent: bit `index mod 8` of byte `index / 8`, of those of the chunk.
pub type Chunk = [u8; CHUNK_BYTES];

/// What an amount is counted in: an asset, or a currency, whichever gateway vouches for it.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub enum Unit<Asset> {
	/// An asset of this chain.
	#[codec(index = 0)]
	Asset(Asset),
	/// Money that moves elsewhere.
	#[codec(index = 1)]
	Currency(Currency),
}

impl<Asset> From<Tender<Asset>> for Unit<Asset> {
	fn from(tender: Tender<Asset>) -> Self {
		match tender {
			Tender::Asset(asset) => Self::Asset(asset),
			Tender::Fiat { currency, .. } => Self::Currency(currency),
		}
	}
}

/// How much a coupon takes off.
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
pub enum Worth<Balance> {
	/// As much, in minor units.
	#[codec(index = 0)]
	Fixed(Balance),
	/// A part of the price, rounded down.
	#[codec(index = 1)]
	Share {
		/// Which part.
		share: Permill,
		/// No more than this, in minor units.
		most: Balance,
	},
}

impl<Balance: AtLeast32BitUnsigned + Copy> Worth<Balance> {
	/// What it takes off a price.
	pub fn off(&self, price: Balance) -> Balance {
		match self {
			Self::Fixed(off) => *off,
			Self::Share { share, most } => share.mul_floor(price).min(*most),
		}
	}
}

/// Who can use what a coupon was redeemed for.
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
pub enum Holding {
	/// Whoever redeemed it, with this or another account of theirs.
	#[codec(index = 0)]
	Bound,
	/// Anyone it is given to.
	#[codec(index = 1)]
	Transferable,
}

/// What all coupons of a batch are good for.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Terms<Asset, Balance> {
	/// What orders are paid in that they take something off.
	pub unit: Unit<Asset>,
	/// How much they take off.
	pub worth: Worth<Balance>,
	/// What an order has to cost at least, in minor units.
	pub min_price: Balance,
	/// From when on they can be redeemed, in milliseconds since the Unix epoch.
	pub valid_from: Moment,
	/// Until when they can be redeemed and used, that moment excluded.
	pub valid_until: Moment,
	/// How many of them one person can redeem; `None` if anybody can redeem any number.
	pub per_person: Option<u32>,
	/// Who can use what was redeemed.
	pub holding: Holding,
}

/// What makes terms unsound.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TermsError {
	/// Nothing is taken off.
	WorthNothing,
	/// An order that is large enough could cost nothing.
	TakesAll,
	/// The end is not after the beginning.
	EndsBeforeBegin,
	/// Nobody could redeem any.
	NobodyCan,
	/// A limit for each person, and whoever has had its share gets more from others.
	LimitOfTransferable,
}

impl<Asset, Balance: AtLeast32BitUnsigned + Copy> Terms<Asset, Balance> {
	/// What an order that is paid in this unit gets off; `None` if it gets nothing.
	pub fn off(&self, unit: &Unit<Asset>, price: Balance) -> Option<Balance>
	where
		Asset: PartialEq,
	{
		let fits = self.unit == *unit && price >= self.min_price;
		fits.then(|| self.worth.off(price)).filter(|off| !off.is_zero() && *off < price)
	}

	/// Refuses terms that are worth nothing, or promise what they cannot keep.
	pub fn check(&self) -> Result<(), TermsError> {
		match self.worth {
			Worth::Fixed(off) if off.is_zero() => return Err(TermsError::WorthNothing),
			Worth::Fixed(off) if off >= self.min_price => return Err(TermsError::TakesAll),
			Worth::Share { share, most } if share.is_zero() || most.is_zero() => {
				return Err(TermsError::WorthNothing)
			},
			Worth::Share { share, .. } if share.is_one() => return Err(TermsError::TakesAll),
			_ => {},
		}
		if self.valid_from >= self.valid_until {
			return Err(TermsError::EndsBeforeBegin);
		}
		match (self.per_person, self.holding) {
			(Some(0), _) => Err(TermsError::NobodyCan),
			(Some(_), Holding::Transferable) => Err(TermsError::LimitOfTransferable),
			_ => Ok(()),
		}
	}
}

/// Whether coupons of a batch can be redeemed.
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
pub enum Status {
	/// They can, as long as they are valid.
	#[codec(index = 0)]
	Open,
	/// Its merchant took back those that nobody has redeemed.
	#[codec(index = 1)]
	Cancelled,
}

/// What the records of a batch cost, as it was when the batch was issued.
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
pub struct Prices<Balance> {
	/// The batch itself.
	pub batch: Balance,
	/// An entry of the bitmap.
	pub chunk: Balance,
	/// A voucher.
	pub voucher: Balance,
	/// How many a person has redeemed.
	pub tally: Balance,
}

/// A batch of coupons on record.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Batch<AccountId, Asset, Balance> {
	/// Who issued it, and sells for less.
	pub merchant: AccountId,
	/// The root of the tree of its coupons' public keys.
	pub root: H256,
	/// How many coupons it has.
	pub count: u32,
	/// What they are good for.
	pub terms: Terms<Asset, Balance>,
	/// Where people count once, and how sure that must be: as the program that served the merchant had
	/// it when the batch was issued.
	pub identity: Option<(Context, Assurance)>,
	/// Whether they can be redeemed.
	pub status: Status,
	/// How many were.
	pub redeemed: u32,
	/// How many vouchers wait for an order.
	pub vouchers: u32,
	/// How many are on an order.
	pub in_use: u32,
	/// How many entries of the bitmap there are.
	pub chunks: u32,
	/// Of how many people it is on record how many they redeemed.
	pub tallies: u32,
	/// What the records cost.
	pub prices: Prices<Balance>,
	/// What vouchers and tallies may cost together.
	pub purse: Balance,
	/// What is held from the merchant.
	pub held: Balance,
}

impl<AccountId, Asset, Balance: AtLeast32BitUnsigned + Copy> Batch<AccountId, Asset, Balance> {
	/// What its vouchers and tallies cost.
	pub fn drawn(&self) -> Balance {
		let vouchers = self.vouchers.saturating_add(self.in_use).into();
		let vouchers = self.prices.voucher.saturating_mul(vouchers);
		vouchers.saturating_add(self.prices.tally.saturating_mul(self.tallies.into()))
	}

	/// What has to be held. As long as coupons can be redeemed, that is enough for all of the bitmap
	/// and what the purse promises.
	pub fn needed(&self, redeemable: bool) -> Balance {
		let (chunks, rest) = match redeemable {
			true => (chunks_of(self.count), self.purse),
			false => (self.chunks, self.drawn()),
		};
		let bitmap = self.prices.chunk.saturating_mul(chunks.into());
		self.prices.batch.saturating_add(bitmap).saturating_add(rest)
	}

	/// Whether vouchers of it are worth anything.
	pub fn is_valid(&self, now: Moment) -> bool {
		now < self.terms.valid_until
	}

	/// Whether coupons of it can be redeemed now, or later.
	pub fn is_redeemable(&self, now: Moment) -> bool {
		self.status == Status::Open && self.is_valid(now)
	}

	/// Whether nothing but the batch itself is on record.
	pub fn is_bare(&self) -> bool {
		[self.vouchers, self.in_use, self.chunks, self.tallies].iter().all(Zero::is_zero)
	}
}

/// How many entries of the bitmap so many coupons need.
pub fn chunks_of(count: u32) -> u32 {
	count.div_ceil(CHUNK_BITS)
}

/// A coupon: its batch, and its number in it.
pub type CouponId = (BatchId, u32);

/// The vouchers of a merchant that an account has.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
	Default,
)]
pub struct Wallet {
	/// Those that wait for an order.
	pub open: BoundedVec<CouponId, ConstU32<MAX_VOUCHERS>>,
	/// How many are on an order. Their places are kept for them.
	pub in_use: u32,
}

impl Wallet {
	/// Whether one more fits in.
	pub fn has_room(&self) -> bool {
		(self.open.len() as u32).saturating_add(self.in_use) < MAX_VOUCHERS
	}

	/// Whether there is nothing in it.
	pub fn is_empty(&self) -> bool {
		self.open.is_empty() && self.in_use == 0
	}
}

/// A voucher on an order.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct Use<AccountId> {
	/// The coupon that it was redeemed with.
	pub coupon: CouponId,
	/// Whose it is.
	pub holder: AccountId,
}
