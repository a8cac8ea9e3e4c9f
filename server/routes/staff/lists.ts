/** Sources of category lists, for whoever looks after the network: added, fetched, compared, taken, put back. */
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  addListSourceSchema,
  changeListSourceSchema,
  decideListUpdateSchema,
  listDiffQuerySchema,
  listDiffSchema,
  listFileQuerySchema,
  listHistorySchema,
  listPresetsSchema,
  listSourceSchema,
  listSourcesSchema,
  pinListSourceSchema,
} from '../../../lib/protocol/list-sources.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { discardUpdate, pinSource, takeUpdate } from '../../lists/decide.ts'
import { MOST_UPLOADED } from '../../lists/limits.ts'
import { presetsFor } from '../../lists/presets.ts'
import { addSource, allSources, changeSource, describe, removeSource } from '../../lists/sources.ts'
import { describeUpdate, needSource, needUpdate, updateIn } from '../../lists/store.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['lists']
const FILE = 'application/octet-stream'
const SHOWN = 50
const params = z.object({ source: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a source')) })
const answers = { 200: listSourceSchema, ...errors }

export const listRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, lists } = context
  lists.onError((error) => app.log.error({ err: error }, 'lists were not brought up to date'))
  // As it comes: a list need not fit into memory.
  app.addContentTypeParser(FILE, (_request, payload, done) => done(null, payload))
  const now = async (source: string) => describe(context, await needSource(db, Number(source)))

  app.route({
    method: 'GET',
    url: '/admin/lists/sources',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Sources of lists, and how they are',
      response: { 200: listSourcesSchema, ...errors },
    },
    handler: async () => allSources(context, Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/lists/presets',
    config: NETWORK,
    schema: { tags, summary: 'Well-known public sources', response: { 200: listPresetsSchema, ...errors } },
    handler: async () => ({ presets: await presetsFor(db) }),
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/sources',
    config: NETWORK,
    schema: { tags, summary: 'Add a source', body: addListSourceSchema, response: answers },
    handler: async (request) => {
      const row = await addSource(context, request.body, byOf(request), Date.now())
      if (row.address !== null) lists.fetch(row)
      return describe(context, row)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/sources/:source',
    config: NETWORK,
    schema: { tags, summary: 'Change a source', params, body: changeListSourceSchema, response: answers },
    handler: async (request) => {
      const row = await changeSource(context, Number(request.params.source), request.body, byOf(request))
      return describe(context, row)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/lists/sources/:source',
    config: NETWORK,
    schema: { tags, summary: 'Remove a source', params, response: { 204: z.undefined(), ...errors } },
    handler: async (request, reply) => {
      await removeSource(context, Number(request.params.source), byOf(request))
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/sources/:source/fetch',
    config: NETWORK,
    schema: { tags, summary: 'Ask for it now', params, response: answers },
    handler: async (request) => {
      const row = await needSource(db, Number(request.params.source))
      lists.fetch(row)
      await note(db, actorOf(request), 'list-fetch', String(row.id))
      return describe(context, row)
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/sources/:source/file',
    config: NETWORK,
    bodyLimit: MOST_UPLOADED,
    schema: {
      tags,
      summary: 'Upload its new file',
      consumes: [FILE],
      params,
      querystring: listFileQuerySchema,
      response: answers,
    },
    handler: async (request) => {
      const row = await needSource(db, Number(request.params.source))
      if (row.address !== null)
        throw new Refusal(409, 'has-address', 'This source comes from its address: add another for files.')
      const path = lists.newFile()
      try {
        await keep(request.body, path)
        lists.takeFile(row.id, path)
      } catch (error) {
        await rm(dirname(path), { recursive: true, force: true })
        throw error
      }
      const file = request.query.name.replace(/[\p{Cc}\p{Cf}]/gu, '')
      await db.updateTable('list_sources').set({ file }).where('id', '=', row.id).execute()
      await note(db, actorOf(request), 'list-upload', String(row.id))
      return now(request.params.source)
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/lists/sources/:source/history',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Its updates, newest first',
      params,
      response: { 200: listHistorySchema, ...errors },
    },
    handler: async (request) => {
      const { id } = await needSource(db, Number(request.params.source))
      const rows = await db
        .selectFrom('list_updates')
        .selectAll()
        .where('source', '=', id)
        .orderBy('id', 'desc')
        .limit(SHOWN)
        .execute()
      const updates = []
      for (const row of rows) updates.push(await describeUpdate(context, row))
      return { updates }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/lists/sources/:source/diff',
    config: NETWORK,
    schema: {
      tags,
      summary: 'What has changed between two updates',
      params,
      querystring: listDiffQuerySchema,
      response: { 200: listDiffSchema, ...errors },
    },
    handler: async (request) => {
      const source = Number(request.params.source)
      const { from, to } = request.query
      const [before, after] = [
        from === undefined
          ? await updateIn(db, source, 'in-force')
          : await needUpdate(db, source, Number(from)),
        await needUpdate(db, source, Number(to)),
      ]
      if (after.kept === 0 || before?.kept === 0)
        throw new Refusal(409, 'not-kept', 'The names of this update are no longer kept.')
      return lists.diff(before?.digest ?? null, after.digest)
    },
  })

  for (const [what, summary, decide] of [
    ['take', 'Bring a held or an earlier update into force', takeUpdate],
    ['discard', 'A held update is not wanted', discardUpdate],
  ] as const) {
    app.route({
      method: 'POST',
      url: `/admin/lists/sources/:source/${what}`,
      config: NETWORK,
      schema: { tags, summary, params, body: decideListUpdateSchema, response: answers },
      handler: async (request) => {
        const { source } = request.params
        await decide(context, Number(source), request.body, byOf(request), Date.now())
        lists.publishSoon()
        return now(source)
      },
    })
  }

  app.route({
    method: 'POST',
    url: '/admin/lists/sources/:source/pin',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Keep what is in force, or not',
      params,
      body: pinListSourceSchema,
      response: answers,
    },
    handler: async (request) => {
      const { source } = request.params
      await pinSource(context, Number(source), request.body.pinned, byOf(request))
      lists.publishSoon()
      return now(source)
    },
  })
}

/** Fastify counts a body against its limit only where it reads it itself. */
async function keep(body: unknown, path: string): Promise<void> {
  if (!(body instanceof Readable)) throw new Refusal(422, 'upload', 'No file came.')
  let bytes = 0
  const counted = async function* (pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      bytes += piece.length
      if (bytes > MOST_UPLOADED) throw new Refusal(413, 'too-large', 'The file is larger than any list.')
      yield piece
    }
  }
  await pipeline(body, counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
  if (bytes === 0) throw new Refusal(422, 'upload', 'The file is empty.')
}
