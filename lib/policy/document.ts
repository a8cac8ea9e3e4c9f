/**
 * The school's policy as the server publishes it: the one schema that types, validation, the editor and the
 * reference docs are made from. Times are epoch milliseconds; hosts are lower-case ASCII without a final dot.
 */
import { z } from '../zod.ts'
import { AGREEMENT_MODES, agreementStateSchema, audienceSchema } from './agreement.ts'
import { ACTIONS, AGE_GROUPS, CATEGORY_IDS } from './categories.ts'
import { DOWNLOAD_ACTIONS, FILE_KINDS } from './downloads.ts'
import { looksFields } from './looks.ts'
import { PERSONAL_KINDS } from './personal.ts'
import { themesSchema } from './themes.ts'
import { clearedSchema, MOST_CLEARED, MOST_QUARANTINED, quarantinedSchema } from './quarantine.ts'

export const actionSchema = z.enum(ACTIONS)
export const ageGroupSchema = z.enum(AGE_GROUPS)
export const categoryIdSchema = z.enum(CATEGORY_IDS)

const HOST =
  /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$|^\[[0-9a-f:.]+\]$/
/** Whether a name is written as every document writes hosts. */
export const isHostName = (name: string): boolean => HOST.test(name)
export const hostSchema = z
  .string()
  .check(z.regex(HOST, 'write the host in lower-case ASCII, for example maths.example.org'))

export const pathSchema = z
  .string()
  .check(z.regex(/^\/[^?#\s]*$/, 'a path starts with / and holds no ? or #'), z.maxLength(200))

/**
 * One of the school's own entries. `host` is that exact host; `suffix` is the host and everything under it;
 * `path` is everything on the host and its sub-domains whose path starts with these whole path segments.
 */
export const entrySchema = z.object({
  kind: z.enum(['host', 'suffix', 'path']),
  host: hostSchema,
  /** Only for `path`: starts with `/`, no query, no fragment, compared without case. */
  path: z.optional(pathSchema),
  action: z.enum(['allow', 'block']),
  /** Which clause of the agreement the entry serves. */
  clause: z.optional(z.string().check(z.maxLength(40))),
  /** Why, in words a pupil may read. */
  note: z.optional(z.string().check(z.maxLength(300))),
})
export type Entry = z.infer<typeof entrySchema>

/** Days as ISO numbers, 1 is Monday. Times are minutes after local midnight, `to` exclusive; `from < to`. */
export const hoursSchema = z.object({
  days: z.array(z.int().check(z.minimum(1), z.maximum(7))),
  from: z.int().check(z.minimum(0), z.maximum(1439)),
  to: z.int().check(z.minimum(1), z.maximum(1440)),
})
export type Hours = z.infer<typeof hoursSchema>

/** Where the device is, as the server sees its address. `unknown` counts as the stricter of the two. */
export const PLACES = ['on-site', 'away', 'unknown'] as const
export type Place = (typeof PLACES)[number]
export const placeSchema = z.enum(PLACES)

/** A period with its own actions, for example lunch: games allowed on site. Later entries win over earlier. */
export const periodSchema = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  hours: hoursSchema,
  place: z.enum(['on-site', 'away', 'any']),
  categories: z.partialRecord(categoryIdSchema, actionSchema),
  unknownHosts: z.optional(actionSchema),
})
export type Period = z.infer<typeof periodSchema>

export const recordingSchema = z.object({
  hours: z.array(hoursSchema),
  /** `least` is the default; each step up is the school's choice and pupils are told the same minute. */
  detail: z.enum(['least', 'paths', 'titles']),
  /** The school's reason for recording more than the least; required by validation when detail is not `least`. */
  reason: z.optional(z.string().check(z.maxLength(300))),
  searchTerms: z.boolean(),
})
export type Recording = z.infer<typeof recordingSchema>

const fileKindSchema = z.enum(FILE_KINDS)
const downloadActionSchema = z.enum(DOWNLOAD_ACTIONS)

/** What may be saved from pages. What is left out has the age group's defaults. */
export const downloadsSchema = z.object({
  kinds: z.optional(z.partialRecord(fileKindSchema, downloadActionSchema)),
  /** Megabytes above which an adult is asked. */
  adultAbove: z.optional(z.int().check(z.minimum(1), z.maximum(100_000))),
  /** For what comes from a host, or from under it. The nearest host counts. */
  sites: z.optional(
    z
      .array(
        z.object({
          host: hostSchema,
          action: downloadActionSchema,
          /** Left out: every kind; an opening one then speaks of no dangerous kind. */
          kinds: z.optional(z.array(fileKindSchema).check(z.minLength(1))),
        }),
      )
      .check(z.maxLength(500)),
  ),
})
export type DownloadRules = z.infer<typeof downloadsSchema>

/** What a group is asked to agree to, and what holds until then. Lifelines and `needed` hosts stay open in any mode. */
export const groupAgreementSchema = z.object({
  text: audienceSchema,
  /** A parent's permission must be on record too. */
  parent: z.boolean(),
  until: z.enum(AGREEMENT_MODES),
  /** Set work that stays open. */
  open: z.array(hostSchema).check(z.maxLength(200)),
})
export type GroupAgreement = z.infer<typeof groupAgreementSchema>

/** The pause before personal details leave. What is left out has the age group's defaults. */
const personalDetailsSchema = z.object({
  /** The kinds that are paused for; none switches the pause off. */
  pause: z.optional(z.array(z.enum(PERSONAL_KINDS))),
  /** The school's own systems, each with all under it. */
  exempt: z.optional(z.array(hostSchema).check(z.maxLength(500))),
})

export const groupSchema = z.object({
  ageGroup: ageGroupSchema,
  /** Changes from the age group's defaults; locked categories are refused. */
  categories: z.partialRecord(categoryIdSchema, actionSchema),
  entries: z.array(entrySchema).check(z.maxLength(5000)),
  unknownHosts: actionSchema,
  safeSearch: z.boolean(),
  youtube: z.enum(['off', 'moderate', 'strict']),
  /**
   * Google and Microsoft account domains that may sign in, and the id of the Microsoft directory, without which
   * Microsoft restricts nothing; empty means any.
   */
  signInDomains: z.array(hostSchema),
  timetable: z.array(periodSchema).check(z.maxLength(100)),
  recording: recordingSchema,
  /** The small button on every page that reports a concern; left out, primary pupils have it. */
  concernButton: z.optional(z.boolean()),
  downloads: z.optional(downloadsSchema),
  personalDetails: z.optional(personalDetailsSchema),
  /** Worrying themes in searches and in what is asked of AI assistants. */
  themes: z.optional(themesSchema),
  /** Left out: nobody in the group is asked to agree to anything. */
  agreement: z.optional(groupAgreementSchema),
})
export type GroupPolicy = z.infer<typeof groupSchema>

/** A timed exception: who it is for, what it opens, why, and its end. */
export const unblockSchema = z.object({
  id: z.string(),
  entry: entrySchema,
  /** A group's name, or a person's e-mail (lower case). */
  forGroup: z.optional(z.string()),
  forPerson: z.optional(z.string()),
  from: z.number(),
  until: z.number(),
  reason: z.string().check(z.minLength(1), z.maxLength(300)),
})
export type Unblock = z.infer<typeof unblockSchema>

/** A pupil's browsing is paused; lifelines, sign-in and set work stay open. `talkTo`: whom, or the school's contact. */
export const suspensionSchema = z.object({
  id: z.string(),
  person: z.string(),
  from: z.number(),
  until: z.number(),
  reason: z.string().check(z.minLength(1), z.maxLength(300)),
  talkTo: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
  /** Set work that stays open. */
  open: z.array(hostSchema),
})
export type Suspension = z.infer<typeof suspensionSchema>

export const versionSchema = z.object({
  epoch: z.int().check(z.minimum(0)),
  number: z.int().check(z.minimum(0)),
})
export type Version = z.infer<typeof versionSchema>

export const schoolSchema = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(120)),
  /** Whom a pupil may ask, in words: "Mrs Patel in the IT office" or an e-mail. */
  contact: z.string().check(z.maxLength(200)),
})
export type School = z.infer<typeof schoolSchema>

/** When the safeguarding team reads concerns, and how soon. */
export const concernTimesSchema = z.object({
  hours: z.array(hoursSchema).check(z.minLength(1), z.maxLength(50)),
  /** Minutes of these hours after which a concern that nobody has opened goes to the next person. */
  openWithin: z._default(z.int().check(z.minimum(5), z.maximum(1440)), 60),
})
export type ConcernTimes = z.infer<typeof concernTimesSchema>

export const policyDocumentSchema = z.object({
  version: versionSchema,
  /**
   * Set when the server left out what concerns others. `reader`: what concerns the reader is here. `withheld`: nothing
   * about anybody is, because nobody confirmed who reads; that a person is not named says nothing then.
   */
  narrowed: z.optional(z.enum(['reader', 'withheld'])),
  issuedAt: z.number(),
  school: schoolSchema,
  /** IANA name, for example Europe/London. */
  timeZone: z.string(),
  groups: z.record(z.string(), groupSchema),
  /** The group of anybody whom neither managed values nor a person rule places. */
  defaultGroup: z.string(),
  /** E-mail (lower case) to group. */
  people: z.record(z.string(), z.string()),
  unblocks: z.array(unblockSchema),
  suspensions: z.array(suspensionSchema),
  /** Clauses of the agreement that rules refer to: id → the sentence. */
  clauses: z.record(z.string(), z.string()),
  /** Which clause a category serves. */
  categoryClauses: z.partialRecord(categoryIdSchema, z.string()),
  /** The school's own additions to the lifelines: exact hosts, at most 20. */
  lifelines: z.array(hostSchema).check(z.maxLength(20)),
  /** Exact hosts that sign-in, the school server and updates need. */
  needed: z.array(hostSchema),
  /** When and where lessons may run; school days from 8 to 17, anywhere, when left out. */
  lessons: z.optional(
    z.object({
      hours: z.array(hoursSchema).check(z.maxLength(50)),
      /** Lessons reach devices on the school's network alone. */
      onSiteOnly: z._default(z.boolean(), false),
    }),
  ),
  /** Categories of which a teacher may open a page that a pupil asks for; none when left out. */
  teachersMayOpen: z.optional(z.array(categoryIdSchema)),
  /** School days from 8 to 16 and an hour, when left out. */
  concerns: z.optional(concernTimesSchema),
  /** The day a school year starts, month and day; the first of September when left out. */
  agreementYearStarts: z.optional(
    z
      .string()
      .check(
        z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'write the month and the day, for example 09-01'),
      ),
  ),
  ...looksFields,
  /** Only in what the server narrowed for a reader; a school never publishes it. */
  agreement: z.optional(agreementStateSchema),
  /** What the guard found and the school has closed for all (`by: 'school'`), and what it has cleared: the server's. */
  quarantine: z.optional(z.array(quarantinedSchema).check(z.maxLength(MOST_QUARANTINED))),
  cleared: z.optional(z.array(clearedSchema).check(z.maxLength(MOST_CLEARED))),
})
export type PolicyDocument = z.infer<typeof policyDocumentSchema>
