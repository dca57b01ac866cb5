import type { Tx } from '../database/database';
import { settingsOf } from '../organisations/organisations.queries';
import { quietHoursIn, type QuietHours } from './domain/quiet-hours';

/** When an organisation's people are left in peace. */
export async function quietHoursOf(tx: Tx, orgId: string): Promise<QuietHours> {
  return quietHoursIn(await settingsOf(tx, orgId));
}
