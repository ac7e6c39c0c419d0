import { describe, expect, test } from 'vitest';
import { isSpfRecord } from '../../../src/checks/zone/spf-record.js';

describe('SPF records that parse', () => {
  test.each([
    'v=spf1',
    'v=spf1 ',
    'V=SPF1 -ALL',
    'v=spf1  mx   ~all  ',
    'v=spf1 a mx ptr ?all',
    'v=spf1 ptr:example.net a/8 a/32//128 ip4:192.0.2.1/32',
    'v=spf1 a:example.net mx:example.net/24 a/24//64 mx//48 -all',
    'v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::1 ip6:2001:db8::/32 -all',
    'v=spf1 include:_spf.example.net exists:%{ir}.%{v}._spf.%{d2} -all',
    'v=spf1 include:example.net. redirect=_spf.example.net exp=explain.%{d}',
    'v=spf1 moo.cow-far_out=man:dog/cat unknown= -all',
    'v=spf1 include:example.xn--p1ai include:a.1-2 -all',
    'v=spf1 exists:%{l1r+-}._at_.%{o,=_/}._spf.%{d} exists:%%%_%-%{h}',
  ])('%s', (text) => {
    expect(isSpfRecord(text)).toBe(true);
  });
});

describe('SPF records that do not', () => {
  test.each([
    '',
    ' v=spf1 -all',
    'v=spf10 -all',
    'v=spf1-all',
    'v=spf1\t-all',
    'v=spf1 -all!',
    'v=spf1 +',
    'v=spf1 any',
    'v=spf1 all:example.net',
    'v=spf1 include',
    'v=spf1 include:',
    'v=spf1 include:localhost',
    'v=spf1 include:example.123',
    'v=spf1 include:example.-net',
    'v=spf1 ptr/24',
    'v=spf1 ptr:localhost',
    'v=spf1 ptr.example.net',
    'v=spf1 a.example.net',
    'v=spf1 include.example.net',
    'v=spf1 include:example._net',
    'v=spf1 include:example.net_',
    'v=spf1 ip4.:192.0.2.1',
    'v=spf1 ip4:192.0.2.1/24x',
    'v=spf1 a/33',
    'v=spf1 a//129',
    'v=spf1 a/024',
    'v=spf1 a/',
    'v=spf1 ip4',
    'v=spf1 ip4:192.0.2',
    'v=spf1 ip4:192.0.2.1/33',
    'v=spf1 ip4:2001:db8::1',
    'v=spf1 ip6:192.0.2.1',
    'v=spf1 ip6:fe80::1%eth0',
    'v=spf1 exists:%{x}.example.net',
    'v=spf1 exists:%x.example.net',
    'v=spf1 redirect=a.example redirect=b.example',
    'v=spf1 exp=a.example exp=a.example',
    'v=spf1 redirect=',
    'v=spf1 1x=y',
    'v=spf1 caf\u00e9=x',
  ])('%s', (text) => {
    expect(isSpfRecord(text)).toBe(false);
  });
});
