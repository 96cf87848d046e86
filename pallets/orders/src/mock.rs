//! A runtime with a shop in it, for the tests.

use crate as pallet_orders;
use crate::*;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	storage::storage_prefix,
	traits::{
		fungible::{InspectHold, NativeFromLeft, NativeOrWithId, UnionOf},
		fungibles::Inspect as _,
		AsEnsureOriginWithArg, ConstU128, ConstU32, ConstU64, ConstU8, Footprint,
	},
	weights::Weight,
	PalletId,
};
use souk_primitives::{
	CheckoutDiscount, DiscountRequest, GatewayId, Means, Moment, OrderId, OrderNotice,
	OrderObserver, Points, Tender, Undone, Vouch,
};
use sp_core::{ecdsa, Pair};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{
	traits::{Convert, IdentifyAccount, IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, MultiSignature, MultiSigner, Permill,
};
use std::collections::BTreeMap;

pub type AccountId = AccountId32;
pub type Balance = u128;
pub type Asset = NativeOrWithId<u32>;
pub type Notice = OrderNotice<AccountId, Asset, Balance>;
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
	pub type Assets = pallet_assets;
	#[runtime::pallet_index(4)]
	pub type AssetsHolder = pallet_assets_holder;
	#[runtime::pallet_index(5)]
	pub type Souk = pallet_orders;
	#[runtime::pallet_index(6)]
	pub type Gateways = pallet_gateways;
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

#[derive_impl(pallet_assets::config_preludes::TestDefaultConfig)]
impl pallet_assets::Config for Test {
	type Balance = Balance;
	type Currency = Balances;
	type CreateOrigin = AsEnsureOriginWithArg<frame_system::EnsureSigned<AccountId>>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type AssetDeposit = ConstU128<1>;
	type AssetAccountDeposit = ConstU128<1>;
	type MetadataDepositBase = ConstU128<1>;
	type MetadataDepositPerByte = ConstU128<1>;
	type ApprovalDeposit = ConstU128<1>;
	type RemoveItemsLimit = ConstU32<1_000>;
	type Holder = AssetsHolder;
}

impl pallet_assets_holder::Config for Test {
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_gateways::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type Currency = Balances;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type StoragePrice = Price;
	type Retention = ConstU64<RETENTION>;
	type MaxLead = ConstU64<1_000>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = OfferSigner;
}

parameter_types! {
	pub const PotId: PalletId = PalletId(*b"souk/ord");
	/// Whether the listener fails, after it has written.
	pub static ListenerFails: bool = false;
	/// How often the listener was called, failures included. Not rolled back.
	pub static ListenerCalls: u32 = 0;
	/// Whether the second listener fails.
	pub static TallyFails: bool = false;
	/// The least that a buyer has to look at goods in doubt.
	pub static DoubtfulInspection: Moment = DOUBTFUL;
	/// What a point pays, in minor units.
	pub static PointPays: Balance = WORTH;
}

/// So that entries and bytes both show in a deposit.
pub struct Price;
impl Convert<Footprint, Balance> for Price {
	fn convert(footprint: Footprint) -> Balance {
		Balance::from(footprint.count) * 1_000 + Balance::from(footprint.size)
	}
}

/// What the listener took note of, rolled back with the rest of the storage.
#[frame_support::storage_alias]
pub type Heard =
	StorageValue<Listener, Vec<(OrderId, Notice)>, frame_support::pallet_prelude::ValueQuery>;

pub struct Listener;

impl OrderObserver<AccountId, Asset, Balance> for Listener {
	fn notify(order: OrderId, notice: &Notice) -> Result<(), DispatchError> {
		ListenerCalls::mutate(|calls| *calls += 1);
		Heard::append((order, notice.clone()));
		match ListenerFails::get() {
			false => Ok(()),
			true => Err(DispatchError::Unavailable),
		}
	}

	fn notify_weight() -> Weight {
		Weight::from_parts(7_000_000, 0)
	}

	fn notify_weight_of(kind: souk_primitives::NoticeKind) -> Weight {
		// No two alike, the last being the most.
		Weight::from_parts(3_000_000 + 1_000_000 * kind as u64, 0)
	}
}

/// How many notices the second listener heard.
#[frame_support::storage_alias]
pub type Told = StorageValue<Tally, u32, frame_support::pallet_prelude::ValueQuery>;

/// The second listener.
pub struct Tally;

impl OrderObserver<AccountId, Asset, Balance> for Tally {
	fn notify(_: OrderId, _: &Notice) -> Result<(), DispatchError> {
		Told::mutate(|told| *told += 1);
		match TallyFails::get() {
			false => Ok(()),
			true => Err(DispatchError::Other("tally")),
		}
	}

	fn notify_weight() -> Weight {
		Weight::from_parts(3_000_000, 0)
	}
}

/// How many points everybody has.
pub const POINTS: Points = 1_000_000;
/// What a point pays, in minor units, unless a test says otherwise.
pub const WORTH: Balance = 2;

/// How many points a voucher counts for here; everybody has vouchers.
pub const VOUCHER: Points = 50;

/// What became of the points of an order.
#[derive(
	codec::Encode,
	codec::Decode,
	codec::DecodeWithMemTracking,
	codec::MaxEncodedLen,
	scale_info::TypeInfo,
	Clone,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Spent {
	pub buyer: AccountId,
	pub points: Points,
	/// What was left to pay.
	pub charged: Balance,
	pub returned: Points,
	pub captured: bool,
	/// How often its keeper was called, to reserve included.
	pub calls: u32,
}

/// Points of orders, rolled back with the rest of the storage.
#[frame_support::storage_alias]
pub type Spendings = StorageMap<PointBook, frame_support::Blake2_128Concat, OrderId, Spent>;

/// Points that everybody used and did not get back.
#[frame_support::storage_alias]
pub type Used = StorageMap<
	PointBook,
	frame_support::Blake2_128Concat,
	AccountId,
	Points,
	frame_support::pallet_prelude::ValueQuery,
>;

/// Keeps the points.
pub struct PointBook;

impl CheckoutDiscount<AccountId, Asset, Balance> for PointBook {
	fn reserve(
		order: OrderId,
		request: &DiscountRequest<AccountId, Asset, Balance>,
	) -> Result<Balance, DispatchError> {
		let points = match request.means {
			Means::Points(0) => return Err(DispatchError::Other("no points")),
			Means::Points(points) => points,
			Means::Voucher => VOUCHER,
		};
		let had = Spendings::get(order);
		let calls = had.as_ref().map_or(0, |spent| spent.calls);
		if had.is_some_and(|spent| spent.returned != spent.points) {
			return Err(DispatchError::Other("reserved twice"));
		}
		let used = Used::get(&request.buyer) + points;
		// Written first, to see that it is undone.
		Used::insert(&request.buyer, used);
		if used > POINTS {
			return Err(DispatchError::Other("too few points"));
		}
		let discount = points * PointPays::get();
		let spent = Spent {
			buyer: request.buyer.clone(),
			points,
			charged: request.amount.saturating_sub(discount),
			returned: 0,
			captured: false,
			calls: calls + 1,
		};
		Spendings::insert(order, spent);
		Ok(discount)
	}

	fn capture(order: OrderId) {
		Spendings::mutate(order, |slot| {
			let spent = slot.as_mut().expect("only orders with points are captured");
			assert!(!spent.captured, "an order settles once");
			spent.captured = true;
			spent.calls += 1;
		});
	}

	fn release(order: OrderId, undone: Undone<Balance>) {
		Spendings::mutate(order, |slot| {
			let spent = slot.as_mut().expect("only orders with points are undone");
			let target = match undone {
				Undone::All => spent.points,
				Undone::Refunded(refunded) => {
					assert!(refunded < spent.charged, "that is all of it");
					spent.points * refunded / spent.charged
				},
			};
			assert!(target >= spent.returned, "figures are cumulative");
			Used::mutate(&spent.buyer, |used| *used -= target - spent.returned);
			spent.returned = target;
			spent.calls += 1;
		});
	}

	fn weight() -> Weight {
		Weight::from_parts(11_000_000, 0)
	}
}

pub const RETENTION: Moment = 500_000;
pub const MAX_WINDOW: Moment = 1_000_000;
/// Longer than the inspection window of the default terms.
pub const DOUBTFUL: Moment = 4_513;
pub const RETRY: Moment = 50_000;
pub const MAX_REQUESTS: u8 = 3;

impl pallet_orders::Config for Test {
	type WeightInfo = ();
	type RuntimeHoldReason = RuntimeHoldReason;
	type AssetKind = Asset;
	type Currency = Balances;
	type Money = UnionOf<Balances, Assets, NativeFromLeft, Asset, AccountId>;
	type Clock = Timestamp;
	type Signature = MultiSignature;
	type Signer = <MultiSignature as Verify>::Signer;
	type Observers = (Listener, Tally);
	type Discount = PointBook;
	type Gateways = Gateways;
	type ResolverOrigin = frame_system::EnsureSigned<AccountId>;
	type GovernanceOrigin = frame_system::EnsureRoot<AccountId>;
	type StoragePrice = Price;
	type PalletId = PotId;
	type MaxWindow = ConstU64<MAX_WINDOW>;
	type DoubtfulInspection = DoubtfulInspection;
	type MaxRefundRequests = ConstU8<MAX_REQUESTS>;
	type RetryDelay = ConstU64<RETRY>;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = OfferSigner;
}

/// Signs the benchmarks' offers.
#[cfg(feature = "runtime-benchmarks")]
pub struct OfferSigner;

pub type Money = <Test as Config>::Money;

/// The gateway.
pub const GATEWAY: GatewayId = GatewayId(0);
/// Its bond.
pub const BOND: Balance = 100_000;

/// When every test begins.
pub const T0: Moment = 1_700_000_000_000;

/// A sufficient asset with a minimum balance of 10.
pub const USD: Asset = Asset::WithId(1);
/// An asset that needs an account to live in, with a minimum balance of 5.
pub const POINT: Asset = Asset::WithId(2);
/// A sufficient asset of an issuer that interferes, with a minimum balance of 7.
pub const RISKY: Asset = Asset::WithId(3);
/// The native token.
pub const NATIVE: Asset = Asset::Native;

/// What everybody has of everything at first.
pub const ENDOWMENT: Balance = 1_000_000_000;

pub fn account(n: u8) -> AccountId {
	AccountId::new([n; 32])
}

/// Signs with sr25519.
pub fn merchant() -> AccountId {
	Sr25519Keyring::Alice.to_account_id()
}

/// Signs with ed25519.
pub fn merchant_ed() -> AccountId {
	Ed25519Keyring::Bob.to_account_id()
}

fn ecdsa_pair() -> ecdsa::Pair {
	ecdsa::Pair::from_seed(&[7; 32])
}

/// Signs with ecdsa.
pub fn merchant_ec() -> AccountId {
	MultiSigner::from(ecdsa_pair().public()).into_account()
}

pub fn buyer() -> AccountId {
	account(11)
}

/// Pays for somebody else.
pub fn payer() -> AccountId {
	account(12)
}

/// Has nothing to do with anything.
pub fn stranger() -> AccountId {
	account(13)
}

/// Gets 5 % of everything, and returns it on a refund.
pub fn platform() -> AccountId {
	account(21)
}

/// Gets 2.5 % of everything, and keeps it.
pub fn affiliate() -> AccountId {
	account(22)
}

/// Decides disputes.
pub fn resolver() -> AccountId {
	account(23)
}

/// Operates the gateway.
pub fn operator() -> AccountId {
	account(41)
}

/// The gateway's keys, of each scheme one.
pub fn gateway_keys() -> Vec<AccountId> {
	vec![
		Sr25519Keyring::Charlie.to_account_id(),
		Ed25519Keyring::Dave.to_account_id(),
		MultiSigner::from(gateway_ecdsa().public()).into_account(),
	]
}

fn gateway_ecdsa() -> ecdsa::Pair {
	ecdsa::Pair::from_seed(&[9; 32])
}

/// Signs with the nth of the gateway's keys.
pub fn vouch(key: usize, message: &[u8]) -> Vouch<AccountId, MultiSignature> {
	let signature = match key {
		0 => Sr25519Keyring::Charlie.sign(message).into(),
		1 => Ed25519Keyring::Dave.sign(message).into(),
		_ => gateway_ecdsa().sign(message).into(),
	};
	Vouch { signer: gateway_keys()[key].clone(), signature }
}

/// Issues the assets.
pub fn issuer() -> AccountId {
	account(31)
}

/// Signs for one of the merchants.
pub fn sign_as(who: &AccountId, message: &[u8]) -> MultiSignature {
	if *who == merchant() {
		Sr25519Keyring::Alice.sign(message).into()
	} else if *who == merchant_ed() {
		Ed25519Keyring::Bob.sign(message).into()
	} else if *who == merchant_ec() {
		ecdsa_pair().sign(message).into()
	} else {
		// Some key, but not theirs.
		Sr25519Keyring::Eve.sign(message).into()
	}
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

pub fn pot() -> AccountId {
	Souk::pot_account()
}

pub fn balance(asset: &Asset, who: &AccountId) -> Balance {
	Money::balance(asset.clone(), who)
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
			RuntimeEvent::Souk(event) => Some(event),
			_ => None,
		})
		.collect()
}

/// What the listener heard since the last call.
pub fn take_notices() -> Vec<(OrderId, Notice)> {
	Heard::take()
}

pub fn split(recipient: AccountId, parts: u32, on_refund: OnRefund) -> Split<AccountId> {
	Split { recipient, share: Permill::from_parts(parts), on_refund }
}

/// All different, so that no window is taken for another.
pub const WINDOWS: Windows = Windows {
	pay: 1_009,
	ship: 2_003,
	receive: 3_011,
	inspect: 4_019,
	answer: 5_021,
	send_back: 6_007,
	take_back: 7_013,
	challenge: 0,
	extension: 607,
	record: 100_003,
};

/// A bond of 10 % and a fee of 4 %; 60 % for the buyer if the resolver is silent.
pub fn dispute_rules() -> DisputeRules<AccountId> {
	DisputeRules {
		resolver: resolver(),
		negotiate: 8_009,
		respond: 9_001,
		decide: 10_007,
		bond: Permill::from_percent(10),
		fee: Permill::from_percent(4),
		preset: Permill::from_percent(60),
	}
}

/// The default terms: 5 % for the platform, which returns it; 2.5 % for the affiliate, who keeps it.
pub fn default_terms() -> Terms<AccountId> {
	Terms {
		windows: WINDOWS,
		cancellation: Cancellation::BeforeShipping,
		splits: vec![
			split(platform(), 50_000, OnRefund::Return),
			split(affiliate(), 25_000, OnRefund::Keep),
		]
		.try_into()
		.unwrap(),
		disputes: Some(dispute_rules()),
		reserve: None,
	}
}

/// Builds the world of a test.
pub struct Shop {
	accepted: Vec<Asset>,
	endowments: BTreeMap<(AccountId, Option<u32>), Balance>,
	terms: Terms<AccountId>,
}

impl Default for Shop {
	fn default() -> Self {
		let rich = [
			merchant(),
			merchant_ed(),
			merchant_ec(),
			buyer(),
			payer(),
			stranger(),
			issuer(),
			operator(),
		];
		let mut endowments = BTreeMap::new();
		for who in rich {
			for asset in [None, Some(1), Some(2), Some(3)] {
				endowments.insert((who.clone(), asset), ENDOWMENT);
			}
		}
		for who in [platform(), affiliate(), resolver()] {
			for (asset, least) in [(None, ED), (Some(1), 10), (Some(2), 5), (Some(3), 7)] {
				endowments.insert((who.clone(), asset), least);
			}
		}
		Self { accepted: vec![NATIVE, USD, POINT, RISKY], endowments, terms: default_terms() }
	}
}

impl Shop {
	pub fn accepting(mut self, assets: &[Asset]) -> Self {
		self.accepted = assets.to_vec();
		self
	}

	/// Sets what somebody has of something; zero for no account.
	pub fn endow(mut self, who: AccountId, asset: Asset, amount: Balance) -> Self {
		let asset = match asset {
			Asset::Native => None,
			Asset::WithId(id) => Some(id),
		};
		self.endowments.insert((who, asset), amount);
		self
	}

	/// Somebody with nothing at all.
	pub fn without(mut self, who: AccountId) -> Self {
		self.endowments.retain(|(account, _), _| *account != who);
		self
	}

	/// What the merchant's terms 0 are.
	pub fn terms(mut self, terms: Terms<AccountId>) -> Self {
		self.terms = terms;
		self
	}

	pub fn build(self) -> sp_io::TestExternalities {
		ListenerFails::set(false);
		ListenerCalls::set(0);
		TallyFails::set(false);
		PointPays::set(WORTH);
		let endowed = || self.endowments.iter().filter(|(_, amount)| **amount > 0);
		let storage = RuntimeGenesisConfig {
			balances: pallet_balances::GenesisConfig {
				balances: endowed()
					.filter(|((_, asset), _)| asset.is_none())
					.map(|((who, _), amount)| (who.clone(), *amount))
					.collect(),
				..Default::default()
			},
			assets: pallet_assets::GenesisConfig {
				assets: vec![
					(1, issuer(), true, 10),
					(2, issuer(), false, 5),
					(3, issuer(), true, 7),
				],
				accounts: endowed()
					.filter_map(|((who, asset), amount)| Some(((*asset)?, who.clone(), *amount)))
					.collect(),
				..Default::default()
			},
			souk: pallet_orders::GenesisConfig { accepted_assets: self.accepted },
			..Default::default()
		}
		.build_storage()
		.unwrap();
		let mut ext = sp_io::TestExternalities::new(storage);
		ext.execute_with(|| {
			System::set_block_number(1);
			set_time(T0);
			assert_ok!(Souk::publish_terms(origin(&merchant()), self.terms));
			open_gateway();
			System::reset_events();
		});
		ext
	}

	/// Runs a test, then checks everything that must always hold.
	pub fn build_and_execute(self, test: impl FnOnce()) {
		self.build().execute_with(|| {
			test();
			check_invariants();
		});
	}
}

/// A gateway for yuan and dollars of which two of three keys must vouch. A minor unit takes two of
/// its bond of 100,000.
fn open_gateway() {
	let keys = gateway_keys().try_into().unwrap();
	let name = "Test gateway".try_into().unwrap();
	assert_ok!(Gateways::register(origin(&operator()), name, keys, 2));
	assert_ok!(Gateways::add_bond(origin(&operator()), GATEWAY, BOND));
	let rate = |currency: &str| pallet_gateways::Rate {
		currency: currency.try_into().unwrap(),
		bond_per_unit: sp_runtime::FixedU128::from_u32(2),
	};
	let rates = vec![rate("CNY"), rate("USD")].try_into().unwrap();
	assert_ok!(Gateways::approve(RuntimeOrigin::root(), GATEWAY, rates));
}

/// A gateway of which all these keys must vouch, for the benchmarks.
#[cfg(feature = "runtime-benchmarks")]
pub fn open_another_gateway(keys: Vec<AccountId>) -> (GatewayId, souk_primitives::Currency) {
	let id = pallet_gateways::NextGatewayId::<Test>::get();
	let threshold = keys.len() as u8;
	let bond = Balance::from(u64::MAX);
	pallet_balances::Pallet::<Test>::force_set_balance(RuntimeOrigin::root(), operator(), 2 * bond)
		.unwrap();
	let name = "Another".try_into().unwrap();
	Gateways::register(origin(&operator()), name, keys.try_into().unwrap(), threshold).unwrap();
	Gateways::add_bond(origin(&operator()), id, bond).unwrap();
	let currency = souk_primitives::Currency::try_from("CNY").unwrap();
	let rate = pallet_gateways::Rate {
		currency: currency.clone(),
		bond_per_unit: sp_runtime::FixedU128::from_u32(1),
	};
	Gateways::approve(RuntimeOrigin::root(), id, vec![rate].try_into().unwrap()).unwrap();
	(id, currency)
}

/// The pallet's own checks, and the pot to the last unit.
pub fn check_invariants() {
	assert_ok!(Souk::do_try_state());
	check_pot();
	check_exposure();
}

/// The gateway answers for its open orders, and for nothing else.
fn check_exposure() {
	let open: Balance = Orders::<Test>::iter_values()
		.filter_map(|order| match order.payment {
			Payment::External { exposed, .. } => Some(exposed),
			_ => None,
		})
		.sum();
	assert_eq!(pallet_gateways::Gateways::<Test>::get(GATEWAY).unwrap().exposure, open);
}

/// `pot = float + escrow + bonds + reserves + claims`, of every accepted asset.
pub fn check_pot() {
	let mut owed = BTreeMap::<Asset, Balance>::new();
	for asset in AcceptedAssets::<Test>::iter_keys() {
		owed.insert(asset.clone(), Money::minimum_balance(asset));
	}
	for order in Orders::<Test>::iter_values() {
		if let Payment::Escrow { ledger, .. } = &order.payment {
			let Tender::Asset(asset) = &order.tender else { panic!("escrow of no asset") };
			*owed.get_mut(asset).unwrap() += ledger.open + ledger.withheld + bonds_in(&order.state);
		}
	}
	for (_, asset, reserve) in Reserves::<Test>::iter() {
		*owed.get_mut(&asset).unwrap() += reserve.parts - reserve.drawn;
	}
	for (_, asset, claim) in Claims::<Test>::iter() {
		*owed.get_mut(&asset).unwrap() += claim.amount;
	}
	for (asset, owed) in owed {
		assert_eq!(balance(&asset, &pot()), owed, "the pot of {asset:?}");
	}
}

/// What the sides of a dispute have put up.
fn bonds_in(state: &OrderState<Balance>) -> Balance {
	match state {
		OrderState::Disputed { phase: DisputePhase::Escalated { bond, .. }, .. } => *bond,
		OrderState::Disputed { phase: DisputePhase::Deciding { bond, silent, .. }, .. } => {
			bond * if silent.is_some() { 1 } else { 2 }
		},
		_ => 0,
	}
}

/// The keys that this pallet has in storage, but for its ids and the assets it accepts.
pub fn leftover_keys() -> Vec<Vec<u8>> {
	let mut prefix = sp_io::hashing::twox_128(b"Souk").to_vec();
	let stay: Vec<[u8; 32]> = ["NextTermsId", "NextOrderId", "AcceptedAssets"]
		.iter()
		.map(|item| storage_prefix(b"Souk", item.as_bytes()))
		.collect();
	let version = storage_prefix(b"Souk", b":__STORAGE_VERSION__:");
	let root = prefix.clone();
	let mut left = Vec::new();
	while let Some(key) = sp_io::storage::next_key(&prefix).filter(|key| key.starts_with(&root)) {
		prefix = key.clone();
		if !stay.iter().any(|item| key.starts_with(item)) && !key.starts_with(&version) {
			left.push(key);
		}
	}
	left
}
