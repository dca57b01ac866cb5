import {
  addDays,
  civilAt,
  civilOf,
  clockOf,
  dateOf,
  earlierOnTheWall,
  instantOf,
  minutesOfClock,
  type ZoneName,
} from '../../kernel/civil-time';
import { HOUR, MINUTE, type Instant } from '../../kernel/clock';
import { DEFAULT_QUIET_HOURS, quietUntil, type QuietHours } from '../../messaging/domain/quiet-hours';
import type { ReminderPolicy } from '../../programmes/domain/specification';

/** The instants of confirm-or-replace for one shift, none of them in the quiet of the night. */
export interface Steps {
  /** She is reminded and asked for 确认. */
  readonly remind: Instant;
  readonly askAgain: Instant;
  /** The first wave is asked to step in. */
  readonly offer: Instant;
  /** The coordinators hear of what is still open. */
  readonly alarm: Instant;
}

/** A step that cannot wait for the morning comes this long before the quiet of the evening before begins. */
const EVENING = { ask: 30 * MINUTE, offer: 60 * MINUTE, alarm: 10 * MINUTE };
/** An offer in the morning needs this long to be of use; an alarm, this long. */
const OFFER_NEEDS = HOUR;
const ALARM_NEEDS = 30 * MINUTE;

/**
 * When each step falls due for a shift that begins at `start`, by the clock on the wall. A step that would fall into the
 * quiet of the night waits for the morning where that is early enough for what comes next, and moves to the evening
 * before where it is not.
 */
export function stepsOf(
  start: Instant,
  policy: ReminderPolicy,
  zone: ZoneName,
  quiet: QuietHours = DEFAULT_QUIET_HOURS,
): Steps {
  const before = (hours: number): Instant => earlierOnTheWall(start, Math.round(hours * 60), zone);
  const nominal = {
    remind: before(policy.confirmHours),
    askAgain: before(policy.askAgainHours),
    offer: before(policy.offerHours),
    alarm: before(policy.alarmHours),
  };
  const remind = awake(nominal.remind, nominal.askAgain, EVENING.ask, zone, quiet);
  const askAgain = awake(nominal.askAgain, nominal.offer - OFFER_NEEDS, EVENING.ask, zone, quiet);
  const offer = awake(nominal.offer, start - OFFER_NEEDS, EVENING.offer, zone, quiet);
  const alarm = awake(nominal.alarm, start - ALARM_NEEDS, EVENING.alarm, zone, quiet);
  return { remind, askAgain, offer, alarm: alarm === nominal.alarm ? alarm : afterAWave() };

  /** An alarm that the night moved still leaves the first wave its time, as far as there is any and nobody is woken. */
  function afterAWave(): Instant {
    const later = Math.min(offer + policy.waveMinutes * MINUTE, start - ALARM_NEEDS);
    return later > alarm && quietUntil(later, zone, quiet) === null ? later : Math.max(alarm, offer);
  }
}

/** `at` when people are awake then; else the end of the night when that is not after `latest`, else the evening before. */
function awake(at: Instant, latest: Instant, beforeQuiet: number, zone: ZoneName, quiet: QuietHours): Instant {
  const morning = quietUntil(at, zone, quiet);
  if (morning === null) return at;
  if (morning <= latest) return morning;
  const { from } = quiet;
  const civil = civilOf(at, zone);
  const evening = clockOf(civil) >= from ? dateOf(civil) : addDays(dateOf(civil), -1);
  return instantOf(civilAt(evening, minutesOfClock(from)), zone) - beforeQuiet;
}
