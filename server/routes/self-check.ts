/** A device's self-check: what the school wants tried, and what came of it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  selfCheckReportSchema,
  selfCheckTakenSchema,
  selfCheckWantedSchema,
} from '../../lib/protocol/self-check.ts'
import { checkNotNowSchema, checkPutOffSchema } from '../../lib/protocol/self-check-plans.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { Proof } from '../device/proof.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import { addressesOf } from '../self-check/addresses.ts'
import { putOff } from '../self-check/asks.ts'
import { keepCheck } from '../self-check/keep.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

/** Each of its tries is a short line. */
const LONGEST = 128 * 1024
const ASKING = { perMinute: 6, burst: 12 }
const tags = ['device']

export const selfCheckRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  signedHooks(app, context, new Proof(context), () => LONGEST)
  const asking = new RateLimit(ASKING.perMinute, ASKING.burst)
  const takenFrom = (installation: Installation | null): Installation => {
    if (!installation) throw new Error('a signed route ran without its proof')
    if (!asking.take(installation.installation))
      throw new Refusal(429, 'rate', 'Asked too often: wait a little.', { retryAfter: 10 })
    return installation
  }

  app.route({
    method: 'GET',
    url: '/v1/self-check',
    config: { who: 'installation' },
    schema: {
      tags,
      summary: 'What the school wants tried beside Kerb’s own cases',
      response: { 200: selfCheckWantedSchema, ...signedErrors },
    },
    handler: async ({ installation }) => {
      takenFrom(installation)
      const addresses = await addressesOf(context.db)
      return { addresses: addresses.map(({ address, expected }) => ({ address, expected })) }
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/self-check',
    config: { who: 'installation' },
    bodyLimit: LONGEST,
    schema: {
      tags,
      summary: 'File what came of a self-check',
      body: selfCheckReportSchema,
      response: { 200: selfCheckTakenSchema, ...signedErrors },
    },
    handler: async ({ installation, body }) => keepCheck(context, takenFrom(installation), body, Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/v1/self-check/not-now',
    config: { who: 'installation' },
    bodyLimit: LONGEST,
    schema: {
      tags,
      summary: 'Say that this device cannot make the self-check that it was asked for',
      body: checkNotNowSchema,
      response: { 200: checkPutOffSchema, ...signedErrors },
    },
    handler: async ({ installation, body }) => {
      const { id } = takenFrom(installation)
      return { asked: await putOff(context.db, id, body, Date.now()) }
    },
  })
}
