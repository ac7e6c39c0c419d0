import { familyOf } from '../../dns/address.js';
import { resolverAlive, soa } from '../../questions/common.js';
import type { Obstacle } from '../../record/exchange.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { idsOf } from '../groups.js';

/** Everything that could not be asked. It is never the fault of a name server, and never a reason to accept. */
export const notFoundOut = defineCheck({
  testCase: 'RDNS01',
  title: 'Everything could be tested from here',
  source: 'rdns-preflight',
  tags: {
    RDNS_NO_ROUTE: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: 'There is no route from here to {to}: {servers} could not be tested.',
      meaning:
        'This machine cannot send to these addresses, so it is unknown what RIPE will find there. Mostly the machine has no IPv6. This says nothing about the name servers.',
      fix: 'Run the test from a host with a route to these addresses; or leave the address family out (--no-ipv6, --no-ipv4), knowing that RIPE tests it.',
    },
    RDNS_NOT_ASKED: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: '{server} could not be asked ({why}).',
      meaning: 'The query never left this machine, so it is unknown what RIPE will find at this server.',
      fix: 'Find out why this machine cannot send (a local firewall, a limit on open sockets), then test again.',
    },
    RDNS_RESOLVER_FAILED: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: 'The resolver does not work: it cannot find even the root name servers.',
      meaning:
        'If the resolver fails, neither the addresses of the name servers nor any other name can be looked up. This says nothing about the names themselves.',
      fix: 'Name a resolver that works (--resolver ADDRESS), or repair the resolver of this machine.',
    },
    RDNS_DNSSEC_NOT_TESTED: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: 'The object has DS data ({ds}), but DNSSEC was not tested.',
      meaning:
        'RIPE tests the signatures of a zone whose object has ds-rdata. This program cannot do that yet.',
      fix: 'Test the signatures with another program, such as delv or Zonemaster.',
    },
  },
  needs: 'nothing',
  *run(zone, fact) {
    for (const { to, servers } of unreachable(zone)) {
      const evidence = servers.flatMap((server) => gates(zone, server));
      yield fact('RDNS_NO_ROUTE', { to, servers: idsOf(servers) }, { servers, evidence });
    }
    for (const server of zone.inUse) {
      const why = obstaclesTo(zone, server).find((obstacle) => obstacle !== 'no-route');
      if (why === undefined) continue;
      const proof = { servers: [server], evidence: gates(zone, server) };
      yield fact('RDNS_NOT_ASKED', { server: server.id, why: WORDS[why] }, proof);
    }
    if (zone.resolverWorks === false) yield fact('RDNS_RESOLVER_FAILED', {}, { evidence: [resolverAlive()] });
    else {
      for (const host of new Set([...zone.delegation.unresolved, ...zone.child.unresolved])) {
        const proof = { servers: [host], evidence: zone.basis(() => zone.resolve(host)) };
        yield fact('RDNS_NOT_ASKED', { server: host, why: 'its addresses could not be looked up' }, proof);
      }
    }
    if (zone.target.ds.length > 0) {
      const ds = zone.target.ds.map((each) => `${each.keyTag} ${each.algorithm} ${each.digestType}`);
      yield fact('RDNS_DNSSEC_NOT_TESTED', { ds });
    }
  },
});

const WORDS: Readonly<Record<Obstacle, string>> = {
  'no-route': 'there is no route to it',
  'local-error': 'this machine failed to send',
  'resolver-down': 'there is no resolver',
  stopped: 'the run was stopped',
};

/** The servers without a route: one entry for a whole address family, else one per address. */
function unreachable(zone: ZoneView): { readonly to: string; readonly servers: readonly Server[] }[] {
  const cut = zone.inUse.filter((server) => obstaclesTo(zone, server).includes('no-route'));
  return (['ipv4', 'ipv6'] as const).flatMap((family) => {
    const of = (servers: readonly Server[]) =>
      servers.filter((server) => familyOf(server.address) === family);
    const [servers, all] = [of(cut), of(zone.inUse)];
    if (servers.length === 0) return [];
    if (servers.length === all.length)
      return [{ to: `the ${family === 'ipv4' ? 'IPv4' : 'IPv6'} addresses`, servers }];
    return [...new Set(servers.map((server) => server.address))].map((address) => ({
      to: address,
      servers: servers.filter((server) => server.address === address),
    }));
  });
}

function obstaclesTo(zone: ZoneView, server: Server): Obstacle[] {
  return gates(zone, server).flatMap((question) => {
    const outcome = zone.exchange(question)?.outcome;
    if (outcome === undefined) return ['stopped' as const];
    return outcome.kind === 'unasked' ? [outcome.why] : [];
  });
}

function gates(zone: ZoneView, server: Server) {
  return [soa(server.address, zone.zone, 'udp'), soa(server.address, zone.zone, 'tcp')];
}
