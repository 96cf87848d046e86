//! `declare_lost`.

use super::*;

fn declare(by: &AccountId, id: ShipmentId, loss: Loss) -> DispatchResult {
	Tracker::declare_lost(origin(by), id, loss)
}

#[test]
fn bond_should_pay_when_its_carrier_admits_the_loss() {
	for (loss, ending) in [(Loss::Lost, Ending::Lost), (Loss::Destroyed, Ending::Destroyed)] {
		World.build_and_execute(|| {
			let id = picked_up();
			reset();
			let (before, free) = (shipment(id), Balances::free_balance(merchant()));
			pass(2);
			assert_ok!(declare(&courier(), id, loss));
			let gone = entry(Occurrence::WrittenOff(loss), &courier());
			let expected = with_entry(before.clone(), &gone, |record| {
				record.state = State::Ended { ending, at: T0 + 2 };
				record.due_at = None;
			});
			assert_eq!(
				take_events(),
				vec![
					Event::ValuePaid {
						shipment: id,
						carrier: carrier(),
						beneficiary: merchant(),
						amount: VALUE
					},
					tracked(id, &before, expected.status(), gone),
				]
			);
			assert_eq!(shipment(id), expected);
			assert_eq!(Balances::free_balance(merchant()), free + VALUE);
			assert_eq!(exposure(&carrier()), 0);
			assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
		});
	}
}

#[test]
fn shipment_should_end_when_the_bond_is_too_small() {
	World.build_and_execute(|| {
		let id = picked_up();
		let taken = BOND - VALUE + 1;
		assert_ok!(Carriers::compensate(RuntimeOrigin::root(), carrier(), stranger(), taken));
		reset();
		assert_ok!(declare(&courier(), id, Loss::Lost));
		assert!(take_events().contains(&Event::ValuePaid {
			shipment: id,
			carrier: carrier(),
			beneficiary: merchant(),
			amount: VALUE - 1
		}));
		assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
		assert_eq!(exposure(&carrier()), 0);
	});
}

#[test]
fn loss_should_be_admitted_when_it_is_claimed_or_contested() {
	World.build_and_execute(|| {
		let id = picked_up();
		assert_ok!(claim(id));
		hypothetically!({
			reset();
			assert_ok!(declare(&carrier(), id, Loss::Lost));
			assert_eq!(take_steps(), vec![(ORDER, Step::Lost)]);
			check_all();
		});
		assert_ok!(contest(id));
		assert_ok!(declare(&courier(), id, Loss::Destroyed));
		assert_eq!(consignment(ORDER).gone, 1);
	});
}

#[test]
fn buyer_should_be_paid_when_the_goods_it_returned_are_lost() {
	World.build_and_execute(|| {
		// Whoever put them on record.
		Stages::insert(ORDER, OrderStage::Returning);
		let id = NextShipmentId::<Test>::get();
		assert_ok!(Tracker::create_return(origin(&merchant()), ORDER, parcel()));
		pick_up(id);
		let free = [buyer(), merchant()].map(Balances::free_balance);
		assert_ok!(declare(&courier(), id, Loss::Lost));
		assert_eq!(Balances::free_balance(buyer()), free[0] + VALUE);
		assert_eq!(Balances::free_balance(merchant()), free[1]);
	});
}

#[test]
fn loss_should_be_refused_when_the_caller_may_not_deliver() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [scanner(), device()] {
			assert_noop!(declare(&who, id, Loss::Lost), C::OutOfScope);
		}
		for who in [merchant(), buyer(), other_carrier(), stranger()] {
			assert_noop!(declare(&who, id, Loss::Lost), C::UnknownKey);
		}
	});
}

#[test]
fn loss_should_be_refused_when_there_is_nothing_to_lose() {
	World.build_and_execute(|| {
		let (id, unit) = (created(), unit());
		assert_noop!(declare(&courier(), id, Loss::Lost), E::NotUnderWay);
		assert_noop!(declare(&courier(), unit, Loss::Lost), E::UnitHasNoConsignee);
		pick_up(id);
		assert_ok!(pack(unit, &[id]));
		assert_noop!(declare(&courier(), id, Loss::Lost), E::InsideUnit);
		assert_ok!(confirm(id));
		assert_noop!(declare(&courier(), id, Loss::Lost), E::HasEnded);
	});
}
