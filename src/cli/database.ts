import { baseUrlFor } from '../database/base-url.js';
import { DatabaseError } from '../database/error.js';
import { standingOf } from '../database/standing.js';
import { type Patience, Whois } from '../database/whois.js';
import { InputError } from '../target/input.js';
import { type Item, targetsIn } from '../target/item.js';
import type { Standing } from '../target/standing.js';
import type { ZoneTarget } from '../target/target.js';
import { TOOL } from '../tool.js';
import type { DatabaseArguments } from './options.js';

/** The maintainers that the user can authorise with; undefined: they were not said. */
export interface MaintainerArguments {
  readonly mnt: readonly string[] | undefined;
}

/** The database the arguments mean; it is to be closed. Throws InputError. */
export function whoisFor(
  { source, baseUrl }: DatabaseArguments,
  signal: AbortSignal,
  patience: Partial<Patience> = {},
): Whois {
  const base = baseUrlFor(source, baseUrl);
  // The URL itself is not said: what it must not have in it may be a key.
  if (base instanceof DatabaseError) throw new InputError(`--base-url: ${base.reason}`);
  return new Whois({ source, base, userAgent: `${TOOL.name}/${TOOL.version}`, signal, patience });
}

/** As the database writes their names; null: the user does not say. */
export function ownMaintainers({ mnt }: MaintainerArguments): readonly string[] | null {
  return mnt?.map((each) => each.toUpperCase()) ?? null;
}

/** What the database has about each target. All are asked about at once, and waited for one by one. */
export type Standings = ReadonlyMap<ZoneTarget, Promise<Standing>>;

export function standingsOf(items: readonly Item[], args: MaintainerArguments, whois: Whois): Standings {
  const own = ownMaintainers(args);
  return new Map(targetsIn(items).map(([, target]) => [target, standingOf(target, own, whois)]));
}
