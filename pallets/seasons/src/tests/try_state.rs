use super::*;

/// Spoils a sound state, and tells what the checks say to it.
fn spoiled(spoil: impl FnOnce()) -> &'static str {
	World::default().build().execute_with(|| {
		five_people();
		task(5, 10);
		assert_ok!(dispute(&stranger(), 4));
		assert_ok!(Seasons::do_try_state());
		spoil();
		match Seasons::do_try_state() {
			Err(sp_runtime::TryRuntimeError::Other(message)) => message,
			other => panic!("{other:?}"),
		}
	})
}

fn change_season(change: impl FnOnce(&mut SeasonOf<Test>)) {
	crate::Seasons::<Test>::mutate(SEASON, |slot| change(slot.as_mut().unwrap()));
}

fn change_progress(change: impl FnOnce(&mut ProgressOf<Test>)) {
	Progresses::<Test>::mutate(SEASON, |slot| change(slot.as_mut().unwrap()));
}

fn change_score(n: u8, change: impl FnOnce(&mut Score)) {
	Scores::<Test>::mutate(SEASON, subject(n), |slot| change(slot.as_mut().unwrap()));
}

#[test]
fn try_state_should_fail_when_a_season_is_unsound() {
	assert_eq!(spoiled(|| NextSeasonId::<Test>::put(SEASON)), "a season's id was never given out");
	assert_eq!(spoiled(|| Progresses::<Test>::remove(SEASON)), "a season has no progress");
	let unsound = || change_season(|season| season.terms.places = 0);
	assert_eq!(spoiled(unsound), "the terms of a season are unsound");
	let unknown = || change_season(|season| season.digests = Default::default());
	assert_eq!(spoiled(unknown), "a season does not know what its rules said");
	let message = "a season is told of points, or not, when it should not be";
	assert_eq!(spoiled(|| Live::<Test>::remove(PROGRAM)), message);
	let meets = || {
		Live::<Test>::mutate(PROGRAM, |live| {
			let slot = Slot { season: SeasonId(9), start: START, end: END };
			live.try_push(slot).unwrap();
		})
	};
	assert_eq!(spoiled(meets), "two seasons of a program run at once");
}

#[test]
fn try_state_should_fail_when_the_board_is_wrong() {
	let message = "the board is not the top of the ranking";
	assert_eq!(
		spoiled(|| Boards::<Test>::mutate(SEASON, |board| board.as_mut().swap(0, 1))),
		message
	);
	assert_eq!(
		spoiled(|| Boards::<Test>::mutate(SEASON, |board| {
			board.pop();
		})),
		message
	);
	assert_eq!(spoiled(|| change_score(4, |score| score.standing = Standing::Lapsed)), message);
	let lost = || {
		let (key, _) = Waiting::<Test>::iter_prefix(SEASON).next().unwrap();
		Waiting::<Test>::remove(SEASON, key);
	};
	assert_eq!(spoiled(lost), "who waits is not the rest of the ranking");
	assert_eq!(
		spoiled(|| change_progress(|progress| progress.floor = None)),
		"the floor is not the last place of a full board"
	);
}

#[test]
fn try_state_should_fail_when_scores_are_wrong() {
	let sum = "a score is not the sum of what it is made of";
	assert_eq!(spoiled(|| change_score(5, |score| score.tasks += 1)), sum);
	assert_eq!(spoiled(|| change_score(5, |score| score.merchants += 1)), sum);
	assert_eq!(
		spoiled(|| change_season(|season| season.terms.caps.tasks = 9)),
		"more counts of a person than may"
	);
	assert_eq!(
		spoiled(|| change_season(|season| season.terms.caps.per_merchant = 499)),
		"more counts of a merchant than may"
	);
	let uneven =
		|| Purchases::<Test>::mutate(SEASON, OrderId(5), |slot| slot.as_mut().unwrap().revoked = 1);
	assert_eq!(spoiled(uneven), "purchases do not add up to what people bought");
	let changes = || change_progress(|progress| progress.changes = 5);
	assert_eq!(spoiled(changes), "two scores changed at once");
}

#[test]
fn try_state_should_fail_when_counts_or_holds_are_wrong() {
	let change = |change: fn(&mut ProgressOf<Test>)| spoiled(|| change_progress(change));
	assert_eq!(change(|all| all.people = 4), "a season does not count its people");
	assert_eq!(change(|all| all.records = 14), "a season does not count its records");
	assert_eq!(change(|all| all.used += 1), "records do not cost what they are said to");
	assert_eq!(change(|all| all.budget = all.used - 1), "records cost more than the budget");
	assert_eq!(change(|all| all.disputes = 0), "a season does not count its disputes");
	let holds = "what is on record is not what is held";
	assert_eq!(change(|all| all.budget += 1), holds);
	assert_eq!(spoiled(|| change_season(|season| season.deposit += 1)), holds);
	let bond =
		|| Disputes::<Test>::mutate(SEASON, subject(4), |slot| slot.as_mut().unwrap().bond += 1);
	assert_eq!(spoiled(bond), holds);
	let change =
		|change: fn(&mut PrizesOf<Test>)| spoiled(|| Prizes::<Test>::mutate(SEASON, change));
	assert_eq!(change(|prizes| prizes[0].amount += 1), holds);
	let early = "a prize went out before it was won";
	assert_eq!(change(|prizes| prizes[0].winner = Some(subject(1))), early);
	let stray = || Scores::<Test>::insert(SeasonId(9), subject(1), Score::default());
	assert_eq!(spoiled(stray), "a record outlived its season");
	let void = || change_score(4, |score| score.standing = Standing::Disqualified);
	assert_eq!(spoiled(void), "the board is not the top of the ranking");
	let twice = || {
		change_season(|season| season.status = Status::Final { claim_until: 0 });
		Live::<Test>::remove(PROGRAM);
		Prizes::<Test>::mutate(SEASON, |prizes| {
			prizes.iter_mut().for_each(|prize| prize.winner = Some(subject(1)))
		});
	};
	assert_eq!(spoiled(twice), "somebody won twice");
}
