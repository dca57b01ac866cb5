import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { assertPlainJson } from './plain-json';

const KIB = 1024;
const JSON_LIMIT = 64 * KIB;
const CALL_BACK_LIMIT = 64 * KIB;
const ORGANISATION_LIMIT = 20 * KIB * KIB;
const SPREADSHEET_LIMIT = 5 * KIB * KIB;

/** How much each kind of request may bring: little, but for files that are imported. Those are not looked into here. */
export function useBodyLimits(app: NestExpressApplication): void {
  const verify = (_: unknown, __: unknown, bytes: Buffer): void => assertPlainJson(bytes);
  app.useBodyParser('raw', { limit: CALL_BACK_LIMIT, inflate: false, type: isCallBack });
  app.useBodyParser('json', { limit: JSON_LIMIT, verify, type: (request) => isJson(request) && !isImport(request) });
  app.useBodyParser('raw', { limit: ORGANISATION_LIMIT, type: (request) => isImport(request) && isJson(request) });
  app.useBodyParser('raw', { limit: SPREADSHEET_LIMIT, type: (request) => isImport(request) && !isJson(request) });
}

/** What a platform sends is looked at by its channel alone, once it is known to come from there. */
function isCallBack(request: IncomingMessage & { originalUrl?: string }): boolean {
  return /^\/+channels\/+/iu.test(request.originalUrl ?? request.url ?? '');
}

export function isJson(request: IncomingMessage): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/iu.test(request.headers['content-type'] ?? '');
}

export function isImport(request: IncomingMessage & { originalUrl?: string }): boolean {
  return /^\/+api\/+import\b/iu.test(request.originalUrl ?? request.url ?? '');
}
