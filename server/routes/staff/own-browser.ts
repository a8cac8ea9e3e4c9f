/** What a teacher's own browser knows: its tabs, and what a page frames. Asked of their own device, at their click. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { needsSchema, ownTabsSchema, pageSchema } from '../../../lib/protocol/lessons.ts'
import { devicesOf } from '../../classes/lookup.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import type { Connection } from '../../live/connection.ts'
import type { Staff } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { TEACHER } from './lesson-common.ts'

/** Tabs are listed at once; a page that is not open is loaded first. Milliseconds. */
const TABS_WITHIN = 4_000
const PAGE_WITHIN = 15_000
const tags = ['lessons']

export const ownBrowserRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, live } = context

  /** The device of theirs that was heard of last and is connected. */
  const ownBrowser = async ({ person }: Staff): Promise<Connection> => {
    const devices = person === null ? [] : ((await devicesOf(db, [person])).get(person) ?? [])
    for (const { id } of devices) {
      const connection = live.hub.of(id)
      if (connection) return connection
    }
    throw new Refusal(
      409,
      'no-browser',
      'Your own browser is not connected: this needs a browser with Kerb that is signed in as you.',
    )
  }

  app.route({
    method: 'GET',
    url: '/admin/lessons/own-tabs',
    config: TEACHER,
    schema: { tags, summary: 'What my own browser has open', response: { 200: ownTabsSchema, ...errors } },
    handler: async (request) => ({
      tabs: [...(await live.asks.ask(await ownBrowser(request.staff), TABS_WITHIN))],
    }),
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/needs',
    config: TEACHER,
    schema: {
      tags,
      summary: 'The hosts that a page frames, as my own browser sees it',
      body: pageSchema,
      response: { 200: needsSchema, ...errors },
    },
    handler: async (request) => {
      const connection = await ownBrowser(request.staff)
      const tabs = await live.asks.ask(connection, PAGE_WITHIN, request.body.url)
      return { frames: [...new Set(tabs.flatMap(({ frames }) => frames))] }
    },
  })
}
