/**
 * Frames that were stopped: the row, and the quiet notice that the parent's content script draws in their place.
 * Adverts are stopped without a word: a notice in every advert's place would be noise, and nobody asked for it.
 */
import type { Verdict } from '../verdict/verdict.ts'
import type { NavigationEvent } from './navigation-guard.ts'
import type { TabsPort } from './ports.ts'

export interface FrameStopsParts {
  readonly tabs: TabsPort
  readonly record: (event: NavigationEvent, verdict: Verdict) => void
  /** The message for the parent's content script. */
  readonly notice: (urls: readonly string[], verdict: Verdict) => unknown
}

/** Frames of one page that are under way at once; beyond it the failing address alone finds its frame. */
const MOST_STARTED = 2_000

export class FrameStops {
  private readonly parts: FrameStopsParts
  // Where each frame set out: its element still says that address after a redirect. A fresh worker does without.
  private readonly started_ = new Map<string, string>()

  constructor(parts: FrameStopsParts) {
    this.parts = parts
  }

  started(event: NavigationEvent): void {
    if (this.started_.size >= MOST_STARTED) this.started_.clear()
    this.started_.set(`${event.tabId} ${event.frameId}`, event.url)
  }

  async stopped(event: NavigationEvent, verdict: Verdict): Promise<void> {
    if (verdict.action === 'allow' || isAdvert(verdict)) return
    this.parts.record(event, verdict)
    const setOut = this.started_.get(`${event.tabId} ${event.frameId}`)
    const urls = setOut === undefined || setOut === event.url ? [event.url] : [setOut, event.url]
    await this.parts.tabs.tellFrame(event.tabId, event.parentFrameId, this.parts.notice(urls, verdict))
  }
}

const isAdvert = ({ reason }: Verdict): boolean => reason.kind === 'category' && reason.category === 'ads'
