import type { TallyAnswers, TallyRefusal } from '../../statistics/domain/tally';
import type { Step } from '../dialogue/dialogue';
import { replyPrivately, type CommandAnswer, type Turn } from '../dialogue/turn';
import * as sayReport from '../wording/reporting';
import * as sayQuestion from '../wording/questions';

/** Why nothing was written; a doubt is asked, and `answered` makes of each answer the step that it stands for. */
export function refusedReport(
  turn: Turn,
  refusal: TallyRefusal,
  session: string,
  answered: (answer: TallyAnswers) => Step,
): CommandAnswer {
  const choices = sayReport.tallyChoices(refusal);
  if (choices === null)
    return replyPrivately(sayReport.tallyRefusal(refusal, { zone: turn.scope.zone, today: turn.today }));
  const lines = choices.map(({ line }) => line);
  const facets = choices.map(({ words }) => ({ words }));
  const options = choices.map(({ answer }) => answered(answer));
  const text = sayQuestion.choose(sayReport.tallyDoubt(refusal, session), lines, 0);
  return replyPrivately(text, { question: { options, facets, lines } });
}
