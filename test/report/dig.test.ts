import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { address } from '../../src/dns/address.js';
import { fromLabels, name } from '../../src/dns/name.js';
import { type Question, question } from '../../src/record/question.js';
import { digCommand, shellWord } from '../../src/report/dig.js';
import { exchangeReport } from '../../src/report/evidence.js';
import { exchange } from './support/reports.js';

const SERVER = address('192.0.2.1');
const ZONE = name('2.0.192.in-addr.arpa');

const dig = (asked: Question) => digCommand(exchangeReport(exchange(asked, 'timeout'))).join(' ');

describe('the dig command that repeats a question', () => {
  const cases: readonly [string, Question, string][] = [
    ['UDP', question(SERVER, ZONE, 'SOA'), '@192.0.2.1 2.0.192.in-addr.arpa. SOA +norec +noad +noedns'],
    [
      'TCP',
      question(address('2001:db8::1'), ZONE, 'NS', { transport: 'tcp' }),
      '@2001:db8::1 2.0.192.in-addr.arpa. NS +tcp +norec +noad +noedns',
    ],
    [
      'the resolver, at the address it was asked at',
      question('resolver', name('.'), 'NS'),
      '@192.0.2.53 . NS +noad +noedns',
    ],
    [
      'class CH, truncation kept',
      question(SERVER, name('version.bind'), 'TXT', { class: 'CH', keepTruncated: true }),
      '@192.0.2.1 version.bind. CH TXT +ignore +norec +noad +noedns',
    ],
    [
      'ANY over UDP, which dig would ask over TCP',
      question(SERVER, ZONE, 'ANY'),
      '@192.0.2.1 2.0.192.in-addr.arpa. ANY +notcp +norec +noad +noedns',
    ],
    [
      'EDNS',
      question(SERVER, ZONE, 'DNSKEY', { edns: { udpSize: 4096, do: true } }),
      '@192.0.2.1 2.0.192.in-addr.arpa. DNSKEY +norec +noad +edns=0 +nocookie +bufsize=4096 +dnssec',
    ],
    [
      'EDNS of tomorrow',
      question(SERVER, ZONE, 'SOA', { edns: { version: 1, z: 3, option: { code: 137, data: '0a' } } }),
      '@192.0.2.1 2.0.192.in-addr.arpa. SOA +norec +noad +edns=1 +noednsnegotiation +nocookie +bufsize=512 +ednsflags=0x3 +ednsopt=137:0a',
    ],
    [
      'a name that is taken for IDNA',
      question(SERVER, name('xn--nameservertest.iis.se'), 'A'),
      '@192.0.2.1 xn--nameservertest.iis.se. +noidnin +noidnout A +norec +noad +noedns',
    ],
    [
      'a name that is taken for an option',
      question(SERVER, name('-f.example'), 'A'),
      '@192.0.2.1 -q -f.example. A +norec +noad +noedns',
    ],
    [
      'a name with a life of its own in a shell',
      question(SERVER, fromLabels(["';reboot", '$(id)']), 'A'),
      "@192.0.2.1 -q ''\\''\\;reboot.\\$\\(id\\).' A +norec +noad +noedns",
    ],
  ];
  it.each(cases)('%s', (_, asked, words) => {
    expect(dig(asked)).toBe(`dig ${words}`);
  });

  it('names no server when the resolver was never reached', () => {
    const asked = question('resolver', ZONE, 'NS');
    expect(digCommand({ question: asked, attempts: [] })).not.toContainEqual(expect.stringMatching(/^@/));
  });
});

it('a shell reads every word back as it was', () => {
  const word = fc.string({
    minLength: 1,
    unit: fc.constantFrom(...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i))),
  });
  const words = fc.sample(word, { numRuns: 500, seed: 1 });
  const { stdout } = spawnSync('sh', ['-c', `printf '%s\\n' ${words.map(shellWord).join(' ')}`], {
    encoding: 'utf8',
  });
  expect(stdout.split('\n').slice(0, -1)).toEqual(words);
});
