/** Self-checks, for those who answer for the filter; what else is tried is the network manager's to say. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  newCheckAddressSchema,
  selfChecksQuerySchema,
  selfChecksSchema,
} from '../../../lib/protocol/self-check.ts'
import { newCheckPlanSchema } from '../../../lib/protocol/self-check-plans.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { addAddress, removeAddress } from '../../self-check/addresses.ts'
import { countCheck } from '../../self-check/count.ts'
import { listChecks } from '../../self-check/list.ts'
import { setPlan } from '../../self-check/plans.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const READ = { who: 'staff', roles: ['network', 'dsl', 'head', 'governor'] } as const
const CHANGE = { who: 'staff', roles: ['network', 'dsl'] } as const
const tags = ['self-check']
const first = { show: 'all', page: 0 } as const
const params = z.object({
  id: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a check or an address')),
})

export const selfCheckStaffRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/self-checks',
    config: READ,
    schema: {
      tags,
      summary: 'Self-checks, the newest first',
      querystring: selfChecksQuerySchema,
      response: { 200: selfChecksSchema, ...errors },
    },
    handler: async (request) => listChecks(context, request.query, Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/self-checks/:id/count',
    config: CHANGE,
    schema: {
      tags,
      summary: 'Say that a device is of the group that it says, so that its check is proof for it',
      params,
      response: { 200: selfChecksSchema, ...errors },
    },
    handler: async (request) => {
      await countCheck(context, Number(request.params.id), actorOf(request))
      return listChecks(context, first, Date.now())
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/self-checks/plan',
    config: CHANGE,
    schema: {
      tags,
      summary: 'Set how often a group is checked by schedule, and when',
      body: newCheckPlanSchema,
      response: { 200: selfChecksSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await setPlan(context, request.body, actorOf(request), now)
      return listChecks(context, first, now)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/self-checks/addresses',
    config: CHANGE,
    schema: {
      tags,
      summary: 'Have another address tried in every check',
      body: newCheckAddressSchema,
      response: { 200: selfChecksSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await addAddress(context.db, request.body, actorOf(request), now)
      return listChecks(context, first, now)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/self-checks/addresses/:id',
    config: CHANGE,
    schema: {
      tags,
      summary: 'Have an address tried no more',
      params,
      response: { 200: selfChecksSchema, ...errors },
    },
    handler: async (request) => {
      await removeAddress(context.db, Number(request.params.id), actorOf(request))
      return listChecks(context, first, Date.now())
    },
  })
}
