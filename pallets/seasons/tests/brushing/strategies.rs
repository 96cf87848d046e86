//! Who takes part: people who shop, and people who brush.

use super::{runtime::*, world::*};
use souk_primitives::{Assurance, MemberId, SeasonId};

/// How many shops there are that nobody brushes at.
const SHOPS: u64 = 24;
pub const HOUR: u64 = 3_600_000;

/// How large the simulation is.
#[derive(Clone, Copy)]
pub struct Size {
	pub seed: u64,
	pub seasons: u32,
	pub people: u64,
}

/// What those who brush know of the terms.
#[derive(Clone, Copy)]
pub struct Known {
	/// The order that reaches what counts of one merchant.
	pub full: Balance,
	/// From how many merchants somebody must have bought.
	pub merchants: usize,
	/// How long a season is open to challenge.
	pub challenge: u64,
	/// How many merchants of the program they have for themselves.
	pub complicit: usize,
}

pub fn shop(n: u64) -> AccountId {
	account(10_000 + n)
}

/// A merchant of those who brush.
pub fn own_shop(n: u64) -> AccountId {
	account(20_000 + n)
}

/// The simulation, as it is being laid out.
pub struct Scene {
	pub world: World,
	pub plan: Plan,
	pub size: Size,
	pub known: Known,
	/// How many merchants those who brush have.
	pub own_shops: u64,
	people: u64,
}

impl Scene {
	pub fn new(size: Size, known: Known, prizes: Vec<Balance>) -> Self {
		let mut plan = Plan::default();
		for number in 0..size.seasons {
			plan.push(start(number) - DAY, Act::Open(number));
			let over = start(number) + SEASON + known.challenge + HOUR;
			plan.push(over, Act::End(SeasonId(number.into())));
		}
		Self::of(World::new(prizes), plan, size, known)
	}

	pub fn of(world: World, plan: Plan, size: Size, known: Known) -> Self {
		Self { world, plan, size, known, own_shops: 0, people: 0 }
	}

	/// All merchants of the program.
	pub fn shops(&self) -> Vec<AccountId> {
		(0..SHOPS).map(shop).chain((0..self.own_shops).map(own_shop)).collect()
	}

	/// People who shop: most a little, some much, each at some merchants more than at others, and one
	/// order of twelve comes back, in part or whole.
	pub fn honest(&mut self) {
		let mut dice = Dice(self.size.seed);
		for n in 0..self.size.people {
			let who = account(1_000_000 + n);
			Registry::enrol(&who, MemberId(1_000_000 + n), person(1_000_000 + n));
			self.world.honest.push(who.clone());
			let eager = (0.9 * dice.normal()).exp();
			let first = dice.below(SHOPS);
			for number in 0..self.size.seasons {
				let orders = (3.0 + 9.0 * eager * (0.25 * dice.normal()).exp()).min(80.0) as u64;
				for _ in 0..orders {
					let at = start(number) + dice.below(SEASON);
					let amount = 40.0 * (0.6 * dice.normal()).exp();
					let amount = (amount * 100.0) as Balance * SOUK / 100;
					// Three of four at the half of the shops that are closest.
					let near = if dice.below(4) > 0 { SHOPS / 2 } else { SHOPS };
					let shop = shop((first + dice.below(near)) % SHOPS);
					let settled = at + DAY * (2 + dice.below(10));
					let order = self.plan.order(at, (&who, None), &shop, amount, settled);
					if dice.below(12) == 0 {
						let per_mille = if dice.below(3) == 0 { 400 } else { 1_000 };
						let back = settled + DAY * (1 + dice.below(14));
						self.plan.push(back, Act::Refund { order, per_mille });
					}
				}
			}
		}
	}

	/// Somebody who brushes, with so many people and merchants.
	pub fn brusher(&mut self, name: &'static str, people: u64, shops: usize) -> Ring {
		let ring = self.strangers(name, people, shops);
		for member in &self.world.accounts[ring.by].members {
			Registry::vouch(*member, person(member.0), Assurance::Person);
		}
		ring
	}

	/// The same, but nobody vouches for anybody.
	fn strangers(&mut self, name: &'static str, people: u64, shops: usize) -> Ring {
		let by = self.world.accounts.len();
		let mut account = Account { name, ..Account::default() };
		let mut ring = Ring { by, people: Vec::new(), shops: Vec::new() };
		for _ in 0..people {
			let n = 2_000_000 + self.people;
			self.people += 1;
			let who = super::runtime::account(n);
			Registry::register(&who, MemberId(n));
			account.accounts.push(who.clone());
			account.members.push(MemberId(n));
			ring.people.push(who);
		}
		for _ in 0..shops {
			ring.shops.push(own_shop(self.own_shops));
			self.own_shops += 1;
		}
		self.world.complicit.extend(ring.shops.iter().cloned());
		self.world.accounts.push(account);
		ring
	}

	/// Small real purchases, so that somebody has bought from enough merchants.
	pub fn smalls(&mut self, ring: &Ring, who: &AccountId, at: u64) {
		for n in ring.shops.len()..self.known.merchants {
			self.plan.order(at, (who, Some(ring.by)), &shop(n as u64), SMALL, at + HOUR);
		}
	}

	/// One order at each of its merchants that reaches all that counts there.
	pub fn fill(
		&mut self,
		ring: &Ring,
		who: &AccountId,
		at: u64,
		settled: u64,
	) -> Vec<souk_primitives::OrderId> {
		let full = self.known.full;
		let buyer = (who, Some(ring.by));
		ring.shops.iter().map(|shop| self.plan.order(at, buyer, shop, full, settled)).collect()
	}

	pub fn refund(&mut self, orders: Vec<souk_primitives::OrderId>, at: u64) {
		for order in orders {
			self.plan.push(at, Act::Refund { order, per_mille: 1_000 });
		}
	}

	/// A merchant buys from itself with another account of its own, and in every second season as the next
	/// member that it is.
	pub fn self_dealing(&mut self) {
		let ring = self.brusher("self-dealing, one person", 1, self.known.complicit);
		let (mut who, mut member) =
			(ring.people[0].clone(), self.world.accounts[ring.by].members[0]);
		let person = person(member.0);
		// The shops were accounts of the member before it took the one that it buys with.
		for shop in &ring.shops {
			self.plan.push(T0, Act::Become { account: shop.clone(), member, person });
		}
		self.plan.push(T0, Act::Become { account: who.clone(), member, person });
		for number in 0..self.size.seasons {
			let at = start(number) + 20 * DAY;
			if number % 2 == 1 {
				let id = 4_000_000 + u64::from(number);
				(who, member) = (account(id), MemberId(id));
				self.world.accounts[ring.by].accounts.push(who.clone());
				self.world.accounts[ring.by].members.push(member);
				self.plan.push(at - DAY, Act::Become { account: who.clone(), member, person });
			}
			self.fill(&ring, &who, at, at + DAY);
		}
	}

	/// Accounts, of half of which an issuer says that it knows them, but not that each is another person.
	pub fn unvouched(&mut self) {
		let ring = self.strangers("20 accounts that are nobody's", 20, self.known.complicit);
		for member in self.world.accounts[ring.by].members.iter().step_by(2) {
			Registry::vouch(*member, person(member.0), Assurance::Attested);
		}
		self.each_season(&ring, 40 * DAY);
		self.attend(&ring);
	}

	/// A merchant and a friend of its.
	pub fn pair(&mut self) {
		let ring = self.brusher("colluding pair", 1, 1);
		self.each_season(&ring, 20 * DAY);
	}

	/// Friends who buy from each other's shops.
	pub fn ring(&mut self) {
		let ring = self.brusher("ring of 6 people", 6, self.known.complicit);
		self.each_season(&ring, 20 * DAY);
	}

	fn each_season(&mut self, ring: &Ring, offset: u64) {
		for number in 0..self.size.seasons {
			let at = start(number) + offset;
			for who in &ring.people {
				self.smalls(ring, who, at);
				self.fill(ring, who, at, at + DAY);
			}
		}
	}

	/// One person who rotates keys, and closes its member and registers again.
	pub fn many_accounts(&mut self) {
		let ring = self.brusher("one person, 6 accounts", 1, self.known.complicit);
		let first = self.world.accounts[ring.by].members[0];
		let person = person(first.0);
		let mut who = ring.people[0].clone();
		for number in 0..self.size.seasons {
			for n in 0..6u64 {
				let at = start(number) + (10 + n) * DAY;
				self.smalls(&ring, &who, at);
				self.fill(&ring, &who, at, at + HOUR);
				// Even ones rotate, odd ones are new members.
				let id = 3_000_000 + u64::from(number) * 10 + n;
				who = account(id);
				let members = &mut self.world.accounts[ring.by].members;
				if n % 2 == 1 {
					members.push(MemberId(id));
				}
				let member = members[members.len() - 1];
				self.world.accounts[ring.by].accounts.push(who.clone());
				let account = who.clone();
				self.plan.push(at + 2 * HOUR, Act::Become { account, member, person });
			}
		}
	}

	/// Identities that other people sell.
	pub fn bought_identities(&mut self) {
		let ring = self.brusher("6 bought identities", 6, self.known.complicit);
		self.world.accounts[ring.by].other = 6 * IDENTITY;
		self.each_season(&ring, 30 * DAY);
	}

	/// Orders that are settled, counted and refunded, again and again; the last ones after the end.
	pub fn refund_cycles(&mut self) {
		let ring = self.brusher("refund cycles", 1, self.known.complicit);
		let who = &ring.people[0];
		for number in 0..self.size.seasons {
			self.smalls(&ring, who, start(number) + DAY);
			for n in 0..10 {
				let at = start(number) + (5 + 8 * n) * DAY;
				let orders = self.fill(&ring, who, at, at + DAY);
				let back = if n == 9 { start(number) + SEASON + 10 * DAY } else { at + 5 * DAY };
				self.refund(orders, back);
			}
		}
	}

	/// Many small orders, at the price of the platform's share.
	pub fn wash(&mut self) {
		let ring = self.brusher("40 wash orders at each merchant", 1, self.known.complicit);
		let who = &ring.people[0];
		let amount = self.known.full / 4;
		for number in 0..self.size.seasons {
			self.smalls(&ring, who, start(number) + DAY);
			for n in 0..40 {
				let at = start(number) + (5 + 2 * n) * DAY;
				for shop in &ring.shops {
					self.plan.order(at, (who, Some(ring.by)), shop, amount, at + DAY);
				}
			}
		}
	}

	/// In the last hour, and undone while it can be challenged.
	pub fn burst(&mut self) {
		let ring = self.brusher("burst in the last hour, then refunds", 6, self.known.complicit);
		for number in 0..self.size.seasons {
			let end = start(number) + SEASON;
			for who in &ring.people {
				self.smalls(&ring, who, end - 10 * HOUR);
				let orders = self.fill(&ring, who, end - HOUR, end - 1);
				self.refund(orders, end + 10 * DAY);
			}
		}
	}

	/// Refunds when it is certain who won.
	pub fn late_refunds(&mut self) {
		let ring = self.brusher("refunds after the season is final", 1, self.known.complicit);
		let who = &ring.people[0];
		for number in 0..self.size.seasons {
			let end = start(number) + SEASON;
			self.smalls(&ring, who, start(number) + DAY);
			let orders = self.fill(&ring, who, end - DAY, end - HOUR);
			self.refund(orders, end + self.known.challenge + 2 * HOUR);
		}
	}

	/// Identities that do nothing but to be there every day.
	pub fn farm(&mut self) {
		let ring = self.brusher("check-ins with 6 bought identities", 6, 0);
		self.world.accounts[ring.by].other = 6 * IDENTITY;
		self.attend(&ring);
	}

	/// Everybody checks in every day.
	fn attend(&mut self, ring: &Ring) {
		for number in 0..self.size.seasons {
			for who in &ring.people {
				for day in 0..SEASON / DAY {
					let at = start(number) + day * DAY + HOUR;
					self.plan.push(at, Act::CheckIn { who: who.clone(), by: ring.by });
				}
			}
		}
	}

	/// Some, few enough not to be in each other's way.
	pub fn few(&mut self) {
		self.self_dealing();
		self.pair();
		self.many_accounts();
		self.refund_cycles();
		self.late_refunds();
	}

	/// All that must not pay.
	pub fn all(&mut self) {
		self.self_dealing();
		self.pair();
		self.ring();
		self.many_accounts();
		self.bought_identities();
		self.refund_cycles();
		self.wash();
		self.burst();
		self.late_refunds();
		self.farm();
		self.unvouched();
	}
}

/// Who brushes together.
pub struct Ring {
	/// The number of its account.
	pub by: usize,
	pub people: Vec<AccountId>,
	pub shops: Vec<AccountId>,
}

pub fn start(number: u32) -> u64 {
	FIRST + u64::from(number) * SEASON
}
