//! Bytes and signatures as JSON documents show them.

use serde::Serialize;
use sp_runtime::MultiSignature;

/// A signature as `polkadot.js` and others take it.
#[derive(Serialize)]
pub(crate) enum SignatureJson {
	Ed25519(String),
	Sr25519(String),
	Ecdsa(String),
	Eth(String),
}

impl SignatureJson {
	pub(crate) fn write(signature: &MultiSignature) -> Self {
		match signature {
			MultiSignature::Ed25519(signature) => Self::Ed25519(shown(signature)),
			MultiSignature::Sr25519(signature) => Self::Sr25519(shown(signature)),
			MultiSignature::Ecdsa(signature) => Self::Ecdsa(shown(signature)),
			MultiSignature::Eth(signature) => Self::Eth(shown(signature)),
		}
	}
}

/// Bytes as `0x` and hexadecimal digits.
pub(crate) fn shown(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}
