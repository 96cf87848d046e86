// Plays the carts of a JSON file on a running chain, and checks every figure that comes out.
// Started by scripts/demo, which has the --help.

import { Chain, type Holdings, SUSD } from '../lib/chain.ts';
import { columns, human } from '../lib/format.ts';
import { BadCarts, readPlan } from './carts.ts';
import { expected, people } from './expect.ts';
import { type Step, Story } from './play.ts';
import { PointsStory } from './points.ts';

/** They make the blocks of a development chain, and so get the fees. */
const VALIDATORS = ['Alice', 'Bob'];
const SOUK_DECIMALS = 12;

interface Options {
	url: string;
	carts: string;
	json: boolean;
}

function options(args: string[]): Options {
	const found: Options = { url: '', carts: '', json: false };
	for (let i = 0; i < args.length; i++) {
		if (args[i] === '--json') found.json = true;
		else if (args[i] === '--url') found.url = args[++i];
		else if (args[i] === '--carts') found.carts = args[++i];
		else throw new Error(`unknown argument ${args[i]}`);
	}
	return found;
}

type Ledger = Map<string, Holdings>;

function total(ledger: Ledger, pick: (holdings: Holdings) => bigint): bigint {
	return [...ledger.values()].reduce((sum, holdings) => sum + pick(holdings), 0n);
}

async function main({ url, carts, json }: Options): Promise<boolean> {
	const plan = readPlan(carts);
	if (plan.asset.id !== SUSD) throw new BadCarts(`${carts}: asset.id must be ${SUSD}, the test stablecoin`);
	const say = json ? () => undefined : (line: string) => console.log(line);
	const money = (amount: bigint) => human(amount, plan.asset.decimals);
	const souk = (amount: bigint) => human(amount, SOUK_DECIMALS);

	const chain = await Chain.connect(url);
	try {
		const named = people(plan.carts);
		for (const name of named) chain.who(name); // fails for a stranger before anything is sent
		const everyone = [...new Set([...named, 'pot', ...VALIDATORS])];
		const wants = expected(plan);

		say(`Souk demo on ${url}`);
		say('');
		const before = await chain.allHoldings(everyone);
		const steps: Step[] = [];
		const tell = (step: Step) => {
			const { who, did, fee, events } = step;
			steps.push(step);
			say(`${`${steps.length}`.padStart(2)}. ${who} ${did}.`);
			if (events.length > 0) say(`    ${events.join(', ')}; fee ${souk(fee)} SOUK`);
		};
		const story = new Story(chain, plan, tell);
		await story.play();
		const after = await chain.allHoldings(everyone);

		const fees = new Map(everyone.map((name) => [name, chain.fees.get(chain.address(name)) ?? 0n]));
		const of = (ledger: Ledger, name: string) => ledger.get(name) ?? { souk: 0n, held: 0n, usd: 0n };
		const rows = everyone.map((name) => {
			const [was, is] = [of(before, name), of(after, name)];
			const gained = is.usd - was.usd;
			const wanted = wants.get(name) ?? 0n;
			// Validators earn the fees; everybody else pays just theirs. Deposits are returned, but for the
			// records of shipments, which stay for a month, and of carriers.
			const kept = story.deposits.get(name) ?? 0n;
			const soukRight =
				VALIDATORS.includes(name) ||
				(was.souk - is.souk === fees.get(name) && is.held - was.held === kept);
			return { name, was, is, gained, wanted, right: gained === wanted && soukRight };
		});

		say('');
		const symbol = plan.asset.symbol;
		const head = ['', `${symbol} before`, 'after', 'change', 'expected', 'minor units', 'SOUK before', 'after', 'fees', ''];
		const body = rows.map(({ name, was, is, gained, wanted, right }) => [
			name,
			money(was.usd),
			money(is.usd),
			money(gained),
			money(wanted),
			`${gained}`,
			souk(was.souk),
			souk(is.souk),
			VALIDATORS.includes(name) ? '' : souk(fees.get(name) ?? 0n),
			right ? 'ok' : 'WRONG',
		]);
		for (const line of columns([head, ...body], [1, 2, 3, 4, 5, 6, 7, 8])) say(line);

		const sums = {
			usd: [total(before, (h) => h.usd), total(after, (h) => h.usd)],
			souk: [total(before, (h) => h.souk), total(after, (h) => h.souk)],
		};
		const nothingLost = sums.usd[0] === sums.usd[1] && sums.souk[0] === sums.souk[1];
		const settled = story.orders.every(({ stage }) => stage === 'Settled');
		say('');
		say(
			`${nothingLost ? 'Nothing was lost' : 'SOMETHING WAS LOST OR MADE'}: all of them and the pot together had ` +
				`${money(sums.usd[0])} ${symbol} and ${souk(sums.souk[0])} SOUK before, and ` +
				`${money(sums.usd[1])} ${symbol} and ${souk(sums.souk[1])} SOUK after.`,
		);

		const second = new PointsStory(chain, tell);
		if (plan.points) {
			say('');
			await second.play();
			say('');
			const lines = second.figures.map(({ what, is, wanted, right }) => [what, is, wanted, right ? 'ok' : 'WRONG']);
			for (const line of columns([['', 'is', 'expected', ''], ...lines], [1, 2])) say(line);
		}
		const pointsRight = second.figures.every((figure) => figure.right);

		const right = rows.every((row) => row.right) && nothingLost && settled && pointsRight;
		say('');
		say(right ? 'Every figure is as expected.' : 'Not every figure is as expected: see the lines marked WRONG.');
		if (json) {
			const points = second.figures;
			const result = { right, nothingLost, sums, orders: story.orders, steps, balances: rows, points };
			const text = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value);
			console.log(JSON.stringify(result, text, 2));
		}
		return right;
	} finally {
		await chain.disconnect();
	}
}

main(options(process.argv.slice(2))).then(
	(right) => process.exit(right ? 0 : 1),
	(error: Error) => {
		console.error(`error: ${error.message}`);
		if (/ECONN|connecting to/.test(error.message)) console.error('remedy: start a chain with ./scripts/dev, or leave --url out');
		process.exit(error instanceof BadCarts ? 2 : 1);
	},
);
