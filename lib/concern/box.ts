/**
 * What the device keeps of a pupil's concerns: what waits to be sent, sealed, and what it takes to read the answers.
 * A database of its own, so that no row and no overflow of rows touches it. The report's page writes here itself: a
 * worker that is dead or hangs loses nothing. Of what was said nothing lies here in clear, and nobody's name.
 */
import { Dexie, type DexieOptions, type Table } from 'dexie'
import { isFull } from '../disk/full.ts'
import { withOpen } from '../disk/with-open.ts'
import { toBase64url, utf8, type Bytes } from '../protocol/bytes.ts'
import type { ConcernMessage, ConcernRequest, FollowUpRequest, Mailbox } from '../protocol/concerns.ts'
import type { ConcernState } from '../protocol/concern-state.ts'
import { NotKept } from './not-kept.ts'
import { receiptNumber } from './receipt.ts'

/** A concern of this device, as long as it is kept here. */
export interface OwnConcern {
  readonly id: string
  /** Six digits, as staff see them too. */
  readonly receipt: string
  /** When it was written, epoch ms by Kerb's time source; rounded down to the hour where the concern's is. */
  readonly at: number
  /** Whose it is: `ownerOf`. */
  readonly owner: string
  /** `waiting`: not with the school yet. */
  readonly state: 'waiting' | ConcernState
  /** Opens the mailbox at the server. */
  readonly secret: string
  /** What replies are sealed to. The private half cannot be exported. */
  readonly reply: CryptoKeyPair
  /** Keys that could open it: what is added goes to nobody else. */
  readonly readers: readonly string[]
  /** Both ways, sealed, in order. */
  readonly messages: readonly ConcernMessage[]
  /** When two members together opened who sent it. */
  readonly identityOpened: readonly { readonly at: number }[]
  /** How many of the replies the pupil has looked at. */
  readonly read: number
}

interface Going {
  readonly seq?: number
  /** The server has it. Kept until somebody has opened it: the server may go back to an older copy of its database. */
  readonly isSent?: boolean
}

/** What waits to be sent. The concern itself goes before what was added to it. */
export type Outgoing = Going &
  (
    | { readonly kind: 'concern'; readonly id: string; readonly body: ConcernRequest }
    | {
        readonly kind: 'message'
        readonly id: string
        readonly concern: string
        readonly body: FollowUpRequest
        /** Shown beside it until the server has it. */
        readonly at: number
      }
  )

interface Setting {
  readonly id: 'salt'
  readonly salt: Bytes
}

class ConcernDatabase extends Dexie {
  declare concerns: Table<OwnConcern, string>
  declare outgoing: Table<Outgoing, number>
  declare settings: Table<Setting, string>

  constructor(name: string, options: DexieOptions) {
    // Strict: a concern that the pupil was told is kept is on the disk, not in a cache of the system.
    super(name, { chromeTransactionDurability: 'strict', ...options })
    this.version(1).stores({ concerns: 'id, owner', outgoing: '++seq, id', settings: 'id' })
  }
}

/** Tens of milliseconds on a slow device. */
const ITERATIONS = 20_000

export interface NewConcern {
  readonly request: ConcernRequest
  readonly at: number
  /** As the worker names who is signed in (`concern.start`). */
  readonly who: string
  readonly secret: string
  readonly reply: CryptoKeyPair
}

export class ConcernBox {
  private readonly db: ConcernDatabase

  /** @param options the IndexedDB to use, for tests */
  constructor(name = 'kerb-concerns', options: DexieOptions = {}) {
    this.db = new ConcernDatabase(name, options)
  }

  /**
   * Keeps a concern until the server has it. It is on the disk when this resolves; rejects with NotKept. Keeping the
   * same again is harmless.
   */
  async keep({ request, at, who, secret, reply }: NewConcern): Promise<OwnConcern> {
    try {
      const concern: OwnConcern = {
        id: request.id,
        receipt: await receiptNumber(request.id),
        at,
        owner: await this.ownerOf(who),
        state: 'waiting',
        secret,
        reply,
        readers: request.content.to.map(({ key }) => key),
        messages: [],
        identityOpened: [],
        read: 0,
      }
      await this.change(async () => {
        if ((await this.db.concerns.get(request.id)) !== undefined) return
        await this.db.concerns.add(concern)
        await this.db.outgoing.add({ kind: 'concern', id: request.id, body: request })
      })
      return concern
    } catch (error) {
      throw new NotKept(error, await isFull(error))
    }
  }

  /** Keeps a follow-up until the server has it. Rejects with NotKept. */
  async keepMessage(concern: string, body: FollowUpRequest, at: number): Promise<void> {
    try {
      await this.change(async () => {
        if ((await this.db.outgoing.where('id').equals(body.id).count()) > 0) return
        await this.db.outgoing.add({ kind: 'message', id: body.id, concern, body, at })
      })
    } catch (error) {
      throw new NotKept(error, await isFull(error))
    }
  }

  /** What waits, in the order in which it was written. */
  async waiting(): Promise<Outgoing[]> {
    const all = await withOpen(this.db, () => this.db.outgoing.orderBy('seq').toArray())
    return all.filter(({ isSent }) => isSent !== true)
  }

  /** What was added to a concern and is still here: what waits, and what the school has and its mailbox has not shown yet. */
  added(concern: string): Promise<Extract<Outgoing, { kind: 'message' }>[]> {
    return withOpen(this.db, async () => {
      const all = await this.db.outgoing.orderBy('seq').toArray()
      return all.filter((one) => one.kind === 'message').filter((one) => one.concern === concern)
    })
  }

  /** The server has it. */
  async sent(one: Outgoing, state: ConcernState): Promise<void> {
    await this.change(async () => {
      if (one.kind === 'concern') await this.db.concerns.update(one.id, { state })
      await this.db.outgoing.where('id').equals(one.id).modify({ isSent: true })
    })
  }

  /** What the mailbox held. What waits to be sent is not in it yet; what was sent and did not arrive waits again. */
  async took(id: string, { state, messages, identityOpened }: Mailbox): Promise<void> {
    const arrived = new Set(messages.map((message) => message.id))
    await this.change(async () => {
      await this.db.concerns.update(id, { state, messages, identityOpened })
      const lost = (one: Outgoing): boolean =>
        one.kind === 'message' && one.concern === id && one.isSent === true && !arrived.has(one.id)
      await this.db.outgoing.filter(lost).modify({ isSent: false })
      if (state === 'sent') return
      const done = ({ isSent, ...one }: Outgoing): boolean =>
        isSent === true && (one.id === id || (one.kind === 'message' && arrived.has(one.id)))
      await this.db.outgoing.filter(done).delete()
    })
  }

  /** The server no longer knows this concern: all of it that is still here waits again. */
  async lostAtServer(id: string): Promise<void> {
    await this.change(async () => {
      const all = await this.db.outgoing.toArray()
      if (!all.some((one) => one.id === id)) return
      await this.db.concerns.update(id, { state: 'waiting' })
      const belongs = (one: Outgoing): boolean =>
        one.id === id || (one.kind === 'message' && one.concern === id)
      await this.db.outgoing.filter(belongs).modify({ isSent: false })
    })
  }

  /** One person's concerns, newest first. */
  async mine(who: string): Promise<OwnConcern[]> {
    const owner = await this.ownerOf(who)
    const found = await withOpen(this.db, () => this.db.concerns.where('owner').equals(owner).toArray())
    return found.toSorted((a, b) => b.at - a.at)
  }

  /** All that the school has, whoever's: whose answers are asked for. */
  async sentOff(): Promise<OwnConcern[]> {
    const all = await withOpen(this.db, () => this.db.concerns.toArray())
    return all.filter(({ state }) => state !== 'waiting')
  }

  get(id: string): Promise<OwnConcern | undefined> {
    return withOpen(this.db, () => this.db.concerns.get(id))
  }

  /** The pupil has looked at so many replies. */
  async looked(id: string, read: number): Promise<void> {
    await withOpen(this.db, () => this.db.concerns.update(id, { read }))
  }

  close(): void {
    this.db.close({ disableAutoOpen: false })
  }

  /** A name as it lies here: who copies the profile folder and has a list of the school's pupils can still try. */
  private async ownerOf(who: string): Promise<string> {
    const salt = await this.salt()
    const material = await crypto.subtle.importKey('raw', utf8(who), 'PBKDF2', false, ['deriveBits'])
    const bits = await crypto.subtle.deriveBits(
      { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ITERATIONS },
      material,
      256,
    )
    return toBase64url(new Uint8Array(bits))
  }

  /** Made once for each device, so that one name always comes out the same here and differently elsewhere. */
  private async salt(): Promise<Bytes> {
    const fresh = crypto.getRandomValues(new Uint8Array(16))
    return withOpen(this.db, () =>
      this.db.transaction('rw', this.db.settings, async () => {
        const kept = await this.db.settings.get('salt')
        if (kept) return kept.salt
        await this.db.settings.add({ id: 'salt', salt: fresh })
        return fresh
      }),
    )
  }

  /** All of it or nothing. */
  private change(work: () => Promise<void>): Promise<void> {
    return withOpen(this.db, () => this.db.transaction('rw', this.db.concerns, this.db.outgoing, work))
  }
}
