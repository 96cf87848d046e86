//! `souk coupon`.

use super::{
	arguments::{account, hash},
	output::Output,
	Failure,
};
use clap::{Args, Subcommand};
use serde_json::json;
use souk_client::coupons::{Batch, BatchKey, Coupon};
use sp_core::{crypto::Ss58Codec, H256};
use sp_runtime::AccountId32;
use std::{
	fs::OpenOptions,
	io::{BufWriter, Write},
	path::{Path, PathBuf},
};

const ROOT_EXAMPLES: &str = "\
Examples:
  (umask 077; openssl rand -hex 32 >batch.key)
  souk coupon root --key-file batch.key --count 1000
  souk coupon root --key-file batch.key --count 1000 --json

Make a key for each batch and keep it: all coupons follow from it. Root and count go to coupons.issue,
which tells the batch's id.";

const WRITE_EXAMPLES: &str = "\
Examples:
  souk coupon write --key-file batch.key --count 1000 --batch 7 --out coupons.jsonl
  souk coupon write --key-file batch.key --count 1000 --batch 7 --first 500 --take 1 --out one.json

Whoever has a line of the file can redeem that coupon: give each to one customer, as a link or a QR code.
The file is made for this account alone, and none is overwritten. The root has to be the batch's on the
chain: with another key or count it is another, and no coupon can be redeemed.";

const CLAIM_EXAMPLES: &str = "\
Examples:
  souk coupon claim --coupon one.json --genesis 0x4444…4444 --account 5GrwvaEF…utQY --json
  scan-qr | souk coupon claim --coupon - --genesis 0x4444…4444 --account 5GrwvaEF…utQY

What it prints goes to coupons.redeem, and is good for that account only.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Compute what coupons.issue takes of a batch.
	#[command(after_help = ROOT_EXAMPLES)]
	Root(Root),
	/// Write coupons of a batch, one line of JSON each.
	#[command(after_help = WRITE_EXAMPLES)]
	Write(Box<WriteOut>),
	/// Sign that a coupon is redeemed by an account.
	#[command(after_help = CLAIM_EXAMPLES)]
	Claim(Claim),
}

#[derive(Debug, Args)]
struct Of {
	/// The secret of the batch, in a file of mode 600; -: standard input.
	#[arg(long, value_name = "FILE")]
	key_file: PathBuf,
	/// How many coupons the batch has.
	#[arg(long, value_name = "N")]
	count: u32,
}

#[derive(Debug, Args)]
pub(crate) struct Root {
	#[command(flatten)]
	of: Of,
}

#[derive(Debug, Args)]
pub(crate) struct WriteOut {
	#[command(flatten)]
	of: Of,
	/// The batch's id on the chain.
	#[arg(long, value_name = "ID")]
	batch: u64,
	/// The number of the first that is written. They are numbered from 0.
	#[arg(long, value_name = "INDEX", default_value_t = 0)]
	first: u32,
	/// How many are written; default: all from there.
	#[arg(long, value_name = "N")]
	take: Option<u32>,
	/// Where to: a file that is not there yet.
	#[arg(long, value_name = "FILE")]
	out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Claim {
	/// The coupon, in a file of mode 600; -: standard input.
	#[arg(long, value_name = "FILE")]
	coupon: PathBuf,
	/// The hash of the chain's genesis block.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	genesis: H256,
	/// Who redeems it.
	#[arg(long, value_parser = account)]
	account: AccountId32,
}

/// Runs a command of `souk coupon`.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	match command {
		Command::Root(root) => root.run(output),
		Command::Write(write) => write.run(output),
		Command::Claim(claim) => claim.run(output),
	}
}

impl Of {
	fn build(&self, output: &Output) -> Result<Batch, Failure> {
		let key = BatchKey::read(&self.key_file)?;
		let count = self.count;
		let progress = |done| output.progress(&format!("{done} of {count} keys"));
		Ok(Batch::build(key, count, progress)?)
	}
}

impl Root {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let batch = self.of.build(output)?;
		let (root, count) = (format!("{:?}", batch.root()), batch.count());
		let rows = [("root", root.clone()), ("count", count.to_string())];
		output.result("Batch of coupons", &rows, || {
			json!({ "root": root, "count": count }).to_string()
		});
		Ok(())
	}
}

impl WriteOut {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let batch = self.of.build(output)?;
		let rest = batch.count().saturating_sub(self.first);
		let take = self.take.unwrap_or(rest);
		if take == 0 || take > rest {
			let last = u64::from(self.first).saturating_add(take.into()).saturating_sub(1);
			let there = batch.count().saturating_sub(1);
			return Err(Failure::refused(
				"unknown-coupon",
				format!(
					"coupons {} to {last} were asked for, and there are 0 to {there}",
					self.first
				),
				"ask for coupons that are there: --first and --take",
			));
		}
		let mut file = create(&self.out)?;
		let written = (self.first..self.first.saturating_add(take)).try_for_each(|index| {
			let coupon = batch.coupon(self.batch, index)?;
			writeln!(file, "{}", coupon.to_json().as_str())
				.map_err(|error| unwritable(&self.out, &error))
		});
		let flushed = |()| file.flush().map_err(|error| unwritable(&self.out, &error));
		if let Err(failure) = written.and_then(flushed) {
			// All of them or none: it can be tried again.
			let _ = std::fs::remove_file(&self.out);
			return Err(failure);
		}
		let root = format!("{:?}", batch.root());
		let file = self.out.display().to_string();
		let rows = [("coupons", take.to_string()), ("root", root.clone()), ("file", file.clone())];
		output.result("Coupons written", &rows, || {
			json!({ "coupons": take, "root": root, "file": file }).to_string()
		});
		Ok(())
	}
}

fn create(path: &Path) -> Result<BufWriter<std::fs::File>, Failure> {
	let mut options = OpenOptions::new();
	options.write(true).create_new(true);
	#[cfg(unix)]
	std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
	options.open(path).map(BufWriter::new).map_err(|error| unwritable(path, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Failure {
	Failure::refused(
		"unwritable-file",
		format!("{} cannot be written: {error}", path.display()),
		"name a file that is not there yet, in a directory that this account can write to",
	)
}

impl Claim {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let redemption = Coupon::read(&self.coupon)?.claim(self.genesis, self.account)?;
		let claim = &redemption.claim;
		let rows = [
			("coupon", redemption.coupon.to_ss58check()),
			("claimant", claim.claimant.to_ss58check()),
			("signed hash", format!("{:?}", H256(claim.payload(self.genesis)))),
		];
		let title = format!("Coupon {} of batch {}, redeemed", claim.index, claim.batch.0);
		output.result(&title, &rows, || redemption.to_json());
		Ok(())
	}
}
