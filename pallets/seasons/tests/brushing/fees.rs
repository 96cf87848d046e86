//! What transactions cost, by the rules of the runtime: `runtime/src/configs/fees.rs`.
//!
//! All weights are those that were measured. What the pallets that listen add is theirs; what the orders
//! pallet adds to its calls is repeated from `pallets/orders/src/sweep.rs`.

use super::runtime::*;
use frame_support::{
	dispatch::DispatchResult,
	weights::{
		constants::{ExtrinsicBaseWeight, ParityDbWeight},
		Weight,
	},
};
use frame_system::{ExtensionsWeightInfo as _, SubstrateExtensionsWeight};
use pallet_loyalty::WeightInfo as _;
use pallet_orders::WeightInfo as _;
use pallet_seasons::WeightInfo as _;
use souk_primitives::{
	CheckoutDiscount, DiscountRequest, Identify, NoticeKind, OrderId, OrderNotice, OrderObserver,
	OrderObservers, PointsObserver as _, PointsOrVoucher, Undone,
};
use sp_runtime::DispatchError;

/// The weights of pallets that are not among the crates of this test.
#[allow(dead_code)]
#[path = "../../../coupons/src/weights.rs"]
mod coupons;
#[allow(dead_code)]
#[path = "../../../membership/src/weights.rs"]
mod membership;

use coupons::WeightInfo as _;
use membership::WeightInfo as _;

type OfOrders = pallet_orders::weights::SubstrateWeight<Sim>;
type OfLoyalty = pallet_loyalty::weights::SubstrateWeight<Sim>;
type OfSeasons = pallet_seasons::weights::SubstrateWeight<Sim>;
type OfCoupons = coupons::SubstrateWeight<Sim>;
type OfMembers = membership::SubstrateWeight<Sim>;

/// What asking who somebody is costs at most.
pub fn identify() -> Weight {
	OfMembers::identify().max(OfMembers::same_person())
}

/// What vouchers cost, which nobody has here: the runtime asks for them at each order.
struct Vouchers;

impl CheckoutDiscount<AccountId, u32, Balance> for Vouchers {
	fn reserve(
		_: OrderId,
		_: &DiscountRequest<AccountId, u32, Balance>,
	) -> Result<Balance, DispatchError> {
		Ok(0)
	}

	fn capture(_: OrderId) {}

	fn release(_: OrderId, _: Undone<Balance>) {}

	fn weight() -> Weight {
		OfCoupons::reserve().max(OfCoupons::capture()).max(OfCoupons::release())
	}

	fn pass_weight() -> Weight {
		Weight::from_parts(5_000_000, 0).saturating_add(ParityDbWeight::get().reads(1))
	}
}

impl OrderObserver<AccountId, u32, Balance> for Vouchers {
	fn notify(_: OrderId, _: &OrderNotice<AccountId, u32, Balance>) -> DispatchResult {
		Ok(())
	}

	fn notify_weight() -> Weight {
		OfCoupons::release()
	}

	fn notify_weight_of(kind: NoticeKind) -> Weight {
		match kind {
			NoticeKind::Closed => Self::notify_weight(),
			_ => Weight::zero(),
		}
	}
}

/// Who listens to orders, and who takes something off their price, as in the runtime.
type Observers = (Loyalty, Vouchers);
type Discount = PointsOrVoucher<Loyalty, Vouchers>;

/// `Pallet::notices` of the orders pallet.
fn notice(kind: NoticeKind) -> Weight {
	let listeners = <Observers as OrderObservers<AccountId, u32, Balance>>::count();
	<Observers as OrderObservers<AccountId, u32, Balance>>::notify_weight_of(kind)
		.saturating_add(ParityDbWeight::get().writes(2 * u64::from(listeners)))
}

/// `Pallet::endings`.
fn endings(count: u64) -> Weight {
	notice(NoticeKind::Refunded)
		.max(notice(NoticeKind::Settled))
		.saturating_add(<Discount as CheckoutDiscount<AccountId, u32, Balance>>::weight())
		.saturating_mul(count)
}

/// What the checks cost that a transaction passes (`runtime/src/extensions.rs`).
fn checks() -> Weight {
	type Checks = SubstrateExtensionsWeight<Sim>;
	// Taking the fee: `pallet_transaction_payment::weights`.
	let charge =
		Weight::from_parts(35_979_000, 0).saturating_add(ParityDbWeight::get().reads_writes(1, 1));
	[
		Checks::check_non_zero_sender(),
		Checks::check_spec_version(),
		Checks::check_tx_version(),
		Checks::check_genesis(),
		Checks::check_mortality_mortal_transaction(),
		Checks::check_nonce(),
		Checks::check_weight(),
		Checks::weight_reclaim(),
		charge,
	]
	.into_iter()
	.fold(Weight::zero(), Weight::saturating_add)
}

/// What a call costs that weighs so much: 3 SOUK a second, and a millionth of a SOUK a byte.
fn transaction(call: Weight) -> Balance {
	// About what these calls take, signature and all.
	const BYTES: Balance = 160;
	let all = call.saturating_add(ExtrinsicBaseWeight::get()).saturating_add(checks());
	3 * Balance::from(all.ref_time()) + BYTES * MICRO_SOUK
}

pub fn invoice_fee() -> Balance {
	transaction(OfOrders::invoice().saturating_add(notice(NoticeKind::Placed)))
}

pub fn fund_fee() -> Balance {
	transaction(OfOrders::fund().saturating_add(notice(NoticeKind::Funded)))
}

/// What is left of it once the payouts are known: the merchant's and the platform's.
pub fn confirm_fee() -> Balance {
	let payouts = OfOrders::payout().saturating_mul(2);
	let confirm = OfOrders::confirm(1);
	transaction(confirm.saturating_add(endings(3)).saturating_add(payouts))
}

pub fn close_fee() -> Balance {
	let close = OfOrders::close(1);
	transaction(close.saturating_add(notice(NoticeKind::Closed)))
}

/// An order from the invoice to the end, on whoever's account.
pub fn order_fees() -> Balance {
	invoice_fee() + fund_fee() + confirm_fee() + close_fee()
}

/// A refund after settlement. It is charged for as many payouts as an order can have.
pub fn refund_fee() -> Balance {
	// `LEGS` of the orders pallet: the splits, the four parties, and two of the merchant's debts, twice.
	let legs = u64::from(pallet_orders::MAX_SPLITS) + 4 + 2 * 2;
	let weight = OfOrders::refund()
		.saturating_add(OfOrders::sweep_order())
		.saturating_add(endings(4))
		.saturating_add(OfOrders::payout().saturating_mul(legs));
	transaction(weight)
}

pub fn check_in_fee() -> Balance {
	let most = OfLoyalty::check_in().max(OfLoyalty::check_in_again());
	transaction(most.saturating_add(Seasons::weight()))
}

pub fn claim_fee() -> Balance {
	let asked = <Registry as Identify<AccountId>>::weight();
	transaction(OfSeasons::claim_prize().saturating_add(asked))
}
