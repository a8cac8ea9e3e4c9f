/** A lesson while it runs, as its teacher watches it: server-sent events (lib/protocol/lessons.ts, liveEventSchema). */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { LiveEvent } from '../../../lib/protocol/lessons.ts'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import { note } from '../../db/audit.ts'
import { Refusal } from '../../errors.ts'
import { isOverLesson, lessonOver } from '../../lessons/covers.ts'
import { mayRun } from '../../lessons/times.ts'
import { Stuck } from '../../live/stuck.ts'
import { LessonView } from '../../live/view.ts'
import { Watch } from '../../live/watch.ts'
import { actorOf, type Guard } from '../../staff/guard.ts'
import { errors } from './errors.ts'
import { lessonParams, TEACHER } from './lesson-common.ts'

/** A session that ends, and states that come by time, are seen this soon. Milliseconds. */
const LOOK_MS = 10_000

export const lessonLiveRoutes: FastifyPluginAsyncZod<{ context: Context; guard: Guard }> = async (
  app,
  { context, guard },
) => {
  app.route({
    method: 'GET',
    url: '/admin/lessons/:lesson/live',
    config: TEACHER,
    sse: { kind: 'manual' },
    schema: {
      tags: ['lessons'],
      summary: 'A lesson as it happens: who enforces it and, when asked for, which tabs are open',
      params: lessonParams,
      querystring: z.object({ tabs: z.optional(z.enum(['1', '0'])) }),
      response: errors,
    },
    handler: async (request, reply) => {
      const { person } = request.staff
      if (person === null) throw new Refusal(404, 'not-found', 'No such lesson of yours runs.')
      const { sse, raw } = reply
      let view: LessonView | undefined
      // Before anything is waited for: whoever leaves meanwhile leaves nothing behind.
      const leave = context.live.streams.add(person, async () => {
        sse.close()
        await view?.stop()
      })
      sse.onClose(leave)
      const { lesson, class: classId } = await lessonOver(context, person, request.params.lesson, Date.now())
      const seen = { id: lesson.id, class: classId, person }
      if (!(await mayRun(context, Date.now())))
        throw new Refusal(409, 'hours', 'Lessons can be watched in school hours only.')
      const watch = request.query.tabs === '1' ? await watched(request, seen) : undefined
      if (raw.destroyed || !sse.isConnected) {
        await watch?.end()
        return sse.close()
      }
      view = viewOf(request, reply, seen, watch)
      // Its end is the connection's end: a server that stops waits for no idle one.
      reply.header('connection', 'close')
      sse.keepAlive()
      await view.start()
    },
  })

  async function watched(request: FastifyRequest, { id, class: classId, person }: Seen): Promise<Watch> {
    await note(context.db, actorOf(request), 'lesson-look', `${id} class:${classId}`)
    return Watch.begin(context, id, person, reporter(request))
  }

  /** Synchronous: a stream that ends from now on ends the view. */
  function viewOf(
    request: FastifyRequest,
    { sse, raw }: FastifyReply,
    seen: Seen,
    watch: Watch | undefined,
  ): LessonView {
    const stuck = new Stuck(raw)
    const onError = reporter(request)
    const send = (event: LiveEvent): void => {
      if (stuck.isStuck()) raw.destroy()
      else void sse.send({ data: event }).catch(() => view.stop())
    }
    const view = new LessonView({ context, lesson: seen.id, watch, send, ended: () => sse.close(), onError })
    // Nobody need be there for it: it does not keep a session open.
    const check = async (): Promise<void> => {
      if (stuck.isStuck()) return void raw.destroy()
      const session = await guard.session(request, false)
      if (!session?.roles.includes('teacher')) return view.over('signed-out')
      if (!(await isOverLesson(context.db, seen.person, seen))) return view.over('ended')
      await view.look()
    }
    const timer = setInterval(() => void check().catch(onError), LOOK_MS)
    const unheard = context.live.asked.on(seen.id, () => send({ type: 'asked' }))
    sse.onClose(() => {
      unheard()
      clearInterval(timer)
      void view.stop()
    })
    return view
  }
}

interface Seen {
  readonly id: string
  readonly class: number
  /** Who looks, a number of `people`. */
  readonly person: number
}

const reporter = (request: FastifyRequest) => (error: unknown) =>
  request.log.error({ err: error }, 'lesson view')
