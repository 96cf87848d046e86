//! The parameters of each operation.

use super::{
	model::{
		share_of, Coin, Model, Order, Side, Tender, Wait, Who, ACCOUNTS, BANK, BUYERS, COINS,
		LEAST, LONGEST, MERCHANTS, POINTS, RECIPIENTS, RESOLVERS, RISKY, WORTH,
	},
	plan::{
		chosen, either, extender, party, purse, terms, Arrival, Offer, Op, Reader, Receipt, World,
	},
};
use souk_primitives::NoticeKind;

/// Time goes on: to the next deadline, just before or after it, a little, or far.
pub fn time(model: &Model, r: &mut Reader) -> World {
	let next = model.deadlines().into_iter().map(|(at, _)| at).find(|at| *at > model.now);
	let next = next.unwrap_or(model.now + 100);
	World::Time(match r.byte() {
		0..=79 => next,
		80..=129 => (next - 1).max(model.now),
		130..=159 => next + 1,
		160..=235 => model.now + u64::from(r.byte()) * 4,
		236..=245 => model.now + 10_000,
		_ => model.now + 120_000,
	})
}

/// What happens around the pallet.
pub fn around(model: &Model, r: &mut Reader) -> World {
	let kind = r.byte();
	let (who, coin) = purse(r);
	let token = 1 + r.below(COINS - 1);
	match kind {
		0..=19 => World::Listeners([r.rarely(2), r.rarely(3)]),
		20..=39 => World::Listeners([false; 2]),
		40..=59 => World::Freeze(who, token),
		60..=79 => World::Block(who, token),
		80..=109 => {
			let frozen: Vec<_> = model.impaired.iter().copied().collect();
			match r.pick(&frozen) {
				Some((who, coin)) => World::Thaw(who, coin),
				None => World::Thaw(who, token),
			}
		},
		110..=113 => World::FreezePot(token),
		114..=125 => World::ThawPot(token),
		126..=131 => World::FreezeAsset(token),
		132..=149 => World::ThawAsset(token),
		150..=199 => {
			let least = LEAST[coin];
			let amount = match r.byte() {
				0..=99 => super::chain::spare(coin, who),
				100..=199 => model.wealth[who][coin],
				_ => model.wealth[who][coin].saturating_sub(least) / 2,
			};
			World::Move { from: who, to: BANK, coin, amount }
		},
		200..=227 => {
			let amount = [1, LEAST[coin] - 1, LEAST[coin], 5_000, 100_000][r.below(5)];
			World::Move { from: BANK, to: who, coin, amount }
		},
		228..=230 => World::Burn(RISKY, 1 + u128::from(r.wide()) % 50_000),
		231..=236 => World::MintToPot(RISKY, model.burnt[RISKY]),
		237..=239 => World::Suspend,
		240..=245 => World::Approve,
		246..=250 => World::AddBond(r.part(100_000)),
		_ => World::WithdrawBond(r.part(model.bond - model.exposure)),
	}
}

/// Terms of a merchant, mostly ones that take orders. Whose they are.
fn terms_for_order(model: &Model, r: &mut Reader) -> (Who, u64) {
	let active: Vec<_> =
		model.terms.iter().filter(|(_, t)| t.active).map(|(id, t)| (t.merchant, *id)).collect();
	match r.pick(&active) {
		Some((merchant, id)) if !r.rarely(30) => (merchant, id),
		_ => (r.below(MERCHANTS), u64::from(r.byte()) % (model.next_terms + 1)),
	}
}

fn coin_for_order(r: &mut Reader) -> Coin {
	match r.byte() {
		0..=79 => 0,
		80..=159 => 1,
		160..=209 => 2,
		210..=250 => RISKY,
		_ => COINS,
	}
}

fn a_buyer(r: &mut Reader) -> Who {
	if r.rarely(40) {
		r.below(ACCOUNTS)
	} else {
		BUYERS.start + r.below(3)
	}
}

/// One to three orders that suit a call, and whose account to use.
fn several(model: &Model, call: usize, r: &mut Reader) -> Vec<u64> {
	let Some(first) = one(model, call, r) else { return Vec::new() };
	let mut list = vec![first];
	let like = model.orders.get(&first);
	for _ in 0..r.below(3) {
		if let (Some(id), Some(like)) = (chosen(model, call, r), like) {
			let other = &model.orders[&id];
			let same = other.merchant == like.merchant && other.buyer == like.buyer;
			if same && (!list.contains(&id) || r.rarely(8)) {
				list.push(id);
			}
		}
	}
	list
}

/// An order that suits a call; sometimes any, sometimes none.
fn one(model: &Model, call: usize, r: &mut Reader) -> Option<u64> {
	match chosen(model, call, r) {
		Some(id) if !r.rarely(24) => Some(id),
		_ => Some(u64::from(r.byte()) % (model.next_order + 1)),
	}
}

/// Points for each item, mostly fewer than would pay for all of it; often for none.
fn points_for(items: &[u128], r: &mut Reader) -> Vec<u128> {
	match r.byte() {
		0..=120 => Vec::new(),
		// One too few or too many.
		121..=123 => vec![0; items.len() - 1],
		124..=126 => vec![0; items.len() + 1],
		_ => items.iter().map(|amount| some_points(*amount, r)).collect(),
	}
}

/// Points for something of a price.
fn some_points(amount: u128, r: &mut Reader) -> u128 {
	let most = amount.saturating_sub(1) / WORTH;
	match r.byte() {
		0..=50 => 0,
		51..=90 => most,
		91..=95 => most + 1,
		96..=97 => POINTS + 1,
		_ => most * u128::from(r.byte()) / 256,
	}
}

fn place(model: &Model, r: &mut Reader) -> Op {
	let who = a_buyer(r);
	let coin = coin_for_order(r);
	let mut offers = Vec::new();
	let mut total = 0;
	for n in 0..1 + r.below(3) {
		let (merchant, terms) = terms_for_order(model, r);
		let count = 1 + r.below(3);
		let base = r.price();
		let items: Vec<_> = (0..count).map(|i| base / (i as u128 + 1)).collect();
		let points = points_for(&items, r);
		let off = points.iter().sum::<u128>() * WORTH;
		total += items.iter().sum::<u128>().saturating_sub(off);
		let nonce = match r.rarely(20) {
			true => u64::from(r.byte() % 4),
			false => model.next_order * 8 + n as u64 + 4,
		};
		let valid_until = match r.byte() {
			0..=3 => model.now,
			4..=60 => model.now + 1,
			_ => model.now + 10_000,
		};
		let buyer = match r.byte() {
			0..=99 => None,
			100..=250 => Some(who),
			_ => Some(a_buyer(r)),
		};
		let forged = r.rarely(60);
		offers.push(Offer {
			merchant,
			buyer,
			terms,
			coin,
			items,
			points,
			nonce,
			valid_until,
			forged,
		});
	}
	let max = if r.rarely(30) { total.saturating_sub(1) } else { total };
	Op::Place { who, offers, max }
}

fn attest(model: &Model, r: &mut Reader) -> Option<Op> {
	let fiat = |order: &&Order| matches!(order.tender, Tender::Fiat(_));
	let any: Vec<u64> =
		model.orders.iter().filter(|(_, order)| fiat(order)).map(|(id, _)| *id).collect();
	let unpaid: Vec<u64> =
		any.iter().copied().filter(|id| model.orders[id].waits(Wait::Payment)).collect();
	let paid: Vec<u64> = any.iter().copied().filter(|id| model.orders[id].paid.is_some()).collect();
	let strays: Vec<_> = model.strays.iter().map(|(key, stray)| (*key, *stray)).collect();
	let mode = r.byte();
	let mut receipt = Receipt {
		order: 0,
		transaction: model.receipts.len() as u64 + 1,
		kind: 0,
		payment: 0,
		amount: 0,
		currency: 0,
		paid_at: model.now,
		expires_at: model.now + 1_000,
		wrong_terms: r.rarely(60),
		short: r.rarely(60),
	};
	match mode {
		0..=109 if !unpaid.is_empty() => receipt.order = r.pick(&unpaid)?,
		0..=199 if !paid.is_empty() => {
			let disputed: Vec<u64> =
				paid.iter().copied().filter(|id| model.orders[id].in_dispute()).collect();
			let id = match r.pick(&disputed) {
				Some(id) if r.rarely(2) => id,
				_ => r.pick(&paid)?,
			};
			let order = &model.orders[&id];
			let paid = order.paid.as_ref()?;
			receipt.order = id;
			receipt.kind = 1 + r.byte() % 2;
			receipt.payment = paid.external.as_ref()?.transaction;
			let due = order.refund_due();
			receipt.amount = if r.rarely(3) && due > 0 {
				r.part(due)
			} else {
				r.part(paid.open + paid.paid_out() + due)
			};
		},
		200..=225 if !strays.is_empty() => {
			let ((order, payment), (amount, currency)) = r.pick(&strays)?;
			receipt.order = order;
			receipt.kind = 1 + r.byte() % 2;
			receipt.payment = payment;
			receipt.amount = r.part(amount);
			receipt.currency = currency;
		},
		// A second payment, a late one, or one of an order on chain.
		_ => {
			receipt.order = match r.pick(&any) {
				Some(id) => id,
				None => u64::from(r.byte()) % (model.next_order + 1),
			}
		},
	}
	let order = model.orders.get(&receipt.order);
	if receipt.kind == 0 {
		receipt.amount = order.map_or(5, |order| order.due());
		if r.rarely(16) {
			receipt.amount = r.part(receipt.amount);
		}
	}
	if let (Some(Tender::Fiat(of)), false) = (
		order.map(|order| order.tender),
		model.strays.contains_key(&(receipt.order, receipt.payment)),
	) {
		receipt.currency = of;
	}
	match r.byte() {
		0..=5 => receipt.currency = r.byte() % 3,
		6..=9 => receipt.transaction = u64::from(r.byte()) % receipt.transaction,
		10..=12 => receipt.expires_at = model.now,
		13..=15 => receipt.paid_at = model.now + 1_001 - u64::from(r.byte() & 1),
		16..=18 => receipt.paid_at = model.now - 500_000 + u64::from(r.byte() & 1),
		_ => {},
	}
	Some(Op::Attest { who: BANK, receipt })
}

/// A call's parameters.
pub fn call(model: &Model, call: usize, r: &mut Reader) -> Op {
	try_call(model, call, r).unwrap_or(Op::Invoice {
		who: 0,
		buyer: None,
		terms: 0,
		coin: 1,
		amount: 1_000,
	})
}

fn try_call(model: &Model, call: usize, r: &mut Reader) -> Option<Op> {
	let stranger = r.below(ACCOUNTS);
	Some(match call {
		0 => {
			let coin = if r.rarely(4) { coin_for_order(r) } else { RISKY };
			Op::AcceptAsset { who: r.below(BUYERS.end), coin }
		},
		1 => {
			let who = r.below(MERCHANTS);
			Op::PublishTerms { who, terms: terms(r, who, false) }
		},
		2 => {
			let (who, terms) = terms_for_order(model, r);
			let last = model.terms.values().filter(|t| t.active).count() <= 2;
			// Somebody has to sell.
			Op::RetireTerms { who: if last { BANK } else { who }, terms }
		},
		3 => {
			let (who, terms) = terms_for_order(model, r);
			let buyer = (!r.rarely(5)).then(|| a_buyer(r));
			Op::Invoice { who, buyer, terms, coin: coin_for_order(r), amount: r.price() }
		},
		5 => place(model, r),
		14 => Op::SettleDue { who: stranger, orders: several(model, call, r) },
		15 => {
			let list = super::check::waiting();
			let (recipient, coin) = r.pick(&list).unwrap_or((stranger, r.below(COINS)));
			Op::Claim { who: stranger, recipient, coin }
		},
		16 => Op::Close { who: stranger, orders: several(model, call, r) },
		17 => {
			let list: Vec<_> = model.debts.keys().copied().collect();
			let (debtor, who, coin) = r.pick(&list).unwrap_or((RECIPIENTS.start, 0, 1));
			Op::Forgive { who: if r.rarely(12) { stranger } else { who }, debtor, coin }
		},
		18 => {
			let (who, terms) = terms_for_order(model, r);
			let currency = if r.rarely(20) { 2 } else { r.byte() % 2 };
			let amount = 1 + u128::from(r.wide()) % 6_000;
			Op::InvoiceExternal { who, buyer: a_buyer(r), terms, currency, amount }
		},
		19 => return attest(model, r),
		28 => {
			let list: Vec<_> = model.owed.iter().map(|(key, debt)| (*key, *debt)).collect();
			let ((who, _, order), (_, amount)) =
				r.pick(&list).unwrap_or(((0, 0, u64::from(r.byte()) % 8), (BANK, 10)));
			let who = if r.rarely(12) { stranger } else { who };
			Op::Repay { who, order, amount: r.part(amount) }
		},
		29 => {
			let list: Vec<_> = model.missed.iter().copied().collect();
			let (order, observer, kind) = r.pick(&list).unwrap_or((0, 0, NoticeKind::Placed));
			Op::RetryHook { who: stranger, order, observer, kind }
		},
		_ => return about_one(model, call, r),
	})
}

/// A carrier's claim, which can be contested until long ago, soon, or later than an order can wait.
fn claimed(model: &Model, r: &mut Reader) -> Arrival {
	let contest_until = match r.byte() {
		0..=9 => 0,
		10..=39 => model.now,
		40..=199 => model.now + u64::from(r.byte()) * 50,
		200..=229 => model.now + LONGEST - 1 + u64::from(r.byte() % 3),
		_ => u64::MAX,
	};
	Arrival::Claimed { contest_until }
}

/// A call about one order, or several of one merchant and buyer.
fn about_one(model: &Model, call: usize, r: &mut Reader) -> Option<Op> {
	let id = one(model, call, r)?;
	let nobody = model.orders.values().next()?;
	let known = model.orders.get(&id).unwrap_or(nobody);
	let open = known.open();
	let buyer = |r: &mut Reader| party(known, Side::Buyer, r);
	let merchant = |r: &mut Reader| party(known, Side::Merchant, r);
	let order = id;
	Some(match call {
		4 => {
			let who = match known.buyer {
				Some(buyer) if !r.rarely(4) => buyer,
				_ => a_buyer(r),
			};
			let max = if r.rarely(30) { known.due().saturating_sub(1) } else { known.due() };
			Op::Fund { who, order, max }
		},
		6 => {
			let side = either(r);
			Op::Cancel { who: party(known, side, r), order }
		},
		7 => {
			let orders = several(model, call, r);
			let first = orders.first().and_then(|id| model.orders.get(id)).unwrap_or(known);
			Op::Ship { who: party(first, Side::Merchant, r), orders }
		},
		8 => {
			let orders = several(model, call, r);
			let first = orders.first().and_then(|id| model.orders.get(id)).unwrap_or(known);
			Op::Confirm { who: party(first, Side::Buyer, r), orders }
		},
		9 => Op::Release { who: buyer(r), order, amount: r.part(open) },
		10 => Op::Extend { who: party(known, extender(known), r), order },
		11 => {
			let goods = !r.rarely(3) && known.base() != Some(Wait::Shipping);
			Op::RequestRefund { who: buyer(r), order, amount: r.part(open), goods }
		},
		12 => Op::AnswerRefund { who: merchant(r), order, approve: !r.rarely(4) },
		13 => {
			let paid_out = known.paid.as_ref().map_or(0, |paid| paid.paid_out());
			let all = if known.over.is_some() { paid_out } else { open };
			Op::Refund { who: merchant(r), order, amount: r.part(all) }
		},
		20 => Op::ReturnSent { who: buyer(r), order },
		21 => Op::ReturnReceived { who: merchant(r), order },
		22 => {
			let side = either(r);
			let side = if known.disputed[side as usize] { side.other() } else { side };
			Op::Dispute { who: party(known, side, r), order }
		},
		23 => {
			let side = either(r);
			Op::ProposeSplit { who: party(known, side, r), order, amount: r.part(open) }
		},
		24 => {
			let side = if known.proposals[0].is_some() { Side::Merchant } else { Side::Buyer };
			let proposed = known.proposals[side.other() as usize].unwrap_or(0);
			let amount = if r.rarely(16) { r.part(open) } else { proposed };
			Op::AcceptSplit { who: party(known, side, r), order, amount }
		},
		25 => {
			let side = match known.wait() {
				Some(Wait::OtherBond { by, .. }) if !r.rarely(8) => by.other(),
				_ => either(r),
			};
			Op::Escalate { who: party(known, side, r), order }
		},
		26 => {
			let rules = &model.terms.get(&known.terms)?.terms.disputes;
			let resolver = rules.as_ref().map_or(RESOLVERS.start, |rules| rules.resolver);
			let who = if r.rarely(12) { r.below(ACCOUNTS) } else { resolver };
			let amount = match r.byte() {
				0..=50 => 0,
				51..=120 => share_of(500_000, open),
				_ => r.part(open),
			};
			Op::Decide { who, order, amount }
		},
		27 => Op::RefutePayment { root: !r.rarely(8), order },
		30 => Op::Dispatched { order },
		31 => Op::Delivered { order, arrival: Arrival::Proven },
		32 => Op::Delivered { order, arrival: Arrival::Doubtful },
		33 => Op::Delivered { order, arrival: claimed(model, r) },
		34 => Op::Contested { order },
		35 => Op::Returned { order },
		36 => Op::Lost { order },
		37 => Op::BackSent { order },
		39 => Op::UsePoints { who: buyer(r), order, points: some_points(known.amount, r) },
		_ => Op::BackReceived { order },
	})
}
