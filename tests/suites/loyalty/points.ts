// Points from the attestation of a person to a prize: earned on purchases, spent at another merchant,
// taken back with a refund, ranked.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DOLLAR, SOUK, STABLE, eventsOf } from '../../lib/chain.ts';
import { funded, offer, only, placed, publish, sign, terms, view } from '../../lib/orders.ts';
import { type Plain, plain } from '../../lib/plain.ts';
import {
	Issuer,
	SHORT,
	balance,
	board,
	endings,
	event,
	foundProgram,
	quickly,
	season,
} from '../../lib/points.ts';
import { eventually } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

/** What an order did to a member's points. */
interface Line {
	order: bigint;
	earned: { [field: string]: Plain } | null;
	spent: { [field: string]: Plain } | null;
}

export function points(fixture: Fixture): void {
	describe('a loyalty program', () => {
		let quick: { undo: () => Promise<void> };
		let issuer: Issuer;
		let program: bigint;
		let member: bigint;
		let other: bigint;
		let stranger: bigint;
		let shops: { [name: string]: bigint };

		before(async () => {
			const { chain } = fixture;
			quick = await quickly(chain);
			issuer = await Issuer.found(chain, 'points.example');
			const { context } = await issuer.nullifier('+0');
			await chain.newcomer('Operator', { souk: 1_000n * SOUK });
			await chain.newcomer('Second shop', { souk: 20n * SOUK });
			await chain.newcomer('Fan', { souk: 20n * SOUK, usd: 1_000n * DOLLAR });
			await chain.newcomer('Rival', { souk: 20n * SOUK, usd: 1_000n * DOLLAR });
			shops = {};
			for (const shop of ['Merchant', 'Second shop']) {
				shops[shop] = (await publish(chain, shop, terms())).id;
			}
			program = await foundProgram(chain, 'Operator', context, Object.keys(shops));
			member = await issuer.enrol('Fan', '+8613800138000');
			other = await issuer.enrol('Rival', '+8613800138001');
			await chain.newcomer('Stranger', { souk: 20n * SOUK });
			stranger = await issuer.enrol('Stranger', '+8613800138002');
		});

		after(async () => {
			await quick.undo();
			await issuer.leave();
		});

		async function bought(buyer: string, amount: bigint): Promise<bigint> {
			const { chain } = fixture;
			const order = { buyer, termsId: shops.Merchant, amount };
			const id = await funded(chain, order);
			await chain.ok(chain.api.tx.orders.ship([id], null), 'Merchant');
			await chain.ok(chain.api.tx.orders.confirm([id]), buyer);
			return id;
		}

		/** What the chain says of an order before it is placed. */
		async function quote(shop: string, buyer: string, amount: bigint) {
			const { chain } = fixture;
			const [merchant, payer] = [chain.address(shop), chain.address(buyer)];
			const tender = { Asset: STABLE };
			return plain(await chain.api.call.loyaltyApi.quote(merchant, payer, tender, amount));
		}

		/** What the order of that number did to a member's points. */
		async function stated(order: bigint, who: bigint) {
			const { chain } = fixture;
			const statement = await chain.api.call.loyaltyApi.statement(program, who, order, 1);
			const { lines, next } = plain(statement) as unknown as { lines: Line[]; next: bigint };
			assert.equal(next, order + 1n);
			return lines;
		}

		async function placeOf(id: bigint, who: bigint) {
			return plain(await fixture.chain.api.call.seasonsApi.rank(id, who));
		}

		it('counts a person once, however often they come', async () => {
			const { chain } = fixture;
			const { membership } = chain.api.tx;
			await chain.newcomer('Fan again', { souk: 20n * SOUK });
			const control = { controller: chain.address('Fan again'), recovery: null };
			await chain.ok(membership.register(control, null), 'Fan again');
			const proof = await issuer.attest('+8613800138000', chain.address('Fan again'));
			const twice = await chain.refused(membership.bindProof(proof, null), 'Fan again');
			assert.equal(twice.name, 'NullifierOnRecord');
			const elsewhere = await issuer.attest('+8613800138009', chain.address('Rival'));
			const second = await chain.refused(membership.bindProof(elsewhere, null), 'Rival');
			assert.equal(second.name, 'ContextTaken');
			const stolen = await issuer.attest('+8613800138009', chain.address('Fan again'));
			const refused = await chain.refused(membership.bindProof(stolen, null), 'Rival');
			assert.deepEqual([refused.section, refused.name], ['membership', 'ConsentMissing']);
		});

		it('awards on settlement, pays at another shop, and takes back with a refund', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const nothing = { program, earns: 0n, rule: null, points: 0n, discount: 0n };
			const first = { ...nothing, earns: 2_000n, rule: 0n };
			assert.deepEqual(await quote('Merchant', 'Fan', 20n * DOLLAR), first);
			assert.deepEqual(await quote('Merchant', 'Fan again', 20n * DOLLAR), nothing);
			assert.equal(await quote('Merchant2', 'Fan', 20n * DOLLAR), null);
			assert.deepEqual(await endings(chain, program, member), []);
			const id = await funded(chain, {
				buyer: 'Fan',
				termsId: shops.Merchant,
				amount: 20n * DOLLAR,
			});
			const start = { spendable: 0n, pending: 2_000n, reserved: 0n, debt: 0n };
			assert.deepEqual(await balance(chain, program, member), start);
			// What is pending cannot be spent.
			assert.deepEqual(await endings(chain, program, member), []);
			await chain.ok(orders.ship([id], null), 'Merchant');
			await chain.ok(orders.confirm([id]), 'Fan');
			const earned = { ...start, spendable: 2_000n, pending: 0n };
			assert.deepEqual(await balance(chain, program, member), earned);
			assert.deepEqual(await endings(chain, program, member), [{ at: null, points: 2_000n }]);
			const [line] = await stated(id, member);
			assert.deepEqual([line.order, line.earned?.points, line.spent], [id, 2_000n, null]);
			assert.deepEqual([line.earned?.clawed, line.earned?.amount], [0n, 20n * DOLLAR]);
			assert.deepEqual(line.earned?.stage, { Released: 'Never' });
			assert.deepEqual(await stated(id, other), []);

			// A thousand points are a dollar less at the other shop, and half the price at most.
			const quoted = offer(chain, 'Second shop', {
				terms: shops['Second shop'],
				items: [{ amount: 4n * DOLLAR, reference: 'B-1' }],
				validUntil: Date.now() + 6_000,
			});
			assert.deepEqual(await quote('Second shop', 'Fan', 4n * DOLLAR), {
				program,
				earns: 400n,
				rule: 0n,
				points: 2_000n,
				discount: 2n * DOLLAR,
			});
			const signed = await sign(chain, chain.who('Second shop'), quoted);
			const greedy = orders.place([{ ...signed, discounts: [{ Points: 2_001n }] }], 4n * DOLLAR);
			const tooMuch = await chain.refused(greedy, 'Fan');
			assert.deepEqual([tooMuch.section, tooMuch.name], ['loyalty', 'ShareTooLarge']);
			const book = await chain.book('Fan', 'Second shop');
			const place = orders.place([{ ...signed, discounts: [{ Points: 1_000n }] }], 3n * DOLLAR);
			const receipt = await chain.ok(place, 'Fan');
			const [bargain] = placed(receipt);
			assert.equal(only(receipt, 'DiscountUsed').due, 3n * DOLLAR);
			assert.equal((await view(chain, bargain))?.due, 3n * DOLLAR);
			assert.deepEqual(await balance(chain, program, member), {
				spendable: 1_000n,
				pending: 300n,
				reserved: 1_000n,
				debt: 0n,
			});
			await chain.ok(orders.ship([bargain], null), 'Second shop');
			await chain.ok(orders.confirm([bargain]), 'Fan');
			const spent = { spendable: 1_300n, pending: 0n, reserved: 0n, debt: 0n };
			assert.deepEqual(await balance(chain, program, member), spent);
			const changes = await book.changes();
			assert.equal(changes.Fan.usd, -3n * DOLLAR);
			assert.equal(changes['Second shop'].usd, 3n * DOLLAR);

			// The shop gives a dollar of the three back: a third of what was used, and of what it earned.
			await chain.ok(orders.refund(bargain, DOLLAR), 'Second shop');
			assert.equal((await balance(chain, program, member)).spendable, 1_300n + 333n - 100n);
			const left = [{ at: null, points: 1_533n }];
			assert.deepEqual(await endings(chain, program, member), left);
			const [{ earned: got, spent: used }] = await stated(bargain, member);
			assert.deepEqual([got?.points, got?.clawed], [300n, 100n]);
			assert.deepEqual([used?.returned, used?.charged], [333n, 3n * DOLLAR]);
			assert.deepEqual(used?.lots, [{ expiry: 'Never', points: 1_000n }]);
			assert.equal(used?.stage, 'Captured');

			// When the order leaves the record the shop is paid for the points that stayed spent.
			await eventually(30_000, 'the offer can be placed no more', async () =>
				Date.now() > quoted.validUntil + 1_000 ? true : undefined,
			);
			const before = await chain.book('Second shop');
			const removed = await chain.ok(orders.close([bargain]), 'Buyer2');
			const paid = event(removed, 'loyalty', 'MerchantReimbursed').amount as bigint;
			assert.equal(paid, (667n * SOUK) / 2_000n);
			assert.equal((await before.changes())['Second shop']?.souk, paid);
			assert.deepEqual(await stated(bargain, member), []);
		});

		it('ranks its members by what is settled, and pays the prize to who has won', async () => {
			const { chain } = fixture;
			const { loyalty, orders, seasons } = chain.api.tx;
			const now = Date.now();
			const [start, end] = [now + 3_000, now + 18_000];
			const open = seasons.openSeason(program, season(start, end), [5n * SOUK], 50n * SOUK);
			const id = event(await chain.ok(open, 'Operator'), 'seasons', 'SeasonOpened')
				.season as bigint;
			await eventually(30_000, 'the season starts', async () =>
				Date.now() > start + 500 ? true : undefined,
			);
			await bought('Rival', 30n * DOLLAR);
			const returned = await bought('Rival', 40n * DOLLAR);
			await bought('Fan', 50n * DOLLAR);
			assert.deepEqual(await board(chain, id), [
				[other, 7_000n],
				[member, 5_000n],
			]);
			assert.deepEqual(await placeOf(id, other), { OnBoard: 1n });
			assert.deepEqual(await placeOf(id, member), { OnBoard: 2n });
			// Who buys to win and sends it back does not.
			await chain.ok(orders.refund(returned, 40n * DOLLAR), 'Merchant');
			assert.deepEqual(await board(chain, id), [
				[member, 5_000n],
				[other, 3_000n],
			]);
			assert.deepEqual(await placeOf(id, member), { OnBoard: 1n });
			assert.deepEqual(await placeOf(id, other), { OnBoard: 2n });
			assert.equal(await placeOf(id, stranger), 'Unranked');
			const score = async (who: bigint) => plain(await chain.api.call.seasonsApi.score(id, who));
			const good = { tasks: 0n, merchants: 1n, minMerchants: 1n, standing: 'Good' };
			assert.deepEqual(await score(member), { points: 5_000n, ...good });
			assert.deepEqual(await score(other), { points: 3_000n, ...good });
			assert.equal(await score(stranger), null);
			const early = await chain.refused(seasons.finalise(id), 'Rival');
			assert.deepEqual([early.section, early.name], ['seasons', 'StillOpenToChallenge']);
			await eventually(60_000, 'the season is over', async () =>
				Date.now() > end + SHORT + 1_000 ? true : undefined,
			);
			await bought('Rival', 90n * DOLLAR);
			await chain.ok(seasons.finalise(id), 'Rival');
			const beaten = await chain.refused(seasons.claimPrize(id), 'Rival');
			assert.deepEqual([beaten.section, beaten.name], ['seasons', 'NoPrize']);
			const won = await chain.ok(seasons.claimPrize(id), 'Fan');
			assert.equal(event(won, 'seasons', 'PrizePaid').amount, 5n * SOUK);
			const again = await chain.refused(seasons.claimPrize(id), 'Fan');
			assert.deepEqual([again.section, again.name], ['seasons', 'AlreadyPaid']);
			await chain.ok(seasons.closeSeason(id), 'Rival');
			const pruned = await chain.ok(seasons.prune(id, 32), 'Rival');
			assert.ok(eventsOf(pruned.events, 'seasons').length > 0);
			await chain.ok(loyalty.pause(program), 'Operator');
		});
	});
}
