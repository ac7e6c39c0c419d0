import { continuation } from './basic/continuation.js';
import { hostRecords } from './basic/host-records.js';
import { notFoundOut } from './basic/not-found-out.js';
import { nserverAddresses } from './basic/nserver-addresses.js';
import { parentZone } from './basic/parent-zone.js';
import { workingServers } from './basic/working-servers.js';
import type { Check } from './check.js';
import { existingDelegation } from './delegation/existing.js';
import { referralSize } from './delegation/referral-size.js';

/** All checks, in the order in which their findings are reported. */
export const CHECKS: readonly Check[] = [
  parentZone,
  nserverAddresses,
  workingServers,
  hostRecords,
  continuation,
  notFoundOut,
  referralSize,
  existingDelegation,
];
