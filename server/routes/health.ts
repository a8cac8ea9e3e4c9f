/** Is it up, and how is it doing. Neither answer says anything about a person or a device. */
import { isLoopback } from '../environment.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { errorSchema } from '../../lib/protocol/wire.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { ENROLMENT_STATES } from '../../lib/protocol/wire.ts'
import { Refusal } from '../errors.ts'

const healthSchema = z.object({ status: z.literal('ok') })

export const healthRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/healthz',
    config: { who: 'anybody' },
    schema: {
      tags: ['operation'],
      summary: 'Ready: the database answers',
      response: { 200: healthSchema, '5xx': errorSchema },
    },
    handler: async () => {
      await sql`SELECT 1`.execute(context.db)
      return { status: 'ok' as const }
    },
  })

  app.route({
    method: 'GET',
    url: '/metrics',
    config: { who: 'loopback' },
    schema: {
      tags: ['operation'],
      summary: 'Counters in the Prometheus text format; from this machine only',
      response: { 200: z.string(), '4xx': errorSchema },
    },
    handler: async (request, reply) => {
      // The connection's own address: a forwarded one is what somebody else says.
      const from = (request.raw.socket.remoteAddress ?? '').replace(/^::ffff:/, '')
      if (!isLoopback(from) || request.headers['x-forwarded-for'] !== undefined) {
        throw new Refusal(403, 'loopback', 'Metrics are answered on the server itself only.')
      }
      const counts = await context.db
        .selectFrom('installations')
        .select((e) => ['state', e.fn.countAll<number>().as('count')])
        .groupBy('state')
        .execute()
      for (const state of ENROLMENT_STATES) {
        context.metrics.installations.set({ state }, counts.find((c) => c.state === state)?.count ?? 0)
      }
      const text = await context.metrics.registry.metrics()
      return reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .serializer((t: string) => t)
        .send(text)
    },
  })
}
