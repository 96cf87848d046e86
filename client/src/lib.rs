#![doc = include_str!("../README.md")]

pub mod config;
pub mod errors;
pub mod input;
pub mod keys;
pub mod moments;
pub mod money;
pub mod providers;
pub mod receipts;
