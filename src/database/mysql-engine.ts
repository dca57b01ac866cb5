import type { PoolConnection, ResultSetHeader, RowDataPacket } from 'mysql2';
import type { DataSource, QueryRunner } from 'typeorm';
import type { Engine, Session } from './session';
import { placeholders, quoted } from './sql-values';
import type { SqlValue } from './tx';

class MysqlSession implements Session {
  readonly begin = 'START TRANSACTION';
  readonly skipLocked = ' FOR UPDATE SKIP LOCKED';

  constructor(
    readonly runner: QueryRunner,
    private readonly connection: PoolConnection,
  ) {}

  orElse(): string {
    return 'ON DUPLICATE KEY UPDATE';
  }

  rows<T>(sql: string, params: readonly SqlValue[]): Promise<T[]> {
    return new Promise((resolve, reject) => {
      this.connection.query<RowDataPacket[]>(sql, params as SqlValue[], (error, rows) => {
        if (error) reject(error);
        else resolve(rows as unknown as T[]);
      });
    });
  }

  run(sql: string, params: readonly SqlValue[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.connection.query<ResultSetHeader>(sql, params as SqlValue[], (error, result) => {
        if (error) reject(error);
        else resolve(result.affectedRows);
      });
    });
  }

  async lockRows(table: string, ids: readonly string[]): Promise<void> {
    const sql = `SELECT id FROM ${quoted(table)} WHERE id IN (${placeholders(ids.length)}) ORDER BY id FOR UPDATE`;
    await this.rows(sql, ids);
  }

  async release(broken: boolean): Promise<void> {
    // mysql2 takes a destroyed connection out of its pool, and a release after that does nothing
    if (broken) this.connection.destroy();
    await this.runner.release();
  }
}

/** A pool: every unit has a connection of its own, and rows are locked by the server. */
export class MysqlEngine implements Engine {
  readonly name = 'mysql';
  readonly oneWriter = false;

  constructor(private readonly dataSource: DataSource) {}

  async openWriter(): Promise<Session> {
    const runner = this.dataSource.createQueryRunner();
    const connection = (await runner.connect()) as PoolConnection;
    return new MysqlSession(runner, connection);
  }

  openReader(): Promise<Session> {
    return this.openWriter();
  }

  close(): Promise<void> {
    return this.dataSource.destroy();
  }
}
