import { mxAlias } from '../../../src/checks/zone/mx-alias.js';
import { describeCheck } from '../../support/checks.js';
import { except, type Reply, type Scene, ZONE } from '../../support/observation.js';
import { unreachable } from '../../support/scenes.js';

/** The zone has this mail server; its servers answer the CNAME query like this. */
const withMx = (host: string, reply: Reply): Scene => ({
  replies: except((q) => {
    if (q.server === 'resolver') return undefined;
    if (q.name === ZONE && q.type === 'MX') return { answer: [`${ZONE} MX 10 ${host}`] };
    return q.type === 'CNAME' ? reply : undefined;
  }),
});

const inside = `mail.${ZONE}`;

describeCheck(mxAlias, [
  { title: 'no MX records', expect: [] },
  {
    title: 'an alias in the zone',
    scene: withMx(inside, { answer: [`${inside} CNAME mail.example.net`] }),
    expect: [
      { tag: 'MX_RECORD_IS_CNAME', facts: { mx: inside }, evidence: ['ns1/4 CNAME mail.ZONE', 'ns1/4 MX'] },
    ],
  },
  {
    title: 'a host in the zone',
    scene: withMx(inside, {}),
    expect: [
      {
        tag: 'MX_RECORD_IS_NOT_CNAME',
        facts: { mx: inside },
        evidence: ['ns1/4 CNAME mail.ZONE', 'ns1/4 MX'],
      },
    ],
  },
  {
    title: 'a host elsewhere, of which the servers know nothing',
    scene: withMx('mail.example.net', { rcode: 'REFUSED', aa: false }),
    expect: [],
  },
  { title: 'unknown: no route to the servers', scene: unreachable, expect: [] },
  { title: 'unknown: the alias was not asked for', scene: withMx(inside, 'stopped'), expect: [] },
]);
