/** What is opened, and whose browsing is paused, for a time. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { exceptionsSchema, newSuspensionSchema, newUnblockSchema } from '../../../lib/protocol/exceptions.ts'
import { beforeSchema } from '../../../lib/protocol/paging.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { listExceptions } from '../../exceptions/list.ts'
import { endException, openForSomebody, pause } from '../../exceptions/make.ts'
import { byOf, type Staff } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
/** Who may take somebody's browsing away. */
const PAUSING = { who: 'staff', roles: ['network', 'dsl', 'head'] } as const
const tags = ['exceptions']
const params = z.object({
  exception: z.string().check(z.regex(/^\d{1,15}$/, 'the number of an unblock or a suspension')),
})
const answers = { 200: exceptionsSchema, ...errors }

export const exceptionRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const list = ({ roles }: Staff, before?: string) =>
    listExceptions(
      context,
      roles.includes('network') ? ['unblock', 'suspension'] : ['suspension'],
      Date.now(),
      before,
    )

  app.route({
    method: 'GET',
    url: '/admin/exceptions',
    config: PAUSING,
    schema: {
      tags,
      summary: 'Unblocks and suspensions, as far as the reader decides about them',
      querystring: beforeSchema,
      response: answers,
    },
    handler: async (request) => list(request.staff, request.query.before),
  })

  app.route({
    method: 'POST',
    url: '/admin/unblocks',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Open sites for somebody for a time',
      body: newUnblockSchema,
      response: answers,
    },
    handler: async (request) => {
      await openForSomebody(context, request.body, byOf(request), Date.now())
      return list(request.staff)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/suspensions',
    config: PAUSING,
    schema: {
      tags,
      summary: 'Pause somebody’s browsing for a time',
      body: newSuspensionSchema,
      response: answers,
    },
    handler: async (request) => {
      await pause(context, request.body, byOf(request), Date.now())
      return list(request.staff)
    },
  })

  for (const [kind, config] of [
    ['unblock', NETWORK],
    ['suspension', PAUSING],
  ] as const) {
    app.route({
      method: 'DELETE',
      url: `/admin/${kind}s/:exception`,
      config,
      schema: { tags, summary: `End this ${kind} now`, params, response: answers },
      handler: async (request) => {
        await endException(context, kind, Number(request.params.exception), byOf(request), Date.now())
        return list(request.staff)
      },
    })
  }
}
