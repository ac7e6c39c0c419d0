import { firstSoa, type SoaAnswer } from '../../zone/first-answer.js';
import type { ZoneView } from '../../zone/view.js';
import { hasHostCharactersOnly } from './host-name.js';

/**
 * The SOA record whose names are judged. Null too for a zone whose own name is bad: the engine tests none of the
 * names in it then.
 */
export function soaToJudge(zone: ZoneView): SoaAnswer | null {
  return hasHostCharactersOnly(zone.zone) ? firstSoa(zone) : null;
}
