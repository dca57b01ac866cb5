import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';

const KIB = 1024;
const JSON_LIMIT = 64 * KIB;
const ORGANISATION_LIMIT = 20 * KIB * KIB;
const SPREADSHEET_LIMIT = 5 * KIB * KIB;

/** How much each kind of request may bring: little, but for files that are imported. */
export function useBodyLimits(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: JSON_LIMIT, type: (request) => isJson(request) && !isImport(request) });
  app.useBodyParser('json', { limit: ORGANISATION_LIMIT, type: (request) => isJson(request) && isImport(request) });
  app.useBodyParser('raw', { limit: SPREADSHEET_LIMIT, type: (request) => !isJson(request) && isImport(request) });
}

function isJson(request: IncomingMessage): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/iu.test(request.headers['content-type'] ?? '');
}

function isImport(request: IncomingMessage & { originalUrl?: string }): boolean {
  return (request.originalUrl ?? request.url ?? '').startsWith('/api/import/');
}
