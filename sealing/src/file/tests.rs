use super::*;
use std::fs;

const CONTEXT: Context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };

fn key(byte: u8) -> DataKey {
	DataKey::take(&mut [byte; 32])
}

fn content(length: usize) -> Vec<u8> {
	(0..length).map(|at| (at % 251) as u8).collect()
}

fn on(_: u64) -> ControlFlow<()> {
	ControlFlow::Continue(())
}

fn names(directory: &Path) -> Vec<String> {
	let entries = fs::read_dir(directory).unwrap();
	entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// A sealed file of some content in a directory, and an empty directory to open it into.
fn on_disk(length: usize) -> (tempfile::TempDir, tempfile::TempDir, Sealed) {
	let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
	fs::write(from.path().join("plain"), content(length)).unwrap();
	let (plain, file) = (from.path().join("plain"), from.path().join("sealed"));
	let sealed = seal_file(&plain, &file, &key(9), &CONTEXT, &mut on).unwrap();
	(from, to, sealed)
}

fn open_to((from, to): (&Path, &Path), key: &DataKey, expected: &Sealed) -> Result<u64, Error> {
	open_file(&from.join("sealed"), &to.join("out"), key, &CONTEXT, expected, &mut on)
}

#[test]
fn opened_file_should_be_the_content_and_private_when_all_is_good() {
	let (from, to, sealed) = on_disk(200_000);
	let length = open_to((from.path(), to.path()), &key(9), &sealed).unwrap();
	assert_eq!(length, 200_000);
	assert_eq!(fs::read(to.path().join("out")).unwrap(), content(200_000));
	assert_eq!(names(to.path()), ["out"]);
	#[cfg(unix)]
	{
		use std::os::unix::fs::PermissionsExt;
		let mode = fs::metadata(to.path().join("out")).unwrap().permissions().mode();
		assert_eq!(mode & 0o777, 0o600);
	}
}

#[test]
fn directory_should_stay_empty_when_the_file_is_not_what_the_chain_knows() {
	let (from, to, sealed) = on_disk(200_000);
	let paths = (from.path(), to.path());
	let other: Hash = [0; 32];
	let refuse = |expected: Sealed, name: &str| {
		let error = open_to(paths, &key(9), &expected).unwrap_err();
		assert_eq!(format!("{error:?}").split([' ', '(', '{']).next().unwrap(), name);
		assert!(names(to.path()).is_empty(), "{name}");
	};
	refuse(Sealed { dek_commit: other, ..sealed }, "DataKey");
	refuse(Sealed { cipher_len: sealed.cipher_len + 1, ..sealed }, "CipherLength");
	refuse(Sealed { cipher_hash: other, ..sealed }, "CipherHash");
	refuse(Sealed { content_commit: other, ..sealed }, "Content");
	assert!(matches!(open_to(paths, &key(8), &sealed), Err(Error::DataKey)));
	assert!(names(to.path()).is_empty());
}

#[test]
fn directory_should_stay_empty_when_the_file_was_changed() {
	let (from, to, sealed) = on_disk(200_000);
	let path = from.path().join("sealed");
	let mut file = fs::read(&path).unwrap();
	let at = file.len() - 1;
	file[at] ^= 1;
	fs::write(&path, &file).unwrap();
	let done = open_to((from.path(), to.path()), &key(9), &sealed);
	assert!(matches!(done, Err(Error::CipherHash)));
	assert!(names(to.path()).is_empty());
	// Even if the owner published that.
	let cipher_hash = *blake3::hash(&file).as_bytes();
	let done = open_to((from.path(), to.path()), &key(9), &Sealed { cipher_hash, ..sealed });
	assert!(matches!(done, Err(Error::Chunk(3))));
	assert!(names(to.path()).is_empty());
}

#[test]
fn directory_should_stay_empty_when_the_work_is_interrupted() {
	let (from, to, sealed) = on_disk(3 << 20);
	let mut stop = |_| ControlFlow::Break(());
	let (file, out) = (from.path().join("sealed"), to.path().join("out"));
	let done = open_file(&file, &out, &key(9), &CONTEXT, &sealed, &mut stop);
	assert!(matches!(done, Err(Error::Interrupted)));
	assert!(names(to.path()).is_empty());
	let plain = from.path().join("plain");
	let done = seal_file(&plain, &out, &key(9), &CONTEXT, &mut stop);
	assert!(matches!(done, Err(Error::Interrupted)));
	assert!(names(to.path()).is_empty());
}

#[test]
fn file_should_not_be_overwritten_when_it_is_there() {
	let (from, to, sealed) = on_disk(10);
	fs::write(to.path().join("out"), "mine").unwrap();
	assert!(matches!(open_to((from.path(), to.path()), &key(9), &sealed), Err(Error::Exists)));
	let plain = from.path().join("plain");
	let done = seal_file(&plain, &to.path().join("out"), &key(9), &CONTEXT, &mut on);
	assert!(matches!(done, Err(Error::Exists)));
	assert_eq!(fs::read(to.path().join("out")).unwrap(), b"mine");
}

fn resealed(from: &Path, to: &Path, expected: &Sealed) -> Result<Sealed, Error> {
	let (old, new) = (from.join("sealed"), to.join("new"));
	let next = Context { version: 4, ..CONTEXT };
	let old = (old.as_path(), &key(9), &CONTEXT, expected);
	reseal_file(old, (&new, &key(8), &next), &mut on)
}

#[test]
fn content_should_be_the_same_when_a_file_is_sealed_again() {
	for length in [0, 10, 3 << 20] {
		let (from, to, sealed) = on_disk(length);
		let new = resealed(from.path(), to.path(), &sealed).unwrap();
		assert_eq!(new.cipher_len, sealed.cipher_len);
		assert_ne!(new.content_commit, sealed.content_commit);
		assert_eq!(names(to.path()), ["new"]);
		let next = Context { version: 4, ..CONTEXT };
		let (file, out) = (to.path().join("new"), to.path().join("out"));
		open_file(&file, &out, &key(8), &next, &new, &mut on).unwrap();
		assert!(fs::read(out).unwrap() == content(length));
	}
}

#[test]
fn directory_should_stay_empty_when_what_is_to_be_sealed_again_is_another_file() {
	let (from, to, sealed) = on_disk(3 << 20);
	let other: Hash = [0; 32];
	let refuse = |expected: Sealed| resealed(from.path(), to.path(), &expected).unwrap_err();
	assert!(matches!(refuse(Sealed { dek_commit: other, ..sealed }), Error::DataKey));
	assert!(matches!(refuse(Sealed { cipher_hash: other, ..sealed }), Error::CipherHash));
	assert!(matches!(refuse(Sealed { content_commit: other, ..sealed }), Error::Content));
	assert!(matches!(refuse(Sealed { cipher_len: 9, ..sealed }), Error::CipherLength { .. }));
	assert!(names(to.path()).is_empty());
	fs::write(to.path().join("new"), "mine").unwrap();
	assert!(matches!(refuse(sealed), Error::Exists));
}

#[test]
fn directory_should_stay_empty_when_sealing_again_is_interrupted() {
	let (from, to, sealed) = on_disk(3 << 20);
	for stop_at in 1..12 {
		let mut calls = 0;
		let mut stop = |_| {
			calls += 1;
			if calls == stop_at {
				ControlFlow::Break(())
			} else {
				ControlFlow::Continue(())
			}
		};
		let (old, new) = (from.path().join("sealed"), to.path().join("new"));
		let old = (old.as_path(), &key(9), &CONTEXT, &sealed);
		let done = reseal_file(old, (&new, &key(8), &CONTEXT), &mut stop);
		assert!(matches!(done, Err(Error::Interrupted)), "{stop_at}");
		assert!(names(to.path()).is_empty());
	}
}
