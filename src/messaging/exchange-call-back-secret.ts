import type { Tx } from '../database/database';
import type { Secrets } from '../organisations/secrets.service';
import { CallBackRow } from './call-back.row';
import { callBackPlace } from './call-backs.service';

/** Seals what platforms brought and nobody has answered yet with another secret. Their tokens are asked for anew. */
export async function exchangeCallBackSecret(tx: Tx, from: Secrets, to: Secrets): Promise<void> {
  const waiting = await tx.find(CallBackRow, { payload: { not: null } }, { columns: ['id', 'payload'] });
  for (const { id, payload } of waiting) {
    if (payload === null) continue;
    const place = callBackPlace(id);
    await tx.update(CallBackRow, { id }, { payload: to.seal(place, from.open(place, payload)) });
  }
}
