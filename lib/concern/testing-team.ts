/** For tests: a school server's side of safeguarding in memory, and what a pupil's device sends it. */
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import type { ConcernRequest, InboxEntry, Joining, WaitingConcern } from '../protocol/concerns.ts'
import type { ConcernNote } from '../protocol/concern-notes.ts'
import type { Ledger, MemberKey } from '../protocol/safeguarding-keys.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { ConcernContent, Sender } from './content.ts'
import type { MemberClient } from './member-client.ts'
import { newReplyKey, type OwnKey } from './member-key.ts'
import { OwnKeyStore } from './own-key-store.ts'
import { newConcernId, newMailbox } from './receipt.ts'
import { sealTo } from './seal.ts'
import { Team, type TeamStart } from './team.ts'
import { sealToTwo } from './two-keys.ts'

export const T0 = Date.UTC(2026, 10, 25, 10, 15)
export const CODE = 'ABCD-EFGH-JKMN'

/** Believes every member and checks no statement: that is the page's business, and the real server's tests'. */
export class FakeSchool {
  ledger: Ledger = []
  joining: Joining[] = []
  /** Keys whose account is closed. */
  closed: string[] = []
  concerns: WaitingConcern[] = []
  /** The last record of a case at each concern. */
  readonly cases = new Map<string, ConcernNote>()
  /** Concerns that were handed to somebody who has not opened them since. */
  given: string[] = []
  isAway = false
  now = T0
  /** What pins the first key; undefined until somebody has set it. */
  root: string | undefined
  problem: string | undefined

  /** A member's browser. */
  member(): { readonly team: Team; readonly store: OwnKeyStore } {
    const store = new OwnKeyStore('kerb-safeguarding', { indexedDB: new IDBFactory(), IDBKeyRange })
    const team = new Team({
      store,
      start: () => Promise.resolve(this.start()),
      ledger: async () => (this.#reached(), this.ledger),
      member: (_, key) => this.client(key),
    })
    return { team, store }
  }

  start(): TeamStart {
    const { root, problem } = this
    const school = { name: 'Hill School', contact: '' }
    return {
      server: 'https://kerb.test',
      root,
      ledger: [],
      problem,
      school,
      timeZone: 'Europe/London',
      now: this.now,
    }
  }

  client({ id }: OwnKey): MemberClient {
    const found = (concern: string): WaitingConcern => {
      this.#reached()
      const one = this.concerns.find((each) => each.id === concern)
      if (!one) throw new WireError('status', 'There is no such concern.', { status: 404, code: 'not-found' })
      return one
    }
    const change = (concern: string, to: Partial<WaitingConcern>): void => {
      this.concerns = this.concerns.map((one) => (one.id === concern ? { ...one, ...to } : one))
    }
    return {
      join: async ({ code, keys, name, first }) => {
        this.#reached()
        if (code !== CODE)
          throw new WireError('status', 'The code is used or unknown.', { status: 403, code: 'code' })
        if (first) this.ledger = [first]
        else this.joining.push({ keys, name, account: 'jones@hill.test', role: 'team', at: T0, own: false })
      },
      lookAfter: async () => (this.#reached(), { joining: this.joining, closed: this.closed }),
      append: async (statement) => {
        this.#reached()
        this.ledger = [...this.ledger, statement]
        if (statement.kind === 'join')
          this.joining = this.joining.filter(({ keys }) => keys.seal !== statement.keys.seal)
      },
      inbox: async (_before, hand) => {
        this.#reached()
        const asked = this.concerns.filter(({ hand: has }) =>
          hand === undefined ? true : hand === 'mine' ? has?.to === id : has === undefined,
        )
        return {
          concerns: asked.map((one) => ({
            ...entryOf(one, id),
            given: one.hand?.to === id && this.given.includes(one.id),
          })),
        }
      },
      hand: async (concern, hand) => {
        const { state } = found(concern)
        change(concern, { hand })
        this.given = this.given.filter((one) => one !== concern)
        if (hand.to !== id) this.given.push(concern)
        return state
      },
      open: async (concern) => {
        if (found(concern).hand?.to === id) this.given = this.given.filter((one) => one !== concern)
        const { opened, state } = found(concern)
        const isNew = !opened.some(({ by }) => by === id)
        change(concern, {
          opened: isNew ? [...opened, { by: id, at: T0 }] : opened,
          state: state === 'sent' ? 'seen' : state,
        })
        const now = found(concern)
        return { ...now, handed: now.handed.filter(({ by, half }) => half.key === id || by === id) }
      },
      reply: async (concern, { id: message, content }) => {
        const messages = [
          ...found(concern).messages,
          { id: message, from: 'staff' as const, at: T0, content },
        ]
        change(concern, { messages, state: 'answered' })
        return 'answered'
      },
      onward: async (concern, { id: note, content }) => {
        const { notes = [], state } = found(concern)
        change(concern, { notes: [...notes, { id: note, at: T0, content }], later: [] })
        return state
      },
      joinCase: async (concern, { id: record, content }) => {
        const { state } = found(concern)
        this.cases.set(concern, { id: record, at: T0, content })
        return state
      },
      cases: async () => {
        this.#reached()
        const records = this.concerns.flatMap(({ id: concern, state }) => {
          const record = this.cases.get(concern)
          return record ? [{ concern, state, record }] : []
        })
        return { records }
      },
      exported: async (concern) => {
        const { exported = [], state } = found(concern)
        change(concern, { exported: [...exported, { by: id, at: T0 }] })
        return state
      },
      note: async (concern, { id: note, content }) => {
        const { notes = [], state } = found(concern)
        change(concern, { notes: [...notes, { id: note, at: T0, content }] })
        return state
      },
      setState: async (concern, state) => {
        const others = found(concern).closed.filter(({ by }) => by !== id)
        change(concern, { state, ...(state === 'closed' && { closed: [...others, { by: id, at: T0 }] }) })
        return state
      },
      askForName: async (concern) =>
        change(concern, { asked: [...found(concern).asked, { by: id, at: T0 }] }),
      handHalf: async (concern, half) =>
        change(concern, { handed: [...found(concern).handed, { by: id, at: T0, half }] }),
      nameOpened: async (concern, other) =>
        change(concern, {
          identityOpened: [...found(concern).identityOpened, { by: id, at: T0, with: other }],
        }),
    }
  }

  /** Takes what a device sent. */
  take({ id, today, content, identity }: ConcernRequest): void {
    this.concerns.push({
      id,
      received: T0,
      today,
      state: 'sent',
      content,
      unnamed: identity !== undefined,
      identity,
      handed: [],
      messages: [],
      opened: [],
      closed: [],
      asked: [],
      identityOpened: [],
    })
  }

  #reached(): void {
    if (this.isAway) throw new WireError('network', 'The school server cannot be reached.')
  }
}

const entryOf = (
  { id, received, today, state, opened, asked, handed, hand }: WaitingConcern,
  me: string,
): InboxEntry => ({
  unopened: !opened.some(({ by }) => by === me),
  id,
  received,
  today,
  state,
  ...(hand && { hand }),
  news: [
    ...(asked.some(({ by }) => by !== me) && !handed.some(({ by }) => by === me) ? ['asked' as const] : []),
    ...(handed.some(({ half }) => half.key === me) ? ['handed' as const] : []),
  ],
})

export const SENDER: Sender = { name: 'ada@hill.test', from: 'profile', group: 'Year 9' }

export interface Written {
  readonly content?: Partial<ConcernContent>
  readonly hidden?: boolean
  readonly today?: boolean
}

/** A concern as a pupil's device seals it, and the pair that opens its replies. */
export async function writtenConcern(
  keys: readonly MemberKey[],
  { content = {}, hidden = false, today = false }: Written = {},
): Promise<{
  readonly request: ConcernRequest
  readonly reply: string
  readonly pair: CryptoKeyPair
  readonly secret: string
}> {
  const id = newConcernId()
  const [{ reply, pair }, { mailbox, secret }] = await Promise.all([newReplyKey(), newMailbox()])
  const inside: ConcernContent = {
    kind: 'unkind',
    words: 'Someone is being horrible to Sam in the chat.',
    today,
    at: T0,
    ...(hidden ? {} : { sender: SENDER }),
    notFor: [],
    reply,
    ledger: 'l'.repeat(43),
    to: keys.map((key) => key.id),
    ...content,
  }
  const request: ConcernRequest = {
    id,
    today,
    content: await sealTo(keys, inside, `concern ${id}`),
    later: [],
    ...(hidden && { identity: await sealToTwo(keys, SENDER, id) }),
    mailbox,
  }
  return { request, reply, pair, secret }
}
