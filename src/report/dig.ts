import { presentName } from '../dns/present.js';
import type { EdnsQuery, Question } from '../record/question.js';
import type { ExchangeReport } from './evidence.js';

/** The dig command that repeats the question, in words quoted for a POSIX shell. */
export function digCommand({ question, attempts }: Pick<ExchangeReport, 'question' | 'attempts'>): string[] {
  const { server, transport, type } = question;
  const to = server === 'resolver' ? attempts[0]?.to : server;
  return [
    'dig',
    ...(to === undefined ? [] : [`@${to}`]),
    ...nameWords(question),
    ...(question.class === 'IN' ? [] : [question.class]),
    type,
    ...(transport === 'tcp' ? ['+tcp'] : type === 'ANY' ? ['+notcp'] : []),
    ...(question.keepTruncated ? ['+ignore'] : []),
    ...(server === 'resolver' ? [] : ['+norec']),
    '+noad',
    ...ednsWords(question.edns),
  ].map(shellWord);
}

/** dig reads a word that looks like an option, a server or a type as one, so only a plain name may stand alone. */
function nameWords({ name }: Question): string[] {
  const text = presentName(name);
  const words = /^([a-z0-9_][a-z0-9_-]*\.)+$|^\.$/i.test(text) ? [text] : ['-q', text];
  // On a terminal, dig refuses names that look like IDNA but are not, as some test names do.
  return text.toLowerCase().includes('xn--') ? [...words, '+noidnin', '+noidnout'] : words;
}

function ednsWords(edns: EdnsQuery | null): string[] {
  if (edns === null) return ['+noedns'];
  return [
    `+edns=${edns.version}`,
    ...(edns.version === 0 ? [] : ['+noednsnegotiation']),
    '+nocookie',
    `+bufsize=${edns.udpSize}`,
    ...(edns.do ? ['+dnssec'] : []),
    ...(edns.z === 0 ? [] : [`+ednsflags=0x${edns.z.toString(16)}`]),
    ...(edns.option === null ? [] : [`+ednsopt=${edns.option.code}:${edns.option.data}`]),
  ];
}

export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
