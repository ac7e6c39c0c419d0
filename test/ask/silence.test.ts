import { describe, expect, test, vi } from 'vitest';
import { Heard } from '../../src/ask/heard.js';
import { type Paced, Silence } from '../../src/ask/silence.js';
import type { RecordType } from '../../src/dns/message.js';
import { name } from '../../src/dns/name.js';
import { ns, soa } from '../../src/questions/common.js';
import { type Question, question } from '../../src/record/question.js';
import {
  outcome,
  QUESTION,
  queryOf,
  type Result,
  type ScriptedSender,
  SERVER,
  sending,
} from '../support/layers.js';
import { ZONE } from '../support/observation.js';

const LAST = { nth: 2, isLast: true } as const;

/** A silence whose tries bring what the test says at the time. */
function silence(isSlowed = false) {
  const brings: { result: Result } = { result: {} };
  const sender: ScriptedSender = sending(() => brings.result);
  const pace = { isSlowed, answered: vi.fn(), missed: vi.fn(), restore: vi.fn() } satisfies Omit<
    Paced,
    'send'
  >;
  const layer = new Silence({ ...pace, send: sender.send }, new Heard());
  const send = (result: Result, asked: Question = QUESTION, over = {}) => {
    brings.result = result;
    return layer.send(queryOf(asked, over));
  };
  /** How many further tries of a question in vain are worthwhile. */
  const further = async (asked: Question): Promise<number> => {
    for (let count = 0; ; count += 1) {
      const { retry } = await send('timeout', asked, { ...LAST, further: count, again: true });
      if (!retry) return count;
    }
  };
  return { layer, pace, send, further, queries: sender.queries };
}

const about = (i: number, type: RecordType = 'SOA') => question(SERVER, name(`${i}.${ZONE}`), type);

describe('a server that never answered', () => {
  test('is tried again until the last try', async () => {
    const { send } = silence();
    const tries = [await send('timeout'), await send('refused'), await send('timeout', QUESTION, LAST)];
    expect(tries.map(({ retry }) => retry)).toEqual([true, true, false]);
  });

  test('is asked nothing more over that transport', async () => {
    const { send, queries } = silence();
    await send('timeout', QUESTION, LAST);
    const next = await send({}, ns(SERVER, ZONE));
    expect([outcome(next), next.attempts, next.retry]).toEqual(['unanswered: silent-before', [], false]);
    expect(outcome(await send({}, soa(SERVER, ZONE, 'tcp')))).toBe('NOERROR aa');
    expect(queries).toHaveLength(2);
  });

  test('is asked again when an answer came after all', async () => {
    const { send } = silence();
    const late = send({}, ns(SERVER, ZONE));
    await send('timeout', QUESTION, LAST);
    await late;
    expect(outcome(await send({}))).toBe('NOERROR aa');
  });

  test.each<Result>(['no-route', 'local-error', 'stopped'])('%s says nothing of it', async (result) => {
    const { send } = silence();
    await send(result, QUESTION, LAST);
    expect(outcome(await send({}))).toBe('NOERROR aa');
  });
});

describe('a server that leaves some questions unanswered', () => {
  test('is not asked on and on for a kind that it never answers', async () => {
    const { send } = silence();
    for (let i = 0; i < 5; i += 1) await send({}, about(i, 'A'));
    for (let i = 0; i < 4; i += 1)
      expect(outcome(await send('timeout', about(i), LAST))).toBe('unanswered: timeout');
    expect(outcome(await send({}, about(4)))).toBe('unanswered: silent-before');
  });

  test('is not asked on and on about a name, until that is let go with its zone', async () => {
    const { layer, send } = silence();
    await send({}, about(1));
    for (let i = 0; i < 4; i += 1) {
      expect(outcome(await send('timeout', QUESTION, LAST))).toBe('unanswered: timeout');
    }
    expect(outcome(await send({}))).toBe('unanswered: silent-before');
    layer.forget(ZONE);
    expect(outcome(await send({}))).toBe('NOERROR aa');
  });

  test('is asked each of them, if it is the resolver', async () => {
    const { send } = silence();
    const asked = question('resolver', ZONE, 'SOA');
    await send({}, question('resolver', name('x.example.net'), 'SOA'));
    for (let i = 0; i < 6; i += 1) await send('timeout', asked, LAST);
    expect(outcome(await send({}, asked))).toBe('NOERROR');
  });
});

describe('further tries', () => {
  test('are no use at a server that answers at once or not at all', async () => {
    const { send, further } = silence();
    await send({});
    expect(await further(QUESTION)).toBe(0);
  });

  test.each<[title: string, isSlowed: boolean, again: boolean]>([
    ['that answered when it was asked again', false, true],
    ['that limits its rate', true, false],
  ])(
    'are worthwhile at a server %s, more of them for questions like those it answered',
    async (_, isSlowed, again) => {
      const { send, further } = silence(isSlowed);
      await send({}, QUESTION, { again });
      expect(await further(QUESTION)).toBe(5);
      expect(await further(about(1, 'TXT'))).toBe(4);
    },
  );

  test('are no use for what was unanswered through all of them', async () => {
    const { send, further } = silence(true);
    await send({}, about(1));
    expect(await further(about(2, 'TXT'))).toBe(4);
    expect(await further(about(2, 'A'))).toBe(0);
    expect(await further(about(3, 'TXT'))).toBe(0);
  });
});

describe('the pace', () => {
  test('hears of each answer', async () => {
    const { send, pace } = silence();
    await send({});
    expect(pace.answered).toHaveBeenCalledOnce();
    expect(pace.missed).not.toHaveBeenCalled();
  });

  test('hears of a miss only if an answer was to be expected', async () => {
    const { send, pace } = silence();
    await send('timeout');
    await send({}, soa(SERVER, ZONE, 'tcp'));
    await send('timeout');
    expect(pace.missed).not.toHaveBeenCalled();
    await send({});
    await send('refused');
    expect(pace.missed).not.toHaveBeenCalled();
    await send('timeout');
    expect(pace.missed).toHaveBeenCalledOnce();
    await send('timeout', about(1, 'TXT'), LAST);
    await send('timeout', about(2, 'TXT'));
    expect(pace.missed).toHaveBeenCalledTimes(2);
  });

  test('is restored when a question is given up: the rate was not why', async () => {
    const { send, pace } = silence();
    await send('timeout');
    expect(pace.restore).not.toHaveBeenCalled();
    await send('timeout', QUESTION, LAST);
    expect(pace.restore).toHaveBeenCalledOnce();
  });
});
