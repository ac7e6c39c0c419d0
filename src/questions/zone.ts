/** The questions about mail for the zone, and about names in the zone's records. */
import type { Address } from '../dns/address.js';
import { fold, type Name } from '../dns/name.js';
import { type Question, question } from '../record/question.js';

export const mxAt = (server: Address, host: Name): Question => question(server, fold(host), 'MX');

export const txtAt = (server: Address, host: Name): Question => question(server, fold(host), 'TXT');

export const cnameAt = (server: Address, host: Name): Question => question(server, fold(host), 'CNAME');
