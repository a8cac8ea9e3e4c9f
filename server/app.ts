/** Builds the server: plugins, hooks and routes, listening to nothing yet. */
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import sse from '@fastify/sse'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, LogController, type RouteOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { LONGEST_MESSAGE } from '../lib/protocol/live.ts'
import type { Context } from './context.ts'
import { readTls } from './environment.ts'
import { handleError } from './errors.ts'
import { closeWhatStaysOpen } from './live/closing.ts'
import { logOptions } from './log.ts'
import { pressure } from './pressure.ts'
import { onlyFromProxy } from './proxy.ts'
import { keepRawBodies } from './raw-body.ts'
import { agreementRoutes } from './routes/agreement.ts'
import { deviceRoutes } from './routes/device.ts'
import { concernRoutes } from './routes/concerns.ts'
import { consoleRoutes } from './routes/console.ts'
import { documentation } from './routes/documentation.ts'
import { extensionRoutes } from './routes/extension.ts'
import { healthRoutes } from './routes/health.ts'
import { listsRoutes } from './routes/lists.ts'
import { liveRoutes } from './routes/live.ts'
import { named } from './routes/named.ts'
import { publicPageRoutes } from './routes/public-page.ts'
import { recordRoutes } from './routes/record.ts'
import { caseWorkRoutes } from './routes/case-work.ts'
import { safeguardingRoutes } from './routes/safeguarding.ts'
import { selfCheckRoutes } from './routes/self-check.ts'
import { staffRoutes } from './routes/staff.ts'

/** A request that takes longer to arrive than this is dropped: slow senders must not fill the connections. */
const REQUEST_TIMEOUT = 60_000
const BODY_LIMIT = 64 * 1024
/** A stream says something this often, so that one that nobody takes is noticed. Milliseconds. */
const STREAM_BEAT = 15_000
/** HSTS for a year: the device refuses plain http anyway, this is for staff browsers. */
const HSTS_SECONDS = 31_536_000

const ROUTES = named(
  healthRoutes,
  extensionRoutes,
  deviceRoutes,
  listsRoutes,
  agreementRoutes,
  concernRoutes,
  recordRoutes,
  safeguardingRoutes,
  caseWorkRoutes,
  selfCheckRoutes,
  liveRoutes,
  staffRoutes,
  publicPageRoutes,
)

/** `onRoute` sees every route as it is registered. */
export async function buildApp(
  context: Context,
  onRoute?: (route: RouteOptions) => void,
): Promise<FastifyInstance> {
  const { environment } = context
  const app = Fastify({
    ...(environment.tls ? { https: readTls(environment.tls) } : {}),
    logger: logOptions(environment),
    // One line a request would be a record of who browsed when; the counters in /metrics say enough.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: environment.trustedProxy.length > 0 ? [...environment.trustedProxy] : false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT,
    // An idle connection is closed when the server stops; one in the middle of a request is finished.
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  })
  if (onRoute) app.addHook('onRoute', onRoute)
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(handleError)
  app.setNotFoundHandler((_request, reply) => {
    reply.code(404).send({ error: 'not-found', message: 'There is nothing at this address.' })
  })
  onlyFromProxy(app, environment)
  keepRawBodies(app)
  const secure = environment.tls !== undefined || environment.trustedProxy.length > 0
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    hsts: secure ? { maxAge: HSTS_SECONDS, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  await app.register(underPressure, pressure)
  // Requests are unpacked by us, after their signature: this plugin would do it before.
  await app.register(compress, {
    threshold: 2048,
    encodings: ['gzip', 'identity'],
    globalDecompression: false,
  })
  await app.register(cookie)
  closeWhatStaysOpen(app, context.live.streams)
  await app.register(websocket, { options: { maxPayload: LONGEST_MESSAGE, perMessageDeflate: false } })
  await app.register(sse, { heartbeatInterval: STREAM_BEAT })
  app.addHook('onResponse', async (request, reply) => {
    const { url: route = 'unknown', config } = request.routeOptions
    if (config.isUncounted) return
    context.metrics.requests.inc({ route, status: String(reply.statusCode) })
    context.metrics.seconds.observe({ route }, reply.elapsedTime / 1000)
  })
  await documentation(app)
  for (const routes of ROUTES) await app.register(routes, { context })
  for (const routes of named(consoleRoutes)) await app.register(routes)
  app.addHook('onClose', () => context.close())
  return app
}
