/** Alerts: for safeguarding leads, of whom deputies are some. Nobody else reads one; the head sees a week in numbers. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  ALERT_ROLES,
  alertsExportSchema,
  alertsQuerySchema,
  alertsSchema,
  assignSchema,
  closeSchema,
  dismissSchema,
  openedAlertSchema,
} from '../../../lib/protocol/alerts.ts'
import { z } from '../../../lib/zod.ts'
import { assignAlert, closeAlert, dismissAlert, reopenAlert } from '../../alerts/act.ts'
import { alertsCsv } from '../../alerts/export.ts'
import { countAlerts, listAlerts } from '../../alerts/list.ts'
import { openAlert } from '../../alerts/open.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { ReadNotes } from '../../db/read-notes.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { asFile } from './as-file.ts'
import { errors } from './errors.ts'

const LEAD = { who: 'staff', roles: ALERT_ROLES } as const
const tags = ['alerts']
const params = z.object({ alert: z.string().check(z.regex(/^\d{1,15}$/, 'the number of an alert')) })
const response = { 200: openedAlertSchema, ...errors }

export const alertRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  /** The page asks each quarter of a minute. */
  const readings = new ReadNotes(db, 'alerts')
  context.alerts.onError((error) => app.log.error({ err: error }, 'alerts were not looked at'))

  app.route({
    method: 'GET',
    url: '/admin/alerts',
    config: LEAD,
    schema: {
      tags,
      summary: 'Alerts: whose, which theme, how pressing; not what was searched for or written',
      querystring: alertsQuerySchema,
      response: { 200: alertsSchema, ...errors },
    },
    handler: async (request) => {
      const found = await listAlerts(context, request.query, request.staff.person, Date.now())
      await readings.note(actorOf(request), `${request.query.show}: ${found.alerts.length}`)
      return found
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/alerts.csv',
    config: LEAD,
    schema: {
      tags,
      summary: 'All alerts that fit the filters as CSV, the newest first',
      produces: ['text/csv'],
      querystring: alertsExportSchema,
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      const { query, staff } = request
      const count = await countAlerts(db, query, staff.person)
      await note(db, actorOf(request), 'alerts-export', `${count} alerts`)
      return asFile(reply, 'kerb-alerts', Date.now()).send(
        Readable.from(alertsCsv(context, query, staff.person)),
      )
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/alerts/:alert/open',
    config: LEAD,
    schema: {
      tags,
      summary: 'Open an alert: on record with who and when, and it waits no more',
      params,
      response,
    },
    handler: (request) => openAlert(context, Number(request.params.alert), byOf(request), Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/alerts/:alert/assign',
    config: LEAD,
    schema: {
      tags,
      summary: 'Give an alert to a safeguarding lead, or to nobody',
      params,
      body: assignSchema,
      response,
    },
    handler: (request) =>
      assignAlert(context, Number(request.params.alert), request.body.person, byOf(request), Date.now()),
  })

  app.route({
    method: 'POST',
    url: '/admin/alerts/:alert/dismiss',
    config: LEAD,
    schema: {
      tags,
      summary: 'There was nothing to it; what was wrong is learned, and can be taken back',
      params,
      body: dismissSchema,
      response,
    },
    handler: async (request) => {
      const { why: what, words } = request.body
      return dismissAlert(context, Number(request.params.alert), { what, words }, byOf(request), Date.now())
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/alerts/:alert/close',
    config: LEAD,
    schema: { tags, summary: 'Somebody has dealt with it', params, body: closeSchema, response },
    handler: async (request) => {
      const { outcome: what, words } = request.body
      return closeAlert(context, Number(request.params.alert), { what, words }, byOf(request), Date.now())
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/alerts/:alert/reopen',
    config: LEAD,
    schema: {
      tags,
      summary: 'Take back that it was dismissed or closed, and what that taught',
      params,
      response,
    },
    handler: (request) => reopenAlert(context, Number(request.params.alert), byOf(request), Date.now()),
  })
}
