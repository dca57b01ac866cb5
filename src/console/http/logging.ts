import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Params } from 'nestjs-pino';
import { maskedUrl } from './masked-url';

/** Structured logs without bodies, names, cookies, tokens or query strings. */
export function loggingOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      genReqId: () => randomUUID(),
      customLogLevel: (_, response, error) => (error || response.statusCode >= 500 ? 'error' : 'debug'),
      serializers: {
        req: (request: IncomingMessage) => ({
          id: (request as { id?: unknown }).id,
          method: request.method,
          url: maskedUrl(request.url ?? ''),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      redact: ['req.headers', 'res.headers', 'text', 'name', '*.text', '*.name', '*.token', '*.phone'],
    },
  };
}
