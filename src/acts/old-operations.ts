import type { Forgetting } from '../database/forgetting';
import { DAY } from '../kernel/clock';
import { OperationRow } from './operation.row';

/** Answers to acts, kept for whoever asks for the same once more. */
export const OLD_OPERATIONS: Forgetting = {
  keepMs: 30 * DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(OperationRow, { atMs: { lt: before } }, { columns: ['idemKey'], limit: most });
    return tx.delete(OperationRow, { idemKey: old.map(({ idemKey }) => idemKey) });
  },
};
