//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{assert_noop, assert_ok};
use proptest::test_runner::Config as ProptestConfig;
use souk_primitives::{
	Assurance, Carry, CheckoutDiscount as _, DiscountRequest, Means, MemberId, Moment, OrderId,
	OrderNotice, OrderObserver as _, OrderStage, Parties, Points, PointsExchange as _, ProgramId,
	RankedPoints, RuleId, Tender, Undone,
};
use sp_core::{Pair as _, H256};
use sp_runtime::{
	DispatchError::{self, BadOrigin},
	DispatchResult, FixedU128, Permill,
};

mod attacks;
mod backing;
mod book;
mod check_in;
mod claim_task;
mod config;
mod create_program;
mod discounts;
mod ending;
mod exchange;
mod gift;
mod halts;
mod invariants;
mod merchants;
mod pools;
mod prune;
mod purchases;
mod referral;
mod ring;
mod rules;
mod spend;
mod statement;
mod tiers;
mod try_state;
mod types;
mod views;

type E = Error<Test>;
type Ev = Event<Test>;

/// The price of what a member has: the book 261 with a ring of 12 buckets, the standing 38, the count of
/// orders 4, the deposit 49.
const ACCOUNT: Balance = 100 + 352;
/// The price of a person's tally: itself 36, the deposit 49, its key 37.
const TALLY: Balance = 100 + 122;
/// The price of a claim: for how long it stays 9, the deposit 49, its key 32.
const CLAIM: Balance = 100 + 90;
/// The price of the points of a purchase.
const EARNING: Balance = 100 + 200;
/// The price of points that pay for a part of an order: lots 778, the rest 154.
const SPENDING: Balance = 100 + 932;

const ORDER: OrderId = OrderId(1);
const OTHER_ORDER: OrderId = OrderId(2);

/// As many cases as `PROPTEST_CASES` says.
fn proptest_config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

fn program() -> ProgramOf<Test> {
	Programs::<Test>::get(PROGRAM).unwrap()
}

fn ledger() -> LedgerOf<Test> {
	Ledgers::<Test>::get(PROGRAM).unwrap()
}

fn book(member: MemberId) -> Book {
	Accounts::<Test>::get(PROGRAM, member).unwrap().book
}

fn lots(member: MemberId) -> Vec<Lot> {
	book(member).ring.lots().collect()
}

/// What a member can spend now.
fn spendable(member: MemberId) -> Points {
	Loyalty::view_balance(PROGRAM, member).spendable
}

fn at(epoch: Epoch, points: Points) -> Lot {
	Lot { expiry: Expiry::At(epoch), points }
}

fn tally(member: MemberId, capped: Capped) -> Option<Tally> {
	Tallies::<Test>::get((PROGRAM, capped, subject_of(member))).map(|own| own.tally)
}

fn check_in_by(by: RuntimeOrigin, program: ProgramId, rule: RuleId) -> DispatchResult {
	Loyalty::check_in(by, program, rule).map(|_| ()).map_err(|error| error.error)
}

fn check_in(who: &AccountId) -> DispatchResult {
	check_in_by(origin(who), PROGRAM, CHECK_IN)
}

fn gift(from: &AccountId, to: &AccountId, points: Points) -> DispatchResult {
	Loyalty::gift(origin(from), PROGRAM, to.clone(), points)
}

/// A claim of somebody's, good for an hour.
fn claim_of(member: MemberId, rule: RuleId, nonce: u64, evidence: Evidence) -> Claim {
	let (subject, deadline) = (subject_of(member), now() + HOUR);
	Claim { program: PROGRAM, rule, subject, nonce, deadline, evidence }
}

fn task_of(member: MemberId, nonce: u64) -> Claim {
	claim_of(member, TASK, nonce, Evidence::Task)
}

/// Signs as an attestor does: with nothing of the pallet's own.
fn signed(claim: &Claim) -> sp_runtime::MultiSignature {
	let digest = sp_io::hashing::blake2_256(&claim.message(genesis_hash()));
	attestor().sign(&digest).into()
}

fn submit(who: &AccountId, claim: Claim) -> DispatchResult {
	let signature = signed(&claim);
	Loyalty::claim_task(origin(who), claim, attestor_account(), signature)
}

/// Gives somebody 20 points for each of so many tasks.
fn do_tasks(who: &AccountId, member: MemberId, count: u64) {
	let done = Claims::<Test>::iter().count() as u64;
	for n in 0..count {
		assert_ok!(submit(who, task_of(member, done * 1_000 + n + now())));
	}
}

fn parties(buyer: &AccountId) -> Parties<AccountId> {
	Parties { merchant: merchant(), buyer: buyer.clone(), payer: buyer.clone() }
}

fn tell(order: OrderId, notice: OrderNotice<AccountId, Asset, Balance>) -> DispatchResult {
	frame_support::storage::with_storage_layer(|| Loyalty::notify(order, &notice))
}

fn funded(parties: Parties<AccountId>, amount: Balance) -> OrderNotice<AccountId, Asset, Balance> {
	OrderNotice::Funded { parties, tender: Tender::Asset(USD), amount }
}

/// Puts an order on record that is paid.
fn put_order(order: OrderId, parties: Parties<AccountId>) {
	let record = TestOrder { parties, stage: OrderStage::Funded, refunded: 0 };
	Orders::mutate(|orders| orders.insert(order, record));
}

fn change_order(order: OrderId, change: impl FnOnce(&mut TestOrder)) {
	Orders::mutate(|orders| change(orders.get_mut(&order).unwrap()));
}

/// Somebody pays for an order.
fn buy(order: OrderId, buyer: &AccountId, amount: Balance) -> DispatchResult {
	put_order(order, parties(buyer));
	tell(order, funded(parties(buyer), amount))
}

/// The merchant is paid.
fn settle(order: OrderId) -> DispatchResult {
	change_order(order, |order| order.stage = OrderStage::Settled);
	tell(order, OrderNotice::Settled { paid_out: 1 })
}

/// So much of an order has gone back in all.
fn refund(order: OrderId, cumulative: Balance) -> DispatchResult {
	change_order(order, |order| order.refunded = cumulative);
	tell(order, OrderNotice::Refunded { cumulative })
}

/// The order leaves the record.
fn close(order: OrderId) -> DispatchResult {
	Orders::mutate(|orders| orders.remove(&order));
	tell(order, OrderNotice::Closed)
}

fn earning(order: OrderId) -> EarningOf<Test> {
	Earnings::<Test>::get(order).unwrap()
}

fn request(
	buyer: &AccountId,
	amount: Balance,
	points: Points,
) -> DiscountRequest<AccountId, Asset, Balance> {
	let (tender, means) = (Tender::Asset(USD), Means::Points(points));
	DiscountRequest { merchant: merchant(), buyer: buyer.clone(), tender, amount, means }
}

fn reserve(order: OrderId, buyer: &AccountId, points: Points) -> Result<Balance, DispatchError> {
	Loyalty::reserve(order, &request(buyer, 1_000, points))
}

fn ranked(
	rule: RuleId,
	member: MemberId,
	points: Points,
	order: Option<OrderId>,
) -> RankedPoints<AccountId> {
	let (program, subject) = (PROGRAM, subject_of(member));
	let purchase = order.map(|order| (order, merchant()));
	RankedPoints { program, rule, member, subject, points, purchase }
}

/// Makes an account one that another pallet keeps alive, and takes all it has free.
fn empty(who: &AccountId) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	System::inc_providers(who);
	let all = free_balance(who);
	assert_ok!(Balances::transfer(who, &stranger(), all, Preservation::Expendable));
	assert_eq!(free_balance(who), 0);
}
