/**
 * Counts what would be otherwise: of each part how many visits, by how many people, at which hosts. Nobody is named, what
 * is said is in fives, and of a group in which fewer than five people used the web nothing is
 * counted at all: whatever is said of it would be said of somebody. Pure.
 */
import type { CategoryId } from '../../../lib/policy/categories.ts'
import { type Figure, figureOf, peopleAtLeast, visitsAtLeast } from '../../../lib/protocol/figures.ts'
import { PREVIEW_PARTS, type PreviewPart, type PreviewResult } from '../../../lib/protocol/policy-editor.ts'

export type PartName = (typeof PREVIEW_PARTS)[number]

/** Hosts that are named, of each part. */
const NAMED = 200

/** Whoever used the web: a person, or a device that stands for nobody in particular. */
export type WhoKey = number | string

export interface Difference {
  readonly part: PartName
  readonly host: string
  readonly categories: readonly CategoryId[]
}

interface InGroup {
  visits: number
  readonly who: Set<WhoKey>
}
interface AtHost {
  readonly categories: readonly CategoryId[]
  readonly groups: Map<string, InGroup>
}

export class Tally {
  readonly #parts = new Map<PartName, Map<string, AtHost>>(PREVIEW_PARTS.map((part) => [part, new Map()]))
  readonly #used = new Map<string, { rows: number; readonly who: Set<WhoKey> }>()

  /** Somebody in a group opened a page, or was stopped. */
  look(group: string, who: WhoKey): void {
    let used = this.#used.get(group)
    if (!used) {
      used = { rows: 0, who: new Set() }
      this.#used.set(group, used)
    }
    used.rows += 1
    used.who.add(who)
  }

  /** It would have been otherwise. */
  add({ part, host, categories }: Difference, group: string, who: WhoKey): void {
    const hosts = this.#parts.get(part)
    let at = hosts?.get(host)
    if (!at) {
      at = { categories, groups: new Map() }
      hosts?.set(host, at)
    }
    let own = at.groups.get(group)
    if (!own) {
      own = { visits: 0, who: new Set() }
      at.groups.set(group, own)
    }
    own.visits += 1
    own.who.add(who)
  }

  result(span: Pick<PreviewResult, 'from' | 'until'>): PreviewResult {
    const small = new Set(
      [...this.#used].filter(([, { who }]) => figureOf(who.size) === 'few').map(([group]) => group),
    )
    const counted = [...this.#used].filter(([group]) => !small.has(group))
    const part = (name: PartName): PreviewPart => partOf(this.#parts.get(name) ?? new Map(), small)
    return {
      ...span,
      looked: figureOf(counted.reduce((sum, [, { rows }]) => sum + rows, 0)),
      parts: {
        stopped: part('stopped'),
        warned: part('warned'),
        opened: part('opened'),
        unwarned: part('unwarned'),
      },
      small: [...small].toSorted(),
    }
  }
}

function partOf(hosts: ReadonlyMap<string, AtHost>, small: ReadonlySet<string>): PreviewPart {
  const everybody = new Set<WhoKey>()
  const found = [...hosts].flatMap(([host, { categories, groups }]) => {
    const own = [...groups].filter(([group]) => !small.has(group))
    if (own.length === 0) return []
    const who = new Set(own.flatMap(([, one]) => [...one.who]))
    for (const one of who) everybody.add(one)
    const visits = own.reduce((sum, [, one]) => sum + one.visits, 0)
    const names = own.map(([group]) => group).toSorted()
    return [{ host, visits, pupils: figureOf(who.size), groups: names, categories: [...categories] }]
  })
  const told = found.map((one) => ({ ...one, visits: figureOf(one.visits) }))
  const pupils = peopleAtLeast(
    everybody.size,
    found.map((one) => one.pupils),
  )
  const all = found.reduce((sum, { visits }) => sum + visits, 0)
  return {
    visits: visitsAtLeast(
      all,
      told.map(({ visits }) => visits),
      pupils,
    ),
    pupils,
    hosts: found.length,
    // In an order that says no more than the figures do.
    named: told.toSorted((a, b) => rank(b) - rank(a) || (a.host < b.host ? -1 : 1)).slice(0, NAMED),
  }
}

const rank = ({ visits }: { readonly visits: Figure }): number => (visits === 'few' ? 0 : visits)
