/** In the namespace lab: the program itself, on real sockets, port 53, and with a real resolver. */
import { agreementTests } from './agreement.js';
import { checkInNamespace, describeNamespace } from './namespace-run.js';
import { recordedScenarios } from './recording.js';

describeNamespace('agreement with the engine in the namespace lab', () => {
  agreementTests('Namespace lab', {
    recordings: recordedScenarios(),
    check: ({ name }) => checkInNamespace(name),
    atOnce: 4,
    timeout: 170_000,
  });
});
