/** What the gate needs to know about an error of any engine; everything else about errors stays inside this file. */
interface EngineError {
  readonly errno?: unknown;
  readonly errcode?: unknown;
  readonly code?: unknown;
  readonly driverError?: unknown;
}

const UNIQUE = new Set<unknown>([1062, 2067, 1555]);
/** Dead-lock, lock wait, "record has changed since last read", SQLITE_BUSY and SQLITE_BUSY_SNAPSHOT. */
const WORTH_ANOTHER_TRY = new Set<unknown>([1213, 1205, 1020, 5, 517]);
/** NOMEM, IOERR, CORRUPT, FULL: SQLite may have rolled the whole transaction back by itself. */
const SQLITE_GAVE_UP = new Set<unknown>([7, 10, 11, 13]);
/** Server gone, lost during query, connection killed, shutdown in progress. */
const CONNECTION_ERRNOS = new Set<unknown>([2006, 2013, 1927, 1053]);
const CONNECTION_CODES = new Set<unknown>([
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
  'ECONNRESET',
  'ECONNREFUSED',
  'ECONNABORTED',
  'ETIMEDOUT',
  'EPIPE',
]);

function rootOf(error: unknown): EngineError {
  if (typeof error !== 'object' || error === null) return {};
  const { driverError } = error as EngineError;
  return (driverError as EngineError | undefined) ?? error;
}

const numberOf = (error: unknown): unknown => rootOf(error).errcode ?? rootOf(error).errno;

/** True when a unique index or a primary key refused a row. */
export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE.has(numberOf(error));
}

/** True when the connection to the server broke, so that nobody knows what became of the statement under way. */
export function isConnectionLost(error: unknown): boolean {
  const { code } = rootOf(error);
  return CONNECTION_CODES.has(code) || CONNECTION_ERRNOS.has(numberOf(error)) || code === 'POOL_CLOSED';
}

/** SQLITE_FULL; of a server: its disk or a table is full. */
const DISK_FULL = new Set<unknown>([13, 1021, 1114]);

/** True when there is no room left to write on the disk of the database. */
export function isDiskFull(error: unknown): boolean {
  const { code } = rootOf(error);
  return code === 'ENOSPC' || DISK_FULL.has(numberOf(error));
}

/** True when the same unit, run again from its beginning, may well succeed. */
export function isWorthAnotherTry(error: unknown): boolean {
  return WORTH_ANOTHER_TRY.has(numberOf(error)) || isConnectionLost(error);
}

/** True when the whole transaction may be gone already, so that no further statement of its unit may run. */
export function takesTransactionAlong(error: unknown): boolean {
  const { errcode } = rootOf(error);
  return isWorthAnotherTry(error) || (typeof errcode === 'number' && SQLITE_GAVE_UP.has(errcode & 0xff));
}
