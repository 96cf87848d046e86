//! What every error of this crate can say about itself.

/// An error that people and machines can act on. Its `Display` is the fact, in one line.
pub trait Explain: std::error::Error {
	/// A short name that never changes, for machines: `wrong-signature` for example.
	fn code(&self) -> &'static str;

	/// What to do about it, in one line.
	fn remedy(&self) -> &'static str;
}
