import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The folder with the built pages: beside the compiled service, or below the sources that are run as they are. */
export function webRoot(): string {
  const candidates = [join(__dirname, '../../../web'), join(__dirname, '../../../dist/web')];
  const built = candidates.find((folder) => existsSync(join(folder, 'assets')));
  return built ?? join(__dirname, '../../../dist/web');
}
