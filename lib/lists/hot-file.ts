/**
 * The names for the browser's own rules as a file of their own, named by its hash as the index is: so a day's change of
 * them costs what has changed, and the signed document stays small. A line for each category, its names in order.
 */
import { CATEGORY_IDS } from '../policy/categories.ts'
import { isHostName } from '../policy/document.ts'
import type { CarriedSegment } from './lists.ts'

/** The file. The same names give the same text, in whatever order they come. */
export function hotFile(segments: readonly CarriedSegment[]): string {
  return written(new Map(segments.map(({ category, hosts }) => [category, new Set(hosts.split(' '))])))
}

/** What a file says. A category that is not known here, and what is no host, is left out: a browser refuses all for one. */
export function segmentsIn(text: string): CarriedSegment[] {
  const read = linesOf(text)
  return CATEGORY_IDS.flatMap((category) => {
    const hosts = [...(read.get(category) ?? [])].filter(isHostName)
    return hosts.length === 0 ? [] : [{ category, hosts: hosts.join(' ') }]
  })
}

/** What makes the one file of the other: a name a line, with `-` or `+` and its category. */
export function hotChange(from: string, to: string): string {
  const [before, after] = [linesOf(from), linesOf(to)]
  const lines: string[] = []
  const tell = (sign: '-' | '+', some: Lines, others: Lines): void => {
    for (const [category, hosts] of some)
      for (const host of hosts)
        if (others.get(category)?.has(host) !== true) lines.push(`${sign}${category} ${host}`)
  }
  tell('-', before, after)
  tell('+', after, before)
  return lines.join('\n')
}

/** The file that the change makes of `from`. What it is worth is told by its hash. */
export function withHotChange(from: string, change: string): string {
  const lines = linesOf(from)
  for (const line of change === '' ? [] : change.split('\n')) {
    const [category = '', host = ''] = line.slice(1).split(' ')
    const hosts = lines.get(category) ?? new Set()
    lines.set(category, hosts)
    if (line.startsWith('+')) hosts.add(host)
    else hosts.delete(host)
  }
  return written(lines)
}

/** Names by category, as they are written. */
type Lines = Map<string, Set<string>>

function linesOf(text: string): Lines {
  const lines: Lines = new Map()
  for (const line of text === '' ? [] : text.split('\n')) {
    const [category = '', ...hosts] = line.split(' ')
    lines.set(category, new Set(hosts))
  }
  return lines
}

const written = (lines: ReadonlyMap<string, ReadonlySet<string>>): string =>
  [...lines]
    .filter(([, hosts]) => hosts.size > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([category, hosts]) => [category, ...[...hosts].toSorted()].join(' '))
    .join('\n')
