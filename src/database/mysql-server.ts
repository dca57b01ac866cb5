import mysql, { type Connection, type ConnectionOptions, type RowDataPacket } from 'mysql2/promise';
import type { DatabaseAddress } from './database-url';

type MysqlAddress = Extract<DatabaseAddress, { engine: 'mysql' }>;

/** What the server at the other end is. */
export interface MysqlServer {
  readonly kind: 'mariadb' | 'mysql';
  readonly version: string;
  /** The collation in which two texts are equal only when they are the same code points, trailing spaces included. */
  readonly collation: string;
}

/** Makes a session behave the same whatever the server's own defaults are. */
export function sessionSettings(server: MysqlServer): string {
  const isolation = server.kind === 'mariadb' ? 'tx_isolation' : 'transaction_isolation';
  const mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION,PIPES_AS_CONCAT';
  return (
    `SET collation_connection = '${server.collation}', sql_mode = '${mode}', ${isolation} = 'READ-COMMITTED', ` +
    "time_zone = '+00:00', innodb_lock_wait_timeout = 10, autocommit = 1, foreign_key_checks = 1"
  );
}

export function connectionOptions(address: MysqlAddress): ConnectionOptions {
  const { host, port, user, password, database } = address;
  return { host, port, user, password, database, charset: 'utf8mb4', timezone: 'Z', connectTimeout: 10_000 };
}

/** Connects once, outside any pool. Throws an Error of one sentence, without the password, when that is impossible. */
export async function connect(address: MysqlAddress): Promise<Connection> {
  try {
    return await mysql.createConnection(connectionOptions(address));
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    const where = `${address.host}:${String(address.port)}/${address.database}`;
    const reason = message === '' ? String(code) : message;
    throw new Error(`cannot use the database at ${where}: ${reason}`, { cause: error });
  }
}

/** Learns what the server is. Throws an Error of one sentence when it is too old. */
export async function inspectServer(connection: Connection): Promise<MysqlServer> {
  const [rows] = await connection.query<RowDataPacket[]>('SELECT VERSION() AS version');
  const version = String(rows[0]?.version);
  const kind = /mariadb/i.test(version) ? 'mariadb' : 'mysql';
  const [major = 0, minor = 0] = version.split('.').map((part) => parseInt(part, 10));
  const recent = kind === 'mariadb' ? major > 10 || (major === 10 && minor >= 6) : major >= 8;
  if (!recent) throw new Error(`the database server is ${version}; MariaDB 10.6 or MySQL 8.0 or later is needed`);
  return { kind, version, collation: kind === 'mariadb' ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin' };
}

/**
 * Proves that texts are compared exactly and that wrong values are refused, and puts an empty database right.
 * A looser collation would take two people for one: openids differ by case, names by emoji.
 */
export async function assertExact(connection: Connection, server: MysqlServer, database: string): Promise<void> {
  await connection.query(sessionSettings(server));
  const [modes] = await connection.query<RowDataPacket[]>(
    'SELECT @@SESSION.sql_mode AS mode, @@collation_database AS own',
  );
  if (!String(modes[0]?.mode).includes('STRICT_ALL_TABLES'))
    throw new Error('the database server refuses the strict SQL mode');
  await assertColumns(connection, server.collation);
  if (modes[0]?.own === server.collation) return;
  try {
    await connection.query(`ALTER DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE ${server.collation}`);
  } catch (error) {
    throw new Error(
      `the database ${database} has the collation ${String(modes[0]?.own)}; run ALTER DATABASE \`${database}\` CHARACTER SET utf8mb4 COLLATE ${server.collation}`,
      { cause: error },
    );
  }
}

async function assertColumns(connection: Connection, collation: string): Promise<void> {
  const [wrong] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS t, column_name AS c, collation_name AS collation FROM information_schema.columns ' +
      'WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND collation_name <> ? LIMIT 1',
    [collation],
  );
  const first = wrong[0];
  if (!first) return;
  throw new Error(
    `the column ${String(first.t)}.${String(first.c)} has the collation ${String(first.collation)}, which takes different texts for the same; it must be ${collation}`,
  );
}
