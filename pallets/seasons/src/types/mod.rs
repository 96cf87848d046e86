//! Seasons, their terms, and what is on record about who takes part.

mod record;
mod season;

pub use record::*;
pub use season::*;
