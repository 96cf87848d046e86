// The command `souk`, which is beside the node.

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort, nodeBinary } from './node.ts';
import { sleep } from './time.ts';

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

/** A gateway that runs until it is ended. */
export class Gateway {
	readonly log: string[] = [];

	private constructor(
		private readonly child: ChildProcess,
		readonly url: string,
	) {}

	/** Starts `souk serve` on a free port, and waits until it serves. */
	static async start(...args: string[]): Promise<Gateway> {
		const port = await freePort();
		const program = process.env.SOUK ?? join(dirname(nodeBinary()), 'souk');
		const all = ['serve', '--listen', `127.0.0.1:${port}`, ...args];
		const child = spawn(program, all, { stdio: ['ignore', 'ignore', 'pipe'] });
		running.add(child);
		child.once('close', () => running.delete(child));
		const gateway = new Gateway(child, `http://127.0.0.1:${port}`);
		if (child.stderr !== null) {
			createInterface({ input: child.stderr }).on('line', (line) => gateway.log.push(line));
		}
		for (let attempt = 0; attempt < 300; attempt++) {
			if (child.exitCode !== null) break;
			const up = await fetch(`${gateway.url}/health`).then(
				() => true,
				() => false,
			);
			if (up) return gateway;
			await sleep(100);
		}
		child.kill('SIGKILL');
		throw new Error(`souk serve does not serve:\n${gateway.log.join('\n')}`);
	}

	/** Ends it, and waits until it has. */
	async end(signal: NodeJS.Signals): Promise<number | null> {
		const over = new Promise<number | null>((done) => this.child.once('close', done));
		this.child.kill(signal);
		return over;
	}
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
});
