/** Takes what readers say of a list: tidies it, counts what is left out with a few examples, and sorts what stays. */
import type { Sink } from '../../lib/lists/formats/said.ts'
import { tidy } from '../../lib/lists/formats/tidy.ts'
import type { Protected } from '../../lib/lists/check-document.ts'
import { normaliseHost } from '../../lib/lists/host.ts'
import type { CategoryId } from '../../lib/policy/categories.ts'
import type { ListLeftOut, ListMapping, ListUpdate } from '../../lib/protocol/list-sources.ts'
import { MOST_EXCEPTIONS, MOST_GROUPS, SAMPLES } from './limits.ts'
import { mapped } from './mapping.ts'
import { collapse } from './names/merge.ts'
import { setOf, type Entry } from './names/entry.ts'
import { keyOf } from './names/key.ts'
import type { Sorter } from './names/sorter.ts'

/** Beyond this a column of a table is no category. */
const GROUPS_COUNTED = 5_000
const SAMPLE_LENGTH = 100
/** As `groups` and mappings have room for. */
const GROUP_LENGTH = 100

export class Gatherer implements Sink {
  readonly #sorter: Sorter
  readonly #guarded: Protected
  readonly #categoriesOf: (group: string) => readonly CategoryId[]
  readonly #sets = new Map<readonly CategoryId[], string>()
  readonly #leftOut = new Map<ListLeftOut, { count: number; samples: string[] }>()
  readonly #groups = new Map<string, number>()
  readonly #exceptions = new Set<string>()
  #group = ''
  lines = 0

  constructor(sorter: Sorter, mapping: ListMapping, guarded: Protected) {
    this.#sorter = sorter
    this.#guarded = guarded
    this.#categoriesOf = mapped(mapping)
  }

  /** What comes from here on belongs to this part, where a line does not say another. */
  begin(group: string): void {
    this.#group = group
  }

  name(name: string, said = this.#group): void {
    // As it is shown, and as somebody can map it.
    const group = said.slice(0, GROUP_LENGTH)
    this.#count(group)
    const wanted = this.#categoriesOf(group)
    if (wanted.length === 0) {
      this.note('not-mapped', name)
      return
    }
    const tidied = tidy(name, wanted, this.#guarded)
    if ('leftOut' in tidied) this.note(tidied.leftOut, name)
    else this.#sorter.add(keyOf(tidied.host), this.#set(tidied.categories))
  }

  except(name: string): void {
    const host = normaliseHost(name)
    if (host !== null && this.#exceptions.size < MOST_EXCEPTIONS) this.#exceptions.add(host)
  }

  leaveOut(why: 'no-host-rule' | 'bad-line', line: string): void {
    this.note(why, line)
  }

  note(why: ListLeftOut, sample: string): void {
    const noted = this.#leftOut.get(why) ?? { count: 0, samples: [] }
    noted.count++
    if (noted.samples.length < SAMPLES)
      noted.samples.push(
        sample
          .replace(/\p{Cc}/gu, ' ')
          .trim()
          .slice(0, SAMPLE_LENGTH),
      )
    this.#leftOut.set(why, noted)
  }

  /** How many lines were not understood at all. */
  get bad(): number {
    return (this.#leftOut.get('bad-line')?.count ?? 0) + (this.#leftOut.get('too-long')?.count ?? 0)
  }

  /** Every name that stays, once, in order. When it is through, the counts are whole. */
  *names(): Generator<Entry> {
    let distinct = 0
    const counted = function* (names: Iterable<Entry>): Generator<Entry> {
      for (const entry of names) {
        distinct++
        yield entry
      }
    }
    const excepted = new Set([...this.#exceptions].map(keyOf))
    for (const entry of collapse(counted(this.#sorter.sorted()), () => this.note('under-parent', '')))
      if (!isExcepted(entry.key, excepted)) yield entry
    const twice = this.#sorter.count - distinct
    if (twice > 0) this.#leftOut.set('twice', { count: twice, samples: [] })
  }

  get leftOut(): ListUpdate['leftOut'] {
    return [...this.#leftOut].map(([why, { count, samples }]) => ({
      why,
      count,
      samples: samples.filter((one) => one !== ''),
    }))
  }

  get groups(): ListUpdate['groups'] {
    return [...this.#groups]
      .map(([group, names]) => ({ group, names }))
      .sort((a, b) => b.names - a.names || (a.group < b.group ? -1 : 1))
      .slice(0, MOST_GROUPS)
  }

  #count(group: string): void {
    const before = this.#groups.get(group)
    if (before !== undefined || this.#groups.size < GROUPS_COUNTED) this.#groups.set(group, (before ?? 0) + 1)
  }

  #set(categories: readonly CategoryId[]): string {
    const known = this.#sets.get(categories)
    if (known !== undefined) return known
    const set = setOf(categories)
    this.#sets.set(categories, set)
    return set
  }
}

/** The list takes out a host with everything under it. */
function isExcepted(key: string, excepted: ReadonlySet<string>): boolean {
  if (excepted.size === 0) return false
  for (let end = key.indexOf('!'); end >= 0; end = key.indexOf('!', end + 1))
    if (excepted.has(key.slice(0, end))) return true
  return excepted.has(key)
}
