import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database';
import { earlierOnTheWall } from '../kernel/civil-time';
import { DAY, HOUR, MINUTE, type Instant } from '../kernel/clock';
import type { QuietHours } from '../messaging/domain/quiet-hours';
import { quietHoursOf } from '../messaging/quiet-hours.service';
import { readPreferences } from '../organisations/domain/preferences';
import { settingsOfPeople } from '../organisations/people.queries';
import { Outbox, type OwedMessage } from '../messaging/outbox.service';
import type { OrgScope } from '../acts/domain/act-context';
import type { ReminderPolicy } from '../programmes/domain/specification';
import { stepsOf } from './domain/steps';
import { seatsAhead } from './seats.queries';

/** A seat whose holder will be asked whether she comes. */
export interface SeatToConfirm {
  readonly assignmentId: string;
  readonly personId: string;
  readonly start: Instant;
  readonly policy: ReminderPolicy;
  /** Names this time of the shift: raised whenever it moves, so that its questions are new ones. */
  readonly revision?: number;
  /** She has said that she comes: she is not asked any more. */
  readonly confirmed?: boolean;
}

/** A question that comes later than this before the start changes nothing any more. */
const ENDS_BEFORE = 2 * HOUR;
const ASKS = ['confirm-reminder', 'confirm-again'] as const;

/**
 * What the holder of a seat hears before it begins: two questions whether she comes, and one more reminder when she
 * wished for it. Planned with the seat, made anew when its time changes.
 */
@Injectable()
export class SeatReminders {
  constructor(private readonly outbox: Outbox) {}

  /** Plans what still lies ahead. */
  async plan(tx: Tx, scope: OrgScope, now: Instant, seats: readonly SeatToConfirm[]): Promise<void> {
    if (seats.length === 0) return;
    const wishes = await wishesOf(tx, [...new Set(seats.map((seat) => seat.personId))]);
    const quiet = await quietHoursOf(tx, scope.orgId);
    const messages = seats.flatMap((seat) => [
      ...(seat.confirmed ? [] : asksOf(scope, quiet, now, seat)),
      ...ownReminder(scope, now, seat, wishes.get(seat.personId) ?? 0),
    ]);
    await this.outbox.owe(tx, now, ...messages);
  }

  /** What was planned for the old time is closed with a visible reason; the new time has its own. */
  async renew(tx: Tx, scope: OrgScope, now: Instant, seat: SeatToConfirm): Promise<void> {
    const kinds = [...ASKS, 'own-reminder'] as const;
    await this.outbox.suppress(tx, seat.assignmentId, 'the session was moved', { kinds });
    await this.plan(tx, scope, now, [seat]);
  }

  /**
   * The programme's times of asking are others from now on: questions that nobody has begun to send move to the new
   * times, at once where those are past.
   */
  async follow(tx: Tx, scope: OrgScope, now: Instant, programmeId: string, policy: ReminderPolicy): Promise<void> {
    const seats = await seatsAhead(tx, programmeId, now);
    const quiet = await quietHoursOf(tx, scope.orgId);
    for (const seat of seats) {
      for (const { kind, dueMs, notAfterMs } of dueAsks(scope, quiet, { ...seat, policy })) {
        await this.outbox.retime(tx, seat.assignmentId, kind, Math.max(dueMs, now), notAfterMs);
      }
    }
  }

  /** She wishes to be reminded `minutes` before these seats, in place of another wish; 0 minutes: not at all. */
  async wish(
    tx: Tx,
    scope: OrgScope,
    now: Instant,
    seats: readonly Omit<SeatToConfirm, 'policy'>[],
    minutes: number,
  ): Promise<void> {
    for (const seat of seats) {
      await this.outbox.suppress(tx, seat.assignmentId, 'another time was set', { kinds: ['own-reminder'] });
      await this.outbox.owe(tx, now, ...ownReminder(scope, now, seat, minutes));
    }
  }
}

/** How many minutes before a shift each of these people wants one more reminder; nothing for those who want none. */
async function wishesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await settingsOfPeople(tx, ids);
  return new Map(rows.map(({ id, preferences }) => [id, readPreferences(preferences).remindMinutes ?? 0]));
}

/**
 * The reminder that a person wants `minutes` before her seat; none when that is past, or when she wants none (0). Whole
 * days before are the same time on an earlier day, hours are hours that pass (durations of RFC 5545).
 */
function ownReminder(
  { orgId, zone }: OrgScope,
  now: Instant,
  { assignmentId, personId, start }: Omit<SeatToConfirm, 'policy'>,
  minutes: number,
): OwedMessage[] {
  const rest = minutes % (DAY / MINUTE);
  const dueMs = earlierOnTheWall(start, minutes - rest, zone) - rest * MINUTE;
  if (minutes === 0 || dueMs <= now) return [];
  return [
    {
      orgId,
      personId,
      dedupeKey: `own-reminder.${assignmentId}.${String(minutes)}.${String(now)}`,
      kind: 'own-reminder',
      // She named the hour herself: it is kept also at night.
      class: 'urgent',
      subjectId: assignmentId,
      content: { facts: { assignmentId } },
      dueMs,
      notAfterMs: start,
    },
  ];
}

function asksOf(scope: OrgScope, quiet: QuietHours, now: Instant, seat: SeatToConfirm): OwedMessage[] {
  const { assignmentId, personId, revision = 0 } = seat;
  const ahead = dueAsks(scope, quiet, seat).filter(({ dueMs }) => dueMs > now);
  return ahead.map(({ kind: usual, dueMs, notAfterMs }, i) => {
    // whoever took the seat when the first question was over is asked once, and not as if for the second time
    const kind = i === 0 ? ASKS[0] : usual;
    return {
      orgId: scope.orgId,
      personId,
      dedupeKey: `${kind}.${assignmentId}.${String(revision)}`,
      kind,
      class: 'normal' as const,
      subjectId: assignmentId,
      content: { facts: { assignmentId } },
      dueMs,
      notAfterMs,
    };
  });
}

/** When each question about a seat falls due, and after when it is of no use. */
function dueAsks(
  { zone }: OrgScope,
  quiet: QuietHours,
  { start, policy }: SeatToConfirm,
): { kind: (typeof ASKS)[number]; dueMs: Instant; notAfterMs: Instant }[] {
  const { remind, askAgain } = stepsOf(start, policy, zone, quiet);
  const dues = { 'confirm-reminder': remind, 'confirm-again': askAgain };
  return ASKS.map((kind) => ({ kind, dueMs: dues[kind], notAfterMs: Math.max(dues[kind], start - ENDS_BEFORE) }));
}
