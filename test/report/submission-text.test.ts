import { describe, expect, it } from 'vitest';
import type { SubmissionReport, SubmittedObject } from '../../src/report/report.js';
import { submissionText } from '../../src/report/submission-text.js';

const object = (more: Partial<SubmittedObject> = {}): SubmittedObject => ({
  zone: '16.155.10.in-addr.arpa',
  location: { file: 'objects.rpsl', line: 1, column: 1 },
  ...{ action: 'create', state: 'done', reason: null, messages: [] },
  ...more,
});

const submission = (
  objects: readonly SubmittedObject[],
  more: Partial<SubmissionReport> = {},
): SubmissionReport => ({
  ...{ source: 'RIPE', database: 'https://rest.db.ripe.net/', dryRun: false, forced: false },
  objects,
  ...more,
});

const stateOf = (more: Partial<SubmittedObject>) =>
  submissionText(submission([object(more)]))
    .split('\n')
    .find((line) => line.startsWith('  '))
    ?.trim()
    .split('  ')[0];

describe('the text of a submission', () => {
  it('says for each object what was done, or why not', () => {
    const reason = 'it answers 400: Error from DNS check';
    const text = submissionText(
      submission([
        object(),
        object({ state: 'refused', reason, messages: ['Error: Error from DNS check', 'Warning: also this'] }),
        object({ state: 'not-sent', reason: 'an earlier object failed' }),
        object({ zone: null, state: 'not-sent', reason: 'an earlier object failed' }),
      ]),
    );
    expect(text).toBe(
      `SUBMISSION to the RIPE database (https://rest.db.ripe.net/): 4 objects.
  created   16.155.10.in-addr.arpa (objects.rpsl:1:1)
  REFUSED   16.155.10.in-addr.arpa (objects.rpsl:1:1)
            it answers 400: Error from DNS check
            Warning: also this
  NOT SENT  16.155.10.in-addr.arpa (objects.rpsl:1:1)
            an earlier object failed
  NOT SENT  no zone (objects.rpsl:1:1)
`,
    );
  });

  it('says that nothing is changed, and that the check was overridden', () => {
    expect(submissionText(submission([], { dryRun: true }))).toMatch(
      /^DRY RUN OF .* Nothing is changed\.\n/s,
    );
    expect(submissionText(submission([], { forced: true })).replaceAll(/\s+/g, ' ')).toMatch(
      /overridden \(--force\)/,
    );
  });

  it.each<[Partial<SubmittedObject>, string]>([
    [{}, 'created'],
    [{ action: 'modify' }, 'changed'],
    [{ action: 'none', state: 'identical' }, 'identical'],
    [{ state: 'would-be-done' }, 'would be created'],
    [{ action: 'modify', state: 'would-be-done' }, 'would be changed'],
    [{ state: 'not-tried' }, 'would be new'],
    [{ action: 'modify', state: 'not-tried' }, 'would be a change'],
    [{ state: 'not-done' }, 'NOT CREATED'],
    [{ action: 'modify', state: 'not-done' }, 'NOT CHANGED'],
    [{ state: 'unknown' }, 'UNKNOWN'],
  ])('%j: %s', (more, says) => {
    expect(stateOf(more)).toBe(says);
  });

  it('shows no control characters of the database', () => {
    const text = submissionText(
      submission([object({ state: 'refused', reason: '\x1b[2J\u202e', messages: ['\r\nx'] })]),
    );
    expect(text).toMatch(/^[\n -~]+$/);
  });
});
