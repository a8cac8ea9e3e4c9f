import type { ComponentChildren } from 'preact'
import type { Answer } from '../answer.ts'
import { Arriving } from '../Arriving.tsx'

/** A list that comes from the server, and what is said when there is nothing in it. */
export const Listed = <T,>({
  of,
  empty,
  again,
  children,
}: {
  of: Answer<readonly T[]>
  empty: string
  again: () => Promise<void>
  children: (one: T) => ComponentChildren
}) => (
  <Arriving shown={of} load={again} inside>
    {(list) =>
      list.length === 0 ? <p class="empty">{empty}</p> : <ul class="rows">{list.map(children)}</ul>
    }
  </Arriving>
)
