//! What the runtime API tells: it must agree with what the calls then do.

use super::*;
use crate::runtime_api::{Action, Actor, NextAction, OrderView, QuotedItem};
use frame_support::hypothetically;
use sp_runtime::DispatchError;

fn view(id: OrderId) -> OrderView<AccountId, Asset, Balance> {
	hypothetically!(Souk::view_order(id)).unwrap()
}

/// Who stands for an actor. Somebody who may pay anything stands for anyone.
fn who(by: Actor) -> AccountId {
	match by {
		Actor::Buyer => buyer(),
		Actor::Merchant => merchant(),
		Actor::Anyone => stranger(),
		Actor::Resolver => resolver(),
	}
}

/// The call that an action is, in its mildest form.
fn act(by: Actor, action: Action, id: OrderId) -> DispatchResult {
	let origin = origin(&who(by));
	let drop_info = |result: frame_support::pallet_prelude::DispatchResultWithPostInfo| {
		result.map(|_| ()).map_err(|error| error.error)
	};
	match action {
		Action::Fund => Souk::fund(origin, id, PRICE),
		Action::Cancel => Souk::cancel(origin, id),
		Action::Ship => Souk::ship(origin, ids(&[id]), None),
		Action::Confirm => drop_info(Souk::confirm(origin, ids(&[id]))),
		Action::Release => Souk::release(origin, id, 1),
		Action::Extend => Souk::extend(origin, id),
		Action::RequestRefund => Souk::request_refund(origin, id, 1, RefundKind::RefundOnly, None),
		Action::AnswerRefund => Souk::answer_refund(origin, id, Answer::Approve),
		Action::Refund => {
			// In a dispute, all of it or nothing.
			let amount = match view(id).order {
				order if order.state.stage() == OrderStage::Disputed => {
					order.ledger().unwrap().open
				},
				_ => 1,
			};
			Souk::refund(origin, id, amount)
		},
		Action::SettleDue => drop_info(Souk::settle_due(origin, ids(&[id]))),
		Action::Close => Souk::close(origin, ids(&[id])),
		Action::ReturnSent => Souk::return_sent(origin, id, None),
		Action::ReturnReceived => Souk::return_received(origin, id),
		Action::Dispute => Souk::dispute(origin, id, None),
		Action::ProposeSplit => Souk::propose_split(origin, id, 1),
		Action::AcceptSplit => Souk::accept_split(origin, id, PROPOSED),
		Action::Escalate => Souk::escalate(origin, id, None),
		Action::Decide => Souk::decide(origin, id, 1),
		Action::Attest => match ledger(id) {
			// Taken by the order, and not as a payment that has to go back.
			None => attest(receipt(id, ReceiptKind::Paid, PRICE)).and_then(|_| match ledger(id) {
				Some(_) => Ok(()),
				None => Err(DispatchError::Other("the payment strayed")),
			}),
			Some(_) => attest(receipt(id, refunded_kind(id), 1)),
		},
		Action::Repay => Souk::repay(origin, id, 1),
		Action::RetryHook => Souk::retry_hook(origin, id, 0, NoticeKind::Placed),
		Action::UseDiscount => Souk::use_discount(origin, id, Some(Means::Points(7))),
	}
}

const ACTIONS: [Action; 22] = [
	Action::Fund,
	Action::Cancel,
	Action::Ship,
	Action::Confirm,
	Action::Release,
	Action::Extend,
	Action::RequestRefund,
	Action::AnswerRefund,
	Action::Refund,
	Action::SettleDue,
	Action::Close,
	Action::ReturnSent,
	Action::ReturnReceived,
	Action::Dispute,
	Action::ProposeSplit,
	Action::AcceptSplit,
	Action::Escalate,
	Action::Decide,
	Action::Attest,
	Action::Repay,
	Action::RetryHook,
	Action::UseDiscount,
];

/// Lists of actions promise as much as calls keep, no more and no less.
fn check_actions(id: OrderId, name: &str) {
	let actions = view(id).actions;
	for by in [Actor::Buyer, Actor::Merchant, Actor::Anyone, Actor::Resolver] {
		for action in ACTIONS {
			// What anyone may do, the parties may; but a merchant does not pay itself, and a
			// resolver not for what it may have to decide about.
			let listed: Vec<_> = actions
				.iter()
				.filter(|next| next.action == action)
				.filter(|next| {
					next.by == by
						|| (next.by == Actor::Anyone
							&& (action != Action::Fund
								|| !matches!(by, Actor::Merchant | Actor::Resolver)))
				})
				.collect();
			let open = |next: &&&NextAction| next.from.is_none_or(|from| from <= now());
			let works = hypothetically!(act(by, action, id));
			assert_eq!(
				listed.iter().any(|next| open(&next)),
				works.is_ok(),
				"{name}: {by:?} {action:?} {works:?}"
			);
			for next in listed {
				if let Some(from) = next.from.filter(|from| *from > now()) {
					let early = hypothetically!({
						set_time(from - 1);
						act(by, action, id)
					});
					assert!(early.is_err(), "{name}: {action:?} works too early");
					let on_time = hypothetically!({
						set_time(from);
						act(by, action, id)
					});
					assert_eq!(on_time, Ok(()), "{name}: {action:?} from {from}");
				}
				if let Some(until) = next.until {
					let last = hypothetically!({
						set_time(until - 1);
						act(by, action, id)
					});
					assert_eq!(last, Ok(()), "{name}: {action:?} until {until}");
					// At the very moment something else holds; the list says what.
					hypothetically!({
						set_time(until);
						let still = view(id).actions.iter().any(|next| {
							next.action == action
								&& (next.by == by || next.by == Actor::Anyone)
								&& next.from.is_none_or(|from| from <= now())
						});
						assert_eq!(act(by, action, id).is_ok(), still, "{name}: {action:?} after");
					});
				}
			}
		}
	}
}

fn partly_released() -> OrderId {
	let id = shipped();
	assert_ok!(release(id, 1_019));
	id
}

fn makers() -> Vec<(&'static str, Make)> {
	vec![
		("created", invoiced),
		("funded", funded),
		("shipped", shipped),
		("tracked", tracked),
		("tracked, extended", || {
			let id = tracked();
			assert_ok!(extend(&merchant(), id));
			id
		}),
		("claimed", claimed),
		("contested", || {
			let id = claimed();
			assert_ok!(Souk::contested(id));
			id
		}),
		("asked, claimed", || asked(claimed(), 10)),
		("disputed, claimed", || disputed(claimed())),
		("in doubt", in_doubt),
		("delivered", delivered),
		("partly released", partly_released),
		("asked, funded", || asked(funded(), 10)),
		("asked, shipped", || asked(shipped(), 10)),
		("asked, delivered", || asked(delivered(), 10)),
		("asked for all", || asked(shipped(), PRICE)),
		("returning", || returning(shipped(), 10)),
		("sent back", || sent_back(returning(delivered(), PRICE))),
		("disputed, funded", || disputed(funded())),
		("disputed, returning", || disputed(returning(shipped(), 10))),
		("disputed by both, a proposal", || {
			let id = disputed(shipped());
			assert_ok!(Souk::propose_split(origin(&merchant()), id, PROPOSED));
			id
		}),
		("escalated", || escalated(disputed(shipped()))),
		("before the resolver", || deciding(escalated(disputed(shipped())))),
		("billed", billed),
		("paid off chain", paid_off_chain),
		("paid off chain, disputed", || disputed(paid_off_chain())),
		("paid off chain, settled", || {
			let id = paid_off_chain();
			assert_ok!(confirm(id));
			id
		}),
		("paid off chain, refunded", || {
			let id = paid_off_chain();
			assert_ok!(cancel(&merchant(), id));
			id
		}),
		("paid off chain, charged back", || {
			let id = paid_off_chain();
			let kind = ReceiptKind::Chargeback { payment: payment_of(id) };
			assert_ok!(attest(receipt(id, kind, PRICE)));
			id
		}),
		("settled", settled),
		("given back whole", || {
			let id = settled();
			assert_ok!(refund(id, PRICE));
			id
		}),
		("refunded", refunded),
		("cancelled", cancelled),
		("created, extended", || {
			let id = invoiced();
			assert_ok!(extend(&merchant(), id));
			id
		}),
		("funded, extended", || {
			let id = funded();
			assert_ok!(extend(&buyer(), id));
			id
		}),
		("asked too often", || {
			let id = shipped();
			for _ in 0..MAX_REQUESTS {
				assert_ok!(request(id, 1));
				assert_ok!(answer(id, Answer::Reject));
			}
			id
		}),
		("placed", || {
			assert_ok!(place(vec![sign(simple_offer())], PRICE));
			newest()
		}),
		("placed and settled", || {
			assert_ok!(place(vec![sign(simple_offer())], PRICE));
			let id = newest();
			assert_ok!(confirm(id));
			id
		}),
	]
}

#[test]
fn listed_actions_should_be_exactly_those_that_work_when_an_order_is_in_any_state() {
	for (name, make) in makers() {
		Shop::default().build_and_execute(|| check_actions(make(), name));
	}
}

#[test]
fn listed_actions_should_be_exactly_those_that_work_when_a_deadline_has_passed() {
	for (name, make) in makers() {
		for late in [0, 1, 3_500, 500_000] {
			Shop::default().build_and_execute(|| {
				let id = make();
				if let Some(at) = state(id).deadline() {
					set_time(at + late);
					check_actions(id, &format!("{name}, {late} past its deadline"));
				}
			});
		}
	}
}

#[test]
fn listed_actions_should_be_exactly_those_that_work_when_the_terms_are_strict() {
	for (name, make) in [("created", invoiced as fn() -> OrderId), ("funded", funded)] {
		let terms = Terms {
			windows: Windows { extension: 0, ..WINDOWS },
			cancellation: Cancellation::MerchantOnly,
			..default_terms()
		};
		Shop::default().terms(terms).build_and_execute(|| {
			check_actions(make(), name);
		});
	}
}

#[test]
fn view_should_show_figures_and_deadline_when_an_order_is_under_way() {
	Shop::default().build_and_execute(|| {
		let id = partly_released();
		assert_ok!(refund(id, 19));
		let view = view(id);
		assert_eq!(view.id, id);
		assert_eq!(view.stage, OrderStage::Shipped);
		assert_eq!(view.deadline, Some(T0 + WINDOWS.receive));
		assert_eq!(view.order, order(id));
		// 1,019 awarded, two units of it withheld; 19 gone back.
		assert_eq!((view.escrowed, view.paid_out, view.refunded), (PRICE - 19 - 1_017, 1_017, 19));
		assert_eq!(hypothetically!(Souk::view_order(OrderId(9))), None);
	});
}

#[test]
fn disputing_and_extending_should_end_with_the_deadline_when_they_are_listed() {
	let terms = Terms { disputes: Some(dispute_rules()), ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = shipped();
		let deadline = order(id).deadline();
		assert!(deadline.is_some());
		for action in [Action::Dispute, Action::Extend] {
			let actions = view(id).actions;
			let listed = actions.iter().filter(|next| next.action == action);
			let ends = listed.map(|next| next.until).collect::<Vec<_>>();
			assert!(!ends.is_empty(), "{action:?}");
			assert!(ends.iter().all(|until| *until == deadline), "{action:?}");
		}
	});
}

#[test]
fn quote_should_be_what_the_orders_then_pay_when_they_settle() {
	Shop::default().build_and_execute(|| {
		let offer = offer(merchant(), TERMS, 3, &[PRICE, 1, 39, 40]);
		let quote = Souk::quote(offer.clone()).unwrap();
		assert_eq!(quote.total, PRICE + 80);
		assert_eq!(quote.deposit, 4 * order_deposit(2));
		assert_eq!(quote.terms, default_terms());
		assert_eq!(
			quote.items[0],
			QuotedItem {
				amount: PRICE,
				means: None,
				discount: 0,
				merchant: TO_MERCHANT,
				splits: vec![(platform(), TO_PLATFORM), (affiliate(), TO_AFFILIATE)],
			}
		);

		let before = Purses::now(&USD);
		let deposits = held(HoldReason::Order, &merchant());
		assert_ok!(place(vec![sign(offer)], quote.total));
		assert_eq!(held(HoldReason::Order, &merchant()) - deposits, quote.deposit);
		assert_eq!(before.buyer - Purses::now(&USD).buyer, quote.total);
		for (i, item) in quote.items.iter().enumerate() {
			let before = Purses::now(&USD);
			assert_ok!(confirm(OrderId(i as u64)));
			let after = Purses::now(&USD);
			assert_eq!(after.merchant - before.merchant, item.merchant);
			assert_eq!(after.platform - before.platform, item.splits[0].1);
			assert_eq!(after.affiliate - before.affiliate, item.splits[1].1);
		}
	});
}

#[test]
fn quote_should_fail_like_the_checkout_when_the_offer_cannot_be_placed() {
	Shop::default().build_and_execute(|| {
		let theirs = publish_for(&merchant_ed(), default_terms());
		assert_ok!(place(vec![sign(simple_offer())], PRICE));
		let base = || offer(merchant(), TERMS, 3, &[PRICE]);
		for (bad, error) in [
			(OfferOf::<Test> { valid_until: T0, ..base() }, E::OfferExpired),
			(offer(merchant(), TERMS, 3, &[]), E::NothingListed),
			(offer(merchant(), TERMS, 3, &[0]), E::ZeroAmount),
			(offer(merchant(), TERMS, 3, &[Balance::MAX, 1]), E::TotalTooLarge),
			(OfferOf::<Test> { terms: theirs, ..base() }, E::TermsOfAnotherMerchant),
			(OfferOf::<Test> { asset: Asset::WithId(9), ..base() }, E::AssetNotAccepted),
			(OfferOf::<Test> { buyer: Some(merchant()), ..base() }, E::MerchantCannotBuy),
			(simple_offer(), E::OfferAlreadyUsed),
		] {
			let error = DispatchError::from(error);
			assert_eq!(Souk::quote(bad.clone()).map(|_| ()), Err(error));
			assert_eq!(hypothetically!(place(vec![sign(bad)], Balance::MAX)), Err(error));
		}
		// Whom it is for is the buyer's business.
		let named = OfferOf::<Test> { buyer: Some(stranger()), ..base() };
		assert!(Souk::quote(named).is_ok());
	});
}

#[test]
fn list_orders_of_should_page_without_gap_or_repeat_when_there_are_many() {
	Shop::default().build_and_execute(|| {
		let all: Vec<_> = (0..7).map(|_| invoiced()).collect();
		let other = {
			assert_ok!(Souk::invoice(
				origin(&merchant()),
				Some(stranger()),
				TERMS,
				USD,
				1,
				text("")
			));
			newest()
		};
		let page = |cursor, limit| Souk::list_orders_of(buyer(), Role::Buyer, cursor, limit);
		assert_eq!(page(None, 100), all);
		assert_eq!(page(None, 0), vec![]);
		for size in 1..=8 {
			let mut seen = Vec::new();
			while let Some(list) = Some(page(seen.last().copied(), size)).filter(|l| !l.is_empty())
			{
				assert!(list.len() <= size as usize);
				seen.extend(list);
			}
			assert_eq!(seen, all, "pages of {size}");
		}
		// A cursor that is not in the list, or gone.
		assert_eq!(page(Some(other), 9), vec![]);
		assert_ok!(cancel(&buyer(), all[2]));
		assert_ok!(close(all[2]));
		assert_eq!(page(Some(all[2]), 9), all[3..].to_vec());
		assert_eq!(Souk::list_orders_of(stranger(), Role::Buyer, None, 9), vec![other]);
		assert_eq!(Souk::list_orders_of(buyer(), Role::Payer, None, 9), vec![]);
		assert_eq!(Souk::list_orders_of(merchant(), Role::Merchant, None, 9).len(), 7);
	});
}

#[test]
fn lists_should_hold_a_hundred_at_most_when_more_is_asked_for() {
	Shop::default().build_and_execute(|| {
		for _ in 0..101 {
			invoiced();
		}
		assert_eq!(Souk::list_orders_of(buyer(), Role::Buyer, None, u32::MAX).len(), 100);
		assert_eq!(Souk::list_due(u32::MAX).len(), 100);
		assert_eq!(Souk::list_due(3).len(), 3);
	});
}

#[test]
fn list_due_should_be_earliest_first_when_windows_differ() {
	Shop::default().build_and_execute(|| {
		let (second, first) = (funded(), invoiced());
		assert_eq!(Souk::list_due(9), vec![(T0 + WINDOWS.pay, first), (T0 + WINDOWS.ship, second)]);
	});
}

#[test]
fn view_terms_should_show_them_when_published_and_retired() {
	Shop::default().build_and_execute(|| {
		invoiced();
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		let view = Souk::view_terms(TERMS).unwrap();
		assert_eq!((view.merchant, view.terms), (merchant(), default_terms()));
		assert_eq!(view.status, TermsStatus::Retired);
		assert_eq!(Souk::view_terms(TermsId(9)), None);
	});
}

#[test]
fn list_claims_should_show_what_waits_when_payouts_could_not_be_delivered() {
	Shop::default().without(affiliate()).build_and_execute(|| {
		assert_eq!(Souk::list_claims(affiliate()), vec![]);
		settled_in(NATIVE, PRICE);
		settled_in(USD, 360);
		let mut waiting = Souk::list_claims(affiliate());
		waiting.sort();
		assert_eq!(waiting, vec![(NATIVE, TO_AFFILIATE), (USD, 9)]);
		assert_eq!(Souk::list_claims(platform()), vec![]);
	});
}
