# shellcheck shell=bash
# frame-omni-bencher, built from its published source with its published lock, but only its
# `benchmark pallet`. The other commands bring subxt, Polkadot and Cumulus along, and the program an
# unused RocksDB, which needs clang. What measures a pallet is left as published.

BENCHER_VERSION=0.28.0
BENCHER_CLI_VERSION=64.0.0
BENCHER_HOME="$SOUK_CACHE/bench"
BENCHER="$BENCHER_HOME/bin/frame-omni-bencher"

# The crates between a benchmark and the clock, host functions and state above all. They run as
# optimised as in a node; the other 700 are not worth their compile time.
BENCHER_HOT=(
	ahash blake2 blake2b_simd cranelift-bforest cranelift-codegen cranelift-entity
	cranelift-frontend crypto-bigint curve25519-dalek ed25519-zebra ff foldhash
	frame-benchmarking frame-benchmarking-cli frame-omni-bencher gimli hash-db hashbrown indexmap
	k256 keccak kvdb kvdb-memorydb linked-hash-map lru memchr memory-db merlin nalgebra
	parity-scale-codec parity-wasm parking_lot parking_lot_core primitive-types regalloc2
	sc-allocator sc-client-api sc-client-db sc-executor sc-executor-common sc-executor-wasmtime
	schnellru schnorrkel secp256k1 secp256k1-sys sha2 sha3 smallvec sp-core sp-crypto-hashing
	sp-database sp-externalities sp-io sp-keystore sp-panic-handler sp-runtime-interface
	sp-state-machine sp-storage sp-tracing sp-trie sp-wasm-interface tracing tracing-core trie-db
	trie-root twox-hash uint wasmparser wasmtime wasmtime-environ wasmtime-internal-cranelift
	zeroize
)

# What the tool is made from: when this changes, it is made anew.
bencher_stamp() {
	echo "$BENCHER_VERSION $BENCHER_CLI_VERSION"
	{
		echo "${BENCHER_HOT[@]}"
		declare -f lay_out_bencher drop_dependencies
	} | sha256sum
}

# The directory of an unpacked crate of the registry; `cargo info` fetches it.
bencher_crate() {
	local name=$1 version=$2 dir
	cargo info --quiet "$name@$version" --registry crates-io >/dev/null || return 1
	for dir in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*/"$name-$version"; do
		[[ -d $dir ]] && echo "$dir" && return 0
	done
	return 1
}

# drop_dependencies MANIFEST NAME… : removes their tables.
drop_dependencies() {
	local manifest=$1
	shift
	awk -v names=" $* " '
		/^\[/ {
			drop = 0
			if (match($0, /dependencies\.[^].]+/)) {
				name = substr($0, RSTART + 13, RLENGTH - 13)
				drop = index(names, " " name " ") > 0
			}
		}
		!drop' "$manifest" >"$manifest.new"
	mv "$manifest.new" "$manifest"
}

# Lays the sources out in DIRECTORY.
lay_out_bencher() {
	local work=$1 tool cli name
	tool=$(bencher_crate frame-omni-bencher "$BENCHER_VERSION") || return 1
	cli=$(bencher_crate frame-benchmarking-cli "$BENCHER_CLI_VERSION") || return 1
	mkdir -p "$work"
	cp -r "$tool" "$work/tool"
	cp -r "$cli" "$work/cli"
	chmod -R u+w "$work"

	# The library: the pallet command and what it shares with the others.
	rm -rf "$work"/cli/{Cargo.lock,src/{block,extrinsic,machine,overhead,storage}}
	cat >"$work/cli/src/lib.rs" <<-'RUST'
		mod pallet;
		mod shared;

		pub use pallet::PalletCmd;

		mod overhead {
			pub mod command {
				use sc_chain_spec::ChainSpecExtension;
				use serde::{Deserialize, Serialize};

				#[derive(Deserialize, Serialize, Clone, ChainSpecExtension)]
				pub struct ParachainExtension {
					pub para_id: Option<u32>,
				}
			}
		}
	RUST
	drop_dependencies "$work/cli/Cargo.toml" cumulus-client-parachain-inherent \
		cumulus-primitives-core frame-storage-access-test-runtime polkadot-parachain-primitives \
		polkadot-primitives subxt subxt-signer
	# Their features; nothing asks for any of this crate's.
	sed -i '/^\[features\]/,/^\[lib\]/{/^\[lib\]/!d}' "$work/cli/Cargo.toml"

	# The program: one command, no RocksDB, and the allocator that our node has.
	drop_dependencies "$work/tool/Cargo.toml" polkadot-jemalloc-shim assert_cmd tempfile
	sed -i '/^\[dependencies.sc-cli\]/,/^$/s/default-features = true/default-features = false/' \
		"$work/tool/Cargo.toml"
	sed -i '/^\[\[test\]\]/,/^$/d' "$work/tool/Cargo.toml"
	sed -i '/jemalloc/d;/^#\[cfg(target_os = "linux")\]$/d' "$work/tool/src/main.rs"
	sed -i -e 's/use frame_benchmarking_cli::.*/use frame_benchmarking_cli::PalletCmd;/' \
		-e '/^impl V1SubCommand/,$d' "$work/tool/src/command.rs"
	cat >>"$work/tool/src/command.rs" <<-'RUST'
		/// What can be measured.
		#[derive(Debug, clap::Subcommand)]
		pub enum BenchmarkCmd {
			/// A pallet.
			Pallet(PalletCmd),
		}

		impl V1SubCommand {
			pub fn run(self) -> Result<()> {
				let V1SubCommand::Benchmark(V1BenchmarkCommand { sub: BenchmarkCmd::Pallet(pallet) }) =
					self;
				pallet.run_with_spec::<BlakeTwo256, HostFunctions>(None)
			}
		}
	RUST
	{
		printf '\n[workspace]\n\n[patch.crates-io]\nframe-benchmarking-cli = { path = "../cli" }\n'
		printf '\n[profile.release]\nopt-level = 0\ncodegen-units = 16\ndebug = 0\n'
		for name in "${BENCHER_HOT[@]}"; do
			printf '\n[profile.release.package.%s]\nopt-level = 3\n' "$name"
		done
	} >>"$work/tool/Cargo.toml"
}

# Fetches and checks the sources, in $BENCHER_HOME/src.
prepare_bencher() {
	local work="$BENCHER_HOME/src"
	rm -rf "$work"
	lay_out_bencher "$work" || return 1
	# Takes what is not needed any more out of the lock.
	cargo metadata --format-version 1 --manifest-path "$work/tool/Cargo.toml" >/dev/null || return 1
	check_bencher_lock "$work"
}

# Whether every version in the lock of DIRECTORY is one that the tool was published with: a higher
# one on the registry may belong to an older release of the SDK.
check_bencher_lock() {
	local work=$1 published extra
	published=$(bencher_crate frame-omni-bencher "$BENCHER_VERSION")/Cargo.lock
	extra=$(comm -13 <(bencher_versions "$published") <(bencher_versions "$work/tool/Cargo.lock"))
	[[ -z $extra ]] || die "frame-omni-bencher would be built from other versions than published:
$extra" "name a frame-omni-bencher $BENCHER_VERSION in FRAME_OMNI_BENCHER"
}

# The names and versions in a lock file.
bencher_versions() {
	awk '$1 == "name" { name = $3 } $1 == "version" && name { print name, $3; name = "" }' "$1" |
		sort -u
}

# Builds the tool; the sources must be laid out in $BENCHER_HOME/src.
build_bencher() {
	local target="$BENCHER_HOME/target"
	CARGO_TARGET_DIR="$target" SKIP_WASM_BUILD=1 cargo build --release --locked \
		--manifest-path "$BENCHER_HOME/src/tool/Cargo.toml" || return 1
	mkdir -p "$BENCHER_HOME/bin"
	cp "$target/release/frame-omni-bencher" "$BENCHER.new"
	mv "$BENCHER.new" "$BENCHER"
	bencher_stamp >"$BENCHER.stamp"
	# It is made once; what it was made of is not worth its gigabytes.
	rm -rf "$target"
}
