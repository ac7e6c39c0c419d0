import { globalReach } from './address/global-reach.js';
import { reverseNameExists } from './address/reverse-name.js';
import { reverseNameMatches } from './address/reverse-name-match.js';
import { aliasChains } from './basic/alias-chains.js';
import { continuation } from './basic/continuation.js';
import { hostRecords } from './basic/host-records.js';
import { notFoundOut } from './basic/not-found-out.js';
import { nserverAddresses } from './basic/nserver-addresses.js';
import { parentZone } from './basic/parent-zone.js';
import { workingServers } from './basic/working-servers.js';
import { asDiversity } from './connectivity/as-diversity.js';
import { prefixDiversity } from './connectivity/prefix-diversity.js';
import { sameSubnet } from './connectivity/same-subnet.js';
import { overTcp } from './connectivity/tcp.js';
import { overUdp } from './connectivity/udp.js';
import { glue } from './consistency/glue.js';
import { nsSet } from './consistency/ns-set.js';
import { soaMname } from './consistency/soa-mname.js';
import { soaRname } from './consistency/soa-rname.js';
import { soaSerial } from './consistency/soa-serial.js';
import { soaTimers } from './consistency/soa-timers.js';
import { authority } from './delegation/authority.js';
import { distinctAddresses } from './delegation/distinct-addresses.js';
import { existingDelegation } from './delegation/existing.js';
import { namesMatch } from './delegation/names-match.js';
import { noAlias } from './delegation/no-alias.js';
import { referralSize } from './delegation/referral-size.js';
import { serverCount } from './delegation/server-count.js';
import { soaExists } from './delegation/soa-exists.js';
import { aaaaQuery } from './nameserver/aaaa-query.js';
import { caseInsensitivity } from './nameserver/case-insensitivity.js';
import { ednsFlags } from './nameserver/edns-flags.js';
import { ednsOption } from './nameserver/edns-option.js';
import { ednsSupport } from './nameserver/edns-support.js';
import { ednsTruncation } from './nameserver/edns-truncation.js';
import { ednsVersion1 } from './nameserver/edns-version.js';
import { qnameCase } from './nameserver/qname-case.js';
import { answerRate } from './nameserver/rate.js';
import { recursion } from './nameserver/recursion.js';
import { resolvableNames } from './nameserver/resolvable-names.js';
import { softwareVersionCheck } from './nameserver/software-version.js';
import { sourceAddress } from './nameserver/source-address.js';
import { upwardReferral } from './nameserver/upward-referral.js';
import { zoneTransfer } from './nameserver/zone-transfer.js';
import { apexExists } from './resolving/apex-exists.js';
import { ownAddress } from './resolving/own-address.js';
import { sameOverTcp } from './resolving/same-over-tcp.js';
import { doubleDash } from './syntax/double-dash.js';
import { hyphens } from './syntax/hyphens.js';
import { mname } from './syntax/mname.js';
import { mxNames } from './syntax/mx-names.js';
import { nserverNames } from './syntax/nserver-names.js';
import { rnameAtSign } from './syntax/rname-at-sign.js';
import { rnameMailbox } from './syntax/rname-mailbox.js';
import { zoneCharacters } from './syntax/zone-characters.js';
import { expire } from './zone/expire.js';
import { mnameAddress } from './zone/mname-address.js';
import { mx } from './zone/mx.js';
import { mxAlias } from './zone/mx-alias.js';
import { negativeTtl } from './zone/negative-ttl.js';
import { oneSoa } from './zone/one-soa.js';
import { primary } from './zone/primary.js';
import { refresh } from './zone/refresh.js';
import { retry } from './zone/retry.js';
import { retryBelowRefresh } from './zone/retry-below-refresh.js';
import { spf } from './zone/spf.js';

/** All checks, in the order in which their findings are reported. */
export const CHECKS = [
  parentZone,
  nserverAddresses,
  aliasChains,
  workingServers,
  hostRecords,
  continuation,
  notFoundOut,
  globalReach,
  reverseNameExists,
  reverseNameMatches,
  overUdp,
  overTcp,
  asDiversity,
  prefixDiversity,
  sameSubnet,
  soaSerial,
  soaRname,
  soaTimers,
  nsSet,
  glue,
  soaMname,
  serverCount,
  distinctAddresses,
  referralSize,
  authority,
  noAlias,
  soaExists,
  namesMatch,
  existingDelegation,
  recursion,
  ednsSupport,
  zoneTransfer,
  sourceAddress,
  aaaaQuery,
  resolvableNames,
  upwardReferral,
  qnameCase,
  caseInsensitivity,
  ednsVersion1,
  ednsOption,
  ednsFlags,
  ednsTruncation,
  softwareVersionCheck,
  answerRate,
  zoneCharacters,
  hyphens,
  doubleDash,
  nserverNames,
  rnameAtSign,
  rnameMailbox,
  mname,
  mxNames,
  primary,
  refresh,
  retryBelowRefresh,
  retry,
  expire,
  negativeTtl,
  mnameAddress,
  mxAlias,
  mx,
  oneSoa,
  spf,
  ownAddress,
  sameOverTcp,
  apexExists,
] as const;
