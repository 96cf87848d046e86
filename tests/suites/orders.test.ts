// Everything about orders, on one node.

import { describe } from 'node:test';
import { withNode } from '../lib/suite.ts';
import { offers } from './orders/offers.ts';
import { records } from './orders/records.ts';
import { refunds } from './orders/refunds.ts';
import { steps } from './orders/steps.ts';
import { beating } from './orders/time.ts';

describe('orders', () => {
	const fixture = withNode({ args: ['--heartbeat', '300'] });
	steps(fixture);
	offers(fixture);
	refunds(fixture);
	records(fixture);
	beating(fixture);
});
