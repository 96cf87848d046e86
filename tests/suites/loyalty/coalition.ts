// Two programs of two operators whose points become each other's: agreed, exchanged, settled, ended.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SOUK } from '../../lib/chain.ts';
import { plain } from '../../lib/plain.ts';
import {
	type Ending,
	Issuer,
	ONE,
	balance,
	checkIns,
	endings,
	event,
	foundProgram,
	liability,
	quickly,
} from '../../lib/points.ts';
import type { Fixture } from '../../lib/suite.ts';
import { sleep } from '../../lib/time.ts';

const PERSON = '+8613800138000';
const [AIR_EPOCH, INN_EPOCH] = [4_000, 5_000];
/** A point of the airline's is a thousandth of a SOUK, one of the hotel's two; half of it is held. */
const [MILE, NIGHT] = [SOUK / 1_000n, SOUK / 500n];
const CAP = 1_400n;

/** Two miles are a night, less a tenth. */
const THERE = { rate: ONE / 2n, haircut: 100_000, dailyCap: CAP, credit: 10n * SOUK };
const BACK = { rate: 2n * ONE, haircut: 0, dailyCap: CAP, credit: 10n * SOUK };

/** The cap is of a day, which ends at midnight (UTC): what is exchanged here has to be of one. */
async function awayFromMidnight(): Promise<void> {
	const day = 24 * 3_600_000;
	const left = day - (Date.now() % day);
	if (left < 60_000) await sleep(left + 1_000);
}

export function coalition(fixture: Fixture): void {
	describe('two programs that are partners', () => {
		let quick: { undo: () => Promise<void> };
		let issuer: Issuer;
		let miles: bigint;
		let nights: bigint;
		let member: bigint;

		before(async () => {
			const { chain } = fixture;
			quick = await quickly(chain);
			issuer = await Issuer.found(chain, 'coalition.example');
			for (const name of ['Airline', 'Hotel', 'Meddler']) {
				await chain.newcomer(name, { souk: 300n * SOUK });
			}
			await chain.newcomer('Traveller', { souk: 20n * SOUK });
			await chain.newcomer('Passer-by', { souk: 20n * SOUK });
			const { context } = await issuer.nullifier(PERSON);
			const rules = [checkIns(1_000n)];
			const lifetime = { Epochs: 36 };
			const air = { epoch: AIR_EPOCH, lifetime, value: ONE * MILE };
			const inn = { epoch: INN_EPOCH, lifetime, value: ONE * NIGHT };
			miles = await foundProgram(chain, 'Airline', context, [], { promised: air, rules });
			nights = await foundProgram(chain, 'Hotel', context, [], { promised: inn, rules });
			member = await issuer.enrol('Traveller', PERSON);
			await chain.ok(chain.api.tx.loyalty.checkIn(miles, 0), 'Traveller');
		});

		after(async () => {
			await quick.undo();
			await issuer.leave();
		});

		/** The last end of an epoch of a program that is not later than a time. */
		async function lastEnd(program: bigint, epoch: number, time: bigint): Promise<bigint> {
			const { nextEpochAt } = await liability(fixture.chain, program);
			return nextEpochAt + ((time - nextEpochAt) / BigInt(epoch)) * BigInt(epoch);
		}

		async function only(program: bigint): Promise<Ending & { at: bigint }> {
			const [ending, ...more] = await endings(fixture.chain, program, member);
			assert.deepEqual(more, []);
			assert.notEqual(ending.at, null);
			return ending as Ending & { at: bigint };
		}

		async function spendable(program: bigint): Promise<bigint> {
			return (await balance(fixture.chain, program, member)).spendable;
		}

		const held = async (program: bigint) => (await liability(fixture.chain, program)).held;

		it('agree on what one proposed, and on nothing else', async () => {
			const { chain } = fixture;
			const { coalition } = chain.api.tx;
			const generous = { ...THERE, rate: ONE / 2n + 1n };
			const refused = async (tx: Parameters<typeof chain.refused>[0], who: string) =>
				(await chain.refused(tx, who)).name;
			const free = coalition.proposePartner(miles, nights, generous, BACK);
			assert.equal(await refused(free, 'Airline'), 'RateTooHigh');
			const propose = coalition.proposePartner(miles, nights, THERE, BACK);
			assert.equal(await refused(propose, 'Meddler'), 'NotOperator');
			const book = await chain.book('Airline');
			await chain.ok(propose, 'Airline');
			assert.ok(((await book.changes()).Airline?.held ?? 0n) > 0n);
			const exchange = coalition.exchange(miles, nights, 100n);
			assert.equal(await refused(exchange, 'Traveller'), 'NotAgreed');

			const accept = coalition.acceptPartner(nights, miles, BACK, THERE);
			assert.equal(await refused(accept, 'Meddler'), 'NotOperator');
			const own = coalition.acceptPartner(miles, nights, THERE, BACK);
			assert.equal(await refused(own, 'Airline'), 'OwnProposal');
			const other = coalition.acceptPartner(nights, miles, BACK, { ...THERE, dailyCap: CAP + 1n });
			assert.equal(await refused(other, 'Hotel'), 'OfferDiffers');
			const accepted = event(await chain.ok(accept, 'Hotel'), 'coalition', 'PartnerAccepted');
			assert.deepEqual(accepted, { program: nights, partner: miles });
			assert.equal(await refused(accept, 'Hotel'), 'NotProposed');
		});

		it('exchange points, which never end later than they would have', async () => {
			await awayFromMidnight();
			const { chain } = fixture;
			const { coalition } = chain.api.tx;
			const book = await chain.book('Airline', 'Hotel');
			const mile = await only(miles);
			assert.equal(mile.points, 1_000n);
			const there = await chain.ok(coalition.exchange(miles, nights, 800n), 'Traveller');
			// What is worth a night and a tenth of it, of which the half was on hold.
			const [passed, worth] = [(800n * MILE) / 2n, 360n * NIGHT];
			assert.deepEqual(event(there, 'coalition', 'Exchanged'), {
				from: miles,
				to: nights,
				member,
				points: 800n,
				arrived: 360n,
				netted: 0n,
				passed,
				owed: worth - passed,
			});
			assert.deepEqual(await only(miles), { at: mile.at, points: 200n });
			const night = await only(nights);
			assert.equal(night.points, 360n);
			// The last end there that is not later, which is sooner by less than an epoch.
			assert.equal(night.at, await lastEnd(nights, INN_EPOCH, mile.at));
			assert.ok(night.at <= mile.at && night.at > mile.at - BigInt(INN_EPOCH));
			assert.equal(await held(miles), (200n * MILE) / 2n);
			assert.equal(await held(nights), (360n * NIGHT) / 2n);
			assert.deepEqual(await book.changes(), {
				Airline: { souk: -passed, held: -passed },
				Hotel: { souk: passed, held: (360n * NIGHT) / 2n },
			});

			// And back: what is left of them ends no later than it did at first.
			const back = await chain.ok(coalition.exchange(nights, miles, 100n), 'Traveller');
			assert.equal(event(back, 'coalition', 'Exchanged').arrived, 200n);
			assert.deepEqual(await only(nights), { at: night.at, points: 260n });
			const returned = await lastEnd(miles, AIR_EPOCH, night.at);
			const lots = await endings(chain, miles, member);
			const expected =
				returned === mile.at
					? [{ at: mile.at, points: 400n }]
					: [
							{ at: returned, points: 200n },
							{ at: mile.at, points: 200n },
						];
			assert.deepEqual(lots, expected);
			assert.ok(returned <= night.at);
		});

		it('exchange no more in a day than was agreed, and of members alone', async () => {
			const { chain } = fixture;
			const { coalition, loyalty } = chain.api.tx;
			await chain.ok(loyalty.checkIn(miles, 0), 'Traveller');
			// The first eight hundred are of today.
			const left = CAP - 800n;
			const over = await chain.refused(coalition.exchange(miles, nights, left + 1n), 'Traveller');
			assert.deepEqual([over.section, over.name], ['coalition', 'DailyCapReached']);
			const nobody = await chain.refused(coalition.exchange(miles, nights, 10n), 'Passer-by');
			assert.deepEqual([nobody.section, nobody.name], ['loyalty', 'NotMember']);
			const has = await spendable(miles);
			await chain.ok(coalition.exchange(miles, nights, left), 'Traveller');
			assert.equal(await spendable(miles), has - left);
			const more = await chain.refused(coalition.exchange(miles, nights, 10n), 'Traveller');
			assert.equal(more.name, 'DailyCapReached');
		});

		it('pay each other the difference', async () => {
			const { chain } = fixture;
			const { coalition } = chain.api.tx;
			const { ways } = plain(await chain.api.query.coalition.partnerships(miles, nights)) as {
				ways: { lower: { owed: bigint }; higher: { owed: bigint } };
			};
			// 1400 miles became 630 nights, and a hundred nights two hundred miles.
			assert.equal(ways.lower.owed, 630n * NIGHT - (CAP * MILE) / 2n);
			assert.equal(ways.higher.owed, 200n * MILE - (100n * NIGHT) / 2n);
			const amount = ways.lower.owed - ways.higher.owed;
			const meddled = await chain.refused(coalition.settleNet(miles, nights), 'Meddler');
			assert.equal(meddled.name, 'NotOperator');
			const book = await chain.book('Airline', 'Hotel');
			const settled = await chain.ok(coalition.settleNet(nights, miles), 'Hotel');
			assert.deepEqual(event(settled, 'coalition', 'Settled'), {
				debtor: miles,
				creditor: nights,
				amount,
			});
			assert.deepEqual(await book.changes(), {
				Airline: { souk: -amount },
				Hotel: { souk: amount },
			});
			const again = await chain.refused(coalition.settleNet(miles, nights), 'Airline');
			assert.equal(again.name, 'NothingOwed');
		});

		it('end it, and what is owed stays owed', async () => {
			const { chain } = fixture;
			const { coalition } = chain.api.tx;
			await chain.ok(coalition.exchange(nights, miles, 50n), 'Traveller');
			const meddled = await chain.refused(coalition.endPartner(miles, nights), 'Meddler');
			assert.equal(meddled.name, 'NotOperator');
			const ended = await chain.ok(coalition.endPartner(nights, miles), 'Hotel');
			event(ended, 'coalition', 'PartnerEnded');
			const late = await chain.refused(coalition.exchange(nights, miles, 50n), 'Traveller');
			assert.equal(late.name, 'NotAgreed');
			const book = await chain.book('Airline', 'Hotel');
			const settled = await chain.ok(coalition.settleNet(miles, nights), 'Airline');
			event(settled, 'coalition', 'PartnershipRemoved');
			const changes = await book.changes();
			const owed = 100n * MILE - (50n * NIGHT) / 2n;
			assert.deepEqual(changes.Hotel, { souk: -owed });
			assert.equal(changes.Airline.souk, owed);
			// The deposit is back.
			assert.ok((changes.Airline.held ?? 0n) < 0n);
			const gone = await chain.refused(coalition.exchange(nights, miles, 50n), 'Traveller');
			assert.equal(gone.name, 'NotPartners');
		});
	});
}
