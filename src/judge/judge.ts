import { CHECKS } from '../checks/index.js';
import { databaseFacts } from '../database/rules.js';
import type { RunEvent } from '../record/events.js';
import type { Observation } from '../record/observation.js';
import type { Standing } from '../target/standing.js';
import type { FileLocation, Origin, Remark, Subject, ZoneTarget } from '../target/target.js';
import { viewOf } from '../zone/view.js';
import { evaluate, type Finding } from './evaluate.js';

/** What a run found out about one zone; without a target, about what was meant to be one. */
export interface ZoneResult {
  readonly target: Subject | null;
  /** The servers the tests were about. */
  readonly nameservers: readonly Nameserver[];
  readonly findings: readonly Finding[];
}

export interface Nameserver {
  readonly name: string;
  readonly addresses: readonly string[];
}

/** What the database has about a zone, about which no name server was asked. */
export interface StandingEvent {
  readonly kind: 'standing';
  readonly index: number;
  readonly target: ZoneTarget;
  readonly standing: Standing;
}

/** What is to be reported of a zone or an object. */
export function resultOf(event: Exclude<RunEvent, { kind: 'end' }> | StandingEvent): ZoneResult {
  switch (event.kind) {
    case 'zone':
      return judge(event.observation);
    case 'standing':
      return judgeStanding(event);
    case 'object': {
      const { subject, remarks } = event.object;
      return { target: subject, nameservers: [], findings: remarks.map(fromRemark) };
    }
  }
}

/** What the checks find in an observation. Pure: a saved observation gives the same again. */
export function judge(observation: Observation): ZoneResult {
  const zone = viewOf(observation);
  const { names, servers } = zone.delegation;
  const { origin } = observation.target;
  return {
    target: observation.target,
    nameservers: names.map((name) => ({
      name,
      addresses: servers.filter((server) => server.name === name).map((server) => server.address),
    })),
    findings: [
      ...(origin?.remarks ?? []).map(fromRemark),
      ...[
        ...(observation.standing ? databaseFindings(observation.target, observation.standing) : []),
        ...evaluate(zone, CHECKS),
      ].map((finding) => (origin ? located(finding, origin, zone.target) : finding)),
    ],
  };
}

function judgeStanding({ target, standing }: StandingEvent): ZoneResult {
  const { origin } = target;
  const found = databaseFindings(target, standing);
  const findings = origin === undefined ? found : found.map((finding) => located(finding, origin, target));
  return { target, nameservers: [], findings: [...(origin?.remarks ?? []).map(fromRemark), ...findings] };
}

function databaseFindings(target: ZoneTarget, standing: Standing): Finding[] {
  return databaseFacts(target, standing).map((fact) => ({ ...fact, servers: [], evidence: [] }));
}

function fromRemark(remark: Remark): Finding {
  return { ...remark, evidence: [] };
}

/** The finding with the line of the object it is about. */
export function located(finding: Finding, origin: Origin, { ds }: ZoneTarget): Finding {
  return {
    ...finding,
    location: dsLine(finding, origin, ds) ?? nserverLine(finding, origin) ?? origin.domain,
  };
}

/** Of the first of its servers that the object names: the line with its address, or else one with its name. */
function nserverLine({ servers }: Finding, { nservers }: Origin): FileLocation | undefined {
  for (const server of servers) {
    const [name, address] = server.split('/');
    const lines = nservers.filter((line) => line.name === name);
    const line = lines.find((each) => each.address === address) ?? lines[0];
    if (line !== undefined) return line.location;
  }
  return undefined;
}

/** Of the DS data with the key tag the finding is about, if it is about DS data. */
function dsLine(
  { testCase, facts }: Finding,
  origin: Origin,
  ds: ZoneTarget['ds'],
): FileLocation | undefined {
  if (!testCase.startsWith('DNSSEC')) return undefined;
  const about = [facts.keytag].flat();
  return origin.ds[ds.findIndex(({ keyTag }) => about.includes(keyTag) || about.includes(String(keyTag)))];
}
