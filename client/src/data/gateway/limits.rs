//! How often one caller asks, and all together.

use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{
	net::{IpAddr, Ipv6Addr},
	num::NonZeroU32,
};

/// So many callers are remembered before those are forgotten that have not asked lately.
const REMEMBERED: usize = 10_000;

/// How often requests are taken.
pub(super) struct Rates {
	each: DefaultKeyedRateLimiter<IpAddr>,
	all: DefaultDirectRateLimiter,
}

impl Rates {
	/// So many requests a minute of one caller, and of all.
	pub(super) fn new(each: u32, all: u32) -> Self {
		let quota = |rate| Quota::per_minute(NonZeroU32::new(rate).unwrap_or(NonZeroU32::MIN));
		Self { each: RateLimiter::keyed(quota(each)), all: RateLimiter::direct(quota(all)) }
	}

	/// Whether a request is taken.
	pub(super) fn take(&self, from: IpAddr) -> bool {
		if self.each.len() > REMEMBERED {
			self.each.retain_recent();
			self.each.shrink_to_fit();
		}
		// One's own limit first: whoever is over it uses up nothing of the others'.
		self.each.check_key(&caller(from)).is_ok() && self.all.check().is_ok()
	}
}

/// The caller of an address: of IPv6, whoever has the network of 64 bits.
fn caller(address: IpAddr) -> IpAddr {
	match address.to_canonical() {
		IpAddr::V6(address) => {
			let [a, b, c, d, ..] = address.segments();
			IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
		},
		address => address,
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn caller_should_be_refused_when_it_asks_too_often_and_others_should_not() {
		let rates = Rates::new(4, 1_000);
		let [one, same, other] =
			["2001:db8::1", "2001:db8::2", "::ffff:192.0.2.1"].map(|text| text.parse().unwrap());
		let taken: Vec<bool> = [one, same, one, same, one].map(|who| rates.take(who)).to_vec();
		assert_eq!(taken, [true, true, true, true, false]);
		assert!(rates.take(other));
		assert_eq!(caller(other), "192.0.2.1".parse::<IpAddr>().unwrap());
	}

	#[test]
	fn everybody_should_be_refused_when_all_together_ask_too_often() {
		let rates = Rates::new(1_000, 2);
		let taken = (0..4u8).map(|at| rates.take(IpAddr::from([192, 0, 2, at])));
		assert_eq!(taken.collect::<Vec<_>>(), [true, true, false, false]);
	}
}
