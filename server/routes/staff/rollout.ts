/** The roll-out, for whoever looks after the network: settings with this school's values, and the first device. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  firstDeviceSchema,
  madeRolloutSchema,
  makeRolloutSchema,
  rolloutSchema,
} from '../../../lib/protocol/rollout.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { firstDevice } from '../../rollout/first-device.ts'
import { makeRollout, rolloutOf } from '../../rollout/rollout.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['rollout']

export const rolloutRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context

  app.route({
    method: 'GET',
    url: '/admin/rollout',
    config: NETWORK,
    schema: {
      tags,
      summary: 'This school’s values, and what stands in the way',
      response: { 200: rolloutSchema, ...errors },
    },
    handler: async () => rolloutOf(context),
  })

  app.route({
    method: 'POST',
    url: '/admin/rollout',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Make a token and the settings for every management with it; the token is told this once',
      body: makeRolloutSchema,
      response: { 200: madeRolloutSchema, ...errors },
    },
    handler: async (request) => {
      const made = await makeRollout(context, request.body, Date.now())
      await note(db, actorOf(request), 'token-create', String(made.token))
      return made
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/rollout/:id',
    config: NETWORK,
    schema: {
      tags,
      summary: 'How far the first device is that asked with this token',
      params: z.object({ id: z.string().check(z.regex(/^\d{1,9}$/, 'the number of a token')) }),
      response: { 200: firstDeviceSchema, ...errors },
    },
    handler: async (request) => firstDevice(db, Number(request.params.id), Date.now()),
  })
}
