/** Pages that pupils ask for. Times in epoch milliseconds, people as numbers of `people`. */
import type { Generated } from 'kysely'

export interface PageRequestsTable {
  id: Generated<number>
  person: number
  /** Keyed hash of the page: repeats are found by it. */
  same: Uint8Array
  /** The lesson it was asked in. While that runs, and nobody handed it on, its teachers have the request. */
  lesson: string | null
  /** The policy leaves it open: with the lesson's end there is nothing left to decide. */
  only_lesson: number
  /** A teacher may open it, as the policy was when it was asked. */
  teacher_may: number
  /** The teacher who handed it on to the network manager. */
  handed_by: number | null
  times: number
  at: number
  last: number
  state: 'open' | 'approved' | 'refused'
  decided: number | null
  /** Null for the one-time link's session, too. */
  decided_by: number | null
  approval: number | null
  /** Address and words, sealed. */
  content: Uint8Array
}

/** What an installation asked for, by its own name for it: told of to that installation alone. */
export interface PageAsksTable {
  installation: number
  asked: string
  request: number
  at: number
}

export interface PageApprovalsTable {
  id: Generated<number>
  person: number | null
  class: number | null
  lesson: string | null
  /** 1: it ends when the lesson does. */
  ends_with: number
  /** 1: it opens something that the policy closes. */
  unblocks: number
  at: number
  until: number
  /** Ended before its time. */
  ended: number | null
  ended_by: number | null
  decided_by: number | null
  /** What it opens and why, sealed. */
  content: Uint8Array
}
