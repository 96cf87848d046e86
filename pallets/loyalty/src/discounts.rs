//! Points that pay for a part of an order.
//!
//! They are set aside with the order and spent when it settles. As long as the order is on record it
//! can still be undone; so what backs them stays on hold until it leaves the record, and going back to
//! where they came from never needs money that is not there. Then the merchant gets what was behind
//! them, or the operator, if that is who sold.

use crate::{
	share, times, work::Work, BalanceOf, Config, Error, Event, Pallet, ServedBy, SpendingOf,
	SpendingStage, Spendings, Unit, WeightInfo, LOG_TARGET,
};
use frame_support::{ensure, storage::with_storage_layer, traits::Get, weights::Weight};
use souk_primitives::{
	CheckoutDiscount, DiscountRequest, Identify, Means, OrderId, Points, Undone,
};
use sp_runtime::{
	traits::{Saturating, UniqueSaturatedInto, Zero},
	DispatchError, DispatchResult, Rounding,
};

/// What a buyer wants to pay with points.
type RequestOf<T> =
	DiscountRequest<<T as frame_system::Config>::AccountId, <T as Config>::AssetKind, BalanceOf<T>>;

impl<T: Config> Pallet<T> {
	fn do_reserve(order: OrderId, request: &RequestOf<T>) -> Result<BalanceOf<T>, DispatchError> {
		let DiscountRequest { merchant, buyer, tender, amount, means } = request;
		let Means::Points(points) = means else { return Err(Error::<T>::VoucherNotTaken.into()) };
		ensure!(!Spendings::<T>::contains_key(order), Error::<T>::AlreadyReserved);
		let program = ServedBy::<T>::get(merchant).ok_or(Error::<T>::MerchantNotServed)?;
		let mut work = Work::<T>::load(program)?;
		work.ensure_redeeming()?;
		// The operator pays the merchant for the points: nobody cashes in on their own.
		ensure!(!T::Members::same_person(merchant, buyer), Error::<T>::SelfDealing);
		let discount = Self::discount(&work, &Unit::from(tender.clone()), *amount, *points)?;
		let member = T::Members::member(buyer).ok_or(Error::<T>::NotMember)?;
		let mut account =
			Self::account_of(program, member).map_err(|_| Error::<T>::TooFewPoints)?;
		let lots = work.pair(&mut account).reserve(*points).map_err(Error::<T>::from)?;
		account.orders = account.orders.saturating_add(1);

		let deposit = work.charge(Self::spending_price(), None)?;
		work.put_account(member, account);
		work.save()?;
		let spending = SpendingOf::<T> {
			program,
			member,
			merchant: merchant.clone(),
			lots,
			returned: 0,
			charged: amount.saturating_sub(discount),
			stage: SpendingStage::Reserved,
			deposit,
		};
		Spendings::<T>::insert(order, spending);
		let points = *points;
		Self::deposit_event(Event::PointsReserved { program, member, order, points, discount });
		Ok(discount)
	}

	/// How much less there is to pay, rounded down.
	pub(crate) fn discount(
		work: &Work<T>,
		unit: &Unit<T::AssetKind>,
		amount: BalanceOf<T>,
		points: Points,
	) -> Result<BalanceOf<T>, Error<T>> {
		ensure!(points > 0, Error::<T>::ZeroPoints);
		let redemption = work.program.redemption.at(work.epoch);
		let rate = redemption.rate(unit).ok_or(Error::<T>::UnitNotRedeemable)?;
		let discount = times(points, rate, Rounding::Down).ok_or(Error::<T>::ShareTooLarge)?;
		ensure!(discount > 0, Error::<T>::WorthNothing);
		let limit = redemption.limit(amount.unique_saturated_into());
		ensure!(discount <= limit, Error::<T>::ShareTooLarge);
		discount.try_into().map_err(|_| Error::<T>::ShareTooLarge)
	}

	fn do_capture(order: OrderId) -> DispatchResult {
		let Some(mut spending) = Spendings::<T>::get(order) else { return Ok(()) };
		if spending.stage != SpendingStage::Reserved {
			return Ok(());
		}
		let SpendingOf::<T> { program, member, .. } = spending;
		let points = spending.left();
		let mut work = Work::<T>::load(program)?;
		let mut account = Self::account_of(program, member)?;
		work.pair(&mut account).unreserve(points);
		work.ledger.captured = work.ledger.captured.saturating_add(points);
		work.put_account(member, account);
		work.save()?;
		spending.stage = SpendingStage::Captured;
		Spendings::<T>::insert(order, spending);
		Self::deposit_event(Event::PointsSpent { program, member, order, points });
		Ok(())
	}

	/// Of an order that is undone as far as `refunded` says, as large a part of the points goes back,
	/// rounded down.
	fn do_give_back(order: OrderId, undone: Undone<BalanceOf<T>>) -> DispatchResult {
		let Some(mut spending) = Spendings::<T>::get(order) else { return Ok(()) };
		let all = spending.points();
		let target = match undone {
			Undone::All => all,
			Undone::Refunded(refunded) if refunded.is_zero() => 0,
			Undone::Refunded(refunded) => share(
				all,
				refunded.unique_saturated_into(),
				spending.charged.unique_saturated_into(),
				Rounding::Down,
			),
		};
		let points = target.saturating_sub(spending.returned);
		if points == 0 {
			return Ok(());
		}
		let SpendingOf::<T> { program, member, .. } = spending;
		let mut work = Work::<T>::load(program)?;
		let mut account = Self::account_of(program, member)?;
		match spending.stage {
			SpendingStage::Reserved => work.pair(&mut account).unreserve(points),
			SpendingStage::Captured => {
				work.ledger.captured = work.ledger.captured.saturating_sub(points);
			},
			SpendingStage::Owed(_) => return Ok(()),
		}
		let lots = spending.next_back(points);
		let credit = work.pair(&mut account).restore(&lots).map_err(Error::<T>::from)?;
		spending.returned = target;
		// One that was never paid leaves no record to be closed; one that was may.
		let over = spending.stage == SpendingStage::Reserved && target == all;
		if over {
			account.orders = account.orders.saturating_sub(1);
			work.discharge(&spending.deposit);
			Spendings::<T>::remove(order);
		} else {
			Spendings::<T>::insert(order, spending);
		}
		work.put_account(member, account);
		work.save()?;
		let (expired, netted) = (credit.expired, credit.netted);
		Self::deposit_event(Event::PointsReturned {
			program,
			member,
			order,
			points,
			expired,
			netted,
		});
		Ok(())
	}

	/// An order left the record: its points are gone for good, and the merchant is paid for them.
	pub(crate) fn do_finish(order: OrderId) -> DispatchResult {
		let stage = Spendings::<T>::get(order).map(|spending| spending.stage);
		if stage == Some(SpendingStage::Reserved) {
			// Neither settled nor undone: the member is not to lose by it.
			Self::do_give_back(order, Undone::All)?;
		}
		let Some(mut spending) = Spendings::<T>::get(order) else { return Ok(()) };
		if spending.stage != SpendingStage::Captured {
			return Ok(());
		}
		let SpendingOf::<T> { program, member, .. } = spending;
		let mut work = Work::<T>::load(program)?;
		let mut account = Self::account_of(program, member)?;
		account.orders = account.orders.saturating_sub(1);
		work.put_account(member, account);

		let before = work.needed()?;
		work.ledger.captured = work.ledger.captured.saturating_sub(spending.left());
		let amount = before.saturating_sub(work.needed()?);
		let merchant = spending.merchant.clone();
		if merchant == work.program.operator || amount.is_zero() {
			Self::drop_spending(work, order, &spending)
		} else if with_storage_layer(|| work.reimburse(&merchant, amount)).is_ok() {
			Self::drop_spending(work, order, &spending)?;
			Self::deposit_event(Event::MerchantReimbursed { program, merchant, order, amount });
			Ok(())
		} else {
			work.ledger.owed = work.ledger.owed.saturating_add(amount);
			work.save()?;
			spending.stage = SpendingStage::Owed(amount);
			Spendings::<T>::insert(order, spending);
			Self::deposit_event(Event::ReimbursementDeferred { program, merchant, order, amount });
			Ok(())
		}
	}

	fn drop_spending(
		mut work: Work<T>,
		order: OrderId,
		spending: &SpendingOf<T>,
	) -> DispatchResult {
		Spendings::<T>::remove(order);
		work.discharge(&spending.deposit);
		work.save().map(|_| ())
	}

	pub(crate) fn do_collect(order: OrderId) -> DispatchResult {
		let spending = Spendings::<T>::get(order).ok_or(Error::<T>::NothingOwed)?;
		let SpendingStage::Owed(amount) = spending.stage else {
			return Err(Error::<T>::NothingOwed.into());
		};
		let program = spending.program;
		let mut work = Work::<T>::load(program)?;
		let merchant = spending.merchant.clone();

		work.reimburse(&merchant, amount)?;
		work.ledger.owed = work.ledger.owed.saturating_sub(amount);
		Self::drop_spending(work, order, &spending)?;
		Self::deposit_event(Event::MerchantReimbursed { program, merchant, order, amount });
		Ok(())
	}

	/// Does all of it or nothing. Nothing of this fails; should a migration ever get the books wrong,
	/// whoever calls this goes on, and everybody hears of it.
	fn certainly(order: OrderId, act: impl FnOnce() -> DispatchResult) {
		if let Err(error) = with_storage_layer(act) {
			log::error!(target: LOG_TARGET, "the points of order {order} are stuck: {error:?}");
			Self::deposit_event(Event::PointsStuck { order, error });
		}
	}
}

impl<T: Config> CheckoutDiscount<T::AccountId, T::AssetKind, BalanceOf<T>> for Pallet<T> {
	fn reserve(order: OrderId, request: &RequestOf<T>) -> Result<BalanceOf<T>, DispatchError> {
		with_storage_layer(|| Self::do_reserve(order, request))
	}

	fn capture(order: OrderId) {
		Self::certainly(order, || Self::do_capture(order));
	}

	fn release(order: OrderId, undone: Undone<BalanceOf<T>>) {
		Self::certainly(order, || Self::do_give_back(order, undone));
	}

	fn weight() -> Weight {
		let most =
			T::WeightInfo::reserve().max(T::WeightInfo::capture()).max(T::WeightInfo::release());
		most.saturating_add(T::Members::weight().saturating_mul(2))
	}
	// It looks for a record, in a storage layer of its own.
	fn pass_weight() -> Weight {
		Weight::from_parts(5_000_000, 0).saturating_add(T::DbWeight::get().reads(1))
	}
}
