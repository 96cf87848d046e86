// Sealed data, written from docs/sealing.md alone: a second implementation, to hold the first to the page.
// Whole files in memory: it is for tests, not for large data.

import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519';
import { XWing } from '@hpke/hybridkem-x-wing';
import { chacha20poly1305 } from '@noble/ciphers/chacha';
import { blake2b } from '@noble/hashes/blake2b';
import { blake3 } from '@noble/hashes/blake3';
import { randomBytes } from 'node:crypto';

export type Bytes = Uint8Array;
export type Suite = 'x25519' | 'x-wing';

/** Why something is not opened, sealed, wrapped or unwrapped. */
export class Refusal extends Error {}

/** The version of a dataset that a file or an envelope belongs to. */
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

export interface Receipt {
	genesis: Bytes;
	grant: bigint;
	seq: bigint;
	version: number;
	cipherHash: Bytes;
	purpose: number;
	/** Milliseconds since the Unix epoch. */
	at: bigint;
}

/** The newest receipt. */
export interface Head {
	seq: bigint;
	head: Bytes;
}

export const HEADER_LENGTH = 24;
export const CHUNK_LENGTH = 65_536;
export const TAG_LENGTH = 16;
/** Of the salt and the length before the content. */
export const PREAMBLE_LENGTH = 40;
export const FIRST_HEAD: Head = { seq: 0n, head: new Uint8Array(32) };
/** The grant of an owner's own copy. */
export const OWN_GRANT = 2n ** 64n - 1n;
export const NO_TERMS = new Uint8Array(32);

export const PUBLIC_KEY_LENGTH: Record<Suite, number> = { x25519: 32, 'x-wing': 1_216 };
export const ENVELOPE_LENGTH: Record<Suite, number> = { x25519: 80, 'x-wing': 1_168 };
const SECRET_KEY_LENGTH = 32;
const DATA_KEY_LENGTH = 32;
const RECEIPT_LENGTH = 96;
const ML_KEM_COEFFICIENTS = 1_152; // 384 bytes for each of three polynomials
const ML_KEM_MODULUS = 3_329;

export const H3 = (...parts: Bytes[]): Bytes => blake3(join(...parts));
export const H2 = (...parts: Bytes[]): Bytes => blake2b(join(...parts), { dkLen: 32 });

export const join = (...parts: Bytes[]): Bytes => new Uint8Array(Buffer.concat(parts));
export const hex = (bytes: Bytes): string => `0x${Buffer.from(bytes).toString('hex')}`;

/** Bytes from hexadecimal digits, with or without `0x`. */
export function unhex(text: string): Bytes {
	const digits = text.replace(/^0x/, '');
	// Buffer stops at the first character that is no digit, and says nothing.
	if (!/^(?:[0-9a-f]{2})*$/i.test(digits)) throw new Refusal('not hexadecimal digits');
	return new Uint8Array(Buffer.from(digits, 'hex'));
}

function text(ascii: string): Bytes {
	return new Uint8Array(Buffer.from(ascii, 'ascii'));
}

function u32(value: number): Bytes {
	if (!Number.isInteger(value) || value < 0 || value >= 2 ** 32) {
		throw new Refusal(`${value} is no u32`);
	}
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return new Uint8Array(bytes);
}

function u64(value: bigint): Bytes {
	if (value < 0n || value >= 2n ** 64n) throw new Refusal(`${value} is no u64`);
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64LE(value);
	return new Uint8Array(bytes);
}

function exactly(bytes: Bytes, length: number, what: string): Bytes {
	if (bytes.length !== length) {
		throw new Refusal(`${what} is ${bytes.length} bytes long, not ${length}`);
	}
	return bytes;
}

const hash = (bytes: Bytes, what: string): Bytes => exactly(bytes, 32, what);

export function same(a: Bytes, b: Bytes): boolean {
	return Buffer.compare(a, b) === 0;
}

function place({ genesis, dataset, version }: Context): Bytes {
	if (version === 0) throw new Refusal('versions count from 1');
	return join(hash(genesis, 'genesis'), hash(dataset, 'dataset'), u32(version));
}

// Ids and commitments

export function datasetId(owner: Bytes, salt: Bytes): Bytes {
	return H2(text('souk/data/dataset/v1'), hash(owner, 'owner'), hash(salt, 'salt'));
}

export function contentCommit(salt: Bytes, content: Bytes): Bytes {
	const length = u64(BigInt(content.length));
	return H3(text('souk/data/content/v1'), hash(salt, 'salt'), length, content);
}

export function dekCommit(dataKey: Bytes, context: Context): Bytes {
	return H2(text('souk/data/dek/v1'), exactly(dataKey, DATA_KEY_LENGTH, 'data key'), place(context));
}

export function envelopeCommitment(envelope: Bytes): Bytes {
	return H2(text('souk/data/envelope/v1'), envelope);
}

/** The terms of a grant that an order gives. */
export function orderTerms(order: bigint): Bytes {
	return H2(text('souk/data/order/v1'), u64(order));
}

// The payload

/** `P` of the page: what `length` bytes are padded to. */
export function padded(length: number): number {
	if (length <= 1_024) return 1_024;
	const floorLog2 = (n: number) => n.toString(2).length - 1;
	const exponent = floorLog2(length);
	const unit = 2 ** (exponent - (floorLog2(exponent) + 1));
	return Math.ceil(length / unit) * unit;
}

/** Of a content of `length` bytes, sealed. */
export function sealedLength(length: number): number {
	const inner = padded(PREAMBLE_LENGTH + length);
	return HEADER_LENGTH + inner + Math.ceil(inner / CHUNK_LENGTH) * TAG_LENGTH;
}

export function header(noncePrefix: Bytes): Bytes {
	const fixed = [text('SOUKSEAL'), Uint8Array.of(1, 16)];
	return join(...fixed, exactly(noncePrefix, 7, 'nonce prefix'), new Uint8Array(7));
}

/** The cipher of one chunk. */
export function chunkCipher(key: Bytes, head: Bytes, context: Context, index: number, last: boolean) {
	if (index >= 2 ** 32) throw new Refusal('more chunks than can be counted');
	const nonce = Buffer.alloc(12);
	nonce.set(head.subarray(10, 17));
	nonce.writeUInt32BE(index, 7);
	nonce[11] = last ? 1 : 0;
	const data = join(text('souk/data/payload/v1'), place(context), head);
	return chacha20poly1305(exactly(key, DATA_KEY_LENGTH, 'data key'), new Uint8Array(nonce), data);
}

/** Encrypts an inner plaintext as it is behind any header, so that tests can make what no sealer makes. */
export function sealInner(inner: Bytes, dataKey: Bytes, context: Context, head: Bytes): Bytes {
	const sealed = [exactly(head, HEADER_LENGTH, 'header')];
	for (let index = 0, at = 0; at < inner.length; index++, at += CHUNK_LENGTH) {
		const chunk = inner.subarray(at, at + CHUNK_LENGTH);
		const last = at + CHUNK_LENGTH >= inner.length;
		sealed.push(chunkCipher(dataKey, head, context, index, last).encrypt(chunk));
	}
	return join(...sealed);
}

/** Seals a content. What is random may be given, for test vectors. */
export function seal(
	content: Bytes,
	dataKey: Bytes,
	context: Context,
	salt: Bytes = new Uint8Array(randomBytes(32)),
	noncePrefix: Bytes = new Uint8Array(randomBytes(7)),
): { file: Bytes; sealed: Sealed } {
	const inner = new Uint8Array(padded(PREAMBLE_LENGTH + content.length));
	inner.set(hash(salt, 'salt'));
	inner.set(u64(BigInt(content.length)), 32);
	inner.set(content, PREAMBLE_LENGTH);
	const file = sealInner(inner, dataKey, context, header(noncePrefix));
	const sealed = {
		cipherHash: H3(file),
		cipherLength: file.length,
		contentCommit: contentCommit(salt, content),
		dekCommit: dekCommit(dataKey, context),
	};
	return { file, sealed };
}

/** The content of a sealed file, if file and key are what the chain says of the version. */
export function open(file: Bytes, dataKey: Bytes, context: Context, expected: Sealed): Bytes {
	if (!same(dekCommit(dataKey, context), expected.dekCommit)) {
		throw new Refusal('another data key than the chain names');
	}
	if (file.length !== expected.cipherLength) {
		throw new Refusal(`the file is ${file.length} bytes long, not ${expected.cipherLength}`);
	}
	if (!same(H3(file), expected.cipherHash)) throw new Refusal('another file than the chain names');
	const { salt, content } = decrypt(file, dataKey, context);
	if (!same(contentCommit(salt, content), expected.contentCommit)) {
		throw new Refusal('other content than the chain names');
	}
	return content;
}

/**
 * Salt and content of a sealed file, judged by the file alone: that another key would not open it to
 * something else is not known then.
 */
export function decrypt(
	file: Bytes,
	dataKey: Bytes,
	context: Context,
): { salt: Bytes; content: Bytes } {
	const inner = openInner(file, dataKey, context);
	if (inner.length < PREAMBLE_LENGTH) throw new Refusal('no room for salt and length');
	const salt = inner.slice(0, 32);
	const length = Buffer.from(inner).readBigUInt64LE(32);
	if (length > BigInt(inner.length - PREAMBLE_LENGTH)) {
		throw new Refusal('the length is larger than the file');
	}
	const end = PREAMBLE_LENGTH + Number(length);
	if (inner.length !== padded(end)) throw new Refusal('not as much padding as there has to be');
	if (inner.subarray(end).some((byte) => byte !== 0)) throw new Refusal('padding that is not zero');
	return { salt, content: inner.slice(PREAMBLE_LENGTH, end) };
}

function openInner(sealed: Bytes, dataKey: Bytes, context: Context): Bytes {
	if (sealed.length < HEADER_LENGTH) throw new Refusal('the header is cut off');
	const head = sealed.subarray(0, HEADER_LENGTH);
	if (!same(head, header(head.subarray(10, 17)))) throw new Refusal('not the header of a sealed file');
	const step = CHUNK_LENGTH + TAG_LENGTH;
	const inner: Bytes[] = [];
	let at = HEADER_LENGTH;
	do {
		const chunk = sealed.subarray(at, at + step);
		// A tag without a ciphertext would be an empty chunk.
		if (chunk.length <= TAG_LENGTH) throw new Refusal('the last chunk is cut off or empty');
		const cipher = chunkCipher(dataKey, head, context, inner.length, at + step >= sealed.length);
		try {
			inner.push(cipher.decrypt(chunk));
		} catch {
			throw new Refusal(`chunk ${inner.length} does not authenticate`);
		}
		at += step;
	} while (at < sealed.length);
	return join(...inner);
}

// Public keys

const FIELD = 2n ** 255n - 19n;

/**
 * Whether a point's order divides 8: then it is at infinity after three doublings (RFC 7748, the
 * curve and its twist alike). Computed, where the page lists the values.
 */
function lowOrder(point: Bytes): boolean {
	const bytes = Uint8Array.from(point).reverse();
	bytes[0] &= 0x7f;
	let x = BigInt(`0x${Buffer.from(bytes).toString('hex')}`) % FIELD;
	let z = 1n;
	for (let doubling = 0; doubling < 3; doubling++) {
		const [plus, minus] = [(x + z) ** 2n, (x - z) ** 2n];
		const difference = plus - minus;
		z = (difference * (minus + 121_666n * difference)) % FIELD;
		x = (plus * minus) % FIELD;
	}
	return z === 0n;
}

/** Throws a refusal if this is not a public key to encrypt to. */
export function checkPublicKey(suite: Suite, key: Bytes): void {
	exactly(key, PUBLIC_KEY_LENGTH[suite], 'public key');
	if (lowOrder(key.subarray(-32))) throw new Refusal('a point of low order');
	if (suite === 'x25519') return;
	for (let at = 0; at < ML_KEM_COEFFICIENTS; at += 3) {
		const [a, b, c] = key.subarray(at, at + 3);
		if ((a | ((b & 15) << 8)) >= ML_KEM_MODULUS || ((b >> 4) | (c << 4)) >= ML_KEM_MODULUS) {
			throw new Refusal('a coefficient of 3,329 or more');
		}
	}
}

/** Whether data keys may be encrypted to a public key. */
export function isGood(suite: Suite, key: Bytes): boolean {
	try {
		checkPublicKey(suite, key);
		return true;
	} catch {
		return false;
	}
}

// Envelopes

function hpke(suite: Suite): CipherSuite {
	const kem = suite === 'x25519' ? new DhkemX25519HkdfSha256() : new XWing();
	return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });
}

// A view into a larger buffer would be taken for all of that.
const buffer = (bytes: Bytes): ArrayBuffer => Uint8Array.from(bytes).buffer;

function info(binding: Binding): ArrayBuffer {
	const { grant, grantee, keyEpoch, dekEpoch } = binding;
	const whose = [u64(grant), hash(grantee, 'grantee'), u32(keyEpoch), u32(dekEpoch)];
	return buffer(join(text('souk/data/wrap/v1'), place(binding), ...whose));
}

function aad({ termsHash, cipherHash, dekCommit: commit }: Binding): ArrayBuffer {
	const hashes = [hash(termsHash, 'terms_hash'), hash(cipherHash, 'cipher_hash')];
	return buffer(join(...hashes, hash(commit, 'dek_commit')));
}

/** A new key pair. */
export async function generate(suite: Suite): Promise<{ secret: Bytes; public: Bytes }> {
	const { kem } = hpke(suite);
	const pair = await kem.generateKeyPair();
	return {
		secret: new Uint8Array(await kem.serializePrivateKey(pair.privateKey)),
		public: new Uint8Array(await kem.serializePublicKey(pair.publicKey)),
	};
}

/** Wraps a data key. `seed`, of what is random in it, is for test vectors. */
export async function wrap(
	suite: Suite,
	dataKey: Bytes,
	publicKey: Bytes,
	binding: Binding,
	seed?: Bytes,
): Promise<Bytes> {
	checkPublicKey(suite, publicKey);
	if (!same(dekCommit(dataKey, binding), binding.dekCommit)) {
		throw new Refusal('another data key than the chain names');
	}
	const envelope = await wrapAnything(suite, dataKey, publicKey, binding, seed);
	return exactly(envelope, ENVELOPE_LENGTH[suite], 'envelope');
}

/** Encrypts anything as if it were the data key, so that tests can make what no sealer makes. */
export async function wrapAnything(
	suite: Suite,
	dataKey: Bytes,
	publicKey: Bytes,
	binding: Binding,
	seed?: Bytes,
): Promise<Bytes> {
	const hpkeSuite = hpke(suite);
	const sender = await hpkeSuite.createSenderContext({
		recipientPublicKey: await hpkeSuite.kem.importKey('raw', buffer(publicKey), true),
		info: info(binding),
		...(seed === undefined ? {} : { ekm: buffer(seed) }),
	});
	const sealed = await sender.seal(buffer(dataKey), aad(binding));
	return join(new Uint8Array(sender.enc), new Uint8Array(sealed));
}

/** Unwraps the data key of an envelope, and refuses one that is not what `dek_commit` names. */
export async function unwrap(
	suite: Suite,
	envelope: Bytes,
	secretKey: Bytes,
	binding: Binding,
): Promise<Bytes> {
	exactly(secretKey, SECRET_KEY_LENGTH, 'secret key');
	exactly(envelope, ENVELOPE_LENGTH[suite], 'envelope');
	const hpkeSuite = hpke(suite);
	const encLength = envelope.length - DATA_KEY_LENGTH - TAG_LENGTH;
	const [about, data] = [info(binding), aad(binding)];
	let dataKey: Bytes;
	try {
		const recipient = await hpkeSuite.createRecipientContext({
			recipientKey: await hpkeSuite.kem.importKey('raw', buffer(secretKey), false),
			enc: buffer(envelope.subarray(0, encLength)),
			info: about,
		});
		dataKey = new Uint8Array(await recipient.open(buffer(envelope.subarray(encLength)), data));
	} catch {
		throw new Refusal('the envelope does not open');
	}
	if (!same(dekCommit(dataKey, binding), binding.dekCommit)) {
		throw new Refusal('another data key than the chain names');
	}
	return dataKey;
}

// Receipts

export function receiptBody(receipt: Receipt): Bytes {
	if (receipt.seq === 0n) throw new Refusal('receipts count from 1');
	const { genesis, grant, seq, version, cipherHash, purpose, at } = receipt;
	const which = [hash(genesis, 'genesis'), u64(grant), u64(seq), u32(version)];
	return join(...which, hash(cipherHash, 'cipher_hash'), u32(purpose), u64(at));
}

/** The head after a receipt. */
export function nextHead(before: Bytes, body: Bytes): Bytes {
	exactly(body, RECEIPT_LENGTH, 'receipt');
	return H2(text('souk/data/receipt/v1'), hash(before, 'head'), body);
}

/** The bytes that both parties sign. */
export function anchorPayload(genesis: Bytes, grant: bigint, from: Head, to: Head): Bytes {
	if (to.seq <= from.seq) throw new Refusal('an anchor of no receipts');
	const start = [text('souk/data/anchor/v1'), hash(genesis, 'genesis'), u64(grant)];
	const heads = [from, to].flatMap(({ seq, head }) => [u64(seq), hash(head, 'head')]);
	return join(...start, ...heads);
}
