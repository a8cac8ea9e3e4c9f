/** What the routes about a running lesson share. */
import { z } from '../../../lib/zod.ts'

export const TEACHER = { who: 'staff', roles: ['teacher'] } as const
export const lessonParams = z.object({
  lesson: z.string().check(z.regex(/^[\w-]{1,64}$/, 'the id of a lesson')),
})
