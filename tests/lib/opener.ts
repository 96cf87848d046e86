// Seals and opens, written from docs/sealing.md alone: a second implementation, to hold the first to the page.

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { XWing } from '@hpke/hybridkem-x-wing';
import { blake2b } from '@noble/hashes/blake2b';
import { blake3 } from '@noble/hashes/blake3';

export type Bytes = Uint8Array;
export type Suite = 'x25519' | 'x-wing';

/** What a sealed file is of. */
export interface Context {
	genesis: Bytes;
	dataset: Bytes;
	version: number;
}

/** What the chain keeps of a version. */
export interface Sealed {
	cipherHash: Bytes;
	cipherLength: number;
	contentCommit: Bytes;
	dekCommit: Bytes;
}

/** What an envelope is bound to. */
export interface Binding extends Context {
	grant: bigint;
	grantee: Bytes;
	keyEpoch: number;
	dekEpoch: number;
	termsHash: Bytes;
	cipherHash: Bytes;
	dekCommit: Bytes;
}

/** The newest receipt. */
export interface Head {
	seq: bigint;
	head: Bytes;
}

const CHUNK = 65_536;
const TAG = 16;
const HEADER = 24;
const HEAD = 40;
const LENGTHS = {
	x25519: { key: 32, envelope: 80, encapsulated: 32 },
	'x-wing': { key: 1_216, envelope: 1_168, encapsulated: 1_120 },
};

const ascii = (text: string): Bytes => Buffer.from(text, 'ascii');
export const join = (...parts: Bytes[]): Bytes => Buffer.concat(parts);
export const unhex = (text: string): Bytes => Buffer.from(text.replace(/^0x/, ''), 'hex');
export const hex = (bytes: Bytes): string => `0x${Buffer.from(bytes).toString('hex')}`;
const h3 = (...parts: Bytes[]): Bytes => blake3(join(...parts));
const h2 = (...parts: Bytes[]): Bytes => blake2b(join(...parts), { dkLen: 32 });
const same = (one: Bytes, other: Bytes) => Buffer.compare(one, other) === 0;

function u32(value: number): Bytes {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}

function u64(value: bigint): Bytes {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	return bytes;
}

const place = ({ genesis, dataset, version }: Context) => join(genesis, dataset, u32(version));

/** The id of a dataset. */
export function datasetId(owner: Bytes, salt: Bytes): Bytes {
	return h2(ascii('souk/data/dataset/v1'), owner, salt);
}

/** `P(n)`. */
export function padded(n: number): number {
	if (n <= 1_024) return 1_024;
	const e = Math.floor(Math.log2(n));
	const s = Math.floor(Math.log2(e)) + 1;
	const unit = 2 ** (e - s);
	return Math.ceil(n / unit) * unit;
}

export function dekCommit(key: Bytes, context: Context): Bytes {
	return h2(ascii('souk/data/dek/v1'), key, place(context));
}

function contentCommit(salt: Bytes, content: Bytes): Bytes {
	return h3(ascii('souk/data/content/v1'), salt, u64(BigInt(content.length)), content);
}

function nonce(header: Bytes, chunk: number, last: boolean): Bytes {
	const number = Buffer.alloc(4);
	number.writeUInt32BE(chunk);
	return join(header.subarray(10, 17), number, Buffer.from([last ? 1 : 0]));
}

const associated = (context: Context, header: Bytes) =>
	join(ascii('souk/data/payload/v1'), place(context), header);

/** Seals a content. Salt and nonce prefix are random unless a test vector gives them. */
export function seal(
	content: Bytes,
	key: Bytes,
	context: Context,
	salt: Bytes = randomBytes(32),
	prefix: Bytes = randomBytes(7),
): { file: Bytes; sealed: Sealed } {
	const header = join(ascii('SOUKSEAL'), Buffer.from([1, 16]), prefix, Buffer.alloc(7));
	const inner = Buffer.alloc(padded(HEAD + content.length));
	inner.set(salt, 0);
	inner.set(u64(BigInt(content.length)), 32);
	inner.set(content, HEAD);
	const parts: Bytes[] = [header];
	const count = Math.ceil(inner.length / CHUNK);
	for (let chunk = 0; chunk < count; chunk++) {
		const plain = inner.subarray(chunk * CHUNK, (chunk + 1) * CHUNK);
		const iv = nonce(header, chunk, chunk === count - 1);
		const cipher = createCipheriv('chacha20-poly1305', key, iv, { authTagLength: TAG });
		cipher.setAAD(associated(context, header), { plaintextLength: plain.length });
		parts.push(cipher.update(plain), cipher.final(), cipher.getAuthTag());
	}
	const file = join(...parts);
	const sealed = {
		cipherHash: h3(file),
		cipherLength: file.length,
		contentCommit: contentCommit(salt, content),
		dekCommit: dekCommit(key, context),
	};
	return { file, sealed };
}

/** Opens a sealed file if it is what the chain says, and throws otherwise. */
export function open(file: Bytes, key: Bytes, context: Context, expected: Sealed): Bytes {
	if (!same(dekCommit(key, context), expected.dekCommit)) throw new Error('another data key');
	if (file.length !== expected.cipherLength) throw new Error('another length');
	if (!same(h3(file), expected.cipherHash)) throw new Error('another file');
	const { salt, content } = decrypt(file, key, context);
	if (!same(contentCommit(salt, content), expected.contentCommit)) throw new Error('other content');
	return content;
}

/** What is inside, if the file is in order. */
export function decrypt(
	file: Bytes,
	key: Bytes,
	context: Context,
): { salt: Bytes; content: Bytes } {
	const header = file.subarray(0, HEADER);
	const right = join(ascii('SOUKSEAL'), Buffer.from([1, 16]), header.subarray(10, 17), Buffer.alloc(7));
	if (!same(header, right)) throw new Error('not a sealed file of format 1');
	const parts: Bytes[] = [];
	const body = file.subarray(HEADER);
	const count = Math.ceil(body.length / (CHUNK + TAG));
	if (count === 0) throw new Error('no chunk');
	for (let chunk = 0; chunk < count; chunk++) {
		const piece = body.subarray(chunk * (CHUNK + TAG), (chunk + 1) * (CHUNK + TAG));
		const size = piece.length - TAG;
		if (size <= 0) throw new Error('an empty chunk');
		const iv = nonce(header, chunk, chunk === count - 1);
		const cipher = createDecipheriv('chacha20-poly1305', key, iv, { authTagLength: TAG });
		cipher.setAAD(associated(context, header), { plaintextLength: size });
		cipher.setAuthTag(piece.subarray(size));
		parts.push(cipher.update(piece.subarray(0, size)), cipher.final());
	}
	const inner = Buffer.from(join(...parts));
	if (inner.length < HEAD) throw new Error('too short');
	const length = inner.readBigUInt64LE(32);
	if (length > BigInt(inner.length - HEAD)) throw new Error('a wrong length');
	const end = HEAD + Number(length);
	if (padded(end) !== inner.length) throw new Error('wrong padding');
	if (inner.subarray(end).some((byte) => byte !== 0)) throw new Error('wrong padding');
	return { salt: inner.subarray(0, 32), content: inner.subarray(HEAD, end) };
}

const LOW_ORDER = [
	'0000000000000000000000000000000000000000000000000000000000000000',
	'0100000000000000000000000000000000000000000000000000000000000000',
	'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
	'5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
	'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
	'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

/** Whether data keys may be encrypted to a public key. */
export function isGood(suite: Suite, key: Bytes): boolean {
	if (key.length !== LENGTHS[suite].key) return false;
	for (let at = 0; at + 3 <= key.length - 64; at += 3) {
		const [one = 0, two = 0, three = 0] = key.subarray(at, at + 3);
		const coefficients = [one | ((two & 15) << 8), (two >> 4) | (three << 4)];
		if (coefficients.some((value) => value >= 3_329)) return false;
	}
	const point = Buffer.from(key.subarray(key.length - 32));
	point[31] = (point[31] ?? 0) & 0x7f;
	return !LOW_ORDER.includes(point.toString('hex'));
}

function cipherSuite(suite: Suite): CipherSuite {
	const kem = suite === 'x25519' ? new DhkemX25519HkdfSha256() : new XWing();
	return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
}

/** A new key pair. */
export async function generate(suite: Suite): Promise<{ secret: Bytes; public: Bytes }> {
	const { kem } = cipherSuite(suite);
	const { privateKey, publicKey } = await kem.generateKeyPair();
	return {
		secret: new Uint8Array(await kem.serializePrivateKey(privateKey)),
		public: new Uint8Array(await kem.serializePublicKey(publicKey)),
	};
}

const info = (binding: Binding) =>
	join(
		ascii('souk/data/wrap/v1'),
		place(binding),
		u64(binding.grant),
		binding.grantee,
		u32(binding.keyEpoch),
		u32(binding.dekEpoch),
	);

const aad = ({ termsHash, cipherHash, dekCommit }: Binding) =>
	join(termsHash, cipherHash, dekCommit);

/** The bytes as their own buffer, which WebCrypto wants. */
const buffer = (bytes: Bytes): ArrayBuffer => Uint8Array.from(bytes).buffer as ArrayBuffer;

/** Encrypts a data key. */
export async function wrap(suite: Suite, key: Bytes, to: Bytes, binding: Binding): Promise<Bytes> {
	if (!isGood(suite, to)) throw new Error('a bad public key');
	const hpke = cipherSuite(suite);
	const recipientPublicKey = await hpke.kem.deserializePublicKey(buffer(to));
	const sender = { recipientPublicKey, info: buffer(info(binding)) };
	const { enc, ct } = await hpke.seal(sender, buffer(key), buffer(aad(binding)));
	return join(new Uint8Array(enc), new Uint8Array(ct));
}

/** Decrypts a data key, and checks that it is the one that was committed to. */
export async function unwrap(
	suite: Suite,
	envelope: Bytes,
	secret: Bytes,
	binding: Binding,
): Promise<Bytes> {
	const { envelope: length, encapsulated } = LENGTHS[suite];
	if (envelope.length !== length) throw new Error('an envelope has another length');
	const hpke = cipherSuite(suite);
	const recipientKey = await hpke.kem.deserializePrivateKey(buffer(secret));
	const enc = buffer(envelope.subarray(0, encapsulated));
	const recipient = { recipientKey, enc, info: buffer(info(binding)) };
	const cipher = buffer(envelope.subarray(encapsulated));
	const key = new Uint8Array(await hpke.open(recipient, cipher, buffer(aad(binding))));
	if (!same(dekCommit(key, binding), binding.dekCommit)) throw new Error('another data key');
	return key;
}

/** The commitment to an envelope. */
export const envelopeCommitment = (envelope: Bytes) =>
	h2(ascii('souk/data/envelope/v1'), envelope);

/** A receipt. */
export interface Receipt {
	genesis: Bytes;
	grant: bigint;
	seq: bigint;
	version: number;
	cipherHash: Bytes;
	purpose: number;
	at: bigint;
}

export const receiptBody = (receipt: Receipt) =>
	join(
		receipt.genesis,
		u64(receipt.grant),
		u64(receipt.seq),
		u32(receipt.version),
		receipt.cipherHash,
		u32(receipt.purpose),
		u64(receipt.at),
	);

export const nextHead = (before: Bytes, body: Bytes) =>
	h2(ascii('souk/data/receipt/v1'), before, body);

export const anchorPayload = (genesis: Bytes, grant: bigint, from: Head, to: Head) =>
	join(
		ascii('souk/data/anchor/v1'),
		genesis,
		u64(grant),
		u64(from.seq),
		from.head,
		u64(to.seq),
		to.head,
	);
