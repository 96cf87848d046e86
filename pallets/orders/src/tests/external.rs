//! Orders that are paid off chain. A minor unit takes two of the gateway's bond of 100,000.

use super::*;
use frame_support::{assert_noop, hypothetically};
use pallet_gateways::Error as G;
use sp_runtime::DispatchError;

type Gate = pallet_gateways::Error<Test>;

const CHALLENGE: Moment = 50_021;

/// A shop whose payments off chain can be challenged for a while.
fn challengeable() -> Shop {
	let windows = Windows { challenge: CHALLENGE, ..WINDOWS };
	Shop::default().terms(Terms { windows, ..default_terms() })
}

fn paid_and_shipped() -> OrderId {
	let id = paid_off_chain();
	assert_ok!(ship(id));
	reset();
	id
}

fn paid_receipt(id: OrderId) -> ReceiptOf<Test> {
	receipt(id, ReceiptKind::Paid, PRICE)
}

fn given_back(id: OrderId, amount: Balance) -> ReceiptOf<Test> {
	receipt(id, refunded_kind(id), amount)
}

fn charged_back(id: OrderId, amount: Balance) -> ReceiptOf<Test> {
	receipt(id, ReceiptKind::Chargeback { payment: payment_of(id) }, amount)
}

fn gateway() -> pallet_gateways::GatewayOf<Test> {
	pallet_gateways::Gateways::<Test>::get(GATEWAY).unwrap()
}

fn stray(id: OrderId, payment: H256) -> Option<Stray<Balance>> {
	Strays::<Test>::get(id, payment)
}

/// Another gateway with the same keys.
fn other_gateway() -> souk_primitives::GatewayId {
	let other = souk_primitives::GatewayId(1);
	let keys = gateway_keys().try_into().unwrap();
	let name = "Other".try_into().unwrap();
	assert_ok!(Gateways::register(origin(&operator()), name, keys, 2));
	assert_ok!(Gateways::approve(RuntimeOrigin::root(), other, gateway().rates));
	reset();
	other
}

#[test]
fn order_should_be_funded_when_a_gateway_vouches_for_the_payment() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		let before = Purses::now(&USD);
		let paid = paid_receipt(id);
		let transaction = paid.transaction;
		assert_ok!(attest(paid));
		let exposed = 2 * PRICE;
		assert_eq!(gateway().exposure, exposed);
		assert_eq!(Purses::now(&USD), before);
		assert_eq!(stage(id), OrderStage::Funded);
		let ship_by = T0 + WINDOWS.ship;
		assert_eq!(
			take_events(),
			vec![
				Ev::PaymentAttested {
					order: id,
					gateway: GATEWAY,
					channel: "alipay".try_into().unwrap(),
					transaction,
					exposed,
				},
				Ev::OrderFunded { order: id, buyer: buyer(), payer: buyer(), ship_by },
			]
		);
		assert_ok!(confirm(id));
		assert_eq!(gateway().exposure, 0);
		assert_eq!(take_events(), vec![Ev::OrderSettled { order: id, paid_out: PRICE }]);
	});
}

#[test]
fn receipt_should_be_refused_when_it_is_not_true_of_this_order() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		let other = other_gateway();
		let good = paid_receipt(id);
		let bad: [(ReceiptOf<Test>, DispatchError); 9] = [
			(Receipt { gateway: other, ..good.clone() }, E::WrongGateway.into()),
			(Receipt { terms: H256::zero(), ..good.clone() }, E::WrongTerms.into()),
			(Receipt { amount: 0, ..good.clone() }, E::ZeroAmount.into()),
			(Receipt { expires_at: T0, ..good.clone() }, Gate::ReceiptExpired.into()),
			(Receipt { paid_at: T0 - RETENTION, ..good.clone() }, Gate::ReceiptTooOld.into()),
			(Receipt { paid_at: T0 + 1_001, ..good.clone() }, Gate::ReceiptFromTheFuture.into()),
			(Receipt { order: OrderId(77), ..good.clone() }, E::UnknownOrder.into()),
			(Receipt { channel: Default::default(), ..good.clone() }, Gate::BadChannel.into()),
			(given_back(id, 1), E::UnknownPayment.into()),
		];
		for (receipt, error) in bad {
			assert_noop!(attest(receipt), error);
		}
		assert_ok!(attest(good));
	});
}

#[test]
fn receipt_should_be_refused_when_it_was_signed_for_another_chain_or_by_too_few() {
	Shop::default().build_and_execute(|| {
		let paid = paid_receipt(billed());
		let hash = |genesis| sp_io::hashing::blake2_256(&paid.message(genesis));
		let signed = |message: [u8; 32], keys: &[usize]| -> VouchesOf<Test> {
			keys.iter().map(|key| vouch(*key, &message)).collect::<Vec<_>>().try_into().unwrap()
		};
		let bring = |signatures| Souk::attest(origin(&stranger()), paid.clone(), signatures);
		let here = hash(System::block_hash(0));
		let foreign = hash(H256::repeat_byte(1));
		assert_noop!(bring(signed(foreign, &[0, 1])), G::<Test>::BadSignature);
		assert_noop!(bring(signed(here, &[0])), G::<Test>::TooFewSignatures);
		assert_noop!(bring(signed(here, &[1, 1])), G::<Test>::DuplicateSigner);
		assert_ok!(bring(signed(here, &[2, 1])));
	});
}

#[test]
fn receipt_should_be_refused_when_it_comes_again() {
	Shop::default().build_and_execute(|| {
		let (id, other) = (billed(), billed());
		let paid = paid_receipt(id);
		assert_ok!(attest(paid.clone()));
		assert_noop!(attest(paid.clone()), Gate::ReceiptAlreadyUsed);
		// Nor does the same money pay another order.
		assert_noop!(attest(Receipt { order: other, ..paid }), Gate::ReceiptAlreadyUsed);
		let back = given_back(id, 10);
		assert_ok!(attest(back.clone()));
		assert_noop!(attest(back), Gate::ReceiptAlreadyUsed);
	});
}

#[test]
fn payment_should_stray_when_the_order_does_not_take_it() {
	type Make = fn() -> OrderId;
	let late: Make = || {
		let id = billed();
		set_time(deadline(id));
		id
	};
	let cases: [(Make, &str, Balance, StrayReason); 5] = [
		(late, "CNY", PRICE, StrayReason::Late),
		(paid_off_chain, "CNY", PRICE, StrayReason::Duplicate),
		(billed, "CNY", PRICE - 1, StrayReason::WrongAmount),
		(billed, "CNY", PRICE + 1, StrayReason::WrongAmount),
		(billed, "USD", PRICE, StrayReason::WrongCurrency),
	];
	for (make, currency, amount, reason) in cases {
		Shop::default().build_and_execute(|| {
			let id = make();
			let (exposure, records) = (gateway().exposure, gateway().records);
			let currency = text3(currency);
			let paid = Receipt { currency: currency.clone(), amount, ..paid_receipt(id) };
			let transaction = paid.transaction;
			let was = order(id).stage(now(), &default_terms());
			assert_ok!(attest(paid));
			assert_eq!(stage(id), was);
			let strayed = Ev::PaymentStrayed { order: id, transaction, amount, currency, reason };
			assert_eq!(take_events().last(), Some(&strayed));
			let kept = stray(id, transaction).unwrap();
			assert_eq!((kept.amount, kept.gateway), (amount, GATEWAY));
			assert_eq!(gateway().exposure, exposure);
			// The receipt, and the stray payment.
			assert_eq!(gateway().records.count, records.count + 2);
			assert!(kept.deposit > 0);
		});
	}
}

#[test]
fn order_should_take_the_right_payment_when_a_wrong_one_strayed() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		assert_ok!(attest(receipt(id, ReceiptKind::Paid, 5)));
		assert_ok!(attest(paid_receipt(id)));
		assert_eq!(stage(id), OrderStage::Funded);
	});
}

#[test]
fn stray_should_go_back_in_parts_when_its_order_is_closed_already() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		assert_ok!(cancel(&buyer(), id));
		let paid = paid_receipt(id);
		let payment = paid.transaction;
		assert_ok!(attest(paid));
		let records = gateway().records;
		let kept = stray(id, payment).unwrap().deposit;
		let back = |amount| receipt(id, ReceiptKind::Refunded { payment }, amount);
		let taken = |amount| receipt(id, ReceiptKind::Chargeback { payment }, amount);
		// Before the record goes: a receipt names the terms.
		let (first, second) = (back(19), taken(PRICE - 19));
		let wrong = Receipt { currency: text3("USD"), ..back(1) };
		let too_much = back(PRICE + 1);
		assert_ok!(hypothetically!(attest(first.clone())));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		reset();
		let renew =
			|receipt: ReceiptOf<Test>| Receipt { paid_at: now(), expires_at: now() + 1, ..receipt };
		assert_noop!(attest(renew(wrong)), E::WrongCurrency);
		assert_noop!(attest(renew(too_much)), E::MoreThanPaid);
		assert_ok!(attest(renew(first)));
		assert_ok!(attest(renew(second)));
		let returned = |amount, due| Ev::StrayReturned { order: id, payment, amount, due };
		assert_eq!(take_events(), vec![returned(19, PRICE - 19), returned(PRICE - 19, 0)]);
		assert_eq!(stray(id, payment), None);
		// Two receipts more, one stray less.
		assert_eq!(gateway().records.count, records.count + 2 - 1);
		assert!(gateway().records.deposits < records.deposits + 2 * kept);
		assert_noop!(attest(renew(back(1))), E::UnknownOrder);
	});
}

#[test]
fn stray_should_be_refused_when_it_is_not_the_gateways() {
	Shop::default().build_and_execute(|| {
		let other = other_gateway();
		let id = billed();
		let paid = receipt(id, ReceiptKind::Paid, 5);
		let payment = paid.transaction;
		assert_ok!(attest(paid.clone()));
		let back = receipt(id, ReceiptKind::Refunded { payment }, 5);
		assert_noop!(attest(Receipt { gateway: other, ..back }), E::WrongGateway);
		// Another provider with a transaction of the same number.
		let twin = Receipt { channel: "wechat".try_into().unwrap(), amount: 6, ..paid };
		assert_noop!(attest(twin), E::PaymentOnRecord);
	});
}

#[test]
fn payment_should_wait_when_the_gateways_bond_is_too_small() {
	Shop::default().build_and_execute(|| {
		for _ in 0..4 {
			paid_off_chain();
		}
		let id = billed();
		let paid = paid_receipt(id);
		assert_noop!(attest(paid.clone()), Gate::ExposureAboveBond);
		assert_ok!(Gateways::add_bond(origin(&operator()), GATEWAY, 10 * PRICE - BOND - 1));
		assert_noop!(attest(paid.clone()), Gate::ExposureAboveBond);
		assert_ok!(Gateways::add_bond(origin(&operator()), GATEWAY, 1));
		assert_ok!(attest(paid));
		let withdraw = Gateways::withdraw_bond(origin(&operator()), GATEWAY, 1);
		assert_eq!(withdraw, Err(Gate::BondInUse.into()));
	});
}

#[test]
fn gateway_should_be_free_when_the_order_is_over_by_any_path() {
	let ends: [fn(OrderId); 6] = [
		|id| {
			assert_ok!(confirm(id));
		},
		|id| {
			assert_ok!(refund(id, PRICE));
		},
		|id| {
			assert_ok!(Souk::lost(id));
		},
		|id| {
			assert_ok!(attest(charged_back(id, PRICE)));
		},
		|id| {
			assert_ok!(Souk::refute_payment(RuntimeOrigin::root(), id));
		},
		|id| {
			set_time(deadline(id));
			idle();
		},
	];
	for end in ends.iter() {
		Shop::default().build_and_execute(|| {
			let id = paid_and_shipped();
			assert_eq!(gateway().exposure, 2 * PRICE);
			end(id);
			assert_eq!(gateway().exposure, 0);
		});
	}
}

#[test]
fn nothing_should_be_vouched_for_when_the_gateway_is_suspended() {
	Shop::default().build_and_execute(|| {
		let (id, unpaid) = (paid_off_chain(), billed());
		let (paid, back) = (paid_receipt(unpaid), given_back(id, 1));
		assert_ok!(Gateways::suspend(RuntimeOrigin::root(), GATEWAY));
		assert_noop!(attest(paid), Gate::GatewayNotActive);
		assert_noop!(attest(back), Gate::GatewayNotActive);
		let invoice = Souk::invoice_external(
			origin(&merchant()),
			buyer(),
			TERMS,
			GATEWAY,
			text3("CNY"),
			1,
			text(""),
		);
		assert_eq!(invoice, Err(Gate::GatewayNotActive.into()));
		// What it vouched for before goes on.
		assert_ok!(confirm(id));
	});
}

#[test]
fn refund_should_be_due_until_receipts_show_it_when_the_order_is_paid_off_chain() {
	Shop::default().build_and_execute(|| {
		let id = paid_off_chain();
		assert_ok!(refund(id, 100));
		assert_eq!(order(id).refund_due(), 100);
		reset();
		assert_ok!(attest(given_back(id, 30)));
		assert_ok!(attest(given_back(id, 70)));
		// What nobody had announced is a refund of its own.
		assert_ok!(attest(given_back(id, 19)));
		assert_eq!(
			take_events(),
			vec![
				Ev::RefundAttested { order: id, amount: 30, due: 70 },
				Ev::RefundAttested { order: id, amount: 70, due: 0 },
				Ev::OrderRefunded { order: id, amount: 19, cumulative: 119 },
				Ev::RefundAttested { order: id, amount: 19, due: 0 },
			]
		);
		assert_eq!(ledger_of(id).open, PRICE - 119);
		assert_noop!(attest(given_back(id, PRICE)), E::MoreThanPaid);
		let other_currency = Receipt { currency: text3("USD"), ..given_back(id, 1) };
		assert_noop!(attest(other_currency), E::WrongCurrency);
		let kind = ReceiptKind::Refunded { payment: H256::repeat_byte(9) };
		assert_noop!(attest(receipt(id, kind, 1)), E::UnknownPayment);
	});
}

#[test]
fn chargeback_should_end_the_order_when_it_is_whole_in_any_open_state() {
	let states: [fn() -> OrderId; 7] = [
		paid_off_chain,
		paid_and_shipped,
		|| {
			let id = paid_and_shipped();
			assert_ok!(Souk::delivered(id, Delivery::Proven));
			id
		},
		|| asked(paid_and_shipped(), 19),
		|| sent_back(returning(paid_and_shipped(), 19)),
		|| disputed(asked(paid_and_shipped(), 19)),
		|| {
			let id = paid_and_shipped();
			assert_ok!(confirm(id));
			id
		},
	];
	for make in states {
		challengeable().build_and_execute(|| {
			let id = make();
			reset();
			assert_ok!(attest(charged_back(id, PRICE)));
			assert_eq!(state(id), OrderState::Refunded { at: T0 });
			assert_eq!(
				take_events(),
				vec![
					Ev::OrderRefunded { order: id, amount: PRICE, cumulative: PRICE },
					Ev::ChargedBack { order: id, amount: PRICE, due: 0 },
				]
			);
		});
	}
}

#[test]
fn order_should_stay_where_it_is_when_a_part_is_charged_back() {
	let states: [fn() -> OrderId; 4] = [
		paid_off_chain,
		paid_and_shipped,
		|| disputed(paid_and_shipped()),
		|| {
			let id = paid_and_shipped();
			assert_ok!(confirm(id));
			id
		},
	];
	for make in states {
		challengeable().build_and_execute(|| {
			let id = make();
			let was = state(id);
			assert_ok!(attest(charged_back(id, 19)));
			assert_eq!(state(id), was);
			assert_eq!(ledger_of(id).open, 10_000);
			assert_eq!(gateway().exposure, 2 * PRICE);
		});
	}
}

#[test]
fn chargeback_should_be_booked_when_the_order_is_settled() {
	Shop::default().build_and_execute(|| {
		let id = paid_off_chain();
		assert_ok!(confirm(id));
		assert_ok!(attest(given_back(id, 19)));
		reset();
		assert_noop!(attest(charged_back(id, 10_001)), E::MoreThanPaid);
		assert_ok!(attest(charged_back(id, 10_000)));
		assert_eq!(
			take_events(),
			vec![
				Ev::OrderRefunded { order: id, amount: 10_000, cumulative: PRICE },
				Ev::ChargedBack { order: id, amount: 10_000, due: 0 },
			]
		);
		assert_eq!(state(id), OrderState::Settled { at: T0 });
		assert_eq!(ledger_of(id).paid_out(), 0);
		assert_noop!(attest(charged_back(id, 1)), E::MoreThanPaid);
	});
}

#[test]
fn proposals_should_be_void_when_a_chargeback_changes_what_is_open() {
	Shop::default().build_and_execute(|| {
		let id = disputed(paid_and_shipped());
		assert_ok!(Souk::propose_split(origin(&merchant()), id, 10_000));
		assert_ok!(attest(charged_back(id, 5_000)));
		let accept = Souk::accept_split(origin(&buyer()), id, 10_000);
		assert_eq!(accept, Err(E::NothingProposed.into()));
	});
}

#[test]
fn order_should_settle_after_the_challenge_when_the_buyer_confirms_before() {
	challengeable().build_and_execute(|| {
		let id = paid_and_shipped();
		assert_ok!(confirm(id));
		let settle_at = T0 + CHALLENGE;
		assert_eq!(take_events(), vec![Ev::OrderConfirmed { order: id, settle_at }]);
		assert_eq!(due(), vec![(settle_at, id)]);
		set_time(settle_at - 1);
		assert_noop!(settle_due(id), E::NothingDue);
		set_time(settle_at + 5);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: settle_at });
		assert_eq!(take_events(), vec![Ev::OrderSettled { order: id, paid_out: PRICE }]);
	});
}

#[test]
fn order_should_settle_at_once_when_the_buyer_confirms_after_the_challenge() {
	challengeable().build_and_execute(|| {
		let id = paid_off_chain();
		assert_ok!(ship(id));
		set_time(T0 + CHALLENGE - 1);
		assert_ok!(hypothetically!({
			let done = confirm(id);
			assert_eq!(stage(id), OrderStage::Confirmed);
			done
		}));
		set_time(T0 + CHALLENGE);
		assert_noop!(confirm(id), E::NoEscrow);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: T0 + CHALLENGE });
	});
}

#[test]
fn silence_should_wait_for_the_challenge_when_its_window_is_shorter() {
	challengeable().build_and_execute(|| {
		let id = paid_and_shipped();
		assert_eq!(due(), vec![(T0 + CHALLENGE, id)]);
		set_time(T0 + CHALLENGE - 1);
		// Until then the buyer can object, too.
		assert_ok!(hypothetically!(request(id, 1)));
		set_time(T0 + CHALLENGE);
		assert_noop!(request(id, 1), E::NoEscrow);
		assert_ok!(settle_due(id));
		assert_eq!(state(id), OrderState::Settled { at: T0 + CHALLENGE });
	});
}

#[test]
fn merchants_part_should_wait_for_the_challenge_when_the_sides_agreed() {
	challengeable().build_and_execute(|| {
		let id = disputed(paid_and_shipped());
		assert_ok!(Souk::propose_split(origin(&merchant()), id, 4_000));
		assert_ok!(Souk::accept_split(origin(&buyer()), id, 4_000));
		assert_eq!(state(id), OrderState::Confirmed { settle_at: T0 + CHALLENGE });
		assert_eq!(order(id).refund_due(), 4_000);
		set_time(T0 + CHALLENGE);
		idle();
		assert_eq!(state(id), OrderState::Settled { at: T0 + CHALLENGE });
		assert_eq!(ledger_of(id).paid_out(), 6_019);
	});
	challengeable().build_and_execute(|| {
		let id = disputed(paid_and_shipped());
		assert_ok!(Souk::propose_split(origin(&merchant()), id, PRICE));
		assert_ok!(Souk::accept_split(origin(&buyer()), id, PRICE));
		assert_eq!(state(id), OrderState::Refunded { at: T0 });
	});
}

#[test]
fn nothing_should_be_due_when_governance_finds_that_a_payment_never_was() {
	Shop::default().build_and_execute(|| {
		let id = paid_and_shipped();
		assert_ok!(refund(id, 19));
		reset();
		assert_ok!(Souk::refute_payment(RuntimeOrigin::root(), id));
		assert_eq!(
			take_events(),
			vec![
				Ev::PaymentRefuted { order: id, gateway: GATEWAY },
				Ev::OrderRefunded { order: id, amount: 10_000, cumulative: PRICE },
			]
		);
		assert_eq!(order(id).refund_due(), 0);
		assert_noop!(attest(given_back(id, 1)), E::MoreThanPaid);
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
	});
}

#[test]
fn record_should_stay_as_long_as_a_receipt_may_come_when_a_refund_is_due() {
	Shop::default().build_and_execute(|| {
		let (id, other) = (paid_off_chain(), paid_off_chain());
		assert_ok!(cancel(&merchant(), id));
		assert_ok!(cancel(&merchant(), other));
		assert_ok!(attest(given_back(other, PRICE)));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(other));
		set_time(T0 + WINDOWS.record + RETENTION - 1);
		assert_noop!(close(id), E::RecordWindowRunning);
		set_time(T0 + WINDOWS.record + RETENTION);
		assert_ok!(close(id));
	});
}

#[test]
fn unpaid_record_should_stay_for_its_window_when_a_payment_may_be_on_its_way() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		assert_ok!(cancel(&merchant(), id));
		set_time(T0 + WINDOWS.record - 1);
		assert_noop!(close(id), E::RecordWindowRunning);
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
	});
}

#[test]
fn return_should_stay_open_when_the_gateway_attests_to_a_trifle() {
	Shop::default().build_and_execute(|| {
		let id = sent_back(returning(paid_and_shipped(), PRICE));
		assert_ok!(attest(given_back(id, 1)));
		assert_eq!(stage(id), OrderStage::Returning);
	});
}

#[test]
fn order_should_end_when_a_part_was_charged_back_during_a_dispute_over_a_request() {
	Shop::default().build_and_execute(|| {
		let id = disputed(asked(paid_and_shipped(), PRICE));
		assert_ok!(attest(charged_back(id, 5_000)));
		set_time(T0 + dispute_rules().negotiate + WINDOWS.answer);
		assert_ok!(settle_due(id));
		assert_eq!(stage(id), OrderStage::Refunded);
		assert_eq!(gateway().exposure, 0);
	});
}

#[test]
fn buyer_should_get_what_it_asked_for_once_when_it_was_charged_back_during_a_dispute() {
	Shop::default().build_and_execute(|| {
		let id = disputed(asked(paid_and_shipped(), 3_000));
		assert_ok!(attest(charged_back(id, 3_000)));
		set_time(T0 + dispute_rules().negotiate + WINDOWS.answer);
		idle();
		assert_eq!(ledger_of(id).refunded(), 3_000);
	});
}

#[test]
fn payment_should_be_refused_when_a_stray_one_has_the_same_number() {
	Shop::default().build_and_execute(|| {
		let id = billed();
		let wrong = receipt(id, ReceiptKind::Paid, 5);
		assert_ok!(attest(wrong.clone()));
		let twin = Receipt { channel: "wechat".try_into().unwrap(), amount: PRICE, ..wrong };
		assert_noop!(attest(twin), E::PaymentOnRecord);
	});
}

#[test]
fn events_should_name_the_real_deadline_when_a_payment_can_be_challenged() {
	challengeable().build_and_execute(|| {
		let id = disputed(paid_and_shipped());
		set_time(deadline(id));
		assert_ok!(settle_due(id));
		let until = T0 + CHALLENGE;
		assert_eq!(take_events(), vec![Ev::ComplaintLapsed { order: id, until }]);
	});
}

#[test]
fn extension_should_have_an_effect_when_a_payment_can_be_challenged() {
	challengeable().build_and_execute(|| {
		let id = paid_and_shipped();
		set_time(T0 + 2 * WINDOWS.receive);
		let until = order(id).deadline().unwrap();
		assert_ok!(extend(&merchant(), id));
		assert_eq!(order(id).deadline(), Some(until + WINDOWS.extension));
	});
}

/// What a gateway asks the runtime for is what it would have made itself.
#[test]
fn receipt_payload_should_be_the_hash_of_the_message_when_asked_for() {
	Shop::default().build_and_execute(|| {
		let receipt = receipt(billed(), ReceiptKind::Paid, PRICE);
		let message = receipt.message(System::block_hash(0));
		assert_eq!(Souk::receipt_payload(&receipt), sp_io::hashing::blake2_256(&message));
	});
}
