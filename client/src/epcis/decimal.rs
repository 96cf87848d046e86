//! Decimal numbers, exactly.

/// The most digits before or after the point, and the largest power of ten.
const MAX_DIGITS: usize = 64;

/// A number without leading or trailing zeros, a plus sign or a power of ten; nothing if it is no
/// number.
pub(crate) fn canonical(text: &str) -> Option<String> {
	let Parts { negative, digits, point } = parts(text)?;
	let digits = digits.trim_end_matches('0');
	let zeros = digits.len() - digits.trim_start_matches('0').len();
	let (digits, point) = (digits.trim_start_matches('0'), point - zeros as i64);
	if digits.is_empty() {
		return Some("0".into());
	}
	let sign = if negative { "-" } else { "" };
	let length = digits.len() as i64;
	Some(if point <= 0 {
		format!("{sign}0.{}{digits}", "0".repeat(point.unsigned_abs() as usize))
	} else if point >= length {
		format!("{sign}{digits}{}", "0".repeat((point - length) as usize))
	} else {
		let (whole, fraction) = digits.split_at(point as usize);
		format!("{sign}{whole}.{fraction}")
	})
}

/// A number as a fraction: the numerator, and the power of ten that divides it.
pub(crate) fn fraction(text: &str) -> Option<(i128, u32)> {
	let text = canonical(text)?;
	let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
	let numerator = format!("{whole}{fraction}").parse().ok()?;
	Some((numerator, u32::try_from(fraction.len()).ok()?))
}

struct Parts {
	negative: bool,
	digits: String,
	/// Before which digit the point is.
	point: i64,
}

fn parts(text: &str) -> Option<Parts> {
	let (mantissa, power) = match text.split_once(['e', 'E']) {
		Some((mantissa, power)) => (mantissa, power.parse::<i64>().ok()?),
		None => (text, 0),
	};
	let negative = mantissa.starts_with('-');
	let unsigned = mantissa.strip_prefix(['-', '+']).unwrap_or(mantissa);
	let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
	let digits = format!("{whole}{fraction}");
	let plausible = !digits.is_empty()
		&& digits.bytes().all(|byte| byte.is_ascii_digit())
		&& digits.len() <= MAX_DIGITS
		&& power.unsigned_abs() <= MAX_DIGITS as u64;
	plausible.then_some(Parts { negative, digits, point: whole.len() as i64 + power })
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn number_should_have_one_form_when_it_has_many() {
		for (text, expected) in [
			("1", "1"),
			("1.0", "1"),
			("+01.50", "1.5"),
			("-0.0", "0"),
			("0012", "12"),
			("0.3434000", "0.3434"),
			(".5", "0.5"),
			("5.", "5"),
			("1e3", "1000"),
			("12.5e-4", "0.00125"),
			("1.25E1", "12.5"),
			("100", "100"),
			("18446744073709551615", "18446744073709551615"),
		] {
			assert_eq!(canonical(text).as_deref(), Some(expected), "{text}");
		}
	}

	#[test]
	fn text_should_be_no_number_when_it_is_anything_else() {
		for text in ["", ".", "-", "0x12", "1 2", "AB-12", "1e", "1.2.3", "1e999", "inf", "NaN"] {
			assert_eq!(canonical(text), None, "{text}");
		}
	}

	#[test]
	fn fraction_should_be_exact_when_a_number_has_decimals() {
		assert_eq!(fraction("2.345"), Some((2345, 3)));
		assert_eq!(fraction("-0.50"), Some((-5, 1)));
		assert_eq!(fraction("4"), Some((4, 0)));
		assert_eq!(fraction("-0.05"), Some((-5, 2)));
	}
}
