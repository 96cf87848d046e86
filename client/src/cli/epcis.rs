//! `souk epcis`.

use super::{
	arguments::{account, hash, Scheme},
	output::Output,
	receipt::ensure_one_stdin,
	Failure,
};
use clap::{Args, Subcommand};
use serde_json::json;
use souk_client::{
	chain::{Chain, ChainError, Sent},
	epcis::{
		self,
		gather::{self, Finalized, Gathered, Ledger, Progress, Search},
		import::{self, Refusal, MAX_CAPTURE},
		names::Object,
		reports::{self, Signed, Target, Targets},
		Snapshot, Subject,
	},
	input,
	keys::Key,
	moments,
};
use souk_primitives::ShipmentId;
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{
	collections::{BTreeMap, BTreeSet},
	fs,
	path::PathBuf,
};
use subxt::utils::Static;

const EXPORT_EXAMPLES: &str = "\
Examples:
  souk epcis export --shipment 7 --url ws://127.0.0.1:9944 --output shipment-7.jsonld
  souk epcis export --shipment 7 --url wss://archive.example --from-block 120000 >7.jsonld
  souk epcis export --shipment 7 --url wss://node.example --partial --output 7.jsonld

Finalized state only. The history has to make the head that is on record, or nothing is written.
Entries that were folded away come from the events of old blocks, if the node still has them.";

const VERIFY_EXAMPLES: &str = "\
Examples:
  souk epcis verify shipment-7.jsonld
  souk epcis verify shipment-7.jsonld --head 0x1111…1111

Computes the history's head again from the entries in the document, and makes its events again. That
the head is the shipment's, only the chain can tell: compare it, or export again.";

const IMPORT_EXAMPLES: &str = "\
Examples:
  souk epcis import scans.json --carrier 5FHn…94ty --key-file agent.key --url wss://node.example \\
    >reports.jsonl
  souk epcis import scans.json --carrier 5FHn…94ty --key-file agent.key --counter 18 \\
    --genesis 0x1111…1111 --shipment-map shipments.json >reports.jsonl
  souk epcis import scans.json --carrier 5FHn…94ty --key-file agent.key --url wss://node.example \\
    --submit --payer-file payer.key

Each line that is printed is a signed report: logistics.relay_scan(report, signature) takes it from
anyone. An event that is not understood in full is refused, and then nothing is signed, unless
--skip-unknown.";

/// The most transactions that wait for a block at once.
const MAX_WAITING: usize = 16;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
	/// Write a shipment and its history as an EPCIS 2.0 document.
	#[command(after_help = EXPORT_EXAMPLES)]
	Export(Export),
	/// Check that a document is what the history in it says.
	#[command(after_help = VERIFY_EXAMPLES)]
	Verify(Verify),
	/// Turn a carrier's EPCIS 2.0 document into signed reports.
	#[command(after_help = IMPORT_EXAMPLES)]
	Import(Import),
}

#[derive(Debug, Args)]
pub(crate) struct Export {
	/// The shipment.
	#[arg(long, value_name = "ID")]
	shipment: u64,
	/// The node's RPC: ws:// of this machine, or wss://.
	#[arg(long)]
	url: String,
	/// Take a node that is neither on this machine nor encrypted.
	#[arg(long)]
	insecure_url: bool,
	/// Write the document here; default: standard output.
	#[arg(long, value_name = "FILE")]
	output: Option<PathBuf>,
	/// The oldest block to search for entries that were folded away.
	#[arg(long, value_name = "NUMBER", default_value_t = 1)]
	from_block: u64,
	/// Write the document even if the first entries are missing.
	#[arg(long)]
	partial: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
	/// The document; -: standard input.
	#[arg(value_name = "FILE")]
	document: PathBuf,
	/// The head that its history should have.
	#[arg(long, value_name = "0xHASH", value_parser = hash)]
	head: Option<H256>,
}

#[derive(Debug, Args)]
pub(crate) struct Import {
	/// The carrier's document; -: standard input.
	#[arg(value_name = "FILE")]
	document: PathBuf,
	/// The carrier's account.
	#[arg(long, value_name = "ACCOUNT", value_parser = account)]
	carrier: AccountId32,
	/// The secret URI, mnemonic or seed of a key that the carrier authorised, in a file of mode 600;
	/// -: standard input.
	#[arg(long, value_name = "FILE")]
	key_file: PathBuf,
	/// How the key signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	scheme: Scheme,
	/// The node's RPC, to find shipments and the key's counter: ws:// of this machine, or wss://.
	#[arg(long, required_unless_present = "genesis")]
	url: Option<String>,
	/// Take a node that is neither on this machine nor encrypted.
	#[arg(long, requires = "url")]
	insecure_url: bool,
	/// The hash of the chain's genesis block, to sign without a node.
	#[arg(long, value_name = "0xHASH", value_parser = hash, conflicts_with = "url")]
	#[arg(requires_all = ["shipment_map", "counter"])]
	genesis: Option<H256>,
	/// Shipments by SSCC: {"157035381410375177": {"shipment": "7", "origin": "0x…"}, …}.
	#[arg(long, value_name = "FILE")]
	shipment_map: Option<PathBuf>,
	/// The first counter; default: the one after the key's last on the chain.
	#[arg(long, value_name = "NUMBER")]
	counter: Option<u64>,
	/// Leave out what is not understood, and report the rest.
	#[arg(long)]
	skip_unknown: bool,
	/// Send the reports to the chain, and wait until they are finalized.
	#[arg(long, requires_all = ["url", "payer_file"])]
	submit: bool,
	/// Who pays for sending, as --key-file; a report that is accepted costs nothing.
	#[arg(long, value_name = "FILE", requires = "submit")]
	payer_file: Option<PathBuf>,
	/// How the payer signs.
	#[arg(long, value_enum, default_value = "sr25519")]
	payer_scheme: Scheme,
}

/// Runs a command of `souk epcis`.
pub(crate) fn run(command: Command, output: &Output) -> Result<(), Failure> {
	match command {
		Command::Export(export) => on_runtime(export.run(output)),
		Command::Verify(verify) => verify.run(output),
		Command::Import(import) => on_runtime(import.run(output)),
	}
}

fn on_runtime<F: std::future::Future<Output = Result<(), Failure>>>(
	work: F,
) -> Result<(), Failure> {
	match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
		Ok(runtime) => runtime.block_on(work),
		Err(error) => Err(Failure::refused("no-runtime", error.to_string(), "free some resources")),
	}
}

impl Export {
	async fn run(self, output: &Output) -> Result<(), Failure> {
		let chain = Chain::connect(&self.url, self.insecure_url).await?;
		let ledger = Finalized::of(&chain).await?;
		let search = Search { from_block: self.from_block, partial: self.partial };
		let mut told = 0;
		let progress = |progress: Progress| {
			let Progress { found, entries, block } = progress;
			let Some(block) = block else { return };
			told += 1;
			// The first block, and then one in a thousand.
			if told % 1_000 == 1 {
				output.progress(&format!("block {block}: {found} of {entries} entries found"));
			}
		};
		let id = ShipmentId(self.shipment);
		let Gathered { view, history } = gather::gather(&ledger, id, search, progress).await?;
		let mut units = BTreeMap::new();
		for unit in epcis::units(&history).collect::<BTreeSet<_>>() {
			let sscc = ledger.shipment(unit).await?.and_then(|unit| unit.sscc);
			units.extend(sscc.map(|sscc| (unit, sscc)));
		}
		let subject = Subject::of(chain.genesis(), &view, units);
		let snapshot = Snapshot { status: view.status, flags: view.flags, at: moments::now() };
		let document = epcis::export(&subject, &snapshot, &history)?;
		if history.first() > 0 {
			let (missing, all) = (history.first(), history.len());
			output.warning(&format!("the first {missing} of {all} entries are missing"));
		}
		if !history.is_verified() {
			output
				.warning("nobody can tell whether these entries make the head: it is not verified");
		}
		let text = document.to_json();
		let Some(path) = &self.output else {
			output.document(&text);
			return Ok(());
		};
		fs::write(path, format!("{text}\n")).map_err(|error| {
			let message = format!("{} cannot be written: {error}", path.display());
			Failure::refused("unwritable-file", message, "name a file that this account can write")
		})?;
		let (missing, events) = (history.first(), document.events().len());
		let rows = [
			("entries", format!("{} of {}", history.len() - missing, history.len())),
			("events", events.to_string()),
			("head", format!("{:?}", history.head())),
			("verified", if history.is_verified() { "yes" } else { "no" }.to_owned()),
			("at block", ledger.height().to_string()),
			("written to", path.display().to_string()),
		];
		output.result(&format!("Shipment {id} in EPCIS 2.0"), &rows, || {
			json!({
				"shipment": id.to_string(),
				"entries": history.len(),
				"missing": missing,
				"events": events,
				"head": format!("{:?}", history.head()),
				"verified": history.is_verified(),
				"block": ledger.height(),
				"output": path.display().to_string(),
			})
			.to_string()
		});
		Ok(())
	}
}

impl Verify {
	fn run(self, output: &Output) -> Result<(), Failure> {
		let verified = epcis::verify(&input::read(&self.document, MAX_CAPTURE)?)?;
		let history = &verified.history;
		if let Some(expected) = self.head.filter(|head| *head != history.head()) {
			return Err(epcis::VerifyError::OtherHead { found: history.head(), expected }.into());
		}
		if !history.is_verified() {
			output.warning("entries are missing: nobody can tell whether the others make the head");
		}
		let id = verified.subject.id;
		let rows = [
			("chain", format!("{:?}", verified.subject.names.genesis)),
			("entries", format!("{} of {}", history.len() - history.first(), history.len())),
			("events", verified.events.to_string()),
			("head", format!("{:?}", history.head())),
			("written at", moments::format(verified.snapshot.at)),
			(
				"verdict",
				if history.is_verified() { "good" } else { "good, but not whole" }.to_owned(),
			),
		];
		output.result(&format!("Shipment {id} in EPCIS 2.0"), &rows, || {
			json!({
				"valid": true,
				"shipment": id.to_string(),
				"genesis": format!("{:?}", verified.subject.names.genesis),
				"entries": history.len(),
				"missing": history.first(),
				"events": verified.events,
				"head": format!("{:?}", history.head()),
				"verified": history.is_verified(),
			})
			.to_string()
		});
		Ok(())
	}
}

impl Import {
	async fn run(self, output: &Output) -> Result<(), Failure> {
		ensure_one_stdin(&[
			Some(&self.document),
			Some(&self.key_file),
			self.shipment_map.as_ref(),
			self.payer_file.as_ref(),
		])?;
		let capture = import::read(&input::read(&self.document, MAX_CAPTURE)?)?;
		let mut targets = match &self.shipment_map {
			Some(path) => reports::parse_targets(&input::read_text(path, MAX_CAPTURE)?)?,
			None => Targets::new(),
		};
		let chain = match &self.url {
			Some(url) => Some(Chain::connect(url, self.insecure_url).await?),
			None => None,
		};
		let ledger = match &chain {
			Some(chain) => Some(Finalized::of(chain).await?),
			None => None,
		};
		let genesis = chain.as_ref().map(Chain::genesis).or(self.genesis);
		let genesis = genesis.ok_or_else(|| Failure::usage("give --url or --genesis"))?;
		if let Some(ledger) = &ledger {
			find(ledger, genesis, &reports::objects(&capture.statements), &mut targets).await?;
		}
		let (assigned, unknown) = reports::assign(capture.statements, &targets);
		let mut refusals = capture.refusals;
		refusals.extend(unknown);
		refusals.sort_by_key(|refusal| refusal.index);
		for refusal in &refusals {
			output.refusal(refusal);
		}
		self.ensure_all(&refusals, capture.events)?;
		if assigned.is_empty() {
			let message = "the document has nothing that can be reported".to_owned();
			return Err(Failure::refused("nothing-to-report", message, "see why above"));
		}

		let key = self.key(output)?;
		let counter = match (self.counter, &ledger) {
			(Some(counter), _) => counter,
			(None, Some(ledger)) => self.next_counter(ledger, &key).await?,
			(None, None) => return Err(Failure::usage("without --url, give --counter")),
		};
		let signed = reports::sign(&assigned, &self.carrier, &key, genesis, counter)?;
		match (&chain, &ledger, &self.payer_file) {
			(Some(chain), Some(ledger), Some(path)) if self.submit => {
				let payer = Key::read(path, self.payer_scheme.into())?;
				let nonce = ledger.block().nonce(&payer.account()).await?;
				submit(chain, &payer, nonce, &signed, output).await?;
			},
			_ => {
				for report in &signed {
					output.document(&report.to_json().to_string());
				}
			},
		}
		let last = signed.last().map_or(counter, |signed| signed.report.counter);
		output.progress(&format!(
			"{} reports, counters {counter} to {last}, of {} events",
			signed.len(),
			capture.events
		));
		Ok(())
	}

	fn ensure_all(&self, refusals: &[Refusal], events: usize) -> Result<(), Failure> {
		let refused: BTreeSet<usize> = refusals.iter().map(|refusal| refusal.index).collect();
		if refused.is_empty() || self.skip_unknown {
			return Ok(());
		}
		let count = refused.len();
		Err(Failure::refused(
			"unknown-events",
			format!("{count} of {events} events cannot be reported, so none is"),
			"report them in another way, and the others with --skip-unknown",
		))
	}

	fn key(&self, output: &Output) -> Result<Key, Failure> {
		let key = Key::read(&self.key_file, self.scheme.into())?;
		if key.account() == self.carrier {
			return Err(reports::ReportError::CarriersOwnKey.into());
		}
		if key.is_well_known() {
			output.warning("everybody has this key: it is of the development phrase");
		}
		Ok(key)
	}

	async fn next_counter(&self, ledger: &Finalized, key: &Key) -> Result<u64, Failure> {
		let last = ledger.block().counter(&self.carrier, &key.account()).await?;
		let last = last.ok_or_else(|| {
			let message = format!("{} has not authorised the key {}", self.carrier, key.account());
			Failure::refused(
				"unknown-key",
				message,
				"let the carrier authorise it, to scan or to sense",
			)
		})?;
		last.checked_add(1).ok_or_else(|| reports::ReportError::CounterOverflow.into())
	}
}

/// Finds shipments on the chain. What it does not know stays unknown.
async fn find(
	ledger: &Finalized,
	genesis: H256,
	objects: &BTreeSet<Object>,
	targets: &mut Targets,
) -> Result<(), ChainError> {
	for object in objects {
		if targets.contains_key(object) {
			continue;
		}
		let id = match object {
			Object::Sscc(sscc) => ledger.by_sscc(*sscc).await?,
			Object::Shipment { genesis: of, id } => (*of == genesis).then_some(*id),
		};
		let Some(id) = id else { continue };
		if let Some(view) = ledger.shipment(id).await? {
			targets.insert(*object, Target { shipment: id, origin: view.origin });
		}
	}
	Ok(())
}

/// Sends reports, some at a time, and prints what became of each.
async fn submit(
	chain: &Chain,
	payer: &Key,
	nonce: u64,
	signed: &[Signed],
	output: &Output,
) -> Result<(), Failure> {
	let mut failed = 0;
	let mut nonce = nonce;
	for some in signed.chunks(MAX_WAITING) {
		let mut waiting: Vec<(&Signed, Sent)> = Vec::new();
		let mut stopped = None;
		for report in some {
			let arguments = (Static(report.report.clone()), Static(report.signature.clone()));
			match chain.send(payer, nonce, ("Logistics", "relay_scan"), arguments).await {
				Ok(sent) => waiting.push((report, sent)),
				Err(error) => {
					stopped = Some(error);
					break;
				},
			}
			nonce = nonce.saturating_add(1);
		}
		for (report, sent) in waiting {
			let outcome = sent.finalized().await?;
			failed += usize::from(outcome.error.is_some());
			let mut line = report.to_json();
			if let Some(line) = line.as_object_mut() {
				line.insert(
					"outcome".to_owned(),
					json!({
						"block": format!("{:?}", outcome.block),
						"transaction": format!("{:?}", outcome.transaction),
						"error": outcome.error,
					}),
				);
			}
			output.document(&line.to_string());
		}
		if let Some(error) = stopped {
			return Err(error.into());
		}
	}
	if failed > 0 {
		let message = format!("the chain refused {failed} of {} reports", signed.len());
		return Err(Failure::refused("reports-refused", message, "see the outcome of each"));
	}
	Ok(())
}
