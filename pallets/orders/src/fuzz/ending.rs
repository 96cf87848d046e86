//! The end of a sequence: everything that is open ends, everything that is owed is paid, and
//! nothing is left.

use super::{
	check,
	model::{Model, ACCOUNTS, BANK, COINS, LONGEST, RETENTION, RISKY},
	plan::{Op, Receipt, World},
	Run,
};

/// Ends everything.
pub fn end(run: &mut Run) -> check::Check {
	heal(run)?;
	while let Some((at, _)) = run.model.deadlines().into_iter().next_back() {
		run.must(Op::World(World::Time(at.max(run.model.now))))?;
		run.must(Op::World(World::Idle { full: true }))?;
	}
	pay(run)?;
	// The last record window, the retention of receipts, and the longest offer.
	let later = run.model.now + RETENTION + 2 * LONGEST;
	run.must(Op::World(World::Time(later)))?;
	let orders: Vec<u64> = run.model.orders.keys().copied().collect();
	for batch in orders.chunks(32) {
		run.must(Op::Close { who: BANK, orders: batch.to_vec() })?;
	}
	let active = |model: &Model| -> Vec<_> {
		model.terms.iter().filter(|(_, t)| t.active).map(|(id, t)| (t.merchant, *id)).collect()
	};
	for (who, terms) in active(&run.model) {
		run.must(Op::RetireTerms { who, terms })?;
	}
	check::nothing_left(&run.model)
}

/// Everybody can pay and be paid again.
fn heal(run: &mut Run) -> check::Check {
	run.must(Op::World(World::Listeners([false; 2])))?;
	run.must(Op::World(World::Approve))?;
	for coin in 1..COINS {
		run.may(Op::World(World::ThawAsset(coin)))?;
		run.may(Op::World(World::ThawPot(coin)))?;
	}
	for (who, coin) in run.model.impaired.clone() {
		run.may(Op::World(World::Thaw(who, coin)))?;
	}
	if run.model.burnt[RISKY] > 0 {
		run.must(Op::World(World::MintToPot(RISKY, run.model.burnt[RISKY])))?;
	}
	for who in (0..ACCOUNTS).filter(|who| *who != BANK) {
		for coin in 0..COINS {
			let amount = 10_000_000;
			run.quietly(World::Move { from: BANK, to: who, coin, amount })?;
		}
	}
	Ok(())
}

/// Everything that is owed is paid, delivered, returned or forgiven.
fn pay(run: &mut Run) -> check::Check {
	for ((who, coin, order), (_, amount)) in run.model.owed.clone() {
		run.quietly(World::Move { from: BANK, to: who, coin, amount })?;
		run.must(Op::Repay { who, order, amount })?;
	}
	for (debtor, who, coin) in run.model.debts.clone().into_keys() {
		run.must(Op::Forgive { who, debtor, coin })?;
	}
	for (recipient, coin) in check::waiting() {
		run.must(Op::Claim { who: BANK, recipient, coin })?;
	}
	for ((order, payment), (amount, currency)) in run.model.strays.clone() {
		let transaction = 1_000_000 + run.model.receipts.len() as u64;
		let now = run.model.now;
		let receipt = Receipt {
			order,
			transaction,
			kind: 1,
			payment,
			amount,
			currency,
			paid_at: now,
			expires_at: now + 1,
			wrong_terms: false,
			short: false,
		};
		run.must(Op::Attest { who: BANK, receipt })?;
	}
	for (order, observer, kind) in run.model.missed.clone() {
		run.must(Op::RetryHook { who: BANK, order, observer, kind })?;
	}
	Ok(())
}
