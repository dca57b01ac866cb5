import { DAY } from '../kernel/clock';
import type { Forgetting } from './forgetting';
import { ScheduleSlotRow } from './schedule-slot.row';

/** That a job was done for a slot long past. */
export const OLD_SLOTS: Forgetting = {
  keepMs: 30 * DAY,
  bite: async (tx, before, most) => {
    const settled = { doneMs: { not: null }, slotMs: { lt: before } };
    const old = await tx.find(ScheduleSlotRow, settled, { columns: ['id'], limit: most });
    return tx.delete(ScheduleSlotRow, { id: old.map(({ id }) => id) });
  },
};
