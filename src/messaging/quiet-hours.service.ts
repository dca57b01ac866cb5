import type { Tx } from '../database/database';
import { quietHoursIn, type QuietHours } from './domain/quiet-hours';

/** When an organisation's people are left in peace. */
export async function quietHoursOf(tx: Tx, orgId: string): Promise<QuietHours> {
  const row = await tx.one<{ settings: string }>('SELECT settings FROM organisations WHERE id = ?', [orgId]);
  return quietHoursIn(row?.settings ?? '{}');
}
