// Four validators make one chain by the real consensus.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Chain, DOLLAR, STABLE } from '../lib/chain.ts';
import { SoukNode } from '../lib/node.ts';
import { placed, publish, stored, terms } from '../lib/orders.ts';
import { eventually } from '../lib/time.ts';

const NAMES = ['alice', 'bob', 'charlie', 'dave'];

/** A fixed key for the network identity of each. */
const nodeKey = (index: number) => `${index + 1}`.padStart(64, '0');

describe('four validators', { timeout: 600_000 }, () => {
	const nodes: SoukNode[] = [];
	const chains: Chain[] = [];

	before(
		async () => {
			const launch = (index: number, ...args: string[]) => {
				const chain = ['--chain', 'local', `--${NAMES[index]}`, '--validator'];
				return SoukNode.start({ chain, args: ['--node-key', nodeKey(index), ...args] });
			};
			nodes.push(await launch(0));
			const peer = await nodes[0].rpc<string>('system_localPeerId');
			const boot = `/ip4/127.0.0.1/tcp/${nodes[0].port}/p2p/${peer}`;
			const others = [1, 2, 3].map((index) => launch(index, '--bootnodes', boot));
			for (const result of await Promise.allSettled(others)) {
				if (result.status === 'fulfilled') nodes.push(result.value);
				else throw result.reason;
			}
			for (const node of nodes) chains.push(await Chain.connect(node.url));
		},
		{ timeout: 400_000 },
	);

	after(
		async () => {
			for (const chain of chains) await chain.disconnect();
			const exits = await Promise.all(nodes.map((node) => node.stop()));
			for (const [index, exit] of exits.entries()) {
				assert.deepEqual(exit, { code: 0, signal: null }, nodes[index].tail());
			}
		},
		{ timeout: 60_000 },
	);

	it('agree on what is final', async () => {
		const finals = await Promise.all(
			chains.map(({ api }) =>
				eventually(60_000, 'finality', async () => {
					const head = await api.rpc.chain.getHeader(
						await api.rpc.chain.getFinalizedHead(),
					);
					return head.number.toNumber() >= 2 ? head.number.toNumber() : undefined;
				}),
			),
		);
		const common = Math.min(...finals);
		const hashes = chains.map(({ api }) => api.rpc.chain.getBlockHash(common));
		assert.equal(new Set((await Promise.all(hashes)).map(String)).size, 1);
		const authors = new Set<string>();
		const { api } = chains[0];
		const validators = await api.query.session.validators();
		assert.equal(validators.length, 4);
		for (let number = 1; number <= common; number++) {
			const header = await api.derive.chain.getHeader(
				await api.rpc.chain.getBlockHash(number),
			);
			authors.add(header.author?.toString() ?? '');
		}
		assert.ok(authors.size > 1, 'one validator makes all the blocks');
	});

	it('have no master key', async () => {
		const chain = chains[1];
		assert.equal((await chain.api.query.sudo.key()).isNone, true);
		const { remark } = chain.api.tx.system;
		const failure = await chain.refused(chain.api.tx.sudo.sudo(remark('0x')), 'Alice');
		assert.deepEqual([failure.section, failure.name], ['sudo', 'RequireSudo']);
	});

	it('carry an order from one to another', async () => {
		const [alice, , , dave] = chains;
		const { id: termsId } = await publish(alice, 'Merchant', terms());
		const call = alice.api.tx.orders.invoice(
			null,
			termsId,
			STABLE,
			DOLLAR,
			'from Alice to Dave',
		);
		const [id] = placed(await alice.ok(call, 'Merchant'));
		const record = await eventually(20_000, 'arriving', () => stored(dave, id));
		assert.equal(record.reference, 'from Alice to Dave');
		await eventually(20_000, 'finality', async () => {
			const hash = (await dave.api.rpc.chain.getFinalizedHead()).toHex();
			return stored(dave, id, hash);
		});
		// Paid at one, seen at the other.
		await dave.ok(dave.api.tx.orders.fund(id, DOLLAR), 'Buyer');
		const { payment } = await eventually(20_000, 'arriving', async () => {
			const order = await stored(alice, id);
			return order?.payment === 'Awaited' ? undefined : order;
		});
		assert.ok(typeof payment === 'object' && payment !== null && 'Escrow' in payment);
	});
});
