//! Moments and durations, as people and as the chain write them.

use jiff::{civil::DateTime, tz::Offset, SignedDuration, Timestamp};
use souk_primitives::Moment;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The moment by this machine's clock.
pub fn now() -> Moment {
	SystemTime::now()
		.duration_since(UNIX_EPOCH)
		.map_or(0, |since| u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}

/// Reads `2026-10-01T12:00:00+08:00`, or milliseconds since the Unix epoch.
pub fn parse(text: &str) -> Option<Moment> {
	if text.bytes().all(|byte| byte.is_ascii_digit()) {
		return text.parse().ok();
	}
	moment(text.parse().ok()?)
}

/// Reads `2026-10-01 12:00:00`, with or without a fraction, on a clock so many hours ahead of UTC.
pub fn parse_civil(text: &str, hours_ahead: i8) -> Option<Moment> {
	let civil = DateTime::strptime("%Y-%m-%d %H:%M:%S%.f", text).ok()?;
	moment(Offset::from_hours(hours_ahead).ok()?.to_timestamp(civil).ok()?)
}

/// Seconds since the Unix epoch, as providers count.
pub fn from_seconds(seconds: u64) -> Option<Moment> {
	seconds.checked_mul(1000)
}

/// Writes a moment as RFC 3339, in UTC.
pub fn format(moment: Moment) -> String {
	i64::try_from(moment)
		.ok()
		.and_then(|moment| Timestamp::from_millisecond(moment).ok())
		.map_or_else(|| format!("{moment} ms"), |timestamp| timestamp.to_string())
}

/// Reads `24h`, `1h 30m` or `90s`; at least a second.
pub fn parse_duration(text: &str) -> Option<Duration> {
	let duration: SignedDuration = text.parse().ok()?;
	Duration::try_from(duration).ok().filter(|duration| duration.as_secs() > 0)
}

/// So much later.
pub fn after(moment: Moment, duration: Duration) -> Option<Moment> {
	moment.checked_add(u64::try_from(duration.as_millis()).ok()?)
}

fn moment(timestamp: Timestamp) -> Option<Moment> {
	timestamp.as_millisecond().try_into().ok()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn moment_should_be_milliseconds_when_it_is_rfc_3339_or_a_number() {
		assert_eq!(parse("2026-10-01T12:00:00+08:00"), Some(1_790_827_200_000));
		assert_eq!(parse("2026-10-01T04:00:00.500Z"), Some(1_790_827_200_500));
		assert_eq!(parse("1790827200000"), Some(1_790_827_200_000));
		assert_eq!(format(1_790_827_200_000), "2026-10-01T04:00:00Z");
	}

	#[test]
	fn moment_should_be_refused_when_it_names_no_instant() {
		for text in
			["", "tomorrow", "2026-10-01", "2026-10-01T12:00:00", "1969-12-31T00:00:00Z", "-1"]
		{
			assert_eq!(parse(text), None, "{text}");
		}
	}

	#[test]
	fn civil_time_should_be_shifted_to_utc_when_the_clock_is_ahead() {
		assert_eq!(parse_civil("2015-06-11 22:33:59", 8), Some(1_434_033_239_000));
		assert_eq!(parse_civil("2015-06-11 22:33:59.320", 8), Some(1_434_033_239_320));
		for text in
			["2015-06-11", "2015-06-11T22:33:59", "2015-13-11 22:33:59", "1970-01-01 07:59:59"]
		{
			assert_eq!(parse_civil(text, 8), None, "{text}");
		}
	}

	#[test]
	fn duration_should_be_refused_when_it_is_not_positive() {
		assert_eq!(parse_duration("24h"), Some(Duration::from_secs(86_400)));
		assert_eq!(parse_duration("1h 30m"), Some(Duration::from_secs(5_400)));
		for text in ["", "0s", "-5m", "5", "500ms", "soon"] {
			assert_eq!(parse_duration(text), None, "{text}");
		}
	}
}
