//! Every state × every call × everybody: what is allowed works and leads where it should,
//! everything else is refused with its own error and changes nothing. `DECISIONS.md` says the same
//! to people.

use super::*;
use frame_support::{
	hypothetically,
	traits::{GetCallIndex, GetCallName},
};
use sp_runtime::{DispatchError, Permill, StateVersion};
use std::collections::BTreeMap;

mod declaration;
mod document;
mod makers;

pub(super) use declaration::states;
use declaration::{table, By, Row, State, Then, ELSEWHERE, SIGNERS};
use makers::state_of;
pub(super) use makers::{make, open, shop, PART};

fn origin_of(by: By) -> RuntimeOrigin {
	origin(&match by {
		By::Buyer => buyer(),
		By::Merchant => merchant(),
		By::Payer => payer(),
		By::Resolver => resolver(),
		By::Recipient => platform(),
		By::Operator => operator(),
		By::Rival => merchant_ed(),
		By::Stranger => stranger(),
		By::Pot => pot(),
		By::Governance => return RuntimeOrigin::root(),
		By::Fulfilment => return RuntimeOrigin::none(),
	})
}

/// The state, as seen from within a transaction, whose depth is part of it.
fn root() -> Vec<u8> {
	hypothetically!(sp_io::storage::root(StateVersion::V1))
}

/// Refused, with nothing changed and nothing said.
fn assert_refused(row: &Row, by: By, id: OrderId, error: DispatchError, before: &[u8], at: &str) {
	hypothetically!({
		assert_eq!((row.act)(origin_of(by), id), Err(error), "{} by {by:?} in {at}", row.name);
		let after = sp_io::storage::root(StateVersion::V1);
		assert!(after == before, "{} by {by:?} changed something in {at}", row.name);
	});
}

#[test]
fn table_should_say_one_thing_about_everything_when_it_is_counted() {
	for row in table() {
		let mut said = BTreeMap::new();
		for (state, by, then) in &row.cells {
			assert_eq!(said.insert((*state, *by), *then), None, "{} {state:?} {by:?}", row.name);
		}
		for state in states() {
			for by in row.by {
				assert!(said.contains_key(&(state, *by)), "{} {state:?} {by:?}", row.name);
			}
		}
		assert_eq!(said.len(), states().len() * row.by.len(), "{}", row.name);
	}
}

#[test]
fn table_should_have_every_call_when_the_pallet_is_asked() {
	let mut indices: Vec<u8> = table().iter().filter_map(|row| row.index).collect();
	indices.extend(ELSEWHERE);
	indices.sort();
	indices.dedup();
	assert_eq!(indices, Call::<Test>::get_call_indices());
	assert_eq!(indices, (0..31).collect::<Vec<u8>>());
	let names = Call::<Test>::get_call_names();
	for row in table() {
		if let Some(index) = row.index {
			assert!(row.name.starts_with(names[usize::from(index)]), "{}", row.name);
		}
	}
}

#[test]
fn call_should_lead_where_the_table_says_when_it_is_allowed() {
	let rows = table();
	for state in states() {
		shop().build_and_execute(|| {
			open();
			let id = make(state);
			for row in &rows {
				for (_, by, then) in row.cells.iter().filter(|(at, ..)| *at == state) {
					let to = match then {
						Then::Stays => state,
						Then::Leads(to) => *to,
						Then::Resumes => state.below(),
						Then::Fails(_) => continue,
					};
					hypothetically!({
						let done = (row.act)(origin_of(*by), id);
						assert_eq!(done, Ok(()), "{} by {by:?} in {state:?}", row.name);
						assert_eq!(state_of(id), to, "{} by {by:?} in {state:?}", row.name);
						check_invariants();
					});
				}
			}
		});
	}
}

#[test]
fn call_should_change_nothing_when_the_table_refuses_it() {
	let rows = table();
	for state in states() {
		shop().build_and_execute(|| {
			open();
			let id = make(state);
			let before = root();
			for row in &rows {
				for (_, by, then) in row.cells.iter().filter(|(at, ..)| *at == state) {
					if let Then::Fails(error) = then {
						assert_refused(row, *by, id, *error, &before, &format!("{state:?}"));
					}
				}
			}
		});
	}
}

#[test]
fn call_should_change_nothing_when_somebody_makes_it_who_never_may() {
	let rows = table();
	for state in states() {
		shop().build_and_execute(|| {
			open();
			let id = make(state);
			let before = root();
			for row in rows.iter().filter(|row| row.index.is_some()) {
				for by in SIGNERS.iter().filter(|by| !row.by.contains(by)) {
					assert_refused(row, *by, id, row.others, &before, &format!("{state:?}"));
				}
				if !row.by.contains(&By::Governance) {
					let error = DispatchError::BadOrigin;
					assert_refused(row, By::Governance, id, error, &before, &format!("{state:?}"));
				}
			}
		});
	}
}

#[test]
fn call_should_change_nothing_when_the_order_is_not_on_record() {
	shop().build_and_execute(|| {
		open();
		for id in [make(State::Gone), OrderId(77)] {
			let before = root();
			for row in table() {
				for by in row.by {
					assert_refused(&row, *by, id, row.gone, &before, "Gone");
				}
			}
		}
	});
}

/// No call takes anything but a signature, and only governance refutes a payment.
#[test]
fn call_should_be_refused_when_nobody_signed_it() {
	use sp_runtime::traits::Dispatchable;
	Shop::default().build_and_execute(|| {
		let id = funded();
		let paid = receipt(id, ReceiptKind::Paid, PRICE);
		let calls: [Call<Test>; 31] = [
			Call::accept_asset { asset: USD },
			Call::publish_terms { terms: default_terms() },
			Call::retire_terms { terms: TERMS },
			Call::invoice { buyer: None, terms: TERMS, asset: USD, amount: 1, reference: text("") },
			Call::fund { order: id, max_total: 1 },
			Call::place {
				offers: vec![sign(simple_offer())].try_into().unwrap(),
				max_total: PRICE,
			},
			Call::cancel { order: id },
			Call::ship { orders: ids(&[id]), tracking: None },
			Call::confirm { orders: ids(&[id]) },
			Call::release { order: id, amount: 1 },
			Call::extend { order: id },
			Call::request_refund {
				order: id,
				amount: 1,
				kind: RefundKind::RefundOnly,
				evidence: None,
			},
			Call::answer_refund { order: id, answer: Answer::Approve },
			Call::refund { order: id, amount: 1 },
			Call::settle_due { orders: ids(&[id]) },
			Call::claim { recipient: buyer(), asset: USD },
			Call::close { orders: ids(&[id]) },
			Call::forgive { debtor: platform(), asset: USD },
			Call::invoice_external {
				buyer: buyer(),
				terms: TERMS,
				gateway: GATEWAY,
				currency: text3("CNY"),
				amount: 1,
				reference: text(""),
			},
			Call::attest { signatures: vouched(&paid), receipt: paid },
			Call::return_sent { order: id, tracking: None },
			Call::return_received { order: id },
			Call::dispute { order: id, evidence: None },
			Call::propose_split { order: id, to_buyer: 1 },
			Call::accept_split { order: id, to_buyer: 1 },
			Call::escalate { order: id, evidence: None },
			Call::decide { order: id, to_buyer: 1 },
			Call::refute_payment { order: id },
			Call::repay { order: id, amount: 1 },
			Call::retry_hook { order: id, observer: 0, notice: NoticeKind::Placed },
			Call::use_discount { order: id, means: Some(Means::Points(1)) },
		];
		for (index, call) in calls.into_iter().enumerate() {
			assert_eq!(usize::from(call.get_call_index()), index);
			let by_governance = matches!(call, Call::refute_payment { .. });
			for nobody in [RuntimeOrigin::none(), RuntimeOrigin::root()] {
				let refused = RuntimeCall::Souk(call.clone()).dispatch(nobody.clone());
				let error = refused.unwrap_err().error;
				match by_governance && frame_system::ensure_root(nobody).is_ok() {
					true => assert_eq!(error, E::NotExternal.into()),
					false => assert_eq!(error, DispatchError::BadOrigin),
				}
			}
		}
	});
}
