// What an order costs in SOUK. Prints a table.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Tx, DOLLAR, SOUK, STABLE } from '../../lib/chain.ts';
import { columns, human } from '../../lib/format.ts';
import { offer, orderEvents, placed, publish, sign, stored, terms } from '../../lib/orders.ts';
import { sleep } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

/** What every call of an order's life stays below: see the README. */
const BOUND = SOUK / 20n;

export function fees(fixture: Fixture): void {
	describe('the price of an order', () => {
		const rows: [call: string, who: string, amount: bigint, kind: string][] = [];
		let termsId: bigint;

		before(async () => {
			const { chain } = fixture;
			const splits = [
				{
					recipient: chain.address('Platform'),
					share: 25_000,
					onRefund: 'Return' as const,
				},
			];
			const rules = terms({ splits, windows: { receive: 1_000 } });
			const { id, deposit, receipt } = await publish(chain, 'Merchant', rules);
			termsId = id;
			rows.push(['publish_terms (one split)', 'merchant', receipt.fee, 'fee']);
			rows.push(['publish_terms (one split)', 'merchant', deposit, 'deposit']);
		});

		after(() => {
			const cells = rows.map(([call, who, amount, kind]) => [
				call,
				who,
				human(amount, 12),
				kind,
			]);
			for (const line of columns([['call', 'paid by', 'SOUK', ''], ...cells], [2]))
				console.log(line);
		});

		async function priced(name: string, who: string, call: Tx, signer: string) {
			const { chain } = fixture;
			const estimate = await call.paymentInfo(chain.who(signer));
			const receipt = await chain.ok(call, signer);
			rows.push([name, who, receipt.fee, 'fee']);
			assert.ok(
				receipt.fee <= estimate.partialFee.toBigInt(),
				`${name}: dearer than estimated`,
			);
			return receipt;
		}

		it('is small and known beforehand', async () => {
			const { chain } = fixture;
			const { invoice, fund, place, ship, confirm, settleDue } = chain.api.tx.orders;
			await chain.newcomer('Shopper', { souk: SOUK / 10n, usd: 1_000n * DOLLAR });
			const shopper = chain.address('Shopper');

			const call = invoice(shopper, termsId, STABLE, 20n * DOLLAR, '2026-000123');
			const opened = await priced('invoice', 'merchant', call, 'Merchant');
			const [invoiced] = placed(opened);
			await priced('fund', 'buyer', fund(invoiced, 20n * DOLLAR), 'Shopper');

			const items = [1n, 2n, 3n].map((n) => ({
				amount: n * DOLLAR,
				reference: `2026-00012${n}`,
			}));
			const quoted = offer(chain, 'Merchant', { terms: termsId, items });
			const signed = await sign(chain, chain.who('Merchant'), quoted);
			const cart = place([signed], 6n * DOLLAR);
			const ids = placed(await priced('place (3 orders)', 'buyer', cart, 'Shopper'));
			const { deposit } = (await stored(chain, ids[0])) ?? {};
			rows.push(['an order on record (one split)', 'merchant', deposit as bigint, 'deposit']);

			await priced('ship', 'merchant', ship([invoiced], 'DHL 00340434'), 'Merchant');
			await priced(
				'ship (2 in a parcel)',
				'merchant',
				ship(ids.slice(0, 2), 'DHL 1'),
				'Merchant',
			);
			await priced('confirm', 'buyer', confirm([ids[2]]), 'Shopper');

			await sleep(1_500);
			const due = settleDue([invoiced, ids[0], ids[1]]);
			const settled = await priced('settle_due (3 orders)', 'anyone', due, 'Carrier');
			assert.equal(orderEvents(settled).length, 3);
			assert.equal(settled.fee, 0n);
			const nothing = await chain.send(settleDue([invoiced]), 'Carrier');
			assert.equal(nothing.failure?.name, 'NothingDue');
			rows.push(['settle_due, nothing due', 'anyone', nothing.fee, 'fee']);

			const transfer = chain.api.tx.balances.transferKeepAlive(shopper, SOUK);
			await priced('a transfer, to compare', 'sender', transfer, 'Buyer');
			for (const [name, , amount, kind] of rows) {
				if (kind === 'fee')
					assert.ok(amount <= BOUND, `${name} costs ${human(amount, 12)} SOUK`);
			}
		});
	});
}
