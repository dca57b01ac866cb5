/** At most `most` of a person's shifts, each counted by its weight where there are weights. */
export interface AtMost {
  readonly shifts: readonly number[];
  readonly weights?: readonly number[];
  readonly most: number;
}

/**
 * The fewest rows that forbid exactly the pairs which clash, found greedily: each set of shifts of which any two clash
 * becomes one row, since many rows of two are weak and slow. `order` is by start; `clash` is asked earlier first.
 */
export function clashRows(order: readonly number[], clash: (a: number, b: number) => boolean): AtMost[] {
  const rows: number[][] = [];
  for (let j = 0; j < order.length; j++) {
    const last = order[j] ?? 0;
    let open = order.slice(0, j).filter((i) => clash(i, last));
    while (open.length > 0) {
      const row = [last];
      const others: number[] = [];
      for (const i of open.reverse()) {
        if (row.every((k) => k === last || clash(Math.min(i, k), Math.max(i, k)))) row.push(i);
        else others.push(i);
      }
      rows.push(row);
      open = others.reverse();
    }
  }
  return withoutContained(rows).map((shifts) => ({ shifts, most: 1 }));
}

/** Rows whose shifts are all in a later row say nothing of their own. */
function withoutContained(rows: readonly number[][]): number[][] {
  const sets = rows.map((row) => new Set(row));
  const using = new Map<number, number[]>();
  rows.forEach((row, r) => {
    for (const shift of row) using.set(shift, [...(using.get(shift) ?? []), r]);
  });
  return rows.filter((row, r) => {
    const rivals = using.get(row[0] ?? -1) ?? [];
    return !rivals.some((other) => {
      const set = sets[other];
      if (other === r || !set || set.size < row.length) return false;
      return row.every((shift) => set.has(shift)) && (set.size > row.length || other < r);
    });
  });
}
