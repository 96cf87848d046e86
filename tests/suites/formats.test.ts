// The formats of docs/sealing.md: a second implementation against the test vectors of the first, and against
// whatever must not open. Each opens what the other sealed in formats/interop.ts, and on a chain in data/sharing.ts.

import assert from 'node:assert/strict';
import { createCipheriv, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import {
	anchorPayload,
	type Binding,
	type Context,
	decrypt,
	dekCommit,
	envelopeCommitment,
	hex,
	isGood,
	nextHead,
	open,
	receiptBody,
	seal,
	type Suite,
	unhex,
	unwrap,
	wrap,
} from '../lib/opener.ts';
import { interop } from './formats/interop.ts';
import { refusals } from './formats/refusals.ts';

const VECTORS = new URL('../../sealing/vectors/', import.meta.url);

async function vectors<T>(name: string): Promise<T[]> {
	const text = await readFile(new URL(name, VECTORS), 'utf8');
	const list = (JSON.parse(text) as { vectors: T[] }).vectors;
	assert.notEqual(list.length, 0);
	return list;
}

const context: Context = { genesis: randomBytes(32), dataset: randomBytes(32), version: 3 };
const rule = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at % 251));

describe('a payload', () => {
	const key = randomBytes(32);
	const small = seal(Buffer.from('a small secret'), key, context);

	it('comes back, whatever its length', () => {
		for (const length of [0, 1, 984, 985, 65_496, 65_497, 131_072, 300_001]) {
			const { file, sealed } = seal(rule(length), key, context);
			assert.deepEqual(Buffer.from(open(file, key, context, sealed)), rule(length));
		}
	});

	it('does not open when a byte was changed, or some are missing', () => {
		for (let at = 0; at < small.file.length; at++) {
			const changed = Buffer.from(small.file);
			changed[at] = (changed[at] ?? 0) ^ 1;
			assert.throws(() => decrypt(changed, key, context), `${at}`);
			assert.throws(() => decrypt(small.file.subarray(0, at), key, context), `${at}`);
		}
	});

	it('does not open as another file, or with another key', () => {
		const { file, sealed } = small;
		for (const other of [
			{ ...context, version: 4 },
			{ ...context, dataset: randomBytes(32) },
			{ ...context, genesis: randomBytes(32) },
		]) {
			assert.throws(() => decrypt(file, key, other));
		}
		assert.throws(() => open(file, randomBytes(32), context, sealed), /another data key/);
		const contentCommit = randomBytes(32);
		assert.throws(() => open(file, key, context, { ...sealed, contentCommit }), /other content/);
	});

	it('does not open when chunks were moved', () => {
		const { file } = seal(rule(200_000), key, context);
		const size = 65_552;
		const chunk = (at: number) => file.subarray(24 + at * size, 24 + (at + 1) * size);
		const parts = [file.subarray(0, 24), chunk(1), chunk(0), file.subarray(24 + 2 * size)];
		assert.throws(() => decrypt(Buffer.concat(parts), key, context));
		assert.throws(() => decrypt(file.subarray(0, 24 + 2 * size), key, context));
	});

	it('does not open when something hides in its padding', () => {
		const header = Buffer.concat([Buffer.from('SOUKSEAL'), Buffer.from([1, 16]), Buffer.alloc(14)]);
		const inner = Buffer.alloc(1_024);
		inner[1_023] = 1;
		const cipher = createCipheriv(
			'chacha20-poly1305',
			key,
			Buffer.concat([Buffer.alloc(11), Buffer.from([1])]),
			{ authTagLength: 16 },
		);
		const version = Buffer.alloc(4);
		version.writeUInt32LE(context.version);
		const domain = Buffer.from('souk/data/payload/v1');
		cipher.setAAD(Buffer.concat([domain, context.genesis, context.dataset, version, header]), {
			plaintextLength: inner.length,
		});
		const file = Buffer.concat([header, cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
		assert.throws(() => decrypt(file, key, context), /padding/);
	});

	it('is that of the test vectors, byte for byte', async () => {
		interface Payload {
			genesis: string;
			dataset: string;
			version: number;
			dataKey: string;
			salt: string;
			noncePrefix: string;
			contentLength: number;
			cipherHash: string;
			cipherLength: number;
			contentCommit: string;
			dekCommit: string;
			sealed: string | null;
		}
		for (const vector of await vectors<Payload>('payload.json')) {
			const of = {
				genesis: unhex(vector.genesis),
				dataset: unhex(vector.dataset),
				version: vector.version,
			};
			const content = rule(vector.contentLength);
			const { file, sealed } = seal(
				content,
				unhex(vector.dataKey),
				of,
				unhex(vector.salt),
				unhex(vector.noncePrefix),
			);
			assert.equal(hex(sealed.cipherHash), vector.cipherHash);
			assert.equal(sealed.cipherLength, vector.cipherLength);
			assert.equal(hex(sealed.contentCommit), vector.contentCommit);
			assert.equal(hex(sealed.dekCommit), vector.dekCommit);
			if (vector.sealed !== null) assert.equal(hex(file), vector.sealed);
			assert.deepEqual(Buffer.from(open(file, unhex(vector.dataKey), of, sealed)), content);
		}
	});
});

interface EnvelopeVector {
	suite: Suite;
	secretKey: string;
	publicKey: string;
	genesis: string;
	dataset: string;
	version: number;
	grant: string;
	grantee: string;
	keyEpoch: number;
	dekEpoch: number;
	termsHash: string;
	cipherHash: string;
	dekCommit: string;
	dataKey: string;
	seed: string;
	envelope: string;
	commitment: string;
}

const binding = (vector: EnvelopeVector): Binding => ({
	genesis: unhex(vector.genesis),
	dataset: unhex(vector.dataset),
	version: vector.version,
	grant: BigInt(vector.grant),
	grantee: unhex(vector.grantee),
	keyEpoch: vector.keyEpoch,
	dekEpoch: vector.dekEpoch,
	termsHash: unhex(vector.termsHash),
	cipherHash: unhex(vector.cipherHash),
	dekCommit: unhex(vector.dekCommit),
});

describe('an envelope', () => {
	it('of the test vectors opens, and one that is made here does', async () => {
		for (const vector of await vectors<EnvelopeVector>('envelopes.json')) {
			const { suite } = vector;
			const [secret, envelope] = [unhex(vector.secretKey), unhex(vector.envelope)];
			const of = binding(vector);
			assert.equal(hex(envelopeCommitment(envelope)), vector.commitment);
			assert.equal(hex(dekCommit(unhex(vector.dataKey), of)), vector.dekCommit);
			assert.equal(hex(await unwrap(suite, envelope, secret, of)), vector.dataKey);
			const to = unhex(vector.publicKey);
			const again = await wrap(suite, unhex(vector.dataKey), to, of, unhex(vector.seed));
			assert.equal(hex(again), vector.envelope);
			const mine = await wrap(suite, unhex(vector.dataKey), to, of);
			assert.equal(mine.length, envelope.length);
			assert.equal(hex(await unwrap(suite, mine, secret, of)), vector.dataKey);
		}
	});

	it('opens for nothing else', async () => {
		const [vector] = await vectors<EnvelopeVector>('envelopes.json');
		assert.ok(vector);
		const of = binding(vector);
		const [secret, envelope] = [unhex(vector.secretKey), unhex(vector.envelope)];
		const zero = Buffer.alloc(32);
		for (const other of [
			{ ...of, genesis: zero },
			{ ...of, dataset: zero },
			{ ...of, version: 9 },
			{ ...of, grant: 9n },
			{ ...of, grantee: zero },
			{ ...of, keyEpoch: 9 },
			{ ...of, dekEpoch: 9 },
			{ ...of, termsHash: zero },
			{ ...of, cipherHash: zero },
			{ ...of, dekCommit: zero },
		]) {
			await assert.rejects(unwrap(vector.suite, envelope, secret, other));
		}
		for (let at = 0; at < envelope.length; at++) {
			const changed = Buffer.from(envelope);
			changed[at] = (changed[at] ?? 0) ^ 0x80;
			await assert.rejects(unwrap(vector.suite, changed, secret, of), `${at}`);
		}
		await assert.rejects(unwrap(vector.suite, envelope.subarray(1), secret, of));
	});
});

describe('public keys and receipts', () => {
	it('are judged as in the test vectors', async () => {
		interface Key {
			suite: Suite;
			publicKey: string;
			good: boolean;
		}
		for (const { suite, publicKey, good } of await vectors<Key>('keys.json')) {
			assert.equal(isGood(suite, unhex(publicKey)), good, publicKey.slice(0, 20));
		}
	});

	it('follow each other as in the test vectors', async () => {
		interface Step {
			receipt: {
				genesis: string;
				grant: number;
				seq: number;
				version: number;
				cipherHash: string;
				purpose: number;
				at: number;
			};
			body: string;
			before: { seq: number; head: string };
			after: { seq: number; head: string };
			anchor: string;
		}
		for (const { receipt, body, before, after, anchor } of await vectors<Step>('receipts.json')) {
			const bytes = receiptBody({
				genesis: unhex(receipt.genesis),
				grant: BigInt(receipt.grant),
				seq: BigInt(receipt.seq),
				version: receipt.version,
				cipherHash: unhex(receipt.cipherHash),
				purpose: receipt.purpose,
				at: BigInt(receipt.at),
			});
			assert.equal(hex(bytes), body);
			assert.equal(hex(nextHead(unhex(before.head), bytes)), after.head);
			const head = ({ seq, head }: Step['before']) => ({ seq: BigInt(seq), head: unhex(head) });
			const genesis = unhex(receipt.genesis);
			const payload = anchorPayload(genesis, BigInt(receipt.grant), head(before), head(after));
			assert.equal(hex(payload), anchor);
		}
	});
});

refusals();
interop();
