import { describe, expect, onTestFinished, test } from 'vitest';
import { DATABASE_RULES, databaseFindings } from '../../src/database/rules.js';
import { standingOf } from '../../src/database/standing.js';
import { Whois } from '../../src/database/whois.js';
import { fold, name } from '../../src/dns/name.js';
import type { FactValue, TagDeclaration } from '../../src/finding/tag.js';
import { PrefixError } from '../../src/prefix/prefix.js';
import { parseZone } from '../../src/prefix/zone.js';
import type { Standing, StandingFound } from '../../src/target/standing.js';
import type { ZoneTarget } from '../../src/target/target.js';
import { domain, inetnum, startRipeServer } from './ripe-server.js';

function targetFor(zone: string, mntBy?: readonly string[]): ZoneTarget {
  const parsed = parseZone(zone);
  if (parsed instanceof PrefixError) throw new Error(parsed.reason);
  const location = { file: 'objects.rpsl', line: 1, column: 17 };
  const origin = { domain: location, nservers: [], ds: [], remarks: [], mntBy: mntBy ?? [] };
  const target = { zone: fold(name(zone)), block: parsed.block, nservers: [], ds: [] };
  return mntBy === undefined ? target : { ...target, origin };
}

async function askedAbout(zone: string, behaviour: Parameters<typeof startRipeServer>[0]): Promise<Standing> {
  const server = await startRipeServer(behaviour);
  const { signal } = new AbortController();
  const patience = { readTimeoutMs: 500, retryAfterMs: [] };
  const base = new URL(server.url);
  const whois = new Whois({ source: 'RIPE', base, userAgent: 'test', signal, patience });
  onTestFinished(() => whois.close());
  return standingOf(targetFor(zone), null, whois);
}

const ZONE = '16.155.10.in-addr.arpa';
const BLOCK = '10.155.16.0 - 10.155.19.255';
const ROOT = inetnum('0.0.0.0 - 255.255.255.255', { 'mnt-by': ['RIPE-NCC-HM-MNT'] });

describe("the database's objects about a zone", () => {
  const NOTHING: StandingFound = { existing: null, others: [], space: null };

  test.each<[string, string, Parameters<typeof askedAbout>[1], Partial<StandingFound>]>([
    ['nothing', ZONE, {}, {}],
    ['the object itself', ZONE, { objects: [domain(ZONE)] }, { existing: { mntBy: ['EXAMPLE-MNT'] } }],
    [
      'an object around it',
      ZONE,
      { objects: [domain('155.10.in-addr.arpa')] },
      { others: [{ zone: '155.10.in-addr.arpa', relation: 'around' }] },
    ],
    [
      'objects inside it, and one beside it',
      '155.10.in-addr.arpa',
      { objects: [domain(ZONE), domain('17.155.10.in-addr.arpa'), domain('16.156.10.in-addr.arpa')] },
      {
        others: [
          { zone: ZONE, relation: 'inside' },
          { zone: '17.155.10.in-addr.arpa', relation: 'inside' },
        ],
      },
    ],
    [
      'ranges: one across, one inside, one apart',
      '0-127.2.0.192.in-addr.arpa',
      {
        objects: ['64-191', '0-3', '192-255'].map((range) => domain(`${range}.2.0.192.in-addr.arpa`)),
      },
      {
        others: [
          { zone: '64-191.2.0.192.in-addr.arpa', relation: 'across' },
          { zone: '0-3.2.0.192.in-addr.arpa', relation: 'inside' },
        ],
      },
    ],
    [
      'an object around an IPv6 zone',
      '8.b.d.0.1.0.0.2.ip6.arpa',
      { objects: [domain('b.d.0.1.0.0.2.ip6.arpa'), inetnum('2001:db8::/29')] },
      {
        others: [{ zone: 'b.d.0.1.0.0.2.ip6.arpa', relation: 'around' }],
        space: {
          block: '2001:db8::/29',
          attribute: 'mnt-by',
          maintainers: ['RIPE-NCC-HM-MNT', 'EXAMPLE-MNT'],
        },
      },
    ],
    [
      'a zone whose addresses nobody may write',
      'f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa',
      { objects: [] },
      {},
    ],
  ])('%s', async (_, zone, behaviour, found) => {
    expect(await askedAbout(zone, behaviour)).toEqual({
      source: 'RIPE',
      own: null,
      found: { ...NOTHING, ...found },
    });
  });

  test.each<[string, string, Parameters<typeof inetnum>[1], string, string[]]>([
    [
      'mnt-domains',
      BLOCK,
      { 'mnt-domains': ['a-mnt, B-MNT'], 'mnt-lower': ['C-MNT'] },
      'mnt-domains',
      ['A-MNT', 'B-MNT'],
    ],
    ['mnt-lower', BLOCK, { 'mnt-lower': ['C-MNT', 'D-MNT'] }, 'mnt-lower', ['C-MNT', 'D-MNT']],
    [
      'mnt-by, not mnt-lower of the very block',
      '10.155.16.0 - 10.155.16.255',
      { 'mnt-lower': ['C-MNT'], 'mnt-by': ['E-MNT'] },
      'mnt-by',
      ['E-MNT'],
    ],
    ['mnt-by', BLOCK, { 'mnt-by': ['E-MNT'] }, 'mnt-by', ['E-MNT']],
  ])('who decides: %s', async (_, block, values, attribute, maintainers) => {
    const { found } = await askedAbout(ZONE, { objects: [ROOT, inetnum(block, values)] });
    expect(found).toMatchObject({ space: { block, attribute, maintainers } });
  });

  test('if nothing else covers it, the object for all addresses decides', async () => {
    const { found } = await askedAbout(ZONE, { objects: [ROOT] });
    expect(found).toMatchObject({ space: { attribute: 'mnt-by', maintainers: ['RIPE-NCC-HM-MNT'] } });
  });

  test.each([
    ['an answer that fails', { misbehave: () => 'silent' as const }, /no whole answer/],
    [
      'a domain object without a name that can be read',
      {
        misbehave: ({ path }: { path: string }) =>
          path === '/search' ? answer(domain('example.net')) : undefined,
      },
      /with an unreadable name/,
    ],
    [
      'an inetnum object for other addresses',
      { misbehave: () => answer(inetnum('192.0.2.0 - 192.0.2.255')) },
      /does not give one inetnum object that covers 10\.155\.16\.0\/24/,
    ],
    [
      'two inetnum objects',
      { misbehave: () => answer(inetnum(BLOCK), inetnum(BLOCK)) },
      /does not give one inetnum object/,
    ],
  ])('is not known after %s', async (_, behaviour, says) => {
    const { found } = await askedAbout(ZONE, behaviour);
    expect(found).toEqual({ reason: expect.stringMatching(says) });
  });
});

function answer(...object: readonly object[]) {
  return { status: 200, body: JSON.stringify({ objects: { object: object.map(withAttributes) } }) };
}

function withAttributes(object: object): object {
  return 'attributes' in object ? { ...object, attributes: { attribute: object.attributes } } : object;
}

interface Row {
  readonly title: string;
  readonly found: Partial<StandingFound> | { readonly reason: string };
  readonly own?: readonly string[];
  /** Of the object in a file. */
  readonly mntBy?: readonly string[];
  readonly says: readonly (readonly [string, Readonly<Record<string, FactValue>>?])[];
}

const SPACE = { block: BLOCK, attribute: 'mnt-domains', maintainers: ['A-MNT', 'B-MNT'] } as const;
const DECIDES = [
  'RIPE_DB_MAINTAINERS',
  { object: BLOCK, attribute: 'mnt-domains', maintainers: ['A-MNT', 'B-MNT'] },
] as const;
const others = (relation: StandingFound['others'][number]['relation'], count: number) =>
  Array.from({ length: count }, (_, i) => ({ zone: `${i}.in-addr.arpa`, relation }));

const ROWS: readonly Row[] = [
  { title: 'nothing in the way', found: { space: SPACE }, says: [DECIDES] },
  {
    title: 'the database could not be asked',
    found: { reason: 'it is down' },
    own: ['X-MNT'],
    says: [['RIPE_DB_UNKNOWN', { reason: 'it is down' }]],
  },
  {
    title: 'an object is there: only its maintainers count, and other objects do not',
    found: { existing: { mntBy: ['C-MNT'] }, others: others('around', 1), space: SPACE },
    mntBy: ['X-MNT'],
    says: [
      ['RIPE_DB_EXISTS'],
      ['RIPE_DB_MAINTAINERS', { object: ZONE, attribute: 'mnt-by', maintainers: ['C-MNT'] }],
    ],
  },
  {
    title: 'an object is there that others maintain',
    found: { existing: { mntBy: ['C-MNT'] } },
    own: ['A-MNT'],
    says: [
      ['RIPE_DB_EXISTS'],
      ['RIPE_DB_MAINTAINERS'],
      ['RIPE_DB_MAINTAINER_NOT_OWN', { own: ['A-MNT'], object: ZONE, maintainers: ['C-MNT'] }],
    ],
  },
  {
    title: 'objects around, inside and across',
    found: {
      others: [...others('around', 1), ...others('inside', 10), ...others('across', 2)],
      space: SPACE,
    },
    says: [
      ['RIPE_DB_LESS_SPECIFIC', { other: '0.in-addr.arpa' }],
      ['RIPE_DB_MORE_SPECIFIC', { others: expect.arrayContaining(['and others']) }],
      ['RIPE_DB_OVERLAP', { others: ['0.in-addr.arpa', '1.in-addr.arpa'] }],
      DECIDES,
    ],
  },
  {
    title: 'no object for the address space',
    found: {},
    says: [['RIPE_DB_NO_ADDRESS_SPACE', { prefix: '10.155.16.0/24' }]],
  },
  {
    title: 'only the RIPE NCC decides',
    found: { space: { ...SPACE, attribute: 'mnt-by', maintainers: ['RIPE-NCC-HM-MNT'] } },
    own: ['A-MNT'],
    says: [['RIPE_DB_ONLY_RIPE_NCC', { maintainers: ['RIPE-NCC-HM-MNT'], attribute: 'mnt-by' }]],
  },
  {
    title: 'a maintainer given decides',
    found: { space: SPACE },
    own: ['B-MNT'],
    mntBy: ['B-MNT'],
    says: [DECIDES],
  },
  {
    title: 'no maintainer given decides',
    found: { space: SPACE },
    own: ['X-MNT'],
    mntBy: ['X-MNT'],
    says: [DECIDES, ['RIPE_DB_MAINTAINER_NOT_OWN', { own: ['X-MNT'], object: BLOCK }]],
  },
  {
    title: 'a maintainer given decides, but none is in the object',
    found: { space: SPACE },
    own: ['A-MNT'],
    mntBy: ['X-MNT'],
    says: [DECIDES, ['RIPE_DB_MAINTAINER_NOT_OWN', { own: ['A-MNT'], maintainers: ['X-MNT'] }]],
  },
  {
    title: 'a maintainer in the object decides',
    found: { space: SPACE },
    mntBy: ['A-MNT', 'X-MNT'],
    says: [DECIDES],
  },
  {
    title: 'no maintainer in the object decides',
    found: { space: SPACE },
    mntBy: ['X-MNT'],
    says: [DECIDES, ['RIPE_DB_MAINTAINER_NOT_IN_OBJECT', { own: ['X-MNT'], block: BLOCK }]],
  },
];

describe('the findings about it', () => {
  test.each(ROWS)('$title', ({ found, own, mntBy, says }) => {
    const whole = 'reason' in found ? found : { existing: null, others: [], space: null, ...found };
    const standing: Standing = { source: 'RIPE', own: own ?? null, found: whole };
    const facts = databaseFindings(targetFor(ZONE, mntBy), standing);
    expect(facts.map(({ tag }) => tag)).toEqual(says.map(([tag]) => tag));
    for (const [i, [, expected = {}]] of says.entries()) expect(facts[i]?.facts).toMatchObject(expected);
    for (const { tag, facts: values, testCase } of facts) {
      const rule = DATABASE_RULES.find((each) => each.testCase === testCase);
      const tags: Readonly<Record<string, TagDeclaration>> = rule?.tags ?? {};
      const placeholders = [...(tags[tag]?.message.matchAll(/\{(\w+)\}/g) ?? [])].map(([, key]) => key);
      expect(Object.keys(values)).toEqual(expect.arrayContaining(placeholders));
    }
  });

  test.each(DATABASE_RULES.flatMap(({ tags }) => Object.keys(tags)))(
    '%s: a row gives it, and one does not',
    (tag) => {
      const gives = ROWS.map(({ says }) => says.some(([said]) => said === tag));
      expect(new Set(gives)).toEqual(new Set([true, false]));
    },
  );
});
