import type { Name } from '../dns/name.js';
import { defineRules, type Rule } from '../finding/define.js';
import type { Templates } from '../finding/tag.js';
import type { DomainObject } from './domain.js';
import type { Location, RpslFile } from './parse.js';

/** Sources of several rules. */
export const DOMAIN_CLASS = 'RIPE Database documentation, RPSL Object Types: DOMAIN';
export const SYNTAX = 'RIPE Database documentation, Appendix A: Syntax of Object Attributes';

/** A file as the rules see it. */
export interface LintInput {
  readonly file: RpslFile;
  /** Its domain objects. */
  readonly all: readonly DomainObject[];
  /** Those to be created or changed; objects to be deleted are not checked. */
  readonly domains: readonly DomainObject[];
}

/** The place of a fact in a file. */
export interface InFile {
  /** The name server it is about, by name. */
  readonly servers: readonly Name[];
  readonly location: Location;
  /** The object it is about; null if it is about the file, or an object of another class. */
  readonly domain: DomainObject | null;
}

/** The same, as a rule gives it. */
export interface GivenInFile {
  readonly at: Location;
  readonly in?: DomainObject;
  readonly server?: Name;
}

/** A group of the RIPE Database's rules for the text of domain objects. */
export type LintRule<T extends Templates = Templates> = Rule<LintInput, InFile, T>;

export const defineRule = defineRules<LintInput, [where: GivenInFile], InFile>(
  ({ at, in: domain = null, server }) => ({
    servers: server === undefined ? [] : [server],
    location: at,
    domain,
  }),
);
