use super::*;

#[test]
fn config_should_be_sound_when_it_is_the_mocks() {
	World::default().build_and_execute(Loyalty::check_config);
}

#[test]
fn prices_should_be_those_of_what_is_stored_when_it_is_counted_by_hand() {
	World::default().build_and_execute(|| {
		assert_eq!(Loyalty::account_price(12), ACCOUNT);
		assert_eq!(Loyalty::tally_price(), TALLY);
		assert_eq!(Loyalty::claim_price(), CLAIM);
		assert_eq!(Loyalty::earning_price(), EARNING);
		assert_eq!(Loyalty::spending_price(), SPENDING);
		// A wider ring is dearer by its buckets.
		assert_eq!(Loyalty::account_price(36) - ACCOUNT, 24 * 16);
	});
}
