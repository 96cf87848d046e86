//! Receipts: a gateway's word that money moved off chain, and the signatures of it.

mod document;

use crate::{
	config::Gateway,
	errors::Explain,
	keys::{self, Key},
	moments,
	providers::{transaction_hash, Event, Mapping, Notification},
};
use codec::Encode;
use souk_primitives::{Moment, ReceiptKind, MAX_GATEWAY_KEYS};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	AccountId32, MultiSignature,
};
use std::time::Duration;
use thiserror::Error;

/// What `orders.attest` takes first.
pub type Receipt = souk_primitives::Receipt<u128>;

/// One of what `orders.attest` takes second.
pub type Vouch = souk_primitives::Vouch<AccountId32, MultiSignature>;

/// Why a receipt is not made, not signed, or not good.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReceiptError {
	/// Neither the notification nor the caller says what it is for.
	#[error("the notification names no {field}, and neither do you")]
	Unmapped {
		/// What is not named.
		field: &'static str,
	},
	/// The notification says one thing and the caller another.
	#[error("the notification says that {field} is {notified}, and you say {given}")]
	Contradiction {
		/// About what.
		field: &'static str,
		/// What the notification says.
		notified: String,
		/// What the caller says.
		given: String,
	},
	/// The receipt would end at no moment.
	#[error("the receipt would end before the money moved, or never")]
	BadExpiry,
	/// It is not the JSON of a receipt.
	#[error("it is no receipt: {detail}")]
	Malformed {
		/// What is wrong.
		detail: String,
	},
	/// It contradicts itself.
	#[error("the receipt was changed: its {field} does not belong to it")]
	Inconsistent {
		/// What does not fit.
		field: &'static str,
	},
	/// It is of another chain or gateway.
	#[error("the receipt is of {field} {found}, and the configuration says {expected}")]
	NotOurs {
		/// Chain or gateway.
		field: &'static str,
		/// What the receipt says.
		found: String,
		/// What the configuration says.
		expected: String,
	},
	/// It is not what the notification says.
	#[error("the receipt's {field} is not what the notification says")]
	Differs {
		/// What differs.
		field: &'static str,
	},
	/// It ended.
	#[error("the receipt ended at {0}")]
	Expired(String),
	/// It is good for longer than the gateway's receipts are.
	#[error("the receipt ends at {0}, later than the gateway's receipts do")]
	TooLong(String),
	/// A signature is not its signer's.
	#[error("the signature of {0} is not one of this receipt")]
	WrongSignature(AccountId32),
	/// Somebody signed twice.
	#[error("{0} has signed it already")]
	SignedTwice(AccountId32),
	/// Somebody signed who is not of the gateway.
	#[error("{0} is no signer of this gateway")]
	Stranger(AccountId32),
	/// There are more signatures than the chain takes.
	#[error("the receipt has {MAX_GATEWAY_KEYS} signatures already")]
	TooManySignatures,
	/// There are fewer signatures than the chain takes.
	#[error("the receipt has {found} of the {threshold} signatures that it needs")]
	TooFewSignatures {
		/// How many there are.
		found: u32,
		/// How many there have to be.
		threshold: u32,
	},
}

impl Explain for ReceiptError {
	fn code(&self) -> &'static str {
		match self {
			Self::Unmapped { .. } => "no-mapping",
			Self::Contradiction { .. } => "contradictory-mapping",
			Self::BadExpiry => "bad-expiry",
			Self::Malformed { .. } => "malformed-receipt",
			Self::Inconsistent { .. } => "changed-receipt",
			Self::NotOurs { .. } => "not-our-receipt",
			Self::Differs { .. } => "different-receipt",
			Self::Expired(_) => "expired-receipt",
			Self::TooLong(_) => "receipt-too-long",
			Self::WrongSignature(_) => "wrong-vouch",
			Self::SignedTwice(_) => "signed-twice",
			Self::Stranger(_) => "unknown-signer",
			Self::TooManySignatures => "too-many-signatures",
			Self::TooFewSignatures { .. } => "too-few-signatures",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Unmapped { .. } => {
				"find the order of this payment, and name it: --order ID --terms 0xHASH"
			},
			Self::Contradiction { .. } => "leave the option out if the notification is right",
			Self::BadExpiry => "choose another lifetime: --expires-in DURATION",
			Self::Malformed { .. } => "give what 'souk receipt … --json' printed",
			Self::Inconsistent { .. } | Self::Differs { .. } | Self::WrongSignature(_) => {
				"do not sign or submit it; make it again from the notification"
			},
			Self::NotOurs { .. } => "use the configuration of that gateway",
			Self::Expired(_) => "make and sign it again from the notification",
			Self::TooLong(_) => "if that is meant, allow it: --expires-in DURATION",
			Self::SignedTwice(_) => "let another key sign",
			Self::Stranger(_) => "sign with a key of the gateway, or correct gateway.signers",
			Self::TooManySignatures => "submit it",
			Self::TooFewSignatures { .. } => {
				"let another key sign: souk receipt sign --receipt FILE --key-file FILE"
			},
		}
	}
}

/// Makes a receipt of a notification. The caller names the order if the notification does not, and
/// must not contradict it if it does.
pub fn make(
	notification: &Notification,
	gateway: &Gateway,
	given: &Mapping,
	expires_at: Moment,
) -> Result<Receipt, ReceiptError> {
	let notified = &notification.mapping;
	let hash = |hash: H256| format!("{hash:?}");
	agreed("gateway", notified.gateway, Some(gateway.id), |id| id.to_string())?;
	let order = agreed("order", notified.order, given.order, |id| id.to_string())?;
	let terms = agreed("terms", notified.terms, given.terms, hash)?;
	if expires_at <= notification.paid_at {
		return Err(ReceiptError::BadExpiry);
	}
	let channel = notification.provider.channel();
	Ok(Receipt {
		gateway: gateway.id,
		order,
		terms,
		channel: channel.try_into().map_err(|_| malformed("its channel is too long"))?,
		transaction: transaction_hash(&notification.transaction),
		kind: match &notification.event {
			Event::Paid => ReceiptKind::Paid,
			Event::Refunded { payment } => {
				ReceiptKind::Refunded { payment: transaction_hash(payment) }
			},
			Event::Chargeback { payment } => {
				ReceiptKind::Chargeback { payment: transaction_hash(payment) }
			},
		},
		amount: notification.amount,
		currency: notification.currency.clone(),
		paid_at: notification.paid_at,
		expires_at,
	})
}

/// When a receipt ends that is good for so long.
pub fn expiry(from: Moment, lifetime: Duration) -> Result<Moment, ReceiptError> {
	// JavaScript's numbers are exact so far.
	const LATEST: Moment = (1 << 53) - 1;
	moments::after(from, lifetime).filter(|moment| *moment <= LATEST).ok_or(ReceiptError::BadExpiry)
}

/// A receipt of a chain, and the signatures of it so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
	/// The hash of the chain's genesis block.
	pub genesis: H256,
	/// What is signed.
	pub receipt: Receipt,
	/// By whom, in the order of signing.
	pub signatures: Vec<Vouch>,
}

impl Signed {
	/// A receipt that nobody signed yet.
	pub fn unsigned(receipt: Receipt, genesis: H256) -> Self {
		Self { genesis, receipt, signatures: Vec::new() }
	}

	/// What every key signs: `blake2_256` of the receipt's message.
	pub fn hash(&self) -> H256 {
		BlakeTwo256::hash(&self.receipt.message(self.genesis))
	}

	/// The SCALE encoding of the receipt.
	pub fn encoded_receipt(&self) -> Vec<u8> {
		self.receipt.encode()
	}

	/// The SCALE encoding of the signatures.
	pub fn encoded_signatures(&self) -> Vec<u8> {
		self.signatures.encode()
	}

	/// Adds a signature, after checking the receipt and the signatures before it.
	pub fn sign(&mut self, key: &Key, gateway: &Gateway, at: Moment) -> Result<(), ReceiptError> {
		self.ensure_ours(gateway)?;
		self.ensure_lives(at)?;
		self.ensure_signatures(gateway)?;
		let signer = key.account();
		if self.signatures.iter().any(|vouch| vouch.signer == signer) {
			return Err(ReceiptError::SignedTwice(signer));
		}
		ensure_known(&signer, gateway)?;
		if self.signatures.len() >= MAX_GATEWAY_KEYS as usize {
			return Err(ReceiptError::TooManySignatures);
		}
		let signature = key.sign(self.hash().as_bytes());
		self.signatures.push(Vouch { signer, signature });
		Ok(())
	}

	/// Checks that the chain would take it at that moment, as far as the configuration tells.
	pub fn check(&self, gateway: &Gateway, at: Moment) -> Result<(), ReceiptError> {
		self.ensure_ours(gateway)?;
		self.ensure_signatures(gateway)?;
		self.ensure_lives(at)?;
		let found = u32::try_from(self.signatures.len()).unwrap_or(u32::MAX);
		let threshold = gateway.threshold;
		if found < threshold {
			return Err(ReceiptError::TooFewSignatures { found, threshold });
		}
		Ok(())
	}

	/// Checks that it says what another receipt says. When they end may differ.
	pub fn ensure_same(&self, other: &Receipt) -> Result<(), ReceiptError> {
		let this = &self.receipt;
		for (field, same) in [
			("gateway", this.gateway == other.gateway),
			("order", this.order == other.order),
			("terms", this.terms == other.terms),
			("channel", this.channel == other.channel),
			("transaction", this.transaction == other.transaction),
			("kind", this.kind == other.kind),
			("amount", this.amount == other.amount),
			("currency", this.currency == other.currency),
			("paidAt", this.paid_at == other.paid_at),
		] {
			if !same {
				return Err(ReceiptError::Differs { field });
			}
		}
		Ok(())
	}

	/// Checks that it ends no later than that.
	pub fn ensure_ends_by(&self, latest: Moment) -> Result<(), ReceiptError> {
		if self.receipt.expires_at > latest {
			return Err(ReceiptError::TooLong(moments::format(self.receipt.expires_at)));
		}
		Ok(())
	}

	fn ensure_ours(&self, gateway: &Gateway) -> Result<(), ReceiptError> {
		if self.genesis != gateway.genesis {
			return Err(ReceiptError::NotOurs {
				field: "the chain",
				found: format!("{:?}", self.genesis),
				expected: format!("{:?}", gateway.genesis),
			});
		}
		if self.receipt.gateway != gateway.id {
			return Err(ReceiptError::NotOurs {
				field: "gateway",
				found: self.receipt.gateway.to_string(),
				expected: gateway.id.to_string(),
			});
		}
		Ok(())
	}

	// The receipt ends *at* its millisecond, as every right on the chain does.
	fn ensure_lives(&self, at: Moment) -> Result<(), ReceiptError> {
		if at >= self.receipt.expires_at {
			return Err(ReceiptError::Expired(moments::format(self.receipt.expires_at)));
		}
		Ok(())
	}

	fn ensure_signatures(&self, gateway: &Gateway) -> Result<(), ReceiptError> {
		if self.signatures.len() > MAX_GATEWAY_KEYS as usize {
			return Err(ReceiptError::TooManySignatures);
		}
		let hash = self.hash();
		for (index, Vouch { signer, signature }) in self.signatures.iter().enumerate() {
			if !keys::signed(hash.as_bytes(), signature, signer) {
				return Err(ReceiptError::WrongSignature(signer.clone()));
			}
			ensure_known(signer, gateway)?;
			if self.signatures.iter().take(index).any(|before| before.signer == *signer) {
				return Err(ReceiptError::SignedTwice(signer.clone()));
			}
		}
		Ok(())
	}
}

fn agreed<T: PartialEq>(
	field: &'static str,
	notified: Option<T>,
	given: Option<T>,
	show: impl Fn(T) -> String,
) -> Result<T, ReceiptError> {
	match (notified, given) {
		(Some(notified), Some(given)) if notified != given => {
			Err(ReceiptError::Contradiction { field, notified: show(notified), given: show(given) })
		},
		(Some(value), _) | (None, Some(value)) => Ok(value),
		(None, None) => Err(ReceiptError::Unmapped { field }),
	}
}

fn ensure_known(signer: &AccountId32, gateway: &Gateway) -> Result<(), ReceiptError> {
	if gateway.signers.is_empty() || gateway.signers.contains(signer) {
		return Ok(());
	}
	Err(ReceiptError::Stranger(signer.clone()))
}

fn malformed(detail: impl ToString) -> ReceiptError {
	ReceiptError::Malformed { detail: detail.to_string() }
}
