/**
 * Which names of an index go into the browser's own rules, where they hold with the worker cold or dead. Docs/adr/0030
 * has the measurements that the budget comes from. Pure; the same names give the same choice in whatever order they come.
 */
import type { CategoryId } from '../policy/categories.ts'
import { isHostName } from '../policy/document.ts'
import type { CarriedSegment } from './lists.ts'

/** Names in the rules of one browser: putting in so many holds nobody up for longer than a page takes anyway. */
export const HOT_BUDGET = 100_000

/** What must be closed without anybody awake, in the order in which a name of several counts. */
export const MUST_HOLD = [
  'self-harm',
  'extremism',
  'adult',
  'stranger-chat',
  'violence',
  'malware',
  'proxy-vpn',
  'gambling',
  'games',
] as const satisfies readonly CategoryId[]
type Kind = (typeof MUST_HOLD)[number]

export interface HotOptions {
  readonly budget?: number
  /**
   * How often pages of a host were asked for at this school. Where nobody counts, names that are short and stand high
   * come first: the best sign of a site that many go to that a list has.
   */
  readonly visits?: (host: string) => number
  /** What the rules say of a host already, for example by the catalogue: that takes no room. */
  readonly known?: (host: string) => ReadonlySet<CategoryId>
}

interface Candidate {
  readonly host: string
  readonly visits: number
  readonly sources: number
}

export class HotNames {
  readonly #budget: number
  readonly #visits: (host: string) => number
  readonly #known: (host: string) => ReadonlySet<CategoryId>
  readonly #kinds = new Map<Kind, Candidate[]>(MUST_HOLD.map((kind) => [kind, []]))

  constructor({ budget = HOT_BUDGET, visits = () => 0, known = () => NOTHING }: HotOptions = {}) {
    this.#budget = budget
    this.#visits = visits
    this.#known = known
  }

  /** A name of the index, with its categories and in how many sources it stands. Each name once. */
  add(host: string, categories: readonly CategoryId[], sources: number): void {
    const kind = MUST_HOLD.find((one) => categories.includes(one))
    // The index may hold a name that no document can: browsers know some that are nobody's.
    if (kind === undefined || !isHostName(host) || this.#known(host).has(kind)) return
    const candidates = this.#kinds.get(kind)!
    candidates.push({ host, visits: this.#visits(host), sources })
    // Bounded: no more than this of a kind can be chosen.
    if (candidates.length >= this.#budget * 1.5 + 1) best(candidates, this.#budget)
  }

  /**
   * The chosen names. Small kinds come whole; what is left of the budget the large ones share alike, each with the names that
   * most are likely to meet.
   */
  finish(): CarriedSegment[] {
    const bySize = [...this.#kinds].toSorted(([, a], [, b]) => a.length - b.length)
    let left = this.#budget
    const room = new Map<Kind, number>()
    for (const [i, [kind, candidates]] of bySize.entries()) {
      const share = Math.min(candidates.length, Math.floor(left / (bySize.length - i)))
      room.set(kind, share)
      left -= share
    }
    return MUST_HOLD.flatMap((kind) => {
      const candidates = this.#kinds.get(kind)!
      best(candidates, room.get(kind) ?? 0)
      const hosts = candidates.map(({ host }) => host).toSorted()
      return hosts.length === 0 ? [] : [{ category: kind, hosts: hosts.join(' ') }]
    })
  }
}

const NOTHING: ReadonlySet<CategoryId> = new Set()

function best(candidates: Candidate[], most: number): void {
  candidates.sort(byWorth)
  candidates.length = Math.min(candidates.length, most)
}

const byWorth = (a: Candidate, b: Candidate): number =>
  b.visits - a.visits ||
  b.sources - a.sources ||
  labels(a.host) - labels(b.host) ||
  a.host.length - b.host.length ||
  (a.host < b.host ? -1 : 1)

const labels = (host: string): number => host.split('.').length
