/** What is older than a list that is read again by itself shows: asked for by hand, and kept beside it. */
import { signal } from '@preact/signals'
import { attempt } from '../state.ts'

/** A list as it is shown now, and where its older entries begin. */
interface Newest<T> {
  readonly items: readonly T[]
  /** Absent where there is nothing older. */
  readonly next: string | undefined
}

export class Older<T> {
  /** Null until somebody asked for older ones. */
  readonly #kept = signal<Newest<T> | null>(null)
  readonly busy = signal(false)
  readonly #ask: (before: string) => Promise<Newest<T>>
  readonly #idOf: (one: T) => unknown

  #growing: Promise<void> | null = null

  constructor(ask: (before: string) => Promise<Newest<T>>, idOf: (one: T) => unknown) {
    this.#ask = ask
    this.#idOf = idOf
  }

  /** Each once, as it is now; what the newest have pushed out of their list meanwhile stays. */
  with(newest: Newest<T>): readonly T[] {
    const known = new Set(newest.items.map(this.#idOf))
    return [...newest.items, ...(this.#kept.value?.items ?? []).filter((one) => !known.has(this.#idOf(one)))]
  }

  hasMore = (newest: Newest<T>): boolean => (this.#kept.value ?? newest).next !== undefined

  /** A second press while they come asks for nothing. */
  readonly more = (newest: Newest<T>): Promise<boolean> => attempt(() => this.#grow(newest))

  /** Everything, to its end. Rejects with what the server says against it. */
  async all(newest: Newest<T>): Promise<readonly T[]> {
    while (this.hasMore(newest)) await this.#grow(newest)
    return this.with(newest)
  }

  /** One piece more; whoever asks meanwhile waits for the same. */
  #grow(newest: Newest<T>): Promise<void> {
    this.#growing ??= this.#next(newest).finally(() => {
      this.#growing = null
      this.busy.value = false
    })
    this.busy.value = true
    return this.#growing
  }

  async #next(newest: Newest<T>): Promise<void> {
    const { next } = this.#kept.value ?? newest
    if (next === undefined) return
    const piece = await this.#ask(next)
    this.#kept.value = { items: [...this.with(newest), ...piece.items], next: piece.next }
  }

  forget(): void {
    this.#kept.value = null
  }
}
