//! What orders on record did to a member's points.
//!
//! There is no index of a member's orders: it would be a deposit for each of them, for what events tell
//! anyway. So a statement goes through the orders by their ids, as many as it is asked to.

use crate::{
	runtime_api::{Statement, StatementLine},
	Config, EarningOf, Earnings, Pallet, SpendingOf, Spendings,
};
use alloc::vec::Vec;
use souk_primitives::{MemberId, OrderId, ProgramId};

/// The most orders that one statement goes through.
pub const MAX_STATEMENT: u32 = 1_000;

impl<T: Config> Pallet<T> {
	/// What a member earned and spent on orders on record, by the order.
	pub fn view_statement(
		program: ProgramId,
		member: MemberId,
		from: OrderId,
		limit: u32,
	) -> Statement<T::AccountId, crate::BalanceOf<T>> {
		let end = from.0.saturating_add(limit.min(MAX_STATEMENT).into());
		let own_earning = |own: &EarningOf<T>| own.program == program && own.member == member;
		let own_spending = |own: &SpendingOf<T>| own.program == program && own.member == member;
		let mut lines = Vec::new();
		for order in (from.0..end).map(OrderId) {
			let earned = Earnings::<T>::get(order).filter(own_earning);
			let spent = Spendings::<T>::get(order).filter(own_spending);
			if earned.is_some() || spent.is_some() {
				lines.push(StatementLine { order, earned, spent });
			}
		}
		Statement { lines, next: OrderId(end) }
	}
}
