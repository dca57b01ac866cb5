import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import type { OrgScope } from '../acts/domain/act-context';
import { Programmes, type Programme } from './programmes.service';

/** A time at which a place is taken by others. */
export interface BusyTime {
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly title: string;
}

/** A busy time that stands in the way, and whose calendar says so. */
export interface BusyConflict extends BusyTime {
  readonly sourceName: string;
}

/** A planned session at whose place something else is. */
export interface SessionConflict extends BusyConflict {
  readonly sessionId: string;
  readonly sessionStartMs: Instant;
  readonly programmeName: string;
}

const MOST_CONFLICTS = 100;

/** When places are taken by others, as calendars that were read say. */
@Injectable()
export class BusyTimes {
  constructor(private readonly programmes: Programmes) {}

  /** The first busy time of the programme, or of the place where the session is held, that overlaps `times`; null: none. */
  async conflict(
    tx: Tx,
    scope: OrgScope,
    programme: Programme,
    place: string | null | undefined,
    times: { readonly startMs: Instant; readonly endMs: Instant },
  ): Promise<BusyConflict | null> {
    return tx.one<BusyConflict>(
      `SELECT c.name AS source_name, b.title, b.start_ms, b.end_ms
         FROM busy_times b JOIN calendar_sources c ON c.id = b.source_id
        WHERE c.org_id = ? AND (c.programme_id = ? OR c.place = ?) AND b.start_ms < ? AND b.end_ms > ?
        ORDER BY b.start_ms LIMIT 1`,
      [scope.orgId, programme.id, place ?? programme.specification.place ?? '', times.endMs, times.startMs],
    );
  }

  /** Planned sessions that are not over and at whose place something else is; those that recur are planned all the same. */
  async conflicts(tx: Tx, scope: OrgScope, now: Instant): Promise<SessionConflict[]> {
    const programmes = await this.programmes.list(tx, scope);
    const found: SessionConflict[] = [];
    for (const programme of programmes) {
      const place = programme.specification.place ?? '';
      found.push(
        ...(await tx.all<SessionConflict>(
          `SELECT s.id AS session_id, s.start_ms AS session_start_ms, p.name AS programme_name, c.name AS source_name,
                  b.title, b.start_ms, b.end_ms
             FROM sessions s JOIN programmes p ON p.id = s.programme_id
             JOIN calendar_sources c ON c.org_id = s.org_id AND (c.programme_id = s.programme_id OR c.place = COALESCE(s.place, ?))
             JOIN busy_times b ON b.source_id = c.id AND b.start_ms < s.end_ms AND b.end_ms > s.start_ms
            WHERE s.org_id = ? AND s.programme_id = ? AND s.state = 'planned' AND s.end_ms > ?
            ORDER BY s.start_ms, b.start_ms LIMIT ${String(MOST_CONFLICTS)}`,
          [place, scope.orgId, programme.id, now],
        )),
      );
    }
    return found.sort((a, b) => a.sessionStartMs - b.sessionStartMs).slice(0, MOST_CONFLICTS);
  }
}
