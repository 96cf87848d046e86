//! Whatever happens in whatever order, whoever the chain lets read may read: by a model that was written from
//! the specification and calls nothing of the pallet.

use super::*;
use proptest::{collection::vec, prelude::*};
use souk_primitives::data::{anchor_payload, Price};

const PURPOSES: [Purposes; 4] =
	[Purposes::SERVICE, Purposes::RESEARCH, Purposes::DELIVERY, Purposes::MARKETING];
const PRICE: Balance = 10;
/// When the second agreement's time begins, and when each ends.
const BEGINS: [Moment; 2] = [T0, T0 + 500];
const ENDS: [Moment; 2] = [T0 + 4_000, T0 + 3_000];
/// Until when the second dataset may be kept.
const KEPT: Moment = T0 + 3_500;
const MERCHANT: usize = 1;
const SUBJECT: usize = 2;
/// Who reads by which agreement.
const CONSUMERS: [usize; 2] = [1, 3];

fn who(index: usize) -> AccountId {
	everybody()[index].clone()
}

fn dataset_at(index: usize) -> DatasetId {
	id_of(H256::repeat_byte(index as u8 + 1))
}

fn agreed_terms(index: usize) -> Terms {
	let price = (index == 1).then_some(Price { asset: Asset::Native, amount: PRICE });
	let (actions, onward_depth) = match index {
		0 => (Actions(Actions::USE.0 | Actions::DISTRIBUTE.0), 2),
		_ => (Actions::USE, 0),
	};
	Terms {
		actions,
		onward_depth,
		price,
		max_access: Some(6),
		not_before: BEGINS[index],
		not_after: ENDS[index],
		..terms()
	}
}

#[derive(Clone, Debug)]
enum Op {
	Wait(Moment),
	SetKey(usize),
	RevokeKey(usize, u32),
	Publish { dataset: usize, stale: bool },
	Suspend { agreement: usize, provider: bool },
	Resume { agreement: usize, provider: bool },
	Terminate { agreement: usize },
	Give { dataset: usize, agreement: usize, time: Moment },
	Withdraw { dataset: usize, agreement: usize },
	Grant { agreement: usize, dataset: usize, purposes: u32, time: Moment, accesses: Option<u32> },
	Delegate { parent: usize, to: usize, purposes: u32, time: Moment, accesses: Option<u32> },
	Revoke { grant: usize, by: usize },
	Post { grant: usize, by: usize, stale: bool, key: u32 },
	ShareOrder { dataset: usize },
	ShareCarrier { to: usize },
	CloseOrder,
	Goods { at: usize, has: bool },
	Fund(Balance),
	Anchor { grant: usize, accesses: u64 },
	EraseDataset { dataset: usize },
	EraseGrant { grant: usize },
	AttestDataset { dataset: usize },
	Retire { dataset: usize },
	Reap { grant: usize },
}

#[derive(Clone, Copy, PartialEq, Debug)]
enum Reason {
	Agreement(usize),
	Order,
}

#[derive(Clone, Debug)]
struct Key {
	live: bool,
}

#[derive(Clone, Debug)]
struct Wrapped {
	version: u32,
	key: u32,
}

#[derive(Clone, Debug)]
struct Given {
	id: GrantId,
	dataset: usize,
	reason: Reason,
	parent: Option<usize>,
	grantee: usize,
	purposes: u32,
	until: Moment,
	left: Option<u32>,
	depth: u8,
	revoked: bool,
	erasing: bool,
	gone: bool,
	wrapped: Option<Wrapped>,
	receipts: u64,
}

#[derive(Clone, Debug)]
struct Book {
	version: u32,
	key_epoch: u32,
	there: bool,
	erasing: bool,
}

#[derive(Clone, Debug)]
struct Deal {
	suspended: [bool; 2],
	over: bool,
	funds: Balance,
}

/// Who may read what, by the specification.
struct Model {
	keys: [Vec<Key>; 6],
	books: [Book; 3],
	deals: [Deal; 2],
	/// Until when, by dataset and agreement.
	consents: [[Option<Moment>; 2]; 3],
	given: Vec<Given>,
	order_open: bool,
	goods: [bool; 6],
}

impl Model {
	fn start() -> Self {
		let classes = [DataClass::Personal, DataClass::Business, DataClass::Sensitive];
		for (index, class) in classes.into_iter().enumerate() {
			let retain_until = (index == 1).then_some(KEPT);
			let about = Description { retain_until, ..description(class) };
			assert_ok!(register_with(H256::repeat_byte(index as u8 + 1), about));
		}
		for (index, consumer) in CONSUMERS.into_iter().enumerate() {
			let to = who(consumer);
			let terms = agreed_terms(index);
			assert_ok!(Data::propose(origin(&owner()), to.clone(), Side::Provider, terms));
			let id = AgreementId(index as u64);
			assert_ok!(accept(id, &to));
			assert_ok!(Data::finalize(origin(&owner()), id));
		}
		Stages::insert(ORDER, (who(MERCHANT), who(SUBJECT), OrderStage::Funded));
		let book = Book { version: 1, key_epoch: 0, there: true, erasing: false };
		let deal = Deal { suspended: [false; 2], over: false, funds: 0 };
		Self {
			keys: Default::default(),
			books: [book.clone(), book.clone(), book],
			deals: [deal.clone(), deal],
			consents: Default::default(),
			given: Vec::new(),
			order_open: true,
			goods: [false; 6],
		}
	}

	fn personal(dataset: usize) -> bool {
		dataset != 1
	}

	fn there(&self, dataset: usize) -> bool {
		self.books[dataset].there && (dataset != 1 || now() < KEPT)
	}

	fn ancestors_live(&self, grant: &Given) -> bool {
		grant.parent.is_none_or(|parent| {
			let parent = &self.given[parent];
			!parent.revoked && !parent.gone && self.ancestors_live(parent)
		})
	}

	fn valid(&self, grant: &Given) -> bool {
		let by_reason = match grant.reason {
			Reason::Agreement(agreement) => {
				let deal = &self.deals[agreement];
				let consented = self.consents[grant.dataset][agreement];
				!deal.over
					&& deal.suspended == [false; 2]
					&& now() >= BEGINS[agreement]
					&& now() < ENDS[agreement]
					&& (!Self::personal(grant.dataset)
						|| consented.is_some_and(|until| now() < until))
			},
			Reason::Order => {
				self.order_open
					&& match grant.parent {
						None => grant.grantee == MERCHANT,
						Some(_) => self.goods[grant.grantee],
					}
			},
		};
		!grant.gone
			&& !grant.revoked
			&& self.ancestors_live(grant)
			&& now() < grant.until
			&& grant.left != Some(0)
			&& by_reason
			&& self.there(grant.dataset)
	}

	fn reads(&self, grant: &Given, purpose: Purposes) -> bool {
		let funded = match grant.reason {
			Reason::Agreement(1) => self.deals[1].funds >= PRICE,
			_ => true,
		};
		let key = grant.wrapped.as_ref().is_some_and(|wrapped| {
			wrapped.version == self.books[grant.dataset].version
				&& self.keys[grant.grantee][wrapped.key as usize].live
		});
		self.valid(grant) && grant.purposes & purpose.0 == purpose.0 && funded && key
	}

	fn may_read(&self, dataset: usize, account: usize, purpose: Purposes) -> bool {
		self.given.iter().any(|grant| {
			grant.dataset == dataset && grant.grantee == account && self.reads(grant, purpose)
		})
	}

	/// Whether the account has room for a further grant of the dataset.
	fn room(&self, dataset: usize, grantee: usize, passed_on: bool) -> bool {
		let on_record = self
			.given
			.iter()
			.filter(|grant| !grant.gone && grant.dataset == dataset && grant.grantee == grantee);
		on_record.count() < if passed_on { 8 } else { 16 }
	}

	/// Puts a grant on record if it is valid; whether it is.
	fn add(&mut self, mut grant: Given) -> bool {
		let passed_on = grant.parent.is_some() && grant.reason != Reason::Order;
		if !self.valid(&grant) || !self.room(grant.dataset, grant.grantee, passed_on) {
			return false;
		}
		grant.id = GrantId(self.given.len() as u64);
		self.given.push(grant);
		true
	}

	fn at(&self, index: usize) -> Option<usize> {
		(!self.given.is_empty()).then(|| index % self.given.len())
	}
}

fn inside(wanted: Option<u32>, limit: Option<u32>) -> bool {
	match (wanted, limit) {
		(_, None) => true,
		(Some(wanted), Some(limit)) => wanted <= limit,
		(None, Some(_)) => false,
	}
}

fn blank(dataset: usize, reason: Reason, grantee: usize) -> Given {
	Given {
		id: GrantId(0),
		dataset,
		reason,
		parent: None,
		grantee,
		purposes: 0,
		until: Moment::MAX,
		left: None,
		depth: 0,
		revoked: false,
		erasing: false,
		gone: false,
		wrapped: None,
		receipts: 0,
	}
}

/// Does it on the chain and in the model; whether each let it happen.
fn apply(model: &mut Model, op: &Op) -> Option<(DispatchResult, bool)> {
	let id = |agreement: usize| AgreementId(agreement as u64);
	let party = |agreement: usize, provider: bool| {
		if provider {
			owner()
		} else {
			who(CONSUMERS[agreement])
		}
	};
	Some(match *op {
		Op::Wait(time) => {
			pass(time);
			return None;
		},
		Op::SetKey(account) => {
			let live = model.keys[account].iter().filter(|key| key.live).count();
			let may = live < 8;
			if may {
				model.keys[account].push(Key { live: true });
			}
			(set_key(&who(account)), may)
		},
		Op::RevokeKey(account, epoch) => {
			let done = Data::revoke_encryption_key(origin(&who(account)), epoch, None);
			let key = model.keys[account].get_mut(epoch as usize).filter(|key| key.live);
			let may = key.is_some();
			if let Some(key) = key {
				key.live = false;
			}
			(done, may)
		},
		Op::Publish { dataset, stale } => {
			let alive = model.there(dataset);
			let book = &mut model.books[dataset];
			let (version, epoch) = (book.version + 1, book.key_epoch);
			let named = if stale { epoch.wrapping_sub(1) } else { epoch };
			let content = content((version * 3 + 7) as u8 & 0x7f);
			let by = origin(&owner());
			let done = Data::publish_version(
				by,
				dataset_at(dataset),
				version,
				named,
				content,
				Locator::default(),
			);
			let may = alive && !stale;
			if may {
				book.version = version;
			}
			(done, may)
		},
		Op::Suspend { agreement, provider } => {
			let done = Data::suspend(origin(&party(agreement, provider)), id(agreement));
			let deal = &mut model.deals[agreement];
			let may = !deal.over && !deal.suspended[usize::from(provider)];
			if may {
				deal.suspended[usize::from(provider)] = true;
			}
			(done, may)
		},
		Op::Resume { agreement, provider } => {
			let done = Data::resume(origin(&party(agreement, provider)), id(agreement));
			let deal = &mut model.deals[agreement];
			let may = !deal.over && deal.suspended[usize::from(provider)];
			if may {
				deal.suspended[usize::from(provider)] = false;
			}
			(done, may)
		},
		Op::Terminate { agreement } => {
			let may = !model.deals[agreement].over;
			model.deals[agreement].over = true;
			(Data::terminate(origin(&owner()), id(agreement)), may)
		},
		Op::Give { dataset, agreement, time } => {
			let until = now() + time;
			let done = give_until(dataset_at(dataset), id(agreement), until);
			let may = Model::personal(dataset)
				&& model.books[dataset].there
				&& !model.deals[agreement].over
				&& now() < ENDS[agreement]
				&& time > 0;
			if may {
				model.consents[dataset][agreement] = Some(until);
			}
			(done, may)
		},
		Op::Withdraw { dataset, agreement } => {
			let by = origin(&who(SUBJECT));
			let done = Data::withdraw_consent(by, dataset_at(dataset), id(agreement));
			let may = model.consents[dataset][agreement].take().is_some();
			if may {
				model.books[dataset].key_epoch += 1;
			}
			(done.map(|_| ()).map_err(|error| error.error), may)
		},
		Op::Grant { agreement, dataset, purposes, time, accesses } => {
			let until = now() + time;
			let scope = Scope {
				dataset: dataset_at(dataset),
				purposes: Purposes(purposes),
				fields: FIELDS,
				not_after: until,
				max_access: accesses,
			};
			let done = Data::grant(origin(&owner()), id(agreement), scope);
			let fits = purposes != 0
				&& purposes & !PURPOSE.0 == 0
				&& until <= ENDS[agreement]
				&& inside(accesses, Some(6));
			let grantee = CONSUMERS[agreement];
			let given = blank(dataset, Reason::Agreement(agreement), grantee);
			let may = fits && model.add(Given { purposes, until, left: accesses, ..given });
			(done, may)
		},
		Op::Delegate { parent, to, purposes, time, accesses } => {
			let parent = model.at(parent)?;
			let above = model.given[parent].clone();
			let until = now() + time;
			let scope = Scope {
				dataset: dataset_at(above.dataset),
				purposes: Purposes(purposes),
				fields: FIELDS,
				not_after: until,
				max_access: accesses,
			};
			let by = origin(&who(above.grantee));
			let done = Data::delegate(by, above.id, who(to), scope);
			let fits = model.valid(&above)
				&& above.reason == Reason::Agreement(0)
				&& above.dataset != 2
				&& above.depth < 2
				&& to != above.grantee
				&& to != 0 && purposes != 0
				&& purposes & !above.purposes == 0
				&& until <= above.until
				&& accesses != Some(0)
				&& inside(accesses, above.left);
			let (reason, depth) = (above.reason, above.depth + 1);
			let child = Given {
				parent: Some(parent),
				purposes,
				until,
				left: accesses,
				depth,
				..blank(above.dataset, reason, to)
			};
			let may = fits && model.add(child);
			if may {
				let left = &mut model.given[parent].left;
				*left = left.map(|left| left - accesses.unwrap_or(0));
			}
			(done, may)
		},
		Op::Revoke { grant, by } => {
			let grant = model.at(grant)?;
			let id = model.given[grant].id;
			let done = Data::revoke_grant(origin(&who(by)), id);
			let through = |mut at: usize| loop {
				if model.given[at].grantee == by {
					return true;
				}
				match model.given[at].parent {
					Some(parent) => at = parent,
					None => return false,
				}
			};
			let record = &model.given[grant];
			let concerned =
				by == 0 || by == SUBJECT && Model::personal(record.dataset) || through(grant);
			let may = concerned && !record.revoked && !record.gone;
			if may {
				let dataset = record.dataset;
				model.given[grant].revoked = true;
				model.books[dataset].key_epoch += 1;
			}
			(done, may)
		},
		Op::Post { grant, by, stale, key } => {
			let grant = model.at(grant)?;
			let record = model.given[grant].clone();
			let version = model.books[record.dataset].version - u32::from(stale);
			let item = NewEnvelope {
				grant: record.id,
				version,
				key_epoch: key,
				commitment: H256::repeat_byte(1),
				inline: None,
			};
			let done = post_by(&who(by), item);
			let has =
				by == 0 || record.parent.is_some_and(|parent| model.given[parent].grantee == by);
			let live = model.keys[record.grantee].get(key as usize).is_some_and(|key| key.live);
			let may = model.valid(&record) && has && live && !stale;
			if may {
				model.given[grant].wrapped = Some(Wrapped { version, key });
			}
			(done, may)
		},
		Op::ShareOrder { dataset } => {
			let by = origin(&who(SUBJECT));
			let done = Data::share_with_order(by, ORDER, dataset_at(dataset), 1);
			let shares = model.given.iter().any(|grant| {
				grant.reason == Reason::Order
					&& grant.parent.is_none()
					&& !grant.revoked
					&& !grant.gone
			});
			let given = Given { purposes: 0b11, ..blank(dataset, Reason::Order, MERCHANT) };
			let may = Model::personal(dataset) && !shares && model.add(given);
			(done, may)
		},
		Op::ShareCarrier { to } => {
			let done = Data::share_with_carrier(origin(&who(SUBJECT)), ORDER, who(to));
			let parent = model
				.given
				.iter()
				.rposition(|grant| grant.reason == Reason::Order && grant.parent.is_none());
			let may = parent.is_some_and(|parent| {
				let above = model.given[parent].clone();
				let child = Given {
					parent: Some(parent),
					purposes: 0b10,
					depth: 1,
					..blank(above.dataset, Reason::Order, to)
				};
				model.valid(&above)
					&& above.dataset != 2
					&& to != 0 && to != MERCHANT
					&& model.add(child)
			});
			(done, may)
		},
		Op::CloseOrder => {
			Stages::insert(ORDER, (who(MERCHANT), who(SUBJECT), OrderStage::Settled));
			model.order_open = false;
			return None;
		},
		Op::Goods { at, has } => {
			if has {
				Goods::insert((ORDER, who(at)), ());
			} else {
				Goods::remove((ORDER, who(at)));
			}
			model.goods[at] = has;
			return None;
		},
		Op::Fund(amount) => {
			let may = !model.deals[1].over && amount > 0;
			if may {
				model.deals[1].funds += amount;
			}
			(Data::fund_access(origin(&who(CONSUMERS[1])), id(1), amount), may)
		},
		Op::Anchor { grant, accesses } => {
			let grant = model.at(grant)?;
			let record = model.given[grant].clone();
			if record.gone {
				return None;
			}
			let head = |seq| match seq {
				0 => ReceiptHead::default(),
				seq => ReceiptHead { seq, head: H256::from_low_u64_be(seq) },
			};
			let (from, to) = (head(record.receipts), head(record.receipts + accesses));
			let payload = anchor_payload(GENESIS, record.id, &from, &to);
			let signature = sign(&who(record.grantee), &payload);
			let done = Data::anchor_receipts(origin(&owner()), record.id, from.seq, to, signature);
			let price = match record.reason {
				Reason::Agreement(1) => Balance::from(accesses) * PRICE,
				_ => 0,
			};
			let may = accesses > 0
				&& record.left.is_none_or(|left| accesses <= left.into())
				&& (price == 0 || model.deals[1].funds >= price);
			if may {
				let record = &mut model.given[grant];
				record.receipts += accesses;
				record.left = record.left.map(|left| left - accesses as u32);
				model.deals[1].funds -= price;
			}
			(done, may)
		},
		Op::EraseDataset { dataset } => {
			let target = ErasureTarget::Dataset(dataset_at(dataset));
			let done = Data::request_erasure(origin(&who(SUBJECT)), target);
			let book = &mut model.books[dataset];
			let may = Model::personal(dataset) && book.there;
			if may {
				(book.there, book.erasing) = (false, true);
				book.key_epoch += 1;
			}
			(done, may)
		},
		Op::EraseGrant { grant } => {
			let grant = model.at(grant)?;
			let record = model.given[grant].clone();
			let by = if Model::personal(record.dataset) { SUBJECT } else { 0 };
			let done = Data::request_erasure(origin(&who(by)), ErasureTarget::Grant(record.id));
			let may = !record.erasing && !record.gone;
			if may {
				if !record.revoked {
					model.books[record.dataset].key_epoch += 1;
				}
				let record = &mut model.given[grant];
				(record.revoked, record.erasing) = (true, true);
			}
			(done, may)
		},
		Op::AttestDataset { dataset } => {
			let target = ErasureTarget::Dataset(dataset_at(dataset));
			let done = Data::attest_erasure(origin(&owner()), target);
			let may = model.books[dataset].erasing;
			model.books[dataset].erasing = false;
			(done, may)
		},
		Op::Retire { dataset } => {
			let done = Data::retire_dataset(origin(&owner()), dataset_at(dataset));
			let may = model.books[dataset].there;
			if may {
				model.books[dataset].there = false;
			}
			(done, may)
		},
		Op::Reap { grant } => {
			let grant = model.at(grant)?;
			let record = model.given[grant].clone();
			let done = reap(vec![Record::Grant(record.id)]);
			// What may be removed, the calls' own tests say. Who reads by it keeps it.
			if done.is_ok() {
				let child =
					model.given.iter().any(|other| other.parent == Some(grant) && !other.gone);
				assert!(!record.gone && !model.valid(&record) && !child);
				model.given[grant].gone = true;
			}
			return None;
		},
	})
}

fn ops() -> impl Strategy<Value = Op> {
	let (dataset, agreement, grant) = (|| 0..3usize, || 0..2usize, || 0..64usize);
	let account = || 0..6usize;
	let reader = || prop_oneof![Just(1usize), Just(3), Just(4)];
	let purposes = || prop_oneof![6 => Just(PURPOSE.0), 3 => Just(1u32), 1 => 0..2_000u32];
	let accesses = || prop_oneof![6 => (0..7u32).prop_map(Some), 1 => Just(None)];
	prop_oneof![
		3 => prop_oneof![8 => 0..300u64, 1 => 5_000..9_000u64].prop_map(Op::Wait),
		4 => reader().prop_map(Op::SetKey),
		1 => (reader(), 0..3u32).prop_map(|(who, epoch)| Op::RevokeKey(who, epoch)),
		3 => (dataset(), prop::bool::weighted(0.2))
			.prop_map(|(dataset, stale)| Op::Publish { dataset, stale }),
		1 => (agreement(), any::<bool>())
			.prop_map(|(agreement, provider)| Op::Suspend { agreement, provider }),
		3 => (agreement(), any::<bool>())
			.prop_map(|(agreement, provider)| Op::Resume { agreement, provider }),
		1 => agreement().prop_map(|agreement| Op::Terminate { agreement }),
		8 => (dataset(), agreement(), 0..3_000u64)
			.prop_map(|(dataset, agreement, time)| Op::Give { dataset, agreement, time }),
		1 => (dataset(), agreement())
			.prop_map(|(dataset, agreement)| Op::Withdraw { dataset, agreement }),
		12 => (agreement(), dataset(), purposes(), 0..3_000u64, accesses()).prop_map(
			|(agreement, dataset, purposes, time, accesses)| Op::Grant {
				agreement, dataset, purposes, time, accesses,
			}
		),
		12 => (grant(), account(), purposes(), 0..2_000u64, accesses()).prop_map(
			|(parent, to, purposes, time, accesses)| Op::Delegate {
				parent, to, purposes, time, accesses,
			}
		),
		2 => (grant(), account()).prop_map(|(grant, by)| Op::Revoke { grant, by }),
		24 => (grant(), prop_oneof![4 => Just(0usize), 1 => account()],
			prop::bool::weighted(0.1), prop_oneof![4 => Just(0u32), 1 => 0..3u32])
			.prop_map(|(grant, by, stale, key)| Op::Post { grant, by, stale, key }),
		4 => dataset().prop_map(|dataset| Op::ShareOrder { dataset }),
		4 => account().prop_map(|to| Op::ShareCarrier { to }),
		1 => Just(Op::CloseOrder),
		5 => (account(), prop::bool::weighted(0.7)).prop_map(|(at, has)| Op::Goods { at, has }),
		3 => (0..40u128).prop_map(Op::Fund),
		6 => (grant(), 0..4u64).prop_map(|(grant, accesses)| Op::Anchor { grant, accesses }),
		1 => dataset().prop_map(|dataset| Op::EraseDataset { dataset }),
		1 => grant().prop_map(|grant| Op::EraseGrant { grant }),
		1 => dataset().prop_map(|dataset| Op::AttestDataset { dataset }),
		1 => dataset().prop_map(|dataset| Op::Retire { dataset }),
		3 => grant().prop_map(|grant| Op::Reap { grant }),
	]
}

/// Asks about everybody, everything and every purpose; how often the answer is yes.
fn compare(model: &Model, after: &Op) -> usize {
	let mut yes = 0;
	for dataset in 0..3 {
		for account in 0..6 {
			for purpose in PURPOSES {
				let may = model.may_read(dataset, account, purpose);
				let question = (dataset_at(dataset), who(account), purpose);
				let answer = Data::check_access(question.0, question.1.clone(), question.2);
				assert_eq!(
					answer.is_ok(),
					may,
					"{after:?}: {account} {dataset} {purpose:?}: {answer:?}"
				);
				assert_eq!(Data::check_access_many(vec![question]), vec![answer]);
				yes += usize::from(may);
			}
		}
	}
	for grant in model.given.iter().filter(|grant| !grant.gone) {
		assert_eq!(Data::valid(grant.id).is_ok(), model.valid(grant), "{after:?}: {grant:?}");
	}
	yes
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

	#[test]
	fn nobody_should_read_whom_the_model_does_not_let(ops in vec(ops(), 1..120)) {
		run(|| {
			let mut model = Model::start();
			for op in &ops {
				if let Some((done, may)) = apply(&mut model, op) {
					assert_eq!(done.is_ok(), may, "{op:?}: {done:?}");
				}
				compare(&model, op);
				Data::do_try_state().unwrap();
			}
		});
	}
}

/// A model that lets nobody read proves nothing.
#[test]
fn somebody_should_read_in_the_model() {
	use proptest::{strategy::ValueTree, test_runner::TestRunner};
	let mut runner = TestRunner::deterministic();
	let mut yes = 0;
	for _ in 0..20 {
		let ops = vec(ops(), 100).new_tree(&mut runner).unwrap().current();
		run(|| {
			let mut model = Model::start();
			for op in &ops {
				apply(&mut model, op);
				yes += compare(&model, op);
			}
		});
	}
	assert!(yes > 200, "so often somebody may read: {yes}");
}
