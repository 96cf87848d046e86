// Waiting, always with an end.

export function sleep(ms: number): Promise<undefined> {
	return new Promise((done) => setTimeout(() => done(undefined), ms));
}

/** Fails with `what` unless `promise` is settled in time. */
export function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
	return new Promise((done, failed) => {
		const alarm = setTimeout(() => failed(new Error(`${what}: not within ${ms} ms`)), ms);
		promise.then(done, failed).finally(() => clearTimeout(alarm));
	});
}

/** Asks until the answer is not `undefined`. */
export async function eventually<T>(
	ms: number,
	what: string,
	ask: () => Promise<T | undefined>,
): Promise<T> {
	const until = Date.now() + ms;
	for (;;) {
		const answer = await ask();
		if (answer !== undefined) return answer;
		if (Date.now() > until) throw new Error(`${what}: not within ${ms} ms`);
		await sleep(50);
	}
}
