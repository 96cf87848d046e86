use super::*;
use frame_support::{assert_noop, dispatch::Pays};

#[test]
fn settle_due_should_be_free_when_it_did_something() {
	Shop::default().build_and_execute(|| {
		let id = shipped();
		set_time(deadline(id));
		let info = settle_due(id).unwrap();
		assert_eq!(info.pays_fee, Pays::No);
		assert_eq!(stage(id), OrderStage::Settled);
	});
}

#[test]
fn settle_due_should_be_refused_when_nothing_is_due() {
	Shop::default().build_and_execute(|| {
		let list = [invoiced(), funded(), shipped(), settled(), cancelled(), OrderId(99)];
		assert_noop!(Souk::settle_due(origin(&stranger()), ids(&list)), E::NothingDue);
		assert_noop!(Souk::settle_due(origin(&stranger()), ids(&[])), E::NothingDue);
	});
}

#[test]
fn settle_due_should_pass_over_the_others_when_some_are_due() {
	Shop::default().build_and_execute(|| {
		let due_one = invoiced();
		set_time(T0 + WINDOWS.pay);
		let (young, over) = (funded(), settled());
		let list = [OrderId(99), young, due_one, due_one, over];
		assert_ok!(Souk::settle_due(origin(&stranger()), ids(&list)));
		assert_eq!(state(due_one), OrderState::Cancelled { at: T0 + WINDOWS.pay });
		assert_eq!(stage(young), OrderStage::Funded);
		assert_eq!(take_events(), vec![Ev::OrderCancelled { order: due_one }]);
	});
}

#[test]
fn settle_due_should_pay_each_recipient_once_when_the_batch_is_full() {
	Shop::default().build_and_execute(|| {
		let list: Vec<_> = (0..32).map(|_| shipped()).collect();
		set_time(deadline(list[0]));
		let before = Purses::now(&USD);
		let info = Souk::settle_due(origin(&stranger()), ids(&list)).unwrap();
		assert_paid_whole(&before, 32);
		let most = Souk::batch_weight(<() as WeightInfo>::settle_due(32), 32);
		let saved = <() as WeightInfo>::payout().saturating_mul(32 * Souk::LEGS - 3);
		assert_eq!(most - info.actual_weight.unwrap(), saved);
	});
}

#[test]
fn settle_due_should_change_nothing_when_an_orders_figures_are_broken() {
	Shop::default().build().execute_with(|| {
		let (good, bad) = (shipped(), shipped());
		Orders::<Test>::mutate(bad, |slot| {
			let Payment::Escrow { ledger, .. } = &mut slot.as_mut().unwrap().payment else {
				panic!("it is paid")
			};
			ledger.captured = Balance::MAX;
		});
		set_time(deadline(good));
		assert_noop!(Souk::settle_due(origin(&stranger()), ids(&[good, bad])), E::LedgerBroken);
		assert_ok!(settle_due(good));
	});
}
