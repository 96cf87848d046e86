//! The canonical form of GS1 keys: constrained canonical GS1 Digital Link URIs, as the event hash of
//! CBV 2.0 wants them. EPC URIs, EPC class URIs, EPC pattern URIs and links of other domains become
//! `https://id.gs1.org/…` with the most fine-grained key that they name, and nothing else.

use souk_primitives::logistics::check_digit;

const DOMAIN: &str = "https://id.gs1.org";

/// The canonical form of a URI, if it names a GS1 key.
pub(crate) fn canonical(uri: &str) -> Option<String> {
	if let Some(epc) = uri.strip_prefix("urn:epc:id:") {
		return of_epc(epc);
	}
	if let Some(class) = uri.strip_prefix("urn:epc:class:") {
		return of_class(class);
	}
	if let Some(pattern) = uri.strip_prefix("urn:epc:idpat:") {
		return of_pattern(pattern);
	}
	if uri.starts_with("http://") || uri.starts_with("https://") {
		return of_link(uri);
	}
	None
}

fn of_epc(epc: &str) -> Option<String> {
	let (scheme, rest) = epc.split_once(':')?;
	let mut parts = rest.splitn(3, '.');
	let prefix = digits(parts.next()?).filter(|prefix| (6..=12).contains(&prefix.len()))?;
	let second = parts.next()?;
	let third = parts.next();
	let path = match (scheme, third) {
		("sgtin", Some(serial)) => format!("01/{}/21/{}", gtin(prefix, second)?, coded(serial)?),
		("upui", Some(serial)) => format!("01/{}/235/{}", gtin(prefix, second)?, coded(serial)?),
		("sscc", None) => format!("00/{}", extended(prefix, second, 17)?),
		("sgln", Some("0")) => format!("414/{}", checked(prefix, second, 12)?),
		("sgln", Some(extension)) => {
			format!("414/{}/254/{}", checked(prefix, second, 12)?, coded(extension)?)
		},
		("pgln", None) => format!("417/{}", checked(prefix, second, 12)?),
		("grai", Some(serial)) => {
			format!("8003/0{}{}", checked(prefix, second, 12)?, coded(serial)?)
		},
		("gdti", Some(serial)) => format!("253/{}{}", checked(prefix, second, 12)?, coded(serial)?),
		("sgcn", Some(serial)) => {
			format!("255/{}{}", checked(prefix, second, 12)?, digits(serial)?)
		},
		("giai", _) => format!("8004/{prefix}{}", coded(tail(rest)?)?),
		("ginc", _) => format!("401/{prefix}{}", coded(tail(rest)?)?),
		("gsrn", None) => format!("8018/{}", checked(prefix, second, 17)?),
		("gsrnp", None) => format!("8017/{}", checked(prefix, second, 17)?),
		("gsin", None) => format!("402/{}", checked(prefix, second, 16)?),
		("cpi", Some(serial)) => {
			format!("8010/{prefix}{}/8011/{}", coded(second)?, digits(serial)?)
		},
		("itip", Some(rest)) => {
			let (piece, total, serial) = piece(rest)?;
			format!("8006/{}{piece}{total}/21/{}", gtin(prefix, second)?, coded(serial)?)
		},
		_ => return None,
	};
	Some(format!("{DOMAIN}/{path}"))
}

fn of_class(class: &str) -> Option<String> {
	let (prefix, item, lot) = three(class.strip_prefix("lgtin:")?)?;
	Some(format!("{DOMAIN}/01/{}/10/{}", gtin(prefix, item)?, coded(lot)?))
}

fn of_pattern(pattern: &str) -> Option<String> {
	let (scheme, rest) = pattern.split_once(':')?;
	let (prefix, second, third) = three(rest)?;
	let path = match (scheme, third) {
		("sgtin" | "upui", "*") => format!("01/{}", gtin(prefix, second)?),
		("grai", "*") => format!("8003/0{}", checked(prefix, second, 12)?),
		("gdti", "*") => format!("253/{}", checked(prefix, second, 12)?),
		("sgcn", "*") => format!("255/{}", checked(prefix, second, 12)?),
		("cpi", "*") => format!("8010/{prefix}{}", coded(second)?),
		("itip", rest) => {
			let (piece, total, "*") = piece(rest)? else { return None };
			format!("8006/{}{piece}{total}", gtin(prefix, second)?)
		},
		_ => return None,
	};
	Some(format!("{DOMAIN}/{path}"))
}

/// The keys of the path of a link, and what qualifies them.
fn of_link(uri: &str) -> Option<String> {
	let uri = uri.split(['?', '#']).next()?;
	let (_, rest) = uri.split_once("://")?;
	let (_, path) = rest.split_once('/')?;
	let segments: Vec<&str> = path.trim_end_matches('/').split('/').collect();
	let at = segments.windows(2).position(
		|pair| matches!(pair, [key, value] if identifier(key).is_some() && begins_with_digits(value)),
	)?;
	let (key, value) = (identifier(segments.get(at)?)?, *segments.get(at + 1)?);
	let mut qualifiers = Vec::new();
	for pair in segments.get(at + 2..)?.chunks(2) {
		let [name, value] = pair else { return None };
		qualifiers.push((qualifier(name)?, *value));
	}
	let finest = |names: &[&str]| {
		names.iter().find_map(|name| qualifiers.iter().find(|(found, _)| found == name))
	};
	let value = match key {
		"01" => padded(value)?,
		_ => value.to_owned(),
	};
	let finer = match key {
		"01" => finest(&["235", "21", "10"]),
		"414" => finest(&["254"]),
		"8006" => finest(&["21", "10"]),
		"8010" => finest(&["8011"]),
		_ => None,
	};
	if !is_well_formed(key, &value) || finer.is_some_and(|(_, value)| !is_text(value)) {
		return None;
	}
	Some(match finer {
		Some((name, finer)) => format!("{DOMAIN}/{key}/{value}/{name}/{finer}"),
		None => format!("{DOMAIN}/{key}/{value}"),
	})
}

/// The application identifier of a key, by number or by its former name.
fn identifier(segment: &str) -> Option<&'static str> {
	Some(match segment {
		"00" | "sscc" => "00",
		"01" | "gtin" => "01",
		"253" | "gdti" => "253",
		"255" | "gcn" => "255",
		"401" | "ginc" => "401",
		"402" | "gsin" => "402",
		"414" | "gln" => "414",
		"417" | "party" => "417",
		"8003" | "grai" => "8003",
		"8004" | "giai" => "8004",
		"8006" | "itip" => "8006",
		"8010" | "cpid" => "8010",
		"8017" | "gsrnp" => "8017",
		"8018" | "gsrn" => "8018",
		_ => return None,
	})
}

fn qualifier(segment: &str) -> Option<&'static str> {
	Some(match segment {
		"10" | "lot" => "10",
		"21" | "ser" => "21",
		"22" | "cpv" => "22",
		"235" => "235",
		"254" => "254",
		"8011" => "8011",
		_ => return None,
	})
}

fn is_well_formed(key: &str, value: &str) -> bool {
	let number = |count: usize| value.len() == count && digits(value).is_some();
	// A number, and what identifies one of those that have it.
	let serial = |count: usize| {
		value.split_at_checked(count).is_some_and(|(number, serial)| {
			digits(number).is_some() && (serial.is_empty() || is_text(serial))
		})
	};
	match key {
		"00" | "8006" | "8017" | "8018" => number(18),
		"01" => number(14),
		"402" => number(17),
		"414" | "417" => number(13),
		"253" | "255" => serial(13),
		"8003" => serial(14),
		_ => is_text(value),
	}
}

/// A GTIN of 8, 12, 13 or 14 digits as one of 14.
fn padded(gtin: &str) -> Option<String> {
	matches!(gtin.len(), 8 | 12 | 13 | 14).then(|| format!("{:0>14}", gtin))
}

fn begins_with_digits(value: &str) -> bool {
	value.as_bytes().first_chunk::<4>().is_some_and(|four| four.iter().all(u8::is_ascii_digit))
}

fn digits(text: &str) -> Option<&str> {
	text.bytes().all(|byte| byte.is_ascii_digit()).then_some(text)
}

/// What may be in a GS1 key and in a path, percent-encoded or not.
fn is_text(text: &str) -> bool {
	!text.is_empty()
		&& text
			.bytes()
			.all(|byte| byte.is_ascii_alphanumeric() || b"\"'-.;<=>?_%!()*+,:".contains(&byte))
}

fn three(text: &str) -> Option<(&str, &str, &str)> {
	let mut parts = text.splitn(3, '.');
	let prefix = digits(parts.next()?).filter(|prefix| (6..=12).contains(&prefix.len()))?;
	Some((prefix, parts.next()?, parts.next()?))
}

fn tail(text: &str) -> Option<&str> {
	text.split_once('.').map(|(_, tail)| tail)
}

/// Piece, total and serial of an individual trade item piece.
fn piece(text: &str) -> Option<(&str, &str, &str)> {
	let mut parts = text.splitn(3, '.');
	let piece = digits(parts.next()?).filter(|piece| piece.len() == 2)?;
	let total = digits(parts.next()?).filter(|total| total.len() == 2)?;
	Some((piece, total, parts.next()?))
}

/// A prefix and a reference of so many digits together, and their check digit.
fn checked(prefix: &str, reference: &str, count: usize) -> Option<String> {
	let key = format!("{prefix}{}", digits(reference)?);
	with_check_digit(key, count)
}

/// The same, of a key whose first digit is the reference's.
fn extended(prefix: &str, reference: &str, count: usize) -> Option<String> {
	let (extension, reference) = digits(reference)?.split_at_checked(1)?;
	with_check_digit(format!("{extension}{prefix}{reference}"), count)
}

fn gtin(prefix: &str, item: &str) -> Option<String> {
	extended(prefix, item, 13)
}

fn with_check_digit(key: String, count: usize) -> Option<String> {
	// At most 17 digits, which is less than a `u64` holds.
	let number = key.parse().ok().filter(|_| key.len() == count)?;
	Some(format!("{key}{}", check_digit(number)))
}

/// A serial as it is in an EPC URI, as it is in a path. What an EPC URI encodes stays encoded.
fn coded(serial: &str) -> Option<String> {
	if !is_text(serial) {
		return None;
	}
	let mut coded = String::with_capacity(serial.len());
	for letter in serial.chars() {
		match letter {
			'!' | '(' | ')' | '*' | '+' | ',' | ':' => {
				coded.push_str(&format!("%{:02X}", u32::from(letter)));
			},
			_ => coded.push(letter),
		}
	}
	Some(coded)
}

#[cfg(test)]
mod tests {
	use super::*;

	fn ensure(cases: &[(&str, &str)]) {
		for (uri, expected) in cases {
			assert_eq!(canonical(uri).as_deref(), Some(*expected), "{uri}");
			assert_eq!(canonical(expected).as_deref(), Some(*expected), "{expected}");
		}
	}

	// What the reference implementation of the event hash makes of them.
	#[test]
	fn epc_should_become_a_link_when_it_is_a_gs1_key() {
		ensure(&[
			(
				"urn:epc:id:sgtin:4012345.011111.9876",
				"https://id.gs1.org/01/04012345111118/21/9876",
			),
			(
				"urn:epc:id:sgtin:4012345.011111.32a!b",
				"https://id.gs1.org/01/04012345111118/21/32a%21b",
			),
			(
				"urn:epc:id:sgtin:4012345.011111.32a%2Fb",
				"https://id.gs1.org/01/04012345111118/21/32a%2Fb",
			),
			("urn:epc:id:sscc:4012345.0000000333", "https://id.gs1.org/00/040123450000003338"),
			("urn:epc:id:sgln:4012345.00005.0", "https://id.gs1.org/414/4012345000054"),
			("urn:epc:id:sgln:4012345.00011.987", "https://id.gs1.org/414/4012345000115/254/987"),
			("urn:epc:id:pgln:4012345.00000", "https://id.gs1.org/417/4012345000009"),
			("urn:epc:id:giai:4000001.111", "https://id.gs1.org/8004/4000001111"),
			("urn:epc:id:gdti:4012345.11111.123", "https://id.gs1.org/253/4012345111118123"),
			("urn:epc:id:grai:9521141.12345.3789", "https://id.gs1.org/8003/095211411234543789"),
			("urn:epc:id:gsrn:4012345.0000000001", "https://id.gs1.org/8018/401234500000000012"),
			("urn:epc:id:gsrnp:4012345.0000000001", "https://id.gs1.org/8017/401234500000000012"),
			("urn:epc:id:cpi:4012345.5PQ7.123", "https://id.gs1.org/8010/40123455PQ7/8011/123"),
			("urn:epc:id:sgcn:4012345.67890.04711", "https://id.gs1.org/255/401234567890104711"),
			("urn:epc:id:ginc:4012345.xyz3311cba", "https://id.gs1.org/401/4012345xyz3311cba"),
			("urn:epc:id:gsin:4012345.123456789", "https://id.gs1.org/402/40123451234567894"),
			(
				"urn:epc:id:itip:4012345.012345.01.02.987",
				"https://id.gs1.org/8006/040123451234560102/21/987",
			),
			("urn:epc:id:upui:4012345.012345.qIv", "https://id.gs1.org/01/04012345123456/235/qIv"),
			(
				"urn:epc:class:lgtin:4012345.012345.998877",
				"https://id.gs1.org/01/04012345123456/10/998877",
			),
			("urn:epc:idpat:sgtin:4012345.012345.*", "https://id.gs1.org/01/04012345123456"),
			("urn:epc:idpat:grai:4012345.12345.*", "https://id.gs1.org/8003/04012345123456"),
			(
				"urn:epc:idpat:itip:4012345.012345.01.02.*",
				"https://id.gs1.org/8006/040123451234560102",
			),
		]);
	}

	#[test]
	fn link_should_be_constrained_when_it_says_more_than_its_key() {
		ensure(&[
			(
				"https://example.com/00/157035381410375177?x=1",
				"https://id.gs1.org/00/157035381410375177",
			),
			(
				"http://example.com/a/b/sscc/157035381410375177/",
				"https://id.gs1.org/00/157035381410375177",
			),
			("https://brand.com/gtin/4012345111118", "https://id.gs1.org/01/04012345111118"),
			(
				"https://brand.com/01/04012345111118/22/2A/10/lot1/21/9876#frag",
				"https://id.gs1.org/01/04012345111118/21/9876",
			),
			(
				"https://brand.com/01/04012345111118/22/2A/10/lot1",
				"https://id.gs1.org/01/04012345111118/10/lot1",
			),
			(
				"https://example.com/gln/4012345000054/254/7",
				"https://id.gs1.org/414/4012345000054/254/7",
			),
		]);
	}

	#[test]
	fn uri_should_not_be_canonical_when_it_names_no_gs1_key() {
		for uri in [
			"",
			"https://example.com/orders/4012",
			"https://id.gs1.org/00/1570353814103751",
			"https://id.gs1.org/01/123456789",
			"https://id.gs1.org/01/04012345111118/99/1",
			"https://id.gs1.org/01/04012345111118/21",
			"urn:epc:id:sscc:4012345.00000003",
			"urn:epc:id:sscc:40123.000000033333",
			"urn:epc:id:sscc:4012345.000000033x",
			"urn:epc:id:sgtin:4012345.011111",
			"urn:epc:id:sgtin:4012345.011111.a b",
			"urn:epc:id:gid:1.2.3",
			"urn:souk:00:shipment:1",
			"geo:47.506694,11.104301",
		] {
			assert_eq!(canonical(uri), None, "{uri}");
		}
	}
}
