// Money on its way back: asked for, granted, refused, given unasked, owed by splits, claimed.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { DOLLAR, SUSD, STABLE } from '../../lib/chain.ts';
import {
	actions,
	funded,
	only,
	orderEvents,
	publish,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import type { Fixture } from '../../lib/suite.ts';

export function refunds(fixture: Fixture): void {
	describe('a refund', () => {
		const evidence = `0x${'ab'.repeat(32)}`;
		let ruled: bigint;

		before(async () => {
			const { chain } = fixture;
			const splits = [
				{
					recipient: chain.address('Platform'),
					share: 100_000,
					onRefund: 'Return' as const,
				},
				{ recipient: chain.address('Carrier'), share: 50_000, onRefund: 'Keep' as const },
			];
			ruled = (await publish(chain, 'Merchant', terms({ splits }))).id;
		});

		const pausedIn = (record: unknown) => {
			return (
				record as {
					state: {
						RefundRequested: { amount: bigint; answerBy: bigint; paused: unknown };
					};
				}
			).state.RefundRequested;
		};

		it('is granted by the merchant, in part, and the order goes on', async () => {
			const { chain } = fixture;
			const { ship, requestRefund, answerRefund, confirm, release } = chain.api.tx.orders;
			const id = await funded(chain, { termsId: ruled, amount: 1_000n });
			await chain.ok(ship([id], 'T-1'), 'Merchant');
			assert.equal(
				(await chain.refused(requestRefund(id, 400n, 'RefundOnly', null), 'Merchant')).name,
				'NotBuyer',
			);
			assert.equal(
				(await chain.refused(requestRefund(id, 0n, 'RefundOnly', null), 'Buyer')).name,
				'ZeroAmount',
			);
			assert.equal(
				(await chain.refused(requestRefund(id, 1_001n, 'RefundOnly', null), 'Buyer')).name,
				'MoreThanOpen',
			);
			assert.equal(
				(await chain.refused(answerRefund(id, 'Approve'), 'Merchant')).name,
				'NoRefundRequest',
			);

			const asked = await chain.ok(requestRefund(id, 400n, 'RefundOnly', evidence), 'Buyer');
			const pending = pausedIn(await stored(chain, id));
			assert.deepEqual(orderEvents(asked), [
				[
					'RefundRequested',
					{
						order: id,
						amount: 400n,
						kind: 'RefundOnly',
						answerBy: pending.answerBy,
						evidence,
					},
				],
			]);
			assert.deepEqual((await actions(chain, id)).sort(), [
				'Buyer Confirm',
				'Buyer Extend',
				'Merchant AnswerRefund',
			]);
			const twice = await chain.refused(requestRefund(id, 1n, 'RefundOnly', null), 'Buyer');
			assert.equal(twice.name, 'RefundRequestOpen');
			assert.equal((await chain.refused(release(id, 1n), 'Buyer')).name, 'RefundRequestOpen');
			assert.equal(
				(await chain.refused(answerRefund(id, 'Approve'), 'Buyer')).name,
				'NotMerchant',
			);

			const book = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			const granted = await chain.ok(answerRefund(id, 'Approve'), 'Merchant');
			assert.deepEqual(orderEvents(granted), [
				['OrderRefunded', { order: id, amount: 400n, cumulative: 400n }],
			]);
			assert.deepEqual(await book.changes(), { Buyer: { usd: 400n }, pot: { usd: -400n } });
			assert.equal((await view(chain, id))?.stage, 'Shipped');

			const rest = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			const settled = await chain.ok(confirm([id]), 'Buyer');
			assert.deepEqual(orderEvents(settled), [
				['OrderSettled', { order: id, paidOut: 600n }],
			]);
			assert.deepEqual(await rest.changes(), {
				Merchant: { usd: 510n },
				Platform: { usd: 60n },
				Carrier: { usd: 30n },
				pot: { usd: -600n },
			});
			const { paidOut, refunded, escrowed } = (await view(chain, id)) ?? {};
			assert.deepEqual([paidOut, refunded, escrowed], [600n, 400n, 0n]);
		});

		it('refused lets the order go on with the time it had', async () => {
			const { chain } = fixture;
			const { requestRefund, answerRefund } = chain.api.tx.orders;
			const id = await funded(chain, { termsId: ruled, amount: DOLLAR });
			for (const round of [1n, 2n, 3n]) {
				await chain.ok(requestRefund(id, DOLLAR, 'RefundOnly', null), 'Buyer');
				const { paused } = pausedIn(await stored(chain, id));
				const { remaining } = (paused as { Funded: { remaining: bigint } }).Funded;
				const refused = await chain.ok(answerRefund(id, 'Reject'), 'Merchant');
				const { until } = only(refused, 'RefundRejected');
				const at = await chain.api.at(refused.block);
				const now = (await at.query.timestamp.now()).toBigInt();
				assert.equal(until, now + remaining);
				assert.equal((await stored(chain, id))?.refundRequests, round);
			}
			const often = await chain.refused(requestRefund(id, DOLLAR, 'RefundOnly', null), 'Buyer');
			assert.equal(often.name, 'TooManyRefundRequests');
		});

		it('is given unasked, out of escrow', async () => {
			const { chain } = fixture;
			const { refund } = chain.api.tx.orders;
			const id = await funded(chain, { termsId: ruled, amount: 1_000n });
			assert.equal((await chain.refused(refund(id, 1n), 'Buyer')).name, 'NotMerchant');
			assert.equal(
				(await chain.refused(refund(id, 1_001n), 'Merchant')).name,
				'MoreThanOpen',
			);
			const book = await chain.book('Buyer', 'Merchant', 'Platform');
			const part = await chain.ok(refund(id, 300n), 'Merchant');
			const rest = await chain.ok(refund(id, 700n), 'Merchant');
			assert.deepEqual(orderEvents(part), [
				['OrderRefunded', { order: id, amount: 300n, cumulative: 300n }],
			]);
			assert.deepEqual(orderEvents(rest), [
				['OrderRefunded', { order: id, amount: 700n, cumulative: 1_000n }],
			]);
			assert.deepEqual(await book.changes(), {
				Buyer: { usd: 1_000n },
				pot: { usd: -1_000n },
			});
			assert.equal((await view(chain, id))?.stage, 'Refunded');
			assert.equal((await chain.refused(refund(id, 1n), 'Merchant')).name, 'NoEscrow');
		});

		it('after settlement makes the splits owe their part, which later payouts pay', async () => {
			const { chain } = fixture;
			const { confirm, refund, forgive } = chain.api.tx.orders;
			const [merchant, platform] = [chain.address('Merchant'), chain.address('Platform')];
			const debt = { debtor: platform, creditor: merchant, asset: { WithId: 1n } };
			const id = await funded(chain, { termsId: ruled, amount: 10_000n });
			await chain.ok(confirm([id]), 'Buyer');

			const book = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			const given = await chain.ok(refund(id, 6_000n), 'Merchant');
			assert.deepEqual(orderEvents(given), [
				['DebtRecorded', { ...debt, amount: 600n }],
				['OrderRefunded', { order: id, amount: 6_000n, cumulative: 6_000n }],
			]);
			const changes = await book.changes();
			const deposit = changes.Merchant?.held ?? 0n;
			assert.ok(deposit > 0n);
			assert.deepEqual(changes, {
				Buyer: { usd: 6_000n },
				Merchant: { usd: -6_000n, held: deposit },
			});
			const more = await chain.refused(refund(id, 4_001n), 'Merchant');
			assert.equal(more.name, 'MoreThanPaidOut');

			// The platform's share of the next order goes to the merchant until the debt is paid.
			const next = await funded(chain, { termsId: ruled, amount: 4_000n });
			const later = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			const netted = await chain.ok(confirm([next]), 'Buyer');
			assert.deepEqual(orderEvents(netted), [
				['DebtNetted', { ...debt, amount: 400n }],
				['OrderSettled', { order: next, paidOut: 4_000n }],
			]);
			assert.deepEqual(await later.changes(), {
				Merchant: { usd: 3_800n },
				Carrier: { usd: 200n },
				pot: { usd: -4_000n },
			});

			const last = await chain.book('Merchant');
			const forgiven = await chain.ok(forgive(platform, STABLE), 'Merchant');
			assert.deepEqual(orderEvents(forgiven), [['DebtForgiven', { ...debt, amount: 200n }]]);
			assert.deepEqual(await last.changes(), {
				Merchant: { held: -deposit },
			});
			assert.equal(
				(await chain.refused(forgive(platform, STABLE), 'Merchant')).name,
				'NoDebt',
			);
		});

		it('and every other payout that cannot be delivered waits to be claimed', async () => {
			const { chain } = fixture;
			const { confirm, claim } = chain.api.tx.orders;
			const affiliate = (await chain.newcomer('Affiliate')).address;
			const splits = [{ recipient: affiliate, share: 100_000, onRefund: 'Keep' as const }];
			const { id: termsId } = await publish(chain, 'Merchant', terms({ splits }));
			// 4,000 of it is less than an account of the stablecoin can hold.
			const id = await funded(chain, { termsId, amount: 40_000n });
			const deposit = (await stored(chain, id))?.deposit as bigint;
			const book = await chain.book('Buyer', 'Merchant', 'Affiliate');
			const settled = await chain.ok(confirm([id]), 'Buyer');
			const waiting = { recipient: affiliate, asset: { WithId: 1n }, amount: 4_000n };
			assert.deepEqual(orderEvents(settled), [
				['OrderSettled', { order: id, paidOut: 40_000n }],
				['PayoutDeferred', waiting],
			]);
			assert.deepEqual(await book.changes(), {
				Merchant: { usd: 36_000n },
				pot: { usd: -36_000n },
			});
			const claims = await chain.api.call.ordersApi.claims(affiliate);
			assert.deepEqual(plain(claims), [[{ WithId: 1n }, 4_000n]]);
			assert.ok(((await stored(chain, id))?.deposit as bigint) < deposit);

			const tooEarly = await chain.refused(claim(affiliate, STABLE), 'Carrier');
			assert.notEqual(tooEarly.section, 'orders');
			await chain.ok(chain.api.tx.assets.transfer(SUSD, affiliate, 10_000n), 'Platform');
			const later = await chain.book('Affiliate', 'Merchant');
			const paid = await chain.ok(claim(affiliate, STABLE), 'Carrier');
			assert.deepEqual(orderEvents(paid), [['ClaimPaid', waiting]]);
			assert.deepEqual(await later.changes(), {
				Affiliate: { usd: 4_000n },
				pot: { usd: -4_000n },
			});
			assert.equal((await stored(chain, id))?.deposit, deposit);
			const { name, docs } = await chain.refused(claim(affiliate, STABLE), 'Carrier');
			assert.equal(name, 'NothingToClaim');
			assert.notEqual(docs, '');
		});
	});
}
