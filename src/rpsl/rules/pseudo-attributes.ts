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
  title: 'What the file tells the database to do',
  tags: {
    RIPE_PASSWORD: {
      engine: null,
      documented: 'WARNING',
      message: 'There is a password in the file.',
      meaning:
        'The RIPE Database no longer takes passwords: it ignores the line. A password in a file is also easily copied along.',
      fix: 'Remove the line, change the password where it is used elsewhere, and authorise the update with an API key, a signature or RIPE NCC Access.',
      source: 'RIPE Database documentation, Authorisation: Using the Authorisation Methods',
    },
    RIPE_OVERRIDE: {
      engine: 'ERROR',
      message: 'There is an override line in the file.',
      meaning:
        'Only the administrators of the RIPE Database may override its rules. The update of anyone else is refused.',
      fix: 'Remove the line.',
      source: 'RIPE Database documentation, Update Operations',
    },
    RIPE_DELETION: {
      engine: null,
      documented: 'NOTICE',
      message: 'The object is to be deleted.',
      meaning:
        'With a delete: line the database deletes the object, if it is exactly the one stored. It checks neither syntax nor DNS then; nor is the object looked at here.',
      fix: 'Remove the delete: line if the object is to be created or changed.',
      source: 'RIPE Database documentation, Update Operations',
    },
    RIPE_DRY_RUN: {
      engine: null,
      documented: 'INFO',
      message: 'The file asks for a dry run.',
      meaning:
        'With a dry-run: line anywhere in an update the database says what it would do with all of it, and changes nothing.',
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
