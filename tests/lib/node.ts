// Real nodes for tests: started on free ports, never outliving the process that started them.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { sleep, within } from './time.ts';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
// Generous: a crowded machine takes its time to compile the runtime.
const READY_MS = 180_000;
const STOP_MS = 45_000;
const PORT_ATTEMPTS = 3;
const LOG_LINES = 20_000;

export interface NodeOptions {
	/** Arguments besides chain, ports and base path; sealing, for example. */
	args?: string[];
	/** Instead of `--dev`. */
	chain?: string[];
	/** Kept when the node is gone; a temporary one, removed, if none is given. */
	basePath?: string;
	env?: Record<string, string>;
}

export interface Exit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** The node to test: `SOUK_NODE`, or what cargo built. */
export function nodeBinary(): string {
	const target = process.env.CARGO_TARGET_DIR ?? 'target';
	const path = process.env.SOUK_NODE ?? resolve(ROOT, target, 'debug/souk-node');
	if (!existsSync(path)) {
		throw new Error(`there is no node at ${path}: build it, or set SOUK_NODE to its path`);
	}
	return path;
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
	return new Promise((done, failed) => {
		const server = createServer();
		server.once('error', failed);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			const port = typeof address === 'object' && address !== null ? address.port : 0;
			server.close(() => done(port));
		});
	});
}

const running = new Set<ChildProcess>();
const temporaries = new Set<string>();

process.on('exit', () => {
	for (const child of running) child.kill('SIGKILL');
	// They die a moment later, and may still write until then.
	if (running.size > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
	for (const path of temporaries) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => process.exit(130));
}

/** Runs the node to its end, for commands that end by themselves. */
export async function runNode(
	args: string[],
	timeoutMs = 60_000,
): Promise<Exit & { stdout: string; stderr: string }> {
	const child = spawn(nodeBinary(), args, { stdio: ['ignore', 'pipe', 'pipe'] });
	running.add(child);
	const alarm = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
	let stdout = '';
	let stderr = '';
	child.stdout.on('data', (data) => (stdout += data));
	child.stderr.on('data', (data) => (stderr += data));
	const exit = await exitOf(child);
	clearTimeout(alarm);
	return { ...exit, stdout, stderr };
}

function exitOf(child: ChildProcess): Promise<Exit> {
	return new Promise((done, failed) => {
		child.once('error', failed);
		child.once('close', (code, signal) => {
			running.delete(child);
			done({ code, signal });
		});
	});
}

/** A running node. */
export class SoukNode {
	readonly log: string[] = [];
	readonly exited: Promise<Exit>;
	private readonly child: ChildProcess;

	private constructor(
		readonly rpcPort: number,
		readonly port: number,
		readonly basePath: string,
		private readonly temporary: boolean,
		options: NodeOptions,
	) {
		const args = [
			...(options.chain ?? ['--dev']),
			...['--base-path', basePath, '--rpc-port', `${rpcPort}`, '--port', `${port}`],
			...['--no-prometheus', '--no-telemetry', '--no-mdns'],
			...(options.args ?? []),
		];
		this.child = spawn(nodeBinary(), args, {
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, ...options.env },
		});
		running.add(this.child);
		if (temporary) temporaries.add(basePath);
		for (const stream of [this.child.stdout, this.child.stderr]) {
			if (stream !== null) createInterface({ input: stream }).on('line', (l) => this.note(l));
		}
		this.exited = exitOf(this.child);
	}

	/** Starts a node and waits until its RPC answers. */
	static async start(options: NodeOptions = {}): Promise<SoukNode> {
		nodeBinary(); // fails for want of one before anything is made
		const temporary = options.basePath === undefined;
		for (let attempt = 1; ; attempt++) {
			const basePath = options.basePath ?? (await mkdtemp(join(tmpdir(), 'souk-e2e-')));
			const ports = [await freePort(), await freePort()] as const;
			const node = new SoukNode(...ports, basePath, temporary, options);
			try {
				await node.ready();
				return node;
			} catch (error) {
				await node.kill();
				await node.remove();
				// Somebody took the port between our look and the node's.
				const taken = node.log.some((line) => /in use/i.test(line));
				if (!taken || attempt === PORT_ATTEMPTS) throw error;
			}
		}
	}

	get url(): string {
		return `ws://127.0.0.1:${this.rpcPort}`;
	}

	get pid(): number {
		return this.child.pid ?? 0;
	}

	/** One JSON-RPC call over HTTP. */
	async rpc<T>(method: string, params: unknown[] = []): Promise<T> {
		const response = await fetch(`http://127.0.0.1:${this.rpcPort}`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
			signal: AbortSignal.timeout(30_000),
		});
		const answer = (await response.json()) as { result: T; error?: { message: string } };
		if (answer.error !== undefined) throw new Error(`${method}: ${answer.error.message}`);
		return answer.result;
	}

	/** Asks the node to end; kills it, and fails, when it does not. */
	async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
		this.child.kill(signal);
		try {
			const exit = await within(STOP_MS, `ending by ${signal}`, this.exited);
			await this.remove();
			return exit;
		} catch (error) {
			await this.kill();
			throw new Error(`the node: ${error}\n${this.tail()}`);
		}
	}

	/** Ends the node without a warning, as a power cut would. */
	async kill(): Promise<Exit> {
		this.child.kill('SIGKILL');
		const exit = await this.exited;
		await this.remove();
		return exit;
	}

	/** What the node said last. */
	tail(lines = 40): string {
		return this.log.slice(-lines).join('\n');
	}

	/** Lines that should never be in a log. */
	complaints(): string[] {
		return this.log.filter((line, index) => {
			// What the SDK's runtimes do with a transaction that does not decode.
			const undecodable = /^Bad input data provided to validate_transaction/;
			const harmless = undecodable.test(this.log[index + 1] ?? '') || undecodable.test(line);
			return /\bERROR\b|panicked|defensive/i.test(line) && !harmless;
		});
	}

	private note(line: string): void {
		this.log.push(line);
		if (this.log.length > LOG_LINES) this.log.shift();
	}

	private async ready(): Promise<void> {
		let ended: Exit | undefined;
		void this.exited.then((exit) => (ended = exit));
		const until = Date.now() + READY_MS;
		while (Date.now() < until) {
			if (ended !== undefined) {
				const how = `code ${ended.code}, signal ${ended.signal}`;
				throw new Error(`the node ended while starting (${how})\n${this.tail()}`);
			}
			try {
				await this.rpc('system_health');
				return;
			} catch {
				await sleep(100);
			}
		}
		throw new Error(`the node's RPC did not answer within ${READY_MS} ms\n${this.tail()}`);
	}

	private async remove(): Promise<void> {
		if (!this.temporary) return;
		await rm(this.basePath, { recursive: true, force: true });
		temporaries.delete(this.basePath);
	}
}
