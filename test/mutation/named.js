/**
 * Mutants that once went unnoticed, or that Stryker does not make: each must fail a test. `node test/mutation/named.js`
 * tries them in a copy of the code, so the code itself never changes.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SERIAL = 'src/checks/consistency/soa-serial.ts';
const GROUPS = 'src/checks/consistency/soa-groups.ts';
const OPEN = /^ {6}leavesOpen: true,\n/m;

/** Each has a title, the file, the text and its replacement, and the tests to run. */
const MUTANTS = [
  [
    'the evidence of a serial finding is empty',
    SERIAL,
    'servers: serversIn(groups), evidence: soaQuestions(zone, groups)',
    'servers: serversIn(groups), evidence: []',
    'test/checks/consistency',
  ],
  [
    'the evidence of the first server is left out',
    GROUPS,
    'serversIn(groups).map(',
    'serversIn(groups).slice(1).map(',
    'test/checks/consistency',
  ],
  [
    "the evidence is that of the other group's servers",
    SERIAL,
    'soaQuestions(zone, [{ value, servers }])',
    'soaQuestions(zone, groups.filter((group) => group.value !== value))',
    'test/checks/consistency',
  ],
  [
    'the evidence is that of one server only',
    GROUPS,
    'serversIn(groups).map(',
    'serversIn(groups).slice(0, 1).map(',
    'test/checks/consistency',
  ],
  [
    'the evidence is that of the other transport',
    'src/checks/connectivity/transport.ts',
    'evidence: [questions[type]]',
    "evidence: [soa(server.address, zone.zone, transport === 'udp' ? 'tcp' : 'udp')]",
    'test/checks/connectivity',
  ],
  [
    'the evidence of all checks is dropped',
    'src/judge/evaluate.ts',
    'zone.evidence(fact.evidence)',
    '[]',
    'test/judge',
  ],
  [
    'the class of a question is ignored',
    'src/dns/message.ts',
    ' && a.class === b.class',
    '',
    'test/ask/sockets.test.ts',
  ],
  ['undetermined is accept', 'src/judge/verdict.ts', "? 'undetermined'", "? 'accept'", 'test/judge'],
  ...['src/checks/basic/not-found-out.ts', 'src/database/rules.ts'].flatMap(withoutLeavesOpen),
];

/** One mutant for each `leavesOpen` of the file. */
function withoutLeavesOpen(file) {
  const parts = readFileSync(file, 'utf8').split(OPEN);
  return parts.slice(1).map((_, i) => {
    const tag = parts[i]
      .match(/^ {4}[A-Z0-9_]+(?=: \{)/gm)
      ?.at(-1)
      ?.trim();
    return [`${tag} leaves nothing open`, file, null, [i, parts], 'test/judge'];
  });
}

function mutated(text, from, to) {
  if (from !== null) return text.replace(from, () => to);
  const [without, parts] = to;
  return parts.reduce((sum, part, i) => sum + (i - 1 === without ? '' : '      leavesOpen: true,\n') + part);
}

const copy = mkdtempSync(join(tmpdir(), 'mutants-'));
for (const each of ['src', 'test', 'fixtures', 'package.json'])
  cpSync(each, join(copy, each), { recursive: true });
symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
for (const [what, file, from, to, tests] of MUTANTS) {
  const text = readFileSync(file, 'utf8');
  const changed = mutated(text, from, to);
  writeFileSync(join(copy, file), changed);
  const args = ['run', '--config', 'test/vitest.config.ts', '--bail', '1', tests];
  const red = changed !== text && spawnSync('npx', ['vitest', ...args], { cwd: copy }).status === 1;
  writeFileSync(join(copy, file), text);
  process.stdout.write(`${red ? 'noticed' : changed === text ? 'NOT FOUND' : 'MISSED'}: ${what}\n`);
  if (!red) process.exitCode = 1;
}
rmSync(copy, { recursive: true });
