/**
 * Evidence packs, and copies for whoever asks what is kept. The safeguarding lead's alone, and whose look it is that says
 * why: nobody else sees one being made, or cancels it.
 */
import type { ServerResponse } from 'node:http'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { makingSchema, NOT_ALL, packQuerySchema } from '../../../lib/protocol/evidence-staff.ts'
import { lookIdSchema, LOOKING_ROLES } from '../../../lib/protocol/record-looks.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { packOfLook } from '../../evidence/pack/of-look.ts'
import { openLook } from '../../record/looks.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: LOOKING_ROLES } as const
const tags = ['evidence']
const ofLook = z.object({ look: lookIdSchema })

/** Aborted when whoever asked is gone before the whole answer was: whoever closes the page wants it no more. */
function goneOf(answer: ServerResponse): AbortSignal {
  const gone = new AbortController()
  // They may have left while it was read who they are.
  if (answer.destroyed) gone.abort()
  answer.once('close', () => void (answer.writableFinished || gone.abort()))
  return gone.signal
}

export const packRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  for (const [what, summary] of [
    ['pack', 'What one’s own look opens, as a zip or a PDF that anybody can verify'],
    ['copy', 'All that is kept about the pupil of one’s own look, for whoever asks for it'],
  ] as const) {
    app.route({
      method: 'GET',
      url: `/admin/record-looks/:look/${what}`,
      config: LEAD,
      schema: {
        tags,
        summary,
        params: ofLook,
        querystring: packQuerySchema,
        produces: ['application/zip', 'application/pdf'],
        response: { 200: z.any(), ...errors },
      },
      handler: async (request, reply) => {
        const { look } = request.params
        const made = await packOfLook(
          context,
          byOf(request),
          { ...request.query, what, look, gone: goneOf(reply.raw) },
          Date.now(),
        ).catch(async (error: unknown) => {
          if (error instanceof Refusal && error.code === 'cancelled')
            await note(context.db, actorOf(request), `evidence-${what}-cancelled`, look)
          throw error
        })
        const as = request.query.as ?? 'zip'
        await note(
          context.db,
          actorOf(request),
          `evidence-${what}`,
          `${look} rows:${made.rows}${made.isCut ? ' not-all' : ''} as ${as}`,
        )
        const day = new Date().toISOString().slice(0, 10)
        if (made.isCut) reply.header(NOT_ALL, '1')
        return reply
          .header('Content-Disposition', `attachment; filename="kerb-${what}-${day}.${as}"`)
          .type(`application/${as}`)
          .send(Buffer.from(made.bytes))
      },
    })
  }

  app.route({
    method: 'GET',
    url: '/admin/record-looks/:look/making',
    config: LEAD,
    schema: {
      tags,
      summary: 'How far the pack is that is being made for one’s own look',
      params: ofLook,
      response: { 200: makingSchema, ...errors },
    },
    handler: async (request) => {
      const { look } = request.params
      await openLook(context.db, look, byOf(request).person, Date.now(), 'pack')
      return { making: context.packs.making(look) }
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/record-looks/:look/making',
    config: LEAD,
    schema: {
      tags,
      summary: 'Cancel the pack that is being made for one’s own look',
      params: ofLook,
      response: { 200: makingSchema, ...errors },
    },
    handler: async (request) => {
      const { look } = request.params
      await openLook(context.db, look, byOf(request).person, Date.now(), 'pack')
      // It is on the audit where it ends.
      context.packs.cancel(look)
      return { making: null }
    },
  })
}
