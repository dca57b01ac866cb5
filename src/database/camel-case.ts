const names = new Map<string, string>();

function camelName(column: string): string {
  let name = names.get(column);
  if (name === undefined) {
    name = column.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
    names.set(column, name);
  }
  return name;
}

/** Rows with `start_ms` as `startMs`: what the rest of the service calls it. */
export function camelRows<T>(rows: readonly object[]): T[] {
  const first = rows[0];
  if (!first) return [];
  const columns = Object.keys(first).map((column) => [column, camelName(column)] as const);
  return rows.map((row) => {
    const named: Record<string, unknown> = {};
    for (const [column, name] of columns) named[name] = (row as Record<string, unknown>)[column];
    return named as T;
  });
}
