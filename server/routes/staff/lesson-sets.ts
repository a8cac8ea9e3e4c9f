/** Sites that a teacher keeps under a name. (They are read with the start of a lesson.) */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { newSetSchema, savedSetSchema } from '../../../lib/protocol/lessons.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { deleteSet, saveSet } from '../../lessons/sets.ts'
import { actorOf } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { TEACHER } from './lesson-common.ts'

const tags = ['lessons']
const params = z.object({ set: z.string().check(z.regex(/^\d{1,15}$/, 'the number of a saved set')) })

export const lessonSetRoutes: FastifyPluginAsyncZod<{ context: Context }> = async (app, { context }) => {
  app.route({
    method: 'POST',
    url: '/admin/lesson-sets',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Save sites under a name; the same name again replaces them',
      body: newSetSchema,
      response: { 200: savedSetSchema, ...errors },
    },
    handler: async (request) => {
      const { person } = request.staff
      if (person === null) throw new Refusal(403, 'role', 'Sites are saved for a teacher.')
      const set = await saveSet(context, person, request.body, Date.now())
      await note(context.db, actorOf(request), 'lesson-set-save', String(set.id))
      return set
    },
  })

  app.route({
    method: 'DELETE',
    url: '/admin/lesson-sets/:set',
    config: TEACHER,
    schema: {
      tags,
      summary: 'Delete sites that I saved',
      params,
      response: { 204: z.undefined(), ...errors },
    },
    handler: async (request, reply) => {
      const { person } = request.staff
      const id = Number(request.params.set)
      // The same for a set of somebody else and for none.
      if (person === null || !(await deleteSet(context.db, person, id)))
        throw new Refusal(404, 'not-found', 'You have saved no such set.')
      await note(context.db, actorOf(request), 'lesson-set-delete', String(id))
      return reply.code(204).send()
    },
  })
}
