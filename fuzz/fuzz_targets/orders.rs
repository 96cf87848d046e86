//! Orders under whatever the input stands for. The body is in `pallets/orders/src/fuzz.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| pallet_orders::fuzz::fuzz(input));
