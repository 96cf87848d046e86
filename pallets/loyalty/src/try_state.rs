//! What must hold at the end of every block.

use crate::{work::Work, DepositOf};
use crate::{
	AccountIdOf, Accounts, BalanceOf, Book, Capped, Claims, Config, EarningStage, Earnings, Epoch,
	Expiry, Halted, HoldReason, Ledgers, Merchants, NextProgramId, Pallet, Pools, Programs,
	PurchaseRules, Rules, ServedBy, SpendingStage, Spendings, Standing, Tallies, Trigger,
};
use alloc::collections::{BTreeMap, BTreeSet};
use frame_support::{ensure, traits::fungible::InspectHold};
use souk_primitives::{MemberId, Points, ProgramId};
use sp_runtime::{
	traits::{Saturating, Zero},
	TryRuntimeError,
};

type Check = Result<(), TryRuntimeError>;

/// What orders on record say about a member's points.
#[derive(Default, PartialEq, Eq)]
struct OfOrders {
	pending: Points,
	reserved: Points,
	orders: u32,
	/// What counts for a tier, by the end of the period in which it does.
	qualified: BTreeMap<Epoch, Points>,
}

/// What the records about a program's members say about its ledger.
struct OfRecords<Balance> {
	count: u64,
	deposits: Balance,
	captured: Points,
	owed: Balance,
}

impl<Balance: Zero> Default for OfRecords<Balance> {
	fn default() -> Self {
		Self { count: 0, deposits: Zero::zero(), captured: 0, owed: Zero::zero() }
	}
}

impl<T: Config> Pallet<T> {
	/// Checks everything that must hold:
	///
	/// 1. each program has a ledger, an id that was given out, sound terms and rates, and as many rules
	///    and merchants as it counts;
	/// 2. each rule is sound, is for what its record says, and is found by its unit; what it awarded
	///    does not exceed its limits, is counted once, and leaves with it;
	/// 3. a merchant is served by the program that it joined, and by no other;
	/// 4. for each expiry that has not come, a program's points are the sum of its members' and its
	///    pools'; so are its
	///    pending and reserved points and its debts; and who owes points has none;
	/// 5. a member's tier is what it earned; what is pending and reserved is what orders on record say; no more points of a purchase are
	///    taken back than it earned, and no more go back to an order than were spent on it;
	/// 6. what a person was awarded or gave away in a window does not exceed the limit;
	/// 7. a program counts its records, what was spent on orders on record, and what merchants are owed,
	///    and holds at least what its points need;
	/// 8. the holds on each account are those on record. Of records, they may be more: what could not be
	///    returned.
	pub fn do_try_state() -> Check {
		Self::check_programs()?;
		Self::check_rules()?;
		Self::check_merchants()?;
		Self::check_books()?;
		Self::check_tallies()?;
		Self::check_ledgers()?;
		Self::check_holds()
	}

	fn check_programs() -> Check {
		ensure!(
			Ledgers::<T>::iter_keys().all(Programs::<T>::contains_key),
			"a ledger outlived its program"
		);
		for (id, program) in Programs::<T>::iter() {
			ensure!(id < NextProgramId::<T>::get(), "a program's id was never given out");
			ensure!(Ledgers::<T>::contains_key(id), "a program has no ledger");
			ensure!(
				Self::check_terms(&program.terms).is_ok(),
				"the terms of a program are unsound"
			);
			let next = program.redemption.next.as_ref().map(|(_, next)| next);
			for redemption in next.into_iter().chain([&program.redemption.current]) {
				ensure!(
					Self::check_redemption(redemption).is_ok(),
					"the rates of a program are unsound"
				);
			}
			let next = program.tiers.next.as_ref().and_then(|(_, next)| next.as_ref());
			ensure!(
				next.into_iter()
					.chain(&program.tiers.ladder)
					.all(|ladder| Self::check_ladder(ladder).is_ok()),
				"the tiers of a program are unsound"
			);
			ensure!(program.halted <= Halted::<T>::get().total, "a halt was made up for too early");
			let rules = Rules::<T>::iter_key_prefix(id).count();
			ensure!(rules == program.rules as usize, "a program does not count its rules");
			let merchants = Merchants::<T>::iter_key_prefix(id).count();
			ensure!(
				merchants == program.merchants as usize,
				"a program does not count its merchants"
			);
		}
		Ok(())
	}

	fn check_rules() -> Check {
		for (program, id, mut record) in Rules::<T>::iter() {
			let work = Work::<T>::load(program).map_err(|_| "a rule outlived its program")?;
			ensure!(id < work.program.next_rule, "a rule's number was never given out");
			record.promote(work.epoch);
			let next = record.rule.next.as_ref().and_then(|(_, rule)| rule.as_ref());
			for rule in record.rule.current.iter().chain(next) {
				ensure!(
					Self::check_rule(rule).is_ok() && rule.trigger == record.trigger,
					"a rule is unsound"
				);
			}
			if let Trigger::Purchase(unit) = &record.trigger {
				let found = PurchaseRules::<T>::get(program, unit) == Some(id);
				ensure!(found, "a rule for purchases is not found");
			}
			let (tally, version) = (work.ledger.awarded(id), record.version);
			if let Some(rule) = record.rule.current.filter(|_| tally.window.version == version) {
				let overall = rule.limits.overall.unwrap_or(Points::MAX);
				ensure!(
					tally.window.points <= overall && tally.total <= rule.limits.budget,
					"a rule awarded more than it may"
				);
			}
		}
		for (program, ledger) in Ledgers::<T>::iter() {
			let rules: BTreeSet<_> = ledger.awarded.iter().map(|(id, _)| *id).collect();
			ensure!(rules.len() == ledger.awarded.len(), "what a rule awarded is counted twice");
			let known = rules.into_iter().all(|id| Rules::<T>::contains_key(program, id));
			ensure!(known, "what a rule awarded outlived it");
		}
		for (program, unit, id) in PurchaseRules::<T>::iter() {
			let record = Rules::<T>::get(program, id);
			let fits = record.is_some_and(|record| record.trigger == Trigger::Purchase(unit));
			ensure!(fits, "a unit finds a rule for something else");
		}
		Ok(())
	}

	fn check_merchants() -> Check {
		for (program, merchant, enrolment) in Merchants::<T>::iter() {
			ensure!(Programs::<T>::contains_key(program), "a merchant outlived its program");
			let served = ServedBy::<T>::get(&merchant) == Some(program);
			ensure!(served == enrolment.joined, "a merchant is not served where it joined");
		}
		for (merchant, program) in ServedBy::<T>::iter() {
			let invited = Merchants::<T>::contains_key(program, &merchant);
			ensure!(invited, "a merchant is served uninvited");
		}
		Ok(())
	}

	fn check_books() -> Check {
		let mut of_orders = Self::of_orders()?;
		let mut sums = BTreeMap::<ProgramId, (BTreeMap<Expiry, Points>, [Points; 3])>::new();
		for (id, member, mut account) in Accounts::<T>::iter() {
			let Some(epoch) = Self::epoch_of(id) else {
				return Err("a member's points outlived their program".into());
			};
			account.book.ring.sync(epoch);
			Self::check_standing(id, &account.standing, epoch)?;
			let book = &account.book;
			ensure!(book.debt == 0 || book.ring.total() == 0, "a member owes points and has some");
			let Book { pending, reserved, debt, .. } = *book;
			let said = of_orders.remove(&(id, member)).unwrap_or_default();
			ensure!(
				(said.pending, said.reserved, said.orders) == (pending, reserved, account.orders),
				"what a member has of orders is not what these say"
			);
			let standing = &account.standing;
			let qualified = said.qualified.get(&standing.ends).copied().unwrap_or_default();
			ensure!(standing.points >= qualified, "points of a purchase do not count for a tier");
			let (lots, rest) = sums.entry(id).or_default();
			for lot in book.ring.lots() {
				let sum = lots.entry(lot.expiry).or_default();
				*sum = sum.saturating_add(lot.points);
			}
			for (sum, points) in rest.iter_mut().zip([pending, reserved, debt]) {
				*sum = sum.saturating_add(points);
			}
		}
		for (id, _, mut pool) in Pools::<T>::iter() {
			let Some(epoch) = Self::epoch_of(id) else {
				return Err("a pool outlived its program".into());
			};
			pool.book.ring.sync(epoch);
			let Book { pending, reserved, debt, .. } = pool.book;
			ensure!(pending == 0 && reserved == 0 && debt == 0, "a pool has to do with an order");
			let members: BTreeSet<_> = pool.seats.iter().map(|seat| seat.member).collect();
			let sound = members.len() == pool.seats.len();
			ensure!(sound && pool.seats.iter().any(|seat| seat.joined), "a pool is unsound");
			let (lots, _) = sums.entry(id).or_default();
			for lot in pool.book.ring.lots() {
				let sum = lots.entry(lot.expiry).or_default();
				*sum = sum.saturating_add(lot.points);
			}
		}
		ensure!(of_orders.is_empty(), "an order has points of a member that has no record");
		for (id, mut ledger) in Ledgers::<T>::iter() {
			let (lots, rest) = sums.remove(&id).unwrap_or_default();
			ledger.book.ring.sync(Self::epoch_of(id).unwrap_or_default());
			let book = &ledger.book;
			let own: BTreeMap<_, _> =
				book.ring.lots().map(|lot| (lot.expiry, lot.points)).collect();
			ensure!(own == lots, "a program's points are not the sum of its members'");
			ensure!(
				[book.pending, book.reserved, book.debt] == rest,
				"what a program has open is not the sum of its members'"
			);
		}
		Ok(())
	}

	fn check_standing(id: ProgramId, standing: &Standing, epoch: Epoch) -> Check {
		let Some(program) = Programs::<T>::get(id) else { return Ok(()) };
		let Some(period) = program.tiers.period(epoch) else { return Ok(()) };
		let Standing { points, reached, before, carried, .. } = *standing;
		if standing.ends == period.ends {
			let levels = period.ladder.levels.len();
			ensure!(
				reached == period.ladder.reached(points) && usize::from(carried) <= levels,
				"a member's tier is not what it earned"
			);
		}
		ensure!(carried == 0 || before > 0, "a member's tier is not what it earned");
		Ok(())
	}

	fn epoch_of(program: ProgramId) -> Option<Epoch> {
		Work::<T>::load(program).ok().map(|work| work.epoch)
	}

	fn of_orders() -> Result<BTreeMap<(ProgramId, MemberId), OfOrders>, TryRuntimeError> {
		let mut found = BTreeMap::<_, OfOrders>::new();
		for earning in Earnings::<T>::iter_values() {
			ensure!(earning.clawed <= earning.points, "more was taken back than was earned");
			let of = found.entry((earning.program, earning.member)).or_default();
			of.orders = of.orders.saturating_add(1);
			if earning.stage == EarningStage::Pending {
				of.pending = of.pending.saturating_add(earning.left());
			} else if earning.qualified > 0 {
				let sum = of.qualified.entry(earning.qualified).or_default();
				*sum = sum.saturating_add(earning.left());
			}
		}
		for spending in Spendings::<T>::iter_values() {
			ensure!(spending.returned <= spending.points(), "more went back than was spent");
			if matches!(spending.stage, SpendingStage::Owed(_)) {
				continue;
			}
			let of = found.entry((spending.program, spending.member)).or_default();
			of.orders = of.orders.saturating_add(1);
			if spending.stage == SpendingStage::Reserved {
				of.reserved = of.reserved.saturating_add(spending.left());
			}
		}
		Ok(found)
	}

	fn check_tallies() -> Check {
		for ((id, capped, _), own) in Tallies::<T>::iter() {
			let Some(program) = Programs::<T>::get(id) else {
				return Err("a tally outlived its program".into());
			};
			let limit = match capped {
				Capped::Gifts => Some(program.terms.gifts),
				Capped::Rule(rule) => Rules::<T>::get(id, rule)
					.filter(|record| record.version == own.tally.version)
					.and_then(|record| record.rule.current)
					.and_then(|rule| rule.limits.per_subject),
			};
			ensure!(
				limit.is_none_or(|limit| own.tally.points <= limit),
				"a person exceeded a limit"
			);
		}
		Ok(())
	}

	/// What is on record about members, by program, and what accounts other than operators put up.
	#[allow(clippy::type_complexity)]
	fn of_records(
	) -> (BTreeMap<ProgramId, OfRecords<BalanceOf<T>>>, BTreeMap<AccountIdOf<T>, BalanceOf<T>>) {
		let mut found = BTreeMap::<ProgramId, OfRecords<BalanceOf<T>>>::new();
		let mut others = BTreeMap::<AccountIdOf<T>, BalanceOf<T>>::new();
		let mut add = |program: ProgramId, deposit: DepositOf<T>| {
			let of = found.entry(program).or_default();
			of.count = of.count.saturating_add(1);
			let sum = match deposit.payer {
				None => &mut of.deposits,
				Some(payer) => others.entry(payer).or_default(),
			};
			*sum = sum.saturating_add(deposit.amount);
		};
		Accounts::<T>::iter().for_each(|(program, _, account)| add(program, account.deposit));
		Tallies::<T>::iter().for_each(|((program, _, _), own)| add(program, own.deposit));
		Claims::<T>::iter().for_each(|(program, _, seen)| add(program, seen.deposit));
		Pools::<T>::iter().for_each(|(program, _, pool)| add(program, pool.deposit));
		Earnings::<T>::iter_values().for_each(|earning| add(earning.program, earning.deposit));
		Spendings::<T>::iter_values()
			.for_each(|spending| add(spending.program, spending.deposit.clone()));
		for spending in Spendings::<T>::iter_values() {
			let of = found.entry(spending.program).or_default();
			match spending.stage {
				SpendingStage::Reserved => {},
				SpendingStage::Captured => {
					of.captured = of.captured.saturating_add(spending.left());
				},
				SpendingStage::Owed(amount) => of.owed = of.owed.saturating_add(amount),
			}
		}
		(found, others)
	}

	fn check_ledgers() -> Check {
		let (mut found, _) = Self::of_records();
		for id in Ledgers::<T>::iter_keys() {
			let of = found.remove(&id).unwrap_or_default();
			let work = Work::<T>::load(id).map_err(|_| "a ledger has no program")?;
			let ledger = &work.ledger;
			ensure!(ledger.records.count == of.count, "a program does not count its records");
			ensure!(ledger.records.deposits >= of.deposits, "a record is not paid for");
			ensure!(
				ledger.captured == of.captured && ledger.owed == of.owed,
				"what was spent on orders is not what these say"
			);
			let needed = work.needed().map_err(|_| "points need more than there can be")?;
			ensure!(ledger.backing >= needed, "points are not backed");
		}
		ensure!(found.is_empty(), "a record outlived its program");
		Ok(())
	}

	fn check_holds() -> Check {
		let (_, others) = Self::of_records();
		let mut held = BTreeMap::<AccountIdOf<T>, [BalanceOf<T>; 3]>::new();
		for (payer, amount) in others {
			let [_, _, records] = held.entry(payer).or_insert([Zero::zero(); 3]);
			*records = amount;
		}
		for (id, program) in Programs::<T>::iter() {
			let Some(ledger) = Ledgers::<T>::get(id) else { continue };
			let [backing, own, records] = held.entry(program.operator).or_insert([Zero::zero(); 3]);
			*backing = backing.saturating_add(ledger.backing);
			*records = records.saturating_add(ledger.records.deposits);
			*own = own.saturating_add(program.deposit);
			for rule in Rules::<T>::iter_prefix_values(id) {
				*own = own.saturating_add(rule.deposit);
			}
			for enrolment in Merchants::<T>::iter_prefix_values(id) {
				*own = own.saturating_add(enrolment.deposit);
			}
		}
		for (who, [backing, own, records]) in held {
			let on_hold = |reason: HoldReason| T::Currency::balance_on_hold(&reason.into(), &who);
			ensure!(
				on_hold(HoldReason::Backing) == backing && on_hold(HoldReason::Program) == own,
				"what is on record is not what is held"
			);
			ensure!(on_hold(HoldReason::Records) >= records, "a record's deposit is not held");
		}
		Ok(())
	}
}
