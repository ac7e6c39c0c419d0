import { fold, type Name, sameName } from '../dns/name.js';
import type { LabRecord } from './record.js';

/** A query as a server of the lab reads it. Types and classes without a name here are TYPE257, CLASS9 and so on. */
export interface Query {
  readonly id: number;
  readonly opcode: number;
  readonly rd: boolean;
  readonly question: Question;
  readonly edns: Edns | null;
}

export interface Question {
  /** As asked, in its letter case. */
  readonly name: Name;
  readonly type: string;
  readonly class: string;
}

export interface Edns {
  readonly version: number;
  readonly udpSize: number;
  readonly do: boolean;
  /** The 15 bits next to DO. */
  readonly z: number;
  readonly options: readonly EdnsOption[];
}

export interface EdnsOption {
  readonly code: number;
  readonly data: Uint8Array;
}

export const RCODES = {
  NOERROR: 0,
  FORMERR: 1,
  SERVFAIL: 2,
  NXDOMAIN: 3,
  NOTIMP: 4,
  REFUSED: 5,
  YXDOMAIN: 6,
  YXRRSET: 7,
  NXRRSET: 8,
  NOTAUTH: 9,
  NOTZONE: 10,
  BADVERS: 16,
} as const;
export type Rcode = keyof typeof RCODES;
export const RCODE_NAMES = Object.keys(RCODES) as Rcode[];

export interface Response extends Query {
  readonly rcode: Rcode;
  readonly aa: boolean;
  readonly tc: boolean;
  readonly ra: boolean;
  readonly answer: readonly LabRecord[];
  readonly authority: readonly LabRecord[];
  readonly additional: readonly LabRecord[];
}

/** A response from the query alone: no data, no flags, no EDNS. */
export function emptyResponse(query: Query): Response {
  return {
    ...query,
    edns: null,
    rcode: 'NOERROR',
    aa: false,
    tc: false,
    ra: false,
    answer: [],
    authority: [],
    additional: [],
  };
}

/** Only the header, the question and EDNS, with TC set. */
export function truncated(response: Response): Response {
  return { ...response, tc: true, answer: [], authority: [], additional: [] };
}

export function sameQuestion(a: Question, b: Question): boolean {
  return sameName(a.name, b.name) && a.type === b.type && a.class === b.class;
}

export const hasUpperCase = (name: Name): boolean => name !== fold(name);
