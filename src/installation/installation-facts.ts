import { randomBytes } from 'node:crypto';
import type { Database, Tx } from '../database/database';
import { InstallationFactRow } from './installation-fact.row';

/** What the installation must find again as it left it; each has one value. */
export type FactName = 'secret-check' | 'installation-id' | 'maintenance' | 'erased-key';

export async function factOf(tx: Tx, name: FactName): Promise<string | null> {
  return (await tx.findOne(InstallationFactRow, { name }))?.value ?? null;
}

/** Keeps the value in place of the one that there was. */
export async function keepFact(tx: Tx, name: FactName, value: string): Promise<void> {
  if ((await tx.update(InstallationFactRow, { name }, { value })) === 0) {
    await tx.insert(InstallationFactRow, { name, value });
  }
}

/** Forgets it, where it was kept. */
export async function dropFact(tx: Tx, name: FactName): Promise<void> {
  await tx.delete(InstallationFactRow, { name });
}

/** By what this installation is told from another at an address; says nothing about it. Made when there is none. */
export async function installationId(database: Database): Promise<string> {
  try {
    return await database.write(async (tx) => {
      const known = await factOf(tx, 'installation-id');
      if (known !== null) return known;
      const made = randomBytes(8).toString('hex');
      await keepFact(tx, 'installation-id', made);
      return made;
    });
  } catch (error) {
    // another process that starts at the same moment was first
    if (!database.isUnique(error)) throw error;
    return (await database.read((tx) => factOf(tx, 'installation-id'))) ?? '';
  }
}
