//! `souk serve`.

use super::common::{Account, Node, Place};
use crate::cli::{
	arguments::{duration, hash},
	output::Output,
	Failure,
};
use clap::Args;
use serde_json::json;
use souk_client::data::{
	gateway::{router, Gateway, Settings},
	log::Log,
};
use sp_core::H256;
use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

pub(crate) const EXAMPLES: &str = "\
Examples:
  souk serve --dataset 0x1111…1111 --store /srv/data --log /var/lib/souk/receipts.redb \\
    --key-file owner.key
  souk serve --dataset 0x1111…1111 --dataset 0x2222…2222 --store s3://bucket/path \\
    --log receipts.redb --key-file owner.key --listen 127.0.0.1:8080 --trust-forwarded

It answers GET /health, GET /openapi.json and what that describes. TLS is the business of a proxy in front.
The key is that of the datasets' owner: use an account that has nothing else. It refuses everything while the
chain is not heard of, or lags.";

#[derive(Debug, Args)]
pub(crate) struct Serve {
	/// A dataset of the key's account. May be given more than once.
	#[arg(long = "dataset", value_name = "0xHASH", value_parser = hash, required = true)]
	datasets: Vec<H256>,
	#[command(flatten)]
	place: Place,
	/// The log of receipts: a file, made if there is none. Keep it.
	#[arg(long, value_name = "FILE")]
	log: PathBuf,
	/// Where to listen.
	#[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
	listen: SocketAddr,
	/// Refuse when the best block is older than this.
	#[arg(long, value_name = "DURATION", value_parser = duration, default_value = "30s")]
	max_lag: Duration,
	/// Refuse when the newest finalized block is older than this.
	#[arg(long, value_name = "DURATION", value_parser = duration, default_value = "2m")]
	max_finality_lag: Duration,
	/// Anchor receipts on the chain so often, and when it ends.
	#[arg(long, value_name = "DURATION", value_parser = duration, default_value = "1h")]
	anchor_every: Duration,
	/// Do not anchor receipts.
	#[arg(long, conflicts_with = "anchor_every")]
	no_anchor: bool,
	/// How many requests an address may make a minute.
	#[arg(long, value_name = "NUMBER", default_value_t = 120)]
	per_minute: u32,
	/// Take addresses from the last X-Forwarded-For entry: only behind a proxy that writes it.
	#[arg(long)]
	trust_forwarded: bool,
	#[command(flatten)]
	account: Account,
	#[command(flatten)]
	node: Node,
}

impl Serve {
	pub(crate) async fn run(self, output: &Output) -> Result<(), Failure> {
		let key = self.account.key(output)?;
		let store = self.place.open()?;
		let settings = Settings {
			url: self.node.url,
			insecure_url: self.node.insecure_url,
			datasets: self.datasets,
			max_lag: self.max_lag,
			max_finality_lag: self.max_finality_lag,
			anchor_every: (!self.no_anchor).then_some(self.anchor_every),
			per_minute: self.per_minute,
			trust_forwarded: self.trust_forwarded,
		};
		let open = |genesis| Log::open(&self.log, genesis);
		let gateway = Gateway::start(settings, key, store, open).await?;
		let listener = tokio::net::TcpListener::bind(self.listen).await;
		let listener = listener.map_err(|error| {
			let message = format!("{} cannot be listened on: {error}", self.listen);
			Failure::refused("cannot-listen", message, "choose another address: --listen")
		})?;
		let address = listener.local_addr().unwrap_or(self.listen).to_string();
		let rows = [("address", format!("http://{address}"))];
		output.result("Serving", &rows, || json!({ "serving": address }).to_string());
		let working = tokio::spawn(Arc::clone(&gateway).work());
		let service =
			router(Arc::clone(&gateway)).into_make_service_with_connect_info::<SocketAddr>();
		let served = axum::serve(listener, service).with_graceful_shutdown(ended()).await;
		working.abort();
		if !self.no_anchor {
			gateway.anchor_all().await;
		}
		served.map_err(|error| {
			Failure::refused("cannot-serve", error.to_string(), "see why, and start again")
		})
	}
}

/// Somebody wants it to end.
async fn ended() {
	let interrupted = async {
		let _ = tokio::signal::ctrl_c().await;
	};
	#[cfg(unix)]
	let terminated = async {
		use tokio::signal::unix::{signal, SignalKind};
		match signal(SignalKind::terminate()) {
			Ok(mut signals) => {
				signals.recv().await;
			},
			Err(_) => std::future::pending().await,
		}
	};
	#[cfg(not(unix))]
	let terminated = std::future::pending::<()>();
	tokio::select! {
		() = interrupted => {},
		() = terminated => {},
	}
}
