/** What the guard found: read and decided by network managers, and by safeguarding leads where it is a theme of theirs. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  clearFoundSchema,
  foundDoneSchema,
  foundQuerySchema,
  foundSchema,
  shareFoundSchema,
} from '../../../lib/protocol/found.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { clearFound, type Decider, shareFound, undoFound } from '../../found/decide.ts'
import { listFound } from '../../found/list.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const WHO = { who: 'staff', roles: ['network', 'dsl'] } as const
const tags = ['found']
const params = z.object({ found: z.string().check(z.regex(/^\d{1,15}$/, 'the number of something found')) })

const decider = (request: FastifyRequest): Decider => ({ ...byOf(request), roles: request.staff.roles })

export const foundRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  context.found.onError((error) => app.log.error({ err: error }, 'what the guard found was not looked at'))

  app.route({
    method: 'GET',
    url: '/admin/found',
    config: WHO,
    schema: {
      tags,
      summary: 'What the guard found on devices, by place',
      querystring: foundQuerySchema,
      response: { 200: foundSchema, ...errors },
    },
    handler: async (request) => listFound(context, request.query, request.staff.roles, Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/found/:found/share',
    config: WHO,
    schema: {
      tags,
      summary: 'Close it for the whole school',
      params,
      body: shareFoundSchema,
      response: { 200: foundDoneSchema, ...errors },
    },
    handler: async (request) => ({
      state: await shareFound(
        context,
        Number(request.params.found),
        request.body,
        decider(request),
        Date.now(),
      ),
    }),
  })

  app.route({
    method: 'POST',
    url: '/admin/found/:found/clear',
    config: WHO,
    schema: {
      tags,
      summary: 'It is no such thing: open it again everywhere',
      params,
      body: clearFoundSchema,
      response: { 200: foundDoneSchema, ...errors },
    },
    handler: async (request) => ({
      state: await clearFound(
        context,
        Number(request.params.found),
        request.body,
        decider(request),
        Date.now(),
      ),
    }),
  })

  app.route({
    method: 'POST',
    url: '/admin/found/:found/undo',
    config: WHO,
    schema: {
      tags,
      summary: 'Take back what was decided about it last',
      params,
      response: { 200: foundDoneSchema, ...errors },
    },
    handler: async (request) => ({
      state: await undoFound(context, Number(request.params.found), decider(request), Date.now()),
    }),
  })
}
