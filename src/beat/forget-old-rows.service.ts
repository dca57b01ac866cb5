import { Injectable } from '@nestjs/common';
import { Database, type SqlValue } from '../database/database';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import type { DueWork } from '../kernel/due-work';
import { ScheduleSlots } from '../database/schedule-slots.service';

const JOB = 'forget-old-rows';
/** Three in the morning in China. */
const HOUR_OF_DAY = 19 * HOUR;
/** Small bites: whoever acts meanwhile waits for one of them at most. */
const BITE = 500;

interface Forgetting {
  readonly table: string;
  readonly key: string;
  readonly where: string;
  readonly keepMs: number;
}

const FORGOTTEN: readonly Forgetting[] = [
  { table: 'operations', key: 'idem_key', where: 'at_ms < ?', keepMs: 30 * DAY },
  { table: 'inbox', key: 'id', where: "state = 'answered' AND received_ms < ?", keepMs: 30 * DAY },
  {
    table: 'outbox',
    key: 'id',
    where: "state IN ('sent','failed','expired','suppressed') AND next_ms < ?",
    keepMs: 180 * DAY,
  },
  { table: 'web_sessions', key: 'id', where: 'expires_ms < ?', keepMs: 0 },
  { table: 'sign_in_challenges', key: 'id', where: 'expires_ms < ?', keepMs: DAY },
  { table: 'crisis_signs', key: 'id', where: 'heard_ms < ?', keepMs: DAY },
  { table: 'schedule_slots', key: 'id', where: 'done_ms IS NOT NULL AND slot_ms < ?', keepMs: 30 * DAY },
];

/** Removes once a day, whatever the number of processes, what only served to answer or send once and is long settled. */
@Injectable()
export class ForgetOldRows implements DueWork {
  readonly name = JOB;

  constructor(
    private readonly database: Database,
    private readonly slots: ScheduleSlots,
  ) {}

  async nextDue(now: Instant): Promise<Instant> {
    const slot = slotAt(now);
    return (await this.slots.isFree(JOB, slot, now)) ? slot : slot + DAY;
  }

  async run(now: Instant): Promise<void> {
    await this.slots.once(JOB, slotAt(now), now, async () => {
      for (const forgetting of FORGOTTEN) await this.forget(forgetting, now - forgetting.keepMs);
    });
  }

  private async forget({ table, key, where }: Forgetting, before: Instant): Promise<void> {
    for (;;) {
      const rows = await this.database.read((tx) =>
        tx.all<{ old: SqlValue }>(`SELECT ${key} AS old FROM ${table} WHERE ${where} LIMIT ${String(BITE)}`, [before]),
      );
      if (rows.length === 0) return;
      const marks = rows.map(() => '?').join(',');
      const keys = rows.map((row) => row.old);
      await this.database.write((tx) => tx.run(`DELETE FROM ${table} WHERE ${key} IN (${marks})`, keys));
      if (rows.length < BITE) return;
    }
  }
}

/** The beginning of the day's slot that `now` lies in. */
function slotAt(now: Instant): Instant {
  return Math.floor((now - HOUR_OF_DAY) / DAY) * DAY + HOUR_OF_DAY;
}
