//! What the calls cost at most.
//!
//! Data is personal, public keys and envelopes are of X-Wing, texts are as long as can be, and grants have
//! been passed on as often as can be. Whether a carrier has goods is asked of another pallet; the most that
//! costs is added to the weights, and not measured here.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, Unbalanced as _},
		tokens::Precision,
		Get,
	},
	BoundedVec,
};
use frame_system::RawOrigin;
use souk_primitives::{
	data::{
		anchor_payload, dataset_id, Actions, ConsentAct, Content, DataClass, DatasetId, Price,
		Purposes, ReceiptHead, Scope, Suite, MAX_ENVELOPE, MAX_ONWARD, MAX_PUBLIC_KEY,
	},
	AgreementId, GrantId, Moment, OrderId, Text,
};
use sp_core::H256;
use sp_runtime::traits::{BlakeTwo256, Hash, Saturating};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);

	/// An asset other than the native token. The account has much of it.
	fn asset(who: &T::AccountId) -> T::AssetKind;

	/// An open order, whose goods the carrier has. All three have enough for it.
	fn shipped_order(
		merchant: &T::AccountId,
		buyer: &T::AccountId,
		carrier: &T::AccountId,
	) -> OrderId;
}

type Helper<T> = <T as Config>::BenchmarkHelper;

/// When the benchmarks begin.
const START: Moment = 1_700_000_000_000;
/// The key of the person, and that of whoever reads.
const SUBJECT: u32 = 0;
const CONSUMER: u32 = 1;
const SALT: H256 = H256::repeat_byte(7);
const FIELDS: u64 = 0xff;

fn enrich<T: Config>(who: T::AccountId) -> T::AccountId {
	let amount = T::ErasureBond::get()
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000_000u32.into());
	if T::Currency::balance(&who) < amount {
		assert_ok!(T::Currency::increase_balance(&who, amount, Precision::Exact));
		T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	}
	who
}

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	enrich::<T>(account(name, index, 0))
}

fn owner<T: Config>() -> T::AccountId {
	rich::<T>("owner", 0)
}

fn subject<T: Config>() -> T::AccountId {
	enrich::<T>(Helper::<T>::signer(SUBJECT))
}

fn consumer<T: Config>() -> T::AccountId {
	enrich::<T>(Helper::<T>::signer(CONSUMER))
}

/// Whom data is passed on to.
fn onward<T: Config>(depth: u32) -> T::AccountId {
	rich::<T>("onward", depth)
}

fn text<const N: u32>() -> Text<N> {
	Text::try_from(vec![b'a'; N as usize]).unwrap_or_default()
}

fn content(byte: u8) -> Content {
	Content {
		cipher_hash: H256::repeat_byte(byte),
		cipher_len: u64::MAX,
		content_commit: H256::repeat_byte(byte.saturating_add(1)),
		dek_commit: H256::repeat_byte(byte.saturating_add(2)),
	}
}

fn public_key() -> PublicKey {
	let mut key = vec![0; MAX_PUBLIC_KEY as usize];
	// A point of no low order.
	if let Some(last) = key.iter_mut().rev().nth(31) {
		*last = 9;
	}
	key.try_into().unwrap_or_default()
}

fn registered<T: Config>() -> DatasetId {
	Helper::<T>::set_time(START);
	let description = Description {
		subject: Some(subject::<T>()),
		class: DataClass::Personal,
		schema: text(),
		locator: text(),
		retain_until: Some(Moment::MAX),
	};
	assert_ok!(Pallet::<T>::do_register(owner::<T>(), SALT, description, content(1)));
	dataset_id(&owner::<T>(), SALT)
}

fn terms<T: Config>() -> TermsOf<T> {
	let regions: Vec<_> = (0..16).map(|number| [b'A', b'A' + number]).collect();
	TermsOf::<T> {
		purposes: Purposes::ALL,
		actions: Actions::ALL,
		fields: FIELDS,
		regions: regions.try_into().unwrap_or_default(),
		max_access: Some(1_000_000),
		not_before: START,
		not_after: Moment::MAX,
		retention: 1,
		price: Some(Price {
			asset: Helper::<T>::asset(&consumer::<T>()),
			amount: T::Currency::minimum_balance(),
		}),
		onward_depth: MAX_ONWARD,
		bond: T::ErasureBond::get(),
		policy_hash: H256::repeat_byte(1),
		notice_hash: H256::repeat_byte(2),
	}
}

fn agreement_of<T: Config>(id: AgreementId) -> Result<AgreementOf<T>, BenchmarkError> {
	Ok(Agreements::<T>::get(id).ok_or("an agreement is missing")?)
}

fn offered<T: Config>() -> Result<(AgreementId, u32, H256), BenchmarkError> {
	Helper::<T>::set_time(START);
	let id = NextAgreementId::<T>::get();
	Pallet::<T>::do_propose(owner::<T>(), consumer::<T>(), Side::Provider, terms::<T>())?;
	let agreement = agreement_of::<T>(id)?;
	Ok((id, agreement.round, agreement.terms_hash))
}

fn requested<T: Config>() -> Result<AgreementId, BenchmarkError> {
	Helper::<T>::set_time(START);
	let id = NextAgreementId::<T>::get();
	Pallet::<T>::do_propose(consumer::<T>(), owner::<T>(), Side::Consumer, terms::<T>())?;
	let agreement = agreement_of::<T>(id)?;
	Pallet::<T>::do_accept(owner::<T>(), id, agreement.round, agreement.terms_hash)?;
	Ok(id)
}

fn finalized<T: Config>() -> Result<(AgreementId, H256), BenchmarkError> {
	let id = requested::<T>()?;
	Pallet::<T>::do_finalize(consumer::<T>(), id)?;
	Ok((id, agreement_of::<T>(id)?.terms_hash))
}

/// A dataset, and an agreement that the person has consented to.
fn consented<T: Config>() -> Result<(DatasetId, AgreementId, H256), BenchmarkError> {
	let dataset = registered::<T>();
	let (agreement, terms_hash) = finalized::<T>()?;
	let who = subject::<T>();
	Pallet::<T>::do_give(&who, who.clone(), dataset, agreement, terms_hash, Moment::MAX)?;
	Ok((dataset, agreement, terms_hash))
}

fn scope(dataset: DatasetId) -> Scope {
	Scope {
		dataset,
		purposes: Purposes::ALL,
		fields: FIELDS,
		not_after: Moment::MAX,
		max_access: Some(1_000),
	}
}

/// As many grants as an account can have, but one, so that lists are long.
fn crowded<T: Config>(agreement: AgreementId, dataset: DatasetId) -> Result<(), BenchmarkError> {
	for _ in 1..MAX_GRANTS {
		Pallet::<T>::do_grant(&owner::<T>(), agreement, scope(dataset))?;
	}
	Ok(())
}

/// A grant that was passed on so many times, and the dataset.
fn passed_on<T: Config>(depth: u32) -> Result<(DatasetId, GrantId), BenchmarkError> {
	let (dataset, agreement, _) = consented::<T>()?;
	let mut id = NextGrantId::<T>::get();
	Pallet::<T>::do_grant(&owner::<T>(), agreement, scope(dataset))?;
	let mut holder = consumer::<T>();
	for step in 0..depth {
		let next = NextGrantId::<T>::get();
		let to = onward::<T>(step);
		let scope = Scope { max_access: Some(1_000 - step), ..scope(dataset) };
		Pallet::<T>::do_delegate(holder, id, to.clone(), scope)?;
		(id, holder) = (next, to);
	}
	Ok((dataset, id))
}

fn deepest<T: Config>() -> Result<(DatasetId, GrantId), BenchmarkError> {
	passed_on::<T>(MAX_ONWARD.into())
}

fn envelope(grant: GrantId) -> NewEnvelope {
	let bytes = vec![5; MAX_ENVELOPE as usize];
	let commitment = BlakeTwo256::hash(&[b"souk/data/envelope/v1", bytes.as_slice()].concat());
	NewEnvelope {
		grant,
		version: 1,
		key_epoch: 0,
		commitment,
		inline: Some(bytes.try_into().unwrap_or_default()),
	}
}

/// The grant of [`deepest`], with a data key.
fn with_envelope<T: Config>() -> Result<(DatasetId, GrantId), BenchmarkError> {
	let (dataset, grant) = deepest::<T>()?;
	let grantee = Grants::<T>::get(grant).ok_or("a grant is missing")?.grantee;
	Pallet::<T>::do_set_key(grantee, Suite::XWing, public_key())?;
	Pallet::<T>::do_post(&owner::<T>(), envelope(grant))?;
	Ok((dataset, grant))
}

fn consent_signature<T: Config>(
	dataset: DatasetId,
	agreement: AgreementId,
	terms_hash: H256,
	act: ConsentAct,
) -> T::Signature {
	let payload = Pallet::<T>::consent_payload(
		subject::<T>(),
		dataset,
		agreement,
		terms_hash,
		act,
		Moment::MAX,
	);
	// The second form is tried last.
	Helper::<T>::sign(SUBJECT, &souk_primitives::data::wrapped(&payload))
}

fn one(
	record: Record,
) -> Result<BoundedVec<Record, frame_support::traits::ConstU32<MAX_BATCH>>, BenchmarkError> {
	Ok(vec![record].try_into().map_err(|_| "one fits")?)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn set_encryption_key() {
		Helper::<T>::set_time(START);
		let who = owner::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), Suite::XWing, public_key());

		assert!(EncryptionKeys::<T>::contains_key(who, 0));
	}

	#[benchmark]
	fn revoke_encryption_key() -> Result<(), BenchmarkError> {
		Helper::<T>::set_time(START);
		let who = owner::<T>();
		Pallet::<T>::do_set_key(who.clone(), Suite::XWing, public_key())?;

		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), 0, Some(START));

		assert_eq!(Keyrings::<T>::get(who).map(|ring| ring.live), Some(0));
		Ok(())
	}

	#[benchmark]
	fn register_dataset() {
		Helper::<T>::set_time(START);
		let description = Description {
			subject: Some(subject::<T>()),
			class: DataClass::Personal,
			schema: text(),
			locator: text(),
			retain_until: Some(Moment::MAX),
		};

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), SALT, description, content(1));

		assert!(Datasets::<T>::contains_key(dataset_id(&owner::<T>(), SALT)));
	}

	#[benchmark]
	fn publish_version() {
		let dataset = registered::<T>();
		// Another length, so that the deposit changes.
		let locator = Text::try_from(vec![b'b'; 255]).unwrap_or_default();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), dataset, 2, 0, content(9), locator);

		assert_eq!(Datasets::<T>::get(dataset).map(|dataset| dataset.version), Some(2));
	}

	#[benchmark]
	fn retire_dataset() {
		let dataset = registered::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), dataset);

		let status = Datasets::<T>::get(dataset).map(|dataset| dataset.status);
		assert!(matches!(status, Some(DatasetStatus::Erased { .. })));
	}

	#[benchmark]
	fn propose() {
		Helper::<T>::set_time(START);
		let terms = terms::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), consumer::<T>(), Side::Provider, terms);

		assert!(Agreements::<T>::contains_key(AgreementId(0)));
	}

	#[benchmark]
	fn counter() -> Result<(), BenchmarkError> {
		let (id, round, terms_hash) = offered::<T>()?;
		let terms = TermsOf::<T> { retention: 2, ..agreement_of::<T>(id)?.terms };

		#[extrinsic_call]
		_(RawOrigin::Signed(consumer::<T>()), id, round, terms_hash, terms);

		assert_eq!(agreement_of::<T>(id)?.state, AgreementState::Requested);
		Ok(())
	}

	#[benchmark]
	fn accept() -> Result<(), BenchmarkError> {
		let (id, round, terms_hash) = offered::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(consumer::<T>()), id, round, terms_hash);

		assert_eq!(agreement_of::<T>(id)?.bond, T::ErasureBond::get());
		Ok(())
	}

	#[benchmark]
	fn finalize() -> Result<(), BenchmarkError> {
		let id = requested::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(consumer::<T>()), id);

		assert_eq!(agreement_of::<T>(id)?.state, AgreementState::Finalized);
		Ok(())
	}

	#[benchmark]
	fn step() -> Result<(), BenchmarkError> {
		let (id, _) = finalized::<T>()?;

		#[extrinsic_call]
		terminate(RawOrigin::Signed(consumer::<T>()), id);

		assert!(matches!(agreement_of::<T>(id)?.state, AgreementState::Terminated { .. }));
		Ok(())
	}

	#[benchmark]
	fn give_consent() -> Result<(), BenchmarkError> {
		let dataset = registered::<T>();
		let (agreement, terms_hash) = finalized::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), dataset, agreement, terms_hash, Moment::MAX);

		assert!(Consents::<T>::contains_key(dataset, agreement));
		Ok(())
	}

	#[benchmark]
	fn give_consent_signed() -> Result<(), BenchmarkError> {
		let dataset = registered::<T>();
		let (agreement, terms_hash) = finalized::<T>()?;
		let act = ConsentAct::Give { not_after: Moment::MAX };
		let signature = consent_signature::<T>(dataset, agreement, terms_hash, act);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner::<T>()),
			subject::<T>(),
			dataset,
			agreement,
			terms_hash,
			Moment::MAX,
			Moment::MAX,
			signature,
		);

		assert!(Consents::<T>::contains_key(dataset, agreement));
		Ok(())
	}

	#[benchmark]
	fn withdraw_consent() -> Result<(), BenchmarkError> {
		let (dataset, agreement, _) = consented::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), dataset, agreement);

		assert_eq!(Datasets::<T>::get(dataset).map(|dataset| dataset.key_epoch), Some(1));
		Ok(())
	}

	#[benchmark]
	fn withdraw_consent_signed() -> Result<(), BenchmarkError> {
		let (dataset, agreement, terms_hash) = consented::<T>()?;
		let act = ConsentAct::Withdraw;
		let signature = consent_signature::<T>(dataset, agreement, terms_hash, act);

		#[extrinsic_call]
		_(
			RawOrigin::Signed(owner::<T>()),
			subject::<T>(),
			dataset,
			agreement,
			Moment::MAX,
			signature,
		);

		assert_eq!(Datasets::<T>::get(dataset).map(|dataset| dataset.key_epoch), Some(1));
		Ok(())
	}

	#[benchmark]
	fn grant() -> Result<(), BenchmarkError> {
		let (dataset, agreement, _) = consented::<T>()?;
		crowded::<T>(agreement, dataset)?;
		let id = NextGrantId::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), agreement, scope(dataset));

		assert!(Grants::<T>::contains_key(id));
		Ok(())
	}

	#[benchmark]
	fn delegate() -> Result<(), BenchmarkError> {
		let (dataset, parent) = passed_on::<T>(u32::from(MAX_ONWARD).saturating_sub(1))?;
		let holder = Grants::<T>::get(parent).ok_or("a grant is missing")?.grantee;
		let id = NextGrantId::<T>::get();
		let scope = Scope { max_access: Some(1), ..scope(dataset) };

		#[extrinsic_call]
		_(RawOrigin::Signed(holder), parent, onward::<T>(9), scope);

		assert_eq!(Grants::<T>::get(id).map(|given| given.depth), Some(MAX_ONWARD));
		Ok(())
	}

	#[benchmark]
	fn share_with_order() {
		let dataset = registered::<T>();
		let (merchant, carrier) = (rich::<T>("merchant", 0), rich::<T>("carrier", 0));
		let order = Helper::<T>::shipped_order(&merchant, &subject::<T>(), &carrier);

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), order, dataset, FIELDS);

		assert!(OrderShares::<T>::contains_key(order));
	}

	#[benchmark]
	fn share_with_carrier() -> Result<(), BenchmarkError> {
		let dataset = registered::<T>();
		let (merchant, carrier) = (rich::<T>("merchant", 0), rich::<T>("carrier", 0));
		let order = Helper::<T>::shipped_order(&merchant, &subject::<T>(), &carrier);
		Pallet::<T>::do_share_with_order(subject::<T>(), order, dataset, FIELDS)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(merchant), order, carrier.clone());

		assert_eq!(ByGrantee::<T>::get(carrier, dataset).len(), 1);
		Ok(())
	}

	#[benchmark]
	fn revoke_grant() -> Result<(), BenchmarkError> {
		let (_, given) = deepest::<T>()?;

		// All that was passed on is looked through until the first who had it.
		#[extrinsic_call]
		_(RawOrigin::Signed(consumer::<T>()), given);

		let state = Grants::<T>::get(given).map(|given| given.state);
		assert!(matches!(state, Some(GrantState::Revoked { .. })));
		Ok(())
	}

	#[benchmark]
	fn post_envelope() -> Result<(), BenchmarkError> {
		let (_, given) = with_envelope::<T>()?;
		let envelopes = vec![envelope(given)].try_into().map_err(|_| "one fits")?;

		#[extrinsic_call]
		post_envelopes(RawOrigin::Signed(owner::<T>()), envelopes);

		assert!(Envelopes::<T>::contains_key(given));
		Ok(())
	}

	#[benchmark]
	fn anchor_receipts() -> Result<(), BenchmarkError> {
		let (dataset, agreement, _) = consented::<T>()?;
		let amount = T::Currency::minimum_balance().saturating_mul(1_000u32.into());
		Pallet::<T>::do_fund_access(consumer::<T>(), agreement, amount)?;
		let given = NextGrantId::<T>::get();
		Pallet::<T>::do_grant(&owner::<T>(), agreement, scope(dataset))?;
		let (from, to) =
			(ReceiptHead::default(), ReceiptHead { seq: 3, head: H256::repeat_byte(3) });
		let payload = anchor_payload(Pallet::<T>::genesis(), given, &from, &to);
		let signature = Helper::<T>::sign(CONSUMER, &souk_primitives::data::wrapped(&payload));

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), given, 0, to, signature);

		assert_eq!(Grants::<T>::get(given).map(|given| given.receipts), Some(to));
		Ok(())
	}

	#[benchmark]
	fn fund_access() -> Result<(), BenchmarkError> {
		let (id, _) = finalized::<T>()?;
		let amount = T::Currency::minimum_balance();

		#[extrinsic_call]
		_(RawOrigin::Signed(consumer::<T>()), id, amount);

		assert_eq!(agreement_of::<T>(id)?.funds, amount);
		Ok(())
	}

	#[benchmark]
	fn request_erasure() -> Result<(), BenchmarkError> {
		let (_, given) = deepest::<T>()?;

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), ErasureTarget::Grant(given));

		assert!(Grants::<T>::get(given).is_some_and(|given| given.erasure.is_some()));
		Ok(())
	}

	#[benchmark]
	fn attest_erasure() -> Result<(), BenchmarkError> {
		let id = registered::<T>();
		let target = ErasureTarget::Dataset(id);
		Pallet::<T>::do_request_erasure(subject::<T>(), target)?;

		#[extrinsic_call]
		_(RawOrigin::Signed(owner::<T>()), target);

		let status = Datasets::<T>::get(id).map(|dataset| dataset.status);
		assert!(matches!(status, Some(DatasetStatus::Erased { .. })));
		Ok(())
	}

	#[benchmark]
	fn claim_erasure_default() -> Result<(), BenchmarkError> {
		let id = registered::<T>();
		let target = ErasureTarget::Dataset(id);
		Pallet::<T>::do_request_erasure(subject::<T>(), target)?;
		Helper::<T>::set_time(START.saturating_add(T::ErasurePeriod::get()));

		#[extrinsic_call]
		_(RawOrigin::Signed(subject::<T>()), target);

		let status = Datasets::<T>::get(id).map(|dataset| dataset.status);
		assert!(matches!(status, Some(DatasetStatus::Erased { how: Ending::Defaulted, .. })));
		Ok(())
	}

	#[benchmark]
	fn reap_grant() -> Result<(), BenchmarkError> {
		let (_, given) = with_envelope::<T>()?;
		Pallet::<T>::do_revoke(owner::<T>(), given)?;
		let later = START.saturating_add(T::ReceiptPeriod::get());
		Helper::<T>::set_time(later);
		let records = one(Record::Grant(given))?;

		#[extrinsic_call]
		reap(RawOrigin::Signed(owner::<T>()), records);

		assert!(!Grants::<T>::contains_key(given));
		Ok(())
	}

	#[benchmark]
	fn reap_agreement() -> Result<(), BenchmarkError> {
		let (id, _) = finalized::<T>()?;
		let amount = T::Currency::minimum_balance();
		Pallet::<T>::do_fund_access(consumer::<T>(), id, amount)?;
		Pallet::<T>::do_step(owner::<T>(), id, Step::Terminate { at: START })?;
		let later = START.saturating_add(T::ReceiptPeriod::get()).saturating_add(1_000);
		Helper::<T>::set_time(later);
		let records = one(Record::Agreement(id))?;

		#[extrinsic_call]
		reap(RawOrigin::Signed(owner::<T>()), records);

		assert!(!Agreements::<T>::contains_key(id));
		Ok(())
	}
}
