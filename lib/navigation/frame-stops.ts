/**
 * Frames that were stopped: the row, and the quiet notice that the parent's content script draws in their place.
 * Adverts are stopped without a word: a notice in every advert's place would be noise, and nobody asked for it.
 */
import { looksLikeWeb } from '../verdict/address.ts'
import type { Verdict } from '../verdict/verdict.ts'
import type { FrameView, TabsPort } from './ports.ts'

export interface FrameEvent extends FrameView {
  readonly tabId: number
}

export interface FrameStopsParts {
  readonly tabs: TabsPort
  readonly record: (event: FrameEvent, verdict: Verdict) => void
  /** The message for the parent's content script. */
  readonly notice: (urls: readonly string[], verdict: Verdict, event: FrameEvent) => unknown
}

/** Frames of one page that are under way at once; beyond it the failing address alone finds its frame. */
const MOST_KNOWN = 2_000

interface Known {
  /** Where the frame set out: its element still says that address after a redirect. */
  readonly setOut?: string
  /** What was recorded of it since: its own events and the sweep of a fresh worker may both find it. */
  readonly recorded?: string
}

export class FrameStops {
  private readonly parts: FrameStopsParts
  // A fresh worker does without.
  private readonly known = new Map<string, Known>()

  constructor(parts: FrameStopsParts) {
    this.parts = parts
  }

  started(event: FrameEvent): void {
    // A blank page is what we leave behind: nobody has asked for anything again.
    const recorded = looksLikeWeb(event.url) ? undefined : this.known.get(nameOf(event))?.recorded
    this.note(event, { setOut: event.url, ...(recorded === undefined ? {} : { recorded }) })
  }

  /** A frame that is there although it must not be: open before the policy forbade it, or served past the rules. */
  async takeOut(event: FrameEvent, verdict: Verdict): Promise<void> {
    await this.parts.tabs.emptyFrame(event.tabId, event.documentId)
    await this.stopped(event, verdict)
  }

  /** A frame that did not load. */
  async stopped(event: FrameEvent, verdict: Verdict): Promise<void> {
    if (verdict.action === 'allow' || isAdvert(verdict)) return
    // What a lesson closes inside its own pages is no try of the pupil's.
    if (verdict.reason.kind !== 'lesson' && this.isNews(event)) this.parts.record(event, verdict)
    const setOut = this.known.get(nameOf(event))?.setOut
    const urls = setOut === undefined || setOut === event.url ? [event.url] : [setOut, event.url]
    const notice = await this.parts.notice(urls, verdict, event)
    await this.parts.tabs.tellFrame(event.tabId, event.parentDocumentId, notice)
  }

  private isNews(event: FrameEvent): boolean {
    const known = this.known.get(nameOf(event))
    this.note(event, { ...known, recorded: event.url })
    return known?.recorded !== event.url
  }

  private note(event: FrameEvent, known: Known): void {
    if (this.known.size >= MOST_KNOWN) this.known.clear()
    this.known.set(nameOf(event), known)
  }
}

const nameOf = ({ tabId, frameId }: FrameEvent): string => `${tabId} ${frameId}`

const isAdvert = ({ reason }: Verdict): boolean => reason.kind === 'category' && reason.category === 'ads'
