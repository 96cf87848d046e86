// What points buy: a gift that changes hands and is handed in, and a badge that cannot change hands.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { DOLLAR, SOUK } from '../../lib/chain.ts';
import { funded, publish, terms } from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { Issuer, PER_DOLLAR, balance, event, foundProgram, quickly } from '../../lib/points.ts';
import type { Fixture } from '../../lib/suite.ts';

const PRICE = 1_500n;
const PERSON = '+8613800138000';

export function rewards(fixture: Fixture): void {
	describe('what points buy', () => {
		let quick: { undo: () => Promise<void> };
		let issuer: Issuer;
		let program: bigint;
		let member: bigint;

		before(async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			quick = await quickly(chain);
			issuer = await Issuer.found(chain, 'rewards.example');
			await chain.newcomer('Giver', { souk: 1_000n * SOUK });
			await chain.newcomer('Collector', { souk: 20n * SOUK, usd: 100n * DOLLAR });
			await chain.newcomer('Friend', { souk: SOUK });
			const { context } = await issuer.nullifier(PERSON);
			program = await foundProgram(chain, 'Giver', context, ['Merchant2']);
			member = await issuer.enrol('Collector', PERSON);
			const { id: termsId } = await publish(chain, 'Merchant2', terms());
			const order = { merchant: 'Merchant2', buyer: 'Collector', termsId, amount: 40n * DOLLAR };
			const id = await funded(chain, order);
			await chain.ok(orders.ship([id], null), 'Merchant2');
			await chain.ok(orders.confirm([id]), 'Collector');
		});

		after(async () => {
			await quick.undo();
			await issuer.leave();
		});

		async function offered(kind: object, stock: number): Promise<{ id: bigint; collection: bigint }> {
			const { chain } = fixture;
			const promises = {
				kind,
				starts: null,
				ends: null,
				digest: randomBytes(32),
				uri: 'https://shop.example/rewards/1.json',
			};
			const offer = chain.api.tx.rewards.offerReward(program, promises as never, stock);
			const made = event(await chain.ok(offer, 'Giver'), 'rewards', 'RewardOffered');
			return { id: made.reward as bigint, collection: made.collection as bigint };
		}

		/** What the reward costs its operator while it is on record: held, and in its till. */
		async function closes(id: bigint): Promise<void> {
			const { chain } = fixture;
			const { rewards } = chain.api.tx;
			await chain.ok(rewards.endReward(id), 'Giver');
			const till = plain(await chain.api.call.rewardsApi.till(id)) as string;
			for (;;) {
				const { tallies } = plain(await chain.api.call.rewardsApi.reward(id)) as { tallies?: bigint };
				if (!tallies) break;
				await chain.ok(rewards.sweepTallies(id, 32), 'Friend');
			}
			await chain.ok(rewards.closeReward(id), 'Giver');
			assert.equal(plain(await chain.api.call.rewardsApi.reward(id)), null);
			const left = await chain.holdings(till);
			assert.deepEqual([left.souk, left.held], [0n, 0n]);
		}

		it('is a gift, which its owner gives away, and whoever has it hands in', async () => {
			const { chain } = fixture;
			const { rewards, nfts } = chain.api.tx;
			const before = await chain.book('Giver');
			const gift = { Gift: { price: PRICE, transferable: true, perPerson: 2 } };
			const { id, collection } = await offered(gift, 3);
			const has = async () => (await balance(chain, program, member)).spendable;
			const start = await has();
			assert.equal(start, 40n * PER_DOLLAR);
			const mayClaim = (name: string) => chain.api.call.rewardsApi.mayClaim(id, chain.address(name));
			assert.deepEqual(plain(await mayClaim('Friend')), { Err: 'NotMember' });
			assert.equal((await chain.refused(rewards.buy(id), 'Friend')).name, 'NotMember');
			const bought = event(await chain.ok(rewards.buy(id), 'Collector'), 'rewards', 'GiftBought');
			assert.equal(await has(), start - PRICE);
			const item = bought.item as bigint;
			await chain.ok(rewards.buy(id), 'Collector');
			assert.equal((await chain.refused(rewards.buy(id), 'Collector')).name, 'LimitReached');
			assert.equal(await has(), start - 2n * PRICE);

			const friend = chain.address('Friend');
			const steal = nfts.transfer(collection, item, friend);
			assert.equal((await chain.refused(steal, 'Giver')).section, 'nfts');
			await chain.ok(nfts.transfer(collection, item, friend), 'Collector');
			const notTheirs = await chain.refused(rewards.redeem(id, item), 'Collector');
			assert.equal(notTheirs.section, 'rewards');
			const redeemed = event(await chain.ok(rewards.redeem(id, item), 'Friend'), 'rewards', 'Redeemed');
			assert.deepEqual([redeemed.item, redeemed.by], [item, friend]);
			assert.equal((await chain.refused(rewards.redeem(id, item), 'Friend')).section, 'rewards');
			await chain.ok(rewards.redeem(id, 1), 'Collector');
			await closes(id);
			// Nothing but fees, which are not in it.
			assert.equal((await before.changes()).Giver?.souk ?? 0n, 0n);
		});

		it('is a badge, by an attestor\'s signature, which stays with the person', async () => {
			const { chain } = fixture;
			const { rewards, nfts } = chain.api.tx;
			const attestor = chain.keyring.createFromUri(`0x${randomBytes(32).toString('hex')}`);
			const { id, collection } = await offered({ Badge: { attestor: attestor.address } }, 5);
			const { nullifier } = await issuer.nullifier(PERSON);
			const deadline = Date.now() + 600_000;
			const payload = await chain.api.call.rewardsApi.claimPayload(id, nullifier, deadline);
			const signature = { Sr25519: attestor.sign(payload.toU8a(true)) };
			const claim = rewards.claimBadge(id, deadline, signature as never);
			const later = rewards.claimBadge(id, deadline + 1, signature as never);
			assert.equal((await chain.refused(later, 'Collector')).name, 'BadSignature');
			assert.equal((await chain.refused(rewards.buy(id), 'Collector')).section, 'rewards');
			const got = event(await chain.ok(claim, 'Collector'), 'rewards', 'BadgeClaimed');
			assert.equal(got.member, member);
			assert.equal((await chain.refused(claim, 'Collector')).name, 'LimitReached');
			const away = nfts.transfer(collection, got.item as bigint, chain.address('Friend'));
			assert.equal((await chain.refused(away, 'Collector')).section, 'nfts');
			assert.equal((await chain.refused(rewards.redeem(id, 0), 'Collector')).section, 'rewards');
			// Its owner can put it away, and the rest comes back.
			await chain.ok(nfts.burn(collection, got.item as bigint), 'Collector');
			await closes(id);
		});
	});
}
