/**
 * The yearly review of filtering and monitoring: who answers for it, reviews that were held with what is to be done, the
 * school's own words to each row, and figures.
 */
import { CATEGORY_IDS } from '../policy/categories.ts'
import { z } from '../zod.ts'
import { figureSchema } from './figures.ts'

const text = (least: number, most: number) =>
  z.string().check(z.trim(), z.minLength(least), z.maxLength(most))
const count = z.int().check(z.minimum(0))
const dateSchema = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a day, as 2026-11-24'))

/** The people whom the standard wants written down, and two more whom a school has. */
export const POSTS = ['slt', 'governor', 'dsl', 'it', 'data', 'provider'] as const
export type Post = (typeof POSTS)[number]

/** As the console and the pack call them. */
export const POST_NAMES: Readonly<Record<Post, string>> = {
  slt: 'Senior leader responsible',
  governor: 'Governor responsible',
  dsl: 'Designated safeguarding lead',
  it: 'Who runs IT',
  data: 'Data protection officer',
  provider: 'Who filters the internet connection (IWF member)',
}

/** Why a review is held: the yearly one, or what the standard names as a reason for another. */
export const REVIEW_WHYS = [
  'yearly',
  'risk',
  'practice',
  'technology',
  'update',
  'configuration',
  'ai',
] as const
export type ReviewWhy = (typeof REVIEW_WHYS)[number]

export const WHY_NAMES: Readonly<Record<ReviewWhy, string>> = {
  yearly: 'Yearly review',
  risk: 'A risk was found',
  practice: 'A change of practice',
  technology: 'New technology',
  update: 'A large update',
  configuration: 'A change of configuration',
  ai: 'A new AI tool',
}

/** POST /admin/review/people */
export const peopleSchema = z.object({
  people: z.array(z.object({ post: z.enum(POSTS), name: text(0, 160) })).check(z.maxLength(POSTS.length)),
})
export type People = z.infer<typeof peopleSchema>

/** POST /admin/reviews */
export const newReviewSchema = z.object({
  held: dateSchema,
  why: z.enum(REVIEW_WHYS),
  who: text(1, 500),
  found: text(1, 4000),
})
export type NewReview = z.infer<typeof newReviewSchema>

/** POST /admin/reviews/:review/actions */
export const newActionSchema = z.object({ what: text(1, 500), who: text(1, 160), due: dateSchema })
export type NewAction = z.infer<typeof newActionSchema>

/** POST /admin/review-actions/:action/done */
export const doneActionSchema = z.object({ outcome: text(1, 500) })

/** POST /admin/review/answers */
export const answerSchema = z.object({
  row: z.string().check(z.regex(/^[A-Z]\d{1,2}$/)),
  words: text(0, 2000),
})
export type ReviewAnswer = z.infer<typeof answerSchema>

const actionSchema = z.object({
  id: z.int(),
  what: z.string(),
  who: z.string(),
  due: dateSchema,
  done: z.nullable(z.number()),
  outcome: z.nullable(z.string()),
})

/** GET /admin/review */
export const reviewStateSchema = z.object({
  people: z.array(z.object({ post: z.enum(POSTS), name: z.string(), changed: z.nullable(z.number()) })),
  /** The newest first. */
  reviews: z.array(
    z.object({
      id: z.int(),
      held: dateSchema,
      why: z.enum(REVIEW_WHYS),
      who: z.string(),
      found: z.string(),
      actions: z.array(actionSchema),
    }),
  ),
  /** The day before which the next yearly review is due; null when none was held. */
  due: z.nullable(dateSchema),
  rows: z.array(
    z.object({
      id: z.string(),
      asks: z.string(),
      /** Who serves it: the software, people in school, or somebody else. */
      by: z.enum(['kerb', 'school', 'both', 'other']),
      words: z.string(),
    }),
  ),
  at: z.number(),
})
export type ReviewState = z.infer<typeof reviewStateSchema>

/** GET /admin/numbers: what a governor reads. By week, the oldest first; nobody and no site is in it. */
export const numbersSchema = z.object({
  /** The end of the last of the weeks: each is whole. */
  until: z.number(),
  weeks: z.array(
    z.object({
      from: z.number(),
      blocked: figureSchema,
      warned: figureSchema,
      searches: figureSchema,
      requests: figureSchema,
    }),
  ),
  /**
   * What was stopped in these weeks, by kind, the most first, and in each of the weeks above. Of a kind that is not here it
   * was few, or none.
   */
  kinds: z.array(
    z.object({ category: z.enum(CATEGORY_IDS), count: figureSchema, weeks: z.array(figureSchema) }),
  ),
  /** Now, and as they are: machines are nobody. */
  fleet: z.object({ confirmed: count, heard: count, enforcing: count, waiting: count }),
  /** The same by day, the oldest first: `from` when it began, heard from within it. */
  fleetDays: z.array(z.object({ from: z.number(), confirmed: count, heard: count, enforcing: count })),
})
export type Numbers = z.infer<typeof numbersSchema>
