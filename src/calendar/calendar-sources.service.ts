import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { done, refused, type Result } from '../kernel/result';
import { Acts } from '../acts/acts.service';
import { AuditLog } from '../acts/audit-log.service';
import { isCoordinator, type ActContext, type OrgScope } from '../acts/domain/act-context';
import { Installation } from '../accounts/installation.service';
import { BusySources } from '../programmes/busy-sources.service';
import { BusyTimes, type SessionConflict } from '../programmes/busy-times.service';
import {
  isRead,
  isSourceOf,
  listedSources,
  sourceIds,
  sourceToRead,
  type CalendarSource,
  type SourceToRead,
} from '../programmes/calendar-sources.queries';
import { Programmes } from '../programmes/programmes.service';
import { BusyTimesReader, type BusyTimesFault } from './busy-times-reader.service';
import { CALENDAR_DOOR, type CalendarDoor } from './calendar-door';
import { faultOfUrl, fetchCalendar, type FetchFault } from './fetch-calendar';

export interface SourceToAdd {
  readonly name: string;
  readonly url: string;
  /** What it is busy for: sessions of this programme, or those held at this place. */
  readonly programmeKey?: string;
  readonly place?: string;
}

export type SourceRefusal =
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'not-found'; readonly what: 'programme' | 'source' }
  | { readonly rule: 'programme-or-place' }
  | { readonly rule: 'too-many-sources'; readonly most: number }
  | { readonly rule: 'bad-url'; readonly fault: FetchFault };

const MOST_SOURCES = 20;
const AT_ONCE = 4;

/** Calendars of others, such as a room's or a radio's, that say when a place is taken. */
@Injectable()
export class CalendarSources {
  private readonly log = new Logger('calendar');

  constructor(
    private readonly database: Database,
    private readonly acts: Acts,
    private readonly audit: AuditLog,
    private readonly programmes: Programmes,
    private readonly busyTimes: BusyTimes,
    private readonly busySources: BusySources,
    private readonly installation: Installation,
    private readonly reader: BusyTimesReader,
    @Inject(CALENDAR_DOOR) private readonly door: CalendarDoor,
  ) {}

  /** Adds a calendar and reads it at once; a fault in reading it stands in the list. */
  async add(context: ActContext, wanted: SourceToAdd): Promise<Result<{ sourceId: string }, SourceRefusal>> {
    const added = await this.acts.perform<{ sourceId: string }, SourceRefusal>(context, 'calendar.add', (tx) =>
      this.insert(tx, context, wanted),
    );
    if (added.ok) await this.readOnes([added.value.sourceId], context.now);
    return added;
  }

  async remove(context: ActContext, sourceId: string): Promise<Result<{ sourceId: string }, SourceRefusal>> {
    return this.acts.perform<{ sourceId: string }, SourceRefusal>(context, 'calendar.remove', async (tx) => {
      if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
      await tx.lockRows('calendar_sources', [sourceId]);
      if (!(await isSourceOf(tx, context.scope.orgId, sourceId))) return refused({ rule: 'not-found', what: 'source' });
      await this.busySources.remove(tx, sourceId);
      await this.audit.write(tx, context, { act: 'calendar.remove', subjectType: 'calendar', subjectId: sourceId });
      return done({ sourceId });
    });
  }

  /** The calendars of an organisation, and the planned sessions that they are in the way of. */
  async list(
    scope: OrgScope,
    now: Instant,
  ): Promise<{ readonly sources: CalendarSource[]; readonly conflicts: SessionConflict[] }> {
    return this.database.read(async (tx) => ({
      sources: await listedSources(tx, scope.orgId),
      conflicts: await this.busyTimes.conflicts(tx, scope, now),
    }));
  }

  async areThere(): Promise<boolean> {
    if (this.installation.calendarHosts.length === 0) return false;
    return (await this.database.read((tx) => sourceIds(tx))).length > 0;
  }

  /** Reads every calendar afresh; one that cannot be read keeps what it said before. */
  async readAll(now: Instant): Promise<void> {
    const ids = await this.database.read((tx) => sourceIds(tx));
    for (let from = 0; from < ids.length; from += AT_ONCE) await this.readOnes(ids.slice(from, from + AT_ONCE), now);
  }

  private async readOnes(ids: readonly string[], now: Instant): Promise<void> {
    await Promise.all(ids.map((id) => this.read(id, now)));
  }

  private async read(id: string, now: Instant): Promise<void> {
    const source = await this.database.read((tx) => sourceToRead(tx, id));
    if (!source) return;
    const read = await this.timesOf(source, now);
    if (!read.ok) this.log.warn(`calendar ${id} cannot be read: ${read.refusal.fault}`);
    await this.database.write(async (tx) => {
      await tx.lockRows('calendar_sources', [id]);
      if (!(await isRead(tx, id))) return;
      if (read.ok) await this.busySources.said(tx, source, read.value, now);
      else await this.busySources.failed(tx, id, read.refusal.fault);
    });
  }

  private async timesOf({ url, zone }: SourceToRead, now: Instant) {
    const text = await fetchCalendar(url, this.installation.calendarHosts, this.door);
    return text.ok
      ? this.reader.read({ text: text.value, zone, now })
      : refused<{ fault: FetchFault | BusyTimesFault }>(text.refusal);
  }

  private async insert(
    tx: Tx,
    context: ActContext,
    { name, url, programmeKey, place }: SourceToAdd,
  ): Promise<Result<{ sourceId: string }, SourceRefusal>> {
    if (!isCoordinator(context)) return refused({ rule: 'not-allowed' });
    const { scope, now } = context;
    if ((programmeKey === undefined) === (place === undefined)) return refused({ rule: 'programme-or-place' });
    const fault = faultOfUrl(url, this.installation.calendarHosts, this.door);
    if (fault) return refused({ rule: 'bad-url', fault });
    const programme = programmeKey === undefined ? null : await this.programmes.byKey(tx, scope, programmeKey);
    if (programmeKey !== undefined && !programme) return refused({ rule: 'not-found', what: 'programme' });
    await tx.lockRows('organisations', [scope.orgId]);
    const others = await sourceIds(tx, scope.orgId);
    if (others.length >= MOST_SOURCES) return refused({ rule: 'too-many-sources', most: MOST_SOURCES });
    const added = { orgId: scope.orgId, programmeId: programme?.id ?? null, place: place ?? null, name, url };
    const sourceId = await this.busySources.add(tx, added, now);
    await this.audit.write(tx, context, {
      act: 'calendar.add',
      subjectType: 'calendar',
      subjectId: sourceId,
      // the rest of an address may be a secret
      detail: { name, host: new URL(url).hostname },
    });
    return done({ sourceId });
  }
}
