// What is on record and what it costs: terms, assets, closed orders, deposits.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Codec } from '@polkadot/types-codec/types';
import { blake2AsHex } from '@polkadot/util-crypto';
import { DOLLAR, STABLE, SOUK } from '../../lib/chain.ts';
import {
	type Terms,
	funded,
	offer,
	only,
	orderEvents,
	placed,
	publish,
	sign,
	stored,
	terms,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { eventually } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

export function records(fixture: Fixture): void {
	describe('a record', () => {
		it('of terms is published, read, retired and removed', async () => {
			const { chain } = fixture;
			const [merchant, platform] = [chain.address('Merchant'), chain.address('Platform')];
			const splits = [{ recipient: platform, share: 1_000_000, onRefund: 'Keep' as const }];
			const rules = terms({ splits });
			const book = await chain.book('Merchant');
			const { id, deposit, receipt } = await publish(chain, 'Merchant', rules);
			assert.deepEqual(orderEvents(receipt), [['TermsPublished', { terms: id, merchant }]]);
			assert.deepEqual(await book.changes(), { Merchant: { held: deposit } });
			const { windows } = rules;
			const record = (await chain.api.query.orders.termsOf(id)) as unknown as {
				unwrap(): { terms: Codec };
			};
			assert.deepEqual(plain(await chain.api.call.ordersApi.terms(id)), {
				termsHash: blake2AsHex(record.unwrap().terms.toU8a(), 256),
				merchant,
				terms: {
					windows: Object.fromEntries(
						Object.entries(windows).map(([k, ms]) => [k, BigInt(ms)]),
					),
					cancellation: 'BeforeShipping',
					splits: [{ recipient: platform, share: 1_000_000n, onRefund: 'Keep' }],
					disputes: null,
					reserve: null,
				},
				status: 'Active',
			});

			const { retireTerms } = chain.api.tx.orders;
			assert.equal((await chain.refused(retireTerms(id), 'Merchant2')).name, 'NotMerchant');
			const retired = await chain.ok(retireTerms(id), 'Merchant');
			assert.deepEqual(orderEvents(retired), [
				['TermsRetired', { terms: id }],
				['TermsRemoved', { terms: id }],
			]);
			assert.deepEqual(await book.changes(), {});
			assert.equal((await chain.refused(retireTerms(id), 'Merchant')).name, 'UnknownTerms');
		});

		it('of terms is refused by name when it makes no sense', async () => {
			const { chain } = fixture;
			const [platform, merchant] = [chain.address('Platform'), chain.address('Merchant')];
			const split = (recipient: string, share: number) => ({
				recipient,
				share,
				onRefund: 'Keep' as const,
			});
			const year = 365 * 24 * 3_600_000;
			const cases: [string, Terms][] = [
				['WindowOutOfRange', terms({ windows: { pay: 0 } })],
				['WindowOutOfRange', terms({ windows: { receive: 0 } })],
				['WindowOutOfRange', terms({ windows: { ship: year + 1 } })],
				['SharesOutOfRange', terms({ splits: [split(platform, 0)] })],
				[
					'SharesOutOfRange',
					terms({
						splits: [split(platform, 999_999), split(chain.address('Carrier'), 2)],
					}),
				],
				['BadRecipient', terms({ splits: [split(platform, 1), split(platform, 2)] })],
				['BadRecipient', terms({ splits: [split(merchant, 1)] })],
			];
			for (const [name, rules] of cases) {
				const failure = await chain.refused(
					chain.api.tx.orders.publishTerms(rules),
					'Merchant',
				);
				assert.deepEqual([failure.section, failure.name], ['orders', name]);
				assert.notEqual(failure.docs, '');
			}
		});

		it('of an asset makes it one that orders are paid in', async () => {
			const { chain } = fixture;
			const { assets, orders, utility } = chain.api.tx;
			const merchant = chain.address('Merchant');
			const voucher = { WithId: 7 };
			const unknown = await chain.refused(orders.acceptAsset(voucher), 'Merchant');
			assert.equal(unknown.name, 'UnknownAsset');
			await chain.ok(
				utility.batchAll([
					assets.create(7, merchant, 5n),
					assets.mint(7, merchant, 1_000n),
				]),
				'Merchant',
			);
			await chain.ok(assets.transfer(7, chain.address('Buyer'), 500n), 'Merchant');
			const { id } = await publish(chain, 'Merchant2', terms());
			const invoice = orders.invoice(chain.address('Buyer'), id, voucher, 300n, 'V');
			assert.equal((await chain.refused(invoice, 'Merchant2')).name, 'AssetNotAccepted');

			const receipt = await chain.ok(orders.acceptAsset(voucher), 'Merchant');
			assert.deepEqual(orderEvents(receipt), [['AssetAccepted', { asset: { WithId: 7n } }]]);
			const again = await chain.refused(orders.acceptAsset(voucher), 'Merchant');
			assert.equal(again.name, 'AssetAlreadyAccepted');
			const pot = (await chain.api.query.assets.account(7, chain.address('pot'))).unwrap();
			assert.equal(pot.balance.toBigInt(), 5n);

			const order = { merchant: 'Merchant2', termsId: id, amount: 300n, asset: voucher };
			const paid = await funded(chain, order);
			await chain.ok(orders.confirm([paid]), 'Buyer');
			const got = (
				await chain.api.query.assets.account(7, chain.address('Merchant2'))
			).unwrap();
			assert.equal(got.balance.toBigInt(), 300n);

			// An issuer can take from the pot what it likes; then nobody else is let in.
			const held = await funded(chain, { ...order, amount: 100n });
			await chain.ok(assets.burn(7, chain.address('pot'), 50n), 'Merchant');
			const next = placed(await chain.ok(invoice, 'Merchant2'));
			await chain.ok(assets.mint(7, chain.address('Buyer'), 500n), 'Merchant');
			const short = await chain.refused(orders.fund(next[0], 300n), 'Buyer');
			assert.equal(short.name, 'PotIsShort');
			await chain.ok(assets.mint(7, chain.address('pot'), 50n), 'Merchant');
			await chain.ok(orders.fund(next[0], 300n), 'Buyer');
			await chain.ok(orders.confirm([held, next[0]]), 'Buyer');
		});

		it('of an order is removed when its time is over, and its deposit returned', async () => {
			const { chain } = fixture;
			const { close, confirm, retireTerms } = chain.api.tx.orders;
			const rules = terms({ windows: { record: 2_000 } });
			const { id: termsId, deposit: termsDeposit } = await publish(chain, 'Merchant', rules);
			const id = await funded(chain, { termsId, amount: DOLLAR });
			const deposit = (await stored(chain, id))?.deposit as bigint;
			assert.equal((await chain.refused(close([id]), 'Carrier')).name, 'NotOver');
			await chain.ok(retireTerms(termsId), 'Merchant');
			await chain.ok(confirm([id]), 'Buyer');
			const early = await chain.refused(close([id]), 'Carrier');
			assert.equal(early.name, 'RecordWindowRunning');

			const book = await chain.book('Merchant', 'Carrier');
			const closed = await eventually(10_000, 'closing', async () => {
				const receipt = await chain.send(close([id]), 'Carrier');
				return receipt.failure === undefined ? receipt : undefined;
			});
			assert.deepEqual(orderEvents(closed), [
				['TermsRemoved', { terms: termsId }],
				['OrderClosed', { order: id }],
			]);
			assert.deepEqual(await book.changes(), {
				Merchant: { held: -deposit - termsDeposit },
			});
			assert.equal(await stored(chain, id), undefined);
			const listed = await chain.api.call.ordersApi.ordersOf(
				chain.address('Buyer'),
				'Buyer',
				null,
				100,
			);
			assert.ok(!(plain(listed) as bigint[]).includes(id));
			assert.equal((await chain.refused(close([id]), 'Carrier')).name, 'UnknownOrder');
		});

		it('of an offer stays until the offer can be placed no more', async () => {
			const { chain } = fixture;
			const { close, confirm, place } = chain.api.tx.orders;
			const { id } = await publish(chain, 'Merchant', terms());
			const quoted = offer(chain, 'Merchant', {
				terms: id,
				items: [{ amount: DOLLAR, reference: 'short' }],
				validUntil: Date.now() + 4_000,
			});
			const signed = await sign(chain, chain.who('Merchant'), quoted);
			const [order] = placed(await chain.ok(place([signed], DOLLAR), 'Buyer'));
			await chain.ok(confirm([order]), 'Buyer');
			assert.equal(
				(await chain.refused(close([order]), 'Buyer')).name,
				'RecordWindowRunning',
			);
			const receipt = await eventually(10_000, 'closing', async () => {
				const attempt = await chain.send(close([order]), 'Buyer');
				return attempt.failure === undefined ? attempt : undefined;
			});
			assert.equal(only(receipt, 'OrderClosed').order, order);
			const replay = await chain.refused(place([signed], DOLLAR), 'Buyer');
			assert.equal(replay.name, 'OfferExpired');
		});

		it('of a cancelled invoice needs no waiting', async () => {
			const { chain } = fixture;
			const { cancel, close, invoice } = chain.api.tx.orders;
			const rules = terms({ windows: { record: 600_000 } });
			const { id: termsId } = await publish(chain, 'Merchant2', rules);
			const book = await chain.book('Merchant2');
			const opened = await chain.ok(invoice(null, termsId, STABLE, SOUK, ''), 'Merchant2');
			const [id] = placed(opened);
			await chain.ok(cancel(id), 'Merchant2');
			await chain.ok(close([id]), 'Buyer');
			assert.deepEqual(await book.changes(), {});
		});
	});
}
