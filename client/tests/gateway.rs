//! A data owner's gateway, over HTTP, with a chain that fails when it is told to.

mod served;

use served::{grantee, is_countersigned, owner, refusal, stored, Served, Setting};
use souk_client::{
	data::{
		exchange::{signature_of_text, signature_to_text, Health},
		records::{Consent, ConsentState},
	},
	keys::{signed, Key, Scheme},
};
use souk_primitives::{
	data::{wrapped, DataClass, Denial, ReceiptHead},
	AgreementId, GrantId,
};
use souk_sealing::Head;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::sync::Arc;

const ZERO: Head = Head { seq: 0, head: [0; 32] };

fn code(status: u16, code: &str) -> (u16, String, Option<String>) {
	(status, code.to_owned(), None)
}

fn denied(denial: Denial) -> (u16, String, Option<String>) {
	(403, "access-denied".to_owned(), Some(format!("{denial:?}")))
}

#[tokio::test(flavor = "multi_thread")]
async fn access_should_be_given_and_countersigned_when_the_grantee_asks() {
	let served = Served::new().await;
	let request = served.request(7, &grantee(), ZERO);
	let answer = served.given(&request).await;
	assert!(is_countersigned(&request, &answer));
	assert_eq!((answer.seq, answer.length, answer.envelope.clone()), (1, 3_000, None));
	let heads = served.heads().await;
	assert_eq!((heads.newest, Head::from(heads.anchored)), (request.to, ZERO));
	let content = served.get(&answer.content).await;
	assert_eq!(content.status(), 200);
	assert!(content.bytes().await.unwrap() == served.bytes);
}

#[tokio::test(flavor = "multi_thread")]
async fn access_should_be_counted_once_when_the_same_request_comes_again() {
	let served = Served::new().await;
	let request = served.request(7, &grantee(), ZERO);
	let first = served.given(&request).await;
	let again = served.given(&request).await;
	assert_eq!(first.countersignature, again.countersignature);
	assert_eq!(first.content, again.content);
	let (one, other) = tokio::join!(served.given(&request), async { served.given(&request).await });
	assert_eq!(one.countersignature, other.countersignature);
	assert_eq!(served.heads().await.newest.seq, 1);
	// An hour later it is over.
	served.at(served::START + 3_600_001);
	served.finalize();
	assert_eq!(served.refused(&request).await, code(410, "access-over"));
}

#[tokio::test(flavor = "multi_thread")]
async fn request_should_be_refused_when_it_is_not_the_next() {
	let served = Served::new().await;
	served.next().await;
	let newest = served.newest();
	let fork = served.changed(ZERO, |request| request.at += 1);
	assert_eq!(served.refused(&fork).await, code(409, "receipt-fork"));
	let gap = served.changed(Head { seq: 2, ..newest }, |request| request.to.seq = 3);
	assert_eq!(served.refused(&gap).await, code(409, "receipt-gap"));
	let other = Head { head: [9; 32], ..newest };
	assert_eq!(served.refused(&served.changed(other, |_| {})).await, code(409, "receipt-fork"));
	let moved = served.changed(newest, |request| request.from = newest.into());
	assert_eq!(served.refused(&moved).await, code(409, "other-anchor"));
	let version = served.changed(newest, |request| request.version = 2);
	assert_eq!(served.refused(&version).await, code(409, "other-version"));
	for at in [served::START - 300_001, served::START + 300_001] {
		let stale = served.changed(newest, |request| request.at = at);
		assert_eq!(served.refused(&stale).await, code(400, "wrong-time"));
	}
	assert_eq!(served.newest(), newest);
	for at in [served::START - 300_000, served::START + 300_000] {
		let newest = served.newest();
		served.given(&served.changed(newest, |request| request.at = at)).await;
	}
}

#[tokio::test(flavor = "multi_thread")]
async fn request_should_be_refused_when_somebody_else_signed() {
	let served = Served::new().await;
	let good = served.request(7, &grantee(), ZERO);
	// Of an account that has no grant.
	let others = served.request(7, &owner(), ZERO);
	assert_eq!(served.refused(&others).await, denied(Denial::NoGrant));
	let mut changed = good.clone();
	changed.to.seq = 2;
	assert_eq!(served.refused(&changed).await, code(401, "wrong-signature"));
	let mut short = good.clone();
	short.signature = "0x00".to_owned();
	assert_eq!(served.refused(&short).await, code(400, "malformed-request"));
	let name = |name: &dyn Fn(&mut souk_client::data::exchange::AccessRequest)| {
		let mut request = good.clone();
		name(&mut request);
		request
	};
	let grant = name(&|request| request.grant = "8".into());
	assert_eq!(served.refused(&grant).await, code(401, "wrong-signature"));
	let account = name(&|request| request.grantee = H256::zero());
	assert_eq!(served.refused(&account).await, code(401, "wrong-signature"));
	// What it is about is not signed by name: it has to be the grant's.
	let dataset = name(&|request| request.dataset = H256::zero());
	assert_eq!(served.refused(&dataset).await, code(404, "no-dataset"));
	assert_eq!(served.gateway.log().grants().unwrap(), Vec::<u64>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn access_should_be_refused_when_none_is_left_or_paid_for() {
	let served = Served::new().await;
	served.fake.world().limit(Some(2), None, 0);
	served.next().await;
	served.next().await;
	let third = served.request(7, &grantee(), served.newest());
	assert_eq!(served.refused(&third).await, denied(Denial::NoAccessLeft));
	served.fake.world().limit(None, Some(10), 39);
	served.next().await;
	let fourth = served.request(7, &grantee(), served.newest());
	assert_eq!(served.refused(&fourth).await, denied(Denial::NotPaid));
}

#[tokio::test(flavor = "multi_thread")]
async fn money_should_pay_once_when_two_grants_share_it() {
	let served = Served::new().await;
	served.fake.world().limit(None, Some(10), 20);
	served.next().await;
	let second = Key::parse("//Bob//second", Scheme::Ed25519).unwrap();
	let request = served.request(8, &second, ZERO);
	served.given(&request).await;
	let third = served.request(7, &grantee(), served.newest());
	assert_eq!(served.refused(&third).await, denied(Denial::NotPaid));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_should_be_given_when_the_chain_is_old_or_silent() {
	let served = Served::new().await;
	let health = |served: &Served| {
		let answer = served.client.get(format!("{}/health", served.url)).send();
		async move {
			let answer = answer.await.unwrap();
			(answer.status().as_u16(), answer.json::<Health>().await.unwrap())
		}
	};
	assert_eq!(health(&served).await.0, 200);
	let request = served.request(7, &grantee(), ZERO);
	// The best block may be 30 seconds old.
	served.fake.world().now = served::START + 30_000;
	assert_eq!(served.heads().await.newest.seq, 0);
	served.fake.world().now = served::START + 30_001;
	assert_eq!(served.refused(&request).await, code(503, "lagging"));
	let (status, report) = health(&served).await;
	assert_eq!((status, report.best_age), (503, 30_001));
	// Blocks go on, and finality does not.
	for (late, status) in [(120_000, 200), (120_001, 503)] {
		served.at(served::START + late);
		assert_eq!(served.get("/v1/grants/7/head").await.status(), status);
	}
	// This machine's clock is behind.
	served.fake.world().now = served::START - 30_001;
	served.fake.world().best = served::START;
	assert_eq!(served.refused(&request).await, code(503, "lagging"));
	served.fake.world().now = served::START;
	served.fake.world().unreachable = true;
	assert_eq!(served.refused(&request).await, code(503, "chain-unavailable"));
	assert_eq!(served.gateway.log().grants().unwrap(), Vec::<u64>::new());
	served.fake.world().unreachable = false;
	served.given(&request).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn revocation_should_count_at_the_best_block_and_a_grant_at_a_finalized_one() {
	let served = Served::new().await;
	let request = served.request(7, &grantee(), ZERO);
	served.fake.world().revoke(GrantId(7));
	assert_eq!(served.refused(&request).await, denied(Denial::Revoked));
	served.finalize();
	assert_eq!(served.refused(&request).await, denied(Denial::Revoked));
	// Only the best block has the grant.
	let good = Served::new().await.fake.world().grants[&GrantId(7)].clone();
	served.fake.world().grants.insert(GrantId(7), good);
	assert_eq!(served.refused(&request).await, denied(Denial::Revoked));
	served.finalize();
	served.given(&request).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn purpose_should_be_refused_when_it_is_not_granted() {
	let served = Served::new().await;
	let request = served.changed(ZERO, |request| request.purpose = 64);
	assert_eq!(served.refused(&request).await, denied(Denial::OtherPurpose));
}

#[tokio::test(flavor = "multi_thread")]
async fn download_should_be_refused_when_the_grant_was_revoked_after_the_answer() {
	let served = Served::new().await;
	let answer = served.next().await;
	served.fake.world().revoke(GrantId(7));
	let content = served.get(&answer.content).await;
	assert_eq!(refusal(content).await, denied(Denial::Revoked));
}

#[tokio::test(flavor = "multi_thread")]
async fn download_should_break_off_when_the_grant_is_revoked_meanwhile() {
	let length = 64 << 20;
	let served = Served::with(Setting { length, ..Setting::default() }).await;
	let answer = served.next().await;
	// Two questions to begin, then two for every 8 MiB.
	served.fake.world().revoked_after = Some(4);
	let mut content = served.get(&answer.content).await;
	assert_eq!(content.status(), 200);
	let mut arrived = 0;
	let broken = loop {
		match content.chunk().await {
			Ok(Some(some)) => arrived += some.len(),
			Ok(None) => break false,
			Err(_) => break true,
		}
	};
	assert!(broken);
	assert!(arrived > 8 << 20 && arrived <= 16 << 20, "{arrived}");
}

#[tokio::test(flavor = "multi_thread")]
async fn download_should_go_on_when_its_access_was_the_last() {
	let served = Served::new().await;
	served.fake.world().limit(Some(1), Some(10), 10);
	let request = served.request(7, &grantee(), ZERO);
	let answer = served.given(&request).await;
	// It is anchored, and paid.
	served.fake.world().limit(Some(0), Some(10), 0);
	let newest = served.newest();
	let receipts = ReceiptHead { seq: newest.seq, head: H256(newest.head) };
	served.fake.world().grants.get_mut(&GrantId(7)).unwrap().receipts = receipts;
	served.finalize();
	assert!(served.get(&answer.content).await.bytes().await.unwrap() == served.bytes);
	assert_eq!(served.given(&request).await.countersignature, answer.countersignature);
	let next = served.request(7, &grantee(), served.newest());
	assert_eq!(served.refused(&next).await, denied(Denial::NoAccessLeft));
	// What would end another access ends this one.
	served.fake.world().keys.clear();
	let content = served.get(&answer.content).await;
	assert_eq!(refusal(content).await, denied(Denial::KeyRevoked));
}

#[tokio::test(flavor = "multi_thread")]
async fn download_should_be_unknown_when_its_time_is_over() {
	let served = Served::new().await;
	let answer = served.next().await;
	served.at(served::START + 600_000);
	served.finalize();
	let content = served.get(&answer.content).await;
	assert_eq!(refusal(content).await, code(404, "no-access"));
	let unknown = served.get(&format!("/v1/accesses/{}/content", "00".repeat(32))).await;
	assert_eq!(refusal(unknown).await, code(404, "no-access"));
}

#[tokio::test(flavor = "multi_thread")]
async fn part_should_be_served_when_a_range_is_asked_for() {
	let served = Served::new().await;
	let path = served.next().await.content;
	let get = |range: &'static str, tag: Option<String>| {
		let request = served.client.get(format!("{}{path}", served.url)).header("range", range);
		let request = match tag {
			Some(tag) => request.header("if-range", tag),
			None => request,
		};
		async move { request.send().await.unwrap() }
	};
	let part = get("bytes=1000-1999", None).await;
	assert_eq!(part.status(), 206);
	assert_eq!(part.headers()["content-range"], "bytes 1000-1999/3000");
	let tag = part.headers()["etag"].to_str().unwrap().to_owned();
	assert!(part.bytes().await.unwrap() == served.bytes[1000..2000]);
	let rest = get("bytes=2999-", Some(tag)).await;
	assert!(rest.bytes().await.unwrap() == served.bytes[2999..]);
	let whole = get("bytes=2999-", Some("\"other\"".into())).await;
	assert_eq!(whole.status(), 200);
	assert!(whole.bytes().await.unwrap() == served.bytes);
	let behind = get("bytes=3000-", None).await;
	assert_eq!(behind.headers()["content-range"], "bytes */3000");
	assert_eq!(refusal(behind).await, code(416, "bad-range"));
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_should_go_on_when_the_gateway_starts_again() {
	let folder = Arc::new(tempfile::tempdir().unwrap());
	let served = Served::with(Setting { folder: folder.clone(), ..Setting::default() }).await;
	let first = served.request(7, &grantee(), ZERO);
	let before = served.given(&first).await;
	let newest = served.newest();
	let url = format!("{}{}", served.url, before.content);
	drop(served);
	assert!(reqwest::get(url).await.is_err());
	// Its connections end a little after it.
	let served = loop {
		let free =
			souk_client::data::log::Log::open(&folder.path().join("receipts"), served::GENESIS);
		if free.map(drop).is_ok() {
			break Served::with(Setting { folder, ..Setting::default() }).await;
		}
		tokio::task::yield_now().await;
	};
	assert_eq!(served.newest(), newest);
	let again = served.given(&first).await;
	assert_eq!(again.countersignature, before.countersignature);
	assert_eq!(served.get(&before.content).await.status(), 404);
	assert!(served.get(&again.content).await.bytes().await.unwrap() == served.bytes);
	assert_eq!(served.next().await.seq, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_should_be_counted_when_the_file_is_not_the_one_of_the_chain() {
	let served = Served::new().await;
	let file = stored(served.folder.path());
	let request = served.request(7, &grantee(), ZERO);
	std::fs::write(&file, b"short").unwrap();
	assert_eq!(served.refused(&request).await, code(503, "store-unavailable"));
	std::fs::remove_file(&file).unwrap();
	assert_eq!(served.refused(&request).await, code(503, "store-unavailable"));
	assert_eq!(served.gateway.log().grants().unwrap(), Vec::<u64>::new());
	std::fs::write(&file, &served.bytes).unwrap();
	served.given(&request).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn data_key_should_be_in_the_answer_when_it_is_off_chain_and_as_the_chain_names_it() {
	let served = Served::new().await;
	let grant = |served: &Served| {
		let mut world = served.fake.world();
		world.grants.get_mut(&GrantId(7)).unwrap().envelope.as_mut().unwrap().inline = None;
	};
	grant(&served);
	let path = stored(served.folder.path()).with_file_name("1.7.envelope");
	std::fs::write(&path, b"another").unwrap();
	assert_eq!(served.next().await.envelope, None);
	std::fs::write(&path, b"envelope").unwrap();
	let expected = format!("0x{}", hex::encode(b"envelope"));
	assert_eq!(served.next().await.envelope, Some(expected));
}

#[tokio::test(flavor = "multi_thread")]
async fn request_should_be_refused_when_it_is_no_request() {
	let served = Served::new().await;
	let post = |body: Vec<u8>| {
		let url = format!("{}/v1/accesses", served.url);
		let request = served.client.post(url).body(body);
		async move { refusal(request.send().await.unwrap()).await }
	};
	assert_eq!(post(b"{}".to_vec()).await, code(400, "malformed-request"));
	assert_eq!(post(vec![b' '; 16 * 1024 + 1]).await, code(413, "malformed-request"));
	let heads = served.get("/v1/grants/x/head").await;
	assert_eq!(refusal(heads).await, code(400, "malformed-request"));
	assert_eq!(refusal(served.get("/nothing").await).await, code(404, "no-such-path"));
	let get = served.get("/v1/accesses").await;
	assert_eq!(refusal(get).await, code(405, "no-such-method"));
}

#[tokio::test(flavor = "multi_thread")]
async fn caller_should_be_refused_when_it_asks_too_often() {
	let served = Served::with(Setting { per_minute: 2, ..Setting::default() }).await;
	for status in [200, 200, 429] {
		assert_eq!(served.get("/v1/grants/7/head").await.status(), status);
	}
	assert_eq!(served.get("/health").await.status(), 200);
	let refused = served.get("/v1/grants/7/head").await;
	assert_eq!(refused.headers()["retry-after"], "5");
	assert_eq!(refusal(refused).await, code(429, "too-many-requests"));
}

fn anchored(served: &Served) -> Vec<(u64, u64)> {
	let world = served.fake.world();
	world.anchored.iter().map(|entry| (entry.from.seq, entry.to.seq)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_should_be_anchored_when_there_are_enough() {
	let served = Served::new().await;
	served.next().await;
	served.gateway.anchor_once(2).await;
	assert_eq!(anchored(&served), []);
	served.next().await;
	served.gateway.anchor_once(2).await;
	assert_eq!(anchored(&served), [(0, 2)]);
	served.finalize();
	served.next().await;
	served.gateway.anchor_once(1).await;
	served.gateway.anchor_once(1).await;
	assert_eq!(anchored(&served), [(0, 2), (2, 3)]);
	let entry = served.fake.world().anchored[0].clone();
	let genesis = served::GENESIS.0;
	let payload = souk_sealing::anchor_payload(&genesis, 7, &entry.from, &entry.to);
	let signature = signature_of_text(&entry.request).unwrap();
	assert!(signed(&payload, &signature, &grantee().account()));
}

#[tokio::test(flavor = "multi_thread")]
async fn receipts_should_be_tried_again_when_the_chain_did_not_take_them() {
	let served = Served::new().await;
	served.fake.world().anchor_fails = Some("no".into());
	served.next().await;
	served.gateway.anchor_once(1).await;
	assert_eq!(anchored(&served), []);
	served.fake.world().anchor_fails = None;
	served.next().await;
	served.gateway.anchor_once(1).await;
	assert_eq!(anchored(&served), [(0, 2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn fewer_receipts_should_be_anchored_when_not_all_are_paid_for() {
	let served = Served::new().await;
	for _ in 0..3 {
		served.next().await;
	}
	served.fake.world().limit(None, Some(10), 25);
	served.gateway.anchor_once(1).await;
	assert_eq!(anchored(&served), [(0, 2)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn last_access_should_end_when_the_consent_is_withdrawn_that_the_chain_no_longer_looks_at() {
	let served = Served::new().await;
	let consent = |state| Consent {
		subject: AccountId32::new([5; 32]),
		agreement: AgreementId(3),
		terms_hash: H256::zero(),
		given_at: served::START,
		not_after: served::START * 2,
		state,
		round: 1,
	};
	{
		let mut world = served.fake.world();
		world.dataset.description.class = DataClass::Personal;
		world.consent = Some(consent(ConsentState::Given));
		world.limit(Some(1), None, 0);
	}
	served.finalize();
	let request = served.request(7, &grantee(), ZERO);
	let answer = served.given(&request).await;
	// The last one is anchored: of the grant, the chain now says that none is left, and nothing else.
	served.fake.world().limit(Some(0), None, 0);
	served.finalize();
	assert_eq!(served.get(&answer.content).await.status(), 200);
	served.fake.world().consent = Some(consent(ConsentState::Withdrawn { at: served::START }));
	let content = served.get(&answer.content).await;
	assert_eq!(refusal(content).await, denied(Denial::ConsentWithdrawn));
	assert_eq!(served.refused(&request).await, denied(Denial::ConsentWithdrawn));
}

#[tokio::test(flavor = "multi_thread")]
async fn access_should_be_given_when_a_wallet_signed() {
	let served = Served::new().await;
	let mut request = served.request(7, &grantee(), ZERO);
	let bytes = wrapped(&served::payload(&request));
	request.signature = signature_to_text(&grantee().sign(&bytes));
	assert!(is_countersigned(&request, &served.given(&request).await));
}
