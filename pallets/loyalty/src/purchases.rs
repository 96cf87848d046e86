//! Points for purchases, as orders come and go.
//!
//! Only the first notice, that an order is paid, can fail: when the operator cannot pay for a record
//! or back the points. It may then be told again at any time later, after everything else; so it asks
//! how the order stands by then and catches up. What comes after it needs no money that is not on hold
//! already.

use crate::{
	share, work::Work, Accounts, BalanceOf, Config, EarningOf, EarningStage, Earnings, Error,
	Event, Fit, NoticeOf, Pallet, PurchaseRules, ServedBy, Unit, WeightInfo,
};
use frame_support::{ensure, weights::Weight};
use souk_primitives::{
	Identify, NoticeKind, OrderAccounts, OrderId, OrderNotice, OrderObserver, Parties, Points,
	PointsObserver, ProgramId, Tender,
};
use sp_runtime::{traits::UniqueSaturatedInto, DispatchError, DispatchResult, Rounding};

impl<T: Config> Pallet<T> {
	/// An order is paid.
	fn do_note_purchase(
		order: OrderId,
		parties: &Parties<T::AccountId>,
		tender: &Tender<T::AssetKind>,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let Some(program) = ServedBy::<T>::get(&parties.merchant) else { return Ok(()) };
		if Earnings::<T>::contains_key(order) || T::Members::member(&parties.buyer).is_none() {
			return Ok(());
		}
		// Of an order that has left the record nothing more would be heard.
		let Some(standing) = T::Orders::standing(order) else { return Ok(()) };
		let work = Work::<T>::load(program)?;
		let Some(rule) = PurchaseRules::<T>::get(program, Unit::from(tender.clone())) else {
			return Ok(());
		};
		if !Self::is_active(&work) {
			return Ok(());
		}
		match Self::admit_purchase(&work, rule, parties, amount) {
			Ok(earning) if earning.points > 0 => Self::pend(work, order, earning)?,
			Ok(_) | Err(Error::UnknownRule) => return Ok(()),
			Err(error) => {
				let error = DispatchError::from(error);
				Self::deposit_event(Event::PurchaseNotRewarded { program, order, error });
				return Ok(());
			},
		}
		Self::do_claw_back(order, standing.refunded)?;
		if standing.settled {
			Self::do_release(order)?;
		}
		Ok(())
	}

	/// What a purchase earns. Nothing that is wrong here gets better by waiting.
	fn admit_purchase(
		work: &Work<T>,
		id: souk_primitives::RuleId,
		parties: &Parties<T::AccountId>,
		amount: BalanceOf<T>,
	) -> Result<EarningOf<T>, Error<T>> {
		let rule = Self::rule_in_force(work, id)?;
		let Parties { merchant, buyer, payer } = parties;
		let dealt =
			T::Members::same_person(merchant, buyer) || T::Members::same_person(merchant, payer);
		ensure!(!dealt, Error::<T>::SelfDealing);
		let (member, subject) = work.identify(buyer)?;
		let wanted = rule.rule.formula.points(amount.unique_saturated_into());
		let points = match wanted {
			0 => 0,
			wanted => work.admit(&rule, subject, work.standing(member), wanted, Fit::Partial)?,
		};
		Ok(EarningOf::<T> {
			program: work.id,
			rule: id,
			ranked: rule.rule.ranked,
			member,
			subject,
			merchant: merchant.clone(),
			amount,
			points,
			clawed: 0,
			qualified: 0,
			stage: EarningStage::Pending,
			deposit: crate::Deposit { payer: None, amount: Default::default() },
		})
	}

	fn pend(mut work: Work<T>, order: OrderId, mut earning: EarningOf<T>) -> DispatchResult {
		let EarningOf::<T> { program, rule: id, member, subject, points, .. } = earning;
		let rule = Self::rule_in_force(&work, id)?;

		earning.deposit = work.charge(Self::earning_price(), None)?;
		work.count(&rule, subject, points)?;
		let mut account = work.open_account(member, None)?;
		account.orders = account.orders.saturating_add(1);
		work.pair(&mut account).pend(points).map_err(Error::<T>::from)?;
		work.put_account(member, account);
		work.save()?;
		Earnings::<T>::insert(order, earning);
		Self::deposit_event(Event::PointsPending { program, rule: id, member, order, points });
		Ok(())
	}

	/// An order is settled: its points come in.
	fn do_release(order: OrderId) -> DispatchResult {
		let Some(mut earning) = Earnings::<T>::get(order) else { return Ok(()) };
		if earning.stage != EarningStage::Pending {
			return Ok(());
		}
		let EarningOf::<T> { program, member, .. } = earning;
		let (points, mut work) = (earning.left(), Work::<T>::load(program)?);
		let mut account = Self::account_of(program, member)?;
		let lot = work.lot(points);
		let credit = work.pair(&mut account).settle(lot).map_err(Error::<T>::from)?;
		earning.qualified = work.qualify(&mut account, points);
		work.put_account(member, account);
		work.save()?;
		earning.stage = EarningStage::Released(lot.expiry);
		let ranking = earning.ranked.then(|| earning.ranking(order, points));
		Earnings::<T>::insert(order, earning);
		if points > 0 {
			let netted = credit.netted;
			Self::deposit_event(Event::PointsReleased { program, member, order, points, netted });
		}
		if let Some(points) = ranking {
			Self::tell(points, false);
		}
		Ok(())
	}

	/// All that was refunded of an order so far: so large a part of its points is taken back, rounded
	/// up, whether it was refunded at once or little by little.
	fn do_claw_back(order: OrderId, refunded: BalanceOf<T>) -> DispatchResult {
		let Some(mut earning) = Earnings::<T>::get(order) else { return Ok(()) };
		let EarningOf::<T> { program, member, amount, .. } = earning;
		let part = refunded.unique_saturated_into();
		let target = match part {
			0 => 0,
			part => share(earning.points, part, amount.unique_saturated_into(), Rounding::Up),
		};
		let points: Points = target.saturating_sub(earning.clawed);
		if points == 0 {
			return Ok(());
		}
		let mut work = Work::<T>::load(program)?;
		let mut account = Self::account_of(program, member)?;
		let mut pair = work.pair(&mut account);
		let (debt, settled) = match earning.stage {
			EarningStage::Pending => {
				pair.unpend(points);
				(0, false)
			},
			EarningStage::Released(expiry) => (pair.claw(points, expiry).debt, true),
		};
		if settled {
			work.disqualify(&mut account, points, earning.qualified);
		}
		work.put_account(member, account);
		work.save()?;
		earning.clawed = target;
		let ranking = (earning.ranked && settled).then(|| earning.ranking(order, points));
		Earnings::<T>::insert(order, earning);
		Self::deposit_event(Event::PointsTakenBack { program, member, order, points, debt });
		if let Some(points) = ranking {
			Self::tell(points, true);
		}
		Ok(())
	}

	/// An order left the record: nothing changes its points any more.
	fn do_forget(order: OrderId) -> DispatchResult {
		// What is pending then was neither refunded nor, should that notice have been missed, settled.
		Self::do_release(order)?;
		let Some(earning) = Earnings::<T>::take(order) else { return Ok(()) };
		let mut work = Work::<T>::load(earning.program)?;
		let mut account = Self::account_of(earning.program, earning.member)?;
		account.orders = account.orders.saturating_sub(1);
		work.discharge(&earning.deposit);
		work.put_account(earning.member, account);
		work.save().map(|_| ())
	}

	/// What a member has of whom an order is on record: such a record stays.
	pub(crate) fn account_of(
		program: ProgramId,
		member: souk_primitives::MemberId,
	) -> Result<crate::AccountOf<T>, Error<T>> {
		Accounts::<T>::get(program, member).ok_or(Error::<T>::NotMember)
	}
}

impl<T: Config> OrderObserver<T::AccountId, T::AssetKind, BalanceOf<T>> for Pallet<T> {
	fn notify(order: OrderId, notice: &NoticeOf<T>) -> Result<(), DispatchError> {
		match notice {
			OrderNotice::Placed { .. } => Ok(()),
			OrderNotice::Funded { parties, tender, amount } => {
				Self::do_note_purchase(order, parties, tender, *amount)
			},
			OrderNotice::Settled { .. } => Self::do_release(order),
			OrderNotice::Refunded { cumulative } => Self::do_claw_back(order, *cumulative),
			OrderNotice::Closed => {
				Self::do_forget(order)?;
				Self::do_finish(order)
			},
		}
	}

	fn notify_weight() -> Weight {
		[NoticeKind::Funded, NoticeKind::Settled, NoticeKind::Refunded, NoticeKind::Closed]
			.into_iter()
			.map(Self::notify_weight_of)
			.fold(Weight::zero(), |most, weight| most.max(weight))
	}

	fn notify_weight_of(kind: NoticeKind) -> Weight {
		let told = T::Observer::weight();
		match kind {
			NoticeKind::Placed => Weight::zero(),
			NoticeKind::Funded => T::WeightInfo::note_funded()
				// Two of the same person, whether the buyer is a member, and who.
				.saturating_add(T::Members::weight().saturating_mul(4))
				// A purchase that is told of late, and settled and refunded by then.
				.saturating_add(told.saturating_mul(2)),
			NoticeKind::Settled => T::WeightInfo::note_settled().saturating_add(told),
			NoticeKind::Refunded => T::WeightInfo::note_refunded().saturating_add(told),
			NoticeKind::Closed => T::WeightInfo::note_closed().saturating_add(told),
		}
	}
}
