import type { Forgetting } from '../database/forgetting';
import { DAY } from '../kernel/clock';
import { CallBackRow } from './call-back.row';
import { InboxRow } from './inbox.row';
import { OutboxRow } from './outbox.row';

/** What was answered, kept for channels that deliver a message twice. */
export const OLD_INBOX: Forgetting = {
  keepMs: 30 * DAY,
  bite: async (tx, before, most) => {
    const answered = { state: 'answered', receivedMs: { lt: before } } as const;
    const old = await tx.find(InboxRow, answered, { columns: ['id'], limit: most });
    return tx.delete(InboxRow, { id: old.map(({ id }) => id) });
  },
};

/** Deliveries of platforms; the messages in them are known longer, by the inbox. */
export const OLD_CALL_BACKS: Forgetting = {
  keepMs: 3 * DAY,
  bite: async (tx, before, most) => {
    const old = await tx.find(CallBackRow, { receivedMs: { lt: before } }, { columns: ['id'], limit: most });
    return tx.delete(CallBackRow, { id: old.map(({ id }) => id) });
  },
};

/** Messages that nothing becomes of any more. */
export const OLD_OUTBOX: Forgetting = {
  keepMs: 190 * DAY,
  bite: async (tx, before, most) => {
    const over = { state: ['sent', 'failed', 'expired', 'suppressed'], nextMs: { lt: before } } as const;
    const old = await tx.find(OutboxRow, over, { columns: ['id'], limit: most });
    return tx.delete(OutboxRow, { id: old.map(({ id }) => id) });
  },
};
