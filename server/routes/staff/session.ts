/** Signing in with a one-time link, and out. */
import rateLimit from '@fastify/rate-limit'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sessionRequestSchema, sessionSchema } from '../../../lib/protocol/staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { currentDocument } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import type { Guard } from '../../staff/guard.ts'
import { useLink } from '../../staff/links.ts'
import { endSession, IDLE, type Session, startSession } from '../../staff/sessions.ts'
import { errors } from './errors.ts'

/** Tries of one address in a minute: a link has 192 random bits, this only keeps the log of tries short. */
const TRIES = 10

export const sessionRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const { db } = context
  await app.register(rateLimit, { global: false })
  const describe = async (session: Session) => {
    const policy = await currentDocument(db, context.vault, 'policy')
    return {
      until: session.until,
      idleMinutes: IDLE / 60_000,
      ...(policy ? { school: policy.school.name } : {}),
    }
  }

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
      const { secret, session } = await startSession(db, now)
      await note(db, `administrator:${session.id}`, 'sign-in', '')
      guard.setCookie(reply, secret)
      return describe(session)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/session',
    config: { who: 'administrator' },
    schema: { tags: ['staff'], summary: 'Am I signed in?', response: { 200: sessionSchema, ...errors } },
    handler: async (request) => describe(await guard.need(request)),
  })

  app.route({
    method: 'DELETE',
    url: '/admin/session',
    config: { who: 'administrator' },
    schema: { tags: ['staff'], summary: 'Sign out', response: { 204: z.undefined(), ...errors } },
    handler: async (request, reply) => {
      const session = await guard.need(request)
      await endSession(db, session.id, Date.now())
      guard.clearCookie(reply)
      return reply.code(204).send()
    },
  })
}
