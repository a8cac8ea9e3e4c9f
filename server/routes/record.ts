/** What the school sees about whoever uses a device, for them alone. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { ownRecordSchema } from '../../lib/protocol/own-record.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { Proof } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { ownRecord } from '../record/own-record.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

/** A page that is looked at again and again asks each time. */
const READING = { perMinute: 20, burst: 40 }

export const recordRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  signedHooks(app, context, new Proof(context), () => null)
  const reading = new RateLimit(READING.perMinute, READING.burst)

  app.route({
    method: 'GET',
    url: '/v1/record',
    config: { who: 'installation' },
    schema: {
      tags: ['device'],
      summary: 'What the school sees today about the person who uses this installation',
      response: { 200: ownRecordSchema, ...signedErrors },
    },
    handler: async ({ installation }) => {
      if (!installation) throw new Error('a signed route ran without its proof')
      if (!reading.take(installation.installation))
        throw new Refusal(429, 'rate', 'Asked too often: wait a little.', { retryAfter: 10 })
      return ownRecord(context, installation, Date.now())
    },
  })
}
