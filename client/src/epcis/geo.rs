//! Areas as EPCIS writes places on earth: `geo:` URIs of RFC 5870, whose uncertainty says how large
//! the area is.

use souk_primitives::logistics::Geohash;

const LETTERS: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";
/// The most letters that the chain keeps.
const MAX_LETTERS: usize = 5;
/// Metres of a degree of latitude.
const METRES_PER_DEGREE: f64 = 111_320.0;

/// What a geohash says: ranges of latitude and longitude, in degrees.
struct Cell {
	latitude: (f64, f64),
	longitude: (f64, f64),
}

impl Cell {
	const EARTH: Self = Self { latitude: (-90.0, 90.0), longitude: (-180.0, 180.0) };

	fn of(hash: &str) -> Option<Self> {
		let mut cell = Self::EARTH;
		let mut east = true;
		for letter in hash.bytes() {
			let value = LETTERS.iter().position(|known| *known == letter)?;
			for bit in (0..5).rev() {
				cell.halve(east, value >> bit & 1 == 1);
				east = !east;
			}
		}
		(!hash.is_empty()).then_some(cell)
	}

	fn halve(&mut self, east: bool, upper: bool) {
		let (low, high) = if east { &mut self.longitude } else { &mut self.latitude };
		let middle = (*low + *high) / 2.0;
		if upper {
			*low = middle;
		} else {
			*high = middle;
		}
	}

	fn centre(&self) -> (f64, f64) {
		let middle = |(low, high): (f64, f64)| (low + high) / 2.0;
		(middle(self.latitude), middle(self.longitude))
	}

	/// How far it is from the centre to the farther sides, where degrees of longitude are longest.
	fn radius(&self) -> f64 {
		let half = |(low, high): (f64, f64)| (high - low) / 2.0;
		half(self.latitude).max(half(self.longitude)) * METRES_PER_DEGREE
	}
}

/// `geo:57.63428,10.39307;u=2446` of a geohash.
pub(crate) fn to_uri(hash: &str) -> Option<String> {
	let cell = Cell::of(hash)?;
	let (latitude, longitude) = cell.centre();
	// A ten-thousandth of a degree is eleven metres: much less than the smallest area.
	Some(format!("geo:{latitude:.4},{longitude:.4};u={:.0}", cell.radius()))
}

/// The area around a place, as small as it is certain to be and as the chain keeps it. Nothing if
/// the URI is no place on earth.
pub(crate) fn from_uri(uri: &str) -> Option<Geohash> {
	let rest = uri.strip_prefix("geo:")?;
	let mut parts = rest.split(';');
	let mut coordinates = parts.next()?.split(',');
	let latitude = coordinate(coordinates.next()?, 90.0)?;
	let longitude = coordinate(coordinates.next()?, 180.0)?;
	let mut uncertainty = 0.0;
	for parameter in parts {
		match parameter.split_once('=') {
			// Only these coordinates are understood.
			Some(("crs", crs)) if !crs.eq_ignore_ascii_case("wgs84") => return None,
			Some(("u", metres)) => uncertainty = metres.parse().ok().filter(|u: &f64| *u >= 0.0)?,
			_ => {},
		}
	}
	let hash = letters(latitude, longitude, MAX_LETTERS);
	// A metre for what was rounded.
	let large_enough = |length: &usize| {
		hash.get(..*length)
			.and_then(Cell::of)
			.is_some_and(|cell| cell.radius() + 1.0 >= uncertainty)
	};
	let length = (1..=MAX_LETTERS).rev().find(large_enough)?;
	Geohash::try_from(hash.get(..length)?).ok()
}

fn coordinate(text: &str, most: f64) -> Option<f64> {
	text.parse().ok().filter(|degrees: &f64| degrees.abs() <= most)
}

fn letters(latitude: f64, longitude: f64, length: usize) -> String {
	let mut cell = Cell::EARTH;
	let mut hash = String::new();
	let mut east = true;
	for _ in 0..length {
		let mut value = 0;
		for _ in 0..5 {
			let (low, high) = if east { cell.longitude } else { cell.latitude };
			let upper = (if east { longitude } else { latitude }) >= (low + high) / 2.0;
			cell.halve(east, upper);
			value = value << 1 | usize::from(upper);
			east = !east;
		}
		hash.extend(LETTERS.get(value).copied().map(char::from));
	}
	hash
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn area_should_be_the_same_when_it_was_a_uri() {
		let mut hashes = vec![String::new()];
		for _ in 0..MAX_LETTERS {
			hashes = hashes
				.iter()
				.flat_map(|hash| "0bhpz7u".chars().map(move |letter| format!("{hash}{letter}")))
				.collect();
			for hash in &hashes {
				let uri = to_uri(hash).unwrap();
				assert_eq!(from_uri(&uri).unwrap().as_str(), hash, "{uri}");
			}
		}
	}

	#[test]
	fn area_should_be_that_of_the_place_when_others_wrote_the_uri() {
		for (uri, hash) in [
			("geo:57.64911,10.40744", "u4pru"),
			("geo:57.64911,10.40744,12.5;crs=WGS84;u=20", "u4pru"),
			("geo:57.64911,10.40744;u=3000", "u4pr"),
			("geo:-90,180", "pbpbp"),
			("geo:0,0;u=2500000", "s"),
		] {
			assert_eq!(from_uri(uri).as_ref().map(Geohash::as_str), Some(hash), "{uri}");
		}
		assert_eq!(to_uri("u4pru").unwrap(), "geo:57.6343,10.3931;u=2446");
	}

	#[test]
	fn area_should_be_none_when_the_uri_is_no_place_on_earth() {
		for uri in [
			"geo:",
			"geo:91,0",
			"geo:0,181",
			"geo:0",
			"geo:NaN,0",
			"geo:1,2;crs=moon-2011",
			"geo:1,2;u=-1",
			"geo:1,2;u=99000000",
			"https://example.com/57.6,10.4",
		] {
			assert_eq!(from_uri(uri), None, "{uri}");
		}
		assert_eq!(to_uri(""), None);
		assert_eq!(to_uri("a"), None);
	}
}
