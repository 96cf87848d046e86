//! A receipt as JSON: what polkadot.js takes, and what its reader can check it by.

use super::{malformed, Receipt, ReceiptError, Signed, Vouch};
use crate::{config, money};
use serde::{Deserialize, Serialize};
use souk_primitives::{Moment, ReceiptKind};
use sp_core::{crypto::Ss58Codec, ecdsa, ed25519, sr25519, H256};
use sp_runtime::MultiSignature;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Document {
	receipt: ReceiptJson,
	signatures: Vec<VouchJson>,
	genesis: String,
	hash: String,
	encoded: EncodedJson,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReceiptJson {
	gateway: String,
	order: String,
	terms: String,
	channel: String,
	transaction: String,
	kind: KindJson,
	amount: String,
	currency: String,
	paid_at: Moment,
	expires_at: Moment,
}

#[derive(Serialize, Deserialize)]
enum KindJson {
	Paid,
	Refunded(PaymentJson),
	Chargeback(PaymentJson),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PaymentJson {
	payment: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct VouchJson {
	signer: String,
	signature: SignatureJson,
}

#[derive(Serialize, Deserialize)]
enum SignatureJson {
	Ed25519(String),
	Sr25519(String),
	Ecdsa(String),
	Eth(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EncodedJson {
	receipt: String,
	signatures: String,
}

impl Signed {
	/// Writes it as JSON, in an order that does not change.
	pub fn to_json(&self) -> String {
		// Of strings and integers alone, so that it always is JSON.
		serde_json::to_string_pretty(&self.document()).unwrap_or_default()
	}

	/// Reads what [`Signed::to_json`] wrote. Signatures are not verified yet.
	pub fn from_json(text: &[u8]) -> Result<Self, ReceiptError> {
		let document: Document = serde_json::from_slice(text).map_err(malformed)?;
		let signed = Self {
			genesis: hash("genesis", &document.genesis)?,
			receipt: document.receipt.read()?,
			signatures: document
				.signatures
				.iter()
				.map(VouchJson::read)
				.collect::<Result<_, _>>()?,
		};
		let own = signed.document();
		for (field, same) in [
			("hash", own.hash == document.hash),
			("encoded receipt", own.encoded.receipt == document.encoded.receipt),
			("encoded signatures", own.encoded.signatures == document.encoded.signatures),
		] {
			if !same {
				return Err(ReceiptError::Inconsistent { field });
			}
		}
		Ok(signed)
	}

	fn document(&self) -> Document {
		let receipt = &self.receipt;
		let payment = |payment: H256| PaymentJson { payment: shown(payment) };
		Document {
			receipt: ReceiptJson {
				gateway: receipt.gateway.to_string(),
				order: receipt.order.to_string(),
				terms: shown(receipt.terms),
				channel: receipt.channel.as_str().to_owned(),
				transaction: shown(receipt.transaction),
				kind: match receipt.kind {
					ReceiptKind::Paid => KindJson::Paid,
					ReceiptKind::Refunded { payment: of } => KindJson::Refunded(payment(of)),
					ReceiptKind::Chargeback { payment: of } => KindJson::Chargeback(payment(of)),
				},
				amount: receipt.amount.to_string(),
				currency: receipt.currency.as_str().to_owned(),
				paid_at: receipt.paid_at,
				expires_at: receipt.expires_at,
			},
			signatures: self.signatures.iter().map(VouchJson::write).collect(),
			genesis: shown(self.genesis),
			hash: shown(self.hash()),
			encoded: EncodedJson {
				receipt: shown(self.encoded_receipt()),
				signatures: shown(self.encoded_signatures()),
			},
		}
	}
}

impl ReceiptJson {
	fn read(self) -> Result<Receipt, ReceiptError> {
		let payment =
			|json: PaymentJson| -> Result<H256, ReceiptError> { hash("payment", &json.payment) };
		if !money::is_code(&self.currency) {
			return Err(malformed("currency is not three capital letters"));
		}
		Ok(Receipt {
			gateway: number::<u64>("gateway", &self.gateway)?.into(),
			order: number::<u64>("order", &self.order)?.into(),
			terms: hash("terms", &self.terms)?,
			channel: self
				.channel
				.as_str()
				.try_into()
				.map_err(|_| malformed("channel is too long"))?,
			transaction: hash("transaction", &self.transaction)?,
			kind: match self.kind {
				KindJson::Paid => ReceiptKind::Paid,
				KindJson::Refunded(json) => ReceiptKind::Refunded { payment: payment(json)? },
				KindJson::Chargeback(json) => ReceiptKind::Chargeback { payment: payment(json)? },
			},
			amount: number("amount", &self.amount)?,
			currency: self
				.currency
				.as_str()
				.try_into()
				.map_err(|_| malformed("currency is too long"))?,
			paid_at: self.paid_at,
			expires_at: self.expires_at,
		})
	}
}

impl VouchJson {
	fn write(vouch: &Vouch) -> Self {
		Self {
			signer: vouch.signer.to_ss58check(),
			signature: match &vouch.signature {
				MultiSignature::Ed25519(signature) => SignatureJson::Ed25519(shown(signature)),
				MultiSignature::Sr25519(signature) => SignatureJson::Sr25519(shown(signature)),
				MultiSignature::Ecdsa(signature) => SignatureJson::Ecdsa(shown(signature)),
				MultiSignature::Eth(signature) => SignatureJson::Eth(shown(signature)),
			},
		}
	}

	fn read(&self) -> Result<Vouch, ReceiptError> {
		let signer = config::parse_account(&self.signer)
			.ok_or_else(|| malformed("signer is neither SS58 nor 0x and 64 digits"))?;
		let signature = match &self.signature {
			SignatureJson::Ed25519(text) => ed25519::Signature::from(bytes(text)?).into(),
			SignatureJson::Sr25519(text) => sr25519::Signature::from(bytes(text)?).into(),
			SignatureJson::Ecdsa(text) => ecdsa::Signature::from(bytes(text)?).into(),
			SignatureJson::Eth(text) => {
				MultiSignature::Eth(ecdsa::KeccakSignature::from(bytes(text)?))
			},
		};
		Ok(Vouch { signer, signature })
	}
}

fn shown(bytes: impl AsRef<[u8]>) -> String {
	format!("0x{}", hex::encode(bytes))
}

fn hash(field: &'static str, text: &str) -> Result<H256, ReceiptError> {
	config::parse_hash(text).ok_or_else(|| malformed(format!("{field} is not 0x and 64 digits")))
}

fn bytes<const N: usize>(text: &str) -> Result<[u8; N], ReceiptError> {
	let mut bytes = [0; N];
	text.strip_prefix("0x")
		.and_then(|digits| hex::decode_to_slice(digits, &mut bytes).ok())
		.ok_or_else(|| malformed(format!("a signature is not 0x and {} digits", 2 * N)))?;
	Ok(bytes)
}

fn number<T: std::str::FromStr + ToString>(
	field: &'static str,
	text: &str,
) -> Result<T, ReceiptError> {
	text.parse()
		.ok()
		.filter(|number: &T| number.to_string() == text)
		.ok_or_else(|| malformed(format!("{field} is no number as a string")))
}
