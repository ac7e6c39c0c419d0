import { count, lead, wrap } from './layout.js';
import { allPrintable } from './printable.js';
import type { SubmissionReport, SubmittedObject } from './report.js';

const DONE: Readonly<Record<SubmittedObject['action'], string>> = {
  create: 'created',
  modify: 'changed',
  none: 'left as it is',
};

/** The name of a state, which may depend on the action. */
function stateText({ action, state }: SubmittedObject): string {
  switch (state) {
    case 'done':
      return DONE[action];
    case 'identical':
      return 'identical';
    case 'would-be-done':
      return `would be ${DONE[action]}`;
    case 'not-tried':
      return action === 'create' ? 'would be new' : 'would be a change';
    case 'refused':
      return 'REFUSED';
    case 'not-sent':
      return 'NOT SENT';
    case 'not-done':
      return `NOT ${DONE[action].toUpperCase()}`;
    case 'unknown':
      return 'UNKNOWN';
  }
}

/** The submission and its results, object by object, for a terminal. */
export function submissionText(submission: SubmissionReport): string {
  const { source, database, dryRun, forced, objects } = allPrintable(submission);
  const states = objects.map(stateText);
  const width = Math.max(0, ...states.map((state) => state.length)) + 2;
  const heading = [
    `${dryRun ? 'DRY RUN OF A SUBMISSION' : 'SUBMISSION'} to the ${source} database (${database}): ${count(objects.length, 'object')}.`,
    ...(dryRun ? ['Nothing is changed.'] : []),
    ...(forced ? ['The check does not accept; that was overridden (--force).'] : []),
  ];
  const rest = ' '.repeat(width + 2);
  const lines = objects.flatMap((object, i) => {
    const { zone, location } = object;
    const place = `${location.file}:${location.line}:${location.column}`;
    const head = `  ${(states[i] ?? '').padEnd(width)}`;
    return [
      ...lead(head, `${zone ?? 'no zone'} (${place})`, (word) => word, { rest }),
      ...saidOf(object, objects[i - 1]).flatMap((each) => wrap(each, { first: rest })),
    ];
  });
  return `${[...wrap(heading.join(' ')), ...lines].join('\n')}\n`;
}

/** The first of several objects with the same reason states it. A message that repeats the reason is left out. */
function saidOf({ reason, messages }: SubmittedObject, before: SubmittedObject | undefined): string[] {
  const others = messages.filter((each) => reason?.includes(each.replace(/^\w+: |\.$/g, '')) !== true);
  return reason === null || reason === before?.reason ? others : [reason, ...others];
}
