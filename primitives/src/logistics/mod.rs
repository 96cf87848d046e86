//! Shipments: what is tracked, who carries it, and the keys of the GS1 system.

mod carriers;
mod gs1;
mod history;

pub use carriers::*;
pub use gs1::*;
pub use history::*;
