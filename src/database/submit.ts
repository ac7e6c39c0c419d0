import type { Name } from '../dns/name.js';
import type { DomainObject } from '../rpsl/domain.js';
import { fromAttributes, sameObject, sentAttributes } from '../rpsl/stored.js';
import { DatabaseError } from './error.js';
import type { DatabaseMessage } from './resources.js';
import type { Action, State, Submitted } from './submitted.js';
import type { Whois, WriteHow, WriteOutcome } from './whois.js';

/** An object to be created or changed. */
export interface Submission {
  readonly zone: Name;
  readonly domain: DomainObject;
  /** The database's object for the zone: see `lookUp`. */
  readonly before: DomainObject | null | DatabaseError;
}

export interface SubmitOptions {
  readonly dryRun: boolean;
  /** The value of the header; null if there is no key. */
  readonly authorization: string | null;
  /** Checked before each change; a change that was sent is not taken back. */
  readonly signal: AbortSignal;
  /** Asked before anything is changed. */
  readonly confirm: (planned: readonly Planned[]) => Promise<boolean>;
}

/** The action for an object, given what the database has. */
export interface Planned extends Submission {
  readonly action: Action;
  readonly before: DomainObject | null;
}

/** The database's object for a zone; null if there is none. */
export async function lookUp(zone: Name, whois: Whois): Promise<DomainObject | null | DatabaseError> {
  const found = await whois.lookup(zone);
  if (found === null || found instanceof DatabaseError) return found;
  return fromAttributes(found.attributes) ?? new DatabaseError(`its object for ${zone} cannot be read`);
}

/**
 * Creates and changes objects, each sent at most once; the results are in their order. Objects that the database already
 * has are not sent, so submitting again is safe. New ones are created together or not at all; then the others are changed
 * one by one, until one fails. If an answer leaves it open whether a change was made, the object is looked up.
 */
export async function submit(
  submissions: readonly Submission[],
  whois: Whois,
  options: SubmitOptions,
): Promise<Submitted[]> {
  const planned = plan(submissions);
  if (planned instanceof DatabaseError) {
    const reason = `the database could not be asked for its objects: ${planned.reason}`;
    return submissions.map(({ zone }) => ({ zone, action: 'none', state: 'not-sent', reason, messages: [] }));
  }
  const open = planned.filter(({ action }) => action !== 'none');
  const done = options.dryRun ? await tryAll(open, whois, options) : await performAll(open, whois, options);
  return planned.map(
    (each) =>
      done.get(each) ?? { zone: each.zone, action: 'none', state: 'identical', reason: null, messages: [] },
  );
}

type Results = Map<Planned, Submitted>;

function plan(submissions: readonly Submission[]): Planned[] | DatabaseError {
  const planned: Planned[] = [];
  for (const { zone, domain, before } of submissions) {
    if (before instanceof DatabaseError) return before;
    const action = before === null ? 'create' : sameObject(domain, before) ? 'none' : 'modify';
    planned.push({ zone, domain, before, action });
  }
  return planned;
}

/** In a dry run the database accepts new objects only one by one. If there is no key, it would refuse all. */
async function tryAll(planned: readonly Planned[], whois: Whois, options: SubmitOptions): Promise<Results> {
  const results: Results = new Map();
  const { authorization, signal } = options;
  for (const each of planned) {
    if (authorization === null) {
      results.set(each, resultOf(each, 'not-tried', 'there is no API key for asking the database'));
    } else if (signal.aborted) results.set(each, resultOf(each, 'not-tried', 'it was stopped'));
    else {
      const outcome = await send(each, whois, { dryRun: true, authorization });
      const state = {
        done: 'would-be-done',
        refused: 'refused',
        'not-sent': 'not-tried',
        unclear: 'not-tried',
      } as const;
      results.set(each, fromOutcome(each, state[outcome.kind], outcome));
    }
  }
  return results;
}

async function performAll(
  planned: readonly Planned[],
  whois: Whois,
  options: SubmitOptions,
): Promise<Results> {
  const results: Results = new Map();
  const stop = (reason: string) => {
    for (const each of planned) if (!results.has(each)) results.set(each, resultOf(each, 'not-sent', reason));
    return results;
  };
  const { authorization, signal } = options;
  if (planned.length === 0) return results;
  if (authorization === null) return stop('there is no API key');
  if (!(await options.confirm(planned))) return stop('it was not confirmed');
  for (const group of groupsOf(planned)) {
    if (signal.aborted) return stop('it was stopped');
    const outcome = await sendGroup(group, whois, { dryRun: false, authorization });
    const settled = await settle(group, outcome, whois);
    for (const [each, result] of settled) results.set(each, result);
    if ([...settled.values()].some(({ state }) => state !== 'done')) return stop('an earlier object failed');
  }
  return results;
}

/** The objects that are sent together: all new ones, and each of the others by itself. */
function groupsOf(planned: readonly Planned[]): Planned[][] {
  const created = planned.filter(({ action }) => action === 'create');
  const modified = planned.filter(({ action }) => action === 'modify');
  return [...(created.length > 0 ? [created] : []), ...modified.map((each) => [each])];
}

function sendGroup(group: readonly Planned[], whois: Whois, how: WriteHow): Promise<WriteOutcome> {
  const [first, ...more] = group;
  if (first === undefined) throw new Error('there is nothing to send');
  if (more.length === 0) return send(first, whois, how);
  return whois.createAll(
    group.map(({ domain }) => sentAttributes(domain)),
    how,
  );
}

function send({ zone, domain, action }: Planned, whois: Whois, how: WriteHow): Promise<WriteOutcome> {
  const attributes = sentAttributes(domain);
  return action === 'create' ? whois.create(attributes, how) : whois.modify(zone, attributes, how);
}

/** If the answer leaves the outcome open, asks the database for its object. */
async function settle(group: readonly Planned[], outcome: WriteOutcome, whois: Whois): Promise<Results> {
  const results: Results = new Map();
  for (const each of group) {
    if (outcome.kind === 'unclear') {
      const { state, seen } = await lookedAt(each, whois);
      results.set(
        each,
        fromOutcome(each, state, { ...outcome, reason: `${outcome.reason}; ${seen}` }, group),
      );
    } else results.set(each, fromOutcome(each, outcome.kind, outcome, group));
  }
  return results;
}

/** The state after the last look, and a clause about it: the database may still be working on it. */
async function lookedAt(
  { zone, domain, before }: Planned,
  whois: Whois,
): Promise<{ state: State; seen: string }> {
  let [state, seen]: [State, string] = ['unknown', 'it was not looked up'];
  let waited = 0;
  for (const pause of whois.patience.lookAfterMs) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    waited += pause;
    const now = await lookUp(zone, whois);
    if (now instanceof DatabaseError)
      [state, seen] = ['unknown', `its outcome could not be looked up: ${now.reason}`];
    else if (now !== null && sameObject(now, domain)) return { state: 'done', seen: 'it is done' };
    else if (isUnchanged(now, before))
      [state, seen] = ['not-done', `${Math.round(waited / 1000)} seconds later the database is unchanged`];
    else [state, seen] = ['unknown', 'the database now has a different object'];
  }
  return { state, seen };
}

function isUnchanged(now: DomainObject | null, before: DomainObject | null): boolean {
  return now === null || before === null ? now === before : sameObject(now, before);
}

function fromOutcome(
  planned: Planned,
  state: State,
  outcome: WriteOutcome,
  group: readonly Planned[] = [planned],
): Submitted {
  const reason = outcome.kind === 'done' || state === 'done' ? null : outcome.reason;
  const messages = outcome.kind === 'not-sent' ? [] : messagesOn(planned.zone, group, outcome.messages);
  return { ...resultOf(planned, state, reason), messages };
}

function resultOf({ zone, action }: Planned, state: State, reason: string | null): Submitted {
  return { zone, action, state, reason, messages: [] };
}

/** Messages about objects that were sent together belong to all of them, unless they name one. */
function messagesOn(zone: Name, group: readonly Planned[], all: readonly DatabaseMessage[]): string[] {
  const names = (text: string, name: Name) =>
    text
      .toLowerCase()
      .split(/[\s,[\]"']+/)
      .includes(name);
  return all
    .filter(({ text }) => names(text, zone) || !group.some((other) => names(text, other.zone)))
    .map(({ severity, text }) => `${severity}: ${text}`);
}
