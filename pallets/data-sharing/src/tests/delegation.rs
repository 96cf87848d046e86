//! Passing on: never wider, four steps, and all at an end when one of them is.

use super::*;

/// What the consumer can read, passed on so many times; the last of them.
fn chain(steps: usize) -> Vec<GrantId> {
	let people = [third(), fourth(), stranger(), subject()];
	let mut ids = vec![granted()];
	for (step, to) in people.iter().take(steps).enumerate() {
		ids.push(delegated(ids[step], to, 9 - step as u32));
	}
	ids
}

#[test]
fn child_should_not_be_wider_than_its_parent_in_anything() {
	run(|| {
		let parent = granted();
		let wide = |scope| delegate(parent, &third(), scope);
		let more = Purposes(PURPOSE.0 | Purposes::MARKETING.0);
		assert_noop!(wide(Scope { purposes: more, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { fields: FIELDS | 1, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { not_after: T0 + 1_000_001, ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { max_access: Some(11), ..scope() }), E::TooWide);
		assert_noop!(wide(Scope { max_access: None, ..scope() }), E::TooWide);
		assert_ok!(register_with(H256::repeat_byte(8), description(DataClass::Personal)));
		assert_noop!(wide(scope_of(id_of(H256::repeat_byte(8)))), E::TooWide);
		assert_noop!(wide(Scope { fields: 0, ..scope() }), E::NothingGranted);
		take_events();
		assert_ok!(wide(Scope { max_access: Some(4), fields: 2, ..scope() }));
		let event = Ev::Granted {
			grant: GrantId(1),
			dataset: dataset(),
			grantee: third(),
			basis: Basis::Agreement(AGREEMENT),
			parent: Some(parent),
		};
		assert_eq!(take_events(), vec![event]);
		let child = grant_of(GrantId(1));
		assert_eq!((child.depth, child.fields, child.remaining), (1, 2, Some(4)));
		// And its own child is inside of that.
		let scope = Scope { max_access: Some(1), ..scope() };
		assert_noop!(delegate(GrantId(1), &fourth(), scope), E::TooWide);
	});
}

#[test]
fn accesses_should_be_used_once_when_they_are_passed_on() {
	run(|| {
		let parent = granted();
		delegated(parent, &third(), 6);
		assert_eq!(grant_of(parent).remaining, Some(4));
		let more = Scope { max_access: Some(5), ..scope() };
		assert_noop!(delegate(parent, &fourth(), more), E::TooWide);
		let last = delegated(parent, &fourth(), 4);
		assert_eq!(grant_of(parent).remaining, Some(0));
		assert_eq!(Data::valid(parent).err(), Some(Denial::NoAccessLeft));
		assert!(Data::valid(last).is_ok());
		let none = delegate(parent, &stranger(), Scope { max_access: Some(1), ..scope() });
		assert_noop!(none, E::NoAccessLeft);
	});
}

#[test]
fn only_the_grantee_should_pass_on() {
	run(|| {
		let parent = granted();
		for other in [owner(), subject(), third()] {
			let refused = Data::delegate(origin(&other), parent, fourth(), scope());
			assert_noop!(refused, E::UnknownGrant);
		}
		let unknown = Data::delegate(origin(&consumer()), GrantId(7), third(), scope());
		assert_noop!(unknown, E::UnknownGrant);
	});
}

#[test]
fn data_should_be_passed_on_four_steps_and_no_further() {
	run(|| {
		let ids = chain(4);
		assert_eq!(grant_of(ids[4]).depth, 4);
		let further = Scope { max_access: Some(1), ..scope() };
		assert_noop!(delegate(ids[4], &third(), further), E::OnwardDepth);
	});
}

#[test]
fn data_should_be_passed_on_no_further_than_the_terms_say() {
	run(|| {
		let id = granted_with(DataClass::Business, Terms { onward_depth: 1, ..terms() });
		let child = delegated(id, &third(), 2);
		let further = Scope { max_access: Some(1), ..scope() };
		assert_noop!(delegate(child, &fourth(), further), E::OnwardDepth);
	});
	run(|| {
		let id = granted_with(DataClass::Business, Terms { onward_depth: 0, ..terms() });
		assert_noop!(delegate(id, &third(), scope()), E::OnwardDepth);
	});
	run(|| {
		let terms = Terms { onward_depth: 0, actions: Actions::USE, ..terms() };
		let id = granted_with(DataClass::Business, terms);
		assert_noop!(delegate(id, &third(), scope()), E::OnwardDepth);
	});
}

#[test]
fn sensitive_data_should_never_be_passed_on() {
	run(|| {
		let id = granted_with(DataClass::Sensitive, terms());
		assert_noop!(delegate(id, &third(), scope()), E::SensitiveStaysPut);
	});
}

#[test]
fn all_below_should_be_over_when_one_of_a_chain_is_revoked() {
	run(|| {
		let ids = chain(4);
		for at in 0..4 {
			hypothetically!({
				assert_ok!(revoke(ids[at]));
				for (other, id) in ids.iter().enumerate() {
					let expected = match other {
						_ if other < at => None,
						_ if other == at => Some(Denial::Revoked),
						_ => Some(Denial::AncestorInvalid),
					};
					assert_eq!(Data::valid(*id).err(), expected, "{at} {other}");
				}
				let below = Scope { max_access: Some(1), ..scope() };
				let refused = delegate(ids[at + 1], &consumer(), below);
				assert_noop!(refused, E::AncestorInvalid);
			});
		}
	});
}

#[test]
fn all_below_should_be_over_when_consent_agreement_or_dataset_is() {
	run(|| {
		let ids = chain(4);
		let last = ids[4];
		for (end, denial) in [
			(withdraw as fn() -> DispatchResult, Denial::ConsentWithdrawn),
			(|| Data::suspend(origin(&owner()), AGREEMENT), Denial::AgreementNotInForce),
			(|| Data::terminate(origin(&consumer()), AGREEMENT), Denial::AgreementNotInForce),
			(|| Data::retire_dataset(origin(&owner()), dataset()), Denial::Erased),
		] {
			hypothetically!({
				assert_ok!(end());
				assert_eq!(Data::valid(last).err(), Some(denial));
			});
		}
	});
}

#[test]
fn whoever_it_came_through_should_revoke() {
	run(|| {
		let ids = chain(3);
		let may = [owner(), subject(), consumer(), third(), fourth(), stranger()];
		for who in may {
			hypothetically!({
				assert_ok!(Data::revoke_grant(origin(&who), ids[3]));
			});
		}
		// But nobody above.
		for below in [fourth(), stranger()] {
			let refused = Data::revoke_grant(origin(&below), ids[1]);
			assert_noop!(refused, E::MayNotRevoke);
		}
	});
}

#[test]
fn whom_data_is_passed_on_to_should_have_room_for_what_the_owner_grants() {
	run(|| {
		registered_as(DataClass::Business);
		agreed();
		let unlimited = Scope { max_access: Some(100), ..scope() };
		assert_ok!(grant_with(unlimited));
		let root = newest();
		for _ in 0..MAX_PASSED_ON {
			delegated(root, &third(), 1);
		}
		let more = Scope { max_access: Some(1), ..scope() };
		assert_noop!(delegate(root, &third(), more), E::TooManyGrants);
		assert_ok!(Data::propose(origin(&owner()), third(), Side::Provider, terms()));
		let id = AgreementId(1);
		assert_ok!(accept(id, &third()));
		assert_ok!(Data::finalize(origin(&owner()), id));
		assert_ok!(Data::grant(origin(&owner()), id, scope()));
	});
}
