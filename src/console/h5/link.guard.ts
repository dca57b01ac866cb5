import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import type { Instant } from '../../kernel/clock';
import { ActLinks } from '../../accounts/act-links.service';
import { Actors } from '../../accounts/actors.service';
import { AppClock } from '../../kernel/app-clock';
import type { ActContext } from '../../acts/domain/act-context';
import type { ActLink, LinkKind } from '../../accounts/domain/act-link';
import { Problem } from '../http/problem';
import { askedIn } from '../sign-in/current-actor';

/** What a link allows, and in whose name. */
export interface Visit {
  readonly link: ActLink;
  readonly name: string;
  readonly organisation: string;
  /** Without roles: a coordinator's own link does not coordinate. */
  readonly context: ActContext;
}

type VisitingRequest = Request & { visit?: Visit };

const KINDS = 'link-kinds';
const ONCE: readonly LinkKind[] = ['confirm', 'let-go', 'unregister'];

/** Only links of these kinds; without it any. */
export const ByLink = (...kinds: readonly LinkKind[]): CustomDecorator => SetMetadata(KINDS, kinds);

/** Lets pass whoever shows a living link that carries what the route does. */
@Injectable()
export class LinkGuard implements CanActivate {
  constructor(
    private readonly links: ActLinks,
    private readonly actors: Actors,
    private readonly clock: AppClock,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<VisitingRequest>();
    const token = /^Link ([\w-]{10,200})$/u.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const now = this.clock.now();
    const visit = await visitOf(this.links, this.actors, token, now);
    const kinds = this.reflector.get<readonly LinkKind[] | undefined>(KINDS, execution.getHandler());
    if (!visit || (kinds && !kinds.includes(visit.link.kind))) throw gone();
    const idempotencyKey = keyOf(visit.link, token, request);
    const askedHash = ONCE.includes(visit.link.kind) ? undefined : askedIn(request);
    request.visit = { ...visit, context: { ...visit.context, idempotencyKey, askedHash } };
    return true;
  }
}

/** Injects the visit of whoever came by a link. */
export const Visiting = createParamDecorator((_: unknown, execution: ExecutionContext): Visit => {
  const { visit } = execution.switchToHttp().getRequest<VisitingRequest>();
  if (!visit) throw new Error('a route by link without its guard');
  return visit;
});

/** Who came by this token; null when it is no living link of an active person. */
export async function visitOf(links: ActLinks, actors: Actors, token: string, now: Instant): Promise<Visit | null> {
  const link = links.open(token, now);
  const actor = link && (await actors.find(link.personId));
  if (!link || !actor) return null;
  const { name, organisation, personId, scope } = actor;
  return { link, name, organisation, context: { scope, actorId: personId, roles: [], now, channel: 'h5' } };
}

/** A link for one answer acts once, however often it is opened; on a page each press has a key of its own. */
function keyOf(link: ActLink, token: string, request: Request): string | undefined {
  if (ONCE.includes(link.kind)) return `link.${token}`;
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && /^[\x21-\x7e]{1,100}$/u.test(key) ? `h5.${link.personId}.${key}` : undefined;
}

const gone = (): Problem =>
  new Problem(404, { rule: 'link', detail: '这个链接已经失效。请在微信里对小约说“我的班”或“活动”，会得到新的链接' });
