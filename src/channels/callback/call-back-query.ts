/**
 * What stands behind the `?` of an address, the first of each name. A `+` is a `+`: base64 is full of them, and not every
 * gateway writes them as %2B. What cannot be decoded is left out.
 */
export function queryOf(url: string): ReadonlyMap<string, string> {
  const [, query = ''] = /\?([^#]*)/u.exec(url) ?? [];
  const values = new Map<string, string>();
  for (const pair of query.split('&')) {
    const [name = '', ...rest] = pair.split('=');
    const value = decoded(rest.join('='));
    if (value !== null && !values.has(name)) values.set(name, value);
  }
  return values;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
