/**
 * Headers by which an engine tells its server what to fetch, and is told what came: a whole foreign address, or a list
 * of headers, written into a header. Known by shape, for names are changed.
 */
import { siteOf } from './carried.ts'
import { readAddress } from './codecs.ts'

/** Ordinary headers that hold addresses or structured text. */
const ORDINARY =
  /^(?:referer|origin|location|content-location|link|refresh|via|forwarded|host|cookie|set-cookie|authorization|baggage|traceparent|tracestate|report-to|nel|reporting-endpoints|content-security-policy.*|permissions-policy|sec-.*|access-control-.*|alt-svc|sourcemap|x-sourcemap|server-timing|p3p|strict-transport-security|x-goog-.*|x-amz-.*|x-ms-.*|x-firebase-.*|cf-.*|x-requested-with|x-forwarded-.*|x-original-url|x-pingback|hx-.*|x-client-.*|x-api-.*|x-canonical.*|x-robots-tag|x-github-.*)$/
/** Names of which two or more in a JSON object say that it is a list of headers. */
const HEADER_IN_JSON =
  /"(?:accept|accept-language|user-agent|host|referer|origin|cookie|content-type|connection|set-cookie|cache-control|sec-fetch-[a-z]+)"\s*:/gi

/**
 * Whether a header looks like an engine's; `sites` are those (`siteOf`) of the host that the request goes to and of the
 * page that makes it: services that measure are told the page's own address in odd headers.
 */
export function isEngineHeader(name: string, value: string, sites: readonly string[]): boolean {
  const low = name.toLowerCase()
  if (ORDINARY.test(low) || value.length < 8 || value.length > 16_384) return false
  if (low.startsWith('x-bare-')) return true
  const start = value.trimStart()
  if (start.startsWith('{')) return new Set(start.match(HEADER_IN_JSON)).size >= 2
  const read = readAddress(start)
  return read !== null && !sites.includes(siteOf(read.host))
}
