import type { EngineUnderTest } from '../harness/databases';

/** SQLite always, and the server when there is one. */
export const enginesAtHand = (): EngineUnderTest[] => (process.env.TEST_MYSQL_URL ? ['sqlite', 'mysql'] : ['sqlite']);

/** Does all of `work`, at most `atOnce` at a time, and answers how many milliseconds that took. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<number> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: atOnce }, worker));
  return performance.now() - begun;
}

/** The value that the share `part` of all values does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
