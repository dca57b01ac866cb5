import { createHash } from 'node:crypto';
import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Instant } from '../../kernel/clock';
import type { ActContext, Role } from '../../acts/domain/act-context';
import { Problem } from '../http/problem';
import type { PersonVisitor } from './console-sessions.service';

/** A request whose session was checked. */
export type SignedInRequest = Request & { visitor?: PersonVisitor; now?: Instant };

export const ALLOWED_ROLES = 'allowed-roles';
export const STEP_UP = 'step-up';

/** Only people with one of these roles; without it everybody who is signed in. */
export const Allow = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ALLOWED_ROLES, roles);

/** Only within five minutes of a proof of who she is: a code, a passkey, or signing in. */
export const StepUp = (): CustomDecorator => SetMetadata(STEP_UP, true);

/** Who asks, as the guard found her. */
export function visitorOf(request: SignedInRequest): PersonVisitor {
  if (!request.visitor) throw new Error('a signed-in route without its guard');
  return request.visitor;
}

/** The context of the act that this request asks for, with the key that makes it safe to ask twice. */
export function contextOf(request: SignedInRequest): ActContext {
  const { actor, fresh } = visitorOf(request);
  const { now } = request;
  if (now === undefined) throw new Error('a signed-in route without its guard');
  const key = request.headers['idempotency-key'];
  if (Array.isArray(key) || (key !== undefined && !/^[\x21-\x7e]{1,100}$/u.test(key))) {
    throw new Problem(400, { detail: 'Idempotency-Key: 1–100 个可见的 ASCII 字符', rule: 'idempotency-key' });
  }
  return {
    scope: actor.scope,
    actorId: actor.personId,
    roles: actor.roles,
    now,
    channel: 'console',
    proved: fresh,
    ...(key === undefined ? {} : { idempotencyKey: `console.${actor.personId}.${key}`, askedHash: askedIn(request) }),
  };
}

/** Injects the ActContext of the signed-in person. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): ActContext =>
  contextOf(execution.switchToHttp().getRequest<SignedInRequest>()),
);

/** Injects the signed-in person with her session. */
export const SignedIn = createParamDecorator((_: unknown, execution: ExecutionContext): PersonVisitor =>
  visitorOf(execution.switchToHttp().getRequest<SignedInRequest>()),
);

/** A hash of all that the request asks for: where, and with what. */
export function askedIn({ method, originalUrl, body }: Pick<Request, 'method' | 'originalUrl' | 'body'>): string {
  const sent: unknown = body;
  const hash = createHash('sha256').update(`${method} ${originalUrl}\n`);
  return hash.update(Buffer.isBuffer(sent) ? sent : JSON.stringify(sent ?? null)).digest('hex');
}
