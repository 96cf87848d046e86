//! Points and orders together, on the real runtime: what a purchase earns, what points pay, and what
//! becomes of both when the order settles, is undone, or is told of late.

use crate::chain::{account, apply, begin_block, end_block, sign, start};
use codec::Encode;
use frame_support::traits::{fungible::Inspect as _, fungibles::Inspect as _};
use pallet_loyalty::{
	runtime_api::Ending, Earnings, Formula, Ledgers, Lifetime, Limits, Redemption, Rule, Spendings,
	Status, Trigger, Unit,
};
use pallet_membership::{Attestation, Control, Grant, IssuerId, Proof, ProofOf};
use pallet_orders::{
	Call, Cancellation, Discount, Item, NextOrderId, Offer, Orders as OrdersMap, SignedOffer,
	Terms, Windows,
};
use souk_primitives::{
	Assurance, Means, MemberId, NoticeKind, OrderId, OrderStage, Points, ProgramId, TermsId,
};
use souk_runtime::{
	configs::assets::{AssetKind, Money},
	constants::{
		currency::SOUK,
		time::{DAY_MS, SLOT_DURATION},
	},
	genesis_config_presets::stablecoin::{DOLLAR, ID},
	Balance, Balances, Loyalty, Membership, Orders, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeHoldReason, Signature, System, Timestamp,
};
use sp_core::{sr25519, Pair, H256};
use sp_runtime::{DispatchError, FixedPointNumber, FixedU128, Permill};

pub const USD: AssetKind = AssetKind::WithId(ID);
pub const WINDOW: u64 = 20_000;
const CONTEXT: H256 = H256::repeat_byte(0xcc);
/// What stands for the buyer there.
pub const PERSON: H256 = H256::repeat_byte(7);
pub const PROGRAM: ProgramId = ProgramId(0);
pub const MEMBER: MemberId = MemberId(0);
/// What a point is worth in an order: a cent, and as much is paid for one.
pub const CENT: Balance = DOLLAR / 100;
/// Slots of an epoch.
pub const EPOCH: u64 = 3_600_000 / SLOT_DURATION;

pub fn ok(name: &str, call: impl Into<RuntimeCall>) {
	apply(sign(name, call.into())).expect("it is valid").expect("the call succeeds");
}

pub fn refused(name: &str, call: impl Into<RuntimeCall>) -> DispatchError {
	apply(sign(name, call.into())).expect("it is valid").expect_err("the call is refused")
}

pub fn key(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

pub fn next_block(slot: u64) {
	end_block();
	begin_block(slot);
}

pub fn windows() -> Windows {
	Windows {
		pay: WINDOW,
		ship: WINDOW,
		receive: WINDOW,
		inspect: WINDOW,
		answer: WINDOW,
		send_back: WINDOW,
		take_back: WINDOW,
		challenge: 0,
		extension: WINDOW,
		record: WINDOW,
	}
}

pub fn sudo(call: impl Into<RuntimeCall>) {
	ok("Alice", pallet_sudo::Call::sudo { call: Box::new(call.into()) });
	let told = System::events().into_iter().rev().find_map(|record| match record.event {
		RuntimeEvent::Sudo(pallet_sudo::Event::Sudid { sudo_result }) => Some(sudo_result),
		_ => None,
	});
	assert_eq!(told, Some(Ok(())));
}

/// Governance admits an issuer.
pub fn make_issuer() {
	let signers = vec![account("Issuer")].try_into().unwrap();
	ok(
		"Gateway",
		pallet_membership::Call::register_issuer { name: "Post".try_into().unwrap(), signers },
	);
	let grants = vec![Grant { context: CONTEXT, assurance: Assurance::Person }];
	let admit = pallet_membership::Call::<Runtime>::admit_issuer {
		issuer: IssuerId(0),
		grants: grants.try_into().unwrap(),
	};
	assert_eq!(refused("Gateway", admit.clone()), DispatchError::BadOrigin);
	sudo(admit);
}

pub fn register(name: &str, recovery: Option<&str>) {
	let control = Control { controller: account(name), recovery: recovery.map(account) };
	ok(name, pallet_membership::Call::register { control, consent: None });
}

/// The issuer's word that an account is the buyer's.
pub fn proof(name: &str) -> ProofOf<Runtime> {
	let attestation = Attestation {
		issuer: IssuerId(0),
		context: CONTEXT,
		nullifier: PERSON,
		assurance: Assurance::Person,
		account: account(name),
		expires_at: Timestamp::get() + DAY_MS,
	};
	let payload = Membership::attestation_payload(&attestation);
	let signature: Signature = key("Issuer").sign(&payload).into();
	Proof { attestation, signer: account("Issuer"), signature }
}

/// The buyer is a member, whom an issuer knows.
pub fn make_member(recovery: Option<&str>) {
	make_issuer();
	register("Buyer", recovery);
	ok("Buyer", pallet_membership::Call::bind_proof { proof: proof("Buyer"), consent: None });
}

/// Points are good for three epochs of an hour. One is backed by a hundredth of a SOUK.
pub fn program_terms() -> pallet_loyalty::Terms {
	pallet_loyalty::Terms {
		context: CONTEXT,
		assurance: Assurance::Person,
		epoch: 3_600_000,
		lifetime: Lifetime::Epochs(3),
		notice: 30 * DAY_MS,
		value: FixedU128::saturating_from_integer(SOUK / 100),
		backing: Permill::one(),
		gifts: 0,
	}
}

/// A point is worth a cent each of up to half of an order that is paid in one of these.
pub fn redemption(units: Vec<Unit<AssetKind>>) -> Redemption<AssetKind> {
	let rate = |unit| pallet_loyalty::Rate { unit, per_point: FixedU128::from_u32(CENT as u32) };
	let rates: Vec<_> = units.into_iter().map(rate).collect();
	Redemption { rates: rates.try_into().unwrap(), max_share: Permill::from_percent(50) }
}

/// A point for each cent that is paid.
pub fn purchase_rule(
	unit: Unit<AssetKind>,
	ranked: bool,
) -> Rule<souk_runtime::AccountId, AssetKind> {
	Rule {
		trigger: Trigger::Purchase(unit),
		formula: Formula::PerUnit(FixedU128::from_rational(1, CENT)),
		limits: Limits {
			window: 3_600_000,
			per_subject: None,
			overall: None,
			cooldown: 0,
			budget: 1_000_000,
		},
		ranked,
		attestors: Default::default(),
	}
}

/// The platform's program, which serves the merchant.
pub fn make_program(terms: pallet_loyalty::Terms, ranked: bool) {
	let redemption = redemption(vec![Unit::Asset(USD)]);
	ok(
		"Platform",
		pallet_loyalty::Call::create_program {
			name: "Cents".try_into().unwrap(),
			terms,
			redemption,
			record_budget: 100 * SOUK,
		},
	);
	let rule = purchase_rule(Unit::Asset(USD), ranked);
	ok("Platform", pallet_loyalty::Call::add_rule { program: PROGRAM, rule });
	let merchant = account("Merchant");
	ok("Platform", pallet_loyalty::Call::invite_merchant { program: PROGRAM, merchant });
	ok("Merchant", pallet_loyalty::Call::join { program: PROGRAM });
}

/// The merchant's first terms.
pub fn publish_terms() {
	let terms = Terms {
		windows: windows(),
		cancellation: Cancellation::BeforeShipping,
		splits: Default::default(),
		disputes: None,
		reserve: None,
	};
	ok("Merchant", Call::publish_terms { terms });
}

/// The program's rules are in force, and the merchant has terms.
fn open_shop() {
	begin_block(1);
	make_member(None);
	make_program(program_terms(), false);
	publish_terms();
	next_block(1 + EPOCH);
}

pub fn shop(test: impl FnOnce()) {
	start("development").execute_with(|| {
		open_shop();
		test();
		check_books();
	});
}

/// As a buyer says it who uses so many points.
pub fn means(points: Points) -> Option<Means> {
	(points > 0).then_some(Means::Points(points))
}

fn signed_offer(
	amount: Balance,
	points: Points,
) -> SignedOffer<souk_runtime::AccountId, AssetKind, Balance, Signature> {
	offer_with(amount, means(points))
}

pub fn offer_with(
	amount: Balance,
	means: Option<Means>,
) -> SignedOffer<souk_runtime::AccountId, AssetKind, Balance, Signature> {
	let offer = Offer {
		merchant: account("Merchant"),
		buyer: None,
		terms: TermsId(0),
		asset: USD,
		items: vec![Item { amount, reference: "A-1".try_into().unwrap() }].try_into().unwrap(),
		nonce: NextOrderId::<Runtime>::get().0,
		valid_until: Timestamp::get() + 1,
	};
	let payload = Orders::offer_payload(&offer);
	let signature = key("Merchant").sign(&payload).into();
	SignedOffer { offer, signature, discounts: vec![means].try_into().unwrap() }
}

pub fn place(amount: Balance, points: Points) -> Call<Runtime> {
	let offers = vec![signed_offer(amount, points)].try_into().unwrap();
	Call::place { offers, max_total: amount - points * CENT }
}

/// The order that was opened last.
pub fn newest() -> OrderId {
	OrderId(NextOrderId::<Runtime>::get().0 - 1)
}

pub fn buy_as(name: &str, amount: Balance, points: Points) -> OrderId {
	ok(name, place(amount, points));
	newest()
}

pub fn buy(amount: Balance, points: Points) -> OrderId {
	buy_as("Buyer", amount, points)
}

pub fn confirm_as(name: &str, order: OrderId) {
	ok(name, Call::confirm { orders: vec![order].try_into().unwrap() });
}

pub fn confirm(order: OrderId) {
	confirm_as("Buyer", order);
}

pub fn refund(order: OrderId, amount: Balance) {
	ok("Merchant", Call::refund { order, amount });
}

pub fn stage(order: OrderId) -> OrderStage {
	OrdersMap::<Runtime>::get(order).unwrap().state.stage()
}

pub fn usd(name: &str) -> Balance {
	Money::balance(USD, &account(name))
}

/// Spendable, pending, reserved and owed.
pub fn points() -> (Points, Points, Points, Points) {
	let view = Loyalty::view_balance(PROGRAM, MEMBER);
	(view.spendable, view.pending, view.reserved, view.debt)
}

/// How many points, by the epoch in which they end.
pub fn lots() -> Vec<(pallet_loyalty::Expiry, Points)> {
	let list = Loyalty::view_expiring(PROGRAM, MEMBER);
	list.into_iter().map(|Ending { expiry, points, .. }| (expiry, points)).collect()
}

pub fn captured() -> Points {
	Loyalty::view_liability(PROGRAM).unwrap().captured
}

/// What the program owes is what its only member has, and what is behind it is on hold.
pub fn check_books() {
	let program = Loyalty::view_liability(PROGRAM).unwrap();
	assert_eq!(program.status, Status::Active);
	let (spendable, pending, reserved, debt) = points();
	let sum: Points = program.endings.iter().map(|ending| ending.points).sum();
	assert_eq!((sum, program.pending), (spendable, pending));
	assert_eq!((program.reserved, program.debt), (reserved, debt));
	let outstanding = spendable + pending + reserved + program.captured;
	assert_eq!(program.needed, outstanding * SOUK / 100);
	assert_eq!(program.held, program.needed + program.owed);
	let reason: RuntimeHoldReason = pallet_loyalty::HoldReason::Backing.into();
	use frame_support::traits::fungible::InspectHold;
	assert_eq!(Balances::balance_on_hold(&reason, &account("Platform")), program.held);
	// Orders and points tell the same of each order.
	for (id, order) in OrdersMap::<Runtime>::iter() {
		let Some(Discount { means: Means::Points(points), .. }) = order.discount else { continue };
		let Some(spending) = Spendings::<Runtime>::get(id) else {
			assert!(order.state.stage().is_final(), "points of an open order are nowhere");
			continue;
		};
		assert_eq!(spending.charged, order.due());
		assert_eq!(spending.points(), points);
		let refunded = order.ledger().map_or(0, |ledger| ledger.refunded());
		assert_eq!(spending.returned, points * refunded / order.due());
	}
}

pub fn failed() -> Vec<(OrderId, u8, NoticeKind)> {
	let missed = |record: frame_system::EventRecord<RuntimeEvent, _>| match record.event {
		RuntimeEvent::Orders(pallet_orders::Event::ObserverFailed {
			order,
			observer,
			notice,
			..
		}) => Some((order, observer, notice)),
		_ => None,
	};
	System::events().into_iter().filter_map(missed).collect()
}

#[test]
fn points_should_be_pending_when_an_order_is_paid_and_come_in_when_it_settles() {
	shop(|| {
		let order = buy(100 * DOLLAR, 0);
		assert_eq!(points(), (0, 10_000, 0, 0));
		check_books();
		confirm(order);
		assert_eq!(points(), (10_000, 0, 0, 0));
		assert_eq!(failed(), vec![]);
		// And by time, in nobody's transaction.
		let order = buy(DOLLAR, 0);
		ok("Merchant", Call::ship { orders: vec![order].try_into().unwrap(), tracking: None });
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		end_block();
		assert_eq!(stage(order), OrderStage::Settled);
		assert_eq!(points(), (10_100, 0, 0, 0));
	});
}

#[test]
fn points_should_be_taken_back_when_the_purchase_is_refunded_in_part_and_then_whole() {
	shop(|| {
		let order = buy(100 * DOLLAR, 0);
		refund(order, 25 * DOLLAR);
		assert_eq!(points(), (0, 7_500, 0, 0));
		confirm(order);
		assert_eq!(points(), (7_500, 0, 0, 0));
		// After settlement; a third of a cent takes a whole point.
		refund(order, CENT / 3);
		assert_eq!(points(), (7_499, 0, 0, 0));
		refund(order, 75 * DOLLAR - CENT / 3);
		assert_eq!(points(), (0, 0, 0, 0));
		assert_eq!(Earnings::<Runtime>::get(order).unwrap().left(), 0);

		// What was never settled earns nothing.
		let order = buy(40 * DOLLAR, 0);
		ok("Merchant", Call::cancel { order });
		assert_eq!((stage(order), points()), (OrderStage::Refunded, (0, 0, 0, 0)));
	});
}

#[test]
fn member_should_owe_points_when_it_spent_what_is_taken_back() {
	shop(|| {
		let first = buy(100 * DOLLAR, 0);
		confirm(first);
		let second = buy(200 * DOLLAR, 10_000);
		refund(first, 100 * DOLLAR);
		// Ten thousand pending for the second order: of the hundred dollars that were paid.
		assert_eq!(points(), (0, 10_000, 10_000, 10_000));
		confirm(second);
		// What comes in pays it off.
		assert_eq!(points(), (0, 0, 0, 0));
		assert_eq!(captured(), 10_000);
	});
}

#[test]
fn order_should_cost_less_and_earn_less_when_points_pay_for_a_part() {
	shop(|| {
		confirm(buy(100 * DOLLAR, 0));
		let (buyer, merchant) = (usd("Buyer"), usd("Merchant"));
		let order = buy(100 * DOLLAR, 4_000);
		assert_eq!(usd("Buyer"), buyer - 60 * DOLLAR);
		assert_eq!(points(), (6_000, 6_000, 4_000, 0));
		check_books();
		confirm(order);
		assert_eq!(usd("Merchant"), merchant + 60 * DOLLAR);
		assert_eq!((points(), captured()), ((12_000, 0, 0, 0), 4_000));
		check_books();
		// When its record goes, the merchant gets what was behind the points.
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		let souk = Balances::total_balance(&account("Merchant"));
		ok("Carrier", Call::close { orders: vec![order].try_into().unwrap() });
		assert_eq!(captured(), 0);
		assert_eq!(Balances::total_balance(&account("Merchant")), souk + 40 * SOUK);
		assert_eq!(Spendings::<Runtime>::get(order), None);
	});
}

#[test]
fn checkout_should_be_refused_when_the_points_may_not_be_used() {
	shop(|| {
		use pallet_loyalty::Error as E;
		let none = E::<Runtime>::TooFewPoints.into();
		assert_eq!(refused("Buyer", place(100 * DOLLAR, 1)), none);
		confirm(buy(100 * DOLLAR, 0));
		assert_eq!(
			refused("Buyer", place(100 * DOLLAR, 5_001)),
			E::<Runtime>::ShareTooLarge.into()
		);
		assert_eq!(refused("Buyer", place(300 * DOLLAR, 10_001)), none);
		assert_eq!(refused("Buyer2", place(100 * DOLLAR, 1)), E::<Runtime>::NotMember.into());
		assert_eq!(points(), (10_000, 0, 0, 0));
		// The same by asking.
		let ask = |points| {
			let offer = signed_offer(100 * DOLLAR, 0).offer;
			Orders::quote_with_discounts(offer, account("Buyer"), vec![means(points)])
		};
		assert_eq!(ask(5_001), Err(E::<Runtime>::ShareTooLarge.into()));
		let quote = ask(5_000).unwrap();
		assert_eq!((quote.total, quote.items[0].discount), (50 * DOLLAR, 50 * DOLLAR));
		assert_eq!(points(), (10_000, 0, 0, 0));
	});
}

#[test]
fn points_should_go_back_to_their_lots_when_the_order_is_undone() {
	shop(|| {
		confirm(buy(10 * DOLLAR, 0));
		next_block(1 + 2 * EPOCH);
		confirm(buy(20 * DOLLAR, 0));
		next_block(1 + 3 * EPOCH);
		let before = lots();
		let [(first, 1_000), (second, 2_000)] = before[..] else { panic!("{before:?}") };

		// The first to end are spent first, and come back as they were.
		let order = buy(100 * DOLLAR, 2_500);
		assert_eq!(lots(), vec![(second, 500)]);
		ok("Buyer", Call::cancel { order });
		assert_eq!(lots(), before);
		assert_eq!(points(), (3_000, 0, 0, 0));
		assert_eq!(Spendings::<Runtime>::get(order), None);

		// In part, before settlement and after it: the last to end come back first.
		let order = buy(100 * DOLLAR, 2_500);
		refund(order, 15 * DOLLAR);
		assert_eq!(lots(), vec![(second, 1_000)]);
		confirm(order);
		check_books();
		let of = |lot| lots().iter().find(|(end, _)| *end == lot).map(|(_, points)| *points);
		refund(order, 30 * DOLLAR);
		assert_eq!((of(first), of(second)), (None, Some(2_000)));
		refund(order, 30 * DOLLAR);
		assert_eq!((of(first), of(second)), (Some(1_000), Some(2_000)));
		assert_eq!(captured(), 0);
	});
}

#[test]
fn points_should_come_back_when_an_invoice_with_points_is_not_paid_in_time() {
	shop(|| {
		confirm(buy(100 * DOLLAR, 0));
		ok(
			"Merchant",
			Call::invoice {
				buyer: Some(account("Buyer")),
				terms: TermsId(0),
				asset: USD,
				amount: 10 * DOLLAR,
				reference: "A-2".try_into().unwrap(),
			},
		);
		let order = OrderId(1);
		ok("Buyer", Call::use_discount { order, means: means(300) });
		assert_eq!(points(), (9_700, 0, 300, 0));
		ok("Buyer", Call::use_discount { order, means: means(500) });
		assert_eq!(points(), (9_500, 0, 500, 0));
		check_books();
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		end_block();
		assert_eq!(stage(order), OrderStage::Cancelled);
		assert_eq!(points(), (10_000, 0, 0, 0));
		assert_eq!(Spendings::<Runtime>::get(order), None);
	});
}

/// The operator pays for no record: the order does not notice, and later all is made good.
#[test]
fn order_should_settle_when_its_points_fail_and_these_should_catch_up_when_told_again() {
	shop(|| {
		let budget = |budget| pallet_loyalty::Call::set_record_budget { program: PROGRAM, budget };
		ok("Platform", budget(0));
		let before = usd("Merchant");
		let order = buy(100 * DOLLAR, 0);
		assert_eq!(failed(), vec![(order, 0, NoticeKind::Funded)]);
		refund(order, 10 * DOLLAR);
		confirm(order);
		refund(order, 5 * DOLLAR);
		assert_eq!(usd("Merchant"), before + 85 * DOLLAR);
		assert_eq!((stage(order), points()), (OrderStage::Settled, (0, 0, 0, 0)));

		let retry = || Call::retry_hook { order, observer: 0, notice: NoticeKind::Funded };
		let still = pallet_loyalty::Error::<Runtime>::RecordBudgetSpent.into();
		assert_eq!(refused("Carrier", retry()), still);
		ok("Platform", budget(100 * SOUK));
		ok("Carrier", retry());
		// Fifteen of a hundred dollars were refunded.
		assert_eq!(points(), (8_500, 0, 0, 0));
		assert_eq!(
			refused("Carrier", retry()),
			pallet_orders::Error::<Runtime>::NothingMissed.into()
		);
		refund(order, 85 * DOLLAR);
		assert_eq!(points(), (0, 0, 0, 0));
	});
}

/// What happens while the program's books are not there. No call takes them away, and only so does a
/// settlement fail that is told to a program.
fn without_books(act: impl FnOnce()) {
	let ledger = Ledgers::<Runtime>::take(PROGRAM).unwrap();
	act();
	Ledgers::<Runtime>::insert(PROGRAM, ledger);
}

#[test]
fn order_should_settle_when_its_points_do_not_come_in_and_these_should_when_told_again() {
	shop(|| {
		let before = usd("Merchant");
		let order = buy(100 * DOLLAR, 0);
		without_books(|| confirm(order));
		assert_eq!(failed(), vec![(order, 0, NoticeKind::Settled)]);
		assert_eq!((stage(order), usd("Merchant")), (OrderStage::Settled, before + 100 * DOLLAR));
		assert_eq!(points(), (0, 10_000, 0, 0));
		refund(order, 10 * DOLLAR);
		assert_eq!(points(), (0, 9_000, 0, 0));

		let retry = |order| Call::retry_hook { order, observer: 0, notice: NoticeKind::Settled };
		let still = pallet_loyalty::Error::<Runtime>::UnknownProgram.into();
		without_books(|| assert_eq!(refused("Carrier", retry(order)), still));
		ok("Carrier", retry(order));
		assert_eq!(points(), (9_000, 0, 0, 0));
		assert_eq!(
			refused("Carrier", retry(order)),
			pallet_orders::Error::<Runtime>::NothingMissed.into()
		);
		refund(order, 90 * DOLLAR);
		assert_eq!(points(), (0, 0, 0, 0));

		// And by time, in nobody's transaction.
		let before = usd("Merchant");
		let order = buy(DOLLAR, 0);
		ok("Merchant", Call::ship { orders: vec![order].try_into().unwrap(), tracking: None });
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		without_books(end_block);
		assert_eq!(failed(), vec![(order, 0, NoticeKind::Settled)]);
		assert_eq!((stage(order), usd("Merchant")), (OrderStage::Settled, before + DOLLAR));
		begin_block(3 + EPOCH + WINDOW / SLOT_DURATION);
		ok("Carrier", retry(order));
		assert_eq!(points(), (100, 0, 0, 0));
	});
}

#[test]
fn points_should_come_in_when_the_record_goes_and_nobody_told_of_the_settlement_again() {
	shop(|| {
		let order = buy(100 * DOLLAR, 0);
		without_books(|| confirm(order));
		refund(order, 10 * DOLLAR);
		assert_eq!(points(), (0, 9_000, 0, 0));
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		ok("Carrier", Call::close { orders: vec![order].try_into().unwrap() });
		assert_eq!(points(), (9_000, 0, 0, 0));
		assert_eq!(Earnings::<Runtime>::get(order), None);
		// Too late to change anything.
		ok("Carrier", Call::retry_hook { order, observer: 0, notice: NoticeKind::Settled });
		assert_eq!(points(), (9_000, 0, 0, 0));
	});
}

/// The merchant is not to lose by it, nor the member.
#[test]
fn order_should_settle_when_the_points_that_pay_for_it_are_stuck_and_these_come_back_at_its_end() {
	shop(|| {
		confirm(buy(100 * DOLLAR, 0));
		let before = usd("Merchant");
		let order = buy(100 * DOLLAR, 4_000);
		without_books(|| confirm(order));
		let error = pallet_loyalty::Error::<Runtime>::UnknownProgram.into();
		let stuck = RuntimeEvent::Loyalty(pallet_loyalty::Event::PointsStuck { order, error });
		assert!(System::events().into_iter().any(|record| record.event == stuck));
		assert_eq!(failed(), vec![(order, 0, NoticeKind::Settled)]);
		assert_eq!((stage(order), usd("Merchant")), (OrderStage::Settled, before + 60 * DOLLAR));
		assert_eq!(points(), (6_000, 6_000, 4_000, 0));
		ok("Carrier", Call::retry_hook { order, observer: 0, notice: NoticeKind::Settled });
		assert_eq!((points(), captured()), ((12_000, 0, 4_000, 0), 0));

		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		ok("Carrier", Call::close { orders: vec![order].try_into().unwrap() });
		assert_eq!((points(), captured()), ((16_000, 0, 0, 0), 0));
		assert_eq!(Spendings::<Runtime>::get(order), None);
	});
}

/// Nothing of it is told again too late: after the end of the record nobody hears more.
#[test]
fn purchase_should_earn_nothing_when_it_is_told_after_its_record_is_gone() {
	shop(|| {
		let budget = |budget| pallet_loyalty::Call::set_record_budget { program: PROGRAM, budget };
		ok("Platform", budget(0));
		let order = buy(100 * DOLLAR, 0);
		confirm(order);
		next_block(2 + EPOCH + WINDOW / SLOT_DURATION);
		ok("Carrier", Call::close { orders: vec![order].try_into().unwrap() });
		ok("Platform", budget(100 * SOUK));
		ok("Carrier", Call::retry_hook { order, observer: 0, notice: NoticeKind::Funded });
		assert_eq!(points(), (0, 0, 0, 0));
		assert_eq!(Earnings::<Runtime>::iter().count(), 0);
	});
}

/// A payload as wallets make it decodes to what was meant.
#[test]
fn call_should_carry_discounts_after_the_signature_when_it_is_encoded() {
	start("development").execute_with(|| {
		begin_block(1);
		let mut signed = signed_offer(DOLLAR, 7);
		let bytes = signed.encode();
		assert!(bytes.ends_with(&(4u8, 1u8, 0u8, 7u128).encode()));
		signed.discounts = vec![None, Some(Means::Voucher)].try_into().unwrap();
		assert!(signed.encode().ends_with(&[8, 0, 1, 1]));
		signed.discounts = Default::default();
		assert!(signed.encode().ends_with(&[0]));
	});
}
