import { quietHoursIn } from '../messaging/domain/quiet-hours';
import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import type { ZoneName } from '../kernel/civil-time';
import type { Instant } from '../kernel/clock';
import { readSpecification } from '../programmes/domain/read-specification';
import { serviceContext } from '../acts/domain/act-context';
import { marks, RotaFacts } from '../rota/rota-facts.service';
import type { DueWork } from '../kernel/due-work';
import { stepsOf, type Steps } from '../asks/domain/steps';
import { ReplaceInTime } from './replace-in-time.service';

/** Later than any instant that is looked at. */
const NEVER = 8.64e15;
const AT_ONCE = 200;

interface FreshShift {
  id: string;
  orgId: string;
  programmeId: string;
  startMs: Instant;
  specification: string;
  timeZone: ZoneName;
  settings: string;
}

/**
 * Looks at each shift at its own instants: when its seats are to be filled anew, with every wave, when the coordinators
 * must know, when somebody is late; and at once when somebody acts on it in between. What is due stands in the shift
 * itself, so that a restart, a stepped clock or a second process changes nothing.
 */
@Injectable()
export class WatchShifts implements DueWork {
  readonly name = 'watch-shifts';

  constructor(
    private readonly database: Database,
    private readonly facts: RotaFacts,
    private readonly replacing: ReplaceInTime,
  ) {}

  async nextDue(now: Instant): Promise<Instant | null> {
    return this.database.read(async (tx) => {
      if (await tx.one('SELECT id FROM shifts WHERE watch_ms IS NULL LIMIT 1')) return now;
      const row = await tx.one<{ due: Instant | null }>('SELECT MIN(watch_ms) AS due FROM shifts');
      const due = row?.due ?? null;
      return due === null || due >= NEVER ? null : due;
    });
  }

  async run(now: Instant): Promise<void> {
    while ((await this.database.write((tx) => this.plan(tx, now))) > 0);
    const due = await this.database.read((tx) =>
      tx.all<{ id: string }>(
        `SELECT id FROM shifts WHERE watch_ms <= ? ORDER BY watch_ms, start_ms, post_order, id LIMIT ${String(AT_ONCE)}`,
        [now],
      ),
    );
    for (const { id } of due) await this.database.write((tx) => this.look(tx, id, now));
  }

  /** Shifts that are new or were moved learn when they are looked at first. Answers how many there were. */
  private async plan(tx: Tx, now: Instant): Promise<number> {
    await tx.run('UPDATE shifts SET watch_ms = ? WHERE watch_ms IS NULL AND end_ms <= ?', [NEVER, now]);
    const fresh = await tx.all<FreshShift>(
      `SELECT s.id, s.org_id, s.programme_id, s.start_ms, p.specification, o.time_zone, o.settings
       FROM shifts s JOIN programmes p ON p.id = s.programme_id JOIN organisations o ON o.id = s.org_id
       WHERE s.watch_ms IS NULL LIMIT ${String(AT_ONCE)}`,
    );
    if (fresh.length === 0) return 0;
    const ids = fresh.map((shift) => shift.id);
    const sought = await tx.all<{ shiftId: string }>(
      `SELECT shift_id FROM vacancies WHERE state = 'open' AND shift_id IN (${marks(ids)})`,
      ids,
    );
    const open = new Set(sought.map((row) => row.shiftId));
    for (const shift of fresh) {
      const steps = stepsOf(
        shift.startMs,
        readSpecification(shift.specification).reminders,
        shift.timeZone,
        quietHoursIn(shift.settings),
      );
      const first = open.has(shift.id) ? now : firstLook(steps, shift.startMs, now);
      await tx.run('UPDATE shifts SET watch_ms = ?, watch_step = ? WHERE id = ? AND watch_ms IS NULL', [
        first,
        steps.offer > now ? 0 : 1,
        shift.id,
      ]);
    }
    return fresh.length;
  }

  private async look(tx: Tx, shiftId: string, now: Instant): Promise<void> {
    const at = await tx.one<{ sessionId: string; orgId: string; timeZone: ZoneName }>(
      'SELECT s.session_id, s.org_id, o.time_zone FROM shifts s JOIN organisations o ON o.id = s.org_id WHERE s.id = ?',
      [shiftId],
    );
    if (!at) return;
    // Whoever acts on a seat holds the session first, and then the shift: the same order here.
    await tx.lockRows('sessions', [at.sessionId]);
    const taken = await tx.run('UPDATE shifts SET watch_ms = ?, watch_step = 1 WHERE id = ? AND watch_ms <= ?', [
      NEVER,
      shiftId,
      now,
    ]);
    if (taken === 0) return;
    const context = serviceContext({ orgId: at.orgId, zone: at.timeZone }, now);
    const shift = await this.facts.shift(tx, context.scope, shiftId);
    if (!shift) return;
    const { begun, next } = await this.replacing.look(tx, context, shift);
    await tx.run('UPDATE shifts SET watch_ms = ?, watch_step = ? WHERE id = ?', [
      next ?? NEVER,
      begun ? 1 : 0,
      shiftId,
    ]);
  }
}

/**
 * A shift that is made or moved when its time has begun already was made by somebody who knows: the service steps in at
 * the next instant, or when somebody acts on it.
 */
function firstLook({ offer, alarm }: Steps, start: Instant, now: Instant): Instant {
  return [offer, alarm, start].find((at) => at > now) ?? NEVER;
}
