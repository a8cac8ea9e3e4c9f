/** OpenAPI at /docs, from the same schemas that validate. */
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

/** On the root itself, not in a plugin's own scope: it describes the routes that come after it. */
export async function documentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Kerb school server',
        version: '1',
        description:
          'Device routes (/v1) are signed: RFC 9421 with a nonce of this server. Staff routes (/admin) need a session.',
      },
      tags: [
        { name: 'device', description: 'What installations speak' },
        { name: 'staff', description: 'What the console speaks' },
        { name: 'lessons', description: 'What the console speaks of lessons' },
        { name: 'operation', description: 'Is it up?' },
      ],
    },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    // Its own policy instead of the console's: Swagger UI sets style attributes. Nothing else is served there.
    staticCSP: true,
    transformStaticCSP: () =>
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
      "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    uiConfig: { tryItOutEnabled: false, supportedSubmitMethods: [] },
  })
}
