// Blocks when there is something to do, final at once, at the right time.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runNode } from '../../lib/node.ts';
import type { Fixture } from '../../lib/suite.ts';
import { eventually, sleep } from '../../lib/time.ts';

const CLOCK_MS = 3_000;

export function instant(fixture: Fixture): void {
	describe('a node that seals at once', () => {
		it('makes a transaction final as soon as it arrives', async () => {
			const { chain } = fixture;
			const from = Date.now();
			const transfer = chain.api.tx.balances.transferKeepAlive(chain.address('Bob'), 1n);
			const { number } = await chain.ok(transfer, 'Buyer');
			assert.ok(Date.now() - from < 3_000, `${Date.now() - from} ms`);
			const { best, final } = await chain.heads();
			assert.ok(final >= number);
			assert.ok(best - final <= 1, `${best - final} blocks are not final`);
		});

		it('includes every transaction of a burst', async () => {
			const { chain } = fixture;
			const { transferKeepAlive } = chain.api.tx.balances;
			const receiver = await chain.newcomer('Receiver');
			const sender = chain.address('Buyer');
			const first = (await chain.api.rpc.system.accountNextIndex(sender)).toNumber();
			const burst = Array.from({ length: 50 }, (_, i) => {
				const nonce = first + i;
				return chain.ok(
					transferKeepAlive(receiver.address, 10n ** 9n + BigInt(i)),
					'Buyer',
					{ nonce },
				);
			});
			const receipts = await Promise.all(burst);
			const { souk } = await chain.holdings(receiver.address);
			assert.equal(souk, 50n * 10n ** 9n + 1_225n);
			const blocks = new Set(receipts.map(({ block }) => block));
			assert.ok(blocks.size <= 50);
			assert.equal((await chain.api.rpc.author.pendingExtrinsics()).length, 0);
		});

		it('keeps the time of the clock, under load and at rest', async () => {
			const { chain } = fixture;
			const off: number[] = [];
			const numbers: number[] = [];
			const stop = await chain.api.rpc.chain.subscribeFinalizedHeads((head) => {
				const seen = Date.now();
				numbers.push(head.number.toNumber());
				void chain.api
					.at(head.hash)
					.then((at) => at.query.timestamp.now())
					.then((now) => off.push(now.toNumber() - seen));
			});
			const sender = chain.address('Buyer');
			const first = (await chain.api.rpc.system.accountNextIndex(sender)).toNumber();
			const transfer = chain.api.tx.balances.transferKeepAlive(chain.address('Bob'), 1n);
			const load = Array.from({ length: 20 }, (_, i) => {
				return chain.api.tx(transfer).signAndSend(chain.who('Buyer'), { nonce: first + i });
			});
			await Promise.all(load);
			await sleep(3_000);
			stop();
			await eventually(
				10_000,
				'reading times',
				async () => off.length >= numbers.length || undefined,
			);
			assert.ok(numbers.length >= 5, `${numbers.length} blocks`);
			const worst = Math.max(...off.map(Math.abs));
			assert.ok(worst <= CLOCK_MS, `${worst} ms off`);
		});

		it('is refused the port that another node has', async () => {
			const { rpcPort } = fixture.node;
			const { code, stderr } = await runNode([
				'--dev',
				'--rpc-port',
				`${rpcPort}`,
				'--port',
				'0',
			]);
			assert.equal(code, 1);
			assert.match(stderr, new RegExp(`${rpcPort} is in use`));
			assert.match(stderr, /--rpc-port/);
		});

		it('is told when its arguments contradict each other', async () => {
			const both = await runNode(['--dev', '--manual', '--interval', '200']);
			assert.equal(both.code, 2);
			assert.match(both.stderr, /--manual.*--interval|--interval.*--manual/s);
			const key = '1'.repeat(64);
			const real = await runNode([
				'--chain',
				'local',
				'--alice',
				'--manual',
				'--tmp',
				'--node-key',
				key,
			]);
			assert.equal(real.code, 1);
			assert.match(real.stderr, /--manual.*development chains/s);
		});
	});
}
