import { continuation } from './basic/continuation.js';
import { hostRecords } from './basic/host-records.js';
import { notFoundOut } from './basic/not-found-out.js';
import { nserverAddresses } from './basic/nserver-addresses.js';
import { workingServers } from './basic/working-servers.js';
import type { Check } from './check.js';

/** All checks, in the order in which their findings are reported. */
export const CHECKS: readonly Check[] = [
  nserverAddresses,
  workingServers,
  hostRecords,
  continuation,
  notFoundOut,
];
