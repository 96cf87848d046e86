//! Envelopes: data keys, encrypted to one grantee.

use crate::{random::Seed, Context, DataKey, Error, Hash, PublicKey, SecretKey, Suite};
use hpke::{
	aead::ChaCha20Poly1305,
	kdf::HkdfSha256,
	kem::{X25519HkdfSha256, XWing},
	Deserializable, Kem, OpModeR, OpModeS, Serializable,
};
use zeroize::Zeroizing;

const WRAP_DOMAIN: &[u8] = b"souk/data/wrap/v1";
const ENVELOPE_DOMAIN: &[u8] = b"souk/data/envelope/v1";

/// The grant of an owner's own copy.
pub const OWN_COPY: u64 = u64::MAX;

/// What an envelope is bound to: it opens for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Binding {
	/// Which chain, dataset and version.
	pub context: Context,
	/// By which grant; [`OWN_COPY`] for the owner's own.
	pub grant: u64,
	/// To whom.
	pub grantee: Hash,
	/// To which of the grantee's public keys.
	pub key_epoch: u32,
	/// In which key epoch of the dataset the data key was made.
	pub dek_epoch: u32,
	/// What stands for the terms; zero for the owner's own.
	pub terms_hash: Hash,
	/// BLAKE3 of the sealed file.
	pub cipher_hash: Hash,
}

impl Binding {
	fn info(&self) -> Vec<u8> {
		let Context { genesis, dataset, version } = &self.context;
		[
			WRAP_DOMAIN,
			genesis,
			dataset,
			&version.to_le_bytes(),
			&self.grant.to_le_bytes(),
			&self.grantee,
			&self.key_epoch.to_le_bytes(),
			&self.dek_epoch.to_le_bytes(),
		]
		.concat()
	}

	fn associated(&self, dek_commit: &Hash) -> Vec<u8> {
		[self.terms_hash, self.cipher_hash, *dek_commit].concat()
	}
}

/// Encrypts a data key to a public key.
pub fn wrap(key: &DataKey, to: &PublicKey, binding: &Binding) -> Result<Vec<u8>, Error> {
	wrap_with(&mut Seed::draw()?, key, to, binding)
}

pub(crate) fn wrap_with(
	seed: &mut Seed,
	key: &DataKey,
	to: &PublicKey,
	binding: &Binding,
) -> Result<Vec<u8>, Error> {
	fn sealed<K: Kem>(
		seed: &mut Seed,
		to: &[u8],
		info: &[u8],
		key: &[u8],
		associated: &[u8],
	) -> Result<Vec<u8>, Error> {
		let to = K::PublicKey::from_bytes(to).map_err(|_| Error::Envelope)?;
		let (encapsulated, cipher) = hpke::single_shot_seal_with_rng::<
			ChaCha20Poly1305,
			HkdfSha256,
			K,
		>(&OpModeS::Base, &to, info, key, associated, seed)
		.map_err(|_| Error::Envelope)?;
		Ok([encapsulated.to_bytes().as_slice(), cipher.as_slice()].concat())
	}
	let info = binding.info();
	let associated = binding.associated(&key.commitment(&binding.context));
	let seal = match to.suite() {
		Suite::X25519 => sealed::<X25519HkdfSha256>,
		Suite::XWing => sealed::<XWing>,
	};
	let envelope = seal(seed, to.as_bytes(), &info, key.bytes(), &associated)?;
	if !seed.sufficed() {
		return Err(Error::NoRandomness);
	}
	Ok(envelope)
}

/// Decrypts a data key, and checks that it is the one that was committed to.
pub fn unwrap(
	envelope: &[u8],
	secret: &SecretKey,
	binding: &Binding,
	dek_commit: &Hash,
) -> Result<DataKey, Error> {
	fn opened<K: Kem>(
		secret: &[u8],
		envelope: &[u8],
		info: &[u8],
		associated: &[u8],
	) -> Result<Vec<u8>, Error> {
		let secret = K::PrivateKey::from_bytes(secret).map_err(|_| Error::Envelope)?;
		let size = K::EncappedKey::size();
		let (encapsulated, cipher) = envelope.split_at_checked(size).ok_or(Error::Envelope)?;
		let encapsulated = K::EncappedKey::from_bytes(encapsulated).map_err(|_| Error::Envelope)?;
		hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, K>(
			&OpModeR::Base,
			&secret,
			&encapsulated,
			info,
			cipher,
			associated,
		)
		.map_err(|_| Error::Envelope)
	}
	let (expected, found) = (secret.suite().envelope_len(), envelope.len());
	if expected != found {
		return Err(Error::EnvelopeLength { expected, found });
	}
	let (info, associated) = (binding.info(), binding.associated(dek_commit));
	let open = match secret.suite() {
		Suite::X25519 => opened::<X25519HkdfSha256>,
		Suite::XWing => opened::<XWing>,
	};
	let bytes = Zeroizing::new(open(secret.expose(), envelope, &info, &associated)?);
	let bytes: &[u8] = &bytes;
	let mut bytes: Hash = bytes.try_into().map_err(|_| Error::Envelope)?;
	let key = DataKey::take(&mut bytes);
	if key.commitment(&binding.context) != *dek_commit {
		return Err(Error::DataKey);
	}
	Ok(key)
}

/// The commitment to an envelope.
pub fn envelope_commitment(envelope: &[u8]) -> Hash {
	sp_crypto_hashing::blake2_256(&[ENVELOPE_DOMAIN, envelope].concat())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn binding() -> Binding {
		Binding {
			context: Context { genesis: [1; 32], dataset: [2; 32], version: 3 },
			grant: 4,
			grantee: [5; 32],
			key_epoch: 6,
			dek_epoch: 7,
			terms_hash: [8; 32],
			cipher_hash: [9; 32],
		}
	}

	#[test]
	fn envelope_should_open_for_its_grantee_and_nobody_else() {
		for suite in [Suite::X25519, Suite::XWing] {
			let (secret, other) =
				(SecretKey::generate(suite).unwrap(), SecretKey::generate(suite).unwrap());
			let key = DataKey::generate().unwrap();
			let commit = key.commitment(&binding().context);
			let envelope = wrap(&key, &secret.public().unwrap(), &binding()).unwrap();
			assert_eq!(envelope.len(), suite.envelope_len());
			let opened = unwrap(&envelope, &secret, &binding(), &commit).unwrap();
			assert_eq!(opened.bytes(), key.bytes());
			assert!(matches!(unwrap(&envelope, &other, &binding(), &commit), Err(Error::Envelope)));
			let again = wrap(&key, &secret.public().unwrap(), &binding()).unwrap();
			assert_ne!(again, envelope);
		}
	}

	#[test]
	fn envelope_should_not_open_when_anything_that_it_is_bound_to_is_another() {
		let secret = SecretKey::generate(Suite::X25519).unwrap();
		let key = DataKey::generate().unwrap();
		let commit = key.commitment(&binding().context);
		let envelope = wrap(&key, &secret.public().unwrap(), &binding()).unwrap();
		let context = binding().context;
		for other in [
			Binding { context: Context { genesis: [0; 32], ..context }, ..binding() },
			Binding { context: Context { dataset: [0; 32], ..context }, ..binding() },
			Binding { context: Context { version: 0, ..context }, ..binding() },
			Binding { grant: 0, ..binding() },
			Binding { grantee: [0; 32], ..binding() },
			Binding { key_epoch: 0, ..binding() },
			Binding { dek_epoch: 0, ..binding() },
			Binding { terms_hash: [0; 32], ..binding() },
			Binding { cipher_hash: [0; 32], ..binding() },
		] {
			assert!(matches!(unwrap(&envelope, &secret, &other, &commit), Err(Error::Envelope)));
		}
		assert!(matches!(unwrap(&envelope, &secret, &binding(), &[0; 32]), Err(Error::Envelope)));
	}

	#[test]
	fn envelope_should_not_open_when_it_was_changed() {
		for suite in [Suite::X25519, Suite::XWing] {
			let secret = SecretKey::generate(suite).unwrap();
			let key = DataKey::generate().unwrap();
			let commit = key.commitment(&binding().context);
			let envelope = wrap(&key, &secret.public().unwrap(), &binding()).unwrap();
			for at in 0..envelope.len() {
				// X25519 ignores the highest bit of a point, and HPKE hashes the point as it is.
				let mut changed = envelope.clone();
				changed[at] ^= 0x80;
				assert!(unwrap(&changed, &secret, &binding(), &commit).is_err(), "{at}");
			}
			for length in [0, envelope.len() - 1, envelope.len() + 1] {
				let mut changed = envelope.clone();
				changed.resize(length, 0);
				let refused = unwrap(&changed, &secret, &binding(), &commit);
				assert!(matches!(refused, Err(Error::EnvelopeLength { .. })), "{length}");
			}
		}
	}

	#[test]
	fn data_key_should_be_refused_when_it_is_not_the_committed_one() {
		// An owner who wraps another key than it committed to.
		let secret = SecretKey::generate(Suite::X25519).unwrap();
		let public = secret.public().unwrap();
		let (good, bad) = (DataKey::generate().unwrap(), DataKey::generate().unwrap());
		let commit = good.commitment(&binding().context);
		let to = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(public.as_bytes()).unwrap();
		let (encapsulated, cipher) =
			hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
				&OpModeS::Base,
				&to,
				&binding().info(),
				bad.bytes(),
				&binding().associated(&commit),
				&mut Seed::draw().unwrap(),
			)
			.unwrap();
		let forged = [encapsulated.to_bytes().as_slice(), &cipher].concat();
		let refused = unwrap(&forged, &secret, &binding(), &commit);
		assert!(matches!(refused, Err(Error::DataKey)));
	}
}
