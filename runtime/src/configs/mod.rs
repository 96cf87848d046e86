//! How the pallets are set up, by domain.

pub mod assets;
pub mod commerce;
pub mod consensus;
pub mod data;
pub mod fees;
pub mod governance;
pub mod parameters;
pub mod rewards;
pub mod system;
