// What a client sees on connecting: nothing to complain of, everything readable.

import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ApiPromise, WsProvider } from '@polkadot/api';
import { Metadata, TypeRegistry } from '@polkadot/types';
import { allExtensions } from '@polkadot/types/extrinsic/signedExtensions';
import type { Fixture } from '../../lib/suite.ts';

const RPC_METHODS = [
	...['chainHead_v1_follow', 'chainHead_v1_header', 'chainHead_v1_storage', 'chainHead_v1_call'],
	...['archive_v1_body', 'archive_v1_storage', 'archive_v1_call', 'archive_v1_finalizedHeight'],
	...['transaction_v1_broadcast', 'transaction_v1_stop', 'transactionWatch_v1_submitAndWatch'],
	...['chainSpec_v1_genesisHash', 'chainSpec_v1_chainName', 'chainSpec_v1_properties'],
	...['author_submitAndWatchExtrinsic', 'chain_subscribeFinalizedHeads', 'chain_getBlock'],
	...['state_getMetadata', 'state_call', 'state_subscribeStorage', 'system_accountNextIndex'],
	...['payment_queryInfo', 'payment_queryFeeDetails', 'grandpa_roundState'],
	...['engine_createBlock', 'engine_finalizeBlock', 'system_health', 'rpc_methods'],
];

const ORDERS_API = [
	'order',
	'ordersOf',
	'quote',
	'quoteWithDiscounts',
	'offerPayload',
	'receiptPayload',
	'due',
	'terms',
	'reserve',
	'refundDebts',
	'claims',
];

/** The client says so of every method it has no function for. */
const UNDECORATED = /RPC methods not decorated: /;
const OF_THE_SDK =
	/^((archive|chainHead|chainSpec|transaction|transactionWatch|bitswap)_v1_|author_rotateKeysWithOwner$|state_callRecorded$)/;

/** A sentence that stands alone: the polkadot.js UI shows this line and no other. */
const SENTENCE = /^[A-Z].*\.$/;

export function connecting(fixture: Fixture): void {
	describe('a client that connects', () => {
		const said: string[] = [];
		const console_ = { warn: console.warn, error: console.error };
		let api: ApiPromise;

		before(async () => {
			// With the client's own start-up warnings on, and every one of them kept.
			console.warn = (...words) => void said.push(words.join(' '));
			console.error = (...words) => void said.push(words.join(' '));
			process.on('warning', (warning) => said.push(`${warning}`));
			api = await new ApiPromise({ provider: new WsProvider(fixture.node.url) })
				.isReadyOrError;
		});

		after(async () => {
			await api?.disconnect();
			Object.assign(console, console_);
		});

		it('hears no warning but of the interfaces that every node of the SDK has', () => {
			assert.deepEqual(
				said.filter((line) => !UNDECORATED.test(line)),
				[],
			);
			for (const line of said) {
				const methods = line.replace(/^.*not decorated: /, '').split(', ');
				assert.deepEqual(
					methods.filter((method) => !OF_THE_SDK.test(method)),
					[],
				);
			}
		});

		it('knows every signed extension, or finds it empty', () => {
			const { registry, runtimeMetadata } = api;
			const listed = runtimeMetadata.asLatest.extrinsic.transactionExtensions;
			assert.ok(listed.length > 8, `${listed.length} extensions`);
			for (const { identifier, type, implicit } of listed) {
				const empty = [type, implicit].every((id) => {
					return registry.createType(registry.createLookupType(id)).encodedLength === 0;
				});
				assert.ok(identifier.toString() in allExtensions || empty, identifier.toString());
			}
		});

		it('reads references and tracking codes as text', () => {
			const { invoice, ship } = api.tx.orders;
			const typeOf = (call: typeof ship, name: string) => {
				const arg = call.meta.args.find((arg) => arg.name.toString() === name);
				assert.ok(arg, name);
				return api.registry.createType(arg.type.toString()).toRawType();
			};
			assert.equal(typeOf(invoice, 'reference'), 'Text');
			assert.equal(typeOf(ship, 'tracking'), 'Option<Text>');
			const item = api.registry.createType('PalletOrdersTermsItem').toRawType();
			assert.equal(JSON.parse(item).reference, 'Text');
		});

		it('finds token, decimals and address prefix among the properties', async () => {
			const properties = await api.rpc.system.properties();
			assert.deepEqual(properties.tokenSymbol.unwrap().map(String), ['SOUK']);
			assert.deepEqual(properties.tokenDecimals.unwrap().map(Number), [12]);
			assert.equal(properties.ss58Format.unwrap().toNumber(), 42);
			assert.equal(api.consts.system.ss58Prefix.toNumber(), 42);
			assert.deepEqual(api.registry.chainTokens, ['SOUK']);
			assert.deepEqual(api.registry.chainDecimals, [12]);
			assert.equal((await api.rpc.system.chainType()).type, 'Development');
			assert.equal((await api.rpc.system.chain()).toString(), 'Souk Development');
			assert.equal(api.runtimeVersion.specName.toString(), 'souk');
		});

		it('gets the stablecoin with its name and decimals', async () => {
			const { name, symbol, decimals } = await api.query.assets.metadata(1);
			assert.equal(name.toUtf8(), 'Souk test dollar');
			assert.equal(symbol.toUtf8(), 'sUSD');
			assert.equal(decimals.toNumber(), 6);
		});

		it('is served metadata 14, 15 and 16', async () => {
			const { registry } = api;
			const versions = await api.rpc.state.call('Metadata_metadata_versions', '0x');
			const offered = registry.createType('Vec<u32>', versions.toU8a(true)).map(Number);
			for (const version of [14, 15, 16]) {
				assert.ok(offered.includes(version), `${version} of ${offered}`);
				const wanted = registry.createType('u32', version).toHex(true);
				const answer = await api.rpc.state.call('Metadata_metadata_at_version', wanted);
				const bytes = registry.createType('Option<Bytes>', answer.toU8a(true)).unwrap();
				const metadata = new Metadata(new TypeRegistry(), bytes.toHex());
				assert.equal(metadata.version, version);
				const pallets = metadata.asLatest.pallets.map((pallet) => pallet.name.toString());
				assert.ok(pallets.includes('Orders'));
			}
		});

		it('can ask the runtime about orders', () => {
			for (const method of ORDERS_API) {
				const call = api.call.ordersApi[method] as unknown as {
					meta: { description: string };
				};
				assert.equal(typeof call, 'function', method);
				assert.match(call.meta.description.trim(), SENTENCE, method);
			}
		});

		it('finds a sentence and named arguments at every call about orders', () => {
			assert.equal(Object.keys(api.tx.orders).length, 31);
			assert.equal(Object.keys(api.tx.gateways).length, 9);
			const calls = [...Object.entries(api.tx.orders), ...Object.entries(api.tx.gateways)];
			for (const [name, { meta }] of calls) {
				assert.match(meta.docs[0]?.toString().trim() ?? '', SENTENCE, name);
				for (const arg of meta.args)
					assert.match(arg.name.toString(), /^[a-z][A-Za-z]+$/, name);
			}
		});

		it('finds every error and every event about orders explained', () => {
			const { errors, events } = api;
			const consts = api.runtimeMetadata.asLatest.pallets.find((p) =>
				p.name.eq('Orders'),
			)?.constants;
			assert.ok(Object.keys(errors.orders).length >= 78);
			const kinds = [errors.orders, events.orders, errors.gateways, events.gateways];
			for (const kind of kinds) {
				for (const [name, { meta }] of Object.entries(kind)) {
					const docs = meta.docs
						.map((line: unknown) => `${line}`.trim())
						.join(' ')
						.trim();
					assert.match(docs, SENTENCE, name);
				}
			}
			for (const { name, docs } of consts ?? []) assert.ok(docs.length > 0, name.toString());
		});

		it('is offered the methods of all its kinds', async () => {
			const { methods } = await api.rpc.rpc.methods();
			const offered = new Set(methods.map(String));
			assert.deepEqual(
				RPC_METHODS.filter((method) => !offered.has(method)),
				[],
			);
		});

		it('can follow the chain by the new interface', async () => {
			const provider = new WsProvider(fixture.node.url);
			await provider.isReady;
			const heard = new Promise<{ event: string; finalizedBlockHashes?: string[] }>(
				(done) => {
					void provider.subscribe(
						'chainHead_v1_followEvent',
						'chainHead_v1_follow',
						[false],
						(error, event) => done(error ?? event),
					);
				},
			);
			const first = await heard;
			await provider.disconnect();
			assert.equal(first.event, 'initialized');
			assert.ok((first.finalizedBlockHashes ?? []).length > 0);
		});
	});
}
