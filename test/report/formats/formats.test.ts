import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { FORMATS } from '../../../src/report/formats/index.js';
import { formatted } from '../support/formats.js';
import { RESULTS, reportOn } from '../support/reports.js';

vi.mock('../../../src/checks/index.js', () => import('../support/checks.js'));

const report = reportOn(RESULTS.allocation ?? []);
const places = [...report.zones.keys()];

it.each(Object.entries(FORMATS))(
  '%s is the same in whatever order the zones are done',
  async (_, { load }) => {
    const format = await load();
    const inOrder = formatted(format, report);
    expect(places.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(places, { minLength: places.length }), (order) => {
        expect(formatted(format, report, {}, order)).toBe(inOrder);
      }),
    );
  },
);

it('json writes a zone as soon as those before it are there', async () => {
  const { zones, verdict, verdicts, queries, durationMs, ...head } = report;
  const [first, second, third] = zones;
  if (first === undefined || second === undefined || third === undefined) throw new Error('too few zones');
  const writing = (await FORMATS.json.load())(head, { verbose: false, color: false });
  expect(JSON.parse(`${writing.head}]}`)).toMatchObject({ version: 1, zones: [] });
  expect(writing.zone(second, 1)).toBe('');
  expect(JSON.parse(`[${writing.zone(first, 0)}]`)).toEqual([first, second]);
  expect(JSON.parse(writing.zone(third, 2).replace(',', ''))).toEqual(third);
  expect(writing.tail({ verdict, verdicts, queries, durationMs })).toBe('');
});
