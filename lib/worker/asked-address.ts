/** The address of a page as it is asked for: without what could open something else, or is nobody's business. */
import { GONE, redactText } from '../activity/redact-path.ts'
import { canonical } from '../verdict/address.ts'

/** What the wire takes. */
const LONGEST = 2048
const LONGEST_VALUE = 80

/**
 * Host, path and those parameters that a person could read out (a video's name, a search); no credentials, no fragment.
 * Null for what is no page.
 */
export function askedAddress(url: string): string | null {
  const address = canonical(url)
  if (address === null) return null
  const page = new URL(address.href)
  page.hash = page.username = page.password = ''
  const plain = [...page.searchParams].filter(([, value]) => isPlain(value))
  page.search = new URLSearchParams(plain).toString()
  if (page.href.length > LONGEST) page.search = ''
  if (page.href.length > LONGEST) page.pathname = '/'
  return page.href.length > LONGEST ? null : page.href
}

const isPlain = (value: string): boolean =>
  value !== '' && value.length <= LONGEST_VALUE && !redactText(value, LONGEST_VALUE).includes(GONE)
