/**
 * Sources of category lists, as the console and the school server speak of them, under /admin/lists. A source is one
 * address or file with its licence; its names make a segment for each category they are taken for. Every update is
 * kept with its digest, so that it can be compared, put back and pinned. Times are epoch milliseconds.
 */
import { isLocked } from '../policy/categories.ts'
import { categoryIdSchema } from '../policy/document.ts'
import { z } from '../zod.ts'

const count = z.int().check(z.minimum(0))
const text = (max: number) => z.string().check(z.maxLength(max))
const line = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
export const listReasonSchema = z
  .string()
  .check(z.trim(), z.minLength(3, 'say why in a few words'), z.maxLength(300))
const digest = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'a SHA-256 in hex'))
const id = z.int().check(z.minimum(1))

/** `auto`: told by the first lines. `squidguard` and `v2fly` are archives of folders and files. */
export const LIST_FORMATS = [
  'auto',
  'plain',
  'hosts',
  'adblock',
  'dnsmasq',
  'rpz',
  'squidguard',
  'v2fly',
  'csv',
] as const
export const listFormatSchema = z.enum(LIST_FORMATS)
export type ListFormat = (typeof LIST_FORMATS)[number]

export const LIST_SCHEDULES = ['by-hand', 'six-hours', 'daily', 'weekly'] as const
export const listScheduleSchema = z.enum(LIST_SCHEDULES)
export type ListSchedule = (typeof LIST_SCHEDULES)[number]

/** A category that a list may be taken for: the illegal ones have a slot of their own. */
export const openCategorySchema = categoryIdSchema.check(
  z.refine((category) => !isLocked(category), 'no list can be taken for this category'),
)

/**
 * What a part of the source is taken for. `group` is the source's own word: a folder (squidGuard), a file of `data`
 * (v2fly), a value of the category column (CSV); '' is everything that no other line names. A part without a line is left out.
 */
export const listMappingSchema = z
  .array(
    z.object({
      group: text(100),
      categories: z.array(openCategorySchema).check(z.minLength(1), z.maxLength(4)),
    }),
  )
  .check(z.maxLength(200))
export type ListMapping = z.infer<typeof listMappingSchema>

const fromSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), address: line(500) }),
  /** The name of the file that was uploaded last; empty before the first. */
  z.object({ kind: z.literal('file'), name: text(200) }),
])

const byCategorySchema = z.array(z.object({ category: categoryIdSchema, names: count }))

/** Why an update was not taken by itself, with a sentence for the network manager. */
export const LIST_PROBLEMS = ['shrinks', 'stops-canary', 'lacks-canary', 'many-bad-lines', 'empty'] as const
export const listProblemSchema = z.object({ code: z.enum(LIST_PROBLEMS), detail: text(400) })
export type ListProblem = z.infer<typeof listProblemSchema>

/** Why names or lines were left out; each is counted and a few are shown. */
export const LIST_LEFT_OUT = [
  'bad-line',
  'too-long',
  /** A rule that is more or less than a host: a path, an expression, an element of a page. */
  'no-host-rule',
  'public-suffix',
  'local',
  'lifeline',
  'never-block',
  /** Its parent is listed and says it already. */
  'under-parent',
  'twice',
  /** In a part of the source that is taken for nothing. */
  'not-mapped',
] as const
export type ListLeftOut = (typeof LIST_LEFT_OUT)[number]

/**
 * `in-force`: the one that devices have. `held`: it waits for somebody, and the last good one stays. `earlier`: was in
 * force. `discarded`: was held, and somebody said no.
 */
export const LIST_UPDATE_STATES = ['in-force', 'held', 'earlier', 'discarded'] as const

export const listUpdateSchema = z.object({
  id,
  at: z.number(),
  state: z.enum(LIST_UPDATE_STATES),
  /** Of the tidy names: two updates with the same digest are the same list. */
  digest,
  /** As it came over the line, or lay in the file. */
  bytes: count,
  names: count,
  /** Of these, numbers rather than names: `192.0.2.7`. */
  addresses: count,
  segments: byCategorySchema,
  /** The parts that the source itself has, mapped or not, largest first. */
  groups: z.array(z.object({ group: text(100), names: count })),
  /** Against the one in force when it came; null for the first. */
  change: z.nullable(z.object({ added: count, removed: count, moved: count })),
  lines: count,
  leftOut: z.array(z.object({ why: z.enum(LIST_LEFT_OUT), count, samples: z.array(text(100)) })),
  problems: z.array(listProblemSchema),
  /** What somebody decided about it last; null when nobody had to. */
  decided: z.nullable(
    z.object({ what: z.enum(['taken', 'discarded']), at: z.number(), by: text(200), reason: text(300) }),
  ),
  /** Its names are still here: it can be compared and put back. */
  kept: z.boolean(),
})
export type ListUpdate = z.infer<typeof listUpdateSchema>

export const listSourceSchema = z.object({
  id,
  name: text(100),
  licence: text(100),
  /** From the catalogue of well-known sources; absent for the school's own. */
  preset: z.optional(text(60)),
  from: fromSchema,
  format: listFormatSchema,
  mapping: listMappingSchema,
  schedule: listScheduleSchema,
  /** Off: its names are in force nowhere, and it is not fetched. */
  on: z.boolean(),
  /** The update in force stays whatever is fetched. */
  pinned: z.boolean(),
  added: z.number(),
  /** `busy`: being fetched or read now. `new`: nothing was ever taken. `failing`: the last fetch failed. */
  state: z.enum(['new', 'busy', 'current', 'held', 'failing', 'off']),
  checked: z.nullable(z.number()),
  /** When it is asked for again by itself; null when it is not. */
  next: z.nullable(z.number()),
  /** The last failure since the last success. `code` for the machine, `detail` a sentence. */
  failing: z.nullable(z.object({ code: text(40), detail: text(400), since: z.number(), times: count })),
  inForce: z.nullable(listUpdateSchema),
  held: z.nullable(listUpdateSchema),
})
export type ListSource = z.infer<typeof listSourceSchema>

/** GET /admin/lists/sources */
export const listSourcesSchema = z.object({
  at: z.number(),
  sources: z.array(listSourceSchema),
  /** What devices are given: null before anything was published. */
  published: z.nullable(
    z.object({ at: z.number(), digest: z.nullable(digest), bytes: count, names: count, corrections: count }),
  ),
  /** Devices are not given yet what is in force here: it is being put together, or that failed. */
  waiting: z.boolean(),
  /** Why the last putting together failed; null when it did not. */
  problem: z.nullable(text(400)),
})
export type ListSources = z.infer<typeof listSourcesSchema>

/** POST /admin/lists/sources; answers a listSourceSchema. It is fetched at once when it has an address. */
export const addListSourceSchema = z.object({
  name: line(100),
  licence: line(100),
  preset: z.optional(text(60)),
  from: fromSchema,
  format: z._default(listFormatSchema, 'auto'),
  mapping: z._default(listMappingSchema, []),
  schedule: z._default(listScheduleSchema, 'daily'),
})
export type AddListSource = z.input<typeof addListSourceSchema>

/** POST /admin/lists/sources/:source; what is left out stays. Another mapping or format reads what is here anew. */
export const changeListSourceSchema = z.object({
  name: z.optional(line(100)),
  licence: z.optional(line(100)),
  address: z.optional(line(500)),
  format: z.optional(listFormatSchema),
  mapping: z.optional(listMappingSchema),
  schedule: z.optional(listScheduleSchema),
  on: z.optional(z.boolean()),
})

/**
 * POST /admin/lists/sources/:source/fetch asks for it now; …/file?name=x takes the body (application/octet-stream) as
 * the new file. Both answer at once with the source, in the state `busy`.
 */
export const listFileQuerySchema = z.object({ name: line(200) })

/** POST …/take: a held update, or an earlier one that is put back. POST …/discard: a held one is not wanted. */
export const decideListUpdateSchema = z.object({ update: id, reason: listReasonSchema })
/** POST …/pin */
export const pinListSourceSchema = z.object({ pinned: z.boolean() })

/** GET …/history, newest first */
export const listHistorySchema = z.object({ updates: z.array(listUpdateSchema) })

/** GET …/diff?from=1&to=2 of two updates; without `from` against the one in force, and against nothing if there is none. */
export const listDiffQuerySchema = z.object({
  from: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  to: z.string().check(z.regex(/^\d{1,15}$/)),
})
const sampleSchema = z.object({ host: z.string(), categories: z.array(categoryIdSchema) })
export const listDiffSchema = z.object({
  added: count,
  removed: count,
  /** The same name with other categories. */
  moved: count,
  /** At most 20 of each, from all over the list. */
  samples: z.object({
    added: z.array(sampleSchema),
    removed: z.array(sampleSchema),
    moved: z.array(sampleSchema),
  }),
  byCategory: z.array(z.object({ category: categoryIdSchema, added: count, removed: count })),
})
export type ListDiff = z.infer<typeof listDiffSchema>

/** GET /admin/lists/presets: well-known public sources. None is fetched before somebody adds it. */
export const listPresetSchema = z.object({
  id: text(60),
  name: text(100),
  publisher: text(100),
  about: text(400),
  licence: text(100),
  licenceAddress: text(300),
  /** Where people read about it. */
  home: text(300),
  address: text(500),
  format: listFormatSchema,
  mapping: listMappingSchema,
  schedule: listScheduleSchema,
  /** Roughly, so that somebody knows what they add. */
  names: count,
  /** It is a source here already. */
  added: z.boolean(),
})
export type ListPreset = z.infer<typeof listPresetSchema>
export const listPresetsSchema = z.object({ presets: z.array(listPresetSchema) })
