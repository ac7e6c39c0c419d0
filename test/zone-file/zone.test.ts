import { describe, expect, it } from 'vitest';
import { name } from '../../src/dns/name.js';
import { exists, rrset, zoneOf } from '../../src/zone-file/zone.js';

const ORIGIN = name('2.0.192.in-addr.arpa');

describe('a zone', () => {
  const zone = zoneOf(ORIGIN, ['@ NS a.', '@ NS b.', '@ NS a.', 'X.y.z PTR p.']);

  it('has a repeated line once', () => {
    expect(rrset(zone, ORIGIN, 'NS').map((record) => record.type === 'NS' && record.target)).toEqual([
      'a',
      'b',
    ]);
  });

  it.each([
    [`x.y.z.${ORIGIN}`, true],
    [`X.Y.Z.${ORIGIN}`, true],
    [`y.z.${ORIGIN}`, true],
    [`z.${ORIGIN}`, true],
    [ORIGIN, true],
    [`y.${ORIGIN}`, false],
    [`w.x.y.z.${ORIGIN}`, false],
  ])('%s exists: %s', (owner, expected) => {
    expect(exists(zone, name(owner))).toBe(expected);
  });
});
