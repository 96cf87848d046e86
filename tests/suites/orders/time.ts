// What happens by itself when a deadline passes, and what anyone may do when nothing stirs.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Codec } from '@polkadot/types-codec/types';
import { type Chain, DOLLAR, STABLE, eventsOf } from '../../lib/chain.ts';
import {
	type Windows,
	actions,
	funded,
	orderEvents,
	placed,
	publish,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { eventually, sleep, within } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

/** The events that a block made by itself, by the end of it. */
async function unasked(chain: Chain, block: string) {
	const records = await (await chain.api.at(block)).query.system.events();
	const hooks = records.filter(({ phase }) => phase.isFinalization);
	return eventsOf(hooks, 'orders');
}

async function termsWith(chain: Chain, windows: Partial<Windows>): Promise<bigint> {
	const splits = [
		{ recipient: chain.address('Platform'), share: 50_000, onRefund: 'Keep' as const },
	];
	return (await publish(chain, 'Merchant', terms({ windows, splits }))).id;
}

async function due(chain: Chain): Promise<[bigint, bigint][]> {
	return plain(await chain.api.call.ordersApi.due(100)) as [bigint, bigint][];
}

interface Lapsed {
	state: string;
	at: number;
	block: string;
}

/** Follows the record of an order until it is over. */
function untilOver(chain: Chain, id: bigint, seen: string[] = []): Promise<Lapsed> {
	return new Promise((done, failed) => {
		const follow = (record: Codec) => {
			const order = plain(record) as { state: { [state: string]: { at?: bigint } } };
			const [state, data] = Object.entries(order.state)[0];
			if (seen.at(-1) !== state) seen.push(state);
			if (data.at === undefined) return;
			const block = record.createdAtHash?.toHex() ?? '';
			done({ state, at: Number(data.at), block });
		};
		(chain.api.query.orders.orders(id, follow) as unknown as Promise<() => void>).catch(failed);
	});
}

export function beating(fixture: Fixture): void {
	describe('a deadline on a chain whose heart beats', () => {
		it('settles a shipped order before the eyes of a subscriber', async () => {
			const { chain } = fixture;
			const termsId = await termsWith(chain, { receive: 3_000 });
			const id = await funded(chain, { termsId, amount: 999n });
			const seen: string[] = [];
			const over = untilOver(chain, id, seen);
			await chain.ok(chain.api.tx.orders.ship([id], 'T-1'), 'Merchant');
			const shipped = (await view(chain, id)) ?? {};
			assert.equal(shipped.stage, 'Shipped');
			const deadline = Number(shipped.deadline);
			assert.ok(
				Math.abs(deadline - Date.now() - 3_000) < 3_000,
				`${deadline - Date.now()} ms`,
			);
			assert.deepEqual((await due(chain))[0], [BigInt(deadline), id]);

			const book = await chain.book('Merchant', 'Platform', 'Buyer');
			const { state, at, block } = await within(20_000, 'settling', over);
			assert.deepEqual([state, at], ['Settled', deadline]);
			assert.deepEqual(seen, ['Funded', 'Shipped', 'Settled']);
			assert.deepEqual(await unasked(chain, block), [
				['OrderSettled', { order: id, paidOut: 999n }],
			]);
			assert.deepEqual(await book.changes(), {
				Merchant: { usd: 950n },
				Platform: { usd: 49n },
				pot: { usd: -999n },
			});
			// The first block after the deadline did it, at most a heartbeat (and a slow machine) late.
			const apiAt = await chain.api.at(block);
			const now = (await apiAt.query.timestamp.now()).toNumber();
			assert.ok(now >= deadline && now < deadline + 3_000, `${now - deadline} ms late`);
			const settled = (await view(chain, id)) ?? {};
			assert.deepEqual([settled.stage, settled.deadline], ['Settled', null]);
			assert.deepEqual(await actions(chain, id), ['Merchant Refund', 'Anyone Close']);
			assert.ok((await due(chain)).every(([, other]) => other !== id));
		});

		it('refunds an order that its merchant did not ship', async () => {
			const { chain } = fixture;
			const termsId = await termsWith(chain, { ship: 1_500 });
			const book = await chain.book('Buyer', 'Merchant');
			const id = await funded(chain, { termsId, amount: DOLLAR });
			const { state, block } = await within(20_000, 'refunding', untilOver(chain, id));
			assert.equal(state, 'Refunded');
			assert.deepEqual(await unasked(chain, block), [
				['OrderRefunded', { order: id, amount: DOLLAR, cumulative: DOLLAR }],
			]);
			const { Merchant: merchant, ...others } = await book.changes();
			assert.deepEqual(others, {});
			assert.deepEqual(Object.keys(merchant ?? {}), ['held']);
		});

		it('grants a refund that its merchant did not answer', async () => {
			const { chain } = fixture;
			const termsId = await termsWith(chain, { answer: 1_500 });
			const id = await funded(chain, { termsId, amount: 1_000n });
			const call = chain.api.tx.orders.requestRefund(id, 400n, 'RefundOnly', null);
			await chain.ok(call, 'Buyer');
			const record = await eventually(20_000, 'granting', async () => {
				const order = await stored(chain, id);
				return 'Funded' in (order?.state as object) ? order : undefined;
			});
			const { ledger } = (record.payment as { Escrow: { ledger: { open: bigint } } }).Escrow;
			assert.equal(ledger.open, 600n);
			assert.equal((await view(chain, id))?.refunded, 400n);
		});

		it('cancels an invoice that nobody paid', async () => {
			const { chain } = fixture;
			const termsId = await termsWith(chain, { pay: 1_500 });
			const call = chain.api.tx.orders.invoice(null, termsId, STABLE, DOLLAR, 'forgotten');
			const [id] = placed(await chain.ok(call, 'Merchant'));
			const { state, block } = await within(20_000, 'cancelling', untilOver(chain, id));
			assert.equal(state, 'Cancelled');
			assert.deepEqual(await unasked(chain, block), [['OrderCancelled', { order: id }]]);
			const late = await chain.refused(chain.api.tx.orders.fund(id, DOLLAR), 'Buyer');
			assert.equal(late.name, 'NotPayable');
		});

		it('settles many orders at once, with one transfer for each recipient', async () => {
			const { chain } = fixture;
			const { invoice, fund } = chain.api.tx.orders;
			const { utility } = chain.api.tx;
			const termsId = await termsWith(chain, { ship: 1_500 });
			const many = Array.from({ length: 12 }, (_, i) =>
				invoice(chain.address('Buyer'), termsId, STABLE, 100n + BigInt(i), `no ${i}`),
			);
			const ids = placed(await chain.ok(utility.batchAll(many), 'Merchant'));
			const pay = ids.map((id) => fund(id, 1_000n));
			const book = await chain.book('Buyer');
			await chain.ok(utility.batchAll(pay), 'Buyer');
			const { block } = await within(20_000, 'refunding', untilOver(chain, ids[11]));
			const records = await (await chain.api.at(block)).query.system.events();
			const swept = records.filter(({ phase }) => phase.isFinalization);
			assert.equal(eventsOf(swept, 'orders').length, 12);
			const transfers = eventsOf(swept, 'assets').filter(([name]) => name === 'Transferred');
			assert.equal(transfers.length, 1);
			assert.equal(transfers[0][1].amount, 1_266n);
			assert.deepEqual(await book.changes(), {});
		});
	});
}

export function still(fixture: Fixture): void {
	describe('a deadline on a chain that stands still', () => {
		let termsId: bigint;

		before(async () => {
			termsId = await termsWith(fixture.chain, { receive: 1_000, ship: 5_000, pay: 1_000 });
		});

		it('is carried out by anyone who asks, free of charge', async () => {
			const { chain } = fixture;
			const { ship, settleDue } = chain.api.tx.orders;
			const one = await funded(chain, { termsId, amount: 1_000n });
			const two = await funded(chain, { termsId, amount: 3_000n });
			await chain.ok(ship([one, two], null), 'Merchant');
			await sleep(1_500);
			assert.equal((await view(chain, one))?.stage, 'Shipped');

			const book = await chain.book('Merchant', 'Platform', 'Resolver');
			const had = (await chain.holdings(chain.address('Resolver'))).souk;
			const receipt = await chain.ok(settleDue([one, 999_999, two]), 'Resolver');
			assert.deepEqual(orderEvents(receipt), [
				['OrderSettled', { order: one, paidOut: 1_000n }],
				['OrderSettled', { order: two, paidOut: 3_000n }],
			]);
			assert.equal(receipt.fee, 0n);
			assert.equal((await chain.holdings(chain.address('Resolver'))).souk, had);
			assert.deepEqual(await book.changes(), {
				Merchant: { usd: 3_800n },
				Platform: { usd: 200n },
				pot: { usd: -4_000n },
			});
		});

		it('cannot be carried out before it has passed, which costs a fee', async () => {
			const { chain } = fixture;
			const id = await funded(chain, { termsId, amount: 1_000n });
			const receipt = await chain.send(chain.api.tx.orders.settleDue([id]), 'Resolver');
			assert.deepEqual(receipt.failure, {
				section: 'orders',
				name: 'NothingDue',
				docs: 'None of these orders is due.',
			});
			assert.ok(receipt.fee > 0n);
		});

		it('ends a right at once, without waiting for the sweep', async () => {
			const { chain } = fixture;
			const { cancel, fund, invoice, ship, requestRefund } = chain.api.tx.orders;
			const id = await funded(chain, { termsId, amount: 1_000n });
			await chain.ok(ship([id], null), 'Merchant');
			const call = invoice(chain.address('Buyer'), termsId, STABLE, DOLLAR, '');
			const [unpaid] = placed(await chain.ok(call, 'Merchant'));
			await sleep(1_500);
			// The first block after the deadlines: its transactions come before its sweep.
			const late = await chain.refused(requestRefund(id, 1_000n, 'RefundOnly', null), 'Buyer');
			assert.equal(late.name, 'NoEscrow');
			assert.equal((await view(chain, id))?.stage, 'Settled');
			assert.equal((await chain.refused(fund(unpaid, DOLLAR), 'Buyer')).name, 'NotPayable');
			assert.equal((await chain.refused(cancel(unpaid), 'Buyer')).name, 'NotCancellable');
		});
	});
}
