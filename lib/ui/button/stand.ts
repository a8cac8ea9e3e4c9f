/**
 * Keeps the button on the page: above everything, in its corner, as it was made. A page can take it away, but not for
 * good, and not so often that the two keep each other busy.
 */

/** At most this often is it put back. Milliseconds. */
const APART_MS = 300
/** What a page could set that would hide it or make of it something else. */
const WATCHED = ['style', 'class', 'hidden', 'popover', 'inert', 'id', 'slot', 'dir', 'aria-hidden']

export interface Standing {
  /** Puts it where it belongs now. */
  readonly place: (place: ReadonlyMap<string, string>) => void
  readonly end: () => void
}

/** @param isOver whether the extension that made it is gone */
export function stand(host: HTMLElement, isOver: () => boolean): Standing {
  const stop = new AbortController()
  const { signal } = stop
  let place: ReadonlyMap<string, string> = new Map()
  let timer: ReturnType<typeof setTimeout> | undefined
  const put = (): void => {
    watcher.disconnect()
    restore(host, place)
    watcher.observe(host, { attributes: true })
    watcher.observe(host.ownerDocument, { childList: true })
    watcher.observe(host.ownerDocument.documentElement, { childList: true })
  }
  const again = (): void => {
    if (isOver()) end()
    else if (!isAsMade(host, place)) put()
  }
  const soon = (): void => {
    if (timer !== undefined || signal.aborted) return
    timer = setTimeout(() => {
      timer = undefined
      again()
    }, APART_MS)
  }
  const watcher = new MutationObserver(soon)
  host.addEventListener('toggle', soon, { signal })
  host.ownerDocument.addEventListener('fullscreenchange', () => put(), { signal })
  // What a page puts above it later is below it again as soon as it is looked at.
  host.ownerDocument.addEventListener('visibilitychange', soon, { signal })
  function end(): void {
    stop.abort()
    clearTimeout(timer)
    watcher.disconnect()
    host.remove()
  }
  return {
    place(next) {
      place = next
      put()
    },
    end,
  }
}

/** In full screen nothing stands in the way of a film. */
const isHidden = (host: HTMLElement): boolean => host.ownerDocument.fullscreenElement !== null

function isAsMade(host: HTMLElement, place: ReadonlyMap<string, string>): boolean {
  const root = host.ownerDocument.documentElement
  if (isHidden(host)) return !host.isConnected
  if (host.parentNode !== root || !host.matches(':popover-open')) return false
  const names = host.getAttributeNames().filter((name) => WATCHED.includes(name) || name.startsWith('aria-'))
  if (names.some((name) => !['style', 'popover', 'dir'].includes(name))) return false
  return [...place].every(([name, value]) => isSet(host, name, value))
}

const isSet = (host: HTMLElement, name: string, value: string): boolean =>
  host.style.getPropertyPriority(name) === 'important' &&
  host.style.getPropertyValue(name) === plain(name, value)

/** As the browser gives a value back that it was given. */
function plain(name: string, value: string): string {
  const probe = document.createElement('i')
  probe.style.setProperty(name, value)
  return probe.style.getPropertyValue(name)
}

function restore(host: HTMLElement, place: ReadonlyMap<string, string>): void {
  if (isHidden(host)) return host.remove()
  for (const name of host.getAttributeNames())
    if (!['lang', 'dir', 'popover'].includes(name)) host.removeAttribute(name)
  host.popover = 'manual'
  // Of inline style nothing but an animation is stronger, and of what is important not even that.
  host.style.setProperty('all', 'initial', 'important')
  for (const [name, value] of place) host.style.setProperty(name, value, 'important')
  const root = host.ownerDocument.documentElement
  if (host.parentNode !== root || host.nextSibling !== null) root.append(host)
  // The top layer: no element of the page is above it, none of its ancestors' looks reach it.
  if (!host.matches(':popover-open')) host.showPopover()
}
