/** The school's own entries as text lines, and how one covers another. */
import type { Entry } from './document.ts'
import { isUnder, readHost } from './hosts.ts'
import { bad, good, type Read } from './read.ts'

const EXAMPLE = 'Write example.com, =www.example.com or example.com/games.'

/**
 * Reads one line. `example.com` is the host and all under it, `=www.example.com` that host alone,
 * `example.com/games` a path. A scheme, `*.`, a leading dot and `||…^` are taken off; ` # words` is the note.
 */
export function readEntry(line: string, action: 'allow' | 'block'): Read<Entry> {
  const [address, note] = splitNote(line)
  const exact = address.startsWith('=')
  const bare = stripDecoration(exact ? address.slice(1).trim() : address)
  if (bare === '') return bad('names no host', EXAMPLE)
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(bare)?.[1]
  if (scheme !== undefined)
    return bad(`is a ${scheme} address`, `Only web addresses can be matched. ${EXAMPLE}`)
  if (/\s/.test(bare)) return bad('has a space in it', `One entry a line. ${EXAMPLE}`)
  const slash = bare.indexOf('/')
  const host = readHost(slash < 0 ? bare : bare.slice(0, slash))
  if (!host.ok) return host
  const path = slash < 0 ? good('') : readPath(host.value, bare.slice(slash))
  if (!path.ok) return path
  if (exact && path.value !== '')
    return bad(
      'is an exact host with a path',
      'Leave out the = or the path: a path holds on the host and under it.',
    )
  if (action === 'allow' && !exact && path.value === '' && !host.value.includes('.'))
    return bad(
      'would open a whole top-level domain',
      `Name the site, or write =${host.value} for that host alone.`,
    )
  const kind = exact ? 'host' : path.value === '' ? 'suffix' : 'path'
  return good({
    kind,
    host: host.value,
    ...(path.value === '' ? {} : { path: path.value }),
    action,
    ...(note === undefined ? {} : { note }),
  })
}

function splitNote(line: string): [string, string?] {
  const at = line.search(/\s#/)
  if (at < 0) return [line.trim()]
  const note = line
    .slice(at)
    .replace(/^\s+#\s*/, '')
    .trim()
    .slice(0, 300)
  return note === '' ? [line.slice(0, at).trim()] : [line.slice(0, at).trim(), note]
}

const stripDecoration = (text: string): string =>
  text
    .replace(/^\|\|/, '')
    .replace(/\^$/, '')
    .replace(/^(https?:)?\/\//i, '')
    .replace(/^\*?\.(?=.)/, '')

/** The path in the browser's own form, without a final slash; empty for the root. */
function readPath(host: string, text: string): Read<string> {
  if (/[?#]/.test(text))
    return bad('has a ? or # part', 'Leave out everything from the ? or # on: only whole paths are matched.')
  if (text.includes('*'))
    return bad('has a * in its path', 'A path already holds everything under it: leave the * out.')
  const path = new URL(`http://${host}${text}`).pathname.replace(/\/+$/, '')
  if (path.length > 200) return bad('has a path longer than 200 characters', 'Name a shorter path above it.')
  return good(path)
}

/** The line that reads back as this entry. */
export function formatEntry(entry: Entry): string {
  const address = entry.kind === 'host' ? `=${entry.host}` : `${entry.host}${entry.path ?? ''}`
  return entry.note === undefined ? address : `${address} # ${entry.note}`
}

/** What an entry is about, apart from what it does: two entries with the same place are the same rule. */
export const entryPlace = (entry: Entry): string => `${entry.kind} ${entry.host}${plainPath(entry)}`

/** The path for comparing: no case, no escapes, no doubled or final slash. */
function plainPath({ path = '' }: Entry): string {
  let plain = path
  // Escapes may be nested; a few rounds reach the bottom of any that a browser follows.
  for (let round = 0; round < 4; round++) plain = plain.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent)
  return plain
    .toLowerCase()
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
}

/** True when every address that `inner` holds is also held by `outer`. */
export function covers(outer: Entry, inner: Entry): boolean {
  if (outer.kind === 'host') return inner.kind === 'host' && inner.host === outer.host
  if (!isUnder(inner.host, outer.host)) return false
  if (outer.kind === 'suffix') return true
  if (inner.kind !== 'path') return false
  const above = plainPath(outer)
  const below = plainPath(inner)
  return below === above || below.startsWith(`${above}/`)
}

/** True when some address may be held by both. Errs towards true. */
export function overlaps(a: Entry, b: Entry): boolean {
  if (covers(a, b) || covers(b, a)) return true
  const hostsMeet =
    a.kind === 'host'
      ? b.kind === 'host'
        ? a.host === b.host
        : isUnder(a.host, b.host)
      : b.kind === 'host'
        ? isUnder(b.host, a.host)
        : isUnder(a.host, b.host) || isUnder(b.host, a.host)
  if (!hostsMeet) return false
  if (a.kind !== 'path' || b.kind !== 'path') return true
  const one = `${plainPath(a)}/`
  const other = `${plainPath(b)}/`
  return one.startsWith(other) || other.startsWith(one)
}
