import { type DsData, formatDs } from '../dns/ds.js';
import type { FileLocation } from '../finding/fact.js';
import type { Origin, ZoneTarget } from '../target/target.js';

interface Subject {
  readonly servers: readonly string[];
  readonly about?: DsData;
}

/** The line of the domain object that a fact is about, as part of a finding; empty if the target has no object. */
export function located(subject: Subject, { origin, ds }: ZoneTarget): { readonly location?: FileLocation } {
  if (origin === undefined) return {};
  return { location: dsLine(subject, origin, ds) ?? nserverLine(subject, origin) ?? origin.domain };
}

function dsLine({ about }: Subject, origin: Origin, ds: readonly DsData[]): FileLocation | undefined {
  if (about === undefined) return undefined;
  return origin.ds[ds.findIndex((each) => formatDs(each) === formatDs(about))];
}

/** The line for the first server that the object names: the one with its address, or else one with its name. */
function nserverLine({ servers }: Subject, { nservers }: Origin): FileLocation | undefined {
  for (const server of servers) {
    const [name, address] = server.split('/');
    const lines = nservers.filter((line) => line.name === name);
    const line = lines.find((each) => each.address === address) ?? lines[0];
    if (line !== undefined) return line.location;
  }
  return undefined;
}
