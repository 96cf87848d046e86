// What the sides of an order disagree about: returns, negotiated splits, disputes before a resolver.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createKeyMulti, encodeAddress, sortAddresses } from '@polkadot/util-crypto';
import { type Chain, type Receipt, DOLLAR, SOUK, STABLE, eventsOf } from '../../lib/chain.ts';
import {
	actions,
	disputes,
	funded,
	only,
	orderEvents,
	publish,
	stored,
	terms,
	view,
} from '../../lib/orders.ts';
import { plain } from '../../lib/plain.ts';
import { sleep } from '../../lib/time.ts';
import type { Fixture } from '../../lib/suite.ts';

const PRICE = 1_000n * DOLLAR;
const BOND = PRICE / 10n;
const FEE = (PRICE * 4n) / 100n;

/** Names of an order's events, in order. */
function names(receipt: Receipt): string[] {
	return orderEvents(receipt).map(([name]) => name);
}

/** An order on its way, under these terms. */
async function shipped(chain: Chain, termsId: bigint): Promise<bigint> {
	const id = await funded(chain, { termsId, amount: PRICE });
	await chain.ok(chain.api.tx.orders.ship([id], 'T-1'), 'Merchant');
	return id;
}

export function complaints(fixture: Fixture): void {
	describe('a dispute', () => {
		it('is decided by a multisig, which is paid for that by whoever lost', async () => {
			const { chain } = fixture;
			const { orders, multisig, balances } = chain.api.tx;
			const panel = ['Resolver', 'Carrier', 'Platform'];
			const prefix = chain.api.registry.chainSS58 ?? 42;
			const account = createKeyMulti(
				panel.map((name) => chain.address(name)),
				2,
			);
			const resolver = encodeAddress(account, prefix);
			await chain.ok(balances.transferKeepAlive(resolver, SOUK), 'Platform');
			await chain.ok(chain.api.tx.assets.transfer(1, resolver, DOLLAR), 'Platform');
			const rules = terms({ disputes: disputes(resolver) });
			const { id: termsId } = await publish(chain, 'Merchant', rules);
			const id = await shipped(chain, termsId);
			const book = await chain.book('Buyer', 'Merchant');
			const panelHad = (await chain.holdings(resolver)).usd;

			const evidence = `0x${'cd'.repeat(32)}`;
			await chain.ok(orders.dispute(id, evidence), 'Buyer');
			assert.equal((await chain.refused(orders.confirm([id]), 'Merchant')).name, 'NotBuyer');
			await chain.ok(orders.proposeSplit(id, PRICE / 2n), 'Merchant');
			await chain.ok(orders.escalate(id, evidence), 'Buyer');
			assert.deepEqual((await actions(chain, id)).sort(), [
				'Buyer AcceptSplit',
				'Buyer Confirm',
				'Buyer ProposeSplit',
				'Merchant Escalate',
				'Merchant ProposeSplit',
				'Merchant Refund',
			]);
			const answered = await chain.ok(orders.escalate(id, null), 'Merchant');
			assert.deepEqual(names(answered), ['DisputeEscalated', 'ResolverCalled']);
			assert.equal((await view(chain, id))?.bonds, 2n * BOND);
			const listed = await chain.api.call.ordersApi.ordersOf(resolver, 'Resolver', null, 10);
			assert.deepEqual(plain(listed), [id]);

			// Nobody alone.
			const toBuyer = (PRICE * 3n) / 4n;
			const decide = orders.decide(id, toBuyer);
			assert.equal((await chain.refused(decide, 'Resolver')).name, 'NotResolver');
			const weight = { refTime: 50_000_000_000n, proofSize: 1_000_000n };
			const others = (name: string) =>
				sortAddresses(
					panel.filter((other) => other !== name).map((other) => chain.address(other)),
					prefix,
				);
			const first = await chain.ok(
				multisig.asMulti(2, others('Resolver'), null, decide, weight),
				'Resolver',
			);
			const index = first.events.find(({ event }) => event.method === 'NewMultisig');
			assert.ok(index, 'the multisig has not begun');
			const timepoint = {
				height: first.number,
				index: index.phase.asApplyExtrinsic.toNumber(),
			};
			const last = await chain.ok(
				multisig.asMulti(2, others('Carrier'), timepoint, decide, weight),
				'Carrier',
			);
			const executed = eventsOf(last.events, 'multisig').find(
				([name]) => name === 'MultisigExecuted',
			);
			assert.deepEqual(executed?.[1].result, 'Ok', 'the decision failed');
			assert.deepEqual(names(last), ['DisputeDecided', 'OrderRefunded', 'OrderSettled']);

			// The merchant lost three quarters, and bears as much of the fee.
			assert.deepEqual(await book.changes(), {
				Buyer: { usd: toBuyer - FEE / 4n },
				Merchant: { usd: PRICE - toBuyer - (FEE * 3n) / 4n },
				pot: { usd: -PRICE },
			});
			assert.equal((await chain.holdings(resolver)).usd - panelHad, FEE);
			assert.equal((await view(chain, id))?.stage, 'Settled');
		});

		it('is settled between the sides, by a proposal that cannot be swapped', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const rules = terms({ disputes: disputes(chain.address('Resolver')) });
			const { id: termsId } = await publish(chain, 'Merchant', rules);
			const id = await shipped(chain, termsId);
			await chain.ok(orders.dispute(id, null), 'Merchant');
			await chain.ok(orders.proposeSplit(id, 100n), 'Merchant');
			await chain.ok(orders.proposeSplit(id, 90n), 'Merchant');
			const swapped = await chain.refused(orders.acceptSplit(id, 100n), 'Buyer');
			assert.equal(swapped.name, 'ProposalChanged');
			const own = await chain.refused(orders.acceptSplit(id, 90n), 'Merchant');
			assert.equal(own.name, 'NothingProposed');
			const book = await chain.book('Buyer', 'Merchant');
			await chain.ok(orders.acceptSplit(id, 90n), 'Buyer');
			assert.deepEqual(await book.changes(), {
				Buyer: { usd: 90n },
				Merchant: { usd: PRICE - 90n },
				pot: { usd: -PRICE },
			});
		});

		it('ends with the preset of the terms when the resolver is silent', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const resolver = chain.address('Resolver');
			const rules = terms({ disputes: disputes(resolver, { respond: 1_000, decide: 1_000 }) });
			const { id: termsId } = await publish(chain, 'Merchant', rules);
			const id = await shipped(chain, termsId);
			const book = await chain.book('Buyer', 'Merchant', 'Resolver');
			await chain.ok(orders.dispute(id, null), 'Buyer');
			// The merchant never answers, and loses as much as a bond; so does nobody else.
			await chain.ok(orders.escalate(id, null), 'Buyer');
			await sleep(2_500);
			const over = await chain.send(orders.settleDue([id]), 'Carrier');
			// Unless the chain was faster.
			assert.ok([undefined, 'NothingDue'].includes(over.failure?.name));
			assert.equal((await view(chain, id))?.stage, 'Settled');
			const toBuyer = (PRICE * 6n) / 10n;
			assert.deepEqual(await book.changes(), {
				Buyer: { usd: toBuyer + BOND },
				Merchant: { usd: PRICE - toBuyer - BOND },
				pot: { usd: -PRICE },
			});
		});

		it('is not offered where the terms name nobody to decide it', async () => {
			const { chain } = fixture;
			const { id: termsId } = await publish(chain, 'Merchant', terms());
			const id = await shipped(chain, termsId);
			const refused = await chain.refused(chain.api.tx.orders.dispute(id, null), 'Buyer');
			assert.equal(refused.name, 'DisputesNotOffered');
		});
	});

	describe('a return', () => {
		it('is refunded when the goods are back', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const { id: termsId } = await publish(chain, 'Merchant', terms());
			const id = await shipped(chain, termsId);
			const book = await chain.book('Buyer');
			const ask = orders.requestRefund(id, 400n, 'ReturnGoods', null);
			await chain.ok(ask, 'Buyer');
			const approved = await chain.ok(orders.answerRefund(id, 'Approve'), 'Merchant');
			assert.deepEqual(names(approved), ['ReturnApproved']);
			assert.deepEqual((await actions(chain, id)).sort(), [
				'Buyer Confirm',
				'Buyer ReturnSent',
				'Merchant Extend',
				'Merchant ReturnReceived',
			]);
			await chain.ok(orders.returnSent(id, 'R-1'), 'Buyer');
			const back = await chain.ok(orders.returnReceived(id), 'Merchant');
			assert.deepEqual(names(back), ['ReturnReceived', 'OrderRefunded']);
			assert.equal((await view(chain, id))?.stage, 'Shipped');
			assert.deepEqual((await book.changes()).Buyer, { usd: 400n });
		});

		it('that never arrives is disputed, and the sides share the loss', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const rules = terms({ disputes: disputes(chain.address('Resolver')) });
			const { id: termsId } = await publish(chain, 'Merchant', rules);
			const id = await shipped(chain, termsId);
			await chain.ok(orders.requestRefund(id, PRICE, 'ReturnGoods', null), 'Buyer');
			await chain.ok(orders.answerRefund(id, 'Approve'), 'Merchant');
			await chain.ok(orders.returnSent(id, 'LOST-1'), 'Buyer');
			const waiting = (await stored(chain, id))?.state as {
				Returning: { leg: { Sent: { receiveBy: bigint } } };
			};
			assert.ok(waiting.Returning.leg.Sent.receiveBy > BigInt(Date.now()));
			// Silence would refund the buyer, so the merchant says that nothing came.
			const opened = only(await chain.ok(orders.dispute(id, null), 'Merchant'), 'DisputeOpened');
			assert.equal(opened.by, 'Merchant');
			const book = await chain.book('Buyer', 'Merchant');
			await chain.ok(orders.proposeSplit(id, PRICE / 2n), 'Buyer');
			await chain.ok(orders.acceptSplit(id, PRICE / 2n), 'Merchant');
			assert.deepEqual(await book.changes(), {
				Buyer: { usd: PRICE / 2n },
				Merchant: { usd: PRICE / 2n },
				pot: { usd: -PRICE },
			});
		});

		it('that is never sent leaves the order where it was', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			const { id: termsId } = await publish(
				chain,
				'Merchant',
				terms({ windows: { sendBack: 1_000 } }),
			);
			const id = await shipped(chain, termsId);
			await chain.ok(orders.requestRefund(id, PRICE, 'ReturnGoods', null), 'Buyer');
			await chain.ok(orders.answerRefund(id, 'Approve'), 'Merchant');
			await sleep(2_000);
			const late = await chain.refused(orders.returnSent(id, null), 'Buyer');
			assert.equal(late.name, 'NothingToSendBack');
			assert.equal((await view(chain, id))?.stage, 'Shipped');
		});
	});

	describe('a reserve', () => {
		it('keeps back a part of the payout, and pays refunds first', async () => {
			const { chain } = fixture;
			const { orders } = chain.api.tx;
			await chain.newcomer('Trader', { souk: 100n * SOUK });
			const rules = terms({ reserve: { share: 200_000, hold: 600_000 } });
			const { id: termsId } = await publish(chain, 'Trader', rules);
			const id = await funded(chain, { merchant: 'Trader', termsId, amount: PRICE });
			await chain.ok(orders.confirm([id]), 'Buyer');
			const trader = chain.address('Trader');
			const kept = PRICE / 5n;
			assert.equal((await chain.holdings(trader)).usd, PRICE - kept);
			assert.equal(plain(await chain.api.call.ordersApi.reserve(trader, STABLE)), kept);

			// The trader spends what it has, so the reserve pays, and the trader owes the rest.
			const all = chain.api.tx.assets.transferAll(1, chain.address('Platform'), false);
			await chain.ok(all, 'Trader');
			const book = await chain.book('Buyer');
			const refund = await chain.ok(orders.refund(id, 300n * DOLLAR), 'Trader');
			assert.deepEqual(names(refund), ['RefundOwed', 'OrderRefunded']);
			assert.deepEqual((await book.changes()).Buyer, { usd: kept });
			const owed = 300n * DOLLAR - kept;
			assert.equal((await view(chain, id))?.refundDebt, owed);

			// The next sale pays it off.
			const next = await funded(chain, { merchant: 'Trader', termsId, amount: PRICE });
			const settled = await chain.ok(orders.confirm([next]), 'Buyer');
			assert.deepEqual(only(settled, 'RefundPaid'), { order: id, amount: owed });
			const left = PRICE - owed;
			assert.equal((await chain.holdings(trader)).usd, left - left / 5n);
			assert.equal((await view(chain, id))?.refundDebt, 0n);
		});
	});
}
