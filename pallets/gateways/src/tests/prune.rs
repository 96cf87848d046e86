use super::*;

/// The rival's payment.
fn rival_paid() -> TestReceipt {
	paid_with(|receipt| {
		receipt.gateway = RIVAL;
		receipt.channel = channel("card");
		receipt.paid_at = T0;
	})
}

#[test]
fn prune_should_remove_receipts_and_return_their_deposits_when_their_time_has_come() {
	World::default().build_and_execute(|| {
		let refunded =
			paid_with(|receipt| receipt.kind = ReceiptKind::Refunded { payment: H256::zero() });
		assert_ok!(accept(&paid()));
		assert_ok!(accept(&refunded));
		assert_ok!(accept_by(&rival_paid(), &[rival_key()]));
		take_events();
		let before = free_balance(&operator());
		set_time(T0 + RETENTION);

		let done = prune(&[&paid(), &refunded, &rival_paid()]).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
		assert_eq!(take_events(), vec![Ev::ReceiptsPruned { count: 3 }]);
		assert_eq!(Receipts::<Test>::iter().count(), 0);
		assert_eq!(free_balance(&operator()), before + 2 * RECORD);
		for (id, who) in [(GATEWAY, operator()), (RIVAL, rival())] {
			let gateway = Gateways::<Test>::get(id).unwrap();
			assert_eq!(gateway.records, Records { count: 0, deposits: 0 });
			assert_eq!(held(HoldReason::Records, &who), 0);
		}
	});
}

#[test]
fn prune_should_keep_a_receipt_until_its_millisecond_when_its_age_decides() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		let until = paid().paid_at + RETENTION;
		assert_eq!(seen(&paid()).unwrap().until, until);
		set_time(until - 1);
		assert_noop!(prune(&[&paid()]), E::NothingToPrune);
		set_time(until);
		assert_ok!(prune(&[&paid()]));
	});
}

#[test]
fn prune_should_keep_a_receipt_until_it_expires_when_that_is_later() {
	World::default().build_and_execute(|| {
		let long = paid_with(|receipt| receipt.expires_at = T0 + 2 * RETENTION);
		assert_ok!(accept(&long));
		assert_eq!(seen(&long).unwrap().until, long.expires_at);
		set_time(long.expires_at - 1);
		assert_noop!(prune(&[&long]), E::NothingToPrune);
		set_time(long.expires_at);
		assert_ok!(prune(&[&long]));
	});
}

#[test]
fn pruned_receipt_should_never_be_accepted_again_when_its_money_moved_when_it_says() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		set_time(paid().paid_at + RETENTION);
		assert_ok!(prune(&[&paid()]));
		assert_noop!(accept(&paid()), E::ReceiptExpired);
		// Not even signed anew, to be good for ever.
		let renewed = paid_with(|receipt| receipt.expires_at = Moment::MAX);
		assert_noop!(accept(&renewed), E::ReceiptTooOld);
	});
}

#[test]
fn prune_should_skip_what_stays_when_something_may_go() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		assert_ok!(accept_by(&rival_paid(), &[rival_key()]));
		take_events();
		set_time(paid().paid_at + RETENTION);
		let unknown = paid_with(|receipt| receipt.transaction = H256::zero());
		// Listed twice, it goes once.
		let done = prune(&[&rival_paid(), &paid(), &unknown, &paid()]).unwrap();
		assert_eq!(done.pays_fee, Pays::No);
		assert_eq!(take_events(), vec![Ev::ReceiptsPruned { count: 1 }]);
		assert_eq!(seen(&paid()), None);
		assert!(seen(&rival_paid()).is_some());
		assert_eq!(held(HoldReason::Records, &operator()), 0);
		assert_eq!(held(HoldReason::Records, &rival()), RECORD);
	});
}

#[test]
fn prune_should_be_refused_when_nothing_may_go() {
	World::default().build_and_execute(|| {
		assert_noop!(prune(&[]), E::NothingToPrune);
		assert_noop!(prune(&[&paid()]), E::NothingToPrune);
		let none = Default::default();
		assert_noop!(Registry::prune(RuntimeOrigin::root(), none), BadOrigin);
	});
}

#[test]
fn prune_should_go_on_when_a_deposit_cannot_be_returned() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		empty(&operator());
		set_time(T0 + RETENTION);
		assert_ok!(prune(&[&paid()]));
		assert_eq!(seen(&paid()), None);
		// It stays held until the gateway leaves.
		assert_eq!(gateway().records, Records { count: 0, deposits: RECORD });
		assert_eq!(held(HoldReason::Records, &operator()), RECORD);
	});
}
