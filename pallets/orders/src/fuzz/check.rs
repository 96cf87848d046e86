//! What must hold after every step, and how the model compares with the chain.

use super::{
	chain::{account_of, asset, means, ASSETS},
	model::{Coin, End, Model, Order, Wait, Who, ACCOUNTS, COINS},
};
use crate::{mock::*, *};
use frame_support::traits::fungibles::Inspect;
use souk_primitives::{BigEndian, OrderId, OrderStage};
use std::{
	collections::{BTreeMap, BTreeSet},
	fmt::Debug,
};

pub type Check = Result<(), String>;

fn same<T: PartialEq + Debug>(what: impl Fn() -> String, chain: T, model: T) -> Check {
	match chain == model {
		true => Ok(()),
		false => Err(format!("{}: {chain:?} on the chain, {model:?} in the model", what())),
	}
}

fn holds(condition: bool, what: impl Fn() -> String) -> Check {
	condition.then_some(()).ok_or_else(what)
}

fn number(who: &AccountId) -> Who {
	(0..ACCOUNTS).find(|n| account_of(*n) == *who).unwrap_or(usize::MAX)
}

fn coin(of: &Asset) -> Coin {
	ASSETS.iter().position(|asset| asset == of).unwrap_or(usize::MAX)
}

/// What waits for somebody.
pub fn claim_of(who: Who, coin: Coin) -> u128 {
	Claims::<Test>::get(account_of(who), asset(coin)).map_or(0, |claim| claim.amount)
}

/// Everything that waits for somebody.
pub fn waiting() -> Vec<(Who, Coin)> {
	let mut list: Vec<_> =
		Claims::<Test>::iter_keys().map(|(who, of)| (number(&who), coin(&of))).collect();
	list.sort();
	list
}

/// How much of an asset there is.
pub fn issued(coin: Coin) -> u128 {
	Money::total_issuance(asset(coin))
}

pub fn owes_nothing(model: &Model, coin: Coin) -> bool {
	model.obligations(coin) == 0 && waiting().iter().all(|(_, of)| *of != coin)
}

pub fn pot_has(coin: Coin, amount: u128) -> bool {
	balance(&asset(coin), &pot()) >= amount
}

/// Orders that are due and that the sweep has not carried out.
pub fn still_due(now: u64) -> BTreeSet<u64> {
	Due::<Test>::iter_keys().filter(|(at, _)| at.0 <= now).map(|(_, BigEndian(id))| id).collect()
}

fn stage(order: &Order) -> OrderStage {
	match (order.over, order.wait()) {
		(Some((End::Settled, _)), _) => OrderStage::Settled,
		(Some((End::Refunded, _)), _) => OrderStage::Refunded,
		(Some((End::Cancelled, _)), _) => OrderStage::Cancelled,
		(None, Some(wait)) => match wait {
			Wait::Payment => OrderStage::Created,
			Wait::Shipping => OrderStage::Funded,
			Wait::Arrival => OrderStage::Shipped,
			Wait::Inspection => OrderStage::Delivered,
			Wait::Answer { .. } => OrderStage::RefundRequested,
			Wait::SendingBack { .. } | Wait::TakingBack { .. } => OrderStage::Returning,
			Wait::Agreement | Wait::OtherBond { .. } | Wait::Decision { .. } => {
				OrderStage::Disputed
			},
			Wait::Challenge => OrderStage::Confirmed,
		},
		(None, None) => OrderStage::Cancelled,
	}
}

/// All of it.
pub fn everything(model: &Model) -> Check {
	Souk::do_try_state().map_err(|error| format!("try_state: {error:?}"))?;
	orders(model)?;
	deadlines(model)?;
	money(model)?;
	records(model)?;
	deposits()?;
	notices(model)
}

fn orders(model: &Model) -> Check {
	same(|| "the next order".into(), NextOrderId::<Test>::get().0, model.next_order)?;
	same(|| "the next terms".into(), NextTermsId::<Test>::get().0, model.next_terms)?;
	let on_chain: BTreeMap<u64, OrderOf<Test>> =
		Orders::<Test>::iter().map(|(id, order)| (id.0, order)).collect();
	let ids = |orders: Vec<&u64>| orders.into_iter().copied().collect::<Vec<_>>();
	same(
		|| "the orders on record".into(),
		ids(on_chain.keys().collect()),
		ids(model.orders.keys().collect()),
	)?;
	for (id, order) in &model.orders {
		compare(&on_chain[id], order).map_err(|error| format!("order {id}, {error}"))?;
		points(*id, &on_chain[id], order).map_err(|error| format!("order {id}, {error}"))?;
	}
	let terms: BTreeSet<u64> = TermsOf::<Test>::iter_keys().map(|id| id.0).collect();
	same(|| "the terms".into(), terms, model.terms.keys().copied().collect())
}

/// What became of the points of an order, as the chain's book of points has it.
fn points(id: u64, chain: &OrderOf<Test>, model: &Order) -> Check {
	let discount = chain.discount.map(|discount| (Some(discount.means), discount.amount));
	let used = model.used.map(|used| (means(used.points), model.amount - model.due()));
	same(|| "points and discount".into(), discount, used)?;
	let Some(used) = model.used else { return Ok(()) };
	let Some(spent) = Spendings::get(OrderId(id)) else {
		return Err("nobody knows of its points".into());
	};
	same(|| "whose points".into(), Some(number(&spent.buyer)), model.buyer)?;
	same(
		|| "points, back, spent, charged".into(),
		(spent.points, spent.returned, spent.captured, spent.charged),
		(used.points, used.back, used.spent, model.due()),
	)
}

fn compare(chain: &OrderOf<Test>, model: &Order) -> Check {
	same(|| "stage".into(), chain.state.stage(), stage(model))?;
	same(|| "deadline".into(), chain.deadline(), model.deadline())?;
	same(|| "buyer".into(), chain.buyer.as_ref().map(number), model.buyer)?;
	same(|| "requests".into(), chain.refund_requests, model.asks)?;
	same(|| "bonds".into(), chain.bonds(), model.bonds())?;
	same(|| "reserve".into(), chain.reserve.map(|part| (part.amount, part.until)), model.reserve)?;
	if let OrderState::Disputed { proposals, .. } = &chain.state {
		let proposed = [proposals.buyer, proposals.merchant];
		same(|| "proposals".into(), proposed, model.proposals)?;
	}
	let Some(ledger) = chain.ledger() else {
		return holds(model.paid.is_none(), || "it is paid in the model".into());
	};
	let Some(paid) = &model.paid else { return Err("it is not paid in the model".into()) };
	same(|| "payer".into(), chain.payer().map(number), Some(paid.payer))?;
	let figures = (paid.open, paid.captured, paid.withheld(), paid.returned);
	same(
		|| "open, captured, withheld, returned".into(),
		(ledger.open, ledger.captured, ledger.withheld, ledger.returned),
		figures,
	)?;
	let refunded = model.refunded();
	let parts = ledger.paid_out() + ledger.refunded() + ledger.open + ledger.withheld;
	same(|| "refunded".into(), ledger.refunded(), refunded)?;
	same(|| "the parts of the price".into(), parts, model.due())?;
	if model.coin().is_some() {
		// Nobody gets more of an order than came in for it, bonds included.
		let left = paid.inflow.checked_sub(paid.outflow);
		same(|| "what came in less what went out".into(), left, Some(model.in_pot()))?;
	}
	let external = match &chain.payment {
		Payment::External { attested, exposed, settle_from, .. } => {
			Some((*attested, *exposed, *settle_from))
		},
		_ => None,
	};
	same(
		|| "attested, exposed, settled from".into(),
		external,
		paid.external.as_ref().map(|e| (e.attested, e.exposed, e.settle_from)),
	)
}

/// The index has each open order once, under its deadline, and nothing else.
fn deadlines(model: &Model) -> Check {
	let on_chain: Vec<_> = Due::<Test>::iter_keys().map(|(at, id)| (at.0, id.0)).collect();
	same(|| "the index".into(), on_chain, model.deadlines().into_iter().collect())
}

fn money(model: &Model) -> Check {
	for (who, used) in model.used.iter().enumerate() {
		same(|| format!("points that {who} used"), Used::get(account_of(who)), *used)?;
	}
	let mut claims = [[0; COINS]; ACCOUNTS];
	for (who, of, claim) in Claims::<Test>::iter() {
		claims[number(&who)][coin(&of)] = claim.amount;
	}
	for coin in 0..COINS {
		let of = &ASSETS[coin];
		let waiting = claims.iter().map(|purse| purse[coin]).sum::<u128>();
		for (who, purse) in claims.iter().enumerate() {
			let wealth = Money::total_balance(of.clone(), &account_of(who)) + purse[coin];
			same(|| format!("what {who} has of {of:?}"), wealth, model.wealth[who][coin])?;
		}
		let pot = balance(of, &pot());
		let owed = model.obligations(coin) + waiting;
		let expected = model.float[coin] + owed - model.burnt[coin];
		same(|| format!("the pot of {of:?}"), pot, expected)?;
		let booked = AcceptedAssets::<Test>::get(of).unwrap_or_default();
		same(|| format!("what the pot owes of {of:?}"), booked, owed)?;
		let supply = model.supply[coin] - model.burnt[coin];
		same(|| format!("the supply of {of:?}"), Money::total_issuance(of.clone()), supply)?;
	}
	Ok(())
}

/// Reserves, debts, strays, what listeners missed, the gateway.
fn records(model: &Model) -> Check {
	let drawn: BTreeMap<_, _> = Reserves::<Test>::iter()
		.filter(|(_, _, reserve)| reserve.drawn > 0)
		.map(|(who, of, reserve)| ((number(&who), coin(&of)), reserve.drawn))
		.collect();
	let expected = model.drawn.iter().filter(|(_, drawn)| **drawn > 0);
	same(|| "what is drawn".into(), drawn, expected.map(|(k, v)| (*k, *v)).collect())?;
	for (who, of, reserve) in Reserves::<Test>::iter() {
		let parts = model.reserved(number(&who), coin(&of));
		same(|| "what is in reserve".into(), reserve.parts, parts)?;
	}
	let debts: BTreeMap<_, _> = Debts::<Test>::iter()
		.map(|((debtor, creditor, of), debt)| {
			((number(&debtor), number(&creditor), coin(&of)), debt.amount)
		})
		.collect();
	same(|| "the debts".into(), &debts, &model.debts)?;
	let owed: BTreeMap<_, _> = RefundDebts::<Test>::iter()
		.map(|((who, of, id), debt)| {
			((number(&who), coin(&of), id.0), (number(&debt.payer), debt.amount))
		})
		.collect();
	same(|| "the refunds owed".into(), &owed, &model.owed)?;
	let strays: BTreeMap<_, _> = Strays::<Test>::iter()
		.map(|(id, transaction, stray)| ((id.0, transaction.to_low_u64_be()), stray.amount))
		.collect();
	let expected = model.strays.iter().map(|(key, (amount, _))| (*key, *amount)).collect();
	same(|| "the strays".into(), strays, expected)?;
	let missed: BTreeSet<_> =
		MissedNotices::<Test>::iter_keys().map(|(id, (who, kind))| (id.0, who, kind)).collect();
	same(|| "what listeners missed".into(), &missed, &model.missed)?;
	let nonces: BTreeMap<_, _> = UsedOffers::<Test>::iter()
		.map(|(who, nonce, count)| ((number(&who), nonce), count))
		.collect();
	same(|| "the nonces".into(), &nonces, &model.nonces)?;
	let gateway = pallet_gateways::Gateways::<Test>::get(GATEWAY).ok_or("the gateway is gone")?;
	same(
		|| "the gateway's bond and exposure".into(),
		(gateway.bond, gateway.exposure),
		(model.bond, model.exposure),
	)
}

/// What is held of everybody is what the records say, in all.
fn deposits() -> Check {
	let holds: Vec<_> = pallet_balances::Holds::<Test>::iter_values()
		.flat_map(|holds| holds.into_inner())
		.collect();
	let all = |reason: fn() -> HoldReason| -> Balance {
		let reason: RuntimeHoldReason = reason().into();
		holds.iter().filter(|hold| hold.id == reason).map(|hold| hold.amount).sum()
	};
	let terms: Balance = TermsOf::<Test>::iter_values().map(|terms| terms.deposit).sum();
	same(|| "held for terms".into(), all(|| HoldReason::Terms), terms)?;
	let orders: Balance = Orders::<Test>::iter_values().map(|order| order.deposit).sum();
	let claims: Balance = Claims::<Test>::iter_values().map(|claim| claim.deposit).sum();
	let reserves: Balance = Reserves::<Test>::iter_values().map(|reserve| reserve.deposit).sum();
	let missed: Balance = MissedNotices::<Test>::iter_values()
		.filter_map(|missed| missed.deposit)
		.map(|(_, deposit)| deposit)
		.sum();
	let records = orders + claims + reserves + missed;
	same(|| "held for orders".into(), all(|| HoldReason::Order), records)?;
	let debts: Balance = Debts::<Test>::iter_values().map(|debt| debt.deposit).sum();
	let refunds: Balance = RefundDebts::<Test>::iter_values().map(|debt| debt.deposit).sum();
	same(|| "held for debts".into(), all(|| HoldReason::Debt), debts + refunds)
}

/// A listener that works heard exactly what happened.
fn notices(model: &Model) -> Check {
	if model.fails[0] {
		return Ok(());
	}
	let mut heard: Vec<_> =
		Heard::get().into_iter().map(|(id, notice)| (id.0, notice.kind())).collect();
	let mut told = model.told.clone();
	heard.sort();
	told.sort();
	same(|| "what was told".into(), heard, told)
}

/// The stages of orders that are over, as the chain has them.
pub fn finals() -> BTreeMap<u64, OrderStage> {
	Orders::<Test>::iter()
		.map(|(OrderId(id), order)| (id, order.state.stage()))
		.filter(|(_, stage)| stage.is_final())
		.collect()
}

/// Nothing is left of anything.
pub fn nothing_left(model: &Model) -> Check {
	let keys = leftover_keys();
	holds(keys.is_empty(), || format!("left in storage: {keys:?}"))?;
	for who in 0..ACCOUNTS {
		for reason in [HoldReason::Terms, HoldReason::Order, HoldReason::Debt] {
			same(|| format!("held of {who}"), held(reason, &account_of(who)), 0)?;
		}
	}
	for coin in 0..COINS {
		same(|| format!("owed of {coin}"), model.obligations(coin), 0)?;
		same(|| format!("all of {coin}"), model.total(coin), model.supply[coin])?;
	}
	same(|| "the gateway's exposure".into(), model.exposure, 0)
}
