//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{
	assert_ok, pallet_prelude::ConstU32, traits::Hooks, weights::Weight, BoundedVec,
};
use souk_primitives::{
	BigEndian, DeliveryProof, Moment, OrderFulfilment, OrderId, OrderStage, TermsId,
};
use sp_runtime::DispatchResult;

mod accept_asset;
mod cancel;
mod claims;
mod close;
mod confirm;
mod debts;
mod extend;
mod fund;
mod invariants;
mod invoice;
mod lapses;
mod ledger;
mod observers;
mod offers;
mod place;
mod refund;
mod refund_requests;
mod release;
mod settle_due;
mod ship;
mod states;
mod sweep;
mod terms;
mod traits;
mod types;
mod views;

/// Makes an order.
type Make = fn() -> OrderId;
type E = Error<Test>;
type Ev = Event<Test>;

/// A price whose shares all leave a rounding: 5 % is 500.95, 2.5 % is 250.475.
const PRICE: Balance = 10_019;
/// What the platform gets of it.
const TO_PLATFORM: Balance = 500;
/// What the affiliate gets of it.
const TO_AFFILIATE: Balance = 250;
/// What is left of it for the merchant.
const TO_MERCHANT: Balance = 9_269;
/// The terms that every shop begins with.
const TERMS: TermsId = TermsId(0);

fn text(text: &str) -> Reference {
	text.try_into().unwrap()
}

fn ids(list: &[OrderId]) -> BoundedVec<OrderId, ConstU32<MAX_BATCH>> {
	list.to_vec().try_into().unwrap()
}

/// Forgets what happened so far, so that a test sees only its own.
fn reset() {
	take_events();
	take_notices();
	ListenerCalls::set(0);
}

/// The id of the newest order.
fn newest() -> OrderId {
	OrderId(NextOrderId::<Test>::get().0 - 1)
}

/// An invoice of the merchant to the buyer.
fn invoiced_in(asset: Asset, amount: Balance) -> OrderId {
	assert_ok!(Souk::invoice(
		origin(&merchant()),
		Some(buyer()),
		TERMS,
		asset,
		amount,
		text("SO-1")
	));
	let id = newest();
	reset();
	id
}

fn invoiced() -> OrderId {
	invoiced_in(USD, PRICE)
}

fn funded_in(asset: Asset, amount: Balance) -> OrderId {
	let id = invoiced_in(asset, amount);
	assert_ok!(Souk::fund(origin(&buyer()), id, amount));
	reset();
	id
}

fn funded() -> OrderId {
	funded_in(USD, PRICE)
}

fn shipped_in(asset: Asset, amount: Balance) -> OrderId {
	let id = funded_in(asset, amount);
	assert_ok!(ship(id));
	reset();
	id
}

fn shipped() -> OrderId {
	shipped_in(USD, PRICE)
}

fn delivered() -> OrderId {
	let id = shipped();
	assert_ok!(Souk::delivered(id, DeliveryProof::Proven));
	reset();
	id
}

fn settled_in(asset: Asset, amount: Balance) -> OrderId {
	let id = funded_in(asset, amount);
	assert_ok!(confirm(id));
	reset();
	id
}

fn settled() -> OrderId {
	settled_in(USD, PRICE)
}

fn refunded() -> OrderId {
	let id = funded();
	assert_ok!(cancel(&merchant(), id));
	reset();
	id
}

fn cancelled() -> OrderId {
	let id = invoiced();
	assert_ok!(cancel(&merchant(), id));
	reset();
	id
}

/// The order with a refund request on top.
fn asked(id: OrderId, amount: Balance) -> OrderId {
	assert_ok!(request(id, amount));
	reset();
	id
}

fn ship(id: OrderId) -> DispatchResult {
	Souk::ship(origin(&merchant()), ids(&[id]), None)
}

fn confirm(id: OrderId) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
	Souk::confirm(origin(&buyer()), ids(&[id]))
}

fn release(id: OrderId, amount: Balance) -> DispatchResult {
	Souk::release(origin(&buyer()), id, amount)
}

fn cancel(who: &AccountId, id: OrderId) -> DispatchResult {
	Souk::cancel(origin(who), id)
}

fn extend(who: &AccountId, id: OrderId) -> DispatchResult {
	Souk::extend(origin(who), id)
}

fn request(id: OrderId, amount: Balance) -> DispatchResult {
	Souk::request_refund(origin(&buyer()), id, amount, None)
}

fn answer(id: OrderId, answer: Answer) -> DispatchResult {
	Souk::answer_refund(origin(&merchant()), id, answer)
}

fn refund(id: OrderId, amount: Balance) -> DispatchResult {
	Souk::refund(origin(&merchant()), id, amount)
}

fn settle_due(id: OrderId) -> frame_support::pallet_prelude::DispatchResultWithPostInfo {
	Souk::settle_due(origin(&stranger()), ids(&[id]))
}

fn close(id: OrderId) -> DispatchResult {
	Souk::close(origin(&stranger()), ids(&[id]))
}

/// Idle time of a block, with room for anything.
fn idle() -> Weight {
	Souk::on_idle(1, Weight::MAX)
}

fn order(id: OrderId) -> OrderOf<Test> {
	Orders::<Test>::get(id).unwrap()
}

fn state(id: OrderId) -> OrderState<Balance> {
	order(id).state
}

fn stage(id: OrderId) -> OrderStage {
	state(id).stage()
}

fn ledger_of(id: OrderId) -> Ledger<Balance> {
	*order(id).ledger().unwrap()
}

fn deadline(id: OrderId) -> Moment {
	state(id).deadline().unwrap()
}

/// The deadlines on record.
fn due() -> Vec<(Moment, OrderId)> {
	Due::<Test>::iter_keys().map(|(at, id)| (at.0, OrderId(id.0))).collect()
}

fn orders_of(who: &AccountId, role: Role) -> Vec<OrderId> {
	OrdersOf::<Test>::iter_key_prefix((who.clone(), role))
		.map(|BigEndian(id)| OrderId(id))
		.collect()
}

/// What changed hands in the default terms when an order settled whole.
fn assert_paid_whole(before: &Purses, times: Balance) {
	let after = Purses::now(&before.asset);
	assert_eq!(after.merchant - before.merchant, times * TO_MERCHANT);
	assert_eq!(after.platform - before.platform, times * TO_PLATFORM);
	assert_eq!(after.affiliate - before.affiliate, times * TO_AFFILIATE);
}

/// What everybody has of an asset.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Purses {
	asset: Asset,
	merchant: Balance,
	buyer: Balance,
	payer: Balance,
	platform: Balance,
	affiliate: Balance,
	pot: Balance,
}

impl Purses {
	fn now(asset: &Asset) -> Self {
		let of = |who: AccountId| balance(asset, &who);
		Self {
			asset: asset.clone(),
			merchant: of(merchant()),
			buyer: of(buyer()),
			payer: of(payer()),
			platform: of(platform()),
			affiliate: of(affiliate()),
			pot: of(pot()),
		}
	}
}

/// Everything about orders and money that two ways to the same end must agree on.
#[derive(PartialEq, Eq, Debug)]
struct World {
	orders: Vec<(OrderId, OrderOf<Test>)>,
	due: Vec<(Moment, OrderId)>,
	claims: Vec<(AccountId, Asset, Claim<AccountId, Balance>)>,
	debts: Vec<((AccountId, AccountId, Asset), Debt<Balance>)>,
	purses: Vec<Purses>,
	providers: Vec<u32>,
	held: Balance,
}

impl World {
	fn now() -> Self {
		let mut orders: Vec<_> = Orders::<Test>::iter().collect();
		orders.sort_by_key(|(id, _)| *id);
		let mut claims: Vec<_> = Claims::<Test>::iter().collect();
		claims.sort_by_key(|(who, asset, _)| (who.clone(), asset.clone()));
		let mut debts: Vec<_> = Debts::<Test>::iter().collect();
		debts.sort_by_key(|(key, _)| key.clone());
		Self {
			orders,
			due: due(),
			claims,
			debts,
			purses: [NATIVE, USD, POINT, RISKY].iter().map(Purses::now).collect(),
			providers: [buyer(), payer()].iter().map(System::providers).collect(),
			held: held(HoldReason::Order, &merchant()),
		}
	}
}

/// An offer to anyone, of one item for each amount.
fn offer(who: AccountId, terms: TermsId, nonce: u64, amounts: &[Balance]) -> OfferOf<Test> {
	let item = |(i, amount): (usize, &Balance)| Item {
		amount: *amount,
		reference: format!("item {i}").as_str().try_into().unwrap(),
	};
	Offer {
		merchant: who,
		buyer: None,
		terms,
		asset: USD,
		items: amounts.iter().enumerate().map(item).collect::<Vec<_>>().try_into().unwrap(),
		nonce,
		valid_until: now() + 10_000,
	}
}

/// The merchant's offer.
fn simple_offer() -> OfferOf<Test> {
	offer(merchant(), TERMS, 7, &[PRICE])
}

/// What a merchant's shop software does: it knows the genesis hash and the format, not the pallet.
fn sign(offer: OfferOf<Test>) -> SignedOfferOf<Test> {
	use codec::Encode;
	let mut message = b"souk/orders/offer/v1".to_vec().encode();
	message.extend(System::block_hash(0).encode());
	message.extend(offer.encode());
	let signature = sign_as(&offer.merchant, &sp_io::hashing::blake2_256(&message));
	SignedOffer { offer, signature }
}

fn place(offers: Vec<SignedOfferOf<Test>>, max_total: Balance) -> DispatchResult {
	Souk::place(origin(&buyer()), offers.try_into().unwrap(), max_total)
}

/// Publishes the default terms for somebody else. Returns their id.
fn publish_for(who: &AccountId, terms: Terms<AccountId>) -> TermsId {
	let id = NextTermsId::<Test>::get();
	assert_ok!(Souk::publish_terms(origin(who), terms));
	reset();
	id
}

/// An order's deposit under terms with so many splits, from first principles: six entries, and a
/// claim for each split, the merchant and the payer.
fn order_deposit(splits: u32) -> Balance {
	use codec::MaxEncodedLen;
	let record = OrderOf::<Test>::max_encoded_len() + 5 * (32 + 1 + 8);
	let claim = Claim::<AccountId, Balance>::max_encoded_len();
	(6 * 1_000 + record as Balance) + (Balance::from(splits) + 2) * claim_deposit_of(claim)
}

fn claim_deposit_of(bytes: usize) -> Balance {
	1_000 + bytes as Balance
}

fn claim_deposit() -> Balance {
	use codec::MaxEncodedLen;
	claim_deposit_of(Claim::<AccountId, Balance>::max_encoded_len())
}
