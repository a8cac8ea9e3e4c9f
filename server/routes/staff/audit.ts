/**
 * The audit: for safeguarding leads and heads, who answer for the record; and what of it is about machines and rules for
 * network managers. That it was read is in it too.
 */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  AUDIT_ROLES,
  auditExportSchema,
  auditQuerySchema,
  auditSchema,
  type AuditQuery,
} from '../../../lib/protocol/audit.ts'
import { z } from '../../../lib/zod.ts'
import { auditCsv } from '../../audit/csv.ts'
import { AuditReader } from '../../audit/read.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { ReadNotes } from '../../db/read-notes.ts'
import { actorOf } from '../../staff/guard.ts'
import { asFile } from './as-file.ts'
import { errors } from './errors.ts'

const WATCH = { who: 'staff', roles: AUDIT_ROLES } as const
const tags = ['audit']

export const auditRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const readings = new ReadNotes(db, 'audit')

  app.route({
    method: 'GET',
    url: '/admin/audit',
    config: WATCH,
    schema: {
      tags,
      summary: 'Who did what and when, in words; a network manager has what is about machines and rules',
      querystring: auditQuerySchema,
      response: { 200: auditSchema, ...errors },
    },
    handler: async (request) => {
      const found = await new AuditReader(context, request.staff.roles).page(request.query)
      await readings.note(actorOf(request), wordsOf(request.query))
      return found
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/audit.csv',
    config: WATCH,
    schema: {
      tags,
      summary: 'The audit as CSV, as it is filtered',
      produces: ['text/csv'],
      querystring: auditExportSchema,
      response: { 200: z.string(), ...errors },
    },
    handler: async (request, reply) => {
      await note(db, actorOf(request), 'audit-export', wordsOf(request.query))
      const reader = new AuditReader(context, request.staff.roles)
      return asFile(reply, 'kerb-audit', Date.now()).send(Readable.from(auditCsv(reader, request.query)))
    },
  })
}

/** What of it was asked for. Nobody is named: `who` is a number. */
const wordsOf = ({ kind, from, to }: Omit<AuditQuery, 'before'>): string =>
  [
    kind ?? 'all',
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ].join(' ')
