import ipaddr from 'ipaddr.js';

/**
 * Whether a text is an SPF record that parses (RFC 7208 section 12): terms after the version, each a mechanism with its
 * arguments or a modifier, "redirect" and "exp" at most once. Names are not looked up.
 */
export function isSpfRecord(text: string): boolean {
  const [version, ...words] = text.toLowerCase().split(/ +/);
  const terms = words.filter((word) => word !== '');
  return (
    version === 'v=spf1' &&
    terms.every(isTerm) &&
    ONCE.every((modifier) => terms.filter((term) => term.startsWith(`${modifier}=`)).length <= 1)
  );
}

const ONCE = ['redirect', 'exp'] as const;

function isTerm(term: string): boolean {
  const modifier = /^([a-z][a-z0-9_.-]*)=(.*)$/.exec(term);
  if (modifier !== null) {
    const [, key = '', value = ''] = modifier;
    return (ONCE as readonly string[]).includes(key) ? isDomainSpec(value) : isMacroString(value);
  }
  const directive = /^[-+?~]?([a-z0-9]+)(.*)$/.exec(term);
  if (directive === null) return false;
  const [, mechanism = '', rest = ''] = directive;
  return isMechanism(mechanism, rest);
}

/** `rest` is what follows the name of the mechanism, with its colon or slash. */
function isMechanism(mechanism: string, rest: string): boolean {
  switch (mechanism) {
    case 'all':
      return rest === '';
    case 'include':
    case 'exists':
      return rest.startsWith(':') && isDomainSpec(rest.slice(1));
    case 'ptr':
      return rest === '' || (rest.startsWith(':') && isDomainSpec(rest.slice(1)));
    case 'a':
    case 'mx': {
      const [, spec = '', ip4, ip6] = /^(.*?)(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/.exec(rest) ?? [];
      const host = spec === '' || (spec.startsWith(':') && isDomainSpec(spec.slice(1)));
      return host && isLength(ip4, 32) && isLength(ip6, 128);
    }
    case 'ip4':
    case 'ip6': {
      const [, address = '', length] = /^:([^/]*)(?:\/(\d{1,3}))?$/.exec(rest) ?? [];
      return mechanism === 'ip4'
        ? ipaddr.IPv4.isValidFourPartDecimal(address) && isLength(length, 32)
        : !address.includes('%') && ipaddr.IPv6.isValid(address) && isLength(length, 128);
    }
    default:
      return false;
  }
}

/** A prefix length without leading zeros, or none. */
function isLength(text: string | undefined, longest: number): boolean {
  return text === undefined || (/^(0|[1-9]\d*)$/.test(text) && Number(text) <= longest);
}

const EXPANSION = String.raw`%\{[slodiphcrtv]\d*r?[.\-+,/_=]*\}|%[%_-]`;
const MACRO_STRING = new RegExp(`^(?:${EXPANSION}|[!-$&-~])*$`);
const ENDS_IN_EXPANSION = new RegExp(`(?:${EXPANSION})$`);

function isMacroString(text: string): boolean {
  return MACRO_STRING.test(text);
}

/** A macro string that ends in a top label or an expansion. */
function isDomainSpec(text: string): boolean {
  if (!isMacroString(text)) return false;
  if (ENDS_IN_EXPANSION.test(text)) return true;
  const labels = text.replace(/\.$/, '').split('.');
  return labels.length > 1 && isTopLabel(labels.at(-1) ?? '');
}

/** Letters and digits, at least one letter; or with hyphens, neither first nor last. */
function isTopLabel(label: string): boolean {
  return /^[a-z0-9-]+$/.test(label) && /[a-z-]/.test(label) && !/^-|-$/.test(label);
}
