//! All the ways in which the money of an order goes back, on the real runtime, and what each does to the
//! points that the order earned and to those that paid for a part of it.

use crate::{
	chain::account,
	loyalty::{
		buy, captured, check_books, confirm, failed, key, lots, means, newest, next_block, ok,
		points, purchase_rule, redemption, refund, refused, shop, stage, sudo, windows, EPOCH,
		PROGRAM, USD, WINDOW,
	},
};
use frame_support::storage::{with_transaction, TransactionOutcome};
use pallet_gateways::Rate;
use pallet_loyalty::{Earnings, Expiry, Spendings, Unit};
use pallet_orders::{
	Answer, Call, Cancellation, DisputeRules, Orders as OrdersMap, RefundKind, Terms,
};
use souk_primitives::{
	logistics::Loss, GatewayId, OrderId, OrderStage, Points, Receipt, ReceiptKind, ShipmentId,
	TermsId, Vouch,
};
use souk_runtime::{
	configs::parameters::{logistics, RuntimeParameters},
	constants::{
		currency::SOUK,
		time::{DAY_MS, SLOT_DURATION},
	},
	genesis_config_presets::stablecoin::DOLLAR,
	AccountId, Balance, Orders, Runtime, Signature, Timestamp,
};
use sp_core::{Pair, H256};
use sp_runtime::{DispatchResult, FixedPointNumber, FixedU128, Permill};

/// The price of the order.
const PRICE: Balance = 100 * DOLLAR;
/// The points that pay for a part of it, a cent each.
const USED: Points = 2_500;
/// What is paid, and goes back.
const PAID: Balance = 75 * DOLLAR;
/// The points that it earns.
const EARNED: Points = 7_500;
/// A part of what is paid that is no whole number of points, neither of those nor of these.
const PART: Balance = 25_333_333;
/// What the member has before, in lots that end one after the other, and what of the second the order
/// leaves.
const LOTS: [Points; 2] = [1_000, 2_000];
const LEFT: Points = 500;
/// The terms of the order.
const TERMS: TermsId = TermsId(1);
const GATEWAY: GatewayId = GatewayId(0);
/// What payments off chain are in. As finely divided as the dollar here, so that the figures are the same.
const CNY: &str = "CNY";
const PAYMENT: H256 = H256::repeat_byte(1);

/// When the lots end that pay for a part of it.
type Ends = [Expiry; 2];

/// A way in which money goes back.
struct Way {
	what: &'static str,
	act: fn(OrderId),
	/// How much of what was paid went back by it.
	back: Balance,
}

const fn way(what: &'static str, back: Balance, act: fn(OrderId)) -> Way {
	Way { what, act, back }
}

/// Those of every order, on chain or off.
const WAYS: &[Way] = &[
	way("nothing is refunded", 0, |_| ()),
	way("the merchant refunds a part", PART, |order| refund(order, PART)),
	way("the merchant refunds a part little by little", PART, |order| {
		[10_111_111, 1, 15_222_221].into_iter().for_each(|amount| refund(order, amount));
	}),
	way("the merchant refunds a part and then all", PAID, |order| {
		refund(order, PART);
		refund(order, PAID - PART);
	}),
	way("the merchant refunds a part after settlement", PART, |order| {
		confirm(order);
		refund(order, PART);
	}),
	way("the merchant refunds before settlement and after it", 2 * PART, |order| {
		refund(order, PART);
		confirm(order);
		refund(order, PART);
	}),
	way("the merchant refunds all after settlement", PAID, |order| {
		confirm(order);
		refund(order, PART);
		refund(order, PAID - PART);
	}),
	way("the buyer cancels", PAID, |order| ok("Buyer", Call::cancel { order })),
	way("the merchant cancels", PAID, |order| ok("Merchant", Call::cancel { order })),
	way("the merchant does not ship", PAID, |_| lapse()),
	way("the merchant grants a refund request", PART, |order| {
		request(order, RefundKind::RefundOnly, PART);
		ok("Merchant", Call::answer_refund { order, answer: Answer::Approve });
	}),
	way("the merchant does not answer a refund request", PART, |order| {
		ship(order);
		request(order, RefundKind::RefundOnly, PART);
		lapse();
	}),
	way("the merchant does not answer a request for all", PAID, |order| {
		request(order, RefundKind::RefundOnly, PAID);
		lapse();
	}),
	way("the merchant rejects a refund request", 0, |order| {
		request(order, RefundKind::RefundOnly, PART);
		ok("Merchant", Call::answer_refund { order, answer: Answer::Reject });
	}),
	way("the parties agree on a split", PART, |order| {
		ok("Buyer", Call::dispute { order, evidence: None });
		ok("Merchant", Call::propose_split { order, to_buyer: PART });
		ok("Buyer", Call::accept_split { order, to_buyer: PART });
	}),
	way("the parties agree that all goes back", PAID, |order| {
		ok("Merchant", Call::dispute { order, evidence: None });
		ok("Buyer", Call::propose_split { order, to_buyer: PAID });
		ok("Merchant", Call::accept_split { order, to_buyer: PAID });
	}),
	way("the parties do not agree, and nobody calls the resolver", 0, |order| {
		ok("Buyer", Call::dispute { order, evidence: None });
		ok("Buyer", Call::propose_split { order, to_buyer: PART });
		lapse();
	}),
	way("returned goods are received", PART, |order| {
		send_back(order, PART);
		ok("Merchant", Call::return_received { order });
	}),
	way("returned goods are not said to be received", PART, |order| {
		send_back(order, PART);
		lapse();
	}),
	way("all goods are returned after a part was refunded", PAID, |order| {
		refund(order, PART);
		send_back(order, PAID - PART);
		ok("Merchant", Call::return_received { order });
	}),
	way("the carrier loses the goods", PAID, |order| {
		let shipment = hand_over(order);
		ok("Carrier", pallet_logistics::Call::declare_lost { shipment, loss: Loss::Lost });
	}),
	way("the goods are destroyed after a part was refunded", PAID, |order| {
		let shipment = hand_over(order);
		refund(order, PART);
		ok("Carrier", pallet_logistics::Call::declare_lost { shipment, loss: Loss::Destroyed });
	}),
	way("nothing is heard of the goods", PAID, |order| {
		set(logistics::Parameters::MaxSilence(logistics::MaxSilence, Some(WINDOW)));
		hand_over(order);
		lapse();
	}),
	way("the carrier does not answer that the goods did not arrive", PAID, |order| {
		set(logistics::Parameters::AnswerWindow(logistics::AnswerWindow, Some(WINDOW)));
		let shipment = hand_over(order);
		let (evidence, event_time) = (H256::zero(), Timestamp::get());
		let claim = pallet_logistics::Call::claim_delivery { shipment, evidence, event_time };
		ok("Carrier", claim);
		ok("Buyer", pallet_logistics::Call::contest { shipment, reason: None });
		lapse();
	}),
	way("the goods come back undelivered", PAID, |order| {
		let shipment = hand_over(order);
		ok("Carrier", pallet_logistics::Call::start_return { shipment });
		ok("Merchant", pallet_logistics::Call::accept_return { shipment });
	}),
];

/// Those of orders that are paid on chain alone: early releases, and disputes that a resolver is called in.
const ON_CHAIN: &[Way] = &[
	way("the goods are lost after a part was released", PAID - PART, |order| {
		let shipment = hand_over(order);
		ok("Buyer", Call::release { order, amount: PART });
		ok("Carrier", pallet_logistics::Call::declare_lost { shipment, loss: Loss::Lost });
	}),
	way("the resolver decides", PART, |order| {
		escalate(order, &["Buyer", "Merchant"]);
		ok("Resolver", Call::decide { order, to_buyer: PART });
	}),
	way("the resolver decides that all goes back", PAID, |order| {
		escalate(order, &["Merchant", "Buyer"]);
		ok("Resolver", Call::decide { order, to_buyer: PAID });
	}),
	way("the resolver decides that nothing goes back", 0, |order| {
		escalate(order, &["Buyer", "Merchant"]);
		ok("Resolver", Call::decide { order, to_buyer: 0 });
	}),
	// What a silent buyer loses was refunded all the same.
	way("the resolver decides and the buyer is silent", PART, |order| {
		escalate(order, &["Merchant"]);
		lapse();
		ok("Resolver", Call::decide { order, to_buyer: PART });
	}),
	way("the resolver decides and the merchant is silent", PART, |order| {
		escalate(order, &["Buyer"]);
		lapse();
		ok("Resolver", Call::decide { order, to_buyer: PART });
	}),
	// A third of what is paid, as finely as that can be said.
	way("the resolver is silent", 24_999_975, |order| {
		ship(order);
		escalate(order, &["Buyer", "Merchant"]);
		lapse();
	}),
	way("the resolver is silent and nothing was shipped", 0, |order| {
		escalate(order, &["Buyer", "Merchant"]);
		lapse();
	}),
];

/// Those of payments off chain.
const OFF_CHAIN: &[Way] = &[
	way("a payment is refuted", PAID, |order| sudo(Call::<Runtime>::refute_payment { order })),
	way("a payment is refuted after a part was refunded", PAID, |order| {
		ship(order);
		refund(order, PART);
		sudo(Call::<Runtime>::refute_payment { order });
	}),
	way("a part is charged back", PART, |order| charge_back(order, 2, PART)),
	way("all is charged back", PAID, |order| {
		ship(order);
		charge_back(order, 2, PAID);
	}),
	way("a part is charged back after settlement", PART, |order| {
		confirm(order);
		charge_back(order, 2, PART);
	}),
	way("all is charged back after settlement, little by little", PAID, |order| {
		confirm(order);
		charge_back(order, 2, PART);
		charge_back(order, 3, PAID - PART);
	}),
	way("a part is charged back while a refund is asked for", PART, |order| {
		request(order, RefundKind::RefundOnly, PART);
		charge_back(order, 2, PART);
	}),
	way("the gateway says that a part went back", PART, |order| {
		attest(order, 2, ReceiptKind::Refunded { payment: PAYMENT }, PART);
	}),
	// The receipt shows what the order knows.
	way("the merchant refunds a part and the gateway says so", PART, |order| {
		refund(order, PART);
		attest(order, 2, ReceiptKind::Refunded { payment: PAYMENT }, PART);
	}),
];

fn ship(order: OrderId) {
	ok("Merchant", Call::ship { orders: vec![order].try_into().unwrap(), tracking: None });
}

fn request(order: OrderId, kind: RefundKind, amount: Balance) {
	ok("Buyer", Call::request_refund { order, amount, kind, evidence: None });
}

fn send_back(order: OrderId, amount: Balance) {
	ship(order);
	request(order, RefundKind::ReturnGoods, amount);
	ok("Merchant", Call::answer_refund { order, answer: Answer::Approve });
	ok("Buyer", Call::return_sent { order, tracking: None });
}

fn escalate(order: OrderId, sides: &[&str]) {
	ok(sides[0], Call::dispute { order, evidence: None });
	for side in sides {
		ok(side, Call::escalate { order, evidence: None });
	}
}

/// Lets any window end, and the sweep come by.
fn lapse() {
	let slot = Timestamp::get() / SLOT_DURATION - crate::chain::FIRST_SLOT;
	next_block(slot + WINDOW / SLOT_DURATION);
	next_block(slot + WINDOW / SLOT_DURATION + 1);
}

/// Governance sets a figure.
fn set(figure: logistics::Parameters) {
	let key_value = RuntimeParameters::Logistics(figure);
	sudo(pallet_parameters::Call::<Runtime>::set_parameter { key_value });
}

/// A carrier has the goods.
fn hand_over(order: OrderId) -> ShipmentId {
	let bond = 10 * SOUK;
	ok("Carrier", pallet_carriers::Call::register { name: Default::default(), bond });
	let shipment = pallet_logistics::NextShipmentId::<Runtime>::get();
	let parcel = pallet_logistics::Parcel {
		sscc: None,
		address: None,
		value: SOUK,
		planned: None,
		limits: Default::default(),
		pages: 1,
	};
	ok("Merchant", pallet_logistics::Call::create_shipment { order, parcel });
	let call = pallet_logistics::Call::offer_handover {
		shipment,
		to: account("Carrier"),
		seal: None,
		condition: None,
		expires_at: Timestamp::get() + DAY_MS,
	};
	ok("Merchant", call);
	let offer = pallet_logistics::Shipments::<Runtime>::get(shipment).unwrap().offer.unwrap();
	let call = pallet_logistics::Call::accept_handover {
		shipment,
		offered: offer.head,
		code: None,
		condition: None,
	};
	ok("Carrier", call);
	assert_eq!(stage(order), OrderStage::Shipped);
	shipment
}

/// The gateway's word, by its key, which has no account.
fn attest(order: OrderId, transaction: u8, kind: ReceiptKind, amount: Balance) {
	let receipt = Receipt {
		gateway: GATEWAY,
		order,
		terms: Orders::terms_hash(TERMS).unwrap(),
		channel: "alipay".try_into().unwrap(),
		transaction: H256::repeat_byte(transaction),
		kind,
		amount,
		currency: CNY.try_into().unwrap(),
		paid_at: Timestamp::get(),
		expires_at: Timestamp::get() + DAY_MS,
	};
	let payload = Orders::receipt_payload(&receipt);
	let signature: Signature = key("GatewayKey").sign(&payload).into();
	let vouch = Vouch { signer: account("GatewayKey"), signature };
	ok("Carrier", Call::attest { receipt, signatures: vec![vouch].try_into().unwrap() });
}

fn charge_back(order: OrderId, transaction: u8, amount: Balance) {
	attest(order, transaction, ReceiptKind::Chargeback { payment: PAYMENT }, amount);
}

/// The merchant's second terms offer disputes. The program rewards and takes both, and a gateway vouches.
fn prepare() {
	let disputes = DisputeRules {
		resolver: account("Resolver"),
		negotiate: WINDOW,
		respond: WINDOW,
		decide: WINDOW,
		bond: Permill::from_percent(10),
		fee: Permill::from_percent(4),
		preset: Permill::from_parts(333_333),
	};
	let terms = Terms {
		windows: windows(),
		cancellation: Cancellation::BeforeShipping,
		splits: Default::default(),
		disputes: Some(disputes),
		reserve: None,
	};
	ok("Merchant", Call::publish_terms { terms });

	let yuan = || Unit::Currency(CNY.try_into().unwrap());
	let rule = purchase_rule(yuan(), false);
	ok("Platform", pallet_loyalty::Call::add_rule { program: PROGRAM, rule });
	let redemption = redemption(vec![Unit::Asset(USD), yuan()]);
	ok("Platform", pallet_loyalty::Call::set_redemption { program: PROGRAM, redemption });

	let keys: Vec<AccountId> = vec![account("GatewayKey")];
	ok(
		"Gateway",
		pallet_gateways::Call::register {
			name: "Pay".try_into().unwrap(),
			keys: keys.try_into().unwrap(),
			threshold: 1,
		},
	);
	let rate = Rate {
		currency: CNY.try_into().unwrap(),
		bond_per_unit: FixedU128::saturating_from_rational(SOUK, DOLLAR),
	};
	let rates = vec![rate].try_into().unwrap();
	sudo(pallet_gateways::Call::<Runtime>::approve { gateway: GATEWAY, rates });
	ok("Gateway", pallet_gateways::Call::add_bond { gateway: GATEWAY, amount: 1_000 * SOUK });
}

fn use_points(order: OrderId) {
	ok("Buyer", Call::use_discount { order, means: means(USED) });
}

fn pay_on_chain() -> OrderId {
	let call = Call::invoice {
		buyer: Some(account("Buyer")),
		terms: TERMS,
		asset: USD,
		amount: PRICE,
		reference: "A-2".try_into().unwrap(),
	};
	ok("Merchant", call);
	let order = newest();
	use_points(order);
	ok("Buyer", Call::fund { order, max_total: PAID });
	order
}

fn pay_off_chain() -> OrderId {
	let call = Call::invoice_external {
		buyer: account("Buyer"),
		terms: TERMS,
		gateway: GATEWAY,
		currency: CNY.try_into().unwrap(),
		amount: PRICE,
		reference: "A-2".try_into().unwrap(),
	};
	ok("Merchant", call);
	let order = newest();
	use_points(order);
	attest(order, 1, ReceiptKind::Paid, PAID);
	order
}

/// Tries everything with an order of its own that points paid a part of, on one and the same chain that
/// nothing was tried on before.
fn with_order(pay: fn() -> OrderId, tries: impl IntoIterator<Item = impl FnOnce(OrderId, Ends)>) {
	shop(|| {
		prepare();
		confirm(buy(10 * DOLLAR, 0));
		next_block(1 + 2 * EPOCH);
		confirm(buy(20 * DOLLAR, 0));
		next_block(1 + 3 * EPOCH);
		let [(first, had), (second, more)] = lots()[..] else { panic!("{:?}", lots()) };
		assert_eq!([had, more], LOTS);
		for test in tries {
			let undone: DispatchResult = with_transaction(|| {
				let order = pay();
				check("it is paid", order, [first, second], 0);
				test(order, [first, second]);
				assert_eq!(failed(), vec![]);
				TransactionOutcome::Rollback(Ok(()))
			});
			undone.unwrap();
		}
	});
}

/// Where all points of the order are when so much of the money went back.
fn check(what: &str, order: OrderId, [first, second]: Ends, back: Balance) {
	let record = OrdersMap::<Runtime>::get(order).unwrap();
	let stage = record.state.stage();
	assert_eq!(record.ledger().unwrap().refunded(), back, "{what}");
	let settled = stage == OrderStage::Settled;
	assert_eq!(stage == OrderStage::Refunded, back == PAID && !settled, "{what}");

	// What was earned is taken back in proportion, rounded up.
	let taken = (EARNED * back).div_ceil(PAID);
	let earning = Earnings::<Runtime>::get(order).unwrap();
	assert_eq!((earning.points, earning.clawed), (EARNED, taken), "{what}");
	let kept = EARNED - taken;
	let (earned, pending) = if settled { (kept, 0) } else { (0, kept) };
	// What was spent comes back in proportion, rounded down: the last to end first, as it was.
	let returned = USED * back / PAID;
	let gone = USED - returned;
	let (spent, reserved) = if settled { (gone, 0) } else { (0, gone) };
	let spending = Spendings::<Runtime>::get(order);
	assert_eq!(spending.map_or(USED, |spending| spending.returned), returned, "{what}");
	let of_second = returned.min(LOTS[1] - LEFT);
	let own = Expiry::At(6);
	let expected = [(first, returned - of_second), (second, LEFT + of_second), (own, earned)];
	let expected: Vec<_> = expected.into_iter().filter(|(_, points)| *points > 0).collect();
	assert_eq!(lots(), expected, "{what}");

	let spendable = LEFT + returned + earned;
	assert_eq!(points(), (spendable, pending, reserved, 0), "{what}");
	assert_eq!(captured(), spent, "{what}");
	check_books();
}

/// Goes each way, and then to the end of the order, if that is not it.
fn follow(ways: &[Way], pay: fn() -> OrderId) {
	let go = |Way { what, act, back }: &Way, order, ends| {
		act(order);
		check(what, order, ends, *back);
		if !stage(order).is_final() {
			confirm(order);
			check(what, order, ends, *back);
		}
		assert!(stage(order).is_final(), "{what}");
	};
	with_order(pay, ways.iter().map(|way| move |order, ends| go(way, order, ends)));
}

#[test]
fn points_should_follow_the_money_when_an_order_is_refunded() {
	follow(WAYS, pay_on_chain);
}

#[test]
fn points_should_follow_the_money_when_an_order_in_escrow_is_divided() {
	follow(ON_CHAIN, pay_on_chain);
}

#[test]
fn points_should_follow_the_money_when_an_order_paid_off_chain_is_refunded() {
	follow(WAYS, pay_off_chain);
}

#[test]
fn points_should_follow_the_money_when_a_payment_off_chain_is_taken_back() {
	follow(OFF_CHAIN, pay_off_chain);
}

/// So these ways are not among those of payments off chain.
#[test]
fn order_should_not_be_divided_when_its_payment_is_off_chain() {
	let escalate = |order, _: Ends| {
		let early = refused("Buyer", Call::release { order, amount: PART });
		assert_eq!(early, pallet_orders::Error::<Runtime>::NotEscrowed.into());
		ok("Buyer", Call::dispute { order, evidence: None });
		let refused = refused("Buyer", Call::escalate { order, evidence: None });
		assert_eq!(refused, pallet_orders::Error::<Runtime>::NotEscrowed.into());
	};
	with_order(pay_off_chain, [escalate]);
}
