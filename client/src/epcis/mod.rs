//! Shipments in EPCIS 2.0, the standard in which companies tell each other where goods are.
//!
//! [`export()`] turns a shipment and its history into a document, [`verify()`] tells whether a document
//! is what the history in it says, and [`import`] turns a carrier's document into reports that the
//! chain takes. [`hash`] computes the ids of events, which are the standard's own.

mod context;
mod decimal;
mod document;
mod export;
pub mod gather;
mod geo;
pub mod hash;
mod history;
pub mod import;
mod links;
pub mod names;
pub mod reports;
mod sensors;
pub mod series;
mod verify;
mod words;

pub use context::Namespaces;
pub use document::{Document, Event};
pub use export::{export, units, ExportError, Snapshot, Subject};
pub use history::{head, Entry, History, HistoryError, View};
pub use verify::{verify, Verified, VerifyError};
