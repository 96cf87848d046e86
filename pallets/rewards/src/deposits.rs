//! Who pays for what is stored: the operator, for all of it, when it offers a reward.

use crate::{
	AccountIdOf, BalanceOf, Config, Error, HoldReason, Pallet, Prices, RewardOf, WeightInfo,
	LOG_TARGET, MAX_SWEPT, MAX_URI,
};
use codec::MaxEncodedLen;
use frame_support::{
	pallet_prelude::{DispatchClass, Get},
	traits::{
		fungible::{Inspect, Mutate, MutateHold},
		tokens::{Fortitude, Precision, Preservation},
		Footprint,
	},
	weights::Weight,
};
use frame_system::limits::BlockWeights;
use souk_primitives::{Identify, Nullifier, PointsSpend, RewardId};
use sp_runtime::{
	traits::{AccountIdConversion, Convert, Saturating, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account that owns a reward's collection, and pays its deposits. Nobody has its key.
	pub fn till_account(reward: RewardId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(reward)
	}

	/// What a till must have free, so that all that is left of a reward can be handed out.
	pub(crate) fn promised(reward: &RewardOf<T>) -> BalanceOf<T> {
		let items = T::ItemDeposit::get().saturating_mul(reward.left().into());
		T::Currency::minimum_balance().saturating_add(items)
	}

	/// Moves what is missing from the operator to a reward's till.
	pub(crate) fn fill_till(
		id: RewardId,
		reward: &RewardOf<T>,
		besides: BalanceOf<T>,
	) -> DispatchResult {
		let till = Self::till_account(id);
		let needed = Self::promised(reward).saturating_add(besides);
		let missing = needed.saturating_sub(T::Currency::balance(&till));
		if !missing.is_zero() {
			T::Currency::transfer(&reward.operator, &till, missing, Preservation::Preserve)
				.map_err(|_| Error::<T>::OperatorLacksDeposit)?;
		}
		Ok(())
	}

	/// Moves what a till does not need from it to the operator: all, if `needed` is nothing. Somebody may
	/// have sent the till what nobody can take out of it, an asset for example, which keeps the minimum
	/// balance there; the rest must not wait for that.
	pub(crate) fn empty_till(
		id: RewardId,
		reward: &RewardOf<T>,
		needed: BalanceOf<T>,
	) -> Result<BalanceOf<T>, Error<T>> {
		let till = Self::till_account(id);
		let (how, force) = (Preservation::Expendable, Fortitude::Polite);
		let surplus = T::Currency::balance(&till)
			.saturating_sub(needed)
			.min(T::Currency::reducible_balance(&till, how, force));
		if !surplus.is_zero() {
			T::Currency::transfer(&till, &reward.operator, surplus, how)
				.map_err(|_| Error::<T>::OperatorCannotReceive)?;
		}
		Ok(surplus)
	}

	/// Holds what a reward that people can get needs and is not held yet.
	pub(crate) fn hold(reward: &mut RewardOf<T>) -> DispatchResult {
		let missing = reward.needed(false).saturating_sub(reward.held);
		T::Currency::hold(&HoldReason::Reward.into(), &reward.operator, missing)
			.map_err(|_| Error::<T>::OperatorLacksDeposit)?;
		reward.held = reward.held.saturating_add(missing);
		Ok(())
	}

	/// Returns what is held beyond what is needed.
	pub(crate) fn unhold(
		reward: &mut RewardOf<T>,
		needed: BalanceOf<T>,
	) -> Result<BalanceOf<T>, Error<T>> {
		let surplus = reward.held.saturating_sub(needed);
		let reason = HoldReason::Reward.into();
		T::Currency::release(&reason, &reward.operator, surplus, Precision::Exact)
			.map_err(|_| Error::<T>::OperatorCannotReceive)?;
		reward.held = reward.held.saturating_sub(surplus);
		Ok(surplus)
	}

	/// Returns what is held for counters that are gone. What the operator cannot receive, because too
	/// little would be free in an account that something else keeps alive, stays held until it can.
	pub(crate) fn shrink(reward: &mut RewardOf<T>) {
		let needed = reward.needed(true);
		if Self::unhold(reward, needed).is_err() {
			let operator = &reward.operator;
			log::warn!(target: LOG_TARGET, "a deposit of {operator:?} stays held");
		}
	}

	/// What the records of a reward cost now.
	pub(crate) fn prices() -> Prices<BalanceOf<T>> {
		let price = |entries: usize, sizes: &[usize]| {
			let size = sizes.iter().fold(0usize, |sum, size| sum.saturating_add(*size));
			T::StoragePrice::convert(Footprint::from_parts(entries, size))
		};
		let (id, account) = (RewardId::max_encoded_len(), AccountIdOf::<T>::max_encoded_len());
		Prices {
			// With its address on the collection, and the account of its till.
			reward: price(3, &[id, RewardOf::<T>::max_encoded_len(), MAX_URI as usize, account]),
			tally: price(1, &[id, Nullifier::max_encoded_len(), u32::max_encoded_len()]),
		}
	}

	/// Panics where the pallet could not do what it promises. Called when a runtime is tested.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		let buy = T::WeightInfo::buy()
			.saturating_add(T::Members::weight())
			.saturating_add(T::Points::weight());
		fits("buying a gift", buy);
		fits("removing as many records as can be", T::WeightInfo::sweep_tallies(MAX_SWEPT));
		let prices = Self::prices();
		let free =
			[prices.reward, prices.tally, T::CollectionDeposit::get(), T::ItemDeposit::get()];
		assert!(!free.iter().any(Zero::is_zero), "records would fill the state for nothing");
		let (one, other) = (Self::till_account(RewardId(0)), Self::till_account(RewardId(1)));
		assert!(one != other, "accounts are too short for tills of their own");
	}
}
