import type { CookieOptions, Request, Response } from 'express';

/** The value of a cookie of the request. */
export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, ...value] = part.trim().split('=');
    if (key === name) return value.join('=') || null;
  }
  return null;
}

/** Over https the cookie gets the prefix that no other host can set; plain http (one machine, a test) cannot have it. */
export function cookieName(secure: boolean, name: string): string {
  return secure ? `__Host-${name}` : name;
}

export function setCookie(response: Response, name: string, value: string, secure: boolean, maxAgeMs?: number): void {
  response.cookie(cookieName(secure, name), value, { ...options(secure), ...(maxAgeMs ? { maxAge: maxAgeMs } : {}) });
}

export function clearCookie(response: Response, name: string, secure: boolean): void {
  response.clearCookie(cookieName(secure, name), options(secure));
}

function options(secure: boolean): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure, path: '/' };
}
