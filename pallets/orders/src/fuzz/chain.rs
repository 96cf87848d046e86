//! The chain: who is who there, what can be asked of it without changing it, and how an operation is
//! carried out on it.

use super::{
	model::{
		Coin, Model, Published, Terms, Who, BANK, BUYERS, COINS, LEAST, OPERATOR, RECIPIENTS,
		RESOLVERS,
	},
	plan::{Arrival, Offer, Op, Receipt, World},
};
use crate::{mock::*, *};
use codec::{Encode, MaxEncodedLen};
use frame_support::{
	storage::{with_transaction, TransactionOutcome},
	traits::{
		fungible::MutateHold,
		fungibles::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Hooks,
	},
	weights::Weight,
	BoundedVec,
};
use souk_primitives::{
	Currency, Delivery, Means, OrderFulfilment, OrderId, ReceiptKind, TermsId, Vouch,
};
use sp_core::{ecdsa, ed25519, sr25519, Pair, H256};
use sp_keyring::{Ed25519Keyring, Sr25519Keyring};
use sp_runtime::{DispatchError, DispatchResult, Permill};
use sp_state_machine::BasicExternalities;
use std::sync::OnceLock;

pub const ASSETS: [Asset; COINS] = [NATIVE, USD, POINT, RISKY];
/// What is neither accepted nor there.
pub const NO_ASSET: Asset = Asset::WithId(9);
pub const CURRENCIES: [&str; 3] = ["CNY", "USD", "EUR"];

pub fn asset(coin: Coin) -> Asset {
	ASSETS.get(coin).cloned().unwrap_or(NO_ASSET)
}

/// The accounts, by number.
pub fn account_of(who: Who) -> AccountId {
	static ALL: OnceLock<Vec<AccountId>> = OnceLock::new();
	let all = ALL.get_or_init(|| {
		let mut all = vec![merchant(), merchant_ed(), merchant_ec(), buyer(), payer(), stranger()];
		all.extend(RECIPIENTS.map(|n| account(100 + n as u8)));
		all.extend([resolver(), account(24), issuer(), operator()]);
		all
	});
	all[who].clone()
}

fn origin_of(who: Who) -> RuntimeOrigin {
	RuntimeOrigin::signed(account_of(who))
}

/// Runs something and undoes it.
pub fn undone<R>(what: impl FnOnce() -> R) -> R {
	with_transaction(|| TransactionOutcome::Rollback(Ok::<R, DispatchError>(what())))
		.expect("rolled back with Ok; qed")
}

// --- what assets say, which are not what is tested --------------------------------------------

/// What waits for everybody in this asset.
fn claims(coin: Coin) -> u128 {
	Claims::<Test>::iter()
		.filter(|(_, of, _)| *of == asset(coin))
		.map(|(.., claim)| claim.amount)
		.sum()
}

/// Whether `who` can pay this into the pot: the pot must have what it owes, no dust may be left
/// behind, and the asset must carry it. A payer's account is kept alive, others' are not.
pub fn can_collect(model: &Model, coin: Coin, who: Who, amount: u128, keep: bool) -> bool {
	let (of, account) = (asset(coin), account_of(who));
	let needed = model.obligations(coin) + claims(coin) + LEAST[coin];
	let left = Money::total_balance(of.clone(), &account).saturating_sub(amount);
	let keep = || keep.then(|| System::inc_providers(&account));
	balance(&of, &pot()) >= needed
		&& (left == 0 || left >= LEAST[coin])
		&& undone(|| {
			keep();
			move_money(coin, &account, &pot(), amount, Preservation::Expendable)
		})
}

pub fn move_money(
	coin: Coin,
	from: &AccountId,
	to: &AccountId,
	amount: u128,
	keep: Preservation,
) -> bool {
	let before = balance(&asset(coin), to);
	Money::transfer(asset(coin), from, to, amount, keep).is_ok()
		&& balance(&asset(coin), to) - before >= amount
}

/// Whether the float of an asset can be given to the pot.
pub fn can_give_float(coin: Coin, who: Who) -> bool {
	let account = account_of(who);
	let left = Money::total_balance(asset(coin), &account).saturating_sub(LEAST[coin]);
	(left == 0 || left >= LEAST[coin])
		&& undone(|| move_money(coin, &account, &pot(), LEAST[coin], Preservation::Expendable))
}

/// Whether the pot can pay this out.
pub fn can_pay_out(coin: Coin, who: Who, amount: u128) -> bool {
	undone(|| move_money(coin, &pot(), &account_of(who), amount, Preservation::Preserve))
}

/// What can be taken of `who` without ending its account.
pub fn spare(coin: Coin, who: Who) -> u128 {
	let account = account_of(who);
	Money::reducible_balance(asset(coin), &account, Preservation::Preserve, Fortitude::Polite)
}

/// What `who` can pay of `amount`: all of it where that leaves no dust, else what it can spare.
pub fn affordable(coin: Coin, who: Who, amount: u128) -> u128 {
	let account = account_of(who);
	let left = Money::total_balance(asset(coin), &account).saturating_sub(amount);
	let no_dust = left == 0 || left >= LEAST[coin];
	let all = Money::reducible_balance(
		asset(coin),
		&account,
		Preservation::Expendable,
		Fortitude::Polite,
	);
	if no_dust && all >= amount {
		amount
	} else {
		spare(coin, who).min(amount)
	}
}

/// Holds deposits, for a dry run.
pub fn hold(reason: HoldReason, who: Who, amount: u128) -> bool {
	Balances::hold(&reason.into(), &account_of(who), amount).is_ok()
}

/// Carries out what is due for an order, for a dry run.
pub fn settle(id: u64) {
	let _ = Souk::settle_due(origin_of(BANK), ids(&[id]));
}

// --- deposits, from first principles ----------------------------------------------------------

fn price(entries: u128, bytes: usize) -> u128 {
	entries * 1_000 + bytes as u128
}

pub fn order_deposit(terms: &Terms) -> u128 {
	let index = 32 + 1 + 8;
	let claim = price(1, Claim::<AccountId, Balance>::max_encoded_len());
	let missed = price(1, MissedOf::<Test>::max_encoded_len() + 1 + 1);
	let reserve = price(1, Reserve::<Balance>::max_encoded_len());
	let legs = 3 + terms.splits.len() + usize::from(terms.disputes.is_some());
	price(7, OrderOf::<Test>::max_encoded_len() + 6 * index)
		+ claim * legs as u128
		+ missed * 10
		+ if terms.reserve.is_some() { reserve } else { 0 }
}

pub fn terms_deposit(merchant: Who, terms: &Terms) -> u128 {
	let record = PublishedTerms {
		merchant: account_of(merchant),
		terms: terms_on_chain(terms),
		status: TermsStatus::Active,
		orders: 0u64,
		deposit: 0u128,
	};
	price(1, record.encoded_size())
}

pub fn debt_deposit() -> u128 {
	price(1, Debt::<Balance>::max_encoded_len())
}

pub fn refund_debt_deposit() -> u128 {
	price(1, RefundDebt::<AccountId, Balance>::max_encoded_len())
}

// --- the world --------------------------------------------------------------------------------

/// What everybody has at first. The purses of recipients and resolvers come from the input.
pub fn build(
	terms: Terms,
	accept_risky: bool,
	purses: &[[u128; COINS]],
) -> (BasicExternalities, Model) {
	let mut model = Model {
		now: T0,
		terms: Default::default(),
		orders: Default::default(),
		next_terms: 1,
		next_order: 0,
		wealth: Default::default(),
		float: [LEAST[0], LEAST[1], LEAST[2], if accept_risky { LEAST[3] } else { 0 }],
		burnt: [0; COINS],
		accepted: [true, true, true, accept_risky],
		drawn: Default::default(),
		debts: Default::default(),
		owed: Default::default(),
		nonces: Default::default(),
		strays: Default::default(),
		receipts: Default::default(),
		missed: Default::default(),
		fails: [false; 2],
		impaired: Default::default(),
		supply: [0; COINS],
		told: Vec::new(),
		gateway_active: true,
		bond: BOND,
		exposure: 0,
		used: [0; super::model::ACCOUNTS],
	};
	let accepted: &[Asset] = if accept_risky { &ASSETS } else { &ASSETS[..3] };
	let mut shop = Shop::default().accepting(accepted).terms(terms_on_chain(&terms));
	let plain = ENDOWMENT;
	for who in 0..super::model::ACCOUNTS {
		for (coin, of) in ASSETS.iter().enumerate() {
			let amount = if RECIPIENTS.contains(&who) || RESOLVERS.contains(&who) {
				purses[who - RECIPIENTS.start][coin]
			} else if who < BUYERS.start && coin > 0 {
				// Not much, so that refunds can be more than there is.
				60_000
			} else if who == BANK {
				plain * 1_000
			} else {
				plain
			};
			shop = shop.endow(account_of(who), of.clone(), amount);
		}
	}
	for old in [platform(), affiliate()] {
		shop = shop.without(old);
	}
	let mut ext = shop.build();
	ext.execute_with(|| {
		for who in 0..super::model::ACCOUNTS {
			for coin in 0..COINS {
				model.wealth[who][coin] = Money::total_balance(asset(coin), &account_of(who));
			}
		}
		model.supply = std::array::from_fn(|coin| Money::total_issuance(asset(coin)));
	});
	let ext = flat(&mut ext);
	model.terms.insert(0, Published { merchant: 0, terms, active: true, orders: 0 });
	(ext, model)
}

/// The same state in a map instead of a trie, which is many times faster.
fn flat(ext: &mut sp_io::TestExternalities) -> BasicExternalities {
	let mut storage = sp_runtime::Storage::default();
	ext.execute_with(|| {
		let mut key = Vec::new();
		while let Some(next) = sp_io::storage::next_key(&key) {
			let value = sp_io::storage::get(&next).expect("the key is there; qed");
			storage.top.insert(next.clone(), value.to_vec());
			key = next;
		}
	});
	BasicExternalities::new(storage)
}

fn parts(parts: u32) -> Permill {
	Permill::from_parts(parts)
}

pub fn terms_on_chain(terms: &Terms) -> crate::Terms<AccountId> {
	let w = &terms.windows;
	let split = |s: &super::model::Split| {
		let on_refund = if s.returns { OnRefund::Return } else { OnRefund::Keep };
		Split { recipient: account_of(s.recipient), share: parts(s.parts), on_refund }
	};
	crate::Terms {
		windows: Windows {
			pay: w.pay,
			ship: w.ship,
			receive: w.receive,
			inspect: w.inspect,
			answer: w.answer,
			send_back: w.send_back,
			take_back: w.take_back,
			challenge: w.challenge,
			extension: w.extension,
			record: w.record,
		},
		cancellation: match terms.merchant_only {
			true => Cancellation::MerchantOnly,
			false => Cancellation::BeforeShipping,
		},
		splits: terms.splits.iter().map(split).collect::<Vec<_>>().try_into().expect("at most 8"),
		disputes: terms.disputes.as_ref().map(|rules| DisputeRules {
			resolver: account_of(rules.resolver),
			negotiate: rules.negotiate,
			respond: rules.respond,
			decide: rules.decide,
			bond: parts(rules.bond),
			fee: parts(rules.fee),
			preset: parts(rules.preset),
		}),
		reserve: terms.reserve.map(|(share, hold)| ReserveRule { share: parts(share), hold }),
	}
}

pub fn ids(list: &[u64]) -> BoundedVec<OrderId, frame_support::traits::ConstU32<MAX_BATCH>> {
	list.iter().map(|id| OrderId(*id)).collect::<Vec<_>>().try_into().expect("short lists")
}

fn text(number: u64) -> Reference {
	format!("SO-{number}").as_str().try_into().expect("short")
}

fn currency(number: u8) -> Currency {
	CURRENCIES[usize::from(number)].try_into().expect("three letters")
}

fn transaction(number: u64) -> H256 {
	H256::from_low_u64_be(number)
}

/// As a buyer says it who uses so many points.
pub fn means(points: u128) -> Option<Means> {
	(points > 0).then_some(Means::Points(points))
}

fn signed(offer: &Offer) -> SignedOfferOf<Test> {
	let item = |(i, amount): (usize, &u128)| Item { amount: *amount, reference: text(i as u64) };
	let on_chain = crate::Offer {
		merchant: account_of(offer.merchant),
		buyer: offer.buyer.map(account_of),
		terms: TermsId(offer.terms),
		asset: asset(offer.coin),
		items: offer
			.items
			.iter()
			.enumerate()
			.map(item)
			.collect::<Vec<_>>()
			.try_into()
			.expect("few"),
		nonce: offer.nonce,
		valid_until: offer.valid_until,
	};
	// What a shop's software does.
	let mut message = b"souk/orders/offer/v1".to_vec().encode();
	message.extend(System::block_hash(0).encode());
	message.extend(on_chain.encode());
	let mut hash = sp_io::hashing::blake2_256(&message);
	if offer.forged {
		hash[0] ^= 1;
	}
	let keys = keys();
	let signature = match offer.merchant {
		0 => keys.0.sign(&hash).into(),
		1 => keys.1.sign(&hash).into(),
		_ => keys.2.sign(&hash).into(),
	};
	let discounts: Vec<_> = offer.points.iter().copied().map(means).collect();
	let discounts = discounts.try_into().expect("few");
	SignedOffer { offer: on_chain, signature, discounts }
}

/// The keys of the merchants, and of the two of the gateway that sign. Made once: that is slow.
type Pairs = (sr25519::Pair, ed25519::Pair, ecdsa::Pair, ed25519::Pair, ecdsa::Pair);

fn keys() -> &'static Pairs {
	static KEYS: OnceLock<Pairs> = OnceLock::new();
	KEYS.get_or_init(|| {
		let (alice, bob) = (Sr25519Keyring::Alice.pair(), Ed25519Keyring::Bob.pair());
		let (third, gateway) = (ecdsa::Pair::from_seed(&[7; 32]), ecdsa::Pair::from_seed(&[9; 32]));
		(alice, bob, third, Ed25519Keyring::Dave.pair(), gateway)
	})
}

fn attest(who: Who, receipt: &Receipt) -> DispatchResult {
	let on_chain = souk_primitives::Receipt {
		gateway: GATEWAY,
		order: OrderId(receipt.order),
		terms: match receipt.wrong_terms {
			true => H256::repeat_byte(1),
			false => {
				let terms = Orders::<Test>::get(OrderId(receipt.order)).map(|order| order.terms);
				terms.and_then(Souk::terms_hash).unwrap_or_default()
			},
		},
		channel: "alipay".try_into().expect("short"),
		transaction: transaction(receipt.transaction),
		kind: match receipt.kind {
			0 => ReceiptKind::Paid,
			1 => ReceiptKind::Refunded { payment: transaction(receipt.payment) },
			_ => ReceiptKind::Chargeback { payment: transaction(receipt.payment) },
		},
		amount: receipt.amount,
		currency: currency(receipt.currency),
		paid_at: receipt.paid_at,
		expires_at: receipt.expires_at,
	};
	let mut message = b"souk/orders/receipt/v1".to_vec().encode();
	message.extend(System::block_hash(0).encode());
	message.extend(on_chain.encode());
	let hash = sp_io::hashing::blake2_256(&message);
	static SIGNERS: OnceLock<Vec<AccountId>> = OnceLock::new();
	let signer = |key: usize| SIGNERS.get_or_init(gateway_keys)[key].clone();
	let mut vouches = vec![Vouch { signer: signer(1), signature: keys().3.sign(&hash).into() }];
	if !receipt.short {
		vouches.push(Vouch { signer: signer(2), signature: keys().4.sign(&hash).into() });
	}
	Souk::attest(origin_of(who), on_chain, vouches.try_into().expect("two"))
}

/// Carries out an operation. What fails must have changed nothing.
pub fn perform(op: &Op) -> DispatchResult {
	let plain = |result: frame_support::dispatch::DispatchResultWithPostInfo| {
		result.map(|_| ()).map_err(|error| error.error)
	};
	let by = origin_of;
	let id = OrderId;
	match op {
		Op::AcceptAsset { who, coin } => Souk::accept_asset(by(*who), asset(*coin)),
		Op::PublishTerms { who, terms } => Souk::publish_terms(by(*who), terms_on_chain(terms)),
		Op::RetireTerms { who, terms } => Souk::retire_terms(by(*who), TermsId(*terms)),
		Op::Invoice { who, buyer, terms, coin, amount } => Souk::invoice(
			by(*who),
			buyer.map(account_of),
			TermsId(*terms),
			asset(*coin),
			*amount,
			text(*terms),
		),
		Op::Fund { who, order, max } => Souk::fund(by(*who), id(*order), *max),
		Op::Place { who, offers, max } => {
			let offers: Vec<_> = offers.iter().map(signed).collect();
			Souk::place(by(*who), offers.try_into().expect("few"), *max)
		},
		Op::Cancel { who, order } => Souk::cancel(by(*who), id(*order)),
		Op::Ship { who, orders } => Souk::ship(by(*who), ids(orders), None),
		Op::Confirm { who, orders } => plain(Souk::confirm(by(*who), ids(orders))),
		Op::Release { who, order, amount } => Souk::release(by(*who), id(*order), *amount),
		Op::Extend { who, order } => Souk::extend(by(*who), id(*order)),
		Op::RequestRefund { who, order, amount, goods } => {
			let kind = if *goods { RefundKind::ReturnGoods } else { RefundKind::RefundOnly };
			Souk::request_refund(by(*who), id(*order), *amount, kind, None)
		},
		Op::AnswerRefund { who, order, approve } => {
			let answer = if *approve { Answer::Approve } else { Answer::Reject };
			Souk::answer_refund(by(*who), id(*order), answer)
		},
		Op::Refund { who, order, amount } => Souk::refund(by(*who), id(*order), *amount),
		Op::SettleDue { who, orders } => plain(Souk::settle_due(by(*who), ids(orders))),
		Op::Claim { who, recipient, coin } => {
			Souk::claim(by(*who), account_of(*recipient), asset(*coin))
		},
		Op::Close { who, orders } => Souk::close(by(*who), ids(orders)),
		Op::Forgive { who, debtor, coin } => {
			Souk::forgive(by(*who), account_of(*debtor), asset(*coin))
		},
		Op::InvoiceExternal { who, buyer, terms, currency: of, amount } => Souk::invoice_external(
			by(*who),
			account_of(*buyer),
			TermsId(*terms),
			GATEWAY,
			currency(*of),
			*amount,
			text(*terms),
		),
		Op::Attest { who, receipt } => attest(*who, receipt),
		Op::ReturnSent { who, order } => Souk::return_sent(by(*who), id(*order), None),
		Op::ReturnReceived { who, order } => Souk::return_received(by(*who), id(*order)),
		Op::Dispute { who, order } => Souk::dispute(by(*who), id(*order), None),
		Op::ProposeSplit { who, order, amount } => {
			Souk::propose_split(by(*who), id(*order), *amount)
		},
		Op::AcceptSplit { who, order, amount } => Souk::accept_split(by(*who), id(*order), *amount),
		Op::Escalate { who, order } => Souk::escalate(by(*who), id(*order), None),
		Op::Decide { who, order, amount } => Souk::decide(by(*who), id(*order), *amount),
		Op::RefutePayment { root, order } => {
			let origin = if *root { RuntimeOrigin::root() } else { by(BANK) };
			Souk::refute_payment(origin, id(*order))
		},
		Op::Repay { who, order, amount } => Souk::repay(by(*who), id(*order), *amount),
		Op::RetryHook { who, order, observer, kind } => {
			Souk::retry_hook(by(*who), id(*order), *observer, *kind)
		},
		Op::Dispatched { order } => Souk::dispatched(id(*order)),
		Op::Delivered { order, arrival } => {
			let delivery = match *arrival {
				Arrival::Proven => Delivery::Proven,
				Arrival::Doubtful => Delivery::Doubtful,
				Arrival::Claimed { contest_until } => Delivery::Claimed { contest_until },
			};
			Souk::delivered(id(*order), delivery)
		},
		Op::Contested { order } => Souk::contested(id(*order)),
		Op::Returned { order } => Souk::returned(id(*order)),
		Op::Lost { order } => Souk::lost(id(*order)),
		Op::BackSent { order } => <Souk as OrderFulfilment>::return_sent(id(*order)),
		Op::BackReceived { order } => <Souk as OrderFulfilment>::return_received(id(*order)),
		Op::UsePoints { who, order, points } => {
			Souk::use_discount(by(*who), id(*order), means(*points))
		},
		Op::World(world) => change_world(world),
	}
}

fn change_world(world: &World) -> DispatchResult {
	let asset_id = |coin: &Coin| *coin as u32;
	let issuer = || origin_of(BANK);
	match world {
		World::Time(now) => {
			set_time(*now);
			Ok(())
		},
		World::Idle { full } => {
			let limit = match full {
				true => Weight::MAX,
				// Enough for a few orders.
				false => idle_weight(),
			};
			Souk::on_idle(System::block_number(), limit);
			Ok(())
		},
		World::Listeners(fails) => {
			ListenerFails::set(fails[0]);
			TallyFails::set(fails[1]);
			Ok(())
		},
		World::Freeze(who, coin) => Assets::freeze(issuer(), asset_id(coin), account_of(*who)),
		World::Thaw(who, coin) => Assets::thaw(issuer(), asset_id(coin), account_of(*who)),
		World::Block(who, coin) => Assets::block(issuer(), asset_id(coin), account_of(*who)),
		World::FreezePot(coin) => Assets::block(issuer(), asset_id(coin), pot()),
		World::ThawPot(coin) => Assets::thaw(issuer(), asset_id(coin), pot()),
		World::FreezeAsset(coin) => Assets::freeze_asset(issuer(), asset_id(coin)),
		World::ThawAsset(coin) => Assets::thaw_asset(issuer(), asset_id(coin)),
		World::Move { from, to, coin, amount } => {
			let (from, to) = (account_of(*from), account_of(*to));
			// Money that is lost because too little of it would be left is nobody's any more.
			let left = Money::total_balance(ASSETS[*coin].clone(), &from).saturating_sub(*amount);
			if left > 0 && left < LEAST[*coin] {
				return Err(DispatchError::Unavailable);
			}
			frame_support::storage::with_storage_layer(|| {
				match move_money(*coin, &from, &to, *amount, Preservation::Expendable) {
					true => Ok(()),
					false => Err(DispatchError::Unavailable),
				}
			})
		},
		World::Burn(coin, amount) => Assets::burn(issuer(), asset_id(coin), pot(), *amount),
		World::MintToPot(coin, amount) => Assets::mint(issuer(), asset_id(coin), pot(), *amount),
		World::Suspend => Gateways::suspend(RuntimeOrigin::root(), GATEWAY),
		World::Approve => {
			let gateway = pallet_gateways::Gateways::<Test>::get(GATEWAY).expect("registered");
			Gateways::approve(RuntimeOrigin::root(), GATEWAY, gateway.rates)
		},
		World::AddBond(amount) => Gateways::add_bond(origin_of(OPERATOR), GATEWAY, *amount),
		World::WithdrawBond(amount) => {
			Gateways::withdraw_bond(origin_of(OPERATOR), GATEWAY, *amount)
		},
	}
}

/// Room for the sweep to carry out two or three orders.
fn idle_weight() -> Weight {
	let order = Souk::lapse_weight().saturating_add(Souk::payout_weight(Souk::LEGS));
	<() as WeightInfo>::sweep_base().saturating_add(order.saturating_mul(2))
}
