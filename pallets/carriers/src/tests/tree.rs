//! Prefixes that come and go in any order, beside a list that is searched.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use frame_support::traits::fungible::InspectHold;
use proptest::prelude::*;
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	Request(u8, String),
	Approve(u8, String),
	Release(u8, String),
	Revoke(String),
}

/// Digits of few kinds, so that they often begin alike.
fn digits() -> impl Strategy<Value = String> {
	"(4|0)0[12]{2,10}"
}

fn step() -> impl Strategy<Value = Step> {
	let who = || 0u8..3;
	prop_oneof![
		3 => (who(), digits()).prop_map(|(who, digits)| Step::Request(who, digits)),
		3 => (who(), digits()).prop_map(|(who, digits)| Step::Approve(who, digits)),
		2 => (who(), digits()).prop_map(|(who, digits)| Step::Release(who, digits)),
		1 => digits().prop_map(Step::Revoke),
	]
}

/// Who asked for what, and whether they have it.
#[derive(Default)]
struct Model(BTreeMap<(u8, String), bool>);

fn person(n: u8) -> AccountId {
	[carrier(), rival(), stranger()][usize::from(n)].clone()
}

impl Model {
	/// Every registered prefix and its owner.
	fn registered(&self) -> impl Iterator<Item = (u8, &String)> {
		self.0.iter().filter(|(_, approved)| **approved).map(|((who, digits), _)| (*who, digits))
	}

	/// Whether no registered prefix begins with it, or it with one.
	fn is_free(&self, digits: &str) -> bool {
		self.registered()
			.all(|(_, other)| !other.starts_with(digits) && !digits.starts_with(other.as_str()))
	}

	fn owner(&self, digits: &str) -> Option<u8> {
		self.registered().find(|(_, other)| digits.starts_with(other.as_str())).map(|(who, _)| who)
	}

	/// Takes a step in both worlds.
	fn take(&mut self, step: Step) {
		match step {
			Step::Request(who, digits) => {
				let entry = (who, digits.clone());
				let may = !self.0.contains_key(&entry) && self.is_free(&digits);
				assert_eq!(request(&person(who), &digits).is_ok(), may);
				if may {
					self.0.insert(entry, false);
				}
			},
			Step::Approve(who, digits) => {
				let entry = (who, digits.clone());
				let may = self.0.contains_key(&entry) && self.is_free(&digits);
				assert_eq!(approve(&person(who), &digits).is_ok(), may);
				if may {
					self.0.insert(entry, true);
				}
			},
			Step::Release(who, digits) => {
				let known = self.0.remove(&(who, digits.clone())).is_some();
				assert_eq!(release(&person(who), &digits).is_ok(), known);
			},
			Step::Revoke(digits) => {
				let owner = self.registered().find(|(_, other)| **other == digits);
				let owner = owner.map(|(who, _)| who);
				assert_eq!(revoke_prefix(&digits).is_ok(), owner.is_some());
				if let Some(who) = owner {
					self.0.remove(&(who, digits));
				}
			},
		}
	}

	fn check(&self) {
		assert_ok!(Registry::do_try_state());
		for who in 0..3 {
			let mine = self.0.keys().filter(|(other, _)| *other == who);
			let lengths = mine.map(|(_, digits)| digits.len() as Balance);
			let deposits = lengths.map(|length| PREFIX + (length - 4) * BRANCH).sum::<Balance>();
			let held = Balances::balance_on_hold(&HoldReason::Prefix.into(), &person(who));
			assert_eq!(held, deposits);
		}
		assert_eq!(Nodes::<Test>::iter().count() == 0, self.registered().count() == 0);
	}
}

proptest! {
	#![proptest_config(proptest_config(64))]

	#[test]
	fn prefixes_should_be_as_the_list_has_them_when_they_come_and_go(
		steps in prop::collection::vec(step(), 1..80),
		probes in prop::collection::vec("(4|0)0[12]{10}", 20),
	) {
		World::default().build_and_execute(|| {
			let mut model = Model::default();
			for step in steps {
				model.take(step);
				model.check();
			}
			let known: Vec<_> = model.0.keys().map(|(_, digits)| digits.clone()).collect();
			for digits in probes.iter().chain(&known) {
				let full = format!("{digits:9<12}");
				for who in 0..3 {
					let owns = Registry::ensure_owns(&person(who), sscc(digits)).is_ok();
					assert_eq!(owns, model.owner(&full) == Some(who));
				}
			}
			// Given up by all, nothing is left.
			for (who, digits) in model.0.into_keys() {
				assert_ok!(release(&person(who), &digits));
			}
			assert_eq!((Nodes::<Test>::iter().count(), Prefixes::<Test>::iter().count()), (0, 0));
		});
	}
}
