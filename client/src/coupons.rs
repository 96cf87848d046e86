//! Coupons of a batch: their keys, what a customer gets of one, and what redeems it.
//!
//! All keys of a batch follow from one secret: coupon `index` has the sr25519 key of the seed
//! `HMAC-SHA256(secret, domain ‖ index)`, the index as four bytes, little-endian. So the merchant keeps
//! 32 bytes, whatever the number of coupons, and can write any of them again.

use crate::{
	errors::Explain,
	input::{self, InputError},
	keys::{random_bytes, Key, KeyError, NotRandom, Scheme},
	shown::{shown, SignatureJson},
};
use codec::Encode;
use ring::hmac;
use serde::{Deserialize, Serialize};
use souk_primitives::{
	BatchId, CouponClaim, CouponProof, CouponTarget, CouponTree, MAX_COUPONS, MAX_PROOF,
};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::{AccountId32, MultiSignature};
use std::{fmt, path::Path};
use thiserror::Error;
use zeroize::{Zeroize, Zeroizing};

/// What the secret of a batch is used for, and no other use can be mistaken for.
pub const KEY_DOMAIN: &[u8] = b"souk/coupons/key/v1";

/// Why there is no coupon, or nothing that redeems it.
#[derive(Debug, Error)]
pub enum CouponError {
	/// The secret or the coupon cannot be read, or others can read it.
	#[error(transparent)]
	Input(#[from] InputError),
	/// The coupon's key is none.
	#[error(transparent)]
	Key(#[from] KeyError),
	/// The file holds something else. What, nobody is told.
	#[error("the secret of the batch is not 64 hexadecimal digits")]
	NoSecret,
	/// Somebody typed it.
	#[error("the secret of the batch is not random")]
	WeakSecret,
	/// There is no batch of that size.
	#[error("a batch has 1 to {MAX_COUPONS} coupons, not {0}")]
	BadCount(u32),
	/// The batch has fewer coupons.
	#[error("the batch has {count} coupons, numbered from 0: there is no {index}")]
	NoCoupon {
		/// The number that was asked for.
		index: u32,
		/// How many there are.
		count: u32,
	},
	/// The document is something else. What, nobody is told: it may have the secret in it.
	#[error("the document is not a coupon")]
	NotACoupon,
	/// No coupon has so many.
	#[error("the coupon's proof has {0} hashes, and can have {MAX_PROOF}")]
	LongProof(usize),
}

impl Explain for CouponError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Key(error) => error.code(),
			Self::NoSecret => "malformed-key",
			Self::WeakSecret => "weak-key",
			Self::BadCount(_) => "bad-count",
			Self::NoCoupon { .. } => "unknown-coupon",
			Self::NotACoupon => "malformed-coupon",
			Self::LongProof(_) => "long-proof",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Key(_) | Self::NotACoupon | Self::LongProof(_) => {
				"hand in one line of what souk coupon write wrote, unchanged"
			},
			Self::NoSecret | Self::WeakSecret => {
				"make one for each batch and keep it: (umask 077; openssl rand -hex 32 >batch.key)"
			},
			Self::BadCount(_) => "make several batches, or none",
			Self::NoCoupon { .. } => "ask for coupons that are there: --first and --take",
		}
	}
}

/// The secret that all keys of a batch follow from. It is never shown.
pub struct BatchKey(hmac::Key);

impl BatchKey {
	/// Reads it from a file that no other account can read, or from standard input if the path is `-`.
	pub fn read(path: &Path) -> Result<Self, CouponError> {
		Self::parse(&input::read_secret(path)?)
	}

	/// Reads it as 64 hexadecimal digits.
	pub fn parse(secret: &str) -> Result<Self, CouponError> {
		let key = random_bytes(secret).map_err(|why| match why {
			NotRandom::Malformed => CouponError::NoSecret,
			NotRandom::Weak => CouponError::WeakSecret,
		})?;
		Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key[..])))
	}

	/// The seed of a coupon's key, as a secret URI.
	fn secret(&self, index: u32) -> Zeroizing<String> {
		let mut mac = hmac::Context::with_key(&self.0);
		mac.update(KEY_DOMAIN);
		mac.update(&index.to_le_bytes());
		Zeroizing::new(shown(mac.sign().as_ref()))
	}

	fn account(&self, index: u32) -> Result<AccountId32, CouponError> {
		Ok(Key::parse(&self.secret(index), Scheme::Sr25519)?.account())
	}
}

impl fmt::Debug for BatchKey {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str("BatchKey")
	}
}

/// A batch as its merchant has it.
#[derive(Debug)]
pub struct Batch {
	key: BatchKey,
	tree: CouponTree,
}

impl Batch {
	/// Computes the keys of a batch and their tree. `progress` hears how many keys there are, every
	/// 50,000.
	pub fn build(
		key: BatchKey,
		count: u32,
		mut progress: impl FnMut(u32),
	) -> Result<Self, CouponError> {
		if count == 0 || count > MAX_COUPONS {
			return Err(CouponError::BadCount(count));
		}
		let mut accounts = Vec::new();
		for index in 0..count {
			if index > 0 && index % 50_000 == 0 {
				progress(index);
			}
			accounts.push(key.account(index)?);
		}
		let tree = CouponTree::build(&accounts).ok_or(CouponError::BadCount(count))?;
		Ok(Self { key, tree })
	}

	/// How many coupons there are.
	pub fn count(&self) -> u32 {
		self.tree.count()
	}

	/// What `coupons.issue` takes.
	pub fn root(&self) -> H256 {
		self.tree.root()
	}

	/// What the customer gets who is given that coupon of the batch, which has that id on the chain.
	pub fn coupon(&self, batch: u64, index: u32) -> Result<Coupon, CouponError> {
		let missing = CouponError::NoCoupon { index, count: self.count() };
		let proof = self.tree.proof(index).ok_or(missing)?;
		let secret = self.key.secret(index).to_string();
		Ok(Coupon { batch: batch.to_string(), index, secret, proof: proof.to_vec() })
	}
}

/// A coupon: who has it can redeem it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Coupon {
	/// The batch's id on the chain, as a string, because JavaScript's numbers are too short.
	batch: String,
	/// Its number in the batch, from 0.
	index: u32,
	/// The seed of its key.
	secret: String,
	/// The hashes that lead from it to the batch's root.
	proof: Vec<H256>,
}

impl Drop for Coupon {
	fn drop(&mut self) {
		self.secret.zeroize();
	}
}

impl fmt::Debug for Coupon {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		write!(formatter, "Coupon({} of batch {})", self.index, self.batch)
	}
}

impl Coupon {
	/// Reads a coupon from a file that no other account can read, or from standard input if the path is
	/// `-`.
	pub fn read(path: &Path) -> Result<Self, CouponError> {
		let text = input::read_secret(path)?;
		serde_json::from_str(&text).map_err(|_| CouponError::NotACoupon)
	}

	/// Writes it as one line of JSON.
	pub fn to_json(&self) -> Zeroizing<String> {
		// Of strings and integers alone, so that it always is JSON.
		Zeroizing::new(serde_json::to_string(self).unwrap_or_default())
	}

	/// Signs that it is redeemed by this account, on the chain of that genesis block.
	pub fn claim(&self, genesis: H256, claimant: AccountId32) -> Result<Redemption, CouponError> {
		let batch = BatchId(self.batch.parse().map_err(|_| CouponError::NotACoupon)?);
		let long = |_| CouponError::LongProof(self.proof.len());
		let proof = CouponProof::try_from(self.proof.clone()).map_err(long)?;
		let key = Key::parse(&self.secret, Scheme::Sr25519)?;
		let (index, target) = (self.index, CouponTarget::Voucher);
		let claim = CouponClaim { batch, index, claimant, target };
		let signature = key.sign(&claim.payload(genesis));
		Ok(Redemption { claim, genesis, coupon: key.account(), proof, signature })
	}
}

/// What `coupons.redeem` takes, from the claimant and nobody else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redemption {
	/// What the coupon signed.
	pub claim: CouponClaim<AccountId32>,
	/// The hash of the genesis block of the chain that it is for.
	pub genesis: H256,
	/// The account of the coupon's key.
	pub coupon: AccountId32,
	/// The hashes that lead from it to the batch's root.
	pub proof: CouponProof,
	/// Its signature.
	pub signature: MultiSignature,
}

impl Redemption {
	/// Writes it as JSON, in an order that does not change.
	pub fn to_json(&self) -> String {
		let Self { claim, genesis, coupon, proof, signature } = self;
		let (batch, index) = (claim.batch, claim.index);
		let document = Document {
			redemption: RedemptionJson {
				batch: batch.0.to_string(),
				index,
				coupon: coupon.to_ss58check(),
				proof: proof.iter().map(shown).collect(),
				signature: SignatureJson::write(signature),
			},
			claimant: claim.claimant.to_ss58check(),
			genesis: shown(genesis),
			hash: shown(claim.payload(*genesis)),
			encoded: shown((batch, index, coupon, proof, signature).encode()),
		};
		// Of strings and integers alone, so that it always is JSON.
		serde_json::to_string_pretty(&document).unwrap_or_default()
	}
}

#[derive(Serialize)]
struct Document {
	redemption: RedemptionJson,
	claimant: String,
	genesis: String,
	hash: String,
	encoded: String,
}

#[derive(Serialize)]
struct RedemptionJson {
	batch: String,
	index: u32,
	coupon: String,
	proof: Vec<String>,
	signature: SignatureJson,
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::keys::signed;
	use souk_primitives::{coupon_leaf, coupon_root};

	const SECRET: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

	fn batch(count: u32) -> Batch {
		Batch::build(BatchKey::parse(SECRET).unwrap(), count, |_| {}).unwrap()
	}

	/// As Python's `hmac` has it, over the bytes that the documentation says.
	#[test]
	fn seed_should_be_the_documented_mac_when_derived() {
		let key = BatchKey::parse(SECRET).unwrap();
		let expected = "c66fe79501cff6c73b63378e5225a8af3eeb7f642857e9ad10080ec6ef0489be";
		assert_eq!(key.secret(258).as_str(), format!("0x{expected}"));
		assert_ne!(key.secret(258), key.secret(259));
		let other = BatchKey::parse(&SECRET.replace("1f", "1e")).unwrap();
		assert_ne!(other.secret(258), key.secret(258));
	}

	#[test]
	fn coupon_should_lead_to_the_root_and_sign_when_it_is_of_the_batch() {
		let (genesis, claimant) = (H256::repeat_byte(0x44), AccountId32::new([0x33; 32]));
		let batch = batch(5);
		for index in 0..5 {
			let redemption =
				batch.coupon(7, index).unwrap().claim(genesis, claimant.clone()).unwrap();
			let leaf = coupon_leaf(index, &redemption.coupon);
			assert_eq!(coupon_root(5, index, leaf, &redemption.proof), Some(batch.root()));
			let payload = redemption.claim.payload(genesis);
			assert!(signed(&payload, &redemption.signature, &redemption.coupon));
			assert_eq!(redemption.claim.batch, BatchId(7));
		}
		assert_eq!(batch.coupon(7, 5).unwrap_err().code(), "unknown-coupon");
	}

	#[test]
	fn batch_should_be_refused_when_it_has_no_coupons_or_too_many() {
		for count in [0, MAX_COUPONS + 1] {
			let refused = Batch::build(BatchKey::parse(SECRET).unwrap(), count, |_| {});
			assert_eq!(refused.unwrap_err().code(), "bad-count");
		}
	}

	#[test]
	fn secret_should_be_refused_when_it_is_short_or_typed() {
		for (secret, code) in [("", "malformed-key"), (&SECRET[2..], "malformed-key")] {
			assert_eq!(BatchKey::parse(secret).unwrap_err().code(), code);
		}
		assert_eq!(BatchKey::parse(&"07".repeat(32)).unwrap_err().code(), "weak-key");
	}

	#[test]
	fn secrets_should_not_be_shown_when_they_are_debugged() {
		let batch = batch(2);
		let coupon = batch.coupon(7, 1).unwrap();
		assert_eq!(format!("{:?} {:?}", batch.key, coupon), "BatchKey Coupon(1 of batch 7)");
	}
}
