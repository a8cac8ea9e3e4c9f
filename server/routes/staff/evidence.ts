/**
 * Evidence packs, copies for whoever asks what is kept, holds and erasures. The safeguarding lead's, through a look that
 * says why; the head reads what was held and erased. Heads of days say nothing about anybody.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  confirmErasureSchema,
  erasureIdSchema,
  erasureSchema,
  erasuresSchema,
  evidenceStateSchema,
  holdsSchema,
  liftSchema,
  newErasureSchema,
  newHoldSchema,
  packQuerySchema,
} from '../../../lib/protocol/evidence-staff.ts'
import { lookIdSchema, LOOKING_ROLES } from '../../../lib/protocol/record-looks.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { confirmErasure, listErasures, planErasure } from '../../evidence/erasures.ts'
import { listHolds, liftHold, makeHold } from '../../evidence/keep-holds.ts'
import { packOfLook } from '../../evidence/pack/of-look.ts'
import { evidenceState } from '../../evidence/state.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: LOOKING_ROLES } as const
const WATCH = { who: 'staff', roles: ['dsl', 'head'] } as const
const HEADS = { who: 'staff', roles: ['dsl', 'head', 'governor'] } as const
const tags = ['evidence']
const ofLook = z.object({ look: lookIdSchema })
const ofHold = z.object({ hold: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a hold')) })
const ofErasure = z.object({ erasure: erasureIdSchema })

export const evidenceRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
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
        const made = await packOfLook(context, byOf(request), { what, look, ...request.query }, Date.now())
        const as = request.query.as ?? 'zip'
        await note(context.db, actorOf(request), `evidence-${what}`, `${look} rows:${made.rows} as ${as}`)
        const day = new Date().toISOString().slice(0, 10)
        return reply
          .header('Content-Disposition', `attachment; filename="kerb-${what}-${day}.${as}"`)
          .type(`application/${as}`)
          .send(Buffer.from(made.bytes))
      },
    })
  }

  app.route({
    method: 'GET',
    url: '/admin/evidence',
    config: HEADS,
    schema: {
      tags,
      summary: 'The heads of the last days, and who is mailed them',
      response: { 200: evidenceStateSchema, ...errors },
    },
    handler: async () => evidenceState(context),
  })

  app.route({
    method: 'GET',
    url: '/admin/holds',
    config: WATCH,
    schema: { tags, summary: 'Legal holds, those in force first', response: { 200: holdsSchema, ...errors } },
    handler: async () => ({ holds: await listHolds(context, Date.now()) }),
  })

  app.route({
    method: 'POST',
    url: '/admin/holds',
    config: LEAD,
    schema: {
      tags,
      summary: 'Keep rows from being deleted, until a day and with a reason',
      body: newHoldSchema,
      response: { 200: holdsSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await makeHold(context, byOf(request), request.body, now)
      return { holds: await listHolds(context, now) }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/holds/:hold/lift',
    config: LEAD,
    schema: {
      tags,
      summary: 'Lift a hold before its end, with a reason',
      params: ofHold,
      body: liftSchema,
      response: { 200: holdsSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      await liftHold(context, byOf(request), Number(request.params.hold), request.body.words, now)
      return { holds: await listHolds(context, now) }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/erasures',
    config: WATCH,
    schema: { tags, summary: 'What was erased on demand', response: { 200: erasuresSchema, ...errors } },
    handler: async () => ({ erasures: await listErasures(context) }),
  })

  app.route({
    method: 'POST',
    url: '/admin/erasures',
    config: LEAD,
    schema: {
      tags,
      summary: 'Count what an erasure would delete; deletes nothing',
      body: newErasureSchema,
      response: { 200: erasureSchema, ...errors },
    },
    handler: async (request) => planErasure(context, byOf(request), request.body, Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/erasures/:erasure/confirm',
    config: LEAD,
    schema: {
      tags,
      summary: 'Erase what was counted, for good',
      params: ofErasure,
      body: confirmErasureSchema,
      response: { 200: erasureSchema, ...errors },
    },
    handler: async (request) =>
      confirmErasure(
        context,
        byOf(request),
        { id: request.params.erasure, rows: request.body.rows },
        Date.now(),
      ),
  })
}
