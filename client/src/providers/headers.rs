//! The headers of a provider's request.

use super::{shown, NotificationError};

/// The headers of a request, in any order and any case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
	/// Reads lines of `Name: value`. Skips empty lines, and the lines of an HTTP request or response
	/// that are no headers.
	pub fn parse(text: &str) -> Result<Self, NotificationError> {
		let mut headers = Vec::new();
		for (index, line) in text.lines().enumerate() {
			let request = index == 0 && (line.starts_with("POST ") || line.starts_with("HTTP/"));
			if line.trim().is_empty() || request {
				continue;
			}
			let (name, value) = line
				.split_once(':')
				.filter(|(name, _)| !name.is_empty() && !name.contains(char::is_whitespace))
				.ok_or_else(|| NotificationError::BadHeader {
					name: shown(line),
					detail: "it is not 'Name: value'",
				})?;
			headers.push((name.to_owned(), value.trim().to_owned()));
		}
		Ok(Self(headers))
	}

	/// The value of a header that must be there, once.
	pub fn one(&self, name: &'static str) -> Result<&str, NotificationError> {
		self.find(name)?.ok_or(NotificationError::NoHeader { name })
	}

	/// The value of a header that must not be there twice.
	pub fn find(&self, name: &'static str) -> Result<Option<&str>, NotificationError> {
		let mut values = self.0.iter().filter(|(this, _)| this.eq_ignore_ascii_case(name));
		let first = values.next().map(|(_, value)| value.as_str());
		match values.next() {
			None => Ok(first),
			Some(_) => Err(NotificationError::DuplicateHeader { name: name.to_owned() }),
		}
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn headers_should_be_found_when_they_are_of_another_case() {
		let headers =
			Headers::parse("POST /hook HTTP/1.1\r\nHost: a:1\r\nx-ID:  7 \r\n\r\n").unwrap();
		assert_eq!(headers.one("X-Id"), Ok("7"));
		assert_eq!(headers.one("host"), Ok("a:1"));
		assert_eq!(headers.find("Other"), Ok(None));
		assert_eq!(headers.one("Other"), Err(NotificationError::NoHeader { name: "Other" }));
	}

	#[test]
	fn header_should_be_refused_when_it_is_there_twice() {
		let headers = Headers::parse("X-Id: 7\nx-id: 7").unwrap();
		let twice = NotificationError::DuplicateHeader { name: "X-Id".to_owned() };
		assert_eq!(headers.one("X-Id"), Err(twice));
	}

	#[test]
	fn headers_should_be_refused_when_a_line_is_none() {
		for text in ["no colon", ": nameless", "two words: 1", "A: 1\nPOST / HTTP/1.1"] {
			assert!(Headers::parse(text).is_err(), "{text}");
		}
	}
}
