/** mulberry32: the same sequence for the same seed. */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const HOSTILE = [
  '\u0000',
  '\ud800',
  '\udc00',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\u20e3',
  '\u0300',
  '🙏',
  '〇',
  '%s',
  '${x}',
  "';--",
  '\n',
  '　',
  '年',
  '月',
  '号',
  '点',
  '到',
  '不',
  '换',
  '给',
  '的',
  'T',
  'N',
  'P',
  '9',
];

function mutate(text: string, next: () => number): string {
  const units = [...text];
  const at = Math.floor(next() * (units.length + 1));
  switch (Math.floor(next() * 5)) {
    case 0:
      units.splice(at, 1);
      break;
    case 1:
      units.splice(at, 0, HOSTILE[Math.floor(next() * HOSTILE.length)] ?? '');
      break;
    case 2:
      units.splice(at, 0, ...units.slice(0, 6));
      break;
    case 3:
      units.splice(at, 0, String.fromCharCode(Math.floor(next() * 65536)));
      break;
    default:
      units.reverse();
  }
  return units.join('');
}

/** Mutated utterances without an end, the same for the same seed. */
export function* mutations(seed: number, texts: readonly string[]): Generator<string, never> {
  const next = random(seed);
  for (;;) {
    let text = texts[Math.floor(next() * texts.length)] ?? '';
    for (let times = Math.floor(next() * 3); times >= 0; times--) text = mutate(text, next);
    yield text;
  }
}
