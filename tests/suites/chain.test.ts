// What needs one ordinary development node: connecting, its blocks, and everything about orders.

import { describe } from 'node:test';
import { withNode } from '../lib/suite.ts';
import { connecting } from './node/connect.ts';
import { instant } from './node/instant.ts';
import { sharing } from './data/sharing.ts';
import { documents } from './logistics/epcis.ts';
import { parcels } from './logistics/parcels.ts';
import { coalition } from './loyalty/coalition.ts';
import { coupons } from './loyalty/coupons.ts';
import { float } from './loyalty/float.ts';
import { points } from './loyalty/points.ts';
import { rewards } from './loyalty/rewards.ts';
import { tasks } from './loyalty/tasks.ts';
import { complaints } from './orders/complaints.ts';
import { external } from './orders/external.ts';
import { offers } from './orders/offers.ts';
import { records } from './orders/records.ts';
import { refunds } from './orders/refunds.ts';
import { steps } from './orders/steps.ts';
import { beating } from './orders/time.ts';

describe('a development chain', () => {
	const fixture = withNode({ args: ['--heartbeat', '300'] });
	connecting(fixture);
	instant(fixture);
	steps(fixture);
	offers(fixture);
	refunds(fixture);
	records(fixture);
	complaints(fixture);
	external(fixture);
	parcels(fixture);
	documents(fixture);
	points(fixture);
	float(fixture);
	tasks(fixture);
	coalition(fixture);
	coupons(fixture);
	rewards(fixture);
	sharing(fixture);
	beating(fixture);
});
