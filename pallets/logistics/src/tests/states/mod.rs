//! Every state × every call × everybody: what is allowed works and leads where it should,
//! everything else is refused with its own error and changes nothing. `DECISIONS.md` says the same
//! to people.

use super::*;
use frame_support::traits::{GetCallIndex, GetCallName};
use sp_runtime::StateVersion;
use std::collections::BTreeMap;

mod declaration;
mod document;
mod makers;

use declaration::{states, table, At, By, Row, Then, ALL, ELSEWHERE, UNITS};
use makers::{make, open, state_of, Way, UNIT};

fn origin_of(by: By, way: Way) -> RuntimeOrigin {
	origin(&match by {
		By::Shipper => way.shipper(),
		By::Consignee => way.consignee(),
		By::Carrier => carrier(),
		By::Courier => courier(),
		By::Scanner => scanner(),
		By::Device => device(),
		By::OtherCarrier => other_carrier(),
		By::OtherCourier => other_courier(),
		By::Stranger => stranger(),
	})
}

/// The state, as seen from within a transaction, whose depth is part of it.
fn root() -> Vec<u8> {
	hypothetically!(sp_io::storage::root(StateVersion::V1))
}

/// Runs something in each state of what goes that way. Units go either way.
fn in_each(way: Way, test: impl Fn(At, ShipmentId)) {
	for state in states() {
		if way == Way::Back && UNITS.contains(&state) {
			continue;
		}
		World.build_and_execute(|| {
			open();
			let id = make(state, way);
			test(state, id);
		});
	}
}

/// Refused to everybody to whom the table says so, with nothing changed and nothing said.
fn assert_refused(rows: &[Row], way: Way, id: ShipmentId, at: At) {
	let before = root();
	for row in rows {
		for by in ALL {
			let Then::Fails(error) = row.cells[&(at, *by)] else { continue };
			hypothetically!({
				let result = (row.act)(origin_of(*by, way), id);
				assert_eq!(result, Err(error), "{} by {by:?} in {at:?}, {way:?}", row.name);
				let after = sp_io::storage::root(StateVersion::V1);
				assert!(after == before, "{} by {by:?} changed something in {at:?}", row.name);
			});
		}
	}
}

/// Allowed to everybody to whom the table says so, with all invariants kept.
fn assert_allowed(rows: &[Row], way: Way, id: ShipmentId, at: At) {
	for row in rows {
		for by in ALL {
			let to = match row.cells[&(at, *by)] {
				Then::Stays => at,
				Then::Leads(to) => to,
				Then::Fails(_) => continue,
			};
			hypothetically!({
				let done = (row.act)(origin_of(*by, way), id);
				assert_eq!(done, Ok(()), "{} by {by:?} in {at:?}, {way:?}", row.name);
				assert_eq!(state_of(id), to, "{} by {by:?} in {at:?}, {way:?}", row.name);
				check_all();
			});
		}
	}
}

#[test]
fn table_should_say_something_about_everything_when_it_is_counted() {
	for row in table() {
		for state in states().into_iter().chain([At::Gone]) {
			for by in ALL {
				assert!(row.cells.contains_key(&(state, *by)), "{} {state:?} {by:?}", row.name);
			}
		}
		assert_eq!(row.cells.len(), (states().len() + 1) * ALL.len(), "{}", row.name);
	}
}

#[test]
fn table_should_have_every_call_when_the_pallet_is_asked() {
	let mut indices: Vec<u8> = table().iter().map(|row| row.index).collect();
	indices.extend(ELSEWHERE);
	indices.sort();
	indices.dedup();
	assert_eq!(indices, Call::<Test>::get_call_indices());
	assert_eq!(indices, (0..31).collect::<Vec<u8>>());
	let names = Call::<Test>::get_call_names();
	for row in table() {
		assert!(row.name.starts_with(names[usize::from(row.index)]), "{}", row.name);
	}
}

#[test]
fn call_should_lead_where_the_table_says_when_it_is_allowed() {
	let rows = table();
	in_each(Way::Out, |state, id| assert_allowed(&rows, Way::Out, id, state));
}

#[test]
fn call_should_lead_where_the_table_says_when_goods_go_back() {
	let rows = table();
	in_each(Way::Back, |state, id| assert_allowed(&rows, Way::Back, id, state));
}

#[test]
fn call_should_change_nothing_when_the_table_refuses_it() {
	let rows = table();
	in_each(Way::Out, |state, id| assert_refused(&rows, Way::Out, id, state));
}

#[test]
fn call_should_change_nothing_when_the_table_refuses_it_and_goods_go_back() {
	let rows = table();
	in_each(Way::Back, |state, id| assert_refused(&rows, Way::Back, id, state));
}

#[test]
fn call_should_change_nothing_when_the_shipment_is_not_on_record() {
	let rows = table();
	World.build_and_execute(|| {
		open();
		for id in [make(At::Gone, Way::Out), ShipmentId(77)] {
			assert_refused(&rows, Way::Out, id, At::Gone);
		}
	});
	let possible = |then: &Then| !matches!(then, Then::Fails(_));
	for row in rows {
		assert!(!ALL.iter().any(|by| possible(&row.cells[&(At::Gone, *by)])), "{}", row.name);
	}
}

/// What is carried out by anyone's call is what the sweep carries out.
#[test]
fn sweep_should_lead_where_the_table_says_that_a_call_does() {
	let rows = table();
	let advance = rows.iter().find(|row| row.name == "advance_due").unwrap();
	in_each(Way::Out, |state, id| {
		let to = match advance.cells[&(state, By::Stranger)] {
			Then::Leads(to) => to,
			_ => state,
		};
		idle();
		assert_eq!(state_of(id), to, "{state:?}");
	});
}

/// No call takes anything but a signature.
#[test]
fn call_should_be_refused_when_nobody_signed_it() {
	World.build_and_execute(|| {
		open();
		let id = make(At::Keyed, Way::Out);
		let none = || RuntimeOrigin::none();
		for row in table() {
			for nobody in [none(), RuntimeOrigin::root()] {
				assert_eq!((row.act)(nobody, id), Err(DispatchError::BadOrigin), "{}", row.name);
			}
		}
		for nobody in [none, RuntimeOrigin::root] {
			let refused = [
				Tracker::create_shipment(nobody(), ORDER, parcel()),
				Tracker::create_shipments(nobody(), Default::default()),
				Tracker::create_return(nobody(), ORDER, parcel()),
				Tracker::create_unit(nobody(), None, 0),
				Tracker::tell_order(nobody(), ORDER, Direction::Outbound),
			];
			assert_eq!(refused, [Err(DispatchError::BadOrigin); 5]);
		}
	});
}
