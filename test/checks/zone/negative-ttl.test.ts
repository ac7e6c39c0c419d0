import { negativeTtl } from '../../../src/checks/zone/negative-ttl.js';
import { describeCheck } from '../../support/checks.js';
import { unreachable, withSoa } from '../../support/scenes.js';

const row = (minimum: number, tag: string) => ({
  title: `${minimum} s`,
  scene: withSoa({ minimum }),
  expect: [{ tag, facts: { minimum, shortest: 300, longest: 86400 }, evidence: ['ns1/4 SOA'] }],
});

describeCheck(negativeTtl, [
  row(0, 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_LOWER'),
  row(299, 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_LOWER'),
  row(300, 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_OK'),
  row(86400, 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_OK'),
  row(86401, 'SOA_DEFAULT_TTL_MAXIMUM_VALUE_HIGHER'),
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
]);
