/** The reason for something, which is asked for before it is done. */
import { useId } from 'preact/hooks'
import { type Signal, useSignal } from '@preact/signals'

/** Shorter than this is no reason. */
export const LEAST_REASON = 3

interface Why {
  readonly id: string
  readonly words: Signal<string>
  readonly wrong: Signal<boolean>
  /** @returns the reason, or null where there is none: then it is asked for where it is written */
  readonly given: () => string | null
}

export function useWhy(first = ''): Why {
  const id = useId()
  const words = useSignal(first)
  const wrong = useSignal(false)
  const given = (): string | null => {
    const reason = words.value.trim()
    wrong.value = reason.length < LEAST_REASON
    if (!wrong.value) return reason
    document.getElementById(id)?.focus()
    return null
  }
  return { id, words, wrong, given }
}

interface WhyFieldProps {
  readonly of: Why
  readonly label: string
  readonly most?: number
}

export const WhyField = ({ of: { id, words, wrong }, label, most = 300 }: WhyFieldProps) => (
  <>
    <label htmlFor={id}>{label}</label>
    <input
      id={id}
      maxLength={most}
      autocomplete="off"
      value={words.value}
      aria-invalid={wrong.value}
      aria-describedby={`${id}-wrong`}
      onInput={({ currentTarget }) => (words.value = currentTarget.value)}
    />
    <p id={`${id}-wrong`} role="alert" class="small policy__wrong">
      {wrong.value && 'Say why in a few words.'}
    </p>
  </>
)
