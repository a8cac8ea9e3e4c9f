/** What the routes about a running lesson share. */
import type { FastifyRequest } from 'fastify'
import { z } from '../../../lib/zod.ts'
import type { Context } from '../../context.ts'
import type { KeptLesson } from '../../lessons/content.ts'
import { lessonOver } from '../../lessons/covers.ts'

export const TEACHER = { who: 'staff', roles: ['teacher'] } as const
export const lessonParams = z.object({
  lesson: z.string().check(z.regex(/^[\w-]{1,64}$/, 'the id of a lesson')),
})

/** The lesson of a request's `:lesson`, while it runs and is the caller's; the same refusal for any other and for none. */
export function ownLessons(context: Pick<Context, 'db' | 'vault'>) {
  const own = (request: FastifyRequest): Promise<KeptLesson> => {
    const { lesson } = request.params as z.infer<typeof lessonParams>
    return lessonOver(context, request.staff.person, lesson, Date.now())
  }
  return {
    own,
    /** `preValidation`, before the body is looked at: whoever may not is told nothing about it. */
    needOwn: async (request: FastifyRequest): Promise<void> => void (await own(request)),
  }
}
