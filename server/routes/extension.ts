/** The package and its update manifest: browsers fetch them without any key, so anybody may. */
import { createReadStream } from 'node:fs'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { EXTENSION_PATH, fileToServe } from '../rollout/hosted.ts'
import { errors } from './staff/errors.ts'

const YEAR = 31_536_000

export const extensionRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'GET',
    url: `${EXTENSION_PATH}:file`,
    config: { who: 'anybody' },
    schema: {
      tags: ['extension'],
      summary: 'update.xml, and the package that it names',
      params: z.object({ file: z.string().check(z.maxLength(100)) }),
      response: errors,
    },
    handler: async (request, reply) => {
      const file = await fileToServe(context.environment.packageDir, request.params.file)
      if (!file) throw new Refusal(404, 'not-found', 'No such file is hosted here.')
      reply
        .type(file.type)
        .header('Content-Length', file.size)
        .header('Cache-Control', file.isLasting ? `public, max-age=${YEAR}, immutable` : 'no-cache')
      return reply.send(createReadStream(file.path) as never)
    },
  })
}
