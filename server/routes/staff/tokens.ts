/** Enrolment tokens: made, listed without their text, revoked. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { createdTokenSchema, newTokenSchema, tokensSchema } from '../../../lib/protocol/staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { createToken, listTokens, revokeToken } from '../../enrolment/tokens.ts'
import { Refusal } from '../../errors.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const DAY = 86_400_000

export const tokenRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const list = async () => {
    const folded = await db
      .selectFrom('folded')
      .select(['token', sql<number>`sum(asks)`.as('asks')])
      .where('hour', '>', Date.now() - DAY)
      .groupBy('token')
      .execute()
    const tokens = (await listTokens(db)).map(({ last_used, ...token }) => ({
      ...token,
      lastUsed: last_used,
      folded: folded.find((f) => f.token === token.id)?.asks ?? 0,
    }))
    return { tokens }
  }

  app.route({
    method: 'GET',
    url: '/admin/tokens',
    config: NETWORK,
    schema: { tags: ['staff'], summary: 'Enrolment tokens', response: { 200: tokensSchema, ...errors } },
    handler: list,
  })

  app.route({
    method: 'POST',
    url: '/admin/tokens',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Make a token; its text is told once',
      body: newTokenSchema,
      response: { 200: createdTokenSchema, ...errors },
    },
    handler: async (request) => {
      const { label, days } = request.body
      const created = await createToken(db, label, days === undefined ? null : Date.now() + days * DAY)
      await note(db, actorOf(request), 'token-create', String(created.id))
      return created
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/tokens/:id',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Revoke a token',
      params: z.object({ id: z.string().check(z.regex(/^\d{1,9}$/, 'the number of a token')) }),
      response: { 200: tokensSchema, ...errors },
    },
    handler: async (request) => {
      if (!(await revokeToken(db, Number(request.params.id), Date.now()))) {
        throw new Refusal(404, 'not-found', 'There is no such active token.')
      }
      await note(db, actorOf(request), 'token-revoke', request.params.id)
      return list()
    },
  })
}
