import { z } from 'zod';
import { isCivilDate, minutesOfClock } from '../kernel/civil-time';
import { isSeen, isWhole } from '../kernel/text';
import type { Programme } from './programmes.service';
import { DEFAULT_GOALS } from './domain/goals';
import {
  DEFAULT_HANDOVER,
  DEFAULT_REMINDERS,
  DEFAULT_RULES,
  relieveOneAnother,
  type DayPart,
  type ProgrammeSpecification,
} from './domain/specification';
import { faultOfRule } from './recurrence';

export const key = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.-]+$/u, 'may hold letters, digits, dot, hyphen and underscore');
/** One line that people read, at most so long. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine(
      (text) => isWhole(text) && !/[\t\r\n]/u.test(text),
      'must not hold control characters or halves of characters',
    );
export const label = line(120).min(1).refine(isSeen, 'must hold something that can be seen');
export const civilDate = z.string().refine(isCivilDate, 'must be a day such as 2026-12-08');
export const clockTime = z.string().refine((text) => {
  try {
    minutesOfClock(text);
    return true;
  } catch {
    return false;
  }
}, 'must be a time of day such as 08:00, at most 24:00');
const count = z.number().int().min(0).max(10_000);
const hours = z
  .number()
  .min(0)
  .max(24 * 60);

/** A time at which something begins: midnight is 00:00. */
export const beginning = clockTime.refine((text) => text !== '24:00', 'must lie before 24:00; midnight is 00:00');

const dayPart = z.object({ key, name: label, start: beginning, end: clockTime, night: z.boolean().default(false) });

const post = z
  .object({
    key,
    name: label,
    min: count.default(1),
    max: count.default(1),
    qualification: key.nullish(),
    trainee: z.enum(['allowed', 'not-alone', 'never']).default('allowed'),
  })
  .refine((value) => value.min <= value.max, {
    path: ['max'],
    message: 'must not be below min',
    params: { fault: 'below-min' },
  });

const rules = z.object({
  minRestHours: hours.default(DEFAULT_RULES.minRestHours),
  restAfterNightHours: hours.default(DEFAULT_RULES.restAfterNightHours),
  restAfterHighRiskHours: hours.default(DEFAULT_RULES.restAfterHighRiskHours),
  maxNightsInRow: count.nullable().default(DEFAULT_RULES.maxNightsInRow),
  maxPerDay: count.nullable().default(DEFAULT_RULES.maxPerDay),
  claimOpensDays: count.nullable().default(DEFAULT_RULES.claimOpensDays),
  dropCutoffHours: hours.default(DEFAULT_RULES.dropCutoffHours),
});

const minutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);
const weight = z.number().min(0).max(1000);
const fairness = DEFAULT_GOALS.fairness;

/** What the automatic draft strives for, as weights; 0 leaves a goal out. */
const goals = z.object({
  fairness: z
    .object({
      shifts: weight.default(fairness.shifts),
      nights: weight.default(fairness.nights),
      weekends: weight.default(fairness.weekends),
      holidays: weight.default(fairness.holidays),
    })
    .default(fairness),
  like: weight.default(DEFAULT_GOALS.like),
  dislike: weight.default(DEFAULT_GOALS.dislike),
  continuity: weight.default(DEFAULT_GOALS.continuity),
  covering: weight.max(10).default(DEFAULT_GOALS.covering),
});

const reminders = z.object({
  confirmHours: hours.default(DEFAULT_REMINDERS.confirmHours),
  askAgainHours: hours.default(DEFAULT_REMINDERS.askAgainHours),
  offerHours: hours.default(DEFAULT_REMINDERS.offerHours),
  alarmHours: hours.default(DEFAULT_REMINDERS.alarmHours),
  waveSize: z.number().int().min(1).max(50).default(DEFAULT_REMINDERS.waveSize),
  waveMinutes: minutes.min(1).default(DEFAULT_REMINDERS.waveMinutes),
  mostWaves: z.number().int().min(0).max(100).default(DEFAULT_REMINDERS.mostWaves),
  asksPerDay: z.number().int().min(1).max(50).default(DEFAULT_REMINDERS.asksPerDay),
});

const handover = z.object({
  lateMinutes: minutes.default(DEFAULT_HANDOVER.lateMinutes),
  backupMinutes: minutes.default(DEFAULT_HANDOVER.backupMinutes),
  supervisorMinutes: minutes.default(DEFAULT_HANDOVER.supervisorMinutes),
  coordinatorMinutes: minutes.default(DEFAULT_HANDOVER.coordinatorMinutes),
  emptyMinutes: minutes.default(DEFAULT_HANDOVER.emptyMinutes),
  backupPost: key.default(DEFAULT_HANDOVER.backupPost),
  supervisorPost: key.default(DEFAULT_HANDOVER.supervisorPost),
  supervisorQualification: key.default(DEFAULT_HANDOVER.supervisorQualification),
});

/** Words that the grammar reads around a figure. */
const spoken = z
  .array(
    line(20)
      .min(1)
      .regex(/^[^\s\p{P}\p{S}\d]+$/u, 'must be one word without digits or marks'),
  )
  .max(20);

const measure = z.object({
  key,
  name: label,
  unit: line(20).default(''),
  estimated: z.boolean().default(false),
  published: z.enum(['exact', 'about']).optional(),
  /** What people say for it or count it in, beyond its name and unit: 家, 户, 个电话. */
  words: spoken.optional(),
});

/** A programme as an organisation file has it. */
export const programmeSchema = z
  .object({
    key,
    name: label,
    /** What people call it every day, beyond its name: 热线, 沙龙. */
    names: z.array(line(40).min(1)).max(20).optional(),
    recurrence: z.string().max(500).nullish(),
    since: civilDate.nullish(),
    dayParts: z.array(dayPart).optional(),
    start: beginning.optional(),
    end: clockTime.optional(),
    place: line(200).nullish(),
    capacity: z.object({ households: count.nullish(), waitlist: count.default(0) }).nullish(),
    posts: z.array(post).default([]),
    rules: rules.default(DEFAULT_RULES),
    goals: goals.optional(),
    reminders: reminders.default(DEFAULT_REMINDERS),
    /** Left out: a programme around the clock hands over by the usual times; null: never. */
    handover: handover.nullable().optional(),
    measures: z.array(measure).default([]),
  })
  .superRefine((programme, context) => {
    const fault = programme.recurrence ? faultOfRule(programme.recurrence, programme.since ?? null) : null;
    if (fault)
      context.addIssue({
        code: 'custom',
        path: ['recurrence'],
        message: fault,
        params: { fault: 'no-recurrence' },
      });
    const timed = programme.start !== undefined && programme.end !== undefined;
    if (programme.recurrence && !timed && (programme.dayParts ?? []).length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['start'],
        message: 'a recurring programme needs start and end, or dayParts',
        params: { fault: 'no-times' },
      });
    }
    const starts = (programme.dayParts ?? []).map((part) => part.start);
    starts.forEach((start, index) => {
      if (starts.indexOf(start) === index) return;
      context.addIssue({
        code: 'custom',
        path: ['dayParts', index, 'start'],
        message: `another day part begins at ${start}`,
        params: { fault: 'same-start' },
      });
    });
    for (const list of ['dayParts', 'posts', 'measures'] as const) {
      const seen = new Set<string>();
      (programme[list] ?? []).forEach((entry, index) => {
        if (seen.has(entry.key))
          context.addIssue({
            code: 'custom',
            path: [list, index, 'key'],
            message: `${entry.key} is there twice`,
            params: { fault: 'twice' },
          });
        seen.add(entry.key);
      });
    }
  });

export type ProgrammeFile = z.output<typeof programmeSchema>;

/** What is kept of a checked programme. */
export function specificationOf(file: ProgrammeFile): ProgrammeSpecification {
  const parts: DayPart[] = file.dayParts ?? [];
  const single = file.start !== undefined && file.end !== undefined;
  return {
    ...(file.names ? { names: file.names } : {}),
    recurrence: file.recurrence ?? null,
    since: file.since ?? null,
    dayParts:
      parts.length === 0 && single
        ? [{ key: '', name: '', start: file.start ?? '', end: file.end ?? '', night: false }]
        : parts,
    place: file.place ?? null,
    capacity: file.capacity ? { households: file.capacity.households ?? null, waitlist: file.capacity.waitlist } : null,
    posts: file.posts.map((p) => ({
      key: p.key,
      name: p.name,
      min: p.min,
      max: p.max,
      qualification: p.qualification ?? null,
      trainee: p.trainee,
    })),
    rules: file.rules,
    ...(file.goals ? { goals: file.goals } : {}),
    reminders: file.reminders,
    handover: file.handover === undefined ? (relieveOneAnother(parts) ? DEFAULT_HANDOVER : null) : file.handover,
    measures: file.measures,
  };
}

/** A programme as an organisation file says it: read again, it is the same. */
export function programmeFileOf({ key, name, specification }: Pick<Programme, 'key' | 'name' | 'specification'>) {
  const [only, ...more] = specification.dayParts;
  const single = only !== undefined && only.key === '' && more.length === 0;
  const { dayParts, ...rest } = specification;
  // Around the clock, null says that nobody hands over; left out, it would say the usual way.
  const kept = relieveOneAnother(dayParts) ? ['handover'] : [];
  const given = Object.fromEntries(
    Object.entries(rest).filter(([part, value]) => value !== null || kept.includes(part)),
  );
  return { key, name, ...given, ...(single ? { start: only.start, end: only.end } : { dayParts }) };
}
