import { describe, expect, onTestFinished, test } from 'vitest';
import { ServerLinks } from '../../src/ask/server-links.js';

const [KIND, NAME] = ['udp SOA', '16.155.10.in-addr.arpa'];

function linksTo(now: () => number): ServerLinks {
  const links = new ServerLinks({ host: '192.0.2.1', port: 53 }, { inFlight: 20, rate: 500 }, now);
  onTestFinished(() => links.close());
  return links;
}

test('unanswered questions about a name are forgotten with the zone', () => {
  const links = linksTo(() => 0);
  links.answered('udp', [KIND, 'another.name'], false);
  const isSilent = () => links.silent('udp', [KIND, NAME]);
  for (let i = 0; i < 4; i += 1) {
    expect(isSilent()).toBe(false);
    links.gaveUp('udp', [KIND, NAME]);
  }
  expect(isSilent()).toBe(true);
  links.forget(NAME);
  expect(isSilent()).toBe(false);
});

describe('a server that does not answer everything', () => {
  /** The number of messages that would have had to wait, if all are sent as fast as the rate allows. */
  function waits(messages: number, isMissed: (i: number) => boolean): number {
    let now = 0;
    const links = linksTo(() => now);
    links.answered('udp', [KIND, NAME], false);
    let waited = 0;
    for (let i = 0; i < messages; i += 1) {
      now += 2;
      if (links.turn() !== null) waited += 1;
      if (isMissed(i)) links.missed('udp', [KIND, NAME], false);
      else links.answered('udp', [KIND, NAME], false);
    }
    return waited;
  }

  test.each([100, 20, 10])(
    'one in %i missing: packets are lost, and asking more slowly would not help',
    (n) => {
      expect(waits(5000, (i) => i % n === n - 1)).toBe(0);
    },
  );

  test.each([
    ['every second missing', (i: number) => i % 2 === 0],
    ['a second of silence', (i: number) => i >= 500 && i < 1000],
  ])('%s: it limits its rate, and is asked more slowly', (_, isMissed) => {
    expect(waits(1000, isMissed)).toBeGreaterThan(0);
  });

  test('is asked more often in vain only if it did answer a repeat', () => {
    const links = linksTo(() => 0);
    links.answered('udp', [KIND, NAME], false);
    expect(links.further([KIND, NAME])).toBe(0);
    links.answered('udp', [KIND, NAME], true);
    const [known, unknown] = [links.further([KIND, NAME]), links.further(['udp TXT', NAME])];
    expect(known).toBeGreaterThan(unknown);
    expect(unknown).toBeGreaterThan(0);
  });
});

describe('a server that left its first question unanswered', () => {
  async function order(after: (links: ServerLinks, endFirst: () => void) => void): Promise<string[]> {
    const links = linksTo(() => 0);
    const happened: string[] = [];
    let endFirst = () => {};
    const first = links.afterFirst('udp', () => new Promise<void>((resolve) => (endFirst = resolve)));
    links.missed('udp', [KIND, NAME], false);
    const second = links.afterFirst('udp', async () => void happened.push('asked'));
    await new Promise(setImmediate);
    happened.push('decided');
    after(links, endFirst);
    await second;
    endFirst();
    await first;
    return happened;
  }

  test('is asked no other before it answers', async () => {
    expect(await order((links) => links.answered('udp', [KIND, NAME], true))).toEqual(['decided', 'asked']);
  });

  test('is asked no other before that has ended, however it does', async () => {
    expect(await order((_, endFirst) => endFirst())).toEqual(['decided', 'asked']);
  });

  test('is asked at once over the other transport', async () => {
    const links = linksTo(() => 0);
    const first = links.afterFirst('udp', () => new Promise<void>(setImmediate));
    links.missed('udp', [KIND, NAME], false);
    expect(await links.afterFirst('tcp', async () => 'asked')).toBe('asked');
    await first;
  });
});
