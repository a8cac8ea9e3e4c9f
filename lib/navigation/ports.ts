/** What navigation needs from the browser; lib/browser implements it, unit tests fake it. */

export interface TabView {
  readonly id: number
  readonly url: string
  /** In front in its window, beside another one too. */
  readonly active: boolean
  /** Where it is on its way to. */
  readonly pending?: string | undefined
}

export interface FrameView {
  readonly frameId: number
  readonly parentFrameId: number
  readonly url: string
  /** What the frame shows at this moment, by the browser's name for it. */
  readonly documentId?: string | undefined
  /** What holds the frame. */
  readonly parentDocumentId?: string | undefined
}

export interface TabsPort {
  /** Sends the tab to an address. A tab that is gone is not an error. */
  go(tabId: number, url: string): Promise<void>
  /** Asks anew for the address whose error page the tab shows, in place of that entry in the history. */
  again(tabId: number): Promise<void>
  /**
   * Leaves an empty document in the place of the tab's page, with none of its listeners: it asks nothing more.
   * @param url of the page that is meant: a tab that went on meanwhile keeps what it shows
   * @returns whether it did; the browser shows some pages that no script reaches
   */
  empty(tabId: number, url: string): Promise<boolean>
  /** Resolves when what the tab is loading is there, the tab is gone, or so many milliseconds are over. */
  settled(tabId: number, within: number): Promise<void>
  /** Resolves when another tab comes to the front, at the latest after so many milliseconds. */
  lookedAt(within: number): Promise<void>
  /** One step back; false when there is nothing behind. */
  back(tabId: number): Promise<boolean>
  all(): Promise<readonly TabView[]>
  /** What is only prerendered is not among them. */
  frames(tabId: number): Promise<readonly FrameView[]>
  /**
   * Empties the frame of a document that must not be there. Another document in that frame by now is left alone: it was
   * judged when it came.
   */
  emptyFrame(tabId: number, documentId: string | undefined): Promise<void>
  /** Tells the content script of a document that a frame in it was stopped. Nobody hears where it has gone. */
  tellFrame(tabId: number, documentId: string | undefined, message: unknown): Promise<void>
}

export interface TabTitle {
  /** What the tab shows at the moment it has the title. */
  readonly url: string
  readonly title: string
}

export interface TitlesPort {
  /** Null when the tab is gone. */
  of(tabId: number): Promise<TabTitle | null>
  /** From now on `on` hears of every title, or with null nobody does. Asking again for the same costs nothing. */
  watch(on: ((tabId: number, shown: TabTitle) => void) | null): void
}

export interface PurgePort {
  /** Removes the service workers and caches of an origin, so that its pages come from the network again. */
  workersOf(origin: string): Promise<void>
}

/** Small values that live as long as the browser session (memory only, never on disk). */
export interface SessionPort {
  get<T>(key: string): Promise<T | undefined>
  set(key: string, value: unknown): Promise<void>
}

/** A tab with what a list of tabs shows of it. */
export interface ListedTab extends TabView {
  readonly title: string
}

/** Tabs as a lesson's teacher sees them, opens them and closes them. */
export interface LessonTabsPort {
  list(): Promise<readonly ListedTab[]>
  /** In front, in the window that was used last. */
  open(url: string): Promise<void>
  /** A tab that is gone is not an error. The last of a window shows `instead`, so that the window stays. */
  close(tabId: number, instead: string): Promise<void>
  /**
   * Loads a page where it is not in anybody's way, waits until it has loaded or so many milliseconds, and hands its
   * tab to `work`; it is closed again in any case.
   */
  visit<T>(url: string, within: number, work: (tabId: number) => Promise<T>): Promise<T>
}

/** Tabs, for pages of ours that open by themselves. */
export interface FirstTabsPort {
  /** Those that a page of ours can be shown in. */
  all(): Promise<readonly { readonly id: number; readonly url: string; readonly active: boolean }[]>
  go(tabId: number, url: string): Promise<void>
  /** The window in front, where a tab may come by itself: undefined for a full screen, a question, another program. */
  place(): Promise<number | undefined>
  /** A tab of its own, in front. */
  open(windowId: number, url: string): Promise<void>
}
