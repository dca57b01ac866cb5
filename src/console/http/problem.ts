import { HttpException } from '@nestjs/common';

export interface FieldFault {
  /** A JSON pointer into what was sent. */
  readonly pointer: string;
  readonly detail: string;
}

/** The body of every error answer (RFC 9457). */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly instance?: string;
  /** Which rule of the rota or of the sign-up refused. */
  readonly rule?: string;
  readonly errors?: readonly FieldFault[];
}

const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误 Bad request',
  401: '需要先登录 Sign-in needed',
  403: '没有这个权限 Not allowed',
  404: '没有找到 Not found',
  405: '不支持这个方法 Method not allowed',
  409: '做不到 Conflict',
  413: '内容太大 Too large',
  415: '不支持这种格式 Unsupported media type',
  422: '内容有误 Cannot be used',
  429: '太频繁了，请稍后再试 Too many requests',
  500: '服务出错了 Server error',
  503: '暂时不可用 Not available',
};

export function titleOf(status: number): string {
  return TITLES[status] ?? (status < 500 ? '请求有误 Request failed' : '服务出错了 Server error');
}

export interface ProblemOptions {
  readonly detail?: string;
  readonly rule?: string;
  readonly errors?: readonly FieldFault[];
}

/** An answer that is an error, told as problem details. */
export class Problem extends HttpException {
  constructor(status: number, options: ProblemOptions = {}) {
    super({ title: titleOf(status), ...options }, status);
  }
}

export const notFound = (detail?: string): Problem => new Problem(404, { detail });
