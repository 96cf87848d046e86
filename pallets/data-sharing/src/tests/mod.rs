//! Tests of the pallet, by subject. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{
	assert_noop, assert_ok, hypothetically,
	traits::{fungible::InspectHold, fungibles::InspectHold as _},
	BoundedVec,
};
use souk_primitives::{
	data::{
		dataset_id, Access, Actions, ConsentAct, Content, DataClass, DatasetId, Denial, Purposes,
		ReceiptHead, Scope, Suite,
	},
	AgreementId, GrantId, Moment, OrderId, OrderStage,
};
use sp_core::H256;
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchError, DispatchResult,
};

mod agreements;
mod consents;
mod datasets;
mod delegation;
mod document;
mod envelopes;
mod erasure;
mod grants;
mod keys;
mod model;
mod orders;
mod reap;
mod receipts;
mod views;

type E = Error<Test>;
type Ev = Event<Test>;
type Terms = TermsOf<Test>;

const SALT: H256 = H256::repeat_byte(7);
const PURPOSE: Purposes = Purposes(Purposes::SERVICE.0 | Purposes::RESEARCH.0);
const FIELDS: u64 = 0b1110;
/// The order of the tests.
const ORDER: OrderId = OrderId(3);
/// The agreement that the tests make first.
const AGREEMENT: AgreementId = AgreementId(0);
/// The grant that the tests give first.
const GRANT: GrantId = GrantId(0);

fn take_events() -> Vec<Ev> {
	let events = System::events().into_iter().filter_map(|record| match record.event {
		RuntimeEvent::Data(event) => Some(event),
		_ => None,
	});
	let events = events.collect();
	System::reset_events();
	events
}

fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// What is held of everybody for records.
fn deposits() -> Balance {
	everybody().iter().map(|who| held(HoldReason::Record, who)).sum()
}

fn content(byte: u8) -> Content {
	Content {
		cipher_hash: H256::repeat_byte(byte),
		cipher_len: 1_024,
		content_commit: H256::repeat_byte(byte + 1),
		dek_commit: H256::repeat_byte(byte + 2),
	}
}

fn description(class: DataClass) -> Description<AccountId> {
	Description {
		subject: class.is_personal().then(subject),
		class,
		schema: "https://schema.org/Person".try_into().unwrap(),
		locator: "https://data.example/".try_into().unwrap(),
		retain_until: None,
	}
}

fn id_of(salt: H256) -> DatasetId {
	dataset_id(&owner(), salt)
}

/// The dataset of the tests.
fn dataset() -> DatasetId {
	id_of(SALT)
}

fn register_with(salt: H256, description: Description<AccountId>) -> DispatchResult {
	Data::register_dataset(origin(&owner()), salt, description, content(1))
}

fn registered_as(class: DataClass) -> DatasetId {
	assert_ok!(register_with(SALT, description(class)));
	dataset()
}

fn registered() -> DatasetId {
	registered_as(DataClass::Personal)
}

fn publish_at(version: u32, dek_epoch: u32) -> DispatchResult {
	let content = content(10 * version as u8);
	let locator = "https://data.example/".try_into().unwrap();
	Data::publish_version(origin(&owner()), dataset(), version, dek_epoch, content, locator)
}

fn terms() -> Terms {
	Terms {
		purposes: PURPOSE,
		actions: Actions(Actions::USE.0 | Actions::DISTRIBUTE.0),
		fields: FIELDS,
		regions: vec![*b"CN", *b"DE"].try_into().unwrap(),
		max_access: Some(100),
		not_before: T0,
		not_after: T0 + 1_000_000,
		retention: 3_000,
		price: None,
		onward_depth: 4,
		bond: 500,
		policy_hash: H256::repeat_byte(1),
		notice_hash: H256::repeat_byte(2),
	}
}

fn agreement_of(id: AgreementId) -> AgreementOf<Test> {
	Agreements::<Test>::get(id).unwrap()
}

fn agreement() -> AgreementOf<Test> {
	agreement_of(AGREEMENT)
}

/// The provider offers; the first agreement.
fn offered_with(terms: Terms) -> AgreementId {
	let id = NextAgreementId::<Test>::get();
	assert_ok!(Data::propose(origin(&owner()), consumer(), Side::Provider, terms));
	id
}

fn accept(id: AgreementId, by: &AccountId) -> DispatchResult {
	let AgreementOf::<Test> { round, terms_hash, .. } = agreement_of(id);
	Data::accept(origin(by), id, round, terms_hash)
}

fn agreed_with(terms: Terms) -> AgreementId {
	let id = offered_with(terms);
	assert_ok!(accept(id, &consumer()));
	assert_ok!(Data::finalize(origin(&owner()), id));
	id
}

fn agreed() -> AgreementId {
	agreed_with(terms())
}

fn give_until(dataset: DatasetId, id: AgreementId, not_after: Moment) -> DispatchResult {
	let hash = agreement_of(id).terms_hash;
	Data::give_consent(origin(&subject()), dataset, id, hash, not_after)
}

fn give() -> DispatchResult {
	give_until(dataset(), AGREEMENT, Moment::MAX)
}

fn withdraw() -> DispatchResult {
	Data::withdraw_consent(origin(&subject()), dataset(), AGREEMENT)
		.map(|_| ())
		.map_err(|error| error.error)
}

fn scope_of(dataset: DatasetId) -> Scope {
	Scope {
		dataset,
		purposes: PURPOSE,
		fields: FIELDS,
		not_after: T0 + 1_000_000,
		max_access: Some(10),
	}
}

fn scope() -> Scope {
	scope_of(dataset())
}

fn grant_with(scope: Scope) -> DispatchResult {
	Data::grant(origin(&owner()), AGREEMENT, scope)
}

fn grant_of(id: GrantId) -> GrantOf<Test> {
	Grants::<Test>::get(id).unwrap()
}

fn newest() -> GrantId {
	GrantId(NextGrantId::<Test>::get().0 - 1)
}

/// A grant by an agreement with these terms, with consent if that is needed; no data key yet.
fn granted_with(class: DataClass, terms: Terms) -> GrantId {
	registered_as(class);
	agreed_with(terms);
	if class.is_personal() {
		assert_ok!(give());
	}
	assert_ok!(grant_with(scope()));
	newest()
}

fn granted() -> GrantId {
	granted_with(DataClass::Personal, terms())
}

fn public_key(byte: u8) -> PublicKey {
	let mut key = vec![9; 32];
	key[0] = byte;
	key.try_into().unwrap()
}

fn set_key(who: &AccountId) -> DispatchResult {
	Data::set_encryption_key(origin(who), Suite::X25519, public_key(1))
}

fn envelope(grant: GrantId) -> NewEnvelope {
	let version = Datasets::<Test>::get(grant_of(grant).dataset).unwrap().version;
	let bytes = vec![5; 80];
	let commitment = BlakeTwo256::hash(&[b"souk/data/envelope/v1", bytes.as_slice()].concat());
	let inline = Some(bytes.try_into().unwrap());
	NewEnvelope { grant, version, key_epoch: 0, commitment, inline }
}

fn post_by(who: &AccountId, envelope: NewEnvelope) -> DispatchResult {
	Data::post_envelopes(origin(who), vec![envelope].try_into().unwrap())
		.map(|_| ())
		.map_err(|error| error.error)
}

fn post(grant: GrantId) -> DispatchResult {
	post_by(&owner(), envelope(grant))
}

/// A grant that the consumer can read by.
fn readable_with(class: DataClass, terms: Terms) -> GrantId {
	let id = granted_with(class, terms);
	assert_ok!(set_key(&consumer()));
	assert_ok!(post(id));
	id
}

fn readable() -> GrantId {
	readable_with(DataClass::Personal, terms())
}

fn check(who: &AccountId) -> Result<Access, Denial> {
	Data::check_access(dataset(), who.clone(), Purposes::SERVICE)
}

fn denied(who: &AccountId) -> Denial {
	check(who).unwrap_err()
}

/// What it is passed on in, one step further each time: to the third, to the fourth, and back.
fn delegate(parent: GrantId, to: &AccountId, scope: Scope) -> DispatchResult {
	let by = grant_of(parent).grantee;
	Data::delegate(origin(&by), parent, to.clone(), scope)
}

fn delegated(parent: GrantId, to: &AccountId, max_access: u32) -> GrantId {
	assert_ok!(delegate(parent, to, Scope { max_access: Some(max_access), ..scope() }));
	newest()
}

fn revoke(id: GrantId) -> DispatchResult {
	Data::revoke_grant(origin(&owner()), id)
}

fn reap(records: Vec<Record>) -> DispatchResult {
	Data::reap(origin(&stranger()), records.try_into().unwrap())
}
