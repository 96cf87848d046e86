use super::*;
use frame_support::assert_noop;

#[test]
fn extend_should_move_the_other_sides_deadline_when_it_is_the_first_time() {
	let cases: [(Make, AccountId, Party); 5] = [
		(invoiced, merchant(), Party::Merchant),
		(funded, buyer(), Party::Buyer),
		(shipped, merchant(), Party::Merchant),
		(delivered, merchant(), Party::Merchant),
		(|| asked(funded(), 1), buyer(), Party::Buyer),
	];
	for (make, who, by) in cases {
		Shop::default().build_and_execute(|| {
			let id = make();
			let before = deadline(id);
			set_time(before - 1);
			assert_ok!(extend(&who, id));
			let until = before + WINDOWS.extension;
			assert_eq!(deadline(id), until);
			assert_eq!(due(), vec![(until, id)]);
			assert_eq!(order(id).extensions, Once::UsedBy(by));
			assert_eq!(take_events(), vec![Ev::WindowExtended { order: id, by, until }]);
			assert_noop!(extend(&who, id), E::AlreadyExtended);
		});
	}
}

#[test]
fn extend_should_work_once_for_each_side_when_both_use_it() {
	Shop::default().build_and_execute(|| {
		let id = funded();
		assert_ok!(extend(&buyer(), id));
		assert_ok!(ship(id));
		assert_ok!(extend(&merchant(), id));
		assert_eq!(order(id).extensions, Once::UsedByBoth);
		assert_noop!(extend(&merchant(), id), E::AlreadyExtended);
		assert_ok!(request(id, 1));
		assert_noop!(extend(&buyer(), id), E::AlreadyExtended);
	});
}

#[test]
fn extend_should_be_refused_when_the_deadline_is_the_callers_own() {
	let cases: [(fn() -> OrderId, AccountId); 5] = [
		(invoiced, buyer()),
		(funded, merchant()),
		(shipped, buyer()),
		(delivered, buyer()),
		(|| asked(funded(), 1), merchant()),
	];
	for (make, who) in cases {
		Shop::default().build_and_execute(|| {
			let id = make();
			assert_noop!(extend(&who, id), E::NothingToExtend);
		});
	}
}

#[test]
fn extend_should_be_refused_when_the_terms_offer_none() {
	let terms = Terms { windows: Windows { extension: 0, ..WINDOWS }, ..default_terms() };
	Shop::default().terms(terms).build_and_execute(|| {
		let id = funded();
		assert_noop!(extend(&buyer(), id), E::ExtensionNotOffered);
	});
}

#[test]
fn extend_should_be_refused_when_the_caller_is_no_party() {
	Shop::default().build_and_execute(|| {
		let id = invoiced();
		assert_ok!(Souk::fund(origin(&payer()), id, PRICE));
		for who in [payer(), stranger(), merchant_ed()] {
			assert_noop!(extend(&who, id), E::NotParty);
		}
		assert_noop!(extend(&buyer(), OrderId(9)), E::UnknownOrder);
	});
}
