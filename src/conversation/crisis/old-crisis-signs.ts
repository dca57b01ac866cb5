import type { Forgetting } from '../../database/forgetting';
import { DAY } from '../../kernel/clock';
import { CrisisSignRow } from './crisis-sign.row';

/** Hints at a danger to life that did not come again. */
export const OLD_CRISIS_SIGNS: Forgetting = {
  keepMs: DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(CrisisSignRow, { heardMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(CrisisSignRow, { id: old.map(({ id }) => id) });
  },
};
