//! Tests of the pallet: a file for each call or flow. What several of them need is here.

use crate::{mock::*, *};
use frame_support::{
	assert_ok, pallet_prelude::ConstU32, traits::Hooks, weights::Weight, BoundedVec,
};
use souk_primitives::{
	BigEndian, Currency, Delivery, Means, Moment, NoticeKind, OrderFulfilment, OrderId, OrderStage,
	Receipt, ReceiptKind, Tender, TermsId,
};
use sp_core::H256;
use sp_runtime::DispatchResult;

mod accept_asset;
mod cancel;
mod claims;
mod close;
mod confirm;
mod debts;
mod discounts;
mod disputes;
mod extend;
mod external;
mod fund;
mod fuzzing;
mod hooks;
mod invariants;
mod invoice;
mod lapses;
mod ledgers;
mod observers;
mod offers;
mod place;
mod refund;
mod refund_requests;
mod release;
mod reserve;
mod returns;
mod settle_due;
mod ship;
mod states;
mod sweep;
mod terms;
mod thieves;
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
/// The deposit of the default terms.
const TERMS_DEPOSIT: Balance = 1_000 + 283;
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

/// Handed to a carrier, whose word the order waits for.
fn tracked() -> OrderId {
	let id = funded();
	assert_ok!(Souk::dispatched(id));
	reset();
	id
}

/// How long the buyer can contest what a carrier claims. Longer than the receive window.
const CONTEST: Moment = 3_517;

/// Claimed by its carrier to have arrived.
fn claimed() -> OrderId {
	let id = tracked();
	assert_ok!(Souk::delivered(id, Delivery::Claimed { contest_until: now() + CONTEST }));
	reset();
	id
}

/// Arrived, and something may be wrong with the goods.
fn in_doubt() -> OrderId {
	let id = tracked();
	assert_ok!(Souk::delivered(id, Delivery::Doubtful));
	reset();
	id
}

fn delivered() -> OrderId {
	let id = shipped();
	assert_ok!(Souk::delivered(id, Delivery::Proven));
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
	Souk::request_refund(origin(&buyer()), id, amount, RefundKind::RefundOnly, None)
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

/// Takes what somebody has of an asset, but for so much.
fn spend(who: &AccountId, asset: &Asset, but: Balance) {
	let amount = balance(asset, who) - but;
	move_money(who, &issuer(), asset, amount);
}

/// Gives somebody something of an asset.
fn give(who: &AccountId, asset: &Asset, amount: Balance) {
	move_money(&issuer(), who, asset, amount);
}

fn move_money(from: &AccountId, to: &AccountId, asset: &Asset, amount: Balance) {
	use frame_support::traits::{fungibles::Mutate, tokens::Preservation::Expendable};
	assert_ok!(Money::transfer(asset.clone(), from, to, amount, Expendable));
}

/// What both sides of a dispute propose in these tests.
const PROPOSED: Balance = 4_000;

/// The order with a dispute on top, opened by the buyer.
fn disputed(id: OrderId) -> OrderId {
	assert_ok!(Souk::dispute(origin(&buyer()), id, None));
	reset();
	id
}

/// The order's dispute escalated by the buyer.
fn escalated(id: OrderId) -> OrderId {
	assert_ok!(Souk::escalate(origin(&buyer()), id, None));
	reset();
	id
}

/// The order's dispute before the resolver, both bonds up.
fn deciding(id: OrderId) -> OrderId {
	assert_ok!(Souk::escalate(origin(&merchant()), id, None));
	reset();
	id
}

/// The order with goods to be sent back for `amount`.
fn returning(id: OrderId, amount: Balance) -> OrderId {
	assert_ok!(Souk::request_refund(origin(&buyer()), id, amount, RefundKind::ReturnGoods, None));
	assert_ok!(answer(id, Answer::Approve));
	reset();
	id
}

/// The goods of a return on their way.
fn sent_back(id: OrderId) -> OrderId {
	assert_ok!(Souk::return_sent(origin(&buyer()), id, None));
	reset();
	id
}

/// An order that is paid off chain, and waits for that.
fn billed() -> OrderId {
	assert_ok!(Souk::invoice_external(
		origin(&merchant()),
		buyer(),
		TERMS,
		GATEWAY,
		text3("CNY"),
		PRICE,
		text("SO-2")
	));
	let id = newest();
	reset();
	id
}

/// An order that was paid off chain.
fn paid_off_chain() -> OrderId {
	let id = billed();
	assert_ok!(attest(receipt(id, ReceiptKind::Paid, PRICE)));
	reset();
	id
}

fn text3(text: &str) -> Currency {
	text.try_into().unwrap()
}

/// The next transaction of the provider's.
fn transaction() -> H256 {
	let count = TRANSACTIONS.with(|count| {
		count.set(count.get() + 1);
		count.get()
	});
	H256::from_low_u64_be(count)
}

std::thread_local! {
	static TRANSACTIONS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// A receipt of the gateway in yuan, of a new transaction, that ends in a while.
fn receipt(id: OrderId, kind: ReceiptKind, amount: Balance) -> ReceiptOf<Test> {
	let terms = Orders::<Test>::get(id).map_or(TERMS, |order| order.terms);
	Receipt {
		gateway: GATEWAY,
		order: id,
		terms: Souk::terms_hash(terms).unwrap(),
		channel: "alipay".try_into().unwrap(),
		transaction: transaction(),
		kind,
		amount,
		currency: text3("CNY"),
		paid_at: now(),
		expires_at: now() + 1_000,
	}
}

/// The payment of an order, given back.
fn refunded_kind(id: OrderId) -> ReceiptKind {
	ReceiptKind::Refunded { payment: payment_of(id) }
}

/// The transaction that paid an order off chain.
fn payment_of(id: OrderId) -> H256 {
	match Orders::<Test>::get(id).map(|order| order.payment) {
		Some(Payment::External { transaction, .. }) => transaction,
		_ => H256::zero(),
	}
}

/// What a gateway does: it knows the genesis hash and the format, not the pallet. Signed by two of
/// its three keys.
fn vouched(receipt: &ReceiptOf<Test>) -> VouchesOf<Test> {
	let message = sp_io::hashing::blake2_256(&receipt.message(System::block_hash(0)));
	vec![vouch(0, &message), vouch(1, &message)].try_into().unwrap()
}

fn attest(receipt: ReceiptOf<Test>) -> DispatchResult {
	let signatures = vouched(&receipt);
	Souk::attest(origin(&stranger()), receipt, signatures)
}

/// The ledger of an order, if it is paid.
fn ledger(id: OrderId) -> Option<Ledger<Balance>> {
	Orders::<Test>::get(id).and_then(|order| order.ledger().copied())
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
	resolver: Balance,
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
			resolver: of(resolver()),
			pot: of(pot()),
		}
	}
}

/// Merchant, asset and order of a refund that is owed.
type RefundDebtKey = (AccountId, Asset, BigEndian);

/// Everything about orders and money that two ways to the same end must agree on.
#[derive(PartialEq, Eq, Debug)]
struct World {
	orders: Vec<(OrderId, OrderOf<Test>)>,
	due: Vec<(Moment, OrderId)>,
	claims: Vec<(AccountId, Asset, Claim<AccountId, Balance>)>,
	debts: Vec<((AccountId, AccountId, Asset), Debt<Balance>)>,
	reserves: Vec<(AccountId, Asset, Reserve<Balance>)>,
	refund_debts: Vec<(RefundDebtKey, RefundDebt<AccountId, Balance>)>,
	exposure: Balance,
	purses: Vec<Purses>,
	providers: Vec<u32>,
	held: [Balance; 2],
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
			reserves: Reserves::<Test>::iter().collect(),
			refund_debts: RefundDebts::<Test>::iter().collect(),
			exposure: pallet_gateways::Gateways::<Test>::get(GATEWAY).unwrap().exposure,
			purses: [NATIVE, USD, POINT, RISKY].iter().map(Purses::now).collect(),
			providers: [buyer(), payer()].iter().map(System::providers).collect(),
			held: [HoldReason::Order, HoldReason::Debt].map(|reason| held(reason, &merchant())),
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
	SignedOffer { offer, signature, discounts: Default::default() }
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

/// An order's deposit under terms with so many splits and a resolver, from first principles: seven
/// entries, a claim for each split, the merchant, the payer, the buyer and the resolver, and what
/// each of two listeners can miss.
fn order_deposit(splits: u32) -> Balance {
	use codec::MaxEncodedLen;
	let record = OrderOf::<Test>::max_encoded_len() + 6 * (32 + 1 + 8);
	let claim = Claim::<AccountId, Balance>::max_encoded_len();
	(7 * 1_000 + record as Balance)
		+ (Balance::from(splits) + 4) * claim_deposit_of(claim)
		+ 10 * missed_deposit()
}

/// The deposit of what a listener missed.
fn missed_deposit() -> Balance {
	use codec::MaxEncodedLen;
	1_000 + (MissedOf::<Test>::max_encoded_len() + 1 + 1) as Balance
}

fn claim_deposit_of(bytes: usize) -> Balance {
	1_000 + bytes as Balance
}

fn claim_deposit() -> Balance {
	use codec::MaxEncodedLen;
	claim_deposit_of(Claim::<AccountId, Balance>::max_encoded_len())
}
