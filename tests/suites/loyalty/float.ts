// An operator that puts more on hold than points need: check-ins then move no money, and cost less.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { SOUK } from '../../lib/chain.ts';
import { Issuer, checkIns, event, foundProgram, liability, quickly } from '../../lib/points.ts';
import type { Fixture } from '../../lib/suite.ts';

const PERSON = '+8613800138000';
const FLOAT = 3n * SOUK;
const EACH = 100n;
/** What is held for them: half of a thousandth of a SOUK for each. */
const BEHIND = (EACH * SOUK) / 2_000n;

export function float(fixture: Fixture): void {
	describe('a float', () => {
		let quick: { undo: () => Promise<void> };
		let issuer: Issuer;
		let program: bigint;

		before(async () => {
			const { chain } = fixture;
			quick = await quickly(chain);
			issuer = await Issuer.found(chain, 'float.example');
			await chain.newcomer('Floater', { souk: 1_000n * SOUK });
			await chain.newcomer('Regular', { souk: 20n * SOUK });
			const { context } = await issuer.nullifier(PERSON);
			const rules = [checkIns(EACH)];
			program = await foundProgram(chain, 'Floater', context, [], { rules });
			await issuer.enrol('Regular', PERSON);
		});

		after(async () => {
			await quick.undo();
			await issuer.leave();
		});

		function checkIn() {
			const { chain } = fixture;
			return chain.ok(chain.api.tx.loyalty.checkIn(program, 0), 'Regular');
		}

		/** What of the program's is held, and how much of it is more than needed. */
		async function behind() {
			const { held, needed } = await liability(fixture.chain, program);
			return { held, more: held - needed };
		}

		/** What the operator has. */
		async function operators() {
			const { chain } = fixture;
			const { souk, held } = await chain.holdings(chain.address('Floater'));
			return { free: souk - held, held };
		}

		it('is held at once, and awards move no money and cost less until it is gone', async () => {
			const { chain } = fixture;
			const { loyalty } = chain.api.tx;
			const bare = await operators();
			const first = await checkIn();
			assert.deepEqual(await behind(), { held: BEHIND, more: 0n });
			// Besides the money behind the points, deposits of the member's records.
			const opened = await operators();
			assert.ok(opened.held - bare.held > BEHIND);
			// Without a float there is always something to hold.
			const plainly = await checkIn();
			const awarded = await operators();
			assert.equal(awarded.held - opened.held, BEHIND);
			assert.equal(awarded.free - opened.free, -BEHIND);
			assert.deepEqual(await behind(), { held: 2n * BEHIND, more: 0n });

			const book = await chain.book('Floater');
			const set = await chain.ok(loyalty.setFloat(program, FLOAT), 'Floater');
			assert.deepEqual(event(set, 'loyalty', 'FloatSet'), { program, float: FLOAT });
			assert.deepEqual(await behind(), { held: 2n * BEHIND + FLOAT, more: FLOAT });
			assert.deepEqual((await book.changes()).Floater, { held: FLOAT });

			const before = await operators();
			const quiet = await checkIn();
			assert.equal(event(quiet, 'loyalty', 'PointsEarned').points, EACH);
			assert.deepEqual(await operators(), before);
			assert.deepEqual(await behind(), { held: 2n * BEHIND + FLOAT, more: FLOAT - BEHIND });
			// By more than a tenth: a change of what all transactions cost is not it.
			const most = (fee: bigint) => (fee * 9n) / 10n;
			assert.ok(quiet.fee < most(first.fee), `${quiet.fee} after ${first.fee}`);
			assert.ok(quiet.fee < most(plainly.fee), `${quiet.fee} after ${plainly.fee}`);
		});

		it('is refused if the operator does not have it, and comes back when it is none', async () => {
			const { chain } = fixture;
			const { loyalty } = chain.api.tx;
			const before = await behind();
			const { free } = await operators();
			const lacking = await chain.refused(loyalty.setFloat(program, free + FLOAT), 'Floater');
			assert.deepEqual([lacking.section, lacking.name], ['loyalty', 'OperatorCannotBack']);
			const meddled = await chain.refused(loyalty.setFloat(program, FLOAT), 'Regular');
			assert.equal(meddled.name, 'NotOperator');
			assert.deepEqual(await behind(), before);

			const book = await chain.book('Floater');
			await chain.ok(loyalty.setFloat(program, 0), 'Floater');
			assert.deepEqual(await behind(), { held: 3n * BEHIND, more: 0n });
			assert.deepEqual((await book.changes()).Floater, { held: -before.more });
		});
	});
}
