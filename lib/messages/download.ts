/** What the page that asks about files is told, and what it may say. */
import { DOWNLOAD_REASONS } from '../download/decide.ts'
import { WAITING_STATES } from '../download/waiting.ts'
import { FILE_KINDS } from '../policy/downloads.ts'
import { LONGEST_WHY } from '../protocol/page-requests.ts'
import { z } from '../zod.ts'
import { askingSchema } from './asking.ts'

const text = (max: number) => z.string().check(z.maxLength(max))

export const fileCardSchema = z.object({
  id: text(40),
  name: text(300),
  kind: z.enum(FILE_KINDS),
  bytes: z.nullable(z.number()),
  /** Of what gave it; empty when nobody can say. */
  host: text(253),
  state: z.enum(WAITING_STATES),
  reason: z.enum(DOWNLOAD_REASONS),
  /** Of one that waits for an adult. */
  asking: z.optional(askingSchema),
})
export type FileCard = z.infer<typeof fileCardSchema>

export const downloadsSchema = z.object({
  files: z.array(fileCardSchema).check(z.maxLength(200)),
  school: z.object({ name: text(120), contact: text(200) }),
  timeZone: z.string(),
  now: z.number(),
})
export type Downloads = z.infer<typeof downloadsSchema>

/** The entry of session storage that changes whenever a waiting file does. */
export const DOWNLOADS_NEWS = 'downloads'

const ids = z.object({ ids: z.array(text(40)).check(z.maxLength(200)) })
const done = z.object({ ok: z.boolean() })

/** Part of PROTOCOL. */
export const DOWNLOAD_PROTOCOL = {
  downloads: { pages: ['download'], content: false, request: z.object({}), response: downloadsSchema },
  /** The pupil needs these. */
  'download.yes': { pages: ['download'], content: false, request: ids, response: done },
  /** The pupil does not need these, or has read what became of them. `more`: another one has come meanwhile. */
  'download.no': {
    pages: ['download'],
    content: false,
    request: ids,
    response: z.object({ more: z.boolean() }),
  },
  /** The pupil asks an adult for this one. */
  'download.ask': {
    pages: ['download'],
    content: false,
    request: z.object({ id: text(40), why: text(LONGEST_WHY) }),
    response: done,
  },
} as const
