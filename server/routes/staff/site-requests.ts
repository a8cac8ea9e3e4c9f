/** Sites that teachers ask for, before the network manager. Opening one is a change of the policy like any other. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { decidedRequestSchema, siteRequestSchema, siteRequestsSchema } from '../../../lib/protocol/lessons.ts'
import { beforeSchema } from '../../../lib/protocol/paging.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { decideRequest, listRequests } from '../../lessons/requests.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['lessons']
const params = z.object({ request: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a request')) })

export const siteRequestRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/site-requests',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Sites that teachers ask for: open ones, then those decided last',
      querystring: beforeSchema,
      response: { 200: siteRequestsSchema, ...errors },
    },
    handler: async (request) => listRequests(context, request.query.before),
  })

  app.route({
    method: 'POST',
    url: '/admin/site-requests/:request',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Say that a site is opened, or will not be',
      params,
      body: decidedRequestSchema,
      response: { 200: siteRequestSchema, ...errors },
    },
    handler: async (request) => {
      const { state } = request.body
      const decided = await decideRequest(context, Number(request.params.request), state, Date.now())
      await note(context.db, actorOf(request), `site-request-${state}`, String(decided.id))
      return decided
    },
  })
}
