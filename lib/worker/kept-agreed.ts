/**
 * What was agreed to on this device: on the disk before anybody is told so, there until the server has it and longer,
 * for it counts here at once and offline. Whose it is stands there as a hash.
 */
import type { SessionPort } from '../navigation/ports.ts'
import { givenSchema } from '../protocol/agreement.ts'
import { oneAtATime } from '../rules/queue.ts'
import { z } from '../zod.ts'
import type { LocalPort } from './careful-storage.ts'

const KEY = 'agreed'
const EPOCH = 'agreed-epoch'
const ASKED = 'agreed-asked'
/** Of all people here. The oldest that the server has go first. */
const MOST = 200

const keptGivenSchema = z.object({
  ...givenSchema.shape,
  /** Whose, as a hash. */
  mine: z.string(),
  /** The browser session that alone it counts in. */
  session: z.optional(z.string()),
  /** `refused`: it will never be taken, and is not sent again. */
  state: z.enum(['unsent', 'sent', 'refused']),
})
export type KeptGiven = z.infer<typeof keptGivenSchema>
const keptSchema = z.array(keptGivenSchema)

export class KeptAgreed {
  private readonly local: LocalPort
  private readonly session: SessionPort
  private all: readonly KeptGiven[] = []
  private isRead = false
  private isKept = false
  /** Nothing but the disk is waited for in it. */
  private readonly inTurn = oneAtATime()

  constructor(local: LocalPort, session: SessionPort) {
    this.local = local
    this.session = session
  }

  /** Rejects when the disk cannot be read; until it was, nothing is written there, for that would be all there is. */
  async load(): Promise<void> {
    // What the disk did not take; memory that cannot be read holds nothing of worth.
    const beside = await this.session.get<unknown>(KEY).then(read, () => [])
    this.all = joined(beside, this.all)
    const stored = read((await this.local.get([KEY]))[KEY])
    const isMore = this.all.length > 0
    // What came while the disk was read, or could not be, is newer.
    this.all = joined(stored, this.all)
    this.isRead = true
    if (isMore) await this.save(this.all)
    else this.isKept = true
  }

  /** One person's, as far as they count in this browser session. What the school refused counts for nothing. */
  of(mine: string, session: string): readonly KeptGiven[] {
    return this.all.filter(
      (one) => one.mine === mine && one.state !== 'refused' && (one.session ?? session) === session,
    )
  }

  /** Whether the school refused one person's yes to this text, for this year. */
  isRefused(mine: string, { text, year }: Pick<KeptGiven, 'text' | 'year'>): boolean {
    const same = (one: KeptGiven) => one.mine === mine && one.text === text && one.year === year
    return this.all.some((one) => one.state === 'refused' && same(one))
  }

  /** One person's that the server does not have, of whatever session. */
  unsent(mine: string): readonly KeptGiven[] {
    return this.all.filter((one) => one.mine === mine && one.state === 'unsent')
  }

  /** Whether all of it is on the disk. */
  get isOnDisk(): boolean {
    return this.isKept
  }

  /** Writes again what the disk did not take. */
  async settle(): Promise<void> {
    if (this.isRead && !this.isKept) await this.save(this.all)
  }

  add(given: readonly KeptGiven[]): Promise<void> {
    return this.save([...this.all, ...given])
  }

  /** Changes some of them. */
  async change(
    ids: readonly string[],
    change: Partial<Pick<KeptGiven, 'state' | 'wasOffline'>>,
  ): Promise<void> {
    const some = new Set(ids)
    if (some.size > 0)
      await this.save(this.all.map((one) => (some.has(one.id) ? { ...one, ...change } : one)))
  }

  /**
   * What the server's life is called now. In another one, which began with an older backup, it may have lost what it had
   * acknowledged and may take what it refused: all of it goes there once more, and is the same by its id.
   */
  serves(epoch: number): Promise<void> {
    return this.heard(EPOCH, epoch, () => true)
  }

  /** Which text is asked for now. One that the server did not know before, and refused for that, is known to it now. */
  asks(text: string): Promise<void> {
    return this.heard(ASKED, text, (one) => one.state === 'refused' && one.text === text)
  }

  /** When the server says something else than it did, some go there once more. */
  private async heard(key: string, said: string | number, again: (one: KeptGiven) => boolean): Promise<void> {
    const before = (await this.local.get([key]))[key]
    if (before === said) return
    const ids = before === undefined ? [] : this.all.filter(again).map(({ id }) => id)
    // First: what a worker that ends in between has not noted is done again.
    await this.change(ids, { state: 'unsent' })
    if (this.isKept) await this.local.set({ [key]: said })
  }

  /** In memory at once; on the disk in the order it came. */
  private save(all: readonly KeptGiven[]): Promise<void> {
    this.all = all.toSorted((a, b) => worth(a) - worth(b) || a.at - b.at).slice(-MOST)
    return this.inTurn(async () => {
      this.isKept = this.isRead && (await this.local.set({ [KEY]: this.all }))
      // The disk is full, or nobody knows what it holds: it lives on in memory until the disk takes it, or the server.
      await this.session.set(KEY, this.isKept ? [] : this.all)
    })
  }
}

/** Of what has the same id, the newer. */
const joined = (older: readonly KeptGiven[], newer: readonly KeptGiven[]): readonly KeptGiven[] => [
  ...new Map([...older, ...newer].map((one) => [one.id, one])).values(),
]

const read = (stored: unknown): readonly KeptGiven[] => keptSchema.safeParse(stored).data ?? []

const worth = ({ state }: KeptGiven): number => (state === 'unsent' ? 1 : 0)
