/** The part of the README that is derived from the checks' declarations; `npm run readme` inserts it. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Check } from '../../../src/checks/check.js';
import { CHECKS } from '../../../src/checks/index.js';
import { atLeast, REJECTED_FROM } from '../../../src/finding/level.js';
import { isTag } from '../../../src/judge/catalogue.js';
import { PROFILES, type Profile } from '../../../src/judge/profile.js';

const README = new URL('../../../README.md', import.meta.url);
const PART = /(<!-- checks: [^>]*-->\n)[\s\S]*(<!-- \/checks -->)/;

export function readReadme(): string {
  return readFileSync(README, 'utf8');
}

export function withChecksTable(readme: string): string {
  return readme.replace(PART, (_, begin: string, end: string) => `${begin}\n${checksTable()}\n${end}`);
}

function checksTable(): string {
  const rows = CHECKS.map((check) => {
    const engine = rejecting(check, PROFILES.engine);
    const documented = rejecting(check, PROFILES.documented).filter((tag) => !engine.includes(tag));
    return `| ${check.testCase} | ${check.title} | ${code(engine)} | ${code(documented)} |`;
  });
  const head = [
    "| test case | what must hold | RIPE's engine rejects on | RIPE's documentation also on |",
    '| --- | --- | --- | --- |',
  ];
  return `${[...head, ...rows].join('\n')}\n`;
}

function rejecting(check: Check, profile: Profile): string[] {
  const tags = Object.keys(check.tags).filter(isTag);
  return tags.filter((tag) => atLeast(profile.levelOf(tag), REJECTED_FROM));
}

function code(tags: readonly string[]): string {
  return tags.map((tag) => `\`${tag}\``).join(' ');
}

export function updateReadme(): void {
  writeFileSync(README, withChecksTable(readReadme()));
}
