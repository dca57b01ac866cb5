import { tzlib_get_ical_block, tzlib_get_timezones } from 'timezones-ical-library';
import type { ZoneName } from '../kernel/civil-time';

export const SHANGHAI: ZoneName = 'Asia/Shanghai';

/** One standard time without summer time, which is all that the zone has had since 1992. */
const SHANGHAI_COMPONENT = [
  'BEGIN:VTIMEZONE',
  `TZID:${SHANGHAI}`,
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
];

const known = new Map<ZoneName, readonly string[] | null>([[SHANGHAI, SHANGHAI_COMPONENT]]);

/** The lines of the VTIMEZONE of a zone (RFC 5545, 3.6.5); null for one that is not known: its times are written in UTC. */
export function zoneComponent(zone: ZoneName): readonly string[] | null {
  let lines = known.get(zone);
  if (lines === undefined) {
    lines = written(zone);
    known.set(zone, lines);
  }
  return lines;
}

function written(zone: ZoneName): readonly string[] | null {
  // asked for a zone that it does not know, the library writes to the console
  if (!tzlib_get_timezones().includes(zone)) return null;
  const text = tzlib_get_ical_block(zone)[0] ?? '';
  const lines = text.split('\r\n').filter((line) => !line.startsWith('X-'));
  return lines.includes(`TZID:${zone}`) ? lines : null;
}
