// The opener as a command: `node --import tsx lib/opener-cli.ts keygen|check|seal|open|wrap|unwrap`.
//
// It takes and gives JSON as `sealing/examples/interop.rs` does. Bytes are `0x` and hexadecimal digits, u64s digits
// in quotation marks, `content` and `sealed` paths. What is refused is answered with `{"refused": …}` and exit code 1;
// exit code 2 is for everything that is no answer.

import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import {
	type Binding,
	type Bytes,
	checkPublicKey,
	type Context,
	dekCommit,
	envelopeCommitment,
	generate,
	hex,
	open,
	Refusal,
	seal,
	type Suite,
	unhex,
	unwrap,
	wrap,
} from './opener.ts';

type Answer = Record<string, string>;

let asked: Record<string, unknown> = {};

function string(name: string): string {
	const value = asked[name];
	if (typeof value !== 'string') throw new Error(`${name} is missing or no text`);
	return value;
}

function number(name: string): number {
	const value = asked[name];
	if (typeof value !== 'number') throw new Error(`${name} is missing or no number`);
	return value;
}

function bytes(name: string): Bytes {
	const digits = string(name);
	if (!/^0x(?:[0-9a-f]{2})*$/i.test(digits)) throw new Error(`${name}: 0x and hexadecimal digits`);
	return unhex(digits);
}

function u64(name: string): bigint {
	const digits = string(name);
	if (!/^\d+$/.test(digits)) throw new Error(`${name} is no number`);
	return BigInt(digits);
}

function suite(): Suite {
	const name = string('suite');
	if (name !== 'x25519' && name !== 'x-wing') throw new Error(`no such suite: ${name}`);
	return name;
}

const context = (): Context => ({
	genesis: bytes('genesis'),
	dataset: bytes('dataset'),
	version: number('version'),
});

const binding = (): Binding => ({
	...context(),
	grant: u64('grant'),
	grantee: bytes('grantee'),
	keyEpoch: number('keyEpoch'),
	dekEpoch: number('dekEpoch'),
	termsHash: bytes('termsHash'),
	cipherHash: bytes('cipherHash'),
	dekCommit: bytes('dekCommit'),
});

const commands: Record<string, () => Promise<Answer>> = {
	async keygen() {
		const pair = await generate(suite());
		return { secretKey: hex(pair.secret), publicKey: hex(pair.public) };
	},
	async check() {
		checkPublicKey(suite(), bytes('publicKey'));
		return {};
	},
	async seal() {
		const content = await readFile(string('content'));
		const { file, sealed } = seal(content, bytes('dataKey'), context());
		await writeFile(string('sealed'), file, { flag: 'wx' });
		return {
			cipherHash: hex(sealed.cipherHash),
			cipherLength: `${sealed.cipherLength}`,
			contentCommit: hex(sealed.contentCommit),
			dekCommit: hex(sealed.dekCommit),
		};
	},
	async open() {
		const expected = {
			cipherHash: bytes('cipherHash'),
			cipherLength: Number(u64('cipherLength')),
			contentCommit: bytes('contentCommit'),
			dekCommit: bytes('dekCommit'),
		};
		const file = await readFile(string('sealed'));
		const content = open(file, bytes('dataKey'), context(), expected);
		await writeFile(string('content'), content, { flag: 'wx' });
		return { contentLength: `${content.length}` };
	},
	async wrap() {
		const envelope = await wrap(suite(), bytes('dataKey'), bytes('publicKey'), binding());
		return { envelope: hex(envelope), commitment: hex(envelopeCommitment(envelope)) };
	},
	async unwrap() {
		const of = binding();
		const key = await unwrap(suite(), bytes('envelope'), bytes('secretKey'), of);
		return { dataKey: hex(key), dekCommit: hex(dekCommit(key, of)) };
	},
};

try {
	const name = process.argv[2] ?? '';
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command === undefined) throw new Error(`no such command: "${name}"`);
	asked = JSON.parse(await text(process.stdin)) as Record<string, unknown>;
	console.log(JSON.stringify(await command()));
} catch (error) {
	if (error instanceof Refusal) {
		console.log(JSON.stringify({ refused: error.message }));
		process.exitCode = 1;
	} else {
		console.error(error instanceof Error ? error.message : error);
		process.exitCode = 2;
	}
}
