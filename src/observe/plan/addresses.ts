import type { Question } from '../../observation/question.js';
import type { ZoneView } from '../../observation/view.js';

export function* addressQuestions(_zone: ZoneView): Generator<Question> {}
