/** Around alerts: what dismissing taught, who is told first, and a week in numbers, which the head sees too. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ALERT_ROLES,
  learnedListSchema,
  orderSchema,
  tellingSchema,
  weekQuerySchema,
  weekSchema,
} from '../../../lib/protocol/alerts.ts'
import { pageNumberSchema } from '../../../lib/protocol/paging.ts'
import { z } from '../../../lib/zod.ts'
import { listLearned, setLearned } from '../../alerts/learned.ts'
import { setOrder, telling } from '../../alerts/order.ts'
import { mondayOf, noonOf, weekBefore, weekOf } from '../../alerts/week.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { policyInForce, zoneOf } from '../../documents/documents.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: ALERT_ROLES } as const
const NUMBERS = { who: 'staff', roles: ['dsl', 'head'] } as const
const tags = ['alerts']
const params = z.object({
  learned: z.string().check(z.regex(/^\d{1,15}$/, 'the number of something learned')),
})
const pageSchema = z.object({ page: pageNumberSchema })

export const alertSettingRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/alert-learned',
    config: LEAD,
    schema: {
      tags,
      summary: 'What dismissing alerts as wrong has taught',
      querystring: pageSchema,
      response: { 200: learnedListSchema, ...errors },
    },
    handler: async (request) => {
      const list = await listLearned(context, Number(request.query.page))
      await note(context.db, actorOf(request), 'alert-learned', `${list.learned.length}`)
      return list
    },
  })

  for (const [method, holds, summary] of [
    ['DELETE', false, 'Take back something that was learned'],
    ['POST', true, 'Let something hold again that was taken back'],
  ] as const)
    app.route({
      method,
      url: '/admin/alert-learned/:learned',
      config: LEAD,
      schema: { tags, summary, params, response: { 200: learnedListSchema, ...errors } },
      handler: async (request) => {
        await setLearned(context, Number(request.params.learned), holds, byOf(request), Date.now())
        return listLearned(context, 0)
      },
    })

  app.route({
    method: 'GET',
    url: '/admin/alert-telling',
    config: LEAD,
    schema: {
      tags,
      summary: 'Who is told of an alert first, and who next',
      response: { 200: tellingSchema, ...errors },
    },
    handler: () => telling(context),
  })

  app.route({
    method: 'POST',
    url: '/admin/alert-telling',
    config: LEAD,
    schema: {
      tags,
      summary: 'Set who is told first; whoever is left out stands at the end',
      body: orderSchema,
      response: { 200: tellingSchema, ...errors },
    },
    handler: async (request) => {
      await setOrder(context.db, request.body.order, actorOf(request))
      return telling(context)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/alert-week',
    config: NUMBERS,
    schema: {
      tags,
      summary: 'Alerts of a week in numbers; for a head, of weeks that are over and in fives',
      querystring: weekQuerySchema,
      response: { 200: weekSchema, ...errors },
    },
    handler: async (request) => {
      const zone = zoneOf(await policyInForce(context))
      const { from } = request.query
      const now = Date.now()
      const at = from === undefined ? weekBefore(zone, mondayOf(zone, now)) : noonOf(from)
      return weekOf(context, { at, now, hides: !request.staff.roles.includes('dsl') })
    },
  })
}
