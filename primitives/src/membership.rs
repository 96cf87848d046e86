//! Members: one identifier a person.

use crate::MemberId;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::weights::Weight;
use scale_info::TypeInfo;
use sp_core::H256;

/// Where a person counts once: a program, a chain of shops, a country. The hash of its name.
pub type Context = H256;

/// What stands for a person in a context: a commitment that only the issuer can compute, the same
/// whenever the same person comes again, and another in every context.
pub type Nullifier = H256;

/// How sure it is that a member is one person, and that person one member.
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
	PartialOrd,
	Ord,
	Debug,
	Default,
)]
pub enum Assurance {
	/// Nobody vouches.
	#[default]
	#[codec(index = 0)]
	None,
	/// A registered issuer knows them.
	#[codec(index = 1)]
	Attested,
	/// A registered issuer has seen to it that they are one person, once.
	#[codec(index = 2)]
	Person,
}

/// Whom an account acts for in a context.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Person {
	/// The member.
	pub member: MemberId,
	/// What stands for the person, and how sure that is; `None` if nobody vouches for it.
	pub known: Option<(Nullifier, Assurance)>,
}

/// Who is who.
pub trait Identify<AccountId> {
	/// The member that an account acts for now: not one that is frozen or closed.
	fn member(account: &AccountId) -> Option<MemberId>;

	/// What stands for the person in a context; caps are counted by it. Members of which nobody vouches
	/// in that context have none.
	fn subject(member: MemberId, context: &Context) -> Option<Nullifier>;

	/// How sure that is.
	fn assurance(member: MemberId, context: &Context) -> Assurance;

	/// The first three at once, for what has to be cheap.
	fn person(account: &AccountId, context: &Context) -> Option<Person> {
		let member = Self::member(account)?;
		let known = Self::subject(member, context)
			.map(|subject| (subject, Self::assurance(member, context)));
		Some(Person { member, known })
	}

	/// Whether two accounts are of one member, now or once, or of members that one person was one after the
	/// other.
	fn same_person(a: &AccountId, b: &AccountId) -> bool;

	/// The most that any one of these costs.
	fn weight() -> Weight;
}

impl<AccountId: PartialEq> Identify<AccountId> for () {
	fn member(_: &AccountId) -> Option<MemberId> {
		None
	}

	fn subject(_: MemberId, _: &Context) -> Option<Nullifier> {
		None
	}

	fn assurance(_: MemberId, _: &Context) -> Assurance {
		Assurance::None
	}

	fn same_person(a: &AccountId, b: &AccountId) -> bool {
		a == b
	}

	fn weight() -> Weight {
		Weight::zero()
	}
}
