//! Seals, opens, wraps and unwraps what JSON says, for tests against other implementations.
//!
//! `echo '{"suite": "x-wing"}' | cargo run --example interop -p souk-sealing -- keygen`
//!
//! Bytes are `0x` and hexadecimal digits, `u64`s digits in quotation marks, `content` and `sealed` paths. What is
//! refused is answered with `{"refused": …}` and exit code 1; exit code 2 is for everything that is no answer.

use serde_json::{json, Map, Value};
use souk_sealing::{
	check_public, envelope_commitment, open_file, seal_file, unwrap, wrap, Binding, Context,
	DataKey, Error, Hash, PublicKey, Sealed, SecretKey, Suite,
};
use std::{
	error::Error as StdError,
	io::{self, Read},
	ops::ControlFlow,
	path::Path,
	process::ExitCode,
};

type Failure = Box<dyn StdError>;

fn main() -> ExitCode {
	match answer() {
		Ok(answer) => {
			println!("{answer}");
			ExitCode::SUCCESS
		},
		Err(failure) => match failure.downcast_ref::<Error>() {
			Some(refusal) if is_refusal(refusal) => {
				println!("{}", json!({ "refused": refusal.to_string() }));
				ExitCode::from(1)
			},
			_ => {
				eprintln!("{failure}");
				ExitCode::from(2)
			},
		},
	}
}

/// Whether it is about what is sealed or wrapped, and not about this machine.
fn is_refusal(error: &Error) -> bool {
	!matches!(
		error,
		Error::Read(_)
			| Error::Write(_)
			| Error::Exists
			| Error::Thread
			| Error::NoRandomness
			| Error::Interrupted
	)
}

fn answer() -> Result<Value, Failure> {
	let command = std::env::args().nth(1).unwrap_or_default();
	let mut text = String::new();
	io::stdin().read_to_string(&mut text)?;
	let asked = Asked(serde_json::from_str(&text)?);
	let go_on = &mut |_| ControlFlow::Continue(());
	match command.as_str() {
		"keygen" => {
			let secret = SecretKey::generate(asked.suite()?)?;
			let (secret, public) = (shown(secret.expose()), shown(secret.public()?.as_bytes()));
			Ok(json!({ "secretKey": secret, "publicKey": public }))
		},
		"check" => {
			check_public(asked.suite()?, &asked.bytes("publicKey")?).map_err(Error::from)?;
			Ok(json!({}))
		},
		"seal" => {
			let (content, sealed) = (asked.text("content")?, asked.text("sealed")?);
			let (key, context) = (asked.data_key()?, asked.context()?);
			let made = seal_file(Path::new(content), Path::new(sealed), &key, &context, go_on)?;
			Ok(json!({
				"cipherHash": shown(&made.cipher_hash),
				"cipherLength": made.cipher_len.to_string(),
				"contentCommit": shown(&made.content_commit),
				"dekCommit": shown(&made.dek_commit),
			}))
		},
		"open" => {
			let (sealed, content) = (asked.text("sealed")?, asked.text("content")?);
			let (key, context) = (asked.data_key()?, asked.context()?);
			let expected = Sealed {
				cipher_hash: asked.hash("cipherHash")?,
				cipher_len: asked.u64("cipherLength")?,
				content_commit: asked.hash("contentCommit")?,
				dek_commit: asked.hash("dekCommit")?,
			};
			let (sealed, content) = (Path::new(sealed), Path::new(content));
			let length = open_file(sealed, content, &key, &context, &expected, go_on)?;
			Ok(json!({ "contentLength": length.to_string() }))
		},
		"wrap" => {
			let public = PublicKey::new(asked.suite()?, &asked.bytes("publicKey")?)?;
			let envelope = wrap(&asked.data_key()?, &public, &asked.binding()?)?;
			let commitment = envelope_commitment(&envelope);
			Ok(json!({ "envelope": shown(&envelope), "commitment": shown(&commitment) }))
		},
		// The crate never shows a data key. That its commitment is right says as much.
		"unwrap" => {
			let secret = SecretKey::take(asked.suite()?, &mut asked.hash("secretKey")?);
			let (envelope, binding) = (asked.bytes("envelope")?, asked.binding()?);
			let key = unwrap(&envelope, &secret, &binding, &asked.hash("dekCommit")?)?;
			Ok(json!({ "dekCommit": shown(&key.commitment(&binding.context)) }))
		},
		other => Err(format!("no such command: {other:?}").into()),
	}
}

/// What is asked for, by its names in JSON.
struct Asked(Map<String, Value>);

impl Asked {
	fn get(&self, name: &str) -> Result<&Value, Failure> {
		self.0.get(name).ok_or_else(|| format!("{name} is missing").into())
	}

	fn text(&self, name: &str) -> Result<&str, Failure> {
		self.get(name)?.as_str().ok_or_else(|| format!("{name} is no text").into())
	}

	fn bytes(&self, name: &str) -> Result<Vec<u8>, Failure> {
		let digits = self.text(name)?.strip_prefix("0x").ok_or("bytes begin with 0x")?;
		Ok(hex::decode(digits)?)
	}

	fn hash(&self, name: &str) -> Result<Hash, Failure> {
		self.bytes(name)?.try_into().map_err(|_| format!("{name} is not 32 bytes long").into())
	}

	fn u64(&self, name: &str) -> Result<u64, Failure> {
		Ok(self.text(name)?.parse()?)
	}

	fn u32(&self, name: &str) -> Result<u32, Failure> {
		Ok(serde_json::from_value(self.get(name)?.clone())?)
	}

	fn suite(&self) -> Result<Suite, Failure> {
		Ok(serde_json::from_value(self.get("suite")?.clone())?)
	}

	fn data_key(&self) -> Result<DataKey, Failure> {
		Ok(DataKey::take(&mut self.hash("dataKey")?))
	}

	fn context(&self) -> Result<Context, Failure> {
		let (genesis, dataset) = (self.hash("genesis")?, self.hash("dataset")?);
		Ok(Context { genesis, dataset, version: self.u32("version")? })
	}

	fn binding(&self) -> Result<Binding, Failure> {
		Ok(Binding {
			context: self.context()?,
			grant: self.u64("grant")?,
			grantee: self.hash("grantee")?,
			key_epoch: self.u32("keyEpoch")?,
			dek_epoch: self.u32("dekEpoch")?,
			terms_hash: self.hash("termsHash")?,
			cipher_hash: self.hash("cipherHash")?,
		})
	}
}

fn shown(bytes: &[u8]) -> String {
	format!("0x{}", hex::encode(bytes))
}
