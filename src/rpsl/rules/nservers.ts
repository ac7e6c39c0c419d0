import { labelsOf, type Name, name } from '../../dns/name.js';
import { type DomainObject, readableNservers } from '../domain.js';
import { NserverError } from '../nserver.js';
import { valueLocation } from '../parse.js';
import { defineRule, SYNTAX } from '../rule.js';

/** The secondary that the RIPE NCC ran for large blocks until 2024. */
const RETIRED = name('ns.ripe.net');

export const nservers = defineRule({
  testCase: 'RIPE05',
  title: 'The zone can be delegated to the name servers of the object',
  source: `${SYNTAX}, nserver`,
  tags: {
    RIPE_NSERVER_NAME: {
      engine: 'ERROR',
      message: '"{text}" is not a name server name: {reason}.',
      meaning:
        'A name server has a host name: labels of letters, digits and inner hyphens, with at most 63 characters each. The database refuses other names.',
      fix: 'Write the host name of the server.',
      source: `${SYNTAX}, nserver; RFC 1123 section 2.1`,
    },
    RIPE_NSERVER_NAME_IS_ADDRESS: {
      engine: 'ERROR',
      message: 'The name server is given as an address, {text}, instead of a name.',
      meaning:
        'A zone is delegated to names, never to addresses. The syntax of the database accepts an IPv4 address as a name, but its DNS check finds no server of that name.',
      fix: 'Write the host name of the server, and after it the address only if the name is inside the zone.',
      source: 'RFC 1035 section 3.3.11; RIPE NCC, Configuring Reverse DNS: Reverse DNS Troubleshooting',
    },
    RIPE_NSERVER_ADDRESS: {
      engine: 'ERROR',
      message: '"{text}" is not a name server address: {reason}.',
      meaning: 'The name may be followed by one IPv4 or IPv6 address, and nothing else.',
      fix: 'Correct the address, or remove it if the name is outside the zone.',
    },
    RIPE_NSERVER_EXTRA: {
      engine: 'ERROR',
      message: 'The address of the name server is followed by "{text}".',
      meaning: 'An nserver attribute has one name and at most one address.',
      fix: 'Repeat the attribute with the same name for each further address.',
    },
    RIPE_NSERVER_ONE_LABEL: {
      engine: null,
      documented: 'WARNING',
      message: 'The name server name {nserver} has no domain.',
      meaning:
        'The database adds no domain to names. Its DNS check looks the name up as it is, and will hardly find it.',
      fix: 'Write the full name of the server.',
    },
    RIPE_NSERVER_REPEATED: {
      engine: null,
      documented: 'NOTICE',
      message: '{nserver} is already in line {line}.',
      meaning: 'The database stores the attribute twice; the zone is delegated to the server once.',
      fix: 'Remove one of the lines.',
      source: 'RFC 2181 section 5.5',
    },
    RIPE_NSERVER_RETIRED: {
      engine: 'ERROR',
      message: '{nserver} no longer serves zones.',
      meaning:
        'ns.ripe.net was a secondary for large blocks. The RIPE NCC retired it in 2024, and the database accepts no object that names it.',
      fix: 'Name another secondary server.',
      source: 'RIPE Labs, Retiring ns.ripe.net (2024)',
    },
    RIPE_TOO_FEW_NSERVERS: {
      engine: 'ERROR',
      message: 'The object has only one name server, {nserver}.',
      meaning: 'A zone needs at least two name servers. The DNS check refuses a delegation to fewer.',
      fix: 'Set up a second server for the zone, and add an nserver attribute for it.',
      source: 'RFC 1034 section 4.1; RIPE NCC, Configuring Reverse DNS: Step 2',
    },
  },

  *run({ domains }, fact) {
    for (const domain of domains) {
      for (const { value } of domain.nservers) {
        if (!(value instanceof NserverError)) continue;
        const { word, reason } = value;
        yield fact(value.tag, { text: word.text, reason }, { at: word.location, in: domain });
      }
      yield* aboutServers(domain);
    }

    function* aboutServers(domain: DomainObject) {
      const lines = new Map<string, number>();
      for (const { attribute, value } of readableNservers(domain)) {
        const place = {
          at: valueLocation(attribute),
          in: domain,
          server: value.name,
        };
        const nserver = value.glue === null ? value.name : `${value.name} ${value.glue.address}`;
        const line = lines.get(nserver);
        if (line === undefined) lines.set(nserver, attribute.location.line);
        else yield fact('RIPE_NSERVER_REPEATED', { nserver, line }, place);
        if (value.name === RETIRED) yield fact('RIPE_NSERVER_RETIRED', { nserver: value.name }, place);
        if (labelsOf(value.name).length === 1) {
          yield fact('RIPE_NSERVER_ONE_LABEL', { nserver: value.name }, place);
        }
      }
      const only = onlyServer(domain);
      if (only !== null) {
        yield fact(
          'RIPE_TOO_FEW_NSERVERS',
          { nserver: only },
          { at: domain.object.location, in: domain, server: only },
        );
      }
    }
  },
});

/** Unreadable lines may name further servers, so if there is one nothing is reported. */
function onlyServer(domain: DomainObject): Name | null {
  const readable = readableNservers(domain);
  const [only, ...more] = new Set(readable.map(({ value }) => value.name));
  const isOnly = more.length === 0 && readable.length === domain.nservers.length;
  return only !== undefined && isOnly ? only : null;
}
