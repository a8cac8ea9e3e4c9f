import type { ComponentChildren } from 'preact'

/** A list that comes from the server: while it comes, when it does not come, and when there is nothing in it. */
export function Listed<T>({
  of,
  empty,
  again,
  children,
}: {
  of: readonly T[] | string | null
  empty: string
  again: () => Promise<void>
  children: (one: T) => ComponentChildren
}) {
  if (of === null) return <p class="soft">Loading…</p>
  if (typeof of === 'string')
    return (
      <div class="note small">
        <p role="alert">{of}</p>
        <button type="button" class="button" onClick={() => void again()}>
          Try again
        </button>
      </div>
    )
  if (of.length === 0) return <p class="empty">{empty}</p>
  return <ul class="rows">{of.map(children)}</ul>
}
