//! Builds the wasm blob that the node carries.

fn main() {
	#[cfg(feature = "std")]
	build_wasm();
}

#[cfg(feature = "std")]
fn build_wasm() {
	let mut builder = substrate_wasm_builder::WasmBuilder::init_with_defaults();
	// The builder compiles the blob of a debug build as a release, for speed. What `defensive!` and
	// its kin find must show all the same where things are tried out. A blob whose type is asked for
	// (as for benchmarks) is built as asked.
	let debug = std::env::var("PROFILE").is_ok_and(|profile| profile == "debug");
	if debug && std::env::var_os("WASM_BUILD_TYPE").is_none() {
		builder = builder.append_to_rust_flags("-C debug-assertions=on");
	}
	#[cfg(feature = "metadata-hash")]
	{
		builder = builder.enable_metadata_hash("SOUK", 12);
	}
	builder.build();
}
