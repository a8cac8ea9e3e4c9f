/** The school's own word on hosts: put right in one step, exported and imported. And what lists say of one. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  addCorrectionSchema,
  correctionSchema,
  correctionsFileSchema,
  correctionsSchema,
  importCorrectionsSchema,
  importedCorrectionsSchema,
  lookQuerySchema,
  lookSchema,
} from '../../../lib/protocol/list-corrections.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import {
  correct,
  exportCorrections,
  importCorrections,
  listCorrections,
  takeBack,
} from '../../lists/corrections.ts'
import { lookAt } from '../../lists/look.ts'
import { byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const tags = ['lists']
/** Five thousand corrections. */
const MOST_IMPORTED = 4 * 1024 * 1024
const params = z.object({
  correction: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a correction')),
})

export const listCorrectionRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { lists } = context

  app.route({
    method: 'GET',
    url: '/admin/lists/look',
    config: NETWORK,
    schema: {
      tags,
      summary: 'What is said of a host, and by which list',
      querystring: lookQuerySchema,
      response: { 200: lookSchema, ...errors },
    },
    handler: async (request) => lookAt(context, request.query.host),
  })

  app.route({
    method: 'GET',
    url: '/admin/lists/corrections',
    config: NETWORK,
    schema: {
      tags,
      summary: 'What the school has put right',
      response: { 200: correctionsSchema, ...errors },
    },
    handler: async () => ({ corrections: await listCorrections(context) }),
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/corrections',
    config: NETWORK,
    schema: {
      tags,
      summary: 'A host is wrongly listed: say what it is',
      body: addCorrectionSchema,
      response: { 200: correctionSchema, ...errors },
    },
    handler: async (request) => {
      const done = await correct(context, request.body, byOf(request), Date.now())
      lists.publishSoon()
      return done
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/lists/corrections/:correction',
    config: NETWORK,
    schema: { tags, summary: 'Take a correction back', params, response: { 204: z.undefined(), ...errors } },
    handler: async (request, reply) => {
      await takeBack(context, Number(request.params.correction), byOf(request), Date.now())
      lists.publishSoon()
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/lists/corrections/export',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Corrections as a file for other schools; it names nobody',
      response: { 200: correctionsFileSchema, ...errors },
    },
    handler: async (request, reply) => {
      const day = new Date().toISOString().slice(0, 10)
      reply.header('Content-Disposition', `attachment; filename="kerb-corrections-${day}.json"`)
      return exportCorrections(context, byOf(request))
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lists/corrections/import',
    config: NETWORK,
    bodyLimit: MOST_IMPORTED,
    schema: {
      tags,
      summary: 'Take over another school’s corrections; the school’s own stay',
      body: importCorrectionsSchema,
      response: { 200: importedCorrectionsSchema, ...errors },
    },
    handler: async (request) => {
      const done = await importCorrections(context, request.body, byOf(request), Date.now())
      lists.publishSoon()
      return done
    },
  })
}
