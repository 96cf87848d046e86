// The second act: two shoppers become members of a program, earn, spend, get money back, and are ranked.

import { type Chain, DOLLAR, SOUK, eventsOf, type Receipt } from '../lib/chain.ts';
import { human } from '../lib/format.ts';
import { funded, nextNonce, placed, publish, sign, terms } from '../lib/orders.ts';
import {
	Issuer,
	PER_DOLLAR,
	PER_DOLLAR_OFF,
	SHORT,
	balance,
	board,
	event,
	foundProgram,
	quickly,
	season,
} from '../lib/points.ts';
import { eventually } from '../lib/time.ts';
import type { Step } from './play.ts';

/** One line of the account that is given at the end. */
export interface Figure {
	what: string;
	is: string;
	wanted: string;
	right: boolean;
}

const PRIZE = 5n * SOUK;
/** How long a season lasts after it has begun. */
const SEASON_MS = 20_000;

export class PointsStory {
	readonly figures: Figure[] = [];

	constructor(
		private readonly chain: Chain,
		private readonly tell: (step: Step) => void,
	) {}

	async play(): Promise<void> {
		const quick = await quickly(this.chain);
		this.say('Alice', 'lets epochs and seasons be short, as governance may');
		try {
			// Played again on the same chain, these are other people.
			const issuer = await Issuer.found(this.chain, `demo-${Date.now()}.example`);
			try {
				await this.story(issuer);
			} finally {
				await issuer.leave();
			}
		} finally {
			await quick.undo();
		}
	}

	private async story(issuer: Issuer): Promise<void> {
		const { chain } = this;
		const { orders, seasons } = chain.api.tx;
		const [operator, tea, mei, tom] = ['Operator', 'Tea', 'Mei', 'Tom'];
		await chain.newcomer(operator, { souk: 1_000n * SOUK });
		for (const shopper of [mei, tom]) {
			await chain.newcomer(shopper, { souk: 20n * SOUK, usd: 500n * DOLLAR });
		}
		await chain.newcomer(tea, { souk: 100n * SOUK, usd: 100n * DOLLAR });
		const shop = (await publish(chain, tea, terms({ windows: { record: 0 } }))).id;
		const { context } = await issuer.nullifier('+0');
		const program = await foundProgram(chain, operator, context, [tea]);
		this.say(operator, `founds program #${program}: ${PER_DOLLAR} points for each sUSD spent at Tea`);
		const members = {
			mei: await issuer.enrol(mei, '+8613800138000'),
			tom: await issuer.enrol(tom, '+8613800138001'),
		};
		this.say('Mei and Tom', 'become members, each by an attestation that they are one person');

		const now = Date.now();
		const [start, end] = [now + 3_000, now + 3_000 + SEASON_MS];
		const open = seasons.openSeason(program, season(start, end), [PRIZE], 50n * SOUK);
		const opened = await chain.ok(open, operator);
		const ranking = event(opened, 'seasons', 'SeasonOpened').season as bigint;
		this.step(operator, `opens a season and puts up ${human(PRIZE, 12)} SOUK for its winner`, opened);
		await this.passed(start + 500, 'the season begins');

		await this.buys(mei, tea, shop, 40n);
		const returned = await this.buys(tom, tea, shop, 60n);
		await this.points('Mei has, of 40 sUSD', program, members.mei, 40n * PER_DOLLAR);
		await this.points('Tom has, of 60 sUSD', program, members.tom, 60n * PER_DOLLAR);

		// Points pay for a part of the next order.
		const points = 2n * PER_DOLLAR_OFF;
		const quoted = {
			merchant: chain.address(tea),
			buyer: chain.address(mei),
			terms: shop,
			asset: { WithId: 1 },
			items: [{ amount: 10n * DOLLAR, reference: 'TEA-POINTS' }],
			nonce: nextNonce(),
			validUntil: Date.now() + 60_000,
		};
		const signed = await sign(chain, chain.who(tea), quoted);
		const discounted = [{ ...signed, discounts: [{ Points: points }] }];
		const bought = await chain.ok(orders.place(discounted as never, 8n * DOLLAR), mei);
		const [bargain] = placed(bought);
		this.step(mei, `pays 2 of 10 sUSD with ${points} points`, bought);
		await chain.ok(orders.ship([bargain], null), tea);
		this.step(mei, `confirms #${bargain}`, await chain.ok(orders.confirm([bargain]), mei));
		const left = 40n * PER_DOLLAR - points + 8n * PER_DOLLAR;
		await this.points('Mei has, of 8 sUSD more', program, members.mei, left);

		// What is sent back earns nothing, and wins nothing.
		const refund = await chain.ok(orders.refund(returned, 30n * DOLLAR), tea);
		this.step(tea, `gives Tom 30 of 60 sUSD back for #${returned}`, refund);
		await this.points('Tom has, of what he kept', program, members.tom, 30n * PER_DOLLAR);
		const half = await chain.ok(orders.refund(bargain, 4n * DOLLAR), tea);
		this.step(tea, `gives Mei 4 of 8 sUSD back for #${bargain}`, half);
		const back = left + points / 2n - 4n * PER_DOLLAR;
		await this.points('Mei has, with half of the points back', program, members.mei, back);

		await this.passed(end + SHORT + 1_000, 'the season is over, and nobody challenged it');
		const places = await board(chain, ranking);
		const [first, second] = places;
		const who = new Map([
			[members.mei, 'Mei'],
			[members.tom, 'Tom'],
		]);
		const shown = (place?: [bigint, bigint]) => `${place && who.get(place[0])} ${place?.[1]}`;
		this.figure('first on the board', shown(first), `Mei ${44n * PER_DOLLAR}`);
		this.figure('second', shown(second), `Tom ${30n * PER_DOLLAR}`);
		await chain.ok(seasons.finalise(ranking), tom);
		const loser = await chain.refused(seasons.claimPrize(ranking), tom);
		this.figure('Tom claims the prize', loser.name, 'NoPrize');
		const before = await chain.book(mei);
		const won = await chain.ok(seasons.claimPrize(ranking), mei);
		this.step(mei, 'claims the prize', won);
		// The fee is not in it.
		const gained = (await before.changes())[mei]?.souk ?? 0n;
		this.figure('Mei gets, in SOUK', human(gained, 12), human(PRIZE, 12));
	}

	private async buys(buyer: string, merchant: string, termsId: bigint, dollars: bigint): Promise<bigint> {
		const { chain } = this;
		const { orders } = chain.api.tx;
		const id = await funded(chain, { merchant, buyer, termsId, amount: dollars * DOLLAR });
		await chain.ok(orders.ship([id], null), merchant);
		const confirmed = await chain.ok(orders.confirm([id]), buyer);
		this.step(buyer, `buys for ${dollars} sUSD, and confirms #${id}`, confirmed);
		return id;
	}

	private async points(what: string, program: bigint, member: bigint, wanted: bigint): Promise<void> {
		const { spendable } = await balance(this.chain, program, member);
		this.figure(what, `${spendable} points`, `${wanted} points`);
	}

	private figure(what: string, is: string, wanted: string): void {
		this.figures.push({ what, is, wanted, right: is === wanted });
	}

	private async passed(moment: number, what: string): Promise<void> {
		await eventually(60_000, what, async () => (Date.now() > moment ? true : undefined));
		this.say('time', `passes: ${what}`);
	}

	private step(who: string, did: string, receipt: Receipt): void {
		const events = ['orders', 'loyalty', 'seasons'].flatMap((pallet) =>
			eventsOf(receipt.events, pallet).map(([named]) => named),
		);
		this.tell({ who, did, fee: receipt.fee, events });
	}

	private say(who: string, did: string): void {
		this.tell({ who, did, fee: 0n, events: [] });
	}
}
