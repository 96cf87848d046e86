//! `souk member`.

use super::{
	arguments::{account, duration, hash, moment, Scheme},
	output::Output,
	Failure,
};
use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;
use souk_client::{
	keys::Key,
	membership::{self, word, Attestation, Identifier, NullifierKey},
	moments,
};
use souk_primitives::{Assurance as Level, Context, Moment, Nullifier};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;
use std::{
	path::{Path, PathBuf},
	time::Duration,
};

const NULLIFIER_EXAMPLES: &str = "\
Examples:
  souk member nullifier --context shops.example --key-file nullifier.key <identifier
  vault read phone-number | souk member nullifier --context 0x1111…1111 \\
    --key-file nullifier.key --json

The key is 32 random bytes as 64 hexadecimal digits: (umask 077; openssl rand -hex 32 >nullifier.key).
Make it once and never change it: with another key everybody is somebody else. The identifier is one
that you verified to be this person's, and write in one way always.";

const ATTEST_EXAMPLES: &str = "\
Examples:
  souk member attest --issuer 3 --genesis 0x4444…4444 --context shops.example \\
    --nullifier 0x2222…2222 --assurance person --account 5GrwvaEF…utQY --key-file issuer.key --json
  vault read issuer-key | souk member attest --issuer 3 --genesis 0x4444…4444 \\
    --context shops.example --nullifier 0x2222…2222 --assurance attested \\
    --account 5GrwvaEF…utQY --key-file -

Attest an account only after its holder has signed for you with it.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Compute what stands for a person in a context, of an identifier on standard input.
	#[command(after_help = NULLIFIER_EXAMPLES)]
	Nullifier(NullifierOf),
	/// Sign that an account is a person's, as an issuer.
	#[command(after_help = ATTEST_EXAMPLES)]
	Attest(Attest),
}

#[derive(Debug, Args)]
pub(crate) struct NullifierOf {
	/// Where the person counts once: a name, or its hash.
	#[arg(long, value_name = "NAME|0xHASH", value_parser = context)]
	context: Context,
	/// The nullifier key, in a file of mode 600.
	#[arg(long, value_name = "FILE")]
	key_file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Attest {
	/// The issuer's id on the chain.
	#[arg(long, value_name = "ID")]
	issuer: u64,
	/// The hash of the chain's genesis block.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	genesis: H256,
	/// Where the person counts once: a name, or its hash.
	#[arg(long, value_name = "NAME|0xHASH", value_parser = context)]
	context: Context,
	/// What stands for the person there, as souk member nullifier prints it.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	nullifier: Nullifier,
	/// How sure the issuer is.
	#[arg(long, value_enum)]
	assurance: Assurance,
	/// The person's account.
	#[arg(long, value_parser = account)]
	account: AccountId32,
	/// For how long the attestation can be handed in. It ends later than every earlier one of the same
	/// person, or the chain refuses it.
	#[arg(long, value_name = "DURATION", value_parser = duration, default_value = "1h")]
	expires_in: Duration,
	/// Take this for now. RFC 3339 or milliseconds.
	#[arg(long, value_name = "MOMENT", value_parser = moment)]
	at: Option<Moment>,
	/// The secret URI, mnemonic or seed of the key, in a file of mode 600; -: standard input.
	#[arg(long, value_name = "FILE")]
	key_file: PathBuf,
	/// How the key signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	scheme: Scheme,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Assurance {
	/// The issuer knows them.
	Attested,
	/// The issuer has seen to it that they are one person, once.
	Person,
}

impl From<Assurance> for Level {
	fn from(assurance: Assurance) -> Self {
		match assurance {
			Assurance::Attested => Self::Attested,
			Assurance::Person => Self::Person,
		}
	}
}

fn context(text: &str) -> Result<Context, String> {
	membership::context(text).map_err(|error| error.to_string())
}

/// Runs a command of `souk member`.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	match command {
		Command::Nullifier(nullifier) => nullifier.run(output),
		Command::Attest(attest) => attest.run(output),
	}
}

#[derive(Serialize)]
struct NullifierJson {
	context: String,
	nullifier: String,
}

impl NullifierOf {
	fn run(self, output: &Output) -> Result<(), Failure> {
		if self.key_file == Path::new("-") {
			return Err(Failure::usage(
				"the identifier is on standard input, and the key in a file",
			));
		}
		let key = NullifierKey::read(&self.key_file)?;
		let nullifier = key.nullifier(self.context, &Identifier::read()?);
		let (context, nullifier) = (format!("{:?}", self.context), format!("{nullifier:?}"));
		let rows = [("context", context.clone()), ("nullifier", nullifier.clone())];
		output.result("Nullifier of a person", &rows, || {
			// Of strings alone, so that it always is JSON.
			serde_json::to_string_pretty(&NullifierJson { context, nullifier }).unwrap_or_default()
		});
		Ok(())
	}
}

impl Attest {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let at = self.at.unwrap_or_else(moments::now);
		let attestation = Attestation {
			issuer: self.issuer,
			context: self.context,
			nullifier: self.nullifier,
			assurance: self.assurance.into(),
			account: self.account,
			expires_at: membership::expiry(at, self.expires_in)?,
		};
		let key = Key::read(&self.key_file, self.scheme.into())?;
		if key.is_well_known() {
			output.warning("everybody has this key: it is of the development phrase");
		}
		let proof = attestation.sign(self.genesis, &key);
		let attestation = &proof.attestation;
		let rows = [
			("context", format!("{:?}", attestation.context)),
			("nullifier", format!("{:?}", attestation.nullifier)),
			("assurance", word(attestation.assurance).to_lowercase()),
			("account", attestation.account.to_ss58check()),
			("expires at", moments::format(attestation.expires_at)),
			("signed hash", format!("{:?}", attestation.hash(self.genesis))),
			("signed by", proof.signer.to_ss58check()),
		];
		let title = format!("Attestation of a person, by issuer {}", attestation.issuer);
		output.result(&title, &rows, || proof.to_json());
		Ok(())
	}
}
