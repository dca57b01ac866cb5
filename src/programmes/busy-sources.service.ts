import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import { BusyTimeRow } from './busy-time.row';
import type { BusyTime } from './busy-times.service';
import { CalendarSourceRow } from './calendar-source.row';

/** A calendar of others, and what it is busy for: sessions of this programme, or those held at this place. */
export interface NewBusySource {
  readonly orgId: string;
  readonly programmeId: string | null;
  readonly place: string | null;
  readonly name: string;
  readonly url: string;
}

const TITLE_LENGTH = 200;

/** Writes which calendars say when a place is taken, and what they said. Reading them is another room's. */
@Injectable()
export class BusySources {
  /** Answers its id. */
  async add(tx: Tx, source: NewBusySource, now: Instant): Promise<string> {
    const id = newId(now);
    await tx.insert(CalendarSourceRow, { ...source, id, createdMs: now });
    return id;
  }

  /** With all that it said. */
  async remove(tx: Tx, id: string): Promise<void> {
    await tx.delete(BusyTimeRow, { sourceId: id });
    await tx.delete(CalendarSourceRow, { id });
  }

  /** It could not be read; what it said before stays. */
  async failed(tx: Tx, id: string, fault: string): Promise<void> {
    await tx.update(CalendarSourceRow, { id }, { fault });
  }

  /** It was read: these are its times now, in place of those before. */
  async said(
    tx: Tx,
    { id, orgId }: { readonly id: string; readonly orgId: string },
    times: readonly BusyTime[],
    now: Instant,
  ): Promise<void> {
    await tx.delete(BusyTimeRow, { sourceId: id });
    await tx.insert(
      BusyTimeRow,
      times.map(({ startMs, endMs, title }) => ({
        ...{ id: newId(now), orgId, sourceId: id, startMs, endMs },
        title: title.slice(0, TITLE_LENGTH),
      })),
    );
    await tx.update(CalendarSourceRow, { id }, { fault: null, readMs: now });
  }
}
