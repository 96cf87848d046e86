// What has to be refused although it is encrypted correctly, and what is computed otherwise than by the opener.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import { blake2AsU8a } from '@polkadot/util-crypto';
import {
	anchorPayload,
	type Binding,
	type Bytes,
	checkPublicKey,
	type Context,
	datasetId,
	decrypt,
	dekCommit,
	ENVELOPE_LENGTH,
	generate,
	isGood,
	join,
	nextHead,
	NO_TERMS,
	open,
	orderTerms,
	OWN_GRANT,
	padded,
	PUBLIC_KEY_LENGTH,
	receiptBody,
	Refusal,
	seal,
	sealedLength,
	type Suite,
	unhex,
	unwrap,
	wrap,
	wrapAnything,
} from '../../lib/opener.ts';
import { appended, type Crafted, crafted, firstChunksSwapped, good } from './crafted.ts';

const SUITES: Suite[] = ['x25519', 'x-wing'];
const context: Context = { genesis: randomBytes(32), dataset: randomBytes(32), version: 3 };
const key = randomBytes(32);

const flipped = (bytes: Bytes, at: number, bits = 1): Bytes =>
	bytes.map((byte, index) => (index === at ? byte ^ bits : byte));

/** `value` of 12 bits as the coefficient number `index` of a public key. */
function withCoefficient(publicKey: Bytes, index: number, value: number): Bytes {
	const changed = Uint8Array.from(publicKey);
	const at = Math.floor(index / 2) * 3;
	const [a = 0, b = 0, c = 0] = changed.subarray(at, at + 3);
	const pair =
		index % 2 === 0
			? [value & 0xff, (b & 0xf0) | (value >> 8)]
			: [a, (b & 0x0f) | ((value & 0x0f) << 4), value >> 4];
	changed.set([...pair, c].slice(0, 3), at);
	return changed;
}

function files(): void {
	it('are as long as they should be', () => {
		const lengths: [number, number][] = [
			[0, 1_024],
			[1_024, 1_024],
			[1_025, 1_088],
			[2_047, 2_048],
			[65_536, 65_536],
			[65_537, 67_584],
			[2 ** 20, 2 ** 20],
			[2 ** 20 + 1, 2 ** 20 + 2 ** 15],
			[2 ** 48 - 1, 2 ** 48],
		];
		for (const [length, expected] of lengths) assert.equal(padded(length), expected, `${length}`);
		for (const length of [0, 984, 985, 65_496, 65_497, 131_032, 131_033]) {
			const { file } = seal(new Uint8Array(length), key, context);
			assert.equal(file.length, sealedLength(length), `${length}`);
		}
	});

	it('are refused when what is inside breaks a rule', () => {
		const { file, sealed } = good(key, context);
		assert.equal(open(file, key, context, sealed).length, 70_000);
		for (const { name, file, reason } of crafted(key, context)) {
			assert.throws(() => decrypt(file, key, context), refusal(reason), name);
		}
	});

	it('are refused when chunks change places or follow the last', () => {
		const { file } = good(key, context);
		for (const changed of [firstChunksSwapped(file), ...appended(file)]) {
			assert.throws(() => decrypt(changed, key, context), refusal(/authenticate|empty/));
		}
	});

	it('are refused when the chain says something else', () => {
		const { file, sealed } = good(key, context);
		const other = randomBytes(32);
		for (const [changed, reason] of [
			[{ cipherHash: other }, /another file/],
			[{ cipherLength: file.length + 1 }, /bytes long/],
			[{ contentCommit: other }, /other content/],
			[{ dekCommit: other }, /another data key/],
		] as const) {
			const expected = { ...sealed, ...changed };
			assert.throws(() => open(file, key, context, expected), refusal(reason));
		}
	});

	it('are not sealed with what is no key, hash or version', () => {
		const short = randomBytes(31);
		const content = Buffer.from('x');
		assert.throws(() => seal(content, short, context), Refusal);
		const versions = [{ version: 0 }, { version: 2 ** 32 }];
		for (const wrong of [{ genesis: short }, { dataset: short }, ...versions]) {
			assert.throws(() => seal(content, key, { ...context, ...wrong }), Refusal);
		}
	});
}

function refusal(reason: Crafted['reason']): (error: unknown) => boolean {
	return (error) => {
		assert.ok(error instanceof Refusal, `${error}`);
		assert.match(error.message, reason);
		return true;
	};
}

function envelopes(suite: Suite): void {
	const binding: Binding = {
		...context,
		grant: OWN_GRANT,
		grantee: randomBytes(32),
		keyEpoch: 1,
		dekEpoch: 2,
		termsHash: NO_TERMS,
		cipherHash: randomBytes(32),
		dekCommit: dekCommit(key, context),
	};

	it(`of ${suite} open for the binding and key that they were made for alone`, async () => {
		const [pair, other] = [await generate(suite), await generate(suite)];
		const envelope = await wrap(suite, key, pair.public, binding);
		assert.equal(envelope.length, ENVELOPE_LENGTH[suite]);
		assert.deepEqual(await unwrap(suite, envelope, pair.secret, binding), Uint8Array.from(key));
		await assert.rejects(unwrap(suite, envelope, other.secret, binding), Refusal);
		for (const wrong of [
			{ genesis: randomBytes(32) },
			{ dataset: randomBytes(32) },
			{ version: 4 },
			{ grant: OWN_GRANT - 1n },
			{ grantee: randomBytes(32) },
			{ keyEpoch: 2 },
			{ dekEpoch: 1 },
			{ termsHash: randomBytes(32) },
			{ cipherHash: randomBytes(32) },
			{ dekCommit: randomBytes(32) },
		]) {
			const opening = unwrap(suite, envelope, pair.secret, { ...binding, ...wrong });
			await assert.rejects(opening, Refusal, Object.keys(wrong)[0]);
		}
	});

	it(`of ${suite} do not open when a byte was changed, or one is missing or too many`, async () => {
		const pair = await generate(suite);
		const envelope = await wrap(suite, key, pair.public, binding);
		for (let at = 0; at < envelope.length; at++) {
			const opening = unwrap(suite, flipped(envelope, at), pair.secret, binding);
			await assert.rejects(opening, Refusal, `${at}`);
		}
		for (const changed of [envelope.subarray(1), envelope.subarray(0, -1), join(envelope, key)]) {
			await assert.rejects(unwrap(suite, changed, pair.secret, binding), /bytes long/);
		}
	});

	it(`of ${suite} do not open when another data key is in them than the chain names`, async () => {
		const pair = await generate(suite);
		const envelope = await wrapAnything(suite, randomBytes(32), pair.public, binding);
		const opening = unwrap(suite, envelope, pair.secret, binding);
		await assert.rejects(opening, /another data key/);
	});

	it(`of ${suite} are not made of another data key than the chain names`, async () => {
		const pair = await generate(suite);
		await assert.rejects(wrap(suite, randomBytes(32), pair.public, binding), /another data key/);
	});
}

function publicKeys(): void {
	// The curve's points of order 1, 2, 4 and 8 and the twist's, by value.
	const p = 2n ** 255n - 19n;
	const eight = '325606250916557431795983626356110631294008115727848805560023387167927233504';
	const other = '39382357235489614581723060781553021112529911719440698176882885853963445705823';
	const values = [0n, 1n, p - 1n, BigInt(eight), BigInt(other)];
	const point = (value: bigint): Bytes =>
		unhex(value.toString(16).padStart(64, '0')).reverse() as Bytes;

	it('are refused when their point is of low order, however it is encoded', async () => {
		const xWing = (await generate('x-wing')).public;
		const encodings = values.flatMap((value) => [value, value + p].filter((v) => v < 2n ** 255n));
		assert.equal(encodings.length, 7);
		for (const value of encodings.flatMap((value) => [value, value + 2n ** 255n])) {
			const low = /low order/;
			assert.throws(() => checkPublicKey('x25519', point(value)), low, `${value}`);
			const hybrid = join(xWing.subarray(0, -32), point(value));
			assert.throws(() => checkPublicKey('x-wing', hybrid), low, `${value}`);
		}
	});

	it('are taken when their point is only next to one of low order', () => {
		for (const value of [2n, p - 2n, p + 2n, p + 18n, ...values.slice(3).map((v) => v + 1n)]) {
			checkPublicKey('x25519', point(value));
			checkPublicKey('x25519', point(value + 2n ** 255n));
		}
	});

	it('are refused when a coefficient is 3,329 or more', async () => {
		const { public: publicKey } = await generate('x-wing');
		for (const index of [0, 1, 2, 255, 256, 511, 512, 766, 767]) {
			checkPublicKey('x-wing', withCoefficient(publicKey, index, 3_328));
			for (const value of [3_329, 3_330, 4_095]) {
				const changed = withCoefficient(publicKey, index, value);
				assert.throws(() => checkPublicKey('x-wing', changed), /3,329/, `${index}`);
			}
		}
		// The seed behind them may be anything.
		const seed = join(publicKey.subarray(0, 1_152), new Uint8Array(32).fill(255));
		checkPublicKey('x-wing', join(seed, publicKey.subarray(1_184)));
	});

	it('are refused when they have another length', async () => {
		for (const suite of SUITES) {
			const { public: publicKey } = await generate(suite);
			assert.equal(publicKey.length, PUBLIC_KEY_LENGTH[suite]);
			const long = join(publicKey, Uint8Array.of(0));
			for (const wrong of [publicKey.subarray(1), long, new Uint8Array()]) {
				assert.equal(isGood(suite, wrong), false);
			}
			await assert.rejects(
				wrap(suite, key, publicKey.subarray(1), { ...context } as Binding),
				Refusal,
			);
		}
	});
}

function hashes(): void {
	const ascii = (text: string) => Buffer.from(text, 'ascii');

	it('of datasets and orders are those of another BLAKE2b', () => {
		const [owner, salt] = [randomBytes(32), randomBytes(32)];
		const id = Buffer.concat([ascii('souk/data/dataset/v1'), owner, salt]);
		assert.deepEqual(datasetId(owner, salt), blake2AsU8a(id, 256));
		const order = Buffer.concat([ascii('souk/data/order/v1'), Buffer.from('0102000000000000', 'hex')]);
		assert.deepEqual(orderTerms(513n), blake2AsU8a(order, 256));
		assert.throws(() => datasetId(owner.subarray(1), salt), Refusal);
		assert.throws(() => orderTerms(2n ** 64n), Refusal);
	});

	it('of receipts are not made of what is none', () => {
		const receipt = {
			genesis: randomBytes(32),
			grant: 1n,
			seq: 1n,
			version: 1,
			cipherHash: randomBytes(32),
			purpose: 1,
			at: 0n,
		};
		const body = receiptBody(receipt);
		assert.equal(body.length, 96);
		assert.throws(() => receiptBody({ ...receipt, seq: 0n }), Refusal);
		assert.throws(() => receiptBody({ ...receipt, genesis: key.subarray(1) }), Refusal);
		assert.throws(() => nextHead(NO_TERMS, body.subarray(1)), Refusal);
		const [first, second] = [
			{ seq: 1n, head: nextHead(NO_TERMS, body) },
			{ seq: 2n, head: NO_TERMS },
		];
		assert.equal(anchorPayload(receipt.genesis, 1n, first, second).length, 139);
		assert.throws(() => anchorPayload(receipt.genesis, 1n, first, first), Refusal);
		assert.throws(() => anchorPayload(receipt.genesis, 1n, second, first), Refusal);
	});
}

/** The tests without a second implementation. */
export function refusals(): void {
	describe('sealed files', files);
	describe('envelopes', () => SUITES.forEach(envelopes));
	describe('public keys', publicKeys);
	describe('hashes', hashes);
}
