import { CHECKS } from './checks/index.js';
import { databaseFacts } from './database/rules.js';
import type { Address } from './dns/address.js';
import type { Endpoint } from './dns/transport.js';
import { evaluate, type Finding } from './evaluate.js';
import { type Observation, viewOf } from './observation/observation.js';
import type { RunEnd } from './observation/record.js';
import type { Families } from './observation/view.js';
import { Asker } from './observe/asker.js';
import { observe } from './observe/observe.js';
import { UnderWay } from './observe/under-way.js';
import type { ZoneResult } from './report/report.js';
import type { Standing } from './standing.js';
import type { FileLocation, Origin, Remark, Unasked, ZoneTarget } from './target.js';

/** How a run asks. */
export interface RunOptions {
  readonly families: Families;
  /** Asked in turn until one answers. */
  readonly resolvers: readonly Endpoint[];
  /** Addresses that are reached elsewhere than at themselves, port 53; empty outside the lab. */
  readonly routes: ReadonlyMap<Address, Endpoint>;
  /** Milliseconds for the first attempt of a question; each retry takes half as long again. */
  readonly timeoutMs: number;
  readonly retries: number;
  /** Messages per second to one server address; Infinity for no bound. */
  readonly rate: number;
  readonly signal: AbortSignal;
  /** Called when a zone is begun or done, and now and then in between. */
  readonly onProgress?: (progress: Progress) => void;
}

/** How far a run has come. */
export interface Progress {
  readonly done: number;
  readonly zones: number;
  /** Messages sent so far. */
  readonly queries: number;
}

/** Of one zone; `index` is its place among the targets, or among the objects they were read from. */
export interface ObservedZone {
  readonly index: number;
  readonly observation: Observation;
}

/** Questions in flight to one server address: what a server sees of any busy resolver. */
const IN_FLIGHT = 20;

/** For a run of other questions than those of the checks; it is to be closed. */
export function askerFor(options: RunOptions): Asker {
  return new Asker({ ...options, inFlight: IN_FLIGHT });
}

/** Zones under way at a time: many, for some wait long for servers that are dead. */
const ZONES = 256;

/** With so many questions waiting for their turn at the servers, another zone would only wait too, and be remembered. */
const WAITING = 256;

/**
 * The whole flow: observes the zones side by side and yields what was observed of each as soon as it is done, in any
 * order. The return value are the facts that only the end of the run knows.
 */
export async function* run(
  targets: readonly ZoneTarget[],
  options: RunOptions,
): AsyncGenerator<ObservedZone, RunEnd> {
  const { families, signal, onProgress } = options;
  const asker = askerFor(options);
  const underWay = new UnderWay<ObservedZone>();
  let done = 0;
  const report = () => onProgress?.({ done, zones: targets.length, queries: asker.sent });
  const finished = async (): Promise<ObservedZone> => {
    const zone = await underWay.next();
    asker.forget(zone.observation);
    done += 1;
    report();
    return zone;
  };
  try {
    for (const [index, target] of targets.entries()) {
      await asker.turns.next();
      const busy = () => underWay.ready || underWay.size >= ZONES || asker.waiting > WAITING;
      while (underWay.size > 0 && busy()) yield await finished();
      const observed = observe(target, families, asker, signal, report);
      underWay.add(observed.then((observation) => ({ index, observation })));
    }
    while (underWay.size > 0) yield await finished();
    return { durationMs: Math.round(asker.elapsed), queries: asker.sent };
  } finally {
    asker.close();
  }
}

/** An object that is reported without anything being asked. */
export interface UnaskedObject extends Unasked {
  readonly index: number;
}

/** A zone of which it is known already what is to be reported. */
export interface JudgedZone {
  readonly index: number;
  readonly result: ZoneResult;
}

/** What is to be reported of a zone or an object. */
export function resultOf(part: ObservedZone | UnaskedObject | JudgedZone): ZoneResult {
  if ('result' in part) return part.result;
  if ('observation' in part) return judge(part.observation);
  return { target: part.subject, nameservers: [], findings: part.remarks.map(fromRemark) };
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

/** What the database has about a zone, when nothing else was asked. */
export function judgeStanding(target: ZoneTarget, standing: Standing): ZoneResult {
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
