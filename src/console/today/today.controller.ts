import { Controller, Get, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { addDays, civilDateOf, type CivilDate } from '../../kernel/civil-time';
import { DAY, HOUR, type Instant } from '../../kernel/clock';
import { overlaps, type Interval } from '../../kernel/interval';
import { MessageLog, type LoggedMessage } from '../../messaging/message-log.service';
import type { ActContext } from '../../acts/domain/act-context';
import type { PublicSession } from '../../registrations/domain/public-session';
import { LookAtSessions } from '../../registrations/look-at-sessions.service';
import type { DutyView, Gap, MyShift } from '../../rota/domain/shift-view';
import { LookAtRota } from '../../rota/look-at-rota.service';
import { intervalOf } from '../http/params';
import { Allow, Context } from '../sign-in/current-actor';
import { SignedInGuard } from '../sign-in/signed-in.guard';

const NEXT = 12 * HOUR;
const GAP_DAYS = 7;
const FEW = { offset: 0, limit: 20 };

/** What a coordinator must know this minute. */
interface Today {
  readonly now: Instant;
  readonly onDuty: readonly DutyView[];
  /** Those who are still there though their shift is over. */
  readonly staying: readonly MyShift[];
  /** Every shift that touches the day, from midnight to midnight, and those of the day after it. */
  readonly day: readonly DutyView[];
  readonly tomorrow: readonly DutyView[];
  /** The sessions that begin within the next twelve hours. */
  readonly next: readonly DutyView[];
  /** Of the next seven days. */
  readonly gaps: readonly Gap[];
  /** People who say that they served a shift that is over; each waits for served or no-show. */
  readonly lateSignIns: readonly MyShift[];
  /** Of the next twenty-four hours. */
  readonly unconfirmed: readonly MyShift[];
  /** Messages of the last day that a channel refused. */
  readonly failed: readonly LoggedMessage[];
  /** Messages of the last day to people whom no channel reaches: somebody has to call them. */
  readonly toCall: readonly LoggedMessage[];
  /** Sessions of the day that families come to. */
  readonly sessions: readonly PublicSession[];
}

@ApiTags('today')
@Controller('api/today')
@UseGuards(SignedInGuard)
@Allow('coordinator')
export class TodayController {
  constructor(
    private readonly rota: LookAtRota,
    private readonly sessions: LookAtSessions,
    private readonly messages: MessageLog,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who is on duty now and next, what is missing, what went wrong, what takes place today' })
  async today(@Context() { scope, now }: ActContext): Promise<Today> {
    const day = civilDateOf(now, scope.zone);
    const of = (date: CivilDate): Interval => intervalOf({ from: date, to: date }, scope);
    const [today, tomorrow] = [of(day), of(addDays(day, 1))];
    const [duties, staying, gaps, unconfirmed, lateSignIns, failed, toCall, sessions] = await Promise.all([
      this.rota.duties(scope, { from: today.from, to: tomorrow.to }),
      this.rota.staying(scope, now),
      this.rota.gaps(scope, intervalOf({ from: day, to: addDays(day, GAP_DAYS - 1) }, scope), now),
      this.rota.unconfirmed(scope, { from: now, to: now + DAY }),
      this.rota.lateSignIns(scope, now),
      this.messages.find(scope, { states: ['failed'], unreached: false, from: now - DAY }, FEW),
      this.messages.find(scope, { unreached: true, from: now - DAY, to: now + 1 }, FEW),
      this.sessions.within(scope, today),
    ]);
    // The next twelve hours lie within today and tomorrow: all of these are parts of one look.
    const touching = (range: Interval): DutyView[] =>
      duties.filter(({ start, end }) => overlaps({ from: start, to: end }, range));
    const seats = {
      onDuty: touching({ from: now, to: now + 1 }),
      day: touching(today),
      tomorrow: touching(tomorrow),
      next: touching({ from: now, to: now + NEXT }).filter(({ start }) => start > now),
    };
    return { now, ...seats, staying, gaps, unconfirmed, lateSignIns, failed, toCall, sessions };
  }
}
