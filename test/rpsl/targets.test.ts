import { describe, expect, it } from 'vitest';
import { looksLikeRpsl, readObjects } from '../../src/rpsl/targets.js';
import { object } from './rules/describe-rule.js';

const read = (text: string) => readObjects(Buffer.from(text), 'a.rpsl');
const at = (line: number, column = 17) => ({ file: 'a.rpsl', line, column });
const DIGEST = 'A1'.repeat(32);

describe('the objects of a file', () => {
  it('know the place of each of their values', () => {
    const [only] = read(
      `\n${object({
        domain: ['16.155.10.in-addr.arpa'],
        nserver: [
          'NS.16.155.10.in-addr.arpa 10.155.16.1',
          'ns.16.155.10.in-addr.arpa 2001:db8::1',
          'ns2.example.org',
        ],
        'ds-rdata': ['bad', `7 13 2 ${DIGEST}`],
        'mnt-by': ['example-mnt, OTHER-MNT', 'THIRD-MNT'],
      })}`,
    );
    const ns = 'ns.16.155.10.in-addr.arpa';
    expect(only?.target?.origin).toEqual({
      domain: at(2),
      nservers: [
        { name: ns, address: '10.155.16.1', location: at(6) },
        { name: ns, address: '2001:db8::1', location: at(7) },
        { name: 'ns2.example.org', address: null, location: at(8) },
      ],
      ds: [at(10)],
      mntBy: ['EXAMPLE-MNT', 'OTHER-MNT', 'THIRD-MNT'],
      remarks: only?.remarks,
    });
    expect(only?.remarks).toEqual([
      {
        tag: 'RIPE_DS_SYNTAX',
        testCase: 'RIPE07',
        facts: { reason: expect.any(String) },
        servers: [],
        location: at(9),
      },
    ]);
  });

  it('are in the order of the file, after the findings about the file itself', () => {
    const text = `override: x\n\n${object({ domain: ['example.net'] })}\n${object()}\n${object({ nserver: ['a_b'] })}`;
    expect(
      read(text).map(({ subject, remarks, target }) => [
        subject?.zone ?? null,
        target?.zone ?? null,
        remarks.map(({ tag }) => tag),
      ]),
    ).toEqual([
      [null, null, ['RIPE_OVERRIDE']],
      [null, null, ['RIPE_ZONE_NOT_REVERSE']],
      ['16.155.10.in-addr.arpa', '16.155.10.in-addr.arpa', []],
      ['16.155.10.in-addr.arpa', null, ['RIPE_ZONE_REPEATED', 'RIPE_NSERVER_NAME']],
    ]);
  });

  it('a zone of telephone numbers has no block', () => {
    expect(read(object({ domain: ['1.3.e164.arpa'] }))[0]).toMatchObject({
      subject: { zone: '1.3.e164.arpa', block: null },
      target: null,
    });
  });
});

describe('looksLikeRpsl', () => {
  it.each([
    ['an object', object(), true],
    ['an object that lacks most', 'domain: x\n', true],
    ['an object of another class', 'person: A B\n', true],
    ['a list of prefixes', '10.155.16.0/22\n2001:db8::/29\n', false],
    ['a table', 'prefix,ns\n10.155.16.0/22,ns1.example.net\n', false],
    ['lines of JSON', '{"target":"10.155.16.0/22","ns":["ns1.example.net"]}\n', false],
    ['nothing', '', false],
  ])('%s: %s', (_, text, expected) => {
    expect(looksLikeRpsl(Buffer.from(text))).toBe(expected);
  });
});
