//! What proxies may do, and that none can give on more than it has.

use crate::chain::{account, apply, begin_block, sign, start};
use frame_support::traits::{fungible::Inspect, InstanceFilter};
use souk_runtime::{
	configs::system::ProxyType::{self, *},
	constants::currency::SOUK,
	Balances, RuntimeCall, System,
};

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
		dest: account("Merchant").into(),
		value: SOUK,
	})
}

fn batch(calls: Vec<RuntimeCall>) -> RuntimeCall {
	RuntimeCall::Utility(pallet_utility::Call::batch_all { calls })
}

fn coupon_terms() -> pallet_coupons::TermsOf<souk_runtime::Runtime> {
	pallet_coupons::Terms {
		unit: pallet_coupons::Unit::Asset(souk_runtime::configs::assets::AssetKind::Native),
		worth: pallet_coupons::Worth::Fixed(1),
		min_price: 2,
		valid_from: 0,
		valid_until: 1,
		per_person: None,
		holding: pallet_coupons::Holding::Transferable,
	}
}

/// A call of every kind, with the proxies that may make it.
fn calls() -> Vec<(RuntimeCall, Vec<ProxyType>)> {
	let someone = account("Bob");
	vec![
		(
			RuntimeCall::System(frame_system::Call::remark { remark: vec![] }),
			vec![Any, NonTransfer],
		),
		(RuntimeCall::Session(pallet_session::Call::purge_keys {}), vec![Any, NonTransfer]),
		(transfer(), vec![Any]),
		(
			RuntimeCall::Assets(pallet_assets::Call::mint {
				id: 1.into(),
				beneficiary: someone.clone().into(),
				amount: 1,
			}),
			vec![Any, Assets],
		),
		(batch(vec![]), ProxyType::ALL.to_vec()),
		(
			RuntimeCall::Utility(pallet_utility::Call::as_derivative {
				index: 0,
				call: Box::new(transfer()),
			}),
			vec![Any],
		),
		(
			RuntimeCall::Proxy(pallet_proxy::Call::proxy {
				real: someone.clone().into(),
				force_proxy_type: None,
				call: Box::new(transfer()),
			}),
			vec![Any],
		),
		(RuntimeCall::Proxy(pallet_proxy::Call::remove_proxies {}), vec![Any]),
		(
			RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement {
				delegate: someone.clone().into(),
				call_hash: Default::default(),
			}),
			vec![Any, NonTransfer, CancelProxy],
		),
		(
			RuntimeCall::Multisig(pallet_multisig::Call::as_multi_threshold_1 {
				other_signatories: vec![someone],
				call: Box::new(transfer()),
			}),
			vec![Any],
		),
		(
			RuntimeCall::Preimage(pallet_preimage::Call::note_preimage { bytes: vec![] }),
			vec![Any, NonTransfer, Governance],
		),
		(
			RuntimeCall::Council(pallet_collective::Call::vote {
				proposal: Default::default(),
				index: 0,
				approve: true,
			}),
			vec![Any, NonTransfer, Governance],
		),
		(
			RuntimeCall::Orders(pallet_orders::Call::retire_terms { terms: Default::default() }),
			vec![Any, Orders],
		),
		(
			RuntimeCall::Logistics(pallet_logistics::Call::cancel_shipment {
				shipment: Default::default(),
			}),
			vec![Any, Logistics],
		),
		(
			RuntimeCall::Loyalty(pallet_loyalty::Call::pause { program: Default::default() }),
			vec![Any, Loyalty],
		),
		(
			RuntimeCall::Seasons(pallet_seasons::Call::cancel_season {
				season: Default::default(),
			}),
			vec![Any, Loyalty],
		),
		(
			RuntimeCall::Coupons(pallet_coupons::Call::cancel { batch: Default::default() }),
			vec![Any, Orders],
		),
		(
			RuntimeCall::Coupons(pallet_coupons::Call::issue {
				root: Default::default(),
				count: 1,
				terms: coupon_terms(),
				purse: 0,
			}),
			vec![Any, Orders],
		),
		(
			RuntimeCall::Coupons(pallet_coupons::Call::fund {
				batch: Default::default(),
				amount: 1,
			}),
			vec![Any, Orders],
		),
		(
			RuntimeCall::Coupons(pallet_coupons::Call::sweep {
				batch: Default::default(),
				limit: 1,
			}),
			vec![Any, Orders],
		),
		// Somebody's vouchers are not its shop's business.
		(
			RuntimeCall::Coupons(pallet_coupons::Call::give {
				batch: Default::default(),
				index: 0,
				to: account("Bob"),
			}),
			vec![Any],
		),
		(
			RuntimeCall::Coupons(pallet_coupons::Call::discard {
				batch: Default::default(),
				index: 0,
			}),
			vec![Any],
		),
		(
			RuntimeCall::DataSharing(pallet_data_sharing::Call::revoke_grant {
				grant: Default::default(),
			}),
			vec![Any, DataSharing],
		),
		// Whoever may change whose an identifier is could take it.
		(RuntimeCall::Membership(pallet_membership::Call::close {}), vec![Any]),
		(RuntimeCall::Sudo(pallet_sudo::Call::remove_key {}), vec![Any]),
		(RuntimeCall::SafeMode(pallet_safe_mode::Call::enter {}), vec![Any]),
	]
}

#[test]
fn filter_should_allow_what_a_type_is_for() {
	for (call, allowed) in calls() {
		for proxy in ProxyType::ALL {
			assert_eq!(proxy.filter(&call), allowed.contains(&proxy), "{proxy:?}: {call:?}");
		}
	}
}

#[test]
fn superset_should_hold_exactly_where_every_call_is_covered() {
	for a in ProxyType::ALL {
		for b in ProxyType::ALL {
			let covers = calls().iter().all(|(call, _)| a.filter(call) || !b.filter(call));
			assert_eq!(a.is_superset(&b), covers, "{a:?} over {b:?}");
		}
	}
}

#[test]
fn nothing_should_be_above_any() {
	for proxy in ProxyType::ALL {
		assert!(Any.is_superset(&proxy));
		assert_eq!(proxy.is_superset(&Any), proxy == Any);
	}
}

#[test]
fn batch_should_not_smuggle_a_transfer_when_sent_by_a_proxy() {
	start("development").execute_with(|| {
		begin_block(1);
		apply(sign(
			"Merchant2",
			RuntimeCall::Proxy(pallet_proxy::Call::add_proxy {
				delegate: account("Carrier").into(),
				proxy_type: Orders,
				delay: 0,
			}),
		))
		.unwrap()
		.unwrap();

		let before = Balances::balance(&account("Merchant2"));
		apply(sign(
			"Carrier",
			RuntimeCall::Proxy(pallet_proxy::Call::proxy {
				real: account("Merchant2").into(),
				force_proxy_type: None,
				call: Box::new(batch(vec![transfer()])),
			}),
		))
		.unwrap()
		.unwrap();

		assert_eq!(Balances::balance(&account("Merchant2")), before);
		System::assert_has_event(
			pallet_proxy::Event::ProxyExecuted {
				result: Err(frame_system::Error::<souk_runtime::Runtime>::CallFiltered.into()),
			}
			.into(),
		);
	});
}
