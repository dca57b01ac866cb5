import type { Highs, Model } from 'highs';
import type { SolveStatus } from './solver.port';

/** What the model's state says about the last solve; a limit or a stop is `unknown` until a solution is seen. */
export function statusOf(highs: Highs, native: Model): SolveStatus {
  const { modelStatus } = highs.constants;
  const ended = native.getModelStatus();
  if (ended === modelStatus.optimal || ended === modelStatus.empty) return 'optimal';
  if (ended === modelStatus.infeasible) return 'infeasible';
  if (ended === modelStatus.unbounded || ended === modelStatus.unboundedOrInfeasible) return 'unbounded';
  return 'unknown';
}
