//! Tests of the pallet: a file for each flow. What several of them need is here.

// The pallet of the mock, and not the storage of the same name.
use crate::mock::Rewards;
use crate::{mock::*, *};
use codec::Encode;
use frame_support::{assert_noop, assert_ok};
use souk_primitives::{Assurance, MemberId, Moment, Nullifier, Points, ProgramId, RewardId};
use sp_core::{Pair as _, H256};
use sp_runtime::{
	traits::{Convert, Dispatchable},
	DispatchError, DispatchResult, MultiSignature,
};

mod badges;
mod buying;
mod ending;
mod holding;
mod invariants;
mod offering;
mod try_state;
mod views;

type E = Error<Test>;
type Ev = Event<Test>;
type NftsError = pallet_nfts::Error<Test>;
type State = crate::Rewards<Test>;

const REWARD: RewardId = RewardId(0);
const PRICE: Points = 100;

/// A gift that can be given to others, of which anybody can have any number.
fn gift() -> Terms<AccountId> {
	Terms {
		kind: Kind::Gift { price: PRICE, transferable: true, per_person: None },
		starts: None,
		ends: None,
		digest: H256::repeat_byte(0xd1),
		uri: "ipfs://mug".try_into().unwrap(),
	}
}

/// A gift for whoever buys it, of which a person can have so many.
fn bound_gift(per_person: u32) -> Terms<AccountId> {
	let per_person = Some(per_person);
	Terms { kind: Kind::Gift { price: PRICE, transferable: false, per_person }, ..gift() }
}

fn badge() -> Terms<AccountId> {
	Terms { kind: Kind::Badge { attestor: attestor_account() }, ..gift() }
}

fn try_offer(terms: Terms<AccountId>, stock: u32) -> DispatchResult {
	Rewards::offer_reward(origin(&operator()), PROGRAM, terms, stock)
}

/// Offers a reward, and returns its id.
fn offer(terms: Terms<AccountId>, stock: u32) -> RewardId {
	let id = NextRewardId::<Test>::get();
	assert_ok!(try_offer(terms, stock));
	id
}

fn reward(id: RewardId) -> RewardOf<Test> {
	State::get(id).unwrap()
}

/// Buys as a transaction does: all of it or nothing.
fn buy(who: &AccountId, reward: RewardId) -> DispatchResult {
	let call = RuntimeCall::Rewards(Call::buy { reward });
	call.dispatch(origin(who)).map(|_| ()).map_err(|refused| refused.error)
}

/// Signs as an attestor does: with nothing of the pallet's own.
fn signed(genesis: H256, reward: RewardId, subject: Nullifier, deadline: Moment) -> MultiSignature {
	let domain: &[u8] = b"souk/rewards/badge/v1";
	let message = (domain, genesis, reward.0, subject, deadline).encode();
	attestor().sign(&sp_io::hashing::blake2_256(&message)).into()
}

/// Claims a badge with a signature for that person.
fn claim(who: &AccountId, reward: RewardId, person: u64) -> DispatchResult {
	let deadline = T0 + HOUR;
	let signature = signed(genesis_hash(), reward, subject(person), deadline);
	Rewards::claim_badge(origin(who), reward, deadline, signature)
}

fn owner(reward_id: RewardId, item: u32) -> Option<AccountId> {
	Nfts::owner(reward(reward_id).collection, item)
}

fn give(from: &AccountId, id: RewardId, item: u32, to: &AccountId) -> DispatchResult {
	Nfts::transfer(origin(from), reward(id).collection, item, to.clone())
}

fn till(id: RewardId) -> AccountId {
	Rewards::till_account(id)
}
