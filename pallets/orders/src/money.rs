//! The pot, what comes into it and what leaves it: escrow, netted payouts, claims and debts.

use crate::{
	ledger::Division,
	order::{Moved, Payee},
	reserve::MAX_NETTED,
	AcceptedAssets, AccountIdOf, BalanceOf, Claim, Claims, Config, Debt, Debts, Error, Event,
	HoldReason, OnRefund, OrderOf, Orders, OrdersOf, Pallet, Payment, Role, Split, Terms,
	LOG_TARGET, MAX_SPLITS,
};
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
use codec::MaxEncodedLen;
use frame_support::{
	ensure,
	storage::with_storage_layer,
	traits::{
		fungible::MutateHold,
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude, Precision, Preservation},
		Footprint, Get,
	},
};
use souk_primitives::{BigEndian, Gateways, Moment, OrderId, OrderNotice, Tender};
use sp_runtime::{
	traits::{AccountIdConversion, Convert, Saturating, Zero},
	DispatchResult, Permill,
};

/// Who is paid in which asset.
type Recipient<T> = (<T as Config>::AssetKind, AccountIdOf<T>);

/// What is to be paid out of the pot at the end of a call or a sweep: one transfer for each
/// recipient and asset, however many orders it comes from.
pub(crate) struct Payouts<T: Config> {
	/// The amount, and the order whose deposit pays if it becomes a claim.
	legs: BTreeMap<Recipient<T>, (BalanceOf<T>, OrderId)>,
	/// Payers whose accounts need not be kept for an order any more.
	released: Vec<T::AccountId>,
}

impl<T: Config> Payouts<T> {
	/// None yet.
	pub(crate) fn new() -> Self {
		Self { legs: BTreeMap::new(), released: Vec::new() }
	}

	/// How many transfers it will take.
	pub(crate) fn len(&self) -> u64 {
		self.legs.len() as u64
	}

	/// Adds `amount` for `recipient`, on behalf of `order`.
	pub(crate) fn add(
		&mut self,
		asset: &T::AssetKind,
		recipient: &T::AccountId,
		amount: BalanceOf<T>,
		order: OrderId,
	) {
		if amount.is_zero() {
			return;
		}
		self.legs
			.entry((asset.clone(), recipient.clone()))
			.and_modify(|(sum, _)| *sum = sum.saturating_add(amount))
			.or_insert((amount, order));
	}

	/// Lets go of a payer's account once everything is paid.
	pub(crate) fn release(&mut self, payer: T::AccountId) {
		self.released.push(payer);
	}

	/// Adds everything of `other`.
	pub(crate) fn merge(&mut self, other: Self) {
		for ((asset, recipient), (amount, order)) in other.legs {
			self.add(&asset, &recipient, amount, order);
		}
		self.released.extend(other.released);
	}

	/// Pays. What cannot be delivered becomes a claim, so this cannot fail. The orders must have
	/// been saved: a claim takes its deposit from its order's.
	pub(crate) fn pay(self) -> u64 {
		let count = self.len();
		let pot = Pallet::<T>::pot_account();
		for ((asset, recipient), (amount, order)) in self.legs {
			let keep = Preservation::Preserve;
			match Pallet::<T>::transfer(&asset, &pot, &recipient, amount, keep) {
				Ok(()) => Pallet::<T>::discharge(&asset, amount),
				Err(_) => Pallet::<T>::defer(asset, recipient, amount, order),
			}
		}
		for payer in self.released {
			// Refused when the account is needed by something else that lives off this reference,
			// an asset without sufficiency for example: then the account is right to stay.
			let _ = frame_system::Pallet::<T>::dec_providers(&payer);
		}
		count
	}
}

impl<T: Config> Pallet<T> {
	/// The most transfers one order can need: its splits, its merchant, payer, buyer and resolver,
	/// and the payers of other orders whom the merchant owes, twice: out of the settlement and out of
	/// the reserve.
	pub(crate) const LEGS: u64 = MAX_SPLITS as u64 + 4 + 2 * MAX_NETTED as u64;

	/// The account that holds every escrow. Nobody has its key.
	pub fn pot_account() -> T::AccountId {
		T::PalletId::get().into_account_truncating()
	}

	/// Gives the pot its account, and its minimum balance of each asset.
	///
	/// Runs at genesis only: it issues what it gives.
	pub(crate) fn set_up_pot(assets: &[T::AssetKind]) {
		let pot = Self::pot_account();
		frame_system::Pallet::<T>::inc_providers(&pot);
		for asset in assets.iter().collect::<BTreeSet<_>>() {
			assert!(
				T::Money::asset_exists(asset.clone()),
				"genesis must define the assets that it accepts"
			);
			let float = T::Money::minimum_balance(asset.clone());
			T::Money::mint_into(asset.clone(), &pot, float)
				.expect("the pot's account exists and can hold every asset of genesis; qed");
			AcceptedAssets::<T>::insert(asset, BalanceOf::<T>::zero());
		}
	}

	pub(crate) fn do_accept_asset(who: T::AccountId, asset: T::AssetKind) -> DispatchResult {
		ensure!(T::Money::asset_exists(asset.clone()), Error::<T>::UnknownAsset);
		let float = T::Money::minimum_balance(asset.clone());
		// An asset that was destroyed and made again may be accepted again, once nothing of the old
		// one is owed any more.
		let gone = |owed: BalanceOf<T>| owed.is_zero() && !Self::pot_is_sound(&asset, owed);
		let accepted = AcceptedAssets::<T>::get(&asset);
		ensure!(accepted.is_none_or(gone), Error::<T>::AssetAlreadyAccepted);
		Self::transfer_to_pot(&asset, &who, float)?;
		AcceptedAssets::<T>::insert(&asset, BalanceOf::<T>::zero());
		Self::deposit_event(Event::AssetAccepted { asset });
		Ok(())
	}

	/// Whether the pot holds what it owes in an asset, and its own minimum on top.
	fn pot_is_sound(asset: &T::AssetKind, owed: BalanceOf<T>) -> bool {
		let needed = owed.saturating_add(T::Money::minimum_balance(asset.clone()));
		T::Money::balance(asset.clone(), &Self::pot_account()) >= needed
	}

	/// Takes `amount` from `who` into the pot, which owes it from then on.
	pub(crate) fn collect(
		asset: &T::AssetKind,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let owed = AcceptedAssets::<T>::get(asset).ok_or(Error::<T>::AssetNotAccepted)?;
		ensure!(Self::pot_is_sound(asset, owed), Error::<T>::PotIsShort);
		Self::transfer_to_pot(asset, who, amount)?;
		AcceptedAssets::<T>::insert(asset, owed.saturating_add(amount));
		Ok(())
	}

	/// Takes a bond from `who` into the pot. Unlike a payment it never takes the last of what keeps
	/// the account.
	pub(crate) fn collect_bond(
		asset: &T::AssetKind,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		if amount.is_zero() {
			return Ok(());
		}
		let keep = T::Money::reducible_balance(
			asset.clone(),
			who,
			Preservation::Preserve,
			Fortitude::Polite,
		);
		ensure!(amount <= keep, Error::<T>::CannotBond);
		Self::collect(asset, who, amount)
	}

	/// Books that the pot has paid `amount` of what it owed.
	fn discharge(asset: &T::AssetKind, amount: BalanceOf<T>) {
		AcceptedAssets::<T>::mutate_extant(asset, |owed| *owed = owed.saturating_sub(amount));
	}

	/// What `who` can pay of `amount` and keep its account, or all of it if that is all there is.
	pub(crate) fn affordable(
		asset: &T::AssetKind,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> BalanceOf<T> {
		let can = |preservation| {
			T::Money::reducible_balance(asset.clone(), who, preservation, Fortitude::Polite)
		};
		let left = T::Money::total_balance(asset.clone(), who).saturating_sub(amount);
		let leaves_no_dust = left.is_zero() || left >= T::Money::minimum_balance(asset.clone());
		if leaves_no_dust && can(Preservation::Expendable) >= amount {
			return amount;
		}
		can(Preservation::Preserve).min(amount)
	}

	fn transfer_to_pot(
		asset: &T::AssetKind,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		let left = T::Money::total_balance(asset.clone(), who).saturating_sub(amount);
		ensure!(
			left.is_zero() || left >= T::Money::minimum_balance(asset.clone()),
			Error::<T>::WouldLoseDust
		);
		Self::transfer(asset, who, &Self::pot_account(), amount, Preservation::Expendable)
	}

	/// Moves money, all of it or none.
	///
	/// An asset may take from one account and fail to give to the other without an error
	/// (pallet-assets does, of an amount that would overflow its supply a second time), so what
	/// arrives is counted.
	fn transfer(
		asset: &T::AssetKind,
		from: &T::AccountId,
		to: &T::AccountId,
		amount: BalanceOf<T>,
		preservation: Preservation,
	) -> DispatchResult {
		with_storage_layer(|| {
			let before = T::Money::balance(asset.clone(), to);
			T::Money::transfer(asset.clone(), from, to, amount, preservation)?;
			let arrived = T::Money::balance(asset.clone(), to).saturating_sub(before);
			ensure!(arrived >= amount, Error::<T>::MoneyDidNotArrive);
			Ok(())
		})
	}

	/// Books what `moved` out of an order: adds it to the payouts, and tells everyone. Of an order
	/// that is paid off chain nothing is paid here; its gateway is set free.
	pub(crate) fn book(
		id: OrderId,
		order: &mut OrderOf<T>,
		terms: &Terms<T::AccountId>,
		moved: Moved<BalanceOf<T>>,
		payouts: &mut Payouts<T>,
	) {
		if let Tender::Asset(asset) = order.tender.clone() {
			Self::book_legs(id, order, &asset, terms, &moved, payouts);
		}
		if let Some((by, amount)) = moved.lost {
			Self::deposit_event(Event::BondLost { order: id, by, amount });
		}
		if !moved.refunded.is_zero() {
			Self::announce_refund(id, order, moved.refunded);
		}
		if !moved.over {
			return;
		}
		match &mut order.payment {
			Payment::Awaited => {},
			Payment::Escrow { payer, .. } => payouts.release(payer.clone()),
			Payment::External { gateway, exposed, .. } => {
				T::Gateways::free(*gateway, core::mem::take(exposed));
			},
		}
		let paid_out = order.ledger().map(|ledger| ledger.paid_out());
		if let Some(paid_out) = paid_out.filter(|paid_out| !paid_out.is_zero()) {
			Self::deposit_event(Event::OrderSettled { order: id, paid_out });
			Self::capture_discount(id, order);
			Self::notify(id, OrderNotice::Settled { paid_out });
		}
	}

	fn book_legs(
		id: OrderId,
		order: &mut OrderOf<T>,
		asset: &T::AssetKind,
		terms: &Terms<T::AccountId>,
		moved: &Moved<BalanceOf<T>>,
		payouts: &mut Payouts<T>,
	) {
		if let Some(division) = &moved.division {
			Self::book_division(id, order, asset, terms, division, moved.at, payouts);
		}
		if let Some(payer) = order.payer() {
			payouts.add(asset, payer, moved.refunded.saturating_sub(moved.withheld), id);
		}
		for (payee, amount) in &moved.awards {
			let account = match payee {
				Payee::Party(party) => order.account(*party),
				Payee::Resolver => terms.disputes.as_ref().map(|rules| &rules.resolver),
			};
			if let Some(account) = account {
				payouts.add(asset, account, *amount, id);
			}
		}
		if !moved.freed.is_zero() {
			Self::free_reserve(id, order, asset, moved.freed, payouts);
		}
	}

	fn book_division(
		id: OrderId,
		order: &mut OrderOf<T>,
		asset: &T::AssetKind,
		terms: &Terms<T::AccountId>,
		division: &Division<BalanceOf<T>>,
		at: Moment,
		payouts: &mut Payouts<T>,
	) {
		let merchant = order.merchant.clone();
		let mut returned = BalanceOf::<T>::zero();
		for (split, amount) in terms.splits.iter().zip(&division.splits) {
			let netted = Self::net_debt(&split.recipient, &merchant, asset, *amount);
			payouts.add(asset, &split.recipient, amount.saturating_sub(netted), id);
			returned = returned.saturating_add(netted);
		}
		// Payers come before the merchant, and what it gets back is as good as what it earns.
		let all = division.merchant.saturating_add(returned);
		let left = Self::pay_refund_debts(&merchant, asset, all, payouts);
		let earned = left.min(division.merchant);
		let kept = Self::keep_reserve(id, order, asset, terms, earned, at);
		payouts.add(asset, &merchant, left.saturating_sub(kept), id);
	}

	/// Tells everyone that `amount` of an order went back to its payer.
	pub(crate) fn announce_refund(id: OrderId, order: &OrderOf<T>, amount: BalanceOf<T>) {
		let cumulative = order.ledger().map(|ledger| ledger.refunded()).unwrap_or_else(Zero::zero);
		Self::deposit_event(Event::OrderRefunded { order: id, amount, cumulative });
		Self::release_discount(id, order);
		Self::notify(id, OrderNotice::Refunded { cumulative });
	}

	/// The price of a claim's record. Every order's deposit includes it for each of its legs.
	pub(crate) fn claim_deposit() -> BalanceOf<T> {
		T::StoragePrice::convert(Footprint::from_parts(
			1,
			Claim::<AccountIdOf<T>, BalanceOf<T>>::max_encoded_len(),
		))
	}

	/// The price of an order's record: the order, its places in the indices, its offer's nonce, a
	/// claim for each of its legs, what its listeners can fail on, and its merchant's reserve.
	pub(crate) fn order_deposit(terms: &Terms<T::AccountId>) -> BalanceOf<T> {
		let index = <(AccountIdOf<T>, Role, BigEndian)>::max_encoded_len();
		let record = T::StoragePrice::convert(Footprint::from_parts(
			7,
			OrderOf::<T>::max_encoded_len().saturating_add(index.saturating_mul(6)),
		));
		// The merchant, the payer and the buyer; the resolver; the splits.
		let legs = 3u32
			.saturating_add(terms.disputes.is_some().into())
			.saturating_add(terms.splits.len() as u32);
		let reserve = match terms.reserve {
			Some(_) => Self::reserve_deposit(),
			None => Zero::zero(),
		};
		record
			.saturating_add(Self::claim_deposit().saturating_mul(legs.into()))
			.saturating_add(Self::missed_deposit().saturating_mul(Self::max_missed().into()))
			.saturating_add(reserve)
	}

	/// Turns a payout that could not be delivered into a claim. Its deposit comes out of the
	/// order's, which is large enough for every leg.
	fn defer(asset: T::AssetKind, recipient: T::AccountId, amount: BalanceOf<T>, order: OrderId) {
		Claims::<T>::mutate(&recipient, &asset, |slot| match slot {
			Some(claim) => claim.amount = claim.amount.saturating_add(amount),
			None => {
				let price = Self::claim_deposit();
				let (depositor, deposit) = Orders::<T>::mutate(order, |slot| match slot {
					Some(record) => {
						let deposit = price.min(record.deposit);
						record.deposit = record.deposit.saturating_sub(deposit);
						(record.merchant.clone(), deposit)
					},
					None => (recipient.clone(), Zero::zero()),
				});
				*slot = Some(Claim { amount, order, depositor, deposit });
			},
		});
		Self::deposit_event(Event::PayoutDeferred { recipient, asset, amount });
	}

	pub(crate) fn do_claim(recipient: T::AccountId, asset: T::AssetKind) -> DispatchResult {
		let claim = Claims::<T>::get(&recipient, &asset).ok_or(Error::<T>::NothingToClaim)?;
		let amount = claim.amount;
		let exists = T::Money::asset_exists(asset.clone());
		if exists {
			let pot = Self::pot_account();
			Self::transfer(&asset, &pot, &recipient, amount, Preservation::Preserve)?;
		}
		Self::discharge(&asset, amount);
		Claims::<T>::remove(&recipient, &asset);
		// Back to the order as long as it is on record: it may need it for the next claim.
		let given_back = Orders::<T>::mutate(claim.order, |slot| {
			slot.as_mut()
				.map(|record| record.deposit = record.deposit.saturating_add(claim.deposit))
		});
		if given_back.is_none() {
			Self::return_deposit(HoldReason::Order, &claim.depositor, claim.deposit);
		}
		Self::deposit_event(match exists {
			true => Event::ClaimPaid { recipient, asset, amount },
			false => Event::ClaimVoided { recipient, asset, amount },
		});
		Ok(())
	}

	/// Takes what the debtor owes out of `amount` that is about to be paid to it. Returns what goes
	/// to the creditor instead.
	fn net_debt(
		debtor: &T::AccountId,
		creditor: &T::AccountId,
		asset: &T::AssetKind,
		amount: BalanceOf<T>,
	) -> BalanceOf<T> {
		let key = (debtor.clone(), creditor.clone(), asset.clone());
		let netted = Debts::<T>::mutate_exists(&key, |slot| {
			let Some(debt) = slot else { return Zero::zero() };
			let netted = debt.amount.min(amount);
			debt.amount = debt.amount.saturating_sub(netted);
			if debt.amount.is_zero() {
				Self::return_deposit(HoldReason::Debt, creditor, debt.deposit);
				*slot = None;
			}
			netted
		});
		if !netted.is_zero() {
			let (debtor, creditor, asset) = key;
			Self::deposit_event(Event::DebtNetted { debtor, creditor, asset, amount: netted });
		}
		netted
	}

	/// Puts on record what the recipients of the splits owe the merchant after a refund.
	pub(crate) fn record_debts(
		merchant: &T::AccountId,
		asset: &T::AssetKind,
		splits: &[Split<T::AccountId>],
		reversals: Vec<BalanceOf<T>>,
	) -> DispatchResult {
		for (split, amount) in splits.iter().zip(reversals) {
			if amount.is_zero() {
				continue;
			}
			let (debtor, creditor) = (split.recipient.clone(), merchant.clone());
			let asset = asset.clone();
			let key = (debtor.clone(), creditor.clone(), asset.clone());
			Debts::<T>::try_mutate(key, |slot| -> DispatchResult {
				match slot {
					Some(debt) => debt.amount = debt.amount.saturating_add(amount),
					None => {
						let size = Debt::<BalanceOf<T>>::max_encoded_len();
						let deposit = T::StoragePrice::convert(Footprint::from_parts(1, size));
						Self::take_deposit(HoldReason::Debt, &creditor, deposit)?;
						*slot = Some(Debt { amount, deposit });
					},
				}
				Ok(())
			})?;
			Self::deposit_event(Event::DebtRecorded { debtor, creditor, asset, amount });
		}
		Ok(())
	}

	pub(crate) fn do_forgive(
		creditor: T::AccountId,
		debtor: T::AccountId,
		asset: T::AssetKind,
	) -> DispatchResult {
		let debt = Debts::<T>::take((debtor.clone(), creditor.clone(), asset.clone()))
			.ok_or(Error::<T>::NoDebt)?;
		Self::return_deposit(HoldReason::Debt, &creditor, debt.deposit);
		Self::deposit_event(Event::DebtForgiven { debtor, creditor, asset, amount: debt.amount });
		Ok(())
	}

	/// Holds a deposit.
	pub(crate) fn take_deposit(
		reason: HoldReason,
		who: &T::AccountId,
		amount: BalanceOf<T>,
	) -> DispatchResult {
		T::Currency::hold(&reason.into(), who, amount)
			.map_err(|_| Error::<T>::MerchantLacksDeposit.into())
	}

	/// Returns a deposit. Nothing but this pallet takes from these holds, so all of it is there;
	/// should a migration ever get that wrong, what is there is returned and nobody is stuck.
	pub(crate) fn return_deposit(reason: HoldReason, who: &T::AccountId, amount: BalanceOf<T>) {
		let released = T::Currency::release(&reason.into(), who, amount, Precision::BestEffort);
		if released != Ok(amount) {
			log::error!(target: LOG_TARGET, "deposit of {who:?} incomplete: {released:?}");
		}
	}

	/// Puts an order into the index under what `who` is to it.
	pub(crate) fn add_to_index(who: &T::AccountId, role: Role, order: OrderId) {
		OrdersOf::<T>::insert((who, role), BigEndian(order.0), ());
	}

	/// The shares that a refund after settlement takes back, in the order of the splits.
	pub(crate) fn returning_shares(splits: &[Split<T::AccountId>]) -> Vec<Permill> {
		splits
			.iter()
			.map(|split| match split.on_refund {
				OnRefund::Return => split.share,
				OnRefund::Keep => Permill::zero(),
			})
			.collect()
	}
}
