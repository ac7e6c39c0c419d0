/** What proves a message, by its tag, where the facts in it do not say that already. */

import type { Message } from '../../src/dns/message.js';
import { sameName } from '../../src/dns/name.js';
import type { Exchange } from '../../src/record/exchange.js';
import type { Question } from '../../src/record/question.js';

/** One exchange of the evidence. */
export interface Shown {
  readonly question: Question;
  readonly exchange: Exchange;
  /** The answer, if there is one. */
  readonly message: Message | null;
}

type Proves = (all: readonly Shown[]) => boolean;

const each =
  (holds: (shown: Shown) => boolean): Proves =>
  (all) =>
    all.every(holds);
const some =
  (holds: (shown: Shown) => boolean): Proves =>
  (all) =>
    all.some(holds);
const both =
  (...proofs: readonly Proves[]): Proves =>
  (all) =>
    proofs.every((proves) => proves(all));
const differ =
  (of: (shown: Shown) => unknown): Proves =>
  (all) =>
    new Set(all.map((shown) => JSON.stringify(of(shown)))).size > 1;

const silent = ({ exchange }: Shown) => exchange.outcome.kind === 'unanswered';
const unasked = ({ exchange }: Shown) => exchange.outcome.kind === 'unasked';
const noAuthority = ({ message }: Shown) => message?.aa === false;
const rcode = ({ message }: Shown) => message?.rcode ?? 'none';

/** The records that an answer has of the type that was asked for. */
const asked = ({ question, message }: Shown) =>
  message?.answer.filter(({ type }) => type === question.type) ?? [];
const empty = (shown: Shown) => shown.message !== null && asked(shown).length === 0;
const repeated = (shown: Shown) => asked(shown).length > 1;
const noZone = (shown: Shown) =>
  shown.message === null ||
  noAuthority(shown) ||
  !asked(shown).some(({ name }) => sameName(name, shown.question.name));

const texts = (shown: Shown) =>
  asked(shown).flatMap((rr) => (rr.type === 'TXT' ? [rr.strings.join('')] : []));
const spf = (shown: Shown) => texts(shown).filter((text) => /^v=spf1/i.test(text));
const named = (target: string) =>
  each(({ message }) =>
    (message?.answer ?? []).some((rr) => rr.type === 'SOA' && rr.mname.toLowerCase() === target),
  );
const answersBy = (type: 'A' | 'AAAA') => (all: readonly Shown[]) =>
  all.filter(({ question }) => question.type === type).map((shown) => asked(shown).length);
const oneWith =
  (type: 'A' | 'AAAA'): Proves =>
  (all) =>
    answersBy(type)(all).filter((count) => count > 0).length === 1;
const noneWith =
  (type: 'A' | 'AAAA'): Proves =>
  (all) =>
    answersBy(type)(all).every((count) => count === 0);

/** What the exchanges must show for the message to be true of them. */
export const SHOWS: Readonly<Record<string, Proves>> = {
  CANNOT_CONTINUE: each(noZone),
  B02_NO_WORKING_NS: each(noZone),
  B02_NO_DELEGATION: each(
    ({ message }) => !message?.answer.concat(message.authority).some(({ type }) => type === 'NS'),
  ),
  B02_NS_NO_RESPONSE: each(silent),
  B02_NS_NOT_AUTH: each(noAuthority),
  B02_NS_BROKEN: each(noZone),
  B01_PARENT_NOT_FOUND: each((shown) => shown.question.type !== 'SOA' || asked(shown).length === 0),
  RDNS_NO_ROUTE: some(unasked),
  RDNS_NOT_ASKED: some(unasked),
  RDNS_RESOLVER_FAILED: each(({ message }) => message?.rcode !== 'NOERROR'),
  A01_NO_NAME_SERVERS_FOUND: both(noneWith('A'), noneWith('AAAA')),
  A01_NO_GLOBALLY_REACHABLE_ADDR: some((shown) => asked(shown).length > 0),
  A01_LOCAL_USE_ADDR: some((shown) => asked(shown).length > 0),
  ...Object.fromEntries(
    [
      ['CN01', 'UDP'],
      ['CN02', 'TCP'],
    ].flatMap(([testCase, transport]) => [
      [`${testCase}_NO_RESPONSE_${transport}`, each(silent)],
      ...['SOA', 'NS'].flatMap((type) => [
        [`${testCase}_NO_RESPONSE_${type}_QUERY_${transport}`, each(silent)],
        [`${testCase}_MISSING_${type}_RECORD_${transport}`, each(empty)],
        [`${testCase}_${type}_RECORD_NOT_AA_${transport}`, each(noAuthority)],
      ]),
    ]),
  ),
  MULTIPLE_SOA_SERIALS: differ(({ message }) =>
    message?.answer.flatMap((rr) => (rr.type === 'SOA' ? rr.serial : [])),
  ),
  IS_NOT_AUTHORITATIVE: each(noAuthority),
  SOA_NOT_EXISTS: each(empty),
  NOT_ENOUGH_NS_CHILD: (all) =>
    all.every((shown) => shown.question.type !== 'NS' || asked(shown).length < 2) ||
    both(noneWith('A'), noneWith('AAAA'))(all),
  NOT_ENOUGH_IPV4_NS_DEL: oneWith('A'),
  NOT_ENOUGH_IPV4_NS_CHILD: oneWith('A'),
  NOT_ENOUGH_IPV6_NS_DEL: oneWith('AAAA'),
  NOT_ENOUGH_IPV6_NS_CHILD: oneWith('AAAA'),
  NO_IPV4_NS_DEL: noneWith('A'),
  NO_IPV4_NS_CHILD: noneWith('A'),
  NO_IPV6_NS_DEL: noneWith('AAAA'),
  NO_IPV6_NS_CHILD: noneWith('AAAA'),
  AAAA_QUERY_DROPPED: some(silent),
  AAAA_BAD_RDATA: some(silent),
  AXFR_AVAILABLE: each(({ message }) => message?.answer[0]?.type === 'SOA'),
  IS_A_RECURSOR: each(({ message }) => message?.ra === true || message?.rcode === 'NXDOMAIN'),
  UPWARD_REFERRAL: each(({ message }) => message?.authority.some(({ type }) => type === 'NS') ?? false),
  NO_EDNS_SUPPORT: each((shown) => rcode(shown) === 'FORMERR'),
  NS_ERROR: each(
    (shown) => rcode(shown) !== 'NOERROR' || empty(shown) || (shown.message?.edns?.version ?? 0) !== 0,
  ),
  EDNS_RESPONSE_WITHOUT_EDNS: each(({ message }) => message !== null && message.edns === null),
  BREAKS_ON_EDNS: both(
    some(silent),
    some((shown) => shown.message !== null),
  ),
  MISSING_OPT_IN_TRUNCATED: each(({ message }) => message?.tc === true && message.edns === null),
  N10_NO_RESPONSE_EDNS1_QUERY: each(silent),
  N10_EDNS_RESPONSE_ERROR: each(
    (shown) =>
      rcode(shown) !== 'BADVERS' || shown.message?.answer.length !== 0 || shown.message.edns?.version !== 0,
  ),
  N11_NO_RESPONSE: each(silent),
  N11_NO_EDNS: each(({ message }) => message !== null && message.edns === null),
  N11_UNEXPECTED_ANSWER_SECTION: each(empty),
  N11_UNSET_AA: each(noAuthority),
  N11_RETURNS_UNKNOWN_OPTION_CODE: each(({ question, message }) =>
    (message?.edns?.options ?? []).some(({ code }) => code === question.edns?.option?.code),
  ),
  N15_ERROR_ON_VERSION_QUERY: each((shown) => silent(shown) || rcode(shown) === 'SERVFAIL'),
  N15_SOFTWARE_VERSION: each((shown) => texts(shown).length > 0),
  CASE_QUERY_DIFFERENT_ANSWER: differ(({ message }) => message?.answer),
  CASE_QUERY_DIFFERENT_RC: differ(rcode),
  CASE_QUERY_NO_ANSWER: both(
    some(silent),
    some((shown) => shown.message !== null),
  ),
  RDNS_RATE_LIMITED: some(({ exchange }) => exchange.attempts.some(({ end }) => end === 'truncated')),
  RDNS_ANSWERED_LATE: each(({ exchange }) => exchange.attempts.some(({ end }) => end === 'timeout')),
  RDNS_APEX_DENIED: each((shown) => rcode(shown) === 'NXDOMAIN'),
  RNAME_RFC822_INVALID: each((shown) => asked(shown).length > 0),
  MNAME_IS_CNAME: some((shown) => asked(shown).length > 0),
  MNAME_HAS_NO_ADDRESS: some((shown) => shown.question.type === 'SOA' && asked(shown).length > 0),
  MULTIPLE_SOA: each(repeated),
  Z01_MNAME_IS_DOT: named('.'),
  Z01_MNAME_IS_LOCALHOST: named('localhost'),
  Z01_MNAME_NO_RESPONSE: each(silent),
  Z01_MNAME_MISSING_SOA_RECORD: each(empty),
  Z01_MNAME_NOT_AUTHORITATIVE: each(noAuthority),
  Z09_NO_RESPONSE_MX_QUERY: each(silent),
  Z09_NON_AUTH_MX_RESPONSE: each(noAuthority),
  Z09_INCONSISTENT_MX: both(
    some(empty),
    some((shown) => asked(shown).length > 0),
  ),
  Z09_INCONSISTENT_MX_DATA: differ(asked),
  Z09_NULL_MX_WITH_OTHER_MX: each(repeated),
  Z09_MISSING_MAIL_TARGET: each(empty),
  Z11_INCONSISTENT_SPF_POLICIES: differ(spf),
  Z11_DIFFERENT_SPF_POLICIES_FOUND: (all) => !differ(spf)(all),
  Z11_SPF_MULTIPLE_RECORDS: each((shown) => spf(shown).length > 1),
  Z11_NON_NULL_SPF_NON_MAIL_DOMAIN: each((shown) => spf(shown).length === 1),
  Z11_SPF_SYNTAX_ERROR: each((shown) => spf(shown).length === 1),
  Z11_NO_SPF_FOUND: each((shown) => shown.message !== null && spf(shown).length === 0),
  Z11_UNABLE_TO_CHECK_FOR_SPF: each((shown) => rcode(shown) !== 'NOERROR' || noAuthority(shown)),
};

const BY_THE_OBJECT = 'the object that asks for the delegation says it';
const BY_THE_NAME = 'it is about the name of the zone alone';
const LEFT_OUT = 'the user has the family left out, so nothing is asked';

/** Messages that no exchange shows, and why; some of them, such as those about names in the object, only at times. */
export const UNPROVEN: Readonly<Record<string, string>> = {
  NOT_ENOUGH_NS_DEL: BY_THE_OBJECT,
  RDNS_DNSSEC_NOT_TESTED: BY_THE_OBJECT,
  NAMESERVER_NON_ALLOWED_CHARS: BY_THE_OBJECT,
  NAMESERVER_DISCOURAGED_DOUBLE_DASH: BY_THE_OBJECT,
  REFERRAL_SIZE_TOO_LARGE: 'it is reckoned from the names of the name servers',
  NON_ALLOWED_CHARS: BY_THE_NAME,
  INITIAL_HYPHEN: BY_THE_NAME,
  TERMINAL_HYPHEN: BY_THE_NAME,
  DISCOURAGED_DOUBLE_DASH: BY_THE_NAME,
  CN01_IPV4_DISABLED: LEFT_OUT,
  CN01_IPV6_DISABLED: LEFT_OUT,
};

/** Facts that no answer has, by tag: what is said is that it lacks them. */
export const UNSAID: Readonly<Record<string, readonly string[]>> = {
  EXTRA_NAME_PARENT: ['names'],
  TOTAL_NAME_MISMATCH: ['object'],
  NAMESERVER_IP_WITHOUT_REVERSE: ['nsname'],
  NAMESERVER_IP_PTR_MISMATCH: ['nsname'],
};

/** Messages about a server that are true by comparison with the other servers of the zone, which are shown, too. */
export const COMPARED: readonly string[] = ['Z01_MNAME_NOT_MASTER'];

/** Messages about the zone as a whole, which name no server; all of its servers show them. */
export const OF_THE_ZONE: readonly string[] = [
  'CANNOT_CONTINUE',
  'B02_NO_WORKING_NS',
  'NOT_ENOUGH_NS_CHILD',
  'NO_IPV4_NS_CHILD',
  'NO_IPV6_NS_CHILD',
];
