// What a question about an access takes on a real node, with as many grants on record as are asked for:
//   node --import tsx measure/access.ts --grants 1000,100000 [--questions 2000] [--json]

import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import type { KeyringPair } from '@polkadot/keyring/types';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { hexToU8a, stringToU8a, u8aConcat, u8aToHex } from '@polkadot/util';
import { Chain, eventsOf, SOUK, type Tx } from '../lib/chain.ts';
import { SoukNode } from '../lib/node.ts';
import { sleep } from '../lib/time.ts';

const DAY = 86_400_000;
/** Purposes::OPTIMISATION. */
const PURPOSE = 1 << 7;
const PER_CALL = 50;
/** Transactions that are under way at once. */
const AT_ONCE = 40;

const { values } = parseArgs({
	options: {
		grants: { type: 'string', default: '1000' },
		questions: { type: 'string', default: '2000' },
		json: { type: 'boolean', default: false },
	},
});
const sizes = values.grants.split(',').map(Number);
const questions = Number(values.questions);
if (![...sizes, questions].every((number) => Number.isSafeInteger(number) && number > 0)) {
	console.error('usage: measure/access.ts --grants N[,N…] [--questions N] [--json]');
	process.exit(2);
}

const say = (text: string) => console.error(text);

/** Sends transactions of one account, many at a time, until all are in blocks. */
async function sendAll(chain: Chain, signer: KeyringPair, txs: Tx[]): Promise<void> {
	const { api } = chain;
	let nonce = (await api.rpc.system.accountNextIndex(signer.address)).toNumber();
	const last = nonce + txs.length;
	const inBlocks = async () => (await api.query.system.account(signer.address)).nonce.toNumber();
	for (const tx of txs) {
		while (nonce - (await inBlocks()) >= AT_ONCE) await sleep(50);
		await tx.signAsync(signer, { nonce, era: 0 });
		await api.rpc.author.submitExtrinsic(tx);
		nonce++;
	}
	while ((await inBlocks()) < last) await sleep(50);
}

function batches<Item>(items: Item[], size = PER_CALL): Item[][] {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, at) => items.slice(at * size, (at + 1) * size));
}

const hash = () => u8aToHex(randomBytes(32));

function terms() {
	const now = Date.now();
	return {
		purposes: PURPOSE,
		actions: 1,
		fields: 1,
		regions: [],
		maxAccess: null,
		notBefore: 0,
		notAfter: now + 30 * DAY,
		retention: 0,
		price: null,
		onwardDepth: 0,
		bond: 0,
		policyHash: hash(),
		noticeHash: hash(),
	};
}

class World {
	readonly datasets: string[] = [];

	private constructor(
		readonly chain: Chain,
		readonly owner: KeyringPair,
		readonly consumer: KeyringPair,
		readonly agreement: bigint,
	) {}

	static async make(chain: Chain): Promise<World> {
		const { tx } = chain.api;
		const [owner, consumer] = [chain.who('Platform'), chain.who('Merchant')];
		// Deposits of so many records are more than anybody of the cast has.
		const rich = tx.balances.forceSetBalance(owner.address, 1_000_000n * SOUK);
		await chain.ok(tx.sudo.sudo(rich), 'Alice');
		const key = u8aConcat([9], new Uint8Array(31));
		await chain.ok(tx.dataSharing.setEncryptionKey('X25519', u8aToHex(key)), consumer);
		const propose = tx.dataSharing.propose(consumer.address, 'Provider', terms() as never);
		const { events } = await chain.ok(propose, owner);
		const [, proposed] = eventsOf(events, 'dataSharing')[0] ?? [];
		const agreement = proposed?.agreement as bigint;
		const hash = proposed?.termsHash as string;
		await chain.ok(tx.dataSharing.accept(agreement, 1, hash), consumer);
		await chain.ok(tx.dataSharing.finalize(agreement), owner);
		return new World(chain, owner, consumer, agreement);
	}

	/** Registers datasets, grants them and hands in data keys, until there are so many. */
	async grow(size: number): Promise<void> {
		const { chain, owner } = this;
		const { tx, query } = chain.api;
		const salts = Array.from({ length: size - this.datasets.length }, () => randomBytes(32));
		const content = () => ({
			cipherHash: hash(),
			cipherLen: 4_096,
			contentCommit: hash(),
			dekCommit: hash(),
		});
		const about = {
			subject: null,
			class: 'Business',
			schema: '',
			locator: '',
			retainUntil: null,
		};
		const register = (salt: Uint8Array) =>
			tx.dataSharing.registerDataset(u8aToHex(salt), about as never, content() as never);
		say(`registering ${salts.length} datasets`);
		const registrations = batches(salts).map((some) => tx.utility.batchAll(some.map(register)));
		await sendAll(chain, owner, registrations);

		const domain = stringToU8a('souk/data/dataset/v1');
		const fresh = salts.map((salt) =>
			u8aToHex(blake2AsU8a(u8aConcat(domain, owner.publicKey, salt))),
		);
		say(`granting ${fresh.length} of them`);
		const first = (await query.dataSharing.nextGrantId()).toString();
		const scope = (dataset: string) => ({
			dataset,
			purposes: PURPOSE,
			fields: 1,
			notAfter: Date.now() + 20 * DAY,
			maxAccess: null,
		});
		const grants = batches(fresh).map((some) =>
			tx.dataSharing.grantBatch(this.agreement, some.map(scope) as never),
		);
		await sendAll(chain, owner, grants);

		say(`handing in ${fresh.length} data keys`);
		const envelope = (grant: bigint) => ({
			grant,
			version: 1,
			keyEpoch: 0,
			commitment: hash(),
			inline: null,
		});
		const ids = fresh.map((_, at) => BigInt(first) + BigInt(at));
		const posts = batches(ids).map((some) =>
			tx.dataSharing.postEnvelopes(some.map(envelope) as never),
		);
		await sendAll(chain, owner, posts);
		this.datasets.push(...fresh);
	}

	/** One question after the other, about datasets at random; in milliseconds, sorted. */
	async ask(count: number): Promise<number[]> {
		const purpose = new Uint8Array(new Uint32Array([PURPOSE]).buffer);
		const took = [];
		for (let at = 0; at < count; at++) {
			const pick = Math.floor(Math.random() * this.datasets.length);
			const dataset = hexToU8a(this.datasets[pick]);
			const question = u8aToHex(u8aConcat(dataset, this.consumer.publicKey, purpose));
			const begin = performance.now();
			const answer = await this.chain.api.rpc.state.call(
				'DataSharingApi_check_access',
				question,
			);
			took.push(performance.now() - begin);
			// `Ok` is 0.
			if (answer.toU8a(true)[0] !== 0) throw new Error(`refused: ${answer.toHex()}`);
		}
		return took.sort((one, other) => one - other);
	}
}

const node = await SoukNode.start();
const chain = await Chain.connect(node.url);
try {
	const world = await World.make(chain);
	for (const size of sizes.sort((one, other) => one - other)) {
		const begin = Date.now();
		await world.grow(size);
		say(`${size} grants after ${((Date.now() - begin) / 1_000).toFixed(0)} s`);
		await world.ask(100);
		const took = await world.ask(questions);
		const at = (share: number) => took[Math.min(took.length - 1, Math.floor(share * took.length))];
		const figures = { grants: size, questions, p50: at(0.5), p99: at(0.99), max: at(1) };
		const [p50, p99, max] = [figures.p50, figures.p99, figures.max].map((ms) => ms?.toFixed(2));
		console.log(
			values.json
				? JSON.stringify({ ...figures, unit: 'ms' })
				: `${size} grants: p50 ${p50} ms, p99 ${p99} ms, longest ${max} ms`,
		);
	}
} finally {
	await chain.disconnect();
	await node.stop();
}
