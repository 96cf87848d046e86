use super::*;

#[test]
fn same_person_should_link_old_and_new_accounts_when_they_were_of_one_member() {
	World::default().endow(fresh(), ENDOWMENT).endow(bob(), ENDOWMENT).build_and_execute(|| {
		rotate();
		let to = control(&bob(), None);
		assert_ok!(Membership::request_rotation(origin(&fresh()), to, None, None));
		wait(ROTATION_DELAY);
		assert_ok!(finish(&bob()));
		let all = [alice(), fresh(), bob()];
		for a in &all {
			for b in &all {
				assert!(same_person(a, b));
			}
			// A guardian is somebody else.
			assert!(!same_person(a, &guardian()));
		}
	});
}

#[test]
fn same_person_should_say_no_when_accounts_are_of_different_members_or_none() {
	World::default().build_and_execute(|| {
		assert_ok!(register(&bob()));
		assert!(!same_person(&alice(), &bob()));
		assert!(!same_person(&alice(), &stranger()));
		// Two that are nobody's are not one person's.
		assert!(!same_person(&sponsor(), &stranger()));
		// But one account is.
		assert!(same_person(&stranger(), &stranger()));
	});
}

#[test]
fn member_should_be_none_when_the_account_acts_for_nobody() {
	World::default().build_and_execute(|| {
		assert_eq!(acting(&alice()), Some(ALICE));
		for nobody in [guardian(), sponsor(), fresh()] {
			assert_eq!(acting(&nobody), None);
		}
		rotate();
		assert_eq!((acting(&alice()), acting(&fresh())), (None, Some(ALICE)));
	});
}

#[test]
fn subject_should_be_none_when_nobody_vouches() {
	World::default().bound().build_and_execute(|| {
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_eq!(Membership::subject(ALICE, &COUNTRY), None);
		assert_eq!(subject(NOBODY), None);
		assert_ok!(freeze(&guardian()));
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_ok!(revoke(ISSUER, None));
		assert_eq!(subject(ALICE), Some(ALICE_THERE));
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_eq!(subject(ALICE), None);
	});
}

#[test]
fn person_should_be_what_the_others_say_when_asked_at_once() {
	World::default().endow(fresh(), ENDOWMENT).bound().build_and_execute(|| {
		let person = |who: &AccountId| <Membership as Identify<AccountId>>::person(who, &SHOPS);
		let alice_is = |known| Some(Person { member: ALICE, known });
		let known = Some((ALICE_THERE, Assurance::Person));
		assert_eq!(person(&alice()), alice_is(known));
		assert_eq!(Membership::person(&alice(), &COUNTRY), alice_is(None));
		assert_eq!(person(&stranger()), None);
		// Who has a new account is not found by the old one.
		rotate();
		assert_eq!((person(&alice()), person(&fresh())), (None, alice_is(known)));
		assert_ok!(freeze(&guardian()));
		assert_eq!(person(&fresh()), None);
		assert_ok!(unfreeze(&guardian()));
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_eq!(person(&fresh()), alice_is(None));
	});
}

#[test]
fn weight_should_be_what_was_measured_when_asked() {
	let weight = <Membership as Identify<AccountId>>::weight();
	let (identify, same) = (<() as WeightInfo>::identify(), <() as WeightInfo>::same_person());
	assert_eq!(weight, identify.max(same));
	assert!(weight.ref_time() > 0);
}
