// A chain that makes no block unasked, so that a test decides when time goes on.

import { describe } from 'node:test';
import { withNode } from '../lib/suite.ts';
import { fees } from './orders/fees.ts';
import { pauses } from './orders/pause.ts';
import { still } from './orders/time.ts';

describe('a chain without a heartbeat', () => {
	const fixture = withNode({ args: ['--heartbeat', '0'] });
	still(fixture);
	pauses(fixture);
	fees(fixture);
});
