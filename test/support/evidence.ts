/** What the evidence of every fact is held to. */

import { expect } from 'vitest';
import type { Check, Fact } from '../../src/checks/check.js';
import { address, parseAddress } from '../../src/dns/address.js';
import { isWithin, sameName } from '../../src/dns/name.js';
import { atLeast, higher } from '../../src/finding/level.js';
import { documentedLevel, engineLevel } from '../../src/judge/profile.js';
import { reverseLabels } from '../../src/questions/common.js';
import { messageOf } from '../../src/record/exchange.js';
import { type Destination, keyOf, type Question } from '../../src/record/question.js';
import { digCommand } from '../../src/report/dig.js';
import { exchangeReport } from '../../src/report/evidence.js';
import type { Server, ZoneView } from '../../src/zone/view.js';
import { COMPARED, OF_THE_ZONE, SHOWS, type Shown, UNPROVEN, UNSAID } from './proofs.js';

/**
 * There is evidence from NOTICE up, it was asked for, of those who can know, it is about each server that the fact names, and
 * it shows what the message says.
 */
export function expectProven(check: Check, zone: ZoneView, fact: Fact): void {
  const { tag, evidence } = fact;
  const minor = isMinor(check, tag);
  expectServersNamed(fact);
  if (evidence.length === 0) {
    const fine = minor || UNPROVEN[tag] !== undefined || isInObject(zone, fact);
    expect(fine, `${tag} has no evidence`).toBe(true);
    return;
  }
  const elsewhere = evidence.filter((question) => !mayShow(zone, fact, question));
  expect(elsewhere.map(keyOf), `${tag}: evidence of somebody else`).toEqual([]);
  const lost = evidence.filter((question) => zone.evidence([question]).length === 0);
  expect(lost.map(keyOf), `${tag}: evidence that was never asked for`).toEqual([]);

  const shown = evidence.flatMap((question) =>
    zone.evidence([question]).map((exchange) => ({ question, exchange, message: messageOf(exchange) })),
  );
  if (!isInObject(zone, fact)) expectServersShown(fact, shown);
  const says = [expectQuotes(fact, shown), expectDenials(zone, fact, shown), expectShows(tag, shown)];
  expect(minor || says.includes(true), `${tag}: nothing says what the exchanges are to show`).toBe(true);
}

/** The servers in the facts are among those that the fact is about. */
function expectServersNamed({ tag, facts, servers }: Fact): void {
  const told = ['ns', 'server', 'servers'].flatMap((key) => facts[key] ?? []).map(String);
  expect(servers, `${tag} names servers that it is not about`).toEqual(expect.arrayContaining(told));
}

function expectServersShown(fact: Fact, shown: readonly Shown[]): void {
  const unsaid = unsaidIn(fact);
  const unseen = fact.servers.filter((server) => !unsaid.includes(server) && !isSeen(server, shown));
  expect(unseen, `${fact.tag}: nothing is shown of this server`).toEqual([]);
}

/** What the message quotes is in the exchanges; false if it quotes nothing. */
function expectQuotes(fact: Fact, shown: readonly Shown[]): boolean {
  const quoted = quotedIn(fact);
  const text = textOf(shown);
  const missing = quoted.filter((word) => !isIn(text, word));
  expect(missing, `${fact.tag}: not in the answers`).toEqual([]);
  return quoted.length > 0;
}

/** What the message says is lacking is in no answer but the parent's; false if it says that of nothing. */
function expectDenials(zone: ZoneView, fact: Fact, shown: readonly Shown[]): boolean {
  const unsaid = unsaidIn(fact);
  const text = textOf(shown.filter(({ question }) => !isParents(zone, question.server)));
  const there = unsaid.filter((word) => isIn(text, word));
  expect(there, `${fact.tag}: in the answers`).toEqual([]);
  return unsaid.length > 0;
}

function expectShows(tag: string, shown: readonly Shown[]): boolean {
  const shows = SHOWS[tag];
  if (shows === undefined) return false;
  expect(shows(shown), `${tag}: the exchanges do not show it`).toBe(true);
  return true;
}

function unsaidIn({ tag, facts }: Fact): string[] {
  return (UNSAID[tag] ?? []).flatMap((key) => facts[key] ?? []).map(String);
}

/** Whether the message is below NOTICE by RIPE's documentation and its engine. */
function isMinor(check: Check, tag: string): boolean {
  const declaration = check.tags[tag];
  if (declaration === undefined) return false;
  return !atLeast(higher(documentedLevel(declaration), engineLevel(declaration)), 'NOTICE');
}

/** Whether the object gives the addresses that the message is about, so that they need no looking up. */
function isInObject(zone: ZoneView, { servers, evidence }: Fact): boolean {
  if (zone.testsExisting || servers.length === 0) return false;
  const fromResolver = evidence.every(({ server }) => server === 'resolver');
  return fromResolver && servers.every((id) => givenBy(zone).includes(id));
}

function givenBy(zone: ZoneView): string[] {
  return zone.nservers.flatMap(({ name, glue }) => glue.map((address) => `${name}/${address}`));
}

/**
 * The resolver is always a witness, and so are the servers that a fact names. What is said of a name alone, or of the zone as
 * a whole, the zone's servers show.
 */
function mayShow(zone: ZoneView, fact: Fact, question: Question): boolean {
  const { server } = question;
  if (server === 'resolver') return true;
  const named = fact.servers.flatMap((id) => id.split('/').slice(1));
  if (named.some((address) => address === server)) return true;
  const has = (servers: readonly Server[]) => servers.some(({ address }) => address === server);
  const aboutMore = fact.servers.length === 0 ? OF_THE_ZONE : COMPARED;
  if (aboutMore.includes(fact.tag) || (named.length === 0 && fact.servers.length > 0)) {
    if (has(zone.delegatedTo) || has(zone.inUse)) return true;
  }
  // The parent's servers tell what it is, and what the delegation is that exists.
  if ((zone.testsExisting || 'parent' in fact.facts) && isParents(zone, server)) return true;
  return isLookup(zone, question);
}

function isParents(zone: ZoneView, server: Destination): boolean {
  return zone.parent.servers.some(({ address }) => address === server);
}

/** Whether a name below the apex is looked up: all servers of the zone are asked, and those their referrals lead to. */
function isLookup(zone: ZoneView, question: Question): boolean {
  if (!isWithin(question.name, zone.zone) || sameName(question.name, zone.zone)) return false;
  const asked = [
    ...zone.basis(() => zone.resolve(question.name)),
    ...zone.basis(() => zone.fromInside((server) => ({ ...question, server }))),
  ];
  return (
    zone.inUse.some(({ address }) => address === question.server) ||
    asked.some((each) => keyOf(each) === keyOf(question))
  );
}

/** Whether the evidence is about a server: it was asked itself, or its name or its address was asked about. */
function isSeen(id: string, shown: readonly Shown[]): boolean {
  const [name = '', at] = id.split('/');
  if (at === undefined) return isIn(textOf(shown), name);
  return shown.some(
    ({ question }) =>
      question.server === at || question.name === name || question.name.startsWith(reversed(at)),
  );
}

/** Facts that tell where it is, or what the object or this program says. */
const OURS = ['domain', 'ns', 'server', 'servers', 'count', 'size', 'shortest', 'longest', 'asked', 'late'];
OURS.push('truncated', 'transport', 'subnet', 'blocks', 'changes', 'ds', 'to', 'types');

/** The names, addresses, numbers and rcodes that a message quotes from answers. */
function quotedIn({ tag, facts }: Fact): string[] {
  const unquoted = [...OURS, ...(UNSAID[tag] ?? [])];
  const said = Object.entries(facts).filter(([key]) => !unquoted.includes(key));
  return said.flatMap(([key, values]) =>
    [values].flat().flatMap((value) => {
      if (typeof value === 'number' || key.startsWith('rcode')) return String(value);
      return value.replaceAll(/RFC \d+/g, '').match(/[^\s,()"]*(?:\w\.\w|:\w|\w::|\d{3})[^\s,()"]*/g) ?? [];
    }),
  );
}

/** A word as it stands in the text, or an address asked about in reverse; of `name/address` the address. */
function isIn(text: string, word: string): boolean {
  const at = word.split('/')[1] ?? word;
  if (parseAddress(at) === null) return text.includes(plain(word));
  return text.includes(at) || text.includes(reversed(at));
}

/** What a report shows: the command, and the answer line by line. */
function textOf(shown: readonly Shown[]): string {
  const lines = shown.flatMap(({ exchange }) => {
    const report = exchangeReport(exchange);
    const from = exchange.outcome.kind === 'answered' ? [exchange.outcome.from] : [];
    return [...digCommand(report), ...(report.answer ?? []), ...from];
  });
  return plain(lines.join('\n'));
}

/** A mail address as the name that stands for it, and names without their escapes. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll('\\', '').replaceAll('@', '.');
}

function reversed(at: string): string {
  return `${reverseLabels(address(at)).join('.')}.`;
}
