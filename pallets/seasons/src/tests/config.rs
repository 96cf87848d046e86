use super::*;

#[test]
fn config_should_be_sound_when_it_is_the_mocks() {
	World::default().build_and_execute(Seasons::check_config);
}

#[test]
fn prices_should_be_those_of_what_is_stored_when_it_is_counted_by_hand() {
	World::default().build_and_execute(|| {
		let prices = season(SEASON).prices;
		assert_eq!((prices.score, prices.dealing, prices.purchase), (SCORE, DEALING, PURCHASED));
	});
}
