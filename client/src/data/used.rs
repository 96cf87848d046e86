//! What was read stays readable: the chain says "none left" once the last access is on it.

use super::{
	gateway::{counted, standing},
	records::{self, Basis},
};
use crate::chain::{ChainError, State};
use souk_primitives::{
	data::{order_terms_hash, Access, DatasetId, Purposes},
	Moment,
};
use sp_runtime::AccountId32;

/// What an account has read of a dataset and may still open, at a block of this time in milliseconds since the
/// Unix epoch: by a grant that has receipts, and that nothing speaks against but that its accesses were used
/// or their money was paid. `None` if there is none.
pub async fn used(
	state: &impl State,
	dataset: DatasetId,
	who: &AccountId32,
	purpose: Purposes,
	now: Moment,
) -> Result<Option<Access>, ChainError> {
	let mut grants = records::grants_of(state, who).await?;
	grants.retain(|grant| grant.dataset == dataset && grant.receipts.seq > 0);
	grants.sort_by_key(|grant| std::cmp::Reverse(grant.grant));
	for grant in grants {
		let Some(found) = standing(state, grant.grant).await? else { continue };
		if counted(&found, purpose, now).is_err() {
			continue;
		}
		let terms_hash = match (found.grant.basis, &found.agreement) {
			(Basis::Order(id), _) => order_terms_hash(id),
			(Basis::Agreement(_), Some(agreement)) => agreement.terms_hash,
			(Basis::Agreement(_), None) => continue,
		};
		let grant = found.grant;
		let (Some(dataset), Some(envelope)) = (found.dataset, grant.envelope) else { continue };
		return Ok(Some(Access {
			grant: grant.grant,
			dataset: grant.dataset,
			version: dataset.version,
			dek_epoch: dataset.dek_epoch,
			content: dataset.content,
			purposes: grant.purposes,
			fields: grant.fields,
			not_after: grant.not_after,
			remaining: grant.remaining,
			paid_for: Some(0),
			receipts: grant.receipts,
			terms_hash,
			envelope,
		}));
	}
	Ok(None)
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::data::records::{Asset, Balance};
	use codec::{Decode, Encode};
	use souk_primitives::{
		data::{Actions, Content, Denial, Envelope, ReceiptHead, Suite, Terms},
		AgreementId, GrantId, Text,
	};
	use sp_core::H256;
	use std::collections::HashMap;

	const DATASET: H256 = H256::repeat_byte(1);
	const NOW: Moment = 100;

	fn who() -> AccountId32 {
		AccountId32::new([9; 32])
	}

	/// What is on the chain: answers of the runtime, as they are encoded there.
	struct Answers(HashMap<&'static str, Vec<u8>>);

	impl State for Answers {
		async fn call<R: Decode>(
			&self,
			(_, function): (&str, &str),
			_: &impl Encode,
		) -> Result<R, ChainError> {
			let mut bytes = self.0.get(function).unwrap().as_slice();
			Ok(R::decode(&mut bytes).unwrap())
		}
	}

	struct Case {
		dataset: H256,
		accesses: u64,
		valid: Result<(), Denial>,
		in_force: bool,
		purpose: Purposes,
		version: u32,
	}

	fn used_up() -> Case {
		Case {
			dataset: DATASET,
			accesses: 3,
			valid: Err(Denial::NoAccessLeft),
			in_force: true,
			purpose: Purposes::SERVICE,
			version: 2,
		}
	}

	impl Case {
		fn answers(&self) -> Answers {
			let envelope = Envelope {
				version: 2,
				key_epoch: 4,
				dek_epoch: 0,
				commitment: H256::zero(),
				inline: None,
			};
			let receipts = ReceiptHead { seq: self.accesses, head: H256::repeat_byte(3) };
			let basis = (0u8, AgreementId(5));
			let grant = (
				(GrantId(7), self.dataset, basis, None::<GrantId>, who(), Purposes::SERVICE, 1u64),
				(0u64, 200u64, Some(0u32), 0u8, 0u8, self.valid, receipts),
				(None::<()>, Some(envelope)),
			);
			let content = Content {
				cipher_hash: H256::zero(),
				cipher_len: 1,
				content_commit: H256::zero(),
				dek_commit: H256::zero(),
			};
			let description = (
				None::<AccountId32>,
				2u8,
				Text::<128>::default(),
				Text::<256>::default(),
				None::<u64>,
			);
			let dataset = (who(), description, (self.version, 0u32, 0u32), content, 0u8);
			let terms = Terms::<Asset, Balance> {
				purposes: Purposes::SERVICE,
				actions: Actions::USE,
				fields: 1,
				regions: Default::default(),
				max_access: None,
				not_before: 0,
				not_after: 200,
				retention: 0,
				price: None,
				onward_depth: 0,
				bond: 0,
				policy_hash: H256::zero(),
				notice_hash: H256::zero(),
			};
			let state: u8 = if self.in_force { 3 } else { 0 };
			let agreement = (who(), who(), terms, DATASET, 1u32, state, (0u128, 0u128));
			let key = (4u32, Suite::X25519, vec![0u8; 32], 0u64, None::<()>);
			let answers = [
				("grants_of", (vec![grant.clone()], None::<H256>).encode()),
				("grant", Some(grant).encode()),
				("dataset", Some(dataset).encode()),
				("agreement", Some(agreement).encode()),
				("consent", None::<()>.encode()),
				("keys_of", (vec![key], None::<u32>).encode()),
			];
			Answers(answers.into())
		}

		async fn grant(&self) -> Option<GrantId> {
			let found = used(&self.answers(), DATASET, &who(), self.purpose, NOW).await;
			found.unwrap().map(|access| access.grant)
		}
	}

	#[tokio::test]
	async fn file_should_be_opened_when_its_access_was_the_last() {
		assert_eq!(used_up().grant().await, Some(GrantId(7)));
		// All the money was paid.
		let paid = Case { valid: Ok(()), ..used_up() };
		assert_eq!(paid.grant().await, Some(GrantId(7)));
	}

	#[tokio::test]
	async fn file_should_not_be_opened_when_anything_else_speaks_against_it() {
		let cases = [
			Case { accesses: 0, ..used_up() },
			Case { dataset: H256::zero(), ..used_up() },
			Case { valid: Err(Denial::Revoked), ..used_up() },
			Case { in_force: false, ..used_up() },
			Case { purpose: Purposes::MARKETING, ..used_up() },
			Case { version: 3, ..used_up() },
		];
		for (at, case) in cases.iter().enumerate() {
			assert_eq!(case.grant().await, None, "{at}");
		}
	}
}
