import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database, type Tx } from '../database/database';
import { InstallationFactRow } from './installation-fact.row';
import { PersonRow } from './person.row';
import { phonePlace, Secrets } from './secrets.service';

const NAME = 'secret-check';

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
    const value = this.secrets.hash('secret-check', NAME);
    const fits = await this.database.write(async (tx) => {
      const kept = await tx.findOne(InstallationFactRow, { name: NAME });
      if (kept) return kept.value === value;
      if (!(await this.opensWhatIsSealed(tx))) return false;
      await tx.insert(InstallationFactRow, { name: NAME, value });
      return true;
    });
    if (!fits) {
      throw new Error(
        'SECRET_KEY 不是这个数据库用的那一个：SECRET_KEY is not the one with which this database was written; set the former one again (an embedded database keeps it in secret.key beside it)',
      );
    }
  }

  /** Databases of before this was noted: one number tells. */
  private async opensWhatIsSealed(tx: Tx): Promise<boolean> {
    const sealed = { phoneCipher: { not: null } };
    const person = await tx.findOne(PersonRow, sealed, { columns: ['id', 'orgId', 'phoneCipher'] });
    if (!person?.phoneCipher) return true;
    try {
      this.secrets.open(phonePlace(person.id, person.orgId), person.phoneCipher);
      return true;
    } catch {
      return false;
    }
  }
}
