//! How orders come to be and are paid: invoices, signed offers, funding.

use crate::{
	ledger::Ledger, AcceptedAssets, BalanceOf, Config, Due, Error, Event, HoldReason, Item,
	NextOrderId, OfferOf, Once, OrderOf, OrderState, Orders, Pallet, Payment, PublishedTermsOf,
	Reference, Role, SignedOffer, SignedOfferOf, Source, TermsOf, UsedOffers, MAX_OFFERS,
};
use alloc::vec::Vec;
use codec::Encode;
use frame_support::{ensure, pallet_prelude::ConstU32, traits::UnixTime, BoundedVec};
use souk_primitives::{BigEndian, Means, Moment, OrderId, OrderNotice, Tender, TermsId};
use sp_runtime::{
	traits::{CheckedAdd, Saturating, Verify, Zero},
	DispatchError, DispatchResult,
};

/// What a merchant's signature of an offer is for, and no other signature can be mistaken for.
pub const OFFER_DOMAIN: &[u8] = b"souk/orders/offer/v1";

/// What all orders of an invoice or an offer have in common.
struct Draft<'a, T: Config> {
	merchant: &'a T::AccountId,
	buyer: Option<&'a T::AccountId>,
	terms: TermsId,
	tender: Tender<T::AssetKind>,
	source: Source,
	deposit: BalanceOf<T>,
	/// Whether the buyer pays at once.
	paid: bool,
}

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	pub(crate) fn do_invoice(
		merchant: T::AccountId,
		buyer: Option<T::AccountId>,
		terms: TermsId,
		asset: T::AssetKind,
		amount: BalanceOf<T>,
		reference: Reference,
	) -> DispatchResult {
		ensure!(AcceptedAssets::<T>::contains_key(&asset), Error::<T>::AssetNotAccepted);
		Self::open_invoice(merchant, buyer, terms, Tender::Asset(asset), Item { amount, reference })
	}

	/// Puts an order on record that waits to be paid.
	pub(crate) fn open_invoice(
		merchant: T::AccountId,
		buyer: Option<T::AccountId>,
		terms: TermsId,
		tender: Tender<T::AssetKind>,
		item: Item<BalanceOf<T>>,
	) -> DispatchResult {
		ensure!(buyer.as_ref() != Some(&merchant), Error::<T>::MerchantCannotBuy);
		ensure!(!item.amount.is_zero(), Error::<T>::ZeroAmount);
		let mut published = Self::terms_for_new_order(&merchant, terms)?;
		if let Some(buyer) = &buyer {
			ensure!(!published.terms.is_resolver(buyer), Error::<T>::ResolverCannotBuy);
		}
		let deposit = Self::order_deposit(&published.terms);
		Self::take_deposit(HoldReason::Order, &merchant, deposit)?;

		let pay_by = Self::now().saturating_add(published.terms.windows.pay);
		let draft = Draft {
			merchant: &merchant,
			buyer: buyer.as_ref(),
			terms,
			tender,
			source: Source::Invoice,
			deposit,
			paid: false,
		};
		let state = OrderState::Created { pay_by };
		Self::create(&draft, item, None, state)?;
		published.orders = published.orders.saturating_add(1);
		TermsOf::<T>::insert(terms, published);
		Ok(())
	}

	pub(crate) fn do_fund(
		payer: T::AccountId,
		id: OrderId,
		max_total: BalanceOf<T>,
	) -> DispatchResult {
		let mut order = Orders::<T>::get(id).ok_or(Error::<T>::UnknownOrder)?;
		let now = Self::now();
		let pay_by = match order.state {
			OrderState::Created { pay_by } if now < pay_by => pay_by,
			_ => return Err(Error::<T>::NotPayable.into()),
		};
		let asset = order.asset().cloned().ok_or(Error::<T>::PaidOffChain)?;
		ensure!(payer != order.merchant, Error::<T>::MerchantCannotBuy);
		let due = order.due();
		ensure!(due <= max_total, Error::<T>::AboveMaxTotal);
		let published = TermsOf::<T>::get(order.terms).ok_or(Error::<T>::UnknownTerms)?;
		ensure!(!published.terms.is_resolver(&payer), Error::<T>::ResolverCannotBuy);

		// Before the transfer, so that the payer may spend the last of what keeps its account.
		frame_system::Pallet::<T>::inc_providers(&payer);
		Self::collect(&asset, &payer, due)?;

		let ship_by = now.saturating_add(published.terms.windows.ship);
		let buyer = match order.buyer.clone() {
			Some(buyer) => buyer,
			None => {
				Self::add_to_index(&payer, Role::Buyer, id);
				payer.clone()
			},
		};
		if buyer != payer {
			Self::add_to_index(&payer, Role::Payer, id);
		}
		order.buyer = Some(buyer);
		order.payment = Payment::Escrow { payer, ledger: Ledger::funded(due) };
		order.state = OrderState::Funded { ship_by };
		Due::<T>::remove((BigEndian(pay_by), BigEndian(id.0)));
		Due::<T>::insert((BigEndian(ship_by), BigEndian(id.0)), ());
		Orders::<T>::insert(id, &order);
		Self::announce_funded(id, &order, ship_by);
		Ok(())
	}

	pub(crate) fn do_place(
		buyer: T::AccountId,
		offers: BoundedVec<SignedOfferOf<T>, ConstU32<MAX_OFFERS>>,
		max_total: BalanceOf<T>,
	) -> DispatchResult {
		let asset = offers.first().ok_or(Error::<T>::NothingListed)?.offer.asset.clone();
		let now = Self::now();
		let mut total = BalanceOf::<T>::zero();
		let mut placed = Vec::new();
		for SignedOffer { offer, signature, discounts } in offers {
			ensure!(offer.asset == asset, Error::<T>::MixedAssets);
			let (published, _) = Self::check_offer(Some(&buyer), &offer, now)?;
			Self::check_discounts(&offer, &discounts)?;
			let payload = Self::offer_payload(&offer);
			ensure!(signature.verify(&payload[..], &offer.merchant), Error::<T>::BadSignature);
			let count = offer.items.len() as u32;
			UsedOffers::<T>::insert(&offer.merchant, offer.nonce, count);
			for (id, order) in Self::place_offer(&buyer, offer, &discounts, published, now)? {
				total = total.checked_add(&order.due()).ok_or(Error::<T>::TotalTooLarge)?;
				placed.push((id, order));
			}
			ensure!(total <= max_total, Error::<T>::AboveMaxTotal);
		}
		Self::collect(&asset, &buyer, total)?;
		for (id, order) in placed {
			if let OrderState::Funded { ship_by } = order.state {
				Self::announce_funded(id, &order, ship_by);
			}
		}
		Ok(())
	}

	/// Checks everything about an offer but its signature. Returns its terms and its total.
	pub(crate) fn check_offer(
		buyer: Option<&T::AccountId>,
		offer: &OfferOf<T>,
		now: Moment,
	) -> Result<(PublishedTermsOf<T>, BalanceOf<T>), Error<T>> {
		ensure!(!offer.items.is_empty(), Error::<T>::NothingListed);
		ensure!(now < offer.valid_until, Error::<T>::OfferExpired);
		let named = offer.buyer.as_ref();
		ensure!(
			buyer != Some(&offer.merchant) && named != Some(&offer.merchant),
			Error::<T>::MerchantCannotBuy
		);
		ensure!(named.is_none() || buyer.is_none() || named == buyer, Error::<T>::OfferNotForBuyer);
		ensure!(AcceptedAssets::<T>::contains_key(&offer.asset), Error::<T>::AssetNotAccepted);
		ensure!(
			!UsedOffers::<T>::contains_key(&offer.merchant, offer.nonce),
			Error::<T>::OfferAlreadyUsed
		);
		let published = Self::terms_for_new_order(&offer.merchant, offer.terms)?;
		ensure!(
			![buyer, named].into_iter().flatten().any(|who| published.terms.is_resolver(who)),
			Error::<T>::ResolverCannotBuy
		);
		let mut total = BalanceOf::<T>::zero();
		for item in &offer.items {
			ensure!(!item.amount.is_zero(), Error::<T>::ZeroAmount);
			total = total.checked_add(&item.amount).ok_or(Error::<T>::TotalTooLarge)?;
		}
		Ok((published, total))
	}

	/// What the merchant signs: bound to this chain, this pallet and this version of offers.
	pub fn offer_payload(offer: &OfferOf<T>) -> [u8; 32] {
		let genesis = frame_system::Pallet::<T>::block_hash(
			frame_system::pallet_prelude::BlockNumberFor::<T>::zero(),
		);
		sp_io::hashing::blake2_256(&(OFFER_DOMAIN, genesis, offer).encode())
	}

	/// Puts the orders of a checked offer on record, paid. The money is still to be collected.
	fn place_offer(
		buyer: &T::AccountId,
		offer: OfferOf<T>,
		discounts: &[Option<Means>],
		mut published: PublishedTermsOf<T>,
		now: Moment,
	) -> Result<Vec<(OrderId, OrderOf<T>)>, DispatchError> {
		let count = offer.items.len() as u32;
		let deposit = Self::order_deposit(&published.terms);
		Self::take_deposit(
			HoldReason::Order,
			&offer.merchant,
			deposit.saturating_mul(count.into()),
		)?;
		let draft = Draft {
			merchant: &offer.merchant,
			buyer: Some(buyer),
			terms: offer.terms,
			tender: Tender::Asset(offer.asset.clone()),
			source: Source::Offer { nonce: offer.nonce, valid_until: offer.valid_until },
			deposit,
			paid: true,
		};
		let ship_by = now.saturating_add(published.terms.windows.ship);
		let mut placed = Vec::new();
		for (at, item) in offer.items.into_iter().enumerate() {
			frame_system::Pallet::<T>::inc_providers(buyer);
			let means = discounts.get(at).copied().flatten();
			placed.push(Self::create(&draft, item, means, OrderState::Funded { ship_by })?);
		}
		published.orders = published.orders.saturating_add(count.into());
		TermsOf::<T>::insert(offer.terms, published);
		Ok(placed)
	}

	/// Puts a new order on record, of which these means pay a part.
	fn create(
		draft: &Draft<T>,
		item: Item<BalanceOf<T>>,
		means: Option<Means>,
		state: OrderState<BalanceOf<T>>,
	) -> Result<(OrderId, OrderOf<T>), DispatchError> {
		let Item { amount, reference } = item;
		let id = NextOrderId::<T>::get();
		NextOrderId::<T>::put(id.next().ok_or(Error::<T>::IdsExhausted)?);
		let mut order = OrderOf::<T> {
			merchant: draft.merchant.clone(),
			buyer: draft.buyer.cloned(),
			terms: draft.terms,
			tender: draft.tender.clone(),
			amount,
			discount: None,
			reference: reference.clone(),
			source: draft.source,
			payment: Payment::Awaited,
			state,
			tracking: None,
			extensions: Once::default(),
			disputes: Once::default(),
			refund_requests: 0,
			reserve: None,
			deposit: draft.deposit,
		};
		order.discount = Self::reserve_discount(id, &order, means)?;
		if let (true, Some(payer)) = (draft.paid, order.buyer.clone()) {
			order.payment = Payment::Escrow { payer, ledger: Ledger::funded(order.due()) };
		}
		Self::add_to_index(&order.merchant, Role::Merchant, id);
		if let Some(buyer) = &order.buyer {
			Self::add_to_index(buyer, Role::Buyer, id);
		}
		if let Some(at) = order.state.deadline() {
			Due::<T>::insert((BigEndian(at), BigEndian(id.0)), ());
		}
		Orders::<T>::insert(id, &order);
		Self::deposit_event(Event::OrderPlaced {
			order: id,
			merchant: order.merchant.clone(),
			buyer: order.buyer.clone(),
			terms: order.terms,
			tender: order.tender.clone(),
			amount,
			reference,
		});
		if order.discount.is_some() {
			Self::announce_discount(id, &order);
		}
		Self::notify(
			id,
			OrderNotice::Placed {
				merchant: order.merchant.clone(),
				buyer: order.buyer.clone(),
				tender: order.tender.clone(),
				amount,
			},
		);
		Ok((id, order))
	}

	/// Tells everyone that an order is paid.
	pub(crate) fn announce_funded(id: OrderId, order: &OrderOf<T>, ship_by: Moment) {
		let Some(parties) = order.parties() else { return };
		Self::deposit_event(Event::OrderFunded {
			order: id,
			buyer: parties.buyer.clone(),
			payer: parties.payer.clone(),
			ship_by,
		});
		let (tender, amount) = (order.tender.clone(), order.due());
		Self::notify(id, OrderNotice::Funded { parties, tender, amount });
	}
}
