import { civilOf, type ZoneName } from '../../kernel/civil-time';
import type { BusyConflict } from '../../programmes/busy-times.service';

/** What takes a place, in a few words. */
export function busyText({ sourceName, title, startMs, endMs }: BusyConflict, zone: ZoneName): string {
  const [start, end] = [startMs, endMs].map((instant) => civilOf(instant, zone).replace('T', ' '));
  return `${sourceName}在 ${start ?? ''} 到 ${end ?? ''} 已有“${title}”`;
}
