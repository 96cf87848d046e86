use super::*;

#[test]
fn partners_should_be_on_record_when_both_agree() {
	run(|| {
		assert_ok!(propose());
		let (program, partner) = (AIR, BEAN);
		let proposed = Ev::PartnerProposed { program, partner, there: there(), back: back() };
		assert_eq!(take_events(), vec![proposed]);
		let deposit = deposit_of(&airline());
		assert!(deposit > 100);
		assert_eq!(partnership().stage, Stage::Proposed(Side::Lower));
		assert_ok!(accept());
		let (program, partner) = (BEAN, AIR);
		assert_eq!(take_events(), vec![Ev::PartnerAccepted { program, partner }]);
		let expected = Partnership {
			stage: Stage::Agreed,
			operators: Both { lower: airline(), higher: cafe() },
			ways: Both { lower: Way::new(there()), higher: Way::new(back()) },
			payer: airline(),
			deposit,
		};
		assert_eq!(partnership(), expected);
	});
}

#[test]
fn partners_should_be_on_record_the_same_when_the_other_proposes() {
	run(|| {
		let by = origin(&cafe());
		assert_ok!(Coalition::propose_partner(by, BEAN, AIR, back(), there()));
		assert_eq!(partnership().stage, Stage::Proposed(Side::Higher));
		assert_eq!(partnership().ways.lower.offer, there());
		let by = origin(&airline());
		assert_ok!(Coalition::accept_partner(by, AIR, BEAN, there(), back()));
		assert_eq!((deposit_of(&airline()), partnership().payer), (0, cafe()));
	});
}

#[test]
fn propose_should_be_refused_when_something_is_wrong() {
	run(|| {
		let send = |who: &AccountId, own, partner, there, back| {
			Coalition::propose_partner(origin(who), own, partner, there, back)
		};
		assert_noop!(send(&airline(), AIR, AIR, there(), there()), E::SameProgram);
		assert_noop!(send(&airline(), AIR, ProgramId(9), there(), back()), E::UnknownProgram);
		assert_noop!(send(&airline(), ProgramId(9), AIR, there(), back()), E::UnknownProgram);
		assert_noop!(send(&cafe(), AIR, BEAN, there(), back()), E::NotOperator);
		assert_noop!(send(&airline(), AIR, BEAN, offer(0.into()), back()), E::ZeroRate);
		let all = Offer { haircut: Permill::one(), ..there() };
		assert_noop!(send(&airline(), AIR, BEAN, all, back()), E::ZeroRate);
		let by = RuntimeOrigin::root();
		assert_noop!(
			Coalition::propose_partner(by, AIR, BEAN, there(), back()),
			sp_runtime::DispatchError::BadOrigin
		);
		assert_ok!(propose());
		assert_noop!(propose(), E::AlreadyPartners);
		let again = send(&cafe(), BEAN, AIR, back(), there());
		assert_noop!(again, E::AlreadyPartners);
	});
}

#[test]
fn propose_should_be_refused_when_the_operator_cannot_pay_for_the_record() {
	run(|| {
		let all = free_balance(&airline());
		use frame_support::traits::{fungible::Mutate, tokens::Preservation};
		let most = all - ED;
		let gone = Balances::transfer(&airline(), &bob(), most, Preservation::Preserve);
		assert_ok!(gone);
		assert_noop!(propose(), E::OperatorLacksDeposit);
	});
}

#[test]
fn offers_should_be_refused_when_points_would_be_worth_more_after_them() {
	run(|| {
		let least = FixedU128::from_inner(1);
		let dear = |rate: FixedU128| offer(rate + least);
		let send =
			|there, back| Coalition::propose_partner(origin(&airline()), AIR, BEAN, there, back);
		assert_noop!(send(dear(there().rate), back()), E::RateTooHigh);
		assert_noop!(send(there(), dear(back().rate)), E::RateTooHigh);
		assert_noop!(send(offer(FixedU128::from_inner(u128::MAX)), back()), E::RateTooHigh);
		// What is forgone makes no higher rate fair: the operators could change their minds about it.
		let forgone = Offer { haircut: Permill::from_percent(50), ..offer(5.into()) };
		assert_noop!(send(forgone, back()), E::RateTooHigh);
		assert_ok!(send(there(), back()));
	});
}

#[test]
fn offers_should_be_refused_when_points_are_worth_nothing() {
	let nothing = || terms(FixedU128::from_u32(0), 0, 7, 36);
	run_with(air_terms(), nothing(), || {
		assert_noop!(propose(), E::WorthlessPoints);
	});
	run_with(nothing(), bean_terms(), || {
		assert_noop!(propose(), E::WorthlessPoints);
	});
}

#[test]
fn offers_should_be_refused_when_points_would_never_end() {
	let forever = pallet_loyalty::Terms { lifetime: Lifetime::Perpetual, ..bean_terms() };
	run_with(air_terms(), forever, || {
		assert_noop!(propose(), E::WouldNeverEnd);
	});
}

#[test]
fn accept_should_be_refused_when_it_is_not_what_was_proposed() {
	run(|| {
		assert_noop!(accept(), E::NotPartners);
		assert_ok!(propose());
		let send = |who: &AccountId, own, partner, there, back| {
			Coalition::accept_partner(origin(who), own, partner, there, back)
		};
		assert_noop!(send(&airline(), AIR, BEAN, there(), back()), E::OwnProposal);
		assert_noop!(send(&airline(), BEAN, AIR, back(), there()), E::NotOperator);
		assert_noop!(send(&cafe(), BEAN, AIR, there(), back()), E::OfferDiffers);
		for change in [
			|offer: &mut OfferOf<Test>| offer.credit += 1,
			|offer: &mut OfferOf<Test>| offer.daily_cap -= 1,
			|offer: &mut OfferOf<Test>| offer.haircut = Permill::from_percent(1),
		] {
			let (mut one, mut other) = (back(), there());
			change(&mut one);
			assert_noop!(send(&cafe(), BEAN, AIR, one, there()), E::OfferDiffers);
			change(&mut other);
			assert_noop!(send(&cafe(), BEAN, AIR, back(), other), E::OfferDiffers);
		}
		assert_ok!(accept());
		assert_noop!(accept(), E::NotProposed);
		assert_noop!(exchange(AIR, ProgramId(9), 1), E::NotPartners);
	});
}

#[test]
fn accept_should_be_refused_when_the_other_program_has_closed() {
	run(|| {
		assert_ok!(propose());
		assert_ok!(Loyalty::wind_down(origin(&airline()), AIR));
		wait(DAY);
		assert_ok!(Loyalty::close_program(origin(&stranger()), AIR));
		assert_noop!(accept(), E::UnknownProgram);
	});
}

#[test]
fn proposal_should_leave_the_record_when_either_side_ends_it() {
	for (who, own, partner) in [(airline(), AIR, BEAN), (cafe(), BEAN, AIR)] {
		run(|| {
			assert_ok!(propose());
			let by = origin(&stranger());
			assert_noop!(Coalition::end_partner(by, AIR, BEAN), E::NotOperator);
			take_events();
			assert_ok!(Coalition::end_partner(origin(&who), own, partner));
			let (lower, higher) = (AIR, BEAN);
			let expected = vec![
				Ev::PartnerEnded { program: own, partner },
				Ev::PartnershipRemoved { lower, higher },
			];
			assert_eq!(take_events(), expected);
			assert_eq!(deposit_of(&airline()), 0);
			assert!(!Partnerships::<Test>::contains_key(AIR, BEAN));
			assert_ok!(propose());
		});
	}
}

#[test]
fn partners_should_exchange_nothing_when_one_has_ended_it() {
	run(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 10));
		assert_ok!(Coalition::end_partner(origin(&cafe()), BEAN, AIR));
		// Ten of the airline's were backed with 10, and are worth 20.
		assert_eq!((partnership().stage, partnership().ways.lower.owed), (Stage::Ended, 10));
		assert_noop!(exchange(AIR, BEAN, 10), E::NotAgreed);
		let by = origin(&airline());
		assert_noop!(Coalition::end_partner(by.clone(), AIR, BEAN), E::AlreadyEnded);
		assert_noop!(propose(), E::AlreadyPartners);
		assert_noop!(accept(), E::NotProposed);
		assert_ok!(Coalition::settle_net(by, AIR, BEAN));
		assert!(!Partnerships::<Test>::contains_key(AIR, BEAN));
		assert_eq!(deposit_of(&airline()), 0);
	});
}
