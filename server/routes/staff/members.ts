/** Staff: who may sign in and as what. For the network role; every change is in the audit. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  invitationSchema,
  newStaffSchema,
  staffListSchema,
  staffRolesSchema,
  staffStateSchema,
} from '../../../lib/protocol/staff-members.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { actorOf } from '../../staff/guard.ts'
import { createInvitation } from '../../staff/invitations.ts'
import { forgetWays, listStaff, maySignIn, setDisabled, setName } from '../../staff/members.ts'
import { relyingParty } from '../../staff/passkeys.ts'
import { setRoles } from '../../staff/roles.ts'
import { endSessionsOf } from '../../staff/sessions.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const params = z.object({
  person: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a member of staff')),
})

export const memberRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, people, environment } = context
  const list = async () => ({ staff: await listStaff(context) })
  const member = async ({ person }: z.infer<typeof params>): Promise<number> => {
    const row = await db
      .selectFrom('staff')
      .select('person')
      .where('person', '=', Number(person))
      .executeTakeFirst()
    if (!row) throw new Refusal(404, 'not-found', 'There is no such member of staff.')
    return row.person
  }

  app.route({
    method: 'GET',
    url: '/admin/staff',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Everybody who may sign in',
      response: { 200: staffListSchema, ...errors },
    },
    handler: list,
  })

  app.route({
    method: 'POST',
    url: '/admin/staff',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Add a member of staff, or set the roles of one who is there',
      body: newStaffSchema,
      response: { 200: staffListSchema, ...errors },
    },
    handler: async (request) => {
      const { address, name, roles } = request.body
      await db.transaction().execute(async (trx) => {
        const person = await people.numberOf(trx, address)
        await setRoles(trx, person, 'administrator', roles, Date.now())
        if (name) await setName(context, trx, person, name)
        await note(trx, actorOf(request), 'staff-add', `${person}: ${roles.join(' ')}`)
      })
      return list()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/staff/:person/roles',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'What the administrator gives; roles from groups and the roster stay',
      params,
      body: staffRolesSchema,
      response: { 200: staffListSchema, ...errors },
    },
    handler: async (request) => {
      const person = await member(request.params)
      await setRoles(db, person, 'administrator', request.body.roles, Date.now())
      await note(db, actorOf(request), 'staff-roles', `${person}: ${request.body.roles.join(' ')}`)
      return list()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/staff/:person/state',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Switch somebody’s access off, or on again',
      params,
      body: staffStateSchema,
      response: { 200: staffListSchema, ...errors },
    },
    handler: async (request) => {
      const person = await member(request.params)
      const { disabled } = request.body
      await setDisabled(db, person, disabled, Date.now())
      await note(db, actorOf(request), disabled ? 'staff-disable' : 'staff-enable', String(person))
      return list()
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/staff/:person/sessions',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Sign somebody out everywhere',
      params,
      response: { 200: staffListSchema, ...errors },
    },
    handler: async (request) => {
      const person = await member(request.params)
      await endSessionsOf(db, person, Date.now())
      await note(db, actorOf(request), 'staff-sign-out', String(person))
      return list()
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/staff/:person/ways',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'Forget somebody’s account at the provider and passkeys, so that they start again',
      params,
      response: { 200: staffListSchema, ...errors },
    },
    handler: async (request) => {
      const person = await member(request.params)
      await forgetWays(db, person, Date.now())
      await note(db, actorOf(request), 'staff-reset', String(person))
      return list()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/staff/:person/invitation',
    config: NETWORK,
    schema: {
      tags: ['staff'],
      summary: 'A one-time link with which somebody makes a passkey; told once',
      params,
      response: { 200: invitationSchema, ...errors },
    },
    handler: async (request) => {
      const person = await member(request.params)
      if (!relyingParty(environment)) {
        throw new Refusal(
          409,
          'no-passkeys',
          'Passkeys need KERB_PUBLIC_URL with https and a host name: see docs/server.md.',
        )
      }
      if (!(await maySignIn(db, person))) {
        throw new Refusal(
          409,
          'disabled',
          'Their access is switched off, or they have no role: change that first.',
        )
      }
      const invitation = await createInvitation(db, person, Date.now())
      await note(db, actorOf(request), 'staff-invite', String(person))
      return invitation
    },
  })
}
