/**
 * How long what is recorded is kept. Set by the network manager and the head, who read no record: whoever reads it does not decide
 * how long it is there. The safeguarding lead may take back what would delete, and governors read it.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  keepingPlanQuerySchema,
  keepingPlanSchema,
  keepingStateSchema,
  newKeepingSchema,
} from '../../../lib/protocol/keeping-staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { makeChange, planChange, takeBack } from '../../keeping/change.ts'
import { sayKeeping } from '../../keeping/say.ts'
import { byOf, type Staff } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const READ = { who: 'staff', roles: ['network', 'dsl', 'head', 'governor'] } as const
const SET = { who: 'staff', roles: ['network', 'head'] } as const
const TAKE_BACK = { who: 'staff', roles: ['network', 'dsl', 'head'] } as const
const tags = ['keeping']
const ofChange = z.object({ change: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a change')) })

export const keepingRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const state = (staff: Staff, now: number) =>
    sayKeeping(
      context,
      TAKE_BACK.roles.some((role) => staff.roles.includes(role)),
      now,
    )

  app.route({
    method: 'GET',
    url: '/admin/keeping',
    config: READ,
    schema: {
      tags,
      summary: 'How long each kind of row is kept, what begins later, and every change of it',
      response: { 200: keepingStateSchema, ...errors },
    },
    handler: async (request) => state(request.staff, Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/keeping/plan',
    config: SET,
    schema: {
      tags,
      summary: 'When a change would begin and how many rows it would delete; changes nothing',
      querystring: keepingPlanQuerySchema,
      response: { 200: keepingPlanSchema, ...errors },
    },
    handler: async (request) => {
      const { kind, days } = request.query
      return planChange(context, { kind, days: Number(days) }, Date.now())
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/keeping',
    config: SET,
    schema: {
      tags,
      summary: 'Set how long one kind is kept, with a reason, as the plan counted it',
      body: newKeepingSchema,
      response: { 200: keepingStateSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await makeChange(context, byOf(request), request.body, now)
      return state(request.staff, now)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/keeping/:change',
    config: TAKE_BACK,
    schema: {
      tags,
      summary: 'Take back a change that has not begun',
      params: ofChange,
      response: { 200: keepingStateSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await takeBack(context, byOf(request), Number(request.params.change), now)
      return state(request.staff, now)
    },
  })
}
