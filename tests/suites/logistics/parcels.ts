// Parcels on a real chain: from the shop to the door, and what goes wrong on the way.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Codec } from '@polkadot/types-codec/types';
import { type Chain, DOLLAR, SOUK, STABLE, eventsOf } from '../../lib/chain.ts';
import { funded, placed, publish, stored, terms } from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import {
	Company,
	create,
	handOver,
	history,
	scan,
	setWindows,
	shipment,
	shipped,
	signDelivery,
	parcel,
	tracked,
} from '../../lib/shipments.ts';
import { eventually } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

const PRICE = 80n * DOLLAR;
const DEPOT = { Facility: 9_521_141_111_116n };

async function stateOf(chain: Chain, order: bigint): Promise<string> {
	const record = await stored(chain, order);
	const { state } = record as { state: { [state: string]: unknown } };
	return Object.keys(state)[0];
}

async function until(chain: Chain, order: bigint, state: string): Promise<void> {
	await eventually(60_000, `order ${order} becomes ${state}`, async () =>
		(await stateOf(chain, order)) === state ? true : undefined,
	);
}

/** Watches the record of a shipment: its status and head, change by change, and in which block. */
async function watch(chain: Chain, id: bigint) {
	const seen: { head: string; count: bigint; block: string }[] = [];
	const stop = (await chain.api.query.logistics.shipments(id, (record: Codec) => {
		const found = plain(record) as { history: { head: string; count: bigint } } | null;
		if (found === null) return;
		const { head, count } = found.history;
		seen.push({ head, count, block: record.createdAtHash?.toHex() ?? '' });
	})) as unknown as () => void;
	return { seen, stop };
}

export function parcels(fixture: Fixture): void {
	describe('a parcel', () => {
		let quick: bigint;
		let swift: Company;
		let local: Company;

		before(async () => {
			const { chain } = fixture;
			const windows = { inspect: 1_000, receive: 2_000 };
			quick = (await publish(chain, 'Merchant', terms({ windows }))).id;
			swift = await Company.found(chain, 'Swift');
			local = await Company.found(chain, 'Local');
		});

		after(async () => {
			const days = 86_400_000;
			await setWindows(fixture.chain, { ContestWindow: 3 * days, AnswerWindow: 7 * days });
		});

		it('goes through two carriers and a proof of delivery, and its order settles', async () => {
			const { chain } = fixture;
			const { logistics } = chain.api.tx;
			const order = await funded(chain, { termsId: quick, amount: PRICE });
			const book = await chain.book('Merchant', 'Buyer');
			const id = await create(chain, order, 'Merchant');
			const key = chain.keyring.createFromUri(`//door//${id}`);
			await chain.ok(logistics.setPodKey(id, key.address), 'Buyer');
			const live = await watch(chain, id);

			const picked = await handOver(chain, id, 'Merchant', swift, 'SW-1');
			assert.equal(await stateOf(chain, order), 'Shipped');
			assert.deepEqual(eventsOf(picked.events, 'orders').map(([name]) => name), [
				'OrderShipped',
			]);
			assert.equal((await swift.record()).exposure, SOUK);
			const seen = await chain.ok(logistics.scan(id, scan('Arrived', DEPOT)), swift.courier);
			await handOver(chain, id, swift.courier, local, 'LO-1');
			assert.equal((await swift.record()).exposure, 0n);
			assert.equal((await local.record()).exposure, SOUK);
			const late = await chain.refused(logistics.scan(id, scan('Departed')), swift.courier);
			assert.equal(late.section, 'carriers');
			const out = logistics.scan(id, scan('OutForDelivery', { Area: 'u4pru' }));
			await chain.ok(out, local.courier);

			const stale = await signDelivery(chain, id, key, { custodian: swift.address });
			const refused = await chain.refused(logistics.proveDelivery(id, stale), 'Buyer2');
			assert.equal(refused.name, 'BadSignature');
			const signature = await signDelivery(chain, id, key);
			// Nothing that is added now voids what was signed at the door.
			const digest = `0x${'07'.repeat(32)}`;
			const photo = { digest, length: 1_000, mediaType: 'image/jpeg' };
			await chain.ok(logistics.attachDocument(id, photo), 'Buyer');
			const proven = await chain.ok(logistics.proveDelivery(id, signature), local.courier);
			assert.deepEqual(eventsOf(proven.events, 'orders').map(([name]) => name), [
				'OrderDelivered',
			]);
			await until(chain, order, 'Settled');
			assert.equal((await local.record()).exposure, 0n);

			assert.equal((await shipment(chain, id)).status, 'Delivered');
			assert.deepEqual(await history(chain, id), [
				'Created',
				'PodKeySet',
				'HandoverOffered',
				'HandedOver',
				'Arrived',
				'HandoverOffered',
				'HandedOver',
				'OutForDelivery',
				'DocumentAttached',
				'DeliveryProven',
			]);
			const merchant = (await book.changes()).Merchant;
			assert.equal(merchant.usd, PRICE);

			// Whoever watched saw every change, in the block that brought it.
			await eventually(10_000, 'the last change is seen', async () =>
				live.seen.at(-1)?.count === 10n ? true : undefined,
			);
			live.stop();
			const [{ head }] = tracked(seen);
			const change = live.seen.find((one) => one.head === head);
			assert.equal(change?.block, seen.block);
			const counts = live.seen.map(({ count }) => count);
			assert.deepEqual([...counts].sort((a, b) => Number(a - b)), counts);
			assert.deepEqual(new Set(counts), new Set([2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n, 10n]));
		});

		it('that was claimed to be delivered and was not is lost, and the carrier pays', async () => {
			const { chain } = fixture;
			const { logistics } = chain.api.tx;
			await setWindows(chain, { ContestWindow: 60_000, AnswerWindow: 3_000 });
			const order = await funded(chain, { termsId: quick, amount: PRICE });
			const book = await chain.book('Merchant', 'Buyer');
			const id = await create(chain, order, 'Merchant', { value: 7n * SOUK });
			const key = chain.keyring.createFromUri(`//door//${id}`);
			await chain.ok(logistics.setPodKey(id, key.address), 'Buyer');
			await handOver(chain, id, 'Merchant', swift);
			const bond = (await swift.record()).bond as bigint;

			const evidence = `0x${'ab'.repeat(32)}`;
			const claim = logistics.claimDelivery(id, evidence, Date.now());
			assert.equal((await chain.refused(claim, local.courier)).section, 'carriers');
			const claimed = await chain.ok(claim, swift.courier);
			assert.deepEqual(eventsOf(claimed.events, 'orders').map(([name]) => name), [
				'DeliveryClaimed',
			]);
			assert.equal((await shipment(chain, id)).status, 'DeliveryClaimed');
			const not = await chain.refused(logistics.contest(id, null), 'Buyer2');
			assert.equal(not.name, 'NotConsignee');
			await chain.ok(logistics.contest(id, null), 'Buyer');
			assert.equal((await shipment(chain, id)).status, 'Exception');
			// A photograph is no answer where the buyer's key was on the parcel.
			const answer = await chain.refused(logistics.answerContest(id, evidence), swift.courier);
			assert.equal(answer.name, 'NeedsProof');

			await until(chain, order, 'Refunded');
			assert.equal((await shipment(chain, id)).status, 'Lost');
			assert.equal((await swift.record()).bond, bond - 7n * SOUK);
			assert.equal((await swift.record()).exposure, 0n);
			const changes = await book.changes();
			assert.equal(changes.Buyer.usd, PRICE, 'the buyer has all of it back');
			assert.equal(changes.Merchant.souk, 7n * SOUK, 'the bond paid the value');
		});

		it('one of two does not settle the order, and both do', async () => {
			const { chain } = fixture;
			const { logistics } = chain.api.tx;
			const order = await funded(chain, { termsId: quick, amount: PRICE });
			const both = logistics.createShipments([
				[order, parcel()],
				[order, parcel()],
			]);
			const [one, two] = shipped(await chain.ok(both, 'Merchant'));
			await handOver(chain, one, 'Merchant', swift);
			const taken = await chain.refused(logistics.cancelShipment(two), 'Merchant');
			assert.equal(taken.name, 'OrderHasLeft');
			await chain.ok(logistics.confirmDelivery(one), 'Buyer');
			assert.equal(await stateOf(chain, order), 'Shipped');
			await handOver(chain, two, 'Merchant', local);
			await chain.ok(logistics.confirmDelivery(two), 'Buyer');
			await until(chain, order, 'Settled');
		});

		it('that was too warm gives the buyer time to look, whatever the terms say', async () => {
			const { chain } = fixture;
			const { logistics } = chain.api.tx;
			const order = await funded(chain, { termsId: quick, amount: PRICE });
			const limits = [{ quantity: 'Temperature', min: 2_000, max: 8_000 }];
			const id = await create(chain, order, 'Merchant', { limits });
			await handOver(chain, id, 'Merchant', swift);
			const { custody } = plain(
				(await chain.api.query.logistics.shipments(id)) as unknown as Codec,
			) as { custody: { since: bigint } };
			const report = {
				quantity: 'Temperature',
				min: 4_100,
				max: 11_300,
				mean: 6_000,
				count: 120,
				from: custody.since,
				until: custody.since,
				series: `0x${'11'.repeat(32)}`,
			};
			await chain.ok(logistics.reportSensor(id, report), swift.courier);
			await chain.ok(logistics.confirmDelivery(id), 'Buyer');
			const record = (await stored(chain, order)) as {
				state: { Delivered: { inspectBy: bigint } };
			};
			const left = Number(record.state.Delivered.inspectBy) - Date.now();
			assert.ok(left > 2 * 86_400_000, `${left} ms to look`);
			await chain.ok(chain.api.tx.orders.confirm([order]), 'Buyer');
			await until(chain, order, 'Settled');
		});

		it('is found by SSCC, order and carrier code, and many are scanned at once', async () => {
			const { chain } = fixture;
			const { logistics, carriers, sudo } = chain.api.tx;
			const prefix = { number: 5_703_538, digits: 7 };
			const sscc = 157_035_381_410_375_177n;
			const order = await funded(chain, { termsId: quick, amount: PRICE });
			const squat = logistics.createShipment(order, parcel({ sscc }));
			assert.equal((await chain.refused(squat, 'Merchant')).section, 'carriers');
			await chain.ok(carriers.requestPrefix(prefix), 'Merchant');
			const approve = carriers.approvePrefix(chain.address('Merchant'), prefix);
			await chain.ok(sudo.sudo(approve), 'Alice');
			const bad = logistics.createShipment(order, parcel({ sscc: sscc + 1n }));
			assert.equal((await chain.refused(bad, 'Merchant')).name, 'BadSscc');
			const id = await create(chain, order, 'Merchant', { sscc });
			await handOver(chain, id, 'Merchant', swift, 'SW-77');
			const api = chain.api.call.logisticsApi;
			assert.equal(plain(await api.bySscc(sscc)), id);
			assert.equal(plain(await api.byCarrierRef(swift.address, 'SW-77')), id);
			const consignment = plain(await api.byOrder(order, 'Outbound')) as {
				shipments: bigint[];
			};
			assert.deepEqual(consignment.shipments, [id]);

			const many = logistics.scanMany(swift.address, [id, 999_999n], scan('Loaded'));
			const receipt = await chain.ok(many, swift.courier);
			const names = eventsOf(receipt.events, 'logistics').map(([name]) => name);
			assert.deepEqual(names, ['Tracked', 'ScanRefused']);
			await chain.ok(logistics.confirmDelivery(id), 'Buyer');
			assert.equal(plain(await api.byCarrierRef(swift.address, 'SW-77')), null);
		});

		it('that a buyer returns goes back by a carrier, and the refund is paid', async () => {
			const { chain } = fixture;
			const { logistics, orders } = chain.api.tx;
			const slow = (await publish(chain, 'Merchant', terms())).id;
			const call = orders.invoice(chain.address('Buyer'), slow, STABLE, PRICE, 'return');
			const [order] = placed(await chain.ok(call, 'Merchant'));
			await chain.ok(orders.fund(order, PRICE), 'Buyer');
			await chain.ok(orders.ship([order], null), 'Merchant');
			const early = logistics.createReturn(order, parcel());
			assert.equal((await chain.refused(early, 'Buyer')).name, 'OrderNotReturning');
			await chain.ok(orders.requestRefund(order, PRICE, 'ReturnGoods', null), 'Buyer');
			await chain.ok(orders.answerRefund(order, 'Approve'), 'Merchant');
			const book = await chain.book('Buyer');
			const [id] = shipped(await chain.ok(logistics.createReturn(order, parcel()), 'Merchant'));
			const sent = await handOver(chain, id, 'Buyer', local);
			assert.deepEqual(eventsOf(sent.events, 'orders').map(([name]) => name), ['ReturnSent']);
			await chain.ok(logistics.confirmDelivery(id), 'Merchant');
			assert.equal(await stateOf(chain, order), 'Refunded');
			assert.equal((await book.changes()).Buyer.usd, PRICE);
		});
	});
}
