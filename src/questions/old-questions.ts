import type { Forgetting } from '../database/forgetting';
import { DAY } from '../kernel/clock';
import { AskedQuestionRow } from './asked-question.row';

/** Questions that were answered long ago; what is worth keeping stands in the organisation's list. */
export const OLD_QUESTIONS: Forgetting = {
  keepMs: 190 * DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(AskedQuestionRow, { answeredMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(AskedQuestionRow, { id: old.map(({ id }) => id) });
  },
};
