use super::*;
use sp_io::hashing::blake2_256;

/// A receipt of the same transaction that says something else happened.
fn of_kind(kind: ReceiptKind) -> TestReceipt {
	paid_with(|receipt| receipt.kind = kind)
}

#[test]
fn accept_should_put_the_receipt_on_record_when_it_is_true() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		let until = T0 - 1_000 + RETENTION;
		assert_eq!(seen(&paid()), Some(SeenReceipt { gateway: GATEWAY, until, deposit: RECORD }));
		assert_eq!(Receipts::<Test>::iter().count(), 1);
		assert_eq!(gateway().records, Records { count: 1, deposits: RECORD });
		assert_eq!(held(HoldReason::Records, &operator()), RECORD);
		// What it means is for whoever asked; to vouch takes nothing of the bond.
		assert_eq!(gateway().exposure, 0);
		assert_eq!(take_events(), vec![]);
	});
}

#[test]
fn payload_should_be_the_hash_of_the_message_when_computed() {
	World::default().build_and_execute(|| {
		let digest = blake2_256(&paid().message(genesis_hash()));
		assert_eq!(Registry::receipt_payload(&paid()), digest);
	});
}

#[test]
fn accept_should_work_when_any_keys_that_reach_the_threshold_sign() {
	let mixed: [&[Key]; 5] =
		[&[sr(), ed()], &[ed(), ec()], &[ec(), sr()], &[sr(), ed(), ec()], &[ec(), ed(), sr()]];
	for signers in mixed {
		World::default().build_and_execute(|| {
			assert_ok!(accept_by(&paid(), signers));
		});
	}
	for signer in [sr(), ed(), ec()] {
		World::default().threshold(1).build_and_execute(|| {
			assert_ok!(accept_by(&paid(), &[signer]));
		});
	}
}

#[test]
fn accept_should_be_refused_when_too_few_keys_sign() {
	World::default().build_and_execute(|| {
		assert_noop!(accept_by(&paid(), &[]), E::TooFewSignatures);
		assert_noop!(accept_by(&paid(), &[ec()]), E::TooFewSignatures);
	});
	World::default().threshold(3).build_and_execute(|| {
		assert_noop!(accept_by(&paid(), &[sr(), ed()]), E::TooFewSignatures);
		assert_ok!(accept_by(&paid(), &[sr(), ed(), ec()]));
	});
}

#[test]
fn accept_should_be_refused_when_a_key_signs_twice() {
	World::default().build_and_execute(|| {
		assert_noop!(accept_by(&paid(), &[sr(), sr()]), E::DuplicateSigner);
		// Also where the others would do.
		assert_noop!(accept_by(&paid(), &[sr(), ed(), sr()]), E::DuplicateSigner);
	});
}

#[test]
fn accept_should_be_refused_when_a_signer_is_not_a_key() {
	World::default().build_and_execute(|| {
		assert_noop!(accept_by(&paid(), &[loose_key()]), E::NotAKey);
		assert_noop!(accept_by(&paid(), &[rival_key(), sr()]), E::NotAKey);
		// Also where the others would do.
		assert_noop!(accept_by(&paid(), &[sr(), ed(), rival_key()]), E::NotAKey);
	});
}

#[test]
fn accept_should_be_refused_when_one_signature_is_not_its_signers() {
	World::default().build_and_execute(|| {
		let forged = |place: usize, by: Key| {
			let mut vouches = vouched(&paid(), &[sr(), ed(), ec()]).into_inner();
			vouches[place].signature = by.sign(&blake2_256(&paid().message(genesis_hash())));
			vouches.try_into().unwrap()
		};
		for place in 0..3 {
			assert_noop!(Registry::accept(&paid(), &forged(place, loose_key())), E::BadSignature);
		}
		// Not even if it is that of another key of the gateway.
		assert_noop!(Registry::accept(&paid(), &forged(0, ed())), E::BadSignature);
	});
}

#[test]
fn accept_should_be_refused_when_any_field_is_not_what_was_signed() {
	let changes: [fn(&mut TestReceipt); 13] = [
		|receipt| receipt.gateway = GatewayId(2),
		|receipt| receipt.order = OrderId(259),
		|receipt| receipt.terms = H256::repeat_byte(0x12),
		|receipt| receipt.channel = channel("alipa"),
		|receipt| receipt.transaction = H256::repeat_byte(0x23),
		|receipt| receipt.kind = ReceiptKind::Refunded { payment: H256::zero() },
		|receipt| receipt.kind = ReceiptKind::Chargeback { payment: H256::zero() },
		|receipt| receipt.amount += 1,
		|receipt| receipt.currency = currency("JPY"),
		|receipt| receipt.paid_at -= 1,
		|receipt| receipt.paid_at += 1,
		|receipt| receipt.expires_at += 1,
		|receipt| receipt.expires_at -= 1,
	];
	World::default().build_and_execute(|| {
		// Another gateway with the same keys, so that its keys do not give it away.
		let (name, ours) = ("Twin".try_into().unwrap(), keys(&[sr(), ed()]));
		assert_ok!(Registry::register(origin(&stranger()), name, ours, 2));
		assert_ok!(Registry::approve(origin(&council()), GatewayId(2), rates(&[])));

		let signed = vouched(&paid(), &[sr(), ed()]);
		for change in changes {
			assert_noop!(Registry::accept(&paid_with(change), &signed), E::BadSignature);
		}
		assert_ok!(Registry::accept(&paid(), &signed));
	});
}

#[test]
fn accept_should_be_refused_when_the_payment_given_back_is_not_what_was_signed() {
	let kinds: [fn(H256) -> ReceiptKind; 2] = [
		|payment| ReceiptKind::Refunded { payment },
		|payment| ReceiptKind::Chargeback { payment },
	];
	World::default().build_and_execute(|| {
		for kind in kinds {
			let signed = vouched(&of_kind(kind(TRANSACTION)), &[sr(), ed()]);
			let other = of_kind(kind(H256::zero()));
			assert_noop!(Registry::accept(&other, &signed), E::BadSignature);
		}
	});
}

#[test]
fn accept_should_be_refused_when_it_was_signed_for_another_chain() {
	World::default().build_and_execute(|| {
		let message = paid().message(H256::repeat_byte(0x44));
		let signed = signed_by(&[sr(), ed()], &message);
		assert_noop!(Registry::accept(&paid(), &signed), E::BadSignature);
	});
}

#[test]
fn accept_should_be_refused_when_it_was_signed_for_another_purpose() {
	use codec::Encode;
	World::default().build_and_execute(|| {
		let foreign = (&b"souk/orders/offer/v1"[..], genesis_hash(), paid()).encode();
		for message in [foreign, paid().encode()] {
			let signed = signed_by(&[sr(), ed()], &message);
			assert_noop!(Registry::accept(&paid(), &signed), E::BadSignature);
		}
		// Nor is the message itself signed, only its hash.
		let vouch = |key: Key| Vouch {
			signer: key.account(),
			signature: key.sign(&paid().message(genesis_hash())),
		};
		let signed = vec![vouch(sr()), vouch(ed())].try_into().unwrap();
		assert_noop!(Registry::accept(&paid(), &signed), E::BadSignature);
	});
}

#[test]
fn accept_should_be_refused_when_the_gateway_is_not_the_signers() {
	World::default().build_and_execute(|| {
		let theirs = paid_with(|receipt| receipt.gateway = RIVAL);
		assert_noop!(accept(&theirs), E::NotAKey);
		assert_noop!(accept_by(&paid(), &[rival_key()]), E::NotAKey);
		assert_ok!(accept_by(&theirs, &[rival_key()]));
	});
}

#[test]
fn accept_should_be_refused_when_there_is_no_such_gateway() {
	World::default().build_and_execute(|| {
		let lost = paid_with(|receipt| receipt.gateway = NOBODY);
		assert_noop!(accept(&lost), E::UnknownGateway);
	});
}

#[test]
fn accept_should_be_refused_when_the_gateway_was_not_approved() {
	World::default().proposed().build_and_execute(|| {
		assert_noop!(accept(&paid()), E::GatewayNotActive);
	});
}

#[test]
fn accept_should_be_refused_when_the_provider_has_no_plain_name() {
	World::default().build_and_execute(|| {
		for name in ["", "Alipay", "ali pay", "支付宝", "ali_pay"] {
			let nameless = paid_with(|receipt| receipt.channel = channel(name));
			assert_noop!(accept(&nameless), E::BadChannel);
		}
		assert_ok!(accept(&paid_with(|receipt| receipt.channel = channel("pay-2"))));
	});
}

#[test]
fn accept_should_be_refused_at_its_millisecond_when_the_receipt_expires() {
	World::default().build_and_execute(|| {
		set_time(paid().expires_at);
		assert_noop!(accept(&paid()), E::ReceiptExpired);
		set_time(paid().expires_at - 1);
		assert_ok!(accept(&paid()));
	});
}

#[test]
fn accept_should_be_refused_when_the_money_moved_longer_ago_than_the_retention() {
	World::default().build_and_execute(|| {
		let aged = |paid_at| paid_with(|receipt| receipt.paid_at = paid_at);
		assert_noop!(accept(&aged(T0 - RETENTION)), E::ReceiptTooOld);
		assert_noop!(accept(&aged(0)), E::ReceiptTooOld);
		assert_ok!(accept(&aged(T0 - RETENTION + 1)));
	});
}

#[test]
fn accept_should_be_refused_when_the_money_moves_later_than_clocks_differ() {
	World::default().build_and_execute(|| {
		let future = |paid_at| paid_with(|receipt| receipt.paid_at = paid_at);
		assert_noop!(accept(&future(T0 + MAX_LEAD + 1)), E::ReceiptFromTheFuture);
		assert_noop!(accept(&future(Moment::MAX)), E::ReceiptFromTheFuture);
		let latest = future(T0 + MAX_LEAD);
		assert_ok!(accept(&latest));
		assert_eq!(seen(&latest).unwrap().until, T0 + MAX_LEAD + RETENTION);
	});
}

#[test]
fn accept_should_be_refused_when_the_receipt_was_accepted_before() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		assert_noop!(accept(&paid()), E::ReceiptAlreadyUsed);
		assert_noop!(accept_by(&paid(), &[ed(), ec()]), E::ReceiptAlreadyUsed);
		// Not even as long as it may be pruned but was not.
		set_time(seen(&paid()).unwrap().until);
		let renewed = paid_with(|receipt| {
			receipt.paid_at = T0 + RETENTION;
			receipt.expires_at = Moment::MAX;
		});
		assert_noop!(accept(&renewed), E::ReceiptAlreadyUsed);
	});
}

#[test]
fn accept_should_be_refused_when_the_same_transaction_comes_in_another_guise() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		let changes: [fn(&mut TestReceipt); 7] = [
			|receipt| receipt.order = OrderId(1),
			|receipt| receipt.terms = H256::zero(),
			|receipt| receipt.amount = 1,
			|receipt| receipt.currency = currency("JPY"),
			|receipt| receipt.paid_at += 1,
			|receipt| receipt.expires_at += 1,
			|receipt| receipt.expires_at = Moment::MAX,
		];
		for change in changes {
			assert_noop!(accept(&paid_with(change)), E::ReceiptAlreadyUsed);
		}
		let theirs = paid_with(|receipt| receipt.gateway = RIVAL);
		assert_noop!(accept_by(&theirs, &[rival_key()]), E::ReceiptAlreadyUsed);
	});
}

#[test]
fn accept_should_take_one_of_each_kind_when_the_transaction_is_the_same() {
	World::default().build_and_execute(|| {
		let other = H256::repeat_byte(7);
		let refunded = of_kind(ReceiptKind::Refunded { payment: TRANSACTION });
		let charged_back = of_kind(ReceiptKind::Chargeback { payment: TRANSACTION });
		for receipt in [paid(), refunded, charged_back] {
			assert_ok!(accept(&receipt));
			assert_noop!(accept(&receipt), E::ReceiptAlreadyUsed);
		}
		// What was given back does not make it another transaction.
		let again = of_kind(ReceiptKind::Refunded { payment: other });
		assert_noop!(accept(&again), E::ReceiptAlreadyUsed);
		let again = of_kind(ReceiptKind::Chargeback { payment: other });
		assert_noop!(accept(&again), E::ReceiptAlreadyUsed);
		assert_eq!(gateway().records, Records { count: 3, deposits: 3 * RECORD });
	});
}

#[test]
fn accept_should_take_both_when_providers_number_their_transactions_alike() {
	World::default().build_and_execute(|| {
		assert_ok!(accept(&paid()));
		assert_ok!(accept(&paid_with(|receipt| receipt.channel = channel("wechat"))));
		assert_ok!(accept(&paid_with(|receipt| receipt.transaction = H256::zero())));
	});
}

#[test]
fn accept_should_be_refused_when_the_operator_lacks_the_deposit() {
	World::default().build_and_execute(|| {
		let all = free_balance(&operator()) - ED;
		assert_ok!(add_bond(all - RECORD + 1));
		assert_noop!(accept(&paid()), E::OperatorLacksDeposit);
		assert_ok!(withdraw_bond(1));
		assert_ok!(accept(&paid()));
		assert_eq!(free_balance(&operator()), ED);
	});
}

#[test]
fn accept_weight_should_be_what_was_measured_when_asked() {
	assert_eq!(Registry::accept_weight(3), <() as WeightInfo>::accept(3));
	assert!(Registry::accept_weight(3).ref_time() > Registry::accept_weight(2).ref_time());
}

#[test]
fn retention_should_be_the_configured_one_when_asked() {
	AcceptedFor::set(7);
	assert_eq!(Registry::retention(), 7);
}
