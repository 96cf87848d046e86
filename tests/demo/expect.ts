// What must come out, worked out from the carts alone by the rules of the pallet's README.

import type { Cart, Plan, Shop } from './carts.ts';

/** What each person gains (or pays, below zero) in the asset. */
export type Gains = Map<string, bigint>;

const MILLION = 1_000_000n;

function add(gains: Gains, name: string, amount: bigint): void {
	gains.set(name, (gains.get(name) ?? 0n) + amount);
}

function shop(gains: Gains, buyer: string, { merchant, splits, orders }: Shop): void {
	for (const { price, refund } of orders) {
		const paidOut = price - refund;
		add(gains, buyer, -paidOut);
		let rest = paidOut;
		for (const { recipient, share } of splits) {
			// Rounded down; what that leaves over is the merchant's.
			const part = (paidOut * BigInt(share)) / MILLION;
			add(gains, recipient, part);
			rest -= part;
		}
		add(gains, merchant, rest);
	}
}

export function expected(plan: Plan): Gains {
	const gains: Gains = new Map();
	for (const { buyer, shops } of plan.carts) for (const one of shops) shop(gains, buyer, one);
	return gains;
}

/** Everybody whom the carts name. */
export function people(carts: Cart[]): string[] {
	const names = carts.flatMap(({ buyer, shops }) => [
		buyer,
		...shops.flatMap(({ merchant, splits }) => [merchant, ...splits.map((split) => split.recipient)]),
	]);
	return [...new Set(names)];
}
