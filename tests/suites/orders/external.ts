// Orders that are paid off chain: from a payment provider's notification, by way of the command
// `souk`, to settlement.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { type Chain, SOUK } from '../../lib/chain.ts';
import { nodeBinary } from '../../lib/node.ts';
import {
	actions,
	only,
	orderEvents,
	placed,
	publish,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { sleep } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

/** 88.88 yuan. */
const PRICE = 8_888n;
const run = promisify(execFile);

/** A receipt with its signatures, as `orders.attest` takes them. */
interface Signed {
	receipt: { [field: string]: unknown };
	signatures: unknown[];
}

/** What a gateway's operator has: a webhook, Alipay's public key, and keys of its own. */
class Desk {
	private readonly alipay = generateKeyPairSync('rsa', { modulusLength: 2048 });
	private trades = 0;

	private constructor(readonly folder: string) {}

	static async open(chain: Chain, gateway: bigint): Promise<Desk> {
		const desk = new Desk(await mkdtemp(join(tmpdir(), 'souk-gateway-')));
		const pem = desk.alipay.publicKey.export({ type: 'spki', format: 'pem' });
		await writeFile(desk.path('alipay.pem'), pem);
		const config = [
			'[gateway]',
			`id = ${gateway}`,
			`genesis = "${chain.api.genesisHash.toHex()}"`,
			'threshold = 2',
			'[alipay]',
			'public_key = "alipay.pem"',
			'app_id = "2021000000000001"',
		];
		await writeFile(desk.path('gateway.toml'), config.join('\n'));
		for (const name of ['One', 'Two']) {
			await writeFile(desk.path(name), `//Gateway//${name}`, { mode: 0o600 });
		}
		return desk;
	}

	path(name: string): string {
		return join(this.folder, name);
	}

	close(): Promise<void> {
		return rm(this.folder, { recursive: true, force: true });
	}

	/** What Alipay posts, as JSON: signed over its sorted parameters. */
	async notification(order: bigint, termsHash: string, amount: string): Promise<string> {
		this.trades += 1;
		const time = new Date(Date.now() + 8 * 3_600_000).toISOString();
		const fields: { [name: string]: string } = {
			app_id: '2021000000000001',
			charset: 'utf-8',
			gmt_payment: time.replace('T', ' ').slice(0, 19),
			notify_id: `n-${this.trades}`,
			notify_time: time.replace('T', ' ').slice(0, 19),
			notify_type: 'trade_status_sync',
			out_trade_no: `2026-${this.trades}`,
			passback_params: encodeURIComponent(`souk_order=${order}&souk_terms=${termsHash}`),
			seller_id: '2088000000000001',
			total_amount: amount,
			trade_no: `20261001220014009900000${this.trades}-${order}`,
			trade_status: 'TRADE_SUCCESS',
			version: '1.0',
		};
		const text = Object.keys(fields)
			.sort()
			.map((name) => `${name}=${fields[name]}`)
			.join('&');
		const sign = createSign('RSA-SHA256').update(text).sign(this.alipay.privateKey, 'base64');
		const path = this.path(`notification-${this.trades}.json`);
		await writeFile(path, JSON.stringify({ ...fields, sign, sign_type: 'RSA2' }));
		return path;
	}

	/** Both keys sign, one after the other. */
	async vouch(notification: string): Promise<Signed> {
		const first = await this.sign(notification, 'One');
		const path = this.path('receipt.json');
		await writeFile(path, first);
		return JSON.parse(await this.sign(notification, 'Two', '--receipt', path)) as Signed;
	}

	async sign(notification: string, key: string, ...more: string[]): Promise<string> {
		const souk = process.env.SOUK ?? join(dirname(nodeBinary()), 'souk');
		const args = ['receipt', 'sign', '--json', '--config', this.path('gateway.toml')];
		args.push('--provider', 'alipay', '--notification', notification);
		const { stdout } = await run(souk, [...args, '--key-file', this.path(key), ...more]);
		return stdout;
	}
}

export function external(fixture: Fixture): void {
	describe('an order that is paid off chain', () => {
		let desk: Desk;
		let gateway: bigint;

		before(async () => {
			const { chain } = fixture;
			const { gateways, sudo } = chain.api.tx;
			const keys = ['One', 'Two', 'Three'].map(
				(name) => chain.keyring.createFromUri(`//Gateway//${name}`).address,
			);
			const opened = await chain.ok(gateways.register('Souk Pay', keys, 2), 'Gateway');
			const event = opened.events.find(({ event: { method } }) => method === 'GatewayRegistered');
			gateway = plain(event!.event.data[0]) as bigint;
			await chain.ok(gateways.addBond(gateway, SOUK), 'Gateway');
			// One minor unit of yuan takes a ten-thousandth of a SOUK of the bond: enough for one order.
			const rates = [{ currency: 'CNY', bondPerUnit: 100_000_000n * 10n ** 18n }];
			await chain.ok(sudo.sudo(gateways.approve(gateway, rates)), 'Alice');
			desk = await Desk.open(chain, gateway);
		});

		after(() => desk?.close());

		async function billed(windows: object, buyer = 'Buyer') {
			const { chain } = fixture;
			const { id: termsId } = await publish(chain, 'Merchant', terms({ windows }));
			const rules = plain(await chain.api.call.ordersApi.terms(termsId)) as { termsHash: string };
			const call = chain.api.tx.orders.invoiceExternal(
				chain.address(buyer),
				termsId,
				gateway,
				'CNY',
				PRICE,
				'A-1',
			);
			const [id] = placed(await chain.ok(call, 'Merchant'));
			return { id, hash: rules.termsHash };
		}

		it('settles from the notification of Alipay on, once nobody can challenge it', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const { id, hash } = await billed({ challenge: 3_000 });
			assert.deepEqual((await actions(chain, id)).sort(), [
				'Anyone Attest',
				'Buyer Cancel',
				'Buyer UseDiscount',
				'Merchant Cancel',
				'Merchant Extend',
			]);
			assert.equal((await chain.refused(orders.fund(id, PRICE), 'Buyer')).name, 'PaidOffChain');

			const notification = await desk.notification(id, hash, '88.88');
			const { receipt, signatures } = await desk.vouch(notification);
			const book = await chain.book('Buyer', 'Merchant');
			const tampered = orders.attest({ ...receipt, amount: '8889' }, signatures);
			assert.equal((await chain.refused(tampered, 'Carrier')).name, 'BadSignature');
			const alone = orders.attest(receipt, signatures.slice(0, 1));
			assert.equal((await chain.refused(alone, 'Carrier')).name, 'TooFewSignatures');
			const paid = await chain.ok(orders.attest(receipt, signatures), 'Carrier');
			assert.deepEqual(
				orderEvents(paid).map(([name]) => name),
				['PaymentAttested', 'OrderFunded'],
			);
			const again = await chain.refused(orders.attest(receipt, signatures), 'Carrier');
			assert.equal(again.name, 'ReceiptAlreadyUsed');

			await chain.ok(orders.ship([id], 'T-1'), 'Merchant');
			const confirmed = only(await chain.ok(orders.confirm([id]), 'Buyer'), 'OrderConfirmed');
			const { settleFrom } = ((await stored(chain, id))?.payment as {
				External: { settleFrom: bigint };
			}).External;
			assert.equal(confirmed.settleAt, settleFrom);
			assert.equal((await view(chain, id))?.stage, 'Confirmed');
			await sleep(Math.max(0, Number(settleFrom) - Date.now()) + 1_500);
			await chain.send(orders.settleDue([id]), 'Carrier');
			const over = await view(chain, id);
			assert.deepEqual([over?.stage, over?.paidOut, over?.escrowed], ['Settled', PRICE, 0n]);
			// Nothing of it was ever on this chain.
			assert.deepEqual(await book.changes(), {});
		});

		it('takes no more of a gateway than its bond, and no payment twice', async () => {
			const { chain } = fixture;
			const { gateways, orders } = chain.api.tx;
			const one = await billed({});
			const two = await billed({});
			const attest = async (order: { id: bigint; hash: string }, amount = '88.88') => {
				const vouched = await desk.vouch(await desk.notification(order.id, order.hash, amount));
				return orders.attest(vouched.receipt, vouched.signatures);
			};
			await chain.ok(await attest(one), 'Carrier');
			const held = await attest(two);
			assert.equal((await chain.refused(held, 'Carrier')).name, 'ExposureAboveBond');
			await chain.ok(gateways.addBond(gateway, SOUK), 'Gateway');
			await chain.ok(held, 'Carrier');

			const double = only(await chain.ok(await attest(one), 'Carrier'), 'PaymentStrayed');
			assert.deepEqual([double.order, double.reason], [one.id, 'Duplicate']);
			const three = await billed({});
			const short = only(await chain.ok(await attest(three, '88.87'), 'Carrier'), 'PaymentStrayed');
			assert.deepEqual([short.reason, short.amount], ['WrongAmount', PRICE - 1n]);
			assert.equal((await view(chain, three.id))?.stage, 'Created');

			// Cancelled: the money has to go back, and the order says so until a receipt shows it.
			await chain.ok(orders.cancel(one.id), 'Merchant');
			const refunded = await view(chain, one.id);
			assert.deepEqual([refunded?.stage, refunded?.refundDue], ['Refunded', PRICE]);
			await chain.ok(orders.confirm([two.id]), 'Buyer');
		});
	});
}
