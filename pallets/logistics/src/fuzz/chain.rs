//! The chain: who is who there, what can be asked of it without changing it, and how an operation is
//! carried out on it.

use super::{
	model::{Carrier, Id, Key, Model, Who, ACCOUNTS, CARRIERS, KEYS, MERCHANT, STRANGER},
	plan::{Op, Sent, Sig, Signed, World},
};
use crate::{mock::*, *};
use frame_support::{
	dispatch::{GetDispatchInfo, Pays},
	traits::{
		fungible::{Inspect, Mutate},
		tokens::{Fortitude, Preservation},
		Hooks,
	},
	weights::Weight,
	BoundedVec,
};
use pallet_carriers::Role;
use souk_primitives::{
	logistics::{delivery_message, CompanyPrefix, Direction, Document, Scope, SignedReport, Sscc},
	Moment, OrderId, OrderStage, ShipmentId,
};
use sp_core::{ed25519, Pair, H256};
use sp_runtime::{traits::Dispatchable, BuildStorage, DispatchError, MultiSignature, Storage};
use std::sync::OnceLock;

/// How many orders there are.
pub const ORDERS: u64 = 12;
/// The GS1 prefixes of the merchant and of a carrier.
pub const PREFIXES: [(Who, u64); 2] = [(MERCHANT, 5_703_538), (3, 5_703_539)];

fn accounts() -> &'static [AccountId] {
	static ALL: OnceLock<Vec<AccountId>> = OnceLock::new();
	ALL.get_or_init(|| {
		let known = [merchant(), buyer(), stranger(), carrier(), other_carrier()];
		let keys = (KEYS.start..ACCOUNTS).map(|who| AccountId::new(pair_of(who).public().0));
		known.into_iter().chain(keys).collect()
	})
}

/// The account of a number.
pub fn account_of(who: Who) -> AccountId {
	accounts()[who].clone()
}

/// The number of an account; more than there are if it has none.
pub fn number(account: &AccountId) -> Who {
	accounts().iter().position(|other| other == account).unwrap_or(usize::MAX)
}

pub fn can_sign(who: Who) -> bool {
	who >= KEYS.start
}

fn pair_of(who: Who) -> ed25519::Pair {
	static ALL: OnceLock<Vec<ed25519::Pair>> = OnceLock::new();
	let all = ALL.get_or_init(|| {
		(0..ACCOUNTS).map(|who| ed25519::Pair::from_seed(&[200 + who as u8; 32])).collect()
	});
	all[who]
}

/// The hash of the block before the next.
pub fn next_parent() -> H256 {
	H256::from_low_u64_be(0x0b10c4 + System::block_number())
}

fn next_block(at: Moment) {
	let (number, parent) = (System::block_number() + 1, next_parent());
	System::initialize(&number, &parent, &Default::default());
	Timestamp::set_timestamp(at);
}

/// What is held for a shipment that keeps so many pages.
pub fn deposit(pages: u8) -> u128 {
	static PRICES: OnceLock<(u128, u128)> = OnceLock::new();
	let (record, page) = PRICES.get_or_init(|| (Tracker::deposit_of(0), Tracker::page_price()));
	record + page * u128::from(pages)
}

/// What of somebody's money can still be held.
pub fn can_be_held(who: Who) -> u128 {
	Balances::reducible_balance(&account_of(who), Preservation::Protect, Fortitude::Force)
}

/// A document of this kind.
pub fn document(media: &str) -> Document {
	let media_type = media.try_into().expect("short");
	Document { digest: H256::repeat_byte(5), length: 1_234, media_type }
}

/// The world at the beginning of every sequence.
pub fn build() -> (sp_io::TestExternalities, Model) {
	static BEGINNING: OnceLock<(Storage, Model)> = OnceLock::new();
	let (storage, model) = BEGINNING.get_or_init(|| {
		let mut ext = genesis();
		ext.execute_with(|| {
			let model = set_up();
			let mut storage = Storage::default();
			let mut key = Vec::new();
			while let Some(next) = sp_io::storage::next_key(&key) {
				let value = sp_io::storage::get(&next).expect("the key is there; qed");
				storage.top.insert(next.clone(), value.to_vec());
				key = next;
			}
			(storage, model)
		})
	});
	ShopFails::set(false);
	// All of it in the overlay, and no trie below: that is much faster.
	let mut ext = sp_io::TestExternalities::new(Storage::default());
	ext.execute_with(|| {
		storage.top.iter().for_each(|(key, value)| sp_io::storage::set(key, value));
	});
	(ext, model.clone())
}

fn genesis() -> sp_io::TestExternalities {
	let storage = frame_system::GenesisConfig::<Test>::default().build_storage();
	let mut storage = storage.expect("no pallet refuses it");
	let balances = (0..ACCOUNTS).map(|who| (account_of(who), ENDOWMENT)).collect();
	let balances = pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() };
	balances.assimilate_storage(&mut storage).expect("more than the minimum");
	sp_io::TestExternalities::new(storage)
}

fn set_up() -> Model {
	next_block(T0);
	let mut model = Model {
		now: T0,
		parent: System::parent_hash(),
		genesis: System::block_hash(0),
		next: 0,
		shipments: Default::default(),
		stages: Default::default(),
		goods: Default::default(),
		carriers: Default::default(),
		wealth: [ENDOWMENT; ACCOUNTS],
		shop_fails: false,
		steps: Vec::new(),
		said: Vec::new(),
	};
	for order in 0..ORDERS {
		Stages::insert(OrderId(order), OrderStage::Funded);
		model.stages.insert(order, OrderStage::Funded);
	}
	for who in CARRIERS {
		let name = "carrier".try_into().expect("short");
		Carriers::register(by(who), name, BOND).expect("rich");
		let keys = Default::default();
		model.carriers.insert(who, Carrier { active: true, bond: BOND, keys });
	}
	let all = vec![Scope::Scan, Scope::Sense, Scope::Handover, Scope::Deliver];
	let keys = [
		(3, 5, Role::Agent, all.clone()),
		(3, 6, Role::Agent, vec![Scope::Scan]),
		(3, 7, Role::Device, vec![Scope::Scan, Scope::Sense]),
		(4, 8, Role::Agent, all.clone()),
		(4, 9, Role::Device, vec![Scope::Scan, Scope::Sense]),
		// Works for two.
		(3, 10, Role::Agent, all.clone()),
		(4, 10, Role::Agent, all.clone()),
		(MERCHANT, 11, Role::Agent, all.clone()),
		(12, 11, Role::Agent, all),
	];
	for (carrier, key, role, scopes) in keys {
		let set = scopes.iter().copied().collect();
		let (by, expires) = (by(carrier), Moment::MAX);
		Carriers::authorize_key(by, account_of(key), role, set, expires).expect("new");
		let record = Key { scopes, expires, counter: 0, revoked: None, told: 0 };
		let keys = model.carriers.get_mut(&carrier).map(|record| &mut record.keys);
		keys.expect("just put there").insert(key, record);
	}
	for (who, number) in PREFIXES {
		let prefix = CompanyPrefix { number, digits: 7 };
		Carriers::request_prefix(by(who), prefix).expect("new");
		Carriers::approve_prefix(RuntimeOrigin::root(), account_of(who), prefix).expect("asked");
	}
	model
}

fn by(who: Who) -> RuntimeOrigin {
	RuntimeOrigin::signed(account_of(who))
}

fn ids<L>(list: &[Id]) -> L
where
	L: TryFrom<Vec<ShipmentId>>,
{
	let list: Vec<_> = list.iter().copied().map(ShipmentId).collect();
	list.try_into().unwrap_or_else(|_| panic!("a list is short"))
}

fn parcel_of(sent: &Sent) -> ParcelOf<Test> {
	Parcel {
		sscc: sent.sscc.map(Sscc),
		address: None,
		value: sent.value,
		planned: sent.planned,
		limits: BoundedVec::try_from(sent.limits.clone()).expect("four at most"),
		pages: sent.pages,
	}
}

/// Another hash of the chain's first block.
fn genesis_of(model: &Model, sig: Sig) -> H256 {
	if sig == Sig::OtherChain {
		H256::repeat_byte(1)
	} else {
		model.genesis
	}
}

fn sign(who: Who, sig: Sig, message: &[u8]) -> MultiSignature {
	let other = if who == KEYS.start { who + 1 } else { KEYS.start };
	let who = if sig == Sig::OtherKey || !can_sign(who) { other } else { who };
	pair_of(who).sign(&sp_io::hashing::blake2_256(message)).into()
}

fn relay(model: &Model, signed: &Signed) -> Call<Test> {
	let report = SignedReport {
		shipment: ShipmentId(signed.id),
		origin: signed.origin,
		carrier: account_of(signed.carrier),
		key: account_of(signed.key),
		counter: signed.counter,
		report: signed.body.clone(),
	};
	let mut said = report.clone();
	match signed.sig {
		Sig::OtherContent => said.counter = said.counter.wrapping_add(1),
		Sig::OtherPlace => said.shipment = ShipmentId(signed.id + 1),
		_ => {},
	}
	let message = said.message(genesis_of(model, signed.sig));
	Call::relay_scan { report, signature: sign(signed.key, signed.sig, &message) }
}

/// What the key of a parcel signs, of what everyone can know of the parcel.
fn proof(model: &Model, id: Id, sig: Sig) -> MultiSignature {
	let Some(shipment) = model.shipments.get(&id) else {
		return sign(KEYS.start, Sig::OtherKey, b"nothing");
	};
	let head = if sig == Sig::OtherContent { H256::zero() } else { shipment.signed };
	let holder = model.holder(id);
	let holder = if sig == Sig::OtherPlace { STRANGER } else { holder };
	let message =
		delivery_message(genesis_of(model, sig), ShipmentId(id), &account_of(holder), head);
	sign(shipment.pod.unwrap_or(KEYS.start), sig, &message)
}

/// The call, and who makes it, with the signatures that it needs; `None` for what is no call.
pub fn prepare(model: &Model, op: &Op) -> Option<(Who, Call<Test>)> {
	let shipment = |id: &Id| ShipmentId(*id);
	Some(match op {
		Op::Create { who, order, sent } => {
			let (order, parcel) = (OrderId(*order), parcel_of(sent));
			(*who, Call::create_shipment { order, parcel })
		},
		Op::CreateMany { who, list } => {
			let list: Vec<_> =
				list.iter().map(|(order, sent)| (OrderId(*order), parcel_of(sent))).collect();
			(*who, Call::create_shipments { parcels: list.try_into().expect("sixteen at most") })
		},
		Op::CreateReturn { who, order, sent } => {
			let (order, parcel) = (OrderId(*order), parcel_of(sent));
			(*who, Call::create_return { order, parcel })
		},
		Op::CreateUnit { who, sscc, pages } => {
			(*who, Call::create_unit { sscc: sscc.map(Sscc), pages: *pages })
		},
		Op::Cancel { who, id } => (*who, Call::cancel_shipment { shipment: shipment(id) }),
		Op::SetKey { who, id, key } => {
			(*who, Call::set_pod_key { shipment: shipment(id), key: account_of(*key) })
		},
		Op::Offer { who, id, deal } => (
			*who,
			Call::offer_handover {
				shipment: shipment(id),
				to: account_of(deal.to),
				seal: deal.seal,
				condition: deal.condition,
				expires_at: deal.expires,
			},
		),
		Op::Accept { who, id, stale, condition, code } => {
			let offer = model.shipments.get(id).and_then(|known| known.offer.as_ref());
			let seen = offer.filter(|_| !stale).map_or(H256::zero(), |offer| offer.head);
			let code = code.as_ref().map(|code| code.as_str().try_into().expect("short"));
			let (shipment, condition) = (shipment(id), *condition);
			(*who, Call::accept_handover { shipment, offered: seen, condition, code })
		},
		Op::Reject { who, id, reason } => {
			(*who, Call::reject_handover { shipment: shipment(id), reason: *reason })
		},
		Op::CancelOffer { who, id } => (*who, Call::cancel_handover { shipment: shipment(id) }),
		Op::Scan { who, id, scan } => {
			(*who, Call::scan { shipment: shipment(id), scan: scan.clone() })
		},
		Op::ScanMany { who, carrier, ids: list, scan } => {
			let (carrier, shipments) = (account_of(*carrier), ids(list));
			(*who, Call::scan_many { carrier, shipments, scan: scan.clone() })
		},
		Op::Relay(signed) => (signed.who, relay(model, signed)),
		Op::Sense { who, id, report } => {
			(*who, Call::report_sensor { shipment: shipment(id), report: report.clone() })
		},
		Op::Pack { who, unit, ids: list } => {
			(*who, Call::pack { unit: shipment(unit), children: ids(list) })
		},
		Op::Unpack { who, unit, ids: list } => {
			(*who, Call::unpack { unit: shipment(unit), children: ids(list) })
		},
		Op::Eta { who, id, at } => {
			(*who, Call::update_eta { shipment: shipment(id), estimated: *at })
		},
		Op::Trouble { who, id, trouble, evidence } => {
			let (trouble, evidence) = (*trouble, *evidence);
			(*who, Call::report_exception { shipment: shipment(id), trouble, evidence })
		},
		Op::Prove { who, id, sig } => {
			let signature = proof(model, *id, *sig);
			(*who, Call::prove_delivery { shipment: shipment(id), signature })
		},
		Op::Confirm { who, id } => (*who, Call::confirm_delivery { shipment: shipment(id) }),
		Op::Claim { who, id, evidence, at } => {
			let (evidence, event_time) = (*evidence, *at);
			(*who, Call::claim_delivery { shipment: shipment(id), evidence, event_time })
		},
		Op::Contest { who, id, reason } => {
			(*who, Call::contest { shipment: shipment(id), reason: *reason })
		},
		Op::Answer { who, id, evidence } => {
			(*who, Call::answer_contest { shipment: shipment(id), evidence: *evidence })
		},
		Op::StartReturn { who, id } => (*who, Call::start_return { shipment: shipment(id) }),
		Op::AcceptReturn { who, id } => (*who, Call::accept_return { shipment: shipment(id) }),
		Op::DeclareLost { who, id, loss } => {
			(*who, Call::declare_lost { shipment: shipment(id), loss: *loss })
		},
		Op::Correct { who, id, seq, reason } => {
			let (seq, reason) = (*seq, *reason);
			(*who, Call::correct_event { shipment: shipment(id), seq, reason })
		},
		Op::Attach { who, id, media } => {
			(*who, Call::attach_document { shipment: shipment(id), document: document(media) })
		},
		Op::TellOrder { who, order, direction } => {
			(*who, Call::tell_order { order: OrderId(*order), direction: *direction })
		},
		Op::Advance { who, ids: list } => (*who, Call::advance_due { shipments: ids(list) }),
		Op::Purge { who, id } => (*who, Call::purge { shipment: shipment(id) }),
		Op::World(_) => return None,
	})
}

/// The name of an error.
pub fn name_of(error: DispatchError) -> String {
	match error {
		DispatchError::Module(module) => module.message.unwrap_or_default().into(),
		DispatchError::Other(text) => text.into(),
		other => format!("{other:?}"),
	}
}

/// Carries out an operation. A call costs no more than it said, and what is free of charge is so when
/// it did something, and then only.
pub fn perform(call: Option<(Who, Call<Test>)>, op: &Op) -> Result<(), String> {
	let Some((who, call)) = call else {
		return match op {
			Op::World(world) => change_world(world),
			_ => Ok(()),
		};
	};
	let call = RuntimeCall::Tracker(call);
	let info = call.get_dispatch_info();
	let (outcome, post) = match call.dispatch(by(who)) {
		Ok(post) => (Ok(()), post),
		Err(error) => (Err(name_of(error.error)), error.post_info),
	};
	let told = info.call_weight;
	let took = post.actual_weight.unwrap_or(told);
	assert!(took.all_lte(told), "it took {took:?}, and was to take {told:?}");
	let free = matches!(op, Op::Relay(_) | Op::Advance { .. } | Op::Purge { .. });
	let pays = if free && outcome.is_ok() { Pays::No } else { Pays::Yes };
	assert_eq!(post.pays_fee, pays);
	outcome
}

/// Room for the sweep to carry out two shipments.
fn little() -> Weight {
	let one = Tracker::lapse_weight();
	<() as WeightInfo>::sweep_base().saturating_add(one.saturating_mul(2))
}

fn change_world(world: &World) -> Result<(), String> {
	let root = RuntimeOrigin::root;
	match world {
		World::Time(now) => {
			next_block(*now);
			Ok(())
		},
		World::Idle { full } => {
			let limit = if *full { Weight::MAX } else { little() };
			let took = Tracker::on_idle(System::block_number(), limit);
			assert!(took.all_lte(limit), "the sweep took {took:?} of {limit:?}");
			Ok(())
		},
		World::Shop { fails } => {
			ShopFails::set(*fails);
			Ok(())
		},
		World::Stage(order, stage) => {
			Stages::insert(OrderId(*order), *stage);
			Ok(())
		},
		World::Active(who, true) => Carriers::reinstate(root(), account_of(*who)),
		World::Active(who, false) => Carriers::suspend(root(), account_of(*who)),
		World::Authorize { carrier, key, scopes, expires } => {
			let set = scopes.iter().copied().collect();
			Carriers::authorize_key(by(*carrier), account_of(*key), Role::Agent, set, *expires)
		},
		World::Revoke { carrier, key, since } => {
			Carriers::revoke_key(by(*carrier), account_of(*key), *since)
		},
		World::Forget { carrier, key } => Carriers::remove_key(by(*carrier), account_of(*key)),
		World::AddBond(who, amount) => Carriers::add_bond(by(*who), *amount),
		World::WithdrawBond(who, amount) => Carriers::withdraw_bond(by(*who), *amount),
		World::Compensate { carrier, to, amount } => {
			Carriers::compensate(root(), account_of(*carrier), account_of(*to), *amount)
		},
		World::Move { from, to, amount } => {
			let (from, to) = (account_of(*from), account_of(*to));
			<Balances as Mutate<_>>::transfer(&from, &to, *amount, Preservation::Preserve)
				.map(|_| ())
		},
	}
	.map_err(name_of)
}

/// Which shipments stand among those that are due, earliest first, in that order.
pub fn due(now: Moment) -> Vec<Id> {
	Due::<Test>::iter_keys().take_while(|(at, _)| at.0 <= now).map(|(_, id)| id.0).collect()
}

/// Of which order the goods are, and which way they go.
pub fn way_of(purpose: &souk_primitives::logistics::Purpose) -> Option<(u64, Direction)> {
	use souk_primitives::logistics::Purpose;
	match purpose {
		Purpose::Order { order, direction } => Some((order.0, *direction)),
		Purpose::Unit => None,
	}
}
