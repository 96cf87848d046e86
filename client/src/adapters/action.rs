//! What a carrier does on the chain.

use serde::{Deserialize, Serialize};
use souk_primitives::logistics::{Loss, Milestone, Status, Trouble};
use std::fmt::{self, Display, Formatter};

/// What a carrier does on the chain when its own system says something.
///
/// None of it proves a delivery: only the consignee's key does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
	/// It takes the shipment over from whoever has it.
	AcceptHandover,
	/// It tells what a scan saw.
	Scan(Milestone),
	/// It tells what went wrong.
	Trouble(Trouble),
	/// It tells when the shipment should arrive.
	UpdateEta,
	/// It says that the consignee has the shipment, who can contest that.
	ClaimDelivery,
	/// It sends the shipment back.
	StartReturn,
	/// It says that the shipper has the shipment again, who can contest that.
	ClaimReturn,
	/// It admits that there is nothing to deliver any more. Its bond pays.
	Loss(Loss),
	/// Nothing yet: the shipment is announced.
	Info,
	/// Nothing, for this reason.
	Ignore(String),
}

impl Action {
	/// The status that it brings a shipment to which is on its way to its consignee, or which is
	/// offered to the carrier; `None` if it leaves the status as it is.
	pub fn status(&self) -> Option<Status> {
		match self {
			Self::AcceptHandover => Some(Status::PickedUp),
			Self::Scan(milestone) => Some(milestone.status()),
			// What is delayed is still on its way.
			Self::Trouble(Trouble::Delayed) | Self::UpdateEta | Self::Ignore(_) => None,
			Self::Trouble(_) => Some(Status::Exception),
			Self::ClaimDelivery | Self::ClaimReturn => Some(Status::DeliveryClaimed),
			Self::StartReturn => Some(Status::Returning),
			Self::Loss(Loss::Lost) => Some(Status::Lost),
			Self::Loss(Loss::Destroyed) => Some(Status::Destroyed),
			// Its shipper's offer brought it there.
			Self::Info => Some(Status::InfoReceived),
		}
	}

	/// The call of the logistics pallet that does it; `None` if there is nothing to call.
	pub fn call(&self) -> Option<&'static str> {
		match self {
			Self::AcceptHandover => Some("accept_handover"),
			Self::Scan(_) => Some("scan"),
			Self::Trouble(_) => Some("report_exception"),
			Self::UpdateEta => Some("update_eta"),
			// Where a shipment goes says to whom it is said to be delivered.
			Self::ClaimDelivery | Self::ClaimReturn => Some("claim_delivery"),
			Self::StartReturn => Some("start_return"),
			Self::Loss(_) => Some("declare_lost"),
			Self::Info | Self::Ignore(_) => None,
		}
	}
}

impl Display for Action {
	fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
		match self {
			Self::AcceptHandover => f.write_str("accept_handover"),
			Self::Scan(milestone) => write!(f, "scan {}", word(milestone)),
			Self::Trouble(trouble) => write!(f, "trouble {}", word(trouble)),
			Self::UpdateEta => f.write_str("update_eta"),
			Self::ClaimDelivery => f.write_str("claim_delivery"),
			Self::StartReturn => f.write_str("start_return"),
			Self::ClaimReturn => f.write_str("claim_return"),
			Self::Loss(loss) => write!(f, "loss {}", word(loss)),
			Self::Info => f.write_str("info"),
			Self::Ignore(reason) => write!(f, "ignore: {reason}"),
		}
	}
}

/// A word of Souk's vocabulary as adapters write it: `out_for_delivery` for example.
pub fn word(value: impl Serialize) -> String {
	match serde_json::to_value(value) {
		Ok(serde_json::Value::String(word)) => word,
		// Not of the vocabulary, whose enums are words.
		Ok(other) => other.to_string(),
		Err(error) => error.to_string(),
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn adapter_action_should_be_written_in_the_words_of_the_chain() {
		for milestone in Milestone::ALL {
			let action = Action::Scan(milestone);
			assert_eq!(action.status(), Some(milestone.status()));
			assert_eq!(action.to_string(), format!("scan {}", word(milestone)));
			let json = serde_json::json!({ "scan": milestone });
			assert_eq!(serde_json::to_value(&action).unwrap(), json);
			assert_eq!(serde_json::from_value::<Action>(json).unwrap(), action);
		}
		assert_eq!(word(Status::OutForDelivery), "out_for_delivery");
		assert_eq!(Action::Loss(Loss::Lost).to_string(), "loss lost");
		assert_eq!(Action::Ignore("no news".into()).to_string(), "ignore: no news");
	}
}
