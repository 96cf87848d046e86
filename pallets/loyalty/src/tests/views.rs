use super::*;
use crate::runtime_api::{BalanceView, Ending, LiabilityView, QuoteView};
use frame_support::traits::{
	fungibles::Inspect,
	tokens::{
		DepositConsequence, Fortitude::Polite, Preservation::Preserve, Provenance,
		WithdrawConsequence,
	},
};

fn ending(epoch: Epoch, points: Points) -> Ending {
	let at = Some(T0 - EPOCH + u64::from(epoch) * EPOCH);
	Ending { expiry: Expiry::At(epoch), at, points }
}

#[test]
fn balance_should_be_as_of_now_when_nobody_has_touched_it() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		wait_epochs(2);
		do_tasks(&alice(), ALICE, 1);
		assert_ok!(buy(ORDER, &alice(), 70));
		assert_ok!(reserve(OTHER_ORDER, &alice(), 10));
		let view = BalanceView { spendable: 50, pending: 7, reserved: 10, debt: 0 };
		assert_eq!(Loyalty::view_balance(PROGRAM, ALICE), view);
		assert_eq!(Loyalty::view_expiring(PROGRAM, ALICE), vec![ending(13, 30), ending(15, 20)]);
		wait_epochs(10);
		let view = BalanceView { spendable: 20, ..view };
		assert_eq!(Loyalty::view_balance(PROGRAM, ALICE), view);
		assert_eq!(Loyalty::view_expiring(PROGRAM, ALICE), vec![ending(15, 20)]);
		assert_eq!(Loyalty::view_balance(PROGRAM, BOB), BalanceView::default());
		assert_eq!(Loyalty::view_balance(ProgramId(9), ALICE), BalanceView::default());
	});
}

#[test]
fn liability_should_be_told_by_its_end_when_asked() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		do_tasks(&bob(), BOB, 1);
		wait_epochs(2);
		do_tasks(&bob(), BOB, 1);
		assert_ok!(buy(ORDER, &alice(), 70));
		assert_ok!(reserve(OTHER_ORDER, &alice(), 10));
		Loyalty::capture(OTHER_ORDER);
		let view = LiabilityView {
			status: Status::Active,
			epoch: 3,
			next_epoch_at: T0 + 3 * EPOCH,
			endings: vec![ending(13, 50), ending(15, 20)],
			pending: 7,
			reserved: 0,
			captured: 10,
			debt: 0,
			needed: 66,
			held: 66,
			owed: 0,
		};
		assert_eq!(Loyalty::view_liability(PROGRAM), Some(view.clone()));
		wait_epochs(10);
		// What may be released is still on hold.
		let view = LiabilityView {
			epoch: 13,
			next_epoch_at: T0 + 13 * EPOCH,
			endings: vec![ending(15, 20)],
			needed: 28,
			..view
		};
		assert_eq!(Loyalty::view_liability(PROGRAM), Some(view));
		assert_eq!(Loyalty::view_liability(ProgramId(9)), None);
	});
}

#[test]
fn quote_should_say_what_happens_when_the_order_is_placed() {
	World::default().rule(PURCHASE, |rule| rule.limits.per_subject = Some(60)).build_and_execute(
		|| {
			do_tasks(&alice(), ALICE, 5);
			let quote = |buyer: &AccountId, amount| {
				Loyalty::view_quote(merchant(), buyer.clone(), Tender::Asset(USD), amount)
			};
			let all = QuoteView {
				program: PROGRAM,
				earns: 50,
				rule: Some(PURCHASE),
				points: 100,
				discount: 200,
			};
			assert_eq!(quote(&alice(), 500), Some(all));
			// Half of the price at most, and no more points than that takes.
			let small = QuoteView { earns: 10, points: 25, discount: 50, ..all };
			assert_eq!(quote(&alice(), 101), Some(small));
			let capped = QuoteView { earns: 60, ..all };
			assert_eq!(quote(&alice(), 1_000), Some(capped));
			let bobs = QuoteView { points: 0, discount: 0, ..all };
			assert_eq!(quote(&bob(), 500), Some(bobs));
			let nobody = QuoteView { earns: 0, rule: None, ..bobs };
			assert_eq!(quote(&stranger(), 500), Some(nobody));
			assert_eq!(quote(&merchant(), 500), Some(nobody));
			let none = Loyalty::view_quote(stranger(), alice(), Tender::Asset(USD), 500);
			assert_eq!(none, None);
			// As said.
			assert_eq!(Loyalty::reserve(ORDER, &request(&alice(), 101, 25)), Ok(50));
			assert_ok!(buy(ORDER, &alice(), 101));
			assert_eq!(earning(ORDER).points, 10);
		},
	);
}

#[test]
fn points_should_look_like_an_asset_when_a_wallet_asks() {
	World::default().build_and_execute(|| {
		do_tasks(&alice(), ALICE, 2);
		do_tasks(&bob(), BOB, 1);
		let balance = |who| <Loyalty as Inspect<AccountId>>::balance(PROGRAM, &who);
		assert_eq!([balance(alice()), balance(bob()), balance(stranger())], [40, 20, 0]);
		assert_eq!(Loyalty::total_balance(PROGRAM, &alice()), 40);
		assert_eq!(Loyalty::reducible_balance(PROGRAM, &alice(), Preserve, Polite), 40);
		assert_eq!(Loyalty::total_issuance(PROGRAM), 60);
		assert_eq!(Loyalty::minimum_balance(PROGRAM), 1);
		assert!(Loyalty::asset_exists(PROGRAM) && !Loyalty::asset_exists(ProgramId(9)));
		let deposit = |program| Loyalty::can_deposit(program, &alice(), 1, Provenance::Minted);
		assert!(deposit(PROGRAM) == DepositConsequence::Blocked);
		assert!(deposit(ProgramId(9)) == DepositConsequence::UnknownAsset);
		let withdraw = |program, points| Loyalty::can_withdraw(program, &alice(), points);
		assert!(withdraw(PROGRAM, 40) == WithdrawConsequence::Success);
		assert!(withdraw(PROGRAM, 41) == WithdrawConsequence::BalanceLow);
		assert!(withdraw(ProgramId(9), 1) == WithdrawConsequence::UnknownAsset);
		wait_epochs(12);
		assert_eq!([balance(alice()), balance(bob())], [0, 0]);
		assert_eq!(Loyalty::total_issuance(PROGRAM), 0);
	});
}
