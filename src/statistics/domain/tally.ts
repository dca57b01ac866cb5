import { done, refused, type Result } from '../../kernel/result';
import type { Measure } from '../../programmes/domain/specification';
import { certaintyOf, type Certainty } from './certainty';
import { measureCalled } from '../../programmes/domain/usual-measures';

/** One measured figure of a session as it stands. */
export interface Figure {
  readonly measure: Measure;
  readonly before: number;
  readonly value: number;
}

/** What one person, or a file, has reported of a figure; the parts of a figure add up to it. */
export interface Part {
  /** Null for what a file brought under nobody's name. */
  readonly reporterId: string | null;
  readonly reporterName: string | null;
  readonly value: number;
  /** Left out: exact. */
  readonly certainty?: Certainty;
}

/** A figure of which others have reported parts already, when somebody reports it too. */
export interface SharedFigure {
  readonly measure: Measure;
  readonly value: number;
  /** Left out: exact. */
  readonly certainty?: Certainty;
  readonly parts: readonly Part[];
}

/** A figure that was reported as one number and counted at the door as another. */
export interface DoorConflict {
  readonly measure: Measure;
  readonly value: number;
  readonly door: number;
}

/** Why a report is not taken; each door has one exhaustive switch over it. */
export type TallyRefusal =
  | { readonly rule: 'not-found' }
  /** Only who serves in the session, or a coordinator. */
  | { readonly rule: 'not-allowed' }
  | { readonly rule: 'session-cancelled' }
  | { readonly rule: 'too-early'; readonly start: number }
  | { readonly rule: 'nothing-said'; readonly measures: readonly Measure[] }
  | { readonly rule: 'unknown-measure'; readonly said: string; readonly measures: readonly Measure[] }
  /** Negative, no whole number, or larger than any session could have. */
  | { readonly rule: 'bad-value'; readonly measure: Measure; readonly max: number }
  /** Others have reported it: is this besides theirs or instead? Answered by `beside`. */
  | { readonly rule: 'reported-by-others'; readonly figures: readonly SharedFigure[] }
  /** The door list counts otherwise. Answered by `door`. */
  | { readonly rule: 'differs-from-door'; readonly figures: readonly DoorConflict[] };

/** What whoever reports has said to the two questions that a report may raise; a question that was not answered is asked. */
export interface TallyAnswers {
  /** `add`: the figure comes on top of what others reported; `replace`: it is the whole of the session instead. */
  readonly beside?: 'add' | 'replace';
  /** `report`: the reported figure is right; `door`: what was counted at the door is, and nothing stays reported. */
  readonly door?: 'report' | 'door';
}

/** A figure that somebody reports. */
export interface SaidFigure {
  readonly measure: Measure;
  readonly value: number;
  /** Left out: exact. */
  readonly certainty?: Certainty;
}

/** A signed step that brings a reporter's part to what is right. `withdraw` leaves nothing of the part, not even a zero. */
export interface TallyStep {
  readonly measure: Measure;
  readonly kind: 'report' | 'counter' | 'withdraw';
  readonly reporterId: string | null;
  /** Of this part. */
  readonly before: number;
  readonly value: number;
  /** How sure the part is afterwards, and how sure it was. Left out: exact. */
  readonly certainty?: Certainty;
  readonly wasCertain?: Certainty;
  readonly besideDoor?: number;
}

/** What is known of one measure of a session from its two sources. */
export interface KnownFigure {
  /** What was reported, by whom; a part of zero is a report too. */
  readonly parts: readonly Part[];
  /** What the door list counts, where the programme takes sign-ups for this measure and somebody was ticked. */
  readonly door: number | null;
}

const MAX_EXACT = 100_000;
const MAX_ESTIMATED = 10_000_000;

export const maxOf = (measure: Measure): number => (measure.estimated ? MAX_ESTIMATED : MAX_EXACT);

/** Marks a counter-entry that takes a whole part back, so that it no longer proves that the session took place. */
export const TAKEN_BACK = 'taken-back';

export const NOTHING_KNOWN: KnownFigure = { parts: [], door: null };

/** What was reported, all parts together; null when nothing was. */
export const reportedOf = ({ parts }: KnownFigure): number | null => (parts.length === 0 ? null : sumOf(parts));

/** The figure as it stands: what was reported, else what was counted at the door. */
export const standingOf = (known: KnownFigure): number | null => reportedOf(known) ?? known.door;

/** How sure the whole of these parts is. */
export const sureOf = (parts: readonly Part[]): Certainty => certaintyOf(parts);

export const sumOf = (parts: readonly Part[] = []): number => parts.reduce((sum, { value }) => sum + value, 0);

/** What was said of which measure, and by `kinds` how sure each is: by its key, its name or another word for it; said twice, the last word counts. In the order of the programme. */
export function saidOf(
  measures: readonly Measure[],
  values: Readonly<Record<string, number>>,
  kinds: Readonly<Record<string, Certainty>> = {},
): Result<readonly SaidFigure[], TallyRefusal> {
  const said = new Map<string, SaidFigure>();
  for (const [name, value] of Object.entries(values)) {
    const measure = measureCalled(measures, name);
    if (!measure) return refused({ rule: 'unknown-measure', said: name, measures });
    const max = maxOf(measure);
    if (!Number.isInteger(value) || value < 0 || value > max) return refused({ rule: 'bad-value', measure, max });
    said.set(measure.key, { measure, value, ...(kinds[name] ? { certainty: kinds[name] } : {}) });
  }
  if (said.size === 0) return refused({ rule: 'nothing-said', measures });
  return done(measures.flatMap(({ key }) => said.get(key) ?? []));
}

/**
 * The steps that bring what is known to what the reporter said, or the question that stands before them. Nobody's part is changed
 * unasked: a figure of which only others have reported parts comes besides theirs or instead of them, as `beside` says; a figure that
 * differs from the door list stands only when `door` says so. The first report of a part is always a step, zero included.
 */
export function stepsFor(
  said: readonly SaidFigure[],
  known: ReadonlyMap<string, KnownFigure>,
  reporterId: string,
  { beside, door }: TallyAnswers = {},
): Result<readonly TallyStep[], TallyRefusal> {
  const facts = said.map((one) => ({ ...one, known: known.get(one.measure.key) ?? NOTHING_KNOWN }));
  const shared = facts.filter(({ known: { parts } }) => parts.length > 0 && !parts.some(isOf(reporterId)));
  if (shared.length > 0 && beside === undefined)
    return refused({
      rule: 'reported-by-others',
      figures: shared.map(({ known: { parts }, ...one }) => ({ ...one, parts })),
    });
  const planned = facts.map((fact) => ({ ...fact, steps: ofOne(fact, fact.known, reporterId, beside) }));
  const differing = planned.flatMap(({ measure, known: before, steps }) => {
    const after = sumOf(before.parts) + steps.reduce((sum, { value }) => sum + value, 0);
    return before.door === null || before.door === after ? [] : [{ measure, value: after, door: before.door }];
  });
  if (differing.length > 0 && door === undefined) return refused({ rule: 'differs-from-door', figures: differing });
  return done(
    planned.flatMap(({ measure, known: before, steps }) => {
      const conflict = differing.find((one) => one.measure === measure);
      if (!conflict) return steps;
      return door === 'door'
        ? before.parts.map((part) => withdrawn(measure, part))
        : steps.map(standing(conflict.door));
    }),
  );
}

const isOf =
  (reporterId: string) =>
  (part: Part): boolean =>
    part.reporterId === reporterId;

const standing =
  (door: number) =>
  (step: TallyStep): TallyStep => ({ ...step, besideDoor: door });

function ofOne(
  { measure, value, certainty }: SaidFigure,
  { parts, door }: KnownFigure,
  reporterId: string,
  beside: TallyAnswers['beside'],
): TallyStep[] {
  const own = parts.find(isOf(reporterId));
  const others = parts.filter((part) => part !== own);
  const told = matters(sumOf(parts), door);
  const [first] = parts;
  if (beside !== 'replace' || others.length === 0 || !first)
    return [toBe(measure, own, reporterId, value, certainty)].filter(told);
  if (parts.length === 1) return [toBe(measure, first, first.reporterId, value, certainty)].filter(told);
  if (sumOf(parts) === value && sureOf(parts) === (certainty ?? 'exact'))
    return [toBe(measure, first, first.reporterId, first.value, first.certainty)].filter(told);
  return [...others.map((part) => withdrawn(measure, part)), toBe(measure, own, reporterId, value, certainty)];
}

/** The same figure again is no step, unless it is to stand beside a door list that counts otherwise. */
const matters =
  (sum: number, door: number | null) =>
  (step: TallyStep): boolean =>
    step.kind !== 'counter' ||
    step.value !== 0 ||
    step.certainty !== step.wasCertain ||
    (door !== null && door !== sum);

const toBe = (
  measure: Measure,
  part: Part | undefined,
  reporterId: string | null,
  value: number,
  certainty: Certainty | undefined,
): TallyStep => ({
  measure,
  kind: part ? 'counter' : 'report',
  reporterId,
  before: part?.value ?? 0,
  value: value - (part?.value ?? 0),
  ...surely(certainty, part?.certainty),
});

/** What is exact, and was, is so without a word. */
const surely = (certainty?: Certainty, wasCertain?: Certainty): Pick<TallyStep, 'certainty' | 'wasCertain'> => ({
  ...(certainty === undefined || certainty === 'exact' ? {} : { certainty }),
  ...(wasCertain === undefined || wasCertain === 'exact' ? {} : { wasCertain }),
});

const withdrawn = (measure: Measure, part: Part): TallyStep => ({
  measure,
  kind: 'withdraw',
  reporterId: part.reporterId,
  before: part.value,
  value: -part.value,
  ...surely(undefined, part.certainty),
});
