//! What is printed, for people or for machines.

use super::Failure;
use serde_json::json;
use souk_client::epcis::import::Refusal;
use std::io::{self, Write};

/// Where and how to print.
pub(crate) struct Output {
	json: bool,
}

impl Output {
	pub(crate) fn new(json: bool) -> Self {
		Self { json }
	}

	/// Whether it is for machines.
	pub(crate) fn is_json(&self) -> bool {
		self.json
	}

	/// Prints a result: a title and named values for people, or JSON.
	pub(crate) fn result(
		&self,
		title: &str,
		rows: &[(&str, String)],
		json: impl FnOnce() -> String,
	) {
		if self.json {
			print(&json());
			return;
		}
		let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default();
		let mut text = title.to_owned();
		for (name, value) in rows {
			text.push_str(&format!("\n  {name:width$}  {value}"));
		}
		print(&text);
	}

	/// Prints something that may be meant.
	pub(crate) fn warning(&self, message: &str) {
		if self.json {
			complain(&json!({ "warning": message }).to_string());
		} else {
			complain(&format!("warning: {message}"));
		}
	}

	/// Prints a document or a line of one, the same for people and machines.
	pub(crate) fn document(&self, text: &str) {
		print(text);
	}

	/// Tells how far long work has come.
	pub(crate) fn progress(&self, message: &str) {
		if self.json {
			complain(&json!({ "progress": message }).to_string());
		} else {
			complain(message);
		}
	}

	/// Prints why an event of a document is not taken.
	pub(crate) fn refusal(&self, refusal: &Refusal) {
		let Refusal { index, event_id, reason } = refusal;
		if self.json {
			let refused = json!({ "event": index, "eventID": event_id, "reason": reason });
			complain(&json!({ "refused": refused }).to_string());
		} else {
			let id = event_id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
			complain(&format!("event {index}{id}: {reason}"));
		}
	}

	/// Prints an error and its remedy.
	pub(crate) fn failure(&self, failure: &Failure) {
		let Failure { code, message, remedy, .. } = failure;
		if self.json {
			let error = json!({ "code": code, "message": message, "remedy": remedy });
			complain(&json!({ "error": error }).to_string());
		} else {
			complain(&format!("error: {message}\nremedy: {remedy}"));
		}
	}
}

// A reader that went away is no reason to panic.
fn print(text: &str) {
	let _ = writeln!(io::stdout(), "{text}");
}

fn complain(text: &str) {
	let _ = writeln!(io::stderr(), "{text}");
}
