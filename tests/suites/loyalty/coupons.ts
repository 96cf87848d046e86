// Coupons from a merchant's secret to an order that costs less: made and redeemed by the command `souk`.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DOLLAR, SOUK, STABLE } from '../../lib/chain.ts';
import { offer, only, placed, publish, sign, terms, view } from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { event } from '../../lib/points.ts';
import { fed, souk } from '../../lib/souk.ts';
import type { Fixture } from '../../lib/suite.ts';

const DAY = 86_400_000;
const COUNT = 12;

interface Redemption {
	batch: string;
	index: number;
	coupon: string;
	proof: string[];
	signature: object;
}

export function coupons(fixture: Fixture): void {
	describe('a batch of coupons', () => {
		let folder: string;
		let batch: bigint;
		let handedOut: string[];
		let shop: bigint;

		const path = (name: string) => join(folder, name);

		async function said(...args: string[]) {
			const done = await souk('coupon', '--json', ...args);
			assert.equal(done.code, 0, done.stderr);
			return JSON.parse(done.stdout);
		}

		/** What redeems a coupon for somebody. */
		async function claimed(coupon: string, name: string): Promise<Redemption> {
			const { chain } = fixture;
			const genesis = chain.api.genesisHash.toHex();
			const args = ['--genesis', genesis, '--account', chain.address(name)];
			const done = await fed(coupon, 'coupon', 'claim', '--json', '--coupon', '-', ...args);
			assert.equal(done.code, 0, done.stderr);
			return JSON.parse(done.stdout).redemption;
		}

		const redeem = ({ batch, index, coupon, proof, signature }: Redemption) =>
			fixture.chain.api.tx.coupons.redeem(batch, index, coupon, proof, signature as never);

		before(async () => {
			const { chain } = fixture;
			folder = await mkdtemp(join(tmpdir(), 'souk-coupons-'));
			const secret = randomBytes(32).toString('hex');
			await writeFile(path('batch.key'), `${secret}\n`, { mode: 0o600 });
			for (const name of ['Couponer', 'Thief']) {
				await chain.newcomer(name, { souk: 20n * SOUK, usd: 100n * DOLLAR });
			}
			shop = (await publish(chain, 'Merchant', terms())).id;
			const of = ['--key-file', path('batch.key'), '--count', `${COUNT}`];
			const { root, count } = await said('root', ...of);
			const now = Date.now();
			const promises = {
				unit: { Asset: STABLE },
				worth: { Fixed: 3n * DOLLAR },
				minPrice: 5n * DOLLAR,
				validFrom: now - 1_000,
				validUntil: now + DAY,
				perPerson: null,
				holding: 'Transferable',
			};
			const issue = chain.api.tx.coupons.issue(root, count, promises as never, 20n * SOUK);
			const receipt = await chain.ok(issue, 'Merchant');
			batch = event(receipt, 'coupons', 'BatchIssued').batch as bigint;
			await said('write', ...of, '--batch', `${batch}`, '--out', path('coupons.jsonl'));
			handedOut = (await readFile(path('coupons.jsonl'), 'utf8')).trim().split('\n');
		});

		after(async () => rm(folder, { recursive: true, force: true }));

		it('is redeemed coupon by coupon, by whom each names and once', async () => {
			const { chain } = fixture;
			assert.equal(handedOut.length, COUNT);
			const claim = await claimed(handedOut[5], 'Couponer');
			// Who sees the claim in the pool cannot take it.
			const stolen = await chain.refused(redeem(claim), 'Thief');
			assert.equal(stolen.name, 'BadSignature');
			const elsewhere = { ...claim, index: 6 };
			assert.equal((await chain.refused(redeem(elsewhere), 'Couponer')).name, 'BadProof');
			const receipt = await chain.ok(redeem(claim), 'Couponer');
			assert.equal(event(receipt, 'coupons', 'CouponRedeemed').index, 5n);
			const again = await chain.refused(redeem(claim), 'Couponer');
			assert.equal(again.name, 'AlreadyRedeemed');
			const late = await chain.refused(redeem(await claimed(handedOut[5], 'Thief')), 'Thief');
			assert.equal(late.name, 'AlreadyRedeemed');
			assert.equal(plain(await chain.api.call.couponsApi.isSpent(batch, 5)), true);
			assert.equal(plain(await chain.api.call.couponsApi.isSpent(batch, 6)), false);
		});

		it('takes its worth off an order, and is there again when that is cancelled', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const vouchers = async () => {
				const [merchant, holder] = ['Merchant', 'Couponer'].map((name) => chain.address(name));
				return plain(await chain.api.call.couponsApi.vouchers(merchant, holder)) as unknown[];
			};
			const order = async (reference: string, price: bigint, pays: bigint) => {
				const quoted = offer(chain, 'Merchant', {
					terms: shop,
					items: [{ amount: price, reference }],
				});
				const signed = await sign(chain, chain.who('Merchant'), quoted);
				return orders.place([{ ...signed, discounts: ['Voucher'] }], pays);
			};
			const cheap = await chain.refused(await order('C-1', 4n * DOLLAR, 4n * DOLLAR), 'Couponer');
			assert.equal(cheap.section, 'coupons');
			const book = await chain.book('Couponer');
			const receipt = await chain.ok(await order('C-2', 8n * DOLLAR, 5n * DOLLAR), 'Couponer');
			const [id] = placed(receipt);
			assert.equal(only(receipt, 'DiscountUsed').due, 5n * DOLLAR);
			assert.equal((await view(chain, id))?.due, 5n * DOLLAR);
			assert.equal((await book.changes()).Couponer.usd, -5n * DOLLAR);
			const second = await order('C-3', 8n * DOLLAR, 5n * DOLLAR);
			assert.equal((await chain.refused(second, 'Couponer')).section, 'coupons');

			await chain.ok(orders.cancel(id), 'Merchant');
			assert.equal((await vouchers()).length, 1);
			const [kept] = placed(
				await chain.ok(await order('C-4', 8n * DOLLAR, 5n * DOLLAR), 'Couponer'),
			);
			await chain.ok(orders.ship([kept], null), 'Merchant');
			await chain.ok(orders.confirm([kept]), 'Couponer');
			assert.equal((await vouchers()).length, 0);
		});
	});
}
