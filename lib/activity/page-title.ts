/**
 * What of a tab's title is the page's own words. Pure. What may be written down of them is for lib/activity/redact
 * to say.
 */

/** Control characters, and those that turn the direction of what follows: a title is shown in a list of others. */
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu
/** Far more than a row holds: the rest is only looked at for names that must not be kept. */
const LONGEST = 1000

/** The title as one line, or '' where the browser shows the address in place of one. */
export function pageTitle(title: string, url: string): string {
  const line = title.slice(0, LONGEST).replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim()
  return isAddress(line, url) ? '' : line
}

/** Browsers leave out the scheme, `www.`, the last slash, or percent signs. */
function isAddress(line: string, url: string): boolean {
  const address = bare(url)
  return line !== '' && (bare(line) === address || address.startsWith(`${bare(line)}/`))
}

function bare(text: string): string {
  const plain = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/^www\./i, '')
  let decoded = plain
  try {
    decoded = decodeURIComponent(plain)
  } catch {
    // Not percent signs of an address: it is compared as it is.
  }
  return decoded.toLowerCase().replace(/\/$/, '')
}
