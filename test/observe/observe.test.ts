/** Observing needs a source of answers and a plan, and nothing of a network. */
import { describe, expect, it } from 'vitest';
import type { AnswerSource } from '../../src/ask/source.js';
import { name } from '../../src/dns/name.js';
import { observe } from '../../src/observe/observe.js';
import { Turns } from '../../src/observe/turns.js';
import { observeZones } from '../../src/observe/zones.js';
import { type Plan, planOfChecks } from '../../src/plan/index.js';
import { resolve, soa } from '../../src/questions/common.js';
import { keyOf } from '../../src/record/question.js';
import { keysOf } from '../../src/zone/keys.js';
import { viewOf } from '../../src/zone/view.js';
import { healthy, TARGET } from '../support/observation.js';
import { scripted } from '../support/source.js';

const FAMILIES = { ipv4: true, ipv6: true };
const HOST = name('ns1.example.net');

function observed(source: AnswerSource, plan: Plan, signal = new AbortController().signal) {
  return observe(TARGET, {
    families: FAMILIES,
    source,
    plan,
    signal,
    turns: new Turns(),
    onAnswers: () => {},
  });
}

describe('observing a zone', () => {
  it('asks what the plan looks up, until it looks up nothing in vain', async () => {
    const source = scripted(healthy);
    const { exchanges } = await observed(source, (zone) => {
      for (const address of zone.resolve(HOST).addresses) zone.exchange(soa(address, zone.zone));
    });
    expect(source.put).toEqual([
      ...[resolve(HOST, 'A'), resolve(HOST, 'AAAA')].map(keyOf),
      'resolver udp . IN NS',
      '185.100.1.1 udp 16.155.185.in-addr.arpa IN SOA',
      '2a0a:100:1::1 udp 16.155.185.in-addr.arpa IN SOA',
    ]);
    expect([...exchanges.keys()]).toEqual(source.put);
  });

  it('asks nothing that the plan can do without', async () => {
    const source = scripted(healthy);
    await observed(source, (zone) => void zone.exchangeIfAsked(resolve(HOST, 'A')));
    expect(source.put).toEqual([]);
  });

  it('takes over what was asked for another zone', async () => {
    const source = scripted(healthy);
    await observed(source, planOfChecks);
    const before = source.put.length;
    const { exchanges } = await observed(source, planOfChecks);
    expect(source.put).toHaveLength(before);
    expect([...exchanges.keys()].sort()).toEqual([...source.put].sort());
  });

  it('has other plans than that of the checks', async () => {
    const observation = await observed(scripted(healthy), keysOf);
    expect(keysOf(viewOf(observation)).map(({ server, keys }) => [server.id, keys])).toEqual([
      ['ns1.example.net/185.100.1.1', []],
      ['ns1.example.net/2a0a:100:1::1', []],
      ['ns2.example.org/186.200.2.2', []],
      ['ns2.example.org/2a0b:200:2::2', []],
    ]);
  });

  it('asks nothing once it is stopped', async () => {
    const source = scripted(healthy);
    const { exchanges } = await observed(source, planOfChecks, AbortSignal.abort());
    expect([source.put.length, exchanges.size]).toEqual([0, 0]);
  });
});

describe('observing zones', () => {
  it('yields each with its place, and tells how far it is', async () => {
    const source = scripted(healthy);
    const zones = ['16', '17', '18'].map((octet) => ({
      ...TARGET,
      zone: name(`${octet}.155.185.in-addr.arpa`),
    }));
    const progress: number[] = [];
    const indexes: number[] = [];
    const options = {
      families: FAMILIES,
      source,
      plan: planOfChecks,
      signal: new AbortController().signal,
      onProgress: ({ done }: { readonly done: number }) => void progress.push(done),
    };
    for await (const { index, observation } of observeZones([...zones.entries()], options)) {
      expect(observation.target).toBe(zones[index]);
      indexes.push(index);
    }
    expect(indexes.sort()).toEqual([0, 1, 2]);
    expect(progress.at(-1)).toBe(3);
  });
});
