import { CHECKS } from '../checks/index.js';
import { databaseFindings } from '../database/rules.js';
import type { RunEvent } from '../record/events.js';
import type { Observation } from '../record/observation.js';
import type { Standing } from '../target/standing.js';
import type { Subject, ZoneTarget } from '../target/target.js';
import { viewOf } from '../zone/view.js';
import { known } from './catalogue.js';
import { evaluate, type KnownFinding } from './evaluate.js';
import { located } from './locate.js';

/** The result for one zone. The target is null if the zone cannot be read. */
export interface ZoneResult {
  readonly target: Subject | null;
  /** The servers the tests were about. */
  readonly nameservers: readonly Nameserver[];
  readonly findings: readonly KnownFinding[];
}

export interface Nameserver {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** The standing in the database of a zone whose name servers were not asked. */
export interface StandingEvent {
  readonly kind: 'standing';
  readonly index: number;
  readonly target: ZoneTarget;
  readonly standing: Standing;
}

/** The result for a zone or an object. */
export function resultOf(event: Exclude<RunEvent, { kind: 'end' }> | StandingEvent): ZoneResult {
  switch (event.kind) {
    case 'zone':
      return judge(event.observation);
    case 'standing':
      return judgeStanding(event);
    case 'object': {
      const { subject, remarks } = event.object;
      return { target: subject, nameservers: [], findings: remarks.map(known) };
    }
  }
}

/** Judges an observation. Pure: a saved observation gives the same result. */
export function judge(observation: Observation): ZoneResult {
  const zone = viewOf(observation);
  const { names, servers } = zone.delegation;
  const { target, standing } = observation;
  return {
    target,
    nameservers: names.map((name) => ({
      name,
      addresses: servers.filter((server) => server.name === name).map((server) => server.address),
    })),
    findings: [
      ...remarksOn(target),
      ...(standing === undefined ? [] : inDatabase(target, standing)),
      ...evaluate(zone, CHECKS),
    ],
  };
}

function judgeStanding({ target, standing }: StandingEvent): ZoneResult {
  return { target, nameservers: [], findings: [...remarksOn(target), ...inDatabase(target, standing)] };
}

function remarksOn({ origin }: ZoneTarget): KnownFinding[] {
  return (origin?.remarks ?? []).map(known);
}

function inDatabase(target: ZoneTarget, standing: Standing): KnownFinding[] {
  return databaseFindings(target, standing).map((finding) => ({ ...finding, ...located(finding, target) }));
}
