//! `souk adapter`.

use super::{output::Output, Failure};
use clap::{builder::PossibleValuesParser, Args, Subcommand};
use serde::Serialize;
use souk_client::adapters::{self, word, Action, Adapter, AdapterError, Entry};
use souk_primitives::logistics::Status;
use std::path::PathBuf;

const LIST_EXAMPLES: &str = "\
Examples:
  souk adapter list
  souk adapter list --json";

const SHOW_EXAMPLES: &str = "\
Examples:
  souk adapter show aftership
  souk adapter show dcsa --json
  souk adapter show --file mine.toml";

const MAP_EXAMPLES: &str = "\
Examples:
  souk adapter map --adapter aftership OutForDelivery_001
  souk adapter map --adapter 17track InTransit_PickedUp Exception_Returning --json
  souk adapter map --adapter dcsa ARRI/EST LOAD/ACT/LADEN
  souk adapter map --file mine.toml DELIVERED

A status is written exactly as the system writes it. If the adapter does not know one of them,
nothing is mapped.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// List the adapters that are built in.
	#[command(after_help = LIST_EXAMPLES)]
	List,
	/// Show every status that an adapter knows, and what it is on the chain.
	#[command(after_help = SHOW_EXAMPLES)]
	Show(Show),
	/// Tell what a carrier does on the chain for each of these statuses.
	#[command(after_help = MAP_EXAMPLES)]
	Map(Map),
}

#[derive(Debug, Args)]
pub(crate) struct Show {
	/// An adapter that is built in.
	#[arg(value_parser = PossibleValuesParser::new(adapters::names()))]
	#[arg(required_unless_present = "file", conflicts_with = "file")]
	name: Option<String>,
	/// An adapter of your own; -: standard input.
	#[arg(long)]
	file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Map {
	/// An adapter that is built in.
	#[arg(long, value_name = "NAME", value_parser = PossibleValuesParser::new(adapters::names()))]
	#[arg(required_unless_present = "file", conflicts_with = "file")]
	adapter: Option<String>,
	/// An adapter of your own; -: standard input.
	#[arg(long)]
	file: Option<PathBuf>,
	/// What the system says.
	#[arg(value_name = "STATUS", required = true)]
	statuses: Vec<String>,
}

/// Runs a command of `souk adapter`.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	match command {
		Command::List => list(output),
		Command::Show(show) => show.run(output),
		Command::Map(map) => map.run(output),
	}
}

fn list(output: &Output) -> Result<(), Failure> {
	let adapters =
		adapters::names().map(Adapter::built_in).collect::<Result<Vec<_>, AdapterError>>()?;
	let rows: Vec<_> = adapters
		.iter()
		.map(|adapter| {
			let count = adapter.entries().len();
			(adapter.name.as_str(), format!("{}: {count} statuses", adapter.title))
		})
		.collect();
	output.result("Adapters", &rows, || to_json(&AdaptersJson::from(adapters.as_slice())));
	Ok(())
}

impl Show {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let adapter = load(self.name, self.file)?;
		print(output, &adapter, &adapter.entries().iter().collect::<Vec<_>>());
		Ok(())
	}
}

impl Map {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let adapter = load(self.adapter, self.file)?;
		let entries = self
			.statuses
			.iter()
			.map(|status| adapter.map(status))
			.collect::<Result<Vec<_>, AdapterError>>()?;
		print(output, &adapter, &entries);
		Ok(())
	}
}

fn load(name: Option<String>, file: Option<PathBuf>) -> Result<Adapter, Failure> {
	match (name, file) {
		(_, Some(file)) => Ok(Adapter::read(&file)?),
		(Some(name), None) => Ok(Adapter::built_in(&name)?),
		(None, None) => Err(Failure::usage("give the name of an adapter, or --file")),
	}
}

fn print(output: &Output, adapter: &Adapter, entries: &[&Entry]) {
	let rows: Vec<_> = entries.iter().map(|entry| (entry.code.as_str(), describe(entry))).collect();
	output.result(&adapter.title, &rows, || {
		to_json(&EntriesJson {
			adapter: &adapter.name,
			title: &adapter.title,
			source: adapter.source.as_deref(),
			entries: entries.iter().map(|entry| EntryJson::from(*entry)).collect(),
		})
	});
}

fn describe(entry: &Entry) -> String {
	let mut text = entry.action.to_string();
	if let Some(status) = entry.status {
		text.push_str(&format!(" -> {}", word(status)));
	}
	if let Some(note) = &entry.note {
		text.push_str(&format!(" ({note})"));
	}
	text
}

// Structures, so that the order of their fields does not change.

#[derive(Serialize)]
struct AdaptersJson<'a> {
	adapters: Vec<AdapterJson<'a>>,
}

#[derive(Serialize)]
struct AdapterJson<'a> {
	name: &'a str,
	title: &'a str,
	source: Option<&'a str>,
	statuses: usize,
}

impl<'a> From<&'a [Adapter]> for AdaptersJson<'a> {
	fn from(adapters: &'a [Adapter]) -> Self {
		let adapters = adapters
			.iter()
			.map(|adapter| AdapterJson {
				name: &adapter.name,
				title: &adapter.title,
				source: adapter.source.as_deref(),
				statuses: adapter.entries().len(),
			})
			.collect();
		Self { adapters }
	}
}

#[derive(Serialize)]
struct EntriesJson<'a> {
	adapter: &'a str,
	title: &'a str,
	source: Option<&'a str>,
	entries: Vec<EntryJson<'a>>,
}

#[derive(Serialize)]
struct EntryJson<'a> {
	code: &'a str,
	action: &'a Action,
	call: Option<&'static str>,
	status: Option<Status>,
	note: Option<&'a str>,
}

impl<'a> From<&'a Entry> for EntryJson<'a> {
	fn from(entry: &'a Entry) -> Self {
		Self {
			code: &entry.code,
			action: &entry.action,
			call: entry.action.call(),
			status: entry.status,
			note: entry.note.as_deref(),
		}
	}
}

fn to_json(value: &impl Serialize) -> String {
	// Of strings and integers alone, so that it always is JSON.
	serde_json::to_string_pretty(value).unwrap_or_default()
}
