//! What an issuer of memberships computes and signs: nullifiers, and attestations of who somebody is.
//!
//! A nullifier stands for a person in a context. It is `HMAC-SHA256(key, domain ‖ context ‖ identifier)`:
//! the same whenever the same person comes again, another in every context, and nothing that anybody
//! without the key can compute or check a guess against. A hash would not do: there are few enough
//! phone numbers to try them all.

use crate::{
	config,
	errors::Explain,
	input::{self, InputError},
	keys::{random_bytes, Key, NotRandom},
	moments,
	shown::{shown, SignatureJson},
};
use codec::Encode;
use ring::hmac;
use serde::Serialize;
use souk_primitives::{Assurance, Context, Moment, Nullifier};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	AccountId32, MultiSignature,
};
use std::{fmt, path::Path, time::Duration};
use thiserror::Error;
use zeroize::Zeroizing;

/// What a nullifier's key is used for, and no other use can be mistaken for.
pub const NULLIFIER_DOMAIN: &[u8] = b"souk/membership/nullifier/v1";

/// What an issuer's signature of an attestation is for, and no other signature can be mistaken for.
pub const ATTESTATION_DOMAIN: &[u8] = b"souk/membership/attestation/v1";

/// The most bytes of an identifier.
pub const MAX_IDENTIFIER: usize = 256;

/// Why there is no nullifier, or no attestation.
#[derive(Debug, Error)]
pub enum MembershipError {
	/// The key or the identifier cannot be read, or others can read the key.
	#[error(transparent)]
	Input(#[from] InputError),
	/// The file holds something else. What, nobody is told.
	#[error("the nullifier key is not 64 hexadecimal digits")]
	NoKey,
	/// Somebody typed it.
	#[error("the nullifier key is not random")]
	WeakKey,
	/// There is nothing to tell a person by.
	#[error("the identifier is empty")]
	NoIdentifier,
	/// It is longer than anything that identifies somebody.
	#[error("the identifier has {0} bytes, and can have {MAX_IDENTIFIER}")]
	LongIdentifier(usize),
	/// It could be written in several ways, and each would be another person. What it is, nobody is told.
	#[error("the identifier has spaces, control characters or letters that are not ASCII in it")]
	AmbiguousIdentifier,
	/// There is nothing to name a context by.
	#[error("the context has no name")]
	NoContext,
	/// The attestation would end at no moment.
	#[error("the attestation would never end")]
	BadExpiry,
}

impl Explain for MembershipError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::NoKey => "malformed-key",
			Self::WeakKey => "weak-key",
			Self::NoIdentifier => "empty-identifier",
			Self::LongIdentifier(_) => "long-identifier",
			Self::AmbiguousIdentifier => "ambiguous-identifier",
			Self::NoContext => "empty-context",
			Self::BadExpiry => "bad-expiry",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::NoKey | Self::WeakKey => {
				"make one once, keep it for ever: (umask 077; openssl rand -hex 32 >nullifier.key)"
			},
			Self::NoIdentifier => "hand it in on standard input",
			Self::LongIdentifier(_) => "hand in what identifies one person, and nothing else",
			Self::AmbiguousIdentifier => {
				"write it in the one way you always write it: +8613800138000 for example"
			},
			Self::NoContext => "name it, or give its hash: 0x and 64 hexadecimal digits",
			Self::BadExpiry => "let it end earlier: --expires-in DURATION",
		}
	}
}

/// Reads a context: its hash as `0x` and 64 digits, or its name, of which `blake2_256` is the hash.
pub fn context(text: &str) -> Result<Context, MembershipError> {
	match (config::parse_hash(text), text.is_empty()) {
		(Some(hash), _) => Ok(hash),
		(None, true) => Err(MembershipError::NoContext),
		(None, false) => Ok(BlakeTwo256::hash(text.as_bytes())),
	}
}

/// What identifies a person to an issuer, and was verified to be theirs. It is never shown.
pub struct Identifier(Zeroizing<String>);

impl Identifier {
	/// Reads an identifier from standard input.
	pub fn read() -> Result<Self, MembershipError> {
		Self::parse(&input::read_secret(Path::new("-"))?)
	}

	/// Takes an identifier that can be written in one way. Two ways to write one would be two persons.
	pub fn parse(text: &str) -> Result<Self, MembershipError> {
		if text.is_empty() {
			return Err(MembershipError::NoIdentifier);
		}
		if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
			return Err(MembershipError::AmbiguousIdentifier);
		}
		if text.len() > MAX_IDENTIFIER {
			return Err(MembershipError::LongIdentifier(text.len()));
		}
		Ok(Self(Zeroizing::new(text.to_owned())))
	}
}

impl fmt::Debug for Identifier {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str("Identifier")
	}
}

/// The key that an issuer computes nullifiers with. It is never shown.
pub struct NullifierKey(hmac::Key);

impl NullifierKey {
	/// Reads a key from a file that no other account can read.
	pub fn read(path: &Path) -> Result<Self, MembershipError> {
		Self::parse(&input::read_secret(path)?)
	}

	/// Reads a key as 64 hexadecimal digits.
	pub fn parse(secret: &str) -> Result<Self, MembershipError> {
		let key = random_bytes(secret).map_err(|why| match why {
			NotRandom::Malformed => MembershipError::NoKey,
			NotRandom::Weak => MembershipError::WeakKey,
		})?;
		Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, &key[..])))
	}

	/// What stands for a person in a context.
	pub fn nullifier(&self, context: Context, identifier: &Identifier) -> Nullifier {
		let mut mac = hmac::Context::with_key(&self.0);
		// Of fixed length but for the last, so that no two messages are alike.
		mac.update(NULLIFIER_DOMAIN);
		mac.update(context.as_bytes());
		mac.update(identifier.0.as_bytes());
		H256::from_slice(mac.sign().as_ref())
	}
}

impl fmt::Debug for NullifierKey {
	fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
		formatter.write_str("NullifierKey")
	}
}

/// An issuer's word that an account is a person's who is this one in a context.
#[derive(Debug, Clone, PartialEq, Eq, Encode)]
pub struct Attestation {
	/// Whose word it is: the issuer's id on the chain.
	pub issuer: u64,
	/// Where the person is that one.
	pub context: Context,
	/// What stands for the person there.
	pub nullifier: Nullifier,
	/// How sure the issuer is.
	pub assurance: Assurance,
	/// The person's account.
	pub account: AccountId32,
	/// When the attestation ends, in milliseconds since the Unix epoch.
	pub expires_at: Moment,
}

impl Attestation {
	/// What is signed, on the chain of that genesis block.
	pub fn hash(&self, genesis: H256) -> H256 {
		BlakeTwo256::hash(&self.message(genesis))
	}

	fn message(&self, genesis: H256) -> Vec<u8> {
		(ATTESTATION_DOMAIN, genesis, self).encode()
	}

	/// Signs it with one of the issuer's keys.
	pub fn sign(self, genesis: H256, key: &Key) -> Proof {
		let signature = key.sign(self.hash(genesis).as_bytes());
		Proof { attestation: self, genesis, signer: key.account(), signature }
	}
}

/// When an attestation ends that is good for so long.
pub fn expiry(at: Moment, lifetime: Duration) -> Result<Moment, MembershipError> {
	moments::after(at, lifetime).ok_or(MembershipError::BadExpiry)
}

/// An attestation and its signature: what `membership.bindProof` takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
	/// What is attested.
	pub attestation: Attestation,
	/// The hash of the genesis block of the chain that it is for.
	pub genesis: H256,
	/// The account of the issuer's key.
	pub signer: AccountId32,
	/// Its signature.
	pub signature: MultiSignature,
}

impl Proof {
	/// Writes it as JSON, in an order that does not change.
	pub fn to_json(&self) -> String {
		let Self { attestation, genesis, signer, signature } = self;
		let document = Document {
			proof: ProofJson {
				attestation: AttestationJson {
					issuer: attestation.issuer.to_string(),
					context: shown(attestation.context),
					nullifier: shown(attestation.nullifier),
					assurance: word(attestation.assurance),
					account: attestation.account.to_ss58check(),
					expires_at: attestation.expires_at,
				},
				signer: signer.to_ss58check(),
				signature: SignatureJson::write(signature),
			},
			genesis: shown(genesis),
			hash: shown(attestation.hash(*genesis)),
			encoded: shown((attestation, signer, signature).encode()),
		};
		// Of strings and integers alone, so that it always is JSON.
		serde_json::to_string_pretty(&document).unwrap_or_default()
	}
}

/// An assurance as polkadot.js writes it.
pub fn word(assurance: Assurance) -> &'static str {
	match assurance {
		Assurance::None => "None",
		Assurance::Attested => "Attested",
		Assurance::Person => "Person",
	}
}

#[derive(Serialize)]
struct Document {
	proof: ProofJson,
	genesis: String,
	hash: String,
	encoded: String,
}

#[derive(Serialize)]
struct ProofJson {
	attestation: AttestationJson,
	signer: String,
	signature: SignatureJson,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AttestationJson {
	issuer: String,
	context: String,
	nullifier: String,
	assurance: &'static str,
	account: String,
	expires_at: Moment,
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::keys::{signed, Scheme};

	const KEY: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

	fn key() -> NullifierKey {
		NullifierKey::parse(KEY).unwrap()
	}

	fn nullifier(context: u8, identifier: &str) -> Nullifier {
		let identifier = Identifier::parse(identifier).unwrap();
		key().nullifier(H256::repeat_byte(context), &identifier)
	}

	/// As Python's `hmac` has it, over the bytes that the documentation says.
	#[test]
	fn nullifier_should_be_the_documented_mac_when_computed() {
		let expected = "0f6709c3e1d5bf21b3b407300026f4148c15fe544947fb19034ed99483db7f42";
		assert_eq!(hex::encode(nullifier(0x11, "+8613800138000")), expected);
	}

	#[test]
	fn nullifier_should_differ_when_key_context_or_identifier_does() {
		let this = nullifier(0x11, "+8613800138000");
		assert_eq!(nullifier(0x11, "+8613800138000"), this);
		assert_ne!(nullifier(0x12, "+8613800138000"), this);
		assert_ne!(nullifier(0x11, "+8613800138001"), this);
		let other = NullifierKey::parse(&KEY.replace("1f", "1e")).unwrap();
		let identifier = Identifier::parse("+8613800138000").unwrap();
		assert_ne!(other.nullifier(H256::repeat_byte(0x11), &identifier), this);
	}

	#[test]
	fn key_should_be_refused_when_it_is_short_or_typed() {
		for secret in ["", "secret", &KEY[2..], &format!("{KEY}20"), &KEY.replace('a', "g")] {
			let refused = NullifierKey::parse(secret).unwrap_err();
			assert_eq!(refused.code(), "malformed-key", "{secret}");
			assert!(secret.is_empty() || !refused.to_string().contains(secret));
		}
		for secret in ["00".repeat(32), "0123456789abcdef".repeat(4)] {
			assert_eq!(NullifierKey::parse(&secret).unwrap_err().code(), "weak-key");
		}
		assert!(NullifierKey::parse(&format!("0x{KEY}")).is_ok());
	}

	#[test]
	fn identifier_should_be_refused_when_it_can_be_written_in_other_ways() {
		for text in ["+86 138 0013 8000", "a\tb", "a\nb", "张三", "Zoe\u{308}", "\u{feff}1", "1\0"]
		{
			let refused = Identifier::parse(text).unwrap_err();
			assert_eq!(refused.code(), "ambiguous-identifier", "{text}");
			assert!(!refused.to_string().contains(text));
		}
		assert_eq!(Identifier::parse("").unwrap_err().code(), "empty-identifier");
		let long = "1".repeat(MAX_IDENTIFIER);
		assert!(Identifier::parse(&long).is_ok());
		let refused = Identifier::parse(&(long + "1")).unwrap_err();
		assert_eq!(refused.code(), "long-identifier");
	}

	#[test]
	fn secrets_should_not_be_shown_when_they_are_debugged() {
		let identifier = Identifier::parse("+8613800138000").unwrap();
		assert_eq!(format!("{:?} {:?}", key(), identifier), "NullifierKey Identifier");
	}

	#[test]
	fn context_should_be_a_hash_or_a_name_when_read() {
		let hash = format!("0x{}", "11".repeat(32));
		assert_eq!(context(&hash).unwrap(), H256::repeat_byte(0x11));
		assert_eq!(context("shops").unwrap(), BlakeTwo256::hash(b"shops"));
		assert_eq!(context("0x11").unwrap(), BlakeTwo256::hash(b"0x11"));
		assert_eq!(context("").unwrap_err().code(), "empty-context");
	}

	fn attestation() -> Attestation {
		Attestation {
			issuer: 3,
			context: H256::repeat_byte(0x11),
			nullifier: H256::repeat_byte(0x22),
			assurance: Assurance::Person,
			account: AccountId32::new([0x33; 32]),
			expires_at: 258,
		}
	}

	/// The bytes that the chain arrives at: `pallet-membership` has the same test.
	#[test]
	fn attestation_should_be_the_documented_bytes_when_encoded() {
		let mut expected = vec![30 << 2];
		expected.extend(b"souk/membership/attestation/v1");
		expected.extend([0x44; 32]);
		expected.extend(3u64.to_le_bytes());
		expected.extend([0x11; 32]);
		expected.extend([0x22; 32]);
		expected.push(2);
		expected.extend([0x33; 32]);
		expected.extend(258u64.to_le_bytes());
		let genesis = H256::repeat_byte(0x44);
		assert_eq!(attestation().message(genesis), expected);
		assert_eq!(attestation().hash(genesis), BlakeTwo256::hash(&expected));
	}

	#[test]
	fn proof_should_be_good_when_any_scheme_signs() {
		let genesis = H256::repeat_byte(0x44);
		for scheme in [Scheme::Sr25519, Scheme::Ed25519, Scheme::Ecdsa] {
			let key = Key::parse("//Alice", scheme).unwrap();
			let proof = attestation().sign(genesis, &key);
			let hash = attestation().hash(genesis);
			assert_eq!(proof.signer, key.account());
			assert!(signed(hash.as_bytes(), &proof.signature, &proof.signer));
		}
	}

	#[test]
	fn expiry_should_be_refused_when_it_is_no_moment() {
		assert_eq!(expiry(7, Duration::from_secs(1)).unwrap(), 1_007);
		let never = expiry(Moment::MAX, Duration::from_secs(1)).unwrap_err();
		assert_eq!(never.code(), "bad-expiry");
	}
}
