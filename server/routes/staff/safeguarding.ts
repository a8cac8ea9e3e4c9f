/** What the console does for safeguarding keys: codes that tie a key to an account, and how things stand. No content. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  keyCodeRequestSchema,
  keyCodeSchema,
  safeguardingSchema,
} from '../../../lib/protocol/safeguarding-admin.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { makeCode } from '../../safeguarding/joining.ts'
import { standing } from '../../safeguarding/standing.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const BOTH = { who: 'staff', roles: ['dsl', 'network'] } as const
const tags = ['safeguarding']

export const safeguardingStaffRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (
  app,
  { context },
) => {
  app.route({
    method: 'GET',
    url: '/admin/safeguarding',
    config: BOTH,
    schema: {
      tags,
      summary: 'Whose keys open concerns, since when, and whether mail goes out; nothing of concerns',
      response: { 200: safeguardingSchema, ...errors },
    },
    handler: async (request) => {
      const found = await standing(context)
      await note(context.db, actorOf(request), 'safeguarding-looked', `${found.keys.length} keys`)
      return found
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/safeguarding/codes',
    config: BOTH,
    schema: {
      tags,
      summary: 'A one-time code that ties a new key to an account',
      body: keyCodeRequestSchema,
      response: { 200: keyCodeSchema, ...errors },
    },
    handler: async (request) => {
      const { person, role } = request.body
      const made = await makeCode(context.db, request.body, Date.now())
      await note(context.db, actorOf(request), 'safeguarding-code', `staff:${person} ${role}`)
      return made
    },
  })
}
