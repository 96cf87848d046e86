// The story: what each person does, through the public RPC.

import { type Chain, eventsOf, type Receipt } from '../lib/chain.ts';
import { human } from '../lib/format.ts';
import { type Asset, nextNonce, placed, publish, sign, stored, terms } from '../lib/orders.ts';
import { create, depositFor, handOver, scan, signDelivery, Company, tracked } from '../lib/shipments.ts';
import { eventually } from '../lib/time.ts';
import type { Cart, Plan, PlannedOrder, Shop } from './carts.ts';

/** A published set of terms and the orders that live by it. */
interface OpenShop {
	shop: Shop;
	termsId: bigint;
	orders: { id: bigint; planned: PlannedOrder }[];
}

export interface Step {
	who: string;
	did: string;
	/** Paid for it, in the native token. */
	fee: bigint;
	events: string[];
}

const AMPLE_MS = 600_000;
/** A proven delivery settles after it. */
const INSPECT_MS = 2_000;
/** Who delivers. */
const CARRIER = 'Carrier';
/** The heartbeat of a chain that was started without one in mind, and then some. */
const PATIENCE_MS = 60_000;

export class Story {
	readonly orders: { id: bigint; reference: string; then: string; stage: string }[] = [];
	/** What stays held of the native token, by whom: for the records of shipments and carriers. */
	readonly deposits = new Map<string, bigint>();
	private readonly asset: Asset;

	constructor(
		private readonly chain: Chain,
		private readonly plan: Plan,
		private readonly tell: (step: Step) => void,
	) {
		this.asset = { WithId: plan.asset.id };
	}

	async play(): Promise<void> {
		for (const cart of this.plan.carts) await this.cart(cart);
	}

	private async cart(cart: Cart): Promise<void> {
		const open: OpenShop[] = [];
		for (const shop of cart.shops) open.push(await this.publish(shop));
		const validUntil = await this.place(cart, open);
		for (const { shop, orders } of open) {
			const untracked = orders.filter(({ planned }) => planned.then !== 'delivered');
			if (untracked.length === 0) continue;
			const ids = untracked.map(({ id }) => id);
			const { ship } = this.chain.api.tx.orders;
			const receipt = await this.chain.ok(ship(ids, `PARCEL-${ids[0]}`), shop.merchant);
			this.step(shop.merchant, `ships ${this.names(untracked)} in one parcel`, receipt);
		}
		for (const { shop, orders } of open) {
			for (const order of orders) await this.fulfil(cart, shop, order);
		}
		await this.close(open, validUntil);
	}

	private async publish(shop: Shop): Promise<OpenShop> {
		const splits = shop.splits.map(({ recipient, share, onRefund }) => {
			return { recipient: this.chain.address(recipient), share, onRefund };
		});
		const windows = {
			receive: shop.receiveMs,
			inspect: INSPECT_MS,
			ship: AMPLE_MS,
			answer: AMPLE_MS,
			record: 0,
		};
		const { id, receipt } = await publish(this.chain, shop.merchant, terms({ splits, windows }));
		const shares = shop.splits.map(({ recipient, share }) => `${recipient} ${share / 10_000} %`);
		this.step(
			shop.merchant,
			`publishes terms: silence for ${shop.receiveMs / 1_000} s after shipping means consent` +
				(shares.length > 0 ? `; of every payout ${shares.join(', ')}` : ''),
			receipt,
		);
		return { shop, termsId: id, orders: [] };
	}

	/** The merchants sign off chain; the buyer pays everything in one transaction. */
	private async place({ buyer }: Cart, open: OpenShop[]): Promise<number> {
		const now = (await this.chain.api.query.timestamp.now()) as unknown as { toNumber(): number };
		const validUntil = Math.max(now.toNumber(), Date.now()) + this.plan.offerMs;
		const signed = [];
		let total = 0n;
		for (const { shop, termsId } of open) {
			const items = shop.orders.map(({ price, reference }) => ({ amount: price, reference }));
			total = items.reduce((sum, { amount }) => sum + amount, total);
			const quoted = {
				merchant: this.chain.address(shop.merchant),
				buyer: this.chain.address(buyer),
				terms: termsId,
				asset: this.asset,
				items,
				nonce: nextNonce(),
				validUntil,
			};
			signed.push(await sign(this.chain, this.chain.who(shop.merchant), quoted));
		}
		const receipt = await this.chain.ok(this.chain.api.tx.orders.place(signed, total), buyer);
		const ids = placed(receipt);
		for (const { shop, orders } of open) {
			for (const planned of shop.orders) {
				const id = ids.shift();
				if (id === undefined) throw new Error('the chain placed fewer orders than the cart has');
				orders.push({ id, planned });
			}
		}
		const shops = open.map(({ shop }) => shop.merchant).join(' and ');
		this.step(buyer, `places the signed offers of ${shops} and pays ${this.money(total)} into escrow`, receipt);
		return validUntil;
	}

	private async fulfil(cart: Cart, shop: Shop, order: { id: bigint; planned: PlannedOrder }): Promise<void> {
		const { confirm, requestRefund, answerRefund } = this.chain.api.tx.orders;
		const { id, planned } = order;
		const name = this.names([order]);
		switch (planned.then) {
			case 'delivered':
				await this.deliver(cart.buyer, shop.merchant, order);
				break;
			case 'confirmed':
				this.step(cart.buyer, `confirms ${name}`, await this.chain.ok(confirm([id]), cart.buyer));
				break;
			case 'refunded in part': {
				const ask = requestRefund(id, planned.refund, 'RefundOnly', null);
				const asked = await this.chain.ok(ask, cart.buyer);
				this.step(cart.buyer, `wants ${this.money(planned.refund)} of ${name} back`, asked);
				const granted = await this.chain.ok(answerRefund(id, 'Approve'), shop.merchant);
				this.step(shop.merchant, 'agrees', granted);
				const rest = await this.chain.ok(confirm([id]), cart.buyer);
				this.step(cart.buyer, `confirms the rest of ${name}`, rest);
				break;
			}
			case 'settled by time':
				await this.settled(id, shop.receiveMs + PATIENCE_MS);
				this.note('time', `passes, and ${name} settles`);
				break;
		}
		const stage = await this.settled(id, PATIENCE_MS);
		this.orders.push({ id, reference: planned.reference, then: planned.then, stage });
	}

	/** A parcel on record: two hands, scans, and the buyer's one-time key at the door. */
	private async deliver(
		buyer: string,
		merchant: string,
		order: { id: bigint; planned: PlannedOrder },
	): Promise<void> {
		const { chain } = this;
		const { logistics } = chain.api.tx;
		const name = this.names([order]);
		const held = (who: string) => chain.holdings(chain.address(who)).then(({ held }) => held);
		const before = await held(CARRIER);
		const company = await Company.ofCast(chain, CARRIER);
		const parcel = await create(chain, order.id, merchant);
		this.note(merchant, `puts ${name} on record as parcel #${parcel}`);
		const key = chain.keyring.createFromUri(`//door//${parcel}//${nextNonce()}`);
		const named = await chain.ok(logistics.setPodKey(parcel, key.address), buyer);
		this.step(buyer, `names the key that is to sign for parcel #${parcel}`, named);
		const taken = await handOver(chain, parcel, merchant, company);
		this.step(CARRIER, `takes over parcel #${parcel}`, taken);
		for (const milestone of ['Departed', 'OutForDelivery']) {
			const seen = await chain.ok(logistics.scan(parcel, scan(milestone)), company.courier);
			this.step(CARRIER, `scans parcel #${parcel}`, seen);
		}
		const signature = await signDelivery(chain, parcel, key);
		const proven = await chain.ok(logistics.proveDelivery(parcel, signature), company.courier);
		this.step(CARRIER, `hands over the buyer's signature for parcel #${parcel}`, proven);
		await this.settled(order.id, INSPECT_MS + PATIENCE_MS);
		this.note('time', `passes, and ${name} settles`);
		this.keep(CARRIER, (await held(CARRIER)) - before);
		this.keep(merchant, await depositFor(chain, parcel));
	}

	private keep(who: string, deposit: bigint): void {
		this.deposits.set(who, (this.deposits.get(who) ?? 0n) + deposit);
	}

	private note(who: string, did: string): void {
		this.tell({ who, did, fee: 0n, events: [] });
	}

	/** Waits until the chain itself has written down that the order is settled. */
	private settled(id: bigint, ms: number): Promise<string> {
		return eventually(ms, `order ${id} settles`, async () => {
			const { state } = (await stored(this.chain, id)) as { state: { [stage: string]: unknown } };
			return 'Settled' in state ? 'Settled' : undefined;
		});
	}

	/** Once the offers have expired the records can go, and the deposits come back. */
	private async close(open: OpenShop[], validUntil: number): Promise<void> {
		const { close, retireTerms } = this.chain.api.tx.orders;
		await eventually(this.plan.offerMs + PATIENCE_MS, 'the offers expire', async () => {
			const now = (await this.chain.api.query.timestamp.now()) as unknown as { toNumber(): number };
			return now.toNumber() >= validUntil ? true : undefined;
		});
		for (const { shop, termsId, orders } of open) {
			const { batchAll } = this.chain.api.tx.utility;
			const calls = [close(orders.map(({ id }) => id)), retireTerms(termsId)];
			const receipt = await this.chain.ok(batchAll(calls), shop.merchant);
			this.step(shop.merchant, 'closes the records and gets the deposits back', receipt);
		}
	}

	private step(who: string, did: string, receipt: Receipt): void {
		const events = eventsOf(receipt.events, 'orders').map(([name, fields]) => {
			const order = fields.order === undefined ? '' : ` #${fields.order}`;
			return `${name}${order}`;
		});
		for (const { shipment, status } of tracked(receipt)) events.push(`${status} #${shipment}`);
		this.tell({ who, did, fee: receipt.fee, events });
	}

	private names(orders: { id: bigint; planned: PlannedOrder }[]): string {
		return orders.map(({ id, planned }) => `${planned.reference} (#${id})`).join(' and ');
	}

	private money(amount: bigint): string {
		return `${human(amount, this.plan.asset.decimals)} ${this.plan.asset.symbol}`;
	}
}
