import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database';
import { DAY, HOUR, MINUTE, type Instant } from '../kernel/clock';
import { DeliveryFigures } from '../messaging/delivery-figures.service';
import type { MessageKind } from '../messaging/domain/message-kinds';
import { Outbox } from '../messaging/outbox.service';
import { readSpecification } from '../programmes/domain/read-specification';
import type { DueWork } from '../kernel/due-work';
import { tellOutside } from './outside-heartbeat';
import { neverAsked, stillToLeave } from './watched.queries';
import { ScheduleSlots } from '../database/schedule-slots.service';

/** The address to tell after a clean audit; null: none. */
export const OUTSIDE = Symbol('OUTSIDE');

/** Later than this a message is not on time any more. */
const ON_TIME = MINUTE;
/** A reminder may be planned earlier than its hours say, to keep out of the night. */
const LEEWAY = 12 * HOUR;
/** The longest reminder window that is looked at. */
const WINDOW = 7 * DAY;
/** A question that comes later than this before the start changes nothing any more. */
const ENDS_BEFORE = 2 * HOUR;
/** No retry waits longer; one that seems to was planned under a clock that has been set back since. */
const LONGEST_RETRY = 2 * HOUR;
/** What is owed for every seat. */
const FIRST_QUESTION = 'confirm-reminder' satisfies MessageKind;

/**
 * Checks every minute, by a way of its own, that what has to be said was said or is on time: it starts from the shifts
 * and not from the plans. What is missing is made up for; what is late raises the alarm in the log and the metrics.
 */
@Injectable()
export class AuditMessages implements DueWork {
  readonly name = 'audit';
  private readonly log = new Logger('audit');
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly slots: ScheduleSlots,
    private readonly figures: DeliveryFigures,
    @Inject(OUTSIDE) private readonly outside: string | null,
  ) {}

  nextDue(now: Instant): Promise<Instant> {
    const at = this.figures.audit?.at ?? null;
    // a clock that was set back must not silence the audits
    return Promise.resolve(at === null || at > now ? now : at + MINUTE);
  }

  async run(now: Instant): Promise<void> {
    if ((await this.nextDue(now)) > now) return;
    const missing = await this.makeUp(now);
    await this.bringBack(now);
    const { n: overdue, oldest } = await this.database.read((tx) => stillToLeave(tx, now - ON_TIME));
    const audit = { at: now, missing, overdue, oldestMs: oldest === null ? 0 : now - oldest };
    this.figures.audit = audit;
    if (audit.missing + audit.overdue > 0) this.log.error(audit, 'the audit found messages missing or late');
    else if (this.outside !== null) await this.tell(this.outside, now);
  }

  /** Reminds of seats that nothing was ever planned for; answers how many there were. */
  private async makeUp(now: Instant): Promise<number> {
    const seats = await this.database.read((tx) =>
      neverAsked(tx, FIRST_QUESTION, { from: now + ENDS_BEFORE, to: now + WINDOW }),
    );
    const forgotten = seats.filter(({ startMs, createdMs, specification }) => {
      const window = readSpecification(specification).reminders.confirmHours * HOUR;
      return startMs <= now + window && createdMs < startMs - window - LEEWAY;
    });
    for (const { id, orgId, personId, startMs } of forgotten) {
      await this.database.write((tx) =>
        this.outbox.owe(tx, now, {
          orgId,
          personId,
          dedupeKey: `${FIRST_QUESTION}.${id}.audit`,
          kind: FIRST_QUESTION,
          class: 'normal',
          subjectId: id,
          content: { facts: { assignmentId: id } },
          dueMs: now,
          notAfterMs: startMs - ENDS_BEFORE,
        }),
      );
    }
    return forgotten.length;
  }

  private async bringBack(now: Instant): Promise<void> {
    const astray = await this.database.read((tx) => this.outbox.astray(tx, now + LONGEST_RETRY));
    for (const id of astray) {
      await this.database.write((tx) => this.outbox.bringBack(tx, id, now + LONGEST_RETRY, now));
    }
  }

  /** Once a minute, whatever the number of processes. */
  private async tell(url: string, now: Instant): Promise<void> {
    await this.slots.once('outside-heartbeat', Math.floor(now / MINUTE) * MINUTE, now, async () => {
      if (!(await tellOutside(url))) this.log.warn('the outside heartbeat could not be told');
    });
  }
}
