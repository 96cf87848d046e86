//! Rings of every size. Each is alone with those who shop, so that none is in the way of another.

use super::{runtime::*, strategies::*, world::*};
use frame_support::storage::{with_transaction_unchecked, TransactionOutcome};
use pallet_seasons::TermsOf;
use souk_primitives::{Identify as _, MemberId, Points, SeasonId};

/// Orders with higher numbers are those of rings.
const RINGS: u64 = 1_000_000_000;

/// How a ring goes about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
	/// Everybody buys as much as counts from each merchant.
	All,
	/// As many people as there are prizes buy no more than it takes to be ahead of who would win.
	Enough,
	/// Like the first, and everything is refunded when the season is final.
	Late,
}

/// A ring, and what came out.
pub struct Cell {
	pub people: u64,
	pub merchants: usize,
	pub all: Account,
	pub enough: Account,
	pub late: Account,
}

impl Cell {
	pub fn ways(&self) -> [(Way, &Account); 3] {
		[(Way::All, &self.all), (Way::Enough, &self.enough), (Way::Late, &self.late)]
	}
}

/// The places of customers who brush a little, and are not among those who win.
const PLACES: [usize; 4] = [11, 15, 20, 30];

/// A customer who shops anyway, and buys what is missing for the last prize at merchants of its own.
pub struct Customer {
	pub place: usize,
	/// How many merchants that takes, in all seasons together.
	pub merchants: usize,
	/// What it spent and got that it would not have otherwise.
	pub account: Account,
}

/// What became of all of them, and the score of the last prize where none took part, by season.
pub struct Rings {
	pub cells: Vec<Cell>,
	pub customers: Vec<Customer>,
	pub last_prize: Vec<Points>,
	/// Who won there.
	pub winners: Vec<Vec<MemberId>>,
	pub seasons: u32,
}

/// People shop, and hours before the end of each season a ring comes: each of these sizes, in each way.
/// What it does is undone before the next.
pub fn rings(
	size: Size,
	known: Known,
	prizes: Vec<Balance>,
	terms: &dyn Fn(u64) -> TermsOf<Sim>,
	people: &[u64],
	merchants: usize,
) -> Rings {
	let empty = |people, merchants| Cell {
		people,
		merchants,
		all: Account::default(),
		enough: Account::default(),
		late: Account::default(),
	};
	let cells =
		people.iter().flat_map(|people| (1..=merchants).map(|n| empty(*people, n))).collect();
	let customer = |place| Customer { place, merchants: 0, account: Account::default() };
	let mut out = Rings {
		cells,
		customers: PLACES.map(customer).into(),
		last_prize: Vec::new(),
		winners: Vec::new(),
		seasons: size.seasons,
	};
	externalities().execute_with(|| {
		let mut scene = Scene::new(size, known, prizes);
		scene.honest();
		scene.own_shops = merchants as u64;
		World::found_program(&scene.shops());
		scene.world.complicit = (0..merchants as u64).map(own_shop).collect();
		let acts: Vec<_> = std::mem::take(&mut scene.plan).in_order().collect();
		let mut next = 0;
		for number in 0..size.seasons {
			let end = start(number) + SEASON;
			while acts.get(next).is_some_and(|(at, _)| *at < end - 3 * HOUR) {
				let (at, act) = acts[next].clone();
				scene.world.act(at, act, terms);
				next += 1;
			}
			let season = SeasonId(number.into());
			let rest = &acts[next..];
			let with = |join: &mut dyn FnMut(&mut Scene)| branch(&scene, number, rest, terms, join);
			let mut alone = with(&mut |_| ());
			out.last_prize.extend(alone.last_prize.pop());
			out.winners.extend(alone.winners.pop());
			for cell in &mut out.cells {
				let (people, merchants) = (cell.people, cell.merchants);
				for (way, account) in [
					(Way::All, &mut cell.all),
					(Way::Enough, &mut cell.enough),
					(Way::Late, &mut cell.late),
				] {
					let world = with(&mut |scene| scene.ring_of(season, people, merchants, way));
					account.add(&world.accounts[0]);
				}
			}
			for customer in &mut out.customers {
				let mut top_up = |buys| {
					let mut merchants = 0;
					let world =
						with(&mut |scene| merchants = scene.top_up(season, customer.place, buys));
					customer.merchants += if buys { merchants } else { 0 };
					world.accounts[0].clone()
				};
				let (otherwise, mut account) = (top_up(false), top_up(true));
				account.points -= otherwise.points;
				account.prizes -= otherwise.prizes;
				account.won -= otherwise.won;
				account.fees -= otherwise.fees;
				customer.account.add(&account);
			}
		}
	});
	out
}

/// What comes of a season that is about to end if somebody joins.
fn branch(
	scene: &Scene,
	number: u32,
	rest: &[(u64, Act)],
	terms: &dyn Fn(u64) -> TermsOf<Sim>,
	join: &mut dyn FnMut(&mut Scene),
) -> World {
	let season = SeasonId(number.into());
	let end = start(number) + SEASON;
	let over = end + scene.known.challenge + HOUR;
	with_transaction_unchecked(|| {
		let mut scene = scene.again();
		join(&mut scene);
		let others = rest.iter().take_while(|(at, _)| *at < over).cloned();
		let mut acts: Vec<_> = others.collect();
		acts.extend(std::mem::take(&mut scene.plan).in_order());
		acts.push((over, Act::End(season)));
		acts.sort_by_key(|(at, _)| *at);
		for (at, act) in acts {
			let ours = match &act {
				Act::Buy { by, .. } => by.is_some(),
				Act::Settle { order } | Act::Refund { order, .. } => order.0 > RINGS,
				Act::End(ended) => *ended == season,
				_ => false,
			};
			if ours || scene.world.matters(at, &act, end) {
				scene.world.act(at, act, terms);
			}
		}
		scene.world.tally();
		TransactionOutcome::Rollback(scene.world)
	})
}

impl Scene {
	/// The same, for something that will be undone.
	fn again(&self) -> Self {
		let (world, plan) = (self.world.clone(), Plan::after(RINGS));
		Self::of(world, plan, self.size, self.known)
	}

	/// A ring comes in the last hours.
	fn ring_of(&mut self, season: SeasonId, people: u64, merchants: usize, way: Way) {
		let prizes = self.world.prizes.len();
		let people = if way == Way::Enough { people.min(prizes as u64) } else { people };
		let mut ring = self.brusher("ring", people, 0);
		ring.shops = (0..merchants as u64).map(own_shop).collect();
		let end = start(season.0 as u32) + SEASON;
		let small = self.known.merchants.saturating_sub(merchants) as Balance * SMALL;
		if way == Way::Enough {
			// Ahead of who is at the place that all of them together push out, and a little more.
			let ahead_of = Seasons::view_board(season)[prizes - people as usize].points + 100;
			let small = small * Balance::from(POINTS_PER_SOUK) / SOUK;
			let each = ahead_of.saturating_sub(small).div_ceil(merchants as Points);
			let amount = each * SOUK / Balance::from(POINTS_PER_SOUK);
			self.known.full = self.known.full.min(amount);
		}
		let mut orders = Vec::new();
		for who in &ring.people {
			self.smalls(&ring, who, end - 3 * HOUR);
			orders.extend(self.fill(&ring, who, end - HOUR, end - 1));
		}
		if way == Way::Late {
			self.refund(orders, end + self.known.challenge + 2 * HOUR);
		}
	}

	/// Who has this place and wins nothing buys what is missing, or does not.
	fn top_up(&mut self, season: SeasonId, place: usize, buys: bool) -> usize {
		let board = Seasons::view_board(season);
		let place = &board[place - 1];
		let last = board[self.world.prizes.len() - 1].points;
		let mut honest = self.world.honest.iter();
		let who = honest.find(|who| Registry::member(who) == Some(place.member)).unwrap().clone();
		self.world.accounts.push(Account {
			accounts: vec![who.clone()],
			members: vec![place.member],
			..Account::default()
		});
		let rate = Balance::from(POINTS_PER_SOUK);
		// Some of it may be lost to a refund of a real purchase.
		let missing = last + 500 - place.points;
		let merchants = missing.div_ceil(self.known.full * rate / SOUK);
		let amount = missing.div_ceil(merchants) * SOUK / rate;
		let end = start(season.0 as u32) + SEASON;
		for n in 0..if buys { merchants as u64 } else { 0 } {
			self.plan.order(end - HOUR, (&who, Some(0)), &own_shop(n), amount, end - 1);
		}
		merchants as usize
	}
}
