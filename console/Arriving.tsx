import type { ComponentChildren } from 'preact'
import type { Answer } from './answer.ts'

/** What comes from the server: until it is there, when it could not be had, and then what is made of it. */
export function Arriving<T extends object>({
  shown,
  load,
  inside = false,
  children,
}: {
  shown: Answer<T>
  load: () => Promise<void>
  /** It stands in a panel already. */
  inside?: boolean
  children: (of: T) => ComponentChildren
}) {
  if (shown === null)
    return (
      <p class="soft" role="status">
        Loading…
      </p>
    )
  if (typeof shown !== 'string') return <>{children(shown)}</>
  return (
    <div class={inside ? 'note small' : 'panel'}>
      <p role="alert">{shown}</p>
      <div class="actions">
        <button type="button" class="button" onClick={() => void load()}>
          Try again
        </button>
      </div>
    </div>
  )
}
