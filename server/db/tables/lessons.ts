/** Lessons, what happened in them, and what teachers keep for the next. Times in epoch milliseconds. */
import type { Generated } from 'kysely'

/** One that ran its time keeps `ended` null. */
export interface LessonsTable {
  id: string
  class: number
  /** A number of `people`. */
  teacher: number
  started: number
  until: number
  ended: number | null
  /** Counts what was changed since the start: sites, end. */
  revision: Generated<number>
  /** Sites and words, sealed. */
  content: Uint8Array
}

/** A pupil of the class whom the lesson leaves alone. */
export interface LessonExemptTable {
  lesson: string
  person: number
}

/** A pupil whom this lesson took from another class's, or (covers) a teacher who took the lesson over. */
export interface LessonPersonAtTable {
  lesson: string
  person: number
  at: number
}

export interface LessonCodesTable {
  hash: string
  lesson: string
  until: number
}

/** Somebody watched the tabs of a lesson; `ended` is null while they do, or when the server stopped under them. */
export interface LessonLooksTable {
  id: Generated<number>
  lesson: string
  person: number
  started: number
  ended: number | null
}

/** Sites under a name, of one teacher. */
export interface SiteSetsTable {
  id: Generated<number>
  person: number
  made: number
  /** Name, sites and frames, sealed. */
  content: Uint8Array
}

/** A teacher asks for a site that the policy closes. */
export interface SiteRequestsTable {
  id: Generated<number>
  class: number
  person: number
  at: number
  state: 'open' | 'done' | 'declined'
  decided: number | null
  /** Site and reason, sealed. */
  content: Uint8Array
}
