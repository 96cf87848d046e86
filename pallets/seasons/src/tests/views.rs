use super::*;

#[test]
fn board_should_show_prizes_and_disputes() {
	World::default().build_and_execute(|| {
		five_people();
		assert_ok!(dispute(&stranger(), 4));
		let view = Seasons::view_board(SEASON);
		let shown: Vec<_> = view
			.iter()
			.map(|place| (place.place, place.member, place.points, place.prize, place.disputed))
			.collect();
		assert_eq!(
			shown,
			vec![
				(1, member(5), 500, Some(60_000), false),
				(2, member(4), 400, Some(40_000), true),
				(3, member(3), 300, None, false),
			]
		);
		assert_eq!(view[0].subject, subject(5));
		assert_eq!(Seasons::view_board(SeasonId(9)), vec![]);
	});
}

#[test]
fn rank_should_tell_where_everybody_is() {
	World::default().build_and_execute(|| {
		five_people();
		let rank = |n| Seasons::view_rank(SEASON, member(n));
		assert_eq!(rank(5), RankView::OnBoard(1));
		assert_eq!(rank(3), RankView::OnBoard(3));
		assert_eq!(rank(2), RankView::Behind(1));
		assert_eq!(rank(1), RankView::Behind(2));
		assert_eq!(rank(6), RankView::Unranked);
		vouch(5, Assurance::Attested);
		assert_ok!(poke(5, member(5)));
		assert_eq!(rank(5), RankView::Unranked);
	});
}

#[test]
fn season_and_score_should_tell_what_is_on_record() {
	World::default().build_and_execute(|| {
		five_people();
		task(5, 30);
		let (tasks, standing) = (30, Standing::Good);
		let view = ScoreView { points: 530, tasks, merchants: 1, min_merchants: 0, standing };
		assert_eq!(Seasons::view_score(SEASON, member(5)), Some(view));
		assert_eq!(Seasons::view_score(SEASON, member(6)), None);
		set_rule(TASK, START, None);
		let view = Seasons::view_season(SEASON).unwrap();
		assert_eq!(view.rules, vec![(PURCHASE, true), (TASK, false)]);
		assert_eq!((view.people, view.prizes), (5, vec![60_000, 40_000]));
		assert_eq!(view.budget_left, BUDGET - 5 * (SCORE + DEALING + PURCHASED));
		assert_eq!((view.start, view.challenge_end), (START, CHALLENGE_END));
		assert_eq!(Seasons::view_season(SeasonId(9)), None);
	});
}
