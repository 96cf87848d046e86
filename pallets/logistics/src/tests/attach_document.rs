//! `attach_document`.

use super::*;

#[test]
fn document_should_be_on_record_when_somebody_attaches_it_who_has_to_do_with_it() {
	World.build_and_execute(|| {
		let id = picked_up();
		for who in [merchant(), buyer(), carrier(), courier(), scanner()] {
			reset();
			let before = shipment(id);
			pass(1);
			assert_ok!(attach(&who, id));
			let what = Occurrence::DocumentAttached(document("application/pdf"));
			assert_step(id, &before, entry(what, &who), |_| {});
			assert_eq!(take_steps(), vec![]);
		}
	});
}

#[test]
fn document_should_be_attached_by_the_parties_in_every_state_but_the_end() {
	World.build_and_execute(|| {
		let id = created();
		let both = |id| {
			assert_ok!(attach(&merchant(), id));
			assert_ok!(attach(&buyer(), id));
		};
		both(id);
		pick_up(id);
		let unit = unit();
		assert_ok!(pack(unit, &[id]));
		both(id);
		assert_ok!(attach(&courier(), id));
		assert_noop!(attach(&other_courier(), id), C::UnknownKey);
		assert_ok!(unpack(unit, &[id]));
		assert_ok!(claim(id));
		both(id);
		assert_ok!(attach(&courier(), id));
		assert_ok!(contest(id));
		both(id);
		assert_ok!(confirm(id));
		for who in [merchant(), buyer(), courier(), stranger()] {
			assert_noop!(attach(&who, id), E::HasEnded);
		}
	});
}

#[test]
fn document_should_be_refused_when_the_caller_has_nothing_to_do_with_it() {
	World.build_and_execute(|| {
		let id = created();
		assert_noop!(attach(&courier(), id), C::UnknownCarrier);
		pick_up(id);
		for who in [other_carrier(), other_courier(), pod_key(), stranger()] {
			assert_noop!(attach(&who, id), C::UnknownKey);
		}
	});
}

#[test]
fn document_should_be_refused_when_it_has_no_media_type() {
	World.build_and_execute(|| {
		let id = created();
		for bad in ["", "pdf", "/pdf", "application/", "/"] {
			let attached = Tracker::attach_document(origin(&merchant()), id, document(bad));
			assert_noop!(attached, E::BadMediaType);
		}
		let fine = document("a/b");
		assert_ok!(Tracker::attach_document(origin(&merchant()), id, fine));
	});
}
