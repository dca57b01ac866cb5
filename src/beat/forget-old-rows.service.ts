import { Injectable } from '@nestjs/common';
import { OLD_ALLOWANCES } from '../accounts/allowances.service';
import { IDLE_CHAT_SESSIONS, OLD_CHALLENGES, OLD_WEB_SESSIONS } from '../accounts/old-sign-ins';
import { OLD_OPERATIONS } from '../acts/old-operations';
import { OLD_CRISIS_SIGNS } from '../conversation/crisis/old-crisis-signs';
import { Database } from '../database/database';
import { forget } from '../database/forgetting';
import { OLD_SLOTS } from '../database/old-slots';
import { OLD_BACKUPS } from '../installation/backup-log';
import { DAY, HOUR, type Instant } from '../kernel/clock';
import type { DueWork } from '../kernel/due-work';
import { OLD_CALL_BACKS, OLD_INBOX, OLD_OUTBOX } from '../messaging/old-messages';
import { OLD_QUESTIONS } from '../questions/old-questions';
import { ScheduleSlots } from '../database/schedule-slots.service';

const JOB = 'forget-old-rows';
/** Three in the morning in China. */
const HOUR_OF_DAY = 19 * HOUR;
const FORGOTTEN = [
  OLD_OPERATIONS,
  OLD_CALL_BACKS,
  OLD_INBOX,
  OLD_OUTBOX,
  OLD_WEB_SESSIONS,
  IDLE_CHAT_SESSIONS,
  OLD_CHALLENGES,
  OLD_ALLOWANCES,
  OLD_CRISIS_SIGNS,
  OLD_QUESTIONS,
  OLD_SLOTS,
  OLD_BACKUPS,
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
      for (const forgetting of FORGOTTEN) await forget(this.database, forgetting, now);
    });
  }
}

/** The beginning of the day's slot that `now` lies in. */
function slotAt(now: Instant): Instant {
  return Math.floor((now - HOUR_OF_DAY) / DAY) * DAY + HOUR_OF_DAY;
}
