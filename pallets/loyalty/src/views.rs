//! What the runtime API answers.

use crate::{
	runtime_api::{BalanceView, Ending, LiabilityView, QuoteView},
	times,
	work::Work,
	AccountIdOf, Accounts, BalanceOf, Config, Expiry, Fit, Pallet, PurchaseRules, Ring, ServedBy,
	Unit,
};
use alloc::vec::Vec;
use souk_primitives::{Identify, MemberId, Points, ProgramId, RuleId, Tender};
use sp_runtime::{
	helpers_128bit::multiply_by_rational_with_rounding,
	traits::{UniqueSaturatedInto, Zero},
	FixedPointNumber, FixedU128, Rounding,
};

impl<T: Config> Pallet<T> {
	/// What a member has now. Nothing in a program that is over.
	pub fn view_balance(program: ProgramId, member: MemberId) -> BalanceView {
		let view = || {
			let work = Work::<T>::load(program).ok()?;
			let book = Self::book_now(&work, member)?;
			Some(BalanceView {
				spendable: book.ring.total(),
				pending: book.pending,
				reserved: book.reserved,
				debt: book.debt,
			})
		};
		view().unwrap_or_default()
	}

	/// When which of a member's points end.
	pub fn view_expiring(program: ProgramId, member: MemberId) -> Vec<Ending> {
		let view = || {
			let work = Work::<T>::load(program).ok()?;
			let book = Self::book_now(&work, member)?;
			Some(Self::endings(&work, &book.ring))
		};
		view().unwrap_or_default()
	}

	/// What a program owes now.
	pub fn view_liability(program: ProgramId) -> Option<LiabilityView<BalanceOf<T>>> {
		let work = Work::<T>::load(program).ok()?;
		let needed = work.needed().ok()?;
		let next = work.epoch.saturating_add(1);
		Some(LiabilityView {
			status: work.program.status,
			epoch: work.epoch,
			next_epoch_at: work.begin_of(next),
			endings: Self::endings(&work, &work.ledger.book.ring),
			pending: work.ledger.book.pending,
			reserved: work.ledger.book.reserved,
			captured: work.ledger.captured,
			debt: work.ledger.book.debt,
			needed,
			held: work.ledger.backing,
			owed: work.ledger.owed,
		})
	}

	/// What points have to do with an order.
	pub fn view_quote(
		merchant: AccountIdOf<T>,
		buyer: AccountIdOf<T>,
		tender: Tender<T::AssetKind>,
		amount: BalanceOf<T>,
	) -> Option<QuoteView<BalanceOf<T>>> {
		let program = ServedBy::<T>::get(&merchant)?;
		let work = Work::<T>::load(program).ok()?;
		let unit = Unit::from(tender);
		let dealt = T::Members::same_person(&merchant, &buyer);
		let earned = Self::would_earn(&work, &buyer, &unit, amount).filter(|_| !dealt);
		let (rule, earns) = earned.map_or((None, 0), |(rule, points)| (Some(rule), points));
		let spent = Self::could_spend(&work, &buyer, &unit, amount).filter(|_| !dealt);
		let (points, discount) = spent.unwrap_or((0, Zero::zero()));
		Some(QuoteView { program, earns, rule, points, discount })
	}

	fn would_earn(
		work: &Work<T>,
		buyer: &AccountIdOf<T>,
		unit: &Unit<T::AssetKind>,
		amount: BalanceOf<T>,
	) -> Option<(RuleId, Points)> {
		work.ensure_earning().ok()?;
		let id = PurchaseRules::<T>::get(work.id, unit)?;
		let rule = Self::rule_in_force(work, id).ok()?;
		let (member, subject) = work.identify(buyer).ok()?;
		let standing = work.standing(member);
		let wanted = rule.rule.formula.points(amount.unique_saturated_into());
		let points = work.admit(&rule, subject, standing, wanted, Fit::Partial).ok()?;
		Some((id, points))
	}

	/// As many points as the buyer has and the order takes, and no more of them than what they buy
	/// needs.
	fn could_spend(
		work: &Work<T>,
		buyer: &AccountIdOf<T>,
		unit: &Unit<T::AssetKind>,
		amount: BalanceOf<T>,
	) -> Option<(Points, BalanceOf<T>)> {
		let member = T::Members::member(buyer)?;
		let has = Self::book_now(work, member)?.ring.total();
		let redemption = work.program.redemption.at(work.epoch);
		let rate = redemption.rate(unit)?;
		let points_for = |discount: u128| {
			let (whole, rate) = (FixedU128::DIV, rate.into_inner());
			multiply_by_rational_with_rounding(discount, whole, rate, Rounding::Up)
		};
		let worth = times(has, rate, Rounding::Down).unwrap_or(u128::MAX);
		let most = redemption.limit(amount.unique_saturated_into()).min(worth);
		let points = points_for(most)?.min(has);
		let discount = Self::discount(work, unit, amount, points).ok()?;
		Some((points, discount))
	}

	/// What a member has now, in a program that is not over.
	fn book_now(work: &Work<T>, member: MemberId) -> Option<crate::Book> {
		work.ensure_redeeming().ok()?;
		let mut book = Accounts::<T>::get(work.id, member)?.book;
		book.ring.sync(work.epoch);
		Some(book)
	}

	fn endings(work: &Work<T>, ring: &Ring) -> Vec<Ending> {
		let ending = |lot: crate::Lot| Ending {
			expiry: lot.expiry,
			at: match lot.expiry {
				Expiry::At(epoch) => Some(work.begin_of(epoch)),
				Expiry::Never => None,
			},
			points: lot.points,
		};
		ring.lots().map(ending).collect()
	}
}
