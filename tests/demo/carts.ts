// The carts that the demo plays: read from JSON, checked before anything is sent.

import { readFileSync } from 'node:fs';
import { minor } from '../lib/format.ts';

export type Fate = 'delivered' | 'confirmed' | 'settled by time' | 'refunded in part';
const FATES: Fate[] = ['delivered', 'confirmed', 'settled by time', 'refunded in part'];

export interface Share {
	recipient: string;
	/** Parts of a million. */
	share: number;
	onRefund: 'Return' | 'Keep';
}

export interface PlannedOrder {
	reference: string;
	/** In the asset's smallest unit, like every amount here. */
	price: bigint;
	then: Fate;
	refund: bigint;
}

export interface Shop {
	merchant: string;
	receiveMs: number;
	splits: Share[];
	orders: PlannedOrder[];
}

export interface Cart {
	buyer: string;
	shops: Shop[];
}

export interface Plan {
	asset: { id: number; symbol: string; decimals: number };
	offerMs: number;
	/** Whether there is a second act, about points. */
	points: boolean;
	carts: Cart[];
}

/** What is wrong with the file, in words for whoever wrote it. */
export class BadCarts extends Error {}

type Json = { [key: string]: unknown };

/** Reads values out of an object, and knows where it is for the error message. */
class Reader {
	private constructor(
		private readonly at: string,
		private readonly json: Json,
	) {}

	static of(at: string, value: unknown): Reader {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) {
			throw new BadCarts(`${at} must be an object`);
		}
		return new Reader(at, value as Json);
	}

	private fail(key: string, wanted: string): never {
		throw new BadCarts(`${this.at}.${key} must be ${wanted}, not ${JSON.stringify(this.json[key])}`);
	}

	object(key: string): Reader {
		return Reader.of(`${this.at}.${key}`, this.json[key]);
	}

	/** False if it is not there. */
	flag(key: string): boolean {
		const value = this.json[key] ?? false;
		if (typeof value !== 'boolean') this.fail(key, 'true or false');
		return value;
	}

	list(key: string, atLeast: number): Reader[] {
		const value = this.json[key];
		if (!Array.isArray(value) || value.length < atLeast) this.fail(key, `a list of at least ${atLeast}`);
		return value.map((item, index) => Reader.of(`${this.at}.${key}[${index}]`, item));
	}

	text(key: string): string {
		const value = this.json[key];
		if (typeof value !== 'string' || value === '') this.fail(key, 'a text');
		return value;
	}

	one<T extends string>(key: string, choices: readonly T[]): T {
		const value = this.json[key];
		if (!choices.includes(value as T)) this.fail(key, `one of: ${choices.join(', ')}`);
		return value as T;
	}

	whole(key: string, least: number, most: number): number {
		const value = this.json[key];
		if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most) {
			this.fail(key, `a whole number from ${least} to ${most}`);
		}
		return value;
	}

	/** A decimal in quotes, as a number of the smallest unit. */
	decimal(key: string, decimals: number): bigint {
		const value = this.json[key];
		const amount = typeof value === 'string' ? minor(value, decimals) : undefined;
		if (amount === undefined || amount === 0n) {
			this.fail(key, `a decimal in quotes above zero with at most ${decimals} decimals`);
		}
		return amount;
	}
}

function readOrder(order: Reader, decimals: number): PlannedOrder {
	const then = order.one('then', FATES);
	const price = order.decimal('price', decimals);
	const refund = then === 'refunded in part' ? order.decimal('refund', decimals) : 0n;
	const reference = order.text('reference');
	if (refund >= price) throw new BadCarts(`${reference}: a refund in part is less than the price`);
	return { reference, price, then, refund };
}

function readShop(shop: Reader, decimals: number): Shop {
	const terms = shop.object('terms');
	return {
		merchant: shop.text('merchant'),
		receiveMs: terms.whole('receiveSeconds', 1, 86_400) * 1_000,
		splits: terms.list('splits', 0).map((split) => ({
			recipient: split.text('recipient'),
			// A percent with four decimals is a number of parts of a million.
			share: Number(split.decimal('percent', 4)),
			onRefund: split.one('onRefund', ['Return', 'Keep'] as const),
		})),
		orders: shop.list('orders', 1).map((order) => readOrder(order, decimals)),
	};
}

export function readPlan(file: string): Plan {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		throw new BadCarts(`${file} cannot be read: ${(error as Error).message}`);
	}
	let json: unknown;
	try {
		json = JSON.parse(text);
	} catch (error) {
		throw new BadCarts(`${file} is not JSON: ${(error as Error).message}`);
	}
	const root = Reader.of(file, json);
	const asset = root.object('asset');
	const decimals = asset.whole('decimals', 0, 18);
	return {
		asset: { id: asset.whole('id', 0, 4_294_967_295), symbol: asset.text('symbol'), decimals },
		offerMs: root.whole('offerSeconds', 5, 3_600) * 1_000,
		points: root.flag('points'),
		carts: root.list('carts', 1).map((cart) => ({
			buyer: cart.text('buyer'),
			shops: cart.list('shops', 1).map((shop) => readShop(shop, decimals)),
		})),
	};
}
