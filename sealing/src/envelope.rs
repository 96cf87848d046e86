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

#[cfg(test)]
mod tests {
	use super::*;

	const CONTEXT: Context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };

	fn data_key() -> DataKey {
		DataKey::take(&mut [9; 32])
	}

	fn binding() -> Binding {
		Binding {
			context: CONTEXT,
			grant: 4,
			grantee: [5; 32],
			key_epoch: 6,
			dek_epoch: 7,
			terms_hash: [8; 32],
			cipher_hash: [10; 32],
			dek_commit: data_key().commitment(&CONTEXT),
		}
	}

	fn wrapped(suite: Suite) -> (SecretKey, Vec<u8>) {
		let secret = SecretKey::generate(suite).unwrap();
		let envelope = wrap(&secret.public().unwrap(), &data_key(), &binding()).unwrap();
		(secret, envelope)
	}

	#[test]
	fn data_key_should_come_back_when_the_secret_is_that_of_the_public_key() {
		for suite in Suite::ALL {
			let (secret, envelope) = wrapped(suite);
			assert_eq!(envelope.len(), suite.envelope_len());
			let key = unwrap(&secret, &envelope, &binding()).unwrap();
			assert_eq!(key.bytes(), &[9; 32]);
		}
		assert_eq!(Suite::X25519.envelope_len(), 80);
		assert_eq!(Suite::XWing.envelope_len(), 1_168);
	}

	#[test]
	fn envelope_should_be_another_when_the_same_key_is_wrapped_again() {
		for suite in Suite::ALL {
			let (secret, envelope) = wrapped(suite);
			let again = wrap(&secret.public().unwrap(), &data_key(), &binding()).unwrap();
			assert_ne!(envelope, again);
			assert_ne!(envelope_commitment(&envelope), envelope_commitment(&again));
		}
	}

	#[test]
	fn envelope_should_be_refused_when_its_length_is_another() {
		for suite in Suite::ALL {
			let (secret, envelope) = wrapped(suite);
			let longer = [envelope.as_slice(), &[0]].concat();
			for bytes in [&[], &envelope[..envelope.len() - 1], &envelope[1..], &longer] {
				let error = unwrap(&secret, bytes, &binding()).unwrap_err();
				assert!(matches!(error, Error::EnvelopeLength { .. }), "{error}");
			}
		}
	}

	#[test]
	fn envelope_should_be_refused_when_any_byte_is_another() {
		for suite in Suite::ALL {
			let (secret, mut envelope) = wrapped(suite);
			// Of X-Wing's, some of each part: each costs a decapsulation.
			let step = if suite == Suite::XWing { 37 } else { 1 };
			for at in (0..envelope.len()).step_by(step).chain([envelope.len() - 1]) {
				envelope[at] ^= 1;
				let error = unwrap(&secret, &envelope, &binding()).unwrap_err();
				assert!(matches!(error, Error::Envelope), "{suite} {at}: {error}");
				envelope[at] ^= 1;
			}
		}
	}

	#[test]
	fn envelope_should_be_refused_when_its_point_is_of_low_order() {
		let secret = SecretKey::generate(Suite::X25519).unwrap();
		let error = unwrap(&secret, &[0; 80], &binding()).unwrap_err();
		assert!(matches!(error, Error::Envelope));
	}

	#[test]
	fn envelope_should_be_refused_when_anything_it_is_bound_to_is_another() {
		let good = binding();
		let of = |context: Context| Binding { context, ..good };
		let others = [
			of(Context { genesis: [0; 32], ..CONTEXT }),
			of(Context { dataset: [0; 32], ..CONTEXT }),
			of(Context { version: 0, ..CONTEXT }),
			Binding { grant: OWN_COPY, ..good },
			Binding { grantee: [0; 32], ..good },
			Binding { key_epoch: 0, ..good },
			Binding { dek_epoch: 0, ..good },
			Binding { terms_hash: [0; 32], ..good },
			Binding { cipher_hash: [0; 32], ..good },
			Binding { dek_commit: [0; 32], ..good },
		];
		for suite in Suite::ALL {
			let (secret, envelope) = wrapped(suite);
			for other in others {
				let error = unwrap(&secret, &envelope, &other).unwrap_err();
				assert!(matches!(error, Error::Envelope), "{other:?}: {error}");
			}
			let stranger = SecretKey::generate(suite).unwrap();
			let error = unwrap(&stranger, &envelope, &good).unwrap_err();
			assert!(matches!(error, Error::Envelope));
		}
	}

	#[test]
	fn data_key_should_be_refused_when_the_chain_commits_to_another() {
		// An owner who wraps another key to one grantee than to the others.
		let other = DataKey::take(&mut [8; 32]);
		for suite in Suite::ALL {
			let secret = SecretKey::generate(suite).unwrap();
			let public = secret.public().unwrap();
			assert!(matches!(wrap(&public, &other, &binding()), Err(Error::DataKey)));
			let seed = Seed::draw().unwrap();
			let envelope = match suite {
				Suite::X25519 => wrap_to::<X25519HkdfSha256>(&public, &other, &binding(), seed),
				Suite::XWing => wrap_to::<XWing>(&public, &other, &binding(), seed),
			};
			let done = unwrap(&secret, &envelope.unwrap(), &binding());
			assert!(matches!(done, Err(Error::DataKey)));
		}
	}

	#[test]
	fn own_copy_should_be_for_no_grant_when_it_is_made() {
		let own = Binding::own(CONTEXT, [5; 32], (6, 7), ([10; 32], [11; 32]));
		assert_eq!((own.grant, own.terms_hash), (u64::MAX, [0; 32]));
		assert_eq!((own.grantee, own.key_epoch, own.dek_epoch), ([5; 32], 6, 7));
		assert_eq!((own.cipher_hash, own.dek_commit), ([10; 32], [11; 32]));
	}
}
