//! Any calls in any order, beside a model that knows nothing of the pallet.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
	AddBond(Balance),
	WithdrawBond(Balance),
	Compensate(Balance),
	Expose(Balance),
	FreeOldest,
	Accept { transaction: u8, age: Moment, life: Moment },
	Keep(u32),
	DropOldest,
	Prune,
	Suspend,
	Approve,
	Wait(Moment),
	Deregister,
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		2 => (0u128..4_000).prop_map(Step::AddBond),
		2 => (0u128..4_000).prop_map(Step::WithdrawBond),
		2 => (0u128..2_000).prop_map(Step::Compensate),
		3 => (0u128..2_000).prop_map(Step::Expose),
		2 => Just(Step::FreeOldest),
		4 => (0u8..6, 0..RETENTION + 9, 1..2 * RETENTION)
			.prop_map(|(transaction, age, life)| Step::Accept { transaction, age, life }),
		2 => (0u32..500).prop_map(Step::Keep),
		2 => Just(Step::DropOldest),
		2 => Just(Step::Prune),
		1 => Just(Step::Suspend),
		2 => Just(Step::Approve),
		2 => (1..RETENTION).prop_map(Step::Wait),
		1 => Just(Step::Deregister),
	]
}

/// What the world should be like.
#[derive(Default)]
struct Model {
	now: Moment,
	active: bool,
	bond: Balance,
	compensated: Balance,
	exposed: Vec<Balance>,
	kept: Vec<Balance>,
	/// The receipts on record, and until when they stay.
	receipts: Vec<(TestReceipt, Moment)>,
}

impl Model {
	fn exposure(&self) -> Balance {
		self.exposed.iter().sum()
	}

	fn deposits(&self) -> Balance {
		self.kept.iter().sum::<Balance>() + RECORD * self.receipts.len() as Balance
	}

	/// Takes a step in both worlds. Returns whether the gateway is still there.
	fn take(&mut self, step: Step) -> bool {
		match step {
			Step::AddBond(amount) => {
				assert_eq!(add_bond(amount).is_ok(), amount > 0);
				self.bond += amount;
			},
			Step::WithdrawBond(amount) => {
				let may = self.active && amount > 0 && self.exposure() + amount <= self.bond;
				assert_eq!(withdraw_bond(amount).is_ok(), may);
				self.bond -= if may { amount } else { 0 };
			},
			Step::Compensate(amount) => {
				let may = amount > 0 && amount <= self.bond;
				assert_eq!(compensate(&stranger(), amount).is_ok(), may);
				let paid = if may { amount } else { 0 };
				self.bond -= paid;
				self.compensated += paid;
			},
			Step::Expose(amount) => {
				// One and a half for each, rounded up.
				let needed = amount + amount.div_ceil(2);
				let may = self.active && self.exposure() + needed <= self.bond;
				assert_eq!(expose("CNY", amount).ok(), may.then_some(needed));
				self.exposed.extend(may.then_some(needed));
			},
			Step::FreeOldest if !self.exposed.is_empty() => {
				Registry::free(GATEWAY, self.exposed.remove(0));
			},
			Step::Accept { transaction, age, life } => {
				let receipt = paid_with(|receipt| {
					receipt.transaction = H256::repeat_byte(transaction);
					receipt.paid_at = self.now - age;
					receipt.expires_at = self.now + life;
				});
				let seen = self.receipts.iter().any(|(old, _)| key_of(old) == key_of(&receipt));
				let may = self.active && age < RETENTION && !seen;
				assert_eq!(accept_by(&receipt, &[sr()]).is_ok(), may);
				let until = (self.now - age + RETENTION).max(self.now + life);
				self.receipts.extend(may.then_some((receipt, until)));
			},
			Step::Keep(bytes) => {
				self.kept.push(Registry::keep_record(GATEWAY, bytes).unwrap());
			},
			Step::DropOldest if !self.kept.is_empty() => {
				Registry::drop_record(GATEWAY, self.kept.remove(0));
			},
			Step::Prune => {
				let all: Vec<_> = self.receipts.iter().map(|(receipt, _)| receipt).collect();
				let due = self.receipts.iter().any(|(_, until)| *until <= self.now);
				assert_eq!(prune(&all).is_ok(), due);
				self.receipts.retain(|(_, until)| *until > self.now);
			},
			Step::Suspend => {
				assert_eq!(suspend().is_ok(), self.active);
				self.active = false;
			},
			Step::Approve => {
				assert_ok!(approve(&[rate("CNY", CNY_RATE)]));
				self.active = true;
			},
			Step::Wait(time) => {
				self.now += time;
				set_time(self.now);
			},
			Step::Deregister => {
				let empty = self.kept.is_empty() && self.receipts.is_empty();
				let may = self.active && self.exposure() == 0 && empty;
				assert_eq!(deregister().is_ok(), may);
				return !may;
			},
			Step::FreeOldest | Step::DropOldest => {},
		}
		true
	}

	fn check(&self) {
		assert_ok!(Registry::do_try_state());
		let gateway = gateway();
		assert_eq!(gateway.status == GatewayStatus::Active, self.active);
		assert_eq!((gateway.bond, gateway.exposure), (self.bond, self.exposure()));
		let count = (self.kept.len() + self.receipts.len()) as u64;
		assert_eq!(gateway.records, Records { count, deposits: self.deposits() });
		let mut held = REGISTRATION + self.bond + self.deposits();
		assert_eq!(Balances::total_balance_on_hold(&operator()), held);
		held += self.compensated;
		assert_eq!(free_balance(&operator()), ENDOWMENT - held);
		assert_eq!(free_balance(&stranger()), ENDOWMENT + self.compensated);
	}
}

proptest! {
	#![proptest_config(proptest_config(32))]

	#[test]
	fn money_should_be_where_the_model_has_it_when_anything_happens(
		steps in prop::collection::vec(step(), 1..60),
	) {
		World::default().threshold(1).bond(1_000).build_and_execute(|| {
			let mut model = Model { now: T0, active: true, bond: 1_000, ..Default::default() };
			for step in steps {
				if !model.take(step) {
					assert_eq!(free_balance(&operator()), ENDOWMENT - model.compensated);
					break;
				}
				model.check();
			}
		});
	}
}
