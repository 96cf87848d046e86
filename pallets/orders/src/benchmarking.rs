//! What the calls, and the parts that they and the sweep are made of, cost at most.
//!
//! The worst order lives by terms of its own with as many splits as there can be. Each recipient
//! owes the merchant exactly its share, so that every debt is looked up, taken off and its deposit
//! returned. Merchant, buyer and payer are three accounts, and nobody else's.

mod market;

use self::market::*;
use crate::{money::Payouts, *};
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungibles::{Inspect as _, Mutate as _},
		EnsureOrigin, Hooks,
	},
	weights::Weight,
};
use frame_system::RawOrigin;
use souk_primitives::{
	BigEndian, Currency, GatewayId, Means, Moment, NoticeKind, OrderFulfilment, OrderId,
	OrderStage, ReceiptKind, Tender,
};
use sp_runtime::{
	traits::{Saturating, Zero},
	Permill,
};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// Makes the asset that is the most expensive to pay in. It is sufficient, and has a minimum
	/// balance of at least two.
	fn create_asset() -> T::AssetKind;

	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Opens a gateway of which all these keys must vouch. Returns a currency that it serves, a
	/// minor unit of which takes no more of its bond than it has for the price of a benchmark.
	fn gateway(keys: Vec<T::AccountId>) -> (GatewayId, Currency);

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn accept_asset() {
		T::BenchmarkHelper::set_time(START);
		let asset = T::BenchmarkHelper::create_asset();
		let caller: T::AccountId = account("caller", 0, 0);
		let unit = T::Money::minimum_balance(asset.clone());
		// All it has, so that its account goes.
		assert_ok!(T::Money::mint_into(asset.clone(), &caller, unit));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), asset.clone());

		assert!(AcceptedAssets::<T>::contains_key(&asset));
	}

	#[benchmark]
	fn publish_terms() {
		let caller = merchant::<T>(0);
		let id = NextTermsId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), terms::<T>());

		assert!(TermsOf::<T>::contains_key(id));
	}

	#[benchmark]
	fn retire_terms() {
		let caller = merchant::<T>(0);
		let id = publish::<T>(&caller);

		// Nothing lives by them, so they go at once.
		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		assert!(!TermsOf::<T>::contains_key(id));
	}

	#[benchmark]
	fn invoice() {
		let market = Market::<T>::open();
		let caller = merchant::<T>(0);
		let terms = publish::<T>(&caller);
		let id = NextOrderId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), Some(buyer::<T>()), terms, market.asset, market.price, text());

		assert!(Orders::<T>::contains_key(id));
	}

	#[benchmark]
	fn fund() {
		let market = Market::<T>::open();
		let sale = market.invoice(merchant::<T>(0), payer::<T>(0));
		market.endow(&sale.payer, market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.payer.clone()), sale.id, market.price);

		assert_eq!(sale.stage(), Some(OrderStage::Funded));
	}

	/// The part of points and vouchers is what whoever keeps them says. Here it has none of this order,
	/// so only the order's part is measured: of points that go back, as much as of points that are used.
	#[benchmark]
	fn use_discount() {
		let market = Market::<T>::open();
		let sale = market.invoice(merchant::<T>(0), payer::<T>(0));
		let discount = Some(Discount { means: Means::Points(1), amount: 1u32.into() });
		Orders::<T>::mutate(sale.id, |slot| {
			if let Some(order) = slot {
				order.buyer = Some(sale.payer.clone());
				order.discount = discount;
			}
		});

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.payer.clone()), sale.id, None);

		assert_eq!(Orders::<T>::get(sale.id).and_then(|order| order.discount), None);
	}

	/// Offers of one item each.
	#[benchmark]
	fn place_offers(o: Linear<1, MAX_OFFERS>) {
		let market = Market::<T>::open();
		let offers = offers(&market, o, o);
		let total = market.enrich_buyer(o);

		#[extrinsic_call]
		place(RawOrigin::Signed(buyer::<T>()), offers, total);

		assert_eq!(NextOrderId::<T>::get(), OrderId(o.into()));
	}

	/// As many offers as there can be, with more and more items.
	#[benchmark]
	fn place_items(i: Linear<MAX_OFFERS, { MAX_OFFERS * MAX_ITEMS }>) {
		let market = Market::<T>::open();
		let offers = offers(&market, MAX_OFFERS, i);
		let total = market.enrich_buyer(i);

		#[extrinsic_call]
		place(RawOrigin::Signed(buyer::<T>()), offers, total);

		assert_eq!(NextOrderId::<T>::get(), OrderId(i.into()));
	}

	#[benchmark]
	fn cancel() {
		let market = Market::<T>::open();
		let sale = market.funded(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
		assert_eq!(market.balance(&sale.payer), market.price);
	}

	/// Orders with a refund request that was granted by silence, just before. One payer, so one
	/// payout: the call's weight adds one for each order.
	#[benchmark]
	fn ship(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let caller = merchant::<T>(0);
		let (sales, ids) = many(n, |_| market.funded(caller.clone(), payer::<T>(0)));
		T::BenchmarkHelper::set_time(after(1));
		sales.iter().for_each(|sale| sale.request_refund(market.share()));
		T::BenchmarkHelper::set_time(after(WINDOWS.answer).saturating_add(1));

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), ids, Some(text()));

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Shipped)));
	}

	/// Orders with nothing in common. Includes the payout of each to its merchant.
	#[benchmark]
	fn confirm(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let (sales, ids) = many(n, |index| market.indebted(index));

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), ids);

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Settled)));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn release() {
		let market = Market::<T>::open();
		let sale = market.indebted(0);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, market.price);

		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn extend() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id);

		let until = after(WINDOWS.receive).saturating_add(WINDOWS.extension);
		assert!(Due::<T>::contains_key((BigEndian(until), BigEndian(sale.id.0))));
	}

	#[benchmark]
	fn request_refund() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(
			RawOrigin::Signed(buyer::<T>()),
			sale.id,
			market.price,
			RefundKind::ReturnGoods,
			Some(T::Hash::default()),
		);

		assert_eq!(sale.stage(), Some(OrderStage::RefundRequested));
	}

	#[benchmark]
	fn answer_refund() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));
		sale.request_refund(market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, Answer::Approve);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
		assert_eq!(market.balance(&sale.payer), market.price);
	}

	/// After settlement, when every recipient comes to owe the merchant its part, and what the
	/// merchant has and its reserve are not enough.
	#[benchmark]
	fn refund() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, market.price);

		assert_eq!(RefundDebts::<T>::iter_keys().count(), 1);
		assert_eq!(Debts::<T>::iter_keys().count(), MAX_SPLITS as usize);
	}

	/// Like [`confirm`], by the passing of time.
	#[benchmark]
	fn settle_due(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let (sales, ids) = many(n, |index| market.indebted(index));
		T::BenchmarkHelper::set_time(after(WINDOWS.receive));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), ids);

		assert!(sales.iter().all(|sale| sale.stage() == Some(OrderStage::Settled)));
		assert!(Debts::<T>::iter_keys().next().is_none());
	}

	/// The order is gone, so that the merchant's deposit is returned.
	#[benchmark]
	fn claim() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		let recipient: T::AccountId = account("claimant", 0, 0);
		let amount = market.price;
		let deposit = Pallet::<T>::claim_deposit();
		market.endow(&Pallet::<T>::pot_account(), amount);
		assert_ok!(Pallet::<T>::take_deposit(HoldReason::Order, &sale.merchant, deposit));
		Claims::<T>::insert(
			&recipient,
			&market.asset,
			Claim { amount, order: sale.id, depositor: sale.merchant.clone(), deposit },
		);
		T::BenchmarkHelper::set_time(after(WINDOWS.record));
		assert_ok!(Pallet::<T>::settle_due(signed::<T>(&sale.payer), sale.batch()));
		assert_ok!(Pallet::<T>::close(signed::<T>(&sale.payer), sale.batch()));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.payer.clone()), recipient.clone(), market.asset.clone());

		assert_eq!(market.balance(&recipient), amount);
		assert!(Claims::<T>::iter_keys().next().is_none());
	}

	/// The last orders of offers, and of retired terms.
	#[benchmark]
	fn close(n: Linear<1, MAX_BATCH>) {
		let market = Market::<T>::open();
		let buyer = buyer::<T>();
		let (sales, ids) = many(n, |index| {
			let offer = market.offer(index, 1);
			let (merchant, terms) = (offer.offer.merchant.clone(), offer.offer.terms);
			let total = market.enrich_buyer(1);
			let id = NextOrderId::<T>::get();
			let offers = vec![offer].try_into().unwrap_or_default();
			assert_ok!(Pallet::<T>::place(signed::<T>(&buyer), offers, total));
			assert_ok!(Pallet::<T>::confirm(signed::<T>(&buyer), batch(&[id])));
			assert_ok!(Pallet::<T>::retire_terms(signed::<T>(&merchant), terms));
			Sale::<T> { id, merchant, payer: buyer.clone(), terms }
		});
		T::BenchmarkHelper::set_time(after(WINDOWS.record));
		assert_ok!(Pallet::<T>::settle_due(signed::<T>(&buyer), ids.clone()));

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), ids);

		assert!(sales.iter().all(|sale| !Orders::<T>::contains_key(sale.id)));
		assert!(sales.iter().all(|sale| !TermsOf::<T>::contains_key(sale.terms)));
		assert!(UsedOffers::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn forgive() {
		let market = Market::<T>::open();
		let sale = market.indebted(0);
		let debtor: T::AccountId = account("recipient", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), debtor.clone(), market.asset.clone());

		assert!(!Debts::<T>::contains_key((debtor, sale.merchant, market.asset)));
	}

	#[benchmark]
	fn invoice_external() {
		let market = Market::<T>::open();
		let (gateway, currency) = T::BenchmarkHelper::gateway(gateway_keys::<T>());
		let caller = merchant::<T>(0);
		let terms = publish::<T>(&caller);
		let id = NextOrderId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), buyer::<T>(), terms, gateway, currency, market.price, text());

		assert!(Orders::<T>::contains_key(id));
	}

	/// A chargeback of an order that is settled already. What the signatures take is the gateway's
	/// to say: there is one here.
	#[benchmark]
	fn attest() {
		let market = Market::<T>::open();
		let sale = market.paid_off_chain(merchant::<T>(0));
		assert_ok!(Pallet::<T>::confirm(signed::<T>(&buyer::<T>()), sale.batch()));
		let payment = market.transaction();
		let receipt = market.receipt(sale.id, ReceiptKind::Chargeback { payment });
		let signatures = market.vouches(&receipt);

		#[extrinsic_call]
		_(RawOrigin::Signed(account("caller", 0, 0)), receipt, signatures);

		let order = Orders::<T>::get(sale.id);
		assert!(order.is_some_and(|order| {
			order.refund_due().is_zero() && order.ledger().is_some_and(|it| it.paid_out().is_zero())
		}));
	}

	#[benchmark]
	fn return_sent() {
		let market = Market::<T>::open();
		let sale = market.returning();

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, Some(text()));

		let order = Orders::<T>::get(sale.id).map(|order| order.state);
		let sent = matches!(order, Some(OrderState::Returning { leg: ReturnLeg::Sent { .. }, .. }));
		assert!(sent);
	}

	#[benchmark]
	fn return_received() {
		let market = Market::<T>::open();
		let sale = market.returning();

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
	}

	#[benchmark]
	fn dispute() {
		let market = Market::<T>::open();
		let sale = market.returning();

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, Some(T::Hash::default()));

		assert_eq!(sale.stage(), Some(OrderStage::Disputed));
	}

	#[benchmark]
	fn propose_split() {
		let market = Market::<T>::open();
		let sale = market.disputed();

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, market.price);

		assert_eq!(sale.stage(), Some(OrderStage::Disputed));
	}

	/// Before the resolver, with both bonds up. Every recipient owes the merchant its share, and
	/// the merchant owes refunds.
	#[benchmark]
	fn accept_split() {
		let market = Market::<T>::open();
		let sale = market.deciding();
		let half = market.price / 2u32.into();
		assert_ok!(Pallet::<T>::propose_split(signed::<T>(&buyer::<T>()), sale.id, half));

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, half);

		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(RefundDebts::<T>::iter_keys().next().is_none());
	}

	#[benchmark]
	fn escalate() {
		let market = Market::<T>::open();
		let sale = market.disputed();
		market.endow(&buyer::<T>(), market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(buyer::<T>()), sale.id, Some(T::Hash::default()));

		let order = Orders::<T>::get(sale.id);
		assert!(order.is_some_and(|order| !order.bonds().is_zero()));
	}

	/// Like [`accept_split`], by the resolver.
	#[benchmark]
	fn decide() -> Result<(), BenchmarkError> {
		let market = Market::<T>::open();
		let sale = market.deciding();
		let origin = T::RuntimeOrigin::from(RawOrigin::Signed(resolver::<T>()));

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sale.id, market.price / 2u32.into());

		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(RefundDebts::<T>::iter_keys().next().is_none());
		Ok(())
	}

	#[benchmark]
	fn refute_payment() -> Result<(), BenchmarkError> {
		let market = Market::<T>::open();
		let sale = market.paid_off_chain(merchant::<T>(0));
		let origin =
			T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, sale.id);

		assert_eq!(sale.stage(), Some(OrderStage::Refunded));
		Ok(())
	}

	#[benchmark]
	fn repay() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		let all = market.price;
		assert_ok!(Pallet::<T>::refund(signed::<T>(&sale.merchant), sale.id, all));
		market.endow(&sale.merchant, market.price);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, all);

		assert!(RefundDebts::<T>::iter_keys().next().is_none());
	}

	/// The order is closed, so that the record's deposit is returned. What the listener does is its
	/// own to say.
	#[benchmark]
	fn retry_hook() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		let deposit = Pallet::<T>::missed_deposit();
		assert_ok!(Pallet::<T>::take_deposit(HoldReason::Order, &sale.merchant, deposit));
		let record = MissedOf::<T> {
			notice: NoticeOf::<T>::Placed {
				merchant: sale.merchant.clone(),
				buyer: Some(buyer::<T>()),
				tender: Tender::Asset(market.asset),
				amount: market.price,
			},
			deposit: Some((sale.merchant.clone(), deposit)),
		};
		// A number that no listener has, as after an upgrade: none is called.
		MissedNotices::<T>::insert(sale.id, (u8::MAX, NoticeKind::Placed), record);

		#[extrinsic_call]
		_(RawOrigin::Signed(sale.merchant.clone()), sale.id, u8::MAX, NoticeKind::Placed);

		assert!(MissedNotices::<T>::iter_keys().next().is_none());
	}

	/// What another pallet does to an order, at its dearest: the goods are lost while a complaint is
	/// before the resolver, with both bonds up. What rounding had kept of an early release is the
	/// merchant's, who owes refunds and keeps all of the rest in reserve.
	#[benchmark]
	fn fulfil() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));
		TermsOf::<T>::mutate(sale.terms, |slot| {
			if let Some(published) = slot {
				published.terms.reserve = Some(ReserveRule { share: Permill::one(), hold: HOLD });
			}
		});
		// No split has a whole unit of this.
		let released = BalanceOf::<T>::from(15u32);
		assert_ok!(Pallet::<T>::release(signed::<T>(&buyer::<T>()), sale.id, released));
		market.owe_refunds(&sale, 1u32.into());
		sale.request_refund(1u32.into());
		assert_ok!(Pallet::<T>::dispute(signed::<T>(&buyer::<T>()), sale.id, None));
		market.escalate(&sale);
		let lost;

		#[block]
		{
			lost = <Pallet<T> as OrderFulfilment>::lost(sale.id);
		}

		assert_ok!(lost);
		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert_eq!(market.balance(&sale.payer), market.price.saturating_sub(released));
		assert!(RefundDebts::<T>::iter_keys().next().is_none());
	}

	/// A sweep that finds nothing due.
	#[benchmark]
	fn sweep_base() {
		let market = Market::<T>::open();
		let sale = market.shipped(merchant::<T>(0), payer::<T>(0));

		#[block]
		{
			Pallet::<T>::on_idle(Zero::zero(), Weight::MAX);
		}

		assert_eq!(sale.stage(), Some(OrderStage::Shipped));
	}

	/// What the sweep does for one order but for the payouts: a dispute that nobody took further, the
	/// refund request that it interrupted and that silence grants, the settlement that was due after
	/// that, and the reserve.
	#[benchmark]
	fn sweep_order() {
		let market = Market::<T>::open();
		let sale = market.indebted(0);
		let late = after(WINDOWS.receive).saturating_sub(1);
		T::BenchmarkHelper::set_time(late);
		sale.request_refund(1u32.into());
		assert_ok!(Pallet::<T>::dispute(signed::<T>(&buyer::<T>()), sale.id, None));
		let at = late.saturating_add(NEGOTIATE);
		T::BenchmarkHelper::set_time(
			at.saturating_add(WINDOWS.answer).saturating_add(HOLD).saturating_add(1),
		);
		let (next, swept);

		#[block]
		{
			next = Due::<T>::iter_keys().next();
			swept = Pallet::<T>::sweep_order(at, sale.id, Pallet::<T>::now()).ok();
			let mut payouts = Payouts::<T>::new();
			payouts.release(sale.payer.clone());
			payouts.pay();
		}

		assert_eq!(next, Some((BigEndian(at), BigEndian(sale.id.0))));
		// The payer; the merchant, who gets nearly all the shares; those whom the merchant owes; and
		// the recipients, who have one unit less refunded of what they owe.
		assert!(swept.is_some_and(|payouts| payouts.len() >= 2));
		assert_eq!(sale.stage(), Some(OrderStage::Settled));
		assert!(Reserves::<T>::iter_keys().next().is_none());
		assert!(RefundDebts::<T>::iter_keys().next().is_none());
	}

	/// A payout that makes its recipient's account.
	#[benchmark]
	fn payout_delivered() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		market.endow(&Pallet::<T>::pot_account(), market.price);
		let recipient: T::AccountId = account("newcomer", 0, 0);
		let mut payouts = Payouts::<T>::new();
		payouts.add(&market.asset, &recipient, market.price, sale.id);

		#[block]
		{
			payouts.pay();
		}

		assert_eq!(market.balance(&recipient), market.price);
	}

	/// A payout that fails and becomes a claim.
	#[benchmark]
	fn payout_deferred() {
		let market = Market::<T>::open();
		let sale = market.settled(merchant::<T>(0), payer::<T>(0));
		market.endow(&Pallet::<T>::pot_account(), market.price);
		let recipient: T::AccountId = account("newcomer", 0, 0);
		let mut payouts = Payouts::<T>::new();
		payouts.add(&market.asset, &recipient, 1u32.into(), sale.id);

		#[block]
		{
			payouts.pay();
		}

		assert!(Claims::<T>::contains_key(&recipient, &market.asset));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::Shop::default().build(), crate::mock::Test);
}

/// The mock's helper: its keys are numbered.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{issuer, set_time, AccountId, Asset, OfferSigner, Test};
	use sp_core::{sr25519, Pair};
	use sp_runtime::MultiSignature;

	const ASSET: u32 = 1_000_000;

	fn key(index: u32) -> sr25519::Pair {
		sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(&index.to_le_bytes()))
	}

	impl BenchmarkHelper<Test> for OfferSigner {
		fn create_asset() -> Asset {
			let root = RawOrigin::Root.into();
			assert_ok!(pallet_assets::Pallet::<Test>::force_create(
				root,
				ASSET,
				issuer(),
				true,
				10
			));
			Asset::WithId(ASSET)
		}

		fn signer(index: u32) -> AccountId {
			key(index).public().0.into()
		}

		fn sign(index: u32, message: &[u8]) -> MultiSignature {
			key(index).sign(message).into()
		}

		fn gateway(keys: Vec<AccountId>) -> (GatewayId, Currency) {
			crate::mock::open_another_gateway(keys)
		}

		fn set_time(now: Moment) {
			set_time(now);
		}
	}

	impl pallet_gateways::BenchmarkHelper<Test> for OfferSigner {
		fn signer(index: u32) -> AccountId {
			key(index).public().0.into()
		}

		fn sign(index: u32, message: &[u8]) -> MultiSignature {
			key(index).sign(message).into()
		}

		fn set_time(now: Moment) {
			set_time(now);
		}
	}
}
