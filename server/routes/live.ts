/** The live channel of devices: one WebSocket each (lib/protocol/live.ts). */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { LIVE_PATH } from '../../lib/protocol/live.ts'
import { errorSchema } from '../../lib/protocol/wire.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { placeOf } from '../device/place.ts'
import { hashedNetwork } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { Admission } from '../live/admit.ts'

/** A school is one network, and comes back at once after a power cut. Connections a minute. */
const PER_NETWORK = 6000

export const liveRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const limit = new RateLimit(PER_NETWORK)
  const onError = (error: unknown): void => app.log.error({ err: error }, 'live channel')
  const admission = new Admission(context, onError)
  context.live.onError(onError)
  app.route({
    method: 'GET',
    url: LIVE_PATH,
    config: { who: 'key' },
    schema: {
      tags: ['device'],
      summary: 'The live channel: a WebSocket, proved in its first message',
      response: { 101: z.undefined(), '4xx': errorSchema },
    },
    preValidation: async (request) => {
      if (limit.take(hashedNetwork(request.ip, context.networkKey))) return
      throw new Refusal(429, 'rate', 'Too many connections from one network: wait a little.', {
        retryAfter: 10,
      })
    },
    handler: async () => {
      throw new Refusal(426, 'upgrade', 'Open this address as a WebSocket.')
    },
    wsHandler: (socket, request) =>
      admission.open(socket, placeOf(request.ip, context.environment.siteAddresses)),
  })
}
