// Who is who on a running development chain, read from the chain itself.
//
// Usage: node scripts/lib/banner.mjs --port PORT [--json] [--note KEY=VALUE …]

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const TIMEOUT_MS = 30_000;

const { values: args } = parseArgs({
	options: {
		port: { type: 'string' },
		json: { type: 'boolean', default: false },
		note: { type: 'string', multiple: true, default: [] },
	},
});

const require = createRequire(new URL('../../tests/package.json', import.meta.url));
const { ApiPromise, Keyring, WsProvider } = require('@polkadot/api');
const { cryptoWaitReady } = require('@polkadot/util-crypto');

const endpoint = `ws://127.0.0.1:${args.port}`;

/** A whole number of the smallest unit as people write it: 1234567890, 6 → "1,234.56789". */
function readable(amount, decimals) {
	const digits = amount.toString().padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
	const part = digits.slice(digits.length - decimals).replace(/0+$/, '');
	return part === '' ? whole : `${whole}.${part}`;
}

/** The test stablecoin, by its symbol; the chain decides which number it has. */
async function stablecoin(api) {
	if (api.query.assets === undefined) return undefined;
	for (const [key, metadata] of await api.query.assets.metadata.entries()) {
		if (metadata.symbol.toUtf8() === 'sUSD') {
			return { id: key.args[0], decimals: metadata.decimals.toNumber() };
		}
	}
	return undefined;
}

async function read(api) {
	const cast = JSON.parse(readFileSync(new URL('../cast.json', import.meta.url), 'utf8'));
	const keyring = new Keyring({ type: 'sr25519', ss58Format: api.registry.chainSS58 });
	const [decimals] = api.registry.chainDecimals;
	const [token] = api.registry.chainTokens;
	const coin = await stablecoin(api);
	const people = await Promise.all(
		cast.map(async (person) => {
			const { address } = keyring.addFromUri(person.uri);
			const { data } = await api.query.system.account(address);
			const native = data.free.toBigInt() + data.reserved.toBigInt();
			const held = coin && (await api.query.assets.account(coin.id, address));
			const stable = held?.isSome ? held.unwrap().balance.toBigInt() : 0n;
			return {
				...person,
				address,
				balances: {
					[token]: readable(native, decimals),
					...(coin && { sUSD: readable(stable, coin.decimals) }),
				},
			};
		}),
	);
	return {
		chain: (await api.rpc.system.chain()).toString(),
		node: `${await api.rpc.system.name()} ${await api.rpc.system.version()}`,
		runtime: `${api.runtimeVersion.specName}-${api.runtimeVersion.specVersion}`,
		genesis: api.genesisHash.toHex(),
		endpoint,
		apps: `https://polkadot.js.org/apps/?rpc=${encodeURIComponent(endpoint)}#/explorer`,
		...Object.fromEntries(args.note.map((note) => note.split(/=(.*)/s, 2))),
		cast: people,
	};
}

/** Columns as wide as their widest cell; those at `right` are aligned to the right. */
function table(rows, right) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	const pad = (cell, column) =>
		right.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]);
	return rows.map((row) => `  ${row.map(pad).join('  ').trimEnd()}`);
}

function banner({ cast, apps, genesis, ...about }) {
	const tokens = Object.keys(cast[0].balances);
	const rows = [
		['who', 'key', 'address', ...tokens, 'what'],
		...cast.map(({ name, uri, address, role, balances }) => [
			name,
			uri,
			address,
			...tokens.map((token) => balances[token]),
			role,
		]),
	];
	const facts = Object.entries({ ...about, genesis, 'polkadot.js': apps });
	const line = '─'.repeat(100);
	return [
		'',
		line,
		`  Souk is ready: ${about.endpoint}`,
		'',
		...table(facts, []),
		'',
		...table(rows, tokens.map((_, index) => 3 + index)),
		line,
		'',
	].join('\n');
}

const alarm = setTimeout(() => {
	console.error(`error: ${endpoint} did not answer within ${TIMEOUT_MS / 1000} s`);
	process.exit(1);
}, TIMEOUT_MS);

try {
	await cryptoWaitReady();
	// Connects once: whoever runs this has seen the port answer.
	const provider = new WsProvider(endpoint, false);
	await provider.connect();
	const api = await ApiPromise.create({ provider, noInitWarn: true, throwOnConnect: true });
	const facts = await read(api);
	process.stdout.write(args.json ? `${JSON.stringify(facts)}\n` : `${banner(facts)}\n`);
	await api.disconnect();
} catch (error) {
	console.error(`error: reading ${endpoint} failed: ${error.message}`);
	process.exitCode = 1;
} finally {
	clearTimeout(alarm);
}
