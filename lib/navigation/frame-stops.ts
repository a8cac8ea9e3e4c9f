/**
 * Frames that were stopped: the row, and the quiet notice that the parent's content script draws in their place.
 * Adverts are stopped without a word: a notice in every advert's place would be noise, and nobody asked for it.
 */
import type { Verdict } from '../verdict/verdict.ts'
import type { TabsPort } from './ports.ts'

export interface FrameEvent {
  readonly tabId: number
  readonly frameId: number
  readonly parentFrameId: number
  readonly url: string
}

export interface FrameStopsParts {
  readonly tabs: TabsPort
  readonly record: (event: FrameEvent, verdict: Verdict) => void
  /** The message for the parent's content script. */
  readonly notice: (urls: readonly string[], verdict: Verdict) => unknown
}

/** Frames of one page that are under way at once; beyond it the failing address alone finds its frame. */
const MOST_STARTED = 2_000

export class FrameStops {
  private readonly parts: FrameStopsParts
  // Where each frame set out: its element still says that address after a redirect. A fresh worker does without.
  private readonly started_ = new Map<string, string>()
  // What was recorded of a frame since it set out: its own events and the sweep of a fresh worker may both find it.
  private readonly told = new Map<string, string>()

  constructor(parts: FrameStopsParts) {
    this.parts = parts
  }

  started(event: FrameEvent): void {
    if (this.started_.size >= MOST_STARTED) this.started_.clear()
    this.started_.set(nameOf(event), event.url)
    this.told.delete(nameOf(event))
  }

  /** A frame that is there although it must not be: open before the policy forbade it, or served past the rules. */
  async takeOut(event: FrameEvent, verdict: Verdict): Promise<void> {
    await this.parts.tabs.emptyFrame(event.tabId, event.frameId)
    await this.stopped(event, verdict)
  }

  /** A frame that did not load. */
  async stopped(event: FrameEvent, verdict: Verdict): Promise<void> {
    if (verdict.action === 'allow' || isAdvert(verdict)) return
    // What a lesson closes inside its own pages is no try of the pupil's.
    if (verdict.reason.kind !== 'lesson' && this.isNews(event)) this.parts.record(event, verdict)
    const setOut = this.started_.get(nameOf(event))
    const urls = setOut === undefined || setOut === event.url ? [event.url] : [setOut, event.url]
    await this.parts.tabs.tellFrame(event.tabId, event.parentFrameId, this.parts.notice(urls, verdict))
  }

  private isNews(event: FrameEvent): boolean {
    const isKnown = this.told.get(nameOf(event)) === event.url
    if (this.told.size >= MOST_STARTED) this.told.clear()
    this.told.set(nameOf(event), event.url)
    return !isKnown
  }
}

const nameOf = ({ tabId, frameId }: FrameEvent): string => `${tabId} ${frameId}`

const isAdvert = ({ reason }: Verdict): boolean => reason.kind === 'category' && reason.category === 'ads'
