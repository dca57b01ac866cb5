import { done, refused, type Result } from '../../kernel/result';
import type { Measure } from '../../programmes/domain/specification';
import { measureCalled } from '../../programmes/domain/usual-measures';

/** One measured figure of a session as it stands: the sum of its entries. */
export interface Figure {
  readonly measure: Measure;
  readonly before: number;
  readonly value: number;
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
  | { readonly rule: 'bad-value'; readonly measure: Measure; readonly max: number };

/** A figure that somebody reports for a whole session. */
export interface SaidFigure {
  readonly measure: Measure;
  readonly value: number;
}

/** A signed step that brings a figure to what was reported. */
export interface TallyStep {
  readonly measure: Measure;
  readonly kind: 'report' | 'counter';
  readonly before: number;
  readonly value: number;
}

/** What the ledger holds for one measure of a session. */
export interface KnownFigure {
  readonly sum: number;
  /** Somebody has reported this figure before; what only check-ins have counted is not reported yet. */
  readonly reported: boolean;
}

const MAX_EXACT = 100_000;
const MAX_ESTIMATED = 10_000_000;

export const maxOf = (measure: Measure): number => (measure.estimated ? MAX_ESTIMATED : MAX_EXACT);

/** What was said of which measure: by its key, its name or another word for it; said twice, the last word counts. In the order of the programme. */
export function saidOf(
  measures: readonly Measure[],
  values: Readonly<Record<string, number>>,
): Result<readonly SaidFigure[], TallyRefusal> {
  const said = new Map<string, SaidFigure>();
  for (const [name, value] of Object.entries(values)) {
    const measure = measureCalled(measures, name);
    if (!measure) return refused({ rule: 'unknown-measure', said: name, measures });
    const max = maxOf(measure);
    if (!Number.isInteger(value) || value < 0 || value > max) return refused({ rule: 'bad-value', measure, max });
    said.set(measure.key, { measure, value });
  }
  if (said.size === 0) return refused({ rule: 'nothing-said', measures });
  return done(measures.flatMap(({ key }) => said.get(key) ?? []));
}

/**
 * The steps that bring the standing to what was said. The first report of a figure is always a step, zero included, since "none" is a
 * report too; the same figure again is no step.
 */
export function stepsFor(said: readonly SaidFigure[], standing: ReadonlyMap<string, KnownFigure>): TallyStep[] {
  const steps = said.map(({ measure, value }): TallyStep => {
    const { sum, reported } = standing.get(measure.key) ?? { sum: 0, reported: false };
    return { measure, kind: reported ? 'counter' : 'report', before: sum, value: value - sum };
  });
  return steps.filter((step) => step.kind === 'report' || step.value !== 0);
}
