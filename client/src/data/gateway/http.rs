//! The gateway over HTTP.

use super::{connections::Peer, limits::Rates, note, tickets::Ticket, Gateway, No};
use crate::data::exchange::{AccessAnswer, AccessRequest, HeadAnswer, Health, Refusal};
use axum::{
	body::{Body, Bytes},
	extract::{rejection::BytesRejection, ConnectInfo, DefaultBodyLimit, Path, Request, State},
	http::{header, HeaderMap, HeaderValue, StatusCode},
	middleware::{self, Next},
	response::{IntoResponse, Response},
	routing::{get, post},
	Json, Router,
};
use futures::{stream, Stream, StreamExt};
use std::{
	net::{IpAddr, Ipv4Addr},
	ops::Range,
	sync::Arc,
	time::{Duration, Instant},
};
use utoipa::OpenApi;

/// The longest request.
const MAX_BODY: usize = 16 * 1024;

/// Whether the access may still be is asked again after so many bytes.
const CHECK_EVERY: u64 = 8 << 20;

/// The longest that an answer takes to begin.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(OpenApi)]
#[openapi(
	info(
		title = "Souk gateway",
		description = "Serves sealed files of a data owner to whoever the chain lets read. The formats of \
		               receipts and anchors are in docs/sealing.md."
	),
	paths(health, heads, access, content),
	components(schemas(AccessRequest, AccessAnswer, HeadAnswer, Health, Refusal))
)]
struct Document;

struct Shared {
	gateway: Arc<Gateway>,
	rates: Rates,
}

impl IntoResponse for No {
	fn into_response(self) -> Response {
		let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
		let mut response = (status, Json(self.refusal)).into_response();
		if matches!(self.status, 429 | 503) {
			response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
		}
		response
	}
}

/// Everything that the gateway answers.
pub fn router(gateway: Arc<Gateway>) -> Router {
	let settings = &gateway.settings;
	let rates = Rates::new(settings.per_minute, settings.per_minute_of_all);
	let shared = Arc::new(Shared { gateway, rates });
	Router::new()
		.route("/health", get(health))
		.route("/openapi.json", get(async || Json(Document::openapi())))
		.route("/v1/grants/{grant}/head", get(heads))
		.route("/v1/accesses", post(access))
		.route("/v1/accesses/{token}/content", get(content))
		.fallback(async || No::new(404, "no-such-path", "see /openapi.json"))
		.method_not_allowed_fallback(async || No::new(405, "no-such-method", "see /openapi.json"))
		.layer(DefaultBodyLimit::max(MAX_BODY))
		.layer(middleware::from_fn_with_state(Arc::clone(&shared), guard))
		.with_state(shared)
}

/// What a path is of. The path itself may have the name of a download, which is a secret.
fn route(path: &str) -> &'static str {
	let parts: Vec<&str> = path.split('/').skip(1).collect();
	match parts.as_slice() {
		["health"] => "/health",
		["openapi.json"] => "/openapi.json",
		["v1", "grants", _, "head"] => "/v1/grants/{grant}/head",
		["v1", "accesses"] => "/v1/accesses",
		["v1", "accesses", _, "content"] => "/v1/accesses/{token}/content",
		_ => "other",
	}
}

/// Where a request comes from: by the connection, or by what the proxy in front added last.
fn address(shared: &Shared, request: &Request) -> IpAddr {
	let forwarded = || {
		let lines = request.headers().get_all("x-forwarded-for").iter();
		let last = lines.rev().find_map(|line| line.to_str().ok())?;
		last.rsplit(',').next()?.trim().parse().ok()
	};
	let trusted = shared.gateway.settings.trust_forwarded;
	trusted.then(forwarded).flatten().unwrap_or_else(|| {
		let connection = request.extensions().get::<ConnectInfo<Peer>>();
		connection.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0 .0.ip())
	})
}

/// Limits, times and logs every request. Whoever asks how the gateway is, is answered always.
async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
	let began = Instant::now();
	let (route, method) = (route(request.uri().path()), request.method().to_string());
	let address = address(&shared, &request);
	let monitoring = route == "/health";
	let response = if !monitoring && !shared.rates.take(address) {
		No::new(429, "too-many-requests", "ask again in a minute").into_response()
	} else {
		let answer = tokio::time::timeout(PATIENCE, next.run(request)).await;
		answer.unwrap_or_else(|_| No::new(503, "too-slow", "it took too long").into_response())
	};
	if !monitoring {
		note(&serde_json::json!({
			"event": "request",
			"method": method,
			"route": route,
			"status": response.status().as_u16(),
			"ms": u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX),
			"address": address.to_string(),
		}));
	}
	response
}

/// How the gateway is.
#[utoipa::path(
	get, path = "/health",
	responses(
		(status = 200, body = Health, description = "It serves."),
		(status = 503, body = Health, description = "It refuses everything, and says why.")
	)
)]
async fn health(State(shared): State<Arc<Shared>>) -> (StatusCode, Json<Health>) {
	let health = shared.gateway.health();
	let status = match &health.reason {
		None => StatusCode::OK,
		Some(_) => StatusCode::SERVICE_UNAVAILABLE,
	};
	(status, Json(health))
}

/// What receipts of a grant there are.
#[utoipa::path(
	get, path = "/v1/grants/{grant}/head",
	params(("grant" = u64, Path, description = "The grant's id.")),
	responses(
		(status = 200, body = HeadAnswer, description = "The newest receipts."),
		(status = "4XX", body = Refusal, description = "It refuses."),
		(status = 503, body = Refusal, description = "It cannot ask the chain.")
	)
)]
async fn heads(
	State(shared): State<Arc<Shared>>,
	Path(grant): Path<String>,
) -> Result<Json<HeadAnswer>, No> {
	let malformed = |_| No::new(400, "malformed-request", "the grant is no number");
	Ok(Json(shared.gateway.heads(grant.parse().map_err(malformed)?).await?))
}

/// Asks for an access. The same request again is the same access.
#[utoipa::path(
	post, path = "/v1/accesses",
	request_body = AccessRequest,
	responses(
		(status = 200, body = AccessAnswer, description = "The access is on record."),
		(status = 400, body = Refusal, description = "malformed-request, wrong-time."),
		(status = 401, body = Refusal, description = "wrong-signature."),
		(status = 403, body = Refusal, description = "access-denied: the chain says no."),
		(status = 404, body = Refusal, description = "no-dataset."),
		(status = 409, body = Refusal,
			description = "other-grant, other-version, other-anchor, receipt-gap, receipt-fork."),
		(status = 410, body = Refusal, description = "access-over: it was given an hour ago."),
		(status = 413, body = Refusal, description = "malformed-request: it is too long."),
		(status = 429, body = Refusal, description = "too-many-requests."),
		(status = 503, body = Refusal, description = "lagging, or something does not work.")
	)
)]
async fn access(
	State(shared): State<Arc<Shared>>,
	body: Result<Bytes, BytesRejection>,
) -> Result<Json<AccessAnswer>, No> {
	let body = body.map_err(|rejected| {
		No::new(rejected.status().as_u16(), "malformed-request", "it is too long, or broke off")
	})?;
	let request: AccessRequest = serde_json::from_slice(&body)
		.map_err(|error| No::new(400, "malformed-request", error.to_string()))?;
	Ok(Json(shared.gateway.access(request).await?))
}

/// The sealed file. Ends early if the access ends meanwhile.
#[utoipa::path(
	get, path = "/v1/accesses/{token}/content",
	params(("token" = String, Path, description = "As the access named it.")),
	responses(
		(status = 200, description = "All of it.", content_type = "application/octet-stream"),
		(status = 206, description = "From the first byte of the Range header on.",
			content_type = "application/octet-stream"),
		(status = "4XX", body = Refusal, description = "It refuses."),
		(status = 503, body = Refusal, description = "lagging, or something does not work.")
	)
)]
async fn content(
	State(shared): State<Arc<Shared>>,
	Path(token): Path<String>,
	headers: HeaderMap,
) -> Result<Response, No> {
	let ticket = shared.gateway.redeem(&token).await?;
	let receipt = ticket.entry.receipt;
	let tag = format!("\"0x{}\"", hex::encode(receipt.cipher_hash));
	let part = match range_of(&headers, ticket.length, &tag) {
		Ok(part) => part,
		Err(no) => {
			let mut response = no.into_response();
			if let Ok(value) = HeaderValue::from_str(&format!("bytes */{}", ticket.length)) {
				response.headers_mut().insert(header::CONTENT_RANGE, value);
			}
			return Ok(response);
		},
	};
	let partial = part.is_some();
	let range = part.unwrap_or(0..ticket.length);
	let bytes = &shared.gateway.store;
	let bytes = bytes.get(&ticket.entry.dataset.0, receipt.version, range.clone()).await?;
	let length = range.end.saturating_sub(range.start);
	let last = range.end.saturating_sub(1);
	let said = format!("bytes {}-{last}/{}", range.start, ticket.length);
	let body = Body::from_stream(checked(Arc::clone(&shared.gateway), ticket, bytes));
	let mut response = Response::new(body);
	let headers = response.headers_mut();
	let octets = HeaderValue::from_static("application/octet-stream");
	headers.insert(header::CONTENT_TYPE, octets);
	headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
	headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
	headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
	if let Ok(value) = HeaderValue::from_str(&tag) {
		headers.insert(header::ETAG, value);
	}
	if partial {
		if let Ok(value) = HeaderValue::from_str(&said) {
			headers.insert(header::CONTENT_RANGE, value);
		}
		*response.status_mut() = StatusCode::PARTIAL_CONTENT;
	}
	Ok(response)
}

/// `bytes=N-`, `bytes=N-M` or `bytes=-N`: the bytes of the file. `None`: all of it, as it is with a range that is
/// none, or of a file that is another.
fn range_of(headers: &HeaderMap, length: u64, tag: &str) -> Result<Option<Range<u64>>, No> {
	let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
	if text(header::IF_RANGE).is_some_and(|of| of != tag) {
		return Ok(None);
	}
	let range = text(header::RANGE).and_then(|text| text.strip_prefix("bytes="));
	let Some((first, last)) = range.and_then(|range| range.split_once('-')) else {
		return Ok(None);
	};
	let number = |text: &str| {
		let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
		digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
	};
	let range = match (number(first), number(last)) {
		(Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(length),
		(Some(first), None) if last.is_empty() => first..length,
		(None, Some(count)) if first.is_empty() => match count {
			0 => length..length,
			count => length.saturating_sub(count)..length,
		},
		_ => return Ok(None),
	};
	if range.start >= length {
		return Err(No::new(416, "bad-range", "the file has no such bytes"));
	}
	Ok(Some(range))
}

/// The bytes, as long as the access may be.
fn checked(
	gateway: Arc<Gateway>,
	ticket: Ticket,
	bytes: impl Stream<Item = Result<Vec<u8>, crate::data::store::StoreError>> + Send + 'static,
) -> impl Stream<Item = Result<Vec<u8>, std::io::Error>> + Send {
	let state = (gateway, ticket, bytes.boxed(), 0u64);
	stream::try_unfold(state, async |(gateway, ticket, mut bytes, since)| {
		let since = if since < CHECK_EVERY {
			since
		} else {
			gateway.ensure_on(&ticket).await.map_err(|no| {
				note(&serde_json::json!({
					"event": "cut-off",
					"dataset": format!("{:?}", ticket.entry.dataset),
					"grant": ticket.entry.receipt.grant,
					"code": no.refusal.code,
					"denial": no.refusal.denial,
				}));
				std::io::Error::other(no.refusal.message)
			})?;
			0
		};
		let next = bytes.next().await.transpose().map_err(std::io::Error::other)?;
		Ok(next.map(|part| {
			let since = since.saturating_add(part.len() as u64);
			(part, (gateway, ticket, bytes, since))
		}))
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn range_should_be_inside_of_the_file() {
		let of = |text: &'static str| {
			let mut headers = HeaderMap::new();
			headers.insert(header::RANGE, HeaderValue::from_static(text));
			range_of(&headers, 100, "tag").map_err(|no| no.status)
		};
		assert_eq!(range_of(&HeaderMap::new(), 100, "tag"), Ok(None));
		assert_eq!(of("bytes=0-"), Ok(Some(0..100)));
		assert_eq!(of("bytes=10-19"), Ok(Some(10..20)));
		assert_eq!(of("bytes=10-999"), Ok(Some(10..100)));
		assert_eq!(of("bytes=-5"), Ok(Some(95..100)));
		assert_eq!(of("bytes=-500"), Ok(Some(0..100)));
		for behind in ["bytes=100-", "bytes=100-101", "bytes=-0", "bytes=99999999999999999999-"] {
			assert_eq!(of(behind), Err(416), "{behind}");
		}
		for none in ["bytes=5-4", "lines=1-2", "bytes=a-", "bytes=+1-2", "bytes=0-1,3-4", "bytes=-"]
		{
			assert_eq!(of(none), Ok(None), "{none}");
		}
	}

	#[test]
	fn document_should_tell_of_every_path() {
		let document = Document::openapi();
		let paths: Vec<_> = document.paths.paths.keys().map(String::as_str).collect();
		let expected =
			["/health", "/v1/accesses", "/v1/accesses/{token}/content", "/v1/grants/{grant}/head"];
		assert_eq!(paths, expected);
	}
}
