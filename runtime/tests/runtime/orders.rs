//! Orders on the real runtime: signed transactions through the executive, real fees, real blocks.

use crate::chain::{account, apply, begin_block, end_block, sign, start};
use codec::Encode;
use frame_support::traits::{fungible, fungibles::Inspect, TypedGet};
use pallet_orders::{
	runtime_api::{Action, Actor},
	Call, Cancellation, DisputeRules, Item, Offer, OnRefund, Orders as OrdersMap, SignedOffer,
	Split, Terms, Windows,
};
use souk_primitives::{OrderId, OrderStage, TermsId};
use souk_runtime::{
	configs::{
		assets::{AssetKind, Money},
		governance::CouncilAccount,
	},
	constants::currency::{MILLI_SOUK, SOUK},
	genesis_config_presets::stablecoin::{DOLLAR, ID, MIN_BALANCE},
	AccountId, Balance, Balances, Orders, Runtime, RuntimeCall, RuntimeEvent, RuntimeOrigin,
	Signature, System, Timestamp,
};
use sp_core::{sr25519, Pair};
use sp_io::hashing::blake2_256;
use sp_runtime::{traits::Dispatchable, ApplyExtrinsicResult, Permill};

const USD: AssetKind = AssetKind::WithId(ID);
/// Ten slots.
const WINDOW: u64 = 20_000;

fn run(name: &str, call: Call<Runtime>) -> ApplyExtrinsicResult {
	apply(sign(name, RuntimeCall::Orders(call)))
}

fn ok(name: &str, call: Call<Runtime>) {
	run(name, call).expect("the transaction is valid").expect("the call succeeds");
}

fn usd(who: &AccountId) -> Balance {
	Money::balance(USD, who)
}

fn souk(name: &str) -> Balance {
	<Balances as fungible::Inspect<AccountId>>::balance(&account(name))
}

fn terms() -> Terms<AccountId> {
	let platform = Split {
		recipient: account("Platform"),
		share: Permill::from_percent(5),
		on_refund: OnRefund::Return,
	};
	Terms {
		windows: Windows {
			pay: WINDOW,
			ship: WINDOW,
			receive: WINDOW,
			inspect: WINDOW,
			answer: WINDOW,
			send_back: WINDOW,
			take_back: WINDOW,
			challenge: WINDOW,
			extension: WINDOW,
			record: WINDOW,
		},
		cancellation: Cancellation::BeforeShipping,
		splits: vec![platform].try_into().unwrap(),
		disputes: Some(DisputeRules {
			resolver: CouncilAccount::get(),
			negotiate: WINDOW,
			respond: WINDOW,
			decide: WINDOW,
			bond: Permill::from_percent(10),
			fee: Permill::from_percent(4),
			preset: Permill::from_percent(50),
		}),
		reserve: None,
	}
}

/// An offer as a shop's back end signs it: the payload is put together here by hand.
fn offer(
	merchant: &str,
	terms: u64,
	amounts: &[Balance],
) -> SignedOffer<AccountId, AssetKind, Balance, Signature> {
	let items = amounts
		.iter()
		.map(|amount| Item { amount: *amount, reference: "A-1".try_into().unwrap() })
		.collect::<Vec<_>>();
	let offer = Offer {
		merchant: account(merchant),
		buyer: None,
		terms: TermsId(terms),
		asset: USD,
		items: items.try_into().unwrap(),
		nonce: 7,
		valid_until: Timestamp::get() + WINDOW,
	};
	let domain = b"souk/orders/offer/v1".to_vec();
	let payload = blake2_256(&(domain, System::block_hash(0), &offer).encode());
	let key = sr25519::Pair::from_string(&format!("//{merchant}"), None).unwrap();
	SignedOffer { offer, signature: key.sign(&payload).into(), discounts: Default::default() }
}

fn stage(id: u64) -> OrderStage {
	OrdersMap::<Runtime>::get(OrderId(id)).expect("the order is on record").state.stage()
}

fn next_block(slot: u64) {
	end_block();
	begin_block(slot);
}

fn ids(ids: &[u64]) -> frame_support::BoundedVec<OrderId, frame_support::traits::ConstU32<32>> {
	ids.iter().map(|id| OrderId(*id)).collect::<Vec<_>>().try_into().unwrap()
}

#[test]
fn checkout_should_pay_everyone_when_confirmed_and_when_time_passes() {
	start("development").execute_with(|| {
		begin_block(1);
		ok("Merchant", Call::publish_terms { terms: terms() });
		ok("Merchant2", Call::publish_terms { terms: terms() });

		// The shopper has one SOUK and pays in dollars.
		let before = (usd(&account("Buyer2")), souk("Buyer2"));
		let merchants = (usd(&account("Merchant")), usd(&account("Merchant2")));
		let platform = usd(&account("Platform"));
		let offers = vec![
			offer("Merchant", 0, &[40 * DOLLAR, 10 * DOLLAR]),
			offer("Merchant2", 1, &[50 * DOLLAR]),
		];
		let place = Call::place { offers: offers.try_into().unwrap(), max_total: 100 * DOLLAR };
		ok("Buyer2", place);
		assert_eq!(usd(&account("Buyer2")), before.0 - 100 * DOLLAR);
		assert_eq!(usd(&Orders::pot_account()), 100 * DOLLAR + MIN_BALANCE);
		assert!(before.1 - souk("Buyer2") < 50 * MILLI_SOUK, "a checkout costs too much");

		ok("Merchant", Call::ship { orders: ids(&[0, 1]), tracking: None });
		ok("Buyer2", Call::confirm { orders: ids(&[0]) });
		assert_eq!(usd(&account("Merchant")), merchants.0 + 38 * DOLLAR);
		assert_eq!(usd(&account("Platform")), platform + 2 * DOLLAR);

		// At the deadline, in the block's idle time and in nobody's transaction: the second order
		// settles, and the third, never shipped, is refunded.
		next_block(10);
		end_block();
		assert_eq!((stage(1), stage(2)), (OrderStage::Shipped, OrderStage::Funded));
		begin_block(11);
		end_block();
		assert_eq!((stage(1), stage(2)), (OrderStage::Settled, OrderStage::Refunded));
		assert_eq!(usd(&account("Merchant")), merchants.0 + 47_500_000);
		assert_eq!(usd(&account("Merchant2")), merchants.1);
		assert_eq!(usd(&account("Platform")), platform + 2_500_000);
		assert_eq!(usd(&account("Buyer2")), before.0 - 50 * DOLLAR);
		assert_eq!(usd(&Orders::pot_account()), MIN_BALANCE);
	});
}

#[test]
fn order_should_cost_little_and_settling_nothing() {
	start("development").execute_with(|| {
		begin_block(1);
		let spent = |name: &'static str, what: &str, call: Call<Runtime>| {
			let before = souk(name);
			let held = || Balances::reserved_balance(account(name));
			let deposit = held();
			ok(name, call);
			let fee = before + deposit - souk(name) - held();
			println!("{what}: {} SOUK", fee as f64 / SOUK as f64);
			fee
		};
		spent("Merchant", "publish_terms", Call::publish_terms { terms: terms() });
		let invoice = Call::invoice {
			buyer: None,
			terms: TermsId(0),
			asset: USD,
			amount: DOLLAR,
			reference: "A-1".try_into().unwrap(),
		};
		let fund = Call::fund { order: OrderId(0), max_total: DOLLAR };
		let place = Call::place {
			offers: vec![offer("Merchant", 0, &[DOLLAR, DOLLAR, DOLLAR])].try_into().unwrap(),
			max_total: 3 * DOLLAR,
		};
		let ship = Call::ship { orders: ids(&[0, 1, 2, 3]), tracking: None };
		let fees = [
			spent("Merchant", "invoice", invoice),
			spent("Buyer", "fund", fund),
			spent("Buyer2", "place (3 items)", place),
			spent("Merchant", "ship (4 orders)", ship),
			spent("Buyer", "confirm", Call::confirm { orders: ids(&[0]) }),
		];
		assert!(fees.iter().all(|fee| *fee > 0 && *fee < 50 * MILLI_SOUK), "{fees:?}");

		// The block is begun and not yet swept: somebody is faster than the sweep.
		next_block(11);
		let due = Call::settle_due { orders: ids(&[1, 2]) };
		assert_eq!(spent("Carrier", "settle_due", due), 0);
		// Nothing left to do, and so a fee.
		let again = Call::settle_due { orders: ids(&[1, 2]) };
		let before = souk("Carrier");
		assert!(run("Carrier", again).unwrap().is_err());
		assert!(souk("Carrier") < before);
	});
}

#[test]
fn order_should_be_refused_when_a_signature_is_of_another_chain() {
	start("development").execute_with(|| {
		begin_block(1);
		ok("Merchant", Call::publish_terms { terms: terms() });
		let mut foreign = offer("Merchant", 0, &[DOLLAR]);
		let payload = blake2_256(
			&(b"souk/orders/offer/v1".to_vec(), sp_core::H256::repeat_byte(1), &foreign.offer)
				.encode(),
		);
		let key = sr25519::Pair::from_string("//Merchant", None).unwrap();
		foreign.signature = key.sign(&payload).into();
		let place = Call::place { offers: vec![foreign].try_into().unwrap(), max_total: DOLLAR };
		let refused = run("Buyer", place).unwrap().unwrap_err();
		assert_eq!(refused, pallet_orders::Error::<Runtime>::BadSignature.into());
	});
}

#[test]
fn order_should_reach_its_end_when_the_chain_is_in_safe_mode() {
	start("development").execute_with(|| {
		begin_block(1);
		ok("Merchant", Call::publish_terms { terms: terms() });
		let place = |nonce: u64| {
			let mut signed = offer("Merchant", 0, &[DOLLAR]);
			signed.offer.nonce = nonce;
			let payload = Orders::offer_payload(&signed.offer);
			let key = sr25519::Pair::from_string("//Merchant", None).unwrap();
			signed.signature = key.sign(&payload).into();
			Call::place { offers: vec![signed].try_into().unwrap(), max_total: DOLLAR }
		};
		ok("Buyer2", place(1));
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
		let sudo = RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: Box::new(enter) });
		apply(sign("Alice", sudo)).unwrap().unwrap();

		assert!(run("Buyer2", place(2)).unwrap().is_err(), "a pause stops new orders");
		ok("Merchant", Call::ship { orders: ids(&[0]), tracking: None });
		ok("Buyer2", Call::confirm { orders: ids(&[0]) });
		assert_eq!(stage(0), OrderStage::Settled);
	});
}

#[test]
fn view_should_name_the_next_actions_when_asked() {
	start("development").execute_with(|| {
		begin_block(1);
		ok("Merchant", Call::publish_terms { terms: terms() });
		let place = Call::place {
			offers: vec![offer("Merchant", 0, &[DOLLAR])].try_into().unwrap(),
			max_total: DOLLAR,
		};
		ok("Buyer2", place);
		let view = Orders::view_order(OrderId(0)).unwrap();
		assert_eq!((view.stage, view.escrowed), (OrderStage::Funded, DOLLAR));
		assert_eq!(view.deadline, Some(Timestamp::get() + WINDOW));
		let ship = view.actions.iter().find(|next| next.action == Action::Ship).unwrap();
		assert_eq!((ship.by, ship.until), (Actor::Merchant, view.deadline));
		let placed = System::events().into_iter().any(|record| {
			matches!(
				record.event,
				RuntimeEvent::Orders(pallet_orders::Event::OrderFunded { order: OrderId(0), .. })
			)
		});
		assert!(placed);
	});
}

/// The council has no key. Its decision is a motion, its fee goes to its account.
#[test]
fn dispute_should_be_decided_by_a_motion_when_the_council_is_the_resolver() {
	start("development").execute_with(|| {
		begin_block(1);
		ok("Merchant", Call::publish_terms { terms: terms() });
		let offers = vec![offer("Merchant", 0, &[100 * DOLLAR])].try_into().unwrap();
		ok("Buyer", Call::place { offers, max_total: 100 * DOLLAR });
		ok("Buyer", Call::dispute { order: OrderId(0), evidence: None });
		ok("Buyer", Call::escalate { order: OrderId(0), evidence: None });
		ok("Merchant", Call::escalate { order: OrderId(0), evidence: None });
		let before = (usd(&account("Buyer")), usd(&account("Merchant")));

		let decide = Call::<Runtime>::decide { order: OrderId(0), to_buyer: 100 * DOLLAR };
		// Neither a party nor half of the council.
		let refused = run("Merchant", decide.clone()).unwrap().unwrap_err();
		assert_eq!(refused, pallet_orders::Error::<Runtime>::NotResolver.into());
		let members = |yes, of| pallet_collective::RawOrigin::Members(yes, of).into();
		let half: RuntimeOrigin = members(1, 2);
		let call = RuntimeCall::Orders(decide);
		assert!(call.clone().dispatch(half).is_err());
		assert_eq!(stage(0), OrderStage::Disputed);
		let more: RuntimeOrigin = members(2, 2);
		call.dispatch(more).expect("more than half of the council decides");

		assert_eq!(stage(0), OrderStage::Refunded);
		assert_eq!(usd(&account("Buyer")) - before.0, 110 * DOLLAR);
		assert_eq!(usd(&account("Merchant")) - before.1, 6 * DOLLAR);
		assert_eq!(usd(&CouncilAccount::get()), 4 * DOLLAR);
		assert_eq!(usd(&Orders::pot_account()), MIN_BALANCE);
	});
}
