import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import type { Instant } from '../kernel/clock';
import { newId } from '../kernel/ids';
import type { OrgScope } from '../acts/domain/act-context';
import type { ProgrammeSpecification } from '../programmes/domain/specification';
import type { Programme } from '../programmes/programmes.service';
import { sessionsAhead } from '../programmes/sessions.queries';
import type { ShiftView } from './domain/shift-view';
import { ShiftRow } from './shift.row';
import type { NewRow } from '../database/typed';

/** A session whose posts need people. */
export interface SessionToStaff {
  readonly id: string;
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly dayPart: string;
  readonly cancelled?: boolean;
}

type Staffed = Pick<Programme, 'id' | 'specification'>;

/** Writes shifts: what a session's posts ask for, and how many of their seats are taken. Nobody is told of anything here. */
@Injectable()
export class ShiftWriter {
  /** Makes a shift for each post of the programme in each of these new sessions. */
  async make(
    tx: Tx,
    scope: OrgScope,
    programme: Staffed,
    sessions: readonly SessionToStaff[],
    now: Instant,
  ): Promise<void> {
    const rows = sessions.flatMap((session) => rowsOf(scope, programme, session, now));
    await tx.insert(ShiftRow, rows);
  }

  /**
   * Brings the shifts of sessions to come in line with a programme whose posts changed: new posts get shifts, seats
   * follow, never below those that are taken. Posts that are gone keep the shifts that somebody has a seat on.
   */
  async followPosts(tx: Tx, scope: OrgScope, programme: Staffed, now: Instant): Promise<void> {
    const { posts } = programme.specification;
    const sessions = await sessionsAhead(tx, scope, programme.id, now);
    const shifts = await tx.find(
      ShiftRow,
      { programmeId: programme.id, orgId: scope.orgId, startMs: { gt: now } },
      { columns: ['sessionId', 'postKey'] },
    );
    const known = new Set(shifts.map((shift) => `${shift.sessionId} ${shift.postKey}`));
    const missing = sessions.flatMap((session) =>
      rowsOf(scope, programme, { ...session, cancelled: session.state === 'cancelled' }, now).filter(
        (row) => !known.has(`${session.id} ${row.postKey}`),
      ),
    );
    await tx.insert(ShiftRow, missing);
    for (const [order, post] of posts.entries()) {
      await tx.run(
        `UPDATE shifts SET post_order = ?, seats_min = ?, seats_max = CASE WHEN taken > ? THEN taken ELSE ? END
          WHERE programme_id = ? AND org_id = ? AND start_ms > ? AND post_key = ?`,
        [order, post.min, post.max, post.max, programme.id, scope.orgId, now, post.key],
      );
    }
    const kept = posts.map((post) => post.key);
    await tx.run(
      `DELETE FROM shifts WHERE programme_id = ? AND org_id = ? AND start_ms > ? AND taken = 0
         AND NOT EXISTS (SELECT 1 FROM assignments a WHERE a.shift_id = shifts.id)
         AND NOT EXISTS (SELECT 1 FROM rota_entries r WHERE r.shift_id = shifts.id)
         ${kept.length > 0 ? `AND post_key NOT IN (${kept.map(() => '?').join(',')})` : ''}`,
      [programme.id, scope.orgId, now, ...kept],
    );
  }

  /** Gives a session the posts that it had and its programme has no longer, or the seats that it had more; nothing is taken away. */
  async bringPosts(
    tx: Tx,
    scope: OrgScope,
    programme: Staffed,
    session: SessionToStaff,
    posts: readonly { readonly key: string; readonly max: number }[],
    now: Instant,
  ): Promise<void> {
    const known = await tx.find(ShiftRow, { sessionId: session.id }, { columns: ['postKey', 'seatsMax'] });
    const order = known.length;
    const like = rowsOf(
      scope,
      { ...programme, specification: withPosts(programme.specification, posts) },
      session,
      now,
    );
    await tx.insert(
      ShiftRow,
      like
        .filter(({ postKey }) => !known.some((shift) => shift.postKey === postKey))
        .map((row, i) => ({ ...row, postOrder: order + i })),
    );
    for (const { key, max } of posts)
      await tx.update(ShiftRow, { sessionId: session.id, postKey: key, seatsMax: { lt: max } }, { seatsMax: max });
  }

  /** Takes one seat of an open shift; false when none is free or the shift has been moved, and then nothing was written. */
  async takeSeat(tx: Tx, { shiftId, start, end }: ShiftView): Promise<boolean> {
    const sql = `UPDATE shifts SET taken = taken + 1
      WHERE id = ? AND start_ms = ? AND end_ms = ? AND taken < seats_max AND state = 'open'`;
    return (await tx.run(sql, [shiftId, start, end])) === 1;
  }

  /** Gives one seat back. */
  async freeSeat(tx: Tx, shiftId: string): Promise<void> {
    await tx.update(ShiftRow, { id: shiftId, taken: { gt: 0 } }, { taken: { plus: -1 } });
  }

  /**
   * Counts anew how many seats of these shifts are taken, after seats were written without taking them one by one.
   * A shift that is over had as many seats as people served on it. Answers the other shifts that have fewer seats than were
   * written; when there is one, its caller takes all of it back.
   */
  async recount(tx: Tx, shiftIds: readonly string[], now: Instant): Promise<string[]> {
    const crowded: string[] = [];
    const taken = "(SELECT COUNT(*) FROM assignments a WHERE a.shift_id = shifts.id AND a.ended_key = '')";
    for (let i = 0; i < shiftIds.length; i += AT_ONCE) {
      const some = shiftIds.slice(i, i + AT_ONCE);
      const these = `id IN (${some.map(() => '?').join(',')})`;
      await tx.run(`UPDATE shifts SET seats_max = ${taken} WHERE ${these} AND end_ms <= ? AND seats_max < ${taken}`, [
        ...some,
        now,
      ]);
      const over = await tx.all<Pick<ShiftRow, 'id'>>(
        `SELECT id FROM shifts WHERE ${these} AND seats_max < ${taken} ORDER BY start_ms, post_order`,
        some,
      );
      crowded.push(...over.map(({ id }) => id));
      if (over.length === 0) await tx.run(`UPDATE shifts SET taken = ${taken} WHERE ${these}`, some);
    }
    return crowded;
  }

  /** The session is at another time: so are its shifts, and each is planned to be looked at anew. */
  async move(tx: Tx, sessionId: string, { startMs, endMs, night }: ShiftTimes): Promise<void> {
    await tx.update(ShiftRow, { sessionId }, { startMs, endMs, night, watchMs: null });
  }

  /** The session is as long as said here; who watches its shifts need not know. */
  async lengthen(tx: Tx, sessionId: string, endMs: Instant): Promise<void> {
    await tx.update(ShiftRow, { sessionId }, { endMs });
  }

  /** The part of the day that the session is in counts as a night from now on, or no longer. */
  async countAsNight(tx: Tx, sessionId: string, night: boolean): Promise<void> {
    await tx.update(ShiftRow, { sessionId }, { night });
  }

  /** The session was cancelled: nobody takes a seat any more, and whoever watches its shifts looks once more, at once. */
  async close(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(ShiftRow, { sessionId }, { state: 'cancelled', watchMs: 0 });
  }

  /** The session takes place after all. */
  async reopen(tx: Tx, sessionId: string): Promise<void> {
    await tx.update(ShiftRow, { sessionId }, { state: 'open', watchMs: null });
  }

  /** Removes the shifts of a session of which nothing was ever written. */
  async remove(tx: Tx, sessionId: string): Promise<void> {
    await tx.delete(ShiftRow, { sessionId });
  }
}

/** The same programme with nothing but these posts, which ask nobody to come. */
const withPosts = (
  specification: ProgrammeSpecification,
  posts: readonly { readonly key: string; readonly max: number }[],
): ProgrammeSpecification => ({
  ...specification,
  posts: posts.map(({ key, max }) => ({ key, name: key, min: 0, max, qualification: null, trainee: 'allowed' })),
});

export interface ShiftTimes {
  readonly startMs: Instant;
  readonly endMs: Instant;
  readonly night: boolean;
}

const AT_ONCE = 400;

function rowsOf(
  scope: OrgScope,
  { id, specification }: Staffed,
  session: SessionToStaff,
  now: Instant,
): NewRow<ShiftRow>[] {
  const night = specification.dayParts.find((part) => part.key === session.dayPart)?.night ?? false;
  return specification.posts.map((post, order) => ({
    id: newId(now),
    orgId: scope.orgId,
    sessionId: session.id,
    programmeId: id,
    postKey: post.key,
    postOrder: order,
    startMs: session.startMs,
    endMs: session.endMs,
    night,
    seatsMin: post.min,
    seatsMax: post.max,
    taken: 0,
    watchStep: 0,
    state: session.cancelled ? 'cancelled' : 'open',
  }));
}
