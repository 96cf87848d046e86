//! The gateway over HTTP.

use super::{no, note, Gateway, No, Ticket};
use crate::data::exchange::{AccessAnswer, AccessRequest, HeadAnswer, Health, Refusal};
use axum::{
	body::{Body, Bytes},
	extract::{ConnectInfo, DefaultBodyLimit, Path, Request, State},
	http::{header, HeaderMap, HeaderValue, StatusCode},
	middleware::{self, Next},
	response::{IntoResponse, Response},
	routing::{get, post},
	Json, Router,
};
use futures::{stream, Stream, StreamExt};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::{
	net::{IpAddr, Ipv4Addr, SocketAddr},
	num::NonZeroU32,
	ops::Range,
	sync::Arc,
};
use utoipa::OpenApi;

/// The longest request.
const MAX_BODY: usize = 16 * 1024;

/// Whether the access may still be is asked again after so many bytes.
const CHECK_EVERY: u64 = 8 << 20;

/// So many addresses are known before those that were quiet are forgotten.
const MAX_ADDRESSES: usize = 10_000;

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
	limits: DefaultKeyedRateLimiter<IpAddr>,
}

impl IntoResponse for No {
	fn into_response(self) -> Response {
		let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::BAD_REQUEST);
		(status, Json(self.refusal)).into_response()
	}
}

/// Everything that the gateway answers.
pub fn router(gateway: Arc<Gateway>) -> Router {
	let per_minute = NonZeroU32::new(gateway.settings.per_minute).unwrap_or(NonZeroU32::MIN);
	let limits = RateLimiter::keyed(Quota::per_minute(per_minute));
	let shared = Arc::new(Shared { gateway, limits });
	let limited = Router::new()
		.route("/v1/grants/{grant}/head", get(heads))
		.route("/v1/accesses", post(access))
		.route("/v1/accesses/{token}/content", get(content))
		.route_layer(middleware::from_fn_with_state(Arc::clone(&shared), limit));
	Router::new()
		.route("/health", get(health))
		.route("/openapi.json", get(async || Json(Document::openapi())))
		.merge(limited)
		.fallback(async || no(404, "no-such-path", "see /openapi.json"))
		.layer(DefaultBodyLimit::max(MAX_BODY))
		.with_state(shared)
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
		let connection = request.extensions().get::<ConnectInfo<SocketAddr>>();
		connection.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |info| info.0.ip())
	})
}

async fn limit(
	State(shared): State<Arc<Shared>>,
	request: Request,
	next: Next,
) -> Result<Response, No> {
	if shared.limits.len() > MAX_ADDRESSES {
		shared.limits.retain_recent();
	}
	if shared.limits.check_key(&address(&shared, &request)).is_err() {
		return Err(no(429, "too-many-requests", "ask again in a minute"));
	}
	Ok(next.run(request).await)
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
	Path(grant): Path<u64>,
) -> Result<Json<HeadAnswer>, No> {
	Ok(Json(shared.gateway.heads(grant).await?))
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
		(status = 429, body = Refusal, description = "too-many-requests."),
		(status = 503, body = Refusal, description = "lagging, or something does not work.")
	)
)]
async fn access(State(shared): State<Arc<Shared>>, body: Bytes) -> Result<Json<AccessAnswer>, No> {
	let request: AccessRequest = serde_json::from_slice(&body)
		.map_err(|error| no(400, "malformed-request", error.to_string()))?;
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
	let range = range_of(&headers, ticket.length)?;
	let bytes = shared.gateway.store.get(&ticket.dataset.0, ticket.version, range.clone()).await?;
	let partial = range.start > 0 || range.end < ticket.length;
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
	if partial {
		if let Ok(value) = HeaderValue::from_str(&said) {
			headers.insert(header::CONTENT_RANGE, value);
		}
		*response.status_mut() = StatusCode::PARTIAL_CONTENT;
	}
	Ok(response)
}

/// `bytes=N-`, `bytes=N-M`, or all of it.
fn range_of(headers: &HeaderMap, length: u64) -> Result<Range<u64>, No> {
	let Some(value) = headers.get(header::RANGE) else { return Ok(0..length) };
	let parsed = value.to_str().ok().and_then(|text| {
		let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
		let first: u64 = first.parse().ok()?;
		let end = match last {
			"" => length,
			last => last.parse::<u64>().ok()?.checked_add(1)?.min(length),
		};
		(first < end).then_some(first..end)
	});
	parsed.ok_or_else(|| no(416, "bad-range", "a range is bytes=FIRST- or bytes=FIRST-LAST"))
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
			gateway.ensure_still(&ticket).await.map_err(|no| {
				note(&serde_json::json!({
					"event": "cut-off",
					"dataset": format!("{:?}", ticket.dataset),
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
			range_of(&headers, 100).map_err(|no| no.status)
		};
		assert_eq!(range_of(&HeaderMap::new(), 100), Ok(0..100));
		assert_eq!(of("bytes=0-"), Ok(0..100));
		assert_eq!(of("bytes=10-19"), Ok(10..20));
		assert_eq!(of("bytes=10-999"), Ok(10..100));
		for bad in ["bytes=100-", "bytes=5-4", "bytes=-5", "lines=1-2", "bytes=a-", "bytes=0-1,3-4"]
		{
			assert_eq!(of(bad), Err(416), "{bad}");
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
