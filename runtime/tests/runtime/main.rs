//! The runtime as a whole, native: its presets, its blocks, its figures.

mod chain;
mod coupons;
mod data;
mod extensions;
mod fees;
mod genesis;
mod governance;
mod loyalty;
mod members;
mod orders;
mod proxies;
mod refunds;
mod slots;
