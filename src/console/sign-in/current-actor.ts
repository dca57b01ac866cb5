import { createParamDecorator, SetMetadata, type CustomDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { Problem } from '../http/problem';
import type { Instant } from '../../kernel/clock';
import type { ActContext, Role } from '../../organisations/domain/act-context';
import type { Actor } from '../../organisations/actors.service';

/** A request whose session was checked. */
export type SignedInRequest = Request & { actor?: Actor; now?: Instant };

export const ALLOWED_ROLES = 'allowed-roles';

/** Only people with one of these roles; without it everybody who is signed in. */
export const Allow = (...roles: readonly Role[]): CustomDecorator => SetMetadata(ALLOWED_ROLES, roles);

/** The context of the act that this request asks for, with the key that makes it safe to ask twice. */
export function contextOf(request: SignedInRequest): ActContext {
  const { actor, now } = request;
  if (!actor || now === undefined) throw new Error('a signed-in route without its guard');
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
    ...(key === undefined ? {} : { idempotencyKey: `console.${actor.personId}.${key}` }),
  };
}

/** Injects the ActContext of the signed-in person. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): ActContext =>
  contextOf(execution.switchToHttp().getRequest<SignedInRequest>()),
);
