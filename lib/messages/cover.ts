/**
 * Our pages that show what is one person's own are covered after nobody used the device for a while, until whoever is
 * there has said that it is still the same person. The state is in session memory: it outlives the worker and every
 * page, and a page reads it without the worker.
 */
import { z } from '../zod.ts'
import { lifelineSchema } from './lifeline.ts'

/** The entry of session storage. */
export const COVER = 'cover'

const storedCoverSchema = z.object({
  /** Somebody said that it is another person; what the one before had not sent is gone. It stays so until that one is back. */
  forgotten: z.boolean(),
  /** Another one each time that somebody may have gone, and when the first one is back. */
  mark: z.optional(z.string()),
  /** Whoever is there in place of the one before: what they tell goes under this, in nobody's name. */
  another: z.optional(z.string()),
  /** It is still the same person: nothing is covered. */
  isOver: z.optional(z.boolean()),
})
export type StoredCover = z.infer<typeof storedCoverSchema>

/** Null: nothing is covered. */
export type CoverState = {
  readonly forgotten: boolean
  /** The question is whether it is who was writing here, not who is signed in. */
  readonly isWriters?: boolean
} | null

/** The entry as it was read; null where there is none. */
export const storedCover = (read: unknown): StoredCover | null =>
  storedCoverSchema.safeParse(read).data ?? null

export const coverOf = (stored: StoredCover | null): CoverState =>
  stored === null || stored.isOver === true ? null : { forgotten: stored.forgotten }

/** What a report knows of the cover under which it was begun. */
export interface BegunUnder {
  /** The mark at that time, or when its writer last said that it is them. Absent: nothing was covered. */
  readonly under?: string | undefined
  readonly another?: string | undefined
}

/** A report that is begun now. */
export function begunUnder(stored: StoredCover | null): BegunUnder {
  if (stored === null || coverOf(stored) === null) return {}
  return { under: stored.mark, ...(stored.forgotten && { another: stored.another }) }
}

/** A report that was begun under a cover is its writer's, whoever else comes and says who they are. */
export function coverOfReport({ under, another }: BegunUnder, stored: StoredCover | null): CoverState {
  const state = coverOf(stored)
  if (under === undefined || stored === null) return state
  if (under === stored.mark || (state === null && another === undefined)) return null
  return { forgotten: stored.forgotten, isWriters: true }
}

/**
 * The page of own reports. To whoever took the first one's place it shows what they told themselves, by its number; as
 * soon as they may have gone, or the first one is back, that is over.
 * @param begun the cover when the page was loaded
 */
export function coverOfOwn(begun: StoredCover | null, stored: StoredCover | null): CoverState | 'over' {
  if (coverOf(begun)?.forgotten !== true) return coverOf(stored)
  return stored?.mark === begun?.mark ? null : 'over'
}

/** What the worker answers to nobody while it is covered, whichever page asks. */
export const PRIVATE: readonly string[] = [
  'record',
  'downloads',
  'download.yes',
  'download.no',
  'download.ask',
  'agreement',
  'agree',
  'asking',
  'ask-for',
  'notice',
  'notice.seen',
]

export const coverSchema = z.object({
  /** Absent: the device alone is known. */
  person: z.optional(z.string().check(z.maxLength(320))),
  lifelines: z.array(lifelineSchema).check(z.maxLength(20)),
})
export type Cover = z.infer<typeof coverSchema>

const COVERED_PAGES = ['popup', 'report', 'record', 'download', 'agreement', 'welcome', 'blocked'] as const

/** Part of PROTOCOL. */
export const COVER_PROTOCOL = {
  cover: {
    pages: COVERED_PAGES,
    content: false,
    request: z.object({}),
    response: coverSchema,
  },
  /** It is still the same person, or it is not. */
  'cover.answer': {
    pages: COVERED_PAGES,
    content: false,
    request: z.object({ same: z.boolean() }),
    response: z.object({}),
  },
} as const
