import helmet from 'helmet';
import type { NextFunction, Request, Response } from 'express';

type Middleware = (request: Request, response: Response, next: NextFunction) => void;

/**
 * Security headers. Without TLS some of helmet's defaults would blank every page on any host name but localhost:
 * they make the browser ask for https that nobody serves. Others mean nothing there and only draw warnings.
 */
export function securityHeaders(tls: boolean): Middleware {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: true,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:'],
        'connect-src': ["'self'"],
        'font-src': ["'self'"],
        'frame-ancestors': ["'none'"],
        'upgrade-insecure-requests': tls ? [] : null,
      },
    },
    strictTransportSecurity: tls ? { maxAge: 31_536_000 } : false,
    originAgentCluster: tls,
    crossOriginOpenerPolicy: tls ? { policy: 'same-origin' } : false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
