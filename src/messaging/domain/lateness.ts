import { MINUTE, type Instant } from '../../kernel/clock';

/** What is sent within this of its time is in time: nobody notices. */
const IN_TIME = 15 * MINUTE;

/** By how many milliseconds a message that might have left at `next` is late when it leaves at `sent`; 0: it is in time. */
export function lateBy(next: Instant, sent: Instant): number {
  return sent - next > IN_TIME ? sent - next : 0;
}

/** When a message that leaves at `sent` was to leave, if it is late; else null. */
export const lateSince = (next: Instant, sent: Instant): Instant | null => (lateBy(next, sent) > 0 ? next : null);
