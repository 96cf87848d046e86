//! The log of receipts, of either side: on disk before anything hangs on it.

use crate::errors::Explain;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};
use serde::{Deserialize, Serialize};
use souk_sealing::{Head, Receipt};
use sp_core::H256;
use std::path::Path;
use thiserror::Error;

const RECORDS: TableDefinition<(u64, u64), &[u8]> = TableDefinition::new("receipts");
const SETTINGS: TableDefinition<&str, &[u8]> = TableDefinition::new("settings");
const FORMAT: &[u8] = b"souk/receipts/1";

/// Why a receipt is not logged or found.
#[derive(Debug, Error)]
pub enum LogError {
	/// The disk does not do it, or another program has the log.
	#[error("the log of receipts does not work: {0}")]
	Database(String),
	/// It is of another chain, or no such log.
	#[error("the log is of another chain, or no log of receipts")]
	OtherLog,
	/// It is not the next one.
	#[error("receipt {found} of grant {grant} does not follow: {expected} is next")]
	NotNext {
		/// Which grant.
		grant: u64,
		/// Which would be.
		expected: u64,
		/// Which it is.
		found: u64,
	},
	/// It is another one than the one that was logged.
	#[error("receipt {seq} of grant {grant} is logged already, and is another")]
	Fork {
		/// Which grant.
		grant: u64,
		/// Which receipt.
		seq: u64,
	},
}

impl Explain for LogError {
	fn code(&self) -> &'static str {
		match self {
			Self::Database(_) => "log-failed",
			Self::OtherLog => "other-log",
			Self::NotNext { .. } => "receipt-gap",
			Self::Fork { .. } => "receipt-fork",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Database(_) => {
				"see that the disk has room, and that only one program uses the log"
			},
			Self::OtherLog => "name the log that was used with this chain before",
			Self::NotNext { .. } | Self::Fork { .. } => {
				"ask for the newest receipt, and use the log that was used before"
			},
		}
	}
}

impl<E: Into<redb::Error>> From<E> for LogError {
	fn from(error: E) -> Self {
		Self::Database(error.into().to_string())
	}
}

/// An access on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
	/// What the receipt says.
	pub receipt: Receipt,
	/// Of which dataset.
	pub dataset: H256,
	/// Who read: the account.
	pub grantee: H256,
	/// Who served: the account.
	pub owner: H256,
	/// The head on chain when it was signed.
	pub from: Head,
	/// The head after it.
	pub to: Head,
	/// The grantee's signature of the anchor: a SCALE-encoded `MultiSignature`, in hexadecimal digits.
	pub request: String,
	/// The owner's, once it is there.
	pub answer: Option<String>,
}

/// A log.
pub struct Log {
	database: Database,
}

fn parsed(bytes: &[u8]) -> Result<Entry, LogError> {
	serde_json::from_slice(bytes).map_err(|error| LogError::Database(error.to_string()))
}

impl Log {
	/// Opens a log, or makes one.
	pub fn open(path: &Path, genesis: H256) -> Result<Self, LogError> {
		let database = Database::create(path)?;
		let transaction = database.begin_write()?;
		{
			let mut settings = transaction.open_table(SETTINGS)?;
			transaction.open_table(RECORDS)?;
			let identity = [FORMAT, genesis.as_bytes()].concat();
			let known = settings.get("identity")?.map(|found| found.value().to_vec());
			match known {
				None => {
					settings.insert("identity", identity.as_slice())?;
				},
				Some(known) if known == identity => {},
				Some(_) => return Err(LogError::OtherLog),
			}
		}
		transaction.commit()?;
		Ok(Self { database })
	}

	/// The newest receipt of a grant.
	pub fn newest(&self, grant: u64) -> Result<Option<Entry>, LogError> {
		let transaction = self.database.begin_read()?;
		let records = transaction.open_table(RECORDS)?;
		let last = records.range((grant, 0)..=(grant, u64::MAX))?.next_back().transpose()?;
		last.map(|(_, bytes)| parsed(bytes.value())).transpose()
	}

	/// A receipt.
	pub fn entry(&self, grant: u64, seq: u64) -> Result<Option<Entry>, LogError> {
		let transaction = self.database.begin_read()?;
		let records = transaction.open_table(RECORDS)?;
		records.get((grant, seq))?.map(|bytes| parsed(bytes.value())).transpose()
	}

	/// The grants that there are receipts of.
	pub fn grants(&self) -> Result<Vec<u64>, LogError> {
		let transaction = self.database.begin_read()?;
		let records = transaction.open_table(RECORDS)?;
		let (mut grants, mut from) = (Vec::new(), 0);
		while let Some((key, _)) = records.range((from, 0)..)?.next().transpose()? {
			let (grant, _) = key.value();
			grants.push(grant);
			match grant.checked_add(1) {
				Some(next) => from = next,
				None => break,
			}
		}
		Ok(grants)
	}

	/// Logs the next receipt of a grant; it is on disk when this returns. `base` is the newest receipt on
	/// chain: of a log that is new, the first follows it. The same receipt again is no harm.
	pub fn append(&self, entry: &Entry, base: Head) -> Result<(), LogError> {
		self.write(entry, base, false)
	}

	/// The same, where the newest receipt may be replaced that was never answered.
	pub fn append_request(&self, entry: &Entry, base: Head) -> Result<(), LogError> {
		self.write(entry, base, true)
	}

	fn write(&self, entry: &Entry, base: Head, replace: bool) -> Result<(), LogError> {
		let (grant, seq) = (entry.receipt.grant, entry.receipt.seq);
		let bytes = serde_json::to_vec(entry);
		let bytes = bytes.map_err(|error| LogError::Database(error.to_string()))?;
		// Durable at once: that is what redb does unless told otherwise.
		let transaction = self.database.begin_write()?;
		{
			let mut records = transaction.open_table(RECORDS)?;
			let last = records.range((grant, 0)..=(grant, u64::MAX))?.next_back().transpose()?;
			let last = last.map(|(_, bytes)| parsed(bytes.value())).transpose()?;
			let before = match &last {
				Some(last) if last.receipt == entry.receipt => {
					if last.request == entry.request {
						return Ok(());
					}
					return Err(LogError::Fork { grant, seq });
				},
				Some(last) if replace && last.answer.is_none() && last.receipt.seq == seq => {
					let earlier = seq.checked_sub(1).map(|seq| records.get((grant, seq)));
					let earlier = earlier.transpose()?.flatten();
					match earlier.map(|bytes| parsed(bytes.value())).transpose()? {
						Some(earlier) => earlier.to,
						None => base,
					}
				},
				Some(last) if last.receipt.seq >= seq => {
					return Err(LogError::Fork { grant, seq });
				},
				Some(last) => last.to,
				None => base,
			};
			// The chain may be ahead of a log that missed what the other side anchored.
			let before = if base.seq > before.seq { base } else { before };
			if entry.receipt.after(&before) != Some(entry.to) {
				let expected = before.seq.saturating_add(1);
				return Err(if expected == seq {
					LogError::Fork { grant, seq }
				} else {
					LogError::NotNext { grant, expected, found: seq }
				});
			}
			records.insert((grant, seq), bytes.as_slice())?;
		}
		transaction.commit()?;
		Ok(())
	}

	/// Adds the owner's signature to the newest receipt of a grant.
	pub fn answer(&self, grant: u64, seq: u64, answer: &str) -> Result<(), LogError> {
		let transaction = self.database.begin_write()?;
		{
			let mut records = transaction.open_table(RECORDS)?;
			let found =
				records.get((grant, seq))?.map(|bytes| parsed(bytes.value())).transpose()?;
			let missing = LogError::NotNext { grant, expected: seq, found: seq };
			let mut entry = found.ok_or(missing)?;
			entry.answer = Some(answer.to_owned());
			let bytes = serde_json::to_vec(&entry);
			let bytes = bytes.map_err(|error| LogError::Database(error.to_string()))?;
			records.insert((grant, seq), bytes.as_slice())?;
		}
		transaction.commit()?;
		Ok(())
	}

	/// What can be anchored after the head on chain: the newest receipt that was signed from there on.
	pub fn anchorable(&self, grant: u64, from: Head) -> Result<Option<Entry>, LogError> {
		let transaction = self.database.begin_read()?;
		let records = transaction.open_table(RECORDS)?;
		for record in records.range((grant, from.seq)..=(grant, u64::MAX))?.rev() {
			let entry = parsed(record?.1.value())?;
			if entry.from == from && entry.to.seq > from.seq {
				return Ok(Some(entry));
			}
		}
		Ok(None)
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	const GENESIS: H256 = H256::repeat_byte(1);

	fn entry(before: Head, from: Head, at: u64) -> Entry {
		let receipt = Receipt {
			genesis: GENESIS.0,
			grant: 7,
			seq: before.seq + 1,
			version: 1,
			cipher_hash: [2; 32],
			purpose: 1,
			at,
		};
		Entry {
			receipt,
			dataset: H256::zero(),
			grantee: H256::zero(),
			owner: H256::zero(),
			from,
			to: receipt.after(&before).unwrap(),
			request: format!("{at}"),
			answer: None,
		}
	}

	fn none() -> Head {
		Head::default()
	}

	#[test]
	fn receipts_should_follow_each_other_without_gap_or_fork() {
		let folder = tempfile::tempdir().unwrap();
		let log = Log::open(&folder.path().join("log"), GENESIS).unwrap();
		assert_eq!(log.newest(7).unwrap(), None);
		let first = entry(none(), none(), 1);
		log.append(&first, none()).unwrap();
		let second = entry(first.to, none(), 2);
		let third = entry(second.to, none(), 3);
		assert_eq!(log.append(&third, none()).unwrap_err().code(), "receipt-gap");
		log.append(&second, none()).unwrap();
		// The same again changes nothing.
		log.append(&second, none()).unwrap();
		assert_eq!(log.append(&first, none()).unwrap_err().code(), "receipt-fork");
		let fork = entry(first.to, none(), 9);
		assert_eq!(log.append(&fork, none()).unwrap_err().code(), "receipt-fork");
		let signed_anew = Entry { request: "other".into(), ..second.clone() };
		assert_eq!(log.append(&signed_anew, none()).unwrap_err().code(), "receipt-fork");
		let lying = Entry { to: Head { head: [9; 32], ..third.to }, ..third.clone() };
		assert_eq!(log.append(&lying, none()).unwrap_err().code(), "receipt-fork");
		log.append(&third, none()).unwrap();
		assert_eq!(log.newest(7).unwrap(), Some(third));
		assert_eq!(log.newest(8).unwrap(), None);
		assert_eq!(log.grants().unwrap(), vec![7]);
	}

	#[test]
	fn nothing_should_be_lost_when_the_program_ends_at_any_moment() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("log");
		let first = entry(none(), none(), 1);
		let log = Log::open(&path, GENESIS).unwrap();
		log.append(&first, none()).unwrap();
		// As a crash leaves it: nothing is closed.
		let copy = folder.path().join("copy");
		std::fs::copy(&path, &copy).unwrap();
		let after = Log::open(&copy, GENESIS).unwrap();
		assert_eq!(after.newest(7).unwrap(), Some(first));
	}

	#[test]
	fn log_should_be_refused_when_it_is_of_another_chain_or_in_use() {
		let folder = tempfile::tempdir().unwrap();
		let path = folder.path().join("log");
		let log = Log::open(&path, GENESIS).unwrap();
		let second = Log::open(&path, GENESIS).map(|_| ()).unwrap_err();
		assert_eq!(second.code(), "log-failed");
		drop(log);
		let other = Log::open(&path, H256::zero()).map(|_| ()).unwrap_err();
		assert_eq!(other.code(), "other-log");
	}

	#[test]
	fn request_should_be_replaced_when_it_was_never_answered() {
		let folder = tempfile::tempdir().unwrap();
		let log = Log::open(&folder.path().join("log"), GENESIS).unwrap();
		let first = entry(none(), none(), 1);
		log.append_request(&first, none()).unwrap();
		let again = entry(none(), none(), 2);
		log.append_request(&again, none()).unwrap();
		assert_eq!(log.newest(7).unwrap(), Some(again.clone()));
		log.answer(7, 1, "good").unwrap();
		let late = entry(none(), none(), 3);
		assert_eq!(log.append_request(&late, none()).unwrap_err().code(), "receipt-fork");
		let next = entry(again.to, none(), 4);
		log.append_request(&next, none()).unwrap();
		let instead = entry(again.to, none(), 5);
		log.append_request(&instead, none()).unwrap();
		assert_eq!(log.newest(7).unwrap(), Some(instead));
		assert_eq!(log.answer(7, 9, "good").unwrap_err().code(), "receipt-gap");
	}

	#[test]
	fn newest_receipt_should_be_anchored_that_was_signed_from_the_head_on_chain() {
		let folder = tempfile::tempdir().unwrap();
		let log = Log::open(&folder.path().join("log"), GENESIS).unwrap();
		assert_eq!(log.anchorable(7, none()).unwrap(), None);
		let first = entry(none(), none(), 1);
		let second = entry(first.to, none(), 2);
		// The other side anchored the first in between.
		let third = entry(second.to, first.to, 3);
		for entry in [&first, &second, &third] {
			log.append(entry, none()).unwrap();
		}
		assert_eq!(log.anchorable(7, none()).unwrap(), Some(second.clone()));
		assert_eq!(log.anchorable(7, first.to).unwrap(), Some(third.clone()));
		assert_eq!(log.anchorable(7, second.to).unwrap(), None);
		assert_eq!(log.anchorable(7, third.to).unwrap(), None);
	}

	#[test]
	fn new_log_should_go_on_from_the_head_on_chain() {
		let folder = tempfile::tempdir().unwrap();
		let log = Log::open(&folder.path().join("log"), GENESIS).unwrap();
		let base = Head { seq: 5, head: [4; 32] };
		let next = entry(base, base, 1);
		assert_eq!(log.append(&next, none()).unwrap_err().code(), "receipt-gap");
		log.append(&next, base).unwrap();
		assert_eq!(log.newest(7).unwrap().unwrap().receipt.seq, 6);
	}
}
