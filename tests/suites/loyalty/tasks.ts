// Points for what an attestor signs, and what members do with them: give them away, have them together,
// reach a tier, and spend them when the program ends.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { KeyringPair } from '@polkadot/keyring/types';
import { DOLLAR, SOUK, type Tx } from '../../lib/chain.ts';
import { offer, only, placed, publish, sign, terms } from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import {
	Issuer,
	LIMITS,
	PER_DOLLAR_OFF,
	balance,
	checkIns,
	endings,
	event,
	foundProgram,
	nextEpoch,
	quickly,
} from '../../lib/points.ts';
import { eventually } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

const DOER = '+8613800138000';
const FRIEND = '+8613800138001';
/** What the task awards, and what being there does. */
const [TASK, VISIT] = [1_000n, 700n];
const GIFTS = 500n;
/** Long enough to give twice in one of them. */
const EPOCH = 8_000;

interface Claim {
	program: bigint;
	rule: number;
	subject: string;
	nonce: number;
	deadline: number;
	evidence: string;
}

export function tasks(fixture: Fixture): void {
	describe('a task', () => {
		let quick: { undo: () => Promise<void> };
		let issuer: Issuer;
		let attestor: KeyringPair;
		let forger: KeyringPair;
		let context: string;
		let subject: string;
		let program: bigint;
		let doer: bigint;
		let friend: bigint;
		let shop: bigint;
		let nonce = 0;

		before(async () => {
			const { chain } = fixture;
			quick = await quickly(chain);
			issuer = await Issuer.found(chain, 'tasks.example');
			await chain.newcomer('Employer', { souk: 1_000n * SOUK });
			await chain.newcomer('Task shop', { souk: 20n * SOUK });
			for (const name of ['Doer', 'Housemate', 'Onlooker']) {
				await chain.newcomer(name, { souk: 20n * SOUK, usd: 100n * DOLLAR });
			}
			// Keys that sign and have no account.
			[attestor, forger] = [0, 1].map(() =>
				chain.keyring.createFromUri(`0x${randomBytes(32).toString('hex')}`),
			);
			({ context, nullifier: subject } = await issuer.nullifier(DOER));
			shop = (await publish(chain, 'Task shop', terms())).id;
			const promised = { epoch: EPOCH, lifetime: { Epochs: 36 }, gifts: GIFTS };
			const rules = [attested(attestor), checkIns(VISIT)];
			const served = ['Task shop'];
			program = await foundProgram(chain, 'Employer', context, served, { promised, rules });
			doer = await issuer.enrol('Doer', DOER);
			friend = await issuer.enrol('Housemate', FRIEND);
		});

		after(async () => {
			await quick.undo();
			await issuer.leave();
		});

		/** A rule for a task that somebody signs for. */
		function attested(by: KeyringPair): object {
			return {
				trigger: { Attested: randomBytes(32) },
				formula: { Flat: TASK },
				limits: LIMITS,
				ranked: false,
				attestors: [by.address],
			};
		}

		/** That a task was done which was not before. */
		function done(overrides: Partial<Claim> = {}): Claim {
			const deadline = Date.now() + 600_000;
			nonce += 1;
			return { program, rule: 0, subject, nonce, deadline, evidence: 'Task', ...overrides };
		}

		/** Signs what the chain says is to be signed. */
		async function signed(claim: Claim, by: KeyringPair): Promise<object> {
			const payload = await fixture.chain.api.call.loyaltyApi.claimPayload(claim);
			return { Sr25519: by.sign(payload.toU8a(true)) };
		}

		/** Hands a claim in. */
		function claimed(claim: Claim, by: KeyringPair, signature: object): Tx {
			return fixture.chain.api.tx.loyalty.claimTask(claim, by.address, signature as never);
		}

		async function refused(tx: Tx, who: string): Promise<string> {
			const { section, name } = await fixture.chain.refused(tx, who);
			assert.equal(section, 'loyalty');
			return name;
		}

		const spendable = async (member: bigint, of = program) =>
			(await balance(fixture.chain, of, member)).spendable;

		it('is paid once, to whom its attestor named', async () => {
			const { chain } = fixture;
			const claim = done();
			const signature = await signed(claim, attestor);
			const task = claimed(claim, attestor, signature);
			// Whoever sees it in the pool has no use for it.
			assert.equal(await refused(task, 'Housemate'), 'NotOwnClaim');
			assert.equal(await refused(task, 'Onlooker'), 'NotMember');
			const forged = claimed(claim, forger, await signed(claim, forger));
			assert.equal(await refused(forged, 'Doer'), 'NotAttestor');
			const pretended = claimed(claim, attestor, await signed(claim, forger));
			assert.equal(await refused(pretended, 'Doer'), 'BadSignature');
			const later = { ...claim, deadline: claim.deadline + 1 };
			assert.equal(await refused(claimed(later, attestor, signature), 'Doer'), 'BadSignature');
			const twice = { ...claim, nonce: claim.nonce + 1_000 };
			assert.equal(await refused(claimed(twice, attestor, signature), 'Doer'), 'BadSignature');
			const past = done({ deadline: Date.now() - 60_000 });
			const expired = claimed(past, attestor, await signed(past, attestor));
			assert.equal(await refused(expired, 'Doer'), 'ClaimExpired');
			const visit = done({ rule: 1 });
			const wrong = claimed(visit, attestor, await signed(visit, attestor));
			assert.equal(await refused(wrong, 'Doer'), 'WrongTrigger');
			assert.equal(await spendable(doer), 0n);

			const earned = event(await chain.ok(task, 'Doer'), 'loyalty', 'PointsEarned');
			const expected = { program, rule: 0n, member: doer, points: TASK, netted: 0n };
			assert.deepEqual(earned, expected);
			assert.equal(await refused(task, 'Doer'), 'ClaimAlreadyUsed');
			// Signed for once more, it is still the same task.
			const anew = claimed(later, attestor, await signed(later, attestor));
			assert.equal(await refused(anew, 'Doer'), 'ClaimAlreadyUsed');
			assert.equal(await spendable(doer), TASK);
		});

		it('brings points that end when they would have, whoever they are given to', async () => {
			const { chain } = fixture;
			const { loyalty } = chain.api.tx;
			const gift = (to: string, points: bigint) =>
				loyalty.gift(program, chain.address(to), points);
			assert.equal(await refused(gift('Housemate', GIFTS + 1n), 'Doer'), 'GiftLimitReached');
			// The limit is that of an epoch: from the beginning of one there is time for both.
			await nextEpoch(chain, program);
			// What was earned before ends sooner than this.
			await chain.ok(loyalty.checkIn(program, 1), 'Doer');
			const [soon, late] = await endings(chain, program, doer);
			assert.deepEqual([soon.points, late.points], [TASK, VISIT]);
			assert.ok((soon.at ?? 0n) < (late.at ?? 0n));
			await chain.ok(gift('Housemate', GIFTS - 200n), 'Doer');
			assert.equal(await refused(gift('Housemate', 201n), 'Doer'), 'GiftLimitReached');
			assert.deepEqual(await endings(chain, program, doer), [
				{ at: soon.at, points: TASK - GIFTS + 200n },
				late,
			]);
			const given = { at: soon.at, points: GIFTS - 200n };
			assert.deepEqual(await endings(chain, program, friend), [given]);
			assert.equal(await refused(gift('Doer', 1n), 'Doer'), 'GiftToOneself');
			assert.equal(await refused(gift('Onlooker', 1n), 'Doer'), 'NotMember');
			assert.equal(await refused(gift('Doer', GIFTS), 'Housemate'), 'TooFewPoints');
		});

		it('brings points that a household has together', async () => {
			const { chain } = fixture;
			const { loyalty } = chain.api.tx;
			const open = loyalty.openPool(program, [chain.address('Housemate')]);
			const pool = event(await chain.ok(open, 'Doer'), 'loyalty', 'PoolOpened').pool as bigint;
			const join = loyalty.joinPool(program, pool);
			const draw = (points: bigint) => loyalty.draw(program, pool, points);
			assert.equal(await refused(draw(1n), 'Housemate'), 'NotInPool');
			const unknown = loyalty.joinPool(program, pool + 1n);
			assert.equal(await refused(unknown, 'Housemate'), 'UnknownPool');
			await chain.ok(join, 'Housemate');
			assert.equal(await refused(join, 'Housemate'), 'NotInvited');

			const [before, had] = [await endings(chain, program, doer), await spendable(friend)];
			const contribute = (points: bigint) => loyalty.contribute(program, pool, points);
			// In the next epoch more can be given away, and it counts as that.
			await nextEpoch(chain, program);
			await chain.ok(contribute(GIFTS), 'Doer');
			assert.equal(await refused(contribute(1n), 'Doer'), 'GiftLimitReached');
			assert.equal(await refused(draw(GIFTS + 1n), 'Housemate'), 'TooFewPoints');
			assert.equal(await refused(draw(1n), 'Onlooker'), 'NotMember');
			const drawn = event(await chain.ok(draw(450n), 'Housemate'), 'loyalty', 'PointsDrawn');
			assert.deepEqual([drawn.member, drawn.points, drawn.netted], [friend, 450n, 0n]);
			const [{ at }] = before;
			assert.deepEqual(await endings(chain, program, friend), [{ at, points: had + 450n }]);
			// The last one to leave takes what is left.
			await chain.ok(loyalty.leavePool(program, pool), 'Housemate');
			const left = await chain.ok(loyalty.leavePool(program, pool), 'Doer');
			event(left, 'loyalty', 'PoolDissolved');
			const has = before.map((lot) => (lot.at === at ? { at, points: lot.points - 450n } : lot));
			assert.deepEqual(await endings(chain, program, doer), has);
		});

		it('leads to a tier, in which there is more for it', async () => {
			const { chain } = fixture;
			const { loyalty } = chain.api.tx;
			const rules = [attested(attestor)];
			const club = await foundProgram(chain, 'Employer', context, [], { rules });
			const tier = async () => {
				const view = plain(await chain.api.call.loyaltyApi.tier(club, doer));
				return view as { [field: string]: unknown } | null;
			};
			assert.equal(await tier(), null);
			const levels = [
				{ threshold: 2n * TASK, bonus: 100_000 },
				{ threshold: 10n * TASK, bonus: 500_000 },
			];
			await chain.ok(loyalty.setTiers(club, { period: 36, levels }), 'Employer');
			await eventually(30_000, 'the tiers hold', async () => (await tier()) ?? undefined);
			const earn = async () => {
				const claim = done({ program: club });
				const call = claimed(claim, attestor, await signed(claim, attestor));
				return event(await chain.ok(call, 'Doer'), 'loyalty', 'PointsEarned').points;
			};
			assert.equal(await earn(), TASK);
			const first = await tier();
			assert.deepEqual([first?.tier, first?.bonus, first?.until], [0n, 0n, null]);
			assert.deepEqual([first?.points, first?.nextAt], [TASK, 2n * TASK]);
			assert.equal(await earn(), TASK);
			const second = await tier();
			assert.deepEqual([second?.tier, second?.bonus], [1n, 100_000n]);
			assert.deepEqual([second?.points, second?.nextAt], [2n * TASK, 10n * TASK]);
			// To the end of the period after this one.
			assert.ok((second?.until as bigint) > (second?.periodEndsAt as bigint));
			assert.equal(await earn(), (TASK * 11n) / 10n);
		});

		it('is paid no more when the program ends, and what was earned is spent', async () => {
			const { chain } = fixture;
			const { loyalty, orders } = chain.api.tx;
			const claim = done();
			const task = claimed(claim, attestor, await signed(claim, attestor));
			await chain.ok(loyalty.windDown(program), 'Employer');
			assert.equal(await refused(task, 'Doer'), 'ProgramEnding');
			assert.equal(await refused(loyalty.checkIn(program, 1), 'Doer'), 'ProgramEnding');
			assert.equal(await refused(loyalty.windDown(program), 'Employer'), 'AlreadyEnding');

			assert.equal(await spendable(friend), 750n);
			const items = [{ amount: 4n * DOLLAR, reference: 'T-1' }];
			const quoted = offer(chain, 'Task shop', { terms: shop, items });
			const by = await sign(chain, chain.who('Task shop'), quoted);
			const pays = 4n * DOLLAR - (740n * DOLLAR) / PER_DOLLAR_OFF;
			const place = orders.place([{ ...by, discounts: [{ Points: 740n }] }], pays);
			const receipt = await chain.ok(place, 'Housemate');
			assert.equal(only(receipt, 'DiscountUsed').due, pays);
			const [id] = placed(receipt);
			await chain.ok(orders.ship([id], null), 'Task shop');
			await chain.ok(orders.confirm([id]), 'Housemate');
			const left = { spendable: 10n, pending: 0n, reserved: 0n, debt: 0n };
			assert.deepEqual(await balance(chain, program, friend), left);
			// They are given away as before, too.
			await chain.ok(loyalty.gift(program, chain.address('Doer'), 10n), 'Housemate');
			assert.equal(await spendable(friend), 0n);
		});
	});
}
