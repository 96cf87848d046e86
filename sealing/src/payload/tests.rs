use super::*;
use aead_stream::EncryptorBE32;
use proptest::prelude::*;

pub(crate) const CONTEXT: Context = Context { genesis: [1; 32], dataset: [2; 32], version: 3 };

fn key(byte: u8) -> DataKey {
	DataKey::take(&mut [byte; 32])
}

fn content(length: usize) -> Vec<u8> {
	(0..length).map(|at| (at % 251) as u8).collect()
}

fn sealed(content: &[u8]) -> (Vec<u8>, Sealed) {
	let mut file = Vec::new();
	let length = content.len() as u64;
	let sealed = seal(&mut &*content, length, &mut file, &key(9), &CONTEXT, &mut on).unwrap();
	assert_eq!(file.len() as u64, sealed.cipher_len);
	(file, sealed)
}

fn on(_: u64) -> ControlFlow<()> {
	ControlFlow::Continue(())
}

fn opened(file: &[u8], key: &DataKey, context: &Context) -> Result<(Vec<u8>, Opened), Error> {
	let mut content = Vec::new();
	let opened = open(&mut &*file, file.len() as u64, &mut content, key, context, &mut on)?;
	Ok((content, opened))
}

fn refused(file: &[u8]) -> Error {
	opened(file, &key(9), &CONTEXT).unwrap_err()
}

/// An inner plaintext as nobody of this crate writes it, sealed.
fn sealed_inner(inner: &[u8]) -> Vec<u8> {
	let prefix = [5; PREFIX_LEN];
	let mut file = header(&prefix).to_vec();
	let chunks = Chunks::new(&key(9), &CONTEXT, &prefix, &header(&prefix), inner.len() as u64);
	for (number, plain) in inner.chunks(CHUNK_LEN).enumerate() {
		let mut cipher = vec![0; plain.len() + TAG_LEN];
		chunks.encrypt(number as u64, plain, &mut cipher).unwrap();
		file.extend(cipher);
	}
	file
}

fn inner(length: u64, content: &[u8], padded: usize) -> Vec<u8> {
	let mut inner = vec![7; SALT_LEN];
	inner.extend(length.to_le_bytes());
	inner.extend(content);
	inner.resize(padded, 0);
	inner
}

#[test]
fn length_should_be_padded_as_documented_when_it_is_any() {
	let padded = [
		(0, 1_024),
		(1_024, 1_024),
		(1_025, 1_088),
		(9_999, 10_240),
		(65_536, 65_536),
		(65_537, 67_584),
		((1 << 40) + 1, (1 << 40) + (1 << 34)),
	];
	for (length, expected) in padded {
		assert_eq!(padded_len(length), Some(expected), "{length}");
	}
	assert_eq!(padded_len(u64::MAX), None);
	for n in (1_024..5_000_000_u64).step_by(977) {
		let padded = padded_len(n).unwrap();
		assert!(padded >= n && padded - n <= n * 12 / 100, "{n} {padded}");
	}
}

#[test]
fn content_should_be_refused_when_it_is_longer_than_a_sealed_file_holds() {
	let longest = MAX_INNER - HEAD_LEN as u64;
	let chunks = MAX_INNER / CHUNK_LEN as u64;
	let expected = HEADER_LEN as u64 + MAX_INNER + chunks * TAG_LEN as u64;
	assert_eq!(sealed_len(longest).unwrap(), expected);
	for length in [longest + 1, u64::MAX - 40, u64::MAX] {
		assert!(matches!(sealed_len(length), Err(Error::TooLong)));
	}
}

#[test]
fn chunks_should_be_those_of_the_stream_crate_when_both_encrypt() {
	let plain = inner(150_000, &content(150_000), padded_len(150_040).unwrap() as usize);
	let file = sealed_inner(&plain);
	let prefix = [5; PREFIX_LEN];
	let associated = [
		b"souk/data/payload/v1".as_slice(),
		&[1; 32],
		&[2; 32],
		&[3, 0, 0, 0],
		b"SOUKSEAL\x01\x10\x05\x05\x05\x05\x05\x05\x05\0\0\0\0\0\0\0",
	]
	.concat();
	let mut stream = EncryptorBE32::<ChaCha20Poly1305>::new(&[9; 32].into(), &prefix.into());
	let mut expected = file[..HEADER_LEN].to_vec();
	let mut chunks: Vec<Vec<u8>> = plain.chunks(CHUNK_LEN).map(<[u8]>::to_vec).collect();
	let mut last = chunks.pop().unwrap();
	for mut chunk in chunks {
		stream.encrypt_next_in_place(&associated, &mut chunk).unwrap();
		expected.extend(chunk);
	}
	stream.encrypt_last_in_place(&associated, &mut last).unwrap();
	expected.extend(last);
	assert_eq!(hex::encode(&file), hex::encode(&expected));
}

#[test]
fn commitments_should_be_the_documented_hashes_when_computed_elsewhere() {
	let content = content(100_000);
	let (file, sealed) = sealed(&content);
	assert_eq!(sealed.cipher_hash, *blake3::hash(&file).as_bytes());
	let salt = {
		let mut first = vec![0; CHUNK_LEN];
		let inner = inner_of(sealed.cipher_len).unwrap();
		let header = file[..HEADER_LEN].try_into().unwrap();
		let prefix = prefix_of(&header).unwrap();
		let chunks = Chunks::new(&key(9), &CONTEXT, &prefix, &header, inner);
		chunks.decrypt(0, &file[HEADER_LEN..][..CHUNK_LEN + TAG_LEN], &mut first).unwrap();
		first[..SALT_LEN].to_vec()
	};
	let length = 100_000_u64.to_le_bytes();
	let bytes = [b"souk/data/content/v1", salt.as_slice(), &length, &content].concat();
	assert_eq!(sealed.content_commit, *blake3::hash(&bytes).as_bytes());
	let bytes = [b"souk/data/dek/v1".as_slice(), &[9; 32], &[1; 32], &[2; 32], &[3, 0, 0, 0]];
	assert_eq!(sealed.dek_commit, sp_crypto_hashing::blake2_256(&bytes.concat()));
}

#[test]
fn commitment_should_be_another_when_the_same_content_is_sealed_again() {
	// Or whoever guesses a content of few possibilities could try the guess.
	let one = sealed(b"yes").1;
	let other = sealed(b"yes").1;
	assert_ne!(one.content_commit, other.content_commit);
	assert_ne!(one.cipher_hash, other.cipher_hash);
	for guess in [b"yes".as_slice(), b"no"] {
		let length = (guess.len() as u64).to_le_bytes();
		for salt in [[].as_slice(), &[0; 32], &[2; 32], &[9; 32]] {
			let bytes = [CONTENT_DOMAIN, salt, &length, guess].concat();
			assert_ne!(one.content_commit, *blake3::hash(&bytes).as_bytes());
		}
	}
}

#[test]
fn file_should_be_refused_when_any_byte_is_another() {
	let (mut file, sealed) = sealed(b"sku,price\n7,1999\n");
	for at in 0..file.len() {
		file[at] ^= 1;
		let error = refused(&file);
		let header = matches!(error, Error::Header);
		let prefix = (10..17).contains(&at);
		assert_eq!(header, at < HEADER_LEN && !prefix, "{at}: {error}");
		assert!(header || matches!(error, Error::Chunk(0)), "{at}: {error}");
		file[at] ^= 1;
	}
	assert_eq!(opened(&file, &key(9), &CONTEXT).unwrap().1.cipher_hash, sealed.cipher_hash);
}

#[test]
fn file_should_be_refused_when_it_is_cut_off_anywhere() {
	let (file, sealed) = sealed(b"sku,price\n7,1999\n");
	for length in 0..file.len() {
		let cut = &file[..length];
		// Whether the length is known or not.
		opened(cut, &key(9), &CONTEXT).unwrap_err();
		let mut out = Vec::new();
		let error =
			open(&mut &*cut, sealed.cipher_len, &mut out, &key(9), &CONTEXT, &mut on).unwrap_err();
		assert!(matches!(error, Error::CipherLength { .. }), "{length}: {error}");
		assert!(out.is_empty());
	}
}

#[test]
fn file_should_be_refused_when_it_is_cut_off_between_chunks() {
	let (file, _) = sealed(&content(4 * CHUNK_LEN));
	for chunks in 1..4 {
		let cut = &file[..HEADER_LEN + chunks * (CHUNK_LEN + TAG_LEN)];
		let error = refused(cut);
		assert!(matches!(error, Error::Chunk(chunk) if chunk as usize == chunks - 1), "{error}");
	}
}

#[test]
fn file_should_be_refused_when_something_follows_it() {
	let (file, sealed) = sealed(&content(70_000));
	for more in [1, 16, 17, CHUNK_LEN + TAG_LEN] {
		let longer = [file.as_slice(), &vec![0; more]].concat();
		opened(&longer, &key(9), &CONTEXT).unwrap_err();
		let error = open(
			&mut longer.as_slice(),
			sealed.cipher_len,
			&mut Vec::new(),
			&key(9),
			&CONTEXT,
			&mut on,
		);
		assert!(matches!(error, Err(Error::CipherLength { .. })));
	}
}

#[test]
fn file_should_be_refused_when_its_chunks_are_in_another_order() {
	let (file, _) = sealed(&content(4 * CHUNK_LEN));
	let (header, body) = file.split_at(HEADER_LEN);
	let chunks: Vec<&[u8]> = body.chunks(CHUNK_LEN + TAG_LEN).collect();
	let of = |order: &[usize]| {
		let body: Vec<u8> = order.iter().flat_map(|at| chunks[*at].to_vec()).collect();
		[header, &body].concat()
	};
	assert_eq!(of(&[0, 1, 2, 3, 4]), file);
	opened(&of(&[0, 1, 2, 3, 4]), &key(9), &CONTEXT).unwrap();
	let orders: [&[usize]; 6] = [
		&[1, 0, 2, 3, 4],
		&[0, 1, 3, 2, 4],
		&[0, 1, 1, 2, 3, 4],
		&[0, 1, 1, 3, 4],
		&[0, 1, 3, 4],
		&[1, 2, 3, 4],
	];
	for order in orders {
		let error = refused(&of(order));
		assert!(matches!(error, Error::Chunk(_)), "{order:?}: {error}");
	}
	// And with one of another file under the same key.
	let (other, _) = self::sealed(&content(4 * CHUNK_LEN));
	let second = HEADER_LEN + CHUNK_LEN + TAG_LEN..HEADER_LEN + 2 * (CHUNK_LEN + TAG_LEN);
	let mut mixed = file.clone();
	mixed[second.clone()].copy_from_slice(&other[second]);
	assert!(matches!(refused(&mixed), Error::Chunk(1)));
}

#[test]
fn file_should_be_refused_when_the_key_or_what_it_is_of_is_another() {
	let (file, _) = sealed(b"sku,price\n7,1999\n");
	let contexts = [
		Context { genesis: [0; 32], ..CONTEXT },
		Context { dataset: [0; 32], ..CONTEXT },
		Context { version: 4, ..CONTEXT },
	];
	for context in contexts {
		assert!(matches!(opened(&file, &key(9), &context), Err(Error::Chunk(0))));
	}
	assert!(matches!(opened(&file, &key(8), &CONTEXT), Err(Error::Chunk(0))));
}

#[test]
fn file_should_be_refused_when_its_padding_is_not_zero() {
	let good = inner(5, b"hello", 1_024);
	assert_eq!(opened(&sealed_inner(&good), &key(9), &CONTEXT).unwrap().0, b"hello");
	for at in [HEAD_LEN + 5, 1_023] {
		let mut bad = good.clone();
		bad[at] = 1;
		assert!(matches!(refused(&sealed_inner(&bad)), Error::Padding), "{at}");
	}
	// In a chunk that is nothing but padding.
	let length = (1 << 20) + 1;
	let padded = padded_len(length + 40).unwrap() as usize;
	let mut bad = inner(length, &content(length as usize), padded);
	*bad.last_mut().unwrap() = 1;
	assert!(matches!(refused(&sealed_inner(&bad)), Error::Padding));
}

#[test]
fn file_should_be_refused_when_the_length_inside_does_not_fit() {
	let lengths = [(985, 1_024), (u64::MAX, 1_024), (1 << 48, 1_024), (5, 1_088), (984, 2_048)];
	for (length, padded) in lengths {
		let file = sealed_inner(&inner(length, b"", padded));
		assert!(matches!(refused(&file), Error::Padding), "{length} in {padded}");
	}
	assert!(matches!(refused(&sealed_inner(&inner(0, b"", 1_023))), Error::CipherLength { .. }));
}

#[test]
fn sealing_should_fail_when_the_content_has_another_length() {
	for (length, said) in [(0, 1), (5, 4), (5, 6), (100_000, 99_999), (100_000, 100_001)] {
		let content = content(length);
		let done = seal(&mut content.as_slice(), said, &mut Vec::new(), &key(9), &CONTEXT, &mut on);
		assert!(matches!(done, Err(Error::ContentLength { expected }) if expected == said));
	}
}

#[test]
fn work_should_stop_when_the_caller_says_so() {
	let content = content(3 << 20);
	let (file, _) = sealed(&content);
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
	let done = seal(&mut content.as_slice(), length, &mut io::sink(), &key(9), &CONTEXT, &mut stop);
	assert!(matches!(done, Err(Error::Interrupted)));
	let mut stop = |_| ControlFlow::Break(());
	let done = open(
		&mut file.as_slice(),
		file.len() as u64,
		&mut io::sink(),
		&key(9),
		&CONTEXT,
		&mut stop,
	);
	assert!(matches!(done, Err(Error::Interrupted)));
}

#[test]
fn progress_should_end_at_the_whole_file_when_all_is_done() {
	let content = content(3 << 20);
	let mut told = Vec::new();
	let mut note = |done| {
		told.push(done);
		ControlFlow::Continue(())
	};
	let length = content.len() as u64;
	let sealed =
		seal(&mut content.as_slice(), length, &mut io::sink(), &key(9), &CONTEXT, &mut note)
			.unwrap();
	assert_eq!(told.last(), Some(&sealed.cipher_len));
	assert!(told.windows(2).all(|two| two[0] < two[1]));
}

/// Takes some bytes, and then no more.
struct Full(usize);

impl io::Write for Full {
	fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
		let taken = bytes.len().min(self.0);
		self.0 -= taken;
		if taken == 0 {
			Err(io::ErrorKind::StorageFull.into())
		} else {
			Ok(taken)
		}
	}

	fn flush(&mut self) -> io::Result<()> {
		Ok(())
	}
}

#[test]
fn work_should_fail_as_the_writer_does_when_the_disk_is_full() {
	let content = content(5 << 20);
	let (file, _) = sealed(&content);
	for room in [0, 10, 1_000_000] {
		let length = content.len() as u64;
		let done =
			seal(&mut content.as_slice(), length, &mut Full(room), &key(9), &CONTEXT, &mut on);
		assert!(
			matches!(done, Err(Error::Write(error)) if error.kind() == io::ErrorKind::StorageFull)
		);
		let done = open(
			&mut file.as_slice(),
			file.len() as u64,
			&mut Full(room),
			&key(9),
			&CONTEXT,
			&mut on,
		);
		assert!(
			matches!(done, Err(Error::Write(error)) if error.kind() == io::ErrorKind::StorageFull)
		);
	}
}

#[test]
fn data_key_should_not_be_shown_when_it_is_debugged() {
	assert_eq!(format!("{:?}", key(9)), "DataKey(..)");
}

proptest! {
	#![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

	#[test]
	fn content_should_come_back_when_it_is_of_any_length(
		length in prop_oneof![
			0..2_000_usize,
			(1..14_usize, 0..90_usize).prop_map(|(chunks, off)| chunks * CHUNK_LEN + off - 60),
			0..1_500_000_usize,
		],
		read_at_once in 1..200_000_usize,
	) {
		let content = content(length);
		let mut file = Vec::new();
		let reader = &mut Slow(&content, read_at_once);
		let sealed = seal(reader, length as u64, &mut file, &key(9), &CONTEXT, &mut on).unwrap();
		prop_assert_eq!(sealed.cipher_len, file.len() as u64);
		prop_assert_eq!(sealed.cipher_len, sealed_len(length as u64).unwrap());
		let mut out = Vec::new();
		let reader = &mut Slow(&file, read_at_once);
		let opened =
			open(reader, sealed.cipher_len, &mut out, &key(9), &CONTEXT, &mut on).unwrap();
		prop_assert!(out == content);
		prop_assert_eq!(opened.content_len, length as u64);
		prop_assert_eq!(opened.cipher_hash, sealed.cipher_hash);
		prop_assert_eq!(opened.content_commit, sealed.content_commit);
	}
}

proptest! {
	#[test]
	fn file_should_be_refused_when_nobody_sealed_it(
		mut file in prop::collection::vec(any::<u8>(), 0..3_000),
		prefix in any::<[u8; PREFIX_LEN]>(),
	) {
		prop_assert!(opened(&file, &key(9), &CONTEXT).is_err());
		if let Some(start) = file.first_chunk_mut() {
			*start = header(&prefix);
			prop_assert!(opened(&file, &key(9), &CONTEXT).is_err());
		}
	}
}

/// Gives a few bytes at once.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
	fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
		let wanted = buffer.len().min(self.1);
		self.0.read(&mut buffer[..wanted])
	}
}
