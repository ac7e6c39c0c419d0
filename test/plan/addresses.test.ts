import { describe, expect, it } from 'vitest';
import { lookUpAddresses } from '../../src/plan/addresses.js';
import { ASN_SOURCES } from '../../src/questions/common.js';
import { except, type Scene, viewOf, ZONE } from '../support/observation.js';
import { unreachable } from '../support/scenes.js';

/** What is looked up beyond the sets of servers. */
const asked = (scene: Scene) => {
  const zone = viewOf(scene);
  const questions = zone.basis(() => lookUpAddresses(zone)).map((q) => `${q.server} ${q.name} ${q.type}`);
  return [...new Set(questions)].filter((question) => / (PTR|TXT)$/.test(question));
};

describe('the questions about the addresses of the name servers', () => {
  it('ask the resolver for the host name and the announcement of each', () => {
    const questions = asked({});
    expect(questions).toHaveLength(8);
    expect(questions).toContain('resolver 1.1.100.185.in-addr.arpa PTR');
    expect(questions).toContain(`resolver 1.1.100.185.origin.${ASN_SOURCES[0]} TXT`);
    expect(questions.every((q) => q.startsWith('resolver '))).toBe(true);
  });

  it('does not depend on whether they can be reached', () => {
    expect(asked(unreachable)).toEqual(asked({}));
    expect(asked({ families: { ipv4: true, ipv6: false } })).toEqual(asked({}));
  });

  it('go to the second database if the first fails', () => {
    const failing: Scene = {
      replies: except((q) =>
        q.type === 'TXT' && q.name.endsWith(`${ASN_SOURCES[0]}`) ? 'timeout' : undefined,
      ),
    };
    expect(asked(failing)).toHaveLength(12);
    expect(asked(failing)).toContain(`resolver 1.1.100.185.origin.${ASN_SOURCES[1]} TXT`);
  });

  it('go to the servers of the zone for an address inside it', () => {
    const inside: Scene = {
      replies: except((q) =>
        q.name === 'ns2.example.org' && q.type === 'A'
          ? { answer: ['ns2.example.org A 185.155.16.53'] }
          : undefined,
      ),
    };
    expect(asked(inside)).toContain(`185.100.1.1 53.${ZONE} PTR`);
    expect(asked(inside)).not.toContain(`resolver 53.${ZONE} PTR`);
  });
});
