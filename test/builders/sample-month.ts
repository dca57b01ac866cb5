import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, instantOf, minutesOfClock, startOfDay, weekdayOf } from '../../src/kernel/civil-time';
import type { Weekday } from '../../src/kernel/civil-time';
import {
  DEFAULT_RULES,
  timesOf,
  type DayPart,
  type Post,
  type RotaRules,
} from '../../src/programmes/domain/specification';
import { DEFAULT_GOALS } from '../../src/programmes/domain/goals';
import type { MonthFacts, MonthShift, MonthVolunteer } from '../../src/rostering/domain/month-facts';
import type { Caps } from '../../src/volunteers/domain/volunteer';

const ZONE = 'Asia/Shanghai';
const FILE = join(__dirname, '../../src/import/sample/sample-organisation.json');

interface SamplePerson {
  key: string;
  name: string;
  roles: string[];
  trainee?: boolean;
  qualifications?: { key: string; validUntil: string }[];
  caps?: Caps;
  availability?: { weekday: number; from: string; to: string }[];
  leave?: { from: string; to: string }[];
}

interface SampleProgramme {
  key: string;
  recurrence: string;
  dayParts?: (Omit<DayPart, 'night'> & { night?: boolean })[];
  start?: string;
  end?: string;
  posts: (Omit<Post, 'qualification' | 'trainee'> & Partial<Pick<Post, 'qualification' | 'trainee'>>)[];
  rules?: Partial<RotaRules>;
}

/** December 2026 of the sample organisation as the drafting function sees it, read without the importer. */
export function sampleMonth(): MonthFacts {
  const file = JSON.parse(readFileSync(FILE, 'utf8')) as {
    people: SamplePerson[];
    programmes: SampleProgramme[];
  };
  const volunteers = file.people.filter((person) => person.roles.includes('volunteer')).map(volunteerOf);
  return {
    shifts: file.programmes.flatMap(shiftsOf),
    volunteers,
    duties: new Map(),
    companions: new Map(),
    standing: new Map(),
    history: new Map(),
    window: { from: startOfDay('2026-12-01', ZONE), to: startOfDay('2027-01-01', ZONE) },
    now: instantOf('2026-11-24T09:00', ZONE),
    zone: ZONE,
  };
}

function volunteerOf(person: SamplePerson): MonthVolunteer {
  return {
    id: person.key,
    name: person.name,
    active: true,
    trainee: person.trainee ?? false,
    qualifications: person.qualifications ?? [],
    availability: (person.availability ?? []).map((window) => ({
      weekday: window.weekday,
      fromMinute: minutesOfClock(window.from),
      toMinute: minutesOfClock(window.to),
    })),
    leave: (person.leave ?? []).map(({ from, to }) => ({
      from: startOfDay(from, ZONE),
      to: startOfDay(addDays(to, 1), ZONE),
    })),
    caps: person.caps ?? {},
  };
}

function shiftsOf(programme: SampleProgramme): MonthShift[] {
  const { start = '', end = '' } = programme;
  const parts = (programme.dayParts ?? [{ key: '', name: '', start, end }]).map((part) => ({ night: false, ...part }));
  return datesOf(programme).flatMap((date) =>
    parts.flatMap((part) => {
      const times = timesOf(part, date);
      return programme.posts.map((post, rank) => ({
        places: post.min,
        rank,
        programme: programme.key,
        post: post.key,
        dayPart: part.key,
        holiday: false,
        goals: DEFAULT_GOALS,
        seat: {
          shiftId: `${programme.key} ${times.start} ${post.key}`,
          sessionId: `${programme.key} ${times.start}`,
          start: instantOf(times.start, ZONE),
          end: instantOf(times.end, ZONE),
          night: part.night,
          cancelled: false,
          seatsMax: post.max,
          taken: 0,
          qualification: post.qualification ?? null,
          trainee: post.trainee ?? ('allowed' as const),
          rules: { ...DEFAULT_RULES, ...programme.rules },
        },
      }));
    }),
  );
}

function datesOf({ recurrence }: SampleProgramme): string[] {
  const month = Array.from({ length: 31 }, (_, day) => addDays('2026-12-01', day));
  const on = (weekday: Weekday): string[] => month.filter((date) => weekdayOf(date) === weekday);
  if (recurrence === 'FREQ=DAILY') return month;
  return recurrence.startsWith('FREQ=WEEKLY') ? on(6).filter((date) => date !== '2026-12-26') : on(3).slice(2, 3);
}
