import { expect, test } from 'vitest';
import { readReadme, updateReadme, withChecksTable } from './checks-table.js';

test('the table of checks in the README matches the declarations', () => {
  if (process.env.UPDATE_README === '1') updateReadme();
  expect(readReadme()).toBe(withChecksTable(readReadme()));
  expect(readReadme()).toContain('| Consistency01 |');
});
