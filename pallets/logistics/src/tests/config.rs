//! Runtimes in which the pallet could not work are refused.

use super::*;

#[test]
fn config_should_be_sound_when_it_is_that_of_the_tests() {
	World.build_and_execute(Tracker::check_config);
}

#[test]
fn constants_should_be_what_the_metadata_says() {
	use frame_support::traits::Get;
	World.build_and_execute(|| {
		assert_eq!((PAGE, MAX_PAGES, MAX_BATCH, MAX_PARCELS), (8, 31, 64, 16));
		let window: Moment = <Test as Config>::ContestWindow::get();
		assert_eq!(window, CONTEST);
		// A key is known as long as what it claimed can still be judged: claimed at the last moment
		// of a window, contested at its last, answered at its last, and that window.
		const { assert!(KEY_RETENTION >= 2 * CONTEST + ANSWER) };
	});
}
