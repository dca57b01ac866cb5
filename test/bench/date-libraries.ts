import * as recognizers from '@microsoft/recognizers-text-date-time';
import { zh } from 'chrono-node';
import type { Stretch } from '../../src/conversation/grammar/reading';

/** A time that a library found: without `hour` a whole day or several, `to` null when no end was given. */
export interface FoundTime {
  readonly from: string;
  readonly to: string | null;
  readonly hour: boolean;
}

/** A library that finds dates in Chinese text, read the way that is kindest to it; null stands for a recurrence it recognised. */
export interface DateLibrary {
  readonly name: string;
  find(text: string, now: string): (FoundTime | null)[];
}

const pad = (value: number | null): string => String(value ?? 0).padStart(2, '0');

type Components = ReturnType<typeof zh.hans.parse>[number]['start'];

const wall = (at: Components): string =>
  `${String(at.get('year'))}-${pad(at.get('month'))}-${pad(at.get('day'))}T${pad(at.get('hour'))}:${pad(at.get('minute'))}`;

const local = (now: string): Date => new Date(`${now}:00`);

/** chrono-node, forward in time, under the zone of the speaker. */
export const chrono: DateLibrary = {
  name: 'chrono-node',
  find: (text, now) =>
    zh.hans
      .parse(text, { instant: local(now), timezone: 480 }, { forwardDate: true })
      .map(({ start, end }) => ({ from: wall(start), to: end ? wall(end) : null, hour: start.isCertain('hour') })),
};

interface Value {
  readonly type: string;
  readonly value?: string;
  readonly start?: string;
  readonly end?: string;
}

function valueOf({ type, value, start, end }: Value): FoundTime | null {
  const from = (start ?? value ?? '').replace(' ', 'T').slice(0, 16);
  return {
    from: from.length === 10 ? `${from}T00:00` : from,
    to: end === undefined ? null : end.length === 10 ? `${end}T00:00` : end.replace(' ', 'T').slice(0, 16),
    hour: type.includes('time'),
  };
}

/** recognizers-text: of several values the last, which is the one ahead. */
export const recognizersText: DateLibrary = {
  name: 'recognizers-text',
  find: (text, now) =>
    recognizers.recognizeDateTime(text, 'zh-cn', undefined, local(now)).map((found) => {
      const values = (found.resolution as { values?: Value[] } | undefined)?.values ?? [];
      const last = values[values.length - 1];
      return last === undefined || last.type === 'set' ? null : valueOf(last);
    }),
};

const DAY = 86_400_000;
const day = (text: string, by = 0): string => new Date(Date.parse(`${text}:00Z`) + by * DAY).toISOString().slice(0, 10);

/** True when a library's time is the right one, with every allowance for how it writes days, parts of the day and ends. */
export function agrees(right: Stretch, found: FoundTime | null): boolean {
  if (found === null) return false;
  const { from, to } = right;
  const wholeDays = from.endsWith('T00:00') && to?.endsWith('T00:00');
  if (wholeDays) {
    if (found.hour || found.from.slice(0, 10) !== from.slice(0, 10)) return false;
    const last = found.to?.slice(0, 10) ?? found.from.slice(0, 10);
    return last === day(to ?? from) || last === day(to ?? from, -1);
  }
  if (to === null) return found.from === from;
  if (found.to !== null && found.from === from) return found.to === to || found.to.slice(0, 10) === to.slice(0, 10);
  // A part of the day: any hour within it will do.
  return found.from >= from && found.from < to && (found.to === null || found.to <= to);
}
