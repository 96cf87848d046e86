// The opener as a command: `node --import tsx lib/opener-cli.ts keygen|check|seal|open|wrap|unwrap`.
//
// It takes and gives JSON as `sealing/examples/interop.rs` does. Bytes are `0x` and hexadecimal digits,
// u64s digits in quotation marks, `content` and `sealed` paths. What is refused is answered with
// `{"refused": …}` and exit code 1; exit code 2 is for everything that is no answer.

import { readFile, writeFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
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

export type Answer = Record<string, string>;

/** What is asked for, by its names in JSON. */
export class Asked {
	constructor(private readonly json: Record<string, unknown>) {}

	string(name: string): string {
		const value = this.json[name];
		if (typeof value !== 'string') throw new Error(`${name} is missing or no text`);
		return value;
	}

	number(name: string): number {
		const value = this.json[name];
		if (typeof value !== 'number') throw new Error(`${name} is missing or no number`);
		return value;
	}

	bytes(name: string): Bytes {
		const digits = this.string(name);
		if (!/^0x(?:[0-9a-f]{2})*$/i.test(digits)) {
			throw new Error(`${name} is not 0x and hexadecimal digits`);
		}
		return unhex(digits);
	}

	u64(name: string): bigint {
		const digits = this.string(name);
		if (!/^\d+$/.test(digits)) throw new Error(`${name} is no number`);
		return BigInt(digits);
	}

	suite(): Suite {
		const name = this.string('suite');
		if (name !== 'x25519' && name !== 'x-wing') throw new Error(`no such suite: ${name}`);
		return name;
	}

	context(): Context {
		const [genesis, dataset] = [this.bytes('genesis'), this.bytes('dataset')];
		return { genesis, dataset, version: this.number('version') };
	}

	binding(): Binding {
		return {
			...this.context(),
			grant: this.u64('grant'),
			grantee: this.bytes('grantee'),
			keyEpoch: this.number('keyEpoch'),
			dekEpoch: this.number('dekEpoch'),
			termsHash: this.bytes('termsHash'),
			cipherHash: this.bytes('cipherHash'),
			dekCommit: this.bytes('dekCommit'),
		};
	}
}

const commands: Record<string, (asked: Asked) => Promise<Answer>> = {
	async keygen(asked) {
		const pair = await generate(asked.suite());
		return { secretKey: hex(pair.secret), publicKey: hex(pair.public) };
	},
	async check(asked) {
		checkPublicKey(asked.suite(), asked.bytes('publicKey'));
		return {};
	},
	async seal(asked) {
		const content = await readFile(asked.string('content'));
		const { file, sealed } = seal(content, asked.bytes('dataKey'), asked.context());
		await writeFile(asked.string('sealed'), file, { flag: 'wx' });
		return {
			cipherHash: hex(sealed.cipherHash),
			cipherLength: `${sealed.cipherLength}`,
			contentCommit: hex(sealed.contentCommit),
			dekCommit: hex(sealed.dekCommit),
		};
	},
	async open(asked) {
		const expected = {
			cipherHash: asked.bytes('cipherHash'),
			cipherLength: Number(asked.u64('cipherLength')),
			contentCommit: asked.bytes('contentCommit'),
			dekCommit: asked.bytes('dekCommit'),
		};
		const file = await readFile(asked.string('sealed'));
		const content = open(file, asked.bytes('dataKey'), asked.context(), expected);
		await writeFile(asked.string('content'), content, { flag: 'wx' });
		return { contentLength: `${content.length}` };
	},
	async wrap(asked) {
		const [key, to] = [asked.bytes('dataKey'), asked.bytes('publicKey')];
		const envelope = await wrap(asked.suite(), key, to, asked.binding());
		return { envelope: hex(envelope), commitment: hex(envelopeCommitment(envelope)) };
	},
	async unwrap(asked) {
		const of = asked.binding();
		const key = await unwrap(asked.suite(), asked.bytes('envelope'), asked.bytes('secretKey'), of);
		return { dataKey: hex(key), dekCommit: hex(dekCommit(key, of)) };
	},
};

/** Does one of the commands. Throws a refusal for what is refused. */
export async function answer(name: string, json: Record<string, unknown>): Promise<Answer> {
	const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
	if (command === undefined) throw new Error(`no such command: "${name}"`);
	return command(new Asked(json));
}

async function main(): Promise<number> {
	try {
		const json = JSON.parse(await text(process.stdin)) as Record<string, unknown>;
		console.log(JSON.stringify(await answer(process.argv[2] ?? '', json)));
		return 0;
	} catch (error) {
		if (error instanceof Refusal) {
			console.log(JSON.stringify({ refused: error.message }));
			return 1;
		}
		console.error(error instanceof Error ? error.message : error);
		return 2;
	}
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main();
