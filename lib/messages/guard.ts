/** What the script beside each page tells the worker of it, and what the worker wants to know next. */
import { signalsSchema } from '../guard/signals.ts'
import { z } from '../zod.ts'

/** One part of the table of messages. The answer says no more than whether to look again. */
export const GUARD_PROTOCOL = {
  'guard.saw': {
    pages: [],
    content: true,
    request: signalsSchema,
    /** `none`: this document is not judged by what it is. `closer`: once more, with more care. */
    response: z.object({ want: z.enum(['none', 'on', 'closer']) }),
  },
} as const
