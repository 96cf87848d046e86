// An order's ordinary life, call by call: invoice, fund, ship, confirm, release, extend, cancel.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { DOLLAR, STABLE, SOUK } from '../../lib/chain.ts';
import {
	actions,
	funded,
	only,
	orderEvents,
	placed,
	publish,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import type { Fixture } from '../../lib/suite.ts';

export function steps(fixture: Fixture): void {
	describe('an order', () => {
		let ruled: bigint;
		let strict: bigint;

		before(async () => {
			const { chain } = fixture;
			const splits = [
				{
					recipient: chain.address('Platform'),
					share: 25_000,
					onRefund: 'Return' as const,
				},
				{ recipient: chain.address('Carrier'), share: 100_000, onRefund: 'Keep' as const },
			];
			ruled = (await publish(chain, 'Merchant', terms({ splits }))).id;
			const rules = terms({ cancellation: 'MerchantOnly', windows: { extension: 0 } });
			strict = (await publish(chain, 'Merchant2', rules)).id;
		});

		const time = (fields: unknown, state: string, key: string) => {
			return (fields as { state: { [state: string]: { [key: string]: bigint } } }).state[
				state
			][key];
		};

		it('is opened by its merchant and paid by its buyer', async () => {
			const { chain } = fixture;
			const { invoice, fund } = chain.api.tx.orders;
			const [merchant, buyer] = [chain.address('Merchant'), chain.address('Buyer2')];
			const book = await chain.book('Merchant', 'Buyer2');
			const opened = await chain.ok(
				invoice(buyer, ruled, STABLE, 12_345_678n, 'Nº 7 – 订单'),
				'Merchant',
			);
			const [id] = placed(opened);
			assert.deepEqual(orderEvents(opened), [
				[
					'OrderPlaced',
					{
						order: id,
						merchant,
						buyer,
						terms: ruled,
						tender: { Asset: { WithId: 1n } },
						amount: 12_345_678n,
						reference: 'Nº 7 – 订单',
					},
				],
			]);
			const created = await stored(chain, id);
			const deposit = created?.deposit as bigint;
			assert.ok(deposit > 0n && deposit < SOUK, `the deposit is ${deposit}`);
			assert.deepEqual(created, {
				merchant,
				buyer,
				terms: ruled,
				tender: { Asset: { WithId: 1n } },
				amount: 12_345_678n,
				reference: 'Nº 7 – 订单',
				source: 'Invoice',
				payment: 'Awaited',
				state: { Created: { payBy: time(created, 'Created', 'payBy') } },
				tracking: null,
				extensions: 'Unused',
				discount: null,
				disputes: 'Unused',
				refundRequests: 0n,
				reserve: null,
				deposit,
			});
			assert.deepEqual((await actions(chain, id)).sort(), [
				'Anyone Fund',
				'Buyer Cancel',
				'Buyer UseDiscount',
				'Merchant Cancel',
				'Merchant Extend',
			]);

			assert.equal(
				(await chain.refused(fund(id, 12_345_677n), 'Buyer2')).name,
				'AboveMaxTotal',
			);
			assert.equal(
				(await chain.refused(fund(id, 12_345_678n), 'Merchant')).name,
				'MerchantCannotBuy',
			);
			const paid = await chain.ok(fund(id, 12_345_678n), 'Buyer2');
			const record = await stored(chain, id);
			const shipBy = time(record, 'Funded', 'shipBy');
			assert.deepEqual(orderEvents(paid), [
				['OrderFunded', { order: id, buyer, payer: buyer, shipBy }],
			]);
			assert.deepEqual(record?.payment, {
				Escrow: {
					payer: buyer,
					ledger: {
						amount: 12_345_678n,
						open: 12_345_678n,
						captured: 0n,
						withheld: 0n,
						returned: 0n,
					},
				},
			});
			const now = (await chain.api.query.timestamp.now()).toBigInt();
			assert.ok(shipBy > now && shipBy <= now + 600_000n);
			assert.deepEqual(await book.changes(), {
				Merchant: { held: deposit },
				Buyer2: { usd: -12_345_678n },
				pot: { usd: 12_345_678n },
			});
			assert.equal((await chain.refused(fund(id, 12_345_678n), 'Buyer2')).name, 'NotPayable');
		});

		it('to anyone belongs to who pays it', async () => {
			const { chain } = fixture;
			const { invoice, fund, cancel } = chain.api.tx.orders;
			const [id] = placed(
				await chain.ok(invoice(null, ruled, STABLE, DOLLAR, 'open'), 'Merchant'),
			);
			assert.equal((await stored(chain, id))?.buyer, null);
			const notYet = await chain.refused(cancel(id), 'Buyer3');
			assert.equal(notYet.name, 'NotParty');
			await chain.ok(fund(id, DOLLAR), 'Buyer3');
			assert.equal((await stored(chain, id))?.buyer, chain.address('Buyer3'));
		});

		it('paid by somebody else keeps its buyer, and refunds who paid', async () => {
			const { chain } = fixture;
			const { invoice, fund, cancel } = chain.api.tx.orders;
			const [buyer, payer] = [chain.address('Buyer2'), chain.address('Carrier')];
			const call = invoice(buyer, ruled, STABLE, 5n * DOLLAR, 'gift');
			const [id] = placed(await chain.ok(call, 'Merchant'));
			const paid = await chain.ok(fund(id, 5n * DOLLAR), 'Carrier');
			const { buyer: whose, payer: whoPaid } = only(paid, 'OrderFunded');
			assert.deepEqual([whose, whoPaid], [buyer, payer]);
			const listed = await chain.api.call.ordersApi.ordersOf(payer, 'Payer', null, 10);
			assert.deepEqual(plain(listed), [id]);

			const book = await chain.book('Carrier', 'Buyer2', 'Merchant');
			const called = await chain.ok(cancel(id), 'Merchant');
			assert.deepEqual(orderEvents(called), [
				['OrderRefunded', { order: id, amount: 5n * DOLLAR, cumulative: 5n * DOLLAR }],
			]);
			assert.deepEqual(await book.changes(), {
				Carrier: { usd: 5n * DOLLAR },
				pot: { usd: -5n * DOLLAR },
			});
			assert.equal((await view(chain, id))?.stage, 'Refunded');
		});

		it('is shipped with others in one parcel, and confirmed with others', async () => {
			const { chain } = fixture;
			const { ship, confirm } = chain.api.tx.orders;
			const one = await funded(chain, { termsId: ruled, amount: 999n });
			const two = await funded(chain, { termsId: ruled, amount: 10_001n });

			const stranger = await chain.refused(ship([one], null), 'Merchant2');
			assert.equal(stranger.name, 'NotMerchant');
			const shipped = await chain.ok(ship([one, two], 'DHL 00340434'), 'Merchant');
			const receiveBy = time(await stored(chain, one), 'Shipped', 'receiveBy');
			assert.deepEqual(
				orderEvents(shipped),
				[one, two].map((order) => [
					'OrderShipped',
					{ order, tracking: 'DHL 00340434', receiveBy },
				]),
			);
			assert.equal((await stored(chain, two))?.tracking, 'DHL 00340434');
			assert.deepEqual((await actions(chain, one)).sort(), [
				'Buyer Confirm',
				'Buyer Release',
				'Buyer RequestRefund',
				'Merchant Extend',
				'Merchant Refund',
			]);
			const again = await chain.refused(ship([one], null), 'Merchant');
			assert.deepEqual(again, {
				section: 'orders',
				name: 'NotShippable',
				docs: 'Only an order that is paid and not yet shipped can be shipped.',
			});

			const notBuyer = await chain.refused(confirm([one, two]), 'Merchant');
			assert.deepEqual(notBuyer, {
				section: 'orders',
				name: 'NotBuyer',
				docs: "Only the order's buyer may do this.",
			});
			const book = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			const confirmed = await chain.ok(confirm([one, two]), 'Buyer');
			assert.deepEqual(orderEvents(confirmed), [
				['OrderSettled', { order: one, paidOut: 999n }],
				['OrderSettled', { order: two, paidOut: 10_001n }],
			]);
			// Each share of each order rounded down: 24 + 250, 99 + 1000.
			assert.deepEqual(await book.changes(), {
				Merchant: { usd: 999n - 24n - 99n + 10_001n - 250n - 1_000n },
				Platform: { usd: 24n + 250n },
				Carrier: { usd: 99n + 1_000n },
				pot: { usd: -11_000n },
			});
			// One transfer for each recipient, not for each order.
			const transfers = confirmed.events.filter(({ event }) => event.section === 'assets');
			assert.equal(transfers.length, 3);
			const over = await chain.refused(confirm([one]), 'Buyer');
			assert.equal(over.name, 'NoEscrow');
			assert.equal((await chain.refused(confirm([]), 'Buyer')).name, 'NothingListed');
			assert.equal((await chain.refused(confirm([999_999]), 'Buyer')).name, 'UnknownOrder');
		});

		it('released in parts pays what it would have paid at once', async () => {
			const { chain } = fixture;
			const { release, confirm } = chain.api.tx.orders;
			const id = await funded(chain, { termsId: ruled, amount: 1_000n });
			const book = await chain.book('Buyer', 'Merchant', 'Platform', 'Carrier');
			let open = 1_000n;
			for (const amount of [1n, 2n, 333n]) {
				open -= amount;
				const released = await chain.ok(release(id, amount), 'Buyer');
				assert.deepEqual(orderEvents(released), [
					['OrderReleased', { order: id, amount, open }],
				]);
			}
			assert.equal((await chain.refused(release(id, 1_000n), 'Buyer')).name, 'MoreThanOpen');
			assert.equal((await chain.refused(release(id, 0n), 'Buyer')).name, 'ZeroAmount');
			assert.equal((await chain.refused(release(id, 1n), 'Merchant')).name, 'NotBuyer');
			const rest = await chain.ok(confirm([id]), 'Buyer');
			assert.equal(only(rest, 'OrderSettled').paidOut, 1_000n);
			assert.deepEqual(await book.changes(), {
				Merchant: { usd: 875n },
				Platform: { usd: 25n },
				Carrier: { usd: 100n },
				pot: { usd: -1_000n },
			});
		});

		it('gives each side more time once', async () => {
			const { chain } = fixture;
			const { extend, ship } = chain.api.tx.orders;
			const id = await funded(chain, { termsId: ruled, amount: DOLLAR });
			const before_ = time(await stored(chain, id), 'Funded', 'shipBy');
			// The deadline to ship is the merchant's, so only the buyer can lengthen it.
			assert.equal((await chain.refused(extend(id), 'Merchant')).name, 'NothingToExtend');
			const receipt = await chain.ok(extend(id), 'Buyer');
			assert.deepEqual(orderEvents(receipt), [
				['WindowExtended', { order: id, by: 'Buyer', until: before_ + 60_000n }],
			]);
			assert.equal(time(await stored(chain, id), 'Funded', 'shipBy'), before_ + 60_000n);
			assert.equal((await chain.refused(extend(id), 'Buyer')).name, 'AlreadyExtended');
			await chain.ok(ship([id], null), 'Merchant');
			await chain.ok(extend(id), 'Merchant');
			assert.equal((await stored(chain, id))?.extensions, 'UsedByBoth');

			const rigid = await funded(chain, {
				merchant: 'Merchant2',
				termsId: strict,
				amount: DOLLAR,
			});
			assert.equal((await chain.refused(extend(rigid), 'Buyer')).name, 'ExtensionNotOffered');
		});

		it('is called off before it is shipped, as its terms allow', async () => {
			const { chain } = fixture;
			const { cancel, invoice, ship } = chain.api.tx.orders;
			const unpaid = invoice(chain.address('Buyer'), ruled, STABLE, DOLLAR, '');
			for (const who of ['Buyer', 'Merchant']) {
				const [id] = placed(await chain.ok(unpaid, 'Merchant'));
				const receipt = await chain.ok(cancel(id), who);
				assert.deepEqual(orderEvents(receipt), [['OrderCancelled', { order: id }]]);
				assert.equal((await view(chain, id))?.stage, 'Cancelled');
			}
			const paid = await funded(chain, { termsId: ruled, amount: DOLLAR });
			const receipt = await chain.ok(cancel(paid), 'Buyer');
			assert.equal(only(receipt, 'OrderRefunded').amount, DOLLAR);

			const toOrder = await funded(chain, {
				merchant: 'Merchant2',
				termsId: strict,
				amount: DOLLAR,
			});
			assert.equal(
				(await chain.refused(cancel(toOrder), 'Buyer')).name,
				'OnlyMerchantCancels',
			);
			assert.equal((await chain.refused(cancel(toOrder), 'Buyer3')).name, 'NotParty');
			await chain.ok(ship([toOrder], null), 'Merchant2');
			assert.equal(
				(await chain.refused(cancel(toOrder), 'Merchant2')).name,
				'NotCancellable',
			);
		});

		it('is refused with a reference that is too long', async () => {
			const { chain } = fixture;
			const call = chain.api.tx.orders.invoice(null, ruled, STABLE, 1n, 'x'.repeat(65));
			const { error } = console;
			console.error = () => undefined;
			// The chain cannot decode it, and the node says so in its own words.
			await assert.rejects(
				chain.send(call, 'Merchant'),
				/^RpcError: 1002: Verification Error/,
			);
			console.error = error;
		});

		it('needs a deposit that its merchant can pay', async () => {
			const { chain } = fixture;
			await chain.newcomer('Beginner', { souk: (3n * SOUK) / 20n });
			const { id } = await publish(chain, 'Beginner', terms());
			const call = chain.api.tx.orders.invoice(null, id, STABLE, DOLLAR, '');
			const { name, docs } = await chain.refused(call, 'Beginner');
			assert.equal(name, 'MerchantLacksDeposit');
			assert.notEqual(docs, '');
		});
	});
}
