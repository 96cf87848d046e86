//! Tests of the pallet: a file for each subject. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use pallet_loyalty::{Epoch, Expiry, Lifetime, Lot};
use souk_primitives::{Moment, Points, ProgramId};
use sp_runtime::{DispatchResult, FixedU128, Permill};

mod circles;
mod exchange;
mod partners;
mod settle;
mod try_state;

type E = Error<Test>;
type Ev = Event<Test>;
type L = pallet_loyalty::Error<Test>;

/// Four of the café's points for one of the airline's: as much as they are worth.
fn there() -> OfferOf<Test> {
	offer(FixedU128::from_u32(4))
}

fn back() -> OfferOf<Test> {
	offer(FixedU128::from_rational(1, 4))
}

fn offer(rate: FixedU128) -> OfferOf<Test> {
	Offer { rate, haircut: Permill::zero(), daily_cap: 1_000, credit: 500 }
}

fn propose() -> DispatchResult {
	Coalition::propose_partner(origin(&airline()), AIR, BEAN, there(), back())
}

fn accept() -> DispatchResult {
	Coalition::accept_partner(origin(&cafe()), BEAN, AIR, back(), there())
}

/// Has both agree on these offers.
fn agree(there: OfferOf<Test>, back: OfferOf<Test>) {
	assert_ok!(Coalition::propose_partner(origin(&airline()), AIR, BEAN, there, back));
	assert_ok!(Coalition::accept_partner(origin(&cafe()), BEAN, AIR, back, there));
	System::reset_events();
}

fn exchange(from: ProgramId, to: ProgramId, points: Points) -> DispatchResult {
	Coalition::exchange(origin(&alice()), from, to, points)
}

fn partnership() -> PartnershipOf<Test> {
	Partnerships::<Test>::get(AIR, BEAN).unwrap()
}

fn at(epoch: Epoch, points: Points) -> Lot {
	Lot { expiry: Expiry::At(epoch), points }
}
