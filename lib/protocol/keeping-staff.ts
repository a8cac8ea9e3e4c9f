/** How long what is recorded is kept, as the console and the server speak of it, under /admin/keeping. Times in epoch milliseconds. */
import { keepingKindSchema, LEAST_DAYS, MOST_DAYS } from '../policy/keeping.ts'
import { z } from '../zod.ts'
import { figureSchema } from './figures.ts'

const kind = keepingKindSchema
const days = z.int().check(z.minimum(LEAST_DAYS), z.maximum(MOST_DAYS))

/** One change of one time. */
export const keepingChangeSchema = z.object({
  id: z.int(),
  kind,
  before: z.int(),
  days: z.int(),
  at: z.number(),
  by: z.string(),
  /** Why; null for who may read no free words. */
  words: z.nullable(z.string()),
  /** Until then it can be taken back, and nothing is deleted by it. */
  starts: z.number(),
  /** When all that it shortens was deleted; null until then. */
  done: z.nullable(z.number()),
  taken: z.nullable(z.object({ at: z.number(), by: z.string() })),
})
export type KeepingChange = z.infer<typeof keepingChangeSchema>

export const keepingStateSchema = z.object({
  kinds: z.array(
    z.object({
      kind,
      /** In force now. */
      days: z.int(),
      /** What pupils and parents are told. */
      told: z.int(),
      /** What begins later. */
      waiting: z.nullable(keepingChangeSchema),
    }),
  ),
  /** The newest first. */
  changes: z.array(keepingChangeSchema),
})
export type KeepingState = z.infer<typeof keepingStateSchema>

export const keepingPlanQuerySchema = z.object({
  kind,
  days: z.string().check(z.regex(/^\d{1,4}$/, 'a number of days')),
})

/** What a change would do; nothing is changed by asking. */
export const keepingPlanSchema = z.object({
  kind,
  before: z.int(),
  days: z.int(),
  starts: z.number(),
  /** What the night that it begins in deletes because of it. Rounded: two plans a day apart would tell of one day. */
  rows: figureSchema,
  /** What would go, and a hold keeps. */
  held: figureSchema,
})
export type KeepingPlan = z.infer<typeof keepingPlanSchema>

export const newKeepingSchema = z.object({
  kind,
  days,
  /** What was in force when it was thought of. */
  before: z.int(),
  /** As the plan counted them: whoever confirms has seen it. */
  rows: figureSchema,
  /** “.” is no reason. */
  words: z.string().check(z.trim(), z.minLength(3, 'say why, in your own words'), z.maxLength(500)),
})
export type NewKeeping = z.infer<typeof newKeepingSchema>
