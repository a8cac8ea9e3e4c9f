/**
 * A safeguarding member at work: own key, the team's keys, the inbox. What the school server says of keys is held against
 * what is pinned each time it is asked; nothing that was opened is kept.
 */
import type { InboxEnd, InboxEntry, Joining } from '../protocol/concerns.ts'
import { fingerprintOf, type Ledger, type MemberKey } from '../protocol/safeguarding-keys.ts'
import { WireError } from '../protocol/wire-error.ts'
import type { MemberClient } from './member-client.ts'
import type { OwnKey } from './member-key.ts'
import type { OwnKeyStore, StoredOwnKey } from './own-key-store.ts'
import { endOf, firstJoin, joinOf } from './statements.ts'
import { readTeam, type TeamLedger } from './team-ledger.ts'

/** What this device's management and its worker say. */
export interface TeamStart {
  readonly server?: string | undefined
  /** The pinned fingerprint of the first key. */
  readonly root?: string | undefined
  /** The longest ledger that the worker has believed. */
  readonly ledger: Ledger
  /** Why the worker believes no newer one. */
  readonly problem?: string | undefined
  readonly school: { readonly name: string; readonly contact: string }
  readonly timeZone: string
  readonly now: number
}

export interface TeamParts {
  readonly store: OwnKeyStore
  readonly start: () => Promise<TeamStart>
  /** The key ledger as the server hands it to this installation. */
  readonly ledger: (server: string) => Promise<Ledger>
  readonly member: (server: string, key: OwnKey) => MemberClient
}

/** `unasked`: a key of its own that nobody was told of. `waiting`: nobody has vouched for it yet. */
export type Standing = 'none' | 'unasked' | 'waiting' | 'member' | 'ended'

export interface TeamView {
  readonly start: TeamStart
  readonly own?: StoredOwnKey | undefined
  readonly standing: Standing
  /** This member's key as the ledger has it. */
  readonly me?: MemberKey | undefined
  readonly ledger: TeamLedger
  /** Nobody has made a key at this school yet. */
  readonly isFirst: boolean
  readonly joining: readonly Joining[]
  /** Keys in force whose account is closed, as the server says. */
  readonly closed: readonly string[]
  readonly inbox: readonly InboxEntry[]
  /** The end of this part of the inbox. */
  readonly older?: InboxEnd | undefined
  /** Why the server's part is missing or old. */
  readonly problem?: WireError | undefined
}

export class Team {
  readonly #parts: TeamParts
  #now = { at: Date.now(), read: performance.now() }

  constructor(parts: TeamParts) {
    this.#parts = parts
  }

  /** By Kerb's time source, as the worker told it last. */
  now(): number {
    return Math.round(this.#now.at + performance.now() - this.#now.read)
  }

  /** Everything as it is now. Rejects only when the worker does not answer. */
  async look(): Promise<TeamView> {
    const { store } = this.#parts
    const [start, own] = await Promise.all([this.#parts.start(), store.own()])
    this.#now = { at: start.now, read: performance.now() }
    const { offered, problem } = await this.#offered(start)
    const root = start.root ?? (await ownRoot(own, offered ?? start.ledger))
    const ledger = await readTeam(offered, { root, seen: await this.#seen(root, start) })
    if (root !== undefined && !ledger.refused && offered) await store.remember(root, ledger.statements)
    const me = ledger.keys.find(({ id }) => id === own?.key.id)
    const view: TeamView = {
      start,
      own,
      me,
      ledger,
      standing: standingOf(own, me, ledger),
      isFirst: offered?.length === 0 && ledger.statements.length === 0,
      joining: [],
      closed: [],
      inbox: [],
      problem,
    }
    return me && own && start.server && !problem ? { ...view, ...(await this.#work(view)) } : view
  }

  /** What only a member is told. */
  async #work({ me }: TeamView): Promise<Partial<TeamView>> {
    try {
      const client = await this.client()
      const [inbox, after] = await Promise.all([
        client.inbox(),
        me?.role === 'team' ? client.lookAfter() : undefined,
      ])
      return { inbox: inbox.concerns, older: { next: inbox.next, place: inbox.place }, ...after }
    } catch (error) {
      return { problem: wireError(error) }
    }
  }

  async #offered({ server }: TeamStart): Promise<{ offered: Ledger | null; problem?: WireError }> {
    if (server === undefined) return { offered: null }
    try {
      return { offered: await this.#parts.ledger(server) }
    } catch (error) {
      return { offered: null, problem: wireError(error) }
    }
  }

  /** The longer of what this page and the worker have believed. */
  async #seen(root: string | undefined, { ledger }: TeamStart): Promise<Ledger> {
    const own = root === undefined ? [] : await this.#parts.store.seen(root)
    return own.length < ledger.length ? ledger : own
  }

  /** Requests signed with the own key. */
  async client(): Promise<MemberClient> {
    const [{ server }, own] = await Promise.all([this.#parts.start(), this.#parts.store.own()])
    if (server === undefined || !own) throw new WireError('insecure', 'There is no school server, or no key.')
    return this.#parts.member(server, own.key)
  }

  /** Keeps a key here and nowhere else yet. */
  keep(key: OwnKey, name: string): Promise<void> {
    return this.#parts.store.keep({ key, name, asked: false })
  }

  /** Asks to be let in with the own key. The first one of a school lets itself in. */
  async ask({ code, name }: { code: string; name: string }, isFirst: boolean): Promise<void> {
    const own = await this.#own()
    const first = isFirst ? await firstJoin(own.key, name, this.now()) : undefined
    const client = await this.client()
    await client.join({ code, keys: own.key.keys, name, ...(first && { first }) })
    await this.#parts.store.keep({ key: own.key, name, asked: true, askedAt: this.now() })
  }

  /** Vouches for one whose fingerprint was compared with its owner. */
  async vouch(who: Joining, { last }: TeamLedger): Promise<void> {
    const { key } = await this.#own()
    await (await this.client()).append(await joinOf(key, who, { last, at: this.now() }))
  }

  /** Ends a key: nothing more is sealed to it, and it may ask for nothing. */
  async end(id: string, { last }: TeamLedger): Promise<void> {
    const { key } = await this.#own()
    await (await this.client()).append(await endOf(key, id, { last, at: this.now() }))
  }

  /** Takes the own key off this browser. */
  forget(): Promise<void> {
    return this.#parts.store.forget()
  }

  async #own(): Promise<StoredOwnKey> {
    const own = await this.#parts.store.own()
    if (!own) throw new TypeError('there is no key of one’s own here')
    return own
  }
}

/** Until its fingerprint is pinned, whoever made the first key goes by that key. */
async function ownRoot(own: StoredOwnKey | undefined, ledger: Ledger): Promise<string | undefined> {
  const [first] = ledger
  if (!own || first?.kind !== 'join') return undefined
  return (await fingerprintOf(first.keys)) === own.key.id ? own.key.id : undefined
}

function standingOf(own: StoredOwnKey | undefined, me: MemberKey | undefined, ledger: TeamLedger): Standing {
  if (!own) return 'none'
  if (me) return 'member'
  const ended = ledger.ended.get(own.key.id)
  // Asked again since: it waits as it did the first time.
  if (ended !== undefined && ended >= (own.askedAt ?? 0)) return 'ended'
  return own.asked ? 'waiting' : 'unasked'
}

/** Anything else is a fault of ours, and not for the page to talk round. */
function wireError(error: unknown): WireError {
  if (error instanceof WireError) return error
  throw error
}
