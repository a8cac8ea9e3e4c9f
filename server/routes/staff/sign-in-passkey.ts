/** Signing in with a passkey, and making the first one from an invitation. For whoever is not signed in. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  invitedAnswerSchema,
  invitedSchema,
  newPasskeySchema,
  passkeyOptionsSchema,
  passkeySignInSchema,
} from '../../../lib/protocol/passkeys.ts'
import { sessionSchema } from '../../../lib/protocol/staff.ts'
import { waysSchema } from '../../../lib/protocol/staff-members.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { describeSession } from '../../staff/describe.ts'
import type { Guard } from '../../staff/guard.ts'
import { invitedBy, useInvitation } from '../../staff/invitations.ts'
import { maySignIn, nameOf } from '../../staff/members.ts'
import { PasskeyChallenge } from '../../staff/passkey-challenge.ts'
import { keep, personOfPasskey, registrationOptions, signInOptions, verifyNew } from '../../staff/passkeys.ts'
import { begin } from '../../staff/sign-in.ts'
import { errors } from './errors.ts'

const rateLimit = { max: 600, timeWindow: '1 minute' }
const signingInSchema = z.object({ challenge: z.string() })
const invitedTransaction = z.object({ challenge: z.string(), link: z.string() })
const OVER = 'This invitation was used, replaced, or is too old: ask for a new one.'

export const passkeySignInRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const { db, environment } = context
  const signingIn = new PasskeyChallenge(context, guard, 'sign-in', signingInSchema)
  const invited = new PasskeyChallenge(context, guard, 'invitation', invitedTransaction)
  const needActive = async (person: number) => {
    if (await maySignIn(db, person)) return
    throw new Refusal(
      403,
      'disabled',
      'You have no access to Kerb at the moment. Ask whoever looks after it.',
    )
  }

  app.route({
    method: 'GET',
    url: '/signin/ways',
    config: { who: 'anybody' },
    schema: {
      tags: ['staff'],
      summary: 'The ways to sign in that are set up here',
      response: { 200: waysSchema, ...errors },
    },
    handler: async () => ({
      provider: environment.oidc ? { name: environment.oidc.name } : null,
      passkeys: signingIn.available,
    }),
  })

  app.route({
    method: 'POST',
    url: '/signin/passkey/options',
    config: { who: 'anybody', rateLimit },
    schema: {
      tags: ['staff'],
      summary: 'A challenge for a passkey',
      response: { 200: passkeyOptionsSchema, ...errors },
    },
    handler: async (_request, reply) => {
      const options = await signInOptions(signingIn.rp)
      signingIn.give(reply, { challenge: options.challenge })
      return { options: { ...options } }
    },
  })

  app.route({
    method: 'POST',
    url: '/signin/passkey',
    config: { who: 'anybody', rateLimit },
    schema: {
      tags: ['staff'],
      summary: 'Sign in with a passkey',
      body: passkeySignInSchema,
      response: { 200: sessionSchema, ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      const under = signingIn.under(request, now)
      const person = await personOfPasskey(
        context,
        signingIn.rp,
        under.value.challenge,
        request.body.credential,
        now,
      )
      await signingIn.finish(reply, under, now)
      await needActive(person)
      const session = await begin(context, guard, { request, reply }, { person, how: 'passkey' }, now)
      return describeSession(context, session)
    },
  })

  app.route({
    method: 'POST',
    url: '/signin/invitation',
    config: { who: 'anybody', rateLimit },
    schema: {
      tags: ['staff'],
      summary: 'Whom an invitation is for, and what their browser needs to make a passkey',
      body: invitedSchema,
      response: { 200: invitedAnswerSchema, ...errors },
    },
    handler: async (request, reply) => {
      const { link } = request.body
      const person = await invitedBy(db, link, Date.now())
      if (person === null) throw new Refusal(401, 'invitation', OVER)
      await needActive(person)
      const options = await registrationOptions(context, invited.rp, person)
      invited.give(reply, { challenge: options.challenge, link })
      return { name: (await nameOf(context, person)) ?? '', options: { ...options } }
    },
  })

  app.route({
    method: 'POST',
    url: '/signin/invitation/passkey',
    config: { who: 'anybody', rateLimit },
    schema: {
      tags: ['staff'],
      summary: 'Keep the passkey that was made for an invitation, and sign in',
      body: newPasskeySchema,
      response: { 200: sessionSchema, ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      const under = invited.under(request, now)
      const { challenge, link } = under.value
      const { credential, label } = request.body
      const verified = await verifyNew(invited.rp, challenge, credential)
      await invited.finish(reply, under, now)
      const person = await db.transaction().execute(async (trx) => {
        const whose = await invitedBy(trx, link, now)
        if (whose === null || !(await useInvitation(trx, link, now)))
          throw new Refusal(401, 'invitation', OVER)
        await keep(context, trx, whose, verified, label, now)
        await note(trx, `staff:${whose}`, 'passkey-add', 'invitation')
        return whose
      })
      await needActive(person)
      const session = await begin(context, guard, { request, reply }, { person, how: 'passkey' }, now)
      return describeSession(context, session)
    },
  })
}
