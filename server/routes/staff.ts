/** What the console speaks: /admin. Sessions from a one-time link until staff sign-in exists. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { Context } from '../context.ts'
import { readJson, unpack } from '../device/body.ts'
import { Guard, needSameOrigin } from '../staff/guard.ts'
import { documentRoutes } from './staff/documents.ts'
import { fleetRoutes } from './staff/fleet.ts'
import { sessionRoutes } from './staff/session.ts'
import { tokenRoutes } from './staff/tokens.ts'

export const staffRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const guard = new Guard(context)
  app.decorateRequest('session', null)
  // Before the body is read: a stranger cannot make the server read megabytes.
  app.addHook('onRequest', async (request) => {
    needSameOrigin(request)
    if (request.routeOptions.config.who === 'administrator') request.session = await guard.need(request)
  })
  app.addHook('preValidation', async (request) => {
    if (request.rawBody === null) return
    const most = request.routeOptions.bodyLimit ?? request.rawBody.length
    request.body = readJson(await unpack(request.rawBody, request.headers['content-encoding'], most))
  })
  app.addHook('onSend', async (_request, reply) => {
    reply.header('Cache-Control', 'no-store')
  })
  await app.register(sessionRoutes, { context, guard })
  await app.register(fleetRoutes, { context })
  await app.register(tokenRoutes, { context })
  await app.register(documentRoutes, { context })
}
