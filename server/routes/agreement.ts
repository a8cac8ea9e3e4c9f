/** The agreement, for devices: its texts by their names, and that somebody agreed. Signed, in whatever state one is. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { agreementNameSchema } from '../../lib/policy/agreement.ts'
import { agreementTextSchema, givensSchema, keptSchema } from '../../lib/protocol/agreement.ts'
import { z } from '../../lib/zod.ts'
import { AtOnce } from '../agreement/at-once.ts'
import { takeGiven } from '../agreement/given.ts'
import { textJson } from '../agreement/texts.ts'
import type { Context } from '../context.ts'
import { Proof } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

const SMALL_BODY = 64 * 1024
/** Texts that go out at the same time; each may hold a PDF of 2 MB. */
const TEXTS_AT_ONCE = 30
/** Seconds; each device adds a little of its own. */
const COME_BACK = 20
const CONFIG = { who: 'installation' } as const
const tags = ['agreement']

export const agreementRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const underWay = new AtOnce(TEXTS_AT_ONCE)
  signedHooks(app, context, new Proof(context), () => SMALL_BODY)

  app.route({
    method: 'GET',
    url: '/v1/agreement/:name',
    config: CONFIG,
    schema: {
      tags,
      summary: 'A text of the agreement, in force or not any more; its name is the hash of its content',
      params: z.object({ name: agreementNameSchema }),
      response: { 200: agreementTextSchema, 304: z.undefined(), ...signedErrors },
    },
    handler: async (request, reply) => {
      const { name } = request.params
      if (!underWay.take(reply.raw))
        throw new Refusal(503, 'busy', 'Many devices fetch this text now: come back in a moment.', {
          retryAfter: COME_BACK,
        })
      const json = await textJson(context, name)
      if (json === null) throw new Refusal(404, 'not-found', 'The school has published no text of this name.')
      const etag = `"${name}"`
      reply.header('ETag', etag)
      const known = request.headers['if-none-match']
      if (known?.split(',').some((tag) => tag.trim() === etag)) return reply.code(304).send()
      return reply
        .type('application/json; charset=utf-8')
        .serializer((text: string) => text)
        .send(json as never)
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/agreement',
    config: CONFIG,
    bodyLimit: SMALL_BODY,
    schema: {
      tags,
      summary: 'Somebody agreed here; kept first, then acknowledged. Repeating it is harmless',
      body: givensSchema,
      response: { 200: keptSchema, ...signedErrors },
    },
    handler: async (request) => {
      const { installation } = request
      if (!installation) throw new Error('a signed route ran without its proof')
      return { kept: await takeGiven(context, installation, request.body, Date.now()) }
    },
  })
}
