import { describe, expect, it } from 'vitest';
import { type DomainObject, domainsOf } from '../../src/rpsl/domain.js';
import { parseRpsl } from '../../src/rpsl/parse.js';
import { fromAttributes, sameObject, sentAttributes } from '../../src/rpsl/stored.js';
import { object } from './rules/describe-rule.js';

function read(text: string): DomainObject {
  const [domain] = domainsOf(parseRpsl(Buffer.from(text)));
  if (domain === undefined) throw new Error('there is no object');
  return domain;
}

const DIGEST = 'A1'.repeat(32);

describe('sameObject', () => {
  const stored = object({
    descr: ['Example'],
    'ds-rdata': [`7 13 2 ${DIGEST}`],
    nserver: ['ns1.example.net', 'ns.16.155.10.in-addr.arpa 2001:db8::1'],
    'mnt-by': ['A-MNT', 'B-MNT'],
  });

  it.each([
    ['the same', stored],
    [
      'in another form',
      stored
        .replace('16.155.10.in-addr.arpa\n', '16.155.10.IN-ADDR.ARPA.\n')
        .replace('ns1.example.net', 'NS1.example.net.')
        .replace('2001:db8::1', '2001:0DB8:0::1/128')
        .replace(DIGEST, `( ${DIGEST.toLowerCase().slice(0, 8)}\n+ ${DIGEST.slice(8)} )`)
        .replace('JD1-RIPE', 'jd1-ripe')
        .replace(/mnt-by: +A-MNT\nmnt-by: +/, 'mnt-by: a-mnt, '),
    ],
    [
      'with what the database sets itself',
      `${stored}created: 2020-01-01T00:00:00Z\nlast-modified: x\nchanged: x\n`,
    ],
  ])('%s', (_, text) => {
    expect(sameObject(read(stored), read(text))).toBe(true);
  });

  it.each([
    ['another name server', stored.replace('ns1.example.net', 'ns2.example.net')],
    ['another order', stored.replace(/(mnt-by: +)A-MNT\nmnt-by: +B-MNT/, '$1B-MNT\n$1A-MNT')],
    ['one attribute more', `${stored}remarks: x\n`],
    ['another letter case in free text', stored.replace('Example', 'EXAMPLE')],
    ['a comment', stored.replace('Example', 'Example # since 2020')],
  ])('not %s', (_, text) => {
    expect(sameObject(read(stored), read(text))).toBe(false);
  });
});

describe('the attributes that are sent', () => {
  const text = `${object({ remarks: ['one\n+two # three'] })}created: x\n`;

  it('are those written, without those that the database sets itself', () => {
    const sent = sentAttributes(read(text.replace('nserver:', '*ns:')));
    expect(sent.map(({ name }) => name)).toEqual([
      'domain',
      'admin-c',
      'tech-c',
      'zone-c',
      'nserver',
      'nserver',
      'remarks',
      'mnt-by',
      'source',
    ]);
    expect(sent.find(({ name }) => name === 'remarks')).toEqual({
      name: 'remarks',
      value: 'one two',
      comment: 'three',
    });
  });

  it('come back as the same object', () => {
    const back = fromAttributes(sentAttributes(read(text)));
    expect(back !== null && sameObject(back, read(text))).toBe(true);
  });
});

describe("the database's attributes", () => {
  it.each([
    ['another class', [{ name: 'person', value: 'A B' }]],
    ['nothing', []],
  ])('is no domain object: %s', (_, attributes) => {
    expect(fromAttributes(attributes)).toBeNull();
  });

  it('stays one object whatever is in its values', () => {
    const attributes = [
      ...sentAttributes(read(object())),
      { name: 'remarks', value: 'x\n\ndomain: y\nsource: z' },
    ];
    const domain = fromAttributes(attributes);
    expect(domain?.object.attributes.map(({ name }) => name)).toEqual(attributes.map(({ name }) => name));
  });
});
