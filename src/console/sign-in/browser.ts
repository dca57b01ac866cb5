import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { HOUR } from '../../kernel/clock';
import { cookieName, cookieOf, setCookie } from '../http/cookies';

const COOKIE = 'xinyue-browser';
const PROGRAMMES: readonly [RegExp, string][] = [
  [/MicroMessenger/u, '微信'],
  [/Edg\//u, 'Edge'],
  [/Firefox\//u, 'Firefox'],
  [/Chrome\//u, 'Chrome'],
  [/Safari\//u, 'Safari'],
];
const MACHINES: readonly [RegExp, string][] = [
  [/HarmonyOS/u, '鸿蒙'],
  [/Android/u, '安卓'],
  [/iPhone|iPad/u, '苹果手机'],
  [/Windows/u, 'Windows'],
  [/Mac OS X/u, 'Mac'],
  [/Linux/u, 'Linux'],
];

/** The secret of this browser, to which codes and challenges are tied; made when it has none. */
export function browserSecret(request: Request, response: Response, secure: boolean): string {
  const known = cookieOf(request, cookieName(secure, COOKIE));
  if (known !== null && /^[\w-]{43}$/u.test(known)) return known;
  const fresh = randomBytes(32).toString('base64url');
  setCookie(response, COOKIE, fresh, secure, HOUR);
  return fresh;
}

/** `Chrome（Windows）`: enough for somebody to know her own browser again, nothing that was sent is repeated. */
export function browserName(request: Request): string {
  const said = request.headers['user-agent'] ?? '';
  const nameOf = (names: readonly [RegExp, string][]): string | undefined =>
    names.find(([sign]) => sign.test(said))?.[1];
  const machine = nameOf(MACHINES);
  return `${nameOf(PROGRAMMES) ?? '浏览器'}${machine ? `（${machine}）` : ''}`;
}
