//! Where sealed files are: a directory, or a bucket that speaks the protocol of S3.

use crate::errors::Explain;
use futures::{Stream, StreamExt};
use object_store::{
	aws::AmazonS3Builder, local::LocalFileSystem, path::Path as ObjectPath, GetOptions,
	ObjectStore, ObjectStoreExt, WriteMultipart,
};
use std::{
	fs,
	ops::{ControlFlow, Range},
	path::Path,
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
			Self::Other(_) => "a version never changes: publish the next one",
			Self::Interrupted => "start again",
		}
	}
}

/// A store of sealed files. Credentials of buckets come from the environment.
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
		let wrong = || StoreError::Url(place.to_owned());
		if let Some(rest) = place.strip_prefix("s3://") {
			let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
			let objects = AmazonS3Builder::from_env()
				.with_bucket_name(bucket)
				.build()
				.map_err(failed("open"))?;
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

	/// Stores a version's sealed file. Whoever looks sees all of it, or nothing. What is there already as long
	/// as this is not stored again: whether it is this, its hash tells whoever reads it.
	pub async fn put(
		&self,
		dataset: &[u8; 32],
		version: u32,
		file: &Path,
		mut progress: impl FnMut(u64) -> ControlFlow<()>,
	) -> Result<(), StoreError> {
		let unreadable = |error: std::io::Error| StoreError::Failed {
			what: "get the file",
			detail: error.to_string(),
		};
		let length = fs::metadata(file).map_err(unreadable)?.len();
		match self.length(dataset, version).await {
			Ok(stored) if stored == length => return Ok(()),
			Ok(_) => return Err(StoreError::Other(Self::name(dataset, version))),
			Err(StoreError::Missing(_)) => {},
			Err(error) => return Err(error),
		}
		let mut source = tokio::fs::File::open(file).await.map_err(unreadable)?;
		let upload = self.objects.put_multipart(&self.path(dataset, version)).await;
		let mut upload = WriteMultipart::new(upload.map_err(failed("take it"))?);
		let (mut done, mut buffer) = (0u64, vec![0; 1 << 20]);
		let sent = loop {
			let read = match source.read(&mut buffer).await {
				Ok(0) => break Ok(()),
				Ok(read) => read,
				Err(error) => break Err(unreadable(error)),
			};
			if let Err(error) = upload.wait_for_capacity(4).await {
				break Err(failed("take it")(error));
			}
			upload.write(buffer.get(..read).unwrap_or_default());
			done = done.saturating_add(read as u64);
			if progress(done) == ControlFlow::Break(()) {
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
		store.put(&[2; 32], 3, &file, go()).await.unwrap();
		assert_eq!(store.length(&[2; 32], 3).await.unwrap(), 3_000_000);
		let stored = place.join(Store::name(&[2; 32], 3));
		assert!(fs::read(&stored).unwrap() == content);
		assert!(all(&store, 0..3_000_000).await == content);
		assert!(all(&store, 1_000..2_000_001).await == content[1_000..2_000_001]);
		// Again is no harm, and another is refused.
		store.put(&[2; 32], 3, &file, go()).await.unwrap();
		fs::write(&file, b"another").unwrap();
		let refused = store.put(&[2; 32], 3, &file, go()).await.unwrap_err();
		assert_eq!(refused.code(), "stored-otherwise");
		assert!(fs::read(&stored).unwrap() == content);
	}

	#[tokio::test]
	async fn nothing_should_be_stored_when_it_is_interrupted() {
		let folder = tempfile::tempdir().unwrap();
		let file = folder.path().join("sealed");
		fs::write(&file, vec![7; 3_000_000]).unwrap();
		let store = Store::open(folder.path().to_str().unwrap()).unwrap();
		let stopped = store.put(&[2; 32], 3, &file, |_| ControlFlow::Break(())).await;
		assert_eq!(stopped.unwrap_err().code(), "interrupted");
		assert_eq!(store.length(&[2; 32], 3).await.unwrap_err().code(), "not-stored");
	}

	#[test]
	fn store_should_be_refused_when_it_is_no_place() {
		for place in ["/nowhere/at/all", "ftp://example.com"] {
			assert_eq!(Store::open(place).unwrap_err().code(), "malformed-store", "{place}");
		}
	}
}
