import { expect, test } from 'vitest';
import { ServerLinks } from '../../src/observe/server-links.js';

test('what a server left unanswered about a name is let go with the zone', () => {
  const links = new ServerLinks({ host: '192.0.2.1', port: 53 }, { inFlight: 20, rate: 500 }, () => 0);
  const [kind, name] = ['udp SOA', '16.155.10.in-addr.arpa'];
  links.answered('udp', [kind, 'another.name']);
  const isSilent = () => links.silent('udp', [kind, name]);
  for (let i = 0; i < 4; i += 1) {
    expect(isSilent()).toBe(false);
    links.gaveUp('udp', [kind, name]);
  }
  expect(isSilent()).toBe(true);
  links.forget(name);
  expect(isSilent()).toBe(false);
});
