# shellcheck shell=bash
# A toolchain for the runtime's blob where rustup cannot download the target wasm32v1-none: Debian's
# current Rust, and the target's standard library built from its sources, in a directory of ours.

WASM_TOOLCHAIN="$SOUK_CACHE/wasm-toolchain"
# shellcheck disable=SC2034 # for scripts/setup
DEBIAN_PACKAGES=(cargo-web lld-19 rust-web-src rustc-web)

# What the built library belongs to: another compiler cannot read it.
wasm_toolchain_stamp() { /usr/bin/rustc -vV && dpkg-query -W rust-web-src; }

wasm_toolchain_ready() {
	[[ -e $WASM_TOOLCHAIN/ready ]] && have dpkg-query && [[ -x /usr/bin/rustc ]] &&
		[[ $(wasm_toolchain_stamp 2>/dev/null) == "$(cat "$WASM_TOOLCHAIN/ready")" ]]
}

# Builds core and alloc for the target into DIRECTORY. The bitcode is what the blob's link-time
# optimisation works on.
build_wasm_library() {
	local work=$1
	mkdir -p "$work/src"
	printf '#![no_std]\n' >"$work/src/lib.rs"
	printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' \
		>"$work/Cargo.toml"
	(cd "$work" && env -u RUSTUP_TOOLCHAIN CARGO_TARGET_DIR="$work/target" RUSTC=/usr/bin/rustc \
		RUSTC_BOOTSTRAP=1 RUSTFLAGS='-C embed-bitcode=yes' \
		/usr/bin/cargo build --release --target wasm32v1-none -Z build-std=core,alloc)
}

# Lays the toolchain out in DIRECTORY: Debian's compiler, told to look here for libraries.
lay_out_wasm_toolchain() {
	local to=$1 built=$2/target/wasm32v1-none/release/deps host library
	host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
	mkdir -p "$to/bin" "$to/lib/rustlib/wasm32v1-none/lib" "$to/lib/rustlib/$host/bin"
	for library in core alloc compiler_builtins; do
		cp "$built/lib$library"-*.rlib "$to/lib/rustlib/wasm32v1-none/lib/"
	done
	ln -s "/usr/lib/rustlib/$host/lib" "$to/lib/rustlib/$host/lib"
	ln -s /usr/bin/lld-19 "$to/lib/rustlib/$host/bin/rust-lld"
	ln -s /usr/bin/cargo "$to/bin/cargo"
	cat >"$to/bin/rustc" <<-'EOF'
		#!/bin/sh
		here=$(cd "$(dirname "$0")/.." && pwd)
		exec /usr/bin/rustc --sysroot "$here" "$@"
	EOF
	chmod +x "$to/bin/rustc"
}

# Links a small module with the toolchain in DIRECTORY.
try_wasm_toolchain() {
	local toolchain=$1 work=$2/try
	mkdir -p "$work/src"
	printf '[package]\nname = "try"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n%s\n[workspace]\n' \
		'crate-type = ["cdylib"]' >"$work/Cargo.toml"
	cat >"$work/src/lib.rs" <<-'EOF'
		#![no_std]
		#[no_mangle]
		pub extern "C" fn twice(a: u32) -> u32 { a.checked_mul(2).unwrap_or(0) }
		#[panic_handler]
		fn panic(_: &core::panic::PanicInfo<'_>) -> ! { loop {} }
	EOF
	(cd "$work" && CARGO_TARGET_DIR="$work/target" CARGO_PROFILE_RELEASE_LTO=thin \
		rustup run "$toolchain" cargo build -q --release --target wasm32v1-none)
}

# Makes the toolchain; the Debian packages must be there.
make_wasm_toolchain() {
	local work
	mkdir -p "$SOUK_CACHE"
	work=$(mktemp -d "$SOUK_CACHE/wasm-toolchain.XXXXXX")
	# This runs in a process of its own (`step`).
	trap 'rm -rf "$work"' EXIT
	build_wasm_library "$work/library" || return 1
	lay_out_wasm_toolchain "$work/new" "$work/library" || return 1
	try_wasm_toolchain "$work/new" "$work" || return 1
	wasm_toolchain_stamp >"$work/new/ready"
	rm -rf "$WASM_TOOLCHAIN"
	mv "$work/new" "$WASM_TOOLCHAIN"
	# Cargo does not notice that a standard library was built again.
	rm -rf "$CARGO_TARGET_DIR"/*/wbuild/*/target
}
