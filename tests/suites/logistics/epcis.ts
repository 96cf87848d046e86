// A shipment as an EPCIS 2.0 document, and a carrier's EPCIS document as signed scans: by way of the
// command `souk`, against the published JSON schema.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { DOLLAR } from '../../lib/chain.ts';
import { funded, publish, terms } from '../../lib/orders.ts';
import { Company, create, handOver, history, scan, shipment } from '../../lib/shipments.ts';
import { souk } from '../../lib/souk.ts';
import type { Fixture } from '../../lib/suite.ts';

const DEPOT = { Facility: 9_521_141_111_116n };
/** SCAN and SENSE: all that a device may. */
const DEVICE_SCOPES = 0b0011;

interface Epcis {
	validateAgainstSchema(document: unknown, schema: string): { success: boolean; errors: unknown };
	eventToHashedId(event: unknown, context: unknown): string;
}

interface EpcisEvent {
	eventID: string;
	type: string;
	bizStep?: string;
	[field: string]: unknown;
}

interface EpcisDocument {
	'@context': unknown;
	epcisBody: { eventList: EpcisEvent[] };
}

const epcis = createRequire(import.meta.url)('epcis2.js') as Epcis;
export function documents(fixture: Fixture): void {
	describe('an EPCIS document', () => {
		let folder: string;
		let company: Company;
		let id: bigint;
		const path = (name: string) => join(folder, name);

		before(async () => {
			const { chain, node } = fixture;
			assert.ok(node.url);
			folder = await mkdtemp(join(tmpdir(), 'souk-epcis-'));
			company = await Company.found(chain, 'Epcis');
			const { id: termsId } = await publish(chain, 'Merchant', terms());
			const order = await funded(chain, { termsId, amount: 10n * DOLLAR });
			const limits = [{ quantity: 'Temperature', min: 2_000, max: 8_000 }];
			id = await create(chain, order, 'Merchant', { limits });
			await handOver(chain, id, 'Merchant', company, 'EP-1');
		});

		after(() => rm(folder, { recursive: true, force: true }));

		it('of a carrier becomes signed scans, which anyone hands in, once', async () => {
			const { chain, node } = fixture;
			const uri = `//Scanner//${id}`;
			const device = chain.keyring.createFromUri(uri);
			const { carriers } = chain.api.tx;
			const end = Date.now() + 3_600_000;
			await chain.ok(
				carriers.authorizeKey(device.address, 'Device', DEVICE_SCOPES, end),
				company.account,
			);
			const { origin } = await shipment(chain, id);
			await writeFile(path('device'), uri, { mode: 0o600 });
			await writeFile(path('payer'), '//Buyer2', { mode: 0o600 });
			const sscc = '157035381410375177';
			await writeFile(path('map.json'), JSON.stringify({ [sscc]: { shipment: `${id}`, origin } }));
			const event = (bizStep: string, disposition: string) => ({
				type: 'ObjectEvent',
				eventTime: new Date().toISOString(),
				eventTimeZoneOffset: '+00:00',
				epcList: [`https://id.gs1.org/00/${sscc}`],
				action: 'OBSERVE',
				bizStep,
				disposition,
				readPoint: { id: 'https://id.gs1.org/414/9521141111116' },
			});
			const capture = {
				'@context': ['https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld'],
				type: 'EPCISDocument',
				schemaVersion: '2.0',
				creationDate: new Date().toISOString(),
				epcisBody: {
					eventList: [event('arriving', 'in_progress'), event('departing', 'in_transit')],
				},
			};
			await writeFile(path('capture.json'), JSON.stringify(capture));
			const args = [
				...['epcis', 'import', path('capture.json'), '--carrier', company.address],
				...['--key-file', path('device'), '--url', node.url],
				...['--shipment-map', path('map.json')],
			];
			const printed = await souk(...args);
			assert.equal(printed.code, 0, printed.stderr);
			const lines = printed.stdout.trim().split('\n');
			assert.equal(lines.length, 2);
			assert.ok(!printed.stdout.includes(uri) && !printed.stderr.includes(uri));

			const submitted = await souk(...args, '--submit', '--payer-file', path('payer'));
			assert.equal(submitted.code, 0, submitted.stderr);
			assert.deepEqual((await history(chain, id)).slice(-2), ['Arrived', 'Departed']);

			// The same once more: its counters were used.
			const first = JSON.parse(lines[0]) as { report: unknown; signature: unknown };
			const again = chain.api.tx.logistics.relayScan(
				first.report as never,
				first.signature as never,
			);
			const refused = await chain.refused(again, 'Buyer2');
			assert.equal(refused.section, 'carriers');
		});

		it('that is not understood is refused as a whole, and nothing is signed', async () => {
			const { node } = fixture;
			const capture = JSON.parse(await readFile(path('capture.json'), 'utf8')) as EpcisDocument;
			capture.epcisBody.eventList[1].bizStep = 'void_shipping';
			await writeFile(path('odd.json'), JSON.stringify(capture));
			const refused = await souk(
				...['epcis', 'import', path('odd.json'), '--carrier', company.address],
				...['--key-file', path('device'), '--url', node.url],
				...['--shipment-map', path('map.json')],
			);
			assert.equal(refused.code, 1);
			assert.equal(refused.stdout, '');
			assert.match(refused.stderr, /void_shipping/);
		});

		it('of a shipment validates, and its events have the hashes of the standard', async () => {
			const { chain, node } = fixture;
			const { logistics } = chain.api.tx;
			await chain.ok(logistics.scan(id, scan('OutForDelivery', DEPOT)), company.courier);
			const times = { from: Date.now(), until: Date.now() };
			const measured = { min: 4_100, max: 11_300, mean: 6_000, count: 120, ...times };
			const series = `0x${'11'.repeat(32)}`;
			const report = { quantity: 'Temperature', ...measured, series };
			await chain.ok(logistics.reportSensor(id, report), company.courier);
			const last = (await history(chain, id)).length - 2;
			await chain.ok(logistics.correctEvent(id, last, 'IncorrectData'), company.courier);
			await chain.ok(logistics.confirmDelivery(id), 'Buyer');

			const file = path('shipment.jsonld');
			const args = ['epcis', 'export', '--shipment', `${id}`, '--url', node.url];
			const exported = await souk(...args, '--output', file);
			assert.equal(exported.code, 0, exported.stderr);
			const document = JSON.parse(await readFile(file, 'utf8')) as EpcisDocument;
			const verdict = epcis.validateAgainstSchema(document, 'EPCISDocument');
			assert.ok(verdict.success, JSON.stringify(verdict.errors));
			const { eventList } = document.epcisBody;
			for (const { eventID } of eventList) {
				assert.match(eventID, /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
			}
			const steps = eventList.map(({ bizStep }) => bizStep);
			for (const step of ['arriving', 'departing', 'transporting']) {
				assert.ok(steps.includes(step), `${step} in ${steps}`);
			}
			assert.ok(eventList.some((event) => event.sensorElementList !== undefined));
			assert.ok(eventList.some((event) => event.errorDeclaration !== undefined));

			const { head } = await shipment(chain, id);
			const verified = await souk('epcis', 'verify', file, '--head', head);
			assert.equal(verified.code, 0, verified.stderr);
			const text = (await readFile(file, 'utf8')).replaceAll('"departing"', '"arriving"');
			await writeFile(path('forged.jsonld'), text);
			const forged = await souk('epcis', 'verify', path('forged.jsonld'), '--head', head);
			assert.equal(forged.code, 1);
		});

		it('of no shipment is not written', async () => {
			const { node } = fixture;
			const none = await souk('epcis', 'export', '--shipment', '999999', '--url', node.url);
			assert.equal(none.code, 1);
			assert.equal(none.stdout, '');
			assert.match(none.stderr, /999999/);
		});
	});
}
