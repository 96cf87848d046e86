# shellcheck shell=bash
# How Souk is built. Always the whole workspace: cargo turns on other features of the dependencies
# for a part of it, and would compile a hundred of them a second time.

# What a build of everything takes, and a build on top of an earlier one.
COLD_GIB=12
WARM_GIB=3

check_build_disk() {
	if [[ -d $CARGO_TARGET_DIR/${1:-debug}/deps ]]; then
		need_disk "$CARGO_TARGET_DIR" "$WARM_GIB" "the build"
	else
		need_disk "$CARGO_TARGET_DIR" "$COLD_GIB" "the first build"
	fi
}

# build PROFILE : builds node and runtime; the node's path is in $NODE.
build() {
	local profile=$1 dir=$1
	[[ $profile != dev ]] || dir=debug
	check_build_disk "$dir"
	NODE="$CARGO_TARGET_DIR/$dir/souk-node"
	[[ -e $NODE ]] || say "The first build takes about half an hour on two cores; later ones minutes."
	# An earlier SKIP_WASM_BUILD would leave the node without a runtime.
	step "cargo build ($profile)" env -u SKIP_WASM_BUILD \
		cargo build --workspace --locked --profile "$profile"
}
