// Checkouts of signed offers: what is signed, what is placed, what is refused.

import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { u8aToHex } from '@polkadot/util';
import { DOLLAR, SOUK, eventsOf } from '../../lib/chain.ts';
import {
	type Offer,
	nextNonce,
	offer,
	offlinePayload,
	only,
	orderEvents,
	placed,
	publish,
	sign,
	signPayload,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { sleep } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

export function offers(fixture: Fixture): void {
	describe('offers', () => {
		let first: bigint;
		let second: bigint;

		before(async () => {
			const { chain } = fixture;
			const platform = chain.address('Platform');
			const splits = [{ recipient: platform, share: 25_000, onRefund: 'Return' as const }];
			first = (await publish(chain, 'Merchant', terms({ splits }))).id;
			second = (await publish(chain, 'Merchant2', terms())).id;
		});

		const item = (amount: bigint, reference = 'A-1') => ({ amount, reference });

		async function placing(
			signer: string,
			quoted: Offer,
			buyer = 'Buyer',
			max = 1_000_000n * DOLLAR,
		) {
			const { chain } = fixture;
			const signed = await sign(chain, chain.who(signer), quoted);
			return chain.refused(chain.api.tx.orders.place([signed], max), buyer);
		}

		it('are signed over the same payload that a shop computes without the chain', async () => {
			const { chain } = fixture;
			const many = Array.from({ length: 16 }, (_, i) =>
				item(10n ** BigInt(i * 2), `№ ${i} 订单`),
			);
			const variants: Partial<Offer>[] = [
				{ items: [item(1n, '')] },
				{ items: [item(24_900_000n)], buyer: chain.address('Buyer2') },
				{ items: many, asset: 'Native' },
				{
					items: [item((1n << 128n) - 1n, 'x'.repeat(64))],
					asset: { WithId: 0xffff_ffff },
				},
				{ items: [], nonce: (1n << 64n) - 1n, validUntil: 0 },
			];
			for (const variant of variants) {
				const quoted = offer(chain, 'Merchant', { terms: first, ...variant });
				const named = await chain.api.call.ordersApi.offerPayload(quoted);
				const keys = {
					merchant: chain.who('Merchant').publicKey,
					buyer: quoted.buyer === null ? undefined : chain.who('Buyer2').publicKey,
				};
				const computed = offlinePayload(chain.api.genesisHash.toHex(), keys, quoted);
				assert.equal(named.toHex(), u8aToHex(computed));
			}
		});

		it('of two merchants are placed in one transaction by a shopper with next to no SOUK', async () => {
			const { chain } = fixture;
			await chain.newcomer('Shopper', { souk: SOUK / 20n, usd: 100n * DOLLAR });
			const [mine, theirs] = [
				offer(chain, 'Merchant', {
					terms: first,
					items: [item(24_900_000n, '2026-0815'), item(5_000_001n, '2026-0816')],
				}),
				offer(chain, 'Merchant2', { terms: second, items: [item(39_990_000n, 'T/9')] }),
			];
			const signed = [
				await sign(chain, chain.who('Merchant'), mine),
				await sign(chain, chain.who('Merchant2'), theirs),
			];
			const book = await chain.book('Shopper', 'Merchant', 'Merchant2', 'Platform');
			const total = 24_900_000n + 5_000_001n + 39_990_000n;
			const receipt = await chain.ok(chain.api.tx.orders.place(signed, total), 'Shopper');

			const ids = placed(receipt);
			assert.equal(ids.length, 3);
			const buyer = chain.address('Shopper');
			const facts = [
				['Merchant', first, 24_900_000n, '2026-0815'],
				['Merchant', first, 5_000_001n, '2026-0816'],
				['Merchant2', second, 39_990_000n, 'T/9'],
			] as const;
			const records = await Promise.all(ids.map((id) => stored(chain, id, receipt.block)));
			const shipBy = records.map(
				(r) => (r?.state as { Funded: { shipBy: bigint } }).Funded.shipBy,
			);
			assert.deepEqual(orderEvents(receipt), [
				...facts.map(([merchant, termsId, amount, reference], index) => [
					'OrderPlaced',
					{
						order: ids[index],
						merchant: chain.address(merchant),
						buyer,
						terms: termsId,
						tender: { Asset: { WithId: 1n } },
						amount,
						reference,
					},
				]),
				...ids.map((order, index) => [
					'OrderFunded',
					{ order, buyer, payer: buyer, shipBy: shipBy[index] },
				]),
			]);
			const deposits = records.map((record) => record?.deposit as bigint);
			assert.deepEqual(await book.changes(), {
				Shopper: { usd: -total },
				Merchant: { held: deposits[0] + deposits[1] },
				Merchant2: { held: deposits[2] },
				pot: { usd: total },
			});
			assert.ok(receipt.fee < SOUK / 20n, `the fee was ${receipt.fee}`);
			const mineNow = await chain.api.call.ordersApi.ordersOf(buyer, 'Buyer', null, 10);
			assert.deepEqual(plain(mineNow), ids);
			const rest = await chain.api.call.ordersApi.ordersOf(buyer, 'Buyer', ids[0], 1);
			assert.deepEqual(plain(rest), [ids[1]]);
		});

		it('are quoted as they will be paid out', async () => {
			const { chain } = fixture;
			const quoted = offer(chain, 'Merchant', {
				terms: first,
				items: [item(999n), item(40n), item(39n)],
			});
			const answer = plain(await chain.api.call.ordersApi.quote(quoted)) as {
				Ok: { total: bigint; deposit: bigint; items: unknown };
			};
			const platform = chain.address('Platform');
			assert.equal(answer.Ok.total, 1_078n);
			const whole = { means: null, discount: 0n };
			assert.deepEqual(answer.Ok.items, [
				// 2.5 % rounded down, the rest to the merchant.
				{ ...whole, amount: 999n, merchant: 975n, splits: [[platform, 24n]] },
				{ ...whole, amount: 40n, merchant: 39n, splits: [[platform, 1n]] },
				{ ...whole, amount: 39n, merchant: 39n, splits: [[platform, 0n]] },
			]);
			const expired = { ...quoted, validUntil: 1 };
			const refusal = await chain.api.call.ordersApi.quote(expired);
			const error = (refusal as unknown as { asErr: Parameters<typeof chain.explain>[0] })
				.asErr;
			assert.equal(chain.explain(error).name, 'OfferExpired');
		});

		it('can be signed with any key that holds an account', async () => {
			const { chain } = fixture;
			for (const type of ['ed25519', 'ecdsa'] as const) {
				const name = `Merchant of ${type}`;
				const merchant = await chain.newcomer(name, { souk: 5n * SOUK, type });
				const { id } = await publish(chain, name, terms());
				const quoted = offer(chain, name, { terms: id, items: [item(DOLLAR)] });
				const signed = await sign(chain, merchant, quoted);
				const receipt = await chain.ok(
					chain.api.tx.orders.place([signed], DOLLAR),
					'Buyer',
				);
				assert.equal(only(receipt, 'OrderPlaced').merchant, chain.address(name));
			}
		});

		it('of a checkout are placed all or none', async () => {
			const { chain } = fixture;
			const good = offer(chain, 'Merchant', { terms: first, items: [item(DOLLAR)] });
			const bad = offer(chain, 'Merchant2', { terms: second, items: [item(DOLLAR)] });
			const signed = [
				await sign(chain, chain.who('Merchant'), good),
				await sign(chain, chain.who('Carrier'), bad),
			];
			const book = await chain.book('Buyer', 'Merchant', 'Merchant2');
			const nextId = async () => plain(await chain.api.query.orders.nextOrderId());
			const next = await nextId();
			const receipt = await chain.send(
				chain.api.tx.orders.place(signed, 2n * DOLLAR),
				'Buyer',
			);
			assert.equal(receipt.failure?.name, 'BadSignature');
			assert.deepEqual(orderEvents(receipt), []);
			assert.deepEqual(await book.changes(), {});
			assert.deepEqual(await nextId(), next);
			// The good one is as good as before.
			await chain.ok(chain.api.tx.orders.place([signed[0]], DOLLAR), 'Buyer');
		});

		it('are placed once', async () => {
			const { chain } = fixture;
			const quoted = offer(chain, 'Merchant', { terms: first, items: [item(DOLLAR)] });
			const signed = await sign(chain, chain.who('Merchant'), quoted);
			const place = () => chain.api.tx.orders.place([signed], DOLLAR);
			await chain.ok(place(), 'Buyer');
			assert.deepEqual(await chain.refused(place(), 'Buyer3'), {
				section: 'orders',
				name: 'OfferAlreadyUsed',
				docs: 'The offer has been placed already.',
			});
		});

		it('are refused when they have expired', async () => {
			const { chain } = fixture;
			const soon = offer(chain, 'Merchant', {
				terms: first,
				items: [item(DOLLAR)],
				validUntil: Date.now() + 500,
			});
			await sleep(1_000);
			const failure = await placing('Merchant', soon);
			assert.equal(failure.name, 'OfferExpired');
			assert.match(failure.docs, /Ask the merchant for a new one\.$/);
		});

		it('are refused when they are forged, changed, or of another chain', async () => {
			const { chain } = fixture;
			const quoted = offer(chain, 'Merchant', { terms: first, items: [item(10n * DOLLAR)] });
			const place = (signed: Awaited<ReturnType<typeof sign>>) =>
				chain.refused(chain.api.tx.orders.place([signed], 10n * DOLLAR), 'Buyer');
			const merchant = chain.who('Merchant');

			const forged = await sign(chain, chain.who('Merchant2'), quoted);
			const cheaper = await sign(chain, merchant, quoted);
			cheaper.offer = { ...quoted, items: [item(1n)] };
			const keys = { merchant: merchant.publicKey };
			const elsewhere = offlinePayload(`0x${'42'.repeat(32)}`, keys, quoted);
			const foreign = signPayload(merchant, quoted, elsewhere);

			for (const signed of [forged, cheaper, foreign]) {
				const { section, name, docs } = await place(signed);
				assert.deepEqual([section, name], ['orders', 'BadSignature']);
				assert.match(docs, /not of this offer on this chain/);
			}
		});

		it('are refused above what the buyer agreed to pay', async () => {
			const { chain } = fixture;
			const quoted = offer(chain, 'Merchant', {
				terms: first,
				items: [item(10n), item(11n)],
			});
			assert.equal((await placing('Merchant', quoted, 'Buyer', 20n)).name, 'AboveMaxTotal');
			const signed = await sign(chain, chain.who('Merchant'), quoted);
			await chain.ok(chain.api.tx.orders.place([signed], 21n), 'Buyer');
		});

		it('are refused by name for everything else that is wrong with them', async () => {
			const { chain } = fixture;
			const base = { terms: first, items: [item(DOLLAR)] };
			const retired = (await publish(chain, 'Merchant', terms())).id;
			const kept = offer(chain, 'Merchant', { ...base, terms: retired });
			await chain.ok(
				chain.api.tx.orders.place([await sign(chain, chain.who('Merchant'), kept)], DOLLAR),
				'Buyer',
			);
			await chain.ok(chain.api.tx.orders.retireTerms(retired), 'Merchant');

			const cases: [string, Partial<Offer>, buyer?: string][] = [
				['OfferNotForBuyer', { buyer: chain.address('Buyer2') }],
				['NothingListed', { items: [] }],
				['ZeroAmount', { items: [item(0n)] }],
				['TotalTooLarge', { items: [item((1n << 128n) - 1n), item(1n)] }],
				['UnknownTerms', { terms: 999_999n }],
				['TermsOfAnotherMerchant', { terms: second }],
				['TermsAreRetired', { terms: retired }],
				['AssetNotAccepted', { asset: { WithId: 77 } }],
				['MerchantCannotBuy', {}, 'Merchant'],
			];
			for (const [name, wrong, buyer] of cases) {
				const failure = await placing(
					'Merchant',
					offer(chain, 'Merchant', { ...base, ...wrong }),
					buyer,
				);
				assert.deepEqual([failure.section, failure.name], ['orders', name]);
				assert.notEqual(failure.docs, '', name);
			}

			const dollars = await sign(
				chain,
				chain.who('Merchant'),
				offer(chain, 'Merchant', base),
			);
			const souks = await sign(
				chain,
				chain.who('Merchant2'),
				offer(chain, 'Merchant2', { ...base, terms: second, asset: 'Native' }),
			);
			const mixed = chain.api.tx.orders.place([dollars, souks], 10n * DOLLAR);
			assert.equal((await chain.refused(mixed, 'Buyer')).name, 'MixedAssets');
			const nothing = chain.api.tx.orders.place([], 0n);
			assert.equal((await chain.refused(nothing, 'Buyer')).name, 'NothingListed');
		});

		it('cannot be paid by who has too little, or would leave dust', async () => {
			const { chain } = fixture;
			await chain.newcomer('Poor', { souk: SOUK / 10n, usd: 2n * DOLLAR });
			const quote = (amount: bigint) =>
				offer(chain, 'Merchant2', { terms: second, items: [item(amount)] });
			const tooMuch = await placing('Merchant2', quote(3n * DOLLAR), 'Poor');
			assert.notEqual(tooMuch.section, 'orders');
			// The least that an account can hold is a cent.
			const dust = await placing('Merchant2', quote(2n * DOLLAR - 9_999n), 'Poor');
			assert.equal(dust.name, 'WouldLoseDust');
			const all = await sign(chain, chain.who('Merchant2'), quote(2n * DOLLAR));
			const receipt = await chain.ok(chain.api.tx.orders.place([all], 2n * DOLLAR), 'Poor');
			assert.equal((await chain.holdings(chain.address('Poor'))).usd, 0n);

			// The last of it comes back to an account that has nothing else of it.
			const [id] = placed(receipt);
			await chain.ok(chain.api.tx.orders.cancel(id), 'Merchant2');
			assert.equal((await chain.holdings(chain.address('Poor'))).usd, 2n * DOLLAR);
			assert.equal((await view(chain, id))?.stage, 'Refunded');
		});

		it('in SOUK are settled like those in a stablecoin', async () => {
			const { chain } = fixture;
			const quoted = offer(chain, 'Merchant', {
				terms: first,
				asset: 'Native',
				items: [item(2n * SOUK + 1n)],
				nonce: nextNonce(),
			});
			const signed = await sign(chain, chain.who('Merchant'), quoted);
			const place = await chain.ok(chain.api.tx.orders.place([signed], 3n * SOUK), 'Buyer');
			const [id] = placed(place);
			const book = await chain.book('Buyer', 'Merchant', 'Platform');
			const confirm = await chain.ok(chain.api.tx.orders.confirm([id]), 'Buyer');
			// 2.5 % of 2,000,000,000,001 rounded down, the rest to the merchant.
			assert.deepEqual(await book.changes(), {
				Merchant: { souk: 1_950_000_000_001n },
				Platform: { souk: 50_000_000_000n },
				pot: { souk: -2_000_000_000_001n },
			});
			const transfers = eventsOf(confirm.events, 'balances').filter(
				([name]) => name === 'Transfer',
			);
			assert.equal(transfers.length, 2);
		});
	});
}
