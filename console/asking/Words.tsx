/** One line of words with a button: why not, or what the network manager should know. */
import { useSignal } from '@preact/signals'
import type { TargetedEvent } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

interface Props {
  readonly id: string
  readonly label: string
  /** Words that are often right: one press. */
  readonly quick: readonly string[]
  readonly button: string
  readonly required?: boolean
  readonly send: (words: string) => void
  readonly leave: () => void
}

export function Words({ id, label, quick, button, required = false, send, leave }: Props) {
  const words = useSignal('')
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault()
    send(words.value.trim())
  }
  return (
    <form class="asked__words" onSubmit={submit}>
      <label for={id}>{label}</label>
      <div class="asked__line">
        <input
          id={id}
          ref={box}
          required={required}
          maxLength={300}
          value={words.value}
          onInput={(event) => (words.value = event.currentTarget.value)}
        />
        <button type="submit" class="button button--main">
          {button}
        </button>
        <button type="button" class="button button--quiet" onClick={leave}>
          Cancel
        </button>
      </div>
      {quick.length > 0 && (
        <div class="actions">
          {quick.map((one) => (
            <button key={one} type="button" class="tag" onClick={() => send(one)}>
              {one}
            </button>
          ))}
        </div>
      )}
    </form>
  )
}
