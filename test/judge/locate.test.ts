import { expect, test } from 'vitest';
import type { DsData } from '../../src/dns/ds.js';
import { located } from '../../src/judge/locate.js';
import { readObjects } from '../../src/rpsl/targets.js';
import { object } from '../rpsl/rules/describe-rule.js';

const digest = 'A1'.repeat(32);
const [read] = readObjects(
  Buffer.from(
    object({
      nserver: [
        'ns.16.155.10.in-addr.arpa 10.155.16.1',
        'ns.16.155.10.in-addr.arpa 10.155.16.2',
        'ns2.example.org',
      ],
      'ds-rdata': [`7 13 2 ${digest}`, `8 13 2 ${digest}`],
    }),
  ),
  'a',
);

const ds = (keyTag: number): DsData => ({ keyTag, algorithm: 13, digestType: 2, digest });

test.each<[string, readonly string[], DsData | null, number]>([
  ['of one address', ['ns.16.155.10.in-addr.arpa/10.155.16.2'], null, 6],
  ['of a name', ['ns.16.155.10.in-addr.arpa'], null, 5],
  ['of an address the object lacks', ['ns2.example.org/192.0.2.1'], null, 7],
  ['of a server the object lacks, and one it has', ['ns9.example.org', 'ns2.example.org'], null, 7],
  ['of a server the object lacks', ['ns9.example.org/192.0.2.1'], null, 1],
  ['of the zone', [], null, 1],
  ['of DS data', ['ns2.example.org'], ds(8), 9],
  ['of DS data the object lacks', [], ds(9), 1],
])('the line %s', (_, servers, about, line) => {
  const target = read?.target;
  if (target == null) throw new Error('there is no object');
  expect(located({ servers, ...(about && { about }) }, target).location?.line).toBe(line);
});

test('a zone that was read from no object has no line', () => {
  const target = read?.target;
  if (target == null) throw new Error('there is no object');
  const { origin: _, ...without } = target;
  expect(located({ servers: ['ns2.example.org'] }, without)).toEqual({});
});
