use super::*;

#[test]
fn request_prefix_should_store_it_and_hold_a_deposit_when_it_is_sound() {
	World::default().build_and_execute(|| {
		// Whoever has goods to send has SSCCs: nobody needs to be a carrier for that.
		assert_ok!(request(&stranger(), "4012345"));
		let deposit = PREFIX + 3 * BRANCH;
		let record = Prefixes::<Test>::get(stranger(), prefix("4012345"));
		assert_eq!(record, Some(Prefix { status: PrefixStatus::Requested, deposit }));
		assert_eq!(held(HoldReason::Prefix, &stranger()), deposit);
		assert_eq!(Nodes::<Test>::iter().count(), 0);
		let asked = Ev::PrefixRequested { owner: stranger(), prefix: prefix("4012345") };
		assert_eq!(take_events(), vec![asked]);
	});
}

#[test]
fn request_prefix_should_not_give_it_when_nobody_has_approved() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "4012345"));
		assert_noop!(Registry::ensure_owns(&stranger(), sscc("4012345")), E::NotPrefixOwner);
	});
}

#[test]
fn request_prefix_should_cost_more_when_the_prefix_is_longer() {
	World::default().build_and_execute(|| {
		let mut sum = 0;
		for digits in 4..=12u32 {
			assert_ok!(request(&stranger(), &"123456789012"[..digits as usize]));
			sum += PREFIX + Balance::from(digits - 4) * BRANCH;
			assert_eq!(held(HoldReason::Prefix, &stranger()), sum);
		}
	});
}

#[test]
fn request_prefix_should_be_taken_of_several_when_none_is_registered() {
	World::default().build_and_execute(|| {
		for who in [carrier(), rival(), stranger()] {
			assert_ok!(request(&who, "4012345"));
			assert_ok!(request(&who, "401234567"));
		}
		assert_eq!(Prefixes::<Test>::iter().count(), 6);
	});
}

#[test]
fn request_prefix_should_be_refused_when_it_has_too_few_or_too_many_digits() {
	World::default().build_and_execute(|| {
		for digits in ["", "401", "4012345678901"] {
			let number = digits.parse().unwrap_or_default();
			let prefix = CompanyPrefix { number, digits: digits.len() as u8 };
			let refused = Registry::request_prefix(origin(&stranger()), prefix);
			assert_noop!(refused, E::MalformedPrefix);
		}
		let more_than_it_says = CompanyPrefix { number: 10_000, digits: 4 };
		let refused = Registry::request_prefix(origin(&stranger()), more_than_it_says);
		assert_noop!(refused, E::MalformedPrefix);
		assert_ok!(request(&stranger(), "0000"));
		assert_ok!(request(&stranger(), "999999999999"));
	});
}

#[test]
fn request_prefix_should_be_refused_when_the_caller_has_it_or_has_asked() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "4012345"));
		assert_noop!(request(&stranger(), "4012345"), E::AlreadyRequested);
		assert_ok!(approve(&stranger(), "4012345"));
		assert_noop!(request(&stranger(), "4012345"), E::AlreadyRequested);
	});
}

#[test]
fn request_prefix_should_be_refused_when_it_is_registered_or_overlaps() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "4012345");
		for who in [carrier(), stranger()] {
			for digits in ["4012", "40123", "401234", "40123450", "401234599999"] {
				assert_noop!(request(&who, digits), E::PrefixOverlaps);
			}
			// Its neighbours, and what differs in one digit anywhere.
			for digits in ["4012344", "4012346", "4022345", "40123", "4013"] {
				let overlaps = "4012345".starts_with(digits);
				assert_eq!(request(&who, digits).is_ok(), !overlaps);
			}
		}
		assert_noop!(request(&rival(), "4012345"), E::PrefixTaken);
		// With a zero more in front, or behind, it is another one.
		assert_ok!(request(&rival(), "04012345"));
	});
}

#[test]
fn request_prefix_should_be_refused_when_the_deposit_cannot_be_held() {
	let (short, enough) = (account(61), account(62));
	World::default()
		.endow(short.clone(), ED + PREFIX - 1)
		.endow(enough.clone(), ED + PREFIX)
		.build_and_execute(|| {
			assert_noop!(request(&short, "4012"), E::LacksDeposit);
			assert_ok!(request(&enough, "4012"));
			assert_eq!(free_balance(&enough), ED);
		});
}

#[test]
fn request_prefix_should_be_refused_when_nobody_signs() {
	World::default().build_and_execute(|| {
		for unsigned in [RuntimeOrigin::root(), RuntimeOrigin::none()] {
			assert_noop!(Registry::request_prefix(unsigned, prefix("4012")), BadOrigin);
		}
	});
}
