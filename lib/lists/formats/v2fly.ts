/** The domain lists of v2fly: files that include each other, names with attributes. */
import { registeredDomain } from '../../hosts/public-suffixes.ts'
import { normaliseHost } from '../host.ts'
import type { Sink } from './said.ts'

export type V2flyEntry =
  | {
      readonly kind: 'name'
      readonly name: string
      readonly exact: boolean
      readonly attributes: readonly string[]
    }
  | { readonly kind: 'include'; readonly file: string; readonly attributes: readonly string[] }
  | { readonly kind: 'rule' | 'bad'; readonly line: string }

export type V2flyFiles = ReadonlyMap<string, readonly V2flyEntry[]>

const LINE = /^(?:(domain|full|include|keyword|regexp):)?(\S+)((?:\s+[@&]\S+)*)$/

/** One line of a file of `data`; null when it says nothing. */
export function readV2flyLine(line: string): V2flyEntry | null {
  const said = line.replace(/(^|\s)#.*$/, '').trim()
  if (said === '') return null
  const [, kind = 'domain', word = '', marks = ''] = LINE.exec(said) ?? []
  if (word === '') return { kind: 'bad', line }
  if (kind === 'keyword' || kind === 'regexp') return { kind: 'rule', line }
  const attributes = marks
    .split(/\s+/)
    .filter((mark) => mark.startsWith('@'))
    .map((mark) => mark.slice(1))
  if (kind === 'include') return { kind: 'include', file: word.toLowerCase(), attributes }
  return { kind: 'name', name: word, exact: kind === 'full', attributes }
}

/** How much is still read: an entry costs one, and a file under a condition as much as both are long. */
export interface Budget {
  left: number
}

/**
 * Says every name of a file and of what it includes. `group` may end in `@attribute`: then only names that carry it.
 * A file is read once for each condition it is included under, so files that include each other come to an end; but
 * conditions multiply. False when the budget did not reach.
 */
export function sayV2fly(files: V2flyFiles, group: string, to: Sink, budget: Budget): boolean {
  const [root = '', ...wanted] = group.toLowerCase().split('@')
  const seen = new Set<string>()
  const waiting: { readonly file: string; readonly wanted: readonly string[] }[] = []
  const wait = (file: string, conditions: readonly string[]): void => {
    const key = [file, ...conditions.toSorted()].join('@')
    budget.left -= key.length
    if (seen.has(key)) return
    seen.add(key)
    waiting.push({ file, wanted: conditions })
  }
  wait(root, wanted)
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    for (const entry of files.get(here.file) ?? []) {
      if (--budget.left < 0) return false
      if (entry.kind === 'include') wait(entry.file, [...new Set([...here.wanted, ...entry.attributes])])
      else if (entry.kind === 'name') sayName(entry, here.wanted, group, to)
      else to.leaveOut(entry.kind === 'rule' ? 'no-host-rule' : 'bad-line', entry.line)
    }
  }
  return budget.left >= 0
}

/** `@-ads` wants names without it. */
const carries = (attributes: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((one) => (one.startsWith('-') ? !attributes.includes(one.slice(1)) : attributes.includes(one)))

function sayName(
  { name, exact, attributes }: Extract<V2flyEntry, { kind: 'name' }>,
  wanted: readonly string[],
  group: string,
  to: Sink,
): void {
  if (!carries(attributes, wanted)) return
  // An exact name that somebody registered says nothing of the sites under it, and our names always do.
  const host = exact ? normaliseHost(name) : null
  if (host !== null && registeredDomain(host, 'all') === host) to.leaveOut('no-host-rule', `full:${name}`)
  else to.name(name, group)
}
