const START = 0x811c9dc5;
const PRIME = 0x01000193;
/** Longer pieces are too seldom the same to tell anything. */
const LONGEST = 3;

/** FNV-1a over the UTF-16 units of a text, 32 bits with a sign. */
export function hashOf(text: string): number {
  let hash = START;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  return hash | 0;
}

/** Numbers in the order in which they came, each once; kept and emptied, because a set made for each text takes longer than the text. */
class Distinct {
  private slots = new Int32Array(1024);
  /** In which round a slot was taken: a new round empties them all. */
  private rounds = new Int32Array(1024);
  private round = 0;

  empty(most: number): void {
    if (most * 2 > this.slots.length) {
      const size = 2 ** Math.ceil(Math.log2(most * 2));
      this.slots = new Int32Array(size);
      this.rounds = new Int32Array(size);
      this.round = 0;
    }
    this.round++;
  }

  /** True when it is new. */
  add(value: number): boolean {
    const { slots, rounds, round } = this;
    const last = slots.length - 1;
    let slot = (value ^ (value >>> 15)) & last;
    while (rounds[slot] === round) {
      if (slots[slot] === value) return false;
      slot = (slot + 1) & last;
    }
    slots[slot] = value;
    rounds[slot] = round;
    return true;
  }
}

const distinct = new Distinct();

/** The pieces of a text by their hashes. */
export interface Pieces {
  /** Each once, the single characters first. */
  readonly hashes: number[];
  /** How many single characters there are. */
  readonly characters: number;
}

/** The pieces of one to three characters that a text is made of. Linear in its length. */
export function piecesOf(text: string): Pieces {
  distinct.empty(text.length * LONGEST);
  const hashes: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const hash = Math.imul(START ^ text.charCodeAt(at), PRIME) | 0;
    if (distinct.add(hash)) hashes.push(hash);
  }
  const characters = hashes.length;
  for (let at = 0; at + 1 < text.length; at++) {
    let hash = Math.imul(START ^ text.charCodeAt(at), PRIME);
    for (let end = at + 1; end < text.length && end - at < LONGEST; end++) {
      hash = Math.imul(hash ^ text.charCodeAt(end), PRIME) | 0;
      if (distinct.add(hash)) hashes.push(hash);
    }
  }
  return { hashes, characters };
}
