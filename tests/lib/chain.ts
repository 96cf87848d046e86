// A connection to a chain, and what scripts do with it: who is who, sending, balances.

import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import '@polkadot/api-augment';
import { ApiPromise, Keyring, type SubmittableResult, WsProvider } from '@polkadot/api';
import type { SubmittableExtrinsic, SignerOptions } from '@polkadot/api/types';
import type { KeyringPair } from '@polkadot/keyring/types';
import type { EventRecord } from '@polkadot/types/interfaces';
import type { SpRuntimeDispatchError } from '@polkadot/types/lookup';
import type { Codec } from '@polkadot/types-codec/types';
import { cryptoWaitReady } from '@polkadot/util-crypto';
import { type Plain, plain } from './plain.ts';
import { within } from './time.ts';

/** The test stablecoin: its number, and one dollar. */
export const SUSD = 1;
export const DOLLAR = 1_000_000n;
export const SOUK = 1_000_000_000_000n;
export const STABLE = { WithId: SUSD };

const INCLUSION_MS = 45_000;

export type Tx = SubmittableExtrinsic<'promise'>;

/** An event as name and fields. */
export type Event = [name: string, fields: { [key: string]: Plain }];

/** Why a transaction failed, in words. */
export interface Failure {
	section: string;
	name: string;
	docs: string;
}

/** What became of a transaction. */
export interface Receipt {
	block: string;
	number: number;
	events: EventRecord[];
	/** Paid by the signer, in the native token. */
	fee: bigint;
	failure?: Failure;
}

/** What an account has. */
export interface Holdings {
	/** Native token, deposits included. */
	souk: bigint;
	/** The part of it that is held as a deposit. */
	held: bigint;
	/** Test stablecoin. */
	usd: bigint;
}

const CAST_FILE = new URL('../../scripts/cast.json', import.meta.url);
const WELL_KNOWN = ['Alice', 'Bob', 'Charlie', 'Dave', 'Eve', 'Ferdie'];

export class Chain {
	readonly keyring = new Keyring({ type: 'sr25519', ss58Format: 42 });
	/** What each account has paid in fees over this connection. */
	readonly fees = new Map<string, bigint>();
	private readonly names = new Map<string, KeyringPair>();

	private constructor(readonly api: ApiPromise) {
		const cast = JSON.parse(readFileSync(CAST_FILE, 'utf8')) as { name: string; uri: string }[];
		for (const { name, uri } of cast) this.names.set(name, this.keyring.addFromUri(uri));
		for (const name of WELL_KNOWN) this.names.set(name, this.keyring.addFromUri(`//${name}`));
		const pot = api.consts.orders?.pot?.toString();
		if (pot !== undefined) this.names.set('pot', this.keyring.addFromAddress(pot));
	}

	static async connect(url: string, timeoutMs = 30_000): Promise<Chain> {
		await cryptoWaitReady();
		const provider = new WsProvider(url, 500, {}, 60_000);
		const api = new ApiPromise({ provider, noInitWarn: true });
		try {
			await within(timeoutMs, `connecting to ${url}`, api.isReadyOrError);
		} catch (error) {
			await provider.disconnect().catch(() => undefined);
			throw error;
		}
		return new Chain(api);
	}

	async disconnect(): Promise<void> {
		await this.api.disconnect();
	}

	/** Somebody of the cast, by name. */
	who(name: string): KeyringPair {
		const pair = this.names.get(name);
		if (pair === undefined) throw new Error(`${name} is not of the cast`);
		return pair;
	}

	address(name: string): string {
		return this.who(name).address;
	}

	/** Somebody new, with what they are given. */
	async newcomer(
		name: string,
		{ souk = 0n, usd = 0n, type = 'sr25519' as 'sr25519' | 'ed25519' | 'ecdsa' } = {},
	): Promise<KeyringPair> {
		const pair = this.keyring.createFromUri(`//${name}//${randomUUID()}`, {}, type);
		this.names.set(name, pair);
		const gifts = [
			...(souk > 0n ? [this.api.tx.balances.transferKeepAlive(pair.address, souk)] : []),
			...(usd > 0n ? [this.api.tx.assets.transfer(SUSD, pair.address, usd)] : []),
		];
		if (gifts.length > 0) await this.ok(this.api.tx.utility.batchAll(gifts), 'Platform');
		return pair;
	}

	/** The numbers of the newest block and of the newest final one. */
	async heads(): Promise<{ best: number; final: number }> {
		const { chain } = this.api.rpc;
		const final = await chain.getHeader(await chain.getFinalizedHead());
		return {
			best: (await chain.getHeader()).number.toNumber(),
			final: final.number.toNumber(),
		};
	}

	/** Sends, and waits until it is final. */
	send(
		tx: Tx,
		signer: string | KeyringPair,
		options: Partial<SignerOptions> = {},
	): Promise<Receipt> {
		const pair = typeof signer === 'string' ? this.who(signer) : signer;
		const { section, method } = tx.method;
		let unsubscribe: (() => void) | undefined;
		const done = new Promise<Receipt>((resolve, reject) => {
			tx.signAndSend(pair, { nonce: -1, ...options }, (result) => {
				const { events, status, blockNumber } = result as SubmittableResult;
				if (result.isError) {
					reject(new Error(`${section}.${method} was dropped: ${status.type}`));
				} else if (status.isFinalized) {
					const number = blockNumber?.toNumber() ?? 0;
					resolve(this.receipt(status.asFinalized.toHex(), number, events));
				}
			}).then((stop) => (unsubscribe = stop), reject);
		});
		return within(INCLUSION_MS, `${section}.${method}`, done).finally(() => unsubscribe?.());
	}

	/** Sends what must succeed. */
	async ok(
		tx: Tx,
		signer: string | KeyringPair,
		options: Partial<SignerOptions> = {},
	): Promise<Receipt> {
		const receipt = await this.send(tx, signer, options);
		if (receipt.failure !== undefined) {
			const { section, name, docs } = receipt.failure;
			const call = `${tx.method.section}.${tx.method.method}`;
			throw new Error(`${call} failed: ${section}.${name}: ${docs}`);
		}
		return receipt;
	}

	/** Sends what must fail, and says why it did. */
	async refused(tx: Tx, signer: string | KeyringPair): Promise<Failure> {
		const { failure } = await this.send(tx, signer);
		if (failure === undefined) {
			throw new Error(`${tx.method.section}.${tx.method.method} succeeded`);
		}
		return failure;
	}

	/** An error by its name and documentation. */
	explain(error: SpRuntimeDispatchError): Failure {
		if (error.isModule) {
			const { section, name, docs } = this.api.registry.findMetaError(error.asModule);
			return { section, name, docs: docs.join(' ').trim() };
		}
		const inner = (error as unknown as { inner: Codec }).inner;
		return { section: error.type, name: inner.toString(), docs: '' };
	}

	private receipt(block: string, number: number, events: EventRecord[]): Receipt {
		const { system, transactionPayment } = this.api.events;
		let fee = 0n;
		let failure: Failure | undefined;
		for (const { event } of events) {
			if (transactionPayment.TransactionFeePaid.is(event)) {
				const payer = event.data.who.toString();
				fee += event.data.actualFee.toBigInt();
				this.fees.set(payer, (this.fees.get(payer) ?? 0n) + fee);
			} else if (system.ExtrinsicFailed.is(event)) {
				failure = this.explain(event.data.dispatchError);
			}
		}
		return { block, number, events, fee, failure };
	}

	async holdings(address: string, block?: string): Promise<Holdings> {
		const at = block === undefined ? this.api : await this.api.at(block);
		const [{ data }, asset] = await Promise.all([
			at.query.system.account(address),
			at.query.assets.account(SUSD, address),
		]);
		const held = data.reserved.toBigInt();
		const usd = asset.isSome ? asset.unwrap().balance.toBigInt() : 0n;
		return { souk: data.free.toBigInt() + held, held, usd };
	}

	/** Balances of these people and the pot, to compare with later ones. */
	async book(...names: string[]): Promise<Book> {
		const people = [...new Set([...names, 'pot'])];
		return new Book(this, people, await this.allHoldings(people));
	}

	async allHoldings(names: string[]): Promise<Map<string, Holdings>> {
		const block = (await this.api.rpc.chain.getFinalizedHead()).toHex();
		const all = names.map(async (name) => {
			return [name, await this.holdings(this.address(name), block)] as const;
		});
		return new Map(await Promise.all(all));
	}
}

/** Balances at a moment. */
export class Book {
	private readonly fees: Map<string, bigint>;

	constructor(
		private readonly chain: Chain,
		private readonly people: string[],
		private readonly before: Map<string, Holdings>,
	) {
		this.fees = new Map(chain.fees);
	}

	/** What changed since, fees aside, without what did not change. */
	async changes(): Promise<{ [name: string]: Partial<Holdings> }> {
		const after = await this.chain.allHoldings(this.people);
		const changes: { [name: string]: Partial<Holdings> } = {};
		for (const name of this.people) {
			const [was, is] = [this.before.get(name), after.get(name)];
			if (was === undefined || is === undefined) continue;
			const change: Partial<Holdings> = {};
			const souk = is.souk - was.souk + this.feesSince(this.chain.address(name));
			if (souk !== 0n) change.souk = souk;
			if (is.held !== was.held) change.held = is.held - was.held;
			if (is.usd !== was.usd) change.usd = is.usd - was.usd;
			if (Object.keys(change).length > 0) changes[name] = change;
		}
		return changes;
	}

	private feesSince(address: string): bigint {
		return (this.chain.fees.get(address) ?? 0n) - (this.fees.get(address) ?? 0n);
	}
}

/** The events of one pallet, or of all. */
export function eventsOf(records: EventRecord[], section?: string): Event[] {
	return records
		.filter(({ event }) => section === undefined || event.section === section)
		.map(({ event }) => {
			const names = event.data.names ?? event.data.map((_, index) => `${index}`);
			const fields = event.data.map((field, index) => [names[index], plain(field)]);
			return [event.method, Object.fromEntries(fields)];
		});
}
