//! What may be fetched: a random name each, for ten minutes.

use crate::data::log::Entry;
use souk_primitives::Moment;
use std::{
	collections::{BTreeMap, HashMap},
	sync::{Mutex, PoisonError},
};

/// How long a download can begin, in milliseconds.
pub(super) const LIFE: Moment = 10 * 60 * 1_000;

/// The most that can be fetched at a time.
const MAX_TICKETS: usize = 10_000;

/// A sealed file can be fetched.
#[derive(Debug, Clone)]
pub(super) struct Ticket {
	/// The access that it is of.
	pub(super) entry: Entry,
	/// How long the file is, in bytes.
	pub(super) length: u64,
	/// Until when that can begin.
	pub(super) until: Moment,
}

#[derive(Default)]
struct Given {
	tickets: HashMap<String, Ticket>,
	/// By grant and number: the same access has one name at a time, however often it is asked for.
	names: BTreeMap<(u64, u64), String>,
}

#[derive(Default)]
pub(super) struct Tickets {
	given: Mutex<Given>,
}

impl Tickets {
	/// Gives a name to an access, or the one that it has: that, and until when it is good. `None` if too many
	/// are given.
	pub(super) fn give(
		&self,
		entry: Entry,
		length: u64,
		now: Moment,
		name: String,
	) -> Option<(String, Moment)> {
		let mut given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
		let Given { tickets, names } = &mut *given;
		tickets.retain(|_, ticket| now < ticket.until);
		names.retain(|_, name| tickets.contains_key(name));
		let of = (entry.receipt.grant, entry.receipt.seq);
		if let Some(name) = names.get(&of) {
			return tickets.get(name).map(|ticket| (name.clone(), ticket.until));
		}
		if tickets.len() >= MAX_TICKETS {
			return None;
		}
		let until = now.saturating_add(LIFE);
		names.insert(of, name.clone());
		tickets.insert(name.clone(), Ticket { entry, length, until });
		Some((name, until))
	}

	/// What has a name.
	pub(super) fn find(&self, name: &str, now: Moment) -> Option<Ticket> {
		let given = self.given.lock().unwrap_or_else(PoisonError::into_inner);
		given.tickets.get(name).filter(|ticket| now < ticket.until).cloned()
	}
}
