import { describe, expect, it } from 'vitest';
import { domainsOf, targetOf } from '../../src/rpsl/domain.js';
import { parseRpsl } from '../../src/rpsl/parse.js';
import { block } from '../prefix/blocks.js';

const targets = (text: string) => domainsOf(parseRpsl(Buffer.from(text))).map(targetOf);

describe('targetOf', () => {
  it('reads the requested delegation', () => {
    const digest = 'a1'.repeat(32);
    const text = `domain: 16.155.10.IN-ADDR.arpa.
nserver: NS1.example.net.
nserver: ns.16.155.10.in-addr.arpa 10.155.16.1
nserver: ns.16.155.10.in-addr.arpa 2001:DB8::1/128
nserver: ns.16.155.10.in-addr.arpa 10.155.16.1
ds-rdata: 7 13 2 (${digest.slice(0, 10)}
+ ${digest.slice(10)})
`;
    expect(targets(text)).toEqual([
      {
        zone: '16.155.10.in-addr.arpa',
        block: block('10.155.16.0/24'),
        nservers: [
          { name: 'ns1.example.net', glue: [] },
          { name: 'ns.16.155.10.in-addr.arpa', glue: ['10.155.16.1', '2001:db8::1'] },
        ],
        ds: [{ keyTag: 7, algorithm: 13, digestType: 2, digest: digest.toUpperCase() }],
      },
    ]);
  });

  it('leaves out the lines that cannot be read', () => {
    const nservers = [{ name: 'ns1.example.net', glue: [] }];
    expect(
      targets('domain: 1-2.2.0.192.in-addr.arpa\nnserver: a_b\nnserver: ns1.example.net\nds-rdata: 1\n'),
    ).toEqual([
      { zone: '1-2.2.0.192.in-addr.arpa', block: block('192.0.2.1 - 192.0.2.2'), nservers, ds: [] },
    ]);
  });

  it.each([
    ['no domain', 'nserver: ns1.example.net\n'],
    ['a name that is no reverse zone', 'domain: example.net\n'],
    ['a telephone number', 'domain: 1.3.e164.arpa\nnserver: ns1.example.net\n'],
    ['a deletion', 'domain: 2.0.192.in-addr.arpa\nnserver: ns1.example.net\ndelete: moved\n'],
    ['no name server that can be read', 'domain: 2.0.192.in-addr.arpa\nnserver: a_b\n'],
  ])('is null for %s', (_, text) => {
    expect(targets(text)).toEqual([null]);
  });

  it('reads a slash zone, so that it can be tested', () => {
    expect(targets('domain: 0/25.2.0.192.in-addr.arpa\nnserver: ns1.example.net\n')[0]?.block).toEqual(
      block('192.0.2.0/25'),
    );
  });
});

describe('domainsOf', () => {
  it('leaves other classes out', () => {
    expect(targets('inetnum: 192.0.2.0 - 192.0.2.255\nadmin-c: JD1-RIPE\n')).toEqual([]);
  });
});
