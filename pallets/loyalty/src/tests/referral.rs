use super::*;

fn refer(by: MemberId, rule: RuleId, referred: MemberId) -> Claim {
	claim_of(by, rule, 1, Evidence::Referral(subject_of(referred)))
}

#[test]
fn referral_should_award_points_when_somebody_is_new() {
	World::default().build_and_execute(|| {
		assert_ok!(submit(&alice(), refer(ALICE, REFERRAL, BOB)));
		assert_eq!(spendable(ALICE), 50);
		// That Bob came, and that Alice was there.
		for subject in [subject_of(BOB), subject_of(ALICE)] {
			let seen = Claims::<Test>::get(PROGRAM, Claim::arrival(&subject)).unwrap();
			assert_eq!((seen.keep, seen.deposit.amount), (Keep::WithProgram, CLAIM));
		}
		assert_eq!(ledger().records, Records { count: 3, deposits: ACCOUNT + 2 * CLAIM });
		// The second time that she was there is on record already.
		assert_ok!(submit(&alice(), refer(ALICE, REFERRAL, CAROL)));
		assert_eq!(ledger().records, Records { count: 4, deposits: ACCOUNT + 3 * CLAIM });
	});
}

#[test]
fn referral_should_be_refused_when_people_refer_themselves() {
	World::default().build_and_execute(|| {
		assert_noop!(submit(&alice(), refer(ALICE, REFERRAL, ALICE)), E::ReferredOneself);
		// Another member of the same person: registered once more, or with a key that was changed.
		let again = MemberId(101);
		let subject = Some(subject_of(ALICE));
		let person = Person { member: again, subject, assurance: Assurance::Person };
		People::mutate(|people| people.insert(stranger(), person));
		let claim = Claim { subject: subject_of(ALICE), ..refer(again, REFERRAL, ALICE) };
		assert_noop!(submit(&stranger(), claim), E::ReferredOneself);
	});
}

#[test]
fn referral_should_be_refused_when_the_person_was_referred_before() {
	World::default().build_and_execute(|| {
		assert_ok!(submit(&alice(), refer(ALICE, REFERRAL, BOB)));
		let again = Claim { nonce: 2, ..refer(ALICE, REFERRAL, BOB) };
		assert_noop!(submit(&alice(), again), E::ReferredNotNew);
		assert_noop!(submit(&carol(), refer(CAROL, REFERRAL, BOB)), E::ReferredNotNew);
		// Bob's membership is closed, and he comes again: he is the same person.
		People::mutate(|people| people.remove(&bob()));
		let subject = Some(subject_of(BOB));
		let person = Person { member: MemberId(201), subject, assurance: Assurance::Person };
		People::mutate(|people| people.insert(bob(), person));
		assert_noop!(submit(&carol(), refer(CAROL, REFERRAL, BOB)), E::ReferredNotNew);
		// Nobody can make the chain forget it.
		let key = Claim::arrival(&subject_of(BOB));
		let list = || vec![Stale::Claim(key)].try_into().unwrap();
		wait_epochs(50);
		// The points have expired.
		assert_ok!(Loyalty::prune(origin(&alice()), PROGRAM, list()));
		assert_noop!(Loyalty::prune(origin(&alice()), PROGRAM, list()), E::NothingToPrune);
		assert_noop!(submit(&carol(), refer(CAROL, REFERRAL, BOB)), E::ReferredNotNew);
	});
}

#[test]
fn referral_should_be_refused_when_people_refer_each_other_in_a_circle() {
	World::default().build_and_execute(|| {
		assert_ok!(submit(&alice(), refer(ALICE, REFERRAL, BOB)));
		assert_noop!(submit(&bob(), refer(BOB, REFERRAL, ALICE)), E::ReferredNotNew);
		assert_ok!(submit(&bob(), refer(BOB, REFERRAL, CAROL)));
		assert_noop!(submit(&carol(), refer(CAROL, REFERRAL, ALICE)), E::ReferredNotNew);
		assert_noop!(submit(&carol(), refer(CAROL, REFERRAL, BOB)), E::ReferredNotNew);
	});
}

#[test]
fn referral_should_be_refused_when_another_rule_awarded_it() {
	World::default().build_and_execute(|| {
		assert_ok!(submit(&alice(), refer(ALICE, REFERRAL, BOB)));
		assert_ok!(Loyalty::add_rule(origin(&operator()), PROGRAM, referral_rule()));
		wait_epochs(1);
		assert_noop!(submit(&carol(), refer(CAROL, 5, BOB)), E::ReferredNotNew);
	});
}
