/* The shape of what is said: lists, and how much of it. */

/** `1. … ` lines. */
export function numbered(lines: readonly string[]): string {
  return lines.map((line, i) => `${String(i + 1)}. ${line}`).join('\n');
}

/** At most 12 lines and 600 characters; what is cut away is said. */
export function fitting(text: string): string {
  const lines = text.split('\n');
  const last = lines[lines.length - 1] ?? '';
  let kept = lines.length > 12 ? [...lines.slice(0, 10), '……', last] : lines;
  while (kept.join('\n').length > 600 && kept.length > 3) kept = [...kept.slice(0, -3), '……', last];
  const joined = kept.join('\n');
  return joined.length > 600 ? `${joined.slice(0, 599)}…` : joined;
}
