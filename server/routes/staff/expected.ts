/** The fleet as files, and the list of devices that the school expects. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  expectedFileSchema,
  expectedPlanSchema,
  fleetQuerySchema,
  neverSeenQuerySchema,
  neverSeenSchema,
} from '../../../lib/protocol/fleet.ts'
import { expectedCountSchema, expectedSchema } from '../../../lib/protocol/staff.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { addExpected } from '../../enrolment/expected.ts'
import { fleetCsv, neverSeenCsv } from '../../fleet/csv.ts'
import { previewExpected, takeExpected } from '../../fleet/expected-file.ts'
import { knownOf } from '../../fleet/fleet.ts'
import { NEVER_SEEN_PAGE, neverSeen } from '../../fleet/never-seen.ts'
import { actorOf } from '../../staff/guard.ts'
import { asFile } from './as-file.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
/** A list of twenty thousand devices, as JSON. */
const FILE_LIMIT = 4 * 1024 * 1024

export const expectedRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const isConnected = (id: number) => context.live.hub.of(id) !== undefined

  app.route({
    method: 'GET',
    url: '/admin/fleet/export',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'A view of the fleet as CSV',
      querystring: fleetQuerySchema,
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      const known = await knownOf(db, isConnected, now)
      await note(db, actorOf(request), 'fleet-export', request.query.show)
      return asFile(reply, 'kerb-devices', now).send(Readable.from(fleetCsv(db, request.query, known, now)))
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/fleet/never-seen',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Expected devices that never asked',
      querystring: neverSeenQuerySchema,
      response: { 200: neverSeenSchema, ...errors },
    },
    handler: async (request) => neverSeen(db, Number(request.query.page), NEVER_SEEN_PAGE),
  })

  app.route({
    method: 'GET',
    url: '/admin/fleet/never-seen/export',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Expected devices that never asked, as CSV',
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      await note(db, actorOf(request), 'fleet-export', 'never-seen')
      return asFile(reply, 'kerb-never-seen', Date.now()).send(Readable.from(neverSeenCsv(db)))
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/expected',
    config: NETWORK,
    bodyLimit: 2 * 1024 * 1024,
    schema: {
      tags: ['staff'],
      summary: 'Add devices that the school expects',
      body: expectedSchema,
      response: { 200: expectedCountSchema, ...errors },
    },
    handler: async (request) => {
      const added = await addExpected(db, request.body.devices, Date.now())
      await note(db, actorOf(request), 'expected-add', String(added))
      const { total } = await db
        .selectFrom('expected')
        .select((e) => e.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { added, total }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/expected/preview',
    config: NETWORK,
    bodyLimit: FILE_LIMIT,
    schema: {
      tags: ['staff'],
      summary: 'What a file of expected devices would change',
      body: expectedFileSchema,
      response: { 200: expectedPlanSchema, ...errors },
    },
    handler: async (request) => previewExpected(db, request.body),
  })

  app.route({
    method: 'POST',
    url: '/admin/expected/import',
    config: NETWORK,
    bodyLimit: FILE_LIMIT,
    schema: {
      tags: ['staff'],
      summary: 'Take a file of expected devices',
      body: expectedFileSchema,
      response: { 200: expectedPlanSchema, ...errors },
    },
    handler: async (request) => {
      const taken = await takeExpected(db, request.body, Date.now())
      await note(db, actorOf(request), 'expected-import', `+${taken.added} -${taken.removed}`)
      return taken
    },
  })
}
