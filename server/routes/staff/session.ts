/** The session: by the administrator's one-time link, whose it is, and its end, here or everywhere. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sessionRequestSchema, sessionSchema } from '../../../lib/protocol/staff.ts'
import { ROLES } from '../../../lib/protocol/staff-roles.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { describeSession } from '../../staff/describe.ts'
import { actorOf, type Guard } from '../../staff/guard.ts'
import { useLink } from '../../staff/links.ts'
import { endSession, endSessionsOf } from '../../staff/sessions.ts'
import { begin } from '../../staff/sign-in.ts'
import { errors } from './errors.ts'

/** Tries of one address in a minute: a link has 192 random bits, this only keeps the log of tries short. */
const TRIES = 10
const ANY_ROLE = { who: 'staff', roles: ROLES } as const

export const sessionRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const { db } = context

  app.route({
    method: 'POST',
    url: '/admin/session',
    config: { who: 'anybody', rateLimit: { max: TRIES, timeWindow: '1 minute' } },
    schema: {
      tags: ['staff'],
      summary: 'Sign in with the secret of a one-time link',
      body: sessionRequestSchema,
      response: { 200: sessionSchema, ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      if (!(await useLink(db, request.body.link, now))) {
        throw new Refusal(
          401,
          'link',
          'The link was used or is too old: make a new one with npm run admin-link.',
        )
      }
      const session = await begin(context, guard, { request, reply }, { person: null, how: 'link' }, now)
      return describeSession(context, session)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/session',
    config: ANY_ROLE,
    schema: { tags: ['staff'], summary: 'Am I signed in?', response: { 200: sessionSchema, ...errors } },
    handler: async (request) => describeSession(context, request.staff.session),
  })

  app.route({
    method: 'DELETE',
    url: '/admin/session',
    config: ANY_ROLE,
    schema: { tags: ['staff'], summary: 'Sign out', response: { 204: z.undefined(), ...errors } },
    handler: async (request, reply) => {
      await endSession(db, request.staff.session.id, Date.now())
      guard.clearCookie(reply)
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/sessions',
    config: ANY_ROLE,
    schema: {
      tags: ['staff'],
      summary: 'Sign out everywhere: every session of whoever asks',
      response: { 204: z.undefined(), ...errors },
    },
    handler: async (request, reply) => {
      await endSessionsOf(db, request.staff.person, Date.now())
      await note(db, actorOf(request), 'sign-out-everywhere', '')
      guard.clearCookie(reply)
      return reply.code(204).send()
    },
  })
}
