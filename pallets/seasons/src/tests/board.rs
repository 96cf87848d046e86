use super::*;

/// What is stored where the board is.
const SPOILT: &[u8] = b"whatever is here stays here";

/// Runs something, and returns whether it has written the board. It finds none it could read.
fn writes_board(run: impl FnOnce()) -> bool {
	let key = Boards::<Test>::hashed_key_for(SEASON);
	let saved = sp_io::storage::get(&key).unwrap();
	sp_io::storage::set(&key, SPOILT);
	run();
	let written = sp_io::storage::get(&key).unwrap() != SPOILT;
	sp_io::storage::set(&key, &saved);
	written
}

#[test]
fn board_should_be_the_top_when_people_come_and_rise() {
	World::default().build_and_execute(|| {
		five_people();
		assert_eq!(board(), vec![(5, 500), (4, 400), (3, 300)]);
		assert_eq!(waiting(), vec![(2, 200), (1, 100)]);
		buy_at(1, 10, 250, 1);
		assert_eq!(board(), vec![(5, 500), (4, 400), (1, 350)]);
		assert_eq!(waiting(), vec![(3, 300), (2, 200)]);
	});
}

#[test]
fn board_should_take_in_who_waits_when_somebody_falls() {
	World::default().build_and_execute(|| {
		five_people();
		refund(5, 5, 450);
		assert_eq!(board(), vec![(4, 400), (3, 300), (2, 200)]);
		assert_eq!(waiting(), vec![(1, 100), (5, 50)]);
		refund(4, 4, 400);
		assert_eq!(board(), vec![(3, 300), (2, 200), (1, 100)]);
		refund(3, 3, 300);
		refund(2, 2, 200);
		assert_eq!((board(), waiting()), (vec![(1, 100), (5, 50)], vec![]));
		assert_eq!(progress().floor, None);
	});
}

#[test]
fn board_should_keep_who_falls_within_it() {
	World::default().build_and_execute(|| {
		five_people();
		refund(5, 5, 250);
		assert_eq!(board(), vec![(4, 400), (3, 300), (5, 250)]);
		assert_eq!(progress().floor.map(|rank| rank.points), Some(250));
	});
}

#[test]
fn ties_should_go_to_who_was_there_earlier() {
	World::default().build_and_execute(|| {
		for n in [3, 1, 4, 2] {
			buy(n, n.into(), 100);
		}
		assert_eq!((board(), waiting()), (vec![(3, 100), (1, 100), (4, 100)], vec![(2, 100)]));
		// Who rises comes after those who are there, and so does who falls.
		buy_at(2, 10, 1, 1);
		refund(2, 2, 1);
		assert_eq!((board(), waiting()), (vec![(3, 100), (1, 100), (4, 100)], vec![(2, 100)]));
		buy_at(3, 11, 5, 1);
		revoke(&points_of(3, 5, Some((11, merchant(1)))));
		assert_eq!((board(), waiting()), (vec![(1, 100), (4, 100), (2, 100)], vec![(3, 100)]));
	});
}

#[test]
fn ties_should_go_to_who_has_always_had_as_much_when_somebody_falls_to_it() {
	World::default().build_and_execute(|| {
		buy(1, 1, 200);
		buy(2, 2, 100);
		refund(1, 1, 100);
		assert_eq!(board(), vec![(2, 100), (1, 100)]);
	});
}

#[test]
fn board_should_not_be_touched_when_a_change_does_not_reach_it() {
	World::default().build_and_execute(|| {
		five_people();
		// Somebody who waits rises, but not far enough; falls; somebody new comes.
		assert!(!writes_board(|| buy_at(2, 10, 50, 1)));
		assert!(!writes_board(|| refund(2, 2, 100)));
		assert!(!writes_board(|| buy(6, 11, 300)));
		assert!(!writes_board(|| buy_at(7, 12, 10, 2)));
		assert!(!writes_board(|| refund(1, 1, 100)));
		assert!(!writes_board(|| buy(1, 13, 1)));
		assert_eq!(waiting(), vec![(6, 300), (2, 150), (7, 10)]);
		assert_eq!(board(), vec![(5, 500), (4, 400), (3, 300)]);
		// And is, when it does.
		assert!(frame_support::hypothetically!(writes_board(|| buy_at(6, 14, 1, 1))));
	});
}

#[test]
fn rank_should_sort_as_its_key_does() {
	let rank = |points, since| Rank { points, since };
	let ranks = [
		rank(Points::MAX, 0),
		rank(1 << 64, 7),
		rank(257, 1),
		rank(256, 9),
		rank(255, 0),
		rank(255, 1),
		rank(255, 256),
		rank(255, u64::MAX),
		rank(0, 0),
	];
	for pair in ranks.windows(2) {
		assert!(pair[0].ahead_of(&pair[1]) && !pair[1].ahead_of(&pair[0]));
		assert!(pair[0].key() < pair[1].key());
	}
	for rank in ranks {
		assert!(!rank.ahead_of(&rank));
		assert_eq!(Rank::of_key(&rank.key()), rank);
	}
}
