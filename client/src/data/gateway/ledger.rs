//! What a gateway asks a chain.

use crate::{
	chain::{ChainError, State},
	data::{
		log::Entry,
		records::{self, Agreement, Basis, Consent, Dataset, Grant},
	},
};
use futures::future::BoxFuture;
use souk_primitives::{
	data::{Access, DatasetId, Denial, Purposes},
	GrantId, Moment,
};
use sp_runtime::AccountId32;

/// The best block, when the node was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
	/// Its hash.
	pub hash: String,
	/// Its number.
	pub number: u64,
	/// Its time, in milliseconds since the Unix epoch.
	pub time: Moment,
}

/// Everything on record about a grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
	/// The grant.
	pub grant: Grant,
	/// Its dataset.
	pub dataset: Option<Dataset>,
	/// Its agreement.
	pub agreement: Option<Agreement>,
	/// The person's consent to that.
	pub consent: Option<Consent>,
	/// The numbers of the grantee's public keys that are not revoked.
	pub keys: Vec<u32>,
}

/// A chain, as a gateway asks it.
pub trait Ledger: Send + Sync {
	/// The best block.
	fn best(&self) -> BoxFuture<'_, Result<Seen, ChainError>>;

	/// What an account may read of a dataset at a block, for a purpose; or why not.
	fn check_access<'a>(
		&'a self,
		at: &'a Seen,
		dataset: DatasetId,
		who: &'a AccountId32,
		purpose: Purposes,
	) -> BoxFuture<'a, Result<Result<Access, Denial>, ChainError>>;

	/// All about a grant at a block.
	fn standing<'a>(
		&'a self,
		at: &'a Seen,
		grant: GrantId,
	) -> BoxFuture<'a, Result<Option<Standing>, ChainError>>;

	/// Anchors receipts, each with the grantee's signature. What became of each, once it is finalized.
	fn anchor(&self, entries: Vec<Entry>) -> BoxFuture<'_, Vec<Result<(), String>>>;
}

/// All about a grant, of a block.
pub(in crate::data) async fn standing<S: State>(
	state: &S,
	id: GrantId,
) -> Result<Option<Standing>, ChainError> {
	let Some(grant) = records::grant(state, id).await? else { return Ok(None) };
	let dataset = records::dataset(state, grant.dataset).await?;
	let (mut agreement, mut consent) = (None, None);
	if let Basis::Agreement(id) = grant.basis {
		agreement = records::agreement(state, id).await?;
		consent = records::consent(state, grant.dataset, id).await?;
	}
	let keys = records::keys_of(state, &grant.grantee).await?;
	let keys = keys.iter().filter(|key| key.revoked.is_none()).map(|key| key.epoch).collect();
	Ok(Some(Standing { grant, dataset, agreement, consent, keys }))
}
