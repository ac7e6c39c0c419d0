import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { jsonReport } from '../support/formats.js';
import { finding, reportOn, zoneResult } from '../support/reports.js';

vi.mock('../../../src/checks/index.js', () => import('../support/checks.js'));

const ZONE = '16.155.185.in-addr.arpa';

describe('the JSON', () => {
  it('is the report, whatever is in it, in printable ASCII', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constant('\x9b2J\u2028\x7f\ud800'));
    fc.assert(
      fc.property(text, (each) => {
        const report = reportOn([zoneResult(ZONE, [finding('ODD_TEXT', { text: each })])]);
        const json = jsonReport(report);
        expect(json).toMatch(/^[\n -~]*$/);
        expect(JSON.parse(json)).toEqual(report);
      }),
    );
  });

  it('has a zone to a line', () => {
    const zones = ['1.in-addr.arpa', '2.in-addr.arpa'];
    const report = reportOn(zones.map((zone) => zoneResult(zone)));
    const [head, first, second, tail, end, ...more] = jsonReport(report).split('\n');
    expect(head).toMatch(/^\{"version":1,.*,"zones":\[$/);
    expect(JSON.parse(first?.replace(/,$/, '') ?? '')).toEqual(report.zones[0]);
    expect(JSON.parse(second ?? '')).toEqual(report.zones[1]);
    expect(tail).toMatch(/^\],"verdict":"accept",.*\}$/);
    expect([end, ...more]).toEqual(['']);
  });

  it('of no zones is JSON too', () => {
    expect(JSON.parse(jsonReport(reportOn([])))).toEqual(reportOn([]));
  });
});
