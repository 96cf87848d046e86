//! A runtime with members in it, for the tests.

use crate as pallet_membership;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, ord_parameter_types, parameter_types,
	traits::{
		fungible::{Inspect, InspectHold},
		ConstU128, Footprint,
	},
};
use frame_system::EnsureSignedBy;
use souk_primitives::{Assurance, Context, MemberId, Moment, Nullifier};
use sp_core::{ecdsa, ed25519, sr25519, Pair, H256};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::{Convert, IdentifyAccount, IdentityLookup, Verify},
	AccountId32, BuildStorage, MultiSignature, MultiSigner,
};
use std::{collections::BTreeMap, sync::Mutex};

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type TestAttestation = Attestation<AccountId>;
pub type TestProof = Proof<AccountId, MultiSignature>;
pub type TestConsent = Consent<MultiSignature>;
pub type TestDeed = Deed<AccountId>;
pub type TestControl = Control<AccountId>;
type Block = frame_system::mocking::MockBlock<Test>;

#[frame_support::runtime]
mod runtime {
	#[runtime::runtime]
	#[runtime::derive(
		RuntimeCall,
		RuntimeEvent,
		RuntimeError,
		RuntimeOrigin,
		RuntimeTask,
		RuntimeHoldReason,
		RuntimeFreezeReason
	)]
	pub struct Test;

	#[runtime::pallet_index(0)]
	pub type System = frame_system;
	#[runtime::pallet_index(1)]
	pub type Timestamp = pallet_timestamp;
	#[runtime::pallet_index(2)]
	pub type Balances = pallet_balances;
	#[runtime::pallet_index(3)]
	pub type Membership = pallet_membership;
}

/// The native token's minimum balance.
pub const ED: Balance = 1_000;

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = Block;
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_timestamp::config_preludes::TestDefaultConfig)]
impl pallet_timestamp::Config for Test {}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<ED>;
	type AccountStore = System;
}

parameter_types! {
	/// How long rotations wait.
	pub static RotationWaits: Moment = ROTATION_DELAY;
	/// How long recoveries wait, and freezes last.
	pub static RecoveryWaits: Moment = RECOVERY_DELAY;
	/// How far ahead attestations may end.
	pub static LongestAttestation: Moment = ATTESTATION_LIFE;
	/// The most accounts of a member.
	pub static MostAccounts: u32 = MAX_ACCOUNTS;
	/// Whether deposits are nothing.
	pub static StorageIsFree: bool = false;
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		match StorageIsFree::get() {
			true => 0,
			false => Balance::from(footprint.count) * 100 + Balance::from(footprint.size),
		}
	}
}

pub const ROTATION_DELAY: Moment = 7_000;
pub const RECOVERY_DELAY: Moment = 14_000;
pub const ATTESTATION_LIFE: Moment = 100_000;
pub const MAX_ACCOUNTS: u32 = 3;

ord_parameter_types! {
	pub const Council: AccountId = account(99);
}

impl pallet_membership::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type GovernanceOrigin = EnsureSignedBy<Council, AccountId>;
	type StoragePrice = Price;
	type RotationDelay = RotationWaits;
	type RecoveryDelay = RecoveryWaits;
	type MaxAttestationLife = LongestAttestation;
	type MaxAccounts = MostAccounts;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = ProofSigner;
}

/// Signs for the benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub struct ProofSigner;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// What everybody has at first, but for those who have nothing.
pub const ENDOWMENT: Balance = 1_000_000_000;

/// The price of a member's record: the id 8, the controller 32, the recovery account 33, the status
/// 9, the rotation 1 + 1 + 32 + 33 + 1 + (1 + 8 + 8) + 8, the number of accounts 4, the deposit 32 + 16.
pub const MEMBER_PRICE: Balance = 100 + 227;

/// The price of an account's record: the account 32, the member 8, whether it acts 1, the deposit 32 + 16.
pub const KEY_PRICE: Balance = 100 + 89;

/// The price of a nullifier's record: the context 32, the nullifier 32, the member 8, the issuer 8,
/// the assurance 1, two moments 8 + 8, the deposit 32 + 16; and of the way back: the member 8, the
/// context 32, the nullifier 32, the issuer 8, the assurance 1, a moment 8.
pub const BINDING_PRICE: Balance = 200 + 145 + 89;

/// The price of the record that a person was another member before: the members 8 + 8, the deposit 32 + 16.
pub const LINK_PRICE: Balance = 100 + 64;

/// The price of an issuer's record: the id 8, the name 33, keys 1 + 8 × 32, the status 1 + 1 + 32 ×
/// (32 + 1), the number of nullifiers 8, the deposit 32 + 16; and of the moment: the id 8, itself 8.
pub const ISSUER_PRICE: Balance = 200 + 1_412 + 16;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// A key that can sign.
#[derive(Clone)]
pub enum Keypair {
	Sr(Box<sr25519::Pair>),
	Ed(Box<ed25519::Pair>),
	Ec(Box<ecdsa::Pair>),
}

impl Keypair {
	pub fn account(&self) -> AccountId {
		match self {
			Keypair::Sr(pair) => MultiSigner::from(pair.public()),
			Keypair::Ed(pair) => MultiSigner::from(pair.public()),
			Keypair::Ec(pair) => MultiSigner::from(pair.public()),
		}
		.into_account()
	}

	pub fn sign(&self, message: &[u8]) -> MultiSignature {
		match self {
			Keypair::Sr(pair) => pair.sign(message).into(),
			Keypair::Ed(pair) => pair.sign(message).into(),
			Keypair::Ec(pair) => pair.sign(message).into(),
		}
	}
}

/// Derived once, as that takes long.
fn sr(key: Sr25519Keyring) -> Keypair {
	static PAIRS: Mutex<BTreeMap<Sr25519Keyring, sr25519::Pair>> = Mutex::new(BTreeMap::new());
	let mut pairs = PAIRS.lock().unwrap();
	Keypair::Sr(Box::new(pairs.entry(key).or_insert_with(|| key.pair()).clone()))
}

/// The member that every test begins with.
pub fn alice_key() -> Keypair {
	sr(Sr25519Keyring::Alice)
}

pub fn alice() -> AccountId {
	alice_key().account()
}

/// Somebody else, who is no member yet.
pub fn bob_key() -> Keypair {
	sr(Sr25519Keyring::Bob)
}

pub fn bob() -> AccountId {
	bob_key().account()
}

/// What Alice's next account is, or the next person's: nobody's yet.
pub fn fresh_key() -> Keypair {
	sr(Sr25519Keyring::Charlie)
}

pub fn fresh() -> AccountId {
	fresh_key().account()
}

/// Has stolen a key or two.
pub fn thief_key() -> Keypair {
	sr(Sr25519Keyring::Eve)
}

pub fn thief() -> AccountId {
	thief_key().account()
}

/// Can recover Alice's member.
pub fn guardian() -> AccountId {
	account(1)
}

/// Pays for others.
pub fn sponsor() -> AccountId {
	account(2)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(3)
}

/// Runs the issuer that every test begins with.
pub fn operator() -> AccountId {
	account(4)
}

/// Runs another issuer.
pub fn rival() -> AccountId {
	account(5)
}

/// Governs.
pub fn council() -> AccountId {
	Council::get()
}

/// The issuer's first key.
pub fn issuer_key() -> Keypair {
	sr(Sr25519Keyring::Ferdie)
}

/// The issuer's second key.
pub fn issuer_key_ed() -> Keypair {
	Keypair::Ed(Box::new(Ed25519Keyring::Ferdie.pair()))
}

/// The issuer's third key.
pub fn issuer_key_ec() -> Keypair {
	Keypair::Ec(Box::new(ecdsa::Pair::from_seed(&[7; 32])))
}

/// The key of the other issuer.
pub fn rival_key() -> Keypair {
	sr(Sr25519Keyring::One)
}

/// A key of nobody's issuer.
pub fn loose_key() -> Keypair {
	sr(Sr25519Keyring::Two)
}

pub fn origin(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn set_time(at: Moment) {
	pallet_timestamp::Now::<Test>::put(at);
}

pub fn now() -> Moment {
	pallet_timestamp::Now::<Test>::get()
}

pub fn genesis_hash() -> H256 {
	H256::repeat_byte(0x77)
}

/// What somebody has that is not held.
pub fn free_balance(who: &AccountId) -> Balance {
	Balances::balance(who)
}

pub fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

/// This pallet's events since the last call.
pub fn take_events() -> Vec<Event<Test>> {
	let events = System::events();
	System::reset_events();
	events
		.into_iter()
		.filter_map(|record| match record.event {
			RuntimeEvent::Membership(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// Where the issuers may attest persons.
pub const SHOPS: Context = H256::repeat_byte(0xa1);
/// Where the issuer may attest less, and the other one nothing.
pub const COUNTRY: Context = H256::repeat_byte(0xa2);
/// Where nobody may attest.
pub const NOWHERE: Context = H256::repeat_byte(0xa3);

/// Alice, among the shops.
pub const ALICE_THERE: Nullifier = H256::repeat_byte(0x11);
/// Bob, among the shops.
pub const BOB_THERE: Nullifier = H256::repeat_byte(0x22);

/// The issuer that every test begins with.
pub const ISSUER: IssuerId = IssuerId(0);
/// Another one, admitted for the shops.
pub const RIVAL: IssuerId = IssuerId(1);

/// Alice's member, which every test begins with.
pub const ALICE: MemberId = MemberId(0);

pub fn signers(list: &[Keypair]) -> IssuerKeys<AccountId> {
	list.iter().map(Keypair::account).collect::<Vec<_>>().try_into().unwrap()
}

pub fn grants(list: &[(Context, Assurance)]) -> Grants {
	let grant = |(context, assurance): &(Context, Assurance)| Grant {
		context: *context,
		assurance: *assurance,
	};
	list.iter().map(grant).collect::<Vec<_>>().try_into().unwrap()
}

pub fn control(controller: &AccountId, recovery: Option<AccountId>) -> TestControl {
	Control { controller: controller.clone(), recovery }
}

/// Signs `blake2_256` of a message.
pub fn signed_by(key: &Keypair, message: &[u8]) -> MultiSignature {
	key.sign(&sp_io::hashing::blake2_256(message))
}

/// Signs an attestation as an issuer does: with nothing of the pallet's own.
pub fn proof_by(attestation: TestAttestation, key: &Keypair) -> TestProof {
	let signature = signed_by(key, &attestation.message(genesis_hash()));
	Proof { attestation, signer: key.account(), signature }
}

/// Agrees for long enough.
pub fn consent_by(key: &Keypair, deed: &TestDeed) -> TestConsent {
	let expires_at = now() + 1_000;
	let signature = signed_by(key, &deed.message(genesis_hash(), expires_at));
	Consent { expires_at, signature }
}

/// Builds the world of a test: a member, and two issuers that were admitted.
pub struct World {
	endowments: BTreeMap<AccountId, Balance>,
	recovery: Option<AccountId>,
	bound: bool,
}

impl Default for World {
	fn default() -> Self {
		let rich = [alice(), bob(), guardian(), sponsor(), stranger(), operator(), rival()];
		Self {
			endowments: rich.into_iter().map(|who| (who, ENDOWMENT)).collect(),
			recovery: Some(guardian()),
			bound: false,
		}
	}
}

impl World {
	/// Sets what somebody has.
	pub fn endow(mut self, who: AccountId, amount: Balance) -> Self {
		self.endowments.insert(who, amount);
		self
	}

	/// Nobody can recover Alice's member.
	pub fn without_recovery(mut self) -> Self {
		self.recovery = None;
		self
	}

	/// The issuer has attested that Alice is a person among the shops. She paid for that herself.
	pub fn bound(mut self) -> Self {
		self.bound = true;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: self.endowments.into_iter().collect(),
				..Default::default()
			},
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			// Unlike any other hash there is.
			frame_system::BlockHash::<Test>::insert(0, genesis_hash());
			System::set_block_number(1);
			set_time(T0);
			let name = || "Issuer".try_into().unwrap();
			let ours = signers(&[issuer_key(), issuer_key_ed(), issuer_key_ec()]);
			assert_ok!(Membership::register_issuer(origin(&operator()), name(), ours));
			let theirs = signers(&[rival_key()]);
			assert_ok!(Membership::register_issuer(origin(&rival()), name(), theirs));
			let ours = grants(&[(SHOPS, Assurance::Person), (COUNTRY, Assurance::Attested)]);
			assert_ok!(Membership::admit_issuer(origin(&council()), ISSUER, ours));
			let theirs = grants(&[(SHOPS, Assurance::Person)]);
			assert_ok!(Membership::admit_issuer(origin(&council()), RIVAL, theirs));
			let control = control(&alice(), self.recovery);
			assert_ok!(Membership::register(origin(&alice()), control, None));
			if self.bound {
				let attestation = Attestation {
					issuer: ISSUER,
					context: SHOPS,
					nullifier: ALICE_THERE,
					assurance: Assurance::Person,
					account: alice(),
					expires_at: T0 + 1_000,
				};
				let proof = proof_by(attestation, &issuer_key());
				assert_ok!(Membership::bind_proof(origin(&alice()), proof, None));
			}
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			assert_ok!(Membership::do_try_state());
		});
	}
}
