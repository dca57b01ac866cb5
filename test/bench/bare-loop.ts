import type { Database } from '../../src/database/database';

const BATCH = 100;

/** The least that any dispatcher has to do: take rows that are due, hand them over, note that they were. */
export async function bareLoop(database: Database, atOnce: number): Promise<void> {
  for (;;) {
    const now = Date.now();
    const token = `bare${String(now)}${String(process.pid)}`;
    const ids = await database.write(async (tx) => {
      const rows = await tx.all<{ id: string }>(
        `SELECT id, person_id, content FROM outbox WHERE state = 'pending' AND class = 'urgent' AND next_ms <= ?
          ORDER BY next_ms, id LIMIT ${String(BATCH)}${tx.skipLocked}`,
        [now],
      );
      const found = rows.map((row) => row.id);
      if (found.length > 0)
        await tx.run(
          `UPDATE outbox SET state = 'leased', lease_token = ?, lease_until_ms = ? WHERE id IN (${marks(found)})`,
          [token, now + 25_000, ...found],
        );
      return found;
    });
    if (ids.length === 0) return;
    // as many are in the air at a time as ours has, and each lot is noted once it has arrived
    for (let i = 0; i < ids.length; i += atOnce) {
      const lot = ids.slice(i, i + atOnce);
      await Promise.all(lot.map(() => Promise.resolve()));
      await database.write((tx) =>
        tx.run(
          `UPDATE outbox SET state = 'sent', sent_ms = ? WHERE id IN (${marks(lot)}) AND lease_token = ? AND state = 'leased'`,
          [Date.now(), ...lot, token],
        ),
      );
    }
  }
}

const marks = (list: readonly unknown[]): string => list.map(() => '?').join(',');
