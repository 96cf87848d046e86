use super::*;

#[test]
fn buy_should_burn_points_and_make_an_item_when_a_member_pays() {
	execute(|| {
		let id = offer(gift(), 3);
		take_events();
		assert_ok!(buy(&alice(), id));
		let bought =
			Ev::GiftBought { reward: id, item: 0, by: alice(), member: ALICE, points: PRICE };
		assert_eq!(take_events(), vec![bought]);
		assert_eq!(Purses::get(ALICE), POINTS - PRICE);
		assert_eq!(owner(id, 0), Some(alice()));
		assert_ok!(buy(&bob(), id));
		assert_eq!(owner(id, 1), Some(bob()));
		// A buyer pays points and nothing else.
		assert_eq!(free_balance(&alice()), ENDOWMENT);
		assert_eq!(held(&alice()), 0);
		assert_eq!(free_balance(&till(id)), ED + ITEM);
		assert!(Tallies::<Test>::iter().next().is_none());
	});
}

#[test]
fn buy_should_be_limited_by_the_person_when_the_terms_say_so() {
	execute(|| {
		let id = offer(bound_gift(2), 5);
		assert_ok!(buy(&alice(), id));
		assert_ok!(buy(&alice(), id));
		assert_noop!(buy(&alice(), id), E::LimitReached);
		assert_eq!(Tallies::<Test>::get(id, subject(1)), Some(2));
		// Another account of the same member, and another member who is the same person.
		enrol(stranger(), ALICE, 1);
		assert_noop!(buy(&stranger(), id), E::LimitReached);
		let (again, third) = (MemberId(300), account(14));
		enrol(third.clone(), again, 1);
		Purses::put(again, POINTS);
		assert_noop!(buy(&third, id), E::LimitReached);
		// Handing in does not make room.
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		assert_noop!(buy(&alice(), id), E::LimitReached);
		assert_ok!(buy(&bob(), id));
		// Another reward counts for itself.
		let other = offer(bound_gift(1), 1);
		assert_ok!(buy(&alice(), other));
	});
}

#[test]
fn buy_should_be_refused_when_nobody_knows_which_person_it_is() {
	execute(|| {
		let (counted, free) = (offer(bound_gift(1), 5), offer(gift(), 5));
		assert_noop!(buy(&stranger(), counted), E::NotMember);
		assert_noop!(buy(&stranger(), free), E::NotMember);
		change_person(&alice(), |person| person.assurance = Assurance::None);
		assert_noop!(buy(&alice(), counted), E::AssuranceTooLow);
		change_person(&alice(), |person| person.subject = None);
		assert_noop!(buy(&alice(), counted), E::NoSubject);
		// Where people are not counted, that does not matter.
		assert_ok!(buy(&alice(), free));
		change_person(&bob(), |person| person.assurance = Assurance::Attested);
		assert_ok!(buy(&bob(), counted));
	});
}

#[test]
fn buy_should_be_refused_when_none_are_left() {
	execute(|| {
		let id = offer(gift(), 2);
		assert_ok!(buy(&alice(), id));
		assert_ok!(buy(&alice(), id));
		assert_eq!(free_balance(&till(id)), ED);
		assert_noop!(buy(&bob(), id), E::SoldOut);
		// What is handed in is not sold again.
		assert_ok!(Rewards::redeem(origin(&alice()), id, 0));
		assert_noop!(buy(&bob(), id), E::SoldOut);
		assert_ok!(Rewards::restock(origin(&operator()), id, 1));
		assert_ok!(buy(&bob(), id));
		assert_eq!(owner(id, 2), Some(bob()));
	});
}

#[test]
fn buy_should_be_possible_from_the_beginning_until_the_end_and_at_no_other_time() {
	execute(|| {
		let (starts, ends) = (Some(T0 + HOUR), Some(T0 + DAY));
		let id = offer(Terms { starts, ends, ..gift() }, 5);
		set_time(T0 + HOUR - 1);
		assert_noop!(buy(&alice(), id), E::TooEarly);
		set_time(T0 + HOUR);
		assert_ok!(buy(&alice(), id));
		set_time(T0 + DAY - 1);
		assert_ok!(buy(&alice(), id));
		set_time(T0 + DAY);
		assert_noop!(buy(&alice(), id), E::RewardOver);
		let id = offer(gift(), 5);
		assert_ok!(Rewards::end_reward(origin(&operator()), id));
		assert_noop!(buy(&alice(), id), E::RewardOver);
	});
}

#[test]
fn buy_should_be_refused_when_points_are_missing_or_the_program_is_over() {
	execute(|| {
		let id = offer(bound_gift(5), 5);
		Purses::put(ALICE, PRICE - 1);
		assert!(buy(&alice(), id).is_err());
		assert_noop!(buy(&alice(), id), DispatchError::Other("too few"));
		Purses::put(ALICE, PRICE);
		ProgramOpen::set(false);
		assert_noop!(buy(&alice(), id), DispatchError::Other("over"));
		ProgramOpen::set(true);
		assert_ok!(buy(&alice(), id));
		assert_eq!(Purses::get(ALICE), 0);
	});
}

#[test]
fn buy_should_be_refused_when_it_is_a_badge_or_nothing() {
	execute(|| {
		let id = offer(badge(), 1);
		assert_noop!(buy(&alice(), id), E::NotForSale);
		assert_noop!(buy(&alice(), RewardId(9)), E::UnknownReward);
	});
}

#[test]
fn buy_should_give_the_points_back_when_no_item_can_be_made() {
	execute(|| {
		let id = offer(bound_gift(5), 5);
		// As if the NFTs had become dearer since.
		let all = free_balance(&till(id)) - ED;
		assert_ok!(Balances::transfer_keep_alive(origin(&till(id)), stranger(), all));
		let failed = frame_support::storage::with_storage_layer(|| buy(&alice(), id));
		assert!(failed.is_err());
		assert_noop!(buy(&alice(), id), failed.unwrap_err());
		assert_eq!(Purses::get(ALICE), POINTS);
		// A restock makes up for it.
		assert_ok!(Rewards::restock(origin(&operator()), id, 1));
		assert_ok!(buy(&alice(), id));
	});
}
