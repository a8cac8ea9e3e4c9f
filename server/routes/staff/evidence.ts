/**
 * Holds and erasures. The safeguarding lead's, and whom an erasure is about is said by a look that says why; the head reads
 * what was held and erased. Heads of days say nothing about anybody.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  confirmErasureSchema,
  erasureIdSchema,
  erasureSchema,
  erasuresQuerySchema,
  erasuresSchema,
  evidenceStateSchema,
  headsQuerySchema,
  holdsSchema,
  liftSchema,
  newErasureSchema,
  newHoldSchema,
} from '../../../lib/protocol/evidence-staff.ts'
import { beforeSchema } from '../../../lib/protocol/paging.ts'
import { LOOKING_ROLES } from '../../../lib/protocol/record-looks.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import {
  confirmErasure,
  listErasures,
  planErasure,
  readErasure,
  stopErasure,
} from '../../evidence/erasures.ts'
import { listHolds, liftHold, makeHold } from '../../evidence/keep-holds.ts'
import { Erasing } from '../../evidence/erasing.ts'
import { evidenceState } from '../../evidence/state.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: LOOKING_ROLES } as const
const WATCH = { who: 'staff', roles: ['dsl', 'head'] } as const
const HEADS = { who: 'staff', roles: ['dsl', 'head', 'governor'] } as const
const tags = ['evidence']
const ofHold = z.object({ hold: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a hold')) })
const ofErasure = z.object({ erasure: erasureIdSchema })

export const evidenceRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const erasing = new Erasing(context, (error) => app.log.error({ err: error }, 'an erasure was not done'))
  app.addHook('onClose', () => erasing.close())

  app.route({
    method: 'GET',
    url: '/admin/evidence',
    config: HEADS,
    schema: {
      tags,
      summary: 'The heads of days, the newest first, and who is mailed them',
      querystring: headsQuerySchema,
      response: { 200: evidenceStateSchema, ...errors },
    },
    handler: async (request) => evidenceState(context, request.query.before),
  })

  app.route({
    method: 'GET',
    url: '/admin/holds',
    config: WATCH,
    schema: {
      tags,
      summary: 'Legal holds, those in force first',
      querystring: beforeSchema,
      response: { 200: holdsSchema, ...errors },
    },
    handler: async (request) => listHolds(context, Date.now(), request.query.before),
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
      return listHolds(context, now)
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
      return listHolds(context, now)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/erasures',
    config: WATCH,
    schema: {
      tags,
      summary: 'What was erased on demand',
      querystring: erasuresQuerySchema,
      response: { 200: erasuresSchema, ...errors },
    },
    handler: async (request) => listErasures(context, request.query.before),
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
      summary: 'Erase what was counted, for good; answers when it is done, or under way',
      params: ofErasure,
      body: confirmErasureSchema,
      response: { 200: erasureSchema, ...errors },
    },
    handler: async (request) => {
      const { erasure: id } = request.params
      await confirmErasure(context, byOf(request), { id, rows: request.body.rows }, Date.now())
      await erasing.begin()
      return readErasure(context, id)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/erasures/:erasure/stop',
    config: LEAD,
    schema: {
      tags,
      summary: 'Stop an erasure that is being carried out: what is left of the rows stays',
      params: ofErasure,
      response: { 200: erasureSchema, ...errors },
    },
    handler: async (request) => {
      const { erasure: id } = request.params
      await stopErasure(context, byOf(request), id)
      // Nobody may be at work on it: what was made of the rows that are gone goes now.
      await erasing.begin()
      return readErasure(context, id)
    },
  })
}
