//! The chains one can start from this runtime alone: `development`, sealed by one node, and
//! `local_testnet`, made by four validators. Both are peopled with the same cast, whose keys
//! everybody knows.

use crate::{
	configs::{
		assets::{AssetId, AssetKind},
		consensus::SessionKeys,
	},
	constants::currency::SOUK,
	AccountId, AssetsConfig, Balance, BalancesConfig, CouncilConfig, OrdersConfig,
	RuntimeGenesisConfig, SessionConfig, SudoConfig,
};
use alloc::{string::ToString, vec, vec::Vec};
use frame_support::build_struct_json_patch;
use serde_json::Value;
use sp_core::hex2array;
use sp_genesis_builder::{PresetId, DEV_RUNTIME_PRESET, LOCAL_TESTNET_RUNTIME_PRESET};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};

/// The test stablecoin: a dollar on paper, worth nothing.
pub mod stablecoin {
	use super::{AssetId, Balance};

	/// Its number among the assets.
	pub const ID: AssetId = 1;
	/// Its name.
	pub const NAME: &str = "Souk test dollar";
	/// Its symbol.
	pub const SYMBOL: &str = "sUSD";
	/// Its decimals, as those of the stablecoins it stands for.
	pub const DECIMALS: u8 = 6;
	/// One dollar.
	pub const DOLLAR: Balance = 1_000_000;
	/// The least an account must hold of it to hold any: a cent.
	pub const MIN_BALANCE: Balance = DOLLAR / 100;
}

/// A person of the cast: the key of `//Name`, derived from the development phrase, and what it
/// begins with.
pub struct Person {
	/// The secret's URI without the slashes.
	pub name: &'static str,
	/// Its sr25519 public key, which is its account.
	pub key: [u8; 32],
	/// Its native token.
	pub native: Balance,
	/// Its stablecoin.
	pub stablecoin: Balance,
}

impl Person {
	const fn new(name: &'static str, key: [u8; 32], souk: Balance, dollars: Balance) -> Self {
		Self { name, key, native: souk * SOUK, stablecoin: dollars * stablecoin::DOLLAR }
	}

	/// The account.
	pub fn account(&self) -> AccountId {
		self.key.into()
	}
}

/// Runs the marketplace; owns the test stablecoin.
pub const PLATFORM: Person = Person::new(
	"Platform",
	hex2array!("649be6fc38c43e25cbcad1c1d473cbe698f5c985901dc7b0dc3a4498a0f25f65"),
	10_000,
	100_000,
);
/// Sells.
pub const MERCHANT: Person = Person::new(
	"Merchant",
	hex2array!("3205af1d8da99b16dbc474f17f214c9f2abef90a1daa0ffde23ddb27025b7420"),
	10_000,
	100_000,
);
/// Sells too.
pub const MERCHANT_2: Person = Person::new(
	"Merchant2",
	hex2array!("8c7a6848b6f994a91e1593f2479a5913e72a0c6234058903cf3c39d0f58a0b55"),
	10_000,
	100_000,
);
/// Buys, and has plenty of the native token.
pub const BUYER: Person = Person::new(
	"Buyer",
	hex2array!("965c821beae2bfb05b6da3236a244d381d3a303fe75c30be5f261952fecb8c37"),
	10_000,
	10_000,
);
/// Buys, and has little of the native token beyond its fees: the ordinary shopper.
pub const BUYER_2: Person = Person::new(
	"Buyer2",
	hex2array!("763446ee58956628a64bca34089c54f3c2692896267ea2c10c77d7daf8c23a30"),
	1,
	10_000,
);
/// Buys, like the second.
pub const BUYER_3: Person = Person::new(
	"Buyer3",
	hex2array!("82e75b1800da5e957d606c0c014b408ad585180b6bd5123288b3c771f1953624"),
	1,
	10_000,
);
/// Carries parcels.
pub const CARRIER: Person = Person::new(
	"Carrier",
	hex2array!("da21c40a3a486921ae352f9c957b1f6d95862b1dfe3d2f5b52ca8fd795849a4d"),
	10_000,
	100_000,
);
/// Attests payments made elsewhere.
pub const GATEWAY: Person = Person::new(
	"Gateway",
	hex2array!("d6ec6ac6be4e1b9953c92be6aa17929c4b3c70ec86b491980d9aeb3a819d3259"),
	10_000,
	100_000,
);
/// Decides disputes.
pub const RESOLVER: Person = Person::new(
	"Resolver",
	hex2array!("cac49fdc700e281aa30efb229dce87a80720e4b4788f201c61975f4d9fa5cf7f"),
	10_000,
	100_000,
);

/// Everybody.
pub const CAST: [Person; 9] =
	[PLATFORM, MERCHANT, MERCHANT_2, BUYER, BUYER_2, BUYER_3, CARRIER, GATEWAY, RESOLVER];

/// What each of Alice to Ferdie begins with.
pub const WELL_KNOWN_BALANCE: Balance = 1_000_000 * SOUK;

/// A validator whose account and keys are all derived from the same well-known name.
fn validator(
	account: Sr25519Keyring,
	votes: Ed25519Keyring,
) -> (AccountId, AccountId, SessionKeys) {
	let id = account.to_account_id();
	let keys = SessionKeys { aura: account.public().into(), grandpa: votes.public().into() };
	(id.clone(), id, keys)
}

fn genesis(
	validators: Vec<(AccountId, AccountId, SessionKeys)>,
	council: Vec<AccountId>,
	sudo: Option<AccountId>,
) -> Value {
	let balances = Sr25519Keyring::iter()
		.take(6)
		.map(|well_known| (well_known.to_account_id(), WELL_KNOWN_BALANCE))
		.chain(CAST.iter().map(|person| (person.account(), person.native)))
		.collect::<Vec<_>>();

	build_struct_json_patch!(RuntimeGenesisConfig {
		balances: BalancesConfig { balances },
		assets: AssetsConfig {
			assets: vec![(stablecoin::ID, PLATFORM.account(), true, stablecoin::MIN_BALANCE)],
			metadata: vec![(
				stablecoin::ID,
				stablecoin::NAME.as_bytes().to_vec(),
				stablecoin::SYMBOL.as_bytes().to_vec(),
				stablecoin::DECIMALS,
			)],
			accounts: CAST
				.iter()
				.map(|person| (stablecoin::ID, person.account(), person.stablecoin))
				.collect::<Vec<_>>(),
		},
		// Aura and GRANDPA get their authorities from here.
		session: SessionConfig { keys: validators },
		council: CouncilConfig { members: council },
		sudo: SudoConfig { key: sudo },
		orders: OrdersConfig {
			accepted_assets: vec![AssetKind::Native, AssetKind::WithId(stablecoin::ID)],
		},
	})
}

/// Two validators, Alice and Bob, and the sudo key with Alice. Sealed by one node as transactions
/// come, or, as a chain of two nodes, by Aura and GRANDPA.
pub fn development() -> Value {
	use Sr25519Keyring::{Alice, Bob, Charlie};
	genesis(
		vec![validator(Alice, Ed25519Keyring::Alice), validator(Bob, Ed25519Keyring::Bob)],
		vec![Alice.to_account_id(), Bob.to_account_id(), Charlie.to_account_id()],
		Some(Alice.to_account_id()),
	)
}

/// Four validators, Alice to Dave: the fewest of whom one may fail. They are the council too, and
/// nobody holds the sudo key.
pub fn local_testnet() -> Value {
	use Sr25519Keyring::{Alice, Bob, Charlie, Dave};
	let validators = vec![
		validator(Alice, Ed25519Keyring::Alice),
		validator(Bob, Ed25519Keyring::Bob),
		validator(Charlie, Ed25519Keyring::Charlie),
		validator(Dave, Ed25519Keyring::Dave),
	];
	let council = validators.iter().map(|(account, ..)| account.clone()).collect();
	genesis(validators, council, None)
}

/// The patch of a preset, as JSON.
pub fn get_preset(id: &PresetId) -> Option<Vec<u8>> {
	let patch = match id.as_ref() {
		DEV_RUNTIME_PRESET => development(),
		LOCAL_TESTNET_RUNTIME_PRESET => local_testnet(),
		_ => return None,
	};
	Some(patch.to_string().into_bytes())
}

/// The presets there are.
pub fn preset_names() -> Vec<PresetId> {
	vec![PresetId::from(DEV_RUNTIME_PRESET), PresetId::from(LOCAL_TESTNET_RUNTIME_PRESET)]
}
