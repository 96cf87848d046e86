//! What a cheat would try, and why it does not work.

use super::*;

mod claims;
mod history;
mod keys;
mod names;
mod parcels;
mod replay;
mod storage;
mod time;
mod units;
