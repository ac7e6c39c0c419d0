/**
 * Evidence in short, as a row of a table states it: who was asked, for what, and about which name if it is not the zone.
 *
 *   ns2 SOA                       both addresses of ns2.example.org, over UDP
 *   ns2/4 SOA tcp                 its IPv4 address, over TCP
 *   resolver A+AAAA ns9.example.com
 *   187.3.3.3 A ns.ZONE           a server of no name, about a name in the zone
 */

import { address, familyOf } from '../../src/dns/address.js';
import { ADDRESS_TYPES, reverseLabels, reverseName } from '../../src/questions/common.js';
import type { Destination, EdnsQuery, Question } from '../../src/record/question.js';
import type { ZoneView } from '../../src/zone/view.js';
import { HOSTS } from './observation.js';

const isAddress = (what: string) => (ADDRESS_TYPES as readonly string[]).includes(what);

interface Part {
  readonly who: string;
  readonly family: string;
  readonly what: string;
  readonly about: string;
}

/** In the order of their text. */
export function evidenceKeys(zone: ZoneView, questions: readonly Question[]): string[] {
  const parts = questions.map((question) => partsOf(zone, question));
  const byFamily = joined(parts, ({ who, what, about }) => [who, what, about], 'family', '');
  const [addresses, others] = [true, false].map((is) =>
    byFamily.filter(({ what }) => isAddress(what) === is),
  );
  const byType = joined(addresses ?? [], ({ who, family, about }) => [who, family, about], 'what', '+');
  return [...byType, ...(others ?? [])]
    .map(({ who, family, what, about }) => {
      const only = family.length === 1 ? `/${family}` : '';
      return [who + only, what, about].filter((word) => word !== '').join(' ');
    })
    .sort();
}

/** The parts that are the same but for one field, as one with all values of that field. */
function joined(
  parts: readonly Part[],
  sameIn: (part: Part) => readonly string[],
  field: keyof Part,
  between: string,
): Part[] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    const key = JSON.stringify(sameIn(part));
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  return [...groups.values()].flatMap((group) => {
    const values = [...new Set(group.map((part) => part[field]))].sort();
    return group.slice(0, 1).map((first) => ({ ...first, [field]: values.join(between) }));
  });
}

function partsOf(zone: ZoneView, question: Question): Part {
  const { server, type, transport, edns } = question;
  const types = [question.class === 'IN' ? '' : question.class, type, ...ednsWords(edns)];
  if (transport === 'tcp') types.push('tcp');
  return {
    ...whoIs(server),
    what: types.filter((word) => word !== '').join(' '),
    about: question.name === zone.zone ? '' : aboutOf(zone, question),
  };
}

const KNOWN = Object.entries(HOSTS).flatMap(([host, addresses]) =>
  addresses.map((each) => ({
    label: host === 'pri.authdns.ripe.net' ? 'parent' : (host.split('.')[0] ?? host),
    host,
    address: address(each),
  })),
);

function whoIs(server: Destination): Pick<Part, 'who' | 'family'> {
  const known = KNOWN.find((each) => each.address === server);
  if (server === 'resolver' || known === undefined) return { who: server, family: '' };
  const lone = (HOSTS[known.host] ?? []).length === 1;
  return { who: known.label, family: lone ? '' : familyOf(server).slice(-1) };
}

function aboutOf(zone: ZoneView, question: Question): string {
  const lookedUp = KNOWN.find((each) => question.name.startsWith(reverseLabels(each.address).join('.')));
  if (lookedUp === undefined) return question.name.replace(new RegExp(`\\.${zone.zone}$`), '.ZONE');
  if (question.name === reverseName(lookedUp.address)) return lookedUp.address;
  return `${lookedUp.address} at ${question.name.split('.').slice(-3).join('.')}`;
}

function ednsWords(edns: EdnsQuery | null): string[] {
  if (edns === null) return [];
  const words = [`edns${edns.version}`];
  if (edns.do) words.push('do');
  if (edns.z !== 0) words.push(`z=${edns.z}`);
  if (edns.option !== null) words.push(`option=${edns.option.code}`);
  return words;
}

/** A server's `name/address` as keys name it. */
export function inShort(id: string): string {
  const { who, family } = whoIs(address(id.split('/')[1] ?? ''));
  return family === '' ? who : `${who}/${family}`;
}
