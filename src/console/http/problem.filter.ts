import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { KeyUsedForAnotherCommand } from '../../acts/acts.service';
import { isConnectionLost, isDiskFull } from '../../database/engine-errors';
import { titleOf, type ProblemDetails } from './problem';

/** Answers every error as RFC 9457 problem details; of a bug it says nothing but that there was one. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('http');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const problem = this.problemOf(error);
    if (problem.status >= 500 && !(error instanceof HttpException)) this.log.error({ err: error }, 'request failed');
    if (response.headersSent) {
      response.end();
      return;
    }
    const instance = idOf(http.getRequest<Request & { id?: unknown }>());
    response
      .status(problem.status)
      .type('application/problem+json')
      .send(JSON.stringify(instance ? { ...problem, instance } : problem));
  }

  private problemOf(error: unknown): ProblemDetails {
    if (error instanceof KeyUsedForAnotherCommand) {
      return problem(422, { detail: '这个 Idempotency-Key 已经用于另一个请求', rule: 'idempotency-key' });
    }
    if (error instanceof HttpException) return ofHttpException(error);
    if (isConnectionLost(error)) return problem(503, { detail: '数据库暂时连不上，请稍后再试', rule: 'database-away' });
    if (isDiskFull(error)) return problem(503, { detail: '服务器的磁盘满了，什么都没有保存', rule: 'disk-full' });
    const status = statusOfMiddleware(error);
    return problem(status, { detail: MIDDLEWARE_DETAILS[status] });
  }
}

function problem(status: number, more: object): ProblemDetails {
  return { type: 'about:blank', title: titleOf(status), status, ...more };
}

function ofHttpException(error: HttpException): ProblemDetails {
  const status = error.getStatus();
  const body = error.getResponse();
  if (typeof body === 'string') return problem(status, { detail: body });
  const { title, detail, rule, errors, info, message } = body as Record<string, unknown>;
  if (typeof title === 'string') return problem(status, { title, detail, rule, errors });
  // Nest takes the body parser's SyntaxError for an exception of its own.
  if (typeof message === 'string' && /\bJSON\b/.test(message))
    return problem(status, { detail: MIDDLEWARE_DETAILS[400] });
  // Nest's own exceptions speak English and name the route; their status says enough.
  return problem(status, info ? { checks: info } : {});
}

const MIDDLEWARE_DETAILS: Readonly<Record<number, string>> = {
  400: '请求的内容不是合法的 JSON',
  413: '内容太大了',
  415: '不支持这种编码',
};

/** Errors of the body parsers carry a status of their own (413, 400, 415). */
function statusOfMiddleware(error: unknown): number {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

function idOf(request: Request & { id?: unknown }): string | undefined {
  return typeof request.id === 'string' ? `urn:uuid:${request.id}` : undefined;
}
