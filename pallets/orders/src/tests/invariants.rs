//! Money under random lives of orders, beside a model that knows nothing of the pallet.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use frame_support::traits::fungibles::Inspect;
use proptest::{prelude::*, test_runner::Config as ProptestConfig};
use sp_runtime::Permill;
use std::collections::BTreeMap;

/// `⌊whole × parts / 10⁶⌋` in plain integers that do not overflow.
fn share_of(parts: u32, whole: u128) -> u128 {
	let parts = u128::from(parts);
	(whole / 1_000_000) * parts + (whole % 1_000_000) * parts / 1_000_000
}

/// How much of what there is a step takes.
#[derive(Clone, Copy, Debug)]
enum Part {
	One,
	AllButOne,
	All,
	Millionths(u32),
}

impl Part {
	fn of(self, whole: u128) -> u128 {
		match self {
			Part::One => 1.min(whole),
			Part::AllButOne => whole.saturating_sub(1),
			Part::All => whole,
			Part::Millionths(parts) => share_of(parts, whole),
		}
	}
}

#[derive(Clone, Copy, Debug)]
enum Step {
	Release(Part),
	Refund(Part),
	Ask(Part),
	Approve,
	Reject,
	AskAndLapse(Part),
	Confirm,
	Lapse,
	GiveBack(Part),
}

#[derive(Clone, Debug)]
struct Life {
	price: u128,
	steps: Vec<Step>,
}

#[derive(Clone, Debug)]
struct SplitPlan {
	parts: u32,
	returns: bool,
}

fn part() -> impl Strategy<Value = Part> {
	prop_oneof![
		Just(Part::One),
		Just(Part::AllButOne),
		Just(Part::All),
		(0u32..=1_000_000).prop_map(Part::Millionths),
		(0u32..=50_000).prop_map(Part::Millionths),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => part().prop_map(Step::Release),
		2 => part().prop_map(Step::Refund),
		1 => part().prop_map(Step::Ask),
		1 => Just(Step::Approve),
		1 => Just(Step::Reject),
		1 => part().prop_map(Step::AskAndLapse),
		1 => Just(Step::Confirm),
		1 => Just(Step::Lapse),
		4 => part().prop_map(Step::GiveBack),
	]
}

fn price() -> impl Strategy<Value = u128> {
	prop_oneof![
		1u128..=30,
		1u128..=100_000,
		1u128..=u128::from(u64::MAX),
		(1u128..=LARGEST),
		Just(LARGEST),
	]
}

fn life() -> impl Strategy<Value = Life> {
	(price(), prop::collection::vec(step(), 1..12)).prop_map(|(price, steps)| Life { price, steps })
}

/// Up to eight splits; in about half of the cases they take everything.
fn splits() -> impl Strategy<Value = Vec<SplitPlan>> {
	(prop::collection::vec((1u32..=1_000_000, any::<bool>()), 0..=8), any::<bool>()).prop_map(
		|(weights, everything)| {
			let count = weights.len() as u32;
			let mut plans: Vec<_> = weights
				.into_iter()
				.map(|(weight, returns)| SplitPlan { parts: (weight / count).max(1), returns })
				.collect();
			let given: u32 = plans.iter().map(|plan| plan.parts).sum();
			if let (true, Some(last)) = (everything, plans.last_mut()) {
				last.parts += 1_000_000 - given;
			}
			plans
		},
	)
}

/// A sixteenth of all there can be, so that a handful of them fits beside the supply.
const LARGEST: u128 = u128::MAX / 16;

/// One order as the model sees it.
#[derive(Default, Debug)]
struct ModelOrder {
	open: u128,
	captured: u128,
	refunded: u128,
	returned: u128,
	/// What was asked back, while a request is open.
	asked: Option<u128>,
	/// What each split and the merchant have been awarded in all.
	to_splits: Vec<u128>,
	to_merchant: u128,
}

#[derive(Debug)]
struct Model {
	plans: Vec<SplitPlan>,
	wealth: BTreeMap<AccountId, u128>,
	debts: Vec<u128>,
}

fn recipient(i: usize) -> AccountId {
	account(100 + i as u8)
}

impl Model {
	fn give(&mut self, who: AccountId, amount: u128) {
		*self.wealth.get_mut(&who).unwrap() += amount;
	}

	fn take(&mut self, who: AccountId, amount: u128) {
		*self.wealth.get_mut(&who).unwrap() -= amount;
	}

	/// Awards are always what the cumulative figure says, less what was awarded before.
	fn capture(&mut self, order: &mut ModelOrder, amount: u128) {
		order.open -= amount;
		order.captured += amount;
		let mut to_merchant = 0;
		for i in 0..self.plans.len() {
			let due = share_of(self.plans[i].parts, order.captured);
			let now = due - order.to_splits[i];
			order.to_splits[i] = due;
			let netted = now.min(self.debts[i]);
			self.debts[i] -= netted;
			to_merchant += netted;
			self.give(recipient(i), now - netted);
		}
		let given: u32 = self.plans.iter().map(|plan| plan.parts).sum();
		let own = match order.open {
			0 => order.captured - order.to_splits.iter().sum::<u128>(),
			_ => share_of(1_000_000 - given, order.captured),
		};
		to_merchant += own - order.to_merchant;
		order.to_merchant = own;
		self.give(merchant(), to_merchant);
	}

	fn refund(&mut self, order: &mut ModelOrder, amount: u128) {
		order.open -= amount;
		order.refunded += amount;
		self.give(buyer(), amount);
		if order.open == 0 {
			let all = order.captured - order.to_splits.iter().sum::<u128>();
			self.give(merchant(), all - order.to_merchant);
			order.to_merchant = all;
		}
	}

	fn give_back(&mut self, order: &mut ModelOrder, amount: u128) {
		let before = order.captured - order.returned;
		order.returned += amount;
		for (plan, debt) in self.plans.iter().zip(&mut self.debts) {
			if plan.returns {
				*debt += share_of(plan.parts, before) - share_of(plan.parts, before - amount);
			}
		}
		self.take(merchant(), amount);
		self.give(buyer(), amount);
	}

	fn escrow(&self, order: &ModelOrder) -> u128 {
		let awarded = order.to_splits.iter().sum::<u128>() + order.to_merchant;
		order.open + order.captured - awarded
	}
}

/// Takes one step on the chain and in the model.
fn take(id: OrderId, step: Step, model: &mut Model, order: &mut ModelOrder) {
	match step {
		Step::Release(part) => {
			let amount = part.of(order.open);
			if amount > 0 && order.asked.is_none() {
				assert_ok!(release(id, amount));
				model.capture(order, amount);
			} else {
				assert!(release(id, amount).is_err());
			}
		},
		Step::Refund(part) if order.open > 0 => {
			let amount = part.of(order.open);
			if amount > 0 && order.asked.is_none() {
				assert_ok!(refund(id, amount));
				model.refund(order, amount);
			} else {
				assert!(refund(id, amount).is_err());
			}
		},
		Step::Ask(part) | Step::AskAndLapse(part) => {
			let amount = part.of(order.open);
			let allowed = self::order(id).refund_requests < MAX_REQUESTS;
			if amount > 0 && order.asked.is_none() && allowed {
				assert_ok!(request(id, amount));
				order.asked = Some(amount);
				if matches!(step, Step::AskAndLapse(_)) {
					set_time(deadline(id));
					idle();
					order.asked = None;
					model.refund(order, amount);
				}
			} else {
				assert!(request(id, amount).is_err());
			}
		},
		Step::Approve => match order.asked.take() {
			Some(amount) => {
				assert_ok!(answer(id, Answer::Approve));
				model.refund(order, amount);
			},
			None => assert!(answer(id, Answer::Approve).is_err()),
		},
		Step::Reject => match order.asked.take() {
			Some(_) => {
				assert_ok!(answer(id, Answer::Reject));
			},
			None => assert!(answer(id, Answer::Reject).is_err()),
		},
		Step::Confirm => {
			if order.open > 0 {
				assert_ok!(confirm(id));
				order.asked = None;
				let open = order.open;
				model.capture(order, open);
			} else {
				assert!(confirm(id).is_err());
			}
		},
		Step::Lapse if order.open > 0 && order.asked.is_none() => {
			// Not shipped in time: everything that is open goes back.
			set_time(deadline(id));
			assert_ok!(settle_due(id));
			let open = order.open;
			model.refund(order, open);
		},
		Step::GiveBack(part) if order.open == 0 => {
			// What the merchant can pay without losing its account.
			let purse = model.wealth[&merchant()] - 10;
			let amount = part.of(order.captured - order.returned).min(purse);
			if amount > 0 {
				assert_ok!(refund(id, amount));
				model.give_back(order, amount);
			} else {
				assert!(refund(id, amount).is_err());
			}
		},
		Step::Refund(_) | Step::Lapse | Step::GiveBack(_) => {},
	}
}

fn compare(id: OrderId, model: &Model, order: &ModelOrder) {
	for (who, wealth) in &model.wealth {
		let waiting = Claims::<Test>::get(who, USD).map(|claim| claim.amount).unwrap_or_default();
		assert_eq!(balance(&USD, who) + waiting, *wealth, "{who:?}");
	}
	for (i, debt) in model.debts.iter().enumerate() {
		let key = (recipient(i), merchant(), USD);
		let recorded = Debts::<Test>::get(key).map(|debt| debt.amount).unwrap_or_default();
		assert_eq!(recorded, *debt, "the debt of split {i}");
	}
	let ledger = ledger_of(id);
	assert_eq!(
		(ledger.open, ledger.captured, ledger.returned),
		(order.open, order.captured, order.returned)
	);
	assert_eq!(ledger.escrowed(), model.escrow(order));
	assert_eq!(ledger.refunded(), order.refunded + order.returned);
	check_invariants();
}

fn live(plans: Vec<SplitPlan>, lives: Vec<Life>) {
	let list: Vec<_> = plans
		.iter()
		.enumerate()
		.map(|(i, plan)| Split {
			recipient: recipient(i),
			share: Permill::from_parts(plan.parts),
			on_refund: if plan.returns { OnRefund::Return } else { OnRefund::Keep },
		})
		.collect();
	// No refund may fail because a deposit for its debts cannot be held.
	let mut shop = Shop::default()
		.terms(Terms { splits: list.try_into().unwrap(), ..default_terms() })
		.endow(buyer(), USD, 6 * LARGEST);
	let mut wealth = BTreeMap::new();
	for i in 0..plans.len() {
		shop = shop.endow(recipient(i), USD, 10);
		wealth.insert(recipient(i), 10);
	}
	wealth.insert(merchant(), ENDOWMENT);
	wealth.insert(buyer(), 6 * LARGEST);
	let debts = vec![0; plans.len()];
	let mut model = Model { plans, wealth, debts };
	shop.build_and_execute(|| {
		let supply = Money::total_issuance(USD);
		for life in lives {
			let price = life.price.min(model.wealth[&buyer()] - 10);
			let id = funded_in(USD, price);
			model.take(buyer(), price);
			let mut order = ModelOrder {
				open: price,
				to_splits: vec![0; model.plans.len()],
				..Default::default()
			};
			compare(id, &model, &order);
			for step in life.steps {
				take(id, step, &mut model, &mut order);
				compare(id, &model, &order);
			}
			if order.open > 0 {
				take(id, Step::Confirm, &mut model, &mut order);
				compare(id, &model, &order);
			}
			// What was awarded is what the documentation says.
			for (plan, got) in model.plans.iter().zip(&order.to_splits) {
				assert_eq!(*got, share_of(plan.parts, order.captured));
			}
			assert_eq!(order.captured + order.refunded, price);
		}
		assert_eq!(Money::total_issuance(USD), supply);
	});
}

fn config(cases: u32) -> ProptestConfig {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(cases);
	ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
	#![proptest_config(config(96))]

	#[test]
	fn money_should_be_where_the_model_says_when_orders_live_random_lives(
		plans in splits(),
		lives in prop::collection::vec(life(), 1..4),
	) {
		live(plans, lives);
	}
}

proptest! {
	#![proptest_config(config(2_000))]

	/// However an amount is cut up, everybody ends with what one payment gives.
	#[test]
	fn captures_should_pay_what_one_capture_pays_when_an_order_is_paid_in_parts(
		plans in splits(),
		price in prop_oneof![1..=1_000u128, 1..=u128::MAX, Just(u128::MAX)],
		cuts in prop::collection::vec(part(), 0..20),
	) {
		let shares: Vec<_> = plans.iter().map(|plan| Permill::from_parts(plan.parts)).collect();
		let mut ledger = Ledger::funded(price);
		let mut got = vec![0u128; plans.len()];
		let mut merchant = 0u128;
		for cut in cuts.into_iter().chain([Part::All]) {
			let division = ledger.capture(cut.of(ledger.open), &shares).unwrap();
			got.iter_mut().zip(division.splits).for_each(|(sum, x)| *sum += x);
			merchant += division.merchant;
			prop_assert!(ledger.is_sound());
			prop_assert_eq!(got.iter().sum::<u128>() + merchant + ledger.escrowed(), price);
		}
		let expected: Vec<_> = plans.iter().map(|plan| share_of(plan.parts, price)).collect();
		prop_assert_eq!(merchant, price - expected.iter().sum::<u128>());
		prop_assert_eq!(got, expected);
	}
}
