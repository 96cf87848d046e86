//! What the context of an EPCIS document says about its names.

use serde_json::Value;
use std::collections::BTreeMap;

/// The context that exported documents are in.
pub(crate) const CONTEXT: &str = "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";

/// The namespaces that the GS1 Web Vocabulary has had: the first is that of EPCIS 2.0.0.
pub(crate) const GS1_VOCABULARIES: [&str; 2] = ["https://gs1.org/voc/", "https://ref.gs1.org/voc/"];

/// Contexts in which the GS1 Web Vocabulary has its first namespace. In all others of EPCIS it has
/// the second.
const FIRST_CONTEXTS: [&str; 2] = [CONTEXT, "https://gs1.github.io/EPCIS/epcis-context.jsonld"];

/// Namespaces by prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespaces(BTreeMap<String, String>);

impl Default for Namespaces {
	/// Those of EPCIS 2.0.0.
	fn default() -> Self {
		let known = [
			("cbv", "https://ref.gs1.org/cbv/"),
			("cbvmda", "urn:epcglobal:cbv:mda:"),
			("dcterms", "http://purl.org/dc/terms/"),
			("epcis", "https://ref.gs1.org/epcis/"),
			("gs1", GS1_VOCABULARIES[0]),
			("owl", "http://www.w3.org/2002/07/owl#"),
			("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
			("xsd", "http://www.w3.org/2001/XMLSchema#"),
		];
		Self(known.into_iter().map(|(prefix, iri)| (prefix.into(), iri.into())).collect())
	}
}

impl Namespaces {
	/// Those of a document's `@context`.
	pub fn of(context: Option<&Value>) -> Self {
		let mut namespaces = Self::default();
		if let Some(context) = context {
			namespaces.add(context);
		}
		namespaces
	}

	/// These, and those of an event's own `@context`.
	pub fn with(&self, context: Option<&Value>) -> Self {
		let mut namespaces = self.clone();
		if let Some(context) = context {
			namespaces.add(context);
		}
		namespaces
	}

	fn add(&mut self, context: &Value) {
		match context {
			Value::Array(contexts) => contexts.iter().for_each(|context| self.add(context)),
			Value::String(url) if url.ends_with("epcis-context.jsonld") => {
				let first = FIRST_CONTEXTS.contains(&url.as_str());
				let gs1 = if first { GS1_VOCABULARIES[0] } else { GS1_VOCABULARIES[1] };
				self.0.insert("gs1".into(), gs1.into());
			},
			Value::Object(terms) => {
				for (prefix, iri) in terms {
					if let Some(iri) = iri.as_str().or_else(|| iri.get("@id")?.as_str()) {
						self.0.insert(prefix.clone(), iri.into());
					}
				}
			},
			_ => {},
		}
	}

	pub(crate) fn get(&self, prefix: &str) -> Option<&str> {
		self.0.get(prefix).map(String::as_str)
	}

	/// A value with its prefix, if it has one that is known, replaced.
	pub(crate) fn expand(&self, text: &str) -> String {
		match self.split(text) {
			Some((iri, local)) => format!("{iri}{local}"),
			None => text.to_owned(),
		}
	}

	/// The same of a key, in the way of the event hash: the namespace in curly brackets.
	pub(crate) fn expand_key(&self, key: &str) -> String {
		match self.split(key) {
			Some((iri, local)) => format!("{{{iri}}}{local}"),
			None => key.to_owned(),
		}
	}

	fn split<'a>(&self, text: &'a str) -> Option<(&str, &'a str)> {
		let (prefix, local) = text.split_once(':')?;
		self.get(prefix).map(|iri| (iri, local))
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use serde_json::json;

	#[test]
	fn prefix_should_be_expanded_when_the_context_says_how() {
		let context = json!([CONTEXT, { "souk": "urn:souk:epcis/", "x": { "@id": "http://x/" } }]);
		let namespaces = Namespaces::of(Some(&context));
		assert_eq!(namespaces.expand_key("souk:seq"), "{urn:souk:epcis/}seq");
		assert_eq!(namespaces.expand("x:y:z"), "http://x/y:z");
		assert_eq!(namespaces.expand("gs1:Temperature"), "https://gs1.org/voc/Temperature");
		for text in ["urn:souk:1", "seq", "https://id.gs1.org/00/1", ""] {
			assert_eq!(namespaces.expand(text), text);
			assert_eq!(namespaces.expand_key(text), text);
		}
	}

	#[test]
	fn gs1_vocabulary_should_move_when_the_context_is_a_newer_one() {
		for context in [
			"https://ref.gs1.org/standards/epcis/epcis-context.jsonld",
			"https://ref.gs1.org/standards/epcis/2.0.1/epcis-context.jsonld",
		] {
			let namespaces = Namespaces::of(Some(&json!(context)));
			assert_eq!(namespaces.get("gs1"), Some("https://ref.gs1.org/voc/"), "{context}");
		}
		let own = Namespaces::default().with(Some(&json!({ "gs1": "urn:own:" })));
		assert_eq!(own.get("gs1"), Some("urn:own:"));
	}
}
