/** The page for parents. Anybody reads it, once the school has switched it on; until then there is nothing here. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { hashedNetwork } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { STYLE } from '../public-page/page.ts'
import { readPublicPage } from '../public-page/read.ts'
import { asPage, asStyle, styleOf } from './pages.ts'
import { errors } from './staff/errors.ts'

const ANYBODY = { who: 'anybody' } as const
const STYLE_SHEET = styleOf(new URL('../public-page/style.css', import.meta.url))

/** A school or a village may share one address. Requests a minute. */
const PER_NETWORK = 120

export const publicPageRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const limit = new RateLimit(PER_NETWORK)
  app.route({
    method: 'GET',
    url: '/parents',
    config: ANYBODY,
    schema: {
      tags: ['public'],
      summary: 'What is stopped and recorded, for parents; 404 while the school has it switched off',
      querystring: z.object({ lang: z.optional(z.string().check(z.maxLength(35))) }),
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      if (!limit.take(hashedNetwork(request.ip, context.networkKey)))
        throw new Refusal(429, 'rate', 'Too many requests from one network: wait a little.', {
          retryAfter: 10,
        })
      const accept = request.headers['accept-language']?.slice(0, 200)
      const found = await readPublicPage(context, { lang: request.query.lang, accept }, Date.now())
      if (found === null) throw new Refusal(404, 'not-found', 'There is nothing at this address.')
      asPage(reply)
      return reply
        .header('Cache-Control', 'public, max-age=60')
        .header('Vary', 'Accept-Language')
        .header('Content-Language', found.tag)
        .header('X-Robots-Tag', 'noindex')
        .send(found.page)
    },
  })

  app.route({
    method: 'GET',
    url: STYLE,
    config: ANYBODY,
    schema: {
      tags: ['public'],
      summary: 'How the page for parents looks',
      response: { 200: z.string(), ...errors },
    },
    handler: async (_request, reply) => {
      asStyle(reply)
      return reply.header('Cache-Control', 'public, max-age=3600').send(STYLE_SHEET)
    },
  })
}
