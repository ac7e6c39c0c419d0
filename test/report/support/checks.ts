/** Checks with a message of each kind, so that the expected reports do not change with the wording of the real ones. */
import { type Check, defineCheck } from '../../../src/checks/check.js';

const serial = defineCheck({
  testCase: 'Sample01',
  title: 'The servers have the same serial',
  source: 's',
  tags: {
    SERIALS_DIFFER: {
      engine: 'WARNING',
      documented: 'ERROR',
      message: 'The SOA serial of {domain} is {old} on {server}, and {new} on the others.',
      meaning:
        'A secondary that does not follow its primary gives out old data. RIPE asks that all servers agree.',
      fix: 'Make the secondary transfer the zone: check NOTIFY, the address of the primary, and its log.',
      source: 'RFC 1034 section 4.3.5',
    },
    SERIALS_AGREE: {
      engine: 'INFO',
      message: 'The SOA serial is {serial} on all servers.',
      meaning: 'All servers have the same version of the zone.',
      fix: null,
      source: 'RFC 1034 section 4.3.5',
    },
  },
  *run() {},
});

const tcp = defineCheck({
  testCase: 'Sample02',
  title: 'The servers answer',
  source: 's',
  tags: {
    NO_TCP: {
      engine: 'WARNING',
      documented: 'ERROR',
      message: '{server} does not answer over TCP.',
      meaning: 'Large answers need TCP. RIPE asks every server over both transports.',
      fix: 'Open TCP port 53 on the server and in the firewalls before it.',
      source: 'RFC 7766 section 5',
    },
    ALL_DEAD: {
      engine: 'CRITICAL',
      message: 'No server answers.',
      meaning: 'Nothing can be tested, and nothing would be resolved.',
      fix: 'Start the name servers.',
      source: 'RFC 1034 section 4.2.2',
    },
    ODD_TEXT: {
      engine: 'NOTICE',
      message: 'The server says of itself: {text}',
      meaning: 'It may say less.',
      fix: 'Hide the version.',
      source: 'none',
    },
    RDNS_NOT_ASKED: {
      engine: null,
      documented: 'NOTICE',
      leavesOpen: true,
      message: '{server} could not be asked from here.',
      meaning: 'There is no route to it from this machine, so nothing is known about it.',
      fix: null,
      source: 'none',
    },
  },
  *run() {},
});

export const CHECKS: readonly Check[] = [serial, tcp];
