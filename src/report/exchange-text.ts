import type { Failure, Obstacle } from '../record/exchange.js';
import { digCommand } from './dig.js';
import type { AttemptReport, ExchangeReport } from './evidence.js';
import { wrap } from './layout.js';
import type { Paint } from './paint.js';

const INDENT = '    ';

/** The question and the answer as dig would show them, after the command that repeats the question. */
export function exchangeLines(exchange: ExchangeReport, paint: Paint): string[] {
  const comment = (text: string) =>
    wrap(`;; ${text}`, { first: INDENT, rest: `${INDENT};; ` }).map(paint.faint);
  return [
    ...commandLines(exchange, paint),
    ...exchange.attempts.flatMap((attempt) => attemptTexts(attempt).flatMap(comment)),
    ...(exchange.why === null ? [] : comment(WHY[exchange.why])),
    ...(exchange.answer ?? []).flatMap((line) =>
      line.startsWith(';;')
        ? comment(line.slice(3))
        : wrap(line, { first: INDENT, rest: `${INDENT}${INDENT}` }),
    ),
  ];
}

/** One command, over several lines for the shell if it is long. */
function commandLines(exchange: ExchangeReport, paint: Paint): string[] {
  const command = digCommand(exchange).join(' ');
  return wrap(command, { first: `${INDENT}$ `, rest: INDENT.repeat(2), tail: ' \\' }).map(paint.strong);
}

function attemptTexts({ transport, to, sentAt, took, end, from, strays }: AttemptReport): string[] {
  const source = from === null || from === to ? '' : ` from ${from}`;
  return [
    `${transport} to ${to}, sent at ${ms(sentAt)}: ${end}${source} after ${ms(took)}`,
    ...strays.map(
      (stray) =>
        `ignored: ${Buffer.from(stray.wire, 'base64').length} bytes from ${stray.from}, ${stray.why}`,
    ),
  ];
}

function ms(milliseconds: number): string {
  return `${Number(milliseconds.toFixed(1))} ms`;
}

const WHY: Readonly<Record<Failure | Obstacle, string>> = {
  timeout: 'no answer in time',
  refused: 'the host refuses: ICMP unreachable or TCP reset',
  closed: 'the connection ended before a whole answer',
  garbled: 'the answer cannot be decoded',
  'silent-before': 'not asked: the server had not answered another question',
  'no-route': 'could not be asked: no route from here',
  'local-error': 'could not be asked: an error on this machine',
  'resolver-down': 'could not be asked: the resolver does not work',
  stopped: 'could not be asked: the run was stopped',
};
