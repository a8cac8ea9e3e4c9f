/** A safeguarding member's requests to the school server. Each is signed with the member's own key. */
import type { Client } from '../device/client.ts'
import {
  concernAcceptedSchema,
  type FollowUpRequest,
  type Inbox,
  type InboxEnd,
  inboxSchema,
  type JoiningList,
  joiningListSchema,
  type joiningRequestSchema,
  type WaitingConcern,
  waitingConcernSchema,
} from '../protocol/concerns.ts'
import { type ConcernState } from '../protocol/concern-state.ts'
import { type Wrap } from '../protocol/sealed.ts'
import { type CaseList, caseListSchema } from '../protocol/concern-cases.ts'
import type { Hand, HandFilter } from '../protocol/concern-hands.ts'
import type { NoteRequest } from '../protocol/concern-notes.ts'
import type { Statement } from '../protocol/safeguarding-keys.ts'
import type { z } from '../zod.ts'

const BASE = '/v1/safeguarding'

/** Everything rejects with a WireError where it fails. */
export interface MemberClient {
  /** Asks to be let in; the server ties the key to the account whose code it is. */
  join(request: z.infer<typeof joiningRequestSchema>): Promise<void>
  /** Who waits to be vouched for, and keys whose account is closed. */
  lookAfter(): Promise<JoiningList>
  append(statement: Statement): Promise<void>
  /** @param after the page that was the last */
  inbox(after?: InboxEnd, hand?: HandFilter): Promise<Inbox>
  /** A concern with all that is sealed in it. The server records who opened it. */
  open(id: string): Promise<WaitingConcern>
  reply(id: string, message: FollowUpRequest): Promise<ConcernState>
  /** Takes it in hand or hands it on. */
  hand(id: string, hand: Hand): Promise<ConcernState>
  /** Hands it on to those who were to read it later. @param reason a note */
  onward(id: string, reason: NoteRequest): Promise<ConcernState>
  /** Joins it with others into a case. */
  joinCase(id: string, record: NoteRequest): Promise<ConcernState>
  cases(): Promise<CaseList>
  /** Says that it is about to be taken into a file. */
  exported(id: string): Promise<ConcernState>
  /** A note of the team. */
  note(id: string, note: NoteRequest): Promise<ConcernState>
  setState(id: string, state: 'closed' | 'seen'): Promise<ConcernState>
  /** Asks the others of the team for a half of who sent it. */
  askForName(id: string): Promise<void>
  handHalf(id: string, half: Wrap): Promise<void>
  /** Says that the name is about to be opened, with this member's half. The pupil is told. */
  nameOpened(id: string, half: string): Promise<void>
}

/** @param client one that signs with the member's key */
export function memberClient(client: Client): MemberClient {
  const post = (path: string, body?: unknown) =>
    client.send({ method: 'POST', path: `${BASE}/${path}`, ...(body !== undefined && { body }) })
  const change = async (id: string, what: string, body?: unknown): Promise<ConcernState> => {
    const path = `${BASE}/concerns/${id}/${what}`
    const ask = { method: 'POST' as const, path, ...(body !== undefined && { body }) }
    return (await client.ask(ask, concernAcceptedSchema)).state
  }
  return {
    join: async (request) => void (await post('joining', request)),
    lookAfter: () => client.ask({ method: 'GET', path: `${BASE}/joining` }, joiningListSchema),
    append: async (statement) => void (await post('ledger', { statement })),
    inbox: ({ next: before, place } = {}, hand) => {
      const query = new URLSearchParams({
        ...(before !== undefined && { before }),
        ...(place !== undefined && { place }),
        ...(hand && { hand }),
      })
      return client.ask(
        { method: 'GET', path: `${BASE}/concerns${query.size > 0 ? `?${query}` : ''}` },
        inboxSchema,
      )
    },
    open: (id) => client.ask({ method: 'POST', path: `${BASE}/concerns/${id}/opened` }, waitingConcernSchema),
    reply: (id, message) => change(id, 'reply', message),
    hand: (id, hand) => change(id, 'hand', hand),
    onward: (id, reason) => change(id, 'onward', reason),
    joinCase: (id, record) => change(id, 'cases', record),
    cases: () => client.ask({ method: 'GET', path: `${BASE}/cases` }, caseListSchema),
    exported: (id) => change(id, 'exported'),
    note: (id, note) => change(id, 'notes', note),
    setState: (id, state) => change(id, 'state', { state }),
    askForName: async (id) => void (await change(id, 'ask')),
    handHalf: async (id, half) => void (await change(id, 'halves', { half })),
    nameOpened: async (id, half) => void (await change(id, 'identity-opened', { with: half })),
  }
}
