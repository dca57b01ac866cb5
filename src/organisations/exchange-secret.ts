import type { Tx } from '../database/database';
import { keepFact } from '../installation/installation-facts';
import { PersonRow } from './person.row';
import { carryKey, secretMark, useCarriedKey } from './secret-proof.service';
import { phonePlace, type Secrets } from './secrets.service';

/** Seals what this room keeps sealed with another secret, and notes that one as the secret of the database. Answers how many numbers. */
export async function exchangeSecret(tx: Tx, from: Secrets, to: Secrets): Promise<number> {
  await useCarriedKey(tx, from);
  const sealed = await tx.find(
    PersonRow,
    { phoneCipher: { not: null } },
    { columns: ['id', 'orgId', 'phoneCipher'], orderBy: { id: 'asc' } },
  );
  for (const { id, orgId, phoneCipher } of sealed) {
    if (phoneCipher === null) continue;
    const place = phonePlace(id, orgId);
    const phone = from.open(place, phoneCipher);
    await tx.update(PersonRow, { id }, { phoneCipher: to.seal(place, phone), phoneIndex: to.hash('phone', phone) });
  }
  await carryKey(tx, from, to);
  await keepFact(tx, 'secret-check', secretMark(to));
  return sealed.length;
}
