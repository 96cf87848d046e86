//! Quantities as EPCIS reports them.

use super::decimal;
use souk_primitives::logistics::Quantity;

/// How many thousandths, or millimetres per second squared, of one unit that is reported.
const SCALE: i32 = 1000;

/// What a quantity is called in the GS1 Web Vocabulary.
pub(crate) fn kind(quantity: Quantity) -> &'static str {
	match quantity {
		Quantity::Temperature => "Temperature",
		Quantity::Humidity => "RelativeHumidity",
		Quantity::Shock => "Acceleration",
		Quantity::Light => "Illuminance",
	}
}

/// The unit that it is reported in, by its code of UN/ECE Recommendation 20.
pub(crate) fn unit(quantity: Quantity) -> &'static str {
	match quantity {
		Quantity::Temperature => "CEL",
		Quantity::Humidity => "P1",
		Quantity::Shock => "MSK",
		Quantity::Light => "LUX",
	}
}

/// A value in that unit: with at most three decimals, so that it is exact.
pub(crate) fn value(thousandths: i32) -> serde_json::Number {
	if thousandths % SCALE == 0 {
		return (thousandths / SCALE).into();
	}
	serde_json::Number::from_f64(f64::from(thousandths) / f64::from(SCALE))
		.unwrap_or_else(|| 0.into())
}

/// The quantity of that name.
pub(crate) fn parse_kind(kind: &str) -> Option<Quantity> {
	[Quantity::Temperature, Quantity::Humidity, Quantity::Shock, Quantity::Light]
		.into_iter()
		.find(|quantity| self::kind(*quantity) == kind)
}

/// Which way what is finer than the chain keeps is rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rounding {
	Down,
	Up,
	Nearest,
}

/// A value in thousandths of the unit that the chain keeps. Nothing if it is not in a known unit, or
/// more than the chain keeps.
pub(crate) fn parse_value(
	quantity: Quantity,
	unit: &str,
	number: &str,
	rounding: Rounding,
) -> Option<i32> {
	let (numerator, places) = decimal::fraction(number)?;
	let denominator = 10i128.checked_pow(places)?;
	// Value times factor, over divisor, plus an offset: all in thousandths.
	let (factor, divisor, offset) = match (quantity, unit) {
		(Quantity::Temperature, "CEL")
		| (Quantity::Humidity, "P1")
		| (Quantity::Shock, "MSK")
		| (Quantity::Light, "LUX") => (1_000, 1, 0),
		(Quantity::Temperature, "KEL") => (1_000, 1, -273_150),
		// Five ninths of the degrees above freezing.
		(Quantity::Temperature, "FAH") => (5_000, 9, 0),
		// Standard gravity.
		(Quantity::Shock, "K40") => (980_665, 100, 0),
		_ => return None,
	};
	let numerator = match unit {
		"FAH" => numerator.checked_sub(denominator.checked_mul(32)?)?,
		_ => numerator,
	};
	let divisor = denominator.checked_mul(divisor)?;
	let numerator = numerator.checked_mul(factor)?;
	let rounded = match rounding {
		Rounding::Down => numerator.div_euclid(divisor),
		Rounding::Up => -(-numerator).div_euclid(divisor),
		Rounding::Nearest => {
			numerator.checked_mul(2)?.checked_add(divisor)?.div_euclid(divisor.checked_mul(2)?)
		},
	};
	i32::try_from(rounded.checked_add(offset)?).ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn value_should_be_the_same_when_it_was_reported() {
		for quantity in
			[Quantity::Temperature, Quantity::Humidity, Quantity::Shock, Quantity::Light]
		{
			assert_eq!(parse_kind(kind(quantity)), Some(quantity));
			for thousandths in [0, 1, -1, 999, -1_500, 2_345, 100_000, i32::MAX, i32::MIN] {
				let number = value(thousandths).to_string();
				for rounding in [Rounding::Down, Rounding::Up, Rounding::Nearest] {
					let parsed = parse_value(quantity, unit(quantity), &number, rounding);
					assert_eq!(parsed, Some(thousandths), "{number}");
				}
			}
		}
	}

	#[test]
	fn value_should_be_converted_when_it_is_in_another_unit() {
		for (quantity, unit, number, expected) in [
			(Quantity::Temperature, "FAH", "32", 0),
			(Quantity::Temperature, "FAH", "-4", -20_000),
			(Quantity::Temperature, "FAH", "98.6", 37_000),
			(Quantity::Temperature, "KEL", "273.15", 0),
			(Quantity::Temperature, "KEL", "2.7e2", -3_150),
			(Quantity::Shock, "K40", "2", 19_613),
		] {
			let parsed = parse_value(quantity, unit, number, Rounding::Nearest);
			assert_eq!(parsed, Some(expected), "{number} {unit}");
		}
	}

	#[test]
	fn limits_should_not_hide_a_breach_when_they_are_rounded() {
		let parse = |number, rounding| parse_value(Quantity::Temperature, "CEL", number, rounding);
		assert_eq!(parse("8.0001", Rounding::Up), Some(8_001));
		assert_eq!(parse("8.0001", Rounding::Nearest), Some(8_000));
		assert_eq!(parse("1.9999", Rounding::Down), Some(1_999));
		assert_eq!(parse("-1.9999", Rounding::Down), Some(-2_000));
		assert_eq!(parse("-1.9999", Rounding::Up), Some(-1_999));
	}

	#[test]
	fn value_should_be_refused_when_it_cannot_be_kept() {
		for (quantity, unit, number) in [
			(Quantity::Temperature, "P1", "5"),
			(Quantity::Humidity, "", "5"),
			(Quantity::Light, "LUX", "bright"),
			(Quantity::Light, "LUX", "2147484"),
			(Quantity::Light, "LUX", "1e60"),
		] {
			assert_eq!(parse_value(quantity, unit, number, Rounding::Nearest), None, "{number}");
		}
	}
}
