use super::*;
use codec::Encode;
use frame_support::assert_noop;
use sp_runtime::Permill;

fn publish(terms: Terms<AccountId>) -> DispatchResult {
	Souk::publish_terms(origin(&merchant()), terms)
}

fn windows(change: impl FnOnce(&mut Windows)) -> Terms<AccountId> {
	let mut terms = default_terms();
	change(&mut terms.windows);
	terms
}

fn splits(list: Vec<Split<AccountId>>) -> Terms<AccountId> {
	Terms { splits: list.try_into().unwrap(), ..default_terms() }
}

#[test]
fn publish_terms_should_store_them_and_hold_a_deposit_when_they_are_sound() {
	Shop::default().build_and_execute(|| {
		let before = held(HoldReason::Terms, &merchant());
		assert_ok!(publish(default_terms()));
		let stored = TermsOf::<Test>::get(TermsId(1)).unwrap();
		let bytes = stored.encoded_size() as Balance;
		assert_eq!(
			stored,
			PublishedTerms {
				merchant: merchant(),
				terms: default_terms(),
				status: TermsStatus::Active,
				orders: 0,
				deposit: 1_000 + bytes,
			}
		);
		assert_eq!(held(HoldReason::Terms, &merchant()) - before, 1_000 + bytes);
		assert_eq!(NextTermsId::<Test>::get(), TermsId(2));
		assert_eq!(
			take_events(),
			vec![Ev::TermsPublished { terms: TermsId(1), merchant: merchant() }]
		);
	});
}

#[test]
fn publish_terms_should_be_refused_when_a_needed_window_is_zero() {
	Shop::default().build_and_execute(|| {
		let zeros: [fn(&mut Windows); 6] = [
			|w| w.pay = 0,
			|w| w.ship = 0,
			|w| w.receive = 0,
			|w| w.answer = 0,
			|w| w.send_back = 0,
			|w| w.take_back = 0,
		];
		for zero in zeros {
			assert_noop!(publish(windows(zero)), E::WindowOutOfRange);
		}
	});
}

#[test]
fn publish_terms_should_work_when_an_optional_window_is_zero() {
	Shop::default().build_and_execute(|| {
		let zeros: [fn(&mut Windows); 4] =
			[|w| w.inspect = 0, |w| w.challenge = 0, |w| w.extension = 0, |w| w.record = 0];
		for zero in zeros {
			assert_ok!(publish(windows(zero)));
		}
	});
}

#[test]
fn publish_terms_should_be_refused_when_a_window_is_longer_than_the_maximum() {
	Shop::default().build_and_execute(|| {
		fn set(window: usize, to: Moment) -> Terms<AccountId> {
			windows(|w| {
				*[
					&mut w.pay,
					&mut w.ship,
					&mut w.receive,
					&mut w.inspect,
					&mut w.answer,
					&mut w.send_back,
					&mut w.take_back,
					&mut w.challenge,
					&mut w.extension,
					&mut w.record,
				][window] = to
			})
		}
		for window in 0..10 {
			assert_noop!(publish(set(window, MAX_WINDOW + 1)), E::WindowOutOfRange);
			assert_noop!(publish(set(window, Moment::MAX)), E::WindowOutOfRange);
			assert_ok!(publish(set(window, MAX_WINDOW)));
		}
	});
}

#[test]
fn publish_terms_should_be_refused_when_a_window_of_disputes_or_reserve_is_out_of_range() {
	Shop::default().build_and_execute(|| {
		let disputes = |window: usize, to: Moment| {
			let mut rules = dispute_rules();
			*[&mut rules.negotiate, &mut rules.respond, &mut rules.decide][window] = to;
			Terms { disputes: Some(rules), ..default_terms() }
		};
		let reserve = |hold| Terms {
			reserve: Some(ReserveRule { share: Permill::from_percent(1), hold }),
			..default_terms()
		};
		for outside in [0, MAX_WINDOW + 1] {
			for window in 0..3 {
				assert_noop!(publish(disputes(window, outside)), E::WindowOutOfRange);
			}
			assert_noop!(publish(reserve(outside)), E::WindowOutOfRange);
		}
		for window in 0..3 {
			assert_ok!(publish(disputes(window, MAX_WINDOW)));
		}
		assert_ok!(publish(reserve(MAX_WINDOW)));
	});
}

#[test]
fn publish_terms_should_be_refused_when_the_shares_are_more_than_the_whole() {
	Shop::default().build_and_execute(|| {
		let list = |last| {
			splits(vec![
				split(account(41), 999_999, OnRefund::Keep),
				split(account(42), last, OnRefund::Keep),
			])
		};
		assert_noop!(publish(list(2)), E::SharesOutOfRange);
		assert_ok!(publish(list(1)));
	});
}

#[test]
fn publish_terms_should_be_refused_when_a_share_is_zero() {
	Shop::default().build_and_execute(|| {
		assert_noop!(
			publish(splits(vec![split(platform(), 0, OnRefund::Keep)])),
			E::SharesOutOfRange
		);
	});
}

#[test]
fn publish_terms_should_not_wrap_when_every_share_is_the_whole() {
	Shop::default().build_and_execute(|| {
		let all = (0..8).map(|n| Split {
			recipient: account(50 + n),
			share: Permill::one(),
			on_refund: OnRefund::Keep,
		});
		assert_noop!(publish(splits(all.collect())), E::SharesOutOfRange);
	});
}

#[test]
fn publish_terms_should_be_refused_when_a_recipient_is_named_twice() {
	Shop::default().build_and_execute(|| {
		let twice = splits(vec![
			split(platform(), 1, OnRefund::Keep),
			split(affiliate(), 1, OnRefund::Keep),
			split(platform(), 1, OnRefund::Return),
		]);
		assert_noop!(publish(twice), E::BadRecipient);
	});
}

#[test]
fn publish_terms_should_be_refused_when_the_merchant_is_a_recipient() {
	Shop::default().build_and_execute(|| {
		let own = splits(vec![split(merchant(), 1, OnRefund::Keep)]);
		assert_noop!(publish(own), E::BadRecipient);
	});
}

#[test]
fn publish_terms_should_be_refused_when_the_pot_is_a_recipient() {
	Shop::default().build_and_execute(|| {
		let to_pot = splits(vec![split(pot(), 1, OnRefund::Keep)]);
		assert_noop!(publish(to_pot), E::BadRecipient);
	});
}

#[test]
fn publish_terms_should_be_refused_when_the_deposit_cannot_be_held() {
	// Encoded: merchant 32, windows 80, cancellation 1, two splits 1 + 2 × 37, disputes 1 + 68,
	// no reserve 1, status 1, orders 8, deposit 16.
	let deposit = TERMS_DEPOSIT;
	let (short, enough) = (account(61), account(62));
	Shop::default()
		.endow(short.clone(), NATIVE, ED + deposit - 1)
		.endow(enough.clone(), NATIVE, ED + deposit)
		.build_and_execute(|| {
			// The account keeps its minimum balance beside the hold.
			assert_noop!(
				Souk::publish_terms(origin(&short), default_terms()),
				E::MerchantLacksDeposit
			);
			assert_ok!(Souk::publish_terms(origin(&enough), default_terms()));
			assert_eq!(held(HoldReason::Terms, &enough), deposit);
			assert_eq!(balance(&NATIVE, &enough), ED);
		});
}

#[test]
fn publish_terms_should_be_refused_when_the_ids_are_used_up() {
	Shop::default().build_and_execute(|| {
		NextTermsId::<Test>::put(TermsId(u64::MAX));
		assert_noop!(publish(default_terms()), E::IdsExhausted);
	});
}

#[test]
fn retire_terms_should_remove_them_at_once_when_no_order_needs_them() {
	Shop::default().build_and_execute(|| {
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		assert!(!TermsOf::<Test>::contains_key(TERMS));
		assert_eq!(held(HoldReason::Terms, &merchant()), 0);
		assert_eq!(
			take_events(),
			vec![Ev::TermsRetired { terms: TERMS }, Ev::TermsRemoved { terms: TERMS }]
		);
	});
}

#[test]
fn retire_terms_should_keep_them_until_the_last_order_is_closed_when_orders_need_them() {
	Shop::default().build_and_execute(|| {
		let deposit = held(HoldReason::Terms, &merchant());
		let (first, second) = (cancelled(), cancelled());
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		assert_eq!(take_events(), vec![Ev::TermsRetired { terms: TERMS }]);
		let stored = TermsOf::<Test>::get(TERMS).unwrap();
		assert_eq!((stored.status, stored.orders), (TermsStatus::Retired, 2));

		assert_ok!(close(first));
		assert_eq!(TermsOf::<Test>::get(TERMS).unwrap().orders, 1);
		assert_eq!(held(HoldReason::Terms, &merchant()), deposit);
		reset();

		assert_ok!(close(second));
		assert!(!TermsOf::<Test>::contains_key(TERMS));
		assert_eq!(held(HoldReason::Terms, &merchant()), 0);
		assert_eq!(
			take_events(),
			vec![Ev::TermsRemoved { terms: TERMS }, Ev::OrderClosed { order: second }]
		);
	});
}

#[test]
fn retired_terms_should_still_govern_an_open_order_when_it_goes_on() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		let before = Purses::now(&USD);
		assert_ok!(Souk::fund(origin(&buyer()), id, PRICE));
		assert_ok!(ship(id));
		assert_ok!(confirm(id));
		assert_paid_whole(&before, 1);
	});
}

#[test]
fn retire_terms_should_be_refused_when_they_are_retired_already() {
	Shop::default().build_and_execute(|| {
		invoiced();
		assert_ok!(Souk::retire_terms(origin(&merchant()), TERMS));
		assert_noop!(Souk::retire_terms(origin(&merchant()), TERMS), E::TermsAreRetired);
	});
}

#[test]
fn retire_terms_should_be_refused_when_somebody_else_asks() {
	Shop::default().build_and_execute(|| {
		for who in [merchant_ed(), buyer(), platform(), stranger()] {
			assert_noop!(Souk::retire_terms(origin(&who), TERMS), E::NotMerchant);
		}
	});
}

#[test]
fn retire_terms_should_be_refused_when_there_are_none() {
	Shop::default().build_and_execute(|| {
		assert_noop!(Souk::retire_terms(origin(&merchant()), TermsId(9)), E::UnknownTerms);
	});
}
