//! Rewards: offered, restocked and ended.

use crate::{
	Config, Error, Event, NextRewardId, Pallet, RewardOf, Rewards, Status, TermsError, TermsOf,
	MAX_STOCK,
};
use frame_support::{
	ensure,
	traits::{
		tokens::nonfungibles_v2::{Create, Mutate},
		Get, UnixTime,
	},
};
use souk_primitives::{Moment, ProgramId, ProgramInspect, RewardId};
use sp_runtime::{
	traits::{Convert, Zero},
	DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	pub(crate) fn do_offer(
		operator: T::AccountId,
		program: ProgramId,
		terms: TermsOf<T>,
		stock: u32,
	) -> DispatchResult {
		Self::ensure_operator(&operator, program)?;
		ensure!(stock > 0 && stock <= MAX_STOCK, Error::<T>::StockOutOfRange);
		terms.check().map_err(Error::<T>::from)?;
		ensure!(terms.ends.is_none_or(|ends| ends > Self::now()), Error::<T>::NeverOpen);
		let identity = match terms.kind.limit() {
			Some(_) => Some(T::Programs::identity(program).ok_or(Error::<T>::UnknownProgram)?),
			None => None,
		};
		let id = NextRewardId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;
		let mut reward = RewardOf::<T> {
			program,
			operator,
			terms,
			identity,
			collection: 0,
			status: Status::Open,
			stock,
			minted: 0,
			redeemed: 0,
			tallies: 0,
			prices: Self::prices(),
			held: Zero::zero(),
		};
		Self::hold(&mut reward)?;
		Self::fill_till(id, &reward, T::CollectionDeposit::get())?;
		let till = Self::till_account(id);
		let settings = T::Settings::convert(reward.terms.kind.is_transferable());
		reward.collection = T::Nfts::create_collection(&till, &till, &settings)?;
		let uri = reward.terms.uri.as_str().as_bytes();
		// Nothing is reserved for it: it is paid for with the reward, of whose terms it is a copy.
		T::Nfts::set_collection_metadata(None, &reward.collection, uri)?;

		NextRewardId::<T>::put(next);
		let collection = reward.collection;
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::RewardOffered { reward: id, program, collection, stock });
		Ok(())
	}

	pub(crate) fn do_restock(operator: T::AccountId, id: RewardId, count: u32) -> DispatchResult {
		let mut reward = Self::own_reward(&operator, id)?;
		Self::ensure_operator(&operator, reward.program)?;
		ensure!(!reward.is_over(Self::now()), Error::<T>::RewardOver);
		let stock = reward.stock.saturating_add(count);
		ensure!(count > 0 && stock <= MAX_STOCK, Error::<T>::StockOutOfRange);
		reward.stock = stock;
		Self::hold(&mut reward)?;
		Self::fill_till(id, &reward, Zero::zero())?;

		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::RewardRestocked { reward: id, stock });
		Ok(())
	}

	pub(crate) fn do_end(operator: T::AccountId, id: RewardId) -> DispatchResult {
		let mut reward = Self::own_reward(&operator, id)?;
		ensure!(!reward.is_over(Self::now()), Error::<T>::RewardOver);
		reward.status = Status::Ended;
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::RewardEnded { reward: id });
		Ok(())
	}

	/// Refuses whoever does not run a program.
	fn ensure_operator(who: &T::AccountId, program: ProgramId) -> Result<(), Error<T>> {
		let operator = T::Programs::operator(program).ok_or(Error::<T>::UnknownProgram)?;
		ensure!(operator == *who, Error::<T>::NotOperator);
		Ok(())
	}

	/// A reward, if it is that operator's.
	pub(crate) fn own_reward(
		operator: &T::AccountId,
		id: RewardId,
	) -> Result<RewardOf<T>, Error<T>> {
		let reward = Rewards::<T>::get(id).ok_or(Error::<T>::UnknownReward)?;
		ensure!(reward.operator == *operator, Error::<T>::NotOperator);
		Ok(reward)
	}
}

impl<T> From<TermsError> for Error<T> {
	fn from(error: TermsError) -> Self {
		match error {
			TermsError::Free => Self::GiftIsFree,
			TermsError::NobodyCan => Self::NobodyCanBuy,
			TermsError::EndsBeforeBegin => Self::NeverOpen,
		}
	}
}
