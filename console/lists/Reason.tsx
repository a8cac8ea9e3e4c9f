/** Something that is done with a reason, which stands in the history: the reason first, then the press. */
import { useId } from 'preact/hooks'
import { useSignal } from '@preact/signals'

export interface Way {
  readonly label: string
  readonly main?: boolean
  readonly act: (reason: string) => Promise<unknown>
}

/** Shorter than this is no reason. */
const LEAST = 3

/** @param about what it is done to, for who cannot see what stands around it */
export function Reason({ ways, about }: { ways: readonly Way[]; about: string }) {
  const id = useId()
  const reason = useSignal('')
  const wrong = useSignal(false)
  const press = (way: Way): void => {
    wrong.value = reason.value.trim().length < LEAST
    if (wrong.value) document.getElementById(id)?.focus()
    else void way.act(reason.value.trim())
  }
  return (
    <div class="lists__reason">
      <label htmlFor={id}>Why, for the record</label>
      <input
        id={id}
        maxLength={300}
        autocomplete="off"
        value={reason.value}
        aria-invalid={wrong.value}
        aria-describedby={wrong.value ? `${id}-wrong` : undefined}
        onInput={({ currentTarget }) => (reason.value = currentTarget.value)}
      />
      {wrong.value && (
        <p id={`${id}-wrong`} class="small lists__wrong">
          Say why in a few words.
        </p>
      )}
      <div class="actions">
        {ways.map((way) => (
          <button
            key={way.label}
            type="button"
            class={way.main ? 'button button--main' : 'button'}
            onClick={() => press(way)}
          >
            {way.label}
            <span class="visually-hidden">: {about}</span>
          </button>
        ))}
      </div>
    </div>
  )
}
