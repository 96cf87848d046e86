#![doc = include_str!("../README.md")]

pub mod adapters;
pub mod chain;
pub mod config;
pub mod coupons;
pub mod data;
pub mod epcis;
pub mod errors;
pub mod input;
pub mod keys;
pub mod membership;
pub mod moments;
pub mod money;
pub mod providers;
pub mod receipts;
mod shown;
