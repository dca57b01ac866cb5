import { randomBytes } from 'node:crypto';
import { readDatabaseUrl } from './database-url';
import { connect } from './mysql-server';

/** An empty database of its own beside the one that `url` names, on the same server. */
export interface TrialDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** null: the user of `url` may make none, or there is no server. */
export async function makeTrialDatabase(url: string): Promise<TrialDatabase | null> {
  const address = readDatabaseUrl(url);
  if (address.engine === 'sqlite') return null;
  const name = `xinyue_try_${randomBytes(6).toString('hex')}`;
  const run = async (sql: string): Promise<void> => {
    const connection = await connect(address);
    try {
      await connection.query(sql);
    } finally {
      await connection.end();
    }
  };
  try {
    await run(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`);
  } catch {
    return null;
  }
  const beside = new URL(url);
  beside.pathname = `/${name}`;
  return { url: beside.href, drop: () => run(`DROP DATABASE \`${name}\``) };
}
