import type { RowDataPacket } from 'mysql2/promise';
import { openDatabase } from '../../src/schema/open-database';
import { bareUrl, databasesUnderTest, freshDatabase, onServer, type FreshDatabase } from '../harness/databases';
import { insertInto } from '../harness/insert-into';

const engines = databasesUnderTest();

/** Pairs that some collation or other takes for the same. */
const PEOPLE = [
  ['openids by case', 'oAbC1', 'oabc1'],
  ['emoji', '小王🐲', '小王🐯'],
  ['full width', '１２', '12'],
  ['a space at the end', 'x', 'x  '],
  ['accents', 'Renée', 'Renee'],
  ['sharp s', 'Straße', 'Strasse'],
  ['composed and decomposed', '\u00e9', 'e\u0301'],
] as const;

describe.each(engines)('people with similar names on %s', (engine) => {
  let fresh: FreshDatabase;

  beforeAll(async () => {
    fresh = await freshDatabase(engine);
    await fresh.database.write((tx) => tx.run('CREATE TABLE names (name varchar(191) PRIMARY KEY)'));
  });
  afterAll(() => fresh.close());

  it.each(PEOPLE)('stay two people: %s', async (_, one, other) => {
    const { database } = fresh;
    await database.write((tx) => tx.run('DELETE FROM names'));
    await database.write((tx) => insertInto(tx, 'names', { name: one }));
    const found = (name: string): Promise<object | null> =>
      database.read((tx) => tx.one('SELECT name FROM names WHERE name = ?', [name]));
    expect(await found(other)).toBeNull();
    expect(await database.read((tx) => tx.one('SELECT ? = ? AS same', [one, other]))).toEqual({ same: 0 });
    await database.write((tx) => insertInto(tx, 'names', { name: other }));
    expect(await found(one)).toEqual({ name: one });
    await expect(database.write((tx) => insertInto(tx, 'names', { name: one }))).rejects.toThrow();
  });
});

(engines.includes('mysql') ? describe : describe.skip)('a server whose default collation merges people', () => {
  it('is put right while the database is empty', async () => {
    const bare = await bareUrl('mysql');
    await onServer((server) => server.query('ALTER DATABASE COLLATE utf8mb4_unicode_ci'), bare.url);
    const database = await openDatabase(bare.url);
    await database.close();
    const wrong = await onServer(async (server) => {
      const [rows] = await server.query<RowDataPacket[]>(
        'SELECT DISTINCT collation_name AS c FROM information_schema.columns WHERE table_schema = DATABASE() AND collation_name IS NOT NULL',
      );
      return rows.map((row) => String(row.c));
    }, bare.url);
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toMatch(/^utf8mb4_(?:nopad_bin|0900_bin)$/);
    await bare.drop();
  });

  it('stops the start with one sentence when there are such tables already', async () => {
    const bare = await bareUrl('mysql');
    await onServer(
      (server) => server.query('CREATE TABLE people (openid varchar(64) COLLATE utf8mb4_unicode_ci)'),
      bare.url,
    );
    await expect(openDatabase(bare.url)).rejects.toThrow(
      /^the column people\.openid has the collation utf8mb4_unicode_ci, which takes different texts for the same; it must be utf8mb4_\w+_bin$/,
    );
    const tables = await onServer(async (server) => (await server.query<RowDataPacket[]>('SHOW TABLES'))[0], bare.url);
    expect(tables).toHaveLength(1);
    await bare.drop();
  });
});
