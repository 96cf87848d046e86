//! The commands about sealed files, as far as they go without a node.

mod common;

use common::*;
use serde_json::json;
use souk_client::data::{
	keystore::{Keystore, Passphrase},
	manifest::{beside, Manifest},
};
use souk_sealing::{seal_file, Context, DataKey, SecretKey, Suite};
use sp_core::H256;
use sp_runtime::AccountId32;
use std::{fs, ops::ControlFlow, os::unix::fs::PermissionsExt, path::Path};

const PASSPHRASE: &str = "correct horse battery staple";

/// Nobody listens there.
const NOBODY: [&str; 2] = ["--url", "ws://127.0.0.1:1"];

/// A keeper of data, with a keystore.
struct Keeper {
	directory: Gateway,
	keystore: String,
	passphrase: String,
}

impl Keeper {
	fn new() -> Self {
		let directory = Gateway::new();
		let passphrase = directory.secret("passphrase", &format!("{PASSPHRASE}\n"));
		let keystore = directory.path("keystore.age").to_str().unwrap().to_owned();
		Self { directory, keystore, passphrase }
	}

	/// With a keystore as `souk keygen` makes it, but one that opens in no time.
	fn with_key() -> Self {
		let keeper = Self::new();
		let secret = SecretKey::generate(Suite::X25519).unwrap();
		let keys =
			json!({ "keys": [{ "suite": "x25519", "secret": hex::encode(secret.expose()) }] });
		let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
		recipient.set_work_factor(4);
		let keystore = age::encrypt(&recipient, keys.to_string().as_bytes()).unwrap();
		keeper.directory.file("keystore.age", keystore);
		keeper.directory.set_mode("keystore.age", 0o600);
		keeper
	}

	fn keygen(&self, passphrase: &str, more: &[&str], stdin: &str) -> Done {
		let arguments = ["keygen", "--json", "--keystore", &self.keystore, "--passphrase-file"];
		souk(&[&arguments, &[passphrase][..], more].concat(), stdin)
	}

	fn path(&self, name: &str) -> String {
		self.directory.path(name).to_str().unwrap().to_owned()
	}

	fn unlocked(&self) -> Keystore {
		let passphrase = Passphrase::get(Some(Path::new(&self.passphrase)), false).unwrap();
		Keystore::open(Path::new(&self.keystore), &passphrase).unwrap()
	}

	/// Seals a content as `souk seal` does, but for a chain that is not asked.
	fn seal(&self, content: &[u8]) -> String {
		let plain = self.directory.file("plain", content);
		let sealed = self.path("sealed.souk");
		let context = Context { genesis: GENESIS, dataset: [2; 32], version: 1 };
		let key = DataKey::generate().unwrap();
		let on = &mut |_| ControlFlow::Continue(());
		let made = seal_file(plain.as_ref(), sealed.as_ref(), &key, &context, on).unwrap();
		fs::remove_file(plain).unwrap();
		let to = self.unlocked().newest().unwrap().public().unwrap();
		let (salt, keeper) = (Some(H256([3; 32])), AccountId32::new([4; 32]));
		let manifest = Manifest::new(context, made, salt, 0, &keeper, &key, &to).unwrap();
		manifest.write(&beside(sealed.as_ref())).unwrap();
		sealed
	}

	fn open(&self, sealed: &str, keystore: &str) -> Done {
		let out = self.path("opened");
		let arguments = ["open", sealed, "--own", "--json", "--out", &out, "--keystore", keystore];
		souk(&[&arguments[..], &["--passphrase-file", &self.passphrase]].concat(), "")
	}

	fn names(&self) -> Vec<String> {
		let entries = fs::read_dir(self.directory.path(".")).unwrap();
		let mut names: Vec<_> =
			entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
		names.sort();
		names
	}
}

#[test]
fn keystore_should_be_private_and_its_secret_unseen_when_a_key_was_made() {
	let keeper = Keeper::new();
	for (suite, length) in [("x25519", 32), ("x-wing", 1_216)] {
		let done = keeper.keygen(&keeper.passphrase, &["--suite", suite], "");
		let made = done.json();
		assert_eq!(made["suite"], suite);
		let public = made["publicKey"].as_str().unwrap();
		assert_eq!(public.len(), 2 + 2 * length);
		assert!(made["epoch"].is_null());
		let keystore = keeper.unlocked();
		let newest = keystore.newest().unwrap();
		assert_eq!(format!("0x{}", hex::encode(newest.public().unwrap().as_bytes())), public);
		let secret = hex::encode(newest.expose());
		assert!(!done.stdout.contains(&secret) && !done.stderr.contains(&secret));
	}
	// The first one is still there.
	assert_eq!(keeper.unlocked().publics().unwrap().len(), 2);
	let mode = fs::metadata(&keeper.keystore).unwrap().permissions().mode();
	assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn passphrase_should_be_taken_from_standard_input_when_it_is_said_to_be_there() {
	let keeper = Keeper::new();
	keeper.keygen("-", &[], PASSPHRASE).json();
	assert_eq!(keeper.unlocked().publics().unwrap().len(), 1);
}

#[test]
fn keystore_should_stay_as_it_is_when_the_passphrase_is_wrong_or_open() {
	let keeper = Keeper::with_key();
	let before = fs::read(&keeper.keystore).unwrap();
	assert_eq!(keeper.keygen("-", &[], "another passphrase").refusal(), "wrong-passphrase");
	keeper.directory.set_mode("passphrase", 0o640);
	assert_eq!(keeper.keygen(&keeper.passphrase, &[], "").refusal(), "open-secret-file");
	keeper.directory.set_mode("passphrase", 0o600);
	keeper.directory.set_mode("keystore.age", 0o644);
	assert_eq!(keeper.keygen(&keeper.passphrase, &[], "").refusal(), "open-secret-file");
	assert!(fs::read(&keeper.keystore).unwrap() == before);
}

#[test]
fn keystore_should_not_be_made_when_its_passphrase_is_short() {
	let keeper = Keeper::new();
	assert_eq!(keeper.keygen("-", &[], "hunter2").refusal(), "short-passphrase");
	assert!(!Path::new(&keeper.keystore).exists());
}

#[test]
fn keystore_should_not_be_made_when_its_key_cannot_be_published() {
	let keeper = Keeper::new();
	let key = keeper.directory.secret("owner.key", "//Alice");
	let publish = [&["--publish", "--key-file", &key][..], &NOBODY].concat();
	let done = keeper.keygen(&keeper.passphrase, &publish, "");
	assert_eq!(done.refusal(), "unreachable-node");
	assert!(!Path::new(&keeper.keystore).exists());
}

#[test]
fn content_should_be_there_and_private_when_an_own_file_is_opened() {
	let keeper = Keeper::with_key();
	let sealed = keeper.seal(b"sku,price\n7,1999\n");
	let opened = keeper.open(&sealed, &keeper.keystore).json();
	assert_eq!(opened["bytes"], 17);
	assert_eq!(opened["version"], 1);
	assert_eq!(fs::read(keeper.path("opened")).unwrap(), b"sku,price\n7,1999\n");
	let mode = fs::metadata(keeper.path("opened")).unwrap().permissions().mode();
	assert_eq!(mode & 0o777, 0o600);
	assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "file-exists");
}

#[test]
fn content_should_be_nowhere_when_the_file_or_the_key_is_another() {
	let keeper = Keeper::with_key();
	let sealed = keeper.seal(b"sku,price\n7,1999\n");
	let other = Keeper::with_key();
	let before = keeper.names();
	assert_eq!(keeper.open(&sealed, &other.keystore).refusal(), "no-such-key");
	let mut file = fs::read(&sealed).unwrap();
	let at = file.len() / 2;
	file[at] ^= 1;
	fs::write(&sealed, &file).unwrap();
	assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "altered-file");
	file.pop();
	fs::write(&sealed, &file).unwrap();
	assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "altered-file");
	assert_eq!(keeper.names(), before);
}

#[test]
fn data_key_should_be_refused_when_its_manifest_was_changed() {
	let keeper = Keeper::with_key();
	let sealed = keeper.seal(b"sku,price\n7,1999\n");
	let path = beside(sealed.as_ref());
	let good = Manifest::read(&path).unwrap();
	let others = [
		Manifest { dek_epoch: 1, ..good.clone() },
		Manifest { keeper: H256::zero(), ..good.clone() },
		Manifest { context: Context { version: 2, ..good.context }, ..good },
	];
	for other in others {
		fs::remove_file(&path).unwrap();
		other.write(&path).unwrap();
		assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "sealing-failed");
	}
	fs::write(&path, "{}").unwrap();
	assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "malformed-manifest");
	fs::remove_file(&path).unwrap();
	assert_eq!(keeper.open(&sealed, &keeper.keystore).refusal(), "unreadable-file");
	assert!(!keeper.names().contains(&"opened".to_owned()));
}

#[test]
fn command_should_be_refused_when_the_node_cannot_be_asked() {
	let keeper = Keeper::with_key();
	let sealed = keeper.seal(b"sku,price\n7,1999\n");
	let key = keeper.directory.secret("owner.key", "//Alice");
	fs::create_dir(keeper.path("store")).unwrap();
	let (store, out) = (keeper.path("store"), keeper.path("new"));
	let keys = ["--keystore", &keeper.keystore, "--passphrase-file", &keeper.passphrase];
	let signs = ["--key-file", key.as_str()];
	let stores = ["--store", store.as_str()];
	let dataset = hexed(&[2; 32]);
	let account = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
	let reads = ["--dataset", dataset.as_str(), "--account", account, "--purpose", "service"];
	let commands: [Vec<&str>; 8] = [
		[&["seal", &key, "--out", &out, "--owner", account], &keys[..]].concat(),
		[&["register", &sealed, "--class", "business"], &signs[..]].concat(),
		[&["put", &sealed], &stores[..]].concat(),
		[&["wrap", &sealed, "--all"], &keys[..], &signs].concat(),
		[&["unwrap", "--out", &out], &reads[..], &keys].concat(),
		[&["open", &sealed, "--out", &out], &reads[..], &keys].concat(),
		[&["verify", &sealed], &reads[..]].concat(),
		[&["rotate", &sealed, "--out", &out], &stores[..], &keys, &signs].concat(),
	];
	let before = keeper.names();
	for command in commands {
		let done = souk(&[&command[..], &NOBODY, &["--json"]].concat(), "");
		assert_eq!(done.refusal(), "unreachable-node", "{command:?}");
	}
	let elsewhere = ["--url", "ws://node.example:9944", "--json"];
	let done = souk(&[&["verify", &sealed][..], &reads, &elsewhere].concat(), "");
	assert_eq!(done.refusal(), "insecure-url");
	assert_eq!(keeper.names(), before);
}

#[test]
fn store_should_be_refused_when_it_or_its_credentials_are_no_good() {
	let keeper = Keeper::with_key();
	let sealed = keeper.seal(b"sku,price\n7,1999\n");
	let put = |more: &[&str]| souk(&[&["put", &sealed, "--json"], more, &NOBODY].concat(), "");
	assert_eq!(put(&["--store", "/nowhere/at/all"]).refusal(), "malformed-store");
	let credentials = keeper.directory.secret("credentials", "AWS_ACCESS_KEY_ID=a\nsecret\n");
	let bucket = ["--store", "s3://bucket", "--store-credentials", credentials.as_str()];
	let refused = put(&bucket);
	assert_eq!(refused.refusal(), "malformed-credentials");
	assert!(!refused.stderr.contains("secret"));
	keeper.directory.set_mode("credentials", 0o644);
	assert_eq!(put(&bucket).refusal(), "open-secret-file");
}

#[test]
fn arguments_should_be_refused_when_they_do_not_go_together() {
	let file = "sealed.souk";
	let keystore = ["--keystore", "keystore.age"];
	let dataset = hexed(&[2; 32]);
	let wrong: [Vec<&str>; 6] = [
		[&["open", file, "--out", "out"], &keystore[..]].concat(),
		[&["open", file, "--out", "out", "--own", "--dataset", &dataset], &keystore[..]].concat(),
		[&["wrap", file, "--key-file", "owner.key"], &keystore[..]].concat(),
		[&["wrap", file, "--key-file", "owner.key", "--all", "--grant", "7"], &keystore[..]]
			.concat(),
		[&["keygen", "--publish"], &keystore[..]].concat(),
		vec!["verify", file, "--dataset", &dataset, "--purpose", "service"],
	];
	for arguments in wrong {
		let done = souk(&arguments, "");
		assert_eq!((done.status, done.stdout.as_str()), (2, ""), "{arguments:?}");
	}
}
