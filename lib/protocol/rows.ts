/**
 * Activity rows as they are before sealing and after the server opened them. One number per row and
 * installation, from 1, without a gap. Times are epoch milliseconds by Kerb's own time source.
 */
import { ACTIONS, CATEGORY_IDS } from '../policy/categories.ts'
import { FILE_KINDS } from '../policy/downloads.ts'
import { findingSchema } from '../policy/finding.ts'
import { severitySchema, themeSchema } from '../policy/themes.ts'
import { z } from '../zod.ts'
import { listIdSchema } from './locked-document.ts'

const base = {
  seq: z.int().check(z.minimum(1)),
  at: z.number(),
  /** Who was using it, and how that was learned. Absent: the device alone. */
  who: z.optional(
    z.object({ name: z.string().check(z.maxLength(320)), from: z.enum(['profile', 'management']) }),
  ),
  /** What its digest is salted with (evidence.ts). Rows of earlier versions have none. */
  salt: z.optional(z.string().check(z.regex(/^[A-Za-z0-9_-]{21}[AQgw]$/, 'base64url of 16 bytes'))),
}

const place = {
  /** Host, lower-case ASCII. Empty where what is there is illegal: such an address is on record nowhere. */
  host: z.string().check(z.maxLength(253)),
  /** Path without query or fragment; only for blocked, warned and searched, or when the school records paths. */
  path: z.optional(z.string().check(z.maxLength(2048))),
  categories: z.array(z.enum(CATEGORY_IDS)).check(z.maxLength(20)),
  action: z.enum(ACTIONS),
  /** The kind of the verdict's reason, as in lib/verdict. */
  reason: z.string().check(z.maxLength(40)),
}

/** What a search, or something written to an AI assistant, is about. */
const themed = {
  theme: z.optional(themeSchema),
  severity: z.optional(severitySchema),
}

/**
 * What the guard found. `where`: `page` was seen on this very page; `host` was found before, here or elsewhere, and
 * is no sight of its own: nothing is made of it twice.
 */
export const foundInRowSchema = z.object({ ...findingSchema.shape, where: z.enum(['page', 'host']) })
export type FoundInRow = z.infer<typeof foundInRowSchema>

/** An entry of a locked list: all that is on record of an address of illegal content. */
export const listedInRowSchema = z.object({ list: listIdSchema, entry: z.int().check(z.minimum(0)) })

/** What the guard, or the address itself, gave as the reason. */
const guarded = {
  found: z.optional(foundInRowSchema),
  /** Of a search that was stopped. */
  ...themed,
  /** The host that the address carries within it, by which it was judged. */
  carried: z.optional(z.string().check(z.maxLength(253))),
}

/** How big a file is, as far as a row says it. */
export const SIZES = ['unknown', 'small', 'medium', 'large'] as const
export type SizeClass = (typeof SIZES)[number]

/** What became of a file that a page gave: the pupil was asked, an adult has to be, it was saved after that, or not. */
export const DOWNLOAD_ENDS = ['asked', 'adult', 'allowed', 'blocked'] as const
export type DownloadEnd = (typeof DOWNLOAD_ENDS)[number]

export const rowSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('visit'), ...place }),
  /** How long a visit lasted; `visit` is that row's number. */
  z.object({ ...base, kind: z.literal('stay'), visit: z.int(), seconds: z.number() }),
  /** A page's title, only when the school records titles; `visit` is that row's number, which can have several. */
  z.object({ ...base, kind: z.literal('title'), visit: z.int(), title: z.string().check(z.maxLength(300)) }),
  z.object({
    ...base,
    kind: z.literal('blocked'),
    ...place,
    ...guarded,
    target: z.enum(['page', 'frame']),
    /** The host is empty then, and there is no path. */
    listed: z.optional(listedInRowSchema),
  }),
  z.object({ ...base, kind: z.literal('warned'), ...place, ...guarded }),
  z.object({ ...base, kind: z.literal('continued'), ...place }),
  z.object({
    ...base,
    kind: z.literal('search'),
    ...place,
    /** Empty where the school does not keep them: then it is here for its theme. */
    terms: z.string().check(z.maxLength(500)),
    ...themed,
    /** It was for help. */
    help: z.optional(z.literal(true)),
  }),
  /** Something worrying was written to an AI assistant. The host is the assistant's. */
  z.object({
    ...base,
    kind: z.literal('prompt'),
    ...place,
    theme: themeSchema,
    severity: severitySchema,
    help: z.optional(z.literal(true)),
    /** What was written; only when the school keeps it and the page said so. */
    words: z.optional(z.string().check(z.maxLength(300))),
  }),
  z.object({
    ...base,
    kind: z.literal('download'),
    ...place,
    file: z.enum(FILE_KINDS),
    size: z.enum(SIZES),
    decided: z.enum(DOWNLOAD_ENDS),
    /** Only when the school records titles. */
    name: z.optional(z.string().check(z.maxLength(200))),
  }),
  z.object({ ...base, kind: z.literal('policy'), source: z.string(), version: z.string() }),
  z.object({ ...base, kind: z.literal('start'), version: z.string(), browser: z.string() }),
  z.object({ ...base, kind: z.literal('stop'), reason: z.string() }),
  z.object({
    ...base,
    kind: z.literal('problem'),
    code: z.string().check(z.maxLength(80)),
    detail: z.string().check(z.maxLength(500)),
  }),
  /** These numbers will never come: dropped by overflow, unreadable, or no longer kept. Both ends included. */
  z.object({ ...base, kind: z.literal('lost'), from: z.int(), to: z.int(), reason: z.string() }),
])
export type Row = z.infer<typeof rowSchema>
export type RowKind = Row['kind']
type WithoutNumber<T> = T extends unknown ? Omit<T, 'seq' | 'at' | 'who' | 'salt'> : never
/** A row as a caller writes it: the store adds the number, the time and who. */
export type NewRow = WithoutNumber<Row>
