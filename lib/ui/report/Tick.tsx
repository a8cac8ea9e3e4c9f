/** A box to tick, with a line under its words. */
import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface Props {
  readonly checked: boolean
  readonly set: (checked: boolean) => void
  readonly hint?: ComponentChildren
  /** One that matters more than the others. */
  readonly strong?: boolean
  readonly children: ComponentChildren
}

export function Tick({ checked, set, hint, strong = false, children }: Props) {
  const id = useId()
  return (
    <div class={strong ? 'tick tick--strong' : 'tick'}>
      <input
        id={id}
        type="checkbox"
        checked={checked}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        onChange={(event) => set(event.currentTarget.checked)}
      />
      <label for={id}>{children}</label>
      {hint !== undefined && (
        <p id={`${id}-hint`} class="small soft tick__hint">
          {hint}
        </p>
      )}
    </div>
  )
}
