/**
 * Paths as rules compare them. Two readings: the strict one is what the standard calls equivalent; the loose one
 * is what the most forgiving web server might make of it. A block matches either, an allow must match both, so a
 * disguise can never open anything.
 */

/** More rounds than any honest address needs; a path that is still changing then is judged as it stands. */
const MOST_ROUNDS = 6
const ENCODED_UNRESERVED = /%(?:2d|2e|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e)/gi
const ENCODED_LOOSELY = /%(?:2d|2e|3[0-9]|[46][1-9a-f]|[57][0-9a]|5f|7e|25|2f|5c)/gi
const NEEDS_TIDYING = /%|\/\/|\/\.{1,2}(?:\/|$)/
const DISGUISE = /[%;]/

/**
 * The path in the form that rules compare: unreserved characters decoded until nothing changes, runs of slashes
 * made one, dot segments resolved, ASCII letters lower case. `pathname` is a parsed URL's path.
 */
export function strictPath(pathname: string): string {
  const lower = asciiLower(pathname)
  return NEEDS_TIDYING.test(lower)
    ? untilStable(lower, (p) => resolveDots(decode(p, ENCODED_UNRESERVED)))
    : lower
}

/** The path with encoded slashes, double encoding and `;parameters` undone as well. `strict` is its strict form. */
export function looseReading(pathname: string, strict: string): string {
  if (!DISGUISE.test(pathname)) return strict
  const round = (p: string) =>
    resolveDots(
      decode(p, ENCODED_LOOSELY)
        .replace(/\\/g, '/')
        .replace(/;[^/]*/g, ''),
    )
  return untilStable(asciiLower(pathname), round)
}

/** True when `path` starts with the whole segments of `prefix`, a strict path without a final slash (or `/`). */
export const startsWithSegments = (path: string, prefix: string): boolean =>
  prefix === '/' ||
  (path.startsWith(prefix) && (path.length === prefix.length || path.charCodeAt(prefix.length) === 47))

function untilStable(path: string, round: (path: string) => string): string {
  let current = path
  for (let i = 0; i < MOST_ROUNDS; i += 1) {
    const next = round(current)
    if (next === current) break
    current = next
  }
  return current
}

// Only ASCII letters: the browser's own rules fold no others, and toLowerCase could change the length.
function asciiLower(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text
}

function decode(path: string, encoded: RegExp): string {
  return path.replace(encoded, (found) =>
    String.fromCharCode(Number.parseInt(found.slice(1), 16)).toLowerCase(),
  )
}

function resolveDots(path: string): string {
  const single = path.replace(/\/{2,}/g, '/')
  if (!/\/\.{1,2}(?:\/|$)/.test(single)) return single
  const kept: string[] = []
  const segments = single.split('/').slice(1)
  for (const segment of segments) {
    if (segment === '..') kept.pop()
    else if (segment !== '.') kept.push(segment)
  }
  const last = segments.at(-1)
  const openEnd = (last === '.' || last === '..') && kept.length > 0 ? '/' : ''
  return `/${kept.join('/')}${openEnd}`
}
