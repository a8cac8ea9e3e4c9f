/** The page for parents, by those who answer for what it says: whether it is there, and what groups are called on it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { publicPageSchema, publicPageSettingsSchema } from '../../../lib/protocol/public-page.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { readPublicPage } from '../../public-page/read.ts'
import { readSettings, setSettings } from '../../public-page/settings.ts'
import { actorOf } from '../../staff/guard.ts'
import { asPage } from '../pages.ts'
import { errors } from './errors.ts'

const WHO = { who: 'staff', roles: ['network', 'dsl', 'head'] } as const
const tags = ['public']

export const publicPageStaffRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (
  app,
  { context },
) => {
  app.route({
    method: 'GET',
    url: '/admin/public-page',
    config: WHO,
    schema: {
      tags,
      summary: 'Is the page for parents there, and what does the school say on it?',
      response: { 200: publicPageSchema, ...errors },
    },
    handler: async () => readSettings(context),
  })

  app.route({
    method: 'POST',
    url: '/admin/public-page',
    config: WHO,
    schema: {
      tags,
      summary: 'Switch it, name the groups, say whom to ask',
      body: publicPageSettingsSchema,
      response: { 200: publicPageSchema, ...errors },
    },
    handler: async (request) => {
      await setSettings(context, request.body, actorOf(request), Date.now())
      return readSettings(context)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/public-page/preview',
    config: WHO,
    schema: {
      tags,
      summary: 'The page as parents would read it, switched on or not',
      querystring: z.object({ lang: z.optional(z.string().check(z.maxLength(35))) }),
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      const found = await readPublicPage(context, request.query, Date.now(), true)
      if (found === null)
        throw new Refusal(
          404,
          'not-found',
          'There is nothing to show yet: name a group, and publish a policy.',
        )
      asPage(reply)
      return reply.send(found.page)
    },
  })
}
