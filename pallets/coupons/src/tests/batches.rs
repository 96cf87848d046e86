use super::*;

#[test]
fn issue_should_hold_for_all_of_the_bitmap_when_nothing_is_redeemed() {
	execute(|| {
		for (count, chunks) in [(1, 1), (2_048, 1), (2_049, 2)] {
			let before = held(&merchant());
			let root = H256::repeat_byte(1);
			assert_ok!(Coupons::issue(origin(&merchant()), root, count, terms(), PURSE));
			let prices = Coupons::prices();
			let expected = prices.batch + prices.chunk * chunks + PURSE;
			assert_eq!(held(&merchant()) - before, expected);
		}
	});
}

#[test]
fn issue_should_be_refused_when_something_is_wrong() {
	execute(|| {
		let with = |count, change: fn(&mut Terms<Asset, Balance>)| {
			let mut terms = terms();
			change(&mut terms);
			Coupons::issue(origin(&merchant()), H256::zero(), count, terms, PURSE)
		};
		let share = |percent, most| Worth::Share { share: Permill::from_percent(percent), most };
		assert_noop!(with(0, |_| ()), E::CountOutOfRange);
		assert_noop!(with(MAX_COUPONS + 1, |_| ()), E::CountOutOfRange);
		assert_noop!(with(1, |terms| terms.worth = Worth::Fixed(0)), E::WorthNothing);
		assert_noop!(with(1, |terms| terms.min_price = 100), E::TakesAll);
		assert_eq!(share(0, 1).off(100u128), 0);
		let none = |terms: &mut Terms<Asset, Balance>| {
			terms.worth = Worth::Share { share: Permill::zero(), most: 1 };
		};
		assert_noop!(with(1, none), E::WorthNothing);
		let all = |terms: &mut Terms<Asset, Balance>| {
			terms.worth = Worth::Share { share: Permill::one(), most: 1 };
		};
		assert_noop!(with(1, all), E::TakesAll);
		assert_noop!(with(1, |terms| terms.valid_from = terms.valid_until), E::NeverValid);
		let past = |terms: &mut Terms<Asset, Balance>| {
			(terms.valid_from, terms.valid_until) = (T0 - 1, T0);
		};
		assert_noop!(with(1, past), E::NeverValid);
		assert_noop!(with(1, |terms| terms.per_person = Some(0)), E::NobodyCanRedeem);
		assert_noop!(with(1, |terms| terms.per_person = Some(1)), E::LimitOfTransferable);
		let mut bound = terms();
		(bound.per_person, bound.holding) = (Some(1), Holding::Bound);
		let by = origin(&other_merchant());
		assert_noop!(Coupons::issue(by, H256::zero(), 1, bound, 1), E::NoProgram);
		let by = origin(&account(99));
		assert_noop!(Coupons::issue(by, H256::zero(), 1, terms(), 1), E::MerchantLacksDeposit);
	});
}

#[test]
fn coupons_should_be_redeemed_when_their_number_is_no_power_of_two() {
	execute(|| {
		for (id, count) in [1u32, 3, 6, 7].into_iter().enumerate() {
			let tree = issue(count, |_| ());
			for index in 0..count {
				let who = account(100 + index as u8);
				assert_ok!(redeem_at(&who, &tree, BatchId(id as u64), index));
			}
		}
	});
}

#[test]
fn purse_should_limit_what_is_on_record_when_it_is_not_filled_up() {
	execute(|| {
		let tree = tree(1, 3);
		let price = Coupons::prices().voucher;
		let by = origin(&merchant());
		assert_ok!(Coupons::issue(by.clone(), tree.root(), 3, terms(), 2 * price - 1));
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_noop!(redeem(&alice(), &tree, 1), E::PurseEmpty);
		assert_noop!(Coupons::fund(origin(&alice()), BATCH, 1), E::NotIssuer);
		assert_ok!(Coupons::fund(by, BATCH, 1));
		assert_ok!(redeem(&alice(), &tree, 1));
	});
}

#[test]
fn wallet_should_be_full_when_eight_vouchers_are_in_it() {
	execute(|| {
		let tree = issue(10, |_| ());
		for index in 0..8 {
			assert_ok!(redeem(&alice(), &tree, index));
		}
		assert_ok!(reserve(1, &alice(), 500));
		// The place of the one on an order is kept for it.
		assert_noop!(redeem(&alice(), &tree, 8), E::TooManyVouchers);
		assert_ok!(redeem(&bob(), &tree, 9));
		let give = |from: &AccountId, index, to| Coupons::give(origin(from), BATCH, index, to);
		assert_noop!(give(&bob(), 9, alice()), E::TooManyVouchers);
		Coupons::release(ORDER, Undone::All);
		assert_eq!(Wallets::<Test>::get(merchant(), alice()).open.len(), 8);
		assert_ok!(Coupons::discard(origin(&alice()), BATCH, 5));
		assert_ok!(give(&bob(), 9, alice()));
	});
}

#[test]
fn voucher_should_go_to_others_when_it_is_not_bound() {
	execute(|| {
		let tree = issue(3, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		let give = |from: &AccountId, index, to| Coupons::give(origin(from), BATCH, index, to);
		assert_noop!(give(&bob(), 0, carol()), E::NotHolder);
		assert_noop!(give(&alice(), 1, carol()), E::UnknownVoucher);
		assert_noop!(give(&alice(), 0, alice()), E::GivenToOneself);
		assert_ok!(give(&alice(), 0, carol()));
		assert_noop!(reserve(1, &alice(), 500), E::NoVoucherFits);
		assert_eq!(reserve(1, &carol(), 500), Ok(100));
		// What is on an order cannot be given away.
		assert_noop!(give(&carol(), 0, bob()), E::UnknownVoucher);
	});
}

#[test]
fn voucher_should_stay_with_the_person_when_it_is_bound() {
	execute(|| {
		let tree = issue(3, |terms| terms.holding = Holding::Bound);
		assert_ok!(redeem(&alice(), &tree, 0));
		let give = |to| Coupons::give(origin(&alice()), BATCH, 0, to);
		assert_noop!(give(bob()), E::VoucherBound);
		enrol(account(21), 100, 1);
		assert_ok!(give(account(21)));
		assert_eq!(reserve(1, &account(21), 500), Ok(100));
	});
}

#[test]
fn sweep_should_remove_everything_in_steps_when_the_batch_is_over() {
	execute(|| {
		let tree = issue(5, |terms| {
			terms.per_person = Some(5);
			terms.holding = Holding::Bound;
		});
		for index in 0..4 {
			assert_ok!(redeem(&alice(), &tree, index));
		}
		assert_ok!(reserve(1, &alice(), 500));
		assert_noop!(Coupons::sweep(origin(&carol()), BATCH, 9), E::NotOver);
		set_time(terms().valid_until);
		// The bitmap, a person, three vouchers; one is on an order.
		assert_ok!(Coupons::sweep(origin(&carol()), BATCH, 3));
		assert_eq!((batch().chunks, batch().tallies, batch().vouchers), (0, 0, 2));
		assert_ok!(Coupons::do_try_state());
		assert_ok!(Coupons::sweep(origin(&carol()), BATCH, 9));
		assert_eq!(batch().vouchers, 0);
		assert_noop!(Coupons::sweep(origin(&carol()), BATCH, 9), E::NothingToSweep);
		let prices = Coupons::prices();
		assert_eq!(held(&merchant()), prices.batch + prices.voucher);
		Coupons::release(ORDER, Undone::All);
		assert_ok!(Coupons::sweep(origin(&carol()), BATCH, 0));
		assert_eq!((held(&merchant()), free_balance(&merchant())), (0, ENDOWMENT));
		assert_eq!(Batches::<Test>::iter().count() + Wallets::<Test>::iter().count(), 0);
	});
}
