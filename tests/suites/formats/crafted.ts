// Sealed files that no sealer makes: correctly encrypted, and yet to be refused.

import { randomBytes } from 'node:crypto';
import {
	type Bytes,
	CHUNK_LENGTH,
	chunkCipher,
	type Context,
	contentCommit,
	dekCommit,
	H3,
	header,
	HEADER_LENGTH,
	join,
	padded,
	PREAMBLE_LENGTH,
	seal,
	type Sealed,
	sealInner,
	TAG_LENGTH,
} from '../../lib/opener.ts';

export interface Crafted {
	name: string;
	file: Bytes;
	/** What the chain would say of it: nothing but the rule that it breaks is a reason to refuse it. */
	sealed: Sealed;
	/** Why the opener refuses it. */
	reason: RegExp;
}

const STEP = CHUNK_LENGTH + TAG_LENGTH;
const CONTENT = Buffer.alloc(300, 'content');

/** A sealed file of more than one chunk, as it should be. */
export function good(key: Bytes, context: Context): { file: Bytes; sealed: Sealed } {
	return seal(new Uint8Array(70_000).fill(7), key, context);
}

/** With more after its last chunk, in each way that there is. */
export function appended(file: Bytes): Bytes[] {
	const last = file.subarray(HEADER_LENGTH + STEP);
	return [
		join(file, Uint8Array.of(0)),
		join(file, new Uint8Array(TAG_LENGTH)),
		join(file, last),
		join(file, new Uint8Array(STEP)),
	];
}

/** With its first two chunks, of two, the other way round. */
export function firstChunksSwapped(file: Bytes): Bytes {
	const [first, second] = [
		file.subarray(HEADER_LENGTH, HEADER_LENGTH + STEP),
		file.subarray(HEADER_LENGTH + STEP),
	];
	return join(file.subarray(0, HEADER_LENGTH), second, first);
}

/** A file for each rule of what is inside and of the header. */
export function crafted(key: Bytes, context: Context): Crafted[] {
	const salt = new Uint8Array(randomBytes(32));
	const plain = header(new Uint8Array(randomBytes(7)));

	/** Content, said to be `length` bytes long, in `size` bytes. */
	function inner(length: bigint, size: number): Bytes {
		const bytes = Buffer.alloc(size);
		bytes.set(salt);
		bytes.writeBigUInt64LE(length, 32);
		bytes.set(CONTENT.subarray(0, size - PREAMBLE_LENGTH), PREAMBLE_LENGTH);
		return new Uint8Array(bytes);
	}

	function changed(bytes: Bytes, at: number, byte: number): Bytes {
		const copy = Uint8Array.from(bytes);
		copy[at] = byte;
		return copy;
	}

	function made(name: string, reason: RegExp, file: Bytes, content: Bytes = CONTENT): Crafted {
		const sealed = {
			cipherHash: H3(file),
			cipherLength: file.length,
			contentCommit: contentCommit(salt, content),
			dekCommit: dekCommit(key, context),
		};
		return { name, file, sealed, reason };
	}

	const sealedAs = (bytes: Bytes, head = plain) => sealInner(bytes, key, context, head);
	const right = inner(300n, 1_024);
	const large = new Uint8Array(padded(PREAMBLE_LENGTH + 65_496));
	large.set(salt);
	large.set(Buffer.from('d8ff000000000000', 'hex'), 32);
	const chunk = (index: number, last: boolean, bytes: Bytes) =>
		chunkCipher(key, plain, context, index, last).encrypt(bytes);
	const header_ = /header/;
	return [
		made('another magic', header_, sealedAs(right, changed(plain, 0, 0x73))),
		made('format 0', header_, sealedAs(right, changed(plain, 8, 0))),
		made('format 2', header_, sealedAs(right, changed(plain, 8, 2))),
		made('another chunk size', header_, sealedAs(right, changed(plain, 9, 17))),
		...[17, 20, 23].map((at) =>
			made(`byte ${at} of the header`, header_, sealedAs(right, changed(plain, at, 1))),
		),
		made('padding, its first byte', /not zero/, sealedAs(changed(right, 340, 1))),
		made('padding, its last byte', /not zero/, sealedAs(changed(right, 1_023, 1))),
		made('no padding', /much padding/, sealedAs(inner(300n, 340))),
		made('one byte of padding too few', /much padding/, sealedAs(inner(300n, 1_023))),
		made('one byte of padding too many', /much padding/, sealedAs(inner(300n, 1_025))),
		made('the padding of a longer content', /much padding/, sealedAs(inner(300n, 1_088))),
		made('a length above the file', /larger/, sealedAs(inner(985n, 1_024))),
		made('a length of 2⁶⁴ − 1', /larger/, sealedAs(inner(2n ** 64n - 1n, 1_024))),
		made('a length that wraps around to none', /larger/, sealedAs(inner(2n ** 64n - 40n, 1_024))),
		made('only a preamble', /much padding/, sealedAs(inner(0n, 40)), new Uint8Array()),
		made('less than a preamble', /no room/, sealedAs(salt), new Uint8Array()),
		made(
			'an empty last chunk',
			/empty/,
			join(plain, chunk(0, false, large), chunk(1, true, new Uint8Array())),
			new Uint8Array(65_496),
		),
		made('an empty chunk alone', /empty/, join(plain, chunk(0, true, new Uint8Array()))),
		made('no chunk', /empty/, plain),
		made('a last chunk that is not marked', /authenticate/, join(plain, chunk(0, false, right))),
		made('chunks from 1', /authenticate/, join(plain, chunk(1, true, right))),
		made(
			'a short chunk before the last',
			/authenticate/,
			join(plain, chunk(0, false, right.subarray(0, 512)), chunk(1, true, right.subarray(512))),
		),
	];
}
