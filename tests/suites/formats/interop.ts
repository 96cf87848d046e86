// Each implementation opens what the other sealed, and refuses what the other refuses.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as path, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
	type Bytes,
	type Context,
	dekCommit,
	generate,
	H3,
	hex,
	isGood,
	join,
	OWN_GRANT,
	Refusal,
	type Sealed,
	type Suite,
	unhex,
	wrapAnything,
} from '../../lib/opener.ts';
import { answer, Asked } from '../../lib/opener-cli.ts';
import { appended, crafted, firstChunksSwapped, good } from './crafted.ts';

type Json = Record<string, string | number>;
type Answer = Record<string, string>;

interface Program {
	name: string;
	ask(what: string, asked: Json): Promise<Answer>;
}

const TESTS = fileURLToPath(new URL('../../', import.meta.url));
const SUITES: Suite[] = ['x25519', 'x-wing'];

/** The example of the crate: `SOUK_INTEROP`, or what cargo built. */
function interopBinary(): string {
	const target = resolve(TESTS, '..', process.env.CARGO_TARGET_DIR ?? 'target');
	const binary = process.env.SOUK_INTEROP ?? path(target, 'debug/examples/interop');
	if (!existsSync(binary)) {
		const how = 'cargo build -p souk-sealing --example interop, or set SOUK_INTEROP to its path';
		throw new Error(`there is no ${binary}: ${how}`);
	}
	return binary;
}

/** What a program answers, which may be `{ refused }`. Everything else is an error. */
async function run(command: string[], what: string, asked: Json): Promise<Answer> {
	const [program = '', ...args] = command;
	const child = spawn(program, [...args, what], { cwd: TESTS, timeout: 60_000 });
	const code = new Promise((done, failed) => child.once('error', failed).once('close', done));
	// One that ends early takes no input, and says why itself.
	child.stdin.on('error', () => undefined).end(JSON.stringify(asked));
	const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
	const ended = await code;
	assert.ok(ended === 0 || ended === 1, `${program} ${what}: ${ended}: ${stderr}`);
	const answer = JSON.parse(stdout) as Answer;
	assert.equal('refused' in answer, ended === 1, stdout);
	return answer;
}

const typescript: Program = {
	name: 'TypeScript',
	async ask(what, asked) {
		try {
			return await answer(what, asked);
		} catch (error) {
			if (error instanceof Refusal) return { refused: error.message };
			throw error;
		}
	},
};
const rust: Program = {
	name: 'Rust',
	ask: (what, asked) => run([interopBinary()], what, asked),
};
/** As the other, in a process of its own, which takes its time to start. */
const commandLine: Program = {
	name: 'the command line',
	ask: (what, asked) => run([process.execPath, '--import', 'tsx', 'lib/opener-cli.ts'], what, asked),
};

async function given(program: Program, what: string, asked: Json): Promise<Answer> {
	const answer = await program.ask(what, asked);
	assert.equal(answer.refused, undefined, `${program.name} ${what}`);
	return answer;
}

const shownContext = ({ genesis, dataset, version }: Context) => ({
	genesis: hex(genesis),
	dataset: hex(dataset),
	version,
});

const shownSealed = (sealed: Sealed) => ({
	cipherHash: hex(sealed.cipherHash),
	cipherLength: `${sealed.cipherLength}`,
	contentCommit: hex(sealed.contentCommit),
	dekCommit: hex(sealed.dekCommit),
});

/** An envelope that is right but for what is in it. */
function lie(suite: Suite, publicKey: Bytes, binding: Json): Promise<Bytes> {
	return wrapAnything(suite, randomBytes(32), publicKey, new Asked(binding).binding());
}

export function interop(): void {
	describe('two implementations', () => {
		const programs = [rust, typescript];
		const key = randomBytes(32);
		const context: Context = { genesis: randomBytes(32), dataset: randomBytes(32), version: 7 };
		const of = { ...shownContext(context), dataKey: hex(key) };
		let directory = '';
		let files = 0;

		before(async () => {
			interopBinary();
			directory = await mkdtemp(path(tmpdir(), 'souk-formats-'));
		});
		after(async () => {
			if (directory !== '') await rm(directory, { recursive: true, force: true });
		});

		const fresh = () => path(directory, `${files++}`);

		async function written(bytes: Bytes): Promise<string> {
			const file = fresh();
			await writeFile(file, bytes);
			return file;
		}

		/** Every program refuses it, and leaves no content. */
		async function refusedByAll(asked: Json, why: string): Promise<void> {
			for (const program of programs) {
				const content = fresh();
				const answer = await program.ask('open', { ...asked, content });
				assert.ok(answer.refused !== undefined, `${program.name} takes it: ${why}`);
				assert.equal(existsSync(content), false, `${program.name}: ${why}`);
			}
		}

		for (const [sealer, opener] of [
			[rust, typescript],
			[typescript, rust],
		] as const) {
			it(`seal and open the same, ${sealer.name} for ${opener.name}`, async () => {
				for (const length of [0, 1, 984, 985, 65_496, 65_497, 131_032, 131_033, 1_000_003]) {
					const content = randomBytes(length);
					const sealed = fresh();
					const asked = { ...of, content: await written(content), sealed };
					const made = await given(sealer, 'seal', asked);
					const opened = fresh();
					const answer = await given(opener, 'open', { ...of, ...made, sealed, content: opened });
					assert.equal(answer.contentLength, `${length}`);
					assert.ok((await readFile(opened)).equals(content), `${length} bytes`);
				}
			});

			for (const suite of SUITES) {
				it(`wrap and unwrap ${suite}, ${sealer.name} for ${opener.name}`, async () => {
					const pair = await given(opener, 'keygen', { suite });
					assert.ok(pair.secretKey !== undefined && pair.publicKey !== undefined);
					for (const grant of [0n, 2n ** 53n + 1n, OWN_GRANT]) {
						const binding = {
							...of,
							suite,
							grant: `${grant}`,
							grantee: hex(randomBytes(32)),
							keyEpoch: randomInt(2 ** 32),
							dekEpoch: 2 ** 32 - 1,
							termsHash: hex(randomBytes(32)),
							cipherHash: hex(randomBytes(32)),
							dekCommit: hex(dekCommit(key, context)),
						};
						const made = await given(sealer, 'wrap', { ...binding, publicKey: pair.publicKey });
						const { secretKey } = pair;
						const asked = { ...binding, secretKey, envelope: made.envelope ?? '' };
						const answer = await given(opener, 'unwrap', asked);
						assert.equal(answer.dekCommit, binding.dekCommit);
						if (opener !== rust) assert.equal(answer.dataKey, of.dataKey);

						const other = hex(randomBytes(32));
						const wrong: Json[] = [
							...['genesis', 'dataset', 'grantee', 'termsHash', 'cipherHash', 'dekCommit'].map(
								(name) => ({ [name]: other }),
							),
							...['version', 'keyEpoch', 'dekEpoch'].map((name) => ({ [name]: 4 })),
							{ grant: '17' },
							{ secretKey: other },
							{ envelope: `${asked.envelope}00` },
							{ envelope: asked.envelope.slice(0, -2) },
							{ envelope: hex(await lie(suite, unhex(pair.publicKey), binding)) },
						];
						for (const change of wrong) {
							const { refused } = await opener.ask('unwrap', { ...asked, ...change });
							assert.ok(refused !== undefined, `${opener.name}: ${Object.keys(change)[0]}`);
						}
					}
				});
			}
		}

		it('refuse files that break a rule inside', async () => {
			for (const { name, file, sealed } of crafted(key, context)) {
				await refusedByAll({ ...of, ...shownSealed(sealed), sealed: await written(file) }, name);
			}
		});

		it('refuse files that were cut, continued, mixed up, or are not what the chain says', async () => {
			const { file, sealed } = good(key, context);
			const named = { ...of, ...shownSealed(sealed) };
			const step = 65_552;
			const cuts = [0, 23, 24, 40, 24 + step - 1, 24 + step, 24 + step + 16, file.length - 1];
			const changed = [
				...cuts.map((length) => file.subarray(0, length)),
				...appended(file),
				firstChunksSwapped(file),
			];
			for (const other of changed) {
				// With the hash of what it is now, it is the format that refuses it.
				const now = { cipherHash: hex(H3(other)), cipherLength: `${other.length}` };
				const asked = { ...named, ...now, sealed: await written(other) };
				await refusedByAll(asked, `${other.length} of ${file.length} bytes`);
			}
			const whole = await written(file);
			const other = hex(randomBytes(32));
			for (const change of [
				{ cipherHash: other },
				{ cipherLength: `${file.length + 1}` },
				{ contentCommit: other },
				{ dekCommit: other },
				{ dataKey: other },
			]) {
				const why = Object.keys(change)[0] ?? '';
				await refusedByAll({ ...named, ...change, sealed: whole }, why);
			}
			// The chain agrees with another key or place: it is the file that does not.
			const another = randomBytes(32);
			for (const [dataKey, place] of [
				[another, context],
				[key, { ...context, version: 8 }],
				[key, { ...context, genesis: another }],
				[key, { ...context, dataset: another }],
			] as const) {
				const agreeing = { dataKey: hex(dataKey), dekCommit: hex(dekCommit(dataKey, place)) };
				const asked = { ...named, ...shownContext(place), ...agreeing, sealed: whole };
				await refusedByAll(asked, 'another key or place');
			}
		});

		it('speak to each other on the command line', async () => {
			const content = randomBytes(2_000);
			const [sealed, opened] = [fresh(), fresh()];
			const asked = { ...of, content: await written(content), sealed };
			const made = await given(commandLine, 'seal', asked);
			await given(rust, 'open', { ...of, ...made, sealed, content: opened });
			assert.ok((await readFile(opened)).equals(content));
			const { refused } = await commandLine.ask('check', { suite: 'x25519', publicKey: '0x' });
			assert.ok(refused !== undefined);
		});

		it('judge public keys alike', async () => {
			const p = 2n ** 255n - 19n;
			const points = [0n, 1n, 2n, p - 2n, p - 1n].flatMap((value) => [value, value + p]);
			const encoded = points
				.flatMap((value) => [value, value + 2n ** 255n])
				.filter((value) => value < 2n ** 256n)
				.map((value) => unhex(value.toString(16).padStart(64, '0')).reverse() as Bytes);
			const { public: publicKey } = await generate('x-wing');
			const keys: [Suite, Bytes][] = [
				...encoded.map((point): [Suite, Bytes] => ['x25519', point]),
				...encoded.map((point): [Suite, Bytes] => [
					'x-wing',
					join(publicKey.subarray(0, -32), point),
				]),
				// Two of random coefficients: some keys are good, and some are not.
				...Array.from({ length: 200 }, (): [Suite, Bytes] => {
					const changed = Uint8Array.from(publicKey);
					changed.set(randomBytes(3), 3 * randomInt(384));
					return ['x-wing', changed];
				}),
				['x25519', publicKey],
				['x-wing', randomBytes(32)],
				['x25519', new Uint8Array()],
			];
			const verdicts = new Set<boolean>();
			for (const [suite, bytes] of keys) {
				const { refused } = await rust.ask('check', { suite, publicKey: hex(bytes) });
				assert.equal(refused === undefined, isGood(suite, bytes), `${suite} ${hex(bytes)}`);
				verdicts.add(refused === undefined);
			}
			assert.equal(verdicts.size, 2);
		});
	});
}
