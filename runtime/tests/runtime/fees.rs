//! The figures that `configs::fees` promises.

use crate::{
	chain::{account, apply, begin_block, end_block, sign, start},
	loyalty::{make_member, make_program, next_block, ok, program_terms, EPOCH, PROGRAM},
};
use codec::Encode;
use frame_support::{
	dispatch::{DispatchClass, GetDispatchInfo},
	traits::fungible::Inspect,
	weights::Weight,
};
use pallet_loyalty::{Formula, Limits, Rule, Trigger};
use pallet_transaction_payment::{Multiplier, NextFeeMultiplier};
use souk_runtime::{
	configs::system::{RuntimeBlockWeights, MAXIMUM_BLOCK_WEIGHT},
	constants::{
		currency::{deposit, MILLI_SOUK, SOUK},
		time::HOURS,
	},
	Balances, Runtime, RuntimeCall, System, TransactionPayment, UncheckedExtrinsic,
};
use sp_runtime::{traits::Convert, FixedPointNumber, Perbill};

type Update = <Runtime as pallet_transaction_payment::Config>::FeeMultiplierUpdate;

fn transfer() -> RuntimeCall {
	RuntimeCall::Balances(pallet_balances::Call::transfer_keep_alive {
		dest: account("Merchant").into(),
		value: SOUK / 2,
	})
}

fn fee_of(transaction: &UncheckedExtrinsic) -> u128 {
	let length = transaction.encoded_size() as u32;
	TransactionPayment::query_info(transaction.clone(), length).partial_fee
}

#[test]
fn transfer_should_cost_between_one_and_two_thousandths() {
	start("development").execute_with(|| {
		begin_block(1);
		let transaction = sign("Buyer2", transfer());
		let info = transaction.get_dispatch_info();
		let estimate = fee_of(&transaction);
		println!(
			"transfer: {} bytes, {} of compute, {} SOUK",
			transaction.encoded_size(),
			info.total_weight(),
			estimate as f64 / SOUK as f64
		);
		assert!((MILLI_SOUK..=2 * MILLI_SOUK).contains(&estimate), "{estimate}");

		let before = Balances::balance(&account("Buyer2"));
		apply(transaction).unwrap().unwrap();
		let paid = before - SOUK / 2 - Balances::balance(&account("Buyer2"));
		assert!(paid <= estimate && paid >= MILLI_SOUK, "{paid}");
		end_block();
	});
}

#[test]
fn fee_should_go_to_the_author_when_a_block_is_made() {
	start("local_testnet").execute_with(|| {
		// The test chains' slots begin with a multiple of four: this one is the third validator's.
		begin_block(2);
		let author = account("Charlie");
		let before = Balances::balance(&author);
		let issued = Balances::total_issuance();
		let payer = Balances::balance(&account("Buyer"));
		let remark = RuntimeCall::System(frame_system::Call::remark { remark: vec![] });
		apply(sign("Buyer", remark)).unwrap().unwrap();
		let paid = payer - Balances::balance(&account("Buyer"));
		assert!(paid > 0);
		assert_eq!(Balances::balance(&author) - before, paid);
		assert_eq!(Balances::total_issuance(), issued);
	});
}

/// The multiplier after so many blocks, each filled with transactions to the given share.
fn multiplier_after(blocks: u32, start: Multiplier, fullness: Perbill) -> Multiplier {
	let normal = RuntimeBlockWeights::get().get(DispatchClass::Normal).max_total.unwrap();
	System::set_block_consumed_resources(Weight::zero(), 0);
	System::register_extra_weight_unchecked(
		Weight::from_parts(fullness * normal.ref_time(), 0),
		DispatchClass::Normal,
	);
	(0..blocks).fold(start, |multiplier, _| Update::convert(multiplier))
}

#[test]
fn price_should_stay_at_one_until_blocks_are_half_full() {
	start("development").execute_with(|| {
		assert_eq!(NextFeeMultiplier::<Runtime>::get(), Multiplier::from(1));
		for percent in [0, 25, 50] {
			let fullness = Perbill::from_percent(percent);
			let after = multiplier_after(100, Multiplier::from(1), fullness);
			// Half full is the target to a rounding error.
			assert!(
				after < Multiplier::saturating_from_rational(1_000_001, 1_000_000),
				"{after:?}"
			);
			assert!(after >= Multiplier::from(1));
		}
	});
}

#[test]
fn price_should_rise_by_a_fifth_when_blocks_are_full_for_an_hour() {
	start("development").execute_with(|| {
		let after = multiplier_after(HOURS, Multiplier::from(1), Perbill::one());
		assert!(after > Multiplier::saturating_from_rational(118, 100), "{after:?}");
		assert!(after < Multiplier::saturating_from_rational(122, 100), "{after:?}");
	});
}

#[test]
fn price_should_reach_ten_after_half_a_day_and_never_pass_it() {
	start("development").execute_with(|| {
		let half_a_day = multiplier_after(12 * HOURS, Multiplier::from(1), Perbill::one());
		assert!(half_a_day < Multiplier::from(10), "{half_a_day:?}");
		assert_eq!(
			multiplier_after(14 * HOURS, Multiplier::from(1), Perbill::one()),
			Multiplier::from(10)
		);
	});
}

#[test]
fn price_should_fall_again_when_blocks_are_empty() {
	start("development").execute_with(|| {
		let after = multiplier_after(14 * HOURS, Multiplier::from(10), Perbill::zero());
		assert_eq!(after, Multiplier::from(1));
	});
}

#[test]
fn filling_blocks_should_cost_what_the_docs_say() {
	start("development").execute_with(|| {
		begin_block(1);
		let transaction = sign("Buyer2", transfer());
		let weight = transaction.get_dispatch_info().total_weight().ref_time();
		let base = RuntimeBlockWeights::get().get(DispatchClass::Normal).base_extrinsic.ref_time();
		let room = (Perbill::from_percent(75) * MAXIMUM_BLOCK_WEIGHT).ref_time();
		let per_block = u128::from(room / (weight + base));
		println!("{per_block} transfers fill a block");
		let an_hour = |fee: u128| fee * per_block * u128::from(HOURS) / SOUK;
		let cheap = an_hour(fee_of(&transaction));
		NextFeeMultiplier::<Runtime>::put(Multiplier::from(10));
		let dear = an_hour(fee_of(&transaction));
		println!("an hour of full blocks: {cheap} SOUK, at last {dear} SOUK");
		assert!((3_000..4_000).contains(&cheap));
		assert!((22_000..28_000).contains(&dear));
	});
}

#[test]
fn deposits_should_be_what_the_docs_say() {
	assert_eq!(deposit(3, 400), SOUK / 10);
	assert_eq!(deposit(0, 1_000_000_000), 100_000 * SOUK);
}

/// What a block is charged for a signed transaction, in picoseconds.
fn charged(name: &str, call: impl Into<RuntimeCall>) -> u64 {
	let before = System::block_weight().total().ref_time();
	ok(name, call);
	System::block_weight().total().ref_time() - before
}

#[test]
fn earning_should_weigh_at_most_one_and_a_half_transfers_when_no_money_moves() {
	start("development").execute_with(|| {
		begin_block(1);
		make_member(None);
		make_program(program_terms(), false);
		let rule = Rule {
			trigger: Trigger::CheckIn,
			formula: Formula::Flat(10),
			limits: Limits {
				window: 3_600_000,
				per_subject: Some(10),
				overall: None,
				cooldown: 0,
				budget: 1_000_000,
			},
			ranked: false,
			attestors: Default::default(),
		};
		ok("Platform", pallet_loyalty::Call::add_rule { program: PROGRAM, rule });
		let float = 10 * SOUK;
		ok("Platform", pallet_loyalty::Call::set_float { program: PROGRAM, float });
		next_block(1 + EPOCH);
		let check_in = || pallet_loyalty::Call::check_in { program: PROGRAM, rule: 1 };
		let first = charged("Buyer", check_in());

		next_block(1 + 2 * EPOCH);
		let transfer = charged("Buyer", transfer());
		let again = charged("Buyer", check_in());
		println!("a transfer {transfer} ps, a first check-in {first} ps, a later one {again} ps");
		assert!(first > again, "{first} {again}");
		assert!(2 * again <= 3 * transfer, "{again} {transfer}");
	});
}
