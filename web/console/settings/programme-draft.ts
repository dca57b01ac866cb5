import type { ProgrammeSettings } from '../../shared/api';
import type { DayPart, Goals, Measure, Numbers, Post } from './types';
import { FAIRNESS, GOALS, HANDOVER, RULES, STEPS, WAVES, type NumberSetting } from './number-fields';

/** A programme as it stands in its form. */
export interface ProgrammeDraft {
  name: string;
  names: readonly string[];
  place: string;
  recurrence: string | null;
  dayParts: DayPart[];
  capacity: Numbers | null;
  posts: Post[];
  rules: Numbers;
  goals: Goals;
  reminders: Numbers;
  handover: Record<string, number | string | null> | null;
  measures: Measure[];
}

export function draftOf({ name, specification }: ProgrammeSettings): ProgrammeDraft {
  const { names, place, recurrence, dayParts, capacity, posts, rules, goals, reminders, handover, measures } =
    specification;
  return JSON.parse(
    JSON.stringify({
      name,
      names: names ?? [],
      place: place ?? '',
      recurrence,
      dayParts,
      capacity,
      posts,
      rules,
      goals,
      reminders,
      handover,
      measures,
    }),
  ) as ProgrammeDraft;
}

/** What is sent of a form: the parts that are not as they were. */
export function changeIn(draft: ProgrammeDraft, before: ProgrammeSettings): Record<string, unknown> {
  const was = draftOf(before) as unknown as Record<string, unknown>;
  const parts = Object.entries(draft).filter(([part, value]) => JSON.stringify(value) !== JSON.stringify(was[part]));
  return Object.fromEntries(
    parts.flatMap(([part, value]): [string, unknown][] => {
      if (part === 'dayParts') return hoursOf(value as DayPart[]);
      return [[part, part === 'place' && value === '' ? null : value]];
    }),
  );
}

/** One stretch is sent as start and end, as the file has it. */
function hoursOf(dayParts: readonly DayPart[]): [string, unknown][] {
  const [only, ...more] = dayParts;
  if (only?.key !== '' || more.length > 0) return [['dayParts', dayParts]];
  return [
    ['start', only.start],
    ['end', only.end],
  ];
}

/** A form with a change in it that was sent before. */
export function withChange(draft: ProgrammeDraft, change: object = {}): ProgrammeDraft {
  const { start, end, place, ...parts } = change as Partial<ProgrammeDraft> & { start?: string; end?: string };
  const [only] = draft.dayParts;
  const hours =
    only && (start ?? end) ? { dayParts: [{ ...only, start: start ?? only.start, end: end ?? only.end }] } : {};
  return { ...draft, ...parts, ...(place === undefined ? {} : { place: place ?? '' }), ...hours };
}

type Say = (key: string, values?: Record<string, unknown>) => string;

/** What is wrong with a form before anybody is asked, by JSON pointer. The server has the last word. */
export function faultsIn(draft: ProgrammeDraft, say: Say): Map<string, string> {
  const faults = new Map<string, string>();
  const empty = say('settings.atField.empty');
  if (!draft.name.trim()) faults.set('/name', empty);
  draft.posts.forEach(({ name, min, max }, i) => {
    if (!name.trim()) faults.set(`/posts/${i}/name`, empty);
    if (min === null) faults.set(`/posts/${i}/min`, empty);
    if (max === null) faults.set(`/posts/${i}/max`, empty);
    else if (min !== null && max < min) faults.set(`/posts/${i}/max`, say('settings.atField.max'));
  });
  draft.dayParts.forEach(({ key, name, start, end }, i) => {
    if (key !== '' && !name.trim()) faults.set(`/dayParts/${i}/name`, empty);
    if (!start) faults.set(`/dayParts/${i}/start`, empty);
    if (!end) faults.set(`/dayParts/${i}/end`, empty);
    if (draft.dayParts.findIndex((other) => other.start === start) < i)
      faults.set(`/dayParts/${i}/start`, say('settings.atField.sameStart'));
  });
  draft.measures.forEach(({ name }, i) => {
    if (!name.trim()) faults.set(`/measures/${i}/name`, empty);
  });
  numbers('/rules', RULES, draft.rules, say, faults);
  numbers('/goals/fairness', FAIRNESS, draft.goals.fairness, say, faults);
  numbers('/goals', GOALS, draft.goals as unknown as Numbers, say, faults);
  numbers('/reminders', [...STEPS, ...WAVES], draft.reminders, say, faults);
  if (draft.handover) numbers('/handover', HANDOVER, draft.handover as Numbers, say, faults);
  STEPS.slice(1).forEach(({ name }, i) => {
    const [before, own] = [draft.reminders[STEPS[i]?.name ?? ''], draft.reminders[name]];
    if (typeof before === 'number' && typeof own === 'number' && own > before)
      faults.set(`/reminders/${name}`, say('settings.atField.order', { n: before }));
  });
  return faults;
}

function numbers(
  path: string,
  settings: readonly NumberSetting[],
  values: Numbers,
  say: Say,
  faults: Map<string, string>,
): void {
  for (const { name, least, most, optional } of settings) {
    const value = values[name] ?? null;
    if (value === null ? optional : value >= least && value <= most) continue;
    faults.set(
      `${path}/${name}`,
      value === null ? say('settings.atField.empty') : say('settings.atField.range', { min: least, max: most }),
    );
  }
}

/** A key that no other entry has; people never see it. */
export function freshKey(entries: readonly { readonly key: string }[], stem: string): string {
  const taken = new Set(entries.map(({ key }) => key));
  for (let n = entries.length + 1; ; n++) if (!taken.has(`${stem}${n}`)) return `${stem}${n}`;
}
