import { familyOf } from '../../dns/address.js';
import type { Message } from '../../dns/message.js';
import { type Name, ROOT } from '../../dns/name.js';
import { soa } from '../../questions/common.js';
import { messageOf } from '../../record/exchange.js';
import type { Question } from '../../record/question.js';
import { soaAt } from '../../zone/first-answer.js';
import { type Mailbox, mailboxOf, mailServers, mxExchange, presentMailbox } from '../../zone/mailbox.js';
import { isLoopback } from '../../zone/mname.js';
import { isUnknown } from '../../zone/resolution.js';
import type { Server, ZoneView } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { groupBy } from '../groups.js';
import { soaToJudge } from './host-name.js';

export const rnameMailbox = defineCheck({
  testCase: 'Syntax06',
  title: 'The RNAME is an address that can receive mail',
  source: 'Zonemaster test case Syntax06; RFC 1035 section 8; RFC 1912 section 2.2; RFC 5321 section 5.1',
  tags: {
    RNAME_RFC822_INVALID: {
      engine: 'WARNING',
      message: 'The RNAME {rname} is not a valid mail address.',
      meaning:
        'The first label of the RNAME is the part before the at sign, the rest is the mail domain. RIPE recommends an address that works, so that the person responsible for the zone can be reached. The domain needs at least two labels of letters, digits and hyphens.',
      fix: 'Write the address of the hostmaster with a dot for the at sign and a final dot: hostmaster.example.net. A dot before the at sign is written \\., as in john\\.doe.example.net.',
    },
    RNAME_MAIL_DOMAIN_INVALID: {
      engine: 'NOTICE',
      message: 'Mail cannot reach {mailbox}, the address in the SOA record: {host} {why}.',
      meaning:
        'RIPE recommends an address that works. The domain of the address, or its mail servers, must have addresses; a mail server must not be an alias.',
      fix: 'Write the address of a mailbox that somebody reads into the RNAME, or correct the MX records of its domain and the addresses of its mail servers.',
    },
    RNAME_RFC822_VALID: {
      engine: 'INFO',
      message: 'The address in the SOA record, {mailbox}, can receive mail.',
      meaning: 'It is a well-formed mail address, and its domain has mail servers with addresses.',
      fix: null,
    },
  },
  *run(zone, fact) {
    if (soaToJudge(zone) === null) return;
    const good: { mailbox: string; servers: readonly Server[]; evidence: readonly Question[] }[] = [];
    let reachable = true;
    for (const { value: rname, servers } of groupBy(zone.inUse, (server) => soaAt(zone, server)?.rname)) {
      const evidence = servers.map((server) => soa(server.address, zone.zone));
      const box = mailboxOf(rname);
      if (box === null) {
        yield fact('RNAME_RFC822_INVALID', { rname }, { servers, evidence });
        continue;
      }
      const mailbox = presentMailbox(box);
      const { flaws, unknown } = lookAt(zone, box);
      for (const { host, why, questions, isDomain } of flaws) {
        if (!isDomain) reachable = false;
        const proof = { servers, evidence: [...evidence, ...questions] };
        yield fact('RNAME_MAIL_DOMAIN_INVALID', { mailbox, host, why }, proof);
      }
      if (flaws.length === 0 && !unknown) good.push({ mailbox, servers, evidence });
    }
    // The engine calls no address valid if one mail server is not.
    if (!reachable) return;
    for (const { mailbox, ...proof } of good) yield fact('RNAME_RFC822_VALID', { mailbox }, proof);
  },
});

interface Flaw {
  readonly host: Name;
  readonly why: string;
  readonly questions: readonly Question[];
  /** True if the domain itself has the flaw, false if one of its mail servers has it. */
  readonly isDomain: boolean;
}

interface Look {
  readonly flaws: readonly Flaw[];
  /** Something could not be found out. */
  readonly unknown: boolean;
}

function lookAt(zone: ZoneView, { domain }: Mailbox): Look {
  const { value: exchange, questions } = zone.watch(() => mxExchange(zone, domain));
  if (exchange === undefined || exchange.outcome.kind === 'unasked') return { flaws: [], unknown: true };
  const answer = messageOf(exchange);
  if (answer?.rcode !== 'NOERROR') {
    if (zone.resolverWorks === false) return { flaws: [], unknown: true };
    return { flaws: [{ host: domain, why: whyNoDomain(answer), questions, isDomain: true }], unknown: false };
  }
  const looks = mailServers(answer, domain).map((host) => lookAtServer(zone, host, questions));
  return {
    flaws: looks.flatMap(({ flaws }) => flaws),
    unknown: looks.some(({ unknown }) => unknown),
  };
}

function whyNoDomain(answer: Message | null): string {
  if (answer === null) return 'gets no answer from its name servers';
  return answer.rcode === 'NXDOMAIN' ? 'does not exist' : `gets ${answer.rcode} from its name servers`;
}

function lookAtServer(zone: ZoneView, host: Name, before: readonly Question[]): Look {
  const resolution = zone.resolve(host);
  if (isUnknown(resolution)) return { flaws: [], unknown: true };
  const { addresses, aliases, status } = resolution;
  const usable = (['ipv4', 'ipv6'] as const).some((family) => {
    const of = addresses.filter((address) => familyOf(address) === family);
    return of.length > 0 && !of.some(isLoopback);
  });
  if (usable && aliases.length === 0) return { flaws: [], unknown: false };
  const questions = [...before, ...zone.basis(() => zone.resolve(host))];
  return { flaws: [{ host, why: whyNot(), questions, isDomain: false }], unknown: false };

  function whyNot(): string {
    if (host === ROOT) return 'says that the domain takes no mail (RFC 7505)';
    if (aliases.length > 0) return `is an alias for ${aliases.join(', then ')}`;
    if (addresses.length > 0) return 'has a loopback address';
    if (status === 'no-such-name') return 'does not exist';
    return status === 'failed' ? 'gets no answer from its name servers' : 'has no address';
  }
}
