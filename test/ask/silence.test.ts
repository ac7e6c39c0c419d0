import { describe, expect, test } from 'vitest';
import { reasonsFor, Silence } from '../../src/ask/silence.js';
import { address } from '../../src/dns/address.js';
import { name } from '../../src/dns/name.js';
import { soa } from '../../src/questions/common.js';
import { question } from '../../src/record/question.js';

const NAME = name('16.155.10.in-addr.arpa');
const KIND = 'udp SOA ';

describe('the reasons for silence', () => {
  const SERVER = address('192.0.2.1');
  const kindOf = (...ways: Parameters<typeof question>) => reasonsFor(question(...ways))[0];

  test('are the kind of a question and its name, whatever its letter case', () => {
    expect(reasonsFor(soa(SERVER, NAME))).toEqual([KIND, NAME]);
    expect(reasonsFor(soa(SERVER, name('16.155.10.IN-ADDR.arpa')))).toEqual([KIND, NAME]);
  });

  test('tell transports, types and EDNS apart', () => {
    const kinds = [
      kindOf(SERVER, NAME, 'SOA'),
      kindOf(SERVER, NAME, 'NS'),
      kindOf(SERVER, NAME, 'SOA', { transport: 'tcp' }),
      kindOf(SERVER, NAME, 'SOA', { edns: {} }),
      kindOf(SERVER, NAME, 'SOA', { edns: { version: 1 } }),
    ];
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});

describe('a server', () => {
  test('is dead over a transport after all attempts of a question, unless it ever spoke', () => {
    const silence = new Silence();
    silence.missed('udp', [KIND, NAME]);
    expect(silence.isDead('udp')).toBe(false);
    silence.gaveUp('udp', [KIND, NAME]);
    expect([silence.isDead('udp'), silence.isDead('tcp')]).toEqual([true, false]);
    silence.answered('udp', [KIND, NAME], false);
    expect(silence.isDead('udp')).toBe(false);
  });

  test('is tired of a name that several questions were about in vain, until the zone is done', () => {
    const silence = new Silence();
    silence.answered('udp', [KIND, 'another.name'], false);
    const isTired = () => silence.isTiredOf([KIND, NAME]);
    for (let i = 0; i < 4; i += 1) {
      expect(isTired()).toBe(false);
      silence.gaveUp('udp', [KIND, NAME]);
    }
    expect(isTired()).toBe(true);
    silence.forget(name('16.155.10.IN-ADDR.ARPA'));
    expect(isTired()).toBe(false);
  });

  test('is tired of nothing that it answered once', () => {
    const silence = new Silence();
    silence.answered('udp', [KIND, NAME], false);
    for (let i = 0; i < 9; i += 1) silence.gaveUp('udp', [KIND, NAME]);
    expect(silence.isTiredOf([KIND, NAME])).toBe(false);
  });

  test('has no reason that is known for its silence if it could be its kind as well as its name', () => {
    const silence = new Silence();
    for (let i = 0; i < 9; i += 1) silence.gaveUp('udp', [KIND, NAME]);
    expect(silence.isTiredOf([KIND, NAME])).toBe(false);
    expect(silence.isExplained([KIND, NAME])).toBe(true);
  });

  test('surprises with a missing answer only if it answers otherwise', () => {
    const silence = new Silence();
    expect(silence.missed('udp', [KIND, NAME])).toBe(false);
    silence.answered('udp', [KIND, NAME], true);
    expect(silence.missed('udp', [KIND, NAME])).toBe(true);
    expect(silence.missed('tcp', [KIND, NAME])).toBe(false);
    silence.gaveUp('udp', ['udp TXT ', NAME]);
    expect(silence.missed('udp', ['udp TXT ', NAME])).toBe(false);
  });

  test('is worth more attempts if it limits its rate, or did answer when asked again', () => {
    const silence = new Silence();
    silence.answered('udp', [KIND, NAME], false);
    expect(silence.further([KIND, NAME], false)).toBe(0);
    expect(silence.further([KIND, NAME], true)).toBeGreaterThan(0);
    silence.answered('udp', [KIND, NAME], true);
    const [known, unknown] = [
      [KIND, NAME],
      ['udp TXT ', NAME],
    ].map((each) => silence.further(each, false));
    expect(known).toBeGreaterThan(unknown ?? Number.POSITIVE_INFINITY);
    expect(unknown).toBeGreaterThan(0);
    silence.gaveUp('udp', ['udp TXT ', NAME]);
    expect(silence.further(['udp TXT ', NAME], true)).toBe(0);
  });
});

describe('a server that left its first question unanswered', () => {
  async function order(after: (silence: Silence, endFirst: () => void) => void): Promise<string[]> {
    const silence = new Silence();
    const happened: string[] = [];
    let endFirst = () => {};
    const first = silence.afterFirst('udp', () => new Promise<void>((resolve) => (endFirst = resolve)));
    silence.missed('udp', [KIND, NAME]);
    const second = silence.afterFirst('udp', async () => void happened.push('asked'));
    await new Promise(setImmediate);
    happened.push('decided');
    after(silence, endFirst);
    await second;
    endFirst();
    await first;
    return happened;
  }

  test('is asked no other before it answers', async () => {
    expect(await order((silence) => silence.answered('udp', [KIND, NAME], true))).toEqual([
      'decided',
      'asked',
    ]);
  });

  test('is asked no other before that has ended, however it does', async () => {
    expect(await order((_, endFirst) => endFirst())).toEqual(['decided', 'asked']);
  });

  test('is asked at once over the other transport', async () => {
    const silence = new Silence();
    const first = silence.afterFirst('udp', () => new Promise<void>(setImmediate));
    silence.missed('udp', [KIND, NAME]);
    expect(await silence.afterFirst('tcp', async () => 'asked')).toBe('asked');
    await first;
  });
});
