import type { PseudoAttribute } from '../parse.js';
import { defineRule } from '../rule.js';

const TAGS = {
  password: 'RIPE_PASSWORD',
  override: 'RIPE_OVERRIDE',
  delete: 'RIPE_DELETION',
  'dry-run': 'RIPE_DRY_RUN',
} as const satisfies Record<PseudoAttribute['name'], string>;

export const pseudoAttributes = defineRule({
  testCase: 'RIPE02',
  title: 'The file has no password, override, deletion or dry run',
  source: 'RIPE Database documentation, Update Operations',
  tags: {
    RIPE_PASSWORD: {
      engine: null,
      documented: 'WARNING',
      message: 'The file has a password.',
      meaning:
        'The RIPE Database no longer accepts passwords: it ignores the line. A password in a file is also easily passed on.',
      fix: 'Remove the line, change the password if it is used elsewhere, and authorise the update with an API key, a signature or RIPE NCC Access.',
      source: 'RIPE Database documentation, Authorisation: Using the Authorisation Methods',
    },
    RIPE_OVERRIDE: {
      engine: 'ERROR',
      message: 'The file has an override line.',
      meaning:
        'Only the administrators of the RIPE Database may override its rules. The database refuses the update of anyone else.',
      fix: 'Remove the line.',
    },
    RIPE_DELETION: {
      engine: null,
      documented: 'NOTICE',
      message: 'The file asks for the deletion of the object.',
      meaning:
        'With a delete: line, the database deletes the object if it is exactly the one stored. It then checks neither syntax nor DNS; this program does not check the object either.',
      fix: 'Remove the delete: line if you want to create or change the object.',
    },
    RIPE_DRY_RUN: {
      engine: null,
      documented: 'INFO',
      message: 'The file asks for a dry run.',
      meaning:
        'With a dry-run: line anywhere in an update, the database says what it would do with the whole update, and changes nothing.',
      fix: null,
      source: 'RIPE Database documentation, Updating Objects in the RIPE Database: Dry run',
    },
  },

  *run({ file, all }, fact) {
    const owners = new Map(all.flatMap((domain) => domain.object.pseudo.map((pseudo) => [pseudo, domain])));
    for (const pseudo of file.pseudo) {
      const domain = owners.get(pseudo);
      yield fact(TAGS[pseudo.name], {}, { at: pseudo.location, ...(domain && { in: domain }) });
    }
  },
});
