//! Carrier adapters: what other systems' shipment statuses are on the chain.
//!
//! An adapter is data: a TOML file that says for every status of a system what a carrier does on the
//! chain when its shipment has that status. Those of AfterShip, 17TRACK and DCSA are built in; any
//! other can be loaded.

mod action;

pub use action::{word, Action};

use crate::{
	errors::Explain,
	input::{self, InputError, MAX_SETTINGS},
};
use serde::Deserialize;
use souk_primitives::logistics::Status;
use std::{collections::BTreeMap, ops::Range, path::Path};
use thiserror::Error;
use toml::Spanned;

/// The adapters that are built in, by name.
const BUILT_IN: [(&str, &str); 3] = [
	("17track", include_str!("../../adapters/17track.toml")),
	("aftership", include_str!("../../adapters/aftership.toml")),
	("dcsa", include_str!("../../adapters/dcsa.toml")),
];

/// How many known statuses an error names at most.
const NEAREST: usize = 3;

/// The names of the adapters that are built in.
pub fn names() -> impl Iterator<Item = &'static str> {
	BUILT_IN.iter().map(|(name, _)| *name)
}

/// What a system's statuses are on the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adapter {
	/// Its name.
	pub name: String,
	/// Which system and version.
	pub title: String,
	/// Where that publishes its statuses.
	pub source: Option<String>,
	/// One for each status, in the order of the file.
	entries: Vec<Entry>,
	by_code: BTreeMap<String, usize>,
}

/// What one status is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
	/// What the system calls it.
	pub code: String,
	/// What a carrier does.
	pub action: Action,
	/// The status that a shipment gets by it: see [`Action::status`].
	pub status: Option<Status>,
	/// What else there is to know.
	pub note: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
	name: Spanned<String>,
	title: Spanned<String>,
	source: Option<String>,
	entries: Spanned<Vec<Group>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
	codes: Spanned<Vec<Spanned<String>>>,
	action: Spanned<Action>,
	status: Option<Spanned<Status>>,
	note: Option<String>,
}

/// Why there is no adapter, or no entry in it.
#[derive(Debug, Error)]
pub enum AdapterError {
	/// The file cannot be read.
	#[error(transparent)]
	Input(#[from] InputError),
	/// It is not TOML, or not this TOML, or contradicts itself.
	#[error("{origin} is not an adapter: {detail}")]
	Malformed {
		/// The file, or which adapter that is built in.
		origin: String,
		/// What and in which line.
		detail: String,
	},
	/// No adapter of this name is built in.
	#[error("there is no adapter '{name}': those there are are {}", list(names()))]
	UnknownAdapter {
		/// The name.
		name: String,
	},
	/// The adapter does not know this status.
	#[error("{adapter} has no status '{code}': the nearest are {}", list(.nearest))]
	UnknownStatus {
		/// The adapter's name.
		adapter: String,
		/// The status.
		code: String,
		/// Those that look like it, most alike first.
		nearest: Vec<String>,
	},
}

impl Explain for AdapterError {
	fn code(&self) -> &'static str {
		match self {
			Self::Input(error) => error.code(),
			Self::Malformed { .. } => "malformed-adapter",
			Self::UnknownAdapter { .. } => "unknown-adapter",
			Self::UnknownStatus { .. } => "unknown-carrier-status",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Input(error) => error.remedy(),
			Self::Malformed { .. } => "compare with the shape in the README of souk-client",
			Self::UnknownAdapter { .. } => "name one of them, or load an adapter from a file",
			Self::UnknownStatus { .. } => {
				"write it as the system does; souk adapter show lists all that the adapter knows"
			},
		}
	}
}

impl Adapter {
	/// The adapter of that name that is built in.
	pub fn built_in(name: &str) -> Result<Self, AdapterError> {
		let (_, text) = BUILT_IN
			.iter()
			.find(|(known, _)| *known == name)
			.ok_or_else(|| AdapterError::UnknownAdapter { name: name.to_owned() })?;
		Self::parse(text, &format!("the built-in {name}"))
	}

	/// Reads an adapter from a file; `-` is standard input.
	pub fn read(path: &Path) -> Result<Self, AdapterError> {
		let text = input::read_text(path, MAX_SETTINGS)?;
		Self::parse(&text, &path.display().to_string())
	}

	/// Reads an adapter as if it were from there.
	pub fn parse(text: &str, origin: &str) -> Result<Self, AdapterError> {
		let refuse = |span: Option<Range<usize>>, what: String| AdapterError::Malformed {
			origin: origin.to_owned(),
			detail: located(&what, span, text),
		};
		let Document { name, title, source, entries: groups } = toml::from_str(text)
			.map_err(|error| refuse(error.span(), one_line(error.message())))?;
		if !is_name(name.get_ref()) {
			let what = "a name is 1 to 32 small letters, digits and hyphens";
			return Err(refuse(Some(name.span()), what.to_owned()));
		}
		if title.get_ref().trim().is_empty() {
			return Err(refuse(Some(title.span()), "the title is empty".to_owned()));
		}
		if groups.get_ref().is_empty() {
			return Err(refuse(Some(groups.span()), "there are no entries".to_owned()));
		}
		let mut entries: Vec<Entry> = Vec::new();
		let mut by_code = BTreeMap::new();
		for Group { codes, action, status, note } in groups.into_inner() {
			let given = status.as_ref().map(|status| *status.get_ref());
			check(action.get_ref(), given)
				.map_err(|what| refuse(Some(status.map_or(action.span(), |s| s.span())), what))?;
			let (action, codes_span) = (action.into_inner(), codes.span());
			let codes = codes.into_inner();
			if codes.is_empty() {
				return Err(refuse(Some(codes_span), "there are no codes".to_owned()));
			}
			for code in codes {
				let (span, code) = (code.span(), code.into_inner());
				if code.is_empty() || code.chars().any(|c| c.is_whitespace() || c.is_control()) {
					return Err(refuse(Some(span), format!("{code:?} is not a code")));
				}
				if by_code.insert(code.clone(), entries.len()).is_some() {
					return Err(refuse(Some(span), format!("{code} has two entries")));
				}
				let (action, note) = (action.clone(), note.clone());
				entries.push(Entry { code, action, status: given, note });
			}
		}
		let (name, title) = (name.into_inner(), title.into_inner());
		Ok(Self { name, title, source, entries, by_code })
	}

	/// Every entry, in the order of the file.
	pub fn entries(&self) -> &[Entry] {
		&self.entries
	}

	/// What a status is, written exactly as the system writes it.
	pub fn map(&self, code: &str) -> Result<&Entry, AdapterError> {
		let entry = self.by_code.get(code).and_then(|index| self.entries.get(*index));
		entry.ok_or_else(|| AdapterError::UnknownStatus {
			adapter: self.name.clone(),
			code: code.to_owned(),
			nearest: self.nearest(code),
		})
	}

	fn nearest(&self, code: &str) -> Vec<String> {
		// A longer text is no slip, and would take long to compare.
		let code: String = code.chars().take(64).collect();
		let wanted = code.to_lowercase();
		let mut ranked: Vec<_> = self
			.entries
			.iter()
			.map(|entry| {
				let known = entry.code.to_lowercase();
				// What only lacks its end comes before what was mistyped.
				let rank = (!known.starts_with(&wanted), distance(&wanted, &known));
				(rank, &entry.code)
			})
			.collect();
		ranked.sort();
		ranked.into_iter().take(NEAREST).map(|(_, code)| code.clone()).collect()
	}
}

/// Whether the status is the one that the action leads to.
fn check(action: &Action, given: Option<Status>) -> Result<(), String> {
	if let Action::Ignore(reason) = action {
		if reason.trim().is_empty() {
			return Err("ignore says why".to_owned());
		}
	}
	match (action.status(), given) {
		(right, given) if right == given => Ok(()),
		(Some(right), Some(given)) => {
			Err(format!("by {action} a shipment gets {}, not {}", word(right), word(given)))
		},
		(Some(right), None) => {
			Err(format!("status is missing: by {action} a shipment gets {}", word(right)))
		},
		(None, _) => Err(format!("{action} changes no status: leave it out")),
	}
}

fn is_name(name: &str) -> bool {
	let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
	(1..=32).contains(&name.len()) && name.chars().all(is_part)
}

fn located(what: &str, span: Option<Range<usize>>, text: &str) -> String {
	match span.and_then(|span| text.get(..span.start)) {
		Some(before) => format!("{what} (line {})", before.matches('\n').count() + 1),
		None => what.to_owned(),
	}
}

fn one_line(text: &str) -> String {
	text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn list(words: impl IntoIterator<Item = impl AsRef<str>>) -> String {
	let words: Vec<String> = words.into_iter().map(|word| word.as_ref().to_owned()).collect();
	words.join(", ")
}

/// How many letters have to be put in, taken out or replaced to make one of the other.
fn distance(one: &str, other: &str) -> usize {
	let other: Vec<char> = other.chars().collect();
	let mut row: Vec<usize> = (0..=other.len()).collect();
	for (index, letter) in one.chars().enumerate() {
		let mut diagonal = index;
		let mut left = index + 1;
		if let Some(first) = row.first_mut() {
			*first = left;
		}
		for (above, candidate) in row.iter_mut().skip(1).zip(&other) {
			let replaced = diagonal + usize::from(letter != *candidate);
			diagonal = *above;
			left = replaced.min(left + 1).min(*above + 1);
			*above = left;
		}
	}
	row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn adapter_distance_should_count_letters_when_words_differ() {
		for (one, other, letters) in [
			("", "", 0),
			("", "abc", 3),
			("abc", "", 3),
			("kitten", "sitting", 3),
			("intransit_02", "intransit_002", 1),
			("lost", "lots", 2),
		] {
			assert_eq!(distance(one, other), letters, "{one} {other}");
			assert_eq!(distance(other, one), letters, "{other} {one}");
		}
	}

	#[test]
	fn adapters_should_have_the_names_by_which_they_are_built_in() {
		for name in names() {
			assert_eq!(Adapter::built_in(name).unwrap().name, name);
		}
		let error = Adapter::built_in("easypost").unwrap_err();
		assert_eq!(error.code(), "unknown-adapter");
		assert!(error.to_string().contains("17track, aftership, dcsa"), "{error}");
	}
}
