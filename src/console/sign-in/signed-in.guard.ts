import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AppClock } from '../../kernel/app-clock';
import type { Role } from '../../acts/domain/act-context';
import { Problem } from '../http/problem';
import { ConsoleSessions } from './console-sessions.service';
import { stepUp } from './sign-in-problem';
import { ALLOWED_ROLES, STEP_UP, type SignedInRequest } from './current-actor';

/** Lets signed-in people pass who have a role that the route asks for and, where it asks for that, a fresh proof. */
@Injectable()
export class SignedInGuard implements CanActivate {
  constructor(
    private readonly sessions: ConsoleSessions,
    private readonly reflector: Reflector,
    private readonly clock: AppClock,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const request = execution.switchToHttp().getRequest<SignedInRequest>();
    const visitor = await this.sessions.visitor(request);
    if (visitor?.kind !== 'person') throw new Problem(401, { detail: '请先登录' });
    const allowed = this.said<readonly Role[]>(ALLOWED_ROLES, execution);
    if (allowed && !visitor.actor.roles.some((role) => allowed.includes(role))) {
      throw new Problem(403, { rule: 'not-allowed', detail: '你的身份不能做这件事' });
    }
    if (this.said<boolean>(STEP_UP, execution) && !visitor.fresh) throw stepUp();
    request.visitor = visitor;
    request.now = this.clock.now();
    return true;
  }

  private said<T>(key: string, execution: ExecutionContext): T | undefined {
    return this.reflector.getAllAndOverride<T | undefined>(key, [execution.getHandler(), execution.getClass()]);
  }
}
