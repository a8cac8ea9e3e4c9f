/** JSON bodies are kept as the bytes that arrived: signatures cover those. */
import type { FastifyInstance } from 'fastify'

declare module 'fastify' {
  interface FastifyRequest {
    /** The body exactly as it arrived, compressed or not; null when there was none. */
    rawBody: Buffer | null
  }
}

/** Every JSON body arrives as a Buffer; `readBody` or a route of its own turns it into a value. */
export function keepRawBodies(app: FastifyInstance): void {
  app.decorateRequest('rawBody', null)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.rawBody = body as Buffer
    done(null, body)
  })
}
