import { type Prefix, PrefixError, parsePrefix } from '../prefix/prefix.js';
import { parseZone } from '../prefix/zone.js';
import type { DomainObject } from '../rpsl/domain.js';
import { maintainersOf } from '../rpsl/targets.js';
import type { AddressSpace, Relation, Standing, StandingFound } from '../target/standing.js';
import type { ZoneTarget } from '../target/target.js';
import type { StoredObject } from './resources.js';
import { Trouble, type Whois } from './whois.js';

/** Asks the database about a zone. `own`: the maintainers that the user can authorise with, if known. */
export async function standingOf(
  target: Asked,
  own: readonly string[] | null,
  whois: Whois,
): Promise<Standing> {
  return standing(await foundAbout(target, whois), own, whois);
}

/**
 * The same if the database's object for the zone itself is known. If there is one, other objects do not matter: they are
 * neither asked for nor reported.
 */
export async function standingBeside(
  before: DomainObject | null | Trouble,
  target: Asked,
  own: readonly string[] | null,
  whois: Whois,
): Promise<Standing> {
  if (before === null) {
    const found = await foundAbout(target, whois);
    return standing(found instanceof Trouble ? found : { ...found, existing: null }, own, whois);
  }
  if (before instanceof Trouble) return standing(before, own, whois);
  const existing = { mntBy: [...new Set(maintainersOf(before))] };
  return standing({ existing, others: [], space: null }, own, whois);
}

type Asked = Pick<ZoneTarget, 'zone' | 'prefix'>;

function standing(
  found: StandingFound | Trouble,
  own: readonly string[] | null,
  { source }: Whois,
): Standing {
  return { source, own, found: found instanceof Trouble ? { reason: found.reason } : found };
}

async function foundAbout({ zone, prefix }: Asked, whois: Whois): Promise<StandingFound | Trouble> {
  const block = parsePrefix(prefix);
  if (block instanceof PrefixError) throw new Error(`${prefix}: ${block.reason}`);
  const [domains, space] = await Promise.all([
    domainsNear(zone, block, whois),
    spaceOf(prefix, block, whois),
  ]);
  if (domains instanceof Trouble) return domains;
  return space instanceof Trouble ? space : { ...domains, space };
}

/** The limit for objects below a zone: one is enough to be in the way, and a /32 may have thousands. */
const ENOUGH = 20;

/** The objects above the zone and the zone's own, and those below; for a part of a /24, all in that /24. */
async function domainsNear(
  zone: ZoneTarget['zone'],
  block: Prefix,
  whois: Whois,
): Promise<Omit<StandingFound, 'space'> | Trouble> {
  const parent = partOf24(zone);
  const [above, below] = await Promise.all([
    whois.search(zone, 'domain', { flags: 'L' }),
    parent === null
      ? whois.search(zone, 'domain', { flags: 'm', limit: ENOUGH })
      : whois.search(parent, 'domain', { flags: 'M' }),
  ]);
  if (above instanceof Trouble) return above;
  if (below instanceof Trouble) return below;
  let existing: StandingFound['existing'] = null;
  const others = new Map<string, Relation>();
  for (const object of [...above, ...below].filter(({ type }) => type === 'domain')) {
    const other = parseZone(valuesOf(object, 'domain')[0] ?? '');
    const at = other instanceof PrefixError ? other : parsePrefix(other.prefix);
    if (other instanceof PrefixError || at instanceof PrefixError) {
      return new Trouble('it gives a domain object with an unreadable name');
    }
    const relation = relationOf(at, block);
    if (relation === 'same') existing = { mntBy: maintainersIn(object, 'mnt-by') };
    else if (relation !== null) others.set(other.zone, relation);
  }
  return { existing, others: [...others].map(([name, relation]) => ({ zone: name, relation })) };
}

/** The zone of the /24 that a zone is a part of; null otherwise. Within a /24, ranges may overlap without nesting. */
function partOf24(zone: ZoneTarget['zone']): string | null {
  const parsed = parseZone(zone);
  return parsed instanceof PrefixError ? null : parsed.parent;
}

function relationOf(other: Prefix, block: Prefix): Relation | 'same' | null {
  if (other.family !== block.family || other.last < block.first || block.last < other.first) return null;
  if (other.first === block.first && other.last === block.last) return 'same';
  if (other.first <= block.first && block.last <= other.last) return 'around';
  return block.first <= other.first && other.last <= block.last ? 'inside' : 'across';
}

async function spaceOf(prefix: string, block: Prefix, whois: Whois): Promise<AddressSpace | null | Trouble> {
  const type = block.family === 'ipv4' ? 'inetnum' : 'inet6num';
  const found = await whois.search(prefix, type);
  if (found instanceof Trouble) return found;
  const [object, ...more] = found.filter((each) => each.type === type);
  if (object === undefined) return null;
  const name = valuesOf(object, type)[0] ?? '';
  const relation = isEverything(name) ? 'around' : relationTo(name, block);
  if (more.length > 0 || (relation !== 'same' && relation !== 'around')) {
    return new Trouble(`it does not give one ${type} object that covers ${prefix}`);
  }
  return { block: name, ...deciding(object, relation === 'same') };
}

/** The database has an object for the whole address space, which is no valid prefix here. */
function isEverything(name: string): boolean {
  return /^(0\.0\.0\.0 - 255\.255\.255\.255|0\.0\.0\.0\/0|::\/0)$/.test(name);
}

function relationTo(name: string, block: Prefix): ReturnType<typeof relationOf> {
  const at = parsePrefix(name);
  return at instanceof PrefixError ? null : relationOf(at, block);
}

/** mnt-domains if there is any; else mnt-lower, unless the block is the zone's own; else mnt-by. */
function deciding(object: StoredObject, isExact: boolean): Omit<AddressSpace, 'block'> {
  const attributes = isExact ? (['mnt-domains'] as const) : (['mnt-domains', 'mnt-lower'] as const);
  for (const attribute of attributes) {
    const maintainers = maintainersIn(object, attribute);
    if (maintainers.length > 0) return { attribute, maintainers };
  }
  return { attribute: 'mnt-by', maintainers: maintainersIn(object, 'mnt-by') };
}

function valuesOf({ attributes }: StoredObject, name: string): string[] {
  return attributes.filter((each) => each.name === name).map(({ value }) => value.trim());
}

function maintainersIn(object: StoredObject, name: string): string[] {
  const names = valuesOf(object, name).flatMap((value) => value.split(','));
  return [...new Set(names.map((each) => each.trim().toUpperCase()))].filter((each) => each !== '');
}
