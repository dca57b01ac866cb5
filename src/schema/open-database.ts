import { ENTITIES, MIGRATIONS } from '../../config/data-source';
import type { Database } from '../database/database';
import { openWith, type OpenOptions, type Schema } from '../database/open-database';

/** Every table of the service. */
export const SCHEMA: Schema = { entities: ENTITIES, migrations: MIGRATIONS };

/**
 * Opens the database that `url` names, brings its tables up to date, and proves that it keeps our promises (durable
 * commits, exact comparison of texts). Throws an Error whose message is one clear sentence.
 */
export const openDatabase = (url: string, options: OpenOptions = {}): Promise<Database> =>
  openWith(SCHEMA, url, options);

/** The names of all migrations, oldest first. */
export const MIGRATION_NAMES: readonly string[] = MIGRATIONS.map((Migration) => new Migration().name);
