//! What issuers and accounts sign, and whether they did.

use crate::{
	AccountIdOf, Attestation, Config, Consent, ConsentOf, Deed, Error, Issuer, IssuerOf,
	IssuerStatus, Issuers, Pallet, Proof, ProofOf,
};
use frame_support::{
	ensure,
	traits::{Get, UnixTime},
};
use frame_system::pallet_prelude::BlockNumberFor;
use souk_primitives::{Assurance, Moment};
use sp_core::H256;
use sp_runtime::traits::{Verify, Zero};

impl<T: Config> Pallet<T> {
	/// The time, in milliseconds since the Unix epoch.
	pub(crate) fn now() -> Moment {
		T::Clock::now().as_millis().try_into().unwrap_or(Moment::MAX)
	}

	fn genesis() -> H256 {
		frame_system::Pallet::<T>::block_hash(BlockNumberFor::<T>::zero())
	}

	/// What an issuer signs: bound to this chain and to attestations by what is hashed.
	pub fn attestation_payload(attestation: &Attestation<AccountIdOf<T>>) -> [u8; 32] {
		sp_io::hashing::blake2_256(&attestation.message(Self::genesis()))
	}

	/// What an account signs that agrees to something until `expires_at`.
	pub fn consent_payload(deed: &Deed<AccountIdOf<T>>, expires_at: Moment) -> [u8; 32] {
		sp_io::hashing::blake2_256(&deed.message(Self::genesis(), expires_at))
	}

	/// Checks all of an attestation that does not depend on who the nullifier stands for. Its
	/// signature comes last, as it costs the most.
	pub(crate) fn check_proof(proof: &ProofOf<T>) -> Result<(), Error<T>> {
		let Proof { attestation, signer, signature } = proof;
		let issuer: IssuerOf<T> =
			Issuers::<T>::get(attestation.issuer).ok_or(Error::<T>::UnknownIssuer)?;
		Self::check_claim(&issuer, attestation)?;
		ensure!(issuer.signers.contains(signer), Error::<T>::NotAKey);
		let payload = Self::attestation_payload(attestation);
		ensure!(signature.verify(&payload[..], signer), Error::<T>::BadSignature);
		Ok(())
	}

	fn check_claim(
		issuer: &IssuerOf<T>,
		attestation: &Attestation<AccountIdOf<T>>,
	) -> Result<(), Error<T>> {
		let Issuer { status, .. } = issuer;
		ensure!(matches!(status, IssuerStatus::Admitted(_)), Error::<T>::IssuerNotAdmitted);
		let now = Self::now();
		ensure!(attestation.expires_at > now, Error::<T>::AttestationExpired);
		let latest = now.saturating_add(T::MaxAttestationLife::get());
		ensure!(attestation.expires_at <= latest, Error::<T>::AttestationTooLong);
		let granted = issuer.grant(&attestation.context);
		let claimed = attestation.assurance;
		ensure!(claimed > Assurance::None && claimed <= granted, Error::<T>::NotGranted);
		Ok(())
	}

	/// Checks that an account agrees to something: it does it itself, or it signed that.
	pub(crate) fn check_consent(
		who: &T::AccountId,
		account: &T::AccountId,
		deed: &Deed<T::AccountId>,
		consent: Option<&ConsentOf<T>>,
	) -> Result<(), Error<T>> {
		if who == account {
			return Ok(());
		}
		let consent = consent.ok_or(Error::<T>::ConsentMissing)?;
		Self::check_signed(account, deed, consent)
	}

	/// Checks that an account signed that it agrees to something.
	pub(crate) fn check_signed(
		account: &T::AccountId,
		deed: &Deed<T::AccountId>,
		consent: &ConsentOf<T>,
	) -> Result<(), Error<T>> {
		let Consent { expires_at, signature } = consent;
		ensure!(*expires_at > Self::now(), Error::<T>::ConsentExpired);
		let payload = Self::consent_payload(deed, *expires_at);
		ensure!(signature.verify(&payload[..], account), Error::<T>::BadConsent);
		Ok(())
	}
}
