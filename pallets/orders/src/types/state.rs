//! Where an order stands, and how far a complaint about it has come.

use super::Party;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use souk_primitives::{Moment, OrderStage};
use sp_runtime::traits::{Saturating, Zero};

/// What a buyer asks for.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum RefundKind {
	/// Money back; the goods stay, or never came.
	#[codec(index = 0)]
	RefundOnly,
	/// Money back for goods that go back.
	#[codec(index = 1)]
	ReturnGoods,
}

/// A stage whose timer stands still while a complaint is open.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Paused {
	/// Paid, not shipped.
	#[codec(index = 0)]
	Funded {
		/// Milliseconds left to ship.
		remaining: Moment,
	},
	/// On its way.
	#[codec(index = 1)]
	Shipped {
		/// Milliseconds left to receive.
		remaining: Moment,
	},
	/// Arrived.
	#[codec(index = 2)]
	Delivered {
		/// Milliseconds left to inspect.
		remaining: Moment,
	},
}

/// How far goods have come back.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum ReturnLeg {
	/// The buyer has them.
	#[codec(index = 0)]
	ToSend {
		/// When the return is off.
		send_by: Moment,
	},
	/// They are on their way.
	#[codec(index = 1)]
	Sent {
		/// When they count as come back.
		receive_by: Moment,
	},
}

/// A complaint that a dispute interrupts, or the stage, if there was none. Its timer stands still.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum Interrupted<Balance> {
	/// No complaint was open.
	#[codec(index = 0)]
	Stage(Paused),
	/// The merchant had to answer.
	#[codec(index = 1)]
	RefundRequested {
		/// How much was asked for.
		amount: Balance,
		/// For what.
		kind: RefundKind,
		/// Milliseconds left to answer.
		remaining: Moment,
		/// The stage before that.
		paused: Paused,
	},
	/// Goods were going back.
	#[codec(index = 2)]
	Returning {
		/// How much they are refunded with.
		amount: Balance,
		/// Whether they had been sent.
		sent: bool,
		/// Milliseconds left to send them, or to receive them.
		remaining: Moment,
		/// The stage before that.
		paused: Paused,
	},
}

/// What each side offers the other, as what the buyer would get back of what is open.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub struct Proposals<Balance> {
	/// The buyer's.
	pub buyer: Option<Balance>,
	/// The merchant's.
	pub merchant: Option<Balance>,
}

impl<Balance> Default for Proposals<Balance> {
	fn default() -> Self {
		Self { buyer: None, merchant: None }
	}
}

impl<Balance> Proposals<Balance> {
	/// What `party` proposes.
	pub fn of(&self, party: Party) -> Option<&Balance> {
		match party {
			Party::Buyer => self.buyer.as_ref(),
			Party::Merchant => self.merchant.as_ref(),
		}
	}

	/// Puts what `party` proposes in the place of what it proposed before.
	pub fn set(&mut self, party: Party, to_buyer: Balance) {
		match party {
			Party::Buyer => self.buyer = Some(to_buyer),
			Party::Merchant => self.merchant = Some(to_buyer),
		}
	}
}

/// How far a dispute has come.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum DisputePhase<Balance> {
	/// The parties look for a split of their own.
	#[codec(index = 0)]
	Negotiating {
		/// When the dispute is off.
		until: Moment,
	},
	/// One side put up its bond and called the resolver.
	#[codec(index = 1)]
	Escalated {
		/// Which side.
		by: Party,
		/// How much it put up.
		bond: Balance,
		/// When the other side counts as silent.
		respond_by: Moment,
	},
	/// It is for the resolver to decide.
	#[codec(index = 2)]
	Deciding {
		/// How much each side put up that did.
		bond: Balance,
		/// The side that did not.
		silent: Option<Party>,
		/// When the preset applies.
		decide_by: Moment,
	},
}

impl<Balance: Copy> DisputePhase<Balance> {
	/// When something happens by itself.
	pub fn deadline(&self) -> Moment {
		match self {
			Self::Negotiating { until } => *until,
			Self::Escalated { respond_by, .. } => *respond_by,
			Self::Deciding { decide_by, .. } => *decide_by,
		}
	}

	/// What a side has put up.
	pub fn bond_of(&self, party: Party) -> Option<Balance> {
		match self {
			Self::Negotiating { .. } => None,
			Self::Escalated { by, bond, .. } => (*by == party).then_some(*bond),
			Self::Deciding { bond, silent, .. } => (*silent != Some(party)).then_some(*bond),
		}
	}
}

/// Where an order stands. Every moment is in milliseconds since the Unix epoch.
#[derive(
	Encode,
	Decode,
	DecodeWithMemTracking,
	MaxEncodedLen,
	TypeInfo,
	Clone,
	Copy,
	PartialEq,
	Eq,
	Debug,
)]
pub enum OrderState<Balance> {
	/// Opened by the merchant, not paid.
	#[codec(index = 0)]
	Created {
		/// When it is cancelled.
		pay_by: Moment,
	},
	/// Paid.
	#[codec(index = 1)]
	Funded {
		/// When the payer is refunded.
		ship_by: Moment,
	},
	/// On its way.
	#[codec(index = 2)]
	Shipped {
		/// When it settles.
		receive_by: Moment,
	},
	/// Arrived, and whoever tracks the goods is sure of it.
	#[codec(index = 3)]
	Delivered {
		/// When it settles.
		inspect_by: Moment,
	},
	/// The buyer wants money back.
	#[codec(index = 4)]
	RefundRequested {
		/// How much of what is open.
		amount: Balance,
		/// Whether the goods go back.
		kind: RefundKind,
		/// When the request is granted.
		answer_by: Moment,
		/// Where the order goes on if it is not over.
		paused: Paused,
	},
	/// Goods go back.
	#[codec(index = 5)]
	Returning {
		/// How much of what is open is refunded once they are back.
		amount: Balance,
		/// How far they have come.
		leg: ReturnLeg,
		/// Where the order goes on if it is not over.
		paused: Paused,
	},
	/// The parties disagree.
	#[codec(index = 6)]
	Disputed {
		/// Who said so.
		by: Party,
		/// How far it has come.
		phase: DisputePhase<Balance>,
		/// What each side would agree to.
		proposals: Proposals<Balance>,
		/// Where the order goes on if the dispute is off.
		interrupted: Interrupted<Balance>,
	},
	/// Over: the merchant was paid.
	#[codec(index = 7)]
	Settled {
		/// When.
		at: Moment,
	},
	/// Over: everything went back to the payer.
	#[codec(index = 8)]
	Refunded {
		/// When.
		at: Moment,
	},
	/// Over: it was never paid.
	#[codec(index = 9)]
	Cancelled {
		/// When.
		at: Moment,
	},
	/// Accepted by the buyer. It was paid off chain, and settles once that is beyond challenge.
	#[codec(index = 10)]
	Confirmed {
		/// When it settles.
		settle_at: Moment,
	},
}

impl<Balance: Copy> OrderState<Balance> {
	/// The state without its data.
	pub fn stage(&self) -> OrderStage {
		match self {
			Self::Created { .. } => OrderStage::Created,
			Self::Funded { .. } => OrderStage::Funded,
			Self::Shipped { .. } => OrderStage::Shipped,
			Self::Delivered { .. } => OrderStage::Delivered,
			Self::RefundRequested { .. } => OrderStage::RefundRequested,
			Self::Returning { .. } => OrderStage::Returning,
			Self::Disputed { .. } => OrderStage::Disputed,
			Self::Confirmed { .. } => OrderStage::Confirmed,
			Self::Settled { .. } => OrderStage::Settled,
			Self::Refunded { .. } => OrderStage::Refunded,
			Self::Cancelled { .. } => OrderStage::Cancelled,
		}
	}

	/// When something happens by itself; `None` once the order is over.
	pub fn deadline(&self) -> Option<Moment> {
		match self {
			Self::Created { pay_by: at }
			| Self::Funded { ship_by: at }
			| Self::Shipped { receive_by: at }
			| Self::Delivered { inspect_by: at }
			| Self::RefundRequested { answer_by: at, .. }
			| Self::Returning { leg: ReturnLeg::ToSend { send_by: at }, .. }
			| Self::Returning { leg: ReturnLeg::Sent { receive_by: at }, .. }
			| Self::Confirmed { settle_at: at } => Some(*at),
			Self::Disputed { phase, .. } => Some(phase.deadline()),
			Self::Settled { .. } | Self::Refunded { .. } | Self::Cancelled { .. } => None,
		}
	}

	/// Stops the timer at `now`; `None` unless goods and money are both under way and no complaint
	/// is open.
	pub fn pause(&self, now: Moment) -> Option<Paused> {
		let left = |until: &Moment| until.saturating_sub(now);
		match self {
			Self::Funded { ship_by } => Some(Paused::Funded { remaining: left(ship_by) }),
			Self::Shipped { receive_by } => Some(Paused::Shipped { remaining: left(receive_by) }),
			Self::Delivered { inspect_by } => {
				Some(Paused::Delivered { remaining: left(inspect_by) })
			},
			_ => None,
		}
	}

	/// Stops the timer at `now` for a dispute; `None` where there is nothing to disagree about.
	pub fn interrupt(&self, now: Moment) -> Option<Interrupted<Balance>> {
		let left = |until: Moment| until.saturating_sub(now);
		match *self {
			Self::RefundRequested { amount, kind, answer_by, paused } => {
				let remaining = left(answer_by);
				Some(Interrupted::RefundRequested { amount, kind, remaining, paused })
			},
			Self::Returning { amount, leg, paused } => {
				let (sent, remaining) = match leg {
					ReturnLeg::ToSend { send_by } => (false, left(send_by)),
					ReturnLeg::Sent { receive_by } => (true, left(receive_by)),
				};
				Some(Interrupted::Returning { amount, sent, remaining, paused })
			},
			_ => self.pause(now).map(Interrupted::Stage),
		}
	}

	/// The stage below an open complaint.
	pub fn paused_mut(&mut self) -> Option<&mut Paused> {
		match self {
			Self::RefundRequested { paused, .. } | Self::Returning { paused, .. } => Some(paused),
			Self::Disputed { interrupted, .. } => Some(match interrupted {
				Interrupted::Stage(paused)
				| Interrupted::RefundRequested { paused, .. }
				| Interrupted::Returning { paused, .. } => paused,
			}),
			_ => None,
		}
	}

	/// Whether goods are on their way to the buyer, whatever complaint is open.
	pub fn is_under_way(&self) -> bool {
		let mut state = *self;
		let paused = matches!(state.paused_mut(), Some(Paused::Shipped { .. }));
		paused || matches!(state, Self::Shipped { .. })
	}

	/// Puts goods that are on their way at a stage, with all of its time from `now` on, or from when
	/// the complaint is over that is open. False, and nothing changes, if none are on their way.
	pub fn move_goods(&mut self, stage: Paused, now: Moment) -> bool {
		if !self.is_under_way() {
			return false;
		}
		match self.paused_mut() {
			Some(paused) => *paused = stage,
			None => *self = stage.resume(now),
		}
		true
	}

	/// What a side has put up in a dispute.
	pub fn bond_of(&self, party: Party) -> Option<Balance> {
		match self {
			Self::Disputed { phase, .. } => phase.bond_of(party),
			_ => None,
		}
	}

	/// The same state with its deadline moved by `extension`; `None` if it has none that may be.
	pub fn extended(self, extension: Moment) -> Option<Self> {
		let later = |at: Moment| at.saturating_add(extension);
		match self {
			Self::Created { pay_by } => Some(Self::Created { pay_by: later(pay_by) }),
			Self::Funded { ship_by } => Some(Self::Funded { ship_by: later(ship_by) }),
			Self::Shipped { receive_by } => Some(Self::Shipped { receive_by: later(receive_by) }),
			Self::Delivered { inspect_by } => {
				Some(Self::Delivered { inspect_by: later(inspect_by) })
			},
			Self::RefundRequested { amount, kind, answer_by, paused } => {
				let answer_by = later(answer_by);
				Some(Self::RefundRequested { amount, kind, answer_by, paused })
			},
			Self::Returning { amount, leg, paused } => {
				let leg = match leg {
					ReturnLeg::ToSend { send_by } => ReturnLeg::ToSend { send_by: later(send_by) },
					ReturnLeg::Sent { receive_by } => {
						ReturnLeg::Sent { receive_by: later(receive_by) }
					},
				};
				Some(Self::Returning { amount, leg, paused })
			},
			Self::Disputed { .. }
			| Self::Confirmed { .. }
			| Self::Settled { .. }
			| Self::Refunded { .. }
			| Self::Cancelled { .. } => None,
		}
	}

	/// The same state after `amount` went back: a complaint asks for that much less. One that asks
	/// for nothing more is over, and what it interrupted goes on at `at`.
	pub fn met(self, amount: Balance, at: Moment) -> Self
	where
		Balance: Saturating + Zero,
	{
		let left = |asked: Balance| asked.saturating_sub(amount);
		match self {
			Self::RefundRequested { amount: asked, kind, answer_by, paused } => match left(asked) {
				left if left.is_zero() => paused.resume(at),
				amount => Self::RefundRequested { amount, kind, answer_by, paused },
			},
			Self::Returning { amount: asked, leg, paused } => match left(asked) {
				left if left.is_zero() => paused.resume(at),
				amount => Self::Returning { amount, leg, paused },
			},
			Self::Disputed { by, phase, proposals, interrupted } => {
				let interrupted = match interrupted {
					Interrupted::RefundRequested { amount: asked, kind, remaining, paused } => {
						match left(asked) {
							left if left.is_zero() => Interrupted::Stage(paused),
							amount => {
								Interrupted::RefundRequested { amount, kind, remaining, paused }
							},
						}
					},
					Interrupted::Returning { amount: asked, sent, remaining, paused } => {
						match left(asked) {
							left if left.is_zero() => Interrupted::Stage(paused),
							amount => Interrupted::Returning { amount, sent, remaining, paused },
						}
					},
					stage => stage,
				};
				Self::Disputed { by, phase, proposals, interrupted }
			},
			other => other,
		}
	}

	/// Whose deadline it is: who loses something when it passes. The other side may extend it.
	pub fn deadline_of(&self) -> Option<Party> {
		match self {
			Self::Created { .. }
			| Self::Shipped { .. }
			| Self::Delivered { .. }
			| Self::Returning { leg: ReturnLeg::ToSend { .. }, .. } => Some(Party::Buyer),
			Self::Funded { .. }
			| Self::RefundRequested { .. }
			| Self::Returning { leg: ReturnLeg::Sent { .. }, .. } => Some(Party::Merchant),
			Self::Disputed { .. }
			| Self::Confirmed { .. }
			| Self::Settled { .. }
			| Self::Refunded { .. }
			| Self::Cancelled { .. } => None,
		}
	}
}

impl Paused {
	/// How much of its time is left, in milliseconds.
	pub fn remaining(self) -> Moment {
		match self {
			Self::Funded { remaining }
			| Self::Shipped { remaining }
			| Self::Delivered { remaining } => remaining,
		}
	}

	/// Starts the timer again at `at`, with exactly what was left.
	pub fn resume<Balance>(self, at: Moment) -> OrderState<Balance> {
		match self {
			Self::Funded { remaining } => {
				OrderState::Funded { ship_by: at.saturating_add(remaining) }
			},
			Self::Shipped { remaining } => {
				OrderState::Shipped { receive_by: at.saturating_add(remaining) }
			},
			Self::Delivered { remaining } => {
				OrderState::Delivered { inspect_by: at.saturating_add(remaining) }
			},
		}
	}
}

impl<Balance> Interrupted<Balance> {
	/// Starts the timer again at `at`, with exactly what was left.
	pub fn resume(self, at: Moment) -> OrderState<Balance> {
		match self {
			Self::Stage(paused) => paused.resume(at),
			Self::RefundRequested { amount, kind, remaining, paused } => {
				let answer_by = at.saturating_add(remaining);
				OrderState::RefundRequested { amount, kind, answer_by, paused }
			},
			Self::Returning { amount, sent, remaining, paused } => {
				let until = at.saturating_add(remaining);
				let leg = match sent {
					false => ReturnLeg::ToSend { send_by: until },
					true => ReturnLeg::Sent { receive_by: until },
				};
				OrderState::Returning { amount, leg, paused }
			},
		}
	}
}
