import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in package.json, which stands above the sources and above what was built of them. */
export function programVersion(): string {
  for (let folder = __dirname; folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<
        string,
        unknown
      >;
      if (name === 'xinyue') return String(version);
    } catch {
      // not in this folder
    }
  }
  return 'unknown';
}
