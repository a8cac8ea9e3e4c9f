/** The console's files, as `npm run build:console` made them. */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import staticFiles from '@fastify/static'
import type { FastifyPluginAsync } from 'fastify'

const DIST = fileURLToPath(new URL('../../console/dist', import.meta.url))

export const consoleRoutes: FastifyPluginAsync = async (app) => {
  if (!existsSync(DIST)) {
    app.get('/', { config: { who: 'anybody' }, schema: { hide: true } }, async (_request, reply) =>
      reply
        .code(404)
        .type('application/json; charset=utf-8')
        .serializer(JSON.stringify)
        .send({ error: 'not-built', message: 'The console is not built: run npm run build:console.' }),
    )
    return
  }
  await app.register(staticFiles, {
    root: DIST,
    // Routes for the files that are there, not one for whatever an address says.
    wildcard: false,
    index: 'index.html',
    setHeaders: (response, path) => {
      const named = /[/\\]assets[/\\]/.test(path)
      response.header('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
