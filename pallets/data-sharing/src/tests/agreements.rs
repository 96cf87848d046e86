//! Agreements: who proposed what, and who is bound.

use super::*;

fn propose(terms: Terms) -> DispatchResult {
	Data::propose(origin(&owner()), consumer(), Side::Provider, terms)
}

fn other_terms() -> Terms {
	Terms { purposes: Purposes::SERVICE, ..terms() }
}

#[test]
fn terms_should_wait_for_the_other_side_when_they_are_proposed() {
	run(|| {
		assert_eq!(offered_with(terms()), AGREEMENT);
		let made = agreement();
		assert_eq!((made.provider.clone(), made.consumer.clone()), (owner(), consumer()));
		assert_eq!((made.state, made.round), (AgreementState::Offered, 1));
		assert_eq!(made.terms_hash, terms().hash(AGREEMENT, &owner(), &consumer()));
		assert!(held(HoldReason::Record, &owner()) > 1_000);
		let event = Ev::TermsProposed {
			agreement: AGREEMENT,
			provider: owner(),
			consumer: consumer(),
			by: Side::Provider,
			round: 1,
			terms_hash: made.terms_hash,
		};
		assert_eq!(take_events(), vec![event]);
		assert_ok!(Data::propose(origin(&consumer()), owner(), Side::Consumer, terms()));
		let asked = agreement_of(AgreementId(1));
		assert_eq!((asked.provider, asked.consumer), (owner(), consumer()));
		assert_eq!(asked.state, AgreementState::Requested);
		let alone = Data::propose(origin(&owner()), owner(), Side::Provider, terms());
		assert_noop!(alone, E::SameParty);
	});
}

#[test]
fn terms_should_be_refused_when_they_make_no_sense() {
	run(|| {
		let unknown = E::UnknownPurposeOrAction;
		assert_noop!(propose(Terms { purposes: Purposes(0), ..terms() }), unknown);
		let unknown = E::UnknownPurposeOrAction;
		assert_noop!(propose(Terms { purposes: Purposes(1 << 20), ..terms() }), unknown);
		let unknown = E::UnknownPurposeOrAction;
		assert_noop!(propose(Terms { actions: Actions(0), ..terms() }), unknown);
		assert_noop!(propose(Terms { fields: 0, ..terms() }), E::NothingGranted);
		assert_noop!(propose(Terms { max_access: Some(0), ..terms() }), E::NothingGranted);
		assert_noop!(propose(Terms { not_after: T0, ..terms() }), E::NeverInForce);
		let never = Terms { not_before: T0 + 9, not_after: T0 + 9, ..terms() };
		assert_noop!(propose(never), E::NeverInForce);
		assert_noop!(propose(Terms { onward_depth: 5, ..terms() }), E::OnwardDepth);
		assert_noop!(propose(Terms { actions: Actions::USE, ..terms() }), E::OnwardDepth);
		assert_ok!(propose(Terms { actions: Actions::USE, onward_depth: 0, ..terms() }));
		for regions in [vec![*b"de"], vec![*b"DE", *b"CN"], vec![*b"DE", *b"DE"]] {
			let regions = regions.try_into().unwrap();
			assert_noop!(propose(Terms { regions, ..terms() }), E::MalformedRegion);
		}
		let price = Some(souk_primitives::data::Price { asset: USD, amount: 0 });
		assert_noop!(propose(Terms { price, ..terms() }), E::PriceOfZero);
	});
}

#[test]
fn terms_should_not_be_accepted_when_they_were_swapped_before() {
	run(|| {
		offered_with(terms());
		let seen = agreement();
		let counter = |by: &AccountId, round, hash, terms| {
			Data::counter(origin(by), AGREEMENT, round, hash, terms)
		};
		// Its own offer nobody answers.
		let own = counter(&owner(), 1, seen.terms_hash, other_terms());
		assert_noop!(own, E::NotNow);
		assert_ok!(counter(&consumer(), 1, seen.terms_hash, other_terms()));
		assert_ok!(counter(&owner(), 2, agreement().terms_hash, other_terms()));
		// The consumer looked at the first offer.
		let swapped = Data::accept(origin(&consumer()), AGREEMENT, seen.round, seen.terms_hash);
		assert_noop!(swapped, E::TermsMoved);
		let swapped = Data::accept(origin(&consumer()), AGREEMENT, 3, seen.terms_hash);
		assert_noop!(swapped, E::TermsMoved);
		let hash = agreement().terms_hash;
		let old = Data::accept(origin(&consumer()), AGREEMENT, 1, hash);
		assert_noop!(old, E::TermsMoved);
		assert_noop!(counter(&consumer(), 2, hash, terms()), E::TermsMoved);
		let bad = Terms { fields: 0, ..terms() };
		assert_noop!(counter(&consumer(), 3, hash, bad), E::NothingGranted);
		assert_ok!(Data::accept(origin(&consumer()), AGREEMENT, 3, hash));
		assert_eq!(agreement().terms, other_terms());
	});
}

#[test]
fn agreement_should_be_in_force_when_both_sides_said_so() {
	run(|| {
		offered_with(terms());
		take_events();
		assert_noop!(accept(AGREEMENT, &owner()), E::NotNow);
		assert_noop!(accept(AGREEMENT, &third()), E::NotParty);
		assert_ok!(accept(AGREEMENT, &consumer()));
		assert_eq!(held(HoldReason::Bond, &consumer()), 500);
		assert_noop!(Data::finalize(origin(&consumer()), AGREEMENT), E::NotNow);
		assert_noop!(Data::finalize(origin(&third()), AGREEMENT), E::NotParty);
		assert_noop!(Data::finalize(origin(&owner()), AgreementId(1)), E::UnknownAgreement);
		assert_ok!(Data::finalize(origin(&owner()), AGREEMENT));
		assert_eq!(agreement().state, AgreementState::Finalized);
		let moved = |by, state| Ev::AgreementMoved { agreement: AGREEMENT, by, state };
		let events = vec![
			moved(Side::Consumer, AgreementState::Agreed { by: Side::Consumer }),
			moved(Side::Provider, AgreementState::Finalized),
		];
		assert_eq!(take_events(), events);
	});
}

#[test]
fn bond_should_be_held_once_when_the_consumer_confirms_last() {
	run(|| {
		assert_ok!(Data::propose(origin(&consumer()), owner(), Side::Consumer, terms()));
		assert_ok!(accept(AGREEMENT, &owner()));
		assert_eq!(held(HoldReason::Bond, &consumer()), 0);
		assert_ok!(Data::finalize(origin(&consumer()), AGREEMENT));
		assert_eq!(held(HoldReason::Bond, &consumer()), 500);
		assert_eq!(agreement().bond, 500);
	});
}

#[test]
fn bond_should_keep_the_consumer_out_when_it_cannot_be_held() {
	run(|| {
		offered_with(Terms { bond: 2 * ENDOWMENT, ..terms() });
		let hash = agreement().terms_hash;
		let refused = Data::accept(origin(&consumer()), AGREEMENT, 1, hash);
		assert!(refused.is_err());
		assert_eq!(agreement().state, AgreementState::Offered);
	});
}

#[test]
fn agreement_should_not_come_into_force_when_its_time_is_over() {
	run(|| {
		offered_with(terms());
		hypothetically!({
			set_time(terms().not_after);
			assert_noop!(accept(AGREEMENT, &consumer()), E::NeverInForce);
		});
		assert_ok!(accept(AGREEMENT, &consumer()));
		set_time(terms().not_after);
		assert_noop!(Data::finalize(origin(&owner()), AGREEMENT), E::NeverInForce);
	});
}

#[test]
fn reading_should_stop_at_once_when_either_side_suspends_until_it_resumes() {
	run(|| {
		readable();
		for (side, other) in [(owner(), consumer()), (consumer(), owner())] {
			assert_ok!(Data::suspend(origin(&side), AGREEMENT));
			assert_eq!(denied(&consumer()), Denial::AgreementNotInForce);
			assert_noop!(Data::suspend(origin(&side), AGREEMENT), E::NotNow);
			// Nobody lifts what the other wants.
			assert_noop!(Data::resume(origin(&other), AGREEMENT), E::NotNow);
			assert_noop!(Data::resume(origin(&third()), AGREEMENT), E::NotParty);
			assert_ok!(Data::suspend(origin(&other), AGREEMENT));
			assert_ok!(Data::resume(origin(&side), AGREEMENT));
			assert_eq!(denied(&consumer()), Denial::AgreementNotInForce);
			assert_ok!(Data::resume(origin(&other), AGREEMENT));
			assert!(check(&consumer()).is_ok());
		}
	});
}

#[test]
fn reading_should_stop_for_good_when_either_side_terminates() {
	for side in [owner(), consumer()] {
		run(|| {
			readable();
			assert_ok!(Data::terminate(origin(&side), AGREEMENT));
			assert_eq!(denied(&consumer()), Denial::AgreementNotInForce);
			assert_eq!(agreement().state, AgreementState::Terminated { at: T0 });
			for by in [owner(), consumer()] {
				assert_noop!(Data::resume(origin(&by), AGREEMENT), E::NotNow);
				assert_noop!(Data::finalize(origin(&by), AGREEMENT), E::NotNow);
				assert_noop!(Data::terminate(origin(&by), AGREEMENT), E::NotNow);
			}
		});
	}
}

#[test]
fn reading_should_begin_and_end_exactly_when_the_terms_say() {
	run(|| {
		readable_with(
			DataClass::Business,
			Terms { not_before: T0, not_after: T0 + 1_000_000, ..terms() },
		);
		hypothetically!({
			set_time(T0 - 1);
			assert_eq!(denied(&consumer()), Denial::TooEarly);
		});
		assert!(check(&consumer()).is_ok());
		set_time(T0 + 999_999);
		assert!(check(&consumer()).is_ok());
		set_time(T0 + 1_000_000);
		assert_eq!(denied(&consumer()), Denial::Expired);
	});
}

#[test]
fn ids_should_not_come_again_when_they_are_used_up() {
	run(|| {
		NextAgreementId::<Test>::put(AgreementId(u64::MAX));
		assert_noop!(propose(terms()), E::IdsExhausted);
	});
}
