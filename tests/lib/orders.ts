// Orders as a shop's back end handles them.

import type { KeyringPair } from '@polkadot/keyring/types';
import { blake2AsU8a } from '@polkadot/util-crypto';
import { u8aConcat, u8aToHex, hexToU8a } from '@polkadot/util';
import { type Chain, eventsOf, type Event, type Receipt, STABLE } from './chain.ts';
import { type Plain, plain } from './plain.ts';
import type { Codec } from '@polkadot/types-codec/types';

export type Asset = 'Native' | { WithId: number };

/** Milliseconds. */
export interface Windows {
	pay: number;
	ship: number;
	receive: number;
	inspect: number;
	answer: number;
	sendBack: number;
	takeBack: number;
	challenge: number;
	extension: number;
	record: number;
}

export interface Split {
	recipient: string;
	/** Parts of a million. */
	share: number;
	onRefund: 'Return' | 'Keep';
}

export interface Terms {
	windows: Windows;
	cancellation: 'BeforeShipping' | 'MerchantOnly';
	splits: Split[];
	disputes: DisputeRules | null;
	reserve: { share: number; hold: number } | null;
}

/** Shares are parts of a million, windows milliseconds. */
export interface DisputeRules {
	resolver: string;
	negotiate: number;
	respond: number;
	decide: number;
	bond: number;
	fee: number;
	preset: number;
}

export interface Item {
	amount: bigint;
	reference: string;
}

export interface Offer {
	merchant: string;
	buyer: string | null;
	terms: bigint;
	asset: Asset;
	items: Item[];
	nonce: bigint;
	validUntil: number;
}

/** So many points, or the voucher that takes the most off. */
export type Means = { Points: bigint } | 'Voucher';

export interface SignedOffer {
	offer: Offer;
	signature: { [scheme: string]: string };
	/** What the buyer pays a part of each item with, or nothing for any. */
	discounts: (Means | null)[];
}

/** Long enough that no deadline passes while a test runs. */
export const AMPLE: Windows = {
	pay: 600_000,
	ship: 600_000,
	receive: 600_000,
	inspect: 600_000,
	answer: 600_000,
	sendBack: 600_000,
	takeBack: 600_000,
	challenge: 0,
	extension: 60_000,
	record: 0,
};

let nonce = BigInt(Date.now()) * 1_000_000n;

/** One that no merchant has used. */
export function nextNonce(): bigint {
	return ++nonce;
}

/** The event of that name, whole. */
export function only(receipt: Receipt, name: string): { [key: string]: Plain } {
	const found = eventsOf(receipt.events, 'orders').filter(([event]) => event === name);
	if (found.length !== 1) throw new Error(`${found.length} events ${name}, wanted one`);
	return found[0][1];
}

/** The ids of the orders that a transaction made. */
export function placed(receipt: Receipt): bigint[] {
	return eventsOf(receipt.events, 'orders')
		.filter(([name]) => name === 'OrderPlaced')
		.map(([, fields]) => fields.order as bigint);
}

export function orderEvents(receipt: Receipt): Event[] {
	return eventsOf(receipt.events, 'orders');
}

export function terms(
	overrides: Partial<Omit<Terms, 'windows'>> & { windows?: Partial<Windows> } = {},
): Terms {
	return {
		cancellation: overrides.cancellation ?? 'BeforeShipping',
		splits: overrides.splits ?? [],
		disputes: overrides.disputes ?? null,
		reserve: overrides.reserve ?? null,
		windows: { ...AMPLE, ...overrides.windows },
	};
}

export async function publish(
	chain: Chain,
	merchant: string,
	rules: Terms,
): Promise<{ id: bigint; deposit: bigint; receipt: Receipt }> {
	const receipt = await chain.ok(chain.api.tx.orders.publishTerms(rules), merchant);
	const id = only(receipt, 'TermsPublished').terms as bigint;
	const record = (await chain.api.query.orders.termsOf(id)) as unknown as Unwrap;
	return { id, deposit: fields(record.unwrap()).deposit as bigint, receipt };
}

interface Unwrap {
	isSome: boolean;
	unwrap(): Codec;
}

function fields(value: Codec): { [key: string]: Plain } {
	return plain(value) as { [key: string]: Plain };
}

/** An order as stored; `undefined` if it is not on record. */
export async function stored(chain: Chain, id: bigint, block?: string) {
	const at = block === undefined ? chain.api : await chain.api.at(block);
	const record = (await at.query.orders.orders(id)) as unknown as Unwrap;
	return record.isSome ? fields(record.unwrap()) : undefined;
}

/** An order as the runtime API tells it. */
export async function view(chain: Chain, id: bigint) {
	const answer = (await chain.api.call.ordersApi.order(id)) as unknown as Unwrap;
	return answer.isSome ? fields(answer.unwrap()) : undefined;
}

/** Who may do what with an order now, as `Actor Action`. */
export async function actions(chain: Chain, id: bigint): Promise<string[]> {
	const list = (await view(chain, id))?.actions as { by: string; action: string }[];
	return list.map(({ by, action }) => `${by} ${action}`);
}

/** Rules for disputes that `resolver` decides, with time enough for everything. */
export function disputes(resolver: string, overrides: Partial<DisputeRules> = {}): DisputeRules {
	return {
		resolver,
		negotiate: 600_000,
		respond: 600_000,
		decide: 600_000,
		bond: 100_000,
		fee: 40_000,
		preset: 600_000,
		...overrides,
	};
}

/** An order opened and paid. */
export async function funded(
	chain: Chain,
	{
		merchant = 'Merchant',
		buyer = 'Buyer',
		termsId,
		amount,
		asset = STABLE,
	}: { merchant?: string; buyer?: string; termsId: bigint; amount: bigint; asset?: Asset },
): Promise<bigint> {
	const { invoice, fund } = chain.api.tx.orders;
	const call = invoice(chain.address(buyer), termsId, asset, amount, 'e2e');
	const [id] = placed(await chain.ok(call, merchant));
	await chain.ok(fund(id, amount), buyer);
	return id;
}

/** An offer of `merchant` that anyone may place for the next ten minutes. */
export function offer(
	chain: Chain,
	merchant: string,
	overrides: Partial<Offer> & { terms: bigint },
): Offer {
	return {
		merchant: chain.address(merchant),
		buyer: null,
		asset: STABLE,
		items: [],
		nonce: nextNonce(),
		validUntil: Date.now() + 600_000,
		...overrides,
	};
}

/** Signs the payload that the chain names. */
export async function sign(chain: Chain, signer: KeyringPair, quoted: Offer): Promise<SignedOffer> {
	const payload = await chain.api.call.ordersApi.offerPayload(quoted);
	return signPayload(signer, quoted, (payload as unknown as Codec).toU8a(true));
}

export function signPayload(signer: KeyringPair, quoted: Offer, payload: Uint8Array): SignedOffer {
	const scheme = { sr25519: 'Sr25519', ed25519: 'Ed25519', ecdsa: 'Ecdsa' }[
		signer.type as string
	];
	if (scheme === undefined) throw new Error(`keys of type ${signer.type} sign no offers`);
	return { offer: quoted, signature: { [scheme]: u8aToHex(signer.sign(payload)) }, discounts: [] };
}

// What follows makes the payload without a chain: SCALE by hand, so that it also checks the chain's.

const DOMAIN = 'souk/orders/offer/v1';

/** A number, little end first. */
function little(value: bigint, bytes: number): Uint8Array {
	return Uint8Array.from({ length: bytes }, (_, i) => Number((value >> BigInt(8 * i)) & 0xffn));
}

/** A length of less than 2^30. */
function compact(length: number): Uint8Array {
	if (length < 1 << 6) return little(BigInt(length << 2), 1);
	if (length < 1 << 14) return little(BigInt((length << 2) | 1), 2);
	return little(BigInt(length) * 4n + 2n, 4);
}

function text(value: string): Uint8Array {
	const bytes = new TextEncoder().encode(value);
	return u8aConcat(compact(bytes.length), bytes);
}

/** What a merchant signs, from the genesis hash, the account keys and the offer alone. */
export function offlinePayload(
	genesis: string,
	keys: { merchant: Uint8Array; buyer?: Uint8Array },
	{ terms: termsId, asset, items, nonce: number, validUntil }: Offer,
): Uint8Array {
	const money =
		asset === 'Native'
			? little(0n, 1)
			: u8aConcat(little(1n, 1), little(BigInt(asset.WithId), 4));
	return blake2AsU8a(
		u8aConcat(
			text(DOMAIN),
			hexToU8a(genesis),
			keys.merchant,
			keys.buyer === undefined ? little(0n, 1) : u8aConcat(little(1n, 1), keys.buyer),
			little(termsId, 8),
			money,
			compact(items.length),
			...items.flatMap(({ amount, reference }) => [little(amount, 16), text(reference)]),
			little(number, 8),
			little(BigInt(validUntil), 8),
		),
		256,
	);
}
