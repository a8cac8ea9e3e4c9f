/** What devices speak: /v1. Every route but the nonce is signed; every answer carries the nonce for the next. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { pageAsksSchema, pageStatesSchema } from '../../lib/protocol/page-requests.ts'
import {
  activityRequestSchema,
  activityResponseSchema,
  base64urlSchema,
  enrolRequestSchema,
  enrolResponseSchema,
  envelopeSchema,
  heartbeatRequestSchema,
  heartbeatResponseSchema,
  nonceResponseSchema,
} from '../../lib/protocol/wire.ts'
import { ACTIVITY_PATH, ROWS_PARAMETER } from '../../lib/protocol/evidence.ts'
import { toBase64 } from '../../lib/protocol/bytes.ts'
import { parseSignature } from '../../lib/protocol/signature.ts'
import { z } from '../../lib/zod.ts'
import { takeAsks } from '../asking/take.ts'
import type { Context } from '../context.ts'
import { heartbeat } from '../device/heartbeat.ts'
import { RateLimit } from '../device/limits.ts'
import { placeOf } from '../device/place.ts'
import { hashedNetwork, Proof } from '../device/proof.ts'
import { readerOf } from '../documents/reader.ts'
import type { Installation } from '../enrolment/installations.ts'
import { Refusal } from '../errors.ts'
import type { SignedBatch } from '../evidence/verifier/proof.ts'
import { receive } from '../ingest/receive.ts'
import { epochOf } from '../keys/epoch.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

const KIB = 1024
const SMALL_BODY = 64 * KIB
/** 500 rows of ordinary size are about 200 kB compressed; the largest rows come fewer at a time. */
const ACTIVITY_BODY = 8 * KIB * KIB

const rowsQuery = z.object({ rows: base64urlSchema.check(z.length(43)) })

const notModified = z.undefined()

/** Nonces are free to make, but not free to answer. */
const NONCES_PER_NETWORK = 6000

export const deviceRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, nonces, environment } = context
  const proof = new Proof(context)
  const nonceLimit = new RateLimit(NONCES_PER_NETWORK)
  const place = (request: FastifyRequest) => placeOf(request.ip, environment.siteAddresses)

  signedHooks(app, context, proof, (url) => (url === ACTIVITY_PATH ? null : SMALL_BODY))

  app.route({
    method: 'GET',
    url: '/v1/nonce',
    config: { who: 'anybody' },
    schema: {
      tags: ['device'],
      summary: 'A nonce for the next signed request, and the time',
      response: { 200: nonceResponseSchema, ...signedErrors },
    },
    handler: async (request) => {
      if (!nonceLimit.take(hashedNetwork(request.ip, context.networkKey))) {
        throw new Refusal(429, 'rate', 'Too many nonces for one network: wait a little.', { retryAfter: 10 })
      }
      return { nonce: nonces.issue(), time: Date.now() }
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/enrol',
    config: { who: 'key' },
    bodyLimit: SMALL_BODY,
    schema: {
      tags: ['device'],
      summary: 'Ask to be enrolled; signed with the key that is enrolled',
      body: enrolRequestSchema,
      response: { 200: enrolResponseSchema, ...signedErrors },
    },
    handler: async (request) => {
      const { publicKey, token, claim } = request.body
      const { id, spki } = await proof.possession(request, publicKey)
      const now = Date.now()
      const at = place(request)
      const network = hashedNetwork(request.ip, context.networkKey)
      const ask = { installation: id, publicKey: spki, token, claim, place: at, network, now }
      return { installation: id, state: await context.enrolment.ask(ask), time: Date.now(), place: at }
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/heartbeat',
    config: { who: 'installation' },
    bodyLimit: SMALL_BODY,
    schema: {
      tags: ['device'],
      summary: 'I am here, with this policy and this many rows',
      body: heartbeatRequestSchema,
      response: { 200: heartbeatResponseSchema, ...signedErrors },
    },
    handler: async (request) =>
      heartbeat(context, signedBy(request), request.body, place(request), Date.now()),
  })

  app.route({
    method: 'POST',
    url: ACTIVITY_PATH,
    config: { who: 'installation' },
    bodyLimit: ACTIVITY_BODY,
    // Validated where it is unpacked, in the decoder: the same schema, off this thread when the batch is large.
    validatorCompiler: () => (value: unknown) => ({ value }),
    schema: {
      tags: ['device'],
      summary: 'Sealed activity rows; stored first, then acknowledged',
      body: activityRequestSchema,
      response: { 200: activityResponseSchema, ...signedErrors },
    },
    handler: async (request) =>
      receive(
        context,
        signedBy(request),
        request.rawBody,
        request.headers['content-encoding'],
        Date.now(),
        signedRows(request),
      ),
  })

  app.route({
    method: 'POST',
    url: '/v1/requests',
    config: { who: 'installation' },
    bodyLimit: SMALL_BODY,
    schema: {
      tags: ['device'],
      summary: 'Pages that somebody asks for here, and how all that were asked for here stand',
      body: pageAsksSchema,
      response: { 200: pageStatesSchema, ...signedErrors },
    },
    handler: async (request) =>
      takeAsks(context, signedBy(request), request.body, place(request), Date.now()),
  })

  envelopeRoute(
    app,
    '/v1/policy',
    'The signed policy, as far as it concerns this installation',
    async (request) => context.envelopes.policy(await readerOf(context, signedBy(request), Date.now())),
  )
  envelopeRoute(app, '/v1/lists', 'The signed category lists', () => context.envelopes.lists())

  envelopeRoute(app, '/v1/locked', 'The signed lists of illegal content, hashed', async (request) => {
    // Whoever may enrol could otherwise carry them off.
    if (signedBy(request).state !== 'confirmed')
      throw new Refusal(
        403,
        'not-confirmed',
        'These lists are for installations that the school has confirmed.',
      )
    return context.envelopes.locked()
  })

  // The epoch is read at the start too, so that a database that cannot answer stops the start and not a lesson.
  await epochOf(db)
}

/** The signature of a batch, which was verified, with the digest of the rows that it covers. */
function signedRows({ headers, query, raw }: FastifyRequest): SignedBatch | undefined {
  const { rows } = rowsQuery.safeParse(query).data ?? {}
  const parsed = parseSignature((name) => {
    const value = headers[name]
    return typeof value === 'string' ? value : null
  })
  // As it was sent: what only means the same was not signed in this form.
  const isPlain = raw.url === `${ACTIVITY_PATH}?${ROWS_PARAMETER}=${rows}`
  if (rows === undefined || !isPlain || 'error' in parsed) return undefined
  const { contentDigest: content, nonce, signature } = parsed
  return { rows, content, nonce, signature: toBase64(signature) }
}

function signedBy(request: FastifyRequest): Installation {
  if (!request.installation) throw new Error('a signed route ran without its proof')
  return request.installation
}

function envelopeRoute(
  app: FastifyInstance,
  url: string,
  summary: string,
  answer: (request: FastifyRequest) => Promise<{ etag: string; body: string } | null>,
): void {
  app.route({
    method: 'GET',
    url,
    config: { who: 'installation' },
    schema: {
      tags: ['device'],
      summary,
      response: { 200: envelopeSchema, 304: notModified, ...signedErrors },
    },
    handler: async (request, reply) => {
      const found = await answer(request)
      if (!found) throw new Refusal(404, 'not-published', 'Nothing is published yet.')
      reply.header('ETag', found.etag)
      const known = request.headers['if-none-match']
      if (known?.split(',').some((tag) => tag.trim() === found.etag)) return reply.code(304).send()
      // The text as it was signed and kept: serialising it again at each request would cost more than sending it.
      return reply
        .type('application/json; charset=utf-8')
        .serializer((text: string) => text)
        .send(found.body)
    },
  })
}
