use super::*;

fn owns(who: &AccountId, digits: &str) -> bool {
	Registry::ensure_owns(who, sscc(digits)).is_ok()
}

#[test]
fn ensure_owns_should_hold_when_the_prefix_has_any_length() {
	let digits = "987654321098";
	for length in 4..=12 {
		World::default().build_and_execute(|| {
			obtain(&stranger(), &digits[..length]);
			assert!(owns(&stranger(), digits));
			assert!(owns(&stranger(), &digits[..length]));
			assert!(!owns(&carrier(), digits));
			// One digit less of it is not enough.
			let near = format!("{}0", &digits[..length - 1]);
			assert_eq!(owns(&stranger(), &near), near.starts_with(&digits[..length]));
		});
	}
}

#[test]
fn ensure_owns_should_count_leading_zeros_when_the_prefix_has_some() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "00007");
		assert!(owns(&stranger(), "00007"));
		assert!(!owns(&stranger(), "0007"));
		assert!(!owns(&stranger(), "70000"));
		obtain(&carrier(), "0000000");
		assert!(owns(&carrier(), "0000000"));
		assert!(!owns(&carrier(), "0000001"));
	});
}

#[test]
fn ensure_owns_should_not_look_at_the_extension_digit_when_it_differs() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "5703538");
		for number in [157_035_381_410_375_177, 57_035_381_410_375_170] {
			let sscc = souk_primitives::logistics::Sscc(number);
			assert_ok!(Registry::ensure_owns(&stranger(), sscc));
		}
	});
}

#[test]
fn ensure_owns_should_tell_owners_apart_when_their_prefixes_begin_alike() {
	World::default().build_and_execute(|| {
		obtain(&stranger(), "401234");
		obtain(&carrier(), "401235678901");
		obtain(&rival(), "40124");
		for (digits, owner) in
			[("401234", stranger()), ("401235678901", carrier()), ("40124", rival())]
		{
			for who in [stranger(), carrier(), rival()] {
				assert_eq!(owns(&who, digits), who == owner);
			}
		}
		for digits in ["401235678902", "4012", "40125", "9"] {
			for who in [stranger(), carrier(), rival()] {
				assert!(!owns(&who, digits));
			}
		}
	});
}

#[test]
fn ensure_owns_should_be_refused_when_the_prefix_was_only_asked_for() {
	World::default().build_and_execute(|| {
		assert_ok!(request(&stranger(), "401234"));
		assert_noop!(Registry::ensure_owns(&stranger(), sscc("401234")), E::NotPrefixOwner);
		obtain(&carrier(), "401234");
		assert!(!owns(&stranger(), "401234"));
	});
}
