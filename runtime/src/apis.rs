//! What the node and clients may ask the runtime.

use crate::{
	configs::assets::AssetKind, genesis_config_presets, AccountId, Aura, Balance, Block, Coupons,
	DataSharing, Executive, Grandpa, InherentDataExt, Logistics, Loyalty, Nonce, Orders, Rewards,
	Runtime, RuntimeCall, RuntimeGenesisConfig, Seasons, SessionKeys, System, TransactionPayment,
	VERSION,
};
use alloc::vec::Vec;
use frame_support::{
	genesis_builder_helper::{build_state, get_preset},
	weights::Weight,
};
use pallet_coupons::{
	runtime_api::{OfferView, VoucherView},
	Batch, Batches,
};
use pallet_data_sharing::runtime_api::{
	AgreementView, AuditEntry, ConsentView, DatasetView, GrantView, KeyView, Page,
};
use pallet_logistics::{Code, Consignment};
use pallet_loyalty::{
	runtime_api::{BalanceView, Ending, LiabilityView, QuoteView, Statement, TierView},
	Claim,
};
use pallet_orders::{
	runtime_api::{OrderView, Quote, TermsView},
	Offer, Role,
};
use pallet_rewards::{runtime_api::RewardPage, Refusal, Reward};
use pallet_seasons::runtime_api::{PlaceView, RankView, ScoreView, SeasonView};
use pallet_transaction_payment::{FeeDetails, RuntimeDispatchInfo};
use souk_primitives::{
	data::{Access, ConsentAct, DatasetId, Denial, Purposes},
	logistics::{Direction, ShipmentView, Sscc, TrackingEvent},
	AgreementId, BatchId, GrantId, Means, MemberId, Moment, Nullifier, OrderId, ProgramId, Receipt,
	RewardId, SeasonId, ShipmentId, Tender, TermsId,
};
use sp_api::impl_runtime_apis;
use sp_consensus_aura::sr25519::AuthorityId as AuraId;
use sp_consensus_grandpa::AuthorityId as GrandpaId;
use sp_core::{crypto::KeyTypeId, OpaqueMetadata, H256};
use sp_genesis_builder::PresetId;
use sp_inherents::{CheckInherentsResult, InherentData};
use sp_runtime::{
	traits::{Block as BlockT, NumberFor},
	transaction_validity::{TransactionSource, TransactionValidity},
	ApplyExtrinsicResult, DispatchError, ExtrinsicInclusionMode,
};
use sp_session::OpaqueGeneratedSessionKeys;
use sp_version::RuntimeVersion;

impl_runtime_apis! {
	impl sp_api::Core<Block> for Runtime {
		fn version() -> RuntimeVersion {
			VERSION
		}

		fn execute_block(block: <Block as BlockT>::LazyBlock) {
			Executive::execute_block(block);
		}

		fn initialize_block(header: &<Block as BlockT>::Header) -> ExtrinsicInclusionMode {
			Executive::initialize_block(header)
		}
	}

	impl sp_api::Metadata<Block> for Runtime {
		fn metadata() -> OpaqueMetadata {
			OpaqueMetadata::new(Runtime::metadata().into())
		}

		fn metadata_at_version(version: u32) -> Option<OpaqueMetadata> {
			Runtime::metadata_at_version(version)
		}

		fn metadata_versions() -> Vec<u32> {
			Runtime::metadata_versions()
		}
	}

	impl frame_support::view_functions::runtime_api::RuntimeViewFunction<Block> for Runtime {
		fn execute_view_function(
			id: frame_support::view_functions::ViewFunctionId,
			input: Vec<u8>,
		) -> Result<Vec<u8>, frame_support::view_functions::ViewFunctionDispatchError> {
			Runtime::execute_view_function(id, input)
		}
	}

	impl sp_block_builder::BlockBuilder<Block> for Runtime {
		fn apply_extrinsic(extrinsic: <Block as BlockT>::Extrinsic) -> ApplyExtrinsicResult {
			Executive::apply_extrinsic(extrinsic)
		}

		fn finalize_block() -> <Block as BlockT>::Header {
			Executive::finalize_block()
		}

		fn inherent_extrinsics(data: InherentData) -> Vec<<Block as BlockT>::Extrinsic> {
			data.create_extrinsics()
		}

		fn check_inherents(
			block: <Block as BlockT>::LazyBlock,
			data: InherentData,
		) -> CheckInherentsResult {
			data.check_extrinsics(&block)
		}
	}

	impl sp_transaction_pool::runtime_api::TaggedTransactionQueue<Block> for Runtime {
		fn validate_transaction(
			source: TransactionSource,
			tx: <Block as BlockT>::Extrinsic,
			block_hash: <Block as BlockT>::Hash,
		) -> TransactionValidity {
			Executive::validate_transaction(source, tx, block_hash)
		}
	}

	impl sp_offchain::OffchainWorkerApi<Block> for Runtime {
		fn offchain_worker(header: &<Block as BlockT>::Header) {
			Executive::offchain_worker(header)
		}
	}

	impl sp_consensus_aura::AuraApi<Block, AuraId> for Runtime {
		fn slot_duration() -> sp_consensus_aura::SlotDuration {
			sp_consensus_aura::SlotDuration::from_millis(Aura::slot_duration())
		}

		fn authorities() -> Vec<AuraId> {
			pallet_aura::Authorities::<Runtime>::get().into_inner()
		}
	}

	impl sp_session::SessionKeys<Block> for Runtime {
		fn generate_session_keys(
			owner: Vec<u8>,
			seed: Option<Vec<u8>>,
		) -> OpaqueGeneratedSessionKeys {
			SessionKeys::generate(&owner, seed).into()
		}

		fn decode_session_keys(encoded: Vec<u8>) -> Option<Vec<(Vec<u8>, KeyTypeId)>> {
			SessionKeys::decode_into_raw_public_keys(&encoded)
		}
	}

	impl sp_consensus_grandpa::GrandpaApi<Block> for Runtime {
		fn grandpa_authorities() -> sp_consensus_grandpa::AuthorityList {
			Grandpa::grandpa_authorities()
		}

		fn current_set_id() -> sp_consensus_grandpa::SetId {
			pallet_grandpa::CurrentSetId::<Runtime>::get()
		}

		// Nothing is at stake for a double vote yet, so none is reported.
		fn submit_report_equivocation_unsigned_extrinsic(
			_equivocation_proof: sp_consensus_grandpa::EquivocationProof<
				<Block as BlockT>::Hash,
				NumberFor<Block>,
			>,
			_key_owner_proof: sp_consensus_grandpa::OpaqueKeyOwnershipProof,
		) -> Option<()> {
			None
		}

		fn generate_key_ownership_proof(
			_set_id: sp_consensus_grandpa::SetId,
			_authority_id: GrandpaId,
		) -> Option<sp_consensus_grandpa::OpaqueKeyOwnershipProof> {
			None
		}
	}

	impl frame_system_rpc_runtime_api::AccountNonceApi<Block, AccountId, Nonce> for Runtime {
		fn account_nonce(account: AccountId) -> Nonce {
			System::account_nonce(account)
		}
	}

	impl pallet_orders::runtime_api::OrdersApi<Block, AccountId, AssetKind, Balance> for Runtime {
		fn order(id: OrderId) -> Option<OrderView<AccountId, AssetKind, Balance>> {
			Orders::view_order(id)
		}

		fn orders_of(
			account: AccountId,
			role: Role,
			cursor: Option<OrderId>,
			limit: u32,
		) -> Vec<OrderId> {
			Orders::list_orders_of(account, role, cursor, limit)
		}

		fn quote(
			offer: Offer<AccountId, AssetKind, Balance>,
		) -> Result<Quote<AccountId, Balance>, DispatchError> {
			Orders::quote(offer)
		}

		fn quote_with_discounts(
			offer: Offer<AccountId, AssetKind, Balance>,
			buyer: AccountId,
			discounts: Vec<Option<Means>>,
		) -> Result<Quote<AccountId, Balance>, DispatchError> {
			Orders::quote_with_discounts(offer, buyer, discounts)
		}

		fn offer_payload(offer: Offer<AccountId, AssetKind, Balance>) -> [u8; 32] {
			Orders::offer_payload(&offer)
		}

		fn receipt_payload(receipt: Receipt<Balance>) -> [u8; 32] {
			Orders::receipt_payload(&receipt)
		}

		fn reserve(merchant: AccountId, asset: AssetKind) -> Balance {
			Orders::reserve_of(merchant, asset)
		}

		fn refund_debts(
			merchant: AccountId,
			asset: AssetKind,
		) -> Vec<(OrderId, AccountId, Balance)> {
			Orders::list_refund_debts(merchant, asset)
		}

		fn due(limit: u32) -> Vec<(Moment, OrderId)> {
			Orders::list_due(limit)
		}

		fn terms(id: TermsId) -> Option<TermsView<AccountId>> {
			Orders::view_terms(id)
		}

		fn claims(account: AccountId) -> Vec<(AssetKind, Balance)> {
			Orders::list_claims(account)
		}
	}

	impl pallet_logistics::runtime_api::LogisticsApi<Block, AccountId, Balance> for Runtime {
		fn shipment(id: ShipmentId) -> Option<ShipmentView<AccountId, Balance>> {
			Logistics::view(id)
		}

		fn by_sscc(sscc: Sscc) -> Option<ShipmentId> {
			Logistics::find_sscc(sscc)
		}

		fn by_order(order: OrderId, direction: Direction) -> Option<Consignment> {
			Logistics::find_order(order, direction)
		}

		fn by_carrier_ref(carrier: AccountId, code: Code) -> Option<ShipmentId> {
			Logistics::find_code(carrier, code)
		}

		fn history(
			id: ShipmentId,
			from: u32,
			limit: u32,
		) -> Vec<(u32, TrackingEvent<AccountId>)> {
			Logistics::entries(id, from, limit)
		}

		fn trace_parents(id: ShipmentId) -> Vec<ShipmentView<AccountId, Balance>> {
			Logistics::parents(id)
		}

		fn contents(id: ShipmentId) -> Vec<ShipmentId> {
			Logistics::contents_of(id)
		}

		fn verify_entry(
			id: ShipmentId,
			seq: u32,
			entry: TrackingEvent<AccountId>,
			path: Vec<H256>,
		) -> bool {
			Logistics::verify(id, seq, entry, path)
		}

		fn due(limit: u32) -> Vec<ShipmentId> {
			Logistics::due_now(limit)
		}
	}

	impl pallet_seasons::runtime_api::SeasonsApi<Block, AccountId, Balance> for Runtime {
		fn board(season: SeasonId) -> Vec<PlaceView<Balance>> {
			Seasons::view_board(season)
		}

		fn rank(season: SeasonId, member: MemberId) -> RankView {
			Seasons::view_rank(season, member)
		}

		fn season(season: SeasonId) -> Option<SeasonView<AccountId, Balance>> {
			Seasons::view_season(season)
		}

		fn score(season: SeasonId, member: MemberId) -> Option<ScoreView> {
			Seasons::view_score(season, member)
		}
	}

	impl pallet_loyalty::runtime_api::LoyaltyApi<Block, AccountId, AssetKind, Balance> for Runtime {
		fn balance(program: ProgramId, member: MemberId) -> BalanceView {
			Loyalty::view_balance(program, member)
		}

		fn expiring(program: ProgramId, member: MemberId) -> Vec<Ending> {
			Loyalty::view_expiring(program, member)
		}

		fn liability(program: ProgramId) -> Option<LiabilityView<Balance>> {
			Loyalty::view_liability(program)
		}

		fn quote(
			merchant: AccountId,
			buyer: AccountId,
			tender: Tender<AssetKind>,
			amount: Balance,
		) -> Option<QuoteView<Balance>> {
			Loyalty::view_quote(merchant, buyer, tender, amount)
		}

		fn tier(program: ProgramId, member: MemberId) -> Option<TierView> {
			Loyalty::view_tier(program, member)
		}

		fn statement(
			program: ProgramId,
			member: MemberId,
			from: OrderId,
			limit: u32,
		) -> Statement<AccountId, Balance> {
			Loyalty::view_statement(program, member, from, limit)
		}

		fn claim_payload(claim: Claim) -> [u8; 32] {
			Loyalty::claim_payload(&claim)
		}
	}

	impl pallet_data_sharing::runtime_api::DataSharingApi<Block, AccountId, AssetKind, Balance>
		for Runtime
	{
		fn check_access(
			dataset: DatasetId,
			who: AccountId,
			purpose: Purposes,
		) -> Result<Access, Denial> {
			DataSharing::check_access(dataset, who, purpose)
		}

		fn check_access_many(
			questions: Vec<(DatasetId, AccountId, Purposes)>,
		) -> Vec<Result<Access, Denial>> {
			DataSharing::check_access_many(questions)
		}

		fn dataset(dataset: DatasetId) -> Option<DatasetView<AccountId>> {
			DataSharing::dataset_view(dataset)
		}

		fn agreement(
			agreement: AgreementId,
		) -> Option<AgreementView<AccountId, AssetKind, Balance>> {
			DataSharing::agreement_view(agreement)
		}

		fn consent(dataset: DatasetId, agreement: AgreementId) -> Option<ConsentView<AccountId>> {
			DataSharing::consent_view(dataset, agreement)
		}

		fn grant(grant: GrantId) -> Option<GrantView<AccountId>> {
			DataSharing::grant_view(grant)
		}

		fn keys_of(who: AccountId, from: u32, limit: u32) -> Page<KeyView, u32> {
			DataSharing::keys_of(who, from, limit)
		}

		fn grants_of(
			who: AccountId,
			after: Option<DatasetId>,
			limit: u32,
		) -> Page<GrantView<AccountId>, DatasetId> {
			DataSharing::grants_of(who, after, limit)
		}

		fn envelopes_of(
			dataset: DatasetId,
			after: Option<GrantId>,
			limit: u32,
		) -> Page<GrantView<AccountId>, GrantId> {
			DataSharing::envelopes_of(dataset, after, limit)
		}

		fn audit_export(
			dataset: DatasetId,
			after: Option<GrantId>,
			limit: u32,
		) -> Page<AuditEntry<AccountId, AssetKind, Balance>, GrantId> {
			DataSharing::audit_export(dataset, after, limit)
		}

		fn consent_payload(
			subject: AccountId,
			dataset: DatasetId,
			agreement: AgreementId,
			terms_hash: H256,
			act: ConsentAct,
			deadline: Moment,
		) -> [u8; 32] {
			DataSharing::consent_payload(subject, dataset, agreement, terms_hash, act, deadline)
		}
	}

	impl pallet_coupons::runtime_api::CouponsApi<Block, AccountId, AssetKind, Balance> for Runtime {
		fn batch(batch: BatchId) -> Option<Batch<AccountId, AssetKind, Balance>> {
			Batches::<Runtime>::get(batch)
		}

		fn is_spent(batch: BatchId, index: u32) -> Option<bool> {
			Coupons::view_is_spent(batch, index)
		}

		fn vouchers(merchant: AccountId, holder: AccountId) -> Vec<VoucherView<AssetKind, Balance>> {
			Coupons::view_vouchers(merchant, holder)
		}

		fn offer(
			merchant: AccountId,
			buyer: AccountId,
			tender: Tender<AssetKind>,
			amount: Balance,
		) -> Option<OfferView<Balance>> {
			Coupons::view_offer(merchant, buyer, tender, amount)
		}

		fn claim_payload(batch: BatchId, index: u32, claimant: AccountId) -> [u8; 32] {
			Coupons::claim_payload(batch, index, claimant)
		}
	}

	impl pallet_rewards::runtime_api::RewardsApi<Block, AccountId, Balance> for Runtime {
		fn reward(reward: RewardId) -> Option<Reward<AccountId, Balance>> {
			pallet_rewards::Rewards::<Runtime>::get(reward)
		}

		fn rewards_of(
			program: ProgramId,
			from: RewardId,
			limit: u32,
		) -> RewardPage<AccountId, Balance> {
			Rewards::view_rewards_of(program, from, limit)
		}

		fn may_claim(reward: RewardId, who: AccountId) -> Result<(), Refusal> {
			Rewards::view_may_claim(reward, &who)
		}

		fn till(reward: RewardId) -> AccountId {
			Rewards::till_account(reward)
		}

		fn claim_payload(reward: RewardId, subject: Nullifier, deadline: Moment) -> [u8; 32] {
			Rewards::claim_payload(reward, subject, deadline)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentApi<Block, Balance> for Runtime {
		fn query_info(
			uxt: <Block as BlockT>::Extrinsic,
			len: u32,
		) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_info(uxt, len)
		}

		fn query_fee_details(uxt: <Block as BlockT>::Extrinsic, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_fee_details(uxt, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl pallet_transaction_payment_rpc_runtime_api::TransactionPaymentCallApi<Block, Balance, RuntimeCall>
		for Runtime
	{
		fn query_call_info(call: RuntimeCall, len: u32) -> RuntimeDispatchInfo<Balance> {
			TransactionPayment::query_call_info(call, len)
		}

		fn query_call_fee_details(call: RuntimeCall, len: u32) -> FeeDetails<Balance> {
			TransactionPayment::query_call_fee_details(call, len)
		}

		fn query_weight_to_fee(weight: Weight) -> Balance {
			TransactionPayment::weight_to_fee(weight)
		}

		fn query_length_to_fee(length: u32) -> Balance {
			TransactionPayment::length_to_fee(length)
		}
	}

	impl sp_genesis_builder::GenesisBuilder<Block> for Runtime {
		fn build_state(config: Vec<u8>) -> sp_genesis_builder::Result {
			build_state::<RuntimeGenesisConfig>(config)
		}

		fn get_preset(id: &Option<PresetId>) -> Option<Vec<u8>> {
			get_preset::<RuntimeGenesisConfig>(id, genesis_config_presets::get_preset)
		}

		fn preset_names() -> Vec<PresetId> {
			genesis_config_presets::preset_names()
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	impl frame_benchmarking::Benchmark<Block> for Runtime {
		fn benchmark_metadata(extra: bool) -> (
			Vec<frame_benchmarking::BenchmarkList>,
			Vec<frame_support::traits::StorageInfo>,
		) {
			crate::benchmarks::metadata(extra)
		}

		fn dispatch_benchmark(
			config: frame_benchmarking::BenchmarkConfig,
		) -> Result<Vec<frame_benchmarking::BenchmarkBatch>, alloc::string::String> {
			crate::benchmarks::dispatch(config)
		}
	}

	#[cfg(feature = "try-runtime")]
	impl frame_try_runtime::TryRuntime<Block> for Runtime {
		fn on_runtime_upgrade(checks: frame_try_runtime::UpgradeCheckSelect) -> (Weight, Weight) {
			let weight = Executive::try_runtime_upgrade(checks)
				.expect("a failing check must stop the tool that asked for it; qed");
			(weight, crate::configs::system::MAXIMUM_BLOCK_WEIGHT)
		}

		fn execute_block(
			block: <Block as BlockT>::LazyBlock,
			state_root_check: bool,
			signature_check: bool,
			select: frame_try_runtime::TryStateSelect,
		) -> Weight {
			Executive::try_execute_block(block, state_root_check, signature_check, select)
				.expect("a failing check must stop the tool that asked for it; qed")
		}
	}
}
