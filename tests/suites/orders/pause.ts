// A pause stops what begins, never what ends: whoever has money in an order gets it out.

import assert from 'node:assert/strict';
import { describe, it, before } from 'node:test';
import { type Tx, DOLLAR, STABLE, eventsOf, SUSD } from '../../lib/chain.ts';
import {
	type SignedOffer,
	funded,
	offer,
	placed,
	publish,
	sign,
	terms,
	view,
} from '../../lib/orders.ts';
import { sleep } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

export function pauses(fixture: Fixture): void {
	describe('a pause', () => {
		let ample: bigint;
		let short: bigint;

		before(async () => {
			ample = (await publish(fixture.chain, 'Merchant', terms())).id;
			short = (
				await publish(fixture.chain, 'Merchant', terms({ windows: { receive: 1_000 } }))
			).id;
		});

		/** Runs a call as root, which must succeed inside too. */
		async function root(call: Tx): Promise<void> {
			const { failure } = await rooted(call);
			assert.equal(failure, undefined);
		}

		async function rooted(call: Tx) {
			const { chain } = fixture;
			const receipt = await chain.ok(chain.api.tx.sudo.sudo(call), 'Alice');
			const sudid = receipt.events.find(({ event }) => chain.api.events.sudo.Sudid.is(event));
			assert.ok(sudid);
			const [result] = sudid.event.data as unknown as [
				{ isErr: boolean; asErr: Parameters<typeof chain.explain>[0] },
			];
			return { failure: result.isErr ? chain.explain(result.asErr) : undefined };
		}

		async function offered(): Promise<SignedOffer> {
			const { chain } = fixture;
			const items = [{ amount: DOLLAR, reference: 'P-1' }];
			return sign(
				chain,
				chain.who('Merchant'),
				offer(chain, 'Merchant', { terms: ample, items }),
			);
		}

		/** What has to be under way before a pause, for every exit to have something to do. */
		async function prepare() {
			const { chain } = fixture;
			const { confirm, requestRefund, ship } = chain.api.tx.orders;
			const pay = (termsId: bigint) => funded(chain, { termsId, amount: DOLLAR });
			const [hurried, shipped, asked, kept, over] = [
				await pay(short),
				await pay(ample),
				await pay(ample),
				await pay(ample),
				await pay(ample),
			];
			await chain.ok(ship([shipped], null), 'Merchant');
			await chain.ok(requestRefund(asked, 400_000n, 'RefundOnly', null), 'Buyer');
			await chain.ok(confirm([over]), 'Buyer');

			const recipient = (await chain.newcomer('Affiliate')).address;
			const splits = [{ recipient, share: 1_000, onRefund: 'Keep' as const }];
			const { id } = await publish(chain, 'Merchant', terms({ splits }));
			const small = await funded(chain, { termsId: id, amount: DOLLAR });
			await chain.ok(confirm([small]), 'Buyer');
			await chain.ok(chain.api.tx.assets.transfer(SUSD, recipient, 10_000n), 'Platform');
			return { hurried, shipped, asked, kept, over, recipient };
		}

		async function exits(orders: Awaited<ReturnType<typeof prepare>>): Promise<void> {
			const { chain } = fixture;
			const tx = chain.api.tx.orders;
			const { hurried, shipped, asked, kept, over, recipient } = orders;
			await chain.ok(tx.ship([hurried], null), 'Merchant');
			await sleep(1_300);
			const free = await chain.ok(tx.settleDue([hurried]), 'Carrier');
			assert.equal(free.fee, 0n);
			await chain.ok(tx.confirm([shipped]), 'Buyer');
			await chain.ok(tx.answerRefund(asked, 'Approve'), 'Merchant');
			await chain.ok(tx.release(kept, 1n), 'Buyer');
			await chain.ok(tx.extend(kept), 'Buyer');
			await chain.ok(tx.refund(kept, 1n), 'Merchant');
			await chain.ok(tx.requestRefund(kept, 1n, 'RefundOnly', null), 'Buyer');
			await chain.ok(tx.answerRefund(kept, 'Reject'), 'Merchant');
			await chain.ok(tx.ship([kept], null), 'Merchant');
			await chain.ok(tx.cancel(asked), 'Merchant');
			await chain.ok(tx.claim(recipient, STABLE), 'Carrier');
			await chain.ok(tx.close([over]), 'Carrier');
			const stages = [hurried, shipped, asked, kept].map(
				async (id) => (await view(chain, id))?.stage,
			);
			assert.deepEqual(await Promise.all(stages), [
				'Settled',
				'Settled',
				'Refunded',
				'Shipped',
			]);
		}

		async function filtered(call: Tx, who: string): Promise<void> {
			const failure = await fixture.chain.refused(call, who);
			assert.deepEqual([failure.section, failure.name], ['system', 'CallFiltered']);
		}

		it('of single calls stops new orders and no others', async () => {
			const { chain } = fixture;
			const { orders, txPause } = chain.api.tx;
			const under = await prepare();
			const call = orders.invoice(null, ample, STABLE, DOLLAR, '');
			const [unpaid] = placed(await chain.ok(call, 'Merchant'));
			const signed = await offered();
			for (const name of ['place', 'invoice', 'fund'])
				await root(txPause.pause(['Orders', name]));
			await filtered(orders.place([signed], DOLLAR), 'Buyer');
			await filtered(call, 'Merchant');
			await filtered(orders.fund(unpaid, DOLLAR), 'Buyer');
			await exits(under);
			for (const name of ['place', 'invoice', 'fund'])
				await root(txPause.unpause(['Orders', name]));
			await chain.ok(orders.place([signed], DOLLAR), 'Buyer');
		});

		it('cannot be laid on the way out, by anyone', async () => {
			const { chain } = fixture;
			const ways = [
				...[
					'cancel',
					'ship',
					'confirm',
					'release',
					'extend',
					'request_refund',
					'answer_refund',
				],
				...['refund', 'settle_due', 'claim', 'close', 'forgive', 'retire_terms'],
			];
			for (const name of ways) {
				const { failure } = await rooted(chain.api.tx.txPause.pause(['Orders', name]));
				assert.deepEqual(
					[failure?.section, failure?.name],
					['txPause', 'Unpausable'],
					name,
				);
			}
		});

		it('of the whole chain leaves the way out open', async () => {
			const { chain } = fixture;
			const { orders, safeMode, balances } = chain.api.tx;
			const under = await prepare();
			const signed = await offered();
			await root(safeMode.forceEnter());
			await filtered(orders.place([signed], DOLLAR), 'Buyer');
			await filtered(balances.transferKeepAlive(chain.address('Bob'), 1n), 'Buyer');
			await exits(under);
			await root(safeMode.forceExit());
			const receipt = await chain.ok(orders.place([signed], DOLLAR), 'Buyer');
			assert.equal(eventsOf(receipt.events, 'orders').length, 2);
		});
	});
}
