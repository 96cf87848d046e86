//! A chain in memory that starts from a preset and takes signed transactions.

use codec::Encode;
use frame_support::genesis_builder_helper;
use serde_json::Value;
use souk_runtime::{
	constants::time::SLOT_DURATION, genesis_config_presets, AccountId, Executive, Header,
	RuntimeCall, RuntimeGenesisConfig, SignedPayload, System, TxExtension, UncheckedExtrinsic,
	VERSION,
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{sr25519, Pair, H256};
use sp_genesis_builder::PresetId;
use sp_io::{hashing::blake2_256, TestExternalities};
use sp_runtime::{
	generic::{Digest, DigestItem, Era},
	ApplyExtrinsicResult, MultiSignature,
};

/// A slot of the present, as good as any.
pub const FIRST_SLOT: u64 = 900_000_000;

/// Merges a preset's patch into the default genesis, as the node does (RFC 7386).
fn merge(target: &mut Value, patch: Value) {
	match (target, patch) {
		(Value::Object(target), Value::Object(patch)) => {
			for (key, value) in patch {
				if value.is_null() {
					target.remove(&key);
				} else {
					merge(target.entry(key).or_insert(Value::Null), value);
				}
			}
		},
		(target, patch) => *target = patch,
	}
}

/// The state of a chain at genesis.
pub fn start(preset: &str) -> TestExternalities {
	let id = PresetId::from(preset);
	let default =
		genesis_builder_helper::get_preset::<RuntimeGenesisConfig>(&None, |_| None).unwrap();
	let patch = genesis_config_presets::get_preset(&id).expect("the preset exists");
	let mut json: Value = serde_json::from_slice(&default).unwrap();
	merge(&mut json, serde_json::from_slice(&patch).unwrap());

	let mut ext = TestExternalities::new_empty();
	ext.execute_with(|| {
		genesis_builder_helper::build_state::<RuntimeGenesisConfig>(json.to_string().into_bytes())
			.expect("the preset builds");
	});
	ext
}

/// Begins the next block, in the given slot and at its beginning plus `offset` milliseconds.
pub fn begin_block_at(slot: u64, offset: u64) {
	let slot = FIRST_SLOT + slot;
	let number = System::block_number() + 1;
	// Any hash will do for a parent, but the first one's is the genesis that transactions name.
	let parent_hash = match number {
		1 => System::block_hash(0),
		_ => H256::from_low_u64_be(number.into()),
	};
	let header = Header {
		parent_hash,
		number,
		state_root: H256::zero(),
		extrinsics_root: H256::zero(),
		digest: Digest {
			logs: vec![DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(slot).encode())],
		},
	};
	Executive::initialize_block(&header);
	let now = slot * SLOT_DURATION + offset;
	let set = RuntimeCall::Timestamp(pallet_timestamp::Call::set { now });
	apply(UncheckedExtrinsic::new_bare(set)).unwrap().unwrap();
}

/// Begins the next block, in the given slot.
pub fn begin_block(slot: u64) {
	begin_block_at(slot, 0);
}

/// Ends the block.
pub fn end_block() {
	Executive::finalize_block();
}

/// Applies an extrinsic to the block.
pub fn apply(extrinsic: UncheckedExtrinsic) -> ApplyExtrinsicResult {
	Executive::apply_extrinsic(extrinsic)
}

/// The checks, as a wallet fills them in.
pub fn extension(nonce: u32) -> TxExtension {
	(
		souk_runtime::extensions::Unlisted(frame_system::AuthorizeCall::new()),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckEra::from(Era::Immortal),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(0).into(),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

/// The account of `//Name`.
pub fn account(name: &str) -> AccountId {
	pair(name).public().0.into()
}

fn pair(name: &str) -> sr25519::Pair {
	sr25519::Pair::from_string(&format!("//{name}"), None).unwrap()
}

/// Signs a call as a wallet does: what is signed is written out by hand, and only compared with
/// what the runtime's own types make of it.
pub fn sign(name: &str, call: RuntimeCall) -> UncheckedExtrinsic {
	let nonce = System::account(account(name)).nonce;
	let genesis = System::block_hash(0);
	let extra = extension(nonce);
	let implicit =
		(VERSION.spec_version, VERSION.transaction_version, genesis, genesis, None::<H256>);
	// era immortal, nonce, tip, metadata hash mode
	let explicit = (0u8, codec::Compact(nonce), codec::Compact(0u128), 0u8).encode();
	let mut payload = call.encode();
	payload.extend(explicit);
	payload.extend(implicit.encode());
	if payload.len() > 256 {
		payload = blake2_256(&payload).to_vec();
	}
	let expected = SignedPayload::new(call.clone(), extra.clone()).unwrap();
	expected.using_encoded(|expected| {
		assert_eq!(payload, expected, "a wallet signs other bytes than the runtime checks");
	});
	let signature = MultiSignature::Sr25519(pair(name).sign(&payload));
	UncheckedExtrinsic::new_signed(call, account(name).into(), signature, extra)
}
