import type { Tx } from '../database/database';
import type { OrganisationRow } from '../organisations/organisation.row';
import { CalendarSourceRow } from './calendar-source.row';

/** Whether the calendar is one of the organisation's. */
export async function isSourceOf(tx: Tx, orgId: string, id: string): Promise<boolean> {
  return (await tx.findOne(CalendarSourceRow, { id, orgId }, { columns: ['id'] })) !== null;
}

/** Whether the calendar is still read. */
export async function isRead(tx: Tx, id: string): Promise<boolean> {
  return (await tx.findOne(CalendarSourceRow, { id }, { columns: ['id'] })) !== null;
}

/** The ids of the organisation's calendars, or of all there are. */
export async function sourceIds(tx: Tx, orgId?: string): Promise<string[]> {
  const where = orgId === undefined ? {} : { orgId };
  const rows = await tx.find(CalendarSourceRow, where, { columns: ['id'], orderBy: { id: 'asc' } });
  return rows.map(({ id }) => id);
}

/** A calendar that is read, and how the last reading went. */
export type CalendarSource = Readonly<
  Pick<CalendarSourceRow, 'id' | 'name' | 'url' | 'programmeId' | 'place' | 'readMs' | 'fault'>
> & {
  /** How many there are. */
  readonly busyTimes: number;
};

export const listedSources = (tx: Tx, orgId: string): Promise<CalendarSource[]> =>
  tx.all(
    `SELECT c.id, c.name, c.url, c.programme_id, c.place, c.read_ms, c.fault,
            (SELECT COUNT(*) FROM busy_times b WHERE b.source_id = c.id) AS busy_times
       FROM calendar_sources c WHERE c.org_id = ? ORDER BY c.id`,
    [orgId],
  );

/** What is needed to read a calendar: its address, and the zone of the organisation that reads it. */
export type SourceToRead = Pick<CalendarSourceRow, 'id' | 'orgId' | 'url'> & {
  readonly zone: OrganisationRow['timeZone'];
};

export const sourceToRead = (tx: Tx, id: string): Promise<SourceToRead | null> =>
  tx.one(
    `SELECT c.id, c.org_id, c.url, o.time_zone AS zone
       FROM calendar_sources c JOIN organisations o ON o.id = c.org_id WHERE c.id = ?`,
    [id],
  );
