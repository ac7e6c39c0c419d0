/** An attribute by itself. */
export interface NamedValue {
  readonly name: string;
  readonly value: string;
  /** The text after `#`. */
  readonly comment?: string;
}

/** The attributes of a domain object, from the RIPE Database's template. */
export interface AttributeTemplate {
  readonly name: string;
  /** The database's two-letter name for it, with or without a `*` in front. */
  readonly short: string;
  readonly required: 'mandatory' | 'optional' | 'generated';
  readonly repeats: boolean;
}

/** In the order of the template. The database shows objects in this order, but does not require it. */
export const DOMAIN_TEMPLATE: readonly AttributeTemplate[] = [
  { name: 'domain', short: 'dn', required: 'mandatory', repeats: false },
  { name: 'descr', short: 'de', required: 'optional', repeats: true },
  { name: 'org', short: 'og', required: 'optional', repeats: true },
  { name: 'admin-c', short: 'ac', required: 'mandatory', repeats: true },
  { name: 'tech-c', short: 'tc', required: 'mandatory', repeats: true },
  { name: 'zone-c', short: 'zc', required: 'mandatory', repeats: true },
  { name: 'nserver', short: 'ns', required: 'mandatory', repeats: true },
  { name: 'ds-rdata', short: 'ds', required: 'optional', repeats: true },
  { name: 'remarks', short: 'rm', required: 'optional', repeats: true },
  { name: 'notify', short: 'ny', required: 'optional', repeats: true },
  { name: 'mnt-by', short: 'mb', required: 'mandatory', repeats: true },
  { name: 'created', short: 'cr', required: 'generated', repeats: false },
  { name: 'last-modified', short: 'lm', required: 'generated', repeats: false },
  { name: 'source', short: 'so', required: 'mandatory', repeats: false },
];

const LONG_NAMES: ReadonlyMap<string, string> = new Map(
  DOMAIN_TEMPLATE.map(({ short, name }) => [short, name]),
);

/** An attribute's name in lower case, with the short names of the template written out. */
export function longName(written: string): string {
  const name = written.toLowerCase();
  return LONG_NAMES.get(name.length === 3 && name.startsWith('*') ? name.slice(1) : name) ?? name;
}

/** The classes of the RIPE Database other than domain. An object's class is the name of its first attribute. */
export const OTHER_CLASSES: ReadonlySet<string> = new Set([
  'as-block',
  'as-set',
  'aut-num',
  'filter-set',
  'inet-rtr',
  'inet6num',
  'inetnum',
  'irt',
  'key-cert',
  'mntner',
  'organisation',
  'peering-set',
  'person',
  'poem',
  'poetic-form',
  'role',
  'route',
  'route-set',
  'route6',
  'rtr-set',
]);
