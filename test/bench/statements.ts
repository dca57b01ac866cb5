import mysql, { type PoolConnection } from 'mysql2';
import type { Database, SqlValue } from '../../src/database/database';
import { readDatabaseUrl } from '../../src/database/database-url';
import { connect, inspectServer, sessionSettings } from '../../src/database/mysql-server';
import type { Engine, Session } from '../../src/database/session';
import { SqliteDatabase } from '../../src/database/sqlite-driver';
import { prepareConnection } from '../../src/database/sqlite-engine';
import { inParallel } from './measure';

interface Statement {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The statements of one unit of work that was kept, from its BEGIN to its COMMIT. */
export type RecordedUnit = readonly Statement[];

/** Writes down what goes to the driver while `work` runs: the kept units, in the order in which they began. */
export async function recordUnits(database: Database, work: () => Promise<unknown>): Promise<RecordedUnit[]> {
  const engine = Reflect.get(database, 'source') as Engine;
  const open = engine.openWriter.bind(engine);
  const units: Statement[][] = [];
  engine.openWriter = async () => {
    const unit: Statement[] = [];
    units.push(unit);
    return overheard(await open(), unit);
  };
  try {
    await work();
  } finally {
    Reflect.deleteProperty(engine, 'openWriter');
  }
  return units.filter((unit) => unit.at(-1)?.sql === 'COMMIT');
}

function overheard(session: Session, unit: Statement[]): Session {
  const listening = Object.create(session) as Session;
  listening.rows = <T>(sql: string, params: readonly SqlValue[]) => {
    unit.push({ sql, params });
    return session.rows<T>(sql, params);
  };
  listening.run = (sql, params) => {
    unit.push({ sql, params });
    return session.run(sql, params);
  };
  return listening;
}

/** The driver and nothing around it, on connections with the settings of the service's own. */
export interface BareDriver {
  /** Runs recorded units again, `atOnce` at a time where the engine lets several write; answers the milliseconds. */
  replay(units: readonly RecordedUnit[], atOnce: number): Promise<number>;
  close(): Promise<void>;
}

/** As many connections as the service has. */
const POOL_SIZE = 24;

export async function bareDriver(url: string): Promise<BareDriver> {
  const address = readDatabaseUrl(url);
  return address.engine === 'mysql' ? bareMysql(url, address) : bareSqlite(address.file ?? '');
}

function bareSqlite(file: string): BareDriver {
  const connection = new SqliteDatabase(file);
  prepareConnection(connection, 'writer');
  return {
    // one connection writes and the engine blocks: there is nothing to do at the same time
    async replay(units) {
      const begun = performance.now();
      for (const unit of units) {
        for (const { sql, params } of unit) {
          const statement = connection.prepare(sql);
          if (statement.reader) statement.all(...params);
          else statement.run(...params);
        }
      }
      return Promise.resolve(performance.now() - begun);
    },
    close() {
      connection.close();
      return Promise.resolve();
    },
  };
}

async function bareMysql(url: string, address: Parameters<typeof connect>[0]): Promise<BareDriver> {
  const first = await connect(address);
  const settings = sessionSettings(await inspectServer(first));
  await first.end();
  const pool = mysql.createPool({ uri: url, connectionLimit: POOL_SIZE });
  pool.on('connection', (connection: PoolConnection) => {
    connection.query(settings);
  });
  const taken = (): Promise<PoolConnection> =>
    new Promise((resolve, reject) => {
      pool.getConnection((error, connection) => {
        if (error) reject(error);
        else resolve(connection);
      });
    });
  const unitOf = async (unit: RecordedUnit): Promise<void> => {
    const connection = await taken();
    try {
      while (!(await kept(connection, unit)));
    } finally {
      connection.release();
    }
  };
  return {
    replay: (units, atOnce) => inParallel(units, atOnce, unitOf),
    close: () => pool.promise().end(),
  };
}

/** False after a dead-lock: the unit is to be run again, as the service does it. */
async function kept(connection: PoolConnection, unit: RecordedUnit): Promise<boolean> {
  try {
    for (const { sql, params } of unit) await answered(connection, sql, params);
    return true;
  } catch (error) {
    await answered(connection, 'ROLLBACK', []);
    if ((error as { code?: unknown }).code !== 'ER_LOCK_DEADLOCK') throw error;
    return false;
  }
}

function answered(connection: PoolConnection, sql: string, params: readonly SqlValue[]): Promise<void> {
  return new Promise((resolve, reject) => {
    connection.query(sql, params as SqlValue[], (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
