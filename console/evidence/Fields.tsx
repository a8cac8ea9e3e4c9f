/** What the forms about evidence have in common: why, between which days, and the way out. */
import type { ComponentChildren } from 'preact'
import { dayOf } from '../days.ts'
import { written } from '../written.ts'

interface FormProps {
  readonly send: (said: Readonly<Record<string, string>>) => void
  readonly button: string
  readonly close: () => void
  readonly children: ComponentChildren
}

export const EvidenceForm = ({ send, button, close, children }: FormProps) => (
  <form
    class="form evidence-form"
    onSubmit={(event) => {
      event.preventDefault()
      send(written(event.currentTarget))
    }}
  >
    {children}
    <div class="actions">
      <button type="submit" class="button button--main">
        {button}
      </button>
      <button type="button" class="button button--quiet" onClick={close}>
        Cancel
      </button>
    </div>
  </form>
)

/** The reason, as `words`. */
export const Words = ({ id, label }: { id: string; label: string }) => (
  <label class="evidence-words">
    <span>{label}</span>
    <input id={id} name="words" required minLength={3} maxLength={500} autocomplete="off" />
  </label>
)

/** The first and the last day, as `since` and `until`. */
export const Days = ({ since, until }: { since: number; until: number }) => (
  <>
    <label>
      <span>From</span>
      <input type="date" name="since" required value={dayOf(since)} />
    </label>
    <label>
      <span>To</span>
      <input type="date" name="until" required value={dayOf(until)} />
    </label>
  </>
)
