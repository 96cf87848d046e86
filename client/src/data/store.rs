//! Where sealed files are: a directory, or a bucket that speaks the protocol of S3.

use crate::{
	errors::Explain,
	input::{self, InputError},
};
use futures::{Stream, StreamExt};
use object_store::{
	aws::{AmazonS3Builder, AmazonS3ConfigKey},
	local::LocalFileSystem,
	path::Path as ObjectPath,
	GetOptions, ObjectStore, ObjectStoreExt, WriteMultipart,
};
use std::{
	fs,
	ops::{ControlFlow, Range},
	path::{Path, PathBuf},
	str::FromStr,
	sync::Arc,
};
use thiserror::Error;
use tokio::io::AsyncReadExt;

/// Why a sealed file is not stored or found.
#[derive(Debug, Error)]
pub enum StoreError {
	/// It names no store.
	#[error("{0} is neither a directory nor s3://bucket/path")]
	Url(String),
	/// The store does not do it.
	#[error("the store does not {what}: {detail}")]
	Failed {
		/// What.
		what: &'static str,
		/// Why.
		detail: String,
	},
	/// It is not there.
	#[error("the store has no {0}")]
	Missing(String),
	/// Another is there.
	#[error("the store has {0} already, and it is another")]
	Other(String),
	/// Another is to be stored than the chain names.
	#[error("{0} is not the file that the chain names")]
	NotIt(PathBuf),
	/// The file of credentials cannot be read, or others can read it.
	#[error(transparent)]
	Input(#[from] InputError),
	/// The file of credentials has something else in it. What, nobody is told.
	#[error("line {0} of the credentials is no NAME=value that a bucket has")]
	Credentials(usize),
	/// Somebody stopped it.
	#[error("it was interrupted")]
	Interrupted,
}

impl Explain for StoreError {
	fn code(&self) -> &'static str {
		match self {
			Self::Url(_) => "malformed-store",
			Self::Failed { .. } => "store-failed",
			Self::Missing(_) => "not-stored",
			Self::Other(_) => "stored-otherwise",
			Self::NotIt(_) => "other-file",
			Self::Input(error) => error.code(),
			Self::Credentials(_) => "malformed-credentials",
			Self::Interrupted => "interrupted",
		}
	}

	fn remedy(&self) -> &'static str {
		match self {
			Self::Url(_) => "name a directory that exists, or s3://bucket/path",
			Self::Failed { .. } => {
				"check the store, and the credentials: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, \
				 AWS_REGION, AWS_ENDPOINT"
			},
			Self::Missing(_) => "souk put it there",
			Self::Other(_) => {
				"a version never changes: take another store, or remove it if it was damaged"
			},
			Self::NotIt(_) => "name the file that souk seal wrote",
			Self::Input(error) => error.remedy(),
			Self::Credentials(_) => "write AWS_ACCESS_KEY_ID=… and the like, one a line",
			Self::Interrupted => "start again",
		}
	}
}

/// A store of sealed files. Credentials of buckets come from the environment or a file.
#[derive(Debug, Clone)]
pub struct Store {
	objects: Arc<dyn ObjectStore>,
	prefix: ObjectPath,
}

fn failed(what: &'static str) -> impl Fn(object_store::Error) -> StoreError {
	move |error| StoreError::Failed { what, detail: error.to_string() }
}

impl Store {
	/// Opens a store by URL, or a directory by its path.
	pub fn open(place: &str) -> Result<Self, StoreError> {
		Self::open_with(place, None)
	}

	/// The same, with the credentials of a file that no other account can read: lines of `NAME=value`, named
	/// as in the environment, which they go before.
	pub fn open_with(place: &str, credentials: Option<&Path>) -> Result<Self, StoreError> {
		let wrong = || StoreError::Url(place.to_owned());
		if let Some(rest) = place.strip_prefix("s3://") {
			let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
			let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
			if let Some(path) = credentials {
				for (key, value) in settings(&input::read_secret(path)?)? {
					builder = builder.with_config(key, value);
				}
			}
			let objects = builder.build().map_err(failed("open"))?;
			let prefix = ObjectPath::parse(prefix).map_err(|_| wrong())?;
			return Ok(Self { objects: Arc::new(objects), prefix });
		}
		let path = Path::new(place.strip_prefix("file://").unwrap_or(place));
		if !path.is_dir() {
			return Err(wrong());
		}
		let objects = LocalFileSystem::new_with_prefix(path).map_err(failed("open"))?;
		let objects = objects.with_fsync(true);
		Ok(Self { objects: Arc::new(objects), prefix: ObjectPath::default() })
	}

	/// The name of a version's sealed file.
	pub fn name(dataset: &[u8; 32], version: u32) -> String {
		format!("{}/{version}.souk", hex::encode(dataset))
	}

	fn path(&self, dataset: &[u8; 32], version: u32) -> ObjectPath {
		ObjectPath::from(format!("{}/{}", self.prefix, Self::name(dataset, version)))
	}

	/// How long a version's sealed file is, in bytes.
	pub async fn length(&self, dataset: &[u8; 32], version: u32) -> Result<u64, StoreError> {
		match self.objects.head(&self.path(dataset, version)).await {
			Ok(found) => Ok(found.size),
			Err(object_store::Error::NotFound { .. }) => {
				Err(StoreError::Missing(Self::name(dataset, version)))
			},
			Err(error) => Err(failed("tell what it has")(error)),
		}
	}

	/// Stores a version's sealed file, if it is the one of this hash and length. Whoever looks sees all of it,
	/// or nothing. If it is there already it is not stored again, and another is not overwritten.
	pub async fn put(
		&self,
		dataset: &[u8; 32],
		version: u32,
		file: &Path,
		(hash, length): ([u8; 32], u64),
		mut progress: impl FnMut(u64) -> ControlFlow<()>,
	) -> Result<(), StoreError> {
		let unreadable = |error: std::io::Error| StoreError::Failed {
			what: "get the file",
			detail: error.to_string(),
		};
		let other = || StoreError::NotIt(file.into());
		if fs::metadata(file).map_err(unreadable)?.len() != length {
			return Err(other());
		}
		match self.length(dataset, version).await {
			// Padded files are of few lengths: only the hash tells whether it is this one.
			Ok(stored)
				if stored == length && self.hash(dataset, version, length).await? == hash =>
			{
				return Ok(());
			},
			Ok(_) => return Err(StoreError::Other(Self::name(dataset, version))),
			Err(StoreError::Missing(_)) => {},
			Err(error) => return Err(error),
		}
		let mut source = tokio::fs::File::open(file).await.map_err(unreadable)?;
		let upload = self.objects.put_multipart(&self.path(dataset, version)).await;
		let mut upload = WriteMultipart::new(upload.map_err(failed("take it"))?);
		// Of what is sent: the file can change meanwhile.
		let mut hasher = blake3::Hasher::new();
		let mut buffer = vec![0; 1 << 20];
		let sent = loop {
			let read = match source.read(&mut buffer).await {
				Ok(0) if hasher.finalize() == hash => break Ok(()),
				Ok(0) => break Err(other()),
				Ok(read) => read,
				Err(error) => break Err(unreadable(error)),
			};
			if let Err(error) = upload.wait_for_capacity(4).await {
				break Err(failed("take it")(error));
			}
			let part = buffer.get(..read).unwrap_or_default();
			hasher.update(part);
			upload.write(part);
			if progress(hasher.count()) == ControlFlow::Break(()) {
				break Err(StoreError::Interrupted);
			}
		};
		match sent {
			Ok(()) => upload.finish().await.map(|_| ()).map_err(failed("take it")),
			Err(error) => {
				// What was sent is not kept; that it cannot be taken back changes nothing.
				let _ = upload.abort().await;
				Err(error)
			},
		}
	}

	/// BLAKE3 of what is stored as a version's sealed file.
	async fn hash(
		&self,
		dataset: &[u8; 32],
		version: u32,
		length: u64,
	) -> Result<blake3::Hash, StoreError> {
		let mut parts = std::pin::pin!(self.get(dataset, version, 0..length).await?);
		let mut hasher = blake3::Hasher::new();
		while let Some(part) = parts.next().await {
			hasher.update(&part?);
		}
		Ok(hasher.finalize())
	}

	/// A part of a version's sealed file.
	pub async fn get(
		&self,
		dataset: &[u8; 32],
		version: u32,
		range: Range<u64>,
	) -> Result<impl Stream<Item = Result<Vec<u8>, StoreError>> + Send + use<>, StoreError> {
		let options = GetOptions { range: Some(range.into()), ..GetOptions::default() };
		let path = self.path(dataset, version);
		let found = self.objects.get_opts(&path, options).await.map_err(|error| match error {
			object_store::Error::NotFound { .. } => {
				StoreError::Missing(Self::name(dataset, version))
			},
			error => failed("give it")(error),
		})?;
		let stream = found.into_stream();
		Ok(stream.map(|part| part.map(|bytes| bytes.to_vec()).map_err(failed("give it"))))
	}
}

/// The settings of a file of credentials.
fn settings(text: &str) -> Result<Vec<(AmazonS3ConfigKey, String)>, StoreError> {
	let lines = text.lines().map(str::trim).zip(1..);
	let lines = lines.filter(|(line, _)| !line.is_empty() && !line.starts_with('#'));
	let setting = |line: &str| {
		let (name, value) = line.split_once('=')?;
		let key = AmazonS3ConfigKey::from_str(&name.trim().to_ascii_lowercase()).ok()?;
		Some((key, value.trim().to_owned()))
	};
	lines.map(|(line, at)| setting(line).ok_or(StoreError::Credentials(at))).collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	fn go() -> impl FnMut(u64) -> ControlFlow<()> {
		|_| ControlFlow::Continue(())
	}

	async fn all(store: &Store, range: Range<u64>) -> Vec<u8> {
		let mut stream = Box::pin(store.get(&[2; 32], 3, range).await.unwrap());
		let mut bytes = Vec::new();
		while let Some(part) = stream.next().await {
			bytes.extend(part.unwrap());
		}
		bytes
	}

	#[tokio::test]
	async fn file_should_be_found_under_its_dataset_and_version() {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("sealed");
		let content: Vec<u8> = (0..3_000_000u32).map(|at| (at % 251) as u8).collect();
		fs::write(&file, &content).unwrap();
		fs::create_dir(folder.path().join("store")).unwrap();
		let place = folder.path().join("store");
		let store = Store::open(place.to_str().unwrap()).unwrap();
		assert_eq!(store.length(&[2; 32], 3).await.unwrap_err().code(), "not-stored");
		let this = (*blake3::hash(&content).as_bytes(), 3_000_000);
		store.put(&[2; 32], 3, &file, this, go()).await.unwrap();
		assert_eq!(store.length(&[2; 32], 3).await.unwrap(), 3_000_000);
		let stored = place.join(Store::name(&[2; 32], 3));
		assert!(fs::read(&stored).unwrap() == content);
		assert!(all(&store, 0..3_000_000).await == content);
		assert!(all(&store, 1_000..2_000_001).await == content[1_000..2_000_001]);
	}

	/// A store with one file, and that file, its hash and its length.
	async fn stored() -> (tempfile::TempDir, Store, PathBuf, ([u8; 32], u64)) {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("sealed");
		fs::write(&file, vec![7; 3_000_000]).unwrap();
		fs::create_dir(folder.path().join("store")).unwrap();
		let store = Store::open(folder.path().join("store").to_str().unwrap()).unwrap();
		let this = (*blake3::hash(&vec![7; 3_000_000]).as_bytes(), 3_000_000);
		store.put(&[2; 32], 3, &file, this, go()).await.unwrap();
		(folder, store, file, this)
	}

	#[tokio::test]
	async fn file_should_not_be_sent_again_when_it_is_stored() {
		let (_folder, store, file, this) = stored().await;
		let never = |_| panic!("it is sent");
		store.put(&[2; 32], 3, &file, this, never).await.unwrap();
	}

	#[tokio::test]
	async fn file_should_not_be_overwritten_when_another_is_stored() {
		let (_folder, store, file, this) = stored().await;
		// As long, and longer.
		for length in [3_000_000, 3_000_001] {
			let content = vec![8; length];
			fs::write(&file, &content).unwrap();
			let other = (*blake3::hash(&content).as_bytes(), length as u64);
			let refused = store.put(&[2; 32], 3, &file, other, go()).await.unwrap_err();
			assert_eq!(refused.code(), "stored-otherwise");
		}
		assert!(all(&store, 0..3_000_000).await == vec![7; 3_000_000]);
		assert_eq!(store.length(&[2; 32], 3).await.unwrap(), this.1);
	}

	#[tokio::test]
	async fn nothing_should_be_stored_when_the_file_is_not_the_one_of_the_hash() {
		let (_folder, store, file, this) = stored().await;
		for other in [([0; 32], this.1), (this.0, this.1 + 1)] {
			let refused = store.put(&[2; 32], 4, &file, other, go()).await.unwrap_err();
			assert_eq!(refused.code(), "other-file");
			assert_eq!(store.length(&[2; 32], 4).await.unwrap_err().code(), "not-stored");
		}
	}

	#[tokio::test]
	async fn nothing_should_be_stored_when_it_is_interrupted() {
		let (_folder, store, file, this) = stored().await;
		let stopped = store.put(&[2; 32], 4, &file, this, |_| ControlFlow::Break(())).await;
		assert_eq!(stopped.unwrap_err().code(), "interrupted");
		assert_eq!(store.length(&[2; 32], 4).await.unwrap_err().code(), "not-stored");
	}

	#[test]
	fn credentials_should_be_refused_when_a_line_is_none_and_not_be_shown() {
		let good = "# of the bucket\n\nAWS_ACCESS_KEY_ID = id\naws_secret_access_key=se=cret\n";
		let found = settings(good).unwrap();
		assert_eq!(found[0], (AmazonS3ConfigKey::AccessKeyId, "id".into()));
		assert_eq!(found[1], (AmazonS3ConfigKey::SecretAccessKey, "se=cret".into()));
		for bad in ["AWS_ACCESS_KEY_ID", "AWS_SECRET=hidden", "hidden"] {
			let refused = settings(&format!("\n{bad}")).unwrap_err();
			assert_eq!(refused.code(), "malformed-credentials");
			assert!(refused.to_string().starts_with("line 2 "));
			assert!(!refused.to_string().contains("hidden"));
		}
	}

	#[test]
	fn store_should_be_refused_when_it_is_no_place() {
		for place in ["/nowhere/at/all", "ftp://example.com"] {
			assert_eq!(Store::open(place).unwrap_err().code(), "malformed-store", "{place}");
		}
	}
}
