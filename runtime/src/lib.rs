//! Souk's runtime: the rules that every validator applies to every block, compiled to wasm and
//! upgraded on chain.
//!
//! | part | where |
//! | --- | --- |
//! | the pallets and their numbers | this file |
//! | how they are set up, by domain | [`configs`] |
//! | tokens, time, deposits | [`constants`] |
//! | what a transaction is checked for | [`extensions`] |
//! | what nodes and clients may ask | [`apis`] |
//! | what calls of FRAME's pallets cost that come without measured weights | `weights` |
//! | the chains one can start | [`genesis_config_presets`] |

#![cfg_attr(not(feature = "std"), no_std)]
#![recursion_limit = "256"]
// The macros that put a runtime together leave what they make without a word; what is written by
// hand is held to the lint again, module by module.
#![allow(missing_docs)]

extern crate alloc;

pub mod apis;
#[cfg(feature = "runtime-benchmarks")]
mod benchmarks;
#[warn(missing_docs)]
pub mod configs;
#[warn(missing_docs)]
pub mod constants;
#[warn(missing_docs)]
pub mod extensions;
#[warn(missing_docs)]
pub mod genesis_config_presets;
mod weights;

use alloc::{borrow::Cow, vec::Vec};
use sp_runtime::{
	generic,
	traits::{BlakeTwo256, IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};
use sp_version::RuntimeVersion;

pub use apis::RuntimeApi;
pub use configs::consensus::SessionKeys;
pub use extensions::TxExtension;

#[cfg(feature = "std")]
include!(concat!(env!("OUT_DIR"), "/wasm_binary.rs"));

/// A signature over a transaction, of any scheme that wallets use.
pub type Signature = MultiSignature;
/// An account: the public key of its signer, or its hash.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// How a transaction names an account.
pub type Address = MultiAddress<AccountId, ()>;
/// An amount, of the native token or of an asset, in its smallest unit.
pub type Balance = u128;
/// The number of a block.
pub type BlockNumber = u32;
/// How many transactions an account has sent.
pub type Nonce = u32;
/// A hash of the chain's hash function.
pub type Hash = sp_core::H256;
/// The head of a block.
pub type Header = generic::Header<BlockNumber, BlakeTwo256>;
/// A block.
pub type Block = generic::Block<Header, UncheckedExtrinsic>;
/// A transaction or inherent as it comes over the network.
pub type UncheckedExtrinsic =
	generic::UncheckedExtrinsic<Address, RuntimeCall, Signature, TxExtension>;
/// What the signer of a transaction signs.
pub type SignedPayload = generic::SignedPayload<RuntimeCall, TxExtension>;

/// Applies blocks.
pub type Executive = frame_executive::Executive<
	Runtime,
	Block,
	frame_system::ChainContext<Runtime>,
	Runtime,
	AllPalletsWithSystem,
>;

/// The node's view, to which extrinsics are bytes.
pub mod opaque {
	use sp_runtime::{generic, traits::BlakeTwo256, OpaqueExtrinsic};

	/// The head of a block.
	pub type Header = generic::Header<crate::BlockNumber, BlakeTwo256>;
	/// A block of opaque extrinsics.
	pub type Block = generic::Block<Header, OpaqueExtrinsic>;
	/// The hash of a block.
	pub type Hash = crate::Hash;
}

/// Which runtime this is.
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("souk"),
	impl_name: Cow::Borrowed("souk"),
	authoring_version: 1,
	spec_version: 1,
	impl_version: 1,
	apis: apis::RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 1,
};

/// The pallets. The numbers are part of every encoded call, event, error and hold: one is never
/// used again. The order is that of the hooks: the author of a block is looked up before a session
/// may change who the validators are.
#[frame_support::runtime]
mod runtime {
	/// Souk's runtime.
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeFreezeReason,
		RuntimeHoldReason,
		RuntimeSlashReason,
		RuntimeLockId,
		RuntimeTask,
		RuntimeViewFunction
	)]
	pub struct Runtime;

	// Frame and consensus: 0 to 9.

	/// Accounts, blocks, events, runtime upgrades.
	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	/// The time of the block, set by its author.
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	/// Who made the block, and so earns its fees.
	#[runtime::pallet_index(2)]
	pub type Authorship = pallet_authorship;
	/// The keys that validators sign with.
	#[runtime::pallet_index(3)]
	pub type Session = pallet_session;
	/// Validators make blocks in turn.
	#[runtime::pallet_index(4)]
	pub type Aura = pallet_aura;
	/// Validators vote blocks final.
	#[runtime::pallet_index(5)]
	pub type Grandpa = pallet_grandpa;

	// Money: 10 to 19.

	/// The native token, SOUK.
	#[runtime::pallet_index(10)]
	pub type Balances = pallet_balances;
	/// Every other fungible: stablecoins, vouchers.
	#[runtime::pallet_index(11)]
	pub type Assets = pallet_assets;
	/// Holds on assets, for deposits and bonds in them.
	#[runtime::pallet_index(12)]
	pub type AssetsHolder = pallet_assets_holder;
	/// Freezes of assets: balances that may not fall below an amount.
	#[runtime::pallet_index(13)]
	pub type AssetsFreezer = pallet_assets_freezer;
	/// What a transaction costs.
	#[runtime::pallet_index(14)]
	pub type TransactionPayment = pallet_transaction_payment;
	/// Calls that cost nothing when they do useful work.
	#[runtime::pallet_index(15)]
	pub type SkipFeelessPayment = pallet_skip_feeless_payment;

	// Tools of accounts: 20 to 29.

	/// Batches of calls.
	#[runtime::pallet_index(20)]
	pub type Utility = pallet_utility;
	/// Accounts that act for others, within limits.
	#[runtime::pallet_index(21)]
	pub type Proxy = pallet_proxy;
	/// Accounts that several people hold together.
	#[runtime::pallet_index(22)]
	pub type Multisig = pallet_multisig;
	/// Large calls, stored once and named by their hash.
	#[runtime::pallet_index(23)]
	pub type Preimage = pallet_preimage;
	/// Calls that governance has set a date for.
	#[runtime::pallet_index(24)]
	pub type Scheduler = pallet_scheduler;

	// Administration: 30 to 39.

	/// The council that administers the chain by motions.
	#[runtime::pallet_index(30)]
	pub type Council = pallet_collective<Instance1>;
	/// The developer's master key; no chain but the development one has it.
	#[runtime::pallet_index(31)]
	pub type Sudo = pallet_sudo;
	/// Closes the chain to all but what is needed to open it again.
	#[runtime::pallet_index(32)]
	pub type SafeMode = pallet_safe_mode;
	/// Stops single calls.
	#[runtime::pallet_index(33)]
	pub type TxPause = pallet_tx_pause;
	/// Carries large storage migrations over several blocks.
	#[runtime::pallet_index(34)]
	pub type MultiBlockMigrations = pallet_migrations;

	/// Figures that the council can change without an upgrade of the runtime.
	#[runtime::pallet_index(36)]
	pub type Parameters = pallet_parameters;

	/// Calls that the council lets run as root: how a chain without a master key is upgraded.
	#[runtime::pallet_index(35)]
	pub type Whitelist = pallet_whitelist;

	// Commerce: 50 to 69.

	/// Orders that settle themselves: escrow, refunds, splits.
	#[runtime::pallet_index(50)]
	pub type Orders = pallet_orders;
	/// Who vouches for payments off chain: bonds, keys, receipts.
	#[runtime::pallet_index(51)]
	pub type Gateways = pallet_gateways;
	/// Who carries: bonds, keys that scan, GS1 prefixes.
	#[runtime::pallet_index(52)]
	pub type Carriers = pallet_carriers;
	/// Where goods are: shipments, custody, proof of delivery.
	#[runtime::pallet_index(53)]
	pub type Logistics = pallet_logistics;
	/// Who is who: one identifier a person, and issuers who vouch for it.
	#[runtime::pallet_index(54)]
	pub type Membership = pallet_membership;
	/// Points for purchases and tasks, which pay for a part of an order.
	#[runtime::pallet_index(55)]
	pub type Loyalty = pallet_loyalty;
	/// Leaderboards of ranked points, with prizes that are held up front.
	#[runtime::pallet_index(56)]
	pub type Seasons = pallet_seasons;
	/// Programs whose points become each other's.
	#[runtime::pallet_index(57)]
	pub type Coalition = pallet_coalition;
	/// Coupons as key pairs, whose vouchers pay for a part of an order.
	#[runtime::pallet_index(58)]
	pub type Coupons = pallet_coupons;
	/// What points buy: gifts and badges.
	#[runtime::pallet_index(59)]
	pub type Rewards = pallet_rewards;
	/// The NFTs that rewards are.
	#[runtime::pallet_index(60)]
	pub type Nfts = pallet_nfts;
	/// Data that its owners share, by consent: keys, agreements, grants, receipts, erasure.
	#[runtime::pallet_index(61)]
	pub type DataSharing = pallet_data_sharing;
}
