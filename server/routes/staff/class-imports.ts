/** Rosters: uploaded and previewed, applied, undone. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  appliedSchema,
  applySchema,
  rosterPreviewSchema,
  undoneSchema,
} from '../../../lib/protocol/classes.ts'
import { applyPreview, undoLast } from '../../classes/imports.ts'
import { makePreview } from '../../classes/previews.ts'
import { RosterReader } from '../../classes/reader.ts'
import { RosterError } from '../../classes/roster.ts'
import { UPLOAD_TYPES } from '../../classes/uploads.ts'
import { dayIn } from '../../classes/values.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { policyInForce, zoneOf } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['classes']
const MOST_UPLOADED = 20 * 1024 * 1024

export const classImportRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const reader = new RosterReader()
  // Kept as it came, in memory, for the thread that reads it.
  app.addContentTypeParser([...UPLOAD_TYPES], { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )

  app.route({
    method: 'POST',
    url: '/admin/classes/import/preview',
    config: NETWORK,
    bodyLimit: MOST_UPLOADED,
    schema: {
      tags,
      summary: 'Upload a roster and see what it would change',
      description:
        'A OneRoster 1.2 export (the zip, or its CSV files) or one plain CSV file, as multipart/form-data, application/zip or text/csv. Nothing changes until it is applied.',
      consumes: [...UPLOAD_TYPES],
      response: { 200: rosterPreviewSchema, ...errors },
    },
    handler: async (request) => {
      const { body } = request
      const contentType = request.headers['content-type'] ?? ''
      if (!Buffer.isBuffer(body) || (request.headers['content-encoding'] ?? 'identity') !== 'identity')
        throw new Refusal(
          422,
          'upload',
          'Send the files as multipart/form-data, or one as application/zip or text/csv, without Content-Encoding.',
        )
      const now = Date.now()
      const zone = zoneOf(await policyInForce(context))
      try {
        const roster = await reader.read({ body, contentType, today: dayIn(zone, now) })
        const preview = await makePreview(context, roster, now)
        await note(db, actorOf(request), 'roster-preview', `${roster.classes.length} classes`)
        return preview
      } catch (error) {
        if (error instanceof RosterError)
          throw new Refusal(422, `roster-${error.code}`, error.message, { field: error.file ?? undefined })
        throw error
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/classes/import/apply',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Apply a preview',
      body: applySchema,
      response: { 200: appliedSchema, ...errors },
    },
    handler: async (request) => {
      const by = { actor: actorOf(request), now: Date.now() }
      const counts = await applyPreview(context, request.body, by)
      context.live.rostersChangedSoon()
      return { counts }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/classes/import/undo',
    config: NETWORK,
    schema: { tags, summary: 'Undo the last import', response: { 200: undoneSchema, ...errors } },
    handler: async (request) => {
      const undone = await undoLast(context, { actor: actorOf(request), now: Date.now() })
      context.live.rostersChangedSoon()
      return undone
    },
  })
}
