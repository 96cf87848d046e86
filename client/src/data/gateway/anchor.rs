//! Anchoring receipts, so that accesses are paid for and audits are complete.

use super::{note, Gateway};
use crate::data::{
	log::Entry,
	records::{Agreement, Basis, Grant},
};
use souk_primitives::GrantId;
use souk_sealing::Head;
use std::{
	collections::BTreeMap,
	sync::Arc,
	time::{Duration, Instant},
};
use tokio::sync::Notify;

/// The most transactions at a time.
const AT_ONCE: usize = 32;

/// How often it is looked whether there are enough receipts.
const LOOK: Duration = Duration::from_secs(2);

/// The most between two attempts for a grant that fails.
const MAX_PAUSE: Duration = Duration::from_secs(24 * 3_600);

/// When receipts are anchored.
#[derive(Debug, Clone, Copy)]
pub struct Anchoring {
	/// So often.
	pub every: Duration,
	/// And once there are so many of a grant; never for that if `None`.
	pub after: Option<u64>,
}

/// How much of an agreement's money is there: accesses, no limit if `None`.
fn paid_for(agreement: &Agreement) -> Option<u32> {
	let price = agreement.terms.price.as_ref()?;
	let accesses = agreement.funds.checked_div(price.amount).unwrap_or_default();
	Some(u32::try_from(accesses).unwrap_or(u32::MAX))
}

/// How many accesses of a grant the chain takes receipts of; no limit if `None`. Of what was passed on, as many
/// as are left of it; and as many as are paid for.
pub fn anchored_at_most(grant: &Grant, agreement: Option<&Agreement>) -> Option<u32> {
	let left = grant.remaining.filter(|_| grant.parent.is_some());
	let paid = match grant.basis {
		Basis::Agreement(_) => agreement.and_then(paid_for),
		Basis::Order(_) => None,
	};
	match (left, paid) {
		(Some(left), Some(paid)) => Some(left.min(paid)),
		(left, paid) => left.or(paid),
	}
}

/// Grants that failed: how often, and when they are tried again.
type Failed = BTreeMap<u64, (u32, Instant)>;

impl Gateway {
	/// Anchors receipts until it is told to stop. What is under way then is waited for.
	pub async fn anchor_often(self: Arc<Self>, when: Anchoring, stop: &Notify) {
		let (mut failed, mut last) = (Failed::new(), Instant::now());
		loop {
			tokio::select! {
				biased;
				() = stop.notified() => return,
				() = tokio::time::sleep(LOOK.min(when.every)) => {},
			}
			let all = last.elapsed() >= when.every;
			if all {
				last = Instant::now();
			}
			let enough = if all { Some(1) } else { when.after };
			if let Some(enough) = enough {
				self.anchor(enough, when.every, &mut failed).await;
			}
		}
	}

	/// Anchors the receipts of grants that have so many; of all with 1.
	pub async fn anchor_once(&self, enough: u64) {
		self.anchor(enough, Duration::ZERO, &mut Failed::new()).await;
	}

	/// Anchors the receipts of grants that have so many. What cannot be anchored is tried again later.
	async fn anchor(&self, enough: u64, pause: Duration, failed: &mut Failed) {
		let grants = match self.log.grants() {
			Ok(grants) => grants,
			Err(error) => {
				return note(&serde_json::json!({
					"event": "log-failed", "error": error.to_string(),
				}));
			},
		};
		let fail = |failed: &mut Failed, grant: u64, error: String| {
			note(&serde_json::json!({ "event": "not-anchored", "grant": grant, "error": error }));
			let count = failed.get(&grant).map_or(0, |(count, _)| *count);
			let pause = pause.saturating_mul(1 << count.min(16)).min(MAX_PAUSE);
			failed.insert(grant, (count.saturating_add(1), Instant::now() + pause));
		};
		let mut entries = Vec::new();
		for grant in grants {
			let waits = failed.get(&grant).is_some_and(|(_, next)| Instant::now() < *next);
			if waits || !self.has(grant, enough) {
				continue;
			}
			match self.anchorable(grant).await {
				Ok(entry) => entries.extend(entry),
				Err(error) => fail(failed, grant, error),
			}
		}
		for some in entries.chunks(AT_ONCE) {
			let done = self.ledger.anchor(some.to_vec()).await;
			for (entry, done) in some.iter().zip(done) {
				let grant = entry.receipt.grant;
				match done {
					Ok(()) => {
						failed.remove(&grant);
						let (from, to) = (entry.from.seq, entry.to.seq);
						note(&serde_json::json!({
							"event": "anchored", "grant": grant, "from": from, "to": to,
						}));
					},
					Err(error) => fail(failed, grant, error),
				}
			}
		}
	}

	/// Whether a grant has so many receipts that are not on the chain, by what is finalized.
	fn has(&self, grant: u64, enough: u64) -> bool {
		let mirror = self.mirror.read().unwrap_or_else(std::sync::PoisonError::into_inner);
		let anchored = mirror.grant(GrantId(grant)).map(|grant| grant.receipts.seq);
		drop(mirror);
		let newest = self.log.newest(grant).ok().flatten().map_or(0, |entry| entry.to.seq);
		// Of a dataset that is served no longer, nothing is known here: it is asked for.
		anchored.is_none_or(|anchored| newest.saturating_sub(anchored) >= enough)
	}

	/// What the chain takes next of a grant.
	async fn anchorable(&self, grant: u64) -> Result<Option<Entry>, String> {
		let best = self.ledger.best().await.map_err(|error| error.to_string())?;
		let standing = self.ledger.standing(&best, GrantId(grant)).await;
		let Some(standing) = standing.map_err(|error| error.to_string())? else { return Ok(None) };
		let known = &standing.grant;
		let from = Head { seq: known.receipts.seq, head: known.receipts.head.0 };
		let most = anchored_at_most(known, standing.agreement.as_ref());
		let found = self.log.anchorable(grant, from, most, |_| true);
		let found = found.map_err(|error| error.to_string())?;
		let newest = self.log.newest(grant).map_err(|error| error.to_string())?;
		let open = newest.is_some_and(|newest| newest.to.seq > from.seq);
		if found.is_none() && open {
			return Err("the chain takes none of its receipts: see remaining and funds".to_owned());
		}
		Ok(found)
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::data::records::{AgreementState, Asset, GrantState};
	use souk_primitives::{
		data::{Actions, Price, Purposes, ReceiptHead, Terms},
		AgreementId, OrderId,
	};
	use sp_core::H256;
	use sp_runtime::AccountId32;

	fn grant(basis: Basis, parent: Option<u64>) -> Grant {
		Grant {
			grant: GrantId(7),
			dataset: H256::zero(),
			basis,
			parent: parent.map(GrantId),
			grantee: AccountId32::new([9; 32]),
			purposes: Purposes::SERVICE,
			fields: 1,
			given_at: 0,
			not_after: 1,
			remaining: Some(2),
			depth: 0,
			state: GrantState::Active,
			valid: Ok(()),
			receipts: ReceiptHead::default(),
			erasure: None,
			envelope: None,
		}
	}

	fn agreement(price: Option<u128>, funds: u128) -> Agreement {
		let terms = Terms {
			purposes: Purposes::SERVICE,
			actions: Actions::USE,
			fields: 1,
			regions: Default::default(),
			max_access: None,
			not_before: 0,
			not_after: 1,
			retention: 0,
			price: price.map(|amount| Price { asset: Asset::Native, amount }),
			onward_depth: 0,
			bond: 0,
			policy_hash: H256::zero(),
			notice_hash: H256::zero(),
		};
		Agreement {
			provider: AccountId32::new([1; 32]),
			consumer: AccountId32::new([9; 32]),
			terms,
			terms_hash: H256::zero(),
			round: 1,
			state: AgreementState::Finalized,
			bond: 0,
			funds,
		}
	}

	#[test]
	fn receipts_should_be_as_many_as_are_paid_for_and_of_what_was_passed_on_as_are_left() {
		let by = Basis::Agreement(AgreementId(3));
		let most =
			|parent, agreement: Agreement| anchored_at_most(&grant(by, parent), Some(&agreement));
		assert_eq!(most(None, agreement(None, 0)), None);
		assert_eq!(most(None, agreement(Some(10), 39)), Some(3));
		assert_eq!(most(Some(1), agreement(None, 0)), Some(2));
		assert_eq!(most(Some(1), agreement(Some(10), 39)), Some(2));
		assert_eq!(most(Some(1), agreement(Some(10), 19)), Some(1));
		assert_eq!(most(None, agreement(Some(1), u128::MAX)), Some(u32::MAX));
		assert_eq!(anchored_at_most(&grant(Basis::Order(OrderId(1)), None), None), None);
	}
}
