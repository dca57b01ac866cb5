import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { Maintenance } from '../../installation/maintenance.service';
import { isWhole } from '../../kernel/text';
import { ConsoleSessions } from '../sign-in/console-sessions.service';
import { isImport } from './bodies';
import { Problem } from './problem';

/** Nothing of a file is read before it is known who sends it; stands before the readers of bodies. */
export function knowWhoUploads(app: NestExpressApplication): void {
  const sessions = app.get(ConsoleSessions, { strict: false });
  app.use((request: Request, _: Response, next: NextFunction): void => {
    if (!isImport(request) || request.method === 'GET' || request.method === 'HEAD') {
      next();
      return;
    }
    sessions.visitor(request).then((visitor) => {
      next(visitor ? undefined : new Problem(401, { detail: '请先登录' }));
    }, next);
  });
}

/** Whoever signs in changes nothing; what is said in a chat, and what a platform sends of it, is answered there. */
const ALLOWED_MEANWHILE = /^\/+(?:api\/+chat|api\/+console\/+sign-(?:in|out)|channels)(?:\/|$)/iu;

/** While the operator works on the database everybody may read and nobody changes anything; stands before the readers of bodies. */
export function holdDuringMaintenance(app: NestExpressApplication): void {
  const maintenance = app.get(Maintenance, { strict: false });
  app.use((request: Request, response: Response, next: NextFunction): void => {
    const reads = ['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (reads || ALLOWED_MEANWHILE.test(request.path)) {
      next();
      return;
    }
    maintenance.isOn().then((on) => {
      if (on) response.setHeader('Retry-After', '60');
      next(
        on ? new Problem(503, { rule: 'maintenance', detail: '正在维护，暂时只能看，不能改，请稍后再试' }) : undefined,
      );
    }, next);
  });
}

/**
 * Refuses texts that no database keeps: with NUL, other control characters, or half of a character. What is said in the
 * chat is cleaned of them instead. Stands behind the readers of bodies.
 */
export function refuseBrokenTexts(app: NestExpressApplication): void {
  app.use((request: Request, _: Response, next: NextFunction): void => {
    const body: unknown = Buffer.isBuffer(request.body) ? null : (request.body as unknown);
    const pointer = isSaid(request) ? null : (brokenAt(body, '') ?? brokenAt(request.query, '/query'));
    if (pointer === null && isWhole(decoded(request.path))) next();
    else next(broken(pointer ?? ''));
  });
}

const isSaid = (request: Request): boolean => /^\/+api\/+chat\/+messages\/*$/iu.test(request.path);

const broken = (pointer: string): Problem =>
  new Problem(400, {
    detail: '文字里有看不见的控制字符，或者半个字',
    errors: [{ pointer, detail: 'must not hold control characters or halves of characters' }],
  });

/** The place of the first text that is broken; the body parser has refused what is nested without end. */
function brokenAt(value: unknown, pointer: string): string | null {
  if (typeof value === 'string') return isWhole(value) ? null : pointer;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, one] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const found = isWhole(key) ? brokenAt(one, at) : pointer;
    if (found !== null) return found;
  }
  return null;
}

/** As the router reads it; a path that cannot be decoded is refused there. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
