//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use proptest::test_runner::Config as ProptestConfig;
use souk_primitives::{Assurance, Context, Identify, MemberId, Moment, Nullifier, Person};
use sp_core::H256;
use sp_runtime::{DispatchError::BadOrigin, DispatchResult};

mod admit_issuer;
mod attestations;
mod bind_proof;
mod cancel_rotation;
mod close;
mod config;
mod consents;
mod finish_rotation;
mod freeze;
mod identify;
mod invariants;
mod rebind_proof;
mod recover;
mod register;
mod register_issuer;
mod remove_issuer;
mod request_rotation;
mod returning;
mod revoke_issuer;
mod set_issuer_keys;
mod states;
mod thefts;
mod try_state;
mod types;
mod unfreeze;

type E = Error<Test>;
type Ev = Event<Test>;

/// The member of whoever registers next.
const NEXT: MemberId = MemberId(1);

/// A member that there never was.
const NOBODY: MemberId = MemberId(9);

/// The issuer's word that an account is somebody's among the shops.
fn attestation(account: &AccountId, nullifier: Nullifier) -> TestAttestation {
	Attestation {
		issuer: ISSUER,
		context: SHOPS,
		nullifier,
		assurance: Assurance::Person,
		account: account.clone(),
		expires_at: now() + 10_000,
	}
}

fn attestation_with(change: impl FnOnce(&mut TestAttestation)) -> TestAttestation {
	let mut attestation = attestation(&alice(), ALICE_THERE);
	change(&mut attestation);
	attestation
}

/// Signed by a key of the issuer that it names.
fn proof(attestation: TestAttestation) -> TestProof {
	let key = if attestation.issuer == RIVAL { rival_key() } else { issuer_key() };
	proof_by(attestation, &key)
}

/// The issuer's word that an account is Alice's.
fn alices(account: &AccountId) -> TestProof {
	proof(attestation(account, ALICE_THERE))
}

/// The other issuer's.
fn alices_by_rival(account: &AccountId) -> TestProof {
	let attestation = attestation(account, ALICE_THERE);
	proof(Attestation { issuer: RIVAL, ..attestation })
}

/// The account that the attestation is about hands it in.
fn bind(attestation: TestAttestation) -> DispatchResult {
	Membership::bind_proof(origin(&attestation.account.clone()), proof(attestation), None)
}

/// The same.
fn rebind(attestation: TestAttestation) -> DispatchResult {
	Membership::rebind_proof(origin(&attestation.account.clone()), proof(attestation), None)
}

/// For oneself, and with nobody to recover it.
fn register(who: &AccountId) -> DispatchResult {
	Membership::register(origin(who), control(who, None), None)
}

/// Alice asks for her member to be in the hands of her next account.
fn request() -> DispatchResult {
	request_to(control(&fresh(), Some(guardian())))
}

fn request_to(to: TestControl) -> DispatchResult {
	Membership::request_rotation(origin(&alice()), to, None, None)
}

/// The guardian asks for Alice's member to be in the hands of her next account.
fn recover() -> DispatchResult {
	Membership::recover(origin(&guardian()), ALICE, fresh(), None, None)
}

/// Alice's next account agrees to be her member's controller.
fn fresh_agrees() -> TestConsent {
	let control = control(&fresh(), Some(guardian()));
	consent_by(&fresh_key(), &Deed::Control { member: ALICE, control })
}

fn finish(who: &AccountId) -> DispatchResult {
	Membership::finish_rotation(origin(who), ALICE)
}

fn cancel(who: &AccountId) -> DispatchResult {
	Membership::cancel_rotation(origin(who), ALICE)
}

fn freeze(who: &AccountId) -> DispatchResult {
	Membership::freeze(origin(who), ALICE)
}

fn unfreeze(who: &AccountId) -> DispatchResult {
	Membership::unfreeze(origin(who), ALICE)
}

fn close(who: &AccountId) -> DispatchResult {
	Membership::close(origin(who))
}

fn revoke(issuer: IssuerId, compromised_since: Option<Moment>) -> DispatchResult {
	Membership::revoke_issuer(origin(&council()), issuer, compromised_since)
}

/// Alice's member on record.
fn member() -> MemberOf<Test> {
	Members::<Test>::get(ALICE).unwrap()
}

fn issuer(id: IssuerId) -> IssuerOf<Test> {
	Issuers::<Test>::get(id).unwrap()
}

/// Whose an account is or was.
fn owner(account: &AccountId) -> Option<MemberId> {
	KeyOf::<Test>::get(account).map(|key| key.member)
}

/// What is known of somebody among the shops.
fn binding(nullifier: Nullifier) -> Option<BindingOf<Test>> {
	Nullifiers::<Test>::get(SHOPS, nullifier)
}

fn subject(member: MemberId) -> Option<Nullifier> {
	Membership::subject(member, &SHOPS)
}

fn assurance(member: MemberId) -> Assurance {
	Membership::assurance(member, &SHOPS)
}

fn acting(account: &AccountId) -> Option<MemberId> {
	<Membership as Identify<AccountId>>::member(account)
}

fn same_person(a: &AccountId, b: &AccountId) -> bool {
	let same = Membership::same_person(a, b);
	assert_eq!(Membership::same_person(b, a), same);
	same
}

fn deposit(depositor: AccountId, amount: Balance) -> Deposit<AccountId, Balance> {
	Deposit { depositor, amount }
}

fn wait(time: Moment) {
	set_time(now() + time);
}

/// Puts a member of Alice's into the hands of her next account, which somebody else pays for.
fn rotate() {
	let to = control(&fresh(), Some(guardian()));
	let consent = Some(fresh_agrees());
	assert_ok!(Membership::request_rotation(origin(&alice()), to, consent, None));
	wait(ROTATION_DELAY);
	assert_ok!(finish(&sponsor()));
}

/// Makes an account one that another pallet keeps alive, and takes all it has free.
fn empty(who: &AccountId) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	System::inc_providers(who);
	let all = free_balance(who);
	assert_ok!(Balances::transfer(who, &stranger(), all, Preservation::Expendable));
	assert_eq!(free_balance(who), 0);
}

/// As many cases as `PROPTEST_CASES` says.
fn proptest_config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
