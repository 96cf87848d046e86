//! What `substrate-wasm-builder` asks of the `wasm-opt` crate, without twenty minutes of C++.
//!
//! The builder runs Binaryen at optimisation level 0 with two passes: drop the DWARF sections, and
//! lower sign-extension instructions. The second has nothing to do on `wasm32v1-none`, whose
//! compiler and standard library emit no such instruction; here that is checked, not assumed: a
//! module that needs more than the executor's feature set is refused.

use std::{fmt, fs, io, path::Path};
use wasm_encoder::{Module, RawSection, Section};
use wasmparser::{BinaryReaderError, Parser, Payload, Validator, WasmFeatures};

/// The passes that the builder names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
	/// Removes the `.debug_*` custom sections.
	StripDwarf,
	/// Nothing to do: see the crate's documentation.
	SignextLowering,
}

/// Why a module was not processed.
#[derive(Debug)]
pub enum OptimizationError {
	/// The module could not be read, or the result not written.
	Io(io::Error),
	/// The module is malformed, or uses a feature that the executor does not have.
	Invalid(BinaryReaderError),
}

impl fmt::Display for OptimizationError {
	fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
		match self {
			Self::Io(e) => write!(f, "{e}"),
			Self::Invalid(e) => write!(
				f,
				"not a module that the executor can run (was it built for wasm32v1-none?): {e}"
			),
		}
	}
}

impl std::error::Error for OptimizationError {}

impl From<io::Error> for OptimizationError {
	fn from(e: io::Error) -> Self {
		Self::Io(e)
	}
}

impl From<BinaryReaderError> for OptimizationError {
	fn from(e: BinaryReaderError) -> Self {
		Self::Invalid(e)
	}
}

/// The builder of the same name in `wasm-opt`, as far as it is used.
#[derive(Debug, Clone, Default)]
pub struct OptimizationOptions {
	strip_dwarf: bool,
}

impl OptimizationOptions {
	/// No optimisation.
	pub fn new_opt_level_0() -> Self {
		Self::default()
	}

	/// Accepted for the interface's sake: the feature set is always the executor's.
	pub fn mvp_features_only(&mut self) -> &mut Self {
		self
	}

	/// Accepted for the interface's sake: names are always kept, for readable traces.
	pub fn debug_info(&mut self, _keep: bool) -> &mut Self {
		self
	}

	/// Adds a pass.
	pub fn add_pass(&mut self, pass: Pass) -> &mut Self {
		match pass {
			Pass::StripDwarf => self.strip_dwarf = true,
			Pass::SignextLowering => {},
		}
		self
	}

	/// Reads `from`, checks it, applies the passes and writes `to`.
	pub fn run(
		&self,
		from: impl AsRef<Path>,
		to: impl AsRef<Path>,
	) -> Result<(), OptimizationError> {
		let module = fs::read(from)?;
		Validator::new_with_features(executor_features()).validate_all(&module)?;
		let out = if self.strip_dwarf { strip_dwarf(&module)? } else { module };
		fs::write(to, out)?;
		Ok(())
	}
}

/// The first WebAssembly specification plus exported mutable globals: what `sc-executor` accepts.
fn executor_features() -> WasmFeatures {
	WasmFeatures::WASM1 | WasmFeatures::MUTABLE_GLOBAL
}

/// Copies every section but `.debug_*`, byte for byte and in order.
fn strip_dwarf(module: &[u8]) -> Result<Vec<u8>, BinaryReaderError> {
	let mut out = Module::new();
	for payload in Parser::new(0).parse_all(module) {
		let payload = payload?;
		if let Payload::CustomSection(section) = &payload {
			if section.name().starts_with(".debug_") {
				continue;
			}
		}
		if let Some((id, range)) = payload.as_section() {
			let raw = RawSection { id, data: &module[range] };
			debug_assert_eq!(raw.id(), id);
			out.section(&raw);
		}
	}
	Ok(out.finish())
}

#[cfg(test)]
mod tests {
	use super::*;
	use wasm_encoder::{
		CodeSection, CustomSection, ExportKind, ExportSection, Function, FunctionSection,
		Instruction, TypeSection, ValType,
	};

	/// A module exporting `f: i32 -> i32` with the given body, a DWARF section and a name section.
	fn module(body: &[Instruction]) -> Vec<u8> {
		let mut types = TypeSection::new();
		types.ty().function([ValType::I32], [ValType::I32]);
		let mut functions = FunctionSection::new();
		functions.function(0);
		let mut exports = ExportSection::new();
		exports.export("f", ExportKind::Func, 0);
		let mut code = CodeSection::new();
		let mut f = Function::new([]);
		body.iter().for_each(|i| {
			f.instruction(i);
		});
		code.function(&f);
		let mut m = Module::new();
		m.section(&types)
			.section(&functions)
			.section(&exports)
			.section(&code)
			.section(&CustomSection { name: ".debug_info".into(), data: (&[7u8; 64]).into() })
			.section(&CustomSection { name: "runtime_version".into(), data: (&[1u8, 2]).into() });
		m.finish()
	}

	fn custom_sections(module: &[u8]) -> Vec<String> {
		Parser::new(0)
			.parse_all(module)
			.filter_map(|p| match p {
				Ok(Payload::CustomSection(s)) => Some(s.name().to_string()),
				_ => None,
			})
			.collect()
	}

	fn run(module: &[u8], options: &mut OptimizationOptions) -> Result<Vec<u8>, OptimizationError> {
		let dir = std::env::temp_dir().join(format!(
			"souk-wasm-opt-{}-{:?}",
			std::process::id(),
			std::thread::current().id()
		));
		fs::create_dir_all(&dir)?;
		let (from, to) = (dir.join("in.wasm"), dir.join("out.wasm"));
		fs::write(&from, module)?;
		let result = options.run(&from, &to).and_then(|()| Ok(fs::read(&to)?));
		fs::remove_dir_all(&dir)?;
		result
	}

	#[test]
	fn strip_dwarf_should_drop_only_debug_sections_when_asked() {
		let input = module(&[Instruction::LocalGet(0), Instruction::End]);
		let out = run(
			&input,
			OptimizationOptions::new_opt_level_0()
				.mvp_features_only()
				.debug_info(true)
				.add_pass(Pass::StripDwarf)
				.add_pass(Pass::SignextLowering),
		)
		.unwrap();
		assert_eq!(custom_sections(&input), [".debug_info", "runtime_version"]);
		assert_eq!(custom_sections(&out), ["runtime_version"]);
		Validator::new_with_features(executor_features()).validate_all(&out).unwrap();
		// Nothing else moved: the module is the old one less the section.
		let without = {
			let start = input.windows(11).position(|w| w == b".debug_info").unwrap() - 3;
			let mut v = input.clone();
			v.drain(start..start + 3 + 11 + 64);
			v
		};
		assert_eq!(out, without);
	}

	#[test]
	fn run_should_leave_the_module_as_it_is_when_no_pass_strips() {
		let input = module(&[Instruction::LocalGet(0), Instruction::End]);
		let out =
			run(&input, OptimizationOptions::new_opt_level_0().add_pass(Pass::SignextLowering));
		assert_eq!(out.unwrap(), input);
	}

	#[test]
	fn run_should_refuse_when_sign_extension_is_used() {
		let input = module(&[Instruction::LocalGet(0), Instruction::I32Extend8S, Instruction::End]);
		let error = run(&input, &mut OptimizationOptions::new_opt_level_0()).unwrap_err();
		assert!(matches!(error, OptimizationError::Invalid(_)), "{error}");
		assert!(error.to_string().contains("wasm32v1-none"));
	}

	#[test]
	fn run_should_refuse_when_the_file_is_no_module() {
		let error = run(b"not wasm", &mut OptimizationOptions::new_opt_level_0()).unwrap_err();
		assert!(matches!(error, OptimizationError::Invalid(_)), "{error}");
	}
}
