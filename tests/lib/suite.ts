// A node and a connection for the tests of one file.

import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Chain } from './chain.ts';
import { type NodeOptions, SoukNode } from './node.ts';

export interface Fixture {
	node: SoukNode;
	chain: Chain;
}

/** Starts a node before the tests of this file, and ends it after them, which is a test too. */
export function withNode(options: NodeOptions = {}): Fixture {
	const fixture = {} as Fixture;
	before(
		async () => {
			fixture.node = await SoukNode.start(options);
			fixture.chain = await Chain.connect(fixture.node.url);
		},
		{ timeout: 240_000 },
	);
	after(
		async () => {
			await fixture.chain?.disconnect();
			if (fixture.node === undefined) return;
			const complaints = fixture.node.complaints();
			const exit = await fixture.node.stop();
			assert.deepEqual(complaints, [], 'the node complained in its log');
			assert.deepEqual(exit, { code: 0, signal: null }, fixture.node.tail());
		},
		{ timeout: 60_000 },
	);
	return fixture;
}
