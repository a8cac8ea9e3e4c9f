/**
 * What safeguarding members do, from the extension's own page: each request is signed with a member's key, and there is no
 * cookie that a page of another site could ride on.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  appendRequestSchema,
  concernAcceptedSchema,
  followUpRequestSchema,
  halfRequestSchema,
  identityOpenedRequestSchema,
  inboxPlaceSchema,
  inboxSchema,
  joiningListSchema,
  joiningRequestSchema,
  ledgerResponseSchema,
  stateRequestSchema,
  waitingConcernSchema,
} from '../../lib/protocol/concerns.ts'
import { handFilterSchema } from '../../lib/protocol/concern-hands.ts'
import { concernIdSchema } from '../../lib/protocol/sealed.ts'
import { z } from '../../lib/zod.ts'
import type { Context } from '../context.ts'
import { note } from '../db/audit.ts'
import { RateLimit } from '../device/limits.ts'
import { hashedNetwork, Proof } from '../device/proof.ts'
import { Refusal } from '../errors.ts'
import { askForHalf, handOver, openedIdentity, reply, setState } from '../safeguarding/acts.ts'
import { inbox } from '../safeguarding/inbox.ts'
import { open } from '../safeguarding/opened.ts'
import { append, join, lookAfter } from '../safeguarding/joining.ts'
import { signedErrors, signedHooks } from './device-hooks.ts'
import { BODY, CONCERNS as BASE, MEMBER, meOf, ofConcern as params, tags, whose } from './member-requests.ts'

/** Codes are long; this keeps guessing from being worth a thought. */
const JOINS_PER_NETWORK = 10

export const safeguardingRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const proof = new Proof(context)
  signedHooks(app, context, proof, () => BODY)
  const joins = new RateLimit(JOINS_PER_NETWORK)

  app.route({
    method: 'POST',
    url: '/v1/safeguarding/joining',
    config: { who: 'key' },
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'A new key asks to be let in, with a one-time code; signed by it',
      body: joiningRequestSchema,
      response: { 200: ledgerResponseSchema, ...signedErrors },
    },
    handler: async (request) => {
      if (!joins.take(hashedNetwork(request.ip, context.networkKey)))
        throw new Refusal(429, 'rate', 'Too many tries from one network: wait a minute.', { retryAfter: 60 })
      await proof.ownKey(request, request.body.keys)
      await join(context, request.body, Date.now())
      return ledger()
    },
  })

  app.route({
    method: 'GET',
    url: '/v1/safeguarding/joining',
    config: MEMBER,
    schema: {
      tags,
      summary:
        'What a member looks after: keys that wait to be vouched for, and keys whose account is closed',
      response: { 200: joiningListSchema, ...signedErrors },
    },
    handler: async (request) => lookAfter(context, meOf(request)),
  })

  app.route({
    method: 'POST',
    url: '/v1/safeguarding/ledger',
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'One more statement: a key joins, or ends',
      body: appendRequestSchema,
      response: { 200: ledgerResponseSchema, ...signedErrors },
    },
    handler: async (request) => {
      const { statement } = request.body
      await append(context, statement)
      await note(
        context.db,
        `key:${meOf(request).slice(0, 8)}`,
        `safeguarding-${statement.kind}`,
        statement.by.slice(0, 8),
      )
      return ledger()
    },
  })

  app.route({
    method: 'GET',
    url: BASE,
    config: MEMBER,
    schema: {
      tags,
      summary: 'The inbox in lines, what waits first',
      querystring: z.object({
        before: z.optional(concernIdSchema),
        place: z.optional(inboxPlaceSchema),
        hand: z.optional(handFilterSchema),
      }),
      response: { 200: inboxSchema, ...signedErrors },
    },
    handler: async (request) => inbox(context, meOf(request), request.query),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/opened`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'Open a concern: all that is sealed in it. Who opened it is recorded',
      params,
      response: { 200: waitingConcernSchema, ...signedErrors },
    },
    handler: async (request) => open(context, meOf(request), request.params.concern, Date.now()),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/reply`,
    config: MEMBER,
    bodyLimit: BODY,
    schema: {
      tags,
      summary: 'An answer, sealed to the pupil and to the readers',
      params,
      body: followUpRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({ state: await reply(context, whose(request), request.body, Date.now()) }),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/state`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'Close a concern, or take it up again',
      params,
      body: stateRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await setState(context, whose(request), request.body.state, Date.now()),
    }),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/ask`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'Ask the other readers for a half of who sent an unnamed concern',
      params,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({ state: await askForHalf(context, whose(request), Date.now()) }),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/halves`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'Hand a half to another reader, sealed to their key. Recorded with both keys',
      params,
      body: halfRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await handOver(context, whose(request), request.body.half, Date.now()),
    }),
  })

  app.route({
    method: 'POST',
    url: `${BASE}/:concern/identity-opened`,
    config: MEMBER,
    schema: {
      tags,
      summary: 'Two have opened who sent it: recorded, and shown to the pupil',
      params,
      body: identityOpenedRequestSchema,
      response: { 200: concernAcceptedSchema, ...signedErrors },
    },
    handler: async (request) => ({
      state: await openedIdentity(context, whose(request), request.body.with, Date.now()),
    }),
  })

  const ledger = async () => ({ ledger: [...(await context.ledgers.current()).statements] })
}
