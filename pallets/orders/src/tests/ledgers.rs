//! The arithmetic of one order, without a chain.

use super::*;
use sp_runtime::Permill;

fn shares(parts: &[u32]) -> Vec<Permill> {
	parts.iter().map(|parts| Permill::from_parts(*parts)).collect()
}

fn capture(
	ledger: &mut Ledger<Balance>,
	amount: Balance,
	parts: &[u32],
) -> (Vec<Balance>, Balance) {
	let division = ledger.capture(amount, &shares(parts)).unwrap();
	assert!(ledger.is_sound());
	(division.splits, division.merchant)
}

#[test]
fn capture_should_round_shares_down_and_give_the_merchant_the_rest_when_it_is_the_last() {
	let mut ledger = Ledger::funded(PRICE);
	assert_eq!(
		capture(&mut ledger, PRICE, &[50_000, 25_000]),
		(vec![TO_PLATFORM, TO_AFFILIATE], TO_MERCHANT)
	);
	assert_eq!((ledger.open, ledger.captured, ledger.withheld), (0, PRICE, 0));
	assert_eq!((ledger.escrowed(), ledger.paid_out(), ledger.refunded()), (0, PRICE, 0));
}

#[test]
fn capture_should_withhold_the_rounding_when_something_stays_open() {
	let mut ledger = Ledger::funded(100);
	// 33.3 % of one unit is nothing yet, and neither is the merchant's 66.7 %.
	assert_eq!(capture(&mut ledger, 1, &[333_000]), (vec![0], 0));
	assert_eq!((ledger.withheld, ledger.escrowed(), ledger.paid_out()), (1, 100, 0));
	// Of two units, the merchant's share is one.
	assert_eq!(capture(&mut ledger, 1, &[333_000]), (vec![0], 1));
	// Of four, the split's is one; 66.7 % of four is two.
	assert_eq!(capture(&mut ledger, 2, &[333_000]), (vec![1], 1));
	assert_eq!((ledger.withheld, ledger.captured), (1, 4));
	assert_eq!(capture(&mut ledger, 96, &[333_000]), (vec![32], 65));
	assert_eq!((ledger.withheld, ledger.paid_out()), (0, 100));
}

#[test]
fn capture_should_be_refused_when_it_is_more_than_is_open() {
	let mut ledger = Ledger::funded(10);
	capture(&mut ledger, 4, &[]);
	let before = ledger;
	assert_eq!(ledger.capture(7, &[]), Err(Insufficient));
	assert_eq!(ledger.capture(Balance::MAX, &[]), Err(Insufficient));
	assert_eq!(ledger, before);
}

#[test]
fn refund_should_free_what_was_withheld_when_nothing_stays_open() {
	let mut ledger = Ledger::funded(100);
	capture(&mut ledger, 1, &[333_000]);
	assert_eq!(ledger.refund(50), Ok(0));
	assert_eq!((ledger.withheld, ledger.refunded()), (1, 50));
	assert_eq!(ledger.refund(50), Err(Insufficient));
	assert_eq!(ledger.refund(49), Ok(1));
	assert_eq!((ledger.withheld, ledger.open, ledger.refunded()), (0, 0, 99));
	assert_eq!((ledger.paid_out(), ledger.escrowed()), (1, 0));
	assert!(ledger.is_sound());
}

#[test]
fn give_back_should_shrink_shares_to_their_part_of_the_rest_when_done_in_any_steps() {
	for steps in [vec![PRICE], vec![1, 1, PRICE - 2], vec![5_000, 19, 5_000], vec![7; 3]] {
		let mut ledger = Ledger::funded(PRICE);
		capture(&mut ledger, PRICE, &[50_000, 25_000]);
		let mut shrunk = [0, 0];
		for step in &steps {
			let reversals = ledger.give_back(*step, &shares(&[50_000, 25_000])).unwrap();
			shrunk[0] += reversals[0];
			shrunk[1] += reversals[1];
			assert!(ledger.is_sound());
		}
		let rest = PRICE - steps.iter().sum::<Balance>();
		assert_eq!(shrunk, [TO_PLATFORM - rest / 20, TO_AFFILIATE - rest / 40]);
		assert_eq!(ledger.paid_out(), rest);
		assert_eq!(ledger.refunded(), PRICE - rest);
	}
}

#[test]
fn give_back_should_be_refused_when_it_is_more_than_was_paid_out() {
	let mut ledger = Ledger::funded(100);
	capture(&mut ledger, 60, &[]);
	ledger.refund(40).unwrap();
	assert_eq!(ledger.give_back(61, &[]), Err(Insufficient));
	assert_eq!(ledger.give_back(60, &[]), Ok(vec![]));
	assert_eq!(ledger.give_back(1, &[]), Err(Insufficient));
}

#[test]
fn capture_should_be_exact_when_the_amount_is_the_largest_there_is() {
	let mut ledger = Ledger::funded(Balance::MAX);
	let (splits, merchant) = capture(&mut ledger, Balance::MAX, &[1, 999_999]);
	// ⌊MAX / 10⁶⌋, and MAX less that, rounded down once more.
	let millionth = Balance::MAX / 1_000_000;
	assert_eq!(splits[0], millionth);
	assert_eq!(splits[1], Balance::MAX - millionth - 1);
	assert_eq!(merchant, 1);
}

#[test]
fn is_sound_should_notice_when_any_figure_is_off() {
	let good = Ledger { amount: 100, open: 40, captured: 50, withheld: 3, returned: 0 };
	assert!(good.is_sound());
	let over = Ledger { amount: 100, open: 0, captured: 90, withheld: 0, returned: 90 };
	assert!(over.is_sound());
	for bad in [
		Ledger { open: 51, ..good },
		Ledger { captured: 61, ..good },
		Ledger { captured: Balance::MAX, ..good },
		Ledger { withheld: 51, ..good },
		Ledger { returned: 1, ..good },
		Ledger { withheld: 1, ..over },
		Ledger { returned: 91, ..over },
		Ledger { returned: Balance::MAX, ..over },
	] {
		assert!(!bad.is_sound(), "{bad:?}");
	}
}
