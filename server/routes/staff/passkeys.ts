/** One's own passkeys: another one, the list, one less. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { newPasskeySchema, passkeyOptionsSchema, passkeysSchema } from '../../../lib/protocol/passkeys.ts'
import { ROLES } from '../../../lib/protocol/staff-roles.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { actorOf, type Guard, type Staff } from '../../staff/guard.ts'
import { PasskeyChallenge } from '../../staff/passkey-challenge.ts'
import { keep, listPasskeys, registrationOptions, removePasskey, verifyNew } from '../../staff/passkeys.ts'
import { errors } from './errors.ts'

const ANY_ROLE = { who: 'staff', roles: ROLES } as const
/** A passkey outlives the session it was made in, so somebody must have proved just now who they are. Milliseconds. */
const FRESH = 15 * 60_000
const transactionSchema = z.object({ challenge: z.string(), person: z.number() })

export const passkeyRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const { db } = context
  const adding = new PasskeyChallenge(context, guard, 'add', transactionSchema)
  const list = async ({ person }: Staff) => ({
    passkeys: person === null ? [] : await listPasskeys(context, person),
  })
  /** Whose passkey it will be. */
  const owner = ({ person, session }: Staff, now: number): number => {
    if (person === null) {
      const message =
        'The one-time link is nobody’s in particular: add yourself under Staff and open your invitation.'
      throw new Refusal(409, 'nobody', message)
    }
    if (now - session.since > FRESH) {
      throw new Refusal(
        403,
        'sign-in-again',
        'Sign in again first: a new passkey needs a sign-in of the last 15 minutes.',
      )
    }
    return person
  }

  app.route({
    method: 'GET',
    url: '/admin/passkeys',
    config: ANY_ROLE,
    schema: { tags: ['staff'], summary: 'My passkeys', response: { 200: passkeysSchema, ...errors } },
    handler: async (request) => list(request.staff),
  })

  app.route({
    method: 'POST',
    url: '/admin/passkeys/options',
    config: ANY_ROLE,
    schema: {
      tags: ['staff'],
      summary: 'What the browser needs to make another passkey',
      response: { 200: passkeyOptionsSchema, ...errors },
    },
    handler: async (request, reply) => {
      const person = owner(request.staff, Date.now())
      const options = await registrationOptions(context, adding.rp, person)
      adding.give(reply, { challenge: options.challenge, person })
      return { options: { ...options } }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/passkeys',
    config: ANY_ROLE,
    schema: {
      tags: ['staff'],
      summary: 'Keep another passkey',
      body: newPasskeySchema,
      response: { 200: passkeysSchema, ...errors },
    },
    handler: async (request, reply) => {
      const now = Date.now()
      const person = owner(request.staff, now)
      const under = adding.under(request, now)
      // Begun by somebody else on the same computer.
      if (under.value.person !== person) throw new Refusal(400, 'passkey-lost', 'Start again.')
      const verified = await verifyNew(adding.rp, under.value.challenge, request.body.credential)
      await adding.finish(reply, under, now)
      await keep(context, db, person, verified, request.body.label, now)
      await note(db, actorOf(request), 'passkey-add', 'console')
      return list(request.staff)
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/passkeys/:id',
    config: ANY_ROLE,
    schema: {
      tags: ['staff'],
      summary: 'Remove one of my passkeys',
      params: z.object({ id: z.string().check(z.regex(/^\d{1,9}$/, 'the number of a passkey')) }),
      response: { 200: passkeysSchema, ...errors },
    },
    handler: async (request) => {
      const { person } = request.staff
      if (person === null || !(await removePasskey(db, person, Number(request.params.id)))) {
        throw new Refusal(404, 'not-found', 'There is no such passkey of yours.')
      }
      await note(db, actorOf(request), 'passkey-remove', request.params.id)
      return list(request.staff)
    },
  })
}
