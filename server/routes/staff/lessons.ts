/** Lessons: a teacher starts one for a class of theirs, makes it longer, and ends it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  extendedSchema,
  LONGEST_EYES_UP,
  newLessonSchema,
  type NewLesson,
  type RunningLesson,
  runningLessonSchema,
  runningLessonsSchema,
} from '../../../lib/protocol/lessons.ts'
import { z } from '../../../lib/zod.ts'
import { isTeacherOf, nameOfClass } from '../../classes/lookup.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import type { KeptLesson } from '../../lessons/content.ts'
import { addCover, coveredUntil, lessonOver } from '../../lessons/covers.ts'
import { countRunning, endLesson, lessonsOfTeacher, setUntil, startLesson } from '../../lessons/lessons.ts'
import { mayRun } from '../../lessons/times.ts'
import { describeLesson } from '../../live/describe.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, ownLessons, TEACHER } from './lesson-common.ts'

const tags = ['lessons']
const params = lessonParams
const MINUTE = 60_000
/** Of one class at once: they hold together, so that each one more opens less. */
const MOST_OF_CLASS = 5

export const lessonRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, live } = context

  const { own, needOwn } = ownLessons(context)
  const described = (found: KeptLesson): Promise<RunningLesson> => describeLesson(context, found)

  app.route({
    method: 'GET',
    url: '/admin/lessons',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Lessons that run in my classes',
      response: { 200: runningLessonsSchema, ...errors },
    },
    handler: async (request) => {
      const { person } = request.staff
      const lessons: RunningLesson[] = []
      if (person === null) return { lessons }
      for (const one of await lessonsOfTeacher(context, person, Date.now()))
        lessons.push(await described(one))
      return { lessons }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Start a lesson',
      body: newLessonSchema,
      response: { 200: runningLessonSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const { person: teacher } = request.staff
      const { class: classId, mode } = request.body
      const teaches = teacher !== null && (await isTeacherOf(db, teacher, classId))
      const until = teacher === null || teaches ? undefined : await coveredUntil(db, teacher, classId, now)
      // Whoever covers a lesson may cover screens beside it, for as long as it lasts, and nothing more.
      if (teacher === null || (!teaches && (until === undefined || mode !== 'eyes-up')))
        throw new Refusal(404, 'not-found', 'You teach no such class.')
      needSense(request.body)
      await needTime(now)
      await needRoom(classId, now)
      const className = await nameOfClass(db, classId)
      const id = await startLesson(context, { teacher, className }, request.body, now, until)
      if (!teaches) await addCover(db, id, teacher, now)
      live.lessonChangedSoon(classId)
      await note(db, actorOf(request), 'lesson-start', `${id} class:${classId} ${mode}`)
      return described(await lessonOver(context, teacher, id, now))
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/:lesson/until',
    config: TEACHER,
    preValidation: needOwn,
    schema: {
      tags,
      summary: 'Let a lesson end so many minutes from now',
      params,
      body: extendedSchema,
      response: { 200: runningLessonSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const { lesson, class: classId } = await own(request)
      needSense({ ...lesson, minutes: request.body.minutes })
      await needTime(now)
      await setUntil(db, lesson.id, now + request.body.minutes * MINUTE, now)
      live.lessonChangedSoon(classId)
      await note(db, actorOf(request), 'lesson-until', `${lesson.id} ${request.body.minutes}`)
      return described(await own(request))
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/lessons/:lesson',
    config: TEACHER,
    schema: { tags, summary: 'End a lesson now', params, response: { 204: z.undefined(), ...errors } },
    handler: async (request, reply) => {
      const { lesson, class: classId } = await own(request)
      await endLesson(db, lesson.id, Date.now())
      live.lessonChangedSoon(classId)
      await note(db, actorOf(request), 'lesson-end', lesson.id)
      return reply.code(204).send()
    },
  })

  async function needRoom(classId: number, now: number): Promise<void> {
    if ((await countRunning(db, classId, now)) < MOST_OF_CLASS) return
    const message = `${MOST_OF_CLASS} lessons of this class run already: end one of them first.`
    throw new Refusal(409, 'many', message, { field: 'class' })
  }

  async function needTime(now: number): Promise<void> {
    if (await mayRun(context, now)) return
    throw new Refusal(409, 'hours', 'Lessons run in school hours only. Your school sets them in its policy.')
  }
}

/** A lesson of this mode needs sites or has none, and screens are not covered for long. */
function needSense({ mode, sites, minutes }: Pick<NewLesson, 'mode' | 'sites' | 'minutes'>): void {
  if (mode === 'eyes-up' && minutes > LONGEST_EYES_UP) {
    const message = `Screens are covered for ${LONGEST_EYES_UP} minutes at most; you can ask again then.`
    throw new Refusal(422, 'too-long', message, { field: 'minutes' })
  }
  if (mode === 'eyes-up' || sites.length > 0) return
  throw new Refusal(422, 'no-sites', 'Give at least one site.', { field: 'sites' })
}
