/** Keeps a blocked page from going on for ever when the worker says "open" and the browser still stops it. */
const KEY = 'went-on'
/** A stop shows our page within a second; a later return is a new try. */
const SOON_MS = 10_000

/**
 * True when this tab already went on to the address by itself a moment ago; otherwise remembers that it does now.
 * Kept in this tab's session storage, in memory only as long as the tab.
 */
export function cameBack(address: string, now = Date.now(), store: Storage = sessionStorage): boolean {
  const [last, at] = store.getItem(KEY)?.split(' ') ?? []
  store.setItem(KEY, `${address} ${now}`)
  const age = now - Number(at)
  return last === address && age >= 0 && age < SOON_MS
}
