use super::*;

#[test]
fn claim_should_award_points_when_an_attestor_signed() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		assert_ok!(submit(&alice(), claim));
		let (program, rule, member) = (PROGRAM, TASK, ALICE);
		assert_eq!(
			take_events(),
			vec![Ev::PointsEarned { program, rule, member, points: 20, netted: 0 }]
		);
		assert_eq!(lots(ALICE), vec![at(13, 20)]);
		let seen = Claims::<Test>::get(PROGRAM, claim.key()).unwrap();
		assert_eq!(seen.keep, Keep::Until(claim.deadline));
		// The rule counts nobody apart, so there is no tally.
		assert_eq!(ledger().records, Records { count: 2, deposits: ACCOUNT + CLAIM });
		assert_eq!(Heard::take(), vec![(ranked(TASK, ALICE, 20, None), false)]);
	});
}

#[test]
fn claim_should_be_refused_when_it_was_accepted_before() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		assert_ok!(submit(&alice(), claim));
		assert_noop!(submit(&alice(), claim), E::ClaimAlreadyUsed);
		let renewed = Claim { deadline: claim.deadline + 1, ..claim };
		assert_noop!(submit(&alice(), renewed), E::ClaimAlreadyUsed);
		assert_ok!(submit(&alice(), Claim { nonce: 2, ..claim }));
	});
}

#[test]
fn claim_should_be_refused_when_it_has_expired() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		set_time(claim.deadline);
		assert_noop!(submit(&alice(), claim), E::ClaimExpired);
		set_time(claim.deadline - 1);
		assert_ok!(submit(&alice(), claim));
	});
}

#[test]
fn claim_should_be_refused_when_it_is_somebody_elses() {
	World::default().build_and_execute(|| {
		assert_noop!(submit(&bob(), task_of(ALICE, 1)), E::NotOwnClaim);
		assert_noop!(submit(&stranger(), task_of(ALICE, 1)), E::NotMember);
	});
}

#[test]
fn claim_should_be_refused_when_the_signature_does_not_fit() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		let by = || origin(&alice());
		let send = |claim, signer, signature| Loyalty::claim_task(by(), claim, signer, signature);
		let other = sp_keyring::Sr25519Keyring::Eve;
		let digest = sp_io::hashing::blake2_256(&claim.message(genesis_hash()));
		let forged: sp_runtime::MultiSignature = other.pair().sign(&digest).into();
		assert_noop!(send(claim, other.to_account_id(), forged.clone()), E::NotAttestor);
		assert_noop!(send(claim, attestor_account(), forged), E::BadSignature);
		// Of another claim, chain, or kind of message.
		for changed in [
			Claim { program: ProgramId(1), ..claim },
			Claim { rule: 3, ..claim },
			Claim { subject: subject_of(BOB), ..claim },
			Claim { nonce: 2, ..claim },
			Claim { deadline: claim.deadline + 1, ..claim },
			Claim { evidence: Evidence::Review(ORDER), ..claim },
		] {
			let signature = signed(&changed);
			assert_noop!(send(claim, attestor_account(), signature), E::BadSignature);
		}
		let elsewhere = sp_io::hashing::blake2_256(&claim.message(H256::zero()));
		let signature = attestor().sign(&elsewhere).into();
		assert_noop!(send(claim, attestor_account(), signature), E::BadSignature);
		let raw = attestor().sign(&claim.message(genesis_hash())).into();
		assert_noop!(send(claim, attestor_account(), raw), E::BadSignature);
		assert_ok!(send(claim, attestor_account(), signed(&claim)));
	});
}

#[test]
fn payload_should_be_what_attestors_sign_when_asked() {
	World::default().build_and_execute(|| {
		let claim = task_of(ALICE, 1);
		let digest = sp_io::hashing::blake2_256(&claim.message(genesis_hash()));
		assert_eq!(Loyalty::claim_payload(&claim), digest);
	});
}

#[test]
fn claim_should_be_refused_when_the_evidence_is_for_another_rule() {
	World::default().build_and_execute(|| {
		put_order(ORDER, parties(&alice()));
		let all = [
			(TASK, Evidence::Task),
			(REVIEW, Evidence::Review(ORDER)),
			(REFERRAL, Evidence::Referral(subject_of(BOB))),
		];
		for (rule, fits) in all {
			for (_, evidence) in all.into_iter().filter(|(_, evidence)| *evidence != fits) {
				let claim = claim_of(ALICE, rule, 1, evidence);
				assert_noop!(submit(&alice(), claim), E::WrongTrigger);
			}
		}
		assert_noop!(
			submit(&alice(), claim_of(ALICE, CHECK_IN, 1, Evidence::Task)),
			E::WrongTrigger
		);
	});
}

#[test]
fn review_should_award_points_once_when_the_order_is_settled() {
	World::default().build_and_execute(|| {
		let review = || claim_of(ALICE, REVIEW, 1, Evidence::Review(ORDER));
		assert_noop!(submit(&alice(), review()), E::UnknownOrder);
		put_order(ORDER, parties(&alice()));
		assert_noop!(submit(&alice(), review()), E::OrderNotSettled);
		change_order(ORDER, |order| order.stage = OrderStage::Settled);
		assert_noop!(
			submit(&bob(), claim_of(BOB, REVIEW, 1, Evidence::Review(ORDER))),
			E::NotOwnOrder
		);
		assert_ok!(submit(&alice(), review()));
		assert_eq!(spendable(ALICE), 30);
		let second = Claim { nonce: 2, ..review() };
		assert_noop!(submit(&alice(), second), E::ClaimAlreadyUsed);
		let key = second.key();
		assert_eq!(Claims::<Test>::get(PROGRAM, key).unwrap().keep, Keep::WithOrder(ORDER));
	});
}

#[test]
fn review_should_be_refused_when_the_merchant_is_not_served_or_is_the_buyer() {
	World::default().build_and_execute(|| {
		let review = || claim_of(ALICE, REVIEW, 1, Evidence::Review(ORDER));
		let elsewhere = Parties { merchant: stranger(), ..parties(&alice()) };
		put_order(ORDER, elsewhere);
		change_order(ORDER, |order| order.stage = OrderStage::Settled);
		assert_noop!(submit(&alice(), review()), E::MerchantNotServed);
		// The merchant is Alice as well.
		change_order(ORDER, |order| order.parties = parties(&alice()));
		enrol(merchant(), ALICE);
		assert_noop!(submit(&alice(), review()), E::SelfDealing);
	});
}

#[test]
fn claim_should_be_refused_when_a_limit_is_reached() {
	World::default().rule(TASK, |rule| rule.limits.per_subject = Some(39)).build_and_execute(
		|| {
			assert_ok!(submit(&alice(), task_of(ALICE, 1)));
			assert_noop!(submit(&alice(), task_of(ALICE, 2)), E::SubjectCapReached);
			assert_eq!(ledger().records.count, 3);
			wait(DAY);
			assert_ok!(submit(&alice(), task_of(ALICE, 2)));
		},
	);
}
