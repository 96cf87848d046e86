//! The council's powers, and what an emergency stop leaves open.

use crate::chain::{account, apply, begin_block, end_block, sign, start};
use frame_support::{
	assert_noop, assert_ok,
	dispatch::GetDispatchInfo,
	migrations::{FailedMigrationHandler, FailedMigrationHandling},
	traits::{Contains, GetCallName},
};
use frame_system::limits::BlockWeights;
use souk_runtime::{
	configs::{
		governance::{SafeModeWhitelist, TxPauseWhitelist},
		system::{RuntimeBlockLength, RuntimeBlockWeights, SafeModeThenGovernance},
	},
	constants::currency::SOUK,
	Runtime, RuntimeCall, RuntimeOrigin, SafeMode, System, TxPause,
};
use sp_runtime::{traits::Hash, DispatchError};

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_allow_death {
		dest: account("Merchant").into(),
		value: SOUK,
	})
}

fn name(pallet: &str, call: &str) -> pallet_tx_pause::RuntimeCallNameOf<Runtime> {
	(pallet.as_bytes().to_vec().try_into().unwrap(), call.as_bytes().to_vec().try_into().unwrap())
}

/// Carries a motion with the votes of the given members.
fn motion(members: &[&str], call: RuntimeCall) {
	let threshold = members.len() as u32;
	let index = pallet_collective::ProposalCount::<
		Runtime,
		souk_runtime::configs::governance::CouncilCollective,
	>::get();
	let proposal = <Runtime as frame_system::Config>::Hashing::hash_of(&call);
	let length_bound = codec::Encode::encoded_size(&call) as u32;
	let weight = call.get_dispatch_info().call_weight;
	for (i, member) in members.iter().enumerate() {
		let step = if i == 0 {
			pallet_collective::Call::propose {
				threshold,
				proposal: Box::new(call.clone()),
				length_bound,
			}
		} else {
			pallet_collective::Call::vote { proposal, index, approve: true }
		};
		apply(sign(member, RuntimeCall::Council(step))).unwrap().unwrap();
	}
	// The first one has proposed and not voted.
	let vote = pallet_collective::Call::vote { proposal, index, approve: true };
	apply(sign(members[0], RuntimeCall::Council(vote))).unwrap().unwrap();
	let close = pallet_collective::Call::close {
		proposal_hash: proposal,
		index,
		proposal_weight_bound: weight,
		length_bound,
	};
	apply(sign(members[0], RuntimeCall::Council(close))).unwrap().unwrap();
}

#[test]
fn council_should_stop_and_resume_trade_when_two_thirds_agree() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
		motion(&["Alice", "Bob", "Charlie"], enter);
		assert!(SafeMode::is_entered());

		assert_eq!(
			apply(sign("Buyer", transfer())).unwrap(),
			Err(DispatchError::from(frame_system::Error::<Runtime>::CallFiltered))
		);
		// Not by a detour either.
		let detour =
			RuntimeCall::Utility(pallet_utility::Call::batch_all { calls: vec![transfer()] });
		assert!(apply(sign("Buyer", detour)).unwrap().is_err());

		// Blocks go on, and so does the council.
		end_block();
		begin_block(2);
		let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
		motion(&["Alice", "Bob", "Charlie"], exit);
		assert!(!SafeMode::is_entered());
		assert_ok!(apply(sign("Buyer", transfer())).unwrap());
	});
}

#[test]
fn council_should_not_stop_trade_when_only_half_agree() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_enter {});
		motion(&["Alice", "Bob"], enter);
		assert!(!SafeMode::is_entered());
	});
}

#[test]
fn nobody_should_stop_trade_by_paying() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		let enter = RuntimeCall::SafeMode(pallet_safe_mode::Call::enter {});
		assert!(apply(sign("Alice", enter)).unwrap().is_err());
		assert!(!SafeMode::is_entered());
	});
}

#[test]
fn paused_call_should_be_refused_until_it_is_resumed() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		let paused = name("Balances", "transfer_allow_death");
		motion(
			&["Alice", "Bob", "Charlie"],
			RuntimeCall::TxPause(pallet_tx_pause::Call::pause { full_name: paused.clone() }),
		);
		assert!(apply(sign("Buyer", transfer())).unwrap().is_err());
		motion(
			&["Alice", "Bob", "Charlie"],
			RuntimeCall::TxPause(pallet_tx_pause::Call::unpause { ident: paused }),
		);
		assert!(apply(sign("Buyer", transfer())).unwrap().is_ok());
	});
}

#[test]
fn pause_should_spare_what_the_chain_cannot_do_without() {
	start("development").execute_with(|| {
		for (pallet, call) in [
			("System", "remark"),
			("Timestamp", "set"),
			("Council", "vote"),
			("Sudo", "sudo"),
			("SafeMode", "force_exit"),
			("TxPause", "unpause"),
		] {
			assert!(TxPauseWhitelist::contains(&name(pallet, call)));
			assert_noop!(
				TxPause::pause(RuntimeOrigin::root(), name(pallet, call)),
				pallet_tx_pause::Error::<Runtime>::Unpausable
			);
		}
		assert!(!TxPauseWhitelist::contains(&name("Balances", "transfer_allow_death")));
	});
}

#[test]
fn safe_mode_should_let_blocks_and_governance_through_and_no_money() {
	let open = [
		RuntimeCall::Timestamp(pallet_timestamp::Call::set { now: 0 }),
		RuntimeCall::Council(pallet_collective::Call::disapprove_proposal {
			proposal_hash: Default::default(),
		}),
		RuntimeCall::TxPause(pallet_tx_pause::Call::pause { full_name: name("A", "b") }),
	];
	for call in open {
		assert!(SafeModeWhitelist::contains(&call), "{call:?}");
	}
	let closed = [transfer(), RuntimeCall::Assets(pallet_assets::Call::touch { id: 1.into() })];
	for call in closed {
		assert!(!SafeModeWhitelist::contains(&call), "{call:?}");
	}
}

#[test]
fn stop_should_close_the_entrances_of_orders_and_no_exit() {
	let entrances = [
		"accept_asset",
		"publish_terms",
		"invoice",
		"invoice_external",
		"fund",
		"place",
		"use_discount",
	];
	let calls = pallet_orders::Call::<Runtime>::get_call_names();
	// A renamed entrance would silently become an exit.
	for entrance in entrances {
		assert!(calls.contains(&entrance), "{entrance}");
	}
	for call in calls {
		let spared = TxPauseWhitelist::contains(&name("Orders", call));
		assert_eq!(spared, !entrances.contains(call), "{call}");
	}
	let exit = pallet_orders::Call::settle_due { orders: Default::default() };
	assert!(SafeModeWhitelist::contains(&RuntimeCall::Orders(exit)));
	let entrance = pallet_orders::Call::accept_asset {
		asset: souk_runtime::configs::assets::AssetKind::WithId(1),
	};
	assert!(!SafeModeWhitelist::contains(&RuntimeCall::Orders(entrance)));

	let calls = pallet_gateways::Call::<Runtime>::get_call_names();
	assert!(calls.contains(&"register"));
	for call in calls {
		let spared = TxPauseWhitelist::contains(&name("Gateways", call));
		assert_eq!(spared, *call != "register", "{call}");
	}
	let suspend = pallet_gateways::Call::suspend { gateway: Default::default() };
	assert!(SafeModeWhitelist::contains(&RuntimeCall::Gateways(suspend)));
}

#[test]
fn stop_should_close_the_entrances_of_members_and_programs_and_no_exit() {
	let check = |pallet: &str, calls: &[&str], entrances: &[&str]| {
		for entrance in entrances {
			assert!(calls.contains(entrance), "{entrance}");
		}
		for call in calls {
			let spared = TxPauseWhitelist::contains(&name(pallet, call));
			assert_eq!(spared, !entrances.contains(call), "{call}");
		}
	};
	check(
		"Membership",
		pallet_membership::Call::<Runtime>::get_call_names(),
		&["register", "bind_proof", "rebind_proof", "register_issuer"],
	);
	check(
		"Loyalty",
		pallet_loyalty::Call::<Runtime>::get_call_names(),
		&[
			"create_program",
			"add_rule",
			"edit_rule",
			"set_redemption",
			"invite_merchant",
			"join",
			"check_in",
			"claim_task",
			"gift",
			"set_tiers",
			"open_pool",
			"join_pool",
			"contribute",
		],
	);
	check(
		"Seasons",
		pallet_seasons::Call::<Runtime>::get_call_names(),
		&["open_season", "raise_budget"],
	);
	check(
		"Coalition",
		pallet_coalition::Call::<Runtime>::get_call_names(),
		&["propose_partner", "accept_partner", "exchange"],
	);
	check(
		"Coupons",
		pallet_coupons::Call::<Runtime>::get_call_names(),
		&["issue", "fund", "redeem"],
	);
	check(
		"DataSharing",
		pallet_data_sharing::Call::<Runtime>::get_call_names(),
		&[
			"register_dataset",
			"publish_version",
			"propose",
			"counter",
			"accept",
			"finalize",
			"give_consent",
			"give_consent_signed",
			"grant",
			"grant_batch",
			"delegate",
			"fund_access",
		],
	);
	for exit in [
		RuntimeCall::Membership(pallet_membership::Call::close {}),
		RuntimeCall::Loyalty(pallet_loyalty::Call::leave {}),
	] {
		assert!(SafeModeWhitelist::contains(&exit), "{exit:?}");
	}
	for entrance in [
		RuntimeCall::Membership(pallet_membership::Call::register_issuer {
			name: Default::default(),
			signers: Default::default(),
		}),
		RuntimeCall::Loyalty(pallet_loyalty::Call::join { program: Default::default() }),
	] {
		assert!(!SafeModeWhitelist::contains(&entrance), "{entrance:?}");
	}
}

#[test]
fn failed_migration_should_close_trade_and_leave_governance_open() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		assert_eq!(SafeModeThenGovernance::failed(None), FailedMigrationHandling::ForceUnstuck);
		assert!(SafeMode::is_entered());
		// A second failure, in safe mode already.
		assert_eq!(SafeModeThenGovernance::failed(Some(1)), FailedMigrationHandling::ForceUnstuck);
		assert!(apply(sign("Buyer", transfer())).unwrap().is_err());
		let exit = RuntimeCall::SafeMode(pallet_safe_mode::Call::force_exit {});
		motion(&["Alice", "Bob", "Charlie"], exit);
		assert!(apply(sign("Buyer", transfer())).unwrap().is_ok());
	});
}

#[test]
fn sudo_should_refuse_everybody_when_there_is_no_key() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		let call = Box::new(RuntimeCall::System(frame_system::Call::remark { remark: vec![] }));
		for who in ["Alice", "Platform"] {
			let sudo = RuntimeCall::Sudo(pallet_sudo::Call::sudo { call: call.clone() });
			assert!(apply(sign(who, sudo)).unwrap().is_err());
		}
	});
}

#[test]
fn limits_should_be_those_that_the_docs_argue_for() {
	let weights: BlockWeights = RuntimeBlockWeights::get();
	assert_eq!(weights.max_block.ref_time(), 750_000_000_000);
	let length = RuntimeBlockLength::get();
	assert_eq!(length.max_header_size(), 1024 * 1024);
	use frame_support::dispatch::DispatchClass::{Normal, Operational};
	assert_eq!(*length.max.get(Normal), 3_932_160);
	assert_eq!(*length.max.get(Operational), 5_242_880);
}

#[test]
fn council_should_act_as_root_when_it_has_named_the_call() {
	start("local_testnet").execute_with(|| {
		begin_block(1);
		// Only root may store code to upgrade to.
		let upgrade = RuntimeCall::System(frame_system::Call::authorize_upgrade {
			code_hash: sp_core::H256::repeat_byte(7),
		});
		let call_hash = <Runtime as frame_system::Config>::Hashing::hash_of(&upgrade);
		let whitelist =
			RuntimeCall::Whitelist(pallet_whitelist::Call::whitelist_call { call_hash });
		let dispatch = RuntimeCall::Whitelist(
			pallet_whitelist::Call::dispatch_whitelisted_call_with_preimage {
				call: Box::new(upgrade),
			},
		);
		// Half of the council cannot.
		motion(&["Alice", "Bob"], whitelist.clone());
		assert!(System::authorized_upgrade().is_none());

		motion(&["Alice", "Bob", "Charlie"], whitelist);
		motion(&["Alice", "Bob", "Charlie"], dispatch);
		assert!(System::authorized_upgrade().is_some());
	});
}
