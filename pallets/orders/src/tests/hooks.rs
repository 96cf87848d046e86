//! What listeners fail on, and how they hear of it after all.

use super::*;
use frame_support::assert_noop;
use sp_runtime::DispatchError;

fn retry(id: OrderId, observer: u8, notice: NoticeKind) -> DispatchResult {
	Souk::retry_hook(origin(&stranger()), id, observer, notice)
}

fn failing(first: bool, second: bool) {
	ListenerFails::set(first);
	TallyFails::set(second);
}

fn told() -> u32 {
	Told::get()
}

#[test]
fn other_listener_should_hear_when_one_fails() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		let before = told();
		failing(true, false);
		assert_ok!(confirm(id));
		assert_eq!((told(), take_notices()), (before + 1, vec![]));
		assert_eq!(Souk::list_missed(id), vec![(0, NoticeKind::Settled)]);
	});
	Shop::default().build_and_execute(|| {
		let id = funded();
		let before = told();
		failing(false, true);
		assert_ok!(confirm(id));
		assert_eq!((told(), take_notices().len()), (before, 1));
		assert_eq!(Souk::list_missed(id), vec![(1, NoticeKind::Settled)]);
		let error = DispatchError::Other("tally");
		let failed =
			Ev::ObserverFailed { order: id, observer: 1, notice: NoticeKind::Settled, error };
		assert!(System::events()
			.iter()
			.any(|record| matches!(&record.event, RuntimeEvent::Souk(event)
				if codec::Encode::encode(event) == codec::Encode::encode(&failed))));
	});
}

#[test]
fn listener_should_hear_once_when_somebody_retries() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		failing(true, true);
		assert_ok!(confirm(id));
		failing(false, false);
		let before = told();
		reset();
		assert_ok!(retry(id, 0, NoticeKind::Settled));
		assert_eq!(take_notices(), vec![(id, OrderNotice::Settled { paid_out: PRICE })]);
		assert_eq!(told(), before);
		let retried = Ev::HookRetried { order: id, observer: 0, notice: NoticeKind::Settled };
		assert_eq!(take_events(), vec![retried]);
		assert_noop!(retry(id, 0, NoticeKind::Settled), E::NothingMissed);
		assert_eq!(Souk::list_missed(id), vec![(1, NoticeKind::Settled)]);
		assert_ok!(retry(id, 1, NoticeKind::Settled));
		assert_eq!(told(), before + 1);
	});
}

#[test]
fn record_should_stay_when_the_listener_fails_again() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		failing(true, false);
		assert_ok!(confirm(id));
		assert_noop!(retry(id, 0, NoticeKind::Settled), DispatchError::Unavailable);
		assert_noop!(retry(id, 1, NoticeKind::Settled), E::NothingMissed);
		assert_noop!(retry(id, 0, NoticeKind::Funded), E::NothingMissed);
		assert_noop!(retry(id, 200, NoticeKind::Settled), E::NothingMissed);
		assert_eq!(Souk::list_missed(id), vec![(0, NoticeKind::Settled)]);
	});
}

#[test]
fn missed_refund_should_be_forgotten_when_the_next_one_tells_the_whole() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		failing(true, false);
		assert_ok!(refund(id, 10));
		assert_eq!(Souk::list_missed(id), vec![(0, NoticeKind::Refunded)]);
		failing(false, false);
		assert_ok!(refund(id, 5));
		assert_eq!(Souk::list_missed(id), vec![]);
		assert_eq!(take_notices(), vec![(id, OrderNotice::Refunded { cumulative: 15 })]);
	});
}

#[test]
fn newest_figure_should_be_told_when_two_refunds_were_missed() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		failing(true, true);
		assert_ok!(refund(id, 10));
		assert_ok!(refund(id, 5));
		failing(false, false);
		reset();
		assert_ok!(retry(id, 0, NoticeKind::Refunded));
		assert_eq!(take_notices(), vec![(id, OrderNotice::Refunded { cumulative: 15 })]);
	});
}

#[test]
fn part_of_the_deposit_should_stay_when_a_listener_fails_on_the_closing() {
	Shop::default().build_and_execute(|| {
		let id = cancelled();
		failing(true, true);
		assert_ok!(close(id));
		check_invariants();
		assert_eq!(held(HoldReason::Order, &merchant()), 2 * missed_deposit());
		failing(false, false);
		reset();
		assert_ok!(retry(id, 0, NoticeKind::Closed));
		assert_eq!(take_notices(), vec![(id, OrderNotice::Closed)]);
		assert_eq!(held(HoldReason::Order, &merchant()), missed_deposit());
		check_invariants();
		assert_ok!(retry(id, 1, NoticeKind::Closed));
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
		assert_eq!(held(HoldReason::Terms, &merchant()), TERMS_DEPOSIT);
	});
}

#[test]
fn everything_missed_should_be_paid_for_when_the_order_is_closed() {
	Shop::default().build_and_execute(|| {
		failing(true, true);
		let id = shipped();
		assert_ok!(refund(id, 19));
		assert_ok!(confirm(id));
		set_time(T0 + WINDOWS.record);
		assert_ok!(close(id));
		// Both listeners missed each of the five kinds.
		assert_eq!(Souk::list_missed(id).len(), 10);
		assert_eq!(held(HoldReason::Order, &merchant()), 10 * missed_deposit());
		failing(false, false);
		for (observer, kind) in Souk::list_missed(id) {
			assert_ok!(retry(id, observer, kind));
			check_invariants();
		}
		assert_eq!(held(HoldReason::Order, &merchant()), 0);
	});
}

#[test]
fn sweep_should_put_failures_on_record_when_it_ends_orders() {
	Shop::default().build_and_execute(|| {
		let id = asked(shipped(), 19);
		failing(false, true);
		set_time(T0 + 100_000);
		idle();
		assert_eq!(
			Souk::list_missed(id),
			vec![(1, NoticeKind::Settled), (1, NoticeKind::Refunded)]
		);
		assert_eq!(take_notices().len(), 2);
	});
}
