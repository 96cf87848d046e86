// Members, programs and points, as an issuer's and a program's back end handle them.

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Chain, DOLLAR, SOUK, STABLE, eventsOf, type Receipt } from './chain.ts';
import { type Plain, plain } from './plain.ts';
import { fed, souk } from './souk.ts';
import { eventually } from './time.ts';

/** The event of that name of that pallet, whole. */
export function event(receipt: Receipt, pallet: string, name: string): { [field: string]: Plain } {
	const found = eventsOf(receipt.events, pallet).filter(([named]) => named === name);
	if (found.length !== 1) throw new Error(`${found.length} events ${name}, wanted one`);
	return found[0][1];
}

const DAY = 86_400_000;
/** Fixed-point numbers have eighteen digits. */
export const ONE = 10n ** 18n;
/** So that a test need not wait. */
export const SHORT = 1_500;
/** A point for each cent. */
export const PER_DOLLAR = 100n;
/** Ten of them for each cent off. */
export const PER_DOLLAR_OFF = 1_000n;

/** Lets programs and seasons pass as quickly as a test does, until `undo`. */
export async function quickly(chain: Chain): Promise<{ undo: () => Promise<void> }> {
	await setShortest(chain, { MinEpoch: SHORT, MinChallenge: SHORT, MinClaim: 60_000 });
	const usual = { MinEpoch: 3_600_000, MinChallenge: 14 * DAY, MinClaim: 14 * DAY };
	return { undo: () => setShortest(chain, usual) };
}

/** No limit that a test comes near to. */
export const LIMITS = {
	window: DAY,
	perSubject: 1_000_000n,
	overall: null,
	cooldown: 0,
	budget: 10n ** 12n,
};

/** So many points for a purchase. */
const PURCHASES = {
	trigger: { Purchase: { Asset: STABLE } },
	formula: { PerUnit: (ONE * PER_DOLLAR) / DOLLAR },
	limits: LIMITS,
	ranked: true,
	attestors: [],
};

/** So many points for being there, as often as one likes. */
export function checkIns(points: bigint): object {
	const formula = { Flat: points };
	return { trigger: 'CheckIn', formula, limits: LIMITS, ranked: false, attestors: [] };
}

/**
 * A program of an operator's, whose points merchants award and take, once their first epoch is over.
 * It promises what `promised` says, and has these rules, numbered from 0.
 */
export async function foundProgram(
	chain: Chain,
	operator: string,
	context: string,
	merchants: string[],
	{ promised = {}, rules = [PURCHASES] }: { promised?: object; rules?: object[] } = {},
): Promise<bigint> {
	const { loyalty } = chain.api.tx;
	const promises = {
		context,
		assurance: 'Person',
		epoch: SHORT,
		lifetime: 'Perpetual',
		notice: 30 * DAY,
		// A thousandth of a SOUK, half of it held.
		value: (ONE * SOUK) / 1_000n,
		backing: 500_000,
		gifts: 1_000_000n,
		...promised,
	};
	const redemption = {
		rates: [{ unit: { Asset: STABLE }, perPoint: (ONE * DOLLAR) / PER_DOLLAR_OFF }],
		maxShare: 500_000,
	};
	const create = loyalty.createProgram('Fans', promises, redemption, 100n * SOUK);
	const created = await chain.ok(create, operator);
	const program = event(created, 'loyalty', 'ProgramCreated').program as bigint;
	for (const rule of rules) await chain.ok(loyalty.addRule(program, rule as never), operator);
	for (const shop of merchants) {
		await chain.ok(loyalty.inviteMerchant(program, chain.address(shop)), operator);
		await chain.ok(loyalty.join(program), shop);
	}
	await nextEpoch(chain, program);
	return program;
}

/** What a season is like whose prize is decided soon after it. */
export function season(start: number, end: number): object {
	return {
		start,
		end,
		challenge: SHORT,
		decide: SHORT,
		claim: 60_000,
		places: 10,
		assurance: 'Person',
		caps: { perSubject: 100_000n, perMerchant: 100_000n, tasks: 0n },
		inFull: 3,
		minMerchants: 1,
		rules: [0],
		resolver: null,
		bond: SOUK,
	};
}

/** The board of a season: who has how many points, the best first. */
export async function board(chain: Chain, id: bigint): Promise<[bigint, bigint][]> {
	const places = plain(await chain.api.call.seasonsApi.board(id));
	return (places as { member: bigint; points: bigint }[]).map((p) => [p.member, p.points]);
}

/** Sets what governance can set, by the developer's master key. */
export async function setShortest(chain: Chain, figures: { [name: string]: number }): Promise<void> {
	const { parameters, sudo, utility } = chain.api.tx;
	const calls = Object.entries(figures).map(([name, ms]) =>
		parameters.setParameter({ Loyalty: { [name]: [null, ms] } } as never),
	);
	await chain.ok(sudo.sudo(utility.batchAll(calls)), 'Alice');
}

/** Somebody who knows who people are, and vouches for them by way of the command `souk`. */
export class Issuer {
	private constructor(
		readonly chain: Chain,
		readonly id: bigint,
		readonly context: string,
		private readonly folder: string,
	) {}

	/** Registers with a key of its own, and is let vouch for persons in `context`. */
	static async found(chain: Chain, context: string): Promise<Issuer> {
		const folder = await mkdtemp(join(tmpdir(), 'souk-issuer-'));
		const seed = randomBytes(32);
		const own = (name: string, text: string) =>
			writeFile(join(folder, name), text, { mode: 0o600 });
		await own('signer.key', `0x${seed.toString('hex')}\n`);
		await own('nullifier.key', `${randomBytes(32).toString('hex')}\n`);
		const signer = chain.keyring.createFromUri(`0x${seed.toString('hex')}`);
		const operator = await chain.newcomer(`Issuer of ${context}`, { souk: 20n * SOUK });
		const { membership, sudo } = chain.api.tx;
		const receipt = await chain.ok(
			membership.registerIssuer('Issuer', [signer.address]),
			operator,
		);
		const id = event(receipt, 'membership', 'IssuerRegistered').issuer as bigint;
		const issuer = new Issuer(chain, id, context, folder);
		const grants = [{ context: (await issuer.nullifier('+0')).context, assurance: 'Person' }];
		await chain.ok(sudo.sudo(membership.admitIssuer(id, grants)), 'Alice');
		return issuer;
	}

	private path(name: string): string {
		return join(this.folder, name);
	}

	/** What stands for a person. */
	async nullifier(person: string): Promise<{ context: string; nullifier: string }> {
		const args = ['--json', '--context', this.context, '--key-file', this.path('nullifier.key')];
		const done = await fed(person, 'member', 'nullifier', ...args);
		if (done.code !== 0) throw new Error(done.stderr);
		return JSON.parse(done.stdout);
	}

	/** Vouches that an account is that person's. */
	async attest(person: string, account: string): Promise<object> {
		const { nullifier } = await this.nullifier(person);
		const done = await souk(
			...['member', 'attest', '--json', '--issuer', `${this.id}`],
			...['--context', this.context, '--assurance', 'person', '--nullifier', nullifier],
			...['--genesis', this.chain.api.genesisHash.toHex(), '--account', account],
			...['--key-file', this.path('signer.key')],
		);
		if (done.code !== 0) throw new Error(done.stderr);
		return JSON.parse(done.stdout).proof;
	}

	/** Makes somebody a member who is that person. Returns the member's number. */
	async enrol(name: string, person: string): Promise<bigint> {
		const { membership } = this.chain.api.tx;
		const account = this.chain.address(name);
		const control = { controller: account, recovery: null };
		const receipt = await this.chain.ok(membership.register(control, null), name);
		const proof = await this.attest(person, account);
		await this.chain.ok(membership.bindProof(proof, null), name);
		return event(receipt, 'membership', 'MemberRegistered').member as bigint;
	}

	async leave(): Promise<void> {
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** What a member has in a program. */
export async function balance(chain: Chain, program: bigint, member: bigint) {
	const view = plain(await chain.api.call.loyaltyApi.balance(program, member));
	return view as { spendable: bigint; pending: bigint; reserved: bigint; debt: bigint };
}

/** Points of a member that end at one time: in milliseconds, or never. */
export interface Ending {
	at: bigint | null;
	points: bigint;
}

/** When which of a member's points end, the soonest first. */
export async function endings(chain: Chain, program: bigint, member: bigint): Promise<Ending[]> {
	const view = plain(await chain.api.call.loyaltyApi.expiring(program, member)) as unknown;
	return (view as Ending[]).map(({ at, points }) => ({ at, points }));
}

/** What a program owes, and what is behind it. */
export async function liability(chain: Chain, program: bigint) {
	const view = plain(await chain.api.call.loyaltyApi.liability(program)) as unknown;
	return view as { epoch: bigint; nextEpochAt: bigint; needed: bigint; held: bigint };
}

/** Waits until the program's next epoch has begun: what was announced is in force then. */
export async function nextEpoch(chain: Chain, program: bigint): Promise<void> {
	const epoch = async () => (await liability(chain, program)).epoch;
	const now = await epoch();
	await eventually(30_000, 'the next epoch begins', async () =>
		(await epoch()) > now ? true : undefined,
	);
}
