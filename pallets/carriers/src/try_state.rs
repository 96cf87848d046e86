//! What must hold at the end of every block.

use crate::{
	AccountIdOf, BalanceOf, Carriers, Config, HoldReason, Keys, Node, NodeOf, Nodes, Pallet,
	PrefixStatus, Prefixes,
};
use alloc::collections::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::logistics::CompanyPrefix;
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each carrier counts its keys, and each key's carrier is on record and is not the key;
	/// 2. each key has a scope, and none that its role cannot have;
	/// 3. each prefix that somebody has or has asked for is one;
	/// 4. no registered prefix is another's or begins with another one;
	/// 5. the nodes are exactly those of the registered prefixes, with the right owners and counts;
	/// 6. the holds on each account are exactly the bonds and deposits that are on record.
	///
	/// That the bond covers the exposure, or is `MinBond` at least, is not among them: what is paid
	/// out of it may take it lower.
	pub fn do_try_state() -> Check {
		Self::check_keys()?;
		Self::check_prefixes()?;
		Self::check_holds()
	}

	fn check_keys() -> Check {
		let mut counts = BTreeMap::<AccountIdOf<T>, u32>::new();
		for (carrier, key, record) in Keys::<T>::iter() {
			ensure!(key != carrier, "a carrier is a key of itself");
			ensure!(
				!record.scopes.is_empty() && record.scopes.is_within(record.role.widest()),
				"the scopes of a key are unsound"
			);
			let count = counts.entry(carrier).or_default();
			*count = count.saturating_add(1);
		}
		for (who, carrier) in Carriers::<T>::iter() {
			let count = counts.remove(&who).unwrap_or_default();
			ensure!(carrier.keys == count, "a carrier does not count its keys right");
		}
		ensure!(counts.is_empty(), "a key outlived its carrier");
		Ok(())
	}

	fn check_prefixes() -> Check {
		let mut owners = BTreeMap::<CompanyPrefix, AccountIdOf<T>>::new();
		for (owner, prefix, record) in Prefixes::<T>::iter() {
			ensure!(prefix.is_valid(), "a prefix is none");
			if record.status == PrefixStatus::Approved {
				let other = owners.insert(prefix, owner);
				ensure!(other.is_none(), "a prefix is registered twice");
			}
		}
		let mut nodes = BTreeMap::<CompanyPrefix, NodeOf<T>>::new();
		for (prefix, owner) in &owners {
			nodes.insert(*prefix, Node::Owned(owner.clone()));
			for shorter in prefix.shorter() {
				ensure!(!owners.contains_key(&shorter), "a prefix begins with another one");
				match nodes.entry(shorter).or_insert(Node::Branch(0)) {
					Node::Branch(below) => *below = below.saturating_add(1),
					Node::Owned(_) => return Err("a prefix begins with another one".into()),
				}
			}
		}
		for (prefix, node) in Nodes::<T>::iter() {
			let right = nodes.remove(&prefix) == Some(node);
			ensure!(right, "a node is not what the registered prefixes say");
		}
		ensure!(nodes.is_empty(), "a registered prefix lacks a node");
		Ok(())
	}

	fn check_holds() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, [BalanceOf<T>; 4]>::new();
		for (who, carrier) in Carriers::<T>::iter() {
			let [bond, registration, ..] = held.entry(who).or_insert([Zero::zero(); 4]);
			*bond = bond.saturating_add(carrier.bond);
			*registration = registration.saturating_add(carrier.deposit);
		}
		for (who, _, record) in Keys::<T>::iter() {
			let [_, _, keys, _] = held.entry(who).or_insert([Zero::zero(); 4]);
			*keys = keys.saturating_add(record.deposit);
		}
		for (who, _, record) in Prefixes::<T>::iter() {
			let [.., prefixes] = held.entry(who).or_insert([Zero::zero(); 4]);
			*prefixes = prefixes.saturating_add(record.deposit);
		}
		let reasons =
			[HoldReason::Bond, HoldReason::Registration, HoldReason::Key, HoldReason::Prefix];
		for (who, amounts) in held {
			for (reason, amount) in reasons.into_iter().zip(amounts) {
				ensure!(
					T::Currency::balance_on_hold(&reason.into(), &who) == amount,
					"the bonds and deposits on record are not what is held"
				);
			}
		}
		Ok(())
	}
}
