//! RSA signatures with SHA-256, which Alipay and WeChat Pay use.

use super::{NotificationError, ProviderError};
use crate::input::{self, MAX_SETTINGS};
use base64::{engine::general_purpose::STANDARD, Engine};
use ring::signature::{UnparsedPublicKey, RSA_PKCS1_2048_8192_SHA256};
use spki::{
	der::{Decode, Document},
	ObjectIdentifier, SubjectPublicKeyInfoRef,
};
use std::path::Path;

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");

/// A provider's public key.
#[derive(Debug)]
pub(super) struct PublicKey(UnparsedPublicKey<Vec<u8>>);

impl PublicKey {
	/// Reads a key of PEM, or of its base64 alone as Alipay hands it out.
	pub(super) fn read(setting: &'static str, path: &Path) -> Result<Self, ProviderError> {
		let text = input::read_text(path, MAX_SETTINGS)?;
		let bad = |detail| NotificationError::BadCredential { setting, path: path.into(), detail };
		Ok(Self::parse(&text).map_err(bad)?)
	}

	fn parse(text: &str) -> Result<Self, &'static str> {
		let der = if text.trim_start().starts_with("-----") {
			let (label, der) = Document::from_pem(text.trim()).map_err(|_| "it is no valid PEM")?;
			if label != "PUBLIC KEY" {
				return Err("it is PEM, but not a PUBLIC KEY (of a certificate: openssl x509 -pubkey -noout)");
			}
			der.as_bytes().to_vec()
		} else {
			let packed: String = text.split_ascii_whitespace().collect();
			STANDARD.decode(packed).map_err(|_| "it is neither PEM nor base64")?
		};
		let info = SubjectPublicKeyInfoRef::from_der(&der).map_err(|_| "it is no public key")?;
		if info.algorithm.oid != RSA {
			return Err("it is no RSA key");
		}
		let key = info.subject_public_key.as_bytes().ok_or("it is no public key")?;
		Ok(Self(UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key.to_vec())))
	}

	/// Whether the signature, in base64, is this key's.
	pub(super) fn signed(&self, message: &[u8], signature: &str) -> bool {
		STANDARD.decode(signature).is_ok_and(|signature| self.0.verify(message, &signature).is_ok())
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const PEM: &str = include_str!("../../tests/fixtures/keys/alipay.test-only.public.pem");

	#[test]
	fn key_should_be_read_when_it_is_pem_or_bare() {
		assert!(PublicKey::parse(PEM).is_ok());
		let bare: String = PEM.lines().filter(|line| !line.starts_with('-')).collect();
		assert!(PublicKey::parse(&bare).is_ok());
	}

	#[test]
	fn key_should_be_refused_when_it_is_something_else() {
		let private = include_str!("../../tests/fixtures/keys/alipay.test-only.private.pem");
		for text in ["", "no key", "aGVsbG8=", private, &PEM[..PEM.len() / 2]] {
			assert!(PublicKey::parse(text).is_err(), "{text}");
		}
	}
}
