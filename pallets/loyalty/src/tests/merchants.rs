use super::*;
use souk_primitives::ProgramInspect;

fn invite(merchant: AccountId) -> DispatchResult {
	Loyalty::invite_merchant(origin(&operator()), PROGRAM, merchant)
}

fn join(merchant: &AccountId) -> DispatchResult {
	Loyalty::join(origin(merchant), PROGRAM)
}

fn remove(merchant: AccountId) -> DispatchResult {
	Loyalty::remove_merchant(origin(&operator()), PROGRAM, merchant)
}

#[test]
fn merchant_should_be_served_when_it_was_invited_and_joined() {
	World::default().build_and_execute(|| {
		let before = held(HoldReason::Program, &operator());
		assert_ok!(invite(stranger()));
		assert_eq!(Loyalty::program_of(&stranger()), None);
		assert_eq!(held(HoldReason::Program, &operator()), before + Loyalty::merchant_price());
		assert_ok!(join(&stranger()));
		assert_eq!(Loyalty::program_of(&stranger()), Some(PROGRAM));
		assert_eq!(program().merchants, 2);
		assert_eq!(
			take_events(),
			vec![
				Ev::MerchantInvited { program: PROGRAM, merchant: stranger() },
				Ev::MerchantJoined { program: PROGRAM, merchant: stranger() },
			]
		);
	});
}

#[test]
fn join_should_be_refused_when_nobody_invited() {
	World::default().build_and_execute(|| {
		assert_noop!(join(&stranger()), E::NotInvited);
		assert_noop!(invite(merchant()), E::AlreadyInvited);
		let by = origin(&stranger());
		assert_noop!(Loyalty::invite_merchant(by, PROGRAM, account(9)), E::NotOperator);
	});
}

#[test]
fn join_should_be_refused_when_another_program_serves_the_merchant() {
	World::default().build_and_execute(|| {
		let by = origin(&stranger());
		let name = Name::default();
		assert_ok!(Loyalty::create_program(by.clone(), name, terms(), redemption(), 0));
		assert_ok!(Loyalty::invite_merchant(by, ProgramId(1), merchant()));
		assert_noop!(Loyalty::join(origin(&merchant()), ProgramId(1)), E::AlreadyServed);
		assert_ok!(Loyalty::leave(origin(&merchant())));
		assert_ok!(Loyalty::join(origin(&merchant()), ProgramId(1)));
		assert_eq!(Loyalty::program_of(&merchant()), Some(ProgramId(1)));
		// The first still has it invited, and can take that back without a change to the second.
		assert_ok!(remove(merchant()));
		assert_eq!(Loyalty::program_of(&merchant()), Some(ProgramId(1)));
	});
}

#[test]
fn leave_should_keep_the_invitation_when_a_merchant_goes() {
	World::default().build_and_execute(|| {
		assert_ok!(Loyalty::leave(origin(&merchant())));
		assert_eq!(
			take_events(),
			vec![Ev::MerchantLeft { program: PROGRAM, merchant: merchant() }]
		);
		assert_eq!(Loyalty::program_of(&merchant()), None);
		assert_noop!(Loyalty::leave(origin(&merchant())), E::NotServed);
		assert_ok!(join(&merchant()));
	});
}

#[test]
fn remove_merchant_should_return_the_deposit_when_it_is_served() {
	World::default().build_and_execute(|| {
		let before = held(HoldReason::Program, &operator());
		assert_ok!(remove(merchant()));
		assert_eq!(
			take_events(),
			vec![Ev::MerchantRemoved { program: PROGRAM, merchant: merchant() }]
		);
		assert_eq!(held(HoldReason::Program, &operator()), before - Loyalty::merchant_price());
		assert_eq!(Loyalty::program_of(&merchant()), None);
		assert_noop!(remove(merchant()), E::NotInvited);
		assert_noop!(join(&merchant()), E::NotInvited);
		let by = origin(&stranger());
		assert_noop!(Loyalty::remove_merchant(by, PROGRAM, merchant()), E::NotOperator);
	});
}

#[test]
fn invite_should_be_refused_when_there_are_as_many_as_can_be() {
	World::default().build_and_execute(|| {
		for n in 50..53 {
			assert_ok!(invite(account(n)));
		}
		assert_noop!(invite(account(53)), E::TooManyMerchants);
		assert_ok!(remove(account(50)));
		assert_ok!(invite(account(53)));
	});
}

#[test]
fn purchase_should_keep_its_points_when_its_merchant_left() {
	World::default().build_and_execute(|| {
		assert_ok!(buy(ORDER, &alice(), 1_000));
		assert_ok!(remove(merchant()));
		assert_ok!(buy(OTHER_ORDER, &alice(), 1_000));
		assert!(!Earnings::<Test>::contains_key(OTHER_ORDER));
		assert_ok!(settle(ORDER));
		assert_eq!(spendable(ALICE), 100);
	});
}

#[test]
fn program_should_be_seen_by_other_pallets_when_it_is_not_closed() {
	World::default().build_and_execute(|| {
		assert_eq!(Loyalty::operator(PROGRAM), Some(operator()));
		assert_eq!(Loyalty::identity(PROGRAM), Some((CONTEXT, Assurance::Attested)));
		assert_eq!(Loyalty::operator(ProgramId(9)), None);
		assert_eq!(Loyalty::identity(ProgramId(9)), None);
	});
}
