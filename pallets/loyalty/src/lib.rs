#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]

extern crate alloc;

pub use pallet::*;
pub use weights::WeightInfo;

#[cfg(feature = "runtime-benchmarks")]
pub mod benchmarking;
#[cfg(feature = "runtime-benchmarks")]
pub use benchmarking::BenchmarkHelper;
#[cfg(test)]
mod mock;
#[cfg(test)]
mod tests;

mod backing;
mod book;
mod discounts;
mod earning;
mod errors;
mod events;
mod exchange;
mod gifts;
mod halts;
mod inspect;
mod merchants;
mod pools;
mod programs;
mod purchases;
mod records;
mod ring;
mod rules;
pub mod runtime_api;
mod spend;
mod statement;
mod tiers;
#[cfg(any(feature = "try-runtime", test))]
mod try_state;
mod types;
mod views;
pub mod weights;
mod work;

pub use book::*;
pub use halts::*;
pub use ring::*;
pub use statement::MAX_STATEMENT;
pub use types::*;

use frame_support::{pallet_macros::import_section, traits::fungible};
use souk_primitives::OrderNotice;

/// The log target of this pallet.
pub const LOG_TARGET: &str = "runtime::loyalty";

/// An account.
pub type AccountIdOf<T> = <T as frame_system::Config>::AccountId;
/// An amount, of the native token or of an asset.
pub type BalanceOf<T> = <<T as Config>::Currency as fungible::Inspect<AccountIdOf<T>>>::Balance;
/// A program on record.
pub type ProgramOf<T> = Program<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
/// What a program owes.
pub type LedgerOf<T> = Ledger<BalanceOf<T>>;
/// A rule.
pub type RuleOf<T> = Rule<AccountIdOf<T>, <T as Config>::AssetKind>;
/// A rule on record.
pub type RuleRecordOf<T> = RuleRecord<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;
/// What a member has in a program.
pub type AccountOf<T> = Account<AccountIdOf<T>, BalanceOf<T>>;
/// How far a person's limit is used.
pub type SubjectTallyOf<T> = SubjectTally<AccountIdOf<T>, BalanceOf<T>>;
/// A claim that was accepted.
pub type SeenClaimOf<T> = SeenClaim<AccountIdOf<T>, BalanceOf<T>>;
/// The points of a purchase.
pub type EarningOf<T> = Earning<AccountIdOf<T>, BalanceOf<T>>;
/// Points that pay for a part of an order.
pub type SpendingOf<T> = Spending<AccountIdOf<T>, BalanceOf<T>>;
/// Points that several members have together.
pub type PoolOf<T> = Pool<AccountIdOf<T>, BalanceOf<T>>;
/// What somebody has put up for a record.
pub type DepositOf<T> = Deposit<AccountIdOf<T>, BalanceOf<T>>;
/// A merchant that a program serves, or would.
pub type EnrolmentOf<T> = Enrolment<BalanceOf<T>>;
/// What happened to an order.
pub type NoticeOf<T> = OrderNotice<AccountIdOf<T>, <T as Config>::AssetKind, BalanceOf<T>>;

#[allow(missing_docs)] // Documented above; this is about what the macros generate.
#[import_section(events::events)]
#[import_section(errors::errors)]
#[frame_support::pallet]
pub mod pallet {
	use super::*;
	use frame_support::{
		dispatch::DispatchErrorWithPostInfo,
		pallet_prelude::*,
		traits::{Footprint, UnixTime},
	};
	use frame_system::pallet_prelude::*;
	use souk_primitives::{
		Identify, MemberId, Moment, Nullifier, OrderAccounts, OrderId, OrderInspect, Points,
		PointsObserver, ProgramId, RankedPoints, RuleId,
	};
	use sp_core::H256;
	use sp_runtime::traits::{Convert, IdentifyAccount, Verify};

	/// How often the opening of a pool asks who is who.
	const MEMBERS_OF_POOL: u64 = MAX_INVITED as u64 + 1;

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config<Hash = H256> {
		/// Measured weights.
		type WeightInfo: WeightInfo;

		/// The runtime's reasons for holding the native token.
		type RuntimeHoldReason: From<HoldReason>;

		/// The name of an asset that orders can be paid in, the native token included.
		type AssetKind: Parameter + Member + MaxEncodedLen;

		/// The native token, for backing and deposits.
		type Currency: fungible::MutateHold<
			Self::AccountId,
			Reason = Self::RuntimeHoldReason,
			Balance: MaxEncodedLen,
		>;

		/// Wall-clock time.
		type Clock: UnixTime;

		/// Who is who.
		type Members: Identify<Self::AccountId>;

		/// Reads orders: those that are reviewed, and those that are told of late.
		type Orders: OrderInspect<Self::AccountId> + OrderAccounts<BalanceOf<Self>>;

		/// Who listens to the points of ranked rules; `()` if nobody does.
		type Observer: PointsObserver<Self::AccountId>;

		/// An attestor's signature of a claim.
		type Signature: Verify<Signer = Self::Signer> + Parameter;

		/// The public key that made it.
		type Signer: IdentifyAccount<AccountId = Self::AccountId>;

		/// The price of storage.
		type StoragePrice: Convert<Footprint, BalanceOf<Self>>;

		/// The shortest that an epoch can be, in milliseconds: what changes with the next one is seen coming.
		type MinEpoch: Get<Moment>;

		/// The shortest notice that a program can give of its end, in milliseconds.
		#[pallet::constant]
		type MinNotice: Get<Moment>;

		/// The most merchants that a program can invite and serve.
		#[pallet::constant]
		type MaxMerchants: Get<u32>;

		/// Who says that the chain stood still, and for how long.
		type HaltOrigin: EnsureOrigin<Self::RuntimeOrigin>;

		/// Makes members, orders and claims for the benchmarks.
		#[cfg(feature = "runtime-benchmarks")]
		type BenchmarkHelper: BenchmarkHelper<Self>;
	}

	/// Why native tokens are held.
	#[pallet::composite_enum]
	pub enum HoldReason {
		/// For what points are worth.
		#[codec(index = 0)]
		Backing,
		/// For a program, its rules and its merchants on record.
		#[codec(index = 1)]
		Program,
		/// For records about members.
		#[codec(index = 2)]
		Records,
	}

	/// The id that the next program gets.
	#[pallet::storage]
	pub type NextProgramId<T> = StorageValue<_, ProgramId, ValueQuery>;

	/// Programs on record.
	#[pallet::storage]
	pub type Programs<T: Config> = StorageMap<_, Twox64Concat, ProgramId, ProgramOf<T>>;

	/// What programs owe. Apart from the programs: it changes with every point.
	#[pallet::storage]
	pub type Ledgers<T: Config> = StorageMap<_, Twox64Concat, ProgramId, LedgerOf<T>>;

	/// Rules on record.
	#[pallet::storage]
	pub type Rules<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Twox64Concat, RuleId, RuleRecordOf<T>>;

	/// The rule for purchases in a unit, so that a purchase finds it at once.
	#[pallet::storage]
	pub type PurchaseRules<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Blake2_128Concat, Unit<T::AssetKind>, RuleId>;

	/// Merchants that programs have invited.
	#[pallet::storage]
	pub type Merchants<T: Config> = StorageDoubleMap<
		_,
		Twox64Concat,
		ProgramId,
		Blake2_128Concat,
		T::AccountId,
		EnrolmentOf<T>,
	>;

	/// The program that serves a merchant: the one that it joined.
	#[pallet::storage]
	pub type ServedBy<T: Config> = StorageMap<_, Blake2_128Concat, T::AccountId, ProgramId>;

	/// What members have.
	#[pallet::storage]
	pub type Accounts<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Twox64Concat, MemberId, AccountOf<T>>;

	/// How far people's limits are used. By the person and not by the member, so that nobody starts
	/// again by becoming another member.
	#[pallet::storage]
	pub type Tallies<T: Config> = StorageNMap<
		_,
		(
			NMapKey<Twox64Concat, ProgramId>,
			NMapKey<Twox64Concat, Capped>,
			// An issuer chooses it: not every one of them computes it as it should.
			NMapKey<Blake2_128Concat, Nullifier>,
		),
		SubjectTallyOf<T>,
	>;

	/// Claims that were accepted, by what makes them one and the same.
	#[pallet::storage]
	pub type Claims<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Identity, H256, SeenClaimOf<T>>;

	/// The points of purchases, as long as their orders are on record.
	#[pallet::storage]
	pub type Earnings<T: Config> = StorageMap<_, Twox64Concat, OrderId, EarningOf<T>>;

	/// Points that pay for a part of an order, as long as that is on record.
	#[pallet::storage]
	pub type Spendings<T: Config> = StorageMap<_, Twox64Concat, OrderId, SpendingOf<T>>;

	/// The number that the next pool gets.
	#[pallet::storage]
	pub type NextPoolId<T> = StorageValue<_, PoolId, ValueQuery>;

	/// What members have together.
	#[pallet::storage]
	pub type Pools<T: Config> =
		StorageDoubleMap<_, Twox64Concat, ProgramId, Twox64Concat, PoolId, PoolOf<T>>;

	/// The halts of the chain that points were made up for.
	#[pallet::storage]
	pub type Halted<T> = StorageValue<_, Halts, ValueQuery>;

	#[pallet::extra_constants]
	impl<T: Config> Pallet<T> {
		/// The most epochs that points can live for.
		fn max_lifetime() -> u32 {
			MAX_WIDTH
		}

		/// The most rules that a program can have on record.
		fn max_rules() -> u32 {
			MAX_RULES
		}

		/// The most tiers of a program.
		fn max_levels() -> u32 {
			MAX_LEVELS
		}

		/// The longest qualification period, in epochs.
		fn max_period() -> u32 {
			MAX_PERIOD
		}

		/// The most members that can be invited when a pool is opened.
		fn max_invited() -> u32 {
			MAX_INVITED
		}

		/// The longest halt that can be made up for at once, in milliseconds.
		fn max_halt() -> Moment {
			MAX_HALT
		}

		/// The most records that one call can remove.
		fn max_pruned() -> u32 {
			MAX_PRUNED
		}
	}

	#[pallet::hooks]
	impl<T: Config> Hooks<BlockNumberFor<T>> for Pallet<T> {
		fn integrity_test() {
			Self::check_config();
		}

		#[cfg(feature = "try-runtime")]
		fn try_state(_: BlockNumberFor<T>) -> Result<(), sp_runtime::TryRuntimeError> {
			Self::do_try_state()
		}
	}

	#[pallet::call(weight = T::WeightInfo)]
	impl<T: Config> Pallet<T> {
		/// Puts a program on record, with the caller as its operator. A deposit is held.
		#[pallet::call_index(0)]
		pub fn create_program(
			origin: OriginFor<T>,
			name: Name,
			terms: Terms,
			redemption: Redemption<T::AssetKind>,
			record_budget: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_create_program(operator, name, terms, redemption, record_budget)
		}

		/// Adds a rule to the caller's program, in force from the next epoch on. A deposit is held.
		#[pallet::call_index(1)]
		pub fn add_rule(
			origin: OriginFor<T>,
			program: ProgramId,
			rule: RuleOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_add_rule(operator, program, rule)
		}

		/// Changes a rule of the caller's program from the next epoch on.
		#[pallet::call_index(2)]
		pub fn edit_rule(
			origin: OriginFor<T>,
			program: ProgramId,
			id: RuleId,
			rule: RuleOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_edit_rule(operator, program, id, rule)
		}

		/// Takes a rule of the caller's program out of force from the next epoch on.
		#[pallet::call_index(3)]
		pub fn retire_rule(
			origin: OriginFor<T>,
			program: ProgramId,
			rule: RuleId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_retire_rule(operator, program, rule)
		}

		/// Removes a rule of the caller's program that is not in force, and returns its deposit.
		#[pallet::call_index(4)]
		pub fn remove_rule(
			origin: OriginFor<T>,
			program: ProgramId,
			rule: RuleId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_remove_rule(operator, program, rule)
		}

		/// Stops the caller's program from awarding points at once. They can still be spent.
		#[pallet::call_index(5)]
		pub fn pause(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_pause(operator, program)
		}

		/// Lets the caller's program award points again.
		#[pallet::call_index(6)]
		pub fn resume(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_resume(operator, program)
		}

		/// Announces the end of the caller's program, and stops it from awarding points.
		///
		/// Points can be spent until then: for as long as the program's terms promised.
		#[pallet::call_index(7)]
		pub fn wind_down(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_wind_down(operator, program)
		}

		/// Closes a program whose announced end has come. Its points are void.
		#[pallet::call_index(8)]
		pub fn close_program(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_close_program(program)
		}

		/// Takes the caller's closed program off the record, and returns what is held for it.
		#[pallet::call_index(9)]
		pub fn remove_program(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_remove_program(operator, program)
		}

		/// Sets how much is held at most for records about the members of the caller's program.
		#[pallet::call_index(10)]
		pub fn set_record_budget(
			origin: OriginFor<T>,
			program: ProgramId,
			budget: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_set_record_budget(operator, program, budget)
		}

		/// Changes what points of the caller's program buy, from the next epoch on.
		#[pallet::call_index(11)]
		pub fn set_redemption(
			origin: OriginFor<T>,
			program: ProgramId,
			redemption: Redemption<T::AssetKind>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_set_redemption(operator, program, redemption)
		}

		/// Lets a merchant join the caller's program. A deposit is held.
		#[pallet::call_index(12)]
		pub fn invite_merchant(
			origin: OriginFor<T>,
			program: ProgramId,
			merchant: T::AccountId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_invite_merchant(operator, program, merchant)
		}

		/// Has a program that invited the caller serve the caller's orders.
		#[pallet::call_index(13)]
		pub fn join(origin: OriginFor<T>, program: ProgramId) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_join(merchant, program)
		}

		/// Ends that a program serves the caller's orders. What is open with it goes on.
		#[pallet::call_index(14)]
		pub fn leave(origin: OriginFor<T>) -> DispatchResult {
			let merchant = ensure_signed(origin)?;
			Self::do_leave(merchant)
		}

		/// Ends that the caller's program invites or serves a merchant, and returns the deposit.
		#[pallet::call_index(15)]
		pub fn remove_merchant(
			origin: OriginFor<T>,
			program: ProgramId,
			merchant: T::AccountId,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_remove_merchant(operator, program, merchant)
		}

		/// Earns the caller what a program awards for being there.
		///
		/// Costs least when it is routine: the person was there before, what is on hold is enough
		/// (`set_float`), and nothing in the program has just expired.
		#[pallet::call_index(16)]
		#[pallet::weight(
			T::WeightInfo::check_in()
				.max(T::WeightInfo::check_in_again())
				.saturating_add(T::Observer::weight())
		)]
		pub fn check_in(
			origin: OriginFor<T>,
			program: ProgramId,
			rule: RuleId,
		) -> DispatchResultWithPostInfo {
			let who = ensure_signed(origin)?;
			match Self::do_check_in(who, program, rule) {
				Ok(weight) => Ok(Some(weight).into()),
				// Nobody was told.
				Err(error) => {
					let post_info = Some(T::WeightInfo::check_in()).into();
					Err(DispatchErrorWithPostInfo { post_info, error })
				},
			}
		}

		/// Earns the caller what a program awards for something that an attestor signed for.
		#[pallet::call_index(17)]
		#[pallet::weight(
			T::WeightInfo::claim_task()
				.max(T::WeightInfo::claim_referral())
				.saturating_add(T::Observer::weight())
		)]
		pub fn claim_task(
			origin: OriginFor<T>,
			claim: Claim,
			attestor: T::AccountId,
			signature: T::Signature,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_claim_task(who, claim, attestor, signature)
		}

		/// Gives points of the caller to another member. They end when they would have ended before.
		///
		/// If the receiver has no record in the program, a deposit for one is held from the caller
		/// until the receiver has nothing.
		#[pallet::call_index(18)]
		#[pallet::weight(
			T::WeightInfo::gift().saturating_add(T::Members::weight().saturating_mul(2))
		)]
		pub fn gift(
			origin: OriginFor<T>,
			program: ProgramId,
			to: T::AccountId,
			points: Points,
		) -> DispatchResult {
			let from = ensure_signed(origin)?;
			Self::do_gift(from, program, to, points)
		}

		/// Removes records that are of no use any more, and returns their deposits.
		///
		/// What has expired in the program is taken off its books, too. Free of charge if any record
		/// was removed or anything had expired.
		#[pallet::call_index(19)]
		#[pallet::weight(T::WeightInfo::prune(records.len() as u32))]
		pub fn prune(
			origin: OriginFor<T>,
			program: ProgramId,
			records: BoundedVec<Stale, ConstU32<MAX_PRUNED>>,
		) -> DispatchResultWithPostInfo {
			ensure_signed(origin)?;
			Self::do_prune(program, records)?;
			Ok(Pays::No.into())
		}

		/// Pays a merchant what it is owed for the points that were spent on an order.
		#[pallet::call_index(20)]
		pub fn collect(origin: OriginFor<T>, order: OrderId) -> DispatchResult {
			ensure_signed(origin)?;
			Self::do_collect(order)
		}

		/// Sets the tiers of the caller's program from the next qualification period on, or ends them.
		#[pallet::call_index(21)]
		pub fn set_tiers(
			origin: OriginFor<T>,
			program: ProgramId,
			ladder: Option<Ladder>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_set_tiers(operator, program, ladder)
		}

		/// Lets all points of all programs live for longer, by as much as the chain stood still.
		///
		/// Both times are milliseconds since the Unix epoch. No time is made up for twice.
		#[pallet::call_index(22)]
		pub fn extend_expiry(origin: OriginFor<T>, from: Moment, until: Moment) -> DispatchResult {
			T::HaltOrigin::ensure_origin(origin)?;
			Self::do_extend_expiry(from, until)
		}

		/// Opens a pool in which the caller and those who are invited can have points together.
		///
		/// Everybody in it can take out all that is in it. A deposit is held until it is dissolved.
		#[pallet::call_index(23)]
		#[pallet::weight(
			T::WeightInfo::open_pool(invited.len() as u32)
				.saturating_add(T::Members::weight().saturating_mul(MEMBERS_OF_POOL))
		)]
		pub fn open_pool(
			origin: OriginFor<T>,
			program: ProgramId,
			invited: BoundedVec<T::AccountId, ConstU32<MAX_INVITED>>,
		) -> DispatchResult {
			let founder = ensure_signed(origin)?;
			Self::do_open_pool(founder, program, invited)
		}

		/// Lets the caller into a pool that it is invited to.
		#[pallet::call_index(24)]
		#[pallet::weight(
			T::WeightInfo::join_pool().saturating_add(T::Members::weight())
		)]
		pub fn join_pool(origin: OriginFor<T>, program: ProgramId, pool: PoolId) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_join_pool(who, program, pool)
		}

		/// Puts points of the caller into a pool that it is in. They count as given away.
		#[pallet::call_index(25)]
		#[pallet::weight(
			T::WeightInfo::contribute().saturating_add(T::Members::weight())
		)]
		pub fn contribute(
			origin: OriginFor<T>,
			program: ProgramId,
			pool: PoolId,
			points: Points,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_contribute(who, program, pool, points)
		}

		/// Takes points out of a pool that the caller is in, for itself.
		#[pallet::call_index(26)]
		#[pallet::weight(T::WeightInfo::draw().saturating_add(T::Members::weight()))]
		pub fn draw(
			origin: OriginFor<T>,
			program: ProgramId,
			pool: PoolId,
			points: Points,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_draw(who, program, pool, points)
		}

		/// Takes the caller out of a pool, or off the list of those who are invited. The last one takes
		/// what is left in it.
		#[pallet::call_index(27)]
		#[pallet::weight(T::WeightInfo::leave_pool().saturating_add(T::Members::weight()))]
		pub fn leave_pool(
			origin: OriginFor<T>,
			program: ProgramId,
			pool: PoolId,
		) -> DispatchResult {
			let who = ensure_signed(origin)?;
			Self::do_leave_pool(who, program, pool)
		}

		/// Sets how much more than points need is put on hold from the caller for its program, in minor
		/// units of the native token, and puts it there.
		///
		/// Awards then use it up and move no money until it is gone, and spending frees as much again
		/// before any is returned. Nothing at first: every award moves what it needs.
		#[pallet::call_index(28)]
		pub fn set_float(
			origin: OriginFor<T>,
			program: ProgramId,
			float: BalanceOf<T>,
		) -> DispatchResult {
			let operator = ensure_signed(origin)?;
			Self::do_set_float(operator, program, float)
		}
	}
}
