import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Configuration } from '../../../config/configuration';
import { CONFIGURATION } from '../../kernel/configuration.token';
import { Problem } from './problem';

const HARMLESS = ['GET', 'HEAD', 'OPTIONS'];

/** Refuses what a page of somebody else makes a signed-in browser send. Programs send no Origin and no such cookie. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (HARMLESS.includes(request.method) || this.isOurs(request)) return true;
    throw new Problem(403, { rule: 'same-origin', detail: '这个请求来自别的网站' });
  }

  private isOurs(request: Request): boolean {
    if (request.headers['sec-fetch-site'] === 'cross-site') return false;
    const { origin, host } = request.headers;
    if (origin === undefined) return true;
    if (this.configuration.publicUrl !== null && origin === new URL(this.configuration.publicUrl).origin) return true;
    try {
      return new URL(origin).host === host;
    } catch {
      return false;
    }
  }
}
