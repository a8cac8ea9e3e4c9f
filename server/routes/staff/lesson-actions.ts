/** What a teacher does in a running lesson: its sites, and what happens on the pupils' devices. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  askedSchema,
  changedSitesSchema,
  claimPupilsSchema,
  closeTabSchema,
  exemptSchema,
  openPageSchema,
} from '../../../lib/protocol/lessons.ts'
import { opens } from '../../../lib/verdict/lesson.ts'
import { z } from '../../../lib/zod.ts'
import { pupilsOf } from '../../classes/lookup.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import type { KeptLesson } from '../../lessons/content.ts'
import { setContent } from '../../lessons/lessons.ts'
import { claimPupils, setExempt } from '../../lessons/pupils.ts'
import { devicesInLesson } from '../../lessons/reach.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, ownLessons, TEACHER } from './lesson-common.ts'

const nothing = z.undefined()
const tags = ['lessons']
const params = lessonParams

export const lessonActionRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, live } = context

  const { own, needOwn: preValidation } = ownLessons(context)
  const pupilsIn = async ({ class: id }: KeptLesson, asked: readonly number[]): Promise<number[]> => {
    const pupils = new Set((await pupilsOf(db, id)).map(({ person }) => person))
    if (!asked.every((person) => pupils.has(person)))
      throw new Refusal(404, 'not-found', 'No such pupil is in this class.', { field: 'pupil' })
    return [...asked]
  }

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/sites',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Change the sites of a lesson',
      params,
      body: changedSitesSchema,
      response: { 204: nothing, ...errors },
    },
    handler: async (request, reply) => {
      const { lesson, class: classId } = await own(request)
      if (lesson.mode === 'eyes-up')
        throw new Refusal(409, 'eyes-up', 'While screens are covered there are no sites.')
      await setContent(context, lesson.id, request.body, Date.now())
      await note(db, actorOf(request), 'lesson-sites', lesson.id)
      live.lessonChangedSoon(classId)
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/exempt',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Let a pupil out of a lesson, or back in',
      params,
      body: exemptSchema,
      response: { 204: nothing, ...errors },
    },
    handler: async (request, reply) => {
      const found = await own(request)
      const { pupil, exempt } = request.body
      const pupils = await pupilsIn(found, [pupil])
      await setExempt(db, found.lesson.id, pupil, exempt)
      await note(
        db,
        actorOf(request),
        exempt ? 'lesson-exempt' : 'lesson-back',
        `${found.lesson.id} ${pupil}`,
      )
      live.personsChangedSoon(pupils)
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/claim',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Take pupils of mine from the lesson of another class',
      params,
      body: claimPupilsSchema,
      response: { 204: nothing, ...errors },
    },
    handler: async (request, reply) => {
      const found = await own(request)
      const pupils = await pupilsIn(found, request.body.pupils)
      await claimPupils(db, found.lesson.id, pupils, Date.now())
      await note(db, actorOf(request), 'lesson-claim', `${found.lesson.id} ${pupils.join()}`.slice(0, 500))
      live.personsChangedSoon(pupils)
      return reply.code(204).send()
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/open',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Open a page of the lesson for all, or for some',
      params,
      body: openPageSchema,
      response: { 200: askedSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const found = await own(request)
      const { url, pupils } = request.body
      if (!opens(found.lesson, url))
        throw new Refusal(409, 'not-in-lesson', 'This page is closed in the lesson: add its site first.', {
          field: 'url',
        })
      const devices = await devicesInLesson(context, found, pupils, now)
      await live.told()
      live.orders.give(devices, {
        lesson: found.lesson.id,
        action: { open: url },
        until: found.lesson.until,
      })
      await note(db, actorOf(request), 'lesson-open', `${found.lesson.id} devices:${devices.length}`)
      return { devices: devices.length }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/close',
    config: TEACHER,
    preValidation,
    schema: {
      tags,
      summary: 'Close a tab of a pupil',
      params,
      body: closeTabSchema,
      response: { 200: askedSchema, ...errors },
    },
    handler: async (request) => {
      const found = await own(request)
      const { pupil, tab } = request.body
      const devices = await devicesInLesson(context, found, [pupil], Date.now())
      await live.told()
      // Only where it was seen: another device of theirs may have a tab of the same number.
      const seen = devices.filter((id) => live.hub.of(id)?.tabs?.some((one) => one.tab === tab))
      live.orders.give(seen, { lesson: found.lesson.id, action: { close: tab }, until: found.lesson.until })
      await note(db, actorOf(request), 'lesson-close', `${found.lesson.id} ${pupil}`)
      return { devices: seen.length }
    },
  })
}
