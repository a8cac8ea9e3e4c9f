/** What the script beside each page tells the worker of it, and what the worker wants to know next. */
import { pictureSchema } from '../guard/picture.ts'
import { z } from '../zod.ts'

/** One part of the table of messages. The answer says no more than whether to look again. */
export const GUARD_PROTOCOL = {
  /** There is something to look at: where the worker wants that, it brings what looks. */
  'guard.bring': {
    pages: [],
    content: true,
    request: z.object({}),
    /** Whether it is there, or nobody wants it; missing where it could not be put there. */
    response: z.object({ isThere: z.optional(z.boolean()) }),
  },
  'guard.saw': {
    pages: [],
    content: true,
    request: pictureSchema,
    /**
     * `none`: this document is not judged by what it is. `closer`: once more, with more care; `all`: and with all that
     * may hide something.
     */
    response: z.object({ want: z.enum(['none', 'on', 'closer', 'all']) }),
  },
} as const
