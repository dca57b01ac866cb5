import { createHash } from 'node:crypto';
import type { Programme } from './programmes.service';

/** Another text whenever anything that is set for the programme is another. */
export function versionOf({ name, specification }: Pick<Programme, 'name' | 'specification'>): string {
  return createHash('sha256')
    .update(JSON.stringify([name, specification]))
    .digest('hex')
    .slice(0, 16);
}
