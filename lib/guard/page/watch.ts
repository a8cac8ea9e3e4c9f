/**
 * Looks at a document for as long as it is there, and tells the worker what it shows: at its start what is known at once,
 * when it stands all of it, and again when it has changed. What it is, the worker judges.
 *
 * A page that opens its document anew loses every listener at it; timers, observers and what hangs on other objects stay,
 * and with each look the listeners are there again.
 */
import { bodyOf, headOf } from './dom.ts'
import { Boxes } from './boxes.ts'
import { blank, type Draft } from './draft.ts'
import type { HearActs } from './hear-acts.ts'
import { look } from './look.ts'
import { Pace } from './pace.ts'
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

/** Looks with more care, a document. */
const MOST_CLOSER = 1
/** While nobody sees a page it need not be looked at. Milliseconds. */
const HIDDEN = 3_000

export class Watch {
  readonly #parts: WatchParts
  readonly #acts: ActsSoFar
  #pace = new Pace(performance.now())
  #resources: Resources | undefined
  #boxes: Boxes | undefined
  #changes: MutationObserver | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #due = Infinity
  #isLooking = false
  #isOff = false
  #hasChanged = true
  #hasLooked = false
  #closer = 0
  #last = { quick: '', sent: '' }

  constructor(parts: WatchParts) {
    this.#parts = parts
    this.#acts = new ActsSoFar(parts.hear)
    // Neither of these hangs on the document: it survives being opened anew.
    const { navigation } = window as { navigation?: EventTarget }
    navigation?.addEventListener('currententrychange', this.#again)
    void this.#begin()
  }

  /** Before anything of the document is there. */
  async #begin(): Promise<void> {
    const { isTop } = this.#parts
    // Pages are full of frames with nothing in them: nothing is made for those.
    if (isTop) this.#attach()
    const isControlled_ = isControlled()
    // What its own worker serves may be read in a moment: nothing else is waited for.
    if (isControlled_) await this.#send(this.#start({ ...EMPTY, controlled: true }))
    this.#plan(this.#pace.byItself(performance.now()))
    if (!isTop && !isControlled_) return
    const stored = await readStores(false)
    const hasStored = stored.workers.length + stored.databases.length > 0
    if (hasStored || !isControlled_) await this.#send(this.#start(stored))
  }

  #start(storage: Draft['storage']): Draft {
    return { ...blank('start', document, this.#parts.isTop), storage }
  }

  /** The page shows another address without a load, or comes back from where it was kept. */
  readonly #again = (): void => {
    this.#isOff = false
    this.#closer = 0
    this.#last.sent = ''
    this.#pace = new Pace(performance.now())
    this.#attach()
    this.#changed()
  }

  readonly #stands = (): void => this.#plan(0)
  readonly #locked = (): void => this.#acts.locked()
  readonly #filled = (): void => this.#acts.filled()

  /** As often as one likes: what is there already is not added twice. */
  #attach(): void {
    document.addEventListener('DOMContentLoaded', this.#stands)
    document.addEventListener('pointerlockchange', this.#locked)
    document.addEventListener('fullscreenchange', this.#filled)
    addEventListener('pageshow', this.#shown)
    this.#resources ??= new Resources()
    this.#boxes ??= new Boxes(document, () => this.#changed())
    this.#changes ??= new MutationObserver(() => this.#changed())
    this.#changes.observe(document, { childList: true, subtree: true, characterData: true })
  }

  readonly #shown = (event: PageTransitionEvent): void => {
    if (event.persisted) this.#again()
  }

  #stop(): void {
    this.#isOff = true
    clearTimeout(this.#timer)
    this.#due = Infinity
    this.#changes?.disconnect()
    this.#changes = undefined
    this.#boxes?.stop()
    this.#boxes = undefined
    this.#resources?.stop()
    this.#resources = undefined
  }

  /** One change is enough to know: until the next look nothing more is heard. */
  #changed(): void {
    this.#hasChanged = true
    this.#changes?.disconnect()
    if (document.readyState !== 'loading') this.#plan(this.#pace.afterChange(performance.now()))
  }

  #plan(wait: number): void {
    const due = performance.now() + wait
    if (this.#isOff || due >= this.#due) return
    clearTimeout(this.#timer)
    this.#due = due
    this.#timer = setTimeout(() => void this.#tick(), wait)
  }

  async #tick(): Promise<void> {
    this.#due = Infinity
    if (this.#parts.isOver()) return this.#stop()
    if (this.#isOff || this.#isLooking) return
    if (!this.#hasLooked && !this.#parts.isTop && isBare())
      return this.#plan(this.#pace.byItself(performance.now()))
    if (document.visibilityState === 'hidden' && document.readyState !== 'loading') return this.#plan(HIDDEN)
    this.#isLooking = true
    try {
      if (this.#isOther()) await this.#look(this.#hasLooked ? 'changed' : 'loaded')
    } catch {
      // The worker did not answer, or the page is going: the next look says it again.
      this.#last.sent = ''
      this.#hasChanged = true
    } finally {
      this.#isLooking = false
    }
    const now = performance.now()
    // What changed while it was looked at.
    if (this.#hasChanged) this.#plan(this.#pace.afterChange(now))
    this.#plan(this.#pace.byItself(now))
  }

  /** Whether there is anything to see that was not there before. */
  #isOther(): boolean {
    this.#boxes?.refresh()
    const acts = this.#acts.ask(performance.now())
    const quick = [acts, this.#resources?.size, document.title, document.URL].join()
    const isOther = this.#hasChanged || quick !== this.#last.quick
    this.#last.quick = quick
    return isOther
  }

  async #look(when: Draft['when']): Promise<void> {
    const { isTop, shadowRootOf } = this.#parts
    this.#hasChanged = false
    this.#hasLooked = true
    this.#attach()
    this.#pace.took(performance.now())
    const boxes = this.#boxes
    if (boxes === undefined) return
    const [draft, storage] = await Promise.all([
      inSlices(look(when, { document, isTop, boxes, shadowRootOf }), () => this.#isOff),
      readStores(true),
    ])
    if (draft === undefined) return
    draft.storage = storage
    draft.resources = this.#resources?.all ?? []
    this.#acts.writeTo(draft, when === 'closer' || isOdd(draft))
    draft.acts.workerRegistrations = storage.workers.length
    // A frame with nothing in it is one of thousands.
    if (!isTop && isEmpty(draft)) return
    await this.#send(draft)
  }

  async #send(draft: Draft): Promise<void> {
    const text = JSON.stringify({ ...draft, when: '', acts: { ...draft.acts, animation: 0 } })
    const said = `${text}${draft.acts.animation > 23}`
    if (said === this.#last.sent && draft.when !== 'closer') return
    this.#last.sent = said
    const wanted = await this.#parts.saw(draft)
    if (wanted === 'none') this.#stop()
    else if (wanted === 'closer' && draft.when !== 'start' && this.#closer < MOST_CLOSER) {
      this.#closer += 1
      await this.#look('closer')
    }
  }
}

const EMPTY: Draft['storage'] = { databases: [], keys: [], caches: [], workers: [], controlled: false }

/** A frame that nobody has written to yet. */
const isBare = (): boolean =>
  (bodyOf(document)?.firstChild ?? null) === null &&
  (headOf(document)?.firstElementChild ?? null) === null &&
  document.contentType === 'text/html'

/** Of the kind that an unblocker's pages are; most pages are not. */
const isOdd = ({ doubled, storage, inputs, acts, url, frames }: Draft): boolean =>
  storage.controlled ||
  storage.workers.length > 0 ||
  doubled.count > 0 ||
  inputs.lonelyBox ||
  acts.sharedWorkers > 0 ||
  url.length > 60 ||
  frames.some(({ share }) => share > 0.4)

const isEmpty = ({ textLength, canvas, video, images, frames, resources, inputs, storage }: Draft): boolean =>
  textLength + canvas.count + video.count + images + frames.length + resources.length + inputs.editors ===
    0 && !storage.controlled
