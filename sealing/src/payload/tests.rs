//! Sealed files, and what must not open.

use super::*;
use crate::{file::open_file, seal_file, Sealed};
use proptest::prelude::*;
use std::fs;

const CONTEXT: Context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };

fn go() -> impl FnMut(u64) -> ControlFlow<()> {
	|_| ControlFlow::Continue(())
}

fn key() -> DataKey {
	DataKey::take(&mut [7; 32])
}

fn content_of(length: usize) -> Vec<u8> {
	(0..length).map(|at| (at % 251) as u8).collect()
}

fn sealed(content: &[u8]) -> (Vec<u8>, Sealed) {
	let mut file = Vec::new();
	let length = content.len() as u64;
	let made = seal(&mut &*content, length, &mut file, &key(), &CONTEXT, &mut go()).unwrap();
	(file, made)
}

fn opened_with(file: &[u8], key: &DataKey, context: &Context) -> Result<Vec<u8>, Error> {
	let mut content = Vec::new();
	open(&mut &*file, file.len() as u64, &mut content, key, context, &mut go())?;
	Ok(content)
}

fn opened(file: &[u8]) -> Result<Vec<u8>, Error> {
	opened_with(file, &key(), &CONTEXT)
}

/// The encrypted chunks of a file.
fn chunks(file: &[u8]) -> Vec<Vec<u8>> {
	file[HEADER_LEN..].chunks(CHUNK_LEN + TAG_LEN).map(<[u8]>::to_vec).collect()
}

fn joined(file: &[u8], chunks: &[Vec<u8>]) -> Vec<u8> {
	[&file[..HEADER_LEN], &chunks.concat()].concat()
}

#[test]
fn content_should_come_back_whatever_its_length() {
	let around = |n: usize| [n - 1, n, n + 1];
	let lengths = [vec![0, 1, 983, 984, 985], around(CHUNK_LEN - HEAD_LEN).into()].concat();
	let more = [CHUNK_LEN, 2 * CHUNK_LEN, 4 * CHUNK_LEN, 5 * CHUNK_LEN, 9 * CHUNK_LEN];
	for length in lengths.into_iter().chain(more.into_iter().flat_map(around)) {
		let content = content_of(length);
		let (file, made) = sealed(&content);
		assert_eq!(file.len() as u64, made.cipher_len, "{length}");
		assert_eq!(sealed_len(length as u64).unwrap(), made.cipher_len, "{length}");
		assert_eq!(blake3::hash(&file).as_bytes(), &made.cipher_hash, "{length}");
		assert!(opened(&file).unwrap() == content, "{length}");
	}
}

#[test]
fn hashes_should_be_those_of_the_page() {
	let (file, made) = sealed(b"hello");
	let mut content = Vec::new();
	let length = file.len() as u64;
	let opened = open(&mut &file[..], length, &mut content, &key(), &CONTEXT, &mut go()).unwrap();
	assert_eq!(opened.content_commit, made.content_commit);
	assert_eq!((opened.content_len, opened.cipher_hash), (5, made.cipher_hash));
	let dek = [b"souk/data/dek/v1".as_slice(), &[7; 32], &[1; 32], &[2; 32], &[3, 0, 0, 0]];
	assert_eq!(made.dek_commit, sp_crypto_hashing::blake2_256(&dek.concat()));
}

#[test]
fn padding_should_tell_little_of_the_length() {
	for length in 0..=984 {
		assert_eq!(sealed_len(length).unwrap(), 1_024 + 24 + 16);
	}
	for n in (1_024..5_000_000u64).step_by(977) {
		let padded = padded_len(n).unwrap();
		assert!(padded >= n && padded - n <= n * 12 / 100, "{n} {padded}");
	}
	assert_eq!(padded_len(1_025), Some(1_088));
	assert_eq!(padded_len(u64::MAX), None);
	assert!(matches!(sealed_len(1 << 48), Err(Error::TooLong)));
}

#[test]
fn file_should_not_open_when_any_byte_was_changed() {
	let (file, _) = sealed(b"a small secret");
	for at in 0..file.len() {
		for bit in [0x01, 0x80] {
			let mut changed = file.clone();
			changed[at] ^= bit;
			assert!(opened(&changed).is_err(), "{at}");
		}
	}
}

#[test]
fn file_should_not_open_when_it_is_cut_or_goes_on() {
	let (file, _) = sealed(b"a small secret");
	for length in 0..file.len() {
		assert!(opened(&file[..length]).is_err(), "{length}");
		// Somebody says it is as long as it should be.
		let mut content = Vec::new();
		let said = file.len() as u64;
		let cut = &mut &file[..length];
		assert!(open(cut, said, &mut content, &key(), &CONTEXT, &mut go()).is_err());
	}
	for more in [1, 16, 1_000, 70_000] {
		let longer = [file.clone(), vec![0; more]].concat();
		assert!(opened(&longer).is_err(), "{more}");
		let mut content = Vec::new();
		let said = file.len() as u64;
		let open = open(&mut &longer[..], said, &mut content, &key(), &CONTEXT, &mut go());
		assert!(open.is_err(), "{more}");
	}
}

#[test]
fn file_should_not_open_when_chunks_were_moved_or_left_out() {
	let content = content_of(5 * CHUNK_LEN);
	let (file, _) = sealed(&content);
	let whole = chunks(&file);
	assert!(whole.len() > 5);
	assert!(opened(&joined(&file, &whole)).is_ok());
	for at in 0..whole.len() - 1 {
		let mut swapped = whole.clone();
		swapped.swap(at, at + 1);
		assert!(opened(&joined(&file, &swapped)).is_err(), "{at}");
	}
	for at in 0..whole.len() {
		let mut fewer = whole.clone();
		fewer.remove(at);
		assert!(opened(&joined(&file, &fewer)).is_err(), "{at}");
		let mut more = whole.clone();
		more.insert(at, whole[at].clone());
		assert!(opened(&joined(&file, &more)).is_err(), "{at}");
	}
	// The last chunk's place is a part of what is authenticated.
	let ended = &whole[..whole.len() - 1];
	assert!(opened(&joined(&file, ended)).is_err());
	// And chunks of another file under the same key.
	let (other, _) = sealed(&content);
	let mut mixed = whole.clone();
	mixed[1].clone_from(&chunks(&other)[1]);
	assert!(opened(&joined(&file, &mixed)).is_err());
}

#[test]
fn file_should_not_open_with_another_key_or_as_another_file() {
	let (file, _) = sealed(b"a small secret");
	let refused = |context| matches!(opened_with(&file, &key(), &context), Err(Error::Chunk(0)));
	assert!(refused(Context { genesis: [0; 32], ..CONTEXT }));
	assert!(refused(Context { dataset: [0; 32], ..CONTEXT }));
	assert!(refused(Context { version: 4, ..CONTEXT }));
	let other = DataKey::take(&mut [8; 32]);
	assert!(matches!(opened_with(&file, &other, &CONTEXT), Err(Error::Chunk(0))));
}

/// Encrypts an inner plaintext as it is.
fn forged(inner: &[u8]) -> Vec<u8> {
	let prefix = [4; PREFIX_LEN];
	let header = header(&prefix);
	let sealer = Chunks::new(&key(), &CONTEXT, &prefix, &header, inner.len() as u64);
	let mut file = header.to_vec();
	for (at, plain) in inner.chunks(CHUNK_LEN).enumerate() {
		let mut cipher = vec![0; plain.len() + TAG_LEN];
		sealer.encrypt(at as u64, plain, &mut cipher).unwrap();
		file.extend(cipher);
	}
	file
}

#[test]
fn file_should_not_open_when_whoever_sealed_it_hid_something_in_the_padding() {
	let inner = |length: u64, size: usize| {
		let mut inner = [vec![9; SALT_LEN], length.to_le_bytes().to_vec()].concat();
		inner.resize(size, 0);
		inner
	};
	assert!(opened(&forged(&inner(3, 1_024))).is_ok());
	for at in [HEAD_LEN + 3, 500, 1_023] {
		let mut hidden = inner(3, 1_024);
		hidden[at] = 1;
		assert!(matches!(opened(&forged(&hidden)), Err(Error::Padding)), "{at}");
	}
	// In a chunk of its own.
	let length = (CHUNK_LEN - HEAD_LEN + 1) as u64;
	let size = padded_len(length + HEAD_LEN as u64).unwrap() as usize;
	let mut hidden = inner(length, size);
	assert!(opened(&forged(&hidden)).is_ok());
	*hidden.last_mut().unwrap() = 1;
	assert!(matches!(opened(&forged(&hidden)), Err(Error::Padding)));
	// A length that this file's is not of.
	for length in [985, 2_000, u64::MAX, u64::MAX - 40] {
		let lying = inner(length, 1_024);
		assert!(matches!(opened(&forged(&lying)), Err(Error::Padding)), "{length}");
	}
	assert!(opened(&forged(&inner(3, 1_088))).is_err());
	assert!(opened(&forged(&inner(3, 1_025))).is_err());
}

#[test]
fn content_should_be_as_long_as_was_said() {
	for said in [4, 6, 100_000] {
		let mut file = Vec::new();
		let made = seal(&mut &b"hello"[..], said, &mut file, &key(), &CONTEXT, &mut go());
		let refused = matches!(made, Err(Error::ContentLength { expected }) if expected == said);
		assert!(refused, "{said}");
	}
}

#[test]
fn commitment_should_not_be_guessed_when_the_content_is_one_of_few() {
	// Whoever tries "yes" and "no" finds neither: the salt is another each time, and secret.
	let (_, one) = sealed(b"yes");
	let (_, other) = sealed(b"yes");
	assert_ne!(one.content_commit, other.content_commit);
	for guess in [b"yes".as_slice(), b"no"] {
		let without = [CONTENT_DOMAIN, guess].concat();
		assert_ne!(blake3::hash(&without).as_bytes(), &one.content_commit);
		assert_ne!(blake3::hash(guess).as_bytes(), &one.content_commit);
	}
}

#[test]
fn work_should_stop_when_it_is_interrupted() {
	let content = content_of(20 * CHUNK_LEN);
	let mut calls = 0;
	let mut stop = |_| {
		calls += 1;
		if calls == 2 {
			ControlFlow::Break(())
		} else {
			ControlFlow::Continue(())
		}
	};
	let length = content.len() as u64;
	let mut file = Vec::new();
	let made = seal(&mut &content[..], length, &mut file, &key(), &CONTEXT, &mut stop);
	assert!(matches!(made, Err(Error::Interrupted)));
}

#[test]
fn plaintext_should_be_nowhere_when_a_file_does_not_open() {
	let folder = tempfile::tempdir().unwrap();
	let path = |name: &str| folder.path().join(name);
	let content = content_of(3 * CHUNK_LEN);
	fs::write(path("content"), &content).unwrap();
	let (from, to) = (path("content"), path("sealed"));
	let made = seal_file(&from, &to, &key(), &CONTEXT, &mut go()).unwrap();
	let again = seal_file(&from, &to, &key(), &CONTEXT, &mut go());
	assert!(matches!(again, Err(Error::Exists)));
	fs::remove_file(path("content")).unwrap();

	let file = fs::read(path("sealed")).unwrap();
	let there = || fs::read_dir(folder.path()).unwrap().count();
	let open_it =
		|expected: &Sealed| open_file(&to, &path("opened"), &key(), &CONTEXT, expected, &mut go());
	// The last chunk fails, after the first two were decrypted.
	let mut changed = file.clone();
	*changed.last_mut().unwrap() ^= 1;
	fs::write(&to, &changed).unwrap();
	assert!(matches!(open_it(&made), Err(Error::Chunk(3))));
	assert_eq!(there(), 1);
	fs::write(&to, &file).unwrap();
	let other = [0; 32];
	let refused = open_it(&Sealed { content_commit: other, ..made });
	assert!(matches!(refused, Err(Error::Content)));
	let refused = open_it(&Sealed { cipher_hash: other, ..made });
	assert!(matches!(refused, Err(Error::CipherHash)));
	let refused = open_it(&Sealed { dek_commit: other, ..made });
	assert!(matches!(refused, Err(Error::DataKey)));
	let refused = open_it(&Sealed { cipher_len: 5, ..made });
	assert!(matches!(refused, Err(Error::CipherLength { expected: 5 })));
	assert_eq!(there(), 1);

	assert_eq!(open_it(&made).unwrap(), content.len() as u64);
	assert!(fs::read(path("opened")).unwrap() == content);
	#[cfg(unix)]
	{
		use std::os::unix::fs::PermissionsExt;
		let mode = fs::metadata(path("opened")).unwrap().permissions().mode();
		assert_eq!(mode & 0o777, 0o600);
	}
	assert!(matches!(open_it(&made), Err(Error::Exists)));
}

proptest! {
	#![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

	#[test]
	fn content_should_come_back_whatever_it_is(content in proptest::collection::vec(any::<u8>(), 0..300_000)) {
		let (file, _) = sealed(&content);
		prop_assert!(opened(&file).unwrap() == content);
	}

	#[test]
	fn nothing_should_open_that_was_not_sealed(mut file in proptest::collection::vec(any::<u8>(), 0..3_000), at in any::<prop::sample::Index>()) {
		prop_assert!(opened(&file).is_err());
		// With a header that is right.
		if file.len() >= HEADER_LEN {
			file[..HEADER_LEN].copy_from_slice(&header(&[at.index(256) as u8; PREFIX_LEN]));
			prop_assert!(opened(&file).is_err());
		}
	}
}
