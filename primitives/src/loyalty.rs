//! Points as other pallets see them.

use crate::{Assurance, Context, Means, MemberId, Moment, Nullifier, OrderId, ProgramId, Tender};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_core::H256;
use sp_runtime::{DispatchError, DispatchResult, FixedU128};

/// A number of points.
pub type Points = u128;

/// A rule of a program: they are numbered from 0 in each.
pub type RuleId = u32;

/// Points that a ranked rule awarded to a person, once nothing is open about them.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct RankedPoints<AccountId> {
	/// Whose points they are: the program's.
	pub program: ProgramId,
	/// The rule that awarded them.
	pub rule: RuleId,
	/// Who got them.
	pub member: MemberId,
	/// Which person that is in the program's context: caps are counted by it.
	pub subject: Nullifier,
	/// How many.
	pub points: Points,
	/// The purchase that they are for, with its merchant; `None` if they are for something else.
	pub purchase: Option<(OrderId, AccountId)>,
}

/// Listens to the points of ranked rules: leaderboards.
///
/// A listener cannot stop an award: it is called in a storage layer of its own, and an error undoes
/// only what the listener did.
pub trait PointsObserver<AccountId> {
	/// The points are the member's. Points of a purchase are once the order is settled.
	fn settled(points: &RankedPoints<AccountId>) -> DispatchResult;

	/// So many of the points that were settled are taken back, because the purchase was refunded.
	fn revoked(points: &RankedPoints<AccountId>) -> DispatchResult;

	/// The most that either of these costs.
	fn weight() -> Weight;
}

impl<AccountId> PointsObserver<AccountId> for () {
	fn settled(_: &RankedPoints<AccountId>) -> DispatchResult {
		Ok(())
	}

	fn revoked(_: &RankedPoints<AccountId>) -> DispatchResult {
		Ok(())
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// What other pallets ask about a program: those of leaderboards, coupons and rewards.
pub trait ProgramInspect<AccountId> {
	/// Who runs it; `None` if there is no such program, or it has closed.
	fn operator(program: ProgramId) -> Option<AccountId>;

	/// Where its members count once, and how sure that must be.
	fn identity(program: ProgramId) -> Option<(Context, Assurance)>;

	/// The program that serves a merchant.
	fn program_of(merchant: &AccountId) -> Option<ProgramId>;

	/// The hash of all that a rule says at a time, in milliseconds since the Unix epoch, by what is known
	/// of its edits now; `None` if it is not in force then, or leaderboards do not count it.
	///
	/// So a leaderboard can tell that a rule is still the one with which it began.
	fn rule_digest(_program: ProgramId, _rule: RuleId, _at: Moment) -> Option<H256> {
		None
	}

	/// The most that any one of these costs.
	fn weight() -> Weight;
}

impl<AccountId> ProgramInspect<AccountId> for () {
	fn operator(_: ProgramId) -> Option<AccountId> {
		None
	}

	fn identity(_: ProgramId) -> Option<(Context, Assurance)> {
		None
	}

	fn program_of(_: &AccountId) -> Option<ProgramId> {
		None
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// What a buyer wants to pay with points or a voucher.
#[derive(
	Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo, Clone, PartialEq, Eq, Debug,
)]
pub struct DiscountRequest<AccountId, Asset, Balance> {
	/// Who sells. Points are those of the program that serves it, and vouchers its own.
	pub merchant: AccountId,
	/// Whose points or voucher they are.
	pub buyer: AccountId,
	/// What the order is paid in.
	pub tender: Tender<Asset>,
	/// Its price before the discount, in minor units of the tender.
	pub amount: Balance,
	/// With what.
	pub means: Means,
}

/// How much of an order was undone.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Undone<Balance> {
	/// All of it: it was cancelled, or everything that was paid went back.
	#[codec(index = 0)]
	All,
	/// As much of what was paid has gone back so far, in minor units of the tender.
	#[codec(index = 1)]
	Refunded(Balance),
}

/// Takes points or vouchers for a part of an order's price.
///
/// The orders are in charge: these are reserved with the order, captured when it settles, and
/// released as far as it is undone, before its settlement or after it. Whoever implements it hears of
/// the end of the order's record as an [`OrderObserver`](crate::OrderObserver).
pub trait CheckoutDiscount<AccountId, Asset, Balance> {
	/// Sets what the buyer pays with aside for `order`, or refuses means that are not its own. Returns how much less there is to pay, in minor
	/// units of the tender.
	fn reserve(
		order: OrderId,
		request: &DiscountRequest<AccountId, Asset, Balance>,
	) -> Result<Balance, DispatchError>;

	/// The order is settled: what was set aside is spent. Cannot fail, and does nothing the second time.
	fn capture(order: OrderId);

	/// The order was undone so far: as much of that goes back to where it came from. Figures
	/// are cumulative, so it does nothing the second time. Cannot fail.
	fn release(order: OrderId, undone: Undone<Balance>);

	/// The most that any one of these costs.
	fn weight() -> Weight;

	/// The most that it costs to be told of the end of an order for which nothing was set aside here.
	fn pass_weight() -> Weight {
		Self::weight()
	}
}

/// Nobody has points or vouchers.
impl<AccountId, Asset, Balance> CheckoutDiscount<AccountId, Asset, Balance> for () {
	fn reserve(
		_: OrderId,
		_: &DiscountRequest<AccountId, Asset, Balance>,
	) -> Result<Balance, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn capture(_: OrderId) {}

	fn release(_: OrderId, _: Undone<Balance>) {}

	fn weight() -> Weight {
		Weight::zero()
	}
}

/// How the money of an order stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OrderStanding<Balance> {
	/// Whether the merchant was paid and the escrow is empty.
	pub settled: bool,
	/// All that has gone back to the payer, in minor units of the tender.
	pub refunded: Balance,
}

/// Tells how the money of an order stands, for a listener that is told late that it was paid. It says
/// no more than listeners were told: a deadline that has passed shows once it is carried out.
pub trait OrderAccounts<Balance> {
	/// `None` when the order is not on record any more.
	fn standing(order: OrderId) -> Option<OrderStanding<Balance>>;
}

/// No order is on record.
impl<Balance> OrderAccounts<Balance> for () {
	fn standing(_: OrderId) -> Option<OrderStanding<Balance>> {
		None
	}
}

/// What a coalition asks about a program.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProgramBrief<AccountId> {
	/// Who runs it. That never changes.
	pub operator: AccountId,
	/// What a point is worth, in minor units of the native token. That never changes.
	pub value: FixedU128,
	/// Whether its points live as long as the program.
	pub perpetual: bool,
}

/// Points that go from one program to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carry<'a, AccountId> {
	/// The program whose points they were.
	pub from: ProgramId,
	/// The program whose points they become.
	pub to: ProgramId,
	/// Whose they are, before and after.
	pub who: &'a AccountId,
	/// How many of the first.
	pub points: Points,
	/// How many of the second for each, rounded down.
	pub rate: FixedU128,
}

/// What became of points that went from one program to another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Carried<Balance> {
	/// The member whose they are.
	pub member: MemberId,
	/// How many arrived.
	pub arrived: Points,
	/// How many of them paid off what the member owed there.
	pub netted: Points,
	/// What those that arrived are worth, in minor units of the native token, rounded down.
	pub worth: Balance,
	/// How much of that was on hold and went along.
	pub passed: Balance,
}

/// Moves points from one program to another: for coalitions.
///
/// Whoever calls it knows what two operators have agreed; whoever implements it sees to it that no point
/// lives longer than it would have. What it costs is measured with the calls that need it.
pub trait PointsExchange<AccountId, Balance> {
	/// What a program is; `None` if there is none of this id, or it has closed.
	fn brief(program: ProgramId) -> Option<ProgramBrief<AccountId>>;

	/// Moves points of a member, those that end soonest first, with the money behind them. To be called
	/// in a storage layer: an error may come when something is written.
	fn carry(carry: &Carry<AccountId>) -> Result<Carried<Balance>, DispatchError>;
}

/// Takes points for something that is no order: for rewards.
pub trait PointsSpend<AccountId> {
	/// Burns so many points of the member that an account acts for, those that end soonest first, for
	/// good: nothing brings them back. Returns the member. An error changes nothing.
	fn spend(
		program: ProgramId,
		who: &AccountId,
		points: Points,
	) -> Result<MemberId, DispatchError>;

	/// The most that it costs.
	fn weight() -> Weight;
}

/// Nobody has points.
impl<AccountId> PointsSpend<AccountId> for () {
	fn spend(_: ProgramId, _: &AccountId, _: Points) -> Result<MemberId, DispatchError> {
		Err(DispatchError::Unavailable)
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
