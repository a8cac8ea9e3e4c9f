/** The school's own entries (and the entries of unblocks) in the form that matching and compiling need. */
import type { Entry } from '../policy/document.ts'
import { canonicalHost } from './address.ts'
import type { Address } from './address.ts'
import { startsWithSegments, strictPath } from './path.ts'

export interface PlainEntry {
  readonly kind: Entry['kind']
  readonly host: string
  /** Only for `path`: a strict path without a final slash, or `/`. Empty otherwise. */
  readonly path: string
  readonly action: Entry['action']
  /** How many labels the host has: more is more specific. */
  readonly labels: number
  readonly entry: Entry
}

/**
 * An entry ready for matching, or null when it can match nothing: a host that no browser would load, or a path
 * entry without its path that would have opened a whole site (one that blocks covers the whole site instead).
 */
export function plainEntry(entry: Entry): PlainEntry | null {
  const host = canonicalHost(entry.host)
  if (host === null) return null
  const path = entry.kind === 'path' ? plainPath(entry) : ''
  if (path === null) return null
  const labels = host.split('.').length
  return { kind: entry.kind, host, path, action: entry.action, labels, entry }
}

function plainPath(entry: Entry): string | null {
  if (entry.path === undefined) return entry.action === 'block' ? '/' : null
  const pathname = URL.parse(`http://x${entry.path}`)?.pathname
  if (pathname === undefined) return null
  const strict = strictPath(pathname)
  return strict.length > 1 && strict.endsWith('/') ? strict.slice(0, -1) : strict
}

const KIND_RANK = { suffix: 0, host: 1, path: 2 } as const

/**
 * Positive when `a` is the more specific of two entries that match the same address: path over host over suffix,
 * then more labels, then the longer path; on a tie the one that blocks.
 */
export function compareEntries(a: PlainEntry, b: PlainEntry): number {
  return (
    KIND_RANK[a.kind] - KIND_RANK[b.kind] ||
    a.labels - b.labels ||
    a.path.length - b.path.length ||
    Number(a.action === 'block') - Number(b.action === 'block')
  )
}

/** The path half of a `path` entry: a block matches either reading of the path, an allow must match both. */
export function matchesPath(plain: PlainEntry, address: Address): boolean {
  const strict = startsWithSegments(address.path, plain.path)
  if (address.path === address.loosePath) return strict
  const loose = startsWithSegments(address.loosePath, plain.path)
  return plain.action === 'block' ? strict || loose : strict && loose
}

/** Entries by host, so that a look-up costs the labels of an address and not the number of entries. */
export class EntryIndex<T extends PlainEntry> {
  readonly #byHost = new Map<string, T[]>()

  constructor(entries: Iterable<T>) {
    for (const entry of entries) {
      const at = this.#byHost.get(entry.host)
      if (at === undefined) this.#byHost.set(entry.host, [entry])
      else at.push(entry)
    }
  }

  /** Every entry that covers the address, `hosts` being the address's lineage. */
  matches(address: Address, hosts: readonly string[]): T[] {
    if (this.#byHost.size === 0) return []
    const found: T[] = []
    for (const host of hosts) {
      for (const entry of this.#byHost.get(host) ?? []) {
        const covers =
          entry.kind === 'path'
            ? matchesPath(entry, address)
            : entry.kind === 'suffix' || host === address.host
        if (covers) found.push(entry)
      }
    }
    return found
  }
}

/** An entry as an administrator would recognise it: `example.org`, `*.example.org`, `example.org/games`. */
export function describeEntry(entry: Entry): string {
  if (entry.kind === 'suffix') return `*.${entry.host}`
  return entry.kind === 'path' ? `${entry.host}${entry.path ?? '/'}` : entry.host
}
