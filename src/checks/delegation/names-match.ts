import type { Name } from '../../dns/name.js';
import { nsTargets } from '../../zone/view.js';
import { defineCheck } from '../check.js';
import { delegationQuestions } from '../lookups.js';
import { childIsKnown, childProof, nsQuestions } from './child-names.js';

export const namesMatch = defineCheck({
  testCase: 'Delegation07',
  title: 'The object and the zone name the same name servers',
  source: 'Zonemaster test case Delegation07; RFC 1034 section 4.2.2; RFC 1912 section 2.8',
  tags: {
    NAMES_MATCH: {
      engine: 'INFO',
      message: 'The object and the zone name the same name servers: {names}.',
      meaning: 'The delegation and the NS records of the zone agree.',
      fix: null,
    },
    EXTRA_NAME_PARENT: {
      engine: 'ERROR',
      message: 'The object names {names}, but no server of the zone has an NS record for it.',
      meaning:
        'The delegation would lead to a server that the zone does not list. RIPE compares the names, not their addresses.',
      fix: 'Add an NS record for the name to the zone (with a new serial), or remove the nserver from the object.',
    },
    EXTRA_NAME_CHILD: {
      engine: 'NOTICE',
      documented: 'ERROR',
      message: 'The zone has an NS record for {names}, which the object does not name.',
      meaning:
        'Resolvers use a name server late or never if the delegation does not name it. If nobody maintains it, it does harm. RIPE\'s documentation rejects it ("NS RR found ... but not in template").',
      fix: 'Add the nserver to the object, or remove the NS record from the zone on all servers.',
    },
    TOTAL_NAME_MISMATCH: {
      engine: 'ERROR',
      message: 'The object ({object}) and the zone ({zone}) have no name server in common.',
      meaning: 'The object was written for different name servers.',
      fix: 'Name the same servers in the object and in the NS records of the zone.',
    },
  },
  *run(zone, fact) {
    if (!childIsKnown(zone)) return;
    const questions = nsQuestions(zone);
    const evidence = [...childProof(zone), ...delegationQuestions(zone)];
    const object = zone.delegation.names;
    const inZone = zone.child.names;
    const onlyObject = object.filter((name) => !inZone.includes(name));
    const onlyZone = inZone.filter((name) => !object.includes(name));
    const sayers = (names: readonly Name[]) =>
      questions.filter(({ question }) => {
        const message = zone.message(question);
        return message !== null && nsTargets(message, zone.zone).some((name) => names.includes(name));
      });
    if (onlyObject.length > 0) {
      yield fact('EXTRA_NAME_PARENT', { names: onlyObject }, { servers: onlyObject, evidence });
    }
    if (onlyZone.length > 0) {
      const found = sayers(onlyZone);
      const proof = {
        servers: found.map(({ server }) => server),
        evidence: found.map(({ question }) => question),
      };
      yield fact('EXTRA_NAME_CHILD', { names: onlyZone }, proof);
    }
    if (onlyObject.length === 0 && onlyZone.length === 0) yield fact('NAMES_MATCH', { names: object });
    if (onlyObject.length === object.length) {
      const names = inZone.length === 0 ? ['no NS records'] : inZone;
      yield fact('TOTAL_NAME_MISMATCH', { object, zone: names }, { servers: object, evidence });
    }
  },
});
