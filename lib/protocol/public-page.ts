/** The page for parents, as the console asks about it: whether it is there, and what the school itself says on it. */
import { z } from '../zod.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

/** The most groups that are named on the page. */
const MOST_NAMED = 60

/** POST /admin/public-page */
export const publicPageSettingsSchema = z.object({
  on: z.boolean(),
  /** Whom a parent may ask, and how: the one free text on the page. */
  contact: text(300),
  /** What a group is called before parents. A group that is not named here is not told apart from others. */
  groups: z
    .array(z.object({ group: text(100), name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)) }))
    .check(z.maxLength(MOST_NAMED)),
})
export type PublicPageSettings = z.infer<typeof publicPageSettingsSchema>

/** GET /admin/public-page */
export const publicPageSchema = z.object({
  ...publicPageSettingsSchema.shape,
  /** Its address, once it is on and the server knows its own. */
  address: z.nullable(z.string()),
  /** When it was last switched or its words were changed; null for never. */
  changed: z.nullable(z.number()),
  /** The groups of the policy in force, with how many people it puts there by name. */
  known: z.array(z.object({ group: text(200), ageGroup: text(20), people: z.int() })),
  /** Nothing is published yet: there is nothing to tell. */
  hasPolicy: z.boolean(),
})
export type PublicPage = z.infer<typeof publicPageSchema>
