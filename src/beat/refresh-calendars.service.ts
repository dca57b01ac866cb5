import { Injectable } from '@nestjs/common';
import { CalendarSources } from '../calendar/calendar-sources.service';
import { HOUR, type Instant } from '../kernel/clock';
import type { DueWork } from '../kernel/due-work';
import { ScheduleSlots } from '../database/schedule-slots.service';

const JOB = 'refresh-calendars';

/** Reads the calendars of others once an hour, whatever the number of processes. */
@Injectable()
export class RefreshCalendars implements DueWork {
  readonly name = JOB;

  constructor(
    private readonly sources: CalendarSources,
    private readonly slots: ScheduleSlots,
  ) {}

  async nextDue(now: Instant): Promise<Instant | null> {
    const slot = slotAt(now);
    if (!(await this.slots.isFree(JOB, slot, now))) return slot + HOUR;
    return (await this.sources.areThere()) ? slot : null;
  }

  async run(now: Instant): Promise<void> {
    await this.slots.once(JOB, slotAt(now), now, () => this.sources.readAll(now));
  }
}

const slotAt = (now: Instant): Instant => Math.floor(now / HOUR) * HOUR;
