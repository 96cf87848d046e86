// Decoded values as plain JavaScript, so that tests can compare them whole.

import {
	Enum,
	GenericAccountId,
	Null,
	Option,
	Struct,
	Text,
	Tuple,
	Vec,
	bool,
} from '@polkadot/types';
import { AbstractInt } from '@polkadot/types-codec';
import type { Codec } from '@polkadot/types-codec/types';

export type Plain = null | string | bigint | boolean | Plain[] | { [key: string]: Plain };

/**
 * Numbers become `bigint`, accounts addresses, bytes hex. A variant without data becomes its name,
 * one with data `{ Name: data }`.
 */
export function plain(value: Codec): Plain {
	if (value instanceof Option) return value.isNone ? null : plain(value.unwrap());
	if (value instanceof Enum) {
		return value.inner instanceof Null ? value.type : { [value.type]: plain(value.inner) };
	}
	if (value instanceof Struct) {
		const fields = [...value.entries()].map(([key, field]) => [key, plain(field as Codec)]);
		return Object.fromEntries(fields) as Plain;
	}
	if (value instanceof AbstractInt) return value.toBigInt();
	if (value instanceof GenericAccountId || value instanceof Text) return value.toString();
	if (value instanceof Vec || value instanceof Tuple) return [...value].map(plain);
	if (value instanceof bool) return value.isTrue;
	if (value instanceof Null) return null;
	return value.toHex();
}
