//! One person, on the real runtime, whatever becomes of its keys and its member: one cap, one place on a
//! board, one prize.

use crate::{
	chain::{account, begin_block, start},
	loyalty::{
		buy, buy_as, confirm, confirm_as, failed, make_member, make_program, next_block, ok, place,
		points, program_terms, proof, publish_terms, refused, register, CENT, MEMBER, PERSON,
		PROGRAM,
	},
};
use frame_support::traits::{
	fungible::Inspect as _,
	fungibles::Inspect,
	tokens::{Fortitude, Preservation},
};
use pallet_loyalty::{
	Call as Loyal, Earnings, Error as E, Formula, Lifetime, Limits, Rule, Trigger,
};
use pallet_membership::{Call as Member, Control, Error as M};
use pallet_seasons::{runtime_api::RankView, Call as Season, Caps, Error as S, Prizes, Terms};
use souk_primitives::{Assurance, MemberId, Points, RuleId, SeasonId};
use souk_runtime::{
	constants::{
		currency::SOUK,
		time::{DAY_MS, SLOT_DURATION},
	},
	genesis_config_presets::stablecoin::DOLLAR,
	AccountId, Balance, Balances, Loyalty, Runtime, Seasons, Timestamp,
};
use sp_runtime::DispatchError;

/// Slots of a day, which is an epoch.
const DAY: u64 = DAY_MS / SLOT_DURATION;
/// What a check-in is worth.
const FLAT: Points = 10;
/// Two check-ins for each person, and not quite a third.
const CAPPED: RuleId = 1;
/// A check-in every five days.
const SLOW: RuleId = 2;
const SEASON: SeasonId = SeasonId(0);
const PRIZES: [Balance; 2] = [50 * SOUK, 20 * SOUK];
/// The days on which the season ends, and can be disputed no more. It begins on day 1.
const SEASON_ENDS: u64 = 31;
const SEASON_FINAL: u64 = SEASON_ENDS + 14;

/// Just before that day begins, or when it does.
fn eve_of(day: u64) {
	next_block(day * DAY);
}

fn begin_day(day: u64) {
	next_block(1 + day * DAY);
}

fn check_in(rule: RuleId) -> Loyal<Runtime> {
	Loyal::check_in { program: PROGRAM, rule }
}

fn add_rule(per_subject: Option<Points>, cooldown: u64) {
	let limits =
		Limits { window: 60 * DAY_MS, per_subject, overall: None, cooldown, budget: 1_000_000 };
	let rule = Rule {
		trigger: Trigger::CheckIn,
		formula: Formula::Flat(FLAT),
		limits,
		ranked: true,
		attestors: Default::default(),
	};
	ok("Platform", Loyal::add_rule { program: PROGRAM, rule });
}

/// All of the program's rules count. So does the second purchase from a merchant, by half.
fn open_season() {
	let start = Timestamp::get() + DAY_MS;
	let terms = Terms {
		start,
		end: start + (SEASON_ENDS - 1) * DAY_MS,
		challenge: (SEASON_FINAL - SEASON_ENDS) * DAY_MS,
		decide: 14 * DAY_MS,
		claim: 14 * DAY_MS,
		places: 10,
		assurance: Assurance::Person,
		caps: Caps { per_subject: 10_000, per_merchant: 10_000, tasks: 10_000 },
		in_full: 1,
		min_merchants: 0,
		rules: vec![0, CAPPED, SLOW].try_into().unwrap(),
		resolver: None,
		bond: SOUK,
	};
	let prizes = PRIZES.to_vec().try_into().unwrap();
	let budget = 100 * SOUK;
	ok("Platform", Season::open_season { program: PROGRAM, terms, prizes, budget });
}

/// The buyer is a member; the season begins.
fn with_season(recovery: Option<&str>, test: impl FnOnce()) {
	start("development").execute_with(|| {
		begin_block(1);
		make_member(recovery);
		let (epoch, lifetime) = (DAY_MS, Lifetime::Epochs(36));
		make_program(pallet_loyalty::Terms { epoch, lifetime, ..program_terms() }, true);
		add_rule(Some(2 * FLAT + FLAT / 2), 0);
		add_rule(None, 5 * DAY_MS);
		publish_terms();
		open_season();
		begin_day(1);
		test();
		assert_eq!(failed(), vec![]);
	});
}

/// What is refused to an account that acts for no member.
fn assert_no_member(name: &str) {
	let none: DispatchError = E::<Runtime>::NotMember.into();
	assert_eq!(refused(name, check_in(CAPPED)), none);
	assert_eq!(refused(name, check_in(SLOW)), none);
	assert_eq!(refused(name, place(DOLLAR, 1)), none);
}

/// The only entry of the board is this person's.
fn assert_only_entry(member: MemberId, points: Points) {
	let board = Seasons::view_board(SEASON);
	let entries: Vec<_> =
		board.iter().map(|place| (place.subject, place.member, place.points)).collect();
	assert_eq!(entries, vec![(PERSON, member, points)]);
	assert_eq!(Seasons::view_season(SEASON).unwrap().people, 1);
	assert_eq!(Seasons::view_rank(SEASON, member), RankView::OnBoard(1));
}

/// The first prize goes to `winner`, once, and none to `other`.
fn assert_only_prize(winner: &str, other: &str) {
	begin_day(SEASON_FINAL);
	ok("Carrier", Season::finalise { season: SEASON });
	let claim = || Season::claim_prize { season: SEASON };
	assert_eq!(refused(other, claim()), S::<Runtime>::NotMember.into());
	let before = Balances::balance(&account(winner));
	ok(winner, claim());
	let got = Balances::balance(&account(winner)) - before;
	assert!((PRIZES[0] - SOUK / 10..PRIZES[0]).contains(&got), "{got}");
	assert_eq!(refused(winner, claim()), S::<Runtime>::AlreadyPaid.into());
	assert_eq!(refused(other, claim()), S::<Runtime>::NotMember.into());
	let winners: Vec<_> =
		Prizes::<Runtime>::get(SEASON).into_iter().map(|prize| prize.winner).collect();
	assert_eq!(winners, vec![Some(PERSON), None]);
}

fn request_rotation(to: &str) -> Member<Runtime> {
	let control = Control { controller: account(to), recovery: None };
	Member::request_rotation { control, consent: None, proof: None }
}

fn finish_rotation() -> Member<Runtime> {
	Member::finish_rotation { member: MEMBER }
}

#[test]
fn person_should_be_one_entry_when_its_key_rotates() {
	with_season(None, || {
		ok("Buyer", check_in(CAPPED));
		ok("Buyer", check_in(SLOW));
		confirm(buy(DOLLAR, 0));
		assert_eq!(points(), (120, 0, 0, 0));
		assert_only_entry(MEMBER, 120);

		ok("Buyer", request_rotation("Buyer2"));
		eve_of(4);
		let early = refused("Buyer2", finish_rotation());
		assert_eq!(early, M::<Runtime>::RotationNotReady.into());
		assert_no_member("Buyer2");
		begin_day(4);
		ok("Buyer2", finish_rotation());

		// What is left of the limits, and no more, is the new key's.
		assert_no_member("Buyer");
		assert_eq!(refused("Buyer2", check_in(SLOW)), E::<Runtime>::CoolingDown.into());
		ok("Buyer2", check_in(CAPPED));
		assert_eq!(refused("Buyer2", check_in(CAPPED)), E::<Runtime>::SubjectCapReached.into());
		assert_eq!(points(), (130, 0, 0, 0));
		assert_only_entry(MEMBER, 130);

		// So are the points. What is bought with them is the second purchase, and counts half.
		confirm_as("Buyer2", buy_as("Buyer2", 2 * DOLLAR, 50));
		assert_eq!(points(), (80 + 150, 0, 0, 0));
		assert_only_entry(MEMBER, 130 + 75);
		begin_day(6);
		ok("Buyer2", check_in(SLOW));
		assert_eq!(points(), (240, 0, 0, 0));
		assert_only_entry(MEMBER, 215);

		assert_only_prize("Buyer2", "Buyer");
	});
}

#[test]
fn person_should_be_one_entry_when_its_member_closes_and_it_comes_again() {
	with_season(None, || {
		ok("Buyer", check_in(CAPPED));
		ok("Buyer", check_in(CAPPED));
		ok("Buyer", check_in(SLOW));
		confirm(buy(DOLLAR, 0));
		assert_eq!(refused("Buyer", check_in(CAPPED)), E::<Runtime>::SubjectCapReached.into());
		assert_only_entry(MEMBER, 130);

		begin_day(2);
		ok("Buyer", Member::close {});
		assert_no_member("Buyer");
		let control = Control { controller: account("Buyer"), recovery: None };
		let again = Member::register { control, consent: None };
		assert_eq!(refused("Buyer", again), M::<Runtime>::KeyAlreadyUsed.into());
		register("Buyer2", None);
		let member = MemberId(1);
		// Nobody vouches for the new member until the person is moved to it.
		assert_eq!(refused("Buyer2", check_in(SLOW)), E::<Runtime>::NoSubject.into());
		let bind = Member::bind_proof { proof: proof("Buyer2"), consent: None };
		assert_eq!(refused("Buyer2", bind), M::<Runtime>::NullifierOnRecord.into());
		ok("Buyer2", Member::rebind_proof { proof: proof("Buyer2"), consent: None });

		assert_eq!(refused("Buyer2", check_in(CAPPED)), E::<Runtime>::SubjectCapReached.into());
		assert_eq!(refused("Buyer2", check_in(SLOW)), E::<Runtime>::CoolingDown.into());
		// Points are a member's, and stay behind.
		assert_eq!(Loyalty::view_balance(PROGRAM, member), Default::default());
		assert_eq!(refused("Buyer2", place(DOLLAR, 1)), E::<Runtime>::TooFewPoints.into());

		// The score is a person's, and goes on: this is the second purchase.
		confirm_as("Buyer2", buy_as("Buyer2", 2 * DOLLAR, 0));
		assert_only_entry(member, 130 + 100);
		begin_day(6);
		ok("Buyer2", check_in(SLOW));
		assert_only_entry(member, 240);
		assert_eq!(Loyalty::view_balance(PROGRAM, member).spendable, 210);
		assert_eq!(Seasons::view_rank(SEASON, MEMBER), RankView::Unranked);

		assert_only_prize("Buyer2", "Buyer");
	});
}

#[test]
fn member_should_earn_nothing_when_frozen_and_earn_again_when_recovered() {
	with_season(Some("Buyer3"), || {
		ok("Buyer", check_in(CAPPED));
		ok("Buyer3", Member::freeze { member: MEMBER });
		assert_no_member("Buyer");
		assert_no_member("Buyer3");
		let order = buy(DOLLAR, 0);
		confirm(order);
		assert_eq!(Earnings::<Runtime>::get(order), None);
		assert_eq!(points(), (FLAT, 0, 0, 0));
		assert_only_entry(MEMBER, FLAT);
		let wait = refused("Buyer", Member::unfreeze { member: MEMBER });
		assert_eq!(wait, M::<Runtime>::FrozenForLonger.into());

		let controller = account("Buyer2");
		let recover = Member::recover { member: MEMBER, controller, consent: None, proof: None };
		ok("Buyer3", recover);
		eve_of(22);
		let early = refused("Buyer2", finish_rotation());
		assert_eq!(early, M::<Runtime>::RotationNotReady.into());
		begin_day(22);
		assert_no_member("Buyer2");
		ok("Buyer2", finish_rotation());

		assert_no_member("Buyer");
		ok("Buyer2", check_in(SLOW));
		ok("Buyer2", check_in(CAPPED));
		assert_eq!(refused("Buyer2", check_in(CAPPED)), E::<Runtime>::SubjectCapReached.into());
		confirm_as("Buyer2", buy_as("Buyer2", DOLLAR, FLAT));
		assert_eq!(points(), (2 * FLAT + (DOLLAR / CENT - FLAT), 0, 0, 0));
		assert_only_entry(MEMBER, 3 * FLAT + (DOLLAR / CENT - FLAT));

		assert_only_prize("Buyer2", "Buyer");
	});
}

fn shown(name: &str) -> Points {
	let who = account(name);
	let balance = <Loyalty as Inspect<AccountId>>::balance(PROGRAM, &who);
	assert_eq!(<Loyalty as Inspect<AccountId>>::total_balance(PROGRAM, &who), balance);
	let (keep, polite) = (Preservation::Expendable, Fortitude::Polite);
	let reducible = <Loyalty as Inspect<AccountId>>::reducible_balance(PROGRAM, &who, keep, polite);
	assert_eq!(reducible, balance);
	balance
}

#[test]
fn points_should_be_shown_for_the_account_that_acts_for_the_member_now() {
	with_season(Some("Buyer3"), || {
		ok("Buyer", check_in(CAPPED));
		// The controller's, a stranger's, the recovery account's.
		let all = || (shown("Buyer"), shown("Buyer2"), shown("Buyer3"));
		assert_eq!(all(), (FLAT, 0, 0));

		// Nobody acts for a frozen member. Its points are there all the same.
		ok("Buyer3", Member::freeze { member: MEMBER });
		assert_eq!(all(), (0, 0, 0));
		assert_eq!(points(), (FLAT, 0, 0, 0));
		ok("Buyer3", Member::unfreeze { member: MEMBER });
		assert_eq!(all(), (FLAT, 0, 0));

		ok("Buyer", request_rotation("Buyer2"));
		begin_day(4);
		assert_eq!(all(), (FLAT, 0, 0));
		ok("Buyer2", finish_rotation());
		assert_eq!(all(), (0, FLAT, 0));
		ok("Buyer2", Member::close {});
		assert_eq!(all(), (0, 0, 0));
		assert_eq!(<Loyalty as Inspect<AccountId>>::total_issuance(PROGRAM), FLAT);
	});
}
