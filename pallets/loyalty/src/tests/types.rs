use super::*;
use codec::Encode;

#[test]
fn scheduled_should_hold_from_its_epoch_on_when_it_waits() {
	let mut value = Scheduled::new(1);
	assert_eq!(value.schedule(4, 2), 5);
	assert_eq!([*value.at(4), *value.at(5), *value.at(9)], [1, 2, 2]);
	assert!(!value.promote(4));
	// It takes the place of what waited.
	assert_eq!(value.schedule(4, 3), 5);
	assert!(value.promote(7));
	assert_eq!(value, Scheduled::new(3));
	assert!(!value.promote(8));
}

#[test]
fn formula_should_round_down_and_stay_in_range_when_it_counts_units() {
	let tenth = Formula::PerUnit(FixedU128::from_rational(1, 10));
	assert_eq!(
		[tenth.points(0), tenth.points(9), tenth.points(10), tenth.points(19)],
		[0, 0, 1, 1]
	);
	assert_eq!(Formula::PerUnit(FixedU128::from_u32(9)).points(u128::MAX), MAX_AWARD);
	assert_eq!(Formula::Flat(7).points(1_000), 7);
}

#[test]
fn backing_should_be_rounded_up_when_it_is_not_whole() {
	let terms = terms();
	// Three quarters of a unit a point.
	let backing: Vec<_> =
		[0, 1, 2, 3, 4, 5].map(|points| terms.backing_for(points).unwrap()).into();
	assert_eq!(backing, vec![0, 1, 2, 3, 3, 4]);
	let unbacked = Terms { backing: Permill::zero(), ..terms };
	assert_eq!(unbacked.backing_for(Points::MAX), Some(0));
	let dear = Terms { value: FixedU128::from_u32(3), backing: Permill::one(), ..unbacked };
	assert_eq!(dear.backing_for(Points::MAX), None);
}

#[test]
fn backing_should_be_something_when_a_point_is_worth_next_to_nothing() {
	let terms = Terms {
		value: FixedU128::from_inner(1),
		backing: Permill::from_percent(50),
		..crate::mock::terms()
	};
	assert_eq!(terms.backing_for(1_000_000_000_000_000_000), Some(1));
}

#[test]
fn share_should_be_all_when_the_part_is_the_whole() {
	use sp_runtime::Rounding::{Down, Up};
	assert_eq!([share(10, 1, 3, Up), share(10, 1, 3, Down)], [4, 3]);
	assert_eq!([share(10, 3, 3, Down), share(10, 4, 3, Down), share(10, 0, 0, Down)], [10; 3]);
	assert_eq!(share(u128::MAX, u128::MAX - 1, u128::MAX, Up), u128::MAX - 1);
}

#[test]
fn windows_should_follow_each_other_from_the_start_when_time_passes() {
	let limits = Limits { window: 100, ..limits() };
	let starts = [50, 149, 150, 399].map(|now| limits.window_at(50, now));
	assert_eq!(starts, [50, 50, 150, 350]);
	let forever = Limits { window: Moment::MAX, ..limits };
	assert_eq!(forever.window_at(50, Moment::MAX - 1), 50);
}

#[test]
fn limits_should_admit_what_they_leave_when_a_part_will_do() {
	let limits = Limits { per_subject: Some(10), overall: Some(30), budget: 100, ..limits() };
	let window = T0;
	let used = |points| Tally { window, points, last: T0, version: 1 };
	let admit = |wanted, fit, all: Points, total, own: Points| {
		let all = RuleTally { window: used(all), total };
		limits.admit(wanted, fit, T0, window, &all, Some(&used(own)))
	};
	assert_eq!(admit(7, Fit::Whole, 0, 0, 3), Ok(7));
	assert_eq!(admit(8, Fit::Whole, 0, 0, 3), Err(Exceeded::PerSubject));
	assert_eq!(admit(8, Fit::Partial, 0, 0, 3), Ok(7));
	assert_eq!(admit(8, Fit::Partial, 0, 0, 10), Err(Exceeded::PerSubject));
	assert_eq!(admit(8, Fit::Partial, 28, 0, 0), Ok(2));
	assert_eq!(admit(8, Fit::Whole, 28, 0, 0), Err(Exceeded::Overall));
	assert_eq!(admit(8, Fit::Partial, 0, 99, 0), Ok(1));
	assert_eq!(admit(8, Fit::Partial, 0, 100, 0), Err(Exceeded::Budget));
	// What was awarded in an earlier window does not count, but in a later one it does.
	let early = RuleTally { window: Tally { window: window - 1, ..used(30) }, total: 0 };
	assert_eq!(limits.admit(8, Fit::Whole, T0, window, &early, None), Ok(8));
	let late = RuleTally { window: Tally { window: window + 1, ..used(30) }, total: 0 };
	assert_eq!(limits.admit(8, Fit::Whole, T0, window, &late, None), Err(Exceeded::Overall));
}

#[test]
fn cooldown_should_end_on_its_millisecond_when_time_passes() {
	let limits = Limits { cooldown: 50, ..limits() };
	let own = Tally { window: 0, points: 1, last: 100, version: 1 };
	let admit = |now| limits.admit(1, Fit::Whole, now, 0, &RuleTally::default(), Some(&own));
	assert_eq!(admit(149), Err(Exceeded::Cooldown));
	assert_eq!(admit(150), Ok(1));
}

#[test]
fn spending_should_give_back_what_lives_longest_first_when_a_part_goes_back() {
	let mut spending = SpendingOf::<Test> {
		program: PROGRAM,
		member: ALICE,
		merchant: merchant(),
		lots: vec![at(1, 3), at(2, 5), at(4, 2)].try_into().unwrap(),
		returned: 0,
		charged: 0,
		stage: SpendingStage::Reserved,
		deposit: Deposit { payer: None, amount: 0 },
	};
	assert_eq!(spending.next_back(4).into_inner(), vec![at(2, 2), at(4, 2)]);
	spending.returned = 4;
	assert_eq!(spending.next_back(4).into_inner(), vec![at(1, 1), at(2, 3)]);
	assert_eq!(spending.next_back(100).into_inner(), vec![at(1, 3), at(2, 3)]);
	spending.returned = 10;
	assert!(spending.next_back(1).is_empty());
}

/// The bytes that other implementations have to arrive at.
#[test]
fn claim_should_be_the_documented_bytes_when_encoded() {
	let claim = Claim {
		program: ProgramId(3),
		rule: 258,
		subject: H256::repeat_byte(0x11),
		nonce: 5,
		deadline: 9,
		evidence: Evidence::Review(OrderId(7)),
	};
	let mut expected = vec![21 << 2];
	expected.extend(b"souk/loyalty/claim/v1");
	expected.extend([0x44; 32]);
	expected.extend(3u64.to_le_bytes());
	expected.extend(258u32.to_le_bytes());
	expected.extend([0x11; 32]);
	expected.extend(5u64.to_le_bytes());
	expected.extend(9u64.to_le_bytes());
	expected.push(1);
	expected.extend(7u64.to_le_bytes());
	assert_eq!(claim.message(H256::repeat_byte(0x44)), expected);
	assert_eq!(Evidence::Task.encode(), vec![0]);
	assert_eq!(Evidence::Referral(H256::zero()).encode()[0], 2);
}

#[test]
fn claim_should_be_the_same_one_when_only_what_does_not_matter_differs() {
	let task = Claim {
		program: PROGRAM,
		rule: 1,
		subject: H256::zero(),
		nonce: 5,
		deadline: 9,
		evidence: Evidence::Task,
	};
	assert_eq!(Claim { deadline: 10, ..task }.key(), task.key());
	assert_ne!(Claim { nonce: 6, ..task }.key(), task.key());
	assert_ne!(Claim { rule: 2, ..task }.key(), task.key());
	let review = Claim { evidence: Evidence::Review(ORDER), ..task };
	assert_eq!(Claim { nonce: 6, subject: H256::repeat_byte(1), ..review }.key(), review.key());
	let referral = Claim { evidence: Evidence::Referral(H256::repeat_byte(2)), ..task };
	assert_eq!(Claim { nonce: 6, subject: H256::repeat_byte(1), ..referral }.key(), referral.key());
	let other = Claim { evidence: Evidence::Referral(H256::repeat_byte(3)), ..task };
	assert_ne!(other.key(), referral.key());
}
