//! The chains that a node can be started on.

use sc_service::{ChainType, Properties};
use souk_runtime::WASM_BINARY;

/// A chain as its first node needs it: name, genesis, boot nodes.
pub type ChainSpec = sc_service::GenericChainSpec;

/// Finds the chain that `--chain` names: `dev`, `local`, or the path of a JSON file.
pub fn load(id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
	match id {
		"" => Err("No chain chosen. Give `--dev` for a development chain, or `--chain` with \
			`dev`, `local` or the path of a chain spec file."
			.into()),
		"dev" => Ok(Box::new(development()?)),
		"local" => Ok(Box::new(local()?)),
		path => ChainSpec::from_json_file(path.into())
			.map(|spec| Box::new(spec) as Box<_>)
			.map_err(|error| {
				format!(
					"`--chain {path}` is none of the chains `dev` and `local`, and no chain spec \
					 could be read from a file of that name: {error}"
				)
			}),
	}
}

/// One node's own chain, thrown away at will.
fn development() -> Result<ChainSpec, String> {
	preset(
		"Souk Development",
		"dev",
		ChainType::Development,
		sp_genesis_builder::DEV_RUNTIME_PRESET,
	)
}

/// Several validators with well-known keys, on one machine or in one network.
fn local() -> Result<ChainSpec, String> {
	preset(
		"Souk Local",
		"local",
		ChainType::Local,
		sp_genesis_builder::LOCAL_TESTNET_RUNTIME_PRESET,
	)
}

fn preset(name: &str, id: &str, chain_type: ChainType, preset: &str) -> Result<ChainSpec, String> {
	let wasm = WASM_BINARY.ok_or_else(|| {
		format!(
			"This node was built without the runtime's wasm (SKIP_WASM_BUILD was set), so it \
			 cannot make the chain `{id}`. Build it without SKIP_WASM_BUILD, or give `--chain` the \
			 path of a raw chain spec file."
		)
	})?;
	Ok(ChainSpec::builder(wasm, None)
		.with_name(name)
		.with_id(id)
		.with_protocol_id("souk")
		.with_chain_type(chain_type)
		.with_genesis_config_preset_name(preset)
		.with_properties(properties())
		.build())
}

/// What wallets show amounts and addresses with; the prefix is the runtime's `SS58Prefix`.
fn properties() -> Properties {
	[
		("tokenSymbol".to_string(), "SOUK".into()),
		("tokenDecimals".to_string(), 12.into()),
		("ss58Format".to_string(), 42.into()),
	]
	.into_iter()
	.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn load_should_say_what_to_choose_when_no_chain_is_named() {
		let error = load("").err().unwrap();
		assert!(error.contains("--dev") && error.contains("local"), "{error}");
	}

	#[test]
	fn load_should_name_the_chain_when_it_is_unknown() {
		let error = load("no-such-chain").err().unwrap();
		assert!(error.contains("no-such-chain") && error.contains("local"), "{error}");
	}

	#[test]
	fn load_should_build_the_presets_when_there_is_wasm() {
		for (id, chain_type) in [("dev", ChainType::Development), ("local", ChainType::Local)] {
			let spec = load(id);
			if WASM_BINARY.is_none() {
				assert!(spec.err().unwrap().contains("SKIP_WASM_BUILD"));
				continue;
			}
			let spec = spec.unwrap();
			assert_eq!(spec.id(), id);
			assert_eq!(spec.chain_type(), chain_type);
			assert_eq!(spec.properties().get("ss58Format"), Some(&42.into()));
			let storage = spec.as_storage_builder().build_storage().unwrap();
			assert!(storage.top.contains_key(b":code".as_slice()));
		}
	}
}
