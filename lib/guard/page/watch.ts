/**
 * Looks at a document for as long as it is there, and tells the worker what it shows: when it stands, and again when it has
 * changed. What it is, the worker judges. Brought where the worker wants a look (`start.ts`); at each other address that the
 * document shows it is asked again: pages that somebody has chosen cost a question.
 *
 * A page that opens its document anew loses every listener at it; timers, observers and what hangs on other objects stay,
 * and with each look the listeners are there again.
 */
import type { Picture } from '../picture.ts'
import { Boxes } from './boxes.ts'
import { first, isHidden, isLoading, listen } from './dom.ts'
import type { HearActs } from './hear-acts.ts'
import { whenIdle } from './idle.ts'
import { meetMedia } from './media.ts'
import { Pace, type Since } from './pace.ts'
import { asked, type Care, take } from './picture.ts'
import { Resources } from './resources.ts'
import type { ShadowRootOf } from './roots.ts'
import { isControlled, readStores } from './stores.ts'

/** What the worker asks for: no more looks here, go on, one with more care, one of all that is there. */
export type Wanted = 'none' | 'on' | 'closer' | 'all'

export interface WatchParts {
  readonly hear: HearActs
  readonly isTop: boolean
  readonly shadowRootOf: ShadowRootOf
  /** Rejects when nobody answers. */
  readonly saw: (picture: Picture) => Promise<Wanted>
  readonly isOver: () => boolean
}

/** After it stands: what its scripts add at once is there, and no one has read it yet. Milliseconds. */
const STOOD = 200
/** How long after its start it is asked by itself whether more was loaded, which no listener tells; then again and again. */
const BY_ITSELF = [1_500, 3_000, 5_000, 8_000, 12_000, 17_000]
const LATER_ON = 15_000
/** From the least to the most that is asked of a page. */
const CARES: readonly Care[] = ['usual', 'closer', 'all']

/** A place to write in: what is kept of a chat says of what kind it is. */
const isWrittenIn = (document: Document): boolean =>
  first(document, 'textarea,[contenteditable],[role="textbox"]') !== null

export class Watch {
  readonly #parts: WatchParts
  readonly #pace = new Pace(performance.now())
  readonly #boxes = new Boxes(() => this.#heard('news'))
  readonly #resources = new Resources()
  #changes: MutationObserver | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Infinity
  #isLooking = false
  #isOff = false
  #asked: Promise<void> | undefined
  #since: Since | undefined = 'news'
  /** What the worker has asked for at this address: each later look is one of that kind. */
  #care: Care = 'usual'
  #hasLooked = false
  #pointerLock = 0
  #fullscreen = 0

  constructor(parts: WatchParts) {
    this.#parts = parts
    // What its own worker serves may be read in a moment: that it is so is told before it is looked at, and again with a look.
    if (isControlled()) this.#tellAtOnce().catch(() => undefined)
    // The worker would not have brought this here if it did not want a look.
    else this.#asked = Promise.resolve()
    void this.#tick()
  }

  /** As often as one likes: what is there already is not added twice. */
  #listen(): void {
    this.#parts.hear.onNews(this.#news)
    // Hangs on no document: it survives one that is opened anew.
    const { navigation } = window as { navigation?: EventTarget }
    navigation?.addEventListener('currententrychange', this.#moved)
    listen(document, 'DOMContentLoaded', this.#stands)
    listen(document, 'visibilitychange', this.#seen)
    listen(document, 'pointerlockchange', this.#locked)
    listen(document, 'fullscreenchange', this.#filled)
    addEventListener('pageshow', this.#shown)
  }

  readonly #news = (): void => this.#heard('news')
  readonly #stands = (): void => this.#plan(STOOD)
  readonly #seen = (): void => {
    if (this.#since !== undefined) this.#plan(STOOD)
  }
  readonly #locked = (): void => {
    this.#pointerLock += 1
    this.#heard('news')
  }
  readonly #filled = (): void => {
    this.#fullscreen += 1
    this.#heard('news')
  }
  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#moved()
  }

  /** The page shows another address without a load, or comes back from where it was kept. */
  readonly #moved = (): void => {
    this.#isOff = false
    this.#asked = undefined
    this.#care = 'usual'
    this.#heard('news')
  }

  /** One change is enough to know: until the next look nothing more is heard of changes. */
  #heard(since: Since): void {
    if (this.#isOff) return
    if (since === 'changes') this.#changes?.disconnect()
    if (this.#since !== 'news') this.#since = since
    // Before it stands, all of it is new.
    if (!isLoading() && !this.#isLooking) this.#plan(this.#pace.wait(performance.now(), this.#since))
  }

  #plan(wait: number): void {
    const due = performance.now() + wait
    if (this.#isOff || due >= this.#due) return
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => void this.#tick(), wait)
  }

  #stop(): void {
    this.#isOff = true
    clearTimeout(this.#timer)
    this.#due = Infinity
    this.#changes?.disconnect()
    this.#boxes.stop()
  }

  async #tick(): Promise<void> {
    this.#due = Infinity
    if (this.#parts.isOver()) return this.#stop()
    if (this.#isOff || this.#isLooking) return
    // Nobody sees it: it is looked at when somebody does.
    if (!isHidden() || isLoading()) {
      if (this.#since === undefined && this.#resources.isOther) this.#since = 'changes'
      await this.#lookWhereWanted()
      if (this.#since !== undefined) this.#plan(this.#pace.wait(performance.now(), this.#since))
    }
    const now = performance.now()
    this.#plan((BY_ITSELF.find((at) => at > now) ?? now + LATER_ON) - now)
  }

  async #lookWhereWanted(): Promise<void> {
    const since = this.#since
    if (since === undefined) return
    this.#isLooking = true
    this.#since = undefined
    meetMedia(document, this.#boxes)
    try {
      if (this.#parts.isTop) await this.#ask()
      await this.#look(this.#hasLooked ? 'changed' : 'loaded')
    } catch {
      // The worker did not answer, or the page is going: the next look says it again.
      this.#since ??= 'changes'
    } finally {
      this.#isLooking = false
    }
  }

  readonly #observe = (root: Node): void => {
    this.#changes ??= new MutationObserver(() => this.#heard('changes'))
    this.#changes.observe(root, { childList: true, subtree: true, characterData: true })
  }

  #blank(): Picture {
    return asked('start', document, this.#parts.isTop, isControlled())
  }

  /** Whether it is wanted at all, with what is known at once. Once for each address. */
  #ask(): Promise<void> {
    this.#asked ??= this.#parts.saw(this.#blank()).then(
      (wanted) => (wanted === 'none' ? this.#stop() : undefined),
      (error: unknown) => {
        this.#asked = undefined
        throw error
      },
    )
    return this.#asked
  }

  /** A page that a worker serves: by its address and the worker's, before any of it can be read. */
  async #tellAtOnce(): Promise<void> {
    await this.#ask()
    if (!this.#isOff) await this.#parts.saw({ ...this.#blank(), storage: await readStores(true) })
  }

  async #look(when: Picture['when']): Promise<void> {
    if (this.#isOff) return
    const care = this.#care
    this.#listen()
    this.#boxes.refresh()
    // Of the dearest kind only half as many.
    this.#pace.took(performance.now(), care === 'all' ? 2 : 1)
    const storage = await readStores(care !== 'usual' || isControlled() || isWrittenIn(document))
    const wanted = await whenIdle(() => (this.#isOff ? 'none' : this.#tell(when, care, storage)))
    if (wanted === 'none') this.#stop()
    else if (wanted !== 'on' && CARES.indexOf(wanted) > CARES.indexOf(care)) {
      this.#care = wanted
      await this.#look('closer')
    }
  }
  #tell(when: Picture['when'], care: Care, storage: Picture['storage']): Promise<Wanted> {
    this.#observe(document)
    const { isTop, hear, shadowRootOf, saw } = this.#parts
    const picture = asked(when, document, isTop, storage.controlled)
    take(picture, care, { document, hear, shadowRootOf, boxes: this.#boxes, met: this.#observe })
    this.#hasLooked = true
    return saw({
      ...picture,
      storage,
      resources: this.#resources.all,
      pointerLock: this.#pointerLock,
      fullscreen: this.#fullscreen,
    })
  }
}
