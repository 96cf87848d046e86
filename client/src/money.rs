//! Amounts, exactly: no floating point, no rounding.

use souk_primitives::Currency;

/// How many decimals people write the amounts of a currency with.
pub fn decimals(currency: &Currency) -> u32 {
	match currency.as_str() {
		"BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX"
		| "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
		"BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
		_ => 2,
	}
}

/// Turns `88.88` into minor units. `None` unless it is digits, with at most so many decimals.
pub fn parse(text: &str, decimals: u32) -> Option<u128> {
	let (whole, fraction) = match text.split_once('.') {
		Some((_, "")) => return None,
		Some(parts) => parts,
		None => (text, ""),
	};
	let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
	if whole.is_empty() || !digits(whole) || !digits(fraction) {
		return None;
	}
	let missing = decimals.checked_sub(u32::try_from(fraction.len()).ok()?)?;
	let units: u128 = format!("{whole}{fraction}").parse().ok()?;
	units.checked_mul(10u128.checked_pow(missing)?)
}

/// Writes minor units as people do: `88.88 CNY`.
pub fn format(amount: u128, currency: &Currency) -> String {
	let decimals = decimals(currency) as usize;
	let digits = format!("{amount:0>width$}", width = decimals + 1);
	let (whole, fraction) = digits.split_at(digits.len() - decimals);
	let point = if fraction.is_empty() { "" } else { "." };
	format!("{whole}{point}{fraction} {}", currency.as_str())
}

/// Whether this is how the chain writes a currency: three capital letters.
pub fn is_code(text: &str) -> bool {
	text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
	use super::*;

	fn currency(code: &str) -> Currency {
		code.try_into().unwrap()
	}

	#[test]
	fn amount_should_be_minor_units_when_it_has_at_most_the_decimals() {
		for (text, units) in [
			("88.88", 8888),
			("88.8", 8880),
			("88", 8800),
			("0.01", 1),
			("0", 0),
			("007.50", 750),
			("3402823669209384634633746074317682114.55", u128::MAX),
		] {
			assert_eq!(parse(text, 2), Some(units), "{text}");
		}
	}

	#[test]
	fn amount_should_be_refused_when_it_is_not_exact_decimals() {
		for text in [
			"",
			".",
			"88.",
			".88",
			"88.888",
			"88.880",
			"-88.88",
			"+88.88",
			"8e2",
			"88,88",
			" 88",
			"88 ",
			"0x10",
			"1_000",
			"八十八",
			"８８",
			"NaN",
			"1.2.3",
		] {
			assert_eq!(parse(text, 2), None, "{text}");
		}
	}

	#[test]
	fn amount_should_be_refused_when_it_overflows() {
		assert_eq!(parse("3402823669209384634633746074317682114.56", 2), None);
		assert_eq!(parse("340282366920938463463374607431768211455", 2), None);
		assert_eq!(parse(&"9".repeat(100), 2), None);
	}

	#[test]
	fn amount_should_read_as_people_write_it_when_shown() {
		assert_eq!(format(8888, &currency("CNY")), "88.88 CNY");
		assert_eq!(format(8, &currency("CNY")), "0.08 CNY");
		assert_eq!(format(0, &currency("CNY")), "0.00 CNY");
		assert_eq!(format(8888, &currency("JPY")), "8888 JPY");
		assert_eq!(format(8888, &currency("KWD")), "8.888 KWD");
	}

	#[test]
	fn currency_should_be_refused_when_it_is_not_three_capitals() {
		assert!(is_code("CNY"));
		for text in ["cny", "Cny", "CN", "CNYY", "", "CN1", "元"] {
			assert!(!is_code(text), "{text}");
		}
	}
}
