//! The pallets whose weights `frame-omni-bencher` can measure on this runtime.

use crate::{
	configs::assets::{AssetId, AssetKind},
	constants::{
		currency::SOUK,
		time::{DAY_MS, HOUR_MS},
	},
	*,
};
use alloc::{format, string::String, vec, vec::Vec};
use codec::Encode;
use frame_benchmarking::{
	baseline::Pallet as Baseline, define_benchmarks, BenchmarkBatch, BenchmarkConfig, BenchmarkList,
};
use frame_support::traits::{
	fungible::Mutate, StorageInfo, StorageInfoTrait, WhitelistedStorageKeys,
};
use frame_system_benchmarking::{
	extensions::Pallet as SystemExtensionsBench, Pallet as SystemBench,
};
use pallet_gateways::Rate;
use souk_primitives::{
	logistics::{Sscc, MAX_PREFIX_DIGITS},
	Assurance, Context, Currency, GatewayId, Identify, MemberId, Moment, Nullifier, OrderId,
	Parties, Points, ProgramId, Tender, TermsId,
};
use sp_consensus_aura::{Slot, AURA_ENGINE_ID};
use sp_core::{crypto::KeyTypeId, sr25519, H256};
use sp_runtime::{
	traits::{One, Zero},
	DigestItem, FixedU128,
};

define_benchmarks!(
	[frame_benchmarking, Baseline::<Runtime>]
	[frame_system, SystemBench::<Runtime>]
	[frame_system_extensions, SystemExtensionsBench::<Runtime>]
	[pallet_timestamp, Timestamp]
	[pallet_balances, Balances]
	[pallet_assets, Assets]
	[pallet_transaction_payment, TransactionPayment]
	[pallet_utility, Utility]
	[pallet_proxy, Proxy]
	[pallet_multisig, Multisig]
	[pallet_preimage, Preimage]
	[pallet_scheduler, Scheduler]
	[pallet_collective, Council]
	[pallet_sudo, Sudo]
	[pallet_safe_mode, SafeMode]
	[pallet_tx_pause, TxPause]
	[pallet_migrations, MultiBlockMigrations]
	[pallet_whitelist, Whitelist]
	[pallet_parameters, Parameters]
	[pallet_orders, Orders]
	[pallet_gateways, Gateways]
	[pallet_carriers, Carriers]
	[pallet_logistics, Logistics]
	[pallet_membership, Membership]
	[pallet_loyalty, Loyalty]
	[pallet_seasons, Seasons]
	[pallet_coalition, Coalition]
	[pallet_coupons, Coupons]
	[pallet_rewards, Rewards]
	[pallet_data_sharing, DataSharing]
);

impl frame_system_benchmarking::Config for Runtime {}
impl frame_benchmarking::baseline::Config for Runtime {}

impl pallet_transaction_payment::BenchmarkConfig for Runtime {
	// Fees go to the block's author, so there has to be one for the transfer to be measured.
	fn setup_benchmark_environment() {
		System::deposit_log(DigestItem::PreRuntime(AURA_ENGINE_ID, Slot::from(0).encode()));
	}
}

/// What the benchmarks of `Orders` need: an asset to pay in, and merchants who sign.
pub struct OrdersHelper;

impl OrdersHelper {
	const ASSET: AssetId = 1_000_000;
	const KEYS: KeyTypeId = KeyTypeId(*b"ofer");

	/// In the keystore of whoever measures. Of the schemes that accounts have, sr25519 takes the
	/// longest to verify.
	fn key(index: u32) -> sr25519::Public {
		let secret = format!("0x{:064x}", u64::from(index).saturating_add(1));
		sp_io::crypto::sr25519_generate(Self::KEYS, Some(secret.into_bytes()))
	}
}

impl pallet_orders::BenchmarkHelper<Runtime> for OrdersHelper {
	fn create_asset() -> AssetKind {
		let owner = frame_benchmarking::account::<AccountId>("issuer", 0, 0);
		let root = RuntimeOrigin::root();
		Assets::force_create(root, Self::ASSET.into(), owner.into(), true, 10)
			.expect("the asset is new and root may create it; qed");
		AssetKind::WithId(Self::ASSET)
	}

	fn signer(index: u32) -> AccountId {
		Self::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		sp_io::crypto::sr25519_sign(Self::KEYS, &Self::key(index), message)
			.expect("the key has just been put into the keystore; qed")
			.into()
	}

	fn gateway(keys: Vec<AccountId>) -> (GatewayId, Currency) {
		let operator = frame_benchmarking::account::<AccountId>("operator", 0, 0);
		let currency = Currency::try_from("CNY").expect("three letters; qed");
		let bond = 1_000_000 * SOUK;
		Balances::mint_into(&operator, 2 * bond).expect("it is no more than there can be; qed");
		let origin = RuntimeOrigin::signed(operator);
		let threshold = keys.len() as u8;
		let keys = keys.try_into().expect("no more than a gateway can have; qed");
		let rate = Rate { currency: currency.clone(), bond_per_unit: FixedU128::one() };
		let rates = vec![rate].try_into().expect("one fits; qed");
		Gateways::register(origin.clone(), Default::default(), keys, threshold)
			.and_then(|_| Gateways::add_bond(origin, GatewayId(0), bond))
			.and_then(|_| Gateways::approve(RuntimeOrigin::root(), GatewayId(0), rates))
			.expect("the operator has enough, and root may; qed");
		(GatewayId(0), currency)
	}

	// Not by way of the pallet, which would tell Aura of a slot that is not this block's.
	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What can be measured.
pub fn metadata(extra: bool) -> (Vec<BenchmarkList>, Vec<StorageInfo>) {
	let mut list = Vec::<BenchmarkList>::new();
	list_benchmarks!(list, extra);
	(list, AllPalletsWithSystem::storage_info())
}

/// Measures.
pub fn dispatch(config: BenchmarkConfig) -> Result<Vec<BenchmarkBatch>, String> {
	let whitelist = AllPalletsWithSystem::whitelisted_storage_keys();
	let mut batches = Vec::<BenchmarkBatch>::new();
	let params = (&config, &whitelist);
	add_benchmarks!(params, batches);
	Ok(batches)
}

impl pallet_gateways::BenchmarkHelper<Runtime> for OrdersHelper {
	fn signer(index: u32) -> AccountId {
		Self::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		<Self as pallet_orders::BenchmarkHelper<Runtime>>::sign(index, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What the benchmarks of `Logistics` need: orders, and carriers whose keys sign.
pub struct LogisticsHelper;

impl LogisticsHelper {
	const PRICE: Balance = SOUK;

	fn order(merchant: &AccountId, buyer: &AccountId) -> OrderId {
		let (seller, payer) =
			(RuntimeOrigin::signed(merchant.clone()), RuntimeOrigin::signed(buyer.clone()));
		let terms = pallet_orders::NextTermsId::<Runtime>::get();
		let order = pallet_orders::NextOrderId::<Runtime>::get();
		// Accepted once; the second time is refused.
		let _ = Orders::accept_asset(seller.clone(), AssetKind::Native);
		let windows = pallet_orders::Windows {
			pay: DAY_MS,
			ship: DAY_MS,
			receive: DAY_MS,
			inspect: DAY_MS,
			answer: DAY_MS,
			send_back: DAY_MS,
			take_back: DAY_MS,
			challenge: DAY_MS,
			extension: DAY_MS,
			record: DAY_MS,
		};
		let rules = pallet_orders::Terms {
			windows,
			cancellation: pallet_orders::Cancellation::BeforeShipping,
			splits: Default::default(),
			disputes: None,
			reserve: None,
		};
		Orders::publish_terms(seller.clone(), rules)
			.and_then(|_| {
				let buyer = Some(buyer.clone());
				let (asset, text) = (AssetKind::Native, Default::default());
				Orders::invoice(seller, buyer, terms, asset, Self::PRICE, text)
			})
			.and_then(|_| Orders::fund(payer, order, Self::PRICE))
			.expect("both have enough, and the order is new; qed");
		order
	}
}

impl pallet_logistics::BenchmarkHelper<Runtime> for LogisticsHelper {
	fn paid_order(merchant: &AccountId, buyer: &AccountId) -> OrderId {
		Self::order(merchant, buyer)
	}

	fn returning_order(merchant: &AccountId, buyer: &AccountId) -> OrderId {
		let order = Self::order(merchant, buyer);
		let kind = pallet_orders::RefundKind::ReturnGoods;
		Orders::ship(
			RuntimeOrigin::signed(merchant.clone()),
			vec![order].try_into().expect("one fits; qed"),
			None,
		)
		.and_then(|_| {
			let buyer = RuntimeOrigin::signed(buyer.clone());
			Orders::request_refund(buyer, order, Self::PRICE, kind, None)
		})
		.and_then(|_| {
			let merchant = RuntimeOrigin::signed(merchant.clone());
			Orders::answer_refund(merchant, order, pallet_orders::Answer::Approve)
		})
		.expect("a paid order can be shipped and returned; qed");
		order
	}

	fn carrier(carrier: &AccountId, key: u32) {
		let scopes = pallet_carriers::Scopes::ALL;
		let origin = RuntimeOrigin::signed(carrier.clone());
		let role = pallet_carriers::Role::Agent;
		let key = OrdersHelper::key(key).into();
		Carriers::register(origin.clone(), Default::default(), 1_000 * SOUK)
			.and_then(|_| Carriers::authorize_key(origin, key, role, scopes, Moment::MAX))
			.expect("the carrier is new and has enough; qed");
	}

	fn own_prefix(owner: &AccountId, sscc: Sscc) {
		let prefix = sscc.prefix(MAX_PREFIX_DIGITS).expect("that is a length of a prefix; qed");
		Carriers::request_prefix(RuntimeOrigin::signed(owner.clone()), prefix)
			.and_then(|_| Carriers::approve_prefix(RuntimeOrigin::root(), owner.clone(), prefix))
			.expect("the prefix is new, and root may; qed");
	}

	fn signer(index: u32) -> AccountId {
		OrdersHelper::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(index, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

impl pallet_membership::BenchmarkHelper<Runtime> for OrdersHelper {
	fn signer(index: u32) -> AccountId {
		Self::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		<Self as pallet_orders::BenchmarkHelper<Runtime>>::sign(index, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What the benchmarks of `Loyalty` need: members, and orders that are settled.
pub struct LoyaltyHelper;

impl LoyaltyHelper {
	/// The key of the issuer who vouches for everybody, and that of the attestors.
	const ISSUER: u32 = 20;
	const ATTESTOR: u32 = 0;
	/// Terms of no merchant, for orders that are only looked at.
	const TERMS: TermsId = TermsId(u64::MAX);
}

impl pallet_loyalty::BenchmarkHelper<Runtime> for LoyaltyHelper {
	fn asset() -> AssetKind {
		AssetKind::WithId(OrdersHelper::ASSET)
	}

	fn enrol(who: &AccountId, context: &Context) {
		let now = pallet_timestamp::Now::<Runtime>::get();
		let operator = frame_benchmarking::account::<AccountId>("issuer", 0, 0);
		for account in [&operator, who] {
			Balances::mint_into(account, 1_000 * SOUK)
				.expect("it is no more than there can be; qed");
		}
		let issuer = pallet_membership::NextIssuerId::<Runtime>::get();
		let signer = AccountId::from(OrdersHelper::key(Self::ISSUER));
		// As large as an issuer can be: it is read whenever somebody earns.
		let mut signers = (1..pallet_membership::MAX_ISSUER_KEYS)
			.map(|n| frame_benchmarking::account::<AccountId>("signer", n, 0))
			.collect::<Vec<_>>();
		signers.push(signer.clone());
		let signers = signers.try_into().expect("as many as there can be; qed");
		let grants = (1..pallet_membership::MAX_GRANTS)
			.map(|n| H256(sp_io::hashing::blake2_256(&n.encode())))
			.chain([*context])
			.map(|context| pallet_membership::Grant { context, assurance: Assurance::Person })
			.collect::<Vec<_>>();
		let grants = grants.try_into().expect("as many as there can be; qed");
		let control = pallet_membership::Control { controller: who.clone(), recovery: None };
		let attestation = pallet_membership::Attestation {
			issuer,
			context: *context,
			nullifier: H256(sp_io::hashing::blake2_256(&who.encode())),
			assurance: Assurance::Person,
			account: who.clone(),
			expires_at: now.saturating_add(DAY_MS),
		};
		let payload = Membership::attestation_payload(&attestation);
		let signature =
			<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(Self::ISSUER, &payload);
		let proof = pallet_membership::Proof { attestation, signer, signature };
		let by = |who: &AccountId| RuntimeOrigin::signed(who.clone());
		Membership::register_issuer(by(&operator), Default::default(), signers)
			.and_then(|_| Membership::admit_issuer(RuntimeOrigin::root(), issuer, grants))
			.and_then(|_| Membership::register(by(who), control, None))
			.and_then(|_| Membership::bind_proof(by(who), proof, None))
			.expect("both have enough, root may, and the person is new; qed");
	}

	// Not by way of the pallet, which would tell `Loyalty` of it before it is measured.
	fn order(id: OrderId, parties: Option<Parties<AccountId>>) {
		let Some(Parties { merchant, buyer, payer }) = parties else {
			return pallet_orders::Orders::<Runtime>::remove(id);
		};
		let windows = pallet_orders::Windows {
			pay: DAY_MS,
			ship: DAY_MS,
			receive: DAY_MS,
			inspect: DAY_MS,
			answer: DAY_MS,
			send_back: DAY_MS,
			take_back: DAY_MS,
			challenge: DAY_MS,
			extension: DAY_MS,
			record: DAY_MS,
		};
		let terms = pallet_orders::PublishedTerms {
			merchant: merchant.clone(),
			terms: pallet_orders::Terms {
				windows,
				cancellation: pallet_orders::Cancellation::BeforeShipping,
				splits: Default::default(),
				disputes: None,
				reserve: None,
			},
			status: pallet_orders::TermsStatus::Active,
			orders: 1,
			deposit: 0,
		};
		pallet_orders::TermsOf::<Runtime>::insert(Self::TERMS, terms);
		let mut ledger = pallet_orders::Ledger::funded(SOUK);
		ledger.capture(SOUK, &[]).expect("it is all there; qed");
		let order = pallet_orders::Order {
			merchant,
			buyer: Some(buyer),
			terms: Self::TERMS,
			tender: Tender::Asset(AssetKind::Native),
			amount: SOUK,
			discount: None,
			reference: Default::default(),
			source: pallet_orders::Source::Invoice,
			payment: pallet_orders::Payment::Escrow { payer, ledger },
			state: pallet_orders::OrderState::Settled { at: 0 },
			tracking: None,
			extensions: Default::default(),
			disputes: Default::default(),
			refund_requests: 0,
			reserve: None,
			deposit: 0,
		};
		pallet_orders::Orders::<Runtime>::insert(id, order);
	}

	fn signer() -> AccountId {
		OrdersHelper::key(Self::ATTESTOR).into()
	}

	fn sign(message: &[u8]) -> Signature {
		<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(Self::ATTESTOR, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

impl pallet_coalition::BenchmarkHelper<AccountId> for LoyaltyHelper {
	fn programs() -> pallet_coalition::BenchmarkPrograms<AccountId> {
		let (from, to, operators, member, points) =
			pallet_loyalty::benchmarking::two_programs::<Runtime>();
		pallet_coalition::BenchmarkPrograms { from, to, operators, member, points }
	}
}

/// What the benchmarks of `Seasons` need: programs with ranked rules, and members.
pub struct SeasonsHelper;

impl SeasonsHelper {
	const CONTEXT: Context = H256::repeat_byte(9);
}

impl pallet_seasons::BenchmarkHelper<Runtime> for SeasonsHelper {
	fn program() -> (AccountId, ProgramId) {
		let now = pallet_timestamp::Now::<Runtime>::get();
		let operator = frame_benchmarking::account::<AccountId>("operator", 0, 0);
		Balances::mint_into(&operator, 100_000 * SOUK)
			.expect("it is no more than there can be; qed");
		let by = || RuntimeOrigin::signed(operator.clone());
		let terms = pallet_loyalty::Terms {
			context: Self::CONTEXT,
			assurance: Assurance::Person,
			epoch: HOUR_MS,
			lifetime: pallet_loyalty::Lifetime::Perpetual,
			notice: 365 * DAY_MS,
			value: Zero::zero(),
			backing: Zero::zero(),
			gifts: 0,
		};
		let rule = pallet_loyalty::Rule {
			trigger: pallet_loyalty::Trigger::CheckIn,
			formula: pallet_loyalty::Formula::Flat(1),
			limits: pallet_loyalty::Limits {
				window: DAY_MS,
				per_subject: Some(Points::MAX),
				overall: None,
				cooldown: 0,
				budget: Points::MAX,
			},
			ranked: true,
			attestors: Default::default(),
		};
		// Rules are in force from the next epoch on.
		pallet_timestamp::Now::<Runtime>::put(now.saturating_sub(2 * HOUR_MS));
		let id = pallet_loyalty::NextProgramId::<Runtime>::get();
		Loyalty::create_program(by(), Default::default(), terms, Default::default(), 0)
			.expect("the operator has enough; qed");
		for _ in 0..pallet_seasons::MAX_RULES {
			Loyalty::add_rule(by(), id, rule.clone()).expect("there is room; qed");
		}
		pallet_timestamp::Now::<Runtime>::put(now);
		(operator, id)
	}

	fn enrol(n: u32, _: ProgramId) -> (AccountId, MemberId, Nullifier) {
		let who = frame_benchmarking::account::<AccountId>("member", n, 0);
		<LoyaltyHelper as pallet_loyalty::BenchmarkHelper<Runtime>>::enrol(&who, &Self::CONTEXT);
		let member = Membership::member(&who).expect("it has just been enrolled; qed");
		let subject = Membership::subject(member, &Self::CONTEXT).expect("the same; qed");
		(who, member, subject)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What the benchmarks of `Coupons` need: a merchant whom a program serves, and members.
pub struct CouponsHelper;

impl pallet_coupons::BenchmarkHelper<Runtime> for CouponsHelper {
	fn asset() -> AssetKind {
		AssetKind::WithId(OrdersHelper::ASSET)
	}

	fn served_merchant() -> (AccountId, Context) {
		let (_, program) = <SeasonsHelper as pallet_seasons::BenchmarkHelper<Runtime>>::program();
		let operator = frame_benchmarking::account::<AccountId>("operator", 0, 0);
		let merchant = frame_benchmarking::account::<AccountId>("merchant", 0, 0);
		Balances::mint_into(&merchant, 1_000 * SOUK).expect("it is no more than there can be; qed");
		Loyalty::invite_merchant(RuntimeOrigin::signed(operator), program, merchant.clone())
			.and_then(|_| Loyalty::join(RuntimeOrigin::signed(merchant.clone()), program))
			.expect("the operator has enough, and the merchant is new; qed");
		(merchant, SeasonsHelper::CONTEXT)
	}

	fn enrol(who: &AccountId, context: &Context) {
		<LoyaltyHelper as pallet_loyalty::BenchmarkHelper<Runtime>>::enrol(who, context);
	}

	fn signer() -> AccountId {
		OrdersHelper::key(0).into()
	}

	fn sign(message: &[u8]) -> Signature {
		<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(0, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What the benchmarks of `Rewards` need: a program, members with points, and a key.
pub struct RewardsHelper;

impl pallet_rewards::BenchmarkHelper<Runtime> for RewardsHelper {
	fn program() -> (ProgramId, AccountId, Context) {
		let (operator, program) =
			<SeasonsHelper as pallet_seasons::BenchmarkHelper<Runtime>>::program();
		Loyalty::set_record_budget(RuntimeOrigin::signed(operator.clone()), program, 1_000 * SOUK)
			.expect("the operator has enough; qed");
		(program, operator, SeasonsHelper::CONTEXT)
	}

	fn enrol(who: &AccountId, context: &Context) {
		<LoyaltyHelper as pallet_loyalty::BenchmarkHelper<Runtime>>::enrol(who, context);
	}

	fn award(program: ProgramId, who: &AccountId, points: Points) {
		// A point for each time.
		for _ in 0..points {
			Loyalty::check_in(RuntimeOrigin::signed(who.clone()), program, 0)
				.expect("it is enrolled, and the rule is in force; qed");
		}
	}

	fn signer() -> AccountId {
		OrdersHelper::key(0).into()
	}

	fn sign(message: &[u8]) -> Signature {
		<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(0, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}
}

/// What the benchmarks of `DataSharing` need: orders whose goods a carrier has.
pub struct DataHelper;

impl pallet_data_sharing::BenchmarkHelper<Runtime> for DataHelper {
	fn signer(index: u32) -> AccountId {
		OrdersHelper::key(index).into()
	}

	fn sign(index: u32, message: &[u8]) -> Signature {
		<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::sign(index, message)
	}

	fn set_time(now: Moment) {
		pallet_timestamp::Now::<Runtime>::put(now);
	}

	fn asset(who: &AccountId) -> AssetKind {
		let asset = AssetKind::WithId(OrdersHelper::ASSET);
		if !pallet_assets::Asset::<Runtime>::contains_key(OrdersHelper::ASSET) {
			<OrdersHelper as pallet_orders::BenchmarkHelper<Runtime>>::create_asset();
		}
		<Assets as frame_support::traits::fungibles::Mutate<AccountId>>::mint_into(
			OrdersHelper::ASSET,
			who,
			1_000_000 * SOUK,
		)
		.expect("it is no more than there can be; qed");
		asset
	}

	fn shipped_order(merchant: &AccountId, buyer: &AccountId, carrier: &AccountId) -> OrderId {
		let order = LogisticsHelper::order(merchant, buyer);
		<LogisticsHelper as pallet_logistics::BenchmarkHelper<Runtime>>::carrier(carrier, 9);
		let shipment = pallet_logistics::NextShipmentId::<Runtime>::get();
		let parcel = pallet_logistics::Parcel {
			sscc: None,
			address: None,
			value: SOUK,
			planned: None,
			limits: Default::default(),
			pages: 1,
		};
		let by = |who: &AccountId| RuntimeOrigin::signed(who.clone());
		let expires_at = pallet_timestamp::Now::<Runtime>::get().saturating_add(DAY_MS);
		Logistics::create_shipment(by(merchant), order, parcel)
			.and_then(|_| {
				let to = carrier.clone();
				Logistics::offer_handover(by(merchant), shipment, to, None, None, expires_at)
			})
			.expect("the order is paid; qed");
		let offer = pallet_logistics::Shipments::<Runtime>::get(shipment)
			.and_then(|shipment| shipment.offer)
			.expect("it has just been offered; qed");
		Logistics::accept_handover(by(carrier), shipment, offer.head, None, None)
			.expect("the carrier has enough of a bond; qed");
		order
	}
}
