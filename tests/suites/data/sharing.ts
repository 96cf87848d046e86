// A customer's profile, from a platform that holds it to a merchant who may read it, until the customer no
// longer wants that: all of it with the command `souk`, and the customer with a wallet.

import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { SOUK } from '../../lib/chain.ts';
import {
	type Binding,
	datasetId,
	envelopeCommitment,
	generate,
	hex,
	open as openSealed,
	seal,
	unhex,
	unwrap,
	wrap as wrapKey,
} from '../../lib/opener.ts';
import { plain } from '../../lib/plain.ts';
import { event } from '../../lib/points.ts';
import { freePort } from '../../lib/node.ts';
import { Gateway, souk } from '../../lib/souk.ts';
import type { Fixture } from '../../lib/suite.ts';
import { sleep } from '../../lib/time.ts';

const DAY = 86_400_000;
const SERVICE = 1;
interface Access {
	grant: number;
	version: number;
	dekEpoch: number;
	termsHash: string;
	content: { cipherHash: string; cipherLen: number; contentCommit: string; dekCommit: string };
	envelope: { keyEpoch: number; commitment: string; inline: string | null };
}

const PROFILE = JSON.stringify({ name: 'Ada', size: 'M', likes: ['tea'] });

export function sharing(fixture: Fixture): void {
	describe('data that is shared by consent', () => {
		let folder: string;
		let dataset: string;
		let agreement: bigint;
		let termsHash: string;
		let gateway: Gateway;
		let grant: string;

		const path = (name: string) => join(folder, name);
		const node = () => ['--url', fixture.node.url];
		const keys = (who: string) => [
			...['--keystore', path(`${who}.age`), '--passphrase-file', path('passphrase')],
		];
		const signs = (who: string) => ['--key-file', path(`${who}.key`)];

		async function said(...args: string[]) {
			const done = await souk(...args, '--json');
			assert.equal(done.code, 0, `souk ${args.join(' ')}: ${done.stderr}`);
			return JSON.parse(done.stdout);
		}

		async function refused(...args: string[]) {
			const done = await souk(...args, '--json');
			assert.equal(done.code, 1, done.stdout);
			const lines = done.stderr.trim().split('\n');
			return JSON.parse(lines.at(-1) ?? '').error as { code: string; message: string };
		}

		const serve = () => [
			...['--dataset', dataset, '--store', path('store'), '--log', path('served.redb')],
			...['--max-lag', '4s', ...signs('Platform'), ...node()],
		];

		const fetching = (out: string) => [
			...['fetch', '--gateway', gateway.url, '--dataset', dataset, '--purpose', 'service'],
			...['--log', path('fetched.redb'), '--out', path(out), ...signs('Merchant'), ...node()],
		];

		const opening = (sealed: string, out: string) => [
			...['open', path(sealed), '--out', path(out), '--dataset', dataset],
			...['--account', fixture.chain.address('Merchant'), '--purpose', 'service'],
			...[...keys('Merchant'), ...node()],
		];

		before(async () => {
			const { chain } = fixture;
			folder = await mkdtemp(join(tmpdir(), 'souk-data-'));
			await mkdir(path('store'));
			const secret = (name: string, text: string) =>
				writeFile(path(name), `${text}\n`, { mode: 0o600 });
			await secret('passphrase', randomBytes(16).toString('hex'));
			await secret('Platform.key', '//Platform');
			await secret('Merchant.key', '//Merchant');
			await chain.newcomer('Customer', { souk: 5n * SOUK });
			await writeFile(path('profile.json'), PROFILE);
		});

		after(async () => {
			await gateway?.end('SIGKILL');
			await rm(folder, { recursive: true, force: true });
		});

		const later = () => Date.now() + 9 * DAY;

		/** Both sides agree, and the agreement is in force. */
		async function agree(provider: string, consumer: string) {
			const { chain } = fixture;
			const { tx } = chain.api;
			const terms = {
				purposes: SERVICE,
				actions: 1,
				fields: 0b111,
				regions: [],
				maxAccess: 100,
				notBefore: 0,
				notAfter: Date.now() + 30 * DAY,
				retention: DAY,
				price: null,
				onwardDepth: 0,
				bond: SOUK,
				policyHash: `0x${'11'.repeat(32)}`,
				noticeHash: `0x${'22'.repeat(32)}`,
			};
			const propose = tx.dataSharing.propose(chain.address(consumer), 'Provider', terms as never);
			const proposed = event(await chain.ok(propose, provider), 'dataSharing', 'TermsProposed');
			const agreement = proposed.agreement as bigint;
			const termsHash = proposed.termsHash as string;
			await chain.ok(tx.dataSharing.accept(agreement, 1, termsHash), consumer);
			await chain.ok(tx.dataSharing.finalize(agreement), provider);
			return { agreement, termsHash };
		}

		const scope = (of: string) => ({
			dataset: of,
			purposes: SERVICE,
			fields: 0b011,
			notAfter: later(),
			maxAccess: 10,
		});

		/** What the chain says to somebody who reads with their own program. */
		async function accessOf(of: string, who: Uint8Array) {
			const { chain } = fixture;
			const answer = await chain.api.call.dataSharingApi?.checkAccess?.(of, who, SERVICE);
			const { ok: access } = answer?.toJSON() as { ok?: Access };
			assert.ok(access);
			const { content, envelope } = access;
			const sealed = {
				cipherHash: unhex(content.cipherHash),
				cipherLength: content.cipherLen,
				contentCommit: unhex(content.contentCommit),
				dekCommit: unhex(content.dekCommit),
			};
			const binding: Binding = {
				genesis: unhex(chain.api.genesisHash.toHex()),
				dataset: unhex(of),
				version: access.version,
				grant: BigInt(access.grant),
				grantee: who,
				keyEpoch: envelope.keyEpoch,
				dekEpoch: access.dekEpoch,
				termsHash: unhex(access.termsHash),
				...sealed,
			};
			const { commitment, inline } = envelope;
			return { sealed, binding, commitment, envelope: unhex(inline ?? '') };
		}

		/** What the merchant asked the gateway for. */
		let signed: { at: number; to: { seq: number; head: string } };

		/** Stands before the gateway, and takes down what it is asked for. */
		async function recorder() {
			const server = createServer((request, response) => {
				const parts: Buffer[] = [];
				request.on('data', (part) => parts.push(part));
				request.on('end', async () => {
					const { method, headers } = request;
					const body = method === 'POST' ? Buffer.concat(parts) : undefined;
					if (body !== undefined) signed = JSON.parse(body.toString());
					const range = new Headers();
					if (headers.range !== undefined) range.set('range', headers.range);
					const answer = await fetch(`${gateway.url}${request.url}`, {
						...{ method, headers: range },
						...(body === undefined ? {} : { body }),
					});
					response.writeHead(answer.status);
					response.end(Buffer.from(await answer.arrayBuffer()));
				});
			});
			const port = await freePort();
			await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
			return { url: `http://127.0.0.1:${port}`, end: () => server.close() };
		}

		it('begins with keys that are published, and never shown', async () => {
			for (const who of ['Platform', 'Merchant']) {
				const suite = who === 'Merchant' ? 'x-wing' : 'x25519';
				const made = ['keygen', '--suite', suite, '--publish', ...keys(who)];
				const { epoch } = await said(...made, ...signs(who), ...node());
				assert.equal(epoch, 0);
			}
			const keystore = await readFile(path('Merchant.age'));
			assert.equal(keystore.subarray(0, 21).toString(), 'age-encryption.org/v1');
			await writeFile(path('wrong'), 'not the passphrase\n', { mode: 0o600 });
			const args = ['--keystore', path('Merchant.age'), '--passphrase-file', path('wrong')];
			const { code } = await refused('keygen', ...args);
			assert.equal(code, 'wrong-passphrase');
		});

		it('stores a sealed file only once its hash is on the chain', async () => {
			const owner = fixture.chain.address('Platform');
			const sealed = await said(
				...['seal', path('profile.json'), '--out', path('profile.souk')],
				...['--owner', owner, ...keys('Platform'), ...node()],
			);
			dataset = sealed.dataset;
			assert.equal(sealed.version, 1);
			const put = ['put', path('profile.souk'), '--store', path('store'), ...node()];
			assert.equal((await refused(...put)).code, 'no-dataset');
			await said(
				...['register', path('profile.souk'), '--class', 'personal'],
				...['--subject', fixture.chain.address('Customer')],
				...['--schema', 'https://schema.org/Person', ...signs('Platform'), ...node()],
			);
			const stored = await said(...put);
			assert.equal(stored.name, `${dataset.slice(2)}/1.souk`);
			const file = await readFile(join(path('store'), stored.name));
			assert.equal(file.includes('Ada'), false);
		});

		it('needs an agreement, the consent of the person, and a data key', async () => {
			const { chain } = fixture;
			const { tx } = chain.api;
			({ agreement, termsHash } = await agree('Platform', 'Merchant'));
			const give = tx.dataSharing.grant(agreement, scope(dataset) as never);
			assert.equal((await chain.refused(give, 'Platform')).name, 'NoConsent');
			const consent = tx.dataSharing.giveConsent(dataset, agreement, termsHash, later());
			await chain.ok(consent, 'Customer');
			const granted = event(await chain.ok(give, 'Platform'), 'dataSharing', 'Granted');
			grant = `${granted.grant}`;

			gateway = await Gateway.start(...serve());
			const early = await refused(...fetching('early.souk'));
			assert.match(early.message, /there is no data key/);
			const wrapped = await said(
				...['wrap', path('profile.souk'), '--all', ...keys('Platform')],
				...[...signs('Platform'), ...node()],
			);
			assert.deepEqual(wrapped, { envelopes: 1, leftOut: [] });
		});

		it('is fetched, verified and opened by who may read', async () => {
			const { url, end } = await recorder();
			const through = fetching('one.souk').map((word) => (word === gateway.url ? url : word));
			const fetched = await said(...through);
			end();
			assert.deepEqual([fetched.grant, fetched.seq, fetched.version], [grant, 1, 1]);
			const verify = ['verify', path('one.souk'), '--dataset', dataset, ...node()];
			const asked = ['--account', fixture.chain.address('Merchant'), '--purpose', 'service'];
			assert.equal((await said(...verify, ...asked)).access, 'granted');
			const other = ['--account', fixture.chain.address('Buyer'), '--purpose', 'service'];
			assert.equal((await refused(...verify, ...other)).code, 'access-denied');
			await said(...opening('one.souk', 'one.json'));
			assert.equal(await readFile(path('one.json'), 'utf8'), PROFILE);
			// For another purpose the chain says no before anybody is asked.
			const elsewhere = fetching('no.souk').map((word) => (word === 'service' ? 'marketing' : word));
			assert.equal((await refused(...elsewhere)).code, 'access-denied');
		});

		it('does not open when a byte was changed, and leaves nothing behind', async () => {
			const file = await readFile(path('one.souk'));
			file[file.length - 20] = (file.at(-20) ?? 0) ^ 1;
			await writeFile(path('changed.souk'), file);
			const files = (await readdir(folder)).length;
			assert.equal((await refused(...opening('changed.souk', 'no.json'))).code, 'altered-file');
			const verify = ['verify', path('changed.souk'), '--dataset', dataset, ...node()];
			assert.equal((await refused(...verify)).code, 'other-file');
			assert.equal((await readdir(folder)).length, files);
		});

		it('counts an access once, and nobody asks in another name', async () => {
			const first = signed;
			const ask = (change: object) =>
				fetch(`${gateway.url}/v1/accesses`, {
					method: 'POST',
					body: JSON.stringify({ ...first, ...change }),
				});
			const code = async (response: Response) =>
				[response.status, ((await response.json()) as { code: string }).code] as const;
			// The same request again is the same access.
			const again = await ask({});
			assert.equal(again.status, 200);
			assert.equal(((await again.json()) as { seq: number }).seq, 1);
			assert.equal((await heads()).newest.seq, 1);
			assert.deepEqual(await code(await ask({ purpose: 64 })), [403, 'access-denied']);
			const buyer = fixture.chain.who('Buyer').publicKey;
			const grantee = `0x${Buffer.from(buyer).toString('hex')}`;
			assert.deepEqual(await code(await ask({ grantee })), [401, 'wrong-signature']);
			const to = { ...first.to, seq: 2 };
			assert.deepEqual(await code(await ask({ to })), [401, 'wrong-signature']);
			// Another receipt under the signed head is a fork.
			assert.deepEqual(await code(await ask({ at: first.at + 1 })), [409, 'receipt-fork']);
			assert.deepEqual(await code(await ask({ more: 1 })), [400, 'malformed-request']);
			const nothing = await fetch(`${gateway.url}/v1/accesses/${'0'.repeat(64)}/content`);
			assert.equal(nothing.status, 404);
			const document = await (await fetch(`${gateway.url}/openapi.json`)).json();
			const paths = Object.keys((document as { paths: object }).paths);
			assert.equal(paths.includes('/v1/accesses'), true);
		});

		const heads = async () =>
			(await (await fetch(`${gateway.url}/v1/grants/${grant}/head`)).json()) as {
				anchored: { seq: number };
				newest: { seq: number };
			};

		it('opens in a second implementation, as it was sealed in the first', async () => {
			const { chain } = fixture;
			const { tx } = chain.api;
			const reader = await chain.newcomer('Reader', { souk: 5n * SOUK });
			const keys_ = await generate('x25519');
			const publish = tx.dataSharing.setEncryptionKey('X25519', hex(keys_.public));
			await chain.ok(publish, 'Reader');
			const { agreement, termsHash } = await agree('Platform', 'Reader');
			const consent = tx.dataSharing.giveConsent(dataset, agreement, termsHash, later());
			await chain.ok(consent, 'Customer');
			const give = tx.dataSharing.grant(agreement, scope(dataset) as never);
			const { grant: id } = event(await chain.ok(give, 'Platform'), 'dataSharing', 'Granted');
			const wrap = ['wrap', path('profile.souk'), '--grant', `${id}`, ...keys('Platform')];
			assert.equal((await said(...wrap, ...signs('Platform'), ...node())).envelopes, 1);

			const access = await accessOf(dataset, reader.publicKey);
			const stored = join(path('store'), dataset.slice(2), '1.souk');
			const { envelope } = access;
			assert.equal(hex(envelopeCommitment(envelope)), access.commitment);
			const key = await unwrap('x25519', envelope, keys_.secret, access.binding);
			const content = openSealed(await readFile(stored), key, access.binding, access.sealed);
			assert.equal(Buffer.from(content).toString(), PROFILE);
		});

		it('opens in the first implementation, as it was sealed in the second', async () => {
			const { chain } = fixture;
			const { tx } = chain.api;
			const writer = await chain.newcomer('Writer', { souk: 5n * SOUK });
			const salt = randomBytes(32);
			const of = {
				genesis: unhex(chain.api.genesisHash.toHex()),
				dataset: datasetId(writer.publicKey, salt),
				version: 1,
			};
			const key = randomBytes(32);
			const text = 'sealed elsewhere, '.repeat(10_000);
			const { file, sealed } = seal(Buffer.from(text), key, of);
			await writeFile(path('elsewhere.souk'), file);
			const about = {
				subject: null,
				class: 'Business',
				schema: '',
				locator: '',
				retainUntil: null,
			};
			const content = {
				cipherHash: hex(sealed.cipherHash),
				cipherLen: sealed.cipherLength,
				contentCommit: hex(sealed.contentCommit),
				dekCommit: hex(sealed.dekCommit),
			};
			const register = tx.dataSharing.registerDataset(hex(salt), about as never, content as never);
			await chain.ok(register, 'Writer');
			const { agreement, termsHash } = await agree('Writer', 'Merchant');
			const give = tx.dataSharing.grant(agreement, scope(hex(of.dataset)) as never);
			const { grant: id } = event(await chain.ok(give, 'Writer'), 'dataSharing', 'Granted');
			const merchant = chain.who('Merchant').publicKey;
			const record = plain(await chain.api.query.dataSharing.encryptionKeys(merchant, 0)) as {
				public: string;
			};
			const binding: Binding = {
				...of,
				grant: BigInt(`${id}`),
				grantee: merchant,
				keyEpoch: 0,
				dekEpoch: 0,
				termsHash: unhex(termsHash),
				cipherHash: sealed.cipherHash,
				dekCommit: sealed.dekCommit,
			};
			const envelope = await wrapKey('x-wing', key, unhex(record.public), binding);
			const posted = {
				grant: id,
				version: 1,
				keyEpoch: 0,
				commitment: hex(envelopeCommitment(envelope)),
				inline: hex(envelope),
			};
			await chain.ok(tx.dataSharing.postEnvelopes([posted] as never), 'Writer');
			await said(
				...['open', path('elsewhere.souk'), '--out', path('elsewhere.txt')],
				...['--dataset', hex(of.dataset), '--account', chain.address('Merchant')],
				...['--purpose', 'service', ...keys('Merchant'), ...node()],
			);
			assert.equal(await readFile(path('elsewhere.txt'), 'utf8'), text);
		});

		it('loses nothing when the gateway is killed', async () => {
			await gateway.end('SIGKILL');
			assert.equal((await refused(...fetching('two.souk'))).code, 'unreachable-gateway');
			gateway = await Gateway.start(...serve());
			assert.equal((await heads()).newest.seq, 1);
			assert.equal((await said(...fetching('two.souk'))).seq, 2);
			assert.equal((await said(...fetching('three.souk'))).seq, 3);
		});

		it('refuses everything when the chain is not heard of', async () => {
			process.kill(fixture.node.pid, 'SIGSTOP');
			try {
				const until = Date.now() + 30_000;
				let health = await fetch(`${gateway.url}/health`);
				while (health.status === 200 && Date.now() < until) {
					await sleep(250);
					health = await fetch(`${gateway.url}/health`);
				}
				assert.equal(health.status, 503);
				assert.equal(((await health.json()) as { status: string }).status, 'refusing');
				const head = await fetch(`${gateway.url}/v1/grants/${grant}/head`);
				assert.equal(head.status, 503);
			} finally {
				process.kill(fixture.node.pid, 'SIGCONT');
			}
			const until = Date.now() + 60_000;
			while ((await fetch(`${gateway.url}/health`)).status !== 200 && Date.now() < until) {
				await sleep(250);
			}
			assert.equal((await fetch(`${gateway.url}/health`)).status, 200);
		});

		it('anchors receipts that both sides signed', async () => {
			const anchor = ['receipt', 'anchor', '--grant', grant, '--log', path('fetched.redb')];
			const anchored = await said(...anchor, ...signs('Merchant'), ...node());
			assert.deepEqual([anchored.from, anchored.to], [0, 3]);
			const again = await refused(...anchor, ...signs('Merchant'), ...node());
			assert.equal(again.code, 'nothing-to-anchor');
			assert.equal((await said(...fetching('four.souk'))).seq, 4);
			// The gateway anchors the rest when it ends.
			assert.equal(await gateway.end('SIGTERM'), 0);
			const record = plain(await fixture.chain.api.query.dataSharing.grants(grant)) as {
				receipts: { seq: unknown };
				remaining: unknown;
			};
			assert.deepEqual([`${record.receipts.seq}`, `${record.remaining}`], ['4', '6']);
			gateway = await Gateway.start(...serve());
		});

		it('is refused from the block on in which the person withdraws', async () => {
			const { chain } = fixture;
			const free = (await chain.holdings(chain.address('Customer'))).souk;
			const withdraw = chain.api.tx.dataSharing.withdrawConsent(dataset, agreement);
			const { fee } = await chain.ok(withdraw, 'Customer');
			assert.equal(fee, 0n);
			assert.equal((await chain.holdings(chain.address('Customer'))).souk, free);
			const no = await refused(...fetching('five.souk'));
			assert.deepEqual([no.code, /withdrawn/.test(no.message)], ['access-denied', true]);
			assert.equal((await refused(...opening('four.souk', 'no.json'))).code, 'access-denied');
			assert.equal((await heads()).newest.seq, 4);
		});

		it('is under a new key from the next version on', async () => {
			const { chain } = fixture;
			const rotated = await said(
				...['rotate', path('profile.souk'), '--out', path('profile-2.souk')],
				...['--store', path('store'), ...keys('Platform'), ...signs('Platform'), ...node()],
			);
			assert.deepEqual([rotated.version, rotated.dekEpoch, rotated.envelopes], [2, 1, 1]);
			const own = ['open', path('profile-2.souk'), '--own', '--out', path('own.json')];
			await said(...own, ...keys('Platform'), ...node());
			assert.equal(await readFile(path('own.json'), 'utf8'), PROFILE);
			// Who may read again needs the new one.
			const until = Date.now() + DAY;
			const { tx } = chain.api;
			await chain.ok(tx.dataSharing.giveConsent(dataset, agreement, termsHash, until), 'Customer');
			assert.match((await refused(...fetching('six.souk'))).message, /another version/);
			const wrap = ['wrap', path('profile-2.souk'), '--all', ...keys('Platform')];
			assert.equal((await said(...wrap, ...signs('Platform'), ...node())).envelopes, 1);
			assert.equal((await said(...fetching('six.souk'))).version, 2);
			await said(...opening('six.souk', 'six.json'));
			assert.equal(await readFile(path('six.json'), 'utf8'), PROFILE);
			await chain.ok(tx.dataSharing.withdrawConsent(dataset, agreement), 'Customer');
		});

		it('is all in the audit', async () => {
			const done = await souk('audit', '--dataset', dataset, ...node());
			assert.equal(done.code, 0, done.stderr);
			const [head, ...entries] = done.stdout.trim().split('\n').map((line) => JSON.parse(line));
			assert.equal(entries.length, 2);
			const entry = entries.find((entry) => entry.grant.grant === grant);
			assert.deepEqual(
				[head.owner, head.subject, head.version, head.keyEpoch, head.dekEpoch],
				[fixture.chain.address('Platform'), fixture.chain.address('Customer'), 2, 2, 1],
			);
			assert.equal(entry.grant.denial, 'ConsentWithdrawn');
			assert.equal(entry.grant.receipts.seq, 4);
			assert.equal(entry.agreement.state, 'Finalized');
			assert.equal(entry.agreement.termsHash, termsHash);
			assert.deepEqual([entry.consent.round, typeof entry.consent.state.withdrawnAt], [4, 'number']);
			assert.equal(entry.grant.envelope.version, 2);
		});
	});
}
