/** Until when, as a field of a form. */
import type { Signal } from '@preact/signals'
import { SPANS, type Span } from './until.ts'

export interface End {
  readonly span: Span
  readonly day: string
}

export const Ending = ({ end }: { end: Signal<End> }) => (
  <>
    <label>
      <span>How long</span>
      <select
        value={end.value.span}
        onChange={({ currentTarget }) => (end.value = { ...end.value, span: currentTarget.value as Span })}
      >
        {SPANS.map(([id, words]) => (
          <option key={id} value={id}>
            {words}
          </option>
        ))}
      </select>
    </label>
    {end.value.span === 'day' && (
      <label>
        <span>Last day</span>
        <input
          type="date"
          value={end.value.day}
          onInput={({ currentTarget }) => (end.value = { ...end.value, day: currentTarget.value })}
        />
      </label>
    )}
  </>
)

/** What has to be put right before a form is sent, in one place. */
export const Wrong = ({ id, words }: { id: string; words: readonly string[] }) => (
  <div id={id} role="alert">
    {words.length > 0 && (
      <ul class="policy__problems small">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    )}
  </div>
)
