/** Host names as people write them, made into the one form the policy uses: lower-case ASCII, no final dot. */
import { hostSchema } from './document.ts'
import { bad, good, type Read } from './read.ts'
import { isDirectoryId } from './sign-in.ts'

const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/

/**
 * Reads one host. A final dot and capitals go, international names become punycode. `www.` stays: it is another
 * host. Numbers that a browser would take for an address (`1234`, `0x7f.1`) are refused, because nobody means them.
 */
export function readHost(text: string): Read<string> {
  const trimmed = text.trim().replace(/\.$/, '')
  if (trimmed === '') return bad('is empty', 'Write a host, for example maths.example.org.')
  if (/[\s/?#@\\]/.test(trimmed))
    return bad('is not a host name alone', 'Write only the host, for example maths.example.org.')
  if (trimmed.includes('*'))
    return bad('has a * in it', 'A name already holds everything under it: leave the * out.')
  if (/:\d*$/.test(trimmed) && !trimmed.endsWith(']') && !/:.*:/.test(trimmed))
    return bad('has a port', 'Leave the port out: a name holds for every port.')
  const host = throughUrl(trimmed)
  if (host === undefined) return bad('is not a host name', 'Write a host, for example maths.example.org.')
  if (IPV4.test(host) && host !== trimmed)
    return bad('is a number, not a name', 'Write a host, or an address of four numbers with dots.')
  if (!hostSchema.safeParse(host).success)
    return bad('is not a host name', 'Use letters, digits, dots and hyphens, for example maths.example.org.')
  return good(host)
}

/** The browser's own reading of a host (WHATWG URL): case, percent escapes, full-width forms, punycode. */
function throughUrl(host: string): string | undefined {
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
  try {
    const url = new URL(`http://${bracketed}/`)
    return url.hostname.replace(/\.$/, '') || undefined
  } catch {
    // Not a host at all: the caller says so in words.
    return undefined
  }
}

/** An account domain for sign-in, `@school.sch.uk` or `school.sch.uk`, or the id of a Microsoft directory. */
export function readDomain(text: string): Read<string> {
  const id = text.trim().toLowerCase()
  if (isDirectoryId(id)) return good(id)
  const host = readHost(text.replace(/^@/, ''))
  if (!host.ok) return bad(host.wrong, 'Write the part after the @, for example school.sch.uk.')
  if (!host.value.includes('.') || IPV4.test(host.value) || host.value.startsWith('['))
    return bad('is not an account domain', 'Write the part after the @, for example school.sch.uk.')
  return host
}

/** True when `host` is `parent` or under it, by whole labels. */
export const isUnder = (host: string, parent: string): boolean =>
  host === parent || host.endsWith(`.${parent}`)
