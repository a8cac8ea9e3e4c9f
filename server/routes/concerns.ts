/**
 * Concerns from devices: signed by an installation in whatever state it is, which is the proof that they come from the
 * school, and nothing of which is kept. See docs/adr/0014-concerns.md.
 */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  concernAcceptedSchema,
  concernRequestSchema,
  followUpRequestSchema,
  ledgerResponseSchema,
  MAILBOX_HEADER,
  mailboxSchema,
} from '../../lib/protocol/concerns.ts'
import { concernIdSchema } from '../../lib/protocol/sealed.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { RateLimit } from '../device/limits.ts'
import { hashedNetwork, Proof } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { addFollowUp, mailboxOf, receive } from '../safeguarding/receive.ts'
import { ConcernRoom, weightOf, type Writer } from '../safeguarding/room.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'

const KIB = 1024
/** Words and a picture, sealed, for up to forty readers, and a name behind every two of twenty. */
const CONCERN_BODY = 1280 * KIB
const MESSAGE_BODY = 64 * KIB
/** What one child writes in a minute, and what waited while there was no network. */
const CONCERNS = { perMinute: 4, burst: 20 }
/** A page that shows answers asks for each of them. */
const MAILBOXES = { perMinute: 60, burst: 120 }

const CONFIG = { who: 'installation', isUncounted: true } as const
const tags = ['concerns']
const params = z.object({ concern: concernIdSchema })

export const concernRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  signedHooks(app, context, new Proof(context), (url) => (LARGE.includes(url) ? CONCERN_BODY : MESSAGE_BODY))
  const writing = new RateLimit(CONCERNS.perMinute, CONCERNS.burst)
  const reading = new RateLimit(MAILBOXES.perMinute, MAILBOXES.burst)
  const room = new ConcernRoom()
  const writerOf = ({ installation, ip }: FastifyRequest): Writer => ({
    installation: installation ?? { installation: '', state: 'waiting' },
    network: hashedNetwork(ip, context.networkKey),
  })

  app.route({
    method: 'POST',
    url: CONCERNS_URL,
    config: CONFIG,
    bodyLimit: CONCERN_BODY,
    schema: {
      tags,
      summary: 'A concern, sealed; kept first, then acknowledged. Repeating it is harmless',
      body: concernRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => {
      needRate(writing, request)
      const needRoom = () => room.take(writerOf(request), weightOf(request.body))
      return { state: await receive(context, request.body, needRoom, Date.now()) }
    },
  })

  app.route({
    method: 'GET',
    url: '/v1/concerns/:concern',
    config: CONFIG,
    schema: {
      tags,
      summary: 'State and answers of a concern, for whoever has the secret of its mailbox',
      params,
      response: { 200: mailboxSchema, ...signedErrors },
    },
    handler: async (request) => {
      needRate(reading, request)
      return mailboxOf(context, request.params.concern, secretOf(request))
    },
  })

  app.route({
    method: 'POST',
    url: '/v1/concerns/:concern/messages',
    config: CONFIG,
    bodyLimit: MESSAGE_BODY,
    schema: {
      tags,
      summary: 'Something more about a concern, with the secret of its mailbox',
      params,
      body: followUpRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => {
      needRate(writing, request)
      const of = { id: request.params.concern, secret: secretOf(request) }
      const needRoom = () => room.take(writerOf(request), weightOf(request.body))
      return { state: await addFollowUp(context, of, request.body, needRoom, Date.now()) }
    },
  })

  app.route({
    method: 'GET',
    url: KEYS_URL,
    config: { who: 'installation' },
    schema: {
      tags,
      summary: 'The safeguarding keys: every statement from the first',
      response: { 200: ledgerResponseSchema, ...signedErrors },
    },
    handler: async () => ({ ledger: [...(await context.ledgers.current()).statements] }),
  })

  app.route({
    method: 'POST',
    url: KEYS_URL,
    config: { who: 'installation' },
    bodyLimit: CONCERN_BODY,
    schema: {
      tags,
      summary: 'Safeguarding keys that a device knows and a restored server has forgotten',
      body: ledgerResponseSchema,
      response: { 200: ledgerResponseSchema, ...signedErrors },
    },
    handler: async (request) => {
      needRate(writing, request)
      return { ledger: [...(await context.ledgers.giveBack(request.body.ledger)).statements] }
    },
  })
}

const CONCERNS_URL = '/v1/concerns'
const KEYS_URL = '/v1/safeguarding'
const LARGE: readonly string[] = [CONCERNS_URL, KEYS_URL]

function needRate(limit: RateLimit, { installation }: FastifyRequest): void {
  if (limit.take(installation?.installation ?? '')) return
  throw new Refusal(429, 'rate', 'That is a lot at once: it is sent again in a little while.', {
    retryAfter: 60,
  })
}

function secretOf({ headers }: FastifyRequest): string | undefined {
  const secret = headers[MAILBOX_HEADER]
  return typeof secret === 'string' ? secret : undefined
}
