import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import type { Database } from '../../src/database/database';
import { openDatabase } from '../../src/schema/open-database';

export type EngineUnderTest = 'sqlite' | 'mysql';

/** An empty database with all tables that nobody else uses. */
export interface FreshDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the database and removes it. */
  close(): Promise<void>;
}

/** The same before anybody opened it. */
export interface FreshUrl {
  readonly url: string;
  /** Removes the database; whoever opened it has closed it before. */
  drop(): Promise<void>;
}

const ROOT = resolve(__dirname, '../..');
/** The sources, or in a build what was made of them. */
const ENDING = extname(__filename);

/** Where the tests make their databases; set TEST_MYSQL_URL for another server. */
export const MYSQL_SERVER = (process.env.TEST_MYSQL_URL ?? 'mysql://root@127.0.0.1:3306').replace(/\/+$/, '');

/** For `describe.each`: both engines; when no server answers, SQLite alone, and the other half shows up as skipped. */
export function databasesUnderTest(): EngineUnderTest[] {
  if (serverAnswers()) return ['sqlite', 'mysql'];
  describe.skip('mysql (no server answers)', () => {
    it('runs the same stories', () => undefined);
  });
  return ['sqlite'];
}

/** Makes an empty database with all tables of its own and opens it. */
export async function freshDatabase(engine: EngineUnderTest): Promise<FreshDatabase> {
  const { url, drop } = await freshUrl(engine);
  const database = await openDatabase(url, { migrate: false });
  const close = async (): Promise<void> => {
    await database.close();
    await drop();
  };
  return { url, database, close };
}

/** Makes an empty database with all tables, for something else to open. */
export async function freshUrl(engine: EngineUnderTest): Promise<FreshUrl> {
  return engine === 'sqlite' ? freshFile() : freshSchema();
}

/** Makes a database without any table. */
export async function bareUrl(engine: EngineUnderTest): Promise<FreshUrl> {
  if (engine === 'mysql') return bareSchema();
  const folder = await mkdtemp(join(tmpdir(), 'xinyue-test-'));
  return { url: `sqlite:${join(folder, 'xinyue.db')}`, drop: () => rm(folder, { recursive: true, force: true }) };
}

/** Runs statements on the test server outside any gate, in `database` when given. */
export async function onServer<T>(work: (connection: mysql.Connection) => Promise<T>, url = MYSQL_SERVER): Promise<T> {
  const connection = await mysql.createConnection({ uri: url, multipleStatements: true });
  try {
    return await work(connection);
  } finally {
    await connection.end();
  }
}

function serverAnswers(): boolean {
  // whoever names a server wants to know when it is away
  if (process.env.TEST_MYSQL_URL) return true;
  const { hostname, port } = new URL(MYSQL_SERVER);
  const script = `require('net').connect(${port || '3306'}, '${hostname}').on('connect', () => process.exit(0)).on('error', () => process.exit(1)).setTimeout(2000, () => process.exit(1))`;
  return spawnSync(process.execPath, ['-e', script]).status === 0;
}

/** Changes whenever a table might. */
function tablesHash(): string {
  const hash = createHash('sha256');
  const migrations = join(ROOT, 'migrations');
  const files = readdirSync(migrations).map((name) => join(migrations, name));
  for (const file of [
    ...files.sort(),
    join(ROOT, `src/database/column-types${ENDING}`),
    join(ROOT, `config/data-source${ENDING}`),
  ]) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}

async function freshFile(): Promise<FreshUrl> {
  const template = join(tmpdir(), `xinyue-template-${tablesHash()}.db`);
  if (!existsSync(template)) await makeFileTemplate(template);
  const bare = await bareUrl('sqlite');
  await copyFile(template, bare.url.slice('sqlite:'.length));
  return bare;
}

async function makeFileTemplate(template: string): Promise<void> {
  const bare = await bareUrl('sqlite');
  await (await openDatabase(bare.url)).close();
  const own = `${template}.${randomBytes(4).toString('hex')}`;
  await copyFile(bare.url.slice('sqlite:'.length), own);
  await rename(own, template);
  await bare.drop();
}

async function bareSchema(): Promise<FreshUrl> {
  const name = `xinyue_test_${randomBytes(6).toString('hex')}`;
  await onServer((server) => server.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4`));
  const drop = async (): Promise<void> => {
    await onServer((server) => server.query(`DROP DATABASE \`${name}\``));
  };
  return { url: `${MYSQL_SERVER}/${name}`, drop };
}

async function freshSchema(): Promise<FreshUrl> {
  const template = join(tmpdir(), `xinyue-template-${tablesHash()}.sql`);
  if (!existsSync(template)) await makeSchemaTemplate(template);
  const bare = await bareSchema();
  const statements = await readFile(template, 'utf8');
  await onServer((server) => server.query(statements), bare.url);
  return bare;
}

/** Replaying the finished tables costs the server half of what the migrations cost. */
async function makeSchemaTemplate(template: string): Promise<void> {
  const bare = await bareSchema();
  await (await openDatabase(bare.url)).close();
  const statements = await onServer(dump, bare.url);
  const own = `${template}.${randomBytes(4).toString('hex')}`;
  await writeFile(own, statements);
  await rename(own, template);
  await bare.drop();
}

async function dump(server: mysql.Connection): Promise<string> {
  const [database] = await server.query<RowDataPacket[]>('SELECT @@collation_database AS collation');
  const [tables] = await server.query<RowDataPacket[]>('SHOW TABLES');
  const parts = [`ALTER DATABASE COLLATE ${String(database[0]?.collation)}`, 'SET foreign_key_checks = 0'];
  for (const table of tables.map((row) => String(Object.values(row)[0]))) {
    const [made] = await server.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${table}\``);
    parts.push(String(made[0]?.['Create Table']));
  }
  const [done] = await server.query<RowDataPacket[]>('SELECT `timestamp`, name FROM migrations ORDER BY id');
  for (const row of done)
    parts.push(`INSERT INTO migrations (\`timestamp\`, name) VALUES (${String(row.timestamp)}, '${String(row.name)}')`);
  return parts.join(';\n');
}
