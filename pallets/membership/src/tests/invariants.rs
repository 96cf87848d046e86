//! Any calls in any order, beside a model that knows nothing of the pallet.
//!
//! `PROPTEST_CASES` sets the number of cases, `PROPTEST_RNG_SEED` the seed; a failure prints the
//! shortest input it found.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How many accounts there are.
const ACCOUNTS: u8 = 14;
/// How many persons there are, among the shops.
const PERSONS: u8 = 3;

/// An account by its number.
type Who = u8;
/// A person by their number.
type Person = u8;

/// None of them signs anything but transactions.
fn of(who: Who) -> AccountId {
	account(who + 100)
}

fn nullifier(person: Person) -> Nullifier {
	H256::repeat_byte(person + 1)
}

/// Somebody, by what they are: most calls are refused to most accounts.
#[derive(Clone, Copy, Debug)]
enum Pick {
	Controller(usize),
	Guardian(usize),
	/// Will be the controller.
	Next(usize),
	/// Is nobody's yet.
	Fresh,
	Any(Who),
}

/// What an issuer says of the next controller.
#[derive(Clone, Copy, Debug)]
enum Proof {
	/// That they are who the member is.
	True,
	/// That they are somebody.
	Of(Person),
}

/// A member, by its place among those that live.
type Nth = usize;

#[derive(Clone, Debug)]
enum Step {
	Register { who: Pick, guardian: Option<Who> },
	Bind { who: Pick, person: Person, issuer: u64, life: Moment },
	Rebind { who: Pick, person: Person, issuer: u64, life: Moment },
	Rotate { who: Pick, to: Pick, proof: Option<Proof> },
	Recover { by: Pick, member: Nth, to: Pick, proof: Option<Proof> },
	Finish { member: Nth, by: Pick },
	Cancel { member: Nth, by: Pick },
	Freeze { member: Nth, by: Pick },
	Unfreeze { member: Nth, by: Pick },
	Close { who: Pick },
	Revoke { issuer: u64, ago: Moment },
	Wait(Moment),
}

fn nth() -> impl Strategy<Value = Nth> {
	0usize..3
}

fn any() -> impl Strategy<Value = Pick> {
	prop_oneof![
		nth().prop_map(Pick::Controller),
		nth().prop_map(Pick::Guardian),
		nth().prop_map(Pick::Next),
		Just(Pick::Fresh),
		(0..ACCOUNTS).prop_map(Pick::Any),
	]
}

/// One that has a say, most of the time.
fn mostly(pick: fn(Nth) -> Pick) -> impl Strategy<Value = Pick> {
	prop_oneof![4 => nth().prop_map(pick), 1 => any()]
}

/// A member and somebody who has a say about it, most of the time.
fn party() -> impl Strategy<Value = (Nth, Pick)> {
	prop_oneof![
		4 => nth().prop_map(|member| (member, Pick::Controller(member))),
		4 => nth().prop_map(|member| (member, Pick::Guardian(member))),
		1 => (nth(), any()),
	]
}

/// A member and its guardian, most of the time.
fn guarded() -> impl Strategy<Value = (Nth, Pick)> {
	prop_oneof![
		6 => nth().prop_map(|member| (member, Pick::Guardian(member))),
		1 => (nth(), any()),
	]
}

/// A member and its next controller, most of the time.
fn awaited() -> impl Strategy<Value = (Nth, Pick)> {
	prop_oneof![
		6 => nth().prop_map(|member| (member, Pick::Next(member))),
		1 => (nth(), any()),
	]
}

fn step() -> impl Strategy<Value = Step> {
	let controller = || mostly(Pick::Controller);
	let to = || prop_oneof![5 => Just(Pick::Fresh), 1 => any()];
	let person = || 0..PERSONS;
	let issuer = || 0u64..2;
	let life = || 1..2 * RECOVERY_DELAY;
	let proof = || {
		let proof = prop_oneof![3 => Just(Proof::True), 1 => person().prop_map(Proof::Of)];
		prop::option::weighted(0.4, proof)
	};
	prop_oneof![
		6 => (to(), prop::option::weighted(0.9, 0..ACCOUNTS))
			.prop_map(|(who, guardian)| Step::Register { who, guardian }),
		8 => (controller(), person(), issuer(), life())
			.prop_map(|(who, person, issuer, life)| Step::Bind { who, person, issuer, life }),
		8 => (controller(), person(), issuer(), life())
			.prop_map(|(who, person, issuer, life)| Step::Rebind { who, person, issuer, life }),
		8 => (controller(), to(), proof())
			.prop_map(|(who, to, proof)| Step::Rotate { who, to, proof }),
		8 => (guarded(), to(), proof())
			.prop_map(|((member, by), to, proof)| Step::Recover { by, member, to, proof }),
		12 => awaited().prop_map(|(member, by)| Step::Finish { member, by }),
		4 => party().prop_map(|(member, by)| Step::Cancel { member, by }),
		4 => party().prop_map(|(member, by)| Step::Freeze { member, by }),
		6 => party().prop_map(|(member, by)| Step::Unfreeze { member, by }),
		3 => controller().prop_map(|who| Step::Close { who }),
		1 => (issuer(), 0..RECOVERY_DELAY).prop_map(|(issuer, ago)| Step::Revoke { issuer, ago }),
		12 => (1..RECOVERY_DELAY).prop_map(Step::Wait),
	]
}

#[derive(Clone, Copy)]
struct Waiting {
	by_guardian: bool,
	to: Who,
	/// When the second issuer gave its word, if it did.
	word: Option<Moment>,
	ready: Moment,
}

struct Live {
	controller: Who,
	guardian: Option<Who>,
	frozen_until: Option<Moment>,
	waiting: Option<Waiting>,
}

struct Known {
	member: u64,
	issuer: u64,
	since: Moment,
	until: Moment,
}

/// What the world should be like.
#[derive(Default)]
struct Model {
	now: Moment,
	members: BTreeMap<u64, Live>,
	next: u64,
	/// Whose each account is or was.
	owners: BTreeMap<Who, u64>,
	known: BTreeMap<Person, Known>,
	/// Since when each revoked issuer lied.
	lies: BTreeMap<u64, Moment>,
	/// Every person that a member was, ever.
	was: BTreeMap<u64, BTreeSet<Person>>,
	/// Members that are one person's: each pair of one that closed and of one that took over from it.
	pairs: Vec<(u64, u64)>,
}

impl Model {
	fn acting(&self, who: Who) -> Option<u64> {
		let member = self.controlled(who)?;
		self.members[&member].frozen_until.is_none().then_some(member)
	}

	fn controlled(&self, who: Who) -> Option<u64> {
		let member = *self.owners.get(&who)?;
		(self.members.get(&member)?.controller == who).then_some(member)
	}

	fn vouched(&self, known: &Known) -> bool {
		let lied = self.lies.get(&known.issuer).is_some_and(|since| known.since >= *since);
		self.members.contains_key(&known.member) && !lied
	}

	/// Whether a member is nobody yet, or nobody any more.
	fn room(&self, member: u64) -> bool {
		!self.known.values().any(|known| known.member == member && self.vouched(known))
	}

	fn accounts(&self, member: u64) -> usize {
		self.owners.values().filter(|owner| **owner == member).count()
	}

	fn is_fresh(&self, member: u64, to: Who) -> bool {
		!self.owners.contains_key(&to) && self.accounts(member) < MAX_ACCOUNTS as usize
	}

	fn proves(&self, person: Person, member: u64, until: Moment) -> bool {
		let known = self.known.get(&person).filter(|known| known.member == member);
		let newer = known.is_some_and(|known| until > known.until && self.vouched(known));
		newer && !self.lies.contains_key(&1)
	}

	fn proven(&self, waiting: Waiting) -> bool {
		let lied = |since: Moment| self.lies.get(&1).is_some_and(|lied| since >= *lied);
		waiting.word.is_some_and(|since| !lied(since))
	}

	/// One that closed, or never was, if there are fewer.
	fn nth(&self, n: Nth) -> u64 {
		self.members.keys().nth(n).copied().unwrap_or(self.next.saturating_sub(1))
	}

	fn who(&self, pick: Pick) -> Who {
		let live = |n| self.members.get(&self.nth(n));
		let found = match pick {
			Pick::Controller(n) => live(n).map(|live| live.controller),
			Pick::Guardian(n) => live(n).and_then(|live| live.guardian),
			Pick::Next(n) => live(n).and_then(|live| live.waiting).map(|waiting| waiting.to),
			Pick::Fresh => (0..ACCOUNTS).find(|who| !self.owners.contains_key(who)),
			Pick::Any(who) => Some(who),
		};
		found.unwrap_or_default()
	}

	fn person(&self, proof: Proof, member: Option<u64>) -> Person {
		let of = |member| self.known.iter().find(|(_, known)| known.member == member);
		match proof {
			Proof::True => member.and_then(of).map_or(0, |(person, _)| *person),
			Proof::Of(person) => person,
		}
	}

	/// Takes a step in both worlds.
	fn take(&mut self, step: Step) {
		match step {
			Step::Register { who, guardian } => self.register(self.who(who), guardian),
			Step::Bind { who, person, issuer, life } => {
				self.bind(self.who(who), person, issuer, life);
			},
			Step::Rebind { who, person, issuer, life } => {
				self.rebind(self.who(who), person, issuer, life);
			},
			Step::Rotate { who, to, proof } => {
				let (who, to) = (self.who(who), self.who(to));
				let proof = proof.map(|proof| self.person(proof, self.controlled(who)));
				self.rotate(who, to, proof);
			},
			Step::Recover { by, member, to, proof } => {
				let (by, to, member) = (self.who(by), self.who(to), self.nth(member));
				let proof = proof.map(|proof| self.person(proof, Some(member)));
				self.recover(by, member, to, proof);
			},
			Step::Finish { member, by } => self.finish(self.nth(member), self.who(by)),
			Step::Cancel { member, by } => self.cancel(self.nth(member), self.who(by)),
			Step::Freeze { member, by } => self.freeze(self.nth(member), self.who(by)),
			Step::Unfreeze { member, by } => self.unfreeze(self.nth(member), self.who(by)),
			Step::Close { who } => {
				let who = self.who(who);
				let member = self.acting(who);
				let may = member.filter(|member| self.members[member].waiting.is_none());
				assert_eq!(close(&of(who)).is_ok(), may.is_some());
				if let Some(member) = may {
					self.members.remove(&member);
				}
			},
			Step::Revoke { issuer, ago } => {
				let since = self.now - ago;
				let may = self.lies.get(&issuer).is_none_or(|before| since < *before);
				assert_eq!(revoke(IssuerId(issuer), Some(since)).is_ok(), may);
				if may {
					self.lies.insert(issuer, since);
				}
			},
			Step::Wait(time) => {
				self.now += time;
				set_time(self.now);
			},
		}
	}

	fn register(&mut self, who: Who, guardian: Option<Who>) {
		let may = !self.owners.contains_key(&who) && guardian != Some(who);
		let hands = control(&of(who), guardian.map(of));
		assert_eq!(Membership::register(origin(&of(who)), hands, None).is_ok(), may);
		if may {
			let (frozen_until, waiting) = (None, None);
			let live = Live { controller: who, guardian, frozen_until, waiting };
			self.members.insert(self.next, live);
			self.owners.insert(who, self.next);
			self.next += 1;
		}
	}

	fn attested(&self, who: Who, person: Person, issuer: u64, until: Moment) -> TestProof {
		proof(Attestation {
			issuer: IssuerId(issuer),
			context: SHOPS,
			nullifier: nullifier(person),
			assurance: Assurance::Person,
			account: of(who),
			expires_at: until,
		})
	}

	fn settle(&mut self, member: u64, person: Person, issuer: u64, until: Moment) {
		self.known.retain(|other, known| known.member != member || *other == person);
		let since = self.now;
		self.known.insert(person, Known { member, issuer, since, until });
		self.was.entry(member).or_default().insert(person);
	}

	fn bind(&mut self, who: Who, person: Person, issuer: u64, life: Moment) {
		let until = self.now + life;
		let trusted = !self.lies.contains_key(&issuer) && !self.known.contains_key(&person);
		let may = self.acting(who).filter(|member| trusted && self.room(*member));
		let proof = self.attested(who, person, issuer, until);
		assert_eq!(Membership::bind_proof(origin(&of(who)), proof, None).is_ok(), may.is_some());
		if let Some(member) = may {
			self.settle(member, person, issuer, until);
		}
	}

	fn rebind(&mut self, who: Who, person: Person, issuer: u64, life: Moment) {
		let until = self.now + life;
		let may = self.acting(who).filter(|member| {
			let Some(known) = self.known.get(&person) else { return false };
			let own = known.member == *member;
			let free = !self.vouched(known) && self.room(*member);
			!self.lies.contains_key(&issuer) && until > known.until && (own || free)
		});
		let proof = self.attested(who, person, issuer, until);
		assert_eq!(Membership::rebind_proof(origin(&of(who)), proof, None).is_ok(), may.is_some());
		if let Some(member) = may {
			let old = &self.known[&person];
			let lied = self.lies.get(&old.issuer).is_some_and(|since| old.since >= *since);
			if !self.members.contains_key(&old.member) && !lied {
				self.pairs.push((old.member, member));
			}
			self.settle(member, person, issuer, until);
		}
	}

	fn start(&mut self, member: u64, waiting: Waiting, proof: Option<Person>, until: Moment) {
		if let Some(known) = proof.and_then(|person| self.known.get_mut(&person)) {
			known.until = until;
		}
		self.members.get_mut(&member).unwrap().waiting = Some(waiting);
	}

	/// Proofs are the second issuer's, good for a day.
	fn proof_of(&self, to: Who, proof: Option<Person>) -> (Option<TestProof>, Moment) {
		let until = self.now + RECOVERY_DELAY;
		(proof.map(|person| self.attested(to, person, 1, until)), until)
	}

	fn rotate(&mut self, who: Who, to: Who, proof: Option<Person>) {
		let (word, until) = self.proof_of(to, proof);
		let may = self.controlled(who).filter(|member| {
			let live = &self.members[member];
			let yields = |waiting: Waiting| !self.proven(waiting) && proof.is_some();
			(live.frozen_until.is_none() || proof.is_some())
				&& live.guardian != Some(to)
				&& live.waiting.is_none_or(yields)
				&& self.is_fresh(*member, to)
				&& proof.is_none_or(|person| self.proves(person, *member, until))
		});
		let guardian = self.controlled(who).and_then(|member| self.members[&member].guardian);
		let hands = control(&of(to), guardian.map(of));
		let done = Membership::request_rotation(origin(&of(who)), hands, None, word);
		assert_eq!(done.is_ok(), may.is_some());
		if let Some(member) = may {
			let (word, ready) = (proof.map(|_| self.now), self.now + ROTATION_DELAY);
			let waiting = Waiting { by_guardian: false, to, word, ready };
			self.start(member, waiting, proof, until);
		}
	}

	fn recover(&mut self, by: Who, member: u64, to: Who, proof: Option<Person>) {
		let (word, until) = self.proof_of(to, proof);
		let may = self.members.get(&member).is_some_and(|live| {
			let yields = |waiting: Waiting| {
				!self.proven(waiting) && (proof.is_some() || !waiting.by_guardian)
			};
			live.guardian == Some(by)
				&& by != to && live.waiting.is_none_or(yields)
				&& self.is_fresh(member, to)
				&& proof.is_none_or(|person| self.proves(person, member, until))
		});
		let done = Membership::recover(origin(&of(by)), MemberId(member), of(to), None, word);
		assert_eq!(done.is_ok(), may);
		if may {
			let (word, ready) = (proof.map(|_| self.now), self.now + RECOVERY_DELAY);
			let waiting = Waiting { by_guardian: true, to, word, ready };
			self.start(member, waiting, proof, until);
		}
	}

	fn finish(&mut self, member: u64, by: Who) {
		let ready = self.members.get(&member).and_then(|live| {
			let waiting = live.waiting?;
			let thawed = live.frozen_until.is_none() || waiting.by_guardian || self.proven(waiting);
			let fresh = !self.owners.contains_key(&waiting.to);
			(waiting.ready <= self.now && thawed && fresh && waiting.to == by).then_some(waiting.to)
		});
		let done = Membership::finish_rotation(origin(&of(by)), MemberId(member));
		assert_eq!(done.is_ok(), ready.is_some());
		if let Some(to) = ready {
			let live = self.members.get_mut(&member).unwrap();
			(live.controller, live.waiting, live.frozen_until) = (to, None, None);
			self.owners.insert(to, member);
		}
	}

	/// Whether an account is a member's guardian, its controller, or neither.
	fn party(&self, member: u64, by: Who) -> Option<bool> {
		let live = self.members.get(&member)?;
		match (live.controller == by, live.guardian == Some(by)) {
			(true, _) => Some(false),
			(_, true) => Some(true),
			_ => None,
		}
	}

	fn cancel(&mut self, member: u64, by: Who) {
		let may = self.party(member, by).is_some_and(|guardian| {
			let waiting = self.members[&member].waiting;
			waiting.is_some_and(|waiting| waiting.by_guardian == guardian || !self.proven(waiting))
		});
		let done = Membership::cancel_rotation(origin(&of(by)), MemberId(member));
		assert_eq!(done.is_ok(), may);
		if may {
			self.members.get_mut(&member).unwrap().waiting = None;
		}
	}

	fn freeze(&mut self, member: u64, by: Who) {
		let may = self
			.party(member, by)
			.is_some_and(|guardian| guardian || self.members[&member].frozen_until.is_none());
		let done = Membership::freeze(origin(&of(by)), MemberId(member));
		assert_eq!(done.is_ok(), may);
		if may {
			let until = self.now + RECOVERY_DELAY;
			self.members.get_mut(&member).unwrap().frozen_until = Some(until);
		}
	}

	fn unfreeze(&mut self, member: u64, by: Who) {
		let may = self.party(member, by).is_some_and(|guardian| {
			let frozen = self.members[&member].frozen_until;
			frozen.is_some_and(|until| guardian || until <= self.now)
		});
		let done = Membership::unfreeze(origin(&of(by)), MemberId(member));
		assert_eq!(done.is_ok(), may);
		if may {
			self.members.get_mut(&member).unwrap().frozen_until = None;
		}
	}

	fn check(&self) {
		assert_ok!(Membership::do_try_state());
		assert_eq!(NextMemberId::<Test>::get(), MemberId(self.next));
		let live: Vec<_> = Members::<Test>::iter_keys().map(|id| id.0).collect();
		assert_eq!(live.len(), self.members.len());
		for who in 0..ACCOUNTS {
			assert_eq!(acting(&of(who)).map(|id| id.0), self.acting(who));
			assert_eq!(owner(&of(who)).map(|id| id.0), self.owners.get(&who).copied());
		}
		let mut persons = BTreeSet::new();
		for id in 0..self.next {
			let is = subject(MemberId(id));
			let known = self.known.iter().find(|(_, known)| known.member == id);
			let person = known.filter(|(_, known)| self.vouched(known)).map(|(person, _)| *person);
			assert_eq!(is, person.map(nullifier));
			// No person is two members.
			assert!(person.is_none_or(|person| persons.insert(person)));
			// And no member, but where an issuer lied, is two persons, ever.
			let was = self.was.get(&id).map_or(0, BTreeSet::len);
			assert!(was <= 1 || !self.lies.is_empty());
		}
		self.check_persons();
		self.check_money();
	}

	/// The members that are one person's with a member.
	fn of_one_person(&self, member: u64) -> BTreeSet<u64> {
		let mut found = BTreeSet::from([member]);
		loop {
			let before = found.len();
			for (a, b) in &self.pairs {
				if found.contains(a) || found.contains(b) {
					found.extend([*a, *b]);
				}
			}
			if found.len() == before {
				return found;
			}
		}
	}

	/// Accounts are one person's if their members are; all of them, unless an issuer lied.
	fn check_persons(&self) {
		for (a, of_a) in &self.owners {
			let one = self.of_one_person(*of_a);
			for (b, of_b) in &self.owners {
				let same = same_person(&of(*a), &of(*b));
				assert!(!same || one.contains(of_b));
				assert!(same || !one.contains(of_b) || !self.lies.is_empty());
			}
		}
	}

	/// Nothing is paid to anybody but held.
	fn check_money(&self) {
		use frame_support::traits::fungible::InspectHold;
		let all: Balance = (0..ACCOUNTS).map(|who| Balances::total_balance_on_hold(&of(who))).sum();
		let expected = MEMBER_PRICE * self.members.len() as Balance
			+ KEY_PRICE * self.owners.len() as Balance
			+ LINK_PRICE * Links::<Test>::iter().count() as Balance
			+ BINDING_PRICE * self.known.len() as Balance;
		assert_eq!(all, expected);
		for who in 0..ACCOUNTS {
			let held = Balances::total_balance_on_hold(&of(who));
			assert_eq!(free_balance(&of(who)), ENDOWMENT - held);
		}
	}
}

proptest! {
	#![proptest_config(proptest_config(48))]

	#[test]
	fn members_should_be_who_the_model_says_when_anything_happens(
		steps in prop::collection::vec(step(), 1..100),
	) {
		let world = (0..ACCOUNTS).fold(World::default(), |world, who| world.endow(of(who), ENDOWMENT));
		world.build_and_execute(|| {
			// The world's own member goes first, so that the model has all that there are.
			assert_ok!(close(&alice()));
			NextMemberId::<Test>::put(MemberId(0));
			KeyOf::<Test>::remove(alice());
			let mut model = Model { now: T0, ..Default::default() };
			for step in steps {
				model.take(step);
				model.check();
			}
		});
	}
}
