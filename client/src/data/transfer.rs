//! What is carried between a grantee and a gateway.

use super::{
	exchange::Refusal,
	fetch::{unwritable, FetchError},
	log::Entry,
};
use futures::StreamExt;
use reqwest::{
	header::{CONTENT_RANGE, IF_RANGE, RANGE},
	Client, Response, StatusCode, Url,
};
use serde::de::DeserializeOwned;
use std::{
	fs,
	io::{self, Write},
	ops::ControlFlow,
	path::Path,
	time::Duration,
};

/// A gateway that says nothing for so long is gone.
const SILENCE: Duration = Duration::from_secs(30);

/// The most bytes of an answer that is no file.
const MAX_ANSWER: u64 = 64 * 1024;

/// A gateway.
pub(super) struct Remote {
	pub(super) client: Client,
	pub(super) base: Url,
}

impl Remote {
	/// A path of the gateway. It names its own and nobody else's.
	pub(super) fn url(&self, path: &str) -> Result<Url, FetchError> {
		let url = self.base.join(path.trim_start_matches('/')).ok();
		let own = url.filter(|url| url.origin() == self.base.origin());
		own.ok_or_else(|| FetchError::Nonsense("a path that is not its own".into()))
	}
}

/// A file that is on its way.
pub(super) struct Download<'a> {
	pub(super) remote: &'a Remote,
	pub(super) entry: &'a Entry,
	pub(super) length: u64,
	/// Where it is until it is checked.
	pub(super) part: &'a Path,
}

impl Download<'_> {
	/// How many bytes have arrived.
	pub(super) fn arrived(&self) -> Result<u64, FetchError> {
		match fs::metadata(self.part) {
			Ok(found) => Ok(found.len()),
			Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
			Err(error) => Err(unwritable(self.part)(error)),
		}
	}

	/// Loads what is missing, as far as it comes.
	pub(super) async fn some(
		&self,
		content: &str,
		progress: &mut impl FnMut(u64, u64) -> ControlFlow<()>,
	) -> Result<(), FetchError> {
		let unwritable = unwritable(self.part);
		let mut options = fs::OpenOptions::new();
		let file = options.create(true).append(true).open(self.part);
		let mut file = file.map_err(&unwritable)?;
		let mut done = self.arrived()?;
		if done == self.length {
			return Ok(());
		}
		let mut request = self.remote.client.get(self.remote.url(content)?);
		if done > 0 && done < self.length {
			let tag = format!("\"0x{}\"", hex::encode(self.entry.receipt.cipher_hash));
			request = request.header(RANGE, format!("bytes={done}-")).header(IF_RANGE, tag);
		}
		let response = request.send().await.map_err(|error| unreachable(&error))?;
		let begin = match response.status() {
			StatusCode::OK => 0,
			StatusCode::PARTIAL_CONTENT => {
				let range = response.headers().get(CONTENT_RANGE);
				let range = range.and_then(|range| range.to_str().ok()).unwrap_or_default();
				if !range.starts_with(&format!("bytes {done}-")) {
					return Err(FetchError::Nonsense("another part of the file".into()));
				}
				done
			},
			status => return Err(refused(status, &body(response).await?)),
		};
		if begin != done {
			file.set_len(begin).map_err(&unwritable)?;
			done = begin;
		}
		let mut stream = response.bytes_stream();
		while let Some(part) = stream.next().await {
			let part = part.map_err(|error| unreachable(&error))?;
			done = done.saturating_add(part.len() as u64);
			if done > self.length {
				// Nothing of it is to be trusted.
				let _ = fs::remove_file(self.part);
				return Err(FetchError::OtherFile);
			}
			file.write_all(&part).map_err(&unwritable)?;
			if progress(done, self.length) == ControlFlow::Break(()) {
				return Err(FetchError::Interrupted);
			}
		}
		let whole = done == self.length;
		whole.then_some(()).ok_or_else(|| FetchError::Unreachable("it ended early".into()))
	}
}

pub(super) fn client() -> Result<Client, FetchError> {
	// The second call finds the provider of the first.
	let _ = rustls::crypto::ring::default_provider().install_default();
	let client = Client::builder()
		.connect_timeout(SILENCE)
		.read_timeout(SILENCE)
		// A gateway that sends us elsewhere is not the one that was asked for.
		.redirect(reqwest::redirect::Policy::none())
		.build();
	client.map_err(|error| FetchError::Unreachable(error.to_string()))
}

fn unreachable(error: &reqwest::Error) -> FetchError {
	use std::error::Error;
	// Its own words have the URL, which may be the name of a download; why it failed is in its causes.
	let mut text =
		if error.is_timeout() { "it takes too long" } else { "the connection fails" }.to_owned();
	let mut cause = error.source();
	while let Some(inner) = cause {
		text.push_str(&format!(": {inner}"));
		cause = inner.source();
	}
	FetchError::Unreachable(text)
}

/// The body, if it is no longer than an answer.
async fn body(response: Response) -> Result<Vec<u8>, FetchError> {
	let (mut bytes, mut stream) = (Vec::new(), response.bytes_stream());
	while let Some(part) = stream.next().await {
		bytes.extend(part.map_err(|error| unreachable(&error))?);
		if bytes.len() as u64 > MAX_ANSWER {
			return Err(FetchError::Nonsense("it is too long".into()));
		}
	}
	Ok(bytes)
}

pub(super) async fn json<T: DeserializeOwned>(
	response: Result<Response, reqwest::Error>,
) -> Result<T, FetchError> {
	let response = response.map_err(|error| unreachable(&error))?;
	let status = response.status();
	if status != StatusCode::OK {
		return Err(refused(status, &body(response).await?));
	}
	let bytes = body(response).await?;
	serde_json::from_slice(&bytes).map_err(|error| FetchError::Nonsense(error.to_string()))
}

fn refused(status: StatusCode, body: &[u8]) -> FetchError {
	match serde_json::from_slice::<Refusal>(body) {
		Ok(Refusal { code, message, denial }) => {
			let message = match denial {
				Some(denial) => format!("{message} ({denial})"),
				None => message,
			};
			FetchError::Refused { code, message }
		},
		Err(_) => FetchError::Nonsense(format!("it answers {status}")),
	}
}
