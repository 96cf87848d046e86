//! Gateways come, change and go.

use crate::{
	Config, Error, Event, Gateway, GatewayOf, GatewayStatus, Gateways, HoldReason, Keys, Name,
	NextGatewayId, Pallet, Rates, WeightInfo, MAX_PRUNED,
};
use frame_support::{dispatch::DispatchClass, ensure, traits::Get, weights::Weight};
use frame_system::limits::BlockWeights;
use souk_primitives::{GatewayId, MAX_GATEWAY_KEYS};
use sp_runtime::{traits::Zero, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_register(
		operator: T::AccountId,
		name: Name,
		keys: Keys<T::AccountId>,
		threshold: u8,
	) -> DispatchResult {
		Self::check_keys(&keys, threshold)?;
		let id = NextGatewayId::<T>::get();
		let next = id.next().ok_or(Error::<T>::IdsExhausted)?;

		let deposit = Self::registration_price();
		Self::hold(HoldReason::Registration, &operator, deposit, Error::<T>::OperatorLacksDeposit)?;
		NextGatewayId::<T>::put(next);
		let gateway = Gateway::new(operator.clone(), name, keys, threshold, deposit);
		Gateways::<T>::insert(id, gateway);
		Self::deposit_event(Event::GatewayRegistered { gateway: id, operator });
		Ok(())
	}

	/// Sets the rates, whether or not the gateway vouches already. What open orders take of the bond
	/// was computed when they were paid, and stays.
	pub(crate) fn do_approve(id: GatewayId, rates: Rates) -> DispatchResult {
		Self::check_rates(&rates)?;
		Self::change(id, |gateway| {
			gateway.rates = rates.clone();
			gateway.status = GatewayStatus::Active;
			Ok(())
		})?;
		Self::deposit_event(Event::GatewayApproved { gateway: id, rates });
		Ok(())
	}

	pub(crate) fn do_suspend(id: GatewayId) -> DispatchResult {
		Self::change(id, |gateway| {
			Self::ensure_active(gateway)?;
			gateway.status = GatewayStatus::Suspended;
			Ok(())
		})?;
		Self::deposit_event(Event::GatewaySuspended { gateway: id });
		Ok(())
	}

	pub(crate) fn do_set_keys(
		id: GatewayId,
		keys: Keys<T::AccountId>,
		threshold: u8,
	) -> DispatchResult {
		Self::check_keys(&keys, threshold)?;
		Self::change(id, |gateway| {
			gateway.keys = keys;
			gateway.threshold = threshold;
			Ok(())
		})?;
		Self::deposit_event(Event::KeysSet { gateway: id, threshold });
		Ok(())
	}

	pub(crate) fn do_deregister(operator: T::AccountId, id: GatewayId) -> DispatchResult {
		let gateway = Self::gateway_of(&operator, id)?;
		ensure!(gateway.status != GatewayStatus::Suspended, Error::<T>::GatewayIsSuspended);
		ensure!(gateway.exposure.is_zero(), Error::<T>::BondInUse);
		ensure!(gateway.records.count == 0, Error::<T>::RecordsRemain);

		// The bond first: it is the largest, and may bring the account up to the minimum balance
		// that the others need.
		Self::release(HoldReason::Bond, &operator, gateway.bond)?;
		Self::release(HoldReason::Registration, &operator, gateway.deposit)?;
		Self::release(HoldReason::Records, &operator, gateway.records.deposits)?;
		Gateways::<T>::remove(id);
		Self::deposit_event(Event::GatewayRemoved { gateway: id });
		Ok(())
	}

	/// Changes a gateway on record.
	pub(crate) fn change(
		id: GatewayId,
		change: impl FnOnce(&mut GatewayOf<T>) -> DispatchResult,
	) -> DispatchResult {
		Gateways::<T>::try_mutate(id, |slot| {
			change(slot.as_mut().ok_or(Error::<T>::UnknownGateway)?)
		})
	}

	/// The gateway, if it is this operator's.
	pub(crate) fn gateway_of(
		operator: &T::AccountId,
		id: GatewayId,
	) -> Result<GatewayOf<T>, Error<T>> {
		let gateway = Gateways::<T>::get(id).ok_or(Error::<T>::UnknownGateway)?;
		ensure!(gateway.operator == *operator, Error::<T>::NotOperator);
		Ok(gateway)
	}

	/// The gateway, if it vouches for payments.
	pub(crate) fn active_gateway(id: GatewayId) -> Result<GatewayOf<T>, Error<T>> {
		let gateway = Gateways::<T>::get(id).ok_or(Error::<T>::UnknownGateway)?;
		Self::ensure_active(&gateway)?;
		Ok(gateway)
	}

	fn ensure_active(gateway: &GatewayOf<T>) -> Result<(), Error<T>> {
		ensure!(gateway.status == GatewayStatus::Active, Error::<T>::GatewayNotActive);
		Ok(())
	}

	pub(crate) fn check_keys(keys: &Keys<T::AccountId>, threshold: u8) -> Result<(), Error<T>> {
		let in_range = threshold > 0 && usize::from(threshold) <= keys.len();
		ensure!(in_range, Error::<T>::ThresholdOutOfRange);
		for (i, key) in keys.iter().enumerate() {
			ensure!(!keys.iter().take(i).any(|other| other == key), Error::<T>::DuplicateKey);
		}
		Ok(())
	}

	pub(crate) fn check_rates(rates: &Rates) -> Result<(), Error<T>> {
		for (i, rate) in rates.iter().enumerate() {
			ensure!(rate.is_well_formed(), Error::<T>::MalformedCurrency);
			ensure!(!rate.bond_per_unit.is_zero(), Error::<T>::ZeroRate);
			let seen = rates.iter().take(i).any(|other| other.currency == rate.currency);
			ensure!(!seen, Error::<T>::DuplicateCurrency);
		}
		Ok(())
	}

	/// Stops a runtime from being built in which this pallet could not work.
	pub(crate) fn check_config() {
		let weights: BlockWeights = T::BlockWeights::get();
		let normal = weights.get(DispatchClass::Normal);
		let max = normal.max_extrinsic.unwrap_or(weights.max_block);
		let fits = |what: &str, weight: Weight| {
			assert!(weight.all_lte(max), "{what} needs {weight:?}, an extrinsic has {max:?}");
		};
		fits("a receipt that every key signed", T::WeightInfo::accept(MAX_GATEWAY_KEYS));
		fits("removing a full list of receipts", T::WeightInfo::prune(MAX_PRUNED));
		assert!(!T::Retention::get().is_zero(), "every receipt would be too old");
		assert!(!Self::receipt_price().is_zero(), "receipts would fill the state for nothing");
	}
}
