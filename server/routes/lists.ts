/** Files of lists for devices: named by the hash of their content, in parts, or as what has changed since another one. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { indexDigestSchema } from '../../lib/protocol/lists-document.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { Proof } from '../device/proof.ts'
import { FILE_KINDS, ListFiles, LISTS_FOLDER, partOf } from '../lists/deliver.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

const SMALL_BODY = 64 * 1024
const WHAT = {
  index: 'An index of names',
  hot: 'The names of an index for the browser’s own rules',
} as const

export const listsRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  signedHooks(app, context, new Proof(context), () => SMALL_BODY)

  for (const kind of FILE_KINDS) {
    const files = new ListFiles(join(context.environment.dataDir, LISTS_FOLDER), kind)
    app.addHook('onClose', () => files.close())
    app.route({
      method: 'GET',
      url: `/v1/lists/${kind}/:digest`,
      config: { who: 'installation' },
      schema: {
        tags: ['device'],
        summary: `${WHAT[kind]}, or with \`from\` what makes it of that one; a Range asks for a part`,
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
}
