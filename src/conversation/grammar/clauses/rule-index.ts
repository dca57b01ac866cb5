/** What a pattern may match that its own characters do not show: a wildcard, a class of characters or a range. */
const OPEN_ENDED = /\\[dwsDWSpP]|(?<!\\)\.|\[\^|\[[^\]]*-[^\]]*\]/;

/**
 * Finds the patterns that a whole text can match at all: every character of the text has to stand in the pattern. One row of bits a
 * character and one bit a pattern, so that most patterns are never run.
 */
export class RuleIndex<T> {
  private readonly rows = new Map<string, Uint32Array>();
  private readonly openEnded: Uint32Array;
  private readonly words: number;
  /** What is left of the rules while one text is looked at. */
  private readonly left: Uint32Array;

  constructor(
    private readonly rules: readonly T[],
    patternOf: (rule: T) => RegExp,
  ) {
    this.words = Math.ceil(rules.length / 32);
    this.openEnded = new Uint32Array(this.words);
    this.left = new Uint32Array(this.words);
    rules.forEach((rule, at) => {
      const { source } = patternOf(rule);
      if (OPEN_ENDED.test(source)) this.mark(this.openEnded, at);
      else for (const char of new Set(source)) this.mark(this.row(char), at);
    });
    for (const row of this.rows.values()) this.openEnded.forEach((bits, word) => (row[word] = (row[word] ?? 0) | bits));
  }

  /** The first rule, in their order, that `text` can match and that `fits`. */
  find(text: string, fits: (rule: T) => boolean): T | null {
    const { left } = this;
    left.fill(0xffffffff);
    for (let i = 0; i < text.length; i++) {
      const row = this.rows.get(text.charAt(i)) ?? this.openEnded;
      for (let word = 0; word < this.words; word++) left[word] = (left[word] ?? 0) & (row[word] ?? 0);
    }
    for (let word = 0; word < this.words; word++) {
      for (let bits = left[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const rule = this.rules[word * 32 + 31 - Math.clz32(bits & -bits)];
        if (rule !== undefined && fits(rule)) return rule;
      }
    }
    return null;
  }

  private row(char: string): Uint32Array {
    let row = this.rows.get(char);
    if (!row) {
      row = new Uint32Array(this.words);
      this.rows.set(char, row);
    }
    return row;
  }

  private mark(row: Uint32Array, at: number): void {
    row[at >>> 5] = (row[at >>> 5] ?? 0) | (1 << (at & 31));
  }
}
