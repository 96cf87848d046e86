//! Envelopes: data keys, encrypted to a public key.

use crate::{random::Seed, Context, DataKey, Error, Hash, PublicKey, SecretKey, Suite};
use hpke::{
	aead::ChaCha20Poly1305,
	kdf::HkdfSha256,
	kem::{X25519HkdfSha256, XWing},
	single_shot_open, single_shot_seal_with_rng, Deserializable, Kem, OpModeR, OpModeS,
	Serializable,
};
use zeroize::Zeroizing;

const WRAP_DOMAIN: &[u8] = b"souk/data/wrap/v1";
const ENVELOPE_DOMAIN: &[u8] = b"souk/data/envelope/v1";

/// The grant of an owner's own copy, which no grant on chain has.
pub const OWN_COPY: u64 = u64::MAX;

/// What an envelope is for: with anything of it changed, it does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
	/// The version of the dataset.
	pub context: Context,
	/// The grant's id.
	pub grant: u64,
	/// The grantee's account.
	pub grantee: Hash,
	/// Which of the grantee's public keys.
	pub key_epoch: u32,
	/// In which key epoch of the dataset the data key was made.
	pub dek_epoch: u32,
	/// What stands for the terms.
	pub terms_hash: Hash,
	/// BLAKE3 of the sealed file.
	pub cipher_hash: Hash,
	/// The commitment to the data key.
	pub dek_commit: Hash,
}

impl Binding {
	/// That of an owner's own copy.
	pub fn own(
		context: Context,
		owner: Hash,
		(key_epoch, dek_epoch): (u32, u32),
		(cipher_hash, dek_commit): (Hash, Hash),
	) -> Self {
		Self {
			context,
			grant: OWN_COPY,
			grantee: owner,
			key_epoch,
			dek_epoch,
			terms_hash: [0; 32],
			cipher_hash,
			dek_commit,
		}
	}

	/// HPKE's `info`.
	pub fn info(&self) -> Vec<u8> {
		[
			WRAP_DOMAIN,
			&self.context.genesis,
			&self.context.dataset,
			&self.context.version.to_le_bytes(),
			&self.grant.to_le_bytes(),
			&self.grantee,
			&self.key_epoch.to_le_bytes(),
			&self.dek_epoch.to_le_bytes(),
		]
		.concat()
	}

	/// The message's associated data.
	pub fn aad(&self) -> Vec<u8> {
		[self.terms_hash, self.cipher_hash, self.dek_commit].concat()
	}
}

/// The commitment to an envelope's bytes.
pub fn envelope_commitment(envelope: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(&[ENVELOPE_DOMAIN, envelope].concat())
}

/// Encrypts a data key to a public key. Fails if it is not the key that `binding` commits to, or the
/// operating system has no random numbers.
pub fn wrap(public: &PublicKey, key: &DataKey, binding: &Binding) -> Result<Vec<u8>, Error> {
	wrap_with(public, key, binding, Seed::draw()?)
}

pub(crate) fn wrap_with(
	public: &PublicKey,
	key: &DataKey,
	binding: &Binding,
	seed: Seed,
) -> Result<Vec<u8>, Error> {
	if key.commitment(&binding.context) != binding.dek_commit {
		return Err(Error::DataKey);
	}
	match public.suite() {
		Suite::X25519 => wrap_to::<X25519HkdfSha256>(public, key, binding, seed),
		Suite::XWing => wrap_to::<XWing>(public, key, binding, seed),
	}
}

fn wrap_to<K: Kem>(
	public: &PublicKey,
	key: &DataKey,
	binding: &Binding,
	mut seed: Seed,
) -> Result<Vec<u8>, Error> {
	let public = K::PublicKey::from_bytes(public.bytes()).map_err(|_| Error::Envelope)?;
	let (enc, message) = single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, K>(
		&OpModeS::Base,
		&public,
		&binding.info(),
		key.bytes(),
		&binding.aad(),
		&mut seed,
	)
	.map_err(|_| Error::Envelope)?;
	// A seed that was too short would have been zero where it ended.
	if !seed.sufficed() {
		return Err(Error::NoRandomness);
	}
	Ok([enc.to_bytes().as_slice(), &message].concat())
}

/// Decrypts a data key, and checks that it is the one that `binding` commits to.
pub fn unwrap(secret: &SecretKey, envelope: &[u8], binding: &Binding) -> Result<DataKey, Error> {
	let (expected, found) = (secret.suite().envelope_len(), envelope.len());
	if found != expected {
		return Err(Error::EnvelopeLength { expected, found });
	}
	let mut bytes = match secret.suite() {
		Suite::X25519 => unwrap_by::<X25519HkdfSha256>(secret, envelope, binding),
		Suite::XWing => unwrap_by::<XWing>(secret, envelope, binding),
	}?;
	let key = DataKey::take(&mut bytes);
	if key.commitment(&binding.context) != binding.dek_commit {
		return Err(Error::DataKey);
	}
	Ok(key)
}

fn unwrap_by<K: Kem>(
	secret: &SecretKey,
	envelope: &[u8],
	binding: &Binding,
) -> Result<Zeroizing<Hash>, Error> {
	let (enc, message) =
		envelope.split_at_checked(secret.suite().enc_len()).ok_or(Error::Envelope)?;
	let enc = K::EncappedKey::from_bytes(enc).map_err(|_| Error::Envelope)?;
	let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, K>(
		&OpModeR::Base,
		&secret.of::<K>()?,
		&enc,
		&binding.info(),
		message,
		&binding.aad(),
	);
	let opened = Zeroizing::new(opened.map_err(|_| Error::Envelope)?);
	let mut bytes = Zeroizing::new([0; 32]);
	if opened.len() != bytes.len() {
		return Err(Error::Envelope);
	}
	bytes.copy_from_slice(&opened);
	Ok(bytes)
}
