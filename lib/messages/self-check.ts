/** What the settings page shows of a self-check. */
import { CATEGORY_IDS } from '../policy/categories.ts'
import { EXPECTED, MOST_TRIED, OUTCOMES, RESULTS } from '../protocol/self-check.ts'
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

export const SELF_CHECK_PROTOCOL = {
  /** Tries addresses of each kind, which takes about a minute, and files what came of it with the school. */
  'self-check': {
    pages: ['settings'],
    content: false,
    request: z.object({}),
    response: z.discriminatedUnion('state', [
      z.object({
        state: z.literal('done'),
        /** The school server has it. */
        isFiled: z.boolean(),
        rows: z
          .array(
            z.object({
              host: text(253),
              category: z.optional(z.enum(CATEGORY_IDS)),
              expected: z.enum(EXPECTED),
              outcome: z.enum(OUTCOMES),
              result: z.enum(RESULTS),
            }),
          )
          .check(z.maxLength(MOST_TRIED)),
      }),
      /** A lesson or a pause closes nearly everything, or nobody has agreed yet: it would say nothing. */
      z.object({ state: z.literal('not-now') }),
      z.object({ state: z.literal('running') }),
    ]),
  },
} as const
