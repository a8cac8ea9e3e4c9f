/** Classes: listed, made and changed by hand. For the network manager; a teacher reads their own. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  classesSchema,
  classNameSchema,
  classSchema,
  membersDoneSchema,
  membersSchema,
  ownClassesSchema,
  ownClassSchema,
} from '../../../lib/protocol/classes.ts'
import { z } from '../../../lib/zod.ts'
import { changeMembers, makeClass, renameClass, setEnded } from '../../classes/hand.ts'
import { classesOf, devicesOf, everPupilsOf, isTeacherOf, pupilsOf } from '../../classes/lookup.ts'
import { listClasses, showClass } from '../../classes/show.ts'
import type { Context } from '../../context.ts'
import { Refusal } from '../../errors.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'

const NETWORK = { who: 'staff', roles: ['network'] } as const
const TEACHER = { who: 'staff', roles: ['teacher', 'network'] } as const
const tags = ['classes']
const params = z.object({ id: z.string().check(z.regex(/^\d{1,9}$/, 'the number of a class')) })
/** A thousand addresses. */
const PASTED = 512 * 1024

export const classRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context

  app.route({
    method: 'GET',
    url: '/admin/classes',
    config: NETWORK,
    schema: { tags, summary: 'Classes and the last import', response: { 200: classesSchema, ...errors } },
    handler: async () => listClasses(db, Date.now()),
  })

  app.route({
    method: 'GET',
    url: '/admin/classes/:id',
    config: NETWORK,
    schema: { tags, summary: 'A class and who is in it', params, response: { 200: classSchema, ...errors } },
    handler: async (request) => showClass(context, Number(request.params.id)),
  })

  app.route({
    method: 'POST',
    url: '/admin/classes',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Make a class by hand',
      body: classNameSchema,
      response: { 200: classSchema, ...errors },
    },
    handler: async (request) => {
      const by = { actor: actorOf(request), now: Date.now() }
      return showClass(context, await makeClass(db, request.body.name, by))
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/classes/:id/name',
    config: NETWORK,
    schema: {
      tags,
      summary: 'Give a class another name',
      params,
      body: classNameSchema,
      response: { 200: classSchema, ...errors },
    },
    handler: async (request) => {
      const id = Number(request.params.id)
      await renameClass(db, id, request.body.name, { actor: actorOf(request), now: Date.now() })
      return showClass(context, id)
    },
  })

  for (const [url, summary, ended] of [
    ['/admin/classes/:id/end', 'End a class', true],
    ['/admin/classes/:id/begin', 'Let an ended class begin again', false],
  ] as const) {
    app.route({
      method: 'POST',
      url,
      config: NETWORK,
      schema: { tags, summary, params, response: { 200: classSchema, ...errors } },
      handler: async (request) => {
        const id = Number(request.params.id)
        await setEnded(db, id, ended, { actor: actorOf(request), now: Date.now() })
        context.live.lessonChangedSoon(id)
        return showClass(context, id)
      },
    })
  }

  app.route({
    method: 'POST',
    url: '/admin/classes/:id/members',
    config: NETWORK,
    bodyLimit: PASTED,
    schema: {
      tags,
      summary: 'Put people into a class by e-mail address, or take them out',
      params,
      body: membersSchema,
      response: { 200: membersDoneSchema, ...errors },
    },
    handler: async (request) => {
      const by = { actor: actorOf(request), now: Date.now() }
      const id = Number(request.params.id)
      const before = await everPupilsOf(db, id)
      const done = await changeMembers(context, id, request.body, by)
      context.live.personsChangedSoon([...new Set([...before, ...(await everPupilsOf(db, id))])])
      return done
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/my-classes',
    config: TEACHER,
    schema: { tags, summary: 'The classes that I teach', response: { 200: ownClassesSchema, ...errors } },
    handler: async (request) => {
      const { person } = request.staff
      const own = person === null ? [] : await classesOf(db, person)
      const classes = []
      for (const one of own) classes.push({ ...one, pupils: (await pupilsOf(db, one.id)).length })
      return { classes }
    },
  })

  app.route({
    method: 'GET',
    url: '/admin/my-classes/:id',
    config: TEACHER,
    schema: {
      tags,
      summary: 'The pupils of a class that I teach, and whether each has a device',
      params,
      response: { 200: ownClassSchema, ...errors },
    },
    handler: async (request) => {
      const { person } = request.staff
      const id = Number(request.params.id)
      const mine = person !== null && (await isTeacherOf(db, person, id))
      // The same for a class of somebody else and for none: which numbers there are is nobody's business.
      if (!mine) throw new Refusal(404, 'not-found', 'You teach no such class.')
      const pupils = await pupilsOf(db, id)
      const devices = await devicesOf(
        db,
        pupils.map((one) => one.person),
      )
      const named = []
      for (const one of pupils) {
        const name = (await context.people.nameOf(db, one.person)) ?? ''
        named.push({ person: one.person, name, devices: devices.get(one.person)?.length ?? 0 })
      }
      const own = (await classesOf(db, person)).find((one) => one.id === id)
      return {
        id,
        name: own?.name ?? '',
        pupils: named.sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
      }
    },
  })
}
