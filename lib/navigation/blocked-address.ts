/**
 * The address of our blocked page for a stopped address. The page holds no state of its own: reloading it, or a
 * browser that restores it after a restart, asks again what holds now.
 */
import { isWrittenPage } from '../verdict/address.ts'

const PARAMETER = 'u'

/** Removes what must not travel: credentials. Returns the text unchanged when it is no URL. */
function withoutCredentials(url: string): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.username = ''
  parsed.password = ''
  return parsed.href
}

/** @param page our blocked page, as runtime.getURL gives it */
export function blockedAddress(page: string, stopped: string): string {
  // A page that is written into its address is as long as it likes.
  const told = isWrittenPage(stopped) ? stopped.replace(/,.*$/s, ',') : withoutCredentials(stopped)
  return `${page}?${PARAMETER}=${encodeURIComponent(told)}`
}

/** The address a blocked page stands for, or null when `url` is not our blocked page. */
export function stoppedAddress(page: string, url: string): string | null {
  if (!url.startsWith(`${page}?`)) return null
  return new URL(url).searchParams.get(PARAMETER)
}

/** Whether two addresses are the same page to a blocked page: credentials and fragments do not count. */
export function samePage(a: string, b: string): boolean {
  const strip = (url: string): string => withoutCredentials(url).replace(/#.*$/, '')
  return strip(a) === strip(b)
}
