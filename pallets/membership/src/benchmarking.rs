//! What the calls, and what other pallets ask, cost at most.
//!
//! Somebody else hands everything in, so that consents are verified, and whatever can be on record
//! already and make room is.

use crate::*;
use alloc::{vec, vec::Vec};
use frame_benchmarking::{account, v2::*};
use frame_support::{
	assert_ok,
	traits::{
		fungible::{Inspect as _, InspectHold as _, Unbalanced as _},
		tokens::Precision,
		EnsureOrigin, Get,
	},
};
use frame_system::RawOrigin;
use souk_primitives::{Assurance, Context, Identify as _, MemberId, Moment, Nullifier, Person};
use sp_core::H256;
use sp_runtime::traits::{Saturating, Zero};

/// What the benchmarks need of a runtime and cannot do by themselves.
pub trait BenchmarkHelper<T: Config> {
	/// The account of a key that can sign. Its scheme is the most expensive to verify.
	fn signer(index: u32) -> T::AccountId;

	/// Signs with the key of [`BenchmarkHelper::signer`].
	fn sign(index: u32, message: &[u8]) -> T::Signature;

	/// Sets the clock, in milliseconds since the Unix epoch.
	fn set_time(now: Moment);
}

/// When the benchmarks begin.
const START: Moment = 1_700_000_000_000;

/// The person's key, their next one, and those of another person. Issuers have the ones from
/// [`ISSUER_KEY`] on.
const PERSON: u32 = 0;
const NEXT: u32 = 1;
const OTHER: u32 = 2;
const ISSUER_KEY: u32 = 10;

/// Last of as many as an issuer can have.
const CONTEXT: Context = H256::repeat_byte(MAX_GRANTS as u8);
const NULLIFIER: Nullifier = H256::repeat_byte(0xaa);
const STALE: Nullifier = H256::repeat_byte(0xbb);

fn key<T: Config>(index: u32) -> T::AccountId {
	T::BenchmarkHelper::signer(index)
}

fn govern<T: Config>() -> Result<T::RuntimeOrigin, BenchmarkError> {
	T::GovernanceOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)
}

/// Somebody with enough for any deposit here.
fn rich<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	let amount = Pallet::<T>::issuer_price()
		.saturating_add(Pallet::<T>::member_price())
		.saturating_add(Pallet::<T>::key_price())
		.saturating_add(Pallet::<T>::binding_price())
		.saturating_add(T::Currency::minimum_balance())
		.saturating_mul(1_000u32.into());
	assert_ok!(T::Currency::increase_balance(&who, amount, Precision::Exact));
	T::Currency::set_total_issuance(T::Currency::total_issuance().saturating_add(amount));
	who
}

/// As many keys as there can be. The last of them signs.
fn signers<T: Config>() -> IssuerKeys<T::AccountId> {
	let keys = (0..MAX_ISSUER_KEYS).map(|index| key::<T>(ISSUER_KEY.saturating_add(index)));
	keys.collect::<Vec<_>>().try_into().unwrap_or_default()
}

/// As many grants as there can be. The last of them is used.
fn grants() -> Grants {
	let grant = |index: u32| Grant {
		context: H256::repeat_byte(index.saturating_add(1) as u8),
		assurance: Assurance::Person,
	};
	(0..MAX_GRANTS).map(grant).collect::<Vec<_>>().try_into().unwrap_or_default()
}

fn name() -> Name {
	vec![b'x'; MAX_NAME as usize].try_into().unwrap_or_default()
}

/// An issuer that waits to be admitted.
fn proposed<T: Config>() -> IssuerId {
	let id = NextIssuerId::<T>::get();
	assert_ok!(Pallet::<T>::do_register_issuer(rich::<T>("operator"), name(), signers::<T>()));
	id
}

/// An issuer that attests.
fn admitted<T: Config>() -> IssuerId {
	T::BenchmarkHelper::set_time(START);
	let id = proposed::<T>();
	assert_ok!(Pallet::<T>::do_admit_issuer(id, grants()));
	id
}

fn guardian<T: Config>() -> T::AccountId {
	account("guardian", 0, 0)
}

fn control<T: Config>(index: u32) -> Control<T::AccountId> {
	Control { controller: key::<T>(index), recovery: Some(guardian::<T>()) }
}

fn consent<T: Config>(index: u32, deed: &Deed<T::AccountId>) -> ConsentOf<T> {
	let expires_at = START.saturating_add(1);
	let payload = Pallet::<T>::consent_payload(deed, expires_at);
	Consent { expires_at, signature: T::BenchmarkHelper::sign(index, &payload) }
}

/// A member of that key, which somebody else paid for.
fn member<T: Config>(index: u32, payer: &'static str) -> MemberId {
	T::BenchmarkHelper::set_time(START);
	let id = NextMemberId::<T>::get();
	let control = control::<T>(index);
	let consent = consent::<T>(index, &Deed::Register(control.clone()));
	assert_ok!(Pallet::<T>::do_register(rich::<T>(payer), control, Some(consent)));
	id
}

/// Each is good for longer than the ones before.
fn proof<T: Config>(
	issuer: IssuerId,
	index: u32,
	nullifier: Nullifier,
	life: Moment,
) -> ProofOf<T> {
	let attestation = Attestation {
		issuer,
		context: CONTEXT,
		nullifier,
		assurance: Assurance::Person,
		account: key::<T>(index),
		expires_at: START.saturating_add(life),
	};
	let last = ISSUER_KEY.saturating_add(MAX_ISSUER_KEYS).saturating_sub(1);
	let payload = Pallet::<T>::attestation_payload(&attestation);
	let signature = T::BenchmarkHelper::sign(last, &payload);
	Proof { attestation, signer: key::<T>(last), signature }
}

fn agreed<T: Config>(index: u32, proof: &ProofOf<T>) -> Option<ConsentOf<T>> {
	Some(consent::<T>(index, &Deed::Bind(proof.attestation.clone())))
}

fn bind<T: Config>(issuer: IssuerId, index: u32, nullifier: Nullifier, payer: &'static str) {
	let proof = proof::<T>(issuer, index, nullifier, 1);
	let consent = agreed::<T>(index, &proof);
	assert_ok!(Pallet::<T>::do_bind_proof(rich::<T>(payer), proof, consent));
}

/// A member that was made somebody by an issuer that lied, which another person paid for.
fn misled<T: Config>(index: u32, nullifier: Nullifier, payer: &'static str) {
	member::<T>(index, "sponsor");
	let liar = admitted::<T>();
	bind::<T>(liar, index, nullifier, payer);
	assert_ok!(Pallet::<T>::do_revoke_issuer(liar, Some(START)));
}

/// A member that an issuer vouched for and that closed, which another person paid for.
fn left<T: Config>(index: u32, nullifier: Nullifier, payer: &'static str) -> MemberId {
	let id = member::<T>(index, "sponsor");
	bind::<T>(admitted::<T>(), index, nullifier, payer);
	assert_ok!(Pallet::<T>::do_close(key::<T>(index)));
	id
}

/// A member that an issuer vouches for.
fn known<T: Config>() -> MemberId {
	let id = member::<T>(PERSON, "sponsor");
	bind::<T>(admitted::<T>(), PERSON, NULLIFIER, "sponsor");
	id
}

fn deed<T: Config>(member: MemberId) -> Deed<T::AccountId> {
	Deed::Control { member, control: control::<T>(NEXT) }
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn register() {
		T::BenchmarkHelper::set_time(START);
		let id = NextMemberId::<T>::get();
		let control = control::<T>(PERSON);
		let consent = consent::<T>(PERSON, &Deed::Register(control.clone()));
		let caller = rich::<T>("sponsor");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), control, Some(consent));

		assert!(Members::<T>::contains_key(id));
	}

	/// Of a member that was made somebody else by an issuer that lied.
	#[benchmark]
	fn bind_proof() {
		misled::<T>(PERSON, STALE, "first payer");
		let proof = proof::<T>(admitted::<T>(), PERSON, NULLIFIER, 1);
		let consent = agreed::<T>(PERSON, &proof);
		let caller = rich::<T>("second payer");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), proof, consent);

		assert!(Nullifiers::<T>::contains_key(CONTEXT, NULLIFIER));
		assert!(!Nullifiers::<T>::contains_key(CONTEXT, STALE));
	}

	/// From a member that closed to another one that was somebody else, about whom an issuer lied.
	#[benchmark]
	fn rebind_proof() {
		left::<T>(OTHER, NULLIFIER, "first payer");
		misled::<T>(PERSON, STALE, "second payer");
		let proof = proof::<T>(admitted::<T>(), PERSON, NULLIFIER, 2);
		let consent = agreed::<T>(PERSON, &proof);
		let caller = rich::<T>("third payer");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), proof, consent);

		assert!(Links::<T>::iter_keys().next().is_some());
		let account = KeyOf::<T>::get(key::<T>(PERSON));
		let binding = Nullifiers::<T>::get(CONTEXT, NULLIFIER);
		assert_eq!(binding.map(|binding| binding.member), account.map(|account| account.member));
	}

	/// With a proof, instead of a recovery with one of an issuer that lied.
	#[benchmark]
	fn request_rotation() {
		let (id, liar) = (known::<T>(), admitted::<T>());
		let lie = Some(proof::<T>(liar, OTHER, NULLIFIER, 2));
		assert_ok!(Pallet::<T>::do_recover(guardian::<T>(), id, key::<T>(OTHER), None, lie));
		assert_ok!(Pallet::<T>::do_revoke_issuer(liar, Some(START)));
		let consent = Some(consent::<T>(NEXT, &deed::<T>(id)));
		let proof = Some(proof::<T>(admitted::<T>(), NEXT, NULLIFIER, 3));
		let caller = key::<T>(PERSON);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), control::<T>(NEXT), consent, proof);

		let rotation = Members::<T>::get(id).and_then(|member| member.rotation);
		assert!(rotation.is_some_and(|rotation| rotation.word.is_some() && rotation.consented));
	}

	/// That is proven, of a member that is frozen.
	#[benchmark]
	fn finish_rotation() {
		let (id, issuer) = (known::<T>(), admitted::<T>());
		let consent = Some(consent::<T>(NEXT, &deed::<T>(id)));
		let proof = Some(proof::<T>(issuer, NEXT, NULLIFIER, 2));
		let to = control::<T>(NEXT);
		assert_ok!(Pallet::<T>::do_request_rotation(key::<T>(PERSON), to, consent, proof));
		assert_ok!(Pallet::<T>::do_freeze(guardian::<T>(), id));
		T::BenchmarkHelper::set_time(START.saturating_add(T::RotationDelay::get()));
		let caller = rich::<T>("payer");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id);

		let controller = Members::<T>::get(id).map(|member| member.controller);
		assert_eq!(controller, Some(key::<T>(NEXT)));
	}

	/// That an issuer who lied had proven.
	#[benchmark]
	fn cancel_rotation() {
		let (id, liar) = (known::<T>(), admitted::<T>());
		let lie = Some(proof::<T>(liar, NEXT, NULLIFIER, 2));
		let to = control::<T>(NEXT);
		assert_ok!(Pallet::<T>::do_request_rotation(key::<T>(PERSON), to, None, lie));
		assert_ok!(Pallet::<T>::do_revoke_issuer(liar, Some(START)));

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian::<T>()), id);

		assert!(Members::<T>::get(id).is_some_and(|member| member.rotation.is_none()));
	}

	#[benchmark]
	fn freeze() {
		let id = member::<T>(PERSON, "sponsor");
		let to = control::<T>(NEXT);
		assert_ok!(Pallet::<T>::do_request_rotation(key::<T>(PERSON), to, None, None));

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian::<T>()), id);

		assert!(Members::<T>::get(id).is_some_and(|member| member.status != Status::Active));
	}

	#[benchmark]
	fn unfreeze() {
		let id = member::<T>(PERSON, "sponsor");
		assert_ok!(Pallet::<T>::do_freeze(guardian::<T>(), id));
		T::BenchmarkHelper::set_time(START.saturating_add(T::RecoveryDelay::get()));

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(PERSON)), id);

		assert!(Members::<T>::get(id).is_some_and(|member| member.status == Status::Active));
	}

	/// With a proof, instead of a rotation with one of an issuer that lied.
	#[benchmark]
	fn recover() {
		let (id, liar) = (known::<T>(), admitted::<T>());
		let lie = Some(proof::<T>(liar, OTHER, NULLIFIER, 2));
		let to = control::<T>(OTHER);
		assert_ok!(Pallet::<T>::do_request_rotation(key::<T>(PERSON), to, None, lie));
		assert_ok!(Pallet::<T>::do_revoke_issuer(liar, Some(START)));
		let consent = Some(consent::<T>(NEXT, &deed::<T>(id)));
		let proof = Some(proof::<T>(admitted::<T>(), NEXT, NULLIFIER, 3));

		#[extrinsic_call]
		_(RawOrigin::Signed(guardian::<T>()), id, key::<T>(NEXT), consent, proof);

		let rotation = Members::<T>::get(id).and_then(|member| member.rotation);
		assert!(rotation.is_some_and(|rotation| rotation.word.is_some() && rotation.consented));
	}

	#[benchmark]
	fn close() {
		let id = member::<T>(PERSON, "sponsor");

		#[extrinsic_call]
		_(RawOrigin::Signed(key::<T>(PERSON)));

		assert!(!Members::<T>::contains_key(id));
	}

	#[benchmark]
	fn register_issuer() {
		let caller = rich::<T>("operator");
		let id = NextIssuerId::<T>::get();
		let signers = signers::<T>();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), name(), signers);

		assert!(Issuers::<T>::contains_key(id));
	}

	#[benchmark]
	fn admit_issuer() -> Result<(), BenchmarkError> {
		let id = admitted::<T>();
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, grants());

		let status = Issuers::<T>::get(id).map(|issuer| issuer.status);
		assert_eq!(status, Some(IssuerStatus::Admitted(grants())));
		Ok(())
	}

	#[benchmark]
	fn set_issuer_keys() -> Result<(), BenchmarkError> {
		let id = admitted::<T>();
		let origin = govern::<T>()?;
		let signers = signers::<T>();

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, signers.clone());

		assert_eq!(Issuers::<T>::get(id).map(|issuer| issuer.signers), Some(signers));
		Ok(())
	}

	#[benchmark]
	fn revoke_issuer() -> Result<(), BenchmarkError> {
		let id = admitted::<T>();
		let origin = govern::<T>()?;

		#[extrinsic_call]
		_(origin as T::RuntimeOrigin, id, Some(START));

		let issuer = Issuers::<T>::get(id);
		assert!(issuer.is_some_and(|issuer| !issuer.is_trusted(START)));
		Ok(())
	}

	#[benchmark]
	fn remove_issuer() {
		let id = admitted::<T>();
		assert_ok!(Pallet::<T>::do_revoke_issuer(id, Some(START)));
		let caller: T::AccountId = account("operator", 0, 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert!(!Issuers::<T>::contains_key(id));
		assert_eq!(T::Currency::total_balance_on_hold(&caller), Zero::zero());
	}

	/// Accounts of two people, each of whom was known as two before they came again.
	#[benchmark]
	fn same_person() {
		let accounts = [PERSON, OTHER].map(|index| {
			let members = [0, 1, 2].map(|_| {
				let id = NextMemberId::<T>::get();
				NextMemberId::<T>::put(id.next().unwrap_or(id));
				id
			});
			let payer = rich::<T>("payer");
			let deposit = || Deposit { depositor: payer.clone(), amount: Zero::zero() };
			for pair in members.windows(2) {
				let link = Link { earlier: pair[1], deposit: deposit() };
				Links::<T>::insert(pair[0], link);
			}
			let account = key::<T>(index);
			let key = Key { member: members[0], acting: false, deposit: deposit() };
			KeyOf::<T>::insert(&account, key);
			account
		});
		let [a, b] = accounts;
		let same;

		#[block]
		{
			same = Pallet::<T>::same_person(&a, &b);
		}

		assert!(!same);
	}

	/// The dearest of what is asked about one account.
	#[benchmark]
	fn identify() {
		let member = known::<T>();
		let account = Members::<T>::get(member).unwrap().controller;
		let person;

		#[block]
		{
			person = Pallet::<T>::person(&account, &CONTEXT);
		}

		let known = Some((NULLIFIER, Assurance::Person));
		assert_eq!(person, Some(Person { member, known }));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::World::default().build(), crate::mock::Test);
}

/// The mock's helper: its keys are numbered.
#[cfg(test)]
mod test_helper {
	use super::*;
	use crate::mock::{set_time, AccountId, ProofSigner, Test};
	use sp_core::{sr25519, Pair};
	use sp_runtime::MultiSignature;

	fn key(index: u32) -> sr25519::Pair {
		sr25519::Pair::from_seed(&sp_io::hashing::blake2_256(&index.to_le_bytes()))
	}

	impl BenchmarkHelper<Test> for ProofSigner {
		fn signer(index: u32) -> AccountId {
			key(index).public().0.into()
		}

		fn sign(index: u32, message: &[u8]) -> MultiSignature {
			key(index).sign(message).into()
		}

		fn set_time(now: Moment) {
			set_time(now);
		}
	}
}
