/**
 * Looks at a document for as long as it is there, and tells the worker what it shows: when it stands, and again when it has
 * changed. What it is, the worker judges. Before a page is looked at, the worker is asked whether it wants that: pages that
 * somebody has chosen cost a question.
 *
 * A page that opens its document anew loses every listener at it; timers, observers and what hangs on other objects stay,
 * and with each look the listeners are there again.
 */
import { Boxes } from './boxes.ts'
import { blank, type Draft } from './draft.ts'
import type { HearActs } from './hear-acts.ts'
import { isBare, isEmpty, isOdd, isSame } from './known.ts'
import { look } from './look.ts'
import { Pace, type Since } from './pace.ts'
import { Resources } from './resources.ts'
import type { ShadowRootOf } from './roots.ts'
import { inSlices } from './slices.ts'
import { ActsSoFar } from './state.ts'
import { isControlled, readStores } from './stores.ts'

/** What the worker asks for: no more looks here, go on, or one with more care. */
export type Wanted = 'none' | 'on' | 'closer'

export interface WatchParts {
  readonly hear: HearActs
  readonly isTop: boolean
  readonly shadowRootOf: ShadowRootOf
  /** Rejects when nobody answers. */
  readonly saw: (signals: Draft) => Promise<Wanted>
  readonly isOver: () => boolean
}

/** A document that is still being sent is not waited for any longer. Milliseconds. */
const UNFINISHED = 800
/** After it stands: what its scripts add at once is there, and no one has read it yet. */
const STOOD = 200
/** How long after its start it is asked by itself whether more was loaded, which no listener tells; then again and again. */
const BY_ITSELF = [1_500, 3_000, 5_000, 8_000, 12_000, 17_000]
const LATER_ON = 15_000

export class Watch {
  readonly #parts: WatchParts
  readonly #acts: ActsSoFar
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
  #hasLookedCloser = false
  #last: Draft | undefined

  constructor(parts: WatchParts) {
    this.#parts = parts
    this.#acts = new ActsSoFar(parts.hear)
    // Pages are full of frames with nothing in them: those are heard when they change, and else cost a timer.
    if (!parts.isTop && document.readyState !== 'loading' && isBare(document)) this.#waitInFrame()
    else this.#begin()
  }

  #waitInFrame(): void {
    this.#observe()
    this.#plan(LATER_ON)
  }

  #begin(): void {
    const { isTop } = this.#parts
    // The rest is listened to in a frame when there is something in it to look at.
    if (isTop) this.#listen()
    else document.addEventListener('DOMContentLoaded', this.#stands)
    // What its own worker serves may be read in a moment: nothing is waited for.
    if (isControlled()) this.#tellAtOnce().catch(() => undefined) // It is told again when it is looked at.
    this.#plan(isTop || document.readyState === 'loading' ? UNFINISHED : STOOD)
  }

  /** As often as one likes: what is there already is not added twice. */
  #listen(): void {
    this.#parts.hear.onNews(this.#news)
    // Hangs on no document: it survives one that is opened anew.
    const { navigation } = window as { navigation?: EventTarget }
    navigation?.addEventListener('currententrychange', this.#moved)
    document.addEventListener('DOMContentLoaded', this.#stands)
    document.addEventListener('visibilitychange', this.#seen)
    document.addEventListener('pointerlockchange', this.#locked)
    document.addEventListener('fullscreenchange', this.#filled)
    addEventListener('pageshow', this.#shown)
  }

  readonly #news = (): void => this.#heard('news')
  readonly #stands = (): void => this.#plan(STOOD)
  readonly #seen = (): void => {
    if (this.#since !== undefined) this.#plan(STOOD)
  }
  readonly #locked = (): void => {
    this.#acts.locked()
    this.#heard('news')
  }
  readonly #filled = (): void => {
    this.#acts.filled()
    this.#heard('news')
  }
  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#moved()
  }

  /** The page shows another address without a load, or comes back from where it was kept. */
  readonly #moved = (): void => {
    this.#isOff = false
    this.#asked = undefined
    this.#hasLookedCloser = false
    this.#last = undefined
    this.#heard('news')
  }

  /** One change is enough to know: until the next look nothing more is heard of changes. */
  #heard(since: Since): void {
    if (this.#isOff) return
    if (since === 'changes') this.#changes?.disconnect()
    if (this.#since !== 'news') this.#since = since
    // Before it stands, all of it is new.
    if (document.readyState !== 'loading' && !this.#isLooking)
      this.#plan(this.#pace.wait(performance.now(), this.#since))
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
    const { isOver, isTop, shadowRootOf } = this.#parts
    if (isOver()) return this.#stop()
    if (this.#isOff || this.#isLooking) return
    if (!isTop && this.#last === undefined && isBare(document, shadowRootOf)) return this.#waitInFrame()
    // Nobody sees it: it is looked at when somebody does.
    const isHidden = document.visibilityState === 'hidden' && document.readyState !== 'loading'
    if (!isHidden) {
      if (this.#since === undefined && this.#resources.isOther) this.#since = 'changes'
      await this.#lookWhereWanted()
      if (this.#since !== undefined) this.#plan(this.#pace.wait(performance.now(), this.#since))
    }
    const now = performance.now()
    this.#plan((BY_ITSELF.find((at) => at > now) ?? now + LATER_ON) - now)
  }

  async #lookWhereWanted(): Promise<void> {
    this.#isLooking = true
    const since = this.#since
    this.#since = undefined
    try {
      if (this.#parts.isTop) await this.#ask()
      if (!this.#isOff && since !== undefined)
        await this.#look(this.#last === undefined ? 'loaded' : 'changed')
    } catch {
      // The worker did not answer, or the page is going: the next look says it again.
      this.#last = undefined
      this.#since ??= 'changes'
    } finally {
      this.#isLooking = false
    }
  }

  readonly #observe = (root: Node = document): void => {
    this.#changes ??= new MutationObserver(() => this.#heard('changes'))
    this.#changes.observe(root, { childList: true, subtree: true, characterData: true })
  }

  /** Whether it is wanted at all, with what is known at once. Once for each address. */
  #ask(): Promise<void> {
    const draft = blank('start', document, this.#parts.isTop)
    draft.storage.controlled = isControlled()
    this.#asked ??= this.#parts.saw(draft).then(
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
    if (this.#isOff) return
    const draft = blank('start', document, this.#parts.isTop)
    draft.storage = await readStores()
    await this.#parts.saw(draft)
  }

  async #look(when: Draft['when']): Promise<void> {
    const { isTop, shadowRootOf } = this.#parts
    this.#listen()
    this.#observe()
    this.#boxes.refresh()
    this.#pace.took(performance.now())
    const stores = readStores()
    const parts = { document, isTop, shadowRootOf, boxes: this.#boxes, met: this.#observe }
    const draft = await inSlices(look(when, parts), () => this.#isOff)
    if (draft === undefined) return
    draft.storage = await stores
    draft.resources = this.#resources.all
    this.#acts.writeTo(draft, when === 'closer' || isOdd(draft))
    draft.acts.workerRegistrations = draft.storage.workers.length
    // A frame with nothing in it is one of thousands.
    if (this.#isOff || (!isTop && isEmpty(draft))) return
    if (when !== 'closer' && this.#last !== undefined && isSame(draft, this.#last)) return
    this.#last = draft
    const wanted = await this.#parts.saw(draft)
    if (wanted === 'none') this.#stop()
    else if (wanted === 'closer' && !this.#hasLookedCloser) {
      this.#hasLookedCloser = true
      await this.#look('closer')
    }
  }
}
