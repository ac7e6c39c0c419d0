import { describe, expect, test } from 'vitest';
import { Paced } from '../../src/ask/paced.js';
import { Server } from '../../src/ask/server.js';
import { reasonsFor } from '../../src/ask/silence.js';
import { name } from '../../src/dns/name.js';
import { question, type Transport } from '../../src/record/question.js';
import { type Scripted, SERVER, script } from '../support/sending.js';

const QUESTION = question(SERVER, name('16.155.10.in-addr.arpa'), 'SOA');
const ASKING = { question: QUESTION, reasons: reasonsFor(QUESTION) };
const how = (transport: Transport = 'udp') => ({ transport, timeoutMs: 1000, alone: false, again: false });

function serverThat(...replies: [Scripted, ...Scripted[]]) {
  const paced = new Paced(script(...replies), 500, () => 1000);
  return { paced, server: new Server(paced, 20) };
}

describe('the questions in flight', () => {
  /** How many of so many are begun at once. */
  async function begun(server: Server, many: number): Promise<number> {
    let count = 0;
    for (let i = 0; i < many; i += 1) {
      void server.inTurn(QUESTION, () => {
        count += 1;
        return new Promise(() => {});
      });
    }
    await new Promise(setImmediate);
    return count;
  }

  test('are few until the server answers', async () => {
    const { server } = serverThat({});
    expect(await begun(server, 50)).toBe(4);
    expect(server.waiting).toBe(0);
    await server.send(ASKING, how());
    expect(server.waiting).toBe(46 - 16);
  });

  test('are as many as are allowed once it has answered', async () => {
    const { server } = serverThat({});
    await server.send(ASKING, how());
    expect(await begun(server, 50)).toBe(20);
  });
});

describe('the rate', () => {
  test('falls when the server truncates what would have fitted, and not everything', async () => {
    const { server, paced } = serverThat({}, { tc: true }, {});
    for (const transport of ['udp', 'udp', 'tcp'] as const) await server.send(ASKING, how(transport));
    expect(paced.slowed).toBe(true);
  });

  test('stays with a server that truncates everything', async () => {
    const { server, paced } = serverThat({ tc: true }, {});
    for (const transport of ['udp', 'tcp'] as const) await server.send(ASKING, how(transport));
    expect(paced.slowed).toBe(false);
  });

  test('falls with silence only if the server answers otherwise', async () => {
    const silent = serverThat('timeout');
    for (let i = 0; i < 30; i += 1) await silent.server.send(ASKING, how());
    expect(silent.paced.slowed).toBe(false);
    const limited = serverThat({}, 'timeout');
    for (let i = 0; i < 30; i += 1) await limited.server.send(ASKING, how());
    expect(limited.paced.slowed).toBe(true);
    limited.server.gaveUp(ASKING);
    expect(limited.paced.slowed).toBe(false);
  });
});

describe('silence', () => {
  test('of a resolver about one name says nothing of others', async () => {
    const asking = { question: { ...QUESTION, server: 'resolver' as const }, reasons: ASKING.reasons };
    const { server } = serverThat({});
    await server.send({ ...asking, reasons: ['udp A ', 'another.name'] }, how());
    for (let i = 0; i < 9; i += 1) server.gaveUp({ ...asking, reasons: ['udp A ', QUESTION.name] });
    expect(server.isSilentOn({ ...asking, reasons: ['udp A ', QUESTION.name] })).toBe(false);
    expect(server.isSilentOn({ question: QUESTION, reasons: ['udp A ', QUESTION.name] })).toBe(true);
  });
});
