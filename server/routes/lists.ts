/** Index files for devices: named by the hash of their content, in parts, or as what has changed since another one. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { indexDigestSchema } from '../../lib/protocol/lists-document.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { Proof } from '../device/proof.ts'
import { INDEX_FOLDER, IndexFiles, partOf } from '../lists/deliver.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

const SMALL_BODY = 64 * 1024

export const listsRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const files = new IndexFiles(join(context.environment.dataDir, INDEX_FOLDER))
  app.addHook('onClose', () => files.close())
  signedHooks(app, context, new Proof(context), () => SMALL_BODY)

  app.route({
    method: 'GET',
    url: '/v1/lists/index/:digest',
    config: { who: 'installation' },
    schema: {
      tags: ['device'],
      summary: 'An index of names, or with `from` what makes it of that one; a Range asks for a part',
      params: z.object({ digest: indexDigestSchema }),
      querystring: z.object({ from: z.optional(indexDigestSchema) }),
      response: { 200: z.any(), 206: z.any(), ...signedErrors },
    },
    handler: async (request, reply) => {
      const { digest } = request.params
      const { from } = request.query
      const { file, bytes } = await (from === undefined ? files.whole(digest) : files.change(from, digest))
      const part = partOf(request.headers.range, bytes)
      const sent = part ?? { from: 0, to: bytes - 1 }
      if (part) reply.code(206).header('Content-Range', `bytes ${part.from}-${part.to}/${bytes}`)
      return reply
        .header('Content-Length', sent.to - sent.from + 1)
        .type('application/octet-stream')
        .send(createReadStream(file, { start: sent.from, end: sent.to }))
    },
  })
}
