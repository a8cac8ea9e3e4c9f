/**
 * Looks at a pupil's activity record, under /admin: what is said before one, what it opens, and who reads that there was
 * one. The pupil's own side is in own-record.ts.
 */
import { looksShownSchema, secondYesSchema } from '../policy/looks.ts'
import { z } from '../zod.ts'
import { OWN_KINDS, ownRowSchema } from './own-row.ts'
import { daySpan } from './paging.ts'
import { foundInRowSchema, listedInRowSchema } from './rows.ts'

const text = (max: number) => z.string().check(z.maxLength(max))
/** Own words that say something: “.” is no reason. */
const ownWords = z.string().check(z.trim(), z.minLength(3, 'say why, in your own words'), z.maxLength(300))

/** Who may look at a record; no other role ever does. */
export const LOOKING_ROLES = ['dsl'] as const
export const lookingRoleSchema = z.enum(LOOKING_ROLES)
export type LookingRole = z.infer<typeof lookingRoleSchema>

/** `asked`: the pupil, or their parents, asked what is kept. */
export const LOOK_REASONS = ['concern', 'stopped', 'incident', 'asked', 'check', 'other'] as const
export const lookReasonSchema = z.enum(LOOK_REASONS)
export type LookReason = z.infer<typeof lookReasonSchema>
/** As a look is kept. `alert`: somebody opened an alert's words; nobody begins a look so. */
const keptReasonSchema = z.enum([...LOOK_REASONS, 'alert'])
export type KeptReason = z.infer<typeof keptReasonSchema>
/** The kind of reason as others than staff are told it: extensions of before know no other. */
export const toldReason = (reason: KeptReason): LookReason => (reason === 'alert' ? 'other' : reason)

/** How far back a look goes, days: today is one. */
export const LOOK_DAYS = [1, 7, 30, 365] as const
/** How long one look lasts, minutes; then the reason is asked for again. */
export const LOOK_MINUTES = 30
/** Pupils are told a day later: whoever finds that a child is in danger has this long to say so. Hours. */
export const TOLD_AFTER_HOURS = 24

export const lookIdSchema = z.string().check(z.regex(/^[\w-]{22}$/, 'the code of a look'))

/** GET /admin/pupils: names, so each search is on record. */
export const findPupilsSchema = z.object({
  find: z
    .string()
    .check(z.trim(), z.minLength(2, 'write at least two letters of the name'), z.maxLength(320)),
})
const foundPupilSchema = z.object({ person: z.int(), name: z.string(), classes: z.array(z.string()) })
export type FoundPupil = z.infer<typeof foundPupilSchema>
export const foundPupilsSchema = z.object({
  pupils: z.array(foundPupilSchema),
  /** There are others that fit. */
  more: z.boolean(),
  /** What pupils are shown of a look that begins now. */
  shown: looksShownSchema,
})
export type FoundPupils = z.infer<typeof foundPupilsSchema>

/** POST /admin/record-looks: nothing of a record is answered before this is on record. */
export const newLookSchema = z.object({
  person: z.int().check(z.minimum(1)),
  days: z.literal(LOOK_DAYS),
  reason: lookReasonSchema,
  words: ownWords,
  /** Why pupils must not know of it: the look is part of an enquiry. */
  enquiry: z.optional(ownWords),
})
export type NewLook = z.infer<typeof newLookSchema>

/** One look, as the viewing log has it. Times in epoch milliseconds. */
export const lookSchema = z.object({
  id: lookIdSchema,
  at: z.number(),
  /** It opens nothing after this. */
  until: z.number(),
  /** Who looked; empty for somebody who is gone. */
  by: z.string(),
  role: lookingRoleSchema,
  /** Whose record; empty for somebody who is gone. */
  pupil: z.string(),
  /** It opened what is from then on. */
  from: z.number(),
  reason: keptReasonSchema,
  words: z.string(),
  shown: looksShownSchema,
  /** When the pupil may first be shown it, if nothing stands against it. */
  toldFrom: z.number(),
  /** The pupil is shown it now. */
  told: z.boolean(),
  enquiry: z.nullable(
    z.object({
      at: z.number(),
      by: z.string(),
      words: z.string(),
      /** Who lifted it, and when. */
      ended: z.nullable(z.object({ at: z.number(), by: z.string() })),
    }),
  ),
  /** A second person has to say yes to it: to the record, or to packs alone. */
  second: z.nullable(
    z.object({
      wants: secondYesSchema,
      /** Who has not answered by then cannot any more. */
      until: z.number(),
      answer: z.nullable(z.object({ what: z.enum(['yes', 'no']), at: z.number(), by: z.string() })),
    }),
  ),
})
export type Look = z.infer<typeof lookSchema>

/** GET /admin/record-looks, the newest first. */
export const looksQuerySchema = z.object({
  /** The code of the last look that was shown. */
  before: z.optional(lookIdSchema),
  /** Part of the name of whoever looked, or whose record it was. */
  find: z.optional(text(320)),
  reason: z.optional(keptReasonSchema),
  ...daySpan,
})
export type LooksQuery = z.infer<typeof looksQuerySchema>
export const looksSchema = z.object({
  looks: z.array(lookSchema),
  /** Where to go on; null at the end. Few or no looks may come before it. */
  next: z.nullable(lookIdSchema),
})

/** POST /admin/record-looks/:look/enquiry */
export const enquirySchema = z.object({ words: ownWords })

/** POST /admin/record-looks/:look/second */
export const secondAnswerSchema = z.object({ answer: z.enum(['yes', 'no']) })

/** The place of a row among all of a pupil's: its time, installation and number. */
const placeSchema = z.string().check(z.regex(/^\d{1,15}(\.\d{1,15}){2}$/, 'the place of a row'))

/** What leads a colleague to one row: sealed by the server, so that an address names nobody. */
export const rowLinkSchema = z.string().check(z.regex(/^[\w-]{40,180}$/, 'a link to an entry'))

/** POST /admin/record-looks/:look/links: an entry that the look shows. */
export const newRowLinkSchema = z.object({ place: placeSchema })
export const madeRowLinkSchema = z.object({ link: rowLinkSchema })

/** POST /admin/record-links: whom a link is about, before anything of their record is shown. */
export const followRowLinkSchema = z.object({ link: rowLinkSchema })
export const sharedRowSchema = z.object({
  pupil: foundPupilSchema,
  /** How far back a look must go to show the entry. */
  days: z.literal(LOOK_DAYS),
  /** The look that it was shared from is part of an enquiry. */
  enquiry: z.boolean(),
  shown: looksShownSchema,
})
export type SharedRow = z.infer<typeof sharedRowSchema>

/** GET /admin/record-looks/:look/rows */
export const rowsQuerySchema = z.object({
  kind: z.optional(z.enum(OWN_KINDS)),
  /** Part of a site's name. */
  host: z.optional(text(253)),
  /** Only what was stopped. */
  stopped: z.optional(z.literal('1')),
  /** Only what happened while a class of theirs had a lesson. */
  lesson: z.optional(z.literal('1')),
  /** Part of what was searched for. */
  terms: z.optional(text(200)),
  before: z.optional(placeSchema),
  /** Begins with this entry and some newer ones above it. */
  link: z.optional(rowLinkSchema),
})
export type RowsQuery = z.infer<typeof rowsQuerySchema>

/** What only the lead reads of a row: pupils are not taught which signs there are. */
export const behindSchema = z.object({
  /** What the guard found there, and by which signs. */
  found: z.optional(foundInRowSchema),
  /** The host that the address held within it, by which it was judged. */
  carried: z.optional(text(253)),
  /** What was searched for, or written, asked for help. */
  help: z.optional(z.literal(true)),
  /** By which entry of which locked list it was stopped: the address is on record nowhere. */
  listed: z.optional(listedInRowSchema),
})
export type Behind = z.infer<typeof behindSchema>

export const timelineSchema = z.object({
  /** The newest first. */
  rows: z.array(
    z.object({
      row: ownRowSchema,
      behind: z.optional(behindSchema),
      /** Tells it from every other. */
      place: placeSchema,
      /** The class that had a lesson then, of those the pupil is in now. */
      lesson: z.optional(z.string()),
      /** What the school calls the device, else the start of the installation's code. */
      device: z.string(),
    }),
  ),
  /** Where to go on; null when there is nothing older in this look. Few or no rows may come before it. */
  next: z.nullable(placeSchema),
  /** Everything newer than this was gone through. */
  reached: z.number(),
  /** Of what was asked for by a link: its place; or it is on record no more, or further back than the look goes. */
  shared: z.optional(z.union([placeSchema, z.enum(['gone', 'older'])])),
  timeZone: z.string(),
})
export type Timeline = z.infer<typeof timelineSchema>
