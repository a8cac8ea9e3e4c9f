/** Before a lesson: what the start of one shows, and whether the school's policy opens the sites that are meant. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import {
  askForSiteSchema,
  checkedSitesSchema,
  checkSitesSchema,
  type LessonStart,
  lessonStartSchema,
} from '../../../lib/protocol/lessons.ts'
import { z } from '../../../lib/zod.ts'
import { classesOf, pupilsOf } from '../../classes/lookup.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { currentDocument } from '../../documents/documents.ts'
import { Refusal } from '../../errors.ts'
import { bellsOf } from '../../lessons/bells.ts'
import { isOverClass } from '../../lessons/covers.ts'
import { lastLesson } from '../../lessons/last.ts'
import { askForSite, hostsAskedFor } from '../../lessons/requests.ts'
import { setsOf } from '../../lessons/sets.ts'
import { mayRun, mayRunFrom } from '../../lessons/times.ts'
import { whoIsIn } from '../../lessons/who.ts'
import { actorOf, type Staff } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { TEACHER } from './lesson-common.ts'

const tags = ['lessons']

export const lessonStartRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  const { db, vault } = context

  app.route({
    method: 'GET',
    url: '/admin/lessons/start',
    config: TEACHER,
    schema: {
      tags,
      summary: 'What the start of a lesson shows: my classes, my saved sites, today’s bells',
      response: { 200: lessonStartSchema, ...errors },
    },
    handler: async (request) => {
      const now = Date.now()
      const { person } = request.staff
      const classes: LessonStart['classes'] = []
      for (const one of person === null ? [] : await classesOf(db, person)) {
        const last = await lastLesson(context, one.id)
        const pupils = (await pupilsOf(db, one.id)).length
        classes.push({ ...one, pupils, ...(last && { last }) })
      }
      const policy = await currentDocument(db, vault, 'policy')
      const mayStartAt = await mayRunFrom(context, now)
      return {
        classes,
        sets: person === null ? [] : await setsOf(context, person),
        bells: policy ? bellsOf(policy, now) : [],
        mayStart: await mayRun(context, now),
        ...(mayStartAt !== undefined && { mayStartAt }),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/check',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Which of these sites the school’s policy closes for a class',
      body: checkSitesSchema,
      response: { 200: checkedSitesSchema, ...errors },
    },
    handler: async (request) => {
      const { class: classId, sites } = request.body
      await needClass(request.staff, classId)
      const who = await whoIsIn(context, classId)
      const closed = await context.siteChecker.check({ who, sites, at: Date.now() })
      const asked = await hostsAskedFor(context)
      return {
        sites: sites.map((site, i) => {
          const found = closed[i]
          return found ? { ...site, closed: { ...found, asked: asked.has(site.host) } } : site
        }),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/admin/lessons/ask',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Ask the network manager to open a site for a class',
      body: askForSiteSchema,
      response: { 204: z.undefined(), ...errors },
    },
    handler: async (request, reply) => {
      const person = await needClass(request.staff, request.body.class)
      const id = await askForSite(context, person, request.body, Date.now())
      if (id !== null) await note(db, actorOf(request), 'site-ask', `${id} class:${request.body.class}`)
      return reply.code(204).send()
    },
  })

  /** The same for a class of somebody else and for none. Whoever covers a lesson may ask about its class. */
  async function needClass({ person }: Staff, classId: number): Promise<number> {
    if (person === null || !(await isOverClass(db, person, classId, Date.now())))
      throw new Refusal(404, 'not-found', 'You teach no such class.')
    return person
  }
}
