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

#[cfg(test)]
mod tests {
	use super::*;
	use crate::errors::Explain;
	use axum::{extract::State, http::HeaderMap, response::IntoResponse, routing::get, Router};
	use souk_sealing::{Head, Receipt};
	use sp_core::H256;
	use std::sync::Arc;

	/// What a gateway answers: status, headers and bytes, by the range that it is asked for.
	type Answers = fn(Option<&str>) -> (u16, Vec<(&'static str, &'static str)>, &'static [u8]);

	async fn serve(answers: Answers) -> Remote {
		async fn answer(
			State(answers): State<Arc<Answers>>,
			asked: HeaderMap,
		) -> impl IntoResponse {
			let range = asked.get("range").map(|range| range.to_str().unwrap());
			let (status, headers, bytes) = answers(range);
			let mut response = (StatusCode::from_u16(status).unwrap(), bytes).into_response();
			for (name, value) in headers {
				response.headers_mut().insert(name, value.parse().unwrap());
			}
			response
		}
		let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
		let base = format!("http://{}/data/", listener.local_addr().unwrap());
		let router =
			Router::new().route("/data/content", get(answer)).with_state(Arc::new(answers));
		tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
		Remote { client: client().unwrap(), base: Url::parse(&base).unwrap() }
	}

	fn entry() -> Entry {
		let receipt = Receipt {
			genesis: [1; 32],
			grant: 7,
			seq: 1,
			version: 1,
			cipher_hash: [2; 32],
			purpose: 1,
			at: 0,
		};
		Entry {
			receipt,
			dataset: H256::zero(),
			grantee: H256::zero(),
			owner: H256::zero(),
			from: Head::default(),
			to: Head::default(),
			request: String::new(),
			answer: None,
			done: false,
		}
	}

	/// What there was, what the gateway answers, and what comes of it: an error's code, and what there is then.
	async fn loaded(before: Option<&[u8]>, answers: Answers) -> (Option<&'static str>, Vec<u8>) {
		let folder = tempfile::tempdir().unwrap();
		let part = folder.path().join("part");
		if let Some(before) = before {
			fs::write(&part, before).unwrap();
		}
		let (remote, entry) = (serve(answers).await, entry());
		let download = Download { remote: &remote, entry: &entry, length: 6, part: &part };
		let done = download.some("/content", &mut |_, _| ControlFlow::Continue(())).await;
		(done.err().map(|error| error.code()), fs::read(&part).unwrap_or_default())
	}

	#[tokio::test]
	async fn download_should_go_on_where_it_broke_off() {
		let whole: Answers = |range| {
			assert_eq!(range, None);
			(200, vec![], b"abcdef")
		};
		assert_eq!(loaded(None, whole).await, (None, b"abcdef".to_vec()));
		let rest: Answers = |range| {
			assert_eq!(range, Some("bytes=2-"));
			(206, vec![("content-range", "bytes 2-5/6")], b"cdef")
		};
		assert_eq!(loaded(Some(b"ab"), rest).await, (None, b"abcdef".to_vec()));
		// Of another file the gateway gives all of it.
		let other: Answers = |_| (200, vec![], b"ABCDEF");
		assert_eq!(loaded(Some(b"ab"), other).await, (None, b"ABCDEF".to_vec()));
		let nothing: Answers = |_| (500, vec![], b"");
		assert_eq!(loaded(Some(b"abcdef"), nothing).await, (None, b"abcdef".to_vec()));
		// What is longer than the file is not of it.
		assert_eq!(loaded(Some(b"abcdefgh"), whole).await, (None, b"abcdef".to_vec()));
	}

	#[tokio::test]
	async fn download_should_be_refused_when_it_is_not_what_was_asked_for() {
		let elsewhere: Answers = |_| (206, vec![("content-range", "bytes 0-3/6")], b"abcd");
		let (code, left) = loaded(Some(b"ab"), elsewhere).await;
		assert_eq!((code, left), (Some("gateway-not-understood"), b"ab".to_vec()));
		let long: Answers = |_| (200, vec![], b"abcdefg");
		assert_eq!(loaded(None, long).await, (Some("other-file"), Vec::new()));
		let short: Answers = |_| (200, vec![], b"abc");
		assert_eq!(loaded(None, short).await, (Some("unreachable-gateway"), b"abc".to_vec()));
		let moved: Answers = |_| (302, vec![("location", "/data/content")], b"");
		assert_eq!(loaded(None, moved).await.0, Some("gateway-not-understood"));
		let no: Answers = |_| (403, vec![], br#"{"code":"access-denied","message":"no"}"#);
		assert_eq!(loaded(None, no).await.0, Some("gateway-refused"));
	}

	#[test]
	fn path_should_be_refused_when_it_is_of_another_host() {
		let base = Url::parse("https://example.com/data/").unwrap();
		let remote = Remote { client: client().unwrap(), base };
		let url = |path| remote.url(path).map(|url| url.to_string()).ok();
		let own = "https://example.com/data/v1/accesses/00/content";
		assert_eq!(url("/v1/accesses/00/content").as_deref(), Some(own));
		assert_eq!(url("https://elsewhere.example/v1"), None);
		assert_eq!(url("http://example.com/v1"), None);
	}
}
