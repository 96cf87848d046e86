//! Commerce: orders.
