//! Items: bought, claimed and handed in.

use crate::{Config, Error, Event, Kind, Pallet, Refusal, RewardOf, Rewards, Tallies};
use frame_support::{
	ensure,
	traits::tokens::nonfungibles_v2::{Inspect, Mutate},
};
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{
	badge_payload, Identify, MemberId, Moment, Nullifier, PointsSpend, RewardId,
};
use sp_runtime::{
	traits::{Verify, Zero},
	DispatchError, DispatchResult,
};

/// A member, and which person that is if people are counted.
type Claimant = (MemberId, Option<Nullifier>);

impl<T: Config> Pallet<T> {
	pub(crate) fn do_buy(who: T::AccountId, id: RewardId) -> DispatchResult {
		let mut reward = Rewards::<T>::get(id).ok_or(Error::<T>::UnknownReward)?;
		let Kind::Gift { price: points, .. } = reward.terms.kind else {
			return Err(Error::<T>::NotForSale.into());
		};
		let (_, subject) = Self::admit(id, &reward, &who).map_err(Error::<T>::from)?;
		let member = T::Points::spend(reward.program, &who, points)?;
		let item = Self::hand_out(id, &mut reward, subject, &who)?;
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::GiftBought { reward: id, item, by: who, member, points });
		Ok(())
	}

	/// What is cheap is checked first: the signature costs the most.
	pub(crate) fn do_claim_badge(
		who: T::AccountId,
		id: RewardId,
		deadline: Moment,
		signature: T::Signature,
	) -> DispatchResult {
		let mut reward = Rewards::<T>::get(id).ok_or(Error::<T>::UnknownReward)?;
		let Kind::Badge { attestor } = &reward.terms.kind else {
			return Err(Error::<T>::NotBadge.into());
		};
		ensure!(deadline > Self::now(), Error::<T>::ClaimExpired);
		let (member, subject) = Self::admit(id, &reward, &who).map_err(Error::<T>::from)?;
		// There always is one: people are counted for each badge.
		let subject = subject.ok_or(Error::<T>::NoSubject)?;
		let payload = Self::claim_payload(id, subject, deadline);
		ensure!(signature.verify(&payload[..], attestor), Error::<T>::BadSignature);

		let item = Self::hand_out(id, &mut reward, Some(subject), &who)?;
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::BadgeClaimed { reward: id, item, by: who, member });
		Ok(())
	}

	/// What an attestor signs, so that a person gets a badge.
	pub fn claim_payload(reward: RewardId, subject: Nullifier, deadline: Moment) -> [u8; 32] {
		let genesis = frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero());
		badge_payload(genesis, reward, subject, deadline)
	}

	/// Who an account is, if it can get a reward now. Points and signatures are not looked at.
	pub(crate) fn admit(
		id: RewardId,
		reward: &RewardOf<T>,
		who: &T::AccountId,
	) -> Result<Claimant, Refusal> {
		let now = Self::now();
		ensure!(!reward.is_over(now), Refusal::Over);
		ensure!(reward.terms.starts.is_none_or(|starts| starts <= now), Refusal::TooEarly);
		ensure!(reward.left() > 0, Refusal::SoldOut);
		let Some((context, least)) = &reward.identity else {
			let member = T::Members::member(who).ok_or(Refusal::NotMember)?;
			return Ok((member, None));
		};
		let person = T::Members::person(who, context).ok_or(Refusal::NotMember)?;
		let (subject, assurance) = person.known.ok_or(Refusal::NoSubject)?;
		ensure!(assurance >= *least, Refusal::AssuranceTooLow);
		let had = Tallies::<T>::get(id, subject).unwrap_or_default();
		let limit = reward.terms.kind.limit().unwrap_or(u32::MAX);
		ensure!(had < limit, Refusal::LimitReached);
		Ok((person.member, Some(subject)))
	}

	/// Makes the next item, and counts it.
	fn hand_out(
		id: RewardId,
		reward: &mut RewardOf<T>,
		subject: Option<Nullifier>,
		to: &T::AccountId,
	) -> Result<u32, DispatchError> {
		let item = reward.minted;
		T::Nfts::mint_into(&reward.collection, &item, to, &T::ItemConfig::default(), true)?;
		reward.minted = item.saturating_add(1);
		if let Some(subject) = subject {
			let before = Tallies::<T>::get(id, subject);
			if before.is_none() {
				reward.tallies = reward.tallies.saturating_add(1);
			}
			Tallies::<T>::insert(id, subject, before.unwrap_or_default().saturating_add(1));
		}
		Ok(item)
	}

	/// Also when the reward is over: what people have is theirs.
	pub(crate) fn do_redeem(who: T::AccountId, id: RewardId, item: u32) -> DispatchResult {
		let mut reward = Rewards::<T>::get(id).ok_or(Error::<T>::UnknownReward)?;
		let redeemable = matches!(reward.terms.kind, Kind::Gift { .. });
		ensure!(redeemable, Error::<T>::NotRedeemable);
		let owner = T::Nfts::owner(&reward.collection, &item).ok_or(Error::<T>::UnknownItem)?;
		ensure!(owner == who, Error::<T>::NotOwner);
		T::Nfts::burn(&reward.collection, &item, Some(&who))?;
		reward.redeemed = reward.redeemed.saturating_add(1);
		Rewards::<T>::insert(id, reward);
		Self::deposit_event(Event::Redeemed { reward: id, item, by: who });
		Ok(())
	}
}

impl<T> From<Refusal> for Error<T> {
	fn from(refusal: Refusal) -> Self {
		match refusal {
			Refusal::UnknownReward => Self::UnknownReward,
			Refusal::TooEarly => Self::TooEarly,
			Refusal::Over => Self::RewardOver,
			Refusal::SoldOut => Self::SoldOut,
			Refusal::NotMember => Self::NotMember,
			Refusal::NoSubject => Self::NoSubject,
			Refusal::AssuranceTooLow => Self::AssuranceTooLow,
			Refusal::LimitReached => Self::LimitReached,
		}
	}
}
