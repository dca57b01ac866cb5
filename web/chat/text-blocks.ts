export interface Line {
  /** The number of an entry of a numbered list, as printed. */
  readonly number?: string;
  readonly text: string;
}

const MARKED = /^\s{0,3}(\d{1,3})[.．、)）]\s*(\S.*)$/;
const BARE = /^\s{0,3}(\d{1,3})\s{1,3}(\S.*)$/;

/** Splits a message into its lines; entries of a numbered list are told apart so that they can hang on their number. */
export function linesOf(text: string): Line[] {
  const lines = text.split('\n');
  const marked = lines.map((line) => MARKED.exec(line));
  const entries = isList(marked, 1) ? marked : lines.map((line) => BARE.exec(line));
  const list = isList(entries, entries === marked ? 1 : 2);
  return lines.map((line, i) => {
    const entry = list ? entries[i] : null;
    return entry ? { number: entry[1] ?? '', text: entry[2] ?? '' } : { text: line };
  });
}

/** Numbers that rise one by one; without a mark behind them at least two, since a sentence may begin with a number. */
function isList(entries: readonly (RegExpExecArray | null)[], least: number): boolean {
  const numbers = entries.filter((entry) => entry !== null).map((entry) => Number(entry[1]));
  return numbers.length >= least && numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1);
}
