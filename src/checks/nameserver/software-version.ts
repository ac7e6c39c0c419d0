import { records } from '../../dns/message.js';
import type { Name } from '../../dns/name.js';
import { presentBytes } from '../../dns/present.js';
import { softwareVersion, VERSION_NAMES } from '../../questions/nameserver.js';
import type { Server } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

export const softwareVersionCheck = defineCheck({
  testCase: 'Nameserver15',
  title: 'The name servers do not tell their software version',
  source: 'Zonemaster test case Nameserver15; RFC 4892 section 2',
  tags: {
    N15_SOFTWARE_VERSION: {
      engine: 'NOTICE',
      message: 'The answer for {query} reveals the software "{text}" on {servers}.',
      meaning:
        'Anybody can see which version runs here and look up its known vulnerabilities. RIPE mentions it, but does not reject.',
      fix: 'Hide the version if you like (BIND: version none; NSD: hide-version; Knot: version ""), and keep the software up to date in any case.',
    },
    N15_ERROR_ON_VERSION_QUERY: {
      engine: 'NOTICE',
      message: 'The query for {query} gets SERVFAIL or no answer from {servers}.',
      meaning:
        'A server that hides its version should answer with REFUSED, NOERROR or NXDOMAIN. If it is silent, clients wait. A lost packet looks the same.',
      fix: 'Check whether a firewall drops queries of class CH, and let the name server answer them with REFUSED.',
    },
    N15_WRONG_CLASS: {
      engine: 'WARNING',
      message: 'The query for {query} in class CH gets records of another class from {servers}.',
      meaning: 'Records in the answer must have the class of the query.',
      fix: 'Update the name server software, or the load balancer that answers in its place.',
    },
    N15_NO_VERSION_REVEALED: {
      engine: 'INFO',
      message: 'The software version is hidden by {servers}.',
      meaning: 'Nobody can ask for the version and look up its known vulnerabilities.',
      fix: null,
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
          // The engine ignores a lone zero.
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
