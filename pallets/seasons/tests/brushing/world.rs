//! What happens in the simulation, and what it costs whom.

use super::{fees::*, runtime::*};
use frame_support::assert_ok;
use pallet_loyalty::{Formula, Lifetime, Limits, Redemption, Rule, Trigger, Unit};
use pallet_seasons::{runtime_api::RankView, Status, TermsOf};
use souk_primitives::{
	Assurance, Identify as _, MemberId, Nullifier, OrderId, OrderNotice, OrderObserver as _,
	OrderStanding, Parties, Points, ProgramId, SeasonId, Tender,
};
use sp_core::H256;
use sp_runtime::{BuildStorage, FixedU128, Permill};
use std::collections::BTreeMap;

/// What the platform takes of every order that is settled (`scripts/carts.json`), in thousandths.
pub const PLATFORM_PER_MILLE: Balance = 25;

/// What becomes of it when such an order is refunded: `OnRefund` of the platform's split.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Share {
	/// The platform keeps it: what is recommended, and what `scripts/carts.json` does.
	Kept,
	Returned,
}

/// How many points an order earns for each SOUK, and what a point is worth: one percent of the price.
pub const POINTS_PER_SOUK: u32 = 10;
pub const POINT: Balance = MILLI_SOUK;
/// What checking in earns, once a day.
pub const CHECK_IN_POINTS: Points = 10;
/// What an identity costs that a person sells for which an issuer vouches. An assumption.
pub const IDENTITY: Balance = 30 * SOUK;
/// What a small real purchase costs that is made only to have bought from one more merchant. The goods
/// are worth nothing to whoever brushes.
pub const SMALL: Balance = SOUK;

/// When the program begins.
pub const T0: u64 = 1_700_000_000_000;
pub const SEASON: u64 = 90 * DAY;
pub const FIRST: u64 = T0 + 31 * DAY;

const USD: u32 = 7;
const PURCHASE: u32 = 0;
const CHECK_IN: u32 = 1;
pub const PROGRAM: ProgramId = ProgramId(0);

pub fn operator() -> AccountId {
	account(1)
}

/// Random numbers that are the same wherever they are made: splitmix64.
pub struct Dice(pub u64);

impl Dice {
	pub fn roll(&mut self) -> u64 {
		self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
		let mut z = self.0;
		z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
		z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
		z ^ (z >> 31)
	}

	pub fn below(&mut self, limit: u64) -> u64 {
		self.roll() % limit.max(1)
	}

	/// From 0 to 1.
	pub fn share(&mut self) -> f64 {
		(self.roll() >> 11) as f64 / (1u64 << 53) as f64
	}

	/// About normal: mean 0, deviation 1.
	pub fn normal(&mut self) -> f64 {
		(0..12).map(|_| self.share()).sum::<f64>() - 6.0
	}
}

/// Something that happens.
#[derive(Clone)]
pub enum Act {
	/// Somebody pays for an order.
	Buy { order: OrderId, who: AccountId, shop: AccountId, amount: Balance, by: Option<usize> },
	/// Its merchant is paid.
	Settle { order: OrderId },
	/// So many thousandths of it go back.
	Refund { order: OrderId, per_mille: Balance },
	/// Somebody is there.
	CheckIn { who: AccountId, by: usize },
	/// A person goes on with another account, or as another member.
	Become { account: AccountId, member: MemberId, person: Nullifier },
	/// A season is announced.
	Open(u32),
	/// Its challenge is over: prizes are assigned and claimed.
	End(SeasonId),
}

/// Everything that will happen.
#[derive(Default)]
pub struct Plan {
	pub acts: Vec<(u64, usize, Act)>,
	orders: u64,
}

impl Plan {
	/// One whose orders have higher numbers.
	pub fn after(orders: u64) -> Self {
		Self { acts: Vec::new(), orders }
	}

	pub fn push(&mut self, at: u64, act: Act) {
		self.acts.push((at, self.acts.len(), act));
	}

	/// An order that is settled.
	pub fn order(
		&mut self,
		at: u64,
		(who, by): (&AccountId, Option<usize>),
		shop: &AccountId,
		amount: Balance,
		settled_at: u64,
	) -> OrderId {
		self.orders += 1;
		let order = OrderId(self.orders);
		let (who, shop) = (who.clone(), shop.clone());
		self.push(at, Act::Buy { order, who, shop, amount, by });
		self.push(settled_at, Act::Settle { order });
		order
	}

	/// All of it, the earlier first.
	pub fn in_order(mut self) -> impl Iterator<Item = (u64, Act)> {
		self.acts.sort_by_key(|(at, number, _)| (*at, *number));
		self.acts.into_iter().map(|(at, _, act)| (at, act))
	}
}

/// What somebody who brushes paid and got.
#[derive(Clone, Default)]
pub struct Account {
	pub name: &'static str,
	/// Its people: all accounts and members they have, by person.
	pub accounts: Vec<AccountId>,
	pub members: Vec<MemberId>,
	/// What the platform took.
	pub shares: Balance,
	/// What of it was for orders that were refunded.
	pub undone: Balance,
	/// Transactions.
	pub fees: Balance,
	/// Identities, and goods of no use.
	pub other: Balance,
	/// What its points are worth.
	pub points: Balance,
	pub prizes: Balance,
	/// How many prizes.
	pub won: u32,
	/// The best place in any season.
	pub best: Option<u32>,
}

impl Account {
	/// What the platform took and did not give back.
	pub fn platform(&self, share: Share) -> Balance {
		match share {
			Share::Kept => self.shares,
			Share::Returned => self.shares - self.undone,
		}
	}

	pub fn spent(&self, share: Share) -> Balance {
		self.platform(share) + self.fees + self.other
	}

	pub fn gained(&self) -> Balance {
		self.points + self.prizes
	}

	/// Whether it is not at a loss.
	pub fn pays(&self, share: Share) -> bool {
		self.gained() >= self.spent(share)
	}

	/// Adds what another season brought.
	pub fn add(&mut self, other: &Self) {
		self.shares += other.shares;
		self.undone += other.undone;
		self.fees += other.fees;
		self.other += other.other;
		self.points += other.points;
		self.prizes += other.prizes;
		self.won += other.won;
		self.best = self.best.into_iter().chain(other.best).min();
	}
}

#[derive(Clone)]
struct Deal {
	shop: AccountId,
	amount: Balance,
	refunded: Balance,
	settled: bool,
	by: Option<usize>,
}

/// Runs a plan.
#[derive(Clone)]
pub struct World {
	pub accounts: Vec<Account>,
	/// Everybody who does not brush.
	pub honest: Vec<AccountId>,
	/// The shops of those who brush: what is paid there stays with them.
	pub complicit: Vec<AccountId>,
	deals: BTreeMap<OrderId, Deal>,
	pub prizes: Vec<Balance>,
	/// The score that the last prize took, by season.
	pub last_prize: Vec<Points>,
	/// Who won, by season.
	pub winners: Vec<Vec<MemberId>>,
	/// What records of a season cost at most.
	pub records: Balance,
	/// How many prizes went to the honest.
	pub honest_prizes: u32,
}

impl World {
	pub fn new(prizes: Vec<Balance>) -> Self {
		Registry::clear();
		Self {
			accounts: Vec::new(),
			honest: Vec::new(),
			complicit: Vec::new(),
			deals: BTreeMap::new(),
			prizes,
			last_prize: Vec::new(),
			winners: Vec::new(),
			records: 0,
			honest_prizes: 0,
		}
	}

	pub fn found_program(shops: &[AccountId]) {
		set_time(T0);
		let by = || origin(&operator());
		let terms = pallet_loyalty::Terms {
			context: H256::repeat_byte(0xcc),
			assurance: Assurance::Person,
			epoch: 30 * DAY,
			lifetime: Lifetime::Perpetual,
			notice: 30 * DAY,
			value: FixedU128::from_u32(POINT as u32),
			backing: Permill::from_percent(100),
			gifts: 0,
		};
		let budget = 1_000_000 * SOUK;
		let name = "Points".try_into().unwrap();
		assert_ok!(Loyalty::create_program(by(), name, terms, Redemption::default(), budget));
		let rule = |trigger, formula, per_subject, cooldown| Rule {
			trigger,
			formula,
			limits: Limits {
				window: DAY,
				per_subject,
				overall: None,
				cooldown,
				budget: Points::MAX,
			},
			ranked: true,
			attestors: Default::default(),
		};
		let rate = Formula::PerUnit(FixedU128::from_rational(POINTS_PER_SOUK.into(), SOUK));
		let purchase = rule(Trigger::Purchase(Unit::Asset(USD)), rate, None, 0);
		assert_ok!(Loyalty::add_rule(by(), PROGRAM, purchase));
		let check_in =
			rule(Trigger::CheckIn, Formula::Flat(CHECK_IN_POINTS), Some(CHECK_IN_POINTS), 0);
		assert_ok!(Loyalty::add_rule(by(), PROGRAM, check_in));
		for shop in shops {
			assert_ok!(Loyalty::invite_merchant(by(), PROGRAM, shop.clone()));
			assert_ok!(Loyalty::join(origin(shop), PROGRAM));
		}
	}

	/// Lets all of it happen, and counts what it brought.
	pub fn run(&mut self, plan: Plan, terms: &dyn Fn(u64) -> TermsOf<Sim>) {
		for (at, act) in plan.in_order() {
			self.act(at, act, terms);
		}
		self.tally();
	}

	/// Counts what those who brush have.
	pub fn tally(&mut self) {
		for account in &mut self.accounts {
			let points = account
				.members
				.iter()
				.map(|member| Loyalty::view_balance(PROGRAM, *member).spendable);
			account.points = points.sum::<Points>() * POINT;
			account.prizes = account.accounts.iter().map(Balances::free_balance).sum::<Balance>();
		}
	}

	/// Whether something that others do makes a difference for a season that ends then: nothing is bought
	/// any more that could, and what is not settled in time does not count.
	pub fn matters(&self, at: u64, act: &Act, end: u64) -> bool {
		match act {
			Act::Settle { order } => at < end && self.deals.contains_key(order),
			Act::Refund { order, .. } => self.deals.get(order).is_some_and(|deal| deal.settled),
			_ => false,
		}
	}

	pub fn act(&mut self, at: u64, act: Act, terms: &dyn Fn(u64) -> TermsOf<Sim>) {
		set_time(at);
		match act {
			Act::Buy { order, who, shop, amount, by } => {
				if let Some(by) = by {
					let account = &mut self.accounts[by];
					account.fees += order_fees();
					if self.complicit.contains(&shop) {
						account.shares += amount * PLATFORM_PER_MILLE / 1_000;
					} else {
						account.other += amount;
					}
				}
				OrderBook::put(order, OrderStanding::default());
				let parties = Parties { merchant: shop.clone(), buyer: who.clone(), payer: who };
				let tender = Tender::Asset(USD);
				assert_ok!(Loyalty::notify(
					order,
					&OrderNotice::Funded { parties, tender, amount }
				));
				let deal = Deal { shop, amount, refunded: 0, settled: false, by };
				self.deals.insert(order, deal);
			},
			Act::Settle { order } => {
				let deal = self.deals.get_mut(&order).unwrap();
				deal.settled = true;
				OrderBook::put(order, OrderStanding { settled: true, refunded: deal.refunded });
				let paid_out = deal.amount - deal.refunded;
				assert_ok!(Loyalty::notify(order, &OrderNotice::Settled { paid_out }));
			},
			Act::Refund { order, per_mille } => {
				let Some(deal) = self.deals.get_mut(&order) else { return };
				let cumulative = deal.amount * per_mille / 1_000;
				let back = cumulative - deal.refunded;
				deal.refunded = cumulative;
				if let Some(by) = deal.by {
					let account = &mut self.accounts[by];
					account.fees += refund_fee();
					if self.complicit.contains(&deal.shop) {
						account.undone += back * PLATFORM_PER_MILLE / 1_000;
					} else {
						account.other -= back;
					}
				}
				OrderBook::put(order, OrderStanding { settled: true, refunded: cumulative });
				assert_ok!(Loyalty::notify(order, &OrderNotice::Refunded { cumulative }));
			},
			Act::CheckIn { who, by } => {
				self.accounts[by].fees += check_in_fee();
				// It is paid for in any case.
				let vouched = Registry::standing(&who) == Assurance::Person;
				let done = Loyalty::check_in(origin(&who), PROGRAM, CHECK_IN);
				assert_eq!(done.is_ok(), vouched, "{done:?}");
			},
			Act::Become { account, member, person } => Registry::enrol(&account, member, person),
			Act::Open(number) => {
				let start = FIRST + u64::from(number) * SEASON;
				let mut terms = terms(start);
				terms.rules = vec![PURCHASE, CHECK_IN].try_into().unwrap();
				let prizes = self.prizes.clone().try_into().unwrap();
				let budget = 100_000 * SOUK;
				let by = origin(&operator());
				assert_ok!(Seasons::open_season(by, PROGRAM, terms, prizes, budget));
			},
			Act::End(season) => self.end(season),
		}
	}

	/// Anyone finalises, everybody claims, and it is seen who got how far.
	fn end(&mut self, season: SeasonId) {
		let board = Seasons::view_board(season);
		let last = board.get(self.prizes.len() - 1).map_or(0, |place| place.points);
		self.last_prize.push(last);
		for account in &mut self.accounts {
			for member in &account.members {
				let place = match Seasons::view_rank(season, *member) {
					RankView::OnBoard(place) => place,
					RankView::Behind(place) => board.len() as u32 + place,
					RankView::FarBehind | RankView::Unranked => continue,
				};
				account.best = Some(account.best.map_or(place, |best| best.min(place)));
			}
		}
		let progress = pallet_seasons::Progresses::<Sim>::get(season).unwrap();
		self.records = self.records.max(progress.used);
		assert_ok!(Seasons::finalise(origin(&operator()), season).map_err(|error| error.error));
		for account in &mut self.accounts {
			for who in &account.accounts {
				if Seasons::claim_prize(origin(who), season).is_ok() {
					account.won += 1;
					account.fees += claim_fee();
				}
			}
		}
		let winners: Vec<_> =
			board.iter().take(self.prizes.len()).map(|place| place.member).collect();
		for who in &self.honest {
			if Registry::member(who).is_some_and(|member| winners.contains(&member)) {
				self.honest_prizes += u32::from(Seasons::claim_prize(origin(who), season).is_ok());
			}
		}
		self.winners.push(winners);
		let status = pallet_seasons::Seasons::<Sim>::get(season).map(|season| season.status);
		assert!(matches!(status, Some(Status::Final { .. })));
	}
}

pub fn externalities() -> sp_io::TestExternalities {
	let rich = 1_000_000_000 * SOUK;
	RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig {
			balances: vec![(operator(), rich)],
			..Default::default()
		},
		..Default::default()
	}
	.build_storage()
	.unwrap()
	.into()
}
