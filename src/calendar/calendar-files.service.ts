import { Injectable } from '@nestjs/common';
import { Database } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { FileAttachment } from '../messaging/channel';
import type { OrgScope } from '../acts/domain/act-context';
import { CalendarEntries } from './calendar-entries.repository';
import { dutyEvent, registrationEvent, type CalendarEvent } from './domain/calendar-event';
import { calendarFile } from './ics';

const TYPE = 'text/calendar; charset=utf-8';

/** Calendar files to hand to somebody: the same entries as in her feed, with the same identities. */
@Injectable()
export class CalendarFiles {
  constructor(
    private readonly database: Database,
    private readonly entries: CalendarEntries,
  ) {}

  /** All duties and places at sessions of a person that are not over; null when there are none. */
  async allOf(scope: OrgScope, personId: string, now: Instant): Promise<FileAttachment | null> {
    const from = now - LONGEST_DUTY;
    const { duties, places } = await this.database.read(async (tx) => ({
      duties: await this.entries.duties(tx, scope, personId, from),
      places: await this.entries.registrations(tx, scope, personId, from),
    }));
    const kept = places.filter(({ state }) => state !== 'waiting').map(registrationEvent);
    const events = [...duties.map(dutyEvent), ...kept].filter((event) => event.end > now && !event.cancelled);
    return events.length === 0 ? null : fileOf(duties.length > 0 ? '值班日历' : '活动日历', events);
  }

  /** One duty of that person, marked as cancelled when it is; null when she has no such duty. */
  async assignment(scope: OrgScope, personId: string, assignmentId: string): Promise<FileAttachment | null> {
    const duty = await this.database.read((tx) => this.entries.duty(tx, scope, assignmentId));
    if (duty?.personId !== personId) return null;
    return fileOf(`值班 ${duty.session.startDate}`, [dutyEvent(duty)]);
  }

  /** One registration; null when it is unknown or only waiting. Whose it may be shown to is the caller's to decide. */
  async registration(scope: OrgScope, registrationId: string): Promise<FileAttachment | null> {
    const found = await this.database.read((tx) => this.entries.registration(tx, scope, registrationId));
    if (!found || found.state === 'waiting') return null;
    return fileOf(`${found.session.programmeName} ${found.session.startDate}`, [registrationEvent(found)]);
  }
}

/** Longer than any duty lasts: one that began this long ago may still be going on. */
const LONGEST_DUTY = 48 * 60 * 60 * 1000;

function fileOf(name: string, events: readonly CalendarEvent[]): FileAttachment {
  const safeName = name.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '');
  return {
    name: `${safeName}.ics`,
    type: TYPE,
    base64: Buffer.from(calendarFile(null, events), 'utf8').toString('base64'),
  };
}
