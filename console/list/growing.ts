/** A list that grows at its top: its newest entries first, older ones when somebody asks. */
import { signal } from '@preact/signals'
import { type Answer, here, take } from '../answer.ts'
import { attempt } from '../state.ts'

export type Query = Readonly<Record<string, string>>

/** A piece of it, as the server answers. */
export interface Piece<T> {
  readonly items: readonly T[]
  /** Where to go on; null at the end. */
  readonly next: string | null
}

/** What has been asked for so far. */
export interface Grown<T> extends Piece<T> {
  /** With which filters. */
  readonly query: Query
}

/** @param ask gets a piece; `before` in the query is where to go on */
export class Growing<T, P extends Piece<T> = Piece<T>> {
  readonly shown = signal<Answer<Grown<T>>>(null)
  /** The first piece, for what stands beside the list. */
  readonly first = signal<P | null>(null)
  readonly busy = signal(false)
  readonly #ask: (query: Query) => Promise<P>
  #query: Query = {}

  constructor(ask: (query: Query) => Promise<P>) {
    this.#ask = ask
  }

  /** From the newest on; with the filters of before when none are given. */
  readonly load = (query: Query = this.#query): Promise<void> => {
    // What was asked for with other filters is not to stand below these, also when no answer comes.
    if (JSON.stringify(query) !== JSON.stringify(this.#query)) this.shown.value = null
    this.#query = query
    return take(this.shown, async () => {
      const piece = await this.#ask(query)
      this.first.value = piece
      return { items: piece.items, next: piece.next, query }
    })
  }

  /** The newest piece anew; what is older stays. @param idOf tells one from every other */
  again(idOf: (one: T) => unknown): Promise<void> {
    return take(this.shown, async () => {
      const piece = await this.#ask(this.#query)
      this.first.value = piece
      const now = here(this.shown.value)
      // Older ones that come just now would not fit to another list.
      if (now !== null && this.busy.value) return now
      const newest = new Set(piece.items.map(idOf))
      const older = now?.items.filter((one) => !newest.has(idOf(one))) ?? []
      const next = now !== null && older.length > 0 ? now.next : piece.next
      return { items: [...piece.items, ...older], next, query: this.#query }
    })
  }

  /** When the page is left: nothing stays, the filters neither. */
  forget(): void {
    this.shown.value = null
    this.first.value = null
    this.#query = {}
  }

  /** What an action answered: the newest piece as it is now. */
  put(piece: Piece<T>): void {
    this.shown.value = { items: piece.items, next: piece.next, query: this.#query }
  }

  /** What is older. A second press while it comes asks for nothing. */
  readonly more = (): Promise<boolean> =>
    attempt(async () => {
      const before = here(this.shown.value)
      if (before === null || before.next === null || this.busy.value) return
      this.busy.value = true
      try {
        const { items, next } = await this.#ask({ ...before.query, before: before.next })
        // Somebody may have asked for something else meanwhile.
        if (this.shown.value === before)
          this.shown.value = { ...before, items: [...before.items, ...items], next }
      } finally {
        this.busy.value = false
      }
    })

  /** Everything that fits, to its end: what is shown already, and all that is older. */
  async all(): Promise<readonly T[]> {
    const items: T[] = []
    let query: Query = this.#query
    for (;;) {
      const piece = await this.#ask(query)
      items.push(...piece.items)
      if (piece.next === null) return items
      query = { ...this.#query, before: piece.next }
    }
  }
}
