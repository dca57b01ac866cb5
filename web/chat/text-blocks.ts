export interface Line {
  /** The number of an entry of a numbered list, as printed. */
  readonly number?: string;
  readonly text: string;
}

const ENTRY = /^\s{0,3}(\d{1,3})(?:[.．、)）]\s*|\s{1,3})(\S.*)$/;

/** Splits a message into its lines; entries of a numbered list are told apart so that they can hang on their number. */
export function linesOf(text: string): Line[] {
  const lines = text.split('\n');
  const entries = lines.map((line) => ENTRY.exec(line));
  const list = entries.filter((entry) => entry !== null).length >= 1 && looksLikeList(entries);
  return lines.map((line, i) => {
    const entry = list ? entries[i] : null;
    return entry ? { number: entry[1] ?? '', text: entry[2] ?? '' } : { text: line };
  });
}

/** The numbers rise one by one: a date or an amount at the beginning of a line is no list. */
function looksLikeList(entries: (RegExpExecArray | null)[]): boolean {
  const numbers = entries.filter((entry) => entry !== null).map((entry) => Number(entry[1]));
  return numbers.every((number, i) => i === 0 || number === (numbers[i - 1] ?? 0) + 1);
}
