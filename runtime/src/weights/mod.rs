//! Weights of FRAME's pallets that were measured on this runtime.

pub(crate) mod pallet_parameters;
