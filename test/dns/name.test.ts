import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  below,
  fold,
  fromLabels,
  isHostLabel,
  isLdh,
  isWithin,
  labelsOf,
  mixedCase,
  NameError,
  name,
  parentOf,
  parseName,
  ROOT,
  sameName,
  uniqueNames,
} from '../../src/dns/name.js';

const label = fc.string({
  unit: fc.nat(255).map((byte) => String.fromCharCode(byte)),
  minLength: 1,
  maxLength: 20,
});
const labels = fc.array(label, { maxLength: 8 });

describe('names', () => {
  test.each([
    ['example.net', ['example', 'net']],
    ['example.net.', ['example', 'net']],
    ['.', []],
    ['john\\.doe.example.net', ['john.doe', 'example', 'net']],
    ['a\\\\.b', ['a\\', 'b']],
    ['a\\.', ['a.']],
    ['\\.', ['.']],
    ['a\\\\.', ['a\\']],
    ['a\\\\\\\\.', ['a\\\\']],
    ['a\\256', ['a256']],
    ['x'.repeat(63), ['x'.repeat(63)]],
    ['a\\\\\\.', ['a\\.']],
    ['\\000\\255.x', ['\0\u00ff', 'x']],
    ['0-127.2.0.192.in-addr.arpa', ['0-127', '2', '0', '192', 'in-addr', 'arpa']],
  ])('%s has the labels %j', (text, expected) => {
    const parsed = parseName(text);
    expect(parsed instanceof NameError ? parsed.reason : labelsOf(parsed)).toEqual(expected);
  });

  test.each([
    ['', /^the name is empty$/],
    ['a..b', /empty label/],
    ['.a', /empty label/],
    [`${'x'.repeat(64)}.net`, /63/],
    [Array(9).fill('x'.repeat(30)).join('.'), /255/],
    ['exa mple.net', /printable/],
    ['exämple.net', /printable/],
    ['a\u001b[31m.net', /printable/],
  ])('%j is no name', (text, reason) => {
    const parsed = parseName(text);
    expect(parsed instanceof NameError && parsed.reason).toMatch(reason);
  });

  test('a name has at most 255 bytes on the wire', () => {
    const most = ['x'.repeat(63), 'x'.repeat(63), 'x'.repeat(63), 'x'.repeat(61)];
    expect(parseName(most.join('.'))).toBe(most.join('.'));
    expect(parseName(`${most.join('.')}x`)).toBeInstanceOf(NameError);
  });

  test('a constant that is no name is a bug', () => {
    expect(() => name('a..b')).toThrow('a..b: the name has an empty label');
  });

  test('labels of any bytes survive, in printable ASCII', () => {
    fc.assert(
      fc.property(labels, (given) => {
        const made = fromLabels(given);
        expect(labelsOf(made)).toEqual(given);
        expect(made).toMatch(/^[\x21-\x7e]+$/);
        expect(name(made)).toBe(made);
      }),
    );
  });

  test('a name is within its ancestors and in no other', () => {
    fc.assert(
      fc.property(labels, labels, (head, tail) => {
        expect(isWithin(fromLabels([...head, ...tail]), fromLabels(tail))).toBe(true);
      }),
    );
    expect(isWithin(name('badexample.net'), name('example.net'))).toBe(false);
    expect(isWithin(name('bad\\.example.net'), name('example.net'))).toBe(false);
    expect(isWithin(name('bad\\\\.example.net'), name('example.net'))).toBe(true);
    expect(isWithin(name('NS.Example.NET'), name('example.net'))).toBe(true);
    expect(isWithin(name('example.net'), ROOT)).toBe(true);
    expect(isWithin(name('example.net'), name('EXAMPLE.net'))).toBe(true);
    expect(isWithin(name('example.net'), name('example.org'))).toBe(false);
    expect(isWithin(name('ns.example.net'), name('example.org'))).toBe(false);
    expect(isWithin(name('net'), name('example.net'))).toBe(false);
  });

  test('letter case does not make names different', () => {
    expect(sameName(name('Example.NET'), name('eXAMPLE.net'))).toBe(true);
    expect(sameName(name('example.net'), name('example.org'))).toBe(false);
    expect(fold(name('A.B'))).toBe('a.b');
  });

  test('every second letter in upper case', () => {
    expect(mixedCase(name('www.1\\.a.Net'), 0)).toBe('WwW.1\\.a.NeT');
    expect(mixedCase(name('www.1\\.a.Net'), 1)).toBe('wWw.1\\.A.nEt');
  });

  test('names once each, in order', () => {
    expect(uniqueNames([name('b.net'), name('A.net'), name('B.NET')])).toEqual(['a.net', 'b.net']);
  });

  test.each([
    ['ns1', true, true],
    ['A', true, true],
    ['a-1', true, true],
    ['xn--zca', true, true],
    ['-a', true, false],
    ['a-', true, false],
    ['-', true, false],
    ['', false, false],
    ['a_b', false, false],
    ['_a', false, false],
    ['a.b', false, false],
    ['b\u00fc', false, false],
  ])('the label %j: letters, digits and hyphens %s, of a host name %s', (label, ldh, host) => {
    expect([isLdh(label), isHostLabel(label)]).toEqual([ldh, host]);
  });

  test('parents and children', () => {
    expect(parentOf(name('a\\.b.c'))).toBe('c');
    expect(parentOf(name('a\\001.b'))).toBe('b');
    expect(parentOf(name('c'))).toBe(ROOT);
    expect(parentOf(ROOT)).toBe(ROOT);
    expect(below(name('net'), 'a.b', 'c')).toBe('a\\.b.c.net');
    fc.assert(
      fc.property(label, labels, (first, rest) => {
        const whole = fromLabels([first, ...rest]);
        expect(below(fromLabels(rest), first)).toBe(whole);
        expect(parentOf(whole)).toBe(fromLabels(rest));
      }),
    );
  });
});
