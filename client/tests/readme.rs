//! The README's examples: run as they are there, and compared with what is printed there.

mod common;

use common::*;
use std::{
	fs,
	path::Path,
	process::{Command, Stdio},
};

/// Runs a line of a shell where the fixtures are. Returns what it printed on standard output, and on
/// standard error if that is all.
fn run(gateway: &Gateway, line: &str) -> String {
	let souk = Path::new(env!("CARGO_BIN_EXE_souk")).parent().unwrap();
	let output = Command::new("sh")
		.args(["-c", line])
		.current_dir(gateway.path("."))
		.env("PATH", format!("{}:{}", souk.display(), std::env::var("PATH").unwrap()))
		.stdin(Stdio::null())
		.output()
		.unwrap();
	let stdout = String::from_utf8(output.stdout).unwrap();
	match output.status.success() {
		true => stdout,
		false => stdout + &String::from_utf8(output.stderr).unwrap(),
	}
}

#[test]
fn examples_should_print_what_the_readme_says_when_run() {
	let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
	let readme = fs::read_to_string(&path).unwrap();
	let gateway = Gateway::new();
	for directory in ["alipay", "wechatpay", "stripe", "epcis"] {
		for entry in fs::read_dir(fixtures().join(directory)).unwrap() {
			let path = entry.unwrap().path();
			let name = format!("{directory}/{}", path.file_name().unwrap().to_str().unwrap());
			gateway.file(&name, fs::read(&path).unwrap());
		}
	}
	gateway.secret("first.key", "//Alice");
	gateway.secret("second.key", "//Bob");
	let mut written = String::new();
	let mut example = false;
	let mut ran = 0;
	let mut lines = readme.lines();
	while let Some(line) = lines.next() {
		if let Some(first) = line.strip_prefix("$ ") {
			let mut command = first.to_owned();
			while command.ends_with('\\') {
				command += &format!("\n{}", lines.next().unwrap());
			}
			written += &format!("$ {command}\n{}", run(&gateway, &command));
			example = true;
			ran += 1;
			continue;
		}
		example &= line != "```";
		if !example {
			written += &format!("{line}\n");
		}
	}
	if std::env::var_os("SOUK_WRITE_FIXTURES").is_some() {
		return fs::write(&path, &written).unwrap();
	}
	assert_eq!(ran, readme.matches("\n$ ").count());
	assert!(ran > 6);
	assert!(written == readme, "the README says otherwise than:\n{written}");
}

#[test]
fn config_should_be_good_when_it_is_the_readmes() {
	let readme =
		fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
	let config = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
	let config = souk_client::config::Config::parse(config, Path::new("gateway.toml")).unwrap();
	assert_eq!(config.gateway.signers.len(), 2);
	assert!(config.alipay.is_some() && config.wechatpay.is_some() && config.stripe.is_some());
}
