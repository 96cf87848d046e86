// The demo, as somebody runs it on a chain of their own.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { withNode } from '../lib/suite.ts';

const TESTS = dirname(dirname(fileURLToPath(import.meta.url)));
const CARTS = join(TESTS, '../scripts/carts.json');

describe('the demo', () => {
	const fixture = withNode({ args: ['--heartbeat', '500'] });

	it('plays its carts to the last cent', { timeout: 180_000 }, async () => {
		const args = ['--import', 'tsx', 'demo/main.ts', '--url', fixture.node.url, '--carts', CARTS];
		const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: TESTS });
		assert.match(stdout, /^Nothing was lost: /m);
		assert.match(stdout, /^Mei gets, in SOUK +5 +5 +ok$/m);
		assert.match(stdout, /^Every figure is as expected\.$/m);
	});
});
