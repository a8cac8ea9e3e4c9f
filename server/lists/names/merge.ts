/** Several sorted lists of names as one. */
import { beyond, type Entry, uniteSets } from './entry.ts'
import { isWithin } from './key.ts'

/** A name with what each list says of it, by the list's place; undefined where it says nothing. Reused: do not keep it. */
export interface Merged {
  key: string
  readonly sets: (string | undefined)[]
}

interface Cursor {
  readonly place: number
  readonly rest: Iterator<Entry>
  entry: Entry
}

/** Every name once, in order, with what each list says. Lists may hold a name more than once; they are united. */
export function* merge(lists: readonly Iterable<Entry>[]): Generator<Merged> {
  const heap: Cursor[] = []
  for (const [place, list] of lists.entries()) {
    const rest = list[Symbol.iterator]()
    const first = rest.next()
    if (first.done !== true) rise(heap, { place, rest, entry: first.value })
  }
  const merged: Merged = { key: '', sets: [] }
  while (heap.length > 0) {
    merged.key = heap[0]!.entry.key
    merged.sets.length = 0
    merged.sets.length = lists.length
    for (let top = heap[0]; top?.entry.key === merged.key; top = heap[0]) {
      merged.sets[top.place] = uniteSets(merged.sets[top.place] ?? '', top.entry.set)
      step(heap, top)
    }
    yield merged
  }
}

function step(heap: Cursor[], top: Cursor): void {
  const next = top.rest.next()
  if (next.done !== true) {
    top.entry = next.value
    sink(heap, 0)
    return
  }
  const last = heap.pop()
  if (last === undefined || last === top) return
  heap[0] = last
  sink(heap, 0)
}

function rise(heap: Cursor[], one: Cursor): void {
  let at = heap.push(one) - 1
  while (at > 0) {
    const above = (at - 1) >> 1
    if (heap[above]!.entry.key <= one.entry.key) break
    heap[at] = heap[above]!
    at = above
  }
  heap[at] = one
}

function sink(heap: Cursor[], from: number): void {
  const one = heap[from]!
  let at = from
  for (;;) {
    let below = at * 2 + 1
    if (below >= heap.length) break
    if (below + 1 < heap.length && heap[below + 1]!.entry.key < heap[below]!.entry.key) below++
    if (heap[below]!.entry.key >= one.entry.key) break
    heap[at] = heap[below]!
    at = below
  }
  heap[at] = one
}

/** A name that several lists may have. */
export interface Attested extends Entry {
  /** How many of them name it: itself, and not only a parent. */
  readonly sources: number
}

/** All lists united: every name once, with the categories of all. */
export function* unite(lists: readonly Iterable<Entry>[]): Generator<Attested> {
  for (const { key, sets } of merge(lists)) {
    let set = ''
    let sources = 0
    for (const one of sets)
      if (one !== undefined) {
        set = uniteSets(set, one)
        sources++
      }
    yield { key, set, sources }
  }
}

/** Leaves out what a listed parent says already. `covered` hears of names that say nothing new. */
export function* collapse<E extends Entry>(names: Iterable<E>, covered: () => void = () => {}): Generator<E> {
  const above: { readonly key: string; readonly set: string }[] = []
  for (const entry of names) {
    const { key, set } = entry
    while (above.length > 0 && !isWithin(key, above.at(-1)!.key)) above.pop()
    const inherited = above.at(-1)?.set ?? ''
    const own = beyond(set, inherited)
    if (own === '') {
      covered()
      continue
    }
    above.push({ key, set: uniteSets(inherited, set) })
    yield own === set ? entry : { ...entry, set: own }
  }
}
