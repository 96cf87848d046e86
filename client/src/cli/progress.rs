//! How far long work has come: a bar for people, lines for machines.

use super::output::Output;
use indicatif::{ProgressBar, ProgressStyle};
use std::{
	io::IsTerminal,
	ops::ControlFlow,
	sync::atomic::{AtomicBool, Ordering},
};

/// Somebody wants it to end.
static STOP: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C and SIGTERM end long work in order, so that no half of a file is left. A second one
/// ends the program at once.
pub(crate) fn stop_in_order() {
	tokio::spawn(async {
		while tokio::signal::ctrl_c().await.is_ok() {
			stop(130);
		}
	});
	#[cfg(unix)]
	tokio::spawn(async {
		use tokio::signal::unix::{signal, SignalKind};
		let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
		while terminate.recv().await.is_some() {
			stop(143);
		}
	});
}

fn stop(status: i32) {
	if STOP.swap(true, Ordering::Relaxed) {
		std::process::exit(status);
	}
}

/// How far some work has come, in bytes.
pub(crate) struct Progress<'a> {
	output: &'a Output,
	what: &'static str,
	total: u64,
	bar: Option<ProgressBar>,
	/// When it is told next, without a bar.
	next: u64,
}

/// Work that is over sooner is not worth a word.
const WORTH_TELLING: u64 = 8 << 20;

impl<'a> Progress<'a> {
	pub(crate) fn new(output: &'a Output, what: &'static str, total: u64) -> Self {
		let bar = (!output.is_json() && std::io::stderr().is_terminal()).then(|| {
			let bar = ProgressBar::new(total);
			let template = "{msg} {wide_bar} {binary_bytes}/{binary_total_bytes} {eta}";
			if let Ok(style) = ProgressStyle::with_template(template) {
				bar.set_style(style);
			}
			bar.set_message(what);
			bar
		});
		Self { output, what, total, bar, next: WORTH_TELLING.max(total / 10) }
	}

	/// So much is done. Says whether to go on.
	pub(crate) fn done(&mut self, bytes: u64) -> ControlFlow<()> {
		if let Some(bar) = &self.bar {
			bar.set_position(bytes);
		} else if bytes >= self.next {
			self.output.progress(&format!("{}: {bytes} of {} bytes", self.what, self.total));
			self.next = bytes.saturating_add(WORTH_TELLING.max(self.total / 10));
		}
		if STOP.load(Ordering::Relaxed) {
			ControlFlow::Break(())
		} else {
			ControlFlow::Continue(())
		}
	}
}

impl Drop for Progress<'_> {
	fn drop(&mut self) {
		if let Some(bar) = &self.bar {
			bar.finish_and_clear();
		}
	}
}
