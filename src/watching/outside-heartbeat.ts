import { SECOND } from '../kernel/clock';

const PATIENCE = 5 * SECOND;

/** Tells a watcher elsewhere that all is well; false when it could not be told, which it will notice by itself. */
export async function tellOutside(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { method: 'POST', signal: AbortSignal.timeout(PATIENCE), redirect: 'follow' });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
