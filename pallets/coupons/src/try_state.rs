//! What must always hold.

use crate::{
	chunks_of, redeem::place, AccountIdOf, BalanceOf, Batches, Config, HoldReason, NextBatchId,
	Pallet, Spent, Status, Tallies, Uses, Vouchers, Wallet, Wallets,
};
use alloc::collections::btree_map::BTreeMap;
use frame_support::{ensure, traits::fungible::InspectHold};
use sp_runtime::{traits::Saturating, TryRuntimeError};

type Check = Result<(), TryRuntimeError>;

impl<T: Config> Pallet<T> {
	/// 1. Batches have ids that were given out, and sound terms.
	/// 2. While coupons can be redeemed, the bitmap has a bit for each that was, and none elsewhere.
	/// 3. Batches count their records, and hold what these need; purses are not overdrawn.
	/// 4. Nobody has redeemed more than the terms allow.
	/// 5. A wallet has just the vouchers of its merchant and holder, and no more than fit in.
	/// 6. What is held for batches is what they say.
	pub fn do_try_state() -> Check {
		Self::check_batches()?;
		Self::check_wallets()?;
		Self::check_held()
	}

	fn check_batches() -> Check {
		let next = NextBatchId::<T>::get();
		for (id, batch) in Batches::<T>::iter() {
			ensure!(id < next, "a batch's id was never given out");
			ensure!(batch.count > 0 && batch.terms.check().is_ok(), "a batch's terms are unsound");
			let chunks: BTreeMap<_, _> = Spent::<T>::iter_prefix(id).collect();
			ensure!(batch.chunks == chunks.len() as u32, "a batch miscounts its bitmap");
			ensure!(batch.chunks <= chunks_of(batch.count), "a bitmap is too long");
			let (mut marked, mut total) = (0u32, 0u32);
			for index in 0..batch.count {
				let (chunk, byte, bit) = place(index);
				let marks = chunks.get(&chunk).and_then(|marks| marks.get(byte));
				marked = marked.saturating_add(marks.is_some_and(|byte| byte & bit != 0).into());
			}
			for byte in chunks.values().flatten() {
				total = total.saturating_add(byte.count_ones());
			}
			ensure!(marked == total, "a coupon is spent that never was");
			let redeemable = batch.is_redeemable(Self::now());
			let exact = marked == batch.redeemed || !redeemable && marked < batch.redeemed;
			ensure!(exact, "the bitmap is not of the coupons that were redeemed");
			let open = Vouchers::<T>::iter_prefix(id).count() as u32;
			ensure!(batch.vouchers == open, "a batch miscounts its vouchers");
			let used = Uses::<T>::iter_values().filter(|used| used.coupon.0 == id).count() as u32;
			ensure!(batch.in_use == used, "a batch miscounts its vouchers on orders");
			let outstanding = open.saturating_add(used);
			ensure!(outstanding <= batch.redeemed, "a voucher came from nowhere");
			let (mut people, mut sum) = (0u32, 0u32);
			for (_, count) in Tallies::<T>::iter_prefix(id) {
				ensure!(count > 0, "a tally of nothing is on record");
				let limit = batch.terms.per_person.unwrap_or_default();
				ensure!(count <= limit, "a person has redeemed too many");
				people = people.saturating_add(1);
				sum = sum.saturating_add(count);
			}
			ensure!(batch.tallies == people, "a batch miscounts its tallies");
			let limited = batch.terms.per_person.is_some() && batch.status == Status::Open;
			let counted = sum == batch.redeemed || !(limited && redeemable);
			ensure!(counted, "the tallies are not of what was redeemed");
			ensure!(batch.drawn() <= batch.purse, "a purse is overdrawn");
			ensure!(batch.held >= batch.needed(redeemable), "too little is held for a batch");
		}
		for id in Spent::<T>::iter_keys().map(|(id, _)| id) {
			ensure!(Batches::<T>::contains_key(id), "a bitmap outlived its batch");
		}
		for id in Tallies::<T>::iter_keys().map(|(id, _)| id) {
			ensure!(Batches::<T>::contains_key(id), "a tally outlived its batch");
		}
		Ok(())
	}

	fn check_wallets() -> Check {
		let mut wallets = BTreeMap::<(AccountIdOf<T>, AccountIdOf<T>), Wallet>::new();
		for (id, index, holder) in Vouchers::<T>::iter() {
			let batch = Batches::<T>::get(id).ok_or("a voucher outlived its batch")?;
			let spent = Self::is_marked(id, index) || !batch.is_redeemable(Self::now());
			ensure!(spent, "a voucher is of a coupon that was not redeemed");
			let wallet = wallets.entry((batch.merchant, holder)).or_default();
			ensure!(wallet.open.try_push((id, index)).is_ok(), "too many vouchers");
		}
		for used in Uses::<T>::iter_values() {
			let batch = Batches::<T>::get(used.coupon.0).ok_or("a voucher outlived its batch")?;
			let twice = Vouchers::<T>::contains_key(used.coupon.0, used.coupon.1);
			ensure!(!twice, "a voucher on an order waits for another");
			let wallet = wallets.entry((batch.merchant, used.holder)).or_default();
			wallet.in_use = wallet.in_use.saturating_add(1);
		}
		for (merchant, holder, mut wallet) in Wallets::<T>::iter() {
			let mut expected = wallets.remove(&(merchant, holder)).unwrap_or_default();
			expected.open.sort();
			wallet.open.sort();
			ensure!(!wallet.is_empty(), "an empty wallet is on record");
			ensure!(wallet == expected, "a wallet has other vouchers than its holder");
			let total = (wallet.open.len() as u32).saturating_add(wallet.in_use);
			ensure!(total <= crate::MAX_VOUCHERS, "a wallet is too full");
		}
		ensure!(wallets.is_empty(), "vouchers are in no wallet");
		Ok(())
	}

	fn check_held() -> Check {
		let mut held = BTreeMap::<AccountIdOf<T>, BalanceOf<T>>::new();
		for batch in Batches::<T>::iter_values() {
			let sum = held.entry(batch.merchant).or_default();
			*sum = sum.saturating_add(batch.held);
		}
		for (merchant, amount) in held {
			let on_hold = T::Currency::balance_on_hold(&HoldReason::Batch.into(), &merchant);
			ensure!(on_hold == amount, "the deposits on record are not what is held");
		}
		Ok(())
	}
}
