//! What wallets have to know to sign for this chain.

use crate::chain::{begin_block, extension, sign, start};
use codec::Encode;
use souk_runtime::{Runtime, RuntimeCall, TxExtension};
use sp_runtime::traits::TransactionExtension;

/// What polkadot.js (16.5.6) knows, with the bytes that it writes for each into a transaction that
/// is immortal, the first of its account, without tip and metadata hash.
const KNOWN: [(&str, usize); 10] = [
	("CheckNonZeroSender", 0),
	("CheckSpecVersion", 0),
	("CheckTxVersion", 0),
	("CheckGenesis", 0),
	("CheckMortality", 1),
	("CheckNonce", 1),
	("CheckWeight", 0),
	("ChargeTransactionPayment", 1),
	("CheckMetadataHash", 1),
	("WeightReclaim", 0),
];

#[test]
fn metadata_should_list_nothing_that_clients_do_not_know() {
	let listed: Vec<&str> = <TxExtension as TransactionExtension<RuntimeCall>>::metadata()
		.iter()
		.map(|extension| extension.identifier)
		.collect();
	let known: Vec<&str> = KNOWN.iter().map(|(identifier, _)| *identifier).collect();
	assert_eq!(listed, known);
}

#[test]
fn unlisted_extensions_should_have_no_bytes() {
	let known: usize = KNOWN.iter().map(|(_, bytes)| bytes).sum();
	assert_eq!(extension(0).encode().len(), known);
	let unlisted = extension(0).0;
	assert_eq!(unlisted.encode().len(), 0);
	// What is signed beside the transaction is nothing either, and its type says so.
	let () = TransactionExtension::<RuntimeCall>::implicit(&unlisted).unwrap();
}

#[test]
fn signature_should_be_over_what_wallets_sign() {
	start("development").execute_with(|| {
		begin_block(1);
		// `sign` compares the bytes; short and long payloads differ in being hashed.
		for bytes in [0, 1_000] {
			let remark = frame_system::Call::remark { remark: vec![7; bytes] };
			let signed = sign("Buyer", RuntimeCall::System(remark));
			crate::chain::apply(signed).unwrap().unwrap();
		}
	});
}

#[test]
fn metadata_should_be_served_in_every_version_that_clients_read() {
	for version in [14, 15, 16] {
		let metadata = Runtime::metadata_at_version(version).expect("version is served");
		// The opaque wrapper's length, the magic number, the version.
		let magic = metadata
			.windows(5)
			.take(8)
			.position(|w| w == [&b"meta"[..], &[version as u8]].concat());
		assert!(magic.is_some(), "{version}");
	}
	assert!(Runtime::metadata_versions().starts_with(&[14, 15, 16]));
}
