//! Data that is shared: sealed, wrapped, served, fetched and opened, as `docs/sealing.md` says.

pub mod calls;
pub mod exchange;
pub mod fetch;
pub mod gateway;
pub mod keystore;
pub mod log;
pub mod manifest;
pub mod opening;
pub mod records;
pub mod store;
