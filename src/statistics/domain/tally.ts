import { done, refused, type Result } from '../../kernel/result';
import type { Measure } from '../../programmes/domain/specification';

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

/** A signed step that brings a figure to what was reported. */
export interface TallyStep {
  readonly measure: Measure;
  readonly kind: 'report' | 'counter';
  readonly before: number;
  readonly value: number;
}

/** What the ledger holds for one measure of a session. */
export interface Standing {
  readonly sum: number;
  /** Somebody has reported this figure before; what only check-ins have counted is not reported yet. */
  readonly reported: boolean;
}

const MAX_EXACT = 100_000;
const MAX_ESTIMATED = 10_000_000;

export const maxOf = (measure: Measure): number => (measure.estimated ? MAX_ESTIMATED : MAX_EXACT);

/**
 * Turns reported figures, by the measure's key or name, into the steps still missing. The first report of a figure is
 * always a step, zero included, since "none" is a report too; the same figure again is no step.
 */
export function stepsFor(
  measures: readonly Measure[],
  values: Readonly<Record<string, number>>,
  standing: ReadonlyMap<string, Standing>,
): Result<readonly TallyStep[], TallyRefusal> {
  const said = Object.entries(values);
  if (said.length === 0) return refused({ rule: 'nothing-said', measures });
  const steps: TallyStep[] = [];
  for (const [name, value] of said) {
    const measure = measures.find((m) => m.key === name) ?? measures.find((m) => m.name === name);
    if (!measure) return refused({ rule: 'unknown-measure', said: name, measures });
    const max = maxOf(measure);
    if (!Number.isInteger(value) || value < 0 || value > max) return refused({ rule: 'bad-value', measure, max });
    const { sum, reported } = standing.get(measure.key) ?? { sum: 0, reported: false };
    steps.push({ measure, kind: reported ? 'counter' : 'report', before: sum, value: value - sum });
  }
  return done(steps.filter((step) => step.kind === 'report' || step.value !== 0));
}
