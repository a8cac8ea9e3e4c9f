/** What has changed from one list to another: counts, and some of it from all over the list. */
import type { ListDiff } from '../../../lib/protocol/list-sources.ts'
import type { CategoryId } from '../../../lib/policy/categories.ts'
import { DIFF_SAMPLES } from '../limits.ts'
import { beyond, categoriesIn, type Entry } from './entry.ts'
import { hostOf } from './key.ts'
import { merge } from './merge.ts'

/** Keeps some of many, each as likely as any other; the same ones for the same list. */
class Sample {
  readonly #kept: Entry[] = []
  #seed = 1
  count = 0

  take(entry: Entry): void {
    this.count++
    if (this.#kept.length < DIFF_SAMPLES) {
      this.#kept.push(entry)
      return
    }
    // Park and Miller: good enough to pick examples, and the same on every machine.
    this.#seed = (this.#seed * 48_271) % 2_147_483_647
    const at = this.#seed % this.count
    if (at < DIFF_SAMPLES) this.#kept[at] = entry
  }

  all(): ListDiff['samples']['added'] {
    return this.#kept
      .map(({ key, set }) => ({ host: hostOf(key), categories: categoriesIn(set) }))
      .sort((a, b) => (a.host < b.host ? -1 : 1))
  }
}

export function compare(from: Iterable<Entry>, to: Iterable<Entry>): ListDiff {
  const [added, removed, moved] = [new Sample(), new Sample(), new Sample()]
  const byCategory = new Map<CategoryId, { added: number; removed: number }>()
  const count = (set: string, what: 'added' | 'removed'): void => {
    for (const category of categoriesIn(set)) {
      const counts = byCategory.get(category) ?? { added: 0, removed: 0 }
      counts[what]++
      byCategory.set(category, counts)
    }
  }
  for (const { key, sets } of merge([from, to])) {
    const [before, after] = sets
    if (before === after) continue
    if (before === undefined) added.take({ key, set: after ?? '' })
    else if (after === undefined) removed.take({ key, set: before })
    else moved.take({ key, set: after })
    count(beyond(after ?? '', before ?? ''), 'added')
    count(beyond(before ?? '', after ?? ''), 'removed')
  }
  return {
    added: added.count,
    removed: removed.count,
    moved: moved.count,
    samples: { added: added.all(), removed: removed.all(), moved: moved.all() },
    byCategory: [...byCategory]
      .map(([category, counts]) => ({ category, ...counts }))
      .sort((a, b) => b.added + b.removed - (a.added + a.removed)),
  }
}
