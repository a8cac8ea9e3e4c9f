/** Pages that pupils ask for: before the network manager, and before the teachers of the lesson they were asked in. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { decideSchema, pageRequestsSchema } from '../../../lib/protocol/page-requests.ts'
import { beforeSchema } from '../../../lib/protocol/paging.ts'
import { z } from '../../../lib/zod.ts'
import { decide } from '../../asking/decide.ts'
import { endApproval } from '../../asking/keep-approval.ts'
import { listForLesson, listForNetwork } from '../../asking/list.ts'
import type { Context } from '../../context.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, ownLessons, TEACHER } from './lesson-common.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['asking']
const approval = z.string().check(z.regex(/^\d{1,15}$/, 'the number of an approval'))
const decided = z.object({ decided: z.int() })
const nothing = z.undefined()

export const pageRequestRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: '/admin/page-requests',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Pages that pupils ask for: open ones, what is open now, those decided last',
      querystring: beforeSchema,
      response: { 200: pageRequestsSchema, ...errors },
    },
    handler: async (request) => listForNetwork(context, Date.now(), request.query.before),
  })

  app.route({
    method: 'POST',
    url: '/admin/page-requests',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Open a page that pupils ask for, or say why not',
      body: decideSchema,
      response: { 200: decided, ...errors },
    },
    handler: async (request) => {
      const { requests, decision } = request.body
      return { decided: await decide(context, requests, decision, byOf(request), Date.now()) }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/page-approvals/:approval',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Close again what was opened',
      params: z.object({ approval }),
      response: { 204: nothing, ...errors },
    },
    handler: async (request, reply) => {
      await endApproval(context, Number(request.params.approval), byOf(request), Date.now())
      return reply.code(204).send()
    },
  })
}

export const lessonRequestRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { own, needOwn: preValidation } = ownLessons(context)

  app.route({
    method: 'GET',
    url: '/admin/lessons/:lesson/requests',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Pages that pupils asked for in a lesson',
      params: lessonParams,
      response: { 200: pageRequestsSchema, ...errors },
    },
    handler: async (request) => {
      const { lesson } = await own(request)
      return { requests: await listForLesson(context, lesson.id, Date.now()) }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/requests',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Open a page for pupils of a lesson, say why not, or hand the request on',
      params: lessonParams,
      body: decideSchema,
      response: { 200: decided, ...errors },
    },
    handler: async (request) => {
      const { requests, decision } = request.body
      const lesson = await own(request)
      const by = { ...byOf(request), lesson }
      return { decided: await decide(context, requests, decision, by, Date.now()) }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/lessons/:lesson/approvals/:approval',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Close again what was opened in a lesson',
      params: z.object({ ...lessonParams.shape, approval }),
      response: { 204: nothing, ...errors },
    },
    handler: async (request, reply) => {
      const { lesson } = await own(request)
      const by = { ...byOf(request), lesson: lesson.id }
      await endApproval(context, Number(request.params.approval), by, Date.now())
      return reply.code(204).send()
    },
  })
}
