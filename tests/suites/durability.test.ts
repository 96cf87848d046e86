// What a client was told is final survives the end of the node, however it ends.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { WsProvider } from '@polkadot/api';
import { Chain, DOLLAR, STABLE, eventsOf } from '../lib/chain.ts';
import { SoukNode } from '../lib/node.ts';
import { publish, stored, terms } from '../lib/orders.ts';
import { sleep } from '../lib/time.ts';

/** Ends without warning. More of them find rarer faults. */
const KILLS = Number(process.env.SOUK_KILLS ?? 2);
const IN_FLIGHT = 64;

describe('what is final', () => {
	let basePath: string;
	let node: SoukNode;
	let chain: Chain;
	let termsId: bigint;
	/** What the client was told: transactions, by hash, and the final block that has them. */
	const told = new Map<string, string>();
	const checked = new Set<string>();

	async function start(): Promise<void> {
		node = await SoukNode.start({ basePath, args: ['--heartbeat', '200'] });
		chain = await Chain.connect(node.url);
	}

	/** Opens invoices as fast as they become final, until the connection is gone. */
	async function load(provider: WsProvider, onFinal: () => void): Promise<void> {
		const merchant = chain.who('Merchant');
		const { api } = chain;
		const options = { era: 0, blockHash: api.genesisHash };
		let nonce = (await api.rpc.system.accountNextIndex(merchant.address)).toNumber();
		let open = 0;
		while (provider.isConnected) {
			if (open >= IN_FLIGHT) {
				await sleep(5);
				continue;
			}
			const call = api.tx.orders.invoice(null, termsId, STABLE, DOLLAR, `load ${nonce}`);
			const signed = await call.signAsync(merchant, { ...options, nonce: nonce++ });
			const heard = (_: Error | null, status: { finalized?: string }) => {
				if (status?.finalized === undefined) return;
				told.set(signed.hash.toHex(), status.finalized);
				open--;
				onFinal();
			};
			open++;
			const [name, method] = ['author_extrinsicUpdate', 'author_submitAndWatchExtrinsic'];
			// Those under way when the node ends are answered by nobody.
			provider.subscribe(name, method, [signed.toHex()], heard).catch(() => undefined);
		}
	}

	/**
	 * Loads the node for a while, ends it by `end` at the very moment at which it says that
	 * something is final, and starts it again.
	 */
	async function interrupt<T>(ms: number, end: () => Promise<T>): Promise<T> {
		const { error } = console;
		console.error = () => undefined;
		try {
			const provider = new WsProvider(node.url, false);
			await provider.connect();
			await provider.isReady;
			const before_ = told.size;
			const from = Date.now();
			let ending: Promise<T> | undefined;
			await load(provider, () => {
				if (ending === undefined && Date.now() - from > ms) ending = end();
			});
			const result = await ending;
			await chain.disconnect();
			assert.ok(result !== undefined && told.size > before_ + 10, 'there was no load');
			await start();
			return result;
		} finally {
			console.error = error;
		}
	}

	/** Looks for everything that the client was told. Returns the transactions that are gone. */
	async function missing(): Promise<string[]> {
		const lost: string[] = [];
		for (const [transaction, block] of told) {
			if (checked.has(transaction)) continue;
			const order = await find(transaction, block);
			if (order === undefined) lost.push(transaction);
			else assert.ok(await stored(chain, order), `order ${order} is not on record`);
			checked.add(transaction);
		}
		return lost;
	}

	/** The order that a transaction made in a block; `undefined` if the block is gone. */
	async function find(transaction: string, hash: string): Promise<bigint | undefined> {
		const { api } = chain;
		const block = await api.rpc.chain.getBlock(hash).catch(() => undefined);
		if (block === undefined || block.isEmpty) return undefined;
		const { header, extrinsics } = block.block;
		const number = header.number.toNumber();
		const canonical = (await api.rpc.chain.getBlockHash(number)).toHex();
		assert.equal(canonical, hash, `block ${number} is another one now`);
		const index = extrinsics.findIndex((extrinsic) => extrinsic.hash.toHex() === transaction);
		assert.ok(index >= 0, `the transaction is not in block ${number}`);
		const records = await (await api.at(hash)).query.system.events();
		const its = records.filter(
			({ phase }) => phase.isApplyExtrinsic && phase.asApplyExtrinsic.eqn(index),
		);
		const placed = eventsOf(its, 'orders').find(([name]) => name === 'OrderPlaced');
		assert.ok(placed, `no order in the events of block ${number}`);
		return placed[1].order as bigint;
	}

	before(async () => {
		basePath = await mkdtemp(join(tmpdir(), 'souk-durable-'));
		await start();
		termsId = (await publish(chain, 'Merchant', terms())).id;
	});

	after(async () => {
		await chain?.disconnect();
		await node?.kill();
		await rm(basePath, { recursive: true, force: true });
	});

	it('is all there after an orderly end under load', { timeout: 120_000 }, async () => {
		const ending = node;
		const exit = await interrupt(2_000, () => ending.stop('SIGTERM'));
		assert.deepEqual(exit, { code: 0, signal: null }, ending.tail());
		// Requests under way are cut off, and the log says so.
		const complaints = ending.complaints().filter((line) => !/JoinError::Cancelled/.test(line));
		assert.deepEqual(complaints, []);
		assert.deepEqual(await missing(), []);
	});

	for (let round = 1; round <= KILLS; round++) {
		it(
			`is all there after kill -9 under load, ${round} of ${KILLS}`,
			{ timeout: 120_000 },
			async (t) => {
				const ending = node;
				const ms = 1_500 + Math.floor(Math.random() * 1_500);
				const exit = await interrupt(ms, () => ending.kill());
				assert.deepEqual(exit, { code: null, signal: 'SIGKILL' });
				t.diagnostic(`${told.size} transactions were final, killed after ${ms} ms`);
				assert.deepEqual(await missing(), []);
			},
		);
	}

	it('goes on after all that', async () => {
		await chain.ok(chain.api.tx.orders.retireTerms(termsId), 'Merchant');
		assert.deepEqual(node.complaints(), []);
	});
});
