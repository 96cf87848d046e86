//! The figures, as docs/brushing.md shows them.

use super::{fees::*, rings::*, runtime::*, strategies::Size, world::*};
use std::fmt::Write;

/// What is told: each part has a name, by which the docs know it, and what it says.
pub struct Report {
	size: Size,
	parts: Vec<(&'static str, String)>,
	json: Vec<String>,
}

fn souk(amount: Balance) -> f64 {
	amount as f64 / SOUK as f64
}

fn place(best: Option<u32>) -> String {
	best.map_or("none".into(), |best| best.to_string())
}

fn per_unit(account: &Account, share: Share) -> f64 {
	account.gained() as f64 / account.spent(share).max(1) as f64
}

/// What is missing, in SOUK; less than nothing if it pays.
fn loss(account: &Account, share: Share) -> f64 {
	souk(account.spent(share)) - souk(account.gained())
}

fn grouped(number: u128) -> String {
	let digits = number.to_string();
	let groups: Vec<_> = digits.as_bytes().rchunks(3).rev().collect();
	groups.iter().map(|group| String::from_utf8_lossy(group)).collect::<Vec<_>>().join(",")
}

fn listed(scores: &[u128]) -> String {
	let scores: Vec<_> = scores.iter().map(|score| grouped(*score)).collect();
	match scores.split_last() {
		Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
		_ => scores.concat(),
	}
}

fn json(account: &Account) -> String {
	format!(
		"\"platform\":{:.6},\"platform_returned\":{:.6},\"fees\":{:.6},\"other\":{:.6},\"points\":{:.6},\"prizes\":{:.6},\"prizes_won\":{},\"spent\":{:.6},\"spent_if_returned\":{:.6},\"best_rank\":{}",
		souk(account.shares),
		souk(account.platform(Share::Returned)),
		souk(account.fees),
		souk(account.other),
		souk(account.points),
		souk(account.prizes),
		account.won,
		souk(account.spent(Share::Kept)),
		souk(account.spent(Share::Returned)),
		account.best.map_or("null".into(), |best| best.to_string()),
	)
}

/// The file that the environment names.
fn file(name: &str) -> Option<String> {
	std::env::var(name).ok().filter(|path| !path.is_empty())
}

impl Report {
	pub fn new(size: Size) -> Self {
		Self { size, parts: Vec::new(), json: Vec::new() }
	}

	/// What transactions cost.
	pub fn fees(&mut self) {
		let rows = [
			("`invoice`", invoice_fee()),
			("`fund`, with points that are noted", fund_fee()),
			("`confirm`, with two payouts and points that count", confirm_fee()),
			("`close`", close_fee()),
			("all four: an order", order_fees()),
			("`refund` of a settled order", refund_fee()),
			("`check_in`", check_in_fee()),
			("`claim_prize`", claim_fee()),
		];
		let mut out = "| transaction | SOUK |\n| --- | ---: |\n".to_string();
		for (name, fee) in rows {
			writeln!(out, "| {name} | {:.4} |", souk(fee)).unwrap();
		}
		self.parts.push(("fees", out));
	}

	/// What a season was like.
	pub fn season(&mut self, name: &'static str, title: &str, world: &World) {
		let seasons = world.last_prize.len();
		self.parts.push((
			name,
			format!(
				"{title}, seed {}, {seasons} seasons, {} people who shop. The last prize took\n{} points. Records of a season took {:.0} SOUK of the\noperator's budget at most, which come back.\n",
				self.size.seed,
				self.size.people,
				listed(&world.last_prize),
				souk(world.records),
			),
		));
	}

	/// What it was to try these things.
	pub fn strategies(&mut self, name: &'static str, world: &World) {
		let mut out = "| strategy | spent | of it platform | fees | other | spent if the share is returned | points | prizes | gained per unit spent | if returned | best rank |\n".to_string();
		out += "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
		for account in &world.accounts {
			writeln!(
				out,
				"| {} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {:.2} | {} |",
				account.name,
				souk(account.spent(Share::Kept)),
				souk(account.shares),
				souk(account.fees),
				souk(account.other),
				souk(account.spent(Share::Returned)),
				souk(account.points),
				souk(account.prizes),
				per_unit(account, Share::Kept),
				per_unit(account, Share::Returned),
				place(account.best),
			)
			.unwrap();
		}
		let rows: Vec<_> = world
			.accounts
			.iter()
			.map(|account| format!("{{\"strategy\":\"{}\",{}}}", account.name, json(account)))
			.collect();
		self.json.push(format!(
			"\"{name}\":{{\"last_prize_scores\":{:?},\"rows\":[{}]}}",
			world.last_prize,
			rows.join(",")
		));
		self.parts.push((name, out));
	}

	/// What it was to be a ring of each size, a season. Shown from so many merchants on.
	pub fn rings(&mut self, name: &'static str, title: &str, rings: &Rings, from: usize) {
		let seasons = f64::from(rings.seasons);
		let mut out = format!(
			"{title}. Where none took part the last prize took {} points. In SOUK, a season:\n\n",
			listed(&rings.last_prize)
		);
		out += "| people | merchants | best rank | prizes | all that counts: spent | gained | just enough: prizes | spent | gained | refunded late: gained | spent, share kept | spent, share returned |\n";
		out += "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n";
		for cell in rings.cells.iter().filter(|cell| cell.merchants >= from) {
			let (all, enough, late) = (&cell.all, &cell.enough, &cell.late);
			write!(out, "| {} | {} | {} ", cell.people, cell.merchants, place(all.best)).unwrap();
			let amounts = [
				f64::from(all.won),
				souk(all.spent(Share::Kept)),
				souk(all.gained()),
				f64::from(enough.won),
				souk(enough.spent(Share::Kept)),
				souk(enough.gained()),
				souk(late.gained()),
				souk(late.spent(Share::Kept)),
				souk(late.spent(Share::Returned)),
			];
			for (index, amount) in amounts.into_iter().enumerate() {
				// Prizes are counted.
				let places = if [0, 3].contains(&index) { 1 } else { 2 };
				write!(out, "| {:.places$} ", amount / seasons).unwrap();
			}
			out += "|\n";
		}
		let rows: Vec<_> = rings
			.cells
			.iter()
			.flat_map(|cell| {
				cell.ways().map(|(way, account)| {
					format!(
						"{{\"people\":{},\"merchants\":{},\"way\":\"{way:?}\",{}}}",
						cell.people,
						cell.merchants,
						json(account)
					)
				})
			})
			.collect();
		self.json.push(format!(
			"\"{name}\":{{\"last_prize_scores\":{:?},\"rows\":[{}]}}",
			rings.last_prize,
			rows.join(",")
		));
		self.parts.push((name, out));
	}

	/// From how many merchants on a ring wins, what a prize costs it, and what late refunds change.
	pub fn prices(&mut self, name: &'static str, rings: &Rings, out_of_it: usize) {
		let won: Vec<_> = rings
			.cells
			.iter()
			.flat_map(|cell| cell.ways().map(|(way, account)| (cell, way, account)))
			.filter(|(_, _, account)| account.won > 0)
			.collect();
		let mut out = format!(
			"Up to {out_of_it} merchants of its own win a ring no prize, whatever its people do: that is asserted. "
		);
		let Some(fewest) = won.iter().map(|(cell, ..)| cell.merchants).min() else {
			out += "Here none won with any number.\n";
			self.parts.push((name, out));
			return;
		};
		let each = |account: &Account, share| loss(account, share) / f64::from(account.won);
		let cheapest = |share| {
			let costs = won.iter().map(|(cell, way, account)| (each(account, share), cell, way));
			costs.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap()
		};
		let how = |way: &Way| match way {
			Way::All => "who buy all that counts",
			Way::Enough => "who buy just enough",
			Way::Late => "who refund late",
		};
		let (cost, cell, way) = cheapest(Share::Kept);
		writeln!(
			out,
			"Here the first\nprize was won with {fewest} merchants. If the platform keeps its share, the prize that costs a ring least leaves it\n**{cost:.2} SOUK poorer** ({} people with {} merchants {}). If the share is returned, the\ncheapest one leaves it **{:.2} SOUK richer**.",
			cell.people,
			cell.merchants,
			how(way),
			-cheapest(Share::Returned).0,
		)
		.unwrap();
		self.parts.push((name, out));
	}

	/// What it brings customers who are close to a prize to brush a little.
	pub fn customers(&mut self, name: &'static str, rings: &Rings) {
		let seasons = f64::from(rings.seasons);
		let mut out = "| place | merchants | prizes | spent | gained | richer by |\n".to_string();
		out += "| ---: | ---: | ---: | ---: | ---: | ---: |\n";
		for customer in &rings.customers {
			let account = &customer.account;
			writeln!(
				out,
				"| {} | {:.1} | {:.1} | {:.2} | {:.2} | {:.2} |",
				customer.place,
				customer.merchants as f64 / seasons,
				f64::from(account.won) / seasons,
				souk(account.spent(Share::Kept)) / seasons,
				souk(account.gained()) / seasons,
				-loss(account, Share::Kept) / seasons,
			)
			.unwrap();
		}
		let rows: Vec<_> = rings
			.customers
			.iter()
			.map(|customer| format!("{{\"place\":{},{}}}", customer.place, json(&customer.account)))
			.collect();
		self.json.push(format!("\"{name}\":[{}]", rows.join(",")));
		self.parts.push((name, out));
	}

	/// How many of those who win under some terms win under the other.
	pub fn same_winners(&mut self, name: &'static str, a: &Rings, b: &Rings) {
		let all = a.winners.iter().map(Vec::len).sum::<usize>();
		let both = a.winners.iter().zip(&b.winners);
		let same = both.flat_map(|(a, b)| a.iter().filter(|who| b.contains(who))).count();
		let out = format!("{same} of {all} prizes go to the same people under both.\n");
		self.parts.push((name, out));
	}

	/// What tasks bring an identity.
	pub fn tasks(&mut self, name: &'static str, world: &World) {
		let days = SEASON / DAY;
		let worth = CHECK_IN_POINTS * POINT;
		let each = souk(worth) - souk(check_in_fee());
		let season = each * days as f64;
		let farm = world.accounts.iter().find(|account| account.name.starts_with("check-ins"));
		assert!(farm.is_some_and(|farm| farm.points
			== 6 * worth * Balance::from(days) * Balance::from(self.size.seasons)));
		let out = format!(
			"A check-in brings {:.4} SOUK after its fee, a season of them {season:.2}, and a year {:.2}. So an identity for {:.0}\nwould have to last {:.0} years.\n",
			each,
			each * 365.0,
			souk(IDENTITY),
			souk(IDENTITY) / (each * 365.0),
		);
		self.parts.push((name, out));
	}

	/// Prints it, and writes it to the files that are wanted.
	pub fn publish(&self) {
		let texts: Vec<_> =
			self.parts.iter().map(|(name, text)| format!("### {name}\n\n{text}")).collect();
		let text = texts.join("\n");
		println!("{text}");
		if let Some(path) = file("SOUK_SIM_REPORT") {
			std::fs::write(path, &text).unwrap();
		}
		if let Some(path) = file("SOUK_SIM_JSON") {
			let text = format!(
				"{{\"seed\":{},\"seasons\":{},\"people\":{},\"unit\":\"SOUK\",{}}}\n",
				self.size.seed,
				self.size.seasons,
				self.size.people,
				self.json.join(",")
			);
			std::fs::write(path, text).unwrap();
		}
	}

	/// Puts it into the docs, if that is wanted.
	pub fn document(&self) {
		if let Some(path) = file("SOUK_SIM_DOCS") {
			let docs = self.put_into(std::fs::read_to_string(&path).unwrap());
			std::fs::write(path, docs).unwrap();
		}
	}

	/// Replaces what is between `<!-- sim: name -->` and `<!-- sim end -->`, for each part that is there.
	fn put_into(&self, mut docs: String) -> String {
		const END: &str = "<!-- sim end -->";
		for (name, text) in &self.parts {
			let begin = format!("<!-- sim: {name} -->\n");
			let Some(from) = docs.find(&begin).map(|at| at + begin.len()) else { continue };
			let length = docs[from..].find(END).expect("the part ends");
			docs.replace_range(from..from + length, &format!("\n{text}\n"));
		}
		docs
	}
}
