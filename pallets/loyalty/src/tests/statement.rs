use super::*;
use crate::runtime_api::StatementLine;

#[test]
fn statement_should_tell_what_orders_did_when_they_are_on_record() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		assert_ok!(buy(OrderId(3), &alice(), 1_000));
		assert_ok!(buy(OrderId(4), &bob(), 1_000));
		assert_ok!(reserve(OrderId(5), &alice(), 10));
		let of = |from, limit| Loyalty::view_statement(PROGRAM, ALICE, OrderId(from), limit);
		let line = |order, earned, spent| StatementLine { order: OrderId(order), earned, spent };
		let third = line(3, Earnings::<Test>::get(OrderId(3)), None);
		let fifth = line(5, None, Spendings::<Test>::get(OrderId(5)));
		assert!(third.earned.is_some() && fifth.spent.is_some());
		let all = of(0, 10);
		assert_eq!((all.lines, all.next), (vec![third.clone(), fifth.clone()], OrderId(10)));
		let one = of(0, 5);
		assert_eq!((one.lines, one.next), (vec![third], OrderId(5)));
		let rest = of(5, 1);
		assert_eq!((rest.lines, rest.next), (vec![fifth], OrderId(6)));
		assert_eq!(of(0, u32::MAX).next, OrderId(1_000));
		assert_eq!(of(u64::MAX, 5).next, OrderId(u64::MAX));
		let other = Loyalty::view_statement(ProgramId(1), ALICE, OrderId(0), 10);
		assert_eq!(other.lines, vec![]);
	});
}
