/**
 * The cover over what is one person's own (lib/messages/cover). It comes when the browser says that nobody has used the
 * device for a while or that its screen is locked, and goes when whoever is there says that it is the same person.
 */
import { COVER, coverOf, type CoverState, storedCover, type StoredCover } from '../messages/cover.ts'
import type { Handlers } from '../messages/router.ts'
import { lifelinesFor } from '../lists/lifelines.ts'
import type { SessionPort } from '../navigation/ports.ts'
import { card } from './lifeline-cards.ts'
import type { PersonKeeper } from './person.ts'

/** Without a key or a pointer anywhere on the device. Seconds. */
export const COVERED_AFTER = { shared: 120, own: 900 } as const

/** The four for everything and at any hour. */
const LIFELINES = 4

export type IdleState = 'active' | 'idle' | 'locked'

/** In a profile that was made just now. */
const FRESH = 'cover-fresh'

export interface CoverParts {
  readonly session: SessionPort
  readonly person: Pick<PersonKeeper, 'current'>
  readonly ready: Promise<void>
  readonly isShared: () => boolean
  /** Has the browser say when the device has not been used for so many seconds. */
  readonly watch: (seconds: number) => void
  /** Whether anybody is at the device, by so many seconds. */
  readonly stateNow: (seconds: number) => Promise<IdleState>
  /** Whether it is known whose what we show is, once that can be known. */
  readonly isSomebodys: () => Promise<boolean>
  /** Forgets what has not been sent and closes pages that show what is somebody's own, but for this tab. */
  readonly forget: (except: number | undefined) => Promise<void>
}

export class Cover {
  private readonly parts: CoverParts

  constructor(parts: CoverParts) {
    this.parts = parts
  }

  get after(): number {
    return this.parts.isShared() ? COVERED_AFTER.shared : COVERED_AFTER.own
  }

  /** At each start, and when the school's settings may have changed. */
  async watch(): Promise<void> {
    await this.parts.ready
    this.parts.watch(this.after)
  }

  /** As the browser says it: `active` takes nothing away, for it does not say who it is. */
  async heard(state: IdleState): Promise<void> {
    if (state === 'active') return
    const last = await this.stored()
    // Whoever took the first one's place has not become them by going away.
    const isAnothers = coverOf(last)?.forgotten === true
    await this.set({ forgotten: isAnothers, mark: fresh(), ...(isAnothers && { another: last?.another }) })
  }

  /**
   * The extension was loaded anew, and session memory with it: nobody knows any more whether it was covered.
   * @param isFirst it was installed just now
   */
  async began(isFirst: boolean): Promise<void> {
    const { session, ready, stateNow, isShared, isSomebodys } = this.parts
    if (isFirst) await session.set(FRESH, true)
    await ready
    if ((await this.stored()) !== null) return
    await this.heard(await stateNow(this.after))
    if ((await session.get<boolean>(FRESH)) === true || !(await isSomebodys()) || !isShared()) return
    if ((await this.stored()) === null) await this.heard('idle')
  }

  async state(): Promise<CoverState> {
    return coverOf(await this.stored())
  }

  answers(): Pick<Handlers, 'cover' | 'cover.answer'> {
    return {
      cover: async () => {
        await this.parts.ready
        const { current } = this.parts.person
        return {
          ...(current !== undefined && { person: current.name }),
          lifelines: lifelinesFor(undefined, LIFELINES).map(card),
        }
      },
      'cover.answer': async ({ same }, from) => {
        // First: a page that hears of it loads anew, and must find nothing.
        if (!same) await this.parts.forget(from.tabId)
        await this.set(same ? OPEN() : await this.another())
        return {}
      },
    }
  }

  /** What they have begun to write under the cover stays open to them. */
  private async another(): Promise<StoredCover> {
    return { forgotten: true, mark: (await this.stored())?.mark ?? fresh(), another: fresh() }
  }

  private stored = async (): Promise<StoredCover | null> => storedCover(await this.parts.session.get(COVER))

  private set(stored: StoredCover): Promise<void> {
    return this.parts.session.set(COVER, stored)
  }
}

const fresh = (): string => crypto.randomUUID()
const OPEN = (): StoredCover => ({ forgotten: false, mark: fresh(), isOver: true })
