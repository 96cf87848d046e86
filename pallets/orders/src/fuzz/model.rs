//! What the reference model knows: plain integers, and nothing of the pallet's types but the names
//! of notices.

use super::Fault;
use souk_primitives::{Moment, NoticeKind};
use std::collections::{BTreeMap, BTreeSet};

/// An account, by its number.
pub type Who = usize;
/// An asset, by its number.
pub type Coin = usize;

/// How many accounts there are: three merchants, three buyers, eight recipients, two resolvers, the
/// bank and the gateway's operator.
pub const ACCOUNTS: usize = 18;
pub const MERCHANTS: usize = 3;
pub const BUYERS: std::ops::Range<usize> = 3..6;
pub const RECIPIENTS: std::ops::Range<usize> = 6..14;
pub const RESOLVERS: std::ops::Range<usize> = 14..16;
pub const BANK: Who = 16;
pub const OPERATOR: Who = 17;

/// How many assets there are: the native one, two sufficient ones and one that is not.
pub const COINS: usize = 4;
/// Their minimum balances.
pub const LEAST: [u128; COINS] = [1_000, 10, 5, 7];
/// The one whose issuer burns what is in the pot.
pub const RISKY: Coin = 3;

/// The longest window of any terms.
pub const LONGEST: Moment = 1_000_000;
/// The least that a buyer has to look at goods in doubt.
pub const DOUBTFUL: Moment = 4_513;
/// How often a buyer may ask for a refund of one order.
pub const MOST_ASKS: u8 = 3;
/// For how long receipts are accepted.
pub const RETENTION: Moment = 500_000;
/// How far ahead of this chain's clock a provider's may be.
pub const LEAD: Moment = 1_000;
/// How many refunds one payout of a merchant can go to.
pub const NETTED: usize = 2;
/// How much of its bond a gateway answers with for a minor unit.
pub const BOND_PER_UNIT: u128 = 2;

/// How many points everybody has, and what one pays in minor units.
pub const POINTS: u128 = 1_000_000;
pub const WORTH: u128 = 2;

/// `⌊whole × parts / 10⁶⌋`.
pub fn share_of(parts: u32, whole: u128) -> u128 {
	whole * u128::from(parts) / 1_000_000
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Side {
	Buyer,
	Merchant,
}

impl Side {
	pub fn other(self) -> Self {
		match self {
			Self::Buyer => Self::Merchant,
			Self::Merchant => Self::Buyer,
		}
	}
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Windows {
	pub pay: Moment,
	pub ship: Moment,
	pub receive: Moment,
	pub inspect: Moment,
	pub answer: Moment,
	pub send_back: Moment,
	pub take_back: Moment,
	pub challenge: Moment,
	pub extension: Moment,
	pub record: Moment,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Split {
	pub recipient: Who,
	pub parts: u32,
	pub returns: bool,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rules {
	pub resolver: Who,
	pub negotiate: Moment,
	pub respond: Moment,
	pub decide: Moment,
	pub bond: u32,
	pub fee: u32,
	pub preset: u32,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Terms {
	pub windows: Windows,
	pub merchant_only: bool,
	pub splits: Vec<Split>,
	pub disputes: Option<Rules>,
	/// How many parts per million of what the merchant is paid, and for how long.
	pub reserve: Option<(u32, Moment)>,
}

impl Terms {
	pub fn decides(&self, who: Who) -> bool {
		self.disputes.as_ref().is_some_and(|rules| rules.resolver == who)
	}
}

#[derive(Clone, Debug)]
pub struct Published {
	pub merchant: Who,
	pub terms: Terms,
	pub active: bool,
	pub orders: u64,
}

/// What an order waits for. The uppermost one counts; those below it stand still.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wait {
	Payment,
	Shipping,
	Arrival,
	Inspection,
	Answer { amount: u128, goods: bool },
	SendingBack { amount: u128 },
	TakingBack { amount: u128 },
	Agreement,
	OtherBond { by: Side, bond: u128 },
	Decision { silent: Option<Side>, bond: u128 },
	Challenge,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Clock {
	Until(Moment),
	Left(Moment),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Timer {
	pub wait: Wait,
	pub clock: Clock,
}

impl Timer {
	pub fn stop(&mut self, now: Moment) {
		if let Clock::Until(until) = self.clock {
			self.clock = Clock::Left(until.saturating_sub(now));
		}
	}

	pub fn go_on(&mut self, now: Moment) {
		if let Clock::Left(left) = self.clock {
			self.clock = Clock::Until(now + left);
		}
	}
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
	Settled,
	Refunded,
	Cancelled,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tender {
	Coin(Coin),
	Fiat(u8),
}

/// A payment off chain.
#[derive(Clone, Debug)]
pub struct External {
	pub transaction: u64,
	pub attested: u128,
	pub exposed: u128,
	pub settle_from: Moment,
}

#[derive(Clone, Debug)]
pub struct Paid {
	pub payer: Who,
	pub open: u128,
	pub captured: u128,
	/// What the merchant gave back after the end.
	pub returned: u128,
	/// What each split and the merchant were awarded of `captured`.
	pub to_splits: Vec<u128>,
	pub to_merchant: u128,
	/// What came in for this order, bonds included, and what was let go of that.
	pub inflow: u128,
	pub outflow: u128,
	pub external: Option<External>,
}

impl Paid {
	pub fn new(payer: Who, amount: u128, splits: usize, external: Option<External>) -> Self {
		Self {
			payer,
			open: amount,
			captured: 0,
			returned: 0,
			to_splits: vec![0; splits],
			to_merchant: 0,
			inflow: amount,
			outflow: 0,
			external,
		}
	}

	/// What rounding keeps.
	pub fn withheld(&self) -> u128 {
		self.captured - self.to_splits.iter().sum::<u128>() - self.to_merchant
	}

	pub fn paid_out(&self) -> u128 {
		self.captured - self.withheld() - self.returned
	}
}

/// Points that pay for a part of an order.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Used {
	pub points: u128,
	pub back: u128,
	pub spent: bool,
}

#[derive(Clone, Debug)]
pub struct Order {
	pub merchant: Who,
	pub buyer: Option<Who>,
	pub terms: u64,
	pub tender: Tender,
	pub amount: u128,
	/// The offer's nonce and its end.
	pub offer: Option<(u64, Moment)>,
	pub paid: Option<Paid>,
	pub timers: Vec<Timer>,
	pub over: Option<(End, Moment)>,
	pub extended: [bool; 2],
	pub disputed: [bool; 2],
	pub asks: u8,
	pub proposals: [Option<u128>; 2],
	/// What the merchant has of it in reserve, and until when.
	pub reserve: Option<(u128, Moment)>,
	pub used: Option<Used>,
}

impl Order {
	/// What there is to pay.
	pub fn due(&self) -> u128 {
		self.amount - self.used.map_or(0, |used| used.points * WORTH)
	}

	/// What went back to the payer.
	pub fn refunded(&self) -> u128 {
		self.paid.as_ref().map_or(0, |paid| self.due() - paid.open - paid.captured + paid.returned)
	}

	pub fn wait(&self) -> Option<Wait> {
		match self.over {
			None => self.timers.last().map(|timer| timer.wait),
			Some(_) => None,
		}
	}

	pub fn waits(&self, wait: Wait) -> bool {
		self.wait() == Some(wait)
	}

	/// Funded, shipped or delivered, whatever else is going on.
	pub fn base(&self) -> Option<Wait> {
		match self.over {
			None => self.timers.first().map(|timer| timer.wait),
			Some(_) => None,
		}
	}

	pub fn coin(&self) -> Option<Coin> {
		match self.tender {
			Tender::Coin(coin) => Some(coin),
			Tender::Fiat(_) => None,
		}
	}

	pub fn open(&self) -> u128 {
		self.paid.as_ref().map_or(0, |paid| paid.open)
	}

	pub fn in_dispute(&self) -> bool {
		matches!(
			self.wait(),
			Some(Wait::Agreement | Wait::OtherBond { .. } | Wait::Decision { .. })
		)
	}

	pub fn has_complaint(&self) -> bool {
		self.over.is_none() && self.timers.len() > 1
	}

	pub fn bond_of(&self, side: Side) -> u128 {
		match self.wait() {
			Some(Wait::OtherBond { by, bond }) if by == side => bond,
			Some(Wait::Decision { silent, bond }) if silent != Some(side) => bond,
			_ => 0,
		}
	}

	pub fn bonds(&self) -> u128 {
		self.bond_of(Side::Buyer) + self.bond_of(Side::Merchant)
	}

	pub fn side_of(&self, who: Who) -> Result<Side, Fault> {
		if self.merchant == who {
			Ok(Side::Merchant)
		} else if self.buyer == Some(who) {
			Ok(Side::Buyer)
		} else {
			Err("takes no part")
		}
	}

	/// What has to go back off chain and has not.
	pub fn refund_due(&self) -> u128 {
		match &self.paid {
			Some(paid) => match &paid.external {
				Some(external) => self.refunded() - external.attested,
				None => 0,
			},
			None => 0,
		}
	}

	/// Before when it does not settle.
	pub fn settle_from(&self) -> Moment {
		let external = self.paid.as_ref().and_then(|paid| paid.external.as_ref());
		external.map_or(0, |external| external.settle_from)
	}

	/// When something happens by itself.
	pub fn deadline(&self) -> Option<Moment> {
		if self.over.is_some() {
			return self.reserve.map(|(_, until)| until);
		}
		let timer = self.timers.last()?;
		let Clock::Until(until) = timer.clock else { return None };
		Some(match timer.wait {
			Wait::Arrival | Wait::Inspection => until.max(self.settle_from()),
			_ => until,
		})
	}

	/// What the pot holds of it, its merchant's reserve aside.
	pub fn in_pot(&self) -> u128 {
		match (&self.paid, self.coin()) {
			(Some(paid), Some(_)) => paid.open + paid.withheld() + self.bonds(),
			_ => 0,
		}
	}
}

#[derive(Clone, Debug)]
pub struct Model {
	pub now: Moment,
	pub terms: BTreeMap<u64, Published>,
	pub orders: BTreeMap<u64, Order>,
	pub next_terms: u64,
	pub next_order: u64,
	/// What everybody has of everything: in the account, held, or waiting as a claim.
	pub wealth: [[u128; COINS]; ACCOUNTS],
	/// What the pot has on top of what it owes.
	pub float: [u128; COINS],
	/// What the issuer took out of the pot.
	pub burnt: [u128; COINS],
	pub accepted: [bool; COINS],
	/// What refunds have drawn from a merchant's reserve.
	pub drawn: BTreeMap<(Who, Coin), u128>,
	/// What split recipients owe merchants.
	pub debts: BTreeMap<(Who, Who, Coin), u128>,
	/// What merchants owe payers.
	pub owed: BTreeMap<(Who, Coin, u64), (Who, u128)>,
	/// Nonces with how many of their orders are on record.
	pub nonces: BTreeMap<(Who, u64), u32>,
	/// Payments that no order took, with the currency.
	pub strays: BTreeMap<(u64, u64), (u128, u8)>,
	/// Transactions and kinds of receipts that were accepted.
	pub receipts: BTreeSet<(u64, u8)>,
	/// What each listener failed on.
	pub missed: BTreeSet<(u64, u8, NoticeKind)>,
	pub fails: [bool; 2],
	/// Asset accounts that were frozen or blocked.
	pub impaired: BTreeSet<(Who, Coin)>,
	/// What there was of each asset at first.
	pub supply: [u128; COINS],
	/// What was told in the last step.
	pub told: Vec<(u64, NoticeKind)>,
	pub gateway_active: bool,
	pub bond: u128,
	pub exposure: u128,
	/// Points that everybody used and did not get back.
	pub used: [u128; ACCOUNTS],
}

impl Model {
	pub fn order(&self, id: u64) -> Result<&Order, Fault> {
		self.orders.get(&id).ok_or("no such order")
	}

	/// What a merchant has in reserve, over all its orders.
	pub fn reserved(&self, merchant: Who, coin: Coin) -> u128 {
		self.orders
			.values()
			.filter(|order| order.merchant == merchant && order.coin() == Some(coin))
			.filter_map(|order| order.reserve)
			.map(|(amount, _)| amount)
			.sum()
	}

	/// What refunds have drawn of it.
	pub fn drawn(&self, merchant: Who, coin: Coin) -> u128 {
		self.drawn.get(&(merchant, coin)).copied().unwrap_or(0)
	}

	/// What the pot owes, claims aside.
	pub fn obligations(&self, coin: Coin) -> u128 {
		let orders = self.orders.values().filter(|order| order.coin() == Some(coin));
		let held: u128 =
			orders.map(|order| order.in_pot() + order.reserve.map_or(0, |(part, _)| part)).sum();
		let drawn: u128 =
			self.drawn.iter().filter(|((_, of), _)| *of == coin).map(|(_, x)| x).sum();
		held - drawn
	}

	/// The sum of all that there is.
	pub fn total(&self, coin: Coin) -> u128 {
		let accounts: u128 = self.wealth.iter().map(|purse| purse[coin]).sum();
		accounts + self.obligations(coin) + self.float[coin] - self.burnt[coin]
	}

	/// The deadlines of all orders, earliest first.
	pub fn deadlines(&self) -> BTreeSet<(Moment, u64)> {
		self.orders.iter().filter_map(|(id, order)| Some((order.deadline()?, *id))).collect()
	}

	pub fn tell(&mut self, id: u64, notice: NoticeKind) {
		if notice == NoticeKind::Refunded {
			self.missed.retain(|(order, _, kind)| (*order, *kind) != (id, notice));
		}
		for observer in 0..2u8 {
			if self.fails[usize::from(observer)] {
				self.missed.insert((id, observer, notice));
			}
		}
		self.told.push((id, notice));
	}
}
