import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { PrefixError, parsePrefix } from '../../src/prefix/prefix.js';
import { parseZone, type ReverseZone, zonesOf } from '../../src/prefix/zone.js';
import { domainsOf, targetOf } from '../../src/rpsl/domain.js';
import { parseRpsl } from '../../src/rpsl/parse.js';
import { type DomainValues, writeDomains } from '../../src/rpsl/template.js';

function zonesFor(text: string): ReverseZone[] {
  const prefix = parsePrefix(text);
  if (prefix instanceof PrefixError) throw new Error(prefix.reason);
  return zonesOf(prefix);
}

const valuesFor = (zone: ReverseZone, changes: Partial<DomainValues> = {}): DomainValues => ({
  zone,
  nservers: [
    { name: name('ns1.example.net'), glue: [] },
    { name: name('ns2.example.org'), glue: [] },
  ],
  ds: [],
  adminC: ['JD1-RIPE'],
  techC: ['JD1-RIPE'],
  zoneC: ['JD1-RIPE'],
  mntBy: ['EXAMPLE-MNT'],
  ...changes,
});

const write = (prefix: string, changes: Partial<DomainValues> = {}) =>
  writeDomains(zonesFor(prefix).map((zone) => valuesFor(zone, changes)));

describe('writeDomains', () => {
  it('writes all attributes in the order of the template', () => {
    const { text, findings } = write('10.155.16.0/24', {
      descr: ['Example'],
      org: ['ORG-EX1-RIPE'],
      ds: [{ keyTag: 7096, algorithm: 13, digestType: 2, digest: 'A1'.repeat(32) }],
      remarks: ['first\nsecond'],
      notify: ['noc@example.net'],
      mntBy: ['A-MNT', 'B-MNT'],
      source: 'TEST',
    });
    expect(text).toBe(`domain:         16.155.10.in-addr.arpa
descr:          Example
org:            ORG-EX1-RIPE
admin-c:        JD1-RIPE
tech-c:         JD1-RIPE
zone-c:         JD1-RIPE
nserver:        ns1.example.net
nserver:        ns2.example.org
ds-rdata:       7096 13 2 ${'A1'.repeat(32)}
remarks:        first
remarks:        second
notify:         noc@example.net
mnt-by:         A-MNT
mnt-by:         B-MNT
source:         TEST
`);
    expect(findings).toEqual([]);
  });

  it('writes an object for each zone, with an empty line between', () => {
    const { text, findings } = write('10.155.16.0/22');
    expect(text.split('\n\n').map((object) => object.split('\n')[0])).toEqual(
      [16, 17, 18, 19].map((octet) => `domain:         ${octet}.155.10.in-addr.arpa`),
    );
    expect(findings).toEqual([]);
  });

  it('gives glue to name servers inside the zone only, an attribute for each address', () => {
    const nserver = {
      name: name('ns.16.155.10.in-addr.arpa'),
      glue: [address('10.155.16.1'), address('2001:db8::1')],
    };
    const nservers = [nserver, { name: name('ns2.example.org'), glue: [address('192.0.2.1')] }];
    const { text, findings } = write('10.155.16.0/23', { nservers });
    expect(text.match(/^nserver.*$/gm)).toEqual([
      'nserver:        ns.16.155.10.in-addr.arpa 10.155.16.1',
      'nserver:        ns.16.155.10.in-addr.arpa 2001:db8::1',
      'nserver:        ns2.example.org',
      'nserver:        ns.16.155.10.in-addr.arpa',
      'nserver:        ns2.example.org',
    ]);
    expect(findings).toEqual([]);
  });

  it.each<[string, Partial<DomainValues>, string]>([
    ['a contact', { techC: ['John Doe'] }, '3:17 RIPE_NIC_HANDLE'],
    ['no contact', { zoneC: [] }, '1:1 RIPE_MISSING_ATTRIBUTE'],
    ['a maintainer', { mntBy: ['-'] }, '7:17 RIPE_MNTNER_NAME'],
    ['a source', { source: 'ARIN' }, '8:17 RIPE_SOURCE'],
    ['a line end in a value', { adminC: ['JD1-RIPE\nmnt-by: EVIL-MNT'] }, '2:17 RIPE_NIC_HANDLE'],
  ])('says what is wrong with %s', (_, changes, expected) => {
    const { findings } = write('10.155.16.0/24', changes);
    expect(findings.map(({ tag, location }) => `${location.line}:${location.column} ${tag}`)).toEqual([
      expected,
    ]);
  });

  it('of any prefix, parses back to the same zones without a finding', () => {
    const ipv4 = fc
      .tuple(fc.nat({ max: 0xffffffff }), fc.integer({ min: 8, max: 32 }))
      .map(([value, length]) => {
        const start = length === 32 ? value : value - (value % 2 ** (32 - length));
        return `${[24, 16, 8, 0].map((shift) => Math.floor(start / 2 ** shift) % 256).join('.')}/${length}`;
      });
    const ipv6 = fc
      .tuple(
        fc.array(fc.nat({ max: 0xffff }), { minLength: 8, maxLength: 8 }),
        fc.integer({ min: 1, max: 32 }),
      )
      .map(([groups, nibbles]) => {
        const digits = groups.map((group) => group.toString(16).padStart(4, '0')).join('');
        const kept = digits.slice(0, nibbles).padEnd(32, '0');
        return `${kept.match(/.{4}/g)?.join(':')}/${nibbles * 4}`;
      });
    fc.assert(
      fc.property(fc.oneof(ipv4, ipv6), (prefix) => {
        const zones = zonesFor(prefix);
        const { text, findings } = write(prefix);
        expect(findings).toEqual([]);
        const read = domainsOf(parseRpsl(Buffer.from(text))).map((domain) => targetOf(domain));
        expect(read.map((target) => [target?.zone, target?.block])).toEqual(
          zones.map(({ zone, block }) => [zone, block]),
        );
      }),
    );
  });

  it('takes a zone by name', () => {
    const zone = parseZone('0-127.2.0.192.in-addr.arpa');
    if (zone instanceof PrefixError) throw new Error(zone.reason);
    expect(writeDomains([valuesFor(zone)]).findings).toEqual([]);
  });
});
