use super::*;

fn register_issuer(who: &AccountId, keys: &[Keypair]) -> DispatchResult {
	Membership::register_issuer(origin(who), "Post office".try_into().unwrap(), signers(keys))
}

#[test]
fn register_issuer_should_store_a_proposed_one_and_hold_a_deposit_when_it_is_sound() {
	World::default().build_and_execute(|| {
		assert_ok!(register_issuer(&stranger(), &[issuer_key(), loose_key()]));
		let id = IssuerId(2);
		assert_eq!(
			issuer(id),
			Issuer {
				name: "Post office".try_into().unwrap(),
				signers: signers(&[issuer_key(), loose_key()]),
				status: IssuerStatus::Proposed,
				bindings: 0,
				deposit: deposit(stranger(), ISSUER_PRICE),
			}
		);
		assert_eq!(NextIssuerId::<Test>::get(), IssuerId(3));
		assert_eq!(held(HoldReason::Issuer, &stranger()), ISSUER_PRICE);
		let registered = Ev::IssuerRegistered { issuer: id, operator: stranger() };
		assert_eq!(take_events(), vec![registered]);
	});
}

#[test]
fn register_issuer_should_be_refused_when_its_keys_are_unsound() {
	World::default().build_and_execute(|| {
		assert_noop!(register_issuer(&stranger(), &[]), E::NoKeys);
		let twice = [loose_key(), issuer_key(), loose_key()];
		assert_noop!(register_issuer(&stranger(), &twice), E::DuplicateKey);
	});
}

#[test]
fn register_issuer_should_be_refused_when_the_deposit_cannot_be_held() {
	let (short, enough) = (account(61), account(62));
	World::default()
		.endow(short.clone(), ED + ISSUER_PRICE - 1)
		.endow(enough.clone(), ED + ISSUER_PRICE)
		.build_and_execute(|| {
			assert_noop!(register_issuer(&short, &[loose_key()]), E::LacksDeposit);
			assert_ok!(register_issuer(&enough, &[loose_key()]));
		});
}

#[test]
fn register_issuer_should_be_refused_when_the_ids_are_used_up() {
	World::default().build_and_execute(|| {
		NextIssuerId::<Test>::put(IssuerId(u64::MAX));
		assert_noop!(register_issuer(&stranger(), &[loose_key()]), E::IdsExhausted);
	});
}
