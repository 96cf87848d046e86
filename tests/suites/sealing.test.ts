// The other ways in which a development node makes blocks: when told, and at intervals.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withNode } from '../lib/suite.ts';
import { eventually, sleep } from '../lib/time.ts';

describe('a node that seals when told', () => {
	const fixture = withNode({ args: ['--manual'] });

	it('makes no block unasked, and a final one when asked', async () => {
		const { chain, node } = fixture;
		const transfer = chain.api.tx.balances.transferKeepAlive(chain.address('Bob'), 1n);
		const sending = chain.ok(transfer, 'Buyer');
		await eventually(10_000, 'arriving', async () => {
			return (await chain.api.rpc.author.pendingExtrinsics()).length === 1 || undefined;
		});
		await sleep(1_000);
		assert.deepEqual(await chain.heads(), { best: 0, final: 0 });
		const { hash } = await node.rpc<{ hash: string }>('engine_createBlock', [true, true, null]);
		const { block, number } = await sending;
		assert.deepEqual([block, number], [hash, 1]);
		assert.deepEqual(await chain.heads(), { best: 1, final: 1 });
	});

	it('leaves a block open until told to make it final', async () => {
		const { chain, node } = fixture;
		const { hash } = await node.rpc<{ hash: string }>('engine_createBlock', [
			true,
			false,
			null,
		]);
		assert.deepEqual(await chain.heads(), { best: 2, final: 1 });
		assert.equal(await node.rpc('engine_finalizeBlock', [hash, null]), true);
		assert.deepEqual(await chain.heads(), { best: 2, final: 2 });
	});
});

describe('a node that seals at intervals', () => {
	const fixture = withNode({ args: ['--interval', '300'] });

	it('makes its blocks whether there is something to do or not', async () => {
		const from = await fixture.chain.heads();
		await sleep(3_000);
		const to = await fixture.chain.heads();
		// A slow machine may miss some, but none is made twice.
		const made = to.final - from.final;
		assert.ok(made >= 3 && made <= 12, `${made} blocks in 3 s`);
	});
});
