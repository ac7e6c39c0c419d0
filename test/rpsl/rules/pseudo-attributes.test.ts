import { pseudoAttributes } from '../../../src/rpsl/rules/pseudo-attributes.js';
import { describeRule, object } from './describe-rule.js';

describeRule(pseudoAttributes, [
  { title: 'an object alone', text: object(), expect: [] },
  {
    title: 'a password before the object',
    text: `password: secret\n\n${object()}`,
    expect: [['1:1 RIPE_PASSWORD']],
  },
  {
    title: 'a password in the object',
    text: `${object()}Password: secret\n`,
    expect: [['9:1 RIPE_PASSWORD']],
  },
  { title: 'override', text: `${object()}override: agent,secret\n`, expect: [['9:1 RIPE_OVERRIDE']] },
  { title: 'a deletion', text: `${object()}delete: moved\n`, expect: [['9:1 RIPE_DELETION']] },
  { title: 'a dry run', text: `${object()}\ndry-run:\n`, expect: [['10:1 RIPE_DRY_RUN']] },
]);
