import { firstSoa, type SoaAnswer } from '../../zone/first-answer.js';
import type { ZoneView } from '../../zone/view.js';
import { hasHostCharactersOnly } from './host-name.js';

/**
 * The SOA record whose names are judged; null also if the zone's own name is bad, because the engine then tests none of
 * the names in it.
 */
export function soaToJudge(zone: ZoneView): SoaAnswer | null {
  return hasHostCharactersOnly(zone.zone) ? firstSoa(zone) : null;
}
