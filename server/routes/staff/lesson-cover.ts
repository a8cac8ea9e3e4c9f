/** Handing a lesson over: its teacher gets a code, and whichever teacher types it has the lesson from then on. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { coverCodeSchema, coverSchema, runningLessonSchema } from '../../../lib/protocol/lessons.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { RateLimit } from '../../device/limits.ts'
import { Refusal } from '../../errors.ts'
import { makeCode } from '../../lessons/codes.ts'
import { coverLesson, lessonOver } from '../../lessons/covers.ts'
import { describeLesson } from '../../live/describe.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, ownLessons, TEACHER } from './lesson-common.ts'

const tags = ['lessons']
/** Codes that one person may try: a few slips at once, and then one now and then. */
const TRIES_PER_MINUTE = 2
const TRIES_AT_ONCE = 8

export const lessonCoverRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db } = context
  const { own } = ownLessons(context)
  const tries = new RateLimit(TRIES_PER_MINUTE, TRIES_AT_ONCE)

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/code',
    config: TEACHER,
    schema: {
      tags,
      summary: 'A code by which another teacher takes my lesson over',
      params: lessonParams,
      response: { 200: coverCodeSchema, ...errors },
    },
    handler: async (request) => {
      const { lesson } = await own(request)
      const made = await makeCode(context, lesson.id, Date.now())
      await note(db, actorOf(request), 'lesson-code', lesson.id)
      return made
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/cover',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Take a lesson over by its code',
      body: coverSchema,
      response: { 200: runningLessonSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const { person } = request.staff
      if (person === null) throw new Refusal(403, 'role', 'A lesson is taken over by a teacher.')
      if (!tries.take(String(person)))
        throw new Refusal(429, 'rate', 'Too many codes: wait a minute, then type it again.', {
          retryAfter: 60,
        })
      const id = await coverLesson(context, person, request.body.code, now)
      if (id === undefined)
        throw new Refusal(
          404,
          'code',
          'This code is not right, was used, or is too old: ask for a new one.',
          {
            field: 'code',
          },
        )
      await note(db, actorOf(request), 'lesson-cover', id)
      const found = await lessonOver(context, person, id, now)
      context.live.lessonChangedSoon(found.class)
      return describeLesson(context, found)
    },
  })
}
