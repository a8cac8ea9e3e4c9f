/**
 * The quiet notice in place of a stopped frame. It stands beside the frame's element, in a closed shadow root, in
 * the room that the frame had, and goes when the frame comes back or leaves the page.
 */
import type { FrameAsk, FrameWords } from '../../messages/frame-blocked.ts'
import { AskButton, type AskForFrame } from './ask-button.ts'
import { isCollapsed, type FrameElement } from './find.ts'
import { isGroundDark } from './ground.ts'
import { placeOf, takePlace } from './place.ts'
import { noticeStyles } from './notice-style.ts'

/** Frames thinner than this are not looked at (trackers, spacers): no notice. */
const LEAST_PX = 12

const notices = new WeakMap<FrameElement, Notice>()

/** Puts a notice in the place of each frame; a frame that has one already gets the new words. */
export function showNotices(
  frames: readonly FrameElement[],
  words: FrameWords,
  ask?: FrameAsk,
  askFor?: AskForFrame,
): void {
  for (const frame of frames) {
    const known = notices.get(frame)
    const asks = ask && askFor && { ask, askFor }
    if (known) known.say(words, ask)
    else if (!hasFallback(frame)) notices.set(frame, new Notice(frame, words, asks))
  }
}

/** What a page says itself inside an `object` that did not load; nothing to add to it. */
const hasFallback = (frame: FrameElement): boolean =>
  frame.localName === 'object' && frame.textContent.trim() !== ''

function paragraph(document: Document, name: string): HTMLElement {
  const element = document.createElement('p')
  element.className = name
  return element
}

class Notice {
  readonly #frame: FrameElement
  readonly #host: HTMLElement
  readonly #title: HTMLElement
  readonly #detail: HTMLElement
  /** Chromium took the frame's box; otherwise we hide what it shows (the browser's error page). */
  readonly #collapsed: boolean
  readonly #hidden: { value: string; priority: string } | undefined
  readonly #stop = new AbortController()

  readonly #ask: AskButton | undefined

  constructor(
    frame: FrameElement,
    words: FrameWords,
    asks: { readonly ask: FrameAsk; readonly askFor: AskForFrame } | undefined,
  ) {
    const document = frame.ownerDocument
    this.#frame = frame
    this.#host = document.createElement('div')
    this.#title = paragraph(document, 'title')
    this.#detail = paragraph(document, 'detail')
    const root = this.#host.attachShadow({ mode: 'closed' })
    // Constructed sheets and CSSOM are not subject to the page's content security policy; no markup is parsed, so
    // neither are they to Trusted Types.
    root.adoptedStyleSheets = [noticeStyles()]
    const box = document.createElement('div')
    box.className = isGroundDark(frame) ? 'box dark' : 'box'
    this.#ask = asks && new AskButton(document, asks.ask, asks.askFor)
    box.append(this.#title, this.#detail, ...(this.#ask ? [this.#ask.element] : []))
    root.append(box)
    this.#host.setAttribute('role', 'note')
    this.say(words)
    const place = placeOf(frame)
    this.#collapsed = isCollapsed(frame)
    this.#hidden = this.#collapsed || !place ? undefined : this.#hide()
    if (place) this.#stand(place)
    this.#watch()
  }

  say(words: FrameWords, ask?: FrameAsk): void {
    if (ask) this.#ask?.say(ask)
    this.#title.textContent = words.title
    this.#detail.textContent = words.detail
    this.#host.lang = words.lang
    this.#host.dir = words.dir
    this.#host.setAttribute('aria-label', words.title)
    // Where only the sign has room, the pointer still gets the words.
    this.#host.title = `${words.title} ${words.detail}`
  }

  #hide(): { value: string; priority: string } {
    const { style } = this.#frame
    const before = {
      value: style.getPropertyValue('display'),
      priority: style.getPropertyPriority('display'),
    }
    style.setProperty('display', 'none', 'important')
    return before
  }

  #stand(place: ReadonlyMap<string, string>): void {
    this.#frame.after(this.#host)
    takePlace(this.#host, place)
    const { offsetWidth, offsetHeight } = this.#host
    if (offsetWidth < LEAST_PX || offsetHeight < LEAST_PX) this.#host.remove()
  }

  #watch(): void {
    const { signal } = this.#stop
    // A frame that gets its box back has loaded something else.
    const size = new ResizeObserver(
      () => this.#collapsed && this.#frame.getClientRects().length > 0 && this.remove(),
    )
    size.observe(this.#frame)
    const changes = new MutationObserver((records) => this.#changed(records))
    changes.observe(this.#frame, { attributes: true })
    if (this.#frame.parentNode) changes.observe(this.#frame.parentNode, { childList: true })
    const again = () => this.#again()
    addEventListener('resize', again, { signal })
    signal.addEventListener('abort', () => {
      size.disconnect()
      changes.disconnect()
    })
  }

  #changed(records: readonly MutationRecord[]): void {
    const names = records.flatMap(({ attributeName }) => attributeName ?? [])
    const asksAnew = names.some((name) => name === 'src' || name === 'srcdoc' || name === 'data')
    const moved = this.#host.isConnected && this.#host.parentNode !== this.#frame.parentNode
    if (!this.#frame.isConnected || asksAnew || moved) this.remove()
    // Only for the frame's own changes: our host's coming and going is a change of its parent, and would never end.
    else if (names.length > 0) this.#again()
  }

  /** The page changed the frame's style or its own width: follow. */
  #again(): void {
    // A frame that we hid ourselves has lost what to follow.
    if (!this.#collapsed) return
    const place = placeOf(this.#frame)
    if (!place) this.#host.remove()
    else if (this.#host.isConnected) takePlace(this.#host, place)
    else this.#stand(place)
  }

  remove(): void {
    this.#stop.abort()
    this.#ask?.stop()
    this.#host.remove()
    notices.delete(this.#frame)
    if (!this.#hidden) return
    const { value, priority } = this.#hidden
    this.#frame.style.setProperty('display', value, priority)
  }
}
