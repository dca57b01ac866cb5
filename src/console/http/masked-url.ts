/** A request's path as it may appear in a log: without tokens and without anything that was asked for. */
export function maskedUrl(url: string): string {
  const path = url.split('?', 1)[0] ?? '';
  return path.replace(/^\/(calendar|h5\/files|h5\/answer)\/[^/]+/u, '/$1/<token>');
}
