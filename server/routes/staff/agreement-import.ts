/** Parents' permissions from a CSV file, and everything on record as CSV. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  applyPermissionsSchema,
  permissionsAppliedSchema,
  permissionsPreviewSchema,
} from '../../../lib/protocol/agreement-staff.ts'
import { z } from '../../../lib/zod.ts'
import { exportAgreed, exportPermissions } from '../../agreement/export.ts'
import { applyPermissions, previewPermissions } from '../../agreement/import.ts'
import { readPermissions } from '../../agreement/read-permissions.ts'
import { needYear } from '../../agreement/set-permission.ts'
import { yearNow } from '../../agreement/years.ts'
import { RosterError } from '../../classes/roster.ts'
import { uploadsOf } from '../../classes/uploads.ts'
import { dayIn } from '../../classes/values.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { policyInForce, zoneOf } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const OFFICE = { who: 'staff', roles: ['network', 'dsl', 'office'] } as const
const tags = ['agreement']
/** Twenty thousand lines. */
const MOST_UPLOADED = 2 * 1024 * 1024
const TYPES = ['multipart/form-data', 'text/csv']
const query = z.object({ year: z.optional(z.string().check(z.regex(/^\d{4}$/, 'a school year, as 2026'))) })

export const agreementImportRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (
  app,
  { context },
) => {
  const { db } = context
  // Kept as it came: it is read in pieces.
  app.addContentTypeParser(TYPES, { parseAs: 'buffer' }, (_request, body, done) => done(null, body))

  app.route({
    method: 'POST',
    url: '/admin/agreement/permissions/preview',
    config: OFFICE,
    bodyLimit: MOST_UPLOADED,
    schema: {
      tags,
      summary: 'Upload parents’ permissions and see what they would change',
      description:
        'One CSV file with the columns e-mail, permission (yes or no), date and by, as multipart/form-data or text/csv.',
      consumes: TYPES,
      querystring: query,
      response: { 200: permissionsPreviewSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const policy = await policyInForce(context)
      const current = yearNow(policy, now)
      const year = request.query.year === undefined ? current : Number(request.query.year)
      needYear(year, current)
      const today = dayIn(zoneOf(policy), now)
      try {
        const { name, bytes } = await onlyFile(request.body, request.headers['content-type'])
        const preview = await previewPermissions(
          context,
          await readPermissions(name, bytes, today),
          year,
          now,
        )
        const counts = `${year} given:${preview.given} withdrawn:${preview.withdrawn}`
        await note(db, actorOf(request), 'agreement-permissions-preview', counts)
        return preview
      } catch (error) {
        if (error instanceof RosterError)
          throw new Refusal(422, `permissions-${error.code}`, error.message, {
            field: error.file ?? undefined,
          })
        throw error
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/agreement/permissions/apply',
    config: OFFICE,
    schema: {
      tags,
      summary: 'Apply a preview',
      body: applyPermissionsSchema,
      response: { 200: permissionsAppliedSchema, ...errors },
    },
    handler: async (request) => {
      return applyPermissions(context, request.body.preview, byOf(request), Date.now())
    },
  })

  for (const [what, summary, make] of [
    ['agreed', 'Who agreed to which text when and where, as CSV', exportAgreed],
    ['permissions', 'Parents’ permissions, as CSV', exportPermissions],
  ] as const) {
    app.route({
      method: 'GET',
      url: `/admin/agreement/export/${what}.csv`,
      config: OFFICE,
      schema: { tags, summary, produces: ['text/csv'], response: { 200: z.string(), ...errors } },
      handler: async (request, reply) => {
        const { rows, csv } = await make(context)
        await note(db, actorOf(request), 'agreement-export', `${what}:${rows}`)
        const day = new Date().toISOString().slice(0, 10)
        reply.header('Content-Disposition', `attachment; filename="kerb-agreement-${what}-${day}.csv"`)
        return reply
          .type('text/csv; charset=utf-8')
          .serializer((text: string) => text)
          .send(csv)
      },
    })
  }
}

/** The one file of an upload. Throws a Refusal (422) for none or several. */
async function onlyFile(body: unknown, contentType = ''): Promise<{ name: string; bytes: Uint8Array }> {
  if (!Buffer.isBuffer(body))
    throw new Refusal(422, 'upload', 'Send the file as multipart/form-data or text/csv.')
  const [file, ...more] = await uploadsOf(body, contentType)
  if (file && more.length === 0)
    return { ...file, name: file.name.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 100) }
  throw new Refusal(422, 'upload', file ? 'Send one file at a time.' : 'No file came.')
}
