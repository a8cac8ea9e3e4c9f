/**
 * The log says what the server did, never who did what: no address with its query, no header, no body, no client
 * address. The redaction list is the second lock, for what a library or a later change would hand over.
 */
import type { LoggerOptions } from 'pino'
import type { Environment } from './environment.ts'

/** Names whose values are cut out wherever they stand near the top of a log line. */
const PRIVATE = [
  'authorization',
  'cookie',
  'token',
  'link',
  'claim',
  'who',
  'name',
  'person',
  'terms',
  'path',
  'title',
  'host',
  'body',
  'rawBody',
  'nonce',
  'signature',
  'remoteAddress',
]

export function logOptions(environment: Pick<Environment, 'logLevel'>): LoggerOptions {
  return {
    level: environment.logLevel,
    base: null,
    redact: {
      paths: [...PRIVATE, ...PRIVATE.map((name) => `*.${name}`), 'req.headers', 'res.headers'],
      remove: true,
    },
    serializers: {
      // `routeOptions.url` is the pattern, for example /admin/tokens/:id; the address itself may hold anything.
      req: (request: { method: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url ?? 'unknown',
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
      err: (error: Error & { code?: string }) => ({
        type: error.name,
        code: error.code,
        // Messages of our own errors are fixed sentences; a library's may quote what it was given.
        stack: error.stack?.split('\n').slice(1, 8).join('\n'),
      }),
    },
  }
}
