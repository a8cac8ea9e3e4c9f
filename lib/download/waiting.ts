/**
 * Files that wait for a yes, and what became of those that had one: kept in session memory, so that neither the end of a
 * worker loses a question nor a disk learns of it.
 */
import { FILE_KINDS } from '../policy/downloads.ts'
import { z } from '../zod.ts'
import { DOWNLOAD_REASONS } from './decide.ts'

/**
 * `ask`: for a yes. `adult`: somebody else has to say so. `blocked`: nobody can here. `saving`: there was a yes.
 * `again`: it cannot be fetched once more by us: chosen again it will be let through. `saved`: it is on the disk.
 */
export const WAITING_STATES = ['ask', 'adult', 'blocked', 'saving', 'again', 'saved'] as const

export const waitingSchema = z.object({
  id: z.string(),
  /** The browser's number of the download that was stopped. */
  from: z.int(),
  name: z.string(),
  kind: z.enum(FILE_KINDS),
  bytes: z.nullable(z.number()),
  host: z.nullable(z.string()),
  page: z.nullable(z.string()),
  /** Where it can be fetched again; null where it cannot. */
  url: z.nullable(z.string()),
  state: z.enum(WAITING_STATES),
  reason: z.enum(DOWNLOAD_REASONS),
  at: z.number(),
  /** Of our own download of it: the browser's number, and since when it may be there. */
  item: z.optional(z.int()),
  since: z.optional(z.number()),
  /** An adult has said yes to it, until then (epoch milliseconds), when asked by this name. */
  approved: z.optional(z.number()),
  ask: z.optional(z.string()),
  /** Whoever said yes to it has left: it comes, and is not told of. */
  left: z.optional(z.boolean()),
  /** An adult has decided otherwise, and the pupil has been shown so. */
  told: z.optional(z.boolean()),
  /** The prompt has shown it. */
  seen: z.boolean(),
  /** Whose question it is: their name, which session memory has anyway; absent where nobody is signed in. */
  person: z.optional(z.string()),
})
export type Waiting = z.infer<typeof waitingSchema>

/** What stands for it in verdicts and rows: its own address, its page, or at least its host. */
export function addressOf({ url, page, host }: Pick<Waiting, 'url' | 'page' | 'host'>): string | null {
  if (url !== null && /^(https?|blob):/i.test(url)) return url
  return page ?? (host === null ? null : `https://${host}/`)
}

/** Lets one file through for one person: of this page and host, name, kind and size. Epoch milliseconds. */
export const passSchema = z.object({
  page: z.nullable(z.string()),
  host: z.nullable(z.string()),
  name: z.string(),
  kind: z.enum(FILE_KINDS),
  bytes: z.nullable(z.number()),
  until: z.number(),
  /** It came of an adult's yes, when asked by this name, and opens what is theirs to open. */
  ask: z.optional(z.string()),
  person: z.optional(z.string()),
})
export type Pass = z.infer<typeof passSchema>

/** The same file, as far as can be said before it is there: what a page makes anew may differ by a date in it. */
const NEAR = 0.1

/** @returns whether two sizes may be of one file. One that is not known may be any. */
export const sameSize = (a: number | null, b: number | null): boolean =>
  a === null || b === null || Math.abs(a - b) <= NEAR * Math.max(a, b)

/** A file as a pass names it. */
export type Passing = Omit<Pass, 'until' | 'person' | 'ask'>

/** An adult's yes: which, and until when. */
export interface Approved {
  readonly ask: string
  readonly until: number
}

/** @returns whether it is for such a file, whatever its page and host */
export const passMayFit = (pass: Pass, file: Passing, now: number): boolean =>
  pass.until > now &&
  pass.page !== null &&
  pass.name === file.name &&
  pass.kind === file.kind &&
  sameSize(pass.bytes, file.bytes)

/** Of a page that nobody knows none fits: it would fit every such page. */
export const passFits = (pass: Pass, file: Passing, now: number): boolean =>
  pass.page === file.page && pass.host === file.host && passMayFit(pass, file, now)
