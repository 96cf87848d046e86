use super::*;

#[test]
fn register_should_store_a_member_and_hold_deposits_when_the_controller_asks() {
	World::default().build_and_execute(|| {
		let hands = control(&bob(), Some(guardian()));
		assert_ok!(Membership::register(origin(&bob()), hands, None));
		assert_eq!(
			Members::<Test>::get(NEXT),
			Some(Member {
				controller: bob(),
				recovery: Some(guardian()),
				status: Status::Active,
				rotation: None,
				accounts: 1,
				deposit: deposit(bob(), MEMBER_PRICE),
			})
		);
		let key = Key { member: NEXT, acting: true, deposit: deposit(bob(), KEY_PRICE) };
		assert_eq!(KeyOf::<Test>::get(bob()), Some(key));
		assert_eq!(NextMemberId::<Test>::get(), MemberId(2));
		assert_eq!(held(HoldReason::Member, &bob()), MEMBER_PRICE);
		assert_eq!(held(HoldReason::Key, &bob()), KEY_PRICE);
		assert_eq!(
			take_events(),
			vec![Ev::MemberRegistered {
				member: NEXT,
				controller: bob(),
				recovery: Some(guardian()),
				depositor: bob(),
			}]
		);
		assert_eq!(acting(&bob()), Some(NEXT));
		// Nobody vouches for it yet.
		assert_eq!((subject(NEXT), assurance(NEXT)), (None, Assurance::None));
	});
}

#[test]
fn register_should_hold_the_sponsors_deposits_when_the_controller_agreed() {
	World::default().build_and_execute(|| {
		let hands = control(&fresh(), None);
		let consent = consent_by(&fresh_key(), &Deed::Register(hands.clone()));
		// The account has nothing, and does not even exist.
		assert_eq!(free_balance(&fresh()), 0);
		assert_ok!(Membership::register(origin(&sponsor()), hands, Some(consent)));
		assert_eq!(held(HoldReason::Member, &sponsor()), MEMBER_PRICE);
		assert_eq!(held(HoldReason::Key, &sponsor()), KEY_PRICE);
		assert_eq!(
			take_events(),
			vec![Ev::MemberRegistered {
				member: NEXT,
				controller: fresh(),
				recovery: None,
				depositor: sponsor(),
			}]
		);
		assert_eq!(acting(&fresh()), Some(NEXT));
		assert_eq!(acting(&sponsor()), None);
	});
}

#[test]
fn sponsor_should_control_nothing_when_it_paid() {
	World::default().build_and_execute(|| {
		let hands = control(&fresh(), None);
		let consent = consent_by(&fresh_key(), &Deed::Register(hands.clone()));
		assert_ok!(Membership::register(origin(&sponsor()), hands, Some(consent)));
		let by = || origin(&sponsor());
		let to = control(&bob(), None);
		assert_noop!(Membership::request_rotation(by(), to, None, None), E::UnknownMember);
		assert_noop!(Membership::recover(by(), NEXT, bob(), None, None), E::NotRecovery);
		assert_noop!(Membership::freeze(by(), NEXT), E::NotParty);
		assert_noop!(Membership::unfreeze(by(), NEXT), E::NotParty);
		assert_noop!(Membership::cancel_rotation(by(), NEXT), E::NotParty);
		assert_noop!(Membership::close(by()), E::UnknownMember);
	});
}

#[test]
fn register_should_be_refused_when_the_controller_did_not_agree() {
	World::default().build_and_execute(|| {
		let register =
			|hands: TestControl, consent| Membership::register(origin(&sponsor()), hands, consent);
		let hands = control(&fresh(), None);
		assert_noop!(register(hands.clone(), None), E::ConsentMissing);
		// To another recovery account it did not agree, least of all to the sponsor.
		let consent = || Some(consent_by(&fresh_key(), &Deed::Register(hands.clone())));
		let others = control(&fresh(), Some(sponsor()));
		assert_noop!(register(others, consent()), E::BadConsent);
		// Nor did another account.
		let stolen = Some(consent_by(&thief_key(), &Deed::Register(hands.clone())));
		assert_noop!(register(hands.clone(), stolen), E::BadConsent);
		assert_ok!(register(hands.clone(), consent()));
	});
}

#[test]
fn register_should_be_refused_when_the_account_has_a_member() {
	World::default().build_and_execute(|| {
		assert_noop!(register(&alice()), E::KeyAlreadyUsed);
	});
}

#[test]
fn register_should_be_refused_when_the_controller_could_recover_itself() {
	World::default().build_and_execute(|| {
		let hands = control(&bob(), Some(bob()));
		let refused = Membership::register(origin(&bob()), hands, None);
		assert_noop!(refused, E::RecoveryIsController);
	});
}

#[test]
fn register_should_let_one_account_recover_several_when_they_trust_it() {
	World::default().build_and_execute(|| {
		let hands = control(&bob(), Some(alice()));
		assert_ok!(Membership::register(origin(&bob()), hands, None));
		let hands = control(&stranger(), Some(alice()));
		assert_ok!(Membership::register(origin(&stranger()), hands, None));
		// It still acts for its own alone.
		assert_eq!(acting(&alice()), Some(ALICE));
	});
}

#[test]
fn register_should_be_refused_when_the_deposits_cannot_be_held() {
	let (short, enough) = (account(61), account(62));
	World::default()
		.endow(short.clone(), ED + MEMBER_PRICE + KEY_PRICE - 1)
		.endow(enough.clone(), ED + MEMBER_PRICE + KEY_PRICE)
		.build_and_execute(|| {
			assert_noop!(register(&short), E::LacksDeposit);
			assert_ok!(register(&enough));
			assert_eq!(free_balance(&enough), ED);
		});
}

#[test]
fn register_should_be_refused_when_the_ids_are_used_up() {
	World::default().build_and_execute(|| {
		NextMemberId::<Test>::put(MemberId(u64::MAX));
		assert_noop!(register(&bob()), E::IdsExhausted);
	});
}

#[test]
fn calls_should_be_refused_when_nobody_signs() {
	World::default().bound().build_and_execute(|| {
		for by in [RuntimeOrigin::root, RuntimeOrigin::none] {
			let hands = || control(&bob(), None);
			let proof = || alices(&alice());
			assert_noop!(Membership::register(by(), hands(), None), BadOrigin);
			assert_noop!(Membership::bind_proof(by(), proof(), None), BadOrigin);
			assert_noop!(Membership::rebind_proof(by(), proof(), None), BadOrigin);
			assert_noop!(Membership::request_rotation(by(), hands(), None, None), BadOrigin);
			assert_noop!(Membership::finish_rotation(by(), ALICE), BadOrigin);
			assert_noop!(Membership::cancel_rotation(by(), ALICE), BadOrigin);
			assert_noop!(Membership::freeze(by(), ALICE), BadOrigin);
			assert_noop!(Membership::unfreeze(by(), ALICE), BadOrigin);
			assert_noop!(Membership::recover(by(), ALICE, bob(), None, None), BadOrigin);
			assert_noop!(Membership::close(by()), BadOrigin);
			let signers = signers(&[issuer_key()]);
			let name = "x".try_into().unwrap();
			assert_noop!(Membership::register_issuer(by(), name, signers), BadOrigin);
			assert_noop!(Membership::remove_issuer(by(), ISSUER), BadOrigin);
		}
	});
}
