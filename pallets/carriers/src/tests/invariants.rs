//! Any calls in any order, beside a model that knows nothing of the pallet.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	AddBond(Balance),
	WithdrawBond(Balance),
	Compensate(Balance),
	Expose(Balance),
	FreeOldest,
	PayOutOldest { known: bool },
	Suspend,
	Reinstate,
	Authorize { key: u8, bits: u8, device: bool, life: Moment },
	Revoke { key: u8, since: Option<Moment> },
	Remove(u8),
	Use { key: u8, counter: u64 },
	Wait(Moment),
	Deregister,
}

fn step() -> impl Strategy<Value = Step> {
	let key = || 0u8..6;
	prop_oneof![
		2 => (0u128..4_000).prop_map(Step::AddBond),
		2 => (0u128..4_000).prop_map(Step::WithdrawBond),
		2 => (0u128..3_000).prop_map(Step::Compensate),
		4 => (0u128..2_000).prop_map(Step::Expose),
		2 => Just(Step::FreeOldest),
		2 => any::<bool>().prop_map(|known| Step::PayOutOldest { known }),
		1 => Just(Step::Suspend),
		2 => Just(Step::Reinstate),
		4 => (key(), 0u8..16, any::<bool>(), 0..2 * RETENTION)
			.prop_map(|(key, bits, device, life)| Step::Authorize { key, bits, device, life }),
		3 => (key(), prop::option::of(0..RETENTION)).prop_map(|(key, since)| Step::Revoke { key, since }),
		4 => key().prop_map(Step::Remove),
		4 => (key(), 0u64..30).prop_map(|(key, counter)| Step::Use { key, counter }),
		3 => (1..RETENTION).prop_map(Step::Wait),
		1 => Just(Step::Deregister),
	]
}

/// A key as it should be.
#[derive(Clone, Debug)]
struct KeyModel {
	list: Vec<Scope>,
	expires_at: Moment,
	counter: u64,
	ended: Option<Moment>,
	since: Option<Moment>,
}

/// What the world should be like.
#[derive(Default)]
struct Model {
	now: Moment,
	suspended: bool,
	bond: Balance,
	/// What was paid to somebody who has an account.
	paid: Balance,
	/// What was paid to somebody who had none before.
	gone: Balance,
	exposed: Vec<Balance>,
	keys: BTreeMap<u8, KeyModel>,
}

fn key_account(n: u8) -> AccountId {
	account(100 + n)
}

/// Has no account, so that small payments do not reach it.
fn nobody() -> AccountId {
	account(200)
}

fn list_of(bits: u8) -> Vec<Scope> {
	let all = [(1, Scope::Scan), (2, Scope::Sense), (4, Scope::Handover), (8, Scope::Deliver)];
	all.into_iter().filter(|(bit, _)| bits & bit > 0).map(|(_, scope)| scope).collect()
}

impl Model {
	fn exposure(&self) -> Balance {
		self.exposed.iter().sum()
	}

	/// Takes a step in both worlds. Returns whether the carrier is still there.
	fn take(&mut self, step: Step) -> bool {
		match step {
			Step::AddBond(amount) => {
				assert_eq!(add_bond(amount).is_ok(), amount > 0);
				self.bond += amount;
			},
			Step::WithdrawBond(amount) => {
				let least = self.exposure().max(MIN_BOND);
				let may = !self.suspended && amount > 0 && least + amount <= self.bond;
				assert_eq!(withdraw_bond(amount).is_ok(), may);
				self.bond -= if may { amount } else { 0 };
			},
			Step::Compensate(amount) => {
				let may = amount > 0 && amount <= self.bond;
				assert_eq!(compensate(&stranger(), amount).is_ok(), may);
				self.pay(if may { amount } else { 0 });
			},
			Step::Expose(amount) => {
				let may = !self.suspended && self.exposure() + amount <= self.bond;
				assert_eq!(expose(amount).is_ok(), may);
				self.exposed.extend(may.then_some(amount));
			},
			Step::FreeOldest if !self.exposed.is_empty() => {
				Registry::free(&carrier(), self.exposed.remove(0));
			},
			Step::PayOutOldest { known } if !self.exposed.is_empty() => {
				let amount = self.exposed.remove(0);
				let due = amount.min(self.bond);
				let (who, due) = match known {
					true => (stranger(), due),
					false => (nobody(), if due < ED { 0 } else { due }),
				};
				assert_eq!(pay_out(&who, amount), due);
				self.bond -= due;
				match known {
					true => self.paid += due,
					false => self.gone += due,
				}
				// So that it has no account the next time either.
				if !known && due > 0 {
					close_account(&who);
				}
			},
			Step::Suspend => {
				assert_eq!(suspend().is_ok(), !self.suspended);
				self.suspended = true;
			},
			Step::Reinstate => {
				assert_eq!(reinstate().is_ok(), self.suspended);
				self.suspended = false;
			},
			Step::Authorize { key, bits, device, life } => {
				let (list, expires_at) = (list_of(bits), self.now + life);
				let role = if device { Role::Device } else { Role::Agent };
				let apt = !list.is_empty() && life > 0 && (!device || bits < 4);
				let room = match self.keys.get(&key) {
					Some(known) => known.ended.is_none(),
					None => self.keys.len() < MAX_KEYS as usize,
				};
				let done = authorize_as(role, &key_account(key), &list, expires_at);
				assert_eq!(done.is_ok(), apt && room);
				if apt && room {
					let counter = self.keys.get(&key).map_or(0, |known| known.counter);
					let fresh = KeyModel { list, expires_at, counter, ended: None, since: None };
					self.keys.insert(key, fresh);
				}
			},
			Step::Revoke { key, since } => {
				let since = since.map(|since| self.now - since);
				let done = revoke(&key_account(key), since);
				let known = self.keys.get_mut(&key);
				let may = known.as_ref().is_some_and(|known| match (known.ended, known.since) {
					(None, _) => true,
					(Some(_), None) => since.is_some(),
					(Some(_), Some(before)) => since.is_some_and(|since| since < before),
				});
				assert_eq!(done.is_ok(), may);
				if let Some(known) = known.filter(|_| may) {
					known.ended.get_or_insert(self.now);
					known.since = since;
				}
			},
			Step::Remove(key) => {
				let may = self.keys.get(&key).is_some_and(|known| {
					let end = known.ended.unwrap_or(Moment::MAX).min(known.expires_at);
					end + RETENTION <= self.now
				});
				assert_eq!(remove(&key_account(key)).is_ok(), may);
				if may {
					self.keys.remove(&key);
				}
			},
			Step::Use { key, counter } => {
				let (who, scope, now) = (key_account(key), Scope::Scan, self.now);
				let may = !self.suspended && self.may(key, scope);
				assert_eq!(Registry::ensure_may(&carrier(), &who, scope, now).is_ok(), may);
				let rises = self.keys.get(&key).is_some_and(|known| counter > known.counter);
				let used = Registry::use_counter(&carrier(), &who, scope, counter, now);
				assert_eq!(used.is_ok(), may && rises);
				if let Some(known) = self.keys.get_mut(&key).filter(|_| may && rises) {
					known.counter = counter;
				}
			},
			Step::Wait(time) => {
				self.now += time;
				set_time(self.now);
			},
			Step::Deregister => {
				let may = !self.suspended && self.exposure() == 0 && self.keys.is_empty();
				assert_eq!(deregister().is_ok(), may);
				return !may;
			},
			Step::FreeOldest | Step::PayOutOldest { .. } => {},
		}
		true
	}

	fn pay(&mut self, amount: Balance) {
		self.bond -= amount;
		self.paid += amount;
	}

	fn may(&self, key: u8, scope: Scope) -> bool {
		self.keys.get(&key).is_some_and(|known| {
			known.ended.is_none() && known.expires_at > self.now && known.list.contains(&scope)
		})
	}

	fn check(&self) {
		assert_ok!(Registry::do_try_state());
		let record = record();
		assert_eq!(record.status == CarrierStatus::Suspended, self.suspended);
		assert_eq!((record.bond, record.exposure), (self.bond, self.exposure()));
		assert_eq!(record.keys as usize, self.keys.len());
		for (key, known) in &self.keys {
			let on_record = key_record(&key_account(*key));
			assert_eq!(on_record.counter, known.counter);
			for at in [0, self.now, T0] {
				let compromised = known.since.is_some_and(|since| since <= at);
				let told =
					Registry::was_compromised(&carrier(), &key_account(*key), at, Moment::MAX);
				assert_eq!(told, compromised);
			}
		}
		let keys = KEY * self.keys.len() as Balance;
		let held = REGISTRATION + self.bond + keys;
		assert_eq!(Balances::total_balance_on_hold(&carrier()), held);
		assert_eq!(free_balance(&stranger()), ENDOWMENT + self.paid);
	}
}

/// Takes all somebody has, and the account with it.
fn close_account(who: &AccountId) {
	use frame_support::traits::{fungible::Mutate, tokens::Preservation};
	let all = free_balance(who);
	assert_ok!(Balances::transfer(who, &council(), all, Preservation::Expendable));
	assert!(!System::account_exists(who));
}

proptest! {
	#![proptest_config(proptest_config(64))]

	#[test]
	fn money_and_keys_should_be_as_the_model_has_them_when_anything_happens(
		steps in prop::collection::vec(step(), 1..80),
	) {
		World::default().without_keys().bond(4_000).build_and_execute(|| {
			let mut model = Model { now: T0, bond: 4_000, ..Default::default() };
			for step in steps {
				let there = model.take(step);
				let held = Balances::total_balance_on_hold(&carrier());
				let lost = model.paid + model.gone;
				// Nothing but what was paid to others has left the carrier.
				assert_eq!(free_balance(&carrier()) + held, ENDOWMENT - lost);
				if !there {
					assert_eq!(held, 0);
					break;
				}
				model.check();
			}
		});
	}
}
