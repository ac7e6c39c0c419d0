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

/** The maintainers that the user can authorise with; undefined if not given. */
export interface MaintainerArguments {
  readonly mnt: readonly string[] | undefined;
}

/** The database that the arguments choose. The caller closes it. Throws InputError. */
export function whoisFor(
  { source, baseUrl }: DatabaseArguments,
  signal: AbortSignal,
  patience: Partial<Patience> = {},
): Whois {
  const base = baseUrlFor(source, baseUrl);
  // The message leaves out the URL, because it may contain a key.
  if (base instanceof DatabaseError) throw new InputError(`--base-url: ${base.reason}`);
  return new Whois({ source, base, userAgent: `${TOOL.name}/${TOOL.version}`, signal, patience });
}

/** The names as the database writes them; null if not given. */
export function ownMaintainers({ mnt }: MaintainerArguments): readonly string[] | null {
  return mnt?.map((each) => each.toUpperCase()) ?? null;
}

/** The standing of each target. All are asked for at once and awaited one by one. */
export type Standings = ReadonlyMap<ZoneTarget, Promise<Standing>>;

export function standingsOf(items: readonly Item[], args: MaintainerArguments, whois: Whois): Standings {
  const own = ownMaintainers(args);
  return new Map(targetsIn(items).map(([, target]) => [target, standingOf(target, own, whois)]));
}
