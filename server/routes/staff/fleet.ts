/** The fleet: what is asking, what is enforcing, what is missing; and the decisions about it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { fleetQuerySchema, fleetSchema } from '../../../lib/protocol/fleet.ts'
import { decidedSchema, decisionSchema, openWindowSchema, windowSchema } from '../../../lib/protocol/staff.ts'
import { installationIdSchema } from '../../../lib/protocol/wire.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { decideByHand } from '../../enrolment/decide.ts'
import { findInstallation } from '../../enrolment/installations.ts'
import { closeWindow, currentWindow, openWindow } from '../../enrolment/windows.ts'
import { Refusal } from '../../errors.ts'
import { fleet } from '../../fleet/fleet.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const

export const fleetRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const isConnected = (id: number) => context.live.hub.of(id) !== undefined
  const windowState = async () => {
    const window = (await currentWindow(db, Date.now())) ?? null
    const last = await db
      .selectFrom('windows')
      .select('closed_reason')
      .where('closed', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return { window, lastEnded: last?.closed_reason ?? null }
  }

  app.route({
    method: 'GET',
    url: '/admin/fleet',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Fleet health and counts',
      querystring: fleetQuerySchema,
      response: { 200: fleetSchema, ...errors },
    },
    handler: async (request) => fleet(db, request.query, Date.now(), isConnected),
  })

  app.route({
    method: 'POST',
    url: '/admin/installations/:installation/decision',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Confirm or refuse an installation, or send it back to wait',
      params: z.object({ installation: installationIdSchema }),
      body: decisionSchema,
      response: { 200: decidedSchema, ...errors },
    },
    handler: async (request) => {
      const found = await findInstallation(db, request.params.installation)
      if (!found) throw new Refusal(404, 'not-found', 'There is no such installation.')
      const { state } = request.body
      await decideByHand(db, found, { state, reason: 'click' }, Date.now())
      context.live.hub.recheck(found.id)
      await note(db, actorOf(request), `enrolment-${state}`, found.installation)
      return { installation: found.installation, state }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/window',
    config: NETWORK,
    schema: { tags: ['staff'], summary: 'The enrolment window', response: { 200: windowSchema, ...errors } },
    handler: windowState,
  })

  app.route({
    method: 'POST',
    url: '/admin/window',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Open an enrolment window: so many, for so long',
      body: openWindowSchema,
      response: { 200: windowSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const { most, minutes } = request.body
      const id = await openWindow(db, most, now + minutes * 60_000, now)
      await note(db, actorOf(request), 'window-open', String(id))
      return windowState()
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/window',
    config: NETWORK,
    schema: { tags: ['staff'], summary: 'Close the window', response: { 200: windowSchema, ...errors } },
    handler: async (request) => {
      if (await closeWindow(db, 'by hand', Date.now())) await note(db, actorOf(request), 'window-close', '')
      return windowState()
    },
  })
}
