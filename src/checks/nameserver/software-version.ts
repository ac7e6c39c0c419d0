import { records } from '../../dns/message.js';
import type { Name } from '../../dns/name.js';
import { presentBytes } from '../../dns/present.js';
import { softwareVersion, VERSION_NAMES } from '../../questions/nameserver.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

const SOURCE = 'Zonemaster test case Nameserver15; RFC 4892 section 2';

export const softwareVersionCheck = defineCheck({
  testCase: 'Nameserver15',
  title: 'What the name servers tell of their software',
  tags: {
    N15_SOFTWARE_VERSION: {
      engine: 'NOTICE',
      message: 'Asked for {query}, the software names itself "{text}" on {servers}.',
      meaning:
        'Anybody can see which version runs here, and look up its known holes. RIPE mentions it and does not refuse.',
      fix: 'Hide the version if you like (BIND: version none; NSD: hide-version; Knot: version ""), and keep the software up to date in any case.',
      source: SOURCE,
    },
    N15_ERROR_ON_VERSION_QUERY: {
      engine: 'NOTICE',
      message: 'The question for {query} gets SERVFAIL or no answer from {servers}.',
      meaning:
        'A server that does not tell its version answers with REFUSED, NOERROR or NXDOMAIN. Silence makes whoever asks wait. A lost packet looks the same.',
      fix: 'See whether a firewall drops questions of class CH, and let the name server answer them with REFUSED.',
      source: SOURCE,
    },
    N15_WRONG_CLASS: {
      engine: 'WARNING',
      message: 'The question for {query} in class CH is answered with records of another class by {servers}.',
      meaning: 'The class of a record in the answer is that of the question.',
      fix: 'Update the name server software, or what answers in its place.',
      source: SOURCE,
    },
    N15_NO_VERSION_REVEALED: {
      engine: 'INFO',
      message: 'The version of the software is not told by {servers}.',
      meaning: 'Nobody can look up known holes by asking for the version.',
      fix: null,
      source: SOURCE,
    },
  },
  *run(zone, fact) {
    const revealing = new Set<Server>();
    const answering = zone.inUse.filter((server) => zone.answers(server, 'udp'));
    const about = (query: Name, servers: readonly Server[]) => ({
      servers,
      evidence: servers.map((server) => softwareVersion(server.address, query)),
    });
    for (const query of VERSION_NAMES) {
      const byText = new Map<string, Set<Server>>();
      const failing: Server[] = [];
      const wrongClass: Server[] = [];
      for (const server of answering) {
        const question = softwareVersion(server.address, query);
        const message = zone.message(question);
        if (message === null || message.rcode === 'SERVFAIL') {
          if (zone.wasAsked(question)) failing.push(server);
          continue;
        }
        const texts = records(message, 'TXT', { name: query, section: 'answer' });
        if (texts.some((rr) => rr.class !== 'CH')) wrongClass.push(server);
        for (const { strings } of texts) {
          const text = strings.join('').trim();
          // To the engine, a lone zero says nothing.
          if (text === '' || text === '0') continue;
          byText.set(text, (byText.get(text) ?? new Set()).add(server));
          revealing.add(server);
        }
      }
      for (const [text, set] of byText) {
        const servers = [...set];
        const facts = { query, text: presentBytes(text), servers: idsOf(servers) };
        yield fact('N15_SOFTWARE_VERSION', facts, about(query, servers));
      }
      if (failing.length > 0) {
        const servers = idsOf(failing);
        yield fact('N15_ERROR_ON_VERSION_QUERY', { query, servers }, about(query, failing));
      }
      if (wrongClass.length > 0) {
        const servers = idsOf(wrongClass);
        yield fact('N15_WRONG_CLASS', { query, servers }, about(query, wrongClass));
      }
    }
    const hiding = answering.filter((server) => !revealing.has(server));
    if (hiding.length === 0) return;
    yield fact('N15_NO_VERSION_REVEALED', { servers: idsOf(hiding) }, { servers: hiding });
  },
});
