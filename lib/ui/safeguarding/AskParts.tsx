/** Asks for some parts of a code that stands on paper or on another screen. */
import type { TargetedEvent } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { chooseParts, samePart } from './asked-parts.ts'

const MANY = 3

interface Props {
  /** The whole code in its parts. */
  readonly parts: readonly string[]
  /** The label of a part, by its number on paper. */
  readonly label: (number: number) => string
  /** What to say when a part is another. */
  readonly wrong: (number: number) => string
  readonly go: string
  readonly done: () => void
  readonly isBusy?: boolean
}

export function AskParts({ parts, label, wrong, go, done, isBusy = false }: Props) {
  const [asked] = useState(() => chooseParts(parts.length, MANY))
  const [different, setDifferent] = useState<{ readonly part: number }>()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (different) form.current?.querySelector<HTMLInputElement>(`[name="part-${different.part}"]`)?.focus()
  }, [different])
  const submit = (event: TargetedEvent<HTMLFormElement, SubmitEvent>) => {
    event.preventDefault()
    const typed = new FormData(event.currentTarget)
    const other = asked.find((part) => !samePart(textOf(typed, `part-${part}`), parts[part] ?? ''))
    setDifferent(other === undefined ? undefined : { part: other })
    if (other === undefined) done()
  }
  return (
    <form class="form" ref={form} onSubmit={submit} autocomplete="off">
      <div class="form__row">
        {asked.map((part) => (
          <label key={part} class="form__part">
            <span>{label(part + 1)}</span>
            <input
              name={`part-${part}`}
              required
              maxLength={8}
              dir="ltr"
              spellcheck={false}
              autocapitalize="characters"
              aria-invalid={different?.part === part}
              aria-describedby={different?.part === part ? 'different-part' : undefined}
            />
          </label>
        ))}
      </div>
      <div role="alert">
        {different && (
          <p id="different-part" class="note">
            {wrong(different.part + 1)}
          </p>
        )}
      </div>
      <div class="actions">
        <button type="submit" class="button button--main" disabled={isBusy}>
          {go}
        </button>
      </div>
    </form>
  )
}

/** A text field's value. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
