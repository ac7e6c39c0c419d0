import type { Question } from '../../observation/question.js';
import type { ZoneView } from '../../observation/view.js';

export function* zoneQuestions(_zone: ZoneView): Generator<Question> {}
