import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { factOf, keepFact } from '../installation/installation-facts';
import { PersonRow } from './person.row';
import { phonePlace, Secrets } from './secrets.service';

const NAME = 'secret-check';

/** By what it is told later whether a secret is the one with which a database was written. */
export const secretMark = (secrets: Secrets): string => secrets.hash('secret-check', NAME);

/** Whether the secret is the one with which this database was written; `new`: nothing was written with any so far. */
export async function secretFits(tx: Tx, secrets: Secrets): Promise<'fits' | 'another' | 'new'> {
  const kept = await factOf(tx, NAME);
  if (kept !== null) return kept === secretMark(secrets) ? 'fits' : 'another';
  return (await opensWhatIsSealed(tx, secrets)) ? 'new' : 'another';
}

/**
 * Proves at the start that the secret is the one with which this database was written: with another, telephone numbers
 * could not be read, links would be refused, and a second service would not know the codes of the first.
 */
@Injectable()
export class SecretProof implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly secrets: Secrets,
  ) {}

  /** Throws an Error with one sentence when it is another. */
  async onModuleInit(): Promise<void> {
    const fits = await this.database.write(async (tx) => {
      const found = await secretFits(tx, this.secrets);
      if (found === 'new') await keepFact(tx, NAME, secretMark(this.secrets));
      if (found === 'fits') await useCarriedKey(tx, this.secrets);
      return found !== 'another';
    });
    if (!fits) {
      throw new Error(
        'SECRET_KEY 不是这个数据库用的那一个：SECRET_KEY is not the one with which this database was written; set the former one again (an embedded database keeps it in secret.key beside it)',
      );
    }
  }
}

/**
 * What tells an erased person when a file names her again is made with a key that cannot be changed: nobody knows any more
 * what it was made of. So that key goes along, sealed, when the secret is exchanged.
 */
export async function useCarriedKey(tx: Tx, secrets: Secrets): Promise<void> {
  const carried = await factOf(tx, 'erased-key');
  if (carried !== null) secrets.useFor(ERASED, Buffer.from(secrets.open(CARRIED_PLACE, carried), 'hex'));
}

/** Keeps it sealed with the next secret. */
export async function carryKey(tx: Tx, from: Secrets, to: Secrets): Promise<void> {
  await keepFact(tx, 'erased-key', to.seal(CARRIED_PLACE, from.keyFor(ERASED).toString('hex')));
}

const ERASED = 'erased-key';
const CARRIED_PLACE = 'installation_facts|erased-key';

/** Databases of before this was noted: one number tells. */
async function opensWhatIsSealed(tx: Tx, secrets: Secrets): Promise<boolean> {
  const sealed = { phoneCipher: { not: null } };
  const person = await tx.findOne(PersonRow, sealed, { columns: ['id', 'orgId', 'phoneCipher'] });
  if (!person?.phoneCipher) return true;
  try {
    secrets.open(phonePlace(person.id, person.orgId), person.phoneCipher);
    return true;
  } catch {
    return false;
  }
}
