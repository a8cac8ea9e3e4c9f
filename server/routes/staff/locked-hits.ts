/** Illegal addresses that were stopped: for the safeguarding leads alone. Nothing here reads or changes the lists. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { lockedHitsSchema } from '../../../lib/protocol/locked-hits.ts'
import { beforeSchema } from '../../../lib/protocol/paging.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { lockedHits } from '../../lists/locked-hits.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

export const lockedHitRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/illegal',
    config: { who: 'staff', roles: ['dsl'] },
    schema: {
      tags: ['record'],
      summary: 'Illegal addresses that were stopped: list, entry, time and who, never the address',
      querystring: beforeSchema,
      response: { 200: lockedHitsSchema, ...errors },
    },
    handler: async (request) => {
      const found = await lockedHits(context, request.query.before)
      await note(context.db, actorOf(request), 'read-illegal', `entries:${found.hits.length}`)
      return found
    },
  })
}
