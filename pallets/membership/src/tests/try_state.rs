use super::*;

/// Spoils a sound state, and tells what the checks say to it.
fn spoiled(spoil: impl FnOnce()) -> &'static str {
	World::default().bound().build().execute_with(|| {
		assert_ok!(register(&bob()));
		rotate();
		assert_ok!(Membership::do_try_state());
		spoil();
		match Membership::do_try_state() {
			Err(sp_runtime::TryRuntimeError::Other(message)) => message,
			other => panic!("{other:?}"),
		}
	})
}

fn change(change: impl FnOnce(&mut MemberOf<Test>)) {
	Members::<Test>::mutate(ALICE, |slot| change(slot.as_mut().unwrap()));
}

fn change_key(who: &AccountId, change: impl FnOnce(&mut KeyFor<Test>)) {
	KeyOf::<Test>::mutate(who, |slot| change(slot.as_mut().unwrap()));
}

fn change_binding(change: impl FnOnce(&mut BindingOf<Test>)) {
	Nullifiers::<Test>::mutate(SHOPS, ALICE_THERE, |slot| {
		let binding = slot.as_mut().unwrap();
		change(binding);
		// What is on record about the member says the same.
		Subjects::<Test>::insert(ALICE, SHOPS, binding.subject(ALICE_THERE));
	});
}

fn change_issuer(change: impl FnOnce(&mut IssuerOf<Test>)) {
	Issuers::<Test>::mutate(ISSUER, |slot| change(slot.as_mut().unwrap()));
}

fn rotation(to: TestControl) -> Option<Rotation<AccountId>> {
	Some(Rotation { by: Party::Controller, to, consented: false, word: None, ready_at: 0 })
}

#[test]
fn try_state_should_fail_when_a_member_is_unsound() {
	let never = || NextMemberId::<Test>::put(MemberId(1));
	assert_eq!(spoiled(never), "a member's id was never given out");
	let others = || change(|member| member.controller = bob());
	assert_eq!(spoiled(others), "a member's controller is not its account");
	let nobodys = || change(|member| member.controller = stranger());
	assert_eq!(spoiled(nobodys), "a member's controller is not its account");
	let itself = || change(|member| member.recovery = Some(fresh()));
	assert_eq!(spoiled(itself), "a member's controller can recover it");
	let miscounted = || change(|member| member.accounts += 1);
	assert_eq!(spoiled(miscounted), "a member does not count its accounts right");
}

#[test]
fn try_state_should_fail_when_a_rotation_is_unsound() {
	let message = "a member's next hands are unsound";
	let none = || change(|member| member.rotation = rotation(control(&fresh(), Some(guardian()))));
	assert_eq!(spoiled(none), message);
	let both = || change(|member| member.rotation = rotation(control(&thief(), Some(thief()))));
	assert_eq!(spoiled(both), message);
	let back = || change(|member| member.rotation = rotation(control(&alice(), None)));
	assert_eq!(spoiled(back), "a member would get an account back");
}

#[test]
fn try_state_should_fail_when_an_account_is_unsound() {
	let moved = || change_key(&alice(), |key| key.member = NOBODY);
	assert_eq!(spoiled(moved), "an account is of a member that never was");
	let moved = || change_key(&alice(), |key| key.member = NEXT);
	assert_eq!(spoiled(moved), "a member does not count its accounts right");
	let message = "an account does not act for whom it should";
	assert_eq!(spoiled(|| change_key(&alice(), |key| key.acting = true)), message);
	assert_eq!(spoiled(|| change_key(&fresh(), |key| key.acting = false)), message);
	let frozen = Status::Frozen { until: 0 };
	assert_eq!(spoiled(|| change(|member| member.status = frozen)), message);
}

#[test]
fn try_state_should_fail_when_trust_in_an_issuer_is_told_in_two_ways() {
	let message = "since when an issuer was compromised is told in two ways";
	assert_eq!(spoiled(|| Compromised::<Test>::insert(ISSUER, T0)), message);
	let other = || {
		assert_ok!(revoke(ISSUER, Some(T0)));
		assert_ok!(Membership::do_try_state());
		Compromised::<Test>::insert(ISSUER, T0 - 1);
	};
	assert_eq!(spoiled(other), message);
	let stray = || Compromised::<Test>::insert(IssuerId(7), T0);
	assert_eq!(spoiled(stray), "an issuer is compromised that is not there");
}

#[test]
fn try_state_should_fail_when_a_link_is_unsound() {
	let linked = |member, earlier| {
		spoiled(|| {
			let deposit = deposit(alice(), 0);
			Links::<Test>::insert(member, Link { earlier, deposit });
		})
	};
	assert_eq!(linked(NOBODY, ALICE), "a person was a member that never was");
	assert_eq!(linked(ALICE, NOBODY), "a person was a member that never was");
	assert_eq!(linked(ALICE, ALICE), "a person was a member before itself");
	let unpaid = || {
		let deposit = deposit(alice(), 1);
		Links::<Test>::insert(NEXT, Link { earlier: ALICE, deposit });
	};
	assert_eq!(spoiled(unpaid), "the deposits on record are not what is held");
}

#[test]
fn try_state_should_fail_when_a_nullifier_is_unsound() {
	let never = || change_binding(|binding| binding.member = NOBODY);
	assert_eq!(spoiled(never), "a nullifier stands for a member that never was");
	let message = "there is no way back to a nullifier";
	assert_eq!(spoiled(|| change_binding(|binding| binding.member = NEXT)), message);
	assert_eq!(spoiled(|| Subjects::<Test>::remove(ALICE, SHOPS)), message);
	let stale =
		|| Subjects::<Test>::mutate(ALICE, SHOPS, |slot| slot.as_mut().unwrap().bound_at += 1);
	assert_eq!(spoiled(stale), message);
	let known = |nullifier| binding(ALICE_THERE).unwrap().subject(nullifier);
	let twice = || Subjects::<Test>::insert(NEXT, SHOPS, known(ALICE_THERE));
	assert_eq!(spoiled(twice), "a subject is another member's");
	let lost = || Subjects::<Test>::insert(NEXT, SHOPS, known(BOB_THERE));
	assert_eq!(spoiled(lost), "a subject is another member's");
	let nothing = || change_binding(|binding| binding.assurance = Assurance::None);
	assert_eq!(spoiled(nothing), "a nullifier is of no assurance");
}

#[test]
fn try_state_should_fail_when_an_issuer_is_unsound() {
	let message = "an issuer does not count what it vouches for";
	assert_eq!(spoiled(|| change_issuer(|issuer| issuer.bindings = 2)), message);
	assert_eq!(spoiled(|| change_binding(|binding| binding.issuer = RIVAL)), message);
	let outlived = || {
		change_binding(|binding| binding.issuer = IssuerId(7));
		change_issuer(|issuer| issuer.bindings = 0);
	};
	assert_eq!(spoiled(outlived), "what an issuer vouches for outlived it");
	let never = || NextIssuerId::<Test>::put(IssuerId(1));
	assert_eq!(spoiled(never), "an issuer's id was never given out");
	let keyless = || change_issuer(|issuer| issuer.signers = signers(&[]));
	assert_eq!(spoiled(keyless), "an issuer's keys are unsound");
	let early = || change_issuer(|issuer| issuer.status = IssuerStatus::Proposed);
	assert_eq!(spoiled(early), "an issuer vouches that was never admitted");
	let empty = grants(&[(SHOPS, Assurance::None)]);
	let empty = || change_issuer(|issuer| issuer.status = IssuerStatus::Admitted(empty));
	assert_eq!(spoiled(empty), "an issuer's grants are unsound");
	let later = IssuerStatus::Revoked { at: T0, compromised_since: Some(Moment::MAX) };
	let later = || {
		change_issuer(|issuer| issuer.status = later);
		Compromised::<Test>::insert(ISSUER, Moment::MAX);
	};
	assert_eq!(spoiled(later), "an issuer was compromised in the future");
}

#[test]
fn try_state_should_fail_when_holds_are_not_what_is_booked() {
	let message = "the deposits on record are not what is held";
	assert_eq!(spoiled(|| change(|member| member.deposit.amount += 1)), message);
	assert_eq!(spoiled(|| change_key(&alice(), |key| key.deposit.amount -= 1)), message);
	assert_eq!(spoiled(|| change_key(&fresh(), |key| key.deposit.depositor = bob())), message);
	assert_eq!(spoiled(|| change_binding(|binding| binding.deposit.amount += 1)), message);
	assert_eq!(spoiled(|| change_issuer(|issuer| issuer.deposit.amount -= 1)), message);
}
