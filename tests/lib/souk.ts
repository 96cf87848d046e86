// The command `souk`, which is beside the node.

import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { nodeBinary } from './node.ts';

const run = promisify(execFile);

export interface Ran {
	code: number;
	stdout: string;
	stderr: string;
}

/** Runs it, whatever comes of it. */
export async function souk(...args: string[]): Promise<Ran> {
	return fed(undefined, ...args);
}

/** Runs it with something on standard input. */
export async function fed(input: string | undefined, ...args: string[]): Promise<Ran> {
	const program = process.env.SOUK ?? join(dirname(nodeBinary()), 'souk');
	const running = run(program, args, { timeout: 60_000 });
	// Most commands read nothing, and some are over before it is written.
	running.child.stdin?.on('error', () => undefined);
	running.child.stdin?.end(input ?? '');
	try {
		return { code: 0, ...(await running) };
	} catch (error) {
		const failed = error as { code: number; stdout: string; stderr: string };
		return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr };
	}
}
