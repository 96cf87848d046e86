//! Figures that more than one part of the runtime hangs on: the token, time, deposits.

/// The native token, `SOUK`.
pub mod currency {
	use crate::Balance;

	/// One SOUK: twelve decimals, as the chain's properties tell the wallets.
	pub const SOUK: Balance = 1_000_000_000_000;
	/// A thousandth of a SOUK.
	pub const MILLI_SOUK: Balance = SOUK / 1_000;
	/// A millionth of a SOUK.
	pub const MICRO_SOUK: Balance = MILLI_SOUK / 1_000;

	/// The least an account must hold to exist by the native token.
	///
	/// About one transfer's fee, so that what is too small to be moved cannot stay. It need not be
	/// higher to protect the state: making an account costs a fee too, and shoppers who hold only a
	/// stablecoin exist by that instead.
	pub const EXISTENTIAL_DEPOSIT: Balance = MILLI_SOUK;

	/// What must be locked up for `items` storage entries with `bytes` bytes together.
	///
	/// It comes back when the entries go, so it prices the *time* that every validator keeps them.
	/// The two figures are chosen by the two ends: a shop's order, with its indices and the room for
	/// what cannot be paid out or told, binds less than a SOUK, and filling every validator's disk with a
	/// gigabyte binds 100,000 SOUK for the bytes alone.
	pub const fn deposit(items: u32, bytes: u32) -> Balance {
		(items as Balance)
			.saturating_mul(20 * MILLI_SOUK)
			.saturating_add((bytes as Balance).saturating_mul(100 * MICRO_SOUK))
	}
}

/// Time, in milliseconds where it is wall-clock time and in blocks where a pallet counts blocks.
pub mod time {
	use crate::BlockNumber;

	/// How long a validator's turn lasts, in milliseconds.
	///
	/// Two seconds is what a buyer at a till accepts between paying and seeing it done, and leaves
	/// validators in different countries the time to pass a block on (see the weight limit in
	/// [`crate::configs::system`]).
	pub const SLOT_DURATION: u64 = 2_000;

	/// Milliseconds in an hour.
	pub const HOUR_MS: u64 = 60 * 60 * 1_000;

	/// Milliseconds in a day.
	pub const DAY_MS: u64 = 24 * 60 * 60 * 1_000;

	/// Blocks in a minute.
	pub const MINUTES: BlockNumber = 60_000 / (SLOT_DURATION as BlockNumber);
	/// Blocks in an hour.
	pub const HOURS: BlockNumber = MINUTES * 60;
	/// Blocks in a day.
	pub const DAYS: BlockNumber = HOURS * 24;
}
