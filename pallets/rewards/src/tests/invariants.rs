//! Many operations in any order: the state stays sound, and in the end everything comes back.

use super::*;

const REWARDS: u64 = 4;

/// Numbers that look random, the same for the same seed.
struct Dice(u64);

impl Dice {
	fn roll(&mut self, sides: u64) -> u64 {
		// An xorshift generator.
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0 % sides
	}
}

/// The accounts 20 to 25 are of the people 0 to 2, two for each; 26 is nobody's.
fn somebody(dice: &mut Dice) -> (AccountId, u64) {
	let n = dice.roll(7);
	(account(20 + n as u8), n / 2)
}

/// Like a transaction: all of it or nothing.
fn send(call: impl Into<RuntimeCall>, who: &AccountId) -> bool {
	call.into().dispatch(origin(who)).is_ok()
}

fn step(dice: &mut Dice) -> bool {
	let id = RewardId(dice.roll(REWARDS));
	let Some(reward) = State::get(id) else { return false };
	let item = dice.roll(u64::from(reward.minted) + 1) as u32;
	let ((who, person), (other, _)) = (somebody(dice), somebody(dice));
	let collection = reward.collection;
	match dice.roll(12) {
		0..=3 => send(Call::buy { reward: id }, &who),
		4..=5 => {
			let deadline = Timestamp::get() + 1;
			let signature = signed(genesis_hash(), id, subject(person), deadline);
			send(Call::claim_badge { reward: id, deadline, signature }, &who)
		},
		6 => {
			let call = pallet_nfts::Call::transfer { collection, item, dest: other };
			send(call, &who)
		},
		7..=8 => send(Call::redeem { reward: id, item }, &who),
		9 => send(pallet_nfts::Call::burn { collection, item }, &who),
		10 => send(Call::restock { reward: id, count: dice.roll(4) as u32 }, &operator()),
		_ => match dice.roll(6) {
			0 => send(Call::end_reward { reward: id }, &operator()),
			1 => send(Call::sweep_tallies { reward: id, limit: dice.roll(3) as u32 }, &who),
			2 => {
				set_time(Timestamp::get() + dice.roll(4) * HOUR);
				true
			},
			_ => send(Call::close_reward { reward: id }, &operator()),
		},
	}
}

/// Everybody hands in or puts away what they have, and the operator closes everything.
fn wind_up(id: RewardId) {
	let Some(reward) = State::get(id) else { return };
	send(Call::end_reward { reward: id }, &operator());
	for item in 0..reward.minted {
		if let Some(who) = owner(id, item) {
			let collection = reward.collection;
			assert!(send(pallet_nfts::Call::burn { collection, item }, &who));
		}
	}
	send(Call::sweep_tallies { reward: id, limit: MAX_SWEPT }, &stranger());
	assert!(send(Call::close_reward { reward: id }, &operator()));
}

#[test]
fn deposits_should_come_back_to_the_last_unit_when_anything_happened_in_between() {
	let mut done = 0;
	for seed in 1..=40u64 {
		println!("seed {seed}");
		let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15));
		execute(|| {
			for n in 0..7u8 {
				assert_ok!(Balances::transfer_keep_alive(origin(&stranger()), account(20 + n), ED));
				if n < 6 {
					let member = MemberId(500 + u64::from(n));
					enrol(account(20 + n), member, u64::from(n / 2));
					Purses::put(member, POINTS);
				}
			}
			offer(gift(), 5);
			offer(bound_gift(2), 5);
			offer(badge(), 2);
			offer(Terms { ends: Some(T0 + 5 * HOUR), ..bound_gift(3) }, 6);
			for _ in 0..150 {
				done += u32::from(step(&mut dice));
				assert_ok!(Rewards::do_try_state());
			}
			(0..REWARDS).for_each(|id| wind_up(RewardId(id)));
			assert_eq!(free_balance(&operator()), ENDOWMENT);
			assert_eq!(held(&operator()), 0);
			assert!(Tallies::<Test>::iter().next().is_none());
			for n in 0..7 {
				assert_eq!(free_balance(&account(20 + n)), ED);
			}
		});
	}
	// Some of them did something.
	println!("{done} operations succeeded");
	assert!(done > 1_000, "only {done} operations succeeded");
}
