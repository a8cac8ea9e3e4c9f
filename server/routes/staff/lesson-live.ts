/** A lesson while it runs, as its teacher watches it: server-sent events (lib/protocol/lessons.ts, liveEventSchema). */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { LiveEvent } from '../../../lib/protocol/lessons.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { isOverLesson, lessonOver } from '../../lessons/covers.ts'
import { mayRun } from '../../lessons/times.ts'
import { LessonView } from '../../live/view.ts'
import { Watch } from '../../live/watch.ts'
import { actorOf, type Guard } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, TEACHER } from './lesson-common.ts'

/** A session that ends, and states that come by time, are seen this soon. Milliseconds. */
const LOOK_MS = 10_000
/** At most this many at once for one member of staff: tabs of their own browser, and a board. */
const MOST_STREAMS = 6

export const lessonLiveRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  const open = new Map<number, number>()

  app.route({
    method: 'GET',
    url: '/admin/lessons/:lesson/live',
    config: TEACHER,
    sse: { kind: 'manual', heartbeat: false },
    schema: {
      tags: ['lessons'],
      summary: 'A lesson as it happens: who enforces it and, when asked for, which tabs are open',
      params: lessonParams,
      querystring: z.object({ tabs: z.optional(z.enum(['1', '0'])) }),
      response: errors,
    },
    handler: async (request, reply) => {
      const { person } = request.staff
      const lesson = await lessonOver(context, person, request.params.lesson, Date.now())
      if (person === null) throw new Refusal(404, 'not-found', 'No such lesson of yours runs.')
      if (!(await mayRun(context, Date.now())))
        throw new Refusal(409, 'hours', 'Lessons can be watched in school hours only.')
      const streams = open.get(person) ?? 0
      if (streams >= MOST_STREAMS)
        throw new Refusal(429, 'streams', 'This lesson is open in too many windows: close one.')
      const onError = (error: unknown): void => request.log.error({ err: error }, 'lesson view')
      const { id } = lesson.lesson
      const isWatching = request.query.tabs === '1'
      if (isWatching) await note(context.db, actorOf(request), 'lesson-look', `${id} class:${lesson.class}`)
      const watch = isWatching ? await Watch.begin(context, id, person, onError) : undefined
      open.set(person, streams + 1)
      const view = new LessonView({
        context,
        lesson: id,
        watch,
        send: (event: LiveEvent) => void reply.sse.send({ data: event }).catch(() => view.stop()),
        ended: () => reply.sse.close(),
        onError,
      })
      const timer = setInterval(() => void check().catch(onError), LOOK_MS)
      reply.sse.keepAlive()
      reply.sse.onClose(() => {
        clearInterval(timer)
        view.stop()
        open.set(person, (open.get(person) ?? 1) - 1)
      })
      // Nobody need be there for it: it does not keep a session open.
      const check = async (): Promise<void> => {
        const session = await guard.session(request, false)
        if (!session?.roles.includes('teacher')) return view.over('signed-out')
        if (!(await isOverLesson(context.db, person, { id, class: lesson.class }))) return view.over('ended')
        await view.look()
      }
      await view.start()
    },
  })
}
