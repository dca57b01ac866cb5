import type { ClauseRule } from './clause-form';
import { ANSWER_FORMS } from './answer-forms';
import { ASIDE_FORMS } from './aside-forms';
import { CLAIMING_FORMS } from './claiming-forms';
import { COORDINATOR_FORMS } from './coordinator-forms';
import { LETTING_GO_FORMS } from './letting-go-forms';
import { LOOKING_FORMS } from './looking-forms';
import { PARTICIPANT_FORMS } from './participant-forms';
import { SERVING_FORMS } from './serving-forms';

/** Every form of clause in the order in which they are tried: the first that fits wins. */
export const CLAUSE_FORMS: readonly ClauseRule[] = [
  ...ASIDE_FORMS,
  ...LOOKING_FORMS,
  ...LETTING_GO_FORMS,
  ...SERVING_FORMS,
  ...PARTICIPANT_FORMS,
  ...COORDINATOR_FORMS,
  ...CLAIMING_FORMS,
  ...ANSWER_FORMS,
];
