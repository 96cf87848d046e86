//! The vocabularies of CBV 2.0: the same word in all the ways in which it can be written.

use super::context::Namespaces;

/// A vocabulary of which a field takes its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vocabulary {
	BizStep,
	Disposition,
	BizTransaction,
	Party,
	Component,
	Measurement,
	Alert,
}

impl Vocabulary {
	/// What a word of it begins with as a URN, if it can be one.
	fn urn(self) -> Option<&'static str> {
		match self {
			Self::BizStep => Some("urn:epcglobal:cbv:bizstep:"),
			Self::Disposition => Some("urn:epcglobal:cbv:disp:"),
			Self::BizTransaction => Some("urn:epcglobal:cbv:btt:"),
			Self::Party => Some("urn:epcglobal:cbv:sdt:"),
			Self::Component | Self::Measurement | Self::Alert => None,
		}
	}

	/// What a word of it begins with after the namespace of its vocabulary.
	fn local(self) -> &'static str {
		match self {
			Self::BizStep => "BizStep-",
			Self::Disposition => "Disp-",
			Self::BizTransaction => "BTT-",
			Self::Party => "SDT-",
			Self::Component => "Comp-",
			Self::Measurement | Self::Alert => "",
		}
	}

	fn namespace(self, namespaces: &Namespaces) -> &str {
		let prefix = match self {
			Self::Measurement | Self::Alert => "gs1",
			_ => "cbv",
		};
		namespaces.get(prefix).unwrap_or_default()
	}

	/// The web URI of a word, however it is written. What is no word of it stays as it is.
	pub(crate) fn expand(self, text: &str, namespaces: &Namespaces) -> String {
		let word = if is_bare(text) {
			Some(text)
		} else {
			self.urn().and_then(|urn| text.strip_prefix(urn))
		};
		match word {
			Some(word) => format!("{}{}{word}", self.namespace(namespaces), self.local()),
			None => namespaces.expand(text),
		}
	}

	/// The bare word, however it is written; nothing of another vocabulary.
	pub(crate) fn bare(self, text: &str, namespaces: &Namespaces) -> Option<String> {
		let expanded = self.expand(text.trim(), namespaces);
		let local = match self {
			// Both namespaces of the GS1 Web Vocabulary, whatever the document's context says.
			Self::Measurement | Self::Alert => {
				super::context::GS1_VOCABULARIES.iter().find_map(|voc| expanded.strip_prefix(voc))
			},
			_ => expanded.strip_prefix(self.namespace(namespaces)),
		};
		local?.strip_prefix(self.local()).filter(|word| is_bare(word)).map(str::to_owned)
	}
}

fn is_bare(text: &str) -> bool {
	!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn word_should_be_the_same_when_it_is_written_in_another_way() {
		let namespaces = Namespaces::default();
		for text in [
			"arriving",
			"urn:epcglobal:cbv:bizstep:arriving",
			"cbv:BizStep-arriving",
			"https://ref.gs1.org/cbv/BizStep-arriving",
		] {
			let expanded = Vocabulary::BizStep.expand(text, &namespaces);
			assert_eq!(expanded, "https://ref.gs1.org/cbv/BizStep-arriving");
			assert_eq!(Vocabulary::BizStep.bare(text, &namespaces).as_deref(), Some("arriving"));
		}
		for text in ["Temperature", "gs1:Temperature", "https://ref.gs1.org/voc/Temperature"] {
			let bare = Vocabulary::Measurement.bare(text, &namespaces);
			assert_eq!(bare.as_deref(), Some("Temperature"));
		}
	}

	#[test]
	fn word_should_be_none_when_it_is_of_another_vocabulary() {
		let namespaces = Namespaces::default();
		for text in [
			"",
			"urn:epcglobal:cbv:disp:in_transit",
			"cbv:Disp-in_transit",
			"https://example.com/BizStep-arriving",
			"arriving late",
		] {
			assert_eq!(Vocabulary::BizStep.bare(text, &namespaces), None, "{text}");
		}
	}
}
