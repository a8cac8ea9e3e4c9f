/**
 * The browser as a content script needs it. It runs in every frame of every page, so it takes the browser's own
 * names and leaves the 10 kB of the polyfill out; `chrome` has both of these in every version that we support.
 */

/**
 * Hears what the worker sends to this frame. Nobody else can: other extensions and pages have other channels.
 * @param hear whether it was meant, which the worker is told
 */
export function onWorkerMessage(hear: (message: unknown) => boolean | void): void {
  chrome.runtime.onMessage.addListener((message: unknown, sender, answer) => {
    if (sender.id === chrome.runtime.id && hear(message) === true) answer(true)
  })
}

/** The shadow root of a page's element, closed ones too; null when it has none. */
export const shadowRootOf = (element: HTMLElement): ShadowRoot | null =>
  chrome.dom.openOrClosedShadowRoot(element)

/** Sends a message to the worker. Rejects when there is none to answer. */
export const sendFromPage = (message: unknown): Promise<unknown> => chrome.runtime.sendMessage(message)

/** Whether this script has outlived its extension: an update puts a new one beside it. */
export const isOver = (): boolean => chrome.runtime?.id === undefined

/** Whether this is a page and no frame in one. */
export const isOwnTop = (): boolean => window === window.top

/**
 * What one script leaves for the next beside the same document, made by whichever comes first. Scripts of ours share a world
 * that no page sees; after an update there is a new one.
 */
export function handOver<T extends object>(name: string, make: () => T): T {
  const world = globalThis as unknown as Record<string, T | undefined>
  return (world[`kerb-${name}`] ??= make())
}

/** What the worker has kept for scripts beside pages, for when it does not answer itself. */
export const keptFor = async (key: string): Promise<unknown> => (await chrome.storage.local.get(key))[key]

/** The host of this document, and of the pages around it; a frame without an address has that of who made it. */
export const hostsHere = (): string[] =>
  [self.origin, ...location.ancestorOrigins].flatMap((origin) =>
    URL.canParse(origin) ? [new URL(origin).hostname] : [],
  )
