import type { Result } from '../../kernel/result';
import type { Problem } from './problem';

/** The value of a use case; a refusal is thrown as the problem that `tell` makes of it. */
export function answer<T, R>(result: Result<T, R>, tell: (refusal: R) => Problem): T {
  if (result.ok) return result.value;
  throw tell(result.refusal);
}
