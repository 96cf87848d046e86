use super::*;

#[test]
fn coupon_should_be_refused_when_it_was_redeemed() {
	execute(|| {
		let tree = issue(5, |_| ());
		assert_ok!(redeem(&alice(), &tree, 3));
		assert_noop!(redeem(&alice(), &tree, 3), E::AlreadyRedeemed);
		assert_noop!(redeem(&bob(), &tree, 3), E::AlreadyRedeemed);
		// Also once its voucher is gone.
		assert_ok!(Coupons::discard(origin(&alice()), BATCH, 3));
		assert_noop!(redeem(&alice(), &tree, 3), E::AlreadyRedeemed);
		assert_ok!(redeem(&alice(), &tree, 4));
	});
}

#[test]
fn claim_should_be_refused_when_somebody_else_hands_it_in() {
	execute(|| {
		let tree = issue(5, |_| ());
		let signature = signed(genesis_hash(), 0, 2, 2, &alice());
		let proof = tree.proof(2).unwrap();
		let by = |who: &AccountId| {
			let (coupon, proof) = (coupon(1, 2), proof.clone());
			Coupons::redeem(origin(who), BATCH, 2, coupon, proof, signature.clone())
		};
		assert_noop!(by(&bob()), E::BadSignature);
		assert_ok!(by(&alice()));
	});
}

#[test]
fn claim_should_be_refused_when_it_is_for_another_batch_chain_or_coupon() {
	execute(|| {
		let tree = issue(5, |_| ());
		// The same keys in another batch.
		issue(5, |_| ());
		let claim = |genesis, batch, index, by| {
			let signature = signed(genesis, batch, index, by, &alice());
			let proof = tree.proof(2).unwrap();
			Coupons::redeem(origin(&alice()), BATCH, 2, coupon(1, 2), proof, signature)
		};
		assert_noop!(claim(genesis_hash(), 1, 2, 2), E::BadSignature);
		assert_noop!(claim(H256::zero(), 0, 2, 2), E::BadSignature);
		assert_noop!(claim(genesis_hash(), 0, 1, 2), E::BadSignature);
		assert_noop!(claim(genesis_hash(), 0, 2, 1), E::BadSignature);
		assert_ok!(claim(genesis_hash(), 0, 2, 2));
		assert_ok!(redeem_at(&alice(), &tree, BatchId(1), 2));
	});
}

#[test]
fn proof_should_be_refused_when_it_is_forged() {
	execute(|| {
		let tree = issue(5, |_| ());
		let claim = |index: u32, by: u32, proof: CouponProof| {
			let signature = signed(genesis_hash(), 0, index, by, &alice());
			Coupons::redeem(origin(&alice()), BATCH, index, coupon(1, by), proof, signature)
		};
		let proof = tree.proof(2).unwrap();
		// A key that is not in the batch, or is at another place of it.
		assert_noop!(claim(2, 9, proof.clone()), E::BadProof);
		assert_noop!(claim(3, 2, proof.clone()), E::BadProof);
		assert_noop!(claim(3, 2, tree.proof(3).unwrap()), E::BadProof);
		for at in 0..proof.len() {
			let mut forged = proof.clone();
			forged[at].0[0] ^= 1;
			assert_noop!(claim(2, 2, forged), E::BadProof);
		}
		let mut longer = proof.clone();
		longer.try_push(H256::zero()).unwrap();
		assert_noop!(claim(2, 2, longer), E::BadProof);
		let shorter = proof[..2].to_vec().try_into().unwrap();
		assert_noop!(claim(2, 2, shorter), E::BadProof);
		assert_noop!(claim(2, 2, Default::default()), E::BadProof);
		assert_noop!(claim(5, 5, proof.clone()), E::UnknownCoupon);
		assert_noop!(claim(u32::MAX, 2, proof.clone()), E::UnknownCoupon);
		assert_ok!(claim(2, 2, proof));
	});
}

/// The hash of a leaf, or of two, offered as if it were a coupon's account.
#[test]
fn proof_should_be_refused_when_an_inner_node_is_the_coupon() {
	execute(|| {
		let tree = issue(4, |_| ());
		let leaf: AccountId = coupon_leaf(0, &coupon(1, 0)).0.into();
		let inner: AccountId = tree.proof(2).unwrap()[1].0.into();
		for forged in [leaf, inner] {
			for length in 0..3 {
				let proof = tree.proof(0).unwrap()[..length].to_vec().try_into().unwrap();
				let signature = signed(genesis_hash(), 0, 0, 0, &alice());
				let by = origin(&alice());
				let claim = Coupons::redeem(by, BATCH, 0, forged.clone(), proof, signature);
				assert_eq!(claim, Err(E::BadProof.into()));
			}
		}
	});
}

#[test]
fn coupon_should_be_refused_when_it_is_too_early_or_too_late() {
	execute(|| {
		let tree = issue(5, |terms| terms.valid_from = T0 + HOUR);
		set_time(T0 + HOUR - 1);
		assert_noop!(redeem(&alice(), &tree, 0), E::TooEarly);
		set_time(T0 + HOUR);
		assert_ok!(redeem(&alice(), &tree, 0));
		set_time(T0 + 30 * DAY - 1);
		assert_ok!(redeem(&alice(), &tree, 1));
		set_time(T0 + 30 * DAY);
		assert_noop!(redeem(&alice(), &tree, 2), E::Expired);
		assert_noop!(redeem_at(&alice(), &tree, BatchId(7), 2), E::UnknownBatch);
	});
}

fn bound(limit: u32) -> impl FnOnce(&mut Terms<Asset, Balance>) {
	move |terms| {
		terms.per_person = Some(limit);
		terms.holding = Holding::Bound;
	}
}

#[test]
fn limit_should_hold_when_the_person_comes_as_somebody_else() {
	execute(|| {
		let tree = issue(9, bound(2));
		assert_ok!(redeem(&alice(), &tree, 0));
		// A second account of the member.
		enrol(account(21), 100, 1);
		assert_ok!(redeem(&account(21), &tree, 1));
		assert_noop!(redeem(&alice(), &tree, 2), E::LimitReached);
		assert_noop!(redeem(&account(21), &tree, 2), E::LimitReached);
		// After a change of keys.
		People::mutate(|people| people.remove(&alice()));
		assert_noop!(redeem(&alice(), &tree, 2), E::NotMember);
		enrol(account(22), 100, 1);
		assert_noop!(redeem(&account(22), &tree, 2), E::LimitReached);
		// Closed, and registered again: another member, the same person.
		People::set(Default::default());
		enrol(account(23), 101, 1);
		assert_noop!(redeem(&account(23), &tree, 2), E::LimitReached);
		enrol(bob(), 200, 2);
		assert_ok!(redeem(&bob(), &tree, 2));
		assert_eq!(batch().tallies, 2);
	});
}

#[test]
fn coupon_should_be_refused_when_nobody_knows_who_it_is() {
	execute(|| {
		let tree = issue(9, bound(2));
		assert_noop!(redeem(&carol(), &tree, 0), E::NotMember);
		let change = |change: fn(&mut Person)| {
			People::mutate(|people| change(people.get_mut(&alice()).unwrap()))
		};
		change(|person| person.assurance = souk_primitives::Assurance::None);
		assert_noop!(redeem(&alice(), &tree, 0), E::AssuranceTooLow);
		change(|person| person.subject = None);
		assert_noop!(redeem(&alice(), &tree, 0), E::NoSubject);
	});
}

#[test]
fn vouchers_should_stay_valid_when_their_batch_is_cancelled() {
	execute(|| {
		let tree = issue(5, |_| ());
		assert_ok!(redeem(&alice(), &tree, 0));
		assert_noop!(Coupons::cancel(origin(&alice()), BATCH), E::NotIssuer);
		assert_ok!(Coupons::cancel(origin(&merchant()), BATCH));
		assert_noop!(redeem(&alice(), &tree, 1), E::BatchCancelled);
		assert_noop!(Coupons::cancel(origin(&merchant()), BATCH), E::BatchCancelled);
		assert_eq!(reserve(1, &alice(), 500), Ok(100));
		Coupons::capture(ORDER);
		assert_ok!(Coupons::sweep(origin(&carol()), BATCH, 9));
		assert_eq!((Batches::<Test>::get(BATCH), held(&merchant())), (None, 0));
	});
}

#[test]
fn bitmap_should_be_exact_when_there_are_ten_thousand_coupons() {
	world().execute_with(|| {
		// Marked beside the pallet: 10,000 signatures would take minutes.
		let (mut batch, count) = (
			{
				issue(5, |_| ());
				batch()
			},
			10_000u32,
		);
		let seed = 0x5eed_u64;
		println!("seed {seed:#x}");
		let mut spent = std::collections::BTreeSet::new();
		let mut random = seed;
		for _ in 0..5_000 {
			random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
			let index = (random >> 33) as u32 % count;
			Coupons::mark(&mut batch, BATCH, index);
			spent.insert(index);
		}
		for index in 0..count {
			assert_eq!(Coupons::is_marked(BATCH, index), spent.contains(&index), "{index}");
		}
		assert_eq!(batch.chunks, chunks_of(count));
		assert_eq!(chunks_of(count), 5);
	});
}
