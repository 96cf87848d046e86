//! Time: how many blocks a slot takes (many where one node seals, one where validators compete), and
//! what the end of a session changes.

use crate::chain::{begin_block_at, end_block, start};
use souk_runtime::{constants::time::HOURS, Grandpa, Runtime, Session, System, Timestamp};

#[test]
fn blocks_should_share_a_slot_when_one_node_seals() {
	start("development").execute_with(|| {
		for millisecond in 0..5 {
			begin_block_at(1, millisecond);
			end_block();
		}
		assert_eq!(Timestamp::get() % 2_000, 4);
	});
}

#[test]
#[should_panic(expected = "Slot must increase")]
fn second_block_should_be_refused_in_a_slot_where_validators_compete() {
	start("local_testnet").execute_with(|| {
		begin_block_at(1, 0);
		end_block();
		begin_block_at(1, 1);
	});
}

#[test]
#[should_panic(expected = "Timestamp must increment")]
fn time_should_not_stand_still_between_blocks() {
	start("development").execute_with(|| {
		begin_block_at(1, 0);
		end_block();
		begin_block_at(1, 0);
	});
}

#[test]
#[should_panic(expected = "Timestamp slot must match")]
fn time_should_be_within_the_slot() {
	start("development").execute_with(|| begin_block_at(1, 2_000));
}

#[test]
fn validators_should_stay_when_sessions_end() {
	start("local_testnet").execute_with(|| {
		let authorities =
			|| (pallet_aura::Authorities::<Runtime>::get(), Grandpa::grandpa_authorities());
		let before = authorities();
		for session in 1..=3 {
			System::set_block_number(session * HOURS - 1);
			begin_block_at(session.into(), 0);
			end_block();
			assert_eq!(Session::current_index(), session);
			assert_eq!(Session::validators().len(), 4);
			assert_eq!(authorities(), before);
		}
	});
}
