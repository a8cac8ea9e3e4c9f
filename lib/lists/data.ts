/**
 * The shapes of the data files in `assets/`: the service catalogue, the never-block set and the lifelines.
 * The files are checked against these schemas by tests, not in the worker, which starts cold for every page.
 */
import { CATEGORY_IDS, isLocked, isNeverBlock } from '../policy/categories.ts'
import { hostSchema } from '../policy/document.ts'
import { z } from '../zod.ts'
import { LIFELINE_THEMES } from './themes.ts'

const text = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
const slug = z.string().check(z.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'))
const isoDate = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'a date is written 2026-11-22'))

const listed = CATEGORY_IDS.filter((id) => !isNeverBlock(id) && !isLocked(id))
const neverBlocked = CATEGORY_IDS.filter((id) => isNeverBlock(id))

/** A service: every host means that host and everything under it. */
export const serviceSchema = z.strictObject({
  id: slug,
  name: text(80),
  hosts: z.array(hostSchema).check(z.minLength(1)),
  /** Never an A+ category (those are in the never-block set) and never an illegal one (a sealed slot). */
  categories: z.array(z.enum(listed)).check(z.minLength(1)),
})
export type Service = z.infer<typeof serviceSchema>

/** One file of `assets/catalogue`: the services of a theme. */
export const catalogueFileSchema = z.strictObject({
  theme: text(60),
  note: z.optional(text(600)),
  services: z.array(serviceSchema).check(z.minLength(1)),
})
export type CatalogueFile = z.infer<typeof catalogueFileSchema>

export const neverBlockEntrySchema = z.strictObject({
  host: hostSchema,
  /** True: this host alone. False: this host and everything under it. */
  exact: z.boolean(),
  category: z.enum(neverBlocked),
})
export type NeverBlockEntry = z.infer<typeof neverBlockEntrySchema>

export const neverBlockFileSchema = z.strictObject({
  note: text(1000),
  hosts: z.array(neverBlockEntrySchema).check(z.minLength(1)),
})
export type NeverBlockFile = z.infer<typeof neverBlockFileSchema>

export const lifelineSchema = z.strictObject({
  id: slug,
  name: text(80),
  /** Other names that people type, misspellings too. A search for one leaves no row, as for `name`. */
  aka: z.optional(z.array(text(60))),
  /** Of all its names, those that are also ordinary words: they count alone or beside a word such as “helpline”. */
  everyday: z.optional(z.array(text(60))),
  /** Exact hosts, each spelling that the service answers to. */
  hosts: z.array(hostSchema).check(z.minLength(1)),
  /** The page to open for help. */
  url: z.url(),
  /** Telephone numbers as people dial them. */
  phones: z.array(z.string().check(z.regex(/^[0-9][0-9 ]{2,}$/, 'digits and spaces'))),
  /** How to reach it by text message: the words to send (may be empty) and the number. */
  texts: z.array(z.strictObject({ to: z.string().check(z.regex(/^[0-9 ]+$/)), word: z.string() })),
  /** In words: "24 hours a day, every day". */
  hours: text(160),
  /** Who it is for, in words a child reads. */
  audience: text(200),
  /** Whether a child can use it themselves; the others are for parents and staff, or for adults. */
  forChildren: z.boolean(),
  /** Works for somebody who does not hear or speak: how. */
  access: z.optional(text(200)),
  region: z.enum(['UK', 'GB', 'England', 'England and Wales', 'Scotland', 'Wales', 'Northern Ireland']),
  themes: z.array(z.enum(LIFELINE_THEMES)).check(z.minLength(1)),
  /** Languages help is given in, as BCP 47 tags. */
  languages: z.array(z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z]+)*$/))).check(z.minLength(1)),
  /** When the entry was last checked. */
  checked: isoDate,
  /** A person compared it with the service's own site on that day. */
  verified: z.boolean(),
})
export type Lifeline = z.infer<typeof lifelineSchema>

export const lifelinesFileSchema = z.strictObject({
  note: text(1000),
  lifelines: z.array(lifelineSchema).check(z.minLength(1)),
})
export type LifelinesFile = z.infer<typeof lifelinesFileSchema>
