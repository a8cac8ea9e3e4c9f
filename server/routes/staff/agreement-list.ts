/** Who has agreed, and parents' permissions one by one. Every look at a named list is on record. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  agreementNumbersSchema,
  agreementPeopleSchema,
  ownAgreementSchema,
  ownAgreementsSchema,
  peopleQuerySchema,
  permissionDoneSchema,
  permissionSchema,
} from '../../../lib/protocol/agreement-staff.ts'
import { z } from '../../../lib/zod.ts'
import { listPeople, numbers, ownClass, ownClasses } from '../../agreement/list.ts'
import { setPermission } from '../../agreement/set-permission.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { actorOf, byOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const OFFICE = { who: 'staff', roles: ['network', 'dsl', 'office'] } as const
const NUMBERS = { who: 'staff', roles: ['network', 'dsl', 'office', 'governor'] } as const
const TEACHER = { who: 'staff', roles: ['teacher'] } as const
const tags = ['agreement']

export const agreementListRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context

  app.route({
    method: 'GET',
    url: '/admin/agreement/numbers',
    config: NUMBERS,
    schema: { tags, summary: 'How many have agreed', response: { 200: agreementNumbersSchema, ...errors } },
    handler: async (request) => {
      const maySee = OFFICE.roles.some((role) => request.staff.roles.includes(role))
      return numbers(context, !maySee, Date.now())
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/agreement/people',
    config: OFFICE,
    schema: {
      tags,
      summary: 'Who has agreed, by class, group and state',
      querystring: peopleQuerySchema,
      response: { 200: agreementPeopleSchema, ...errors },
    },
    handler: async (request) => {
      const list = await listPeople(context, request.query, Date.now())
      const { class: id, state } = request.query
      const where = `${id === undefined ? '' : ` class:${id}`}${state === undefined ? '' : ` ${state}`}`
      await note(db, actorOf(request), 'agreement-look', `people:${list.people.length}${where}`)
      return list
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/agreement/permissions',
    config: OFFICE,
    schema: {
      tags,
      summary: 'Record that a parent permits it, or that no parent does any more',
      body: permissionSchema,
      response: { 200: permissionDoneSchema, ...errors },
    },
    handler: async (request) => {
      return { changed: await setPermission(context, request.body, byOf(request), Date.now()) }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/my-agreement',
    config: TEACHER,
    schema: {
      tags,
      summary: 'How many have agreed in the classes that I teach',
      response: { 200: ownAgreementsSchema, ...errors },
    },
    handler: async (request) => ownClasses(context, request.staff.person, Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/my-agreement/:id',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Who has agreed in a class that I teach',
      params: z.object({ id: z.string().check(z.regex(/^\d{1,9}$/, 'the number of a class')) }),
      response: { 200: ownAgreementSchema, ...errors },
    },
    handler: async (request) => {
      const id = Number(request.params.id)
      const own = await ownClass(context, request.staff.person, id, Date.now())
      await note(db, actorOf(request), 'agreement-look', `people:${own.pupils.length} class:${id}`)
      return own
    },
  })
}
