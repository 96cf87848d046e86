use super::*;

fn spoiled(spoil: impl FnOnce(&mut PartnershipOf<Test>)) -> &'static str {
	world(air_terms(), bean_terms()).execute_with(|| {
		agree(there(), back());
		earn(&alice(), AIR);
		assert_ok!(exchange(AIR, BEAN, 30));
		assert_ok!(Coalition::do_try_state());
		Partnerships::<Test>::mutate(AIR, BEAN, |slot| spoil(slot.as_mut().unwrap()));
		complaint()
	})
}

fn complaint() -> &'static str {
	match Coalition::do_try_state() {
		Err(sp_runtime::TryRuntimeError::Other(message)) => message,
		other => panic!("{other:?}"),
	}
}

#[test]
fn try_state_should_fail_when_a_partnership_is_not_what_it_should_be() {
	let message = "a partnership is not its operators'";
	assert_eq!(spoiled(|record| record.operators.lower = bob()), message);
	assert_eq!(spoiled(|record| record.operators.higher = bob()), message);
	let message = "an exchange makes points worth more";
	assert_eq!(spoiled(|record| record.ways.lower.offer.rate = 5.into()), message);
	assert_eq!(spoiled(|record| record.ways.higher.offer.rate = 5.into()), message);
	let message = "more points went than can";
	assert_eq!(spoiled(|record| record.ways.lower.offer.daily_cap = 29), message);
	let message = "a program owes more than it may";
	assert_eq!(spoiled(|record| record.ways.lower.offer.credit = 29), message);
	let message = "points went before both agreed";
	assert_eq!(spoiled(|record| record.stage = Stage::Proposed(Side::Lower)), message);
	let over = |record: &mut PartnershipOf<Test>| {
		record.stage = Stage::Ended;
		record.ways.lower.owed = 0;
	};
	assert_eq!(spoiled(over), "a partnership is over and still on record");
	let message = "a partnership is not paid for";
	assert_eq!(spoiled(|record| record.deposit += 1), message);
}

#[test]
fn try_state_should_fail_when_a_partnership_is_on_record_the_wrong_way_round() {
	world(air_terms(), bean_terms()).execute_with(|| {
		assert_ok!(propose());
		let record = Partnerships::<Test>::take(AIR, BEAN).unwrap();
		Partnerships::<Test>::insert(BEAN, AIR, record);
		assert_eq!(complaint(), "a partnership is not found by its programs");
	});
}
