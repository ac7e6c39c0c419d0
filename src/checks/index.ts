import type { Check } from './check.js';

/** All checks, in the order in which their findings are reported. */
export const CHECKS: readonly Check[] = [];
