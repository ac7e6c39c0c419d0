import { expect, test } from 'vitest';
import { InVain, reasonsOf } from '../../src/ask/in-vain.js';
import { name } from '../../src/dns/name.js';
import { question } from '../../src/record/question.js';
import { QUESTION, SERVER } from '../support/layers.js';
import { ZONE } from '../support/observation.js';

const SOA = reasonsOf(QUESTION);
const NS = reasonsOf(question(SERVER, ZONE, 'NS'));
const SOA_ELSEWHERE = reasonsOf(question(SERVER, name('17.155.185.in-addr.arpa'), 'SOA'));
const NS_ELSEWHERE = reasonsOf(question(SERVER, name('17.155.185.in-addr.arpa'), 'NS'));

function inVain(count: number, reasons = SOA): InVain {
  const record = new InVain();
  for (let i = 0; i < count; i += 1) record.unanswered(reasons);
  return record;
}

test('the reasons are the kind of a question and its name, in any letter case', () => {
  const edns = question(SERVER, ZONE, 'SOA', { edns: {} });
  const overTcp = question(SERVER, ZONE, 'SOA', { transport: 'tcp' });
  const inCapitals = question(SERVER, name(ZONE.toUpperCase()), 'SOA');
  const kinds = [QUESTION, edns, overTcp].map((each) => reasonsOf(each)[0]);
  expect(new Set(kinds).size).toBe(3);
  expect(reasonsOf(inCapitals)).toEqual(SOA);
});

test('four questions in vain that only the kind explains: the kind is hopeless', () => {
  const record = new InVain();
  for (let i = 0; i < 4; i += 1) {
    const about = reasonsOf(question(SERVER, name(`${i}.${ZONE}`), 'SOA'));
    expect(record.isHopeless(SOA_ELSEWHERE)).toBe(false);
    record.answered(['another kind', about[1]]);
    record.unanswered(about);
  }
  expect(record.isHopeless(SOA_ELSEWHERE)).toBe(true);
  expect(record.isHopeless(NS_ELSEWHERE)).toBe(false);
});

test('four that only the name explains: the name is hopeless', () => {
  const record = new InVain();
  record.answered(SOA_ELSEWHERE);
  for (let i = 0; i < 4; i += 1) {
    expect(record.isHopeless(NS)).toBe(false);
    record.unanswered(SOA);
  }
  expect(record.isHopeless(NS)).toBe(true);
  expect(record.isHopeless(SOA_ELSEWHERE)).toBe(false);
});

test('what either may explain, neither does', () => {
  expect(inVain(10).isHopeless(SOA)).toBe(false);
});

test('a reason is doubtful from the first question in vain to the first answer', () => {
  const record = inVain(1);
  expect([record.isDoubtful(SOA), record.isDoubtful(NS), record.isDoubtful(NS_ELSEWHERE)]).toEqual([
    true,
    true,
    false,
  ]);
  record.answered(SOA);
  expect(record.isDoubtful(NS)).toBe(false);
});

test('a question is usual if others of its kind and others about its name were answered', () => {
  const record = new InVain();
  record.answered(SOA);
  expect(record.isUsual(SOA)).toBe(true);
  expect(record.isUsual(NS)).toBe(false);
  record.answered(NS_ELSEWHERE);
  expect(record.isUsual(NS)).toBe(true);
});

test('what was once answered is never hopeless', () => {
  const record = new InVain();
  record.answered(SOA);
  for (let i = 0; i < 10; i += 1) record.unanswered(SOA);
  expect(record.isHopeless(SOA)).toBe(false);
});

test('what is known of a name is let go with it', () => {
  const record = new InVain();
  record.answered(SOA_ELSEWHERE);
  for (let i = 0; i < 4; i += 1) record.unanswered(SOA);
  record.forget(name(ZONE.toUpperCase()));
  expect([record.isHopeless(NS), record.isDoubtful(NS)]).toEqual([false, false]);
  record.answered(NS);
  record.forget(ZONE);
  expect(record.isUsual(NS)).toBe(false);
});
