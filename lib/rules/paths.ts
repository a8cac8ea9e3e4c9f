/**
 * Path entries as conditions: whole segments, any port, letter case and `//` not minded. The browser gives a
 * regular expression 2 kB once compiled and an extension 1,000 of them; what does not fit is said in URL
 * filters, which cannot name "any port" exactly.
 */
import type { Entry } from '../policy/document.ts'
import type { Where } from './draft.ts'
import { spelled, suffixes } from './places.ts'

const HEAD = '^[^/]+//[^/]+'
/** Slashes, with `;parameters` of the segment before them: forgiving servers drop those. */
const LOOSE_SLASH = '(?:(?:;[^/?#]*)?/)+'
const BLOCK_END = '(?:[/;?#]|$)'
/**
 * The rest of a path that stays below its start: two or more dots may not stand before `/`, `;`, `%` or the end,
 * where a forgiving server would read `..` and climb out.
 */
const STAYS_BELOW = '(?:/(?:\\.*[^.;%/?#]|\\.?[;%/])*\\.?)?(?:[?#]|$)'

/*
 * Sizes that Chromium 156 accepts, measured in characters of the path with a weight for each segment (equivalence
 * test: every expression we make is asked about with isRegexSupported).
 */
const fitsLoose = (path: string, segments: number) => path.length + 11 * segments <= 86
const fitsPlain = (path: string, segments: number) => path.length + 2 * segments <= 84
const fitsBelow = (path: string, segments: number) => path.length + segments <= 44

/** Everything on these hosts and under them whose path starts with the segments of `path`. */
export function underPath(
  hosts: Iterable<string>,
  path: string,
  action: Entry['action'],
  regexesLeft: number,
): Where[] {
  if (path === '/') return suffixes(hosts)
  const names = spelled(hosts)
  const regexFilter = regexesLeft > 0 ? pathRegex(path, action) : undefined
  if (regexFilter === undefined) return names.flatMap((host) => inFilters(host, path, action))
  return [
    { condition: { requestDomains: names, regexFilter }, meaning: { kind: 'path', hosts: names, path } },
  ]
}

/** The expression for a path, in the fullest form that fits; undefined when none does. */
export function pathRegex(path: string, action: Entry['action']): string | undefined {
  const segments = path.split('/').slice(1).map(escaped)
  const size = segments.join('/').length + 1
  const text = 'x'.repeat(size)
  if (!fitsPlain(text, segments.length)) return undefined
  const plain = HEAD + segments.map((segment) => `/+${segment}`).join('')
  if (action === 'allow') return plain + (fitsBelow(text, segments.length) ? STAYS_BELOW : '(?:[/?#]|$)')
  if (!fitsLoose(text, segments.length)) return plain + BLOCK_END
  return HEAD + segments.map((segment) => LOOSE_SLASH + segment).join('') + BLOCK_END
}

const escaped = (segment: string): string => segment.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Exact on the scheme's own port. On other ports a block may cover more; an allow does not reach them. */
function inFilters(host: string, path: string, action: Entry['action']): Where[] {
  const safe = path.replace(/[*^|]/g, '*')
  const ends = action === 'block' ? ['/', '?', '#', ';', '|'] : ['/', '?', '#', '|']
  const filters = ends.map((end) => `||${host}${safe}${end}`)
  if (action === 'block') filters.push(`||${host}:*${safe}^`, `||${host}:*${safe}|`)
  return filters.map((urlFilter) => ({ condition: { urlFilter, requestDomains: [host] } }))
}

/** A path closed by as few rules as can be: on the scheme's own port, and ended by anything that ends a word. */
export const inOneFilter = (hosts: Iterable<string>, path: string): Where[] =>
  spelled(hosts).map((host) => ({
    condition: { urlFilter: `||${host}${path.replace(/[*^|]/g, '*')}^`, requestDomains: [host] },
  }))
