// Shipments as a carrier's and a shop's back end handle them.

import type { KeyringPair } from '@polkadot/keyring/types';
import { u8aToHex } from '@polkadot/util';
import { blake2AsU8a } from '@polkadot/util-crypto';
import type { Codec } from '@polkadot/types-codec/types';
import { type Chain, type Receipt, SOUK, eventsOf } from './chain.ts';
import { type Plain, plain } from './plain.ts';

/** The scopes of a key: scan, sense, handover, deliver. */
export const ALL_SCOPES = 0b1111;

/** Milliseconds. */
export interface LogisticsWindows {
	ContestWindow: number;
	AnswerWindow: number;
	MaxSilence: number;
	RecordWindow: number;
}

export interface View {
	[field: string]: Plain;
	status: string;
	head: string;
	custodyHead: string;
	offerHead: string | null;
	origin: string;
	custodian: string;
	count: bigint;
}

interface Unwrap {
	isSome: boolean;
	unwrap(): Codec;
}

/** Sets what governance can set, by the developer's master key. */
export async function setWindows(chain: Chain, windows: Partial<LogisticsWindows>): Promise<void> {
	const { parameters, sudo, utility } = chain.api.tx;
	const calls = Object.entries(windows).map(([name, ms]) =>
		parameters.setParameter({ Logistics: { [name]: [null, ms] } } as never),
	);
	await chain.ok(sudo.sudo(utility.batchAll(calls)), 'Alice');
}

/** A company that carries, and a courier of its, whose key may do everything for it. */
export class Company {
	private constructor(
		readonly chain: Chain,
		readonly account: KeyringPair,
		readonly courier: KeyringPair,
	) {}

	static async found(chain: Chain, name: string, bond = 100n * SOUK): Promise<Company> {
		const account = await chain.newcomer(name, { souk: 2n * bond });
		const courier = await chain.newcomer(`${name}'s courier`, { souk: 5n * SOUK });
		const { carriers } = chain.api.tx;
		await chain.ok(carriers.register(name, bond), account);
		const forever = Date.now() + 86_400_000;
		const scopes = ALL_SCOPES;
		await chain.ok(carriers.authorizeKey(courier.address, 'Agent', scopes, forever), account);
		return new Company(chain, account, courier);
	}

	/** Somebody of the cast, who scans without any other key; registered if that was not done yet. */
	static async ofCast(chain: Chain, name: string, bond = 100n * SOUK): Promise<Company> {
		const account = chain.who(name);
		const found = (await chain.api.query.carriers.carriers(account.address)) as unknown as Unwrap;
		if (!found.isSome) await chain.ok(chain.api.tx.carriers.register(name, bond), account);
		return new Company(chain, account, account);
	}

	get address(): string {
		return this.account.address;
	}

	async record(): Promise<{ [field: string]: Plain }> {
		const found = (await this.chain.api.query.carriers.carriers(
			this.address,
		)) as unknown as Unwrap;
		return plain(found.unwrap()) as { [field: string]: Plain };
	}
}

/** What a merchant says of a parcel. */
export function parcel(overrides: { [field: string]: unknown } = {}): { [field: string]: unknown } {
	return {
		sscc: null,
		address: null,
		value: SOUK,
		planned: null,
		limits: [],
		pages: 2,
		...overrides,
	};
}

/** The ids of the shipments that a transaction put on record. */
export function shipped(receipt: Receipt): bigint[] {
	return tracked(receipt)
		.filter(({ entry }) => (entry as { what: Plain }).what === 'Created')
		.map(({ shipment }) => shipment as bigint);
}

/** What a transaction put on record about shipments. */
export function tracked(receipt: Receipt): { [field: string]: Plain }[] {
	return eventsOf(receipt.events, 'logistics')
		.filter(([name]) => name === 'Tracked')
		.map(([, fields]) => fields);
}

/** Puts a parcel of an order on record. */
export async function create(
	chain: Chain,
	order: bigint,
	merchant: string,
	overrides: { [field: string]: unknown } = {},
): Promise<bigint> {
	const call = chain.api.tx.logistics.createShipment(order, parcel(overrides));
	return shipped(await chain.ok(call, merchant))[0];
}

/** Gives a shipment from one hand to the next. */
export async function handOver(
	chain: Chain,
	id: bigint,
	from: string | KeyringPair,
	to: Company,
	code: string | null = null,
): Promise<Receipt> {
	const { logistics } = chain.api.tx;
	const until = Date.now() + 600_000;
	await chain.ok(logistics.offerHandover(id, to.address, null, null, until), from);
	const { offerHead } = await shipment(chain, id);
	return chain.ok(logistics.acceptHandover(id, offerHead, null, code), to.courier);
}

/** A scan of now. */
export function scan(milestone: string, place: { [kind: string]: unknown } | null = null) {
	return { milestone, eventTime: Date.now(), place };
}

/** A shipment as the runtime API tells it. */
export async function shipment(chain: Chain, id: bigint): Promise<View> {
	const found = (await chain.api.call.logisticsApi.shipment(id)) as unknown as Unwrap;
	return plain(found.unwrap()) as unknown as View;
}

/** What is held for the record of a shipment. */
export async function depositFor(chain: Chain, id: bigint): Promise<bigint> {
	const record = (await chain.api.query.logistics.shipments(id)) as unknown as Unwrap;
	return (plain(record.unwrap()) as { deposit: bigint }).deposit;
}

/** What happened to a shipment, by name. */
export async function history(chain: Chain, id: bigint): Promise<string[]> {
	const entries = plain(await chain.api.call.logisticsApi.history(id, 0, 256)) as [
		bigint,
		{ what: Plain },
	][];
	return entries.map(([, { what }]) => {
		if (typeof what === 'string') return what;
		const [[name, data]] = Object.entries(what as { [name: string]: Plain });
		return name === 'Scanned' ? (data as string) : name;
	});
}

/** What the consignee's one-time key signs at the door. */
export async function signDelivery(
	chain: Chain,
	id: bigint,
	key: KeyringPair,
	overrides: { custodian?: string; head?: string } = {},
): Promise<{ [scheme: string]: string }> {
	const { custodian, custodyHead } = await shipment(chain, id);
	const domain = chain.api.createType('Bytes', u8aToHex(new TextEncoder().encode(DOMAIN)));
	const fields = chain.api.createType('(H256, u64, AccountId32, H256)', [
		chain.api.genesisHash,
		id,
		overrides.custodian ?? custodian,
		overrides.head ?? custodyHead,
	]);
	const message = new Uint8Array([...domain.toU8a(), ...fields.toU8a()]);
	return { Sr25519: u8aToHex(key.sign(blake2AsU8a(message, 256))) };
}

const DOMAIN = 'souk/logistics/delivery/v1';
