use super::*;

#[test]
fn badge_should_be_the_members_when_the_attestor_signed() {
	execute(|| {
		let id = offer(badge(), 2);
		take_events();
		assert_ok!(claim(&alice(), id, 1));
		let (reward, by, member) = (id, alice(), ALICE);
		assert_eq!(take_events(), vec![Ev::BadgeClaimed { reward, item: 0, by, member }]);
		assert_eq!(owner(id, 0), Some(alice()));
		assert_eq!(Purses::get(ALICE), POINTS);
		assert_eq!(free_balance(&alice()), ENDOWMENT);
		assert_eq!(Tallies::<Test>::get(id, subject(1)), Some(1));
	});
}

#[test]
fn badge_should_be_given_once_when_a_person_claims_again() {
	execute(|| {
		let id = offer(badge(), 5);
		assert_ok!(claim(&alice(), id, 1));
		assert_noop!(claim(&alice(), id, 1), E::LimitReached);
		// Also with another signature, account and membership.
		let signature = signed(genesis_hash(), id, subject(1), T0 + DAY);
		let by = origin(&alice());
		assert_noop!(Rewards::claim_badge(by, id, T0 + DAY, signature), E::LimitReached);
		enrol(stranger(), ALICE, 1);
		assert_noop!(claim(&stranger(), id, 1), E::LimitReached);
		enrol(stranger(), MemberId(300), 1);
		assert_noop!(claim(&stranger(), id, 1), E::LimitReached);
		// Also when the item is gone.
		assert_ok!(Nfts::burn(origin(&alice()), reward(id).collection, 0));
		assert_noop!(claim(&alice(), id, 1), E::LimitReached);
		assert_ok!(claim(&bob(), id, 2));
	});
}

#[test]
fn claim_should_be_refused_when_it_is_for_another_person_badge_deadline_or_chain() {
	execute(|| {
		let (id, other) = (offer(badge(), 5), offer(badge(), 5));
		let deadline = T0 + HOUR;
		let with = |signature| Rewards::claim_badge(origin(&alice()), id, deadline, signature);
		let sign = |genesis, reward, person, until| signed(genesis, reward, subject(person), until);
		let here = genesis_hash();
		assert_noop!(with(sign(H256::zero(), id, 1, deadline)), E::BadSignature);
		assert_noop!(with(sign(here, other, 1, deadline)), E::BadSignature);
		assert_noop!(with(sign(here, id, 2, deadline)), E::BadSignature);
		assert_noop!(with(sign(here, id, 1, deadline + 1)), E::BadSignature);
		// Signed by somebody else, or over the bytes without their domain.
		let payload = Rewards::claim_payload(id, subject(1), deadline);
		let forger = sp_core::sr25519::Pair::from_seed(&[6; 32]);
		assert_noop!(with(forger.sign(&payload).into()), E::BadSignature);
		let bare = (here, id, subject(1), deadline).using_encoded(sp_io::hashing::blake2_256);
		assert_noop!(with(attestor().sign(&bare).into()), E::BadSignature);
		assert_ok!(with(attestor().sign(&payload).into()));
		// Seen by somebody else, it is of no use.
		assert_noop!(claim(&bob(), id, 1), E::BadSignature);
	});
}

#[test]
fn claim_should_be_refused_when_its_deadline_has_passed() {
	execute(|| {
		let id = offer(badge(), 5);
		set_time(T0 + HOUR);
		assert_noop!(claim(&alice(), id, 1), E::ClaimExpired);
		set_time(T0 + HOUR - 1);
		assert_ok!(claim(&alice(), id, 1));
	});
}

#[test]
fn claim_should_be_refused_when_the_badge_or_the_person_is_not_there() {
	execute(|| {
		let (starts, ends) = (Some(T0 + 10), Some(T0 + 20));
		let id = offer(Terms { starts, ends, ..badge() }, 1);
		assert_noop!(claim(&alice(), id, 1), E::TooEarly);
		set_time(T0 + 10);
		assert_noop!(claim(&stranger(), id, 1), E::NotMember);
		change_person(&alice(), |person| person.assurance = Assurance::None);
		assert_noop!(claim(&alice(), id, 1), E::AssuranceTooLow);
		change_person(&alice(), |person| person.subject = None);
		assert_noop!(claim(&alice(), id, 1), E::NoSubject);
		assert_ok!(claim(&bob(), id, 2));
		enrol(stranger(), MemberId(300), 3);
		assert_noop!(claim(&stranger(), id, 3), E::SoldOut);
		set_time(T0 + 20);
		assert_noop!(claim(&stranger(), id, 3), E::RewardOver);
		assert_noop!(claim(&stranger(), RewardId(9), 3), E::UnknownReward);
		let gift = offer(gift(), 1);
		assert_noop!(claim(&bob(), gift, 2), E::NotBadge);
	});
}
