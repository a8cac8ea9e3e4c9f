/** The address of another site within an address: where it stands, and whether it is hidden. */
import { isAddress, registeredDomain } from '../../hosts/public-suffixes.ts'
import { readAddress } from './codecs.ts'
import type { Read } from './codecs.ts'

export interface Carried extends Read {
  readonly where: 'path' | 'query' | 'fragment'
  /** What stands before it: pages of one engine share it. */
  readonly prefix: string
}

const MOST_PIECES = 8
const SHORTEST_PIECE = 10
/** Words of an ordinary address, and a file's name: no code comes out so smooth. */
const WORDS = /^[A-Z]?[a-z]*(?:[-_][A-Z]?[a-z]*)*(?:\.[a-z]{2,5})?$/
const PLAIN = /(?:https?|wss?)(?::|%3a)(?:\/|%2f){1,2}[^/]/i
/** The scheme as a folder: `/https/example.org/page`. */
const SCHEME_FOLDER = /\/https?\/((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?(?=\/|$)/i

/** The first address of a foreign site that an address carries; `own` is the site that it belongs to itself. */
export function carriedIn(url: string, own: string): Carried | null {
  const { path, query, fragment } = parts(url)
  return inPath(path, own) ?? inFields(query, 'query', own) ?? inFields(fragment, 'fragment', own)
}

/** The site of a host: what somebody registered, or the host itself. */
export const siteOf = (host: string): string => registeredDomain(host) ?? host

interface Parts {
  readonly path: string
  readonly query: string
  readonly fragment: string
}

/** Of an absolute address or of one without its host. */
export function parts(url: string): Parts {
  const local = url.replace(/^(?:blob:|filesystem:)*[a-z]+:\/\/[^/?#]*/i, '')
  const hash = local.indexOf('#')
  const before = hash === -1 ? local : local.slice(0, hash)
  const mark = before.indexOf('?')
  return {
    path: mark === -1 ? before : before.slice(0, mark),
    query: mark === -1 ? '' : before.slice(mark + 1),
    fragment: hash === -1 ? '' : local.slice(hash + 1),
  }
}

function inPath(path: string, own: string): Carried | null {
  const plain = PLAIN.exec(path)
  if (plain !== null && plain.index > 0) {
    const read = readAddress(path.slice(plain.index))
    if (isForeign(read, own)) return { ...read, where: 'path', prefix: path.slice(0, plain.index) }
  }
  const folder = SCHEME_FOLDER.exec(path)
  const host = folder?.[1]?.toLowerCase()
  if (folder && host !== undefined && siteOf(host) !== own)
    return { host, isPlain: true, where: 'path', prefix: path.slice(0, folder.index + 1) }
  return inSegments(path, own)
}

/** Each segment, and what follows it: a hidden address may hold slashes. */
function inSegments(path: string, own: string): Carried | null {
  let from = path.startsWith('/') ? 1 : 0
  for (let piece = 0; piece < MOST_PIECES && from < path.length; piece += 1) {
    const end = path.indexOf('/', from)
    const segment = path.slice(from, end === -1 ? undefined : end)
    if (segment.length >= SHORTEST_PIECE && !WORDS.test(segment)) {
      const read = readAddress(segment) ?? (end === -1 ? null : readAddress(path.slice(from)))
      if (isForeign(read, own)) return { ...read, where: 'path', prefix: path.slice(0, from) }
    }
    if (end === -1) break
    from = end + 1
  }
  return null
}

function inFields(text: string, where: 'query' | 'fragment', own: string): Carried | null {
  if (text.length < SHORTEST_PIECE) return null
  const values = text.split('&', MOST_PIECES).map((field) => {
    const equals = field.indexOf('=')
    return { name: field.slice(0, equals + 1), value: field.slice(equals + 1) }
  })
  for (const { name, value } of [...values, { name: '', value: text.replace(/^[!/]+/, '') }]) {
    const read = value.length < SHORTEST_PIECE ? null : readAddress(value)
    if (isForeign(read, own)) return { ...read, where, prefix: name }
  }
  return null
}

const isForeign = (read: Read | null, own: string): read is Read =>
  read !== null && siteOf(read.host) !== own && !(isAddress(read.host) && read.host === own)
