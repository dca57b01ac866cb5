import fc from 'fast-check';
import { ringsThrough } from '../../src/rota/domain/rings';

interface Wish {
  readonly personId: string;
  readonly name: string;
}

/** `a>b`: a gives to b, that is, b would take what a has. */
function found(arrows: string, persons: Readonly<Record<string, string>> = {}): string[] {
  const pairs = arrows.split(' ').map((arrow) => arrow.split('>'));
  const names = [...new Set(pairs.flat())].sort();
  const wishes = names.map((name): Wish => ({ name, personId: persons[name] ?? name }));
  const [start, ...others] = wishes;
  if (!start) return [];
  const gives = new Set(arrows.split(' '));
  const rings = ringsThrough(start, others, (taker, giver) => gives.has(`${giver.name}>${taker.name}`));
  return [...rings].map((ring) => ring.map(({ name }) => name).join(''));
}

describe('rings among wishes', () => {
  it('are found in twos, threes and fours, the shortest first', () => {
    expect(found('a>b b>a')).toEqual(['ab']);
    expect(found('a>b b>c c>a')).toEqual(['abc']);
    expect(found('a>b b>c c>d d>a')).toEqual(['abcd']);
    expect(found('a>b b>c c>d d>a c>a b>a')).toEqual(['ab', 'abc', 'abcd']);
  });

  it('are not longer than four, and none is made up where the circle is open', () => {
    expect(found('a>b b>c c>d d>e e>a')).toEqual([]);
    expect(found('a>b b>c')).toEqual([]);
    expect(found('b>a c>b')).toEqual([]);
  });

  it('have nobody in them twice, though she has two wishes', () => {
    expect(found('a>b b>c c>a', { a: 'mei', b: 'lan', c: 'lan' })).toEqual([]);
    expect(found('a>b b>c c>a', { a: 'mei', b: 'lan', c: 'mei' })).toEqual([]);
  });

  it('are exactly those that trying every order of up to four people gives', () => {
    const graph = fc.array(fc.boolean(), { minLength: 36, maxLength: 36 });
    fc.assert(
      fc.property(graph, (cells) => {
        const wishes = [0, 1, 2, 3, 4, 5].map((i) => ({ personId: String(i), i }));
        const [start, ...others] = wishes;
        if (!start) return;
        const takes = (taker: { i: number }, giver: { i: number }): boolean => cells[taker.i * 6 + giver.i] ?? false;
        const rings = [...ringsThrough(start, others, takes)].map((ring) => ring.map(({ i }) => i).join(''));
        expect([...rings].sort()).toEqual(everyOrder(cells).sort());
        expect(rings.map((ring) => ring.length)).toEqual(rings.map((ring) => ring.length).sort());
      }),
      { seed: 20261125, numRuns: 300 },
    );
  });
});

function everyOrder(cells: readonly boolean[]): string[] {
  const orders = [1, 2, 3].flatMap((length) => arrangements([1, 2, 3, 4, 5], length));
  const closes = (ring: readonly number[]): boolean =>
    ring.every((giver, at) => cells[(ring[(at + 1) % ring.length] ?? 0) * 6 + giver] === true);
  return orders
    .map((rest) => [0, ...rest])
    .filter(closes)
    .map((ring) => ring.join(''));
}

function arrangements(of: readonly number[], length: number): number[][] {
  if (length === 0) return [[]];
  return of.flatMap((first) =>
    arrangements(
      of.filter((other) => other !== first),
      length - 1,
    ).map((rest) => [first, ...rest]),
  );
}
