//! Random numbers.

use crate::Error;
use hpke::rand_core::{TryCryptoRng, TryRng};
use std::convert::Infallible;
use zeroize::Zeroize;

/// Fills with the operating system's random numbers.
pub(crate) fn fill(bytes: &mut [u8]) -> Result<(), Error> {
	getrandom::fill(bytes).map_err(|_| Error::NoRandomness)
}

/// The most random bytes that HPKE asks for: an encapsulation of X-Wing.
pub(crate) const SEED_LEN: usize = 64;

/// Random bytes that were drawn before, because HPKE's generators must not fail. The test vectors
/// give them.
pub(crate) struct Seed {
	bytes: [u8; SEED_LEN],
	used: usize,
}

impl Seed {
	pub(crate) fn draw() -> Result<Self, Error> {
		let mut seed = Self { bytes: [0; SEED_LEN], used: 0 };
		fill(&mut seed.bytes)?;
		Ok(seed)
	}

	#[cfg(test)]
	pub(crate) fn fixed(bytes: [u8; SEED_LEN]) -> Self {
		Self { bytes, used: 0 }
	}

	/// Whether HPKE asked for no more than there was.
	pub(crate) fn sufficed(&self) -> bool {
		self.used <= SEED_LEN
	}
}

impl TryRng for Seed {
	type Error = Infallible;

	fn try_next_u32(&mut self) -> Result<u32, Infallible> {
		let mut bytes = [0; 4];
		self.try_fill_bytes(&mut bytes)?;
		Ok(u32::from_le_bytes(bytes))
	}

	fn try_next_u64(&mut self) -> Result<u64, Infallible> {
		let mut bytes = [0; 8];
		self.try_fill_bytes(&mut bytes)?;
		Ok(u64::from_le_bytes(bytes))
	}

	fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
		let end = self.used.saturating_add(bytes.len());
		if let Some(next) = self.bytes.get(self.used..end) {
			bytes.copy_from_slice(next);
		}
		self.used = end;
		Ok(())
	}
}

impl TryCryptoRng for Seed {}

impl Drop for Seed {
	fn drop(&mut self) {
		self.bytes.zeroize();
	}
}
