/** The one place that touches the browser's downloads, and the page that asks about them. */
import type { DownloadItem, DownloadsPort, Settle } from '../download/port.ts'
import { ASKING_NEWS } from '../messages/asking.ts'
import { DOWNLOADS_NEWS } from '../messages/download.ts'
import { api } from './api.ts'

type Item = chrome.downloads.DownloadItem

export interface DownloadHandlers {
  /** Must answer at once: whether `settle` comes later. */
  readonly naming: (item: DownloadItem, settle: Settle) => boolean
  /** It has ended, one way or the other. */
  readonly changed: (id: number) => void
}

/** Registers both listeners, in one synchronous step. */
export function listenDownloads(on: DownloadHandlers): void {
  api.downloads.onDeterminingFilename.addListener((item, suggest) => {
    // Called once on every path, or the browser waits for us.
    return on.naming(read(item), (name) =>
      suggest(name === undefined ? undefined : { filename: name, conflictAction: 'uniquify' }),
    )
  })
  api.downloads.onChanged.addListener(({ id, state }) => {
    if (state !== undefined && state.current !== 'in_progress') on.changed(id)
  })
}

/** Before a file is there the browser says 0, or less, of one whose size nobody has told it. */
const known = (bytes: number): number | null => (bytes > 0 ? bytes : null)

const read = (item: Item): DownloadItem => ({
  id: item.id,
  url: item.url,
  finalUrl: item.finalUrl || item.url,
  referrer: item.referrer,
  name: item.filename.split(/[\\/]/).at(-1) ?? '',
  mime: item.mime,
  bytes: known(item.fileSize) ?? known(item.totalBytes),
  state: item.state,
  stopped: item.error === 'USER_CANCELED',
  own: item.byExtensionId === api.runtime.id,
  // Such an address can be made and read by pages of ours alone.
  made: item.url.startsWith(`blob:${api.runtime.getURL('/')}`),
  startedAt: Date.parse(item.startTime),
})

/** A download may be gone, over, or without a file by the time we act on it: nothing is left to do then. */
const GONE =
  /invalid download id|must be|not in progress|already deleted|download must|file .*(missing|deleted)/i

async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Error && GONE.test(error.message))) throw error
  }
}

export const downloads: DownloadsPort = {
  cancel: (id) => unlessGone(api.downloads.cancel(id)),
  async remove(id) {
    const [item] = await api.downloads.search({ id })
    if (item?.state === 'complete' && item.exists) await unlessGone(api.downloads.removeFile(id))
  },
  erase: (id) => unlessGone(api.downloads.erase({ id })),
  async start(url, name) {
    try {
      return await api.downloads.download({ url, filename: name, conflictAction: 'uniquify', saveAs: false })
    } catch {
      return null // An address that is no more: a page's own file whose page is gone, most often.
    }
  },
  async get(id) {
    const [item] = await api.downloads.search({ id })
    return item === undefined ? null : read(item)
  },
  async since(at) {
    const found = await api.downloads.search({ startedAfter: new Date(at).toISOString(), limit: 0 })
    return found.map(read)
  },
}

const promptAddress = (): string => api.runtime.getURL('download.html')
let lastPrompt: Promise<void> = Promise.resolve()

/** Brings the page that asks to the front, or opens it: there is one, however many files wait. */
export function showPrompt(): Promise<void> {
  const next = lastPrompt.then(bringToFront)
  // The caller hears of a failure; the next one must not.
  lastPrompt = next.catch(() => undefined)
  return next
}

async function bringToFront(): Promise<void> {
  const all = await api.tabs.query({})
  const open = all.find(({ url, pendingUrl }) => (pendingUrl || url || '').startsWith(promptAddress()))
  if (open?.id !== undefined) {
    if (!open.active) await api.tabs.update(open.id, { active: true })
    return
  }
  const [front] = await api.tabs.query({ active: true, lastFocusedWindow: true })
  const window = front && (await api.windows.get(front.windowId).catch(() => undefined))
  if (front?.id === undefined || window?.type !== 'normal')
    await api.windows.create({ url: promptAddress(), focused: true })
  else
    await api.tabs.create({
      url: promptAddress(),
      windowId: front.windowId,
      index: front.index + 1,
      openerTabId: front.id,
      active: true,
    })
}

/** Of the page that asks: hears that what waits has changed, or what was decided about it. @returns what ends it */
export function downloadNews(hear: () => void): () => void {
  const changed = (changes: Readonly<Record<string, unknown>>): void => {
    if (DOWNLOADS_NEWS in changes || ASKING_NEWS in changes) hear()
  }
  api.storage.session.onChanged.addListener(changed)
  return () => api.storage.session.onChanged.removeListener(changed)
}

/** Of the page that asks: closes it, so that the page it stands over is in sight again. */
export async function closePrompt(): Promise<void> {
  const tab = await api.tabs.getCurrent()
  if (tab?.id === undefined) return
  const beside = await api.tabs.query({ windowId: tab.windowId })
  if (beside.length > 1) await api.tabs.remove(tab.id)
  else await api.tabs.update(tab.id, { url: 'chrome://newtab/' })
}
